//! `isnad rules verb`: a verb by any of its forms, with all of them.

use super::Outcome;
use super::outcome::{complain, said, style};
use super::pack::{Pack, complain_of};
use super::print::Format;
use crate::pattern::{morphology, nearest_word, word_report};
use crate::report::word::word;
use std::io::{self, IsTerminal};

/// The arguments of `isnad rules verb`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Any form of the verb, as it stands in a text
    word: String,
    #[command(flatten)]
    pack: Pack,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints what the word is.
pub(super) fn run(args: &Args) -> Outcome {
    let (set, rules) = match args.pack.both() {
        Ok(both) => both,
        Err(outcome) => return outcome,
    };
    let morphology = match morphology(&set) {
        Ok(morphology) => morphology,
        Err(error) => return complain_of(&error.into()),
    };
    let report = word_report(&set, &rules, &morphology, &args.word);
    if report.verbs.is_empty() && report.words.is_empty() {
        let near = nearest_word(&set, &morphology, &args.word);
        let near = near.map(|form| format!("; did you mean `{form}`?"));
        complain(format_args!(
            "{}: no verb has the form `{}`{}",
            args.pack.name(),
            args.word,
            near.unwrap_or_default()
        ));
        return Outcome::Incomplete;
    }
    let text = match args.format {
        Format::Text => word(&report, style(io::stdout().is_terminal())),
        Format::Json => format!("{:#}\n", serde_json::json!(report)),
    };
    said(&text, Outcome::Done)
}
