//! Any bytes, as JSONL.
#![no_main]

mod inputs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| inputs::check("a.jsonl", bytes));
