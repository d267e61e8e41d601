//! What holds of every input, whatever its bytes: it ends, it is within its limits, and the same bytes give the same documents and the same complaints.

use isnad::input::{Options, in_memory};
use std::path::Path;

/// So small that the fuzzer reaches them.
const DOCUMENT: u64 = 64 << 10;
const LINE: u64 = 4 << 10;

/// Reads bytes as a file of this name.
pub fn check(name: &str, bytes: &[u8]) {
    let found = read(name, bytes);
    for item in &found {
        match item {
            Ok(text) => {
                assert!(text.len() as u64 <= DOCUMENT);
                assert!(text.split('\n').all(|line| line.len() as u64 <= LINE));
            }
            Err(said) => assert!(said.starts_with(name), "{said}"),
        }
    }
    assert_eq!(found, read(name, bytes));
}

fn read(name: &str, bytes: &[u8]) -> Vec<Result<String, String>> {
    let mut options = Options::default();
    options.limits.document = DOCUMENT;
    options.limits.line = LINE;
    in_memory(Path::new(name), bytes.to_vec(), options)
        .map(|item| item.map(|document| document.text).map_err(|error| error.to_string()))
        .collect()
}
