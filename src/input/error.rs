//! What can go wrong while documents are read, each with its place.

use super::options::Limits;
use std::fmt;
use std::path::{Path, PathBuf};

/// A path, or a part of one, that gave no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The file or folder cannot be read.
    #[error("{}: {}", path.display(), system(source))]
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
    #[error("{}: no articles (*.txt, *.html, *.docx, *.pdf, *.rss, *.atom, *.warc) in this folder", path.display())]
    NoArticles {
        /// The folder.
        path: PathBuf,
    },
    /// A part of a file (a record, a row, an entry, a page), or all of it, is not what it should be.
    #[error("{}{place}: {message}", path.display())]
    BadRecord {
        /// The file.
        path: PathBuf,
        /// Where in it.
        place: Place,
        /// What is wrong.
        message: String,
    },
    /// More than is read at once.
    #[error("{}{place}: more than {} in one {what}; --max-{what} allows more", path.display(), size(*limit))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Where in it.
        place: Place,
        /// What is too large: `document` or `line`.
        what: &'static str,
        /// The limit in bytes.
        limit: u64,
    },
    /// This program was built without what reads such a file.
    #[error("{}: this program was built without the feature `{feature}`, which reads such files", path.display())]
    NotBuilt {
        /// The file.
        path: PathBuf,
        /// The feature.
        feature: &'static str,
    },
    /// The program that reads such a file is not there.
    #[error("{}: {program} is not installed, and nothing else reads {what} without garbling Arabic (Debian: apt install poppler-utils; macOS: brew install poppler)", path.display())]
    NoProgram {
        /// The file.
        path: PathBuf,
        /// The program.
        program: &'static str,
        /// What it reads.
        what: &'static str,
    },
    /// `-` stands twice among the paths.
    #[error("-: standard input can be read only once")]
    StdinTwice,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A line, counted from 1.
    Line(u64),
    /// A line and a column in characters, both counted from 1.
    Column(u64, u64),
    /// A record, counted from 1, and the byte it begins at, counted from 0.
    Record(u64, u64),
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => Ok(()),
            Place::Line(line) => write!(out, ": line {line}"),
            Place::Column(line, column) => write!(out, ": line {line}, column {column}"),
            Place::Record(record, byte) => write!(out, ": record {record} (at byte {byte})"),
        }
    }
}

/// A number of bytes in words, in the largest unit that needs no fraction.
fn size(bytes: u64) -> String {
    let units = [(30, "GB"), (20, "MB"), (10, "KB")];
    let fits = |(shift, _): &(u32, &str)| bytes >= 1 << shift && bytes.is_multiple_of(1 << shift);
    match units.into_iter().find(fits) {
        Some((shift, unit)) => format!("{} {unit}", bytes >> shift),
        None => format!("{bytes} bytes"),
    }
}

impl InputError {
    /// What reading has run into: an error of the system, or one of ours that came through a reader.
    pub(super) fn read(path: &Path, error: std::io::Error) -> InputError {
        error
            .downcast::<InputError>()
            .unwrap_or_else(|source| InputError::Read {
                path: path.to_owned(),
                source,
            })
    }

    /// Something is wrong at a place.
    pub(super) fn bad(path: &Path, place: Place, message: impl Into<String>) -> InputError {
        InputError::BadRecord {
            path: path.to_owned(),
            place,
            message: message.into(),
        }
    }

    /// A document larger than the limit.
    pub(super) fn too_large(path: &Path, place: Place, limits: Limits) -> InputError {
        InputError::TooLarge {
            path: path.to_owned(),
            place,
            what: "document",
            limit: limits.document,
        }
    }

    /// A line longer than the limit.
    pub(super) fn too_long(path: &Path, line: u64, limits: Limits) -> InputError {
        InputError::TooLarge {
            path: path.to_owned(),
            place: Place::Line(line),
            what: "line",
            limit: limits.line,
        }
    }

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

/// The system's words about an error, without the number that Rust adds to them.
pub(crate) fn system(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
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
