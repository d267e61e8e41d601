//! `isnad man`: manual pages, from the same words as the help.

use super::Outcome;
use super::outcome::{complain, said, system};
use clap::CommandFactory;
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
    let mut command = super::Cli::command();
    command.build();
    match &args.out {
        Some(folder) => match all(command, folder) {
            Ok(()) => Outcome::Done,
            Err(error) => {
                complain(format_args!("{}: {}", folder.display(), system(&error)));
                Outcome::Incomplete
            }
        },
        None => {
            let mut page = Vec::new();
            match clap_mangen::Man::new(command).render(&mut page) {
                Ok(()) => said(&String::from_utf8_lossy(&page), Outcome::Done),
                Err(error) => {
                    complain(error);
                    Outcome::Incomplete
                }
            }
        }
    }
}

fn all(command: clap::Command, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command, folder)
}
