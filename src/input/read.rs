//! One file, or standard input, to one document.

use super::walk::is_webpage;
use super::{InputError, encoding, webpage};
use crate::attribution::Document;
use encoding_rs::Encoding;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads a file as one article; a web page gives the article in it.
pub(super) fn file(
    path: &Path,
    encoding: Option<&'static Encoding>,
) -> Result<Document, InputError> {
    let bytes = std::fs::read(path).map_err(|source| InputError::Read {
        path: path.to_owned(),
        source,
    })?;
    let (text, encoding) = encoding::text(path, bytes, encoding)?;
    let document = if is_webpage(path) {
        webpage::document(path, stem(path), &text)?
    } else {
        Document::new(stem(path), text)
    };
    Ok(in_encoding(document, encoding).with_source(path.to_string_lossy()))
}

/// Reads standard input to its end as one article.
pub(super) fn stdin(encoding: Option<&'static Encoding>) -> Result<Document, InputError> {
    let mut bytes = Vec::new();
    let path = PathBuf::from("stdin");
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|source| InputError::Read {
            path: path.clone(),
            source,
        })?;
    let (text, encoding) = encoding::text(&path, bytes, encoding)?;
    Ok(in_encoding(Document::new("stdin", text), encoding))
}

fn in_encoding(mut document: Document, encoding: Option<&'static Encoding>) -> Document {
    document.encoding = encoding.map(|encoding| encoding.name().to_owned());
    document
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
        InputError::not_utf8(path, error.as_bytes(), valid, offset, lines)
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
