//! `isnad rules`: what rule authors ask of a folder of rules.

use super::Outcome;
use super::examples;
use super::list;
use super::outcome::{complain, said, style, system};
use super::pack::{Pack, PackDir};
use super::verb;
use crate::builtin::RulesError;
use crate::report::diagnostic::diagnostics;
use crate::report::schema;
use crate::rules::Code;
use clap::Subcommand;
use std::io::{self, IsTerminal};

/// The subcommands of `isnad rules`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a folder of rules and print everything that is wrong with it
    Check {
        #[command(flatten)]
        pack: PackDir,
    },
    /// List what a pack holds: the rules in the order in which they are tried, or other sections
    List(list::List),
    /// Show all about one rule, verb, list, element, stance or frame: where it comes from, what it replaces, when it is tried
    Show(list::Show),
    /// Show a verb by any of its forms: its features, all its forms, where it stands, and what is spelled like it
    Verb(verb::Args),
    /// Run the examples that stand with the rules and print those that fail
    Test {
        #[command(flatten)]
        pack: PackDir,
        /// Also run the examples of the built-in rules below the folder
        #[arg(long)]
        all: bool,
        /// Only the rule of this id or, where there is none, those whose id contains it
        #[arg(long, value_name = "ID")]
        filter: Option<String>,
        /// Write what is found into the `expect:` of failing and unfinished examples, for review
        #[arg(long, requires = "dir")]
        update: bool,
    },
    /// Print the JSON Schema of rule files, for editors
    Schema,
}

/// Does what is asked.
pub(super) fn run(command: Command) -> Outcome {
    match command {
        Command::Check { pack } => check(&pack.into()),
        Command::List(args) => list::list(&args),
        Command::Show(args) => list::show(&args),
        Command::Verb(args) => verb::run(&args),
        Command::Test {
            pack,
            all,
            filter,
            update,
        } => examples::test(&pack.into(), all, filter.as_deref(), update),
        Command::Schema => said(&schema(), Outcome::Done),
    }
}

/// Prints the diagnostics of a folder: none is exit code 0, some are findings, and a file that cannot be read leaves the check incomplete.
fn check(pack: &Pack) -> Outcome {
    if let Some(error) = pack.dir().and_then(|dir| std::fs::metadata(dir).err()) {
        complain(format_args!("{}: {}", pack.name(), system(&error)));
        return Outcome::Incomplete;
    }
    let (text, outcome) = match pack.load() {
        Ok(set) => {
            let (patterns, verbs, files) = (set.patterns.len(), set.verbs.len(), set.files.len());
            (
                format!("{patterns} rules and {verbs} verbs in {files} files: nothing wrong\n"),
                Outcome::Done,
            )
        }
        Err(RulesError::Faulty(error)) if !error.is_unread() => {
            let unread = error
                .diagnostics
                .iter()
                .any(|one| one.code == Code::Unreadable);
            let outcome = if unread {
                Outcome::Incomplete
            } else {
                Outcome::Findings
            };
            let text = diagnostics(&error, style(io::stdout().is_terminal()));
            (text, outcome)
        }
        Err(error) => {
            complain(error);
            return Outcome::Incomplete;
        }
    };
    said(&text, outcome)
}
