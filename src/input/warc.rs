//! Web archives (WARC), compressed or not: every page that a crawler got, as it got it, one in memory at a time.

use super::encoding;
use super::error::{InputError, Place};
use super::http::{self, Response};
use super::options::{Limits, Options};
use super::record::stem;
use super::source::Source;
use super::webpage;
use crate::attribution::Document;
use encoding_rs::Encoding;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A line of a record's head, and all of it.
const LINE: u64 = 64 << 10;
const HEAD: usize = 256 << 10;

/// Nothing that people write is compressed to a part of this size; below `HARMLESS` bytes nobody cares.
const RATIO: u64 = 200;
const HARMLESS: u64 = 32 << 20;

/// The pages of one archive.
pub(super) struct Pages {
    path: PathBuf,
    reader: Box<dyn BufRead + Send>,
    encoding: Option<&'static Encoding>,
    limits: Limits,
    /// Records read, and bytes.
    record: u64,
    byte: u64,
    failed: bool,
}

/// What the head of a record says.
#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    media: String,
    length: Option<u64>,
}

impl Pages {
    pub(super) fn new(source: Source, options: &Options) -> Result<Pages, InputError> {
        let path = source.path;
        let packed = Arc::new(AtomicU64::new(0));
        let mut reader = BufReader::new(Counted {
            inner: source.bytes,
            count: Arc::clone(&packed),
        });
        let begin = reader
            .fill_buf()
            .map_err(|error| InputError::read(&path, error))?;
        let reader: Box<dyn BufRead + Send> = if begin.starts_with(&[0x1F, 0x8B]) {
            Box::new(BufReader::new(Inflated {
                inner: MultiGzDecoder::new(reader),
                packed,
                unpacked: 0,
            }))
        } else {
            Box::new(reader)
        };
        Ok(Pages {
            path,
            reader,
            encoding: options.encoding,
            limits: options.limits,
            record: 0,
            byte: 0,
            failed: false,
        })
    }

    /// The next record that holds a page, or what is wrong with it; `None` at the end.
    fn page(&mut self) -> Result<Option<Document>, InputError> {
        loop {
            self.failed = true;
            let Some((place, head)) = self.head()? else {
                return Ok(None);
            };
            let Some(length) = head.length else {
                return Err(self.bad(
                    place,
                    "a record of no length; the rest of the file is not read",
                ));
            };
            // Room for the head of the answer.
            let most = self.limits.document.saturating_add(HEAD as u64);
            if !head.is_page() || length > most {
                self.skip(place, length)?;
                self.failed = false;
                if head.is_page() {
                    return Err(InputError::too_large(&self.path, place, self.limits));
                }
                continue;
            }
            let mut block = Vec::new();
            let read = Read::by_ref(&mut self.reader)
                .take(length)
                .read_to_end(&mut block)
                .map_err(|error| self.broken(place, error))?;
            self.byte += read as u64;
            if (read as u64) < length {
                return Err(self.cut(place));
            }
            self.failed = false;
            if let Some(document) = self.document(place, &head, block)? {
                return Ok(Some(document));
            }
        }
    }

    /// The place and the head of the next record.
    fn head(&mut self) -> Result<Option<(Place, Head)>, InputError> {
        let mut version = Vec::new();
        let place = loop {
            let place = Place::Record(self.record + 1, self.byte);
            if !self.line(place, &mut version)? {
                return Ok(None);
            }
            // Records have blank lines between them.
            if !version.is_empty() {
                break place;
            }
        };
        self.record += 1;
        if !version.starts_with(b"WARC/") {
            return Err(self.bad(
                place,
                "no WARC record begins here; the rest of the file is not read",
            ));
        }
        let (mut head, mut line, mut size) = (Head::default(), Vec::new(), 0);
        loop {
            if !self.line(place, &mut line)? {
                return Err(self.cut(place));
            }
            size += line.len();
            if line.is_empty() {
                return Ok(Some((place, head)));
            }
            if size > HEAD {
                return Err(self.bad(
                    place,
                    format!("a head of more than {HEAD} bytes; the rest of the file is not read"),
                ));
            }
            head.add(&String::from_utf8_lossy(&line));
        }
    }

