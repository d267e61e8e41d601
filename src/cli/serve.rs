//! `isnad serve`: the page.

use super::Outcome;
use super::language::environment;
use super::outcome::{complain, system};
use super::pack::complain_of;
use crate::builtin::RulesError;
use crate::report::locale::Language;
use crate::serve::{Pack, Packs, Server};
use std::io::Write;
use std::path::PathBuf;

/// The arguments of `isnad serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Port to listen on, on this machine only; 0 is any free one
    #[arg(long, default_value_t = 7878)]
    port: u16,
    /// A folder of rules to switch to, laid over the built-in ones; may stand several times
    #[arg(long = "rules", value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Use the folders in place of the built-in rules
    #[arg(long, requires = "folders")]
    no_builtin: bool,
}

/// Serves the page until somebody stops it. It opens in the language `asked` for, else in Arabic where the environment is Arabic, else as the browser wants it.
pub(super) fn run(args: &Args, asked: Option<Language>) -> Outcome {
    let packs = match packs(args) {
        Ok(packs) => packs,
        Err(error) => return complain_of(&error),
    };
    let language = asked.or_else(|| Some(environment()).filter(|own| *own != Language::En));
    let served = Server::listen(args.port, packs, language).and_then(|server| {
        // Whoever started it reads where it is; nobody reading is no reason to stop.
        let _ = writeln!(std::io::stdout(), "{}", server.url());
        server.run()
    });
    match served {
        Ok(()) => Outcome::Done,
        Err(error) => {
            complain(format_args!("port {}: {}", args.port, system(&error)));
            Outcome::Incomplete
        }
    }
}

/// The folders, the first of them shown first, and the built-in rules.
fn packs(args: &Args) -> Result<Packs, RulesError> {
    let mut all = Vec::new();
    for folder in &args.folders {
        all.push(Pack::folder(folder, args.no_builtin)?);
    }
    all.push(Pack::builtin()?);
    Ok(Packs::new(all))
}
