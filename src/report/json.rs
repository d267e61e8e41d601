//! JSON, a value in one piece.

use serde::Serialize;
use std::io::{self, Write};

/// Bytes that are set aside for a value: as many as the analysis of an article mostly takes.
const ROOM: usize = 1 << 15;

/// Writes a value. The output is asked once, not once a name, sign and string of it, and has all of it or nothing as far as it can.
///
/// # Errors
/// What the output says, and where a value cannot be JSON.
pub(crate) fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut bytes, value)?;
    out.write_all(&bytes)
}
