//! What can go wrong while documents are read, each with its place.

use std::path::{Path, PathBuf};

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
    /// The bytes mean nothing in the encoding they are said, or seem, to be in.
    #[error("{}: not valid {encoding}: the first wrong byte is byte {byte} (counted from 0), on line {line}", path.display())]
    NotInEncoding {
        /// The path.
        path: PathBuf,
        /// Name of the encoding.
        encoding: &'static str,
        /// Offset of the first byte that cannot be read.
        byte: u64,
        /// Its line, counted from 1.
        line: u64,
    },
    /// A web page holds no article.
    #[error("{}: no article in this page: {why}", path.display())]
    NoArticle {
        /// The path.
        path: PathBuf,
        /// What was looked for.
        why: String,
    },
    /// A folder was named that holds nothing to read.
    #[error("{}: no articles (*.txt, *.html) in this folder", path.display())]
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

impl InputError {
    /// Bytes that are no UTF-8 from `valid` on; they begin at byte `offset` of the file, after `lines` line ends.
    pub(super) fn not_utf8(
        path: &Path,
        bytes: &[u8],
        valid: usize,
        offset: u64,
        lines: u64,
    ) -> InputError {
        let before = bytes.get(..valid).unwrap_or_default();
        InputError::NotUtf8 {
            path: path.to_owned(),
            byte: offset + valid as u64,
            line: lines + 1 + before.iter().filter(|&&b| b == b'\n').count() as u64,
            utf16: offset == 0
                && (bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])),
        }
    }
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
