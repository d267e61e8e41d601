//! Any text, through the text layer.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use isnad::text::Reader;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&invariants::spec()));

fuzz_target!(|source: &str| {
    invariants::text(&READER, source);
});
