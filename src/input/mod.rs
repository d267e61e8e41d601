//! Paths and standard input in; documents out, in order, one at a time.
//!
//! What cannot be read is an item of its own, a typed error that names its place; whatever comes after it is still read.

mod error;
mod jsonl;
mod read;
mod walk;

pub use error::InputError;

use crate::attribution::Document;
use jsonl::Records;
use std::path::PathBuf;
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
    }
}

/// Iterator over documents; see [`documents`].
pub struct Documents {
    paths: std::vec::IntoIter<PathBuf>,
    walk: Option<Walk>,
    records: Option<Records>,
    stdin_read: bool,
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
                    Some(found) => return Some(found.and_then(|path| read::file(&path))),
                    None => self.walk = None,
                }
            }
            let path = self.paths.next()?;
            if path.as_os_str() == "-" {
                if std::mem::replace(&mut self.stdin_read, true) {
                    return Some(Err(InputError::StdinTwice));
                }
                return Some(read::stdin());
            }
            if path.is_dir() {
                self.walk = Some(Walk::new(path));
            } else if is_records(&path) {
                match Records::open(path) {
                    Ok(records) => self.records = Some(records),
                    Err(error) => return Some(Err(error)),
                }
            } else {
                return Some(read::file(&path));
            }
        }
    }
}
