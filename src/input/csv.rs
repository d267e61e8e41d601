//! CSV: a row of names, then one article a row.
//!
//! A quote that is never closed makes all that follows one field, so a row has a limit as a line has one, and memory with it.

use super::InputError;
use super::error::Place;
use super::options::{Limits, Options};
use super::record::{Record, utf8};
use super::source::{self, Source};
use crate::attribution::Document;
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use encoding_rs::Encoding;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What stands between fields; the one that gives the most fields in the first line is taken.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The reader takes so many bytes at once.
const BLOCK: usize = 8 << 10;

/// The rows of one file, one in memory at a time.
pub(super) struct Rows {
    path: PathBuf,
    reader: Reader<Rationed>,
    ration: Arc<Ration>,
    /// Whether lines end with a carriage return and a line feed.
    crlf: bool,
    /// Lines above the row of names.
    above: u64,
    encoding: Option<&'static Encoding>,
    columns: Columns,
    limits: Limits,
    failed: bool,
}

/// Where the fields stand in a row.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    text: usize,
    id: Option<usize>,
    title: Option<usize>,
    source: Option<usize>,
    url: Option<usize>,
    site: Option<usize>,
    date: Option<usize>,
}

/// A reader that gives so many bytes and no more until somebody gives it new ones.
struct Rationed {
    inner: Box<dyn BufRead + Send>,
    ration: Arc<Ration>,
}

/// What is known of such a reader from outside.
#[derive(Default)]
struct Ration {
    /// Bytes that it may still give.
    left: AtomicU64,
    /// Bytes that it gave, and whether the last of them was a line feed.
    given: AtomicU64,
    ended: AtomicBool,
}

impl Read for Rationed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.ration.left.load(Ordering::Relaxed)).unwrap_or(usize::MAX);
        let most = out.len().min(left);
        if most == 0 && !out.is_empty() && !self.inner.fill_buf()?.is_empty() {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = match out.get_mut(..most) {
            Some(out) => self.inner.read(out)?,
            None => 0,
        };
        let Ration { left, given, ended } = &*self.ration;
        left.fetch_sub(read as u64, Ordering::Relaxed);
        given.fetch_add(read as u64, Ordering::Relaxed);
        if let Some(last) = out.get(..read).and_then(<[u8]>::last) {
            ended.store(*last == b'\n', Ordering::Relaxed);
        }
        Ok(read)
    }
}

impl Rows {
    /// Reads the row of names; the others are read as they are asked for.
    pub(super) fn new(source: Source, options: &Options) -> Result<Rows, InputError> {
        let path = source.path.clone();
        let (mut inner, encoding) = source::utf8(source, options)?;
        let begin = inner
            .fill_buf()
            .map_err(|error| InputError::read(&path, error))?;
        let told = told(begin);
        let delimiter = told.map_or_else(|| delimiter(begin), |(delimiter, _)| delimiter);
        let first = begin.iter().position(|byte| *byte == b'\n');
        let crlf =
            first.is_some_and(|at| begin.get(..at).is_some_and(|line| line.ends_with(b"\r")));
        let above = told.map_or(0, |(_, bytes)| bytes);
        inner.consume(above);
        let ration = Arc::new(Ration::default());
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(BLOCK)
            .from_reader(Rationed {
                inner,
                ration: Arc::clone(&ration),
            });
        let mut rows = Rows {
            path,
            reader,
            ration,
            crlf,
            above: u64::from(above > 0),
            encoding,
            columns: Columns::default(),
            limits: options.limits,
            failed: false,
        };
        let mut names = ByteRecord::new();
        if rows.read(&mut names)?.is_none() {
            let message = "there is no row of names";
            return Err(InputError::bad(&rows.path, Place::Whole, message));
        }
        rows.columns = Columns::new(&rows.path, &names, options)?;
        Ok(rows)
    }

