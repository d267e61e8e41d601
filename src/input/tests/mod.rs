//! What every format gives, and what becomes of files that were made to do harm.

mod compound;
mod feeds;
mod records;

use super::{Document, Format, InputError, Options, in_memory};
use std::path::Path;

type Found = Vec<Result<Document, InputError>>;

/// The documents in the bytes of a file.
fn read(name: &str, bytes: impl Into<Vec<u8>>, options: Options) -> Found {
    in_memory(Path::new(name), bytes.into(), options).collect()
}

/// The documents in a file that has no fault.
fn whole(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Document> {
    let found = read(name, bytes, Options::default());
    found
        .into_iter()
        .map(|item| item.expect("it is read"))
        .collect()
}

/// The only error that a file gives.
fn fault(name: &str, bytes: impl Into<Vec<u8>>, options: Options) -> String {
    let mut found = read(name, bytes, options);
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0).expect_err("it is refused").to_string()
}

fn limited(document: u64, line: u64) -> Options {
    let mut options = Options::default();
    options.limits.document = document;
    options.limits.line = line;
    options
}

const ARTICLE: &str = "قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام.";

#[test]
fn a_text_larger_than_it_may_be_is_refused() {
    let error = fault("a.txt", "x".repeat(2049), limited(2048, 2048));
    assert_eq!(
        error,
        "a.txt: more than 2 KB in one document; --max-document allows more"
    );
    let error = fault(
        "a.txt",
        format!("short\n{}\n", "x".repeat(1025)),
        limited(2048, 1024),
    );
    assert_eq!(
        error,
        "a.txt: line 2: more than 1 KB in one line; --max-line allows more"
    );
    assert_eq!(
        read("a.txt", "x".repeat(1024), limited(1024, 1024)).len(),
        1
    );
}

#[test]
fn what_a_file_is_can_be_said() {
    let options = Options {
        format: Some(Format::Jsonl),
        ..Options::default()
    };
    let found = read(
        "dump.dat",
        format!("{{\"text\": \"{ARTICLE}\"}}\n"),
        options,
    );
    assert_eq!(found[0].as_ref().unwrap().text, ARTICLE);
}

#[test]
fn a_pdf_that_is_none_is_refused_before_anybody_reads_it() {
    assert_eq!(
        fault("a.pdf", "hello", Options::default()),
        "a.pdf: no PDF file"
    );
}

#[test]
fn pages_nested_without_end_and_without_sense_are_survived() {
    for page in [
        "<div>".repeat(100_000),
        "<b><p>".repeat(50_000),
        "<table>".repeat(20_000),
        format!("<p>{}", "&#x0;&lt;".repeat(1000)),
        "<!--".repeat(1000),
        String::new(),
    ] {
        // Whatever comes of it, it comes.
        assert_eq!(read("a.html", page, Options::default()).len(), 1);
    }
}

/// A run is measured by what is read, not by what comes out: escapes, markup and compression make that another number.
#[test]
fn the_meter_counts_the_bytes_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let escaped: String = ARTICLE
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect();
    let mut paths = Vec::new();
    for (name, text) in [
        (
            "a.jsonl",
            format!("{{\"text\": \"{escaped}\"}}\n").repeat(3),
        ),
        ("b.txt", ARTICLE.to_owned()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        paths.push(path);
    }
    let size = |path: &std::path::PathBuf| std::fs::metadata(path).unwrap().len();
    let total: u64 = paths.iter().map(size).sum();
    let documents = super::documents(paths);
    let meter = documents.meter();
    assert_eq!(meter.bytes(), 0);
    let texts: usize = documents.map(|document| document.unwrap().text.len()).sum();
    assert_eq!(meter.bytes(), total);
    assert!((texts as u64) < total);
}

#[test]
fn utf_16_is_known_without_its_mark() {
    for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
        let written = |text: &str| -> Vec<u8> {
            let order = if big {
                u16::to_be_bytes
            } else {
                u16::to_le_bytes
            };
            text.encode_utf16().flat_map(order).collect()
        };
        let document = whole("a.txt", written(ARTICLE)).remove(0);
        assert_eq!(
            (document.text.as_str(), document.encoding.as_deref()),
            (ARTICLE, Some(name))
        );
        // A dump is told by how it begins.
        let row = format!("id,text\n1,{ARTICLE}\n");
        let document = whole("a.csv", written(&row)).remove(0);
        assert_eq!(
            (document.text.as_str(), document.encoding.as_deref()),
            (ARTICLE, Some(name))
        );
    }
    // Zero bytes alone are no reason to read a text as another one.
    let document = whole("a.txt", format!("{ARTICLE}\0").into_bytes()).remove(0);
    assert_eq!(document.encoding, None);
}
