//! Any text as a rule file, alone and beside what a small good pack needs: it loads and compiles, or says what is wrong at places that lie in the file.
#![no_main]

use isnad::pattern::compiled;
use isnad::rules::{LoadError, load_files};
use libfuzzer_sys::fuzz_target;

const GOOD: &str = include_str!("../../tests/good-rules/core.yaml");

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

fn within(error: &LoadError) {
    assert!(!error.diagnostics.is_empty());
    assert!(!error.to_string().is_empty());
    let drawn = isnad::report::diagnostic::diagnostics(error, Default::default());
    assert!(!drawn.is_empty());
}

fn load(files: Vec<(String, String)>) {
    match load_files(files) {
        Ok(set) => {
            if let Err(error) = compiled(&set) {
                within(&error);
            }
        }
        Err(error) => within(&error),
    }
}

fuzz_target!(|text: &str| {
    load(vec![file("any.yaml", text)]);
    load(vec![file("core.yaml", GOOD), file("any.yaml", text)]);
});
