//! Folders: every article in them, at any depth, in order of the names.

use super::InputError;
use super::options::Format;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What lies under `root`, `root` first, in order of the names; hidden files and folders under it are left out. Links are followed where `links` says so.
pub(crate) fn entries(
    root: &Path,
    links: bool,
) -> impl Iterator<Item = walkdir::Result<DirEntry>> + use<> {
    WalkDir::new(root)
        .follow_links(links)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The articles of one folder.
pub(super) struct Walk {
    root: PathBuf,
    inner: Box<dyn Iterator<Item = walkdir::Result<DirEntry>> + Send>,
    found: bool,
}

impl Walk {
    /// Walks `root`. Ignore files are not obeyed (an article that version control leaves out is an article all the same);
    /// hidden files and folders are left out, links are followed.
    pub(super) fn new(root: PathBuf) -> Walk {
        Walk {
            inner: Box::new(entries(&root, true)),
            root,
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
pub(crate) fn read_error(error: walkdir::Error, root: &Path) -> InputError {
    let path = error.path().unwrap_or(root).to_owned();
    let message = error.to_string();
    let source = error.into_io_error();
    InputError::Read {
        path,
        source: source.unwrap_or_else(|| io::Error::other(message)),
    }
}
