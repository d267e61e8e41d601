//! Paths and standard input in; documents out, in order, one at a time.
//!
//! What cannot be read is an item of its own, a typed error that names its place; whatever comes after it is still read. Nothing that a file says about itself is
//! believed where memory or time depend on it: [`Limits`] hold for what really comes out.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod csv;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod error;
#[cfg(feature = "feeds")]
mod feed;
#[cfg(feature = "warc")]
mod http;
mod jsonl;
mod nesting;
mod options;
mod pdf;
mod read;
mod reading_order;
mod record;
mod source;
mod turned;
mod walk;
#[cfg(feature = "warc")]
mod warc;
mod webpage;
#[cfg(any(feature = "docx", feature = "feeds"))]
mod xml;

pub use encoding_rs::Encoding;
pub(crate) use error::system;
pub use error::{InputError, Place};
pub use options::{Fields, Format, Limits, Options};
pub use source::Meter;

use crate::attribution::Document;
use source::Source;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use walk::Walk;
pub(crate) use walk::{entries, read_error};

/// The documents of `paths` in the order given, folders walked in order of their names; `-` is standard input. A path that
/// is named twice is read twice.
#[must_use]
pub fn documents(paths: Vec<PathBuf>) -> Documents {
    Documents {
        paths: paths.into_iter(),
        walk: None,
        open: None,
        stdin_read: false,
        options: Options::default(),
        meter: Meter::default(),
    }
}

/// The documents in `bytes`, which are read as a file called `name` would be.
#[must_use]
pub fn in_memory(name: &Path, bytes: Vec<u8>, options: Options) -> Documents {
    let source = Source {
        path: name.to_owned(),
        bytes: Box::new(Cursor::new(bytes)),
    };
    let mut documents = documents(Vec::new()).with(options);
    documents.open = Some(read::open(source, &documents.options));
    documents
}

/// Documents of one source.
type Open = Box<dyn Iterator<Item = Result<Document, InputError>> + Send>;

/// Iterator over documents; see [`documents`].
pub struct Documents {
    paths: std::vec::IntoIter<PathBuf>,
    walk: Option<Walk>,
    open: Option<Open>,
    stdin_read: bool,
    options: Options,
    meter: Meter,
}

impl Documents {
    /// The same documents, read as `options` say.
    #[must_use]
    pub fn with(mut self, options: Options) -> Documents {
        self.options = options;
        self
    }

    /// What counts the bytes that are read for them: those of the files as they are, whatever comes out of them.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// The next item, whatever its size.
    fn item(&mut self) -> Option<Result<Document, InputError>> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(item) => return Some(item),
                    None => self.open = None,
                }
            }
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(Ok(path)) => {
                        self.open = Some(read::path(&path, &self.options, &self.meter));
                        continue;
                    }
                    Some(Err(error)) => return Some(Err(error)),
                    None => self.walk = None,
                }
            }
            let path = self.paths.next()?;
            if path.as_os_str() == "-" {
                if std::mem::replace(&mut self.stdin_read, true) {
                    return Some(Err(InputError::StdinTwice));
                }
                self.open = Some(read::open(Source::stdin(&self.meter), &self.options));
            } else if path.is_dir() {
                self.walk = Some(Walk::new(path));
            } else {
                self.open = Some(read::path(&path, &self.options, &self.meter));
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.item()?;
        Some(item.and_then(|document| read::within(document, self.options.limits)))
    }
}

#[cfg(test)]
mod tests;
