//! Any text, through the whole analysis with the built-in rules.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use isnad::text::Reader;
use isnad::{Analyzer, Document, Rules};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("the built-in rules"));
static ANALYZER: LazyLock<Analyzer<'static>> = LazyLock::new(|| Analyzer::new(&RULES));
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&invariants::spec()));

fuzz_target!(|source: &str| {
    invariants::analysis(&ANALYZER, &READER, &Document::new("fuzz", source));
});
