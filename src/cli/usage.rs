//! What is wrong with the arguments, in the language of the run.

use super::language::{language, spoken};
use crate::report::locale::Language;
use clap::error::ErrorKind;
use std::io::Write;

/// Says what the parser of arguments has to say: help and version on standard output, mistakes on standard error.
pub(super) fn tell(error: &clap::Error) {
    let help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if help || error.exit_code() == 0 || language() == Language::En {
        // That nobody reads it is no mistake.
        let _ = error.print();
        return;
    }
    let said = error.to_string();
    let lines = said.lines().map(|line| {
        let words = line.trim_start();
        let indent = line.strip_suffix(words).unwrap_or_default();
        format!("{indent}{}\n", spoken(words.to_owned()))
    });
    let _ = write!(std::io::stderr(), "{}", lines.collect::<String>());
}
