//! `isnad man`: manual pages, from the same words as the help, in the language of the run.

use super::Outcome;
use super::help;
use super::language::language;
use super::outcome::{complain, said, system};
use crate::report::locale::known;
use clap::CommandFactory;
use clap_mangen::Man;
use std::io;
use std::path::{Path, PathBuf};

/// The arguments of `isnad man`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  isnad man | man -l -        read it now\n  isnad man --out man1/       a page for the program and one for every command, to be installed"
)]
pub(super) struct Args {
    /// Write a page for the program and for every command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the page of the program, or writes all.
pub(super) fn run(args: &Args) -> Outcome {
    let command = super::Cli::command();
    match &args.out {
        Some(folder) => match all(command, folder) {
            Ok(()) => Outcome::Done,
            Err(error) => {
                complain(format_args!("{}: {}", folder.display(), system(&error)));
                Outcome::Incomplete
            }
        },
        None => match page(&Man::new(described(command))) {
            Ok(page) => said(&page, Outcome::Done),
            Err(error) => {
                complain(error);
                Outcome::Incomplete
            }
        },
    }
}

/// The command with its texts in the language of the run.
fn described(mut command: clap::Command) -> clap::Command {
    command.build();
    match known(language()) {
        Some(locale) => help::described(command, locale),
        None => command,
    }
}

/// A page, in the language of the run.
fn page(man: &Man) -> io::Result<String> {
    let mut page = Vec::new();
    man.render(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    Ok(match known(language()) {
        Some(locale) => help::manual(&page, locale),
        None => page,
    })
}

fn all(command: clap::Command, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    // Its pages would say nothing.
    let command = command.disable_help_subcommand(true);
    each(&described(command), folder)
}

/// Writes the pages of a command and of all below it.
fn each(command: &clap::Command, folder: &Path) -> io::Result<()> {
    let below = command.get_subcommands();
    for command in below.filter(|command| !command.is_hide_set()) {
        each(command, folder)?;
    }
    let man = Man::new(command.clone());
    std::fs::write(folder.join(man.get_filename()), page(&man)?)
}
