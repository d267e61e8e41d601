//! `isnad rules`: what rule authors ask of a folder of rules.

use super::Outcome;
use super::check;
use super::examples;
use super::fmt;
use super::handbook;
use super::list;
use super::outcome::said;
use super::pack::PackDir;
use super::verb;
use crate::report::schema;
use clap::Subcommand;

/// The subcommands of `isnad rules`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a folder of rules and print everything that is wrong with it, errors first, warnings where there are none
    Check(check::Check),
    /// Say what a code like R012 means, with a bad and a good example; without one list all codes
    Code(check::Explain),
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
    /// Write a page for every rule with its examples, an index, the stances and what the examples cover
    Docs(handbook::Args),
    /// Lay rule files out in the usual way: indentation, blanks, quotation marks; comments and order stay
    Fmt(fmt::Args),
}

/// Does what is asked.
pub(super) fn run(command: Command) -> Outcome {
    match command {
        Command::Check(args) => check::check(args),
        Command::Code(args) => check::code(&args),
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
        Command::Docs(args) => handbook::run(args),
        Command::Fmt(args) => fmt::run(&args),
    }
}
