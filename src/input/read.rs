//! One file, or standard input, to one document.

use super::InputError;
use crate::attribution::Document;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads a file as one article.
pub(super) fn file(path: &Path) -> Result<Document, InputError> {
    let bytes = std::fs::read(path).map_err(|source| InputError::Read {
        path: path.to_owned(),
        source,
    })?;
    let text = decode(path, bytes, 0, 0)?;
    Ok(Document::new(stem(path), text).with_source(path.to_string_lossy()))
}

/// Reads standard input to its end as one article.
pub(super) fn stdin() -> Result<Document, InputError> {
    let mut bytes = Vec::new();
    let path = PathBuf::from("stdin");
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|source| InputError::Read {
            path: path.clone(),
            source,
        })?;
    Ok(Document::new("stdin", decode(&path, bytes, 0, 0)?))
}

/// The text of `bytes`, which begin at byte `offset` of the file, after `lines` line ends. Nothing is left out: a byte
/// order mark stays, as U+FEFF, so that offsets are those of the text as other programs read it.
pub(super) fn decode(
    path: &Path,
    bytes: Vec<u8>,
    offset: u64,
    lines: u64,
) -> Result<String, InputError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = bytes.get(..valid).unwrap_or_default();
        InputError::NotUtf8 {
            path: path.to_owned(),
            byte: offset + valid as u64,
            line: lines + 1 + before.iter().filter(|&&b| b == b'\n').count() as u64,
            utf16: offset == 0
                && (bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])),
        }
    })
}

/// The file name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_wrong_byte() {
        let error = decode(Path::new("a.txt"), b"one\ntwo\n\xFFthree".to_vec(), 0, 0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.txt: not valid UTF-8: the first wrong byte is byte 8 (counted from 0), on line 3"
        );
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_stay() {
        let text = decode(Path::new("a.txt"), b"\xEF\xBB\xBFone\r\n".to_vec(), 0, 0).unwrap();
        assert_eq!(text, "\u{FEFF}one\r\n");
    }
}
