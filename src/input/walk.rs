//! Folders: every article in them, at any depth, in order of the names.

use super::InputError;
use super::options::Format;
use ignore::WalkBuilder;
use std::io;
use std::path::{Path, PathBuf};

/// The articles of one folder.
pub(super) struct Walk {
    root: PathBuf,
    inner: ignore::Walk,
    found: bool,
}

impl Walk {
    /// Walks `root`. Ignore files are not obeyed (an article that version control leaves out is an article all the same);
    /// hidden files and folders are left out, links are followed.
    pub(super) fn new(root: PathBuf) -> Walk {
        let inner = WalkBuilder::new(&root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_name(|a, b| a.cmp(b))
            .build();
        Walk {
            root,
            inner,
            found: false,
        }
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        for entry in self.inner.by_ref() {
            match entry {
                Ok(entry) if Format::is_walked(entry.path()) && entry.path().is_file() => {
                    self.found = true;
                    return Some(Ok(entry.into_path()));
                }
                Ok(_) => {}
                Err(error) => {
                    self.found = true;
                    return Some(Err(read_error(error, &self.root)));
                }
            }
        }
        let empty = !std::mem::replace(&mut self.found, true);
        empty.then(|| {
            Err(InputError::NoArticles {
                path: self.root.clone(),
            })
        })
    }
}

/// The walker's error as ours, with the path it happened at.
pub(crate) fn read_error(error: ignore::Error, root: &Path) -> InputError {
    let mut path = root.to_owned();
    let mut inner = &error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                inner = err
            }
            ignore::Error::Loop { child, .. } => {
                path.clone_from(child);
                break;
            }
            _ => break,
        }
    }
    let message = inner.to_string();
    let source = error.into_io_error().map(system_error);
    InputError::Read {
        path,
        source: source.unwrap_or_else(|| io::Error::other(message)),
    }
}

/// The system's own error, where the walker has wrapped it in words that name the path once more.
fn system_error(error: io::Error) -> io::Error {
    let wrapped = error.get_ref().and_then(|walker| walker.source());
    let own = wrapped.and_then(|own| own.downcast_ref::<io::Error>());
    match own.and_then(io::Error::raw_os_error) {
        Some(number) => io::Error::from_raw_os_error(number),
        None => error,
    }
}
