//! Any bytes, as a feed.
#![no_main]

mod inputs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| inputs::check("a.rss", bytes));
