//! Runs that can be interrupted: their JSONL grows in a file beside the one it will become, and the next run goes on behind its last whole record.

use crate::attribution::Document;
use crate::input::InputError;
use serde::Deserialize;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file in the making that outlives an interrupted run: its name with `.partial` behind.
pub(super) struct Partial {
    out: BufWriter<File>,
    path: PathBuf,
    target: PathBuf,
}

/// The records that an interrupted run has written, in order, one in memory at a time.
pub(super) struct Written {
    lines: BufReader<File>,
    left: u64,
}

/// Of a record, what tells whose it is.
#[derive(Deserialize)]
struct Head {
    document: Named,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    source: Option<String>,
    chars: usize,
}

impl Partial {
    /// Opens what an interrupted run has left, cut behind its last whole record, or a new file.
    pub(super) fn open(target: &Path) -> io::Result<(Partial, Written)> {
        let mut name = target.to_owned().into_os_string();
        name.push(".partial");
        let path = PathBuf::from(name);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        // Two runs in one file would write into each other's records.
        file.try_lock()
            .map_err(|_| io::Error::other("another run is writing it"))?;
        let end = end_of_records(&mut file)?;
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        let written = Written {
            lines: BufReader::new(File::open(&path)?),
            left: end,
        };
        let out = BufWriter::new(file);
        let target = target.to_owned();
        Ok((Partial { out, path, target }, written))
    }

    /// Gives the file its name.
    pub(super) fn commit(mut self) -> io::Result<()> {
        self.out.flush()?;
        fs::rename(&self.path, &self.target)
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The byte behind the last line end. A record has no line end within, so what stands behind was never finished.
fn end_of_records(file: &mut File) -> io::Result<u64> {
    let mut block = Vec::new();
    let mut end = file.seek(SeekFrom::End(0))?;
    while end > 0 {
        let start = end.saturating_sub(1 << 16);
        file.seek(SeekFrom::Start(start))?;
        block.clear();
        Read::by_ref(file)
            .take(end - start)
            .read_to_end(&mut block)?;
        if let Some(at) = block.iter().rposition(|byte| *byte == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

impl Written {
    /// The next record; `None` behind the last one.
    fn next(&mut self) -> io::Result<Option<Named>> {
        if self.left == 0 {
            return Ok(None);
        }
        let mut line = Vec::new();
        self.left -= self.lines.read_until(b'\n', &mut line)? as u64;
        let head: Head = serde_json::from_slice(&line)
            .map_err(|error| io::Error::other(format!("holds what is no record: {error}")))?;
        Ok(Some(head.document))
    }
}

/// What there is to do with the next item of the input.
pub(super) enum Task {
    /// Analyze it.
    Analyze(Document),
    /// Nothing: its record is there.
    Done,
    /// Say that it cannot be read.
    Unreadable(InputError),
    /// Stop: the records that are there are of other documents.
    Stop(io::Error),
}

/// The items of the input as tasks. What an interrupted run could not read is tried again, so that its error is not lost.
pub(super) fn tasks(
    documents: impl Iterator<Item = Result<Document, InputError>> + Send,
    mut written: Option<Written>,
) -> impl Iterator<Item = Task> + Send {
    let items = documents.map(Some).chain([None]);
    items.filter_map(move |item| {
        let document = match item {
            Some(Ok(document)) => document,
            Some(Err(error)) => return Some(Task::Unreadable(error)),
            None => {
                let left = written.as_ref().is_some_and(|records| records.left > 0);
                return left.then(|| other_articles("more records than there are articles now"));
            }
        };
        let Some(records) = &mut written else {
            return Some(Task::Analyze(document));
        };
        Some(match records.next() {
            Ok(None) => {
                written = None;
                Task::Analyze(document)
            }
            Ok(Some(record)) if record.is_of(&document) => Task::Done,
            Ok(Some(record)) => other_articles(&format!(
                "a record of {} where {} comes now",
                record.id, document.id
            )),
            Err(error) => Task::Stop(error),
        })
    })
}

fn other_articles(what: &str) -> Task {
    Task::Stop(io::Error::other(format!(
        "an interrupted run on other articles left {what}; remove the .partial file to begin anew"
    )))
}

impl Named {
    fn is_of(&self, document: &Document) -> bool {
        self.id == document.id
            && self.source == document.source
            && self.chars == document.text.chars().count()
    }
}
