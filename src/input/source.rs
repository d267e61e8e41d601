//! Where bytes come from, and how many are taken: a whole file up to a limit, or a stream of text in whatever encoding.

use super::encoding::{self, Peeked};
use super::error::{InputError, Place};
use super::options::{Limits, Options};
use encoding_rs::{Decoder, DecoderResult, Encoding};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many bytes of files and standard input have been read so far; whoever holds a copy sees it grow.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Bytes that are counted as they are read.
struct Metered {
    bytes: Box<dyn Read + Send>,
    meter: Meter,
}

impl Read for Metered {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Bytes with the name that messages call them by.
pub(super) struct Source {
    pub path: PathBuf,
    pub bytes: Box<dyn Read + Send>,
}

impl Source {
    pub fn open(path: &Path, meter: &Meter) -> Result<Source, InputError> {
        match std::fs::File::open(path) {
            Ok(file) => Ok(Source::metered(path, file, meter)),
            Err(source) => Err(InputError::read(path, source)),
        }
    }

    pub fn stdin(meter: &Meter) -> Source {
        Source::metered(Path::new("stdin"), io::stdin(), meter)
    }

    fn metered(path: &Path, bytes: impl Read + Send + 'static, meter: &Meter) -> Source {
        Source {
            path: path.to_owned(),
            bytes: Box::new(Metered {
                bytes: Box::new(bytes),
                meter: meter.clone(),
            }),
        }
    }

    /// All bytes, which must be one document.
    pub fn whole(self, limits: Limits) -> Result<(PathBuf, Vec<u8>), InputError> {
        let path = self.path;
        let bytes = bounded(self.bytes, limits.document)
            .map_err(|error| InputError::read(&path, error))?
            .ok_or_else(|| InputError::too_large(&path, Place::Whole, limits))?;
        Ok((path, bytes))
    }
}

/// All that `reader` gives; nothing if that is more than `most` bytes.
pub(super) fn bounded(reader: impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// So much of a stream is looked at to find out its encoding.
const PEEKED: u64 = 64 << 10;

/// A stream as UTF-8, and the encoding it is in where that is another. Bytes that are no UTF-8 pass where nothing says what else they are: whoever reads a record knows its place.
pub(super) fn utf8(
    source: Source,
    options: &Options,
) -> Result<(Box<dyn BufRead + Send>, Option<&'static Encoding>), InputError> {
    let Source { path, mut bytes } = source;
    let mut begin = Vec::new();
    Read::by_ref(&mut bytes)
        .take(PEEKED)
        .read_to_end(&mut begin)
        .map_err(|error| InputError::read(&path, error))?;
    let whole = (begin.len() as u64) < PEEKED;
    let found = encoding::of_stream(&begin, whole, options.encoding);
    let stream = io::Cursor::new(begin).chain(bytes);
    Ok(match found {
        Peeked::Utf8 => (Box::new(BufReader::new(stream)), None),
        Peeked::Other(encoding) => {
            let decoded = Decoded {
                path,
                encoding,
                inner: BufReader::new(stream),
                decoder: encoding.new_decoder_without_bom_handling(),
                text: String::new(),
                taken: 0,
                read: 0,
                line: 1,
                ended: false,
            };
            (Box::new(BufReader::new(decoded)), Some(encoding))
        }
    })
}

/// The text of a stream in another encoding; a byte that means nothing in it is an error with its place.
struct Decoded<R> {
    path: PathBuf,
    encoding: &'static Encoding,
    inner: R,
    decoder: Decoder,
    /// Text that is decoded, and how much of it was taken.
    text: String,
    taken: usize,
    /// Bytes decoded, and the line they are on.
    read: u64,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Decoded<R> {
    /// Decodes some more.
    fn decode(&mut self) -> io::Result<()> {
        self.text.clear();
        self.taken = 0;
        let bytes = self.inner.fill_buf()?;
        let last = bytes.is_empty();
        self.text.reserve(
            self.decoder
                .max_utf8_buffer_length_without_replacement(bytes.len())
                .unwrap_or(bytes.len()),
        );
        let (result, read) =
            self.decoder
                .decode_to_string_without_replacement(bytes, &mut self.text, last);
        self.inner.consume(read);
        self.read += read as u64;
        self.line += self.text.matches('\n').count() as u64;
        self.ended = last;
        match result {
            DecoderResult::Malformed(length, after) => {
                self.ended = true;
                let back = u64::from(length) + u64::from(after);
                Err(io::Error::other(InputError::NotInEncoding {
                    path: self.path.clone(),
                    encoding: self.encoding.name(),
                    byte: self.read.saturating_sub(back),
                    line: self.line,
                }))
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken >= self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.decode()?;
        }
        let mut left = self.text.as_bytes().get(self.taken..).unwrap_or_default();
        let read = left.read(out)?;
        self.taken += read;
        Ok(read)
    }
}