    /// Reads a line without its end; nothing at the end of the file.
    fn line(&mut self, place: Place, line: &mut Vec<u8>) -> Result<bool, InputError> {
        line.clear();
        let read = Read::by_ref(&mut self.reader)
            .take(LINE)
            .read_until(b'\n', line)
            .map_err(|error| self.broken(place, error))?;
        self.byte += read as u64;
        if read as u64 == LINE && line.last() != Some(&b'\n') {
            let message = format!(
                "a line of more than {LINE} bytes in the head of a record; the rest of the file is not read"
            );
            return Err(self.bad(place, message));
        }
        while line.last().is_some_and(|end| matches!(end, b'\n' | b'\r')) {
            line.pop();
        }
        Ok(read > 0)
    }

    fn skip(&mut self, place: Place, length: u64) -> Result<(), InputError> {
        let skipped = io::copy(
            &mut Read::by_ref(&mut self.reader).take(length),
            &mut io::sink(),
        )
        .map_err(|error| self.broken(place, error))?;
        self.byte += skipped;
        if skipped < length {
            return Err(self.cut(place));
        }
        Ok(())
    }

    fn cut(&self, place: Place) -> InputError {
        self.bad(place, "the file ends inside this record")
    }

    /// What is wrong at a place.
    fn bad(&self, place: Place, why: impl Into<String>) -> InputError {
        InputError::bad(&self.path, place, why)
    }

    /// What the reader has run into, with the record it was at.
    fn broken(&self, place: Place, error: io::Error) -> InputError {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => self.cut(place),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                self.bad(place, format!("no gzip: {error}; the rest of the file is not read"))
            }
            io::ErrorKind::FileTooLarge => self.bad(
                place,
                format!("gzip that grows to more than {RATIO} times its size, which no page does; the rest of the file is not read"),
            ),
            _ => InputError::read(&self.path, error),
        }
    }

    /// The document in a block; none where that is no page.
    fn document(
        &self,
        place: Place,
        head: &Head,
        block: Vec<u8>,
    ) -> Result<Option<Document>, InputError> {
        let bad = |why: String| self.bad(place, why);
        let response = if head.kind == "response" {
            match http::response(&block, self.limits.document) {
                Ok(Some(response)) => response,
                Ok(None) => return Ok(None),
                Err(http::Fault::TooLarge) => {
                    return Err(InputError::too_large(&self.path, place, self.limits));
                }
                Err(http::Fault::Broken(why)) => return Err(bad(why)),
            }
        } else {
            Response {
                charset: None,
                plain: false,
                body: block,
            }
        };
        let said = response.charset.or_else(|| encoding::said(&response.body));
        let decoded = encoding::declared(&self.path, response.body, self.encoding, said);
        let (text, encoding) =
            decoded.map_err(|error| bad(within(&error.to_string(), &self.path)))?;
        let id = format!("{}-{}", stem(&self.path), self.record);
        let mut document = if response.plain {
            Document::new(id, text)
        } else {
            webpage::document(&self.path, id, &text)
                .map_err(|error| bad(within(&error.to_string(), &self.path)))?
        };
        if head.url.is_some() {
            document.url.clone_from(&head.url);
        }
        document.source = Some(self.path.to_string_lossy().into_owned());
        document.encoding = encoding.map(|encoding| encoding.name().to_owned());
        Ok(Some(document))
    }
}

/// A message about a page without the path of the archive, which is said with the record.
fn within(message: &str, path: &std::path::Path) -> String {
    let path = format!("{}: ", path.display());
    message.strip_prefix(&path).unwrap_or(message).to_owned()
}

impl Head {
    fn add(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else {
            return;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            // Some programs put it in brackets.
            "warc-target-uri" => {
                self.url = Some(value.trim_matches(['<', '>']).to_owned());
            }
            "content-type" => self.media = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }

    /// Whether the record may hold a page: what a server answered, or a page that was stored without that.
    fn is_page(&self) -> bool {
        match self.kind.as_str() {
            "response" => {
                let media = self.media.as_str();
                media.is_empty() || media.starts_with("application/http")
            }
            "resource" => http::is_html(&self.media),
            _ => false,
        }
    }
}

impl Iterator for Pages {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Set while a record is read: what stands behind one that cannot be left is not to be found.
        if self.failed {
            return None;
        }
        self.page().transpose()
    }
}

/// A reader that counts.
struct Counted {
    inner: Box<dyn Read + Send>,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What comes out of gzip, as long as that is in some proportion to what went in.
struct Inflated<R> {
    inner: MultiGzDecoder<R>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R: BufRead> Read for Inflated<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.unpacked += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > HARMLESS && self.unpacked / RATIO > packed {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(read)
    }
}