    /// Reads a row within its limit, and gives the line it begins at; nothing at the end.
    fn read(&mut self, row: &mut ByteRecord) -> Result<Option<u64>, InputError> {
        // What is in the reader's buffer belongs to this row already, and the block may reach into the next one.
        let ration = self.limits.line.saturating_add(BLOCK as u64);
        self.ration.left.store(ration, Ordering::Relaxed);
        let before = self.above + self.reader.position().line();
        match self.reader.read_byte_record(row) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => {
                self.failed = true;
                return Err(self.broken(error, before));
            }
        }
        let line = self.line(row);
        if row.as_slice().len() as u64 > self.limits.line {
            return Err(InputError::too_long(&self.path, line, self.limits));
        }
        let (names, fields) = (self.columns.names.len(), row.len());
        if names > 0 && names != fields {
            let plural = if fields == 1 { "" } else { "s" };
            let message = format!("a row of {fields} field{plural} below {names} names");
            return Err(InputError::bad(&self.path, Place::Line(line), message));
        }
        Ok(Some(line))
    }

    /// The line that the row just read begins at. The reader's own count is that before the line ends between two rows.
    fn line(&self, row: &ByteRecord) -> u64 {
        let position = self.reader.position();
        let at_end = self.ration.given.load(Ordering::Relaxed) == position.byte();
        let ended = !at_end || self.ration.ended.load(Ordering::Relaxed);
        // Of a carriage return and a line feed, the second is still to be read.
        let own = u64::from(ended && !self.crlf);
        let inside = row.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        self.above + position.line().saturating_sub(inside + own)
    }

    /// Why a row cannot be read that begins at or behind a line.
    fn broken(&self, error: csv::Error, line: u64) -> InputError {
        match error.into_kind() {
            ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let most = self.limits.line;
                let message = format!(
                    "a row of more than {most} bytes, or a quote that is never closed; the rest of the file is not read (--max-line allows more)"
                );
                // The line end of the row before may be still to be read.
                let line = line + u64::from(self.crlf);
                InputError::bad(&self.path, Place::Line(line), message)
            }
            ErrorKind::Io(error) => InputError::read(&self.path, error),
            kind => InputError::bad(&self.path, Place::Line(line), format!("{kind:?}")),
        }
    }

    fn document(&self, row: &ByteRecord, line: u64) -> Result<Document, InputError> {
        let place = Place::Line(line);
        let field = |column: usize| {
            let what = || {
                let name = self.columns.names.get(column);
                format!("the field `{}`", name.map_or("", String::as_str))
            };
            let bytes = row.get(column).unwrap_or_default();
            // The name is only needed where something is wrong.
            match std::str::from_utf8(bytes) {
                Ok(field) => Ok(field.to_owned()),
                Err(_) => utf8(&self.path, place, &what(), bytes).map(str::to_owned),
            }
        };
        let word = |column: Option<usize>| match column {
            Some(column) => field(column).map(|word| Some(word).filter(|word| !word.is_empty())),
            None => Ok(None),
        };
        let record = Record {
            text: field(self.columns.text)?,
            id: word(self.columns.id)?,
            title: word(self.columns.title)?,
            source: word(self.columns.source)?,
            url: word(self.columns.url)?,
            site: word(self.columns.site)?,
            date: word(self.columns.date)?,
        };
        Ok(record.document(&self.path, line, self.encoding))
    }
}

impl Columns {
    /// Finds the columns by their names; one that was asked for must be there.
    fn new(path: &Path, names: &ByteRecord, options: &Options) -> Result<Columns, InputError> {
        let names: Vec<String> = names
            .iter()
            .map(|name| {
                let name = utf8(path, Place::Line(1), "a name", name)?;
                Ok(name.trim_start_matches('\u{FEFF}').trim().to_owned())
            })
            .collect::<Result<_, InputError>>()?;
        let find = |name: &str| names.iter().position(|known| known == name);
        let needed = |name: &str, option: &str| {
            find(name).ok_or_else(|| {
                let known: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                let message = format!(
                    "no column `{name}` (--{option} names another); there are {}",
                    known.join(", ")
                );
                InputError::bad(path, Place::Line(1), message)
            })
        };
        let wanted = |asked: &Option<String>, usual: &str, option: &str| match asked {
            Some(name) => needed(name, option).map(Some),
            None => Ok(find(usual)),
        };
        let fields = &options.fields;
        Ok(Columns {
            text: needed(fields.text(), "text-field")?,
            id: wanted(&fields.id, fields.id(), "id-field")?,
            url: wanted(&fields.url, fields.url(), "url-field")?,
            date: wanted(&fields.date, fields.date(), "date-field")?,
            title: find("title"),
            source: find("source"),
            site: find("site"),
            names,
        })
    }
}

/// The delimiter that the first line names, as spreadsheets write it (`sep=;`), and how long that line is.
fn told(begin: &[u8]) -> Option<(u8, usize)> {
    let mark = b"\xEF\xBB\xBF";
    let line = begin.strip_prefix(mark).unwrap_or(begin);
    let end = line.iter().position(|byte| *byte == b'\n')?;
    let text = line.get(..end)?;
    match text.strip_suffix(b"\r").unwrap_or(text) {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => {
            Some((*delimiter, begin.len() - line.len() + end + 1))
        }
        _ => None,
    }
}

/// What stands most often in the first line, outside of quotes; a comma where nothing does.
fn delimiter(begin: &[u8]) -> u8 {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in begin {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                for (count, known) in counts.iter_mut().zip(DELIMITERS) {
                    *count += usize::from(known == *byte);
                }
            }
        }
    }
    // Of equals the first is taken.
    let most = counts.iter().copied().max().unwrap_or(0);
    let pairs = counts.iter().zip(DELIMITERS);
    let mut fits = pairs.filter(|(count, _)| **count == most);
    fits.next().map_or(b',', |(_, known)| known)
}

impl Iterator for Rows {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let mut row = ByteRecord::new();
        let read = self.read(&mut row);
        match read {
            Ok(Some(line)) => Some(self.document(&row, line)),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
