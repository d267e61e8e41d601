//! `isnad completions`: what a shell needs to complete our commands.

use super::Outcome;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Prints the completions of a shell.
pub(super) fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::Cli::command(), "isnad", &mut script);
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
