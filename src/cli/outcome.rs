//! How a run ended, and the words about what went wrong.

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All that was asked was done.
    Done,
    /// It was done, and there are findings: a failed example, a difference, errors in checked rules.
    Findings,
    /// It could not be done, in whole or in part.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Incomplete => 2,
        })
    }
}

/// Says what went wrong on standard error. Where that is closed there is nobody to tell.
pub(super) fn complain(what: impl Display) {
    let _ = writeln!(std::io::stderr(), "isnad: {what}");
}

/// The system's words about an error, without the number that Rust adds to them.
pub(super) fn system(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
