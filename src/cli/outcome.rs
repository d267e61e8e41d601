//! How a run ended, and the words about what went wrong.

use super::language::{language, spoken};
pub(super) use crate::input::system;
use crate::report::Bidi;
use crate::report::diagnostic::{Style, diagnostics};
use crate::rules::LoadError;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::Path;
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
    let said = spoken(what.to_string());
    let _ = writeln!(std::io::stderr(), "isnad: {said}");
}

/// What is said of an output that is not made, so that what stands there already is kept.
pub(super) fn unwritten(path: &Path) -> String {
    format!("{}: not written: nothing could be read", path.display())
}

/// Prints what is wrong with rule files on standard error, each mistake with its place.
pub(super) fn complain_of_rules(error: &LoadError) {
    let text = diagnostics(error, style(std::io::stderr().is_terminal()));
    let _ = write!(anstream::stderr(), "{text}");
}

/// How diagnostics are drawn on an output that is, or is no, terminal. Colours that nobody wants are left out on the way.
pub(super) fn style(terminal: bool) -> Style {
    let term = std::env::var("TERM").ok();
    Style {
        color: terminal,
        isolate: Bidi::Auto.resolve(terminal, term.as_deref()),
        language: language(),
    }
}

/// Prints a text on standard output; the outcome is the one given, unless that cannot be done. Whoever has stopped reading has seen enough.
pub(super) fn said(text: &str, outcome: Outcome) -> Outcome {
    match write!(anstream::stdout(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            complain(format_args!("standard output: {}", system(&error)));
            Outcome::Incomplete
        }
        _ => outcome,
    }
}
