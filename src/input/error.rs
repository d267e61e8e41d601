//! What can go wrong while documents are read, each with its place.

use std::path::PathBuf;

/// A path, or a part of one, that gave no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The file or folder cannot be read.
    #[error("{}: {}", path.display(), describe(source))]
    Read {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are no UTF-8.
    #[error("{}: not valid UTF-8: the first wrong byte is byte {byte} (counted from 0), on line {line}{}", path.display(), hint(*utf16))]
    NotUtf8 {
        /// The path.
        path: PathBuf,
        /// Offset of the first byte that cannot be read.
        byte: u64,
        /// Its line, counted from 1.
        line: u64,
        /// Whether the file begins like UTF-16.
        utf16: bool,
    },
    /// A folder was named that holds nothing to read.
    #[error("{}: no articles (*.txt) in this folder", path.display())]
    NoArticles {
        /// The folder.
        path: PathBuf,
    },
    /// A line of a JSONL file is no record with a text.
    #[error("{}: line {line}: {message}", path.display())]
    BadRecord {
        /// The file.
        path: PathBuf,
        /// Its line, counted from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// `-` stands twice among the paths.
    #[error("-: standard input can be read only once")]
    StdinTwice,
}

/// The system's words without the number that Rust adds to them.
fn describe(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// What may help with a file in another encoding.
fn hint(utf16: bool) -> &'static str {
    if utf16 {
        " (it looks like UTF-16: save it as UTF-8)"
    } else {
        ""
    }
}
