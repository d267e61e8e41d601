//! Names that the web understands: of an article, and of what is said of it.

use crate::attribution::analysis::DocumentInfo;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The address of an article: where it was published, or the file it was read from, or its id.
pub(super) fn of_document(document: &DocumentInfo) -> String {
    let places = [document.url.as_deref(), document.source.as_deref()];
    if let Some(url) = places.into_iter().flatten().find(|place| is_url(place)) {
        return escaped(url, true);
    }
    let place = document.source.as_deref().unwrap_or(&document.id);
    let path = escaped(place, false);
    match path.strip_prefix('/') {
        Some(below) => format!("file:///{below}"),
        None => path,
    }
}

/// Whether something is an address on the web.
pub(super) fn is_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

/// Percent signs in place of what an IRI may not hold. What is an address already keeps its own.
fn escaped(text: &str, address: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = c.is_alphanumeric() || "-._~/".contains(c);
        if plain || (address && "%:?#[]@!$&'()*+,;=".contains(c)) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A name that is the same in every run: a UUID (version 8) from the hash of what it names.
pub(super) fn of_parts(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let mut hex = String::with_capacity(32);
    for (number, byte) in hasher.finalize().iter().take(16).enumerate() {
        let byte = match number {
            6 => byte & 0x0F | 0x80,
            8 => byte & 0x3F | 0x80,
            _ => *byte,
        };
        let _ = write!(hex, "{byte:02x}");
    }
    let mut out = "urn:uuid:".to_owned();
    for (number, digit) in hex.chars().enumerate() {
        if matches!(number, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references_and_addresses_stay() {
        assert_eq!(
            escaped("a b/خبر:1.txt", false),
            "a%20b/خبر%3A1.txt".to_owned()
        );
        assert_eq!(
            escaped("https://example.org/?q=a b&n=%D8", true),
            "https://example.org/?q=a%20b&n=%D8"
        );
        assert!(is_url("HTTPS://example.org") && !is_url("http") && !is_url("خبر"));
    }

    #[test]
    fn a_name_is_a_uuid_of_its_parts() {
        let name = of_parts(&["a", "b"]);
        assert_eq!(name.len(), "urn:uuid:".len() + 36);
        assert_eq!(&name[9 + 14..9 + 15], "8");
        assert_ne!(name, of_parts(&["ab", ""]));
    }
}
