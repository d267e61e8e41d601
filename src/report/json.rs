//! JSON, a value in one piece.

use serde::Serialize;
use std::io::{self, Write};

/// Writes a value. The output is asked once, not once a name, sign and string of it, and has all of it or nothing as far as it can.
///
/// # Errors
/// What the output says, and where a value cannot be JSON.
pub(crate) fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    out.write_all(&serde_json::to_vec(value)?)
}
