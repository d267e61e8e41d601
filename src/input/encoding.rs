//! Bytes to text: UTF-8, or what old Arabic pages and Windows programs write, found by what the bytes look like or named by whoever knows.
//!
//! A wrong guess would give a wrong text without a word of warning. So a guess counts only where all bytes can be read in it and what comes out is Arabic; a file
//! of UTF-8 with a few broken bytes is an error, never read as something else.

use super::InputError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::path::Path;

/// A text and the encoding it was in, where that is not UTF-8.
pub(super) type Decoded = (String, Option<&'static Encoding>);

/// The text of a file. Nothing is left out: a byte order mark stays, as U+FEFF, so that offsets are those of the text as other programs read it.
pub(super) fn text(
    path: &Path,
    bytes: Vec<u8>,
    forced: Option<&'static Encoding>,
) -> Result<Decoded, InputError> {
    declared(path, bytes, forced, None)
}

/// The text of a file that says its own encoding. What can be read as UTF-8 is UTF-8: pages that were converted and still say otherwise are many.
pub(super) fn declared(
    path: &Path,
    bytes: Vec<u8>,
    forced: Option<&'static Encoding>,
    said: Option<&'static Encoding>,
) -> Result<Decoded, InputError> {
    if let Some(encoding) = forced.filter(|encoding| *encoding != UTF_8) {
        return Ok((in_encoding(path, &bytes, encoding)?, Some(encoding)));
    }
    if let (Some(encoding), None) = (marked(&bytes).or_else(|| wide(&bytes)), forced) {
        return Ok((in_encoding(path, &bytes, encoding)?, Some(encoding)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, None)),
        Err(error) => {
            let bytes = error.as_bytes();
            if let (Some(encoding), None) = (said.filter(|said| *said != UTF_8), forced) {
                return Ok((in_encoding(path, bytes, encoding)?, Some(encoding)));
            }
            let guessed = if forced.is_some() { None } else { guess(bytes) };
            if let Some(encoding) = guessed
                && let Ok(text) = in_encoding(path, bytes, encoding)
                && is_arabic(&text)
            {
                return Ok((text, Some(encoding)));
            }
            Err(InputError::not_utf8(
                path,
                bytes,
                error.utf8_error().valid_up_to(),
                0,
                0,
            ))
        }
    }
}

/// What the first bytes of a stream say of its encoding.
pub(super) enum Peeked {
    /// UTF-8, or nothing that is known.
    Utf8,
    /// Another one.
    Other(&'static Encoding),
}

/// The encoding of a stream that begins with `bytes`, which may be all of it.
pub(super) fn of_stream(bytes: &[u8], whole: bool, forced: Option<&'static Encoding>) -> Peeked {
    if let Some(encoding) = forced {
        return match encoding {
            _ if encoding == UTF_8 => Peeked::Utf8,
            encoding => Peeked::Other(encoding),
        };
    }
    if let Some(encoding) = marked(bytes).or_else(|| wide(bytes)) {
        return Peeked::Other(encoding);
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(_) => false,
        // The last character may go on behind what was looked at.
        Err(error) => whole || error.error_len().is_some(),
    };
    match guess(bytes).filter(|_| broken) {
        Some(encoding)
            if encoding
                .decode_without_bom_handling_and_without_replacement(bytes)
                .is_some_and(|text| is_arabic(&text)) =>
        {
            Peeked::Other(encoding)
        }
        _ => Peeked::Utf8,
    }
}

/// The encoding that a byte order mark stands for.
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16 without a mark: every blank in it has a zero byte, which no text in another encoding has, and in the right one of its two orders it is Arabic.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.contains(&0) {
        return None;
    }
    // What was looked at of a stream may end within a character.
    let whole = bytes.len() & !1;
    let bytes = bytes.get(..whole).unwrap_or_default();
    let reads = |encoding: &&'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        is_arabic(&text) && !text.contains('\0')
    };
    [UTF_16LE, UTF_16BE].into_iter().find(reads)
}

/// So many bytes of a page or a feed are searched for what it says of its encoding.
const DECLARATION: usize = 4 << 10;

/// The encoding that a page (`<meta charset=...>`) or an XML file (`encoding="..."`) says it is in.
pub(super) fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let head = head.to_ascii_lowercase();
    let places = |word: &'static [u8]| {
        let found = head.windows(word.len()).enumerate();
        found
            .filter(move |(_, part)| *part == word)
            .map(move |(at, _)| at + word.len())
    };
    places(b"charset")
        .chain(places(b"encoding"))
        .find_map(|at| {
            let rest = head.get(at..)?.trim_ascii_start().strip_prefix(b"=")?;
            let rest = rest.trim_ascii_start();
            let rest = rest
                .strip_prefix(b"\"")
                .or(rest.strip_prefix(b"'"))
                .unwrap_or(rest);
            let end = rest
                .iter()
                .position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b))?;
            Encoding::for_label(rest.get(..end)?)
        })
}

