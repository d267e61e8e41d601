//! Any bytes, as a Word document; and as the text inside one, which the fuzzer would not find its way to through the packing.
#![no_main]

mod inputs;

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::CompressionMethod::Stored;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    inputs::check("a.docx", bytes);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(Stored);
    for name in ["word/document.xml", "docProps/core.xml"] {
        archive.start_file(name, plain).expect("a name");
        archive.write_all(bytes).expect("memory");
    }
    let packed = archive.finish().expect("memory").into_inner();
    inputs::check("a.docx", &packed);
});
