//! Paths and standard input in; documents out, in order, one at a time.
//!
//! What cannot be read is an item of its own, a typed error that names its place; whatever comes after it is still read.

mod encoding;
mod error;
mod jsonl;
mod read;
mod walk;
mod webpage;

pub use error::InputError;

use crate::attribution::Document;
pub use encoding_rs::Encoding;
use jsonl::Records;
use std::path::PathBuf;
pub(crate) use walk::read_error;
use walk::{Walk, is_records};

/// The documents of `paths` in the order given, folders walked in order of their names; `-` is standard input. A path that
/// is named twice is read twice.
#[must_use]
pub fn documents(paths: Vec<PathBuf>) -> Documents {
    Documents {
        paths: paths.into_iter(),
        walk: None,
        records: None,
        stdin_read: false,
        encoding: None,
    }
}

impl Documents {
    /// The same documents, plain texts and web pages read in this encoding whatever they look like.
    #[must_use]
    pub fn in_encoding(mut self, encoding: Option<&'static Encoding>) -> Documents {
        self.encoding = encoding;
        self
    }
}

/// Iterator over documents; see [`documents`].
pub struct Documents {
    paths: std::vec::IntoIter<PathBuf>,
    walk: Option<Walk>,
    records: Option<Records>,
    stdin_read: bool,
    encoding: Option<&'static Encoding>,
}

impl Iterator for Documents {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(records) = &mut self.records {
                match records.next() {
                    Some(item) => return Some(item),
                    None => self.records = None,
                }
            }
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(found) => {
                        return Some(found.and_then(|path| read::file(&path, self.encoding)));
                    }
                    None => self.walk = None,
                }
            }
            let path = self.paths.next()?;
            if path.as_os_str() == "-" {
                if std::mem::replace(&mut self.stdin_read, true) {
                    return Some(Err(InputError::StdinTwice));
                }
                return Some(read::stdin(self.encoding));
            }
            if path.is_dir() {
                self.walk = Some(Walk::new(path));
            } else if is_records(&path) {
                match Records::open(path) {
                    Ok(records) => self.records = Some(records),
                    Err(error) => return Some(Err(error)),
                }
            } else {
                return Some(read::file(&path, self.encoding));
            }
        }
    }
}
