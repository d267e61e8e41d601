//! Any bytes, as CSV.
#![no_main]

mod inputs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| inputs::check("a.csv", bytes));
