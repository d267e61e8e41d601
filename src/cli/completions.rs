//! `isnad completions`: what a shell needs to complete our commands, with what they are for in the language of the run.

use super::Outcome;
use super::help::described;
use super::language::language;
use crate::report::locale::known;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Prints the completions of a shell.
pub(super) fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    let command = super::Cli::command();
    let mut command = match known(language()) {
        Some(locale) => described(command, locale),
        None => command,
    };
    clap_complete::generate(shell, &mut command, "isnad", &mut script);
    match std::io::stdout().write_all(&script) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            super::outcome::complain(format_args!(
                "standard output: {}",
                super::outcome::system(&error)
            ));
            Outcome::Incomplete
        }
        _ => Outcome::Done,
    }
}
