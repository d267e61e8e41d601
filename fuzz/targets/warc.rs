//! Any bytes, as a web archive; and as what a server answered, in an archive.
#![no_main]

mod inputs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    inputs::check("a.warc", bytes);
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n",
        bytes.len()
    );
    inputs::check("a.warc", &[head.as_bytes(), bytes, b"\r\n\r\n"].concat());
});
