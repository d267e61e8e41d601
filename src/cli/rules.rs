//! `isnad rules`: what rule authors ask of a folder of rules.

use super::Outcome;
use super::examples;
use super::outcome::{complain, style, system};
use crate::report::diagnostic::diagnostics;
use crate::rules::load_dir;
use clap::Subcommand;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The subcommands of `isnad rules`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a folder of rules and print everything that is wrong with it
    Check {
        /// The folder, or one rule file
        #[arg(default_value = "rules")]
        dir: PathBuf,
    },
    /// Run the examples that stand with the rules and print those that fail
    Test {
        /// The folder
        #[arg(default_value = "rules")]
        dir: PathBuf,
        /// Only the rule of this id or, where there is none, those whose id contains it
        #[arg(long, value_name = "ID")]
        filter: Option<String>,
    },
}

/// Does what is asked.
pub(super) fn run(command: Command) -> Outcome {
    match command {
        Command::Check { dir } => check(&dir),
        Command::Test { dir, filter } => examples::test(&dir, filter.as_deref()),
    }
}

/// Prints the diagnostics of a folder: none is exit code 0, some are findings.
fn check(dir: &Path) -> Outcome {
    if let Err(error) = std::fs::metadata(dir) {
        complain(format_args!("{}: {}", dir.display(), system(&error)));
        return Outcome::Incomplete;
    }
    let (text, outcome) = match load_dir(dir) {
        Ok(set) => {
            let (patterns, verbs, files) = (set.patterns.len(), set.verbs.len(), set.files.len());
            (
                format!("{patterns} rules and {verbs} verbs in {files} files: nothing wrong\n"),
                Outcome::Done,
            )
        }
        Err(error) if error.files.is_empty() => {
            complain(error);
            return Outcome::Incomplete;
        }
        Err(error) => (
            diagnostics(&error, style(io::stdout().is_terminal())),
            Outcome::Findings,
        ),
    };
    match write!(anstream::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(format_args!("standard output: {}", system(&error)));
            Outcome::Incomplete
        }
        _ => outcome,
    }
}