/// The encodings that are guessed: those of Arabic pages before UTF-8.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.contains(&0) || is_broken_utf8(bytes) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The domain only breaks ties: a short text would else be taken for Hebrew, whose letters are the same bytes.
    let guessed = detector.guess(Some(b"eg"), Utf8Detection::Deny);
    [WINDOWS_1256, ISO_8859_6]
        .into_iter()
        .find(|known| *known == guessed)
}

/// Whether most of what is not ASCII is UTF-8 all the same.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Whether a text reads like Arabic: nearly all that is not ASCII is of its script, and there is a word.
fn is_arabic(text: &str) -> bool {
    let script = |c: &char| matches!(c, '\u{600}'..='\u{6FF}' | '\u{2000}'..='\u{206F}' | '\u{A0}'..='\u{BB}');
    let foreign: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let arabic = foreign.iter().filter(|c| script(c)).count();
    let word = |word: &str| {
        word.chars().count() >= 3 && word.chars().all(|c| matches!(c, '\u{620}'..='\u{64A}'))
    };
    arabic * 10 >= foreign.len() * 9 && text.split(|c: char| !c.is_alphabetic()).any(word)
}

/// The text in one encoding, every byte of which must mean something in it.
fn in_encoding(
    path: &Path,
    bytes: &[u8],
    encoding: &'static Encoding,
) -> Result<String, InputError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(
        decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .unwrap_or(bytes.len()),
    );
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(length, after) => {
            let byte = read.saturating_sub(usize::from(length) + usize::from(after));
            Err(InputError::NotInEncoding {
                path: path.to_owned(),
                encoding: encoding.name(),
                byte: byte as u64,
                line: 1 + text.matches('\n').count() as u64,
            })
        }
        DecoderResult::OutputFull => Err(InputError::Read {
            path: path.to_owned(),
            source: std::io::Error::from(std::io::ErrorKind::OutOfMemory),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام.\n";

    fn read(bytes: &[u8]) -> Result<Decoded, InputError> {
        text(Path::new("a.txt"), bytes.to_vec(), None)
    }

    #[test]
    fn old_encodings_are_found_and_named() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let (bytes, _, lost) = encoding.encode(ARTICLE);
            assert!(!lost);
            assert_eq!(read(&bytes).unwrap(), (ARTICLE.to_owned(), Some(encoding)));
        }
        assert_eq!(
            read(ARTICLE.as_bytes()).unwrap(),
            (ARTICLE.to_owned(), None)
        );
    }

    #[test]
    fn utf16_is_found_by_its_mark() {
        let marked = format!("\u{FEFF}{ARTICLE}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little).unwrap(), (marked.clone(), Some(UTF_16LE)));
        assert_eq!(read(&big).unwrap(), (marked, Some(UTF_16BE)));
        let error = read(&little[..little.len() - 1]).unwrap_err().to_string();
        assert!(error.starts_with("a.txt: not valid UTF-16LE"), "{error}");
    }

    #[test]
    fn broken_utf8_and_binary_files_are_errors_with_their_place() {
        let mut broken = ARTICLE.as_bytes().to_vec();
        broken[20] = 0xFF;
        for bytes in [
            &broken[..],
            b"\x89PNG\r\n\x1a\n\0\0\xFF\xFE",
            b"one\ntwo \xFF",
            &[0xE9, 0xE8, 0xE7],
        ] {
            assert!(
                matches!(read(bytes), Err(InputError::NotUtf8 { .. })),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn what_a_page_says_of_itself() {
        for page in [
            "<html><head><META charset='Windows-1256'>",
            "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1256\">",
            "<?xml version=\"1.0\" encoding=\"windows-1256\"?>",
        ] {
            assert_eq!(said(page.as_bytes()), Some(WINDOWS_1256), "{page}");
        }
        for page in [
            "",
            "charset",
            "charset=",
            "<p>encoding = none</p>",
            "charset=\"utf-9\"",
        ] {
            assert_eq!(said(page.as_bytes()), None, "{page}");
        }
        // One word is too little to guess from; a page says it.
        let (bytes, _, _) = WINDOWS_1256.encode("لا");
        let path = Path::new("a.html");
        let read = declared(path, bytes.to_vec(), None, Some(WINDOWS_1256)).unwrap();
        assert_eq!(read, ("لا".to_owned(), Some(WINDOWS_1256)));
    }

    #[test]
    fn a_named_encoding_is_taken_at_its_word() {
        let (bytes, _, _) = WINDOWS_1256.encode("قال");
        let path = Path::new("a.txt");
        assert_eq!(
            text(path, bytes.to_vec(), Some(WINDOWS_1256)).unwrap().0,
            "قال"
        );
        assert!(text(path, bytes.to_vec(), Some(UTF_8)).is_err());
    }
}
