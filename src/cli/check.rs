//! `isnad rules check` and `isnad rules code`: everything that is wrong with a pack, and what the codes mean.

use super::Outcome;
use super::language::{language, told};
use super::outcome::{complain, said, style, system};
use super::pack::{Pack, PackDir};
use super::print::Format;
use crate::builtin::RulesError;
use crate::pattern::warnings;
use crate::report::codes;
use crate::report::diagnostic::{diagnostics, json};
use crate::rules::message::{count, say};
use crate::rules::model::RuleSet;
use crate::rules::{Code, LoadError};
use serde_json::json;
use std::io::{self, IsTerminal};

/// The arguments of `isnad rules check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    pack: PackDir,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints what is wrong with a pack: errors, and where there are none, warnings. Nothing is exit code 0, anything is a finding, and a file that cannot be
/// read, or that is no YAML, leaves the check incomplete.
pub(super) fn check(args: Check) -> Outcome {
    let (pack, format) = (Pack::from(args.pack), args.format);
    if let Some(error) = pack.dir().and_then(|dir| std::fs::metadata(dir).err()) {
        complain(format_args!("{}: {}", pack.name(), system(&error)));
        return Outcome::Incomplete;
    }
    let checked = match pack.load() {
        Ok(set) => warnings(&set).map(|warnings| (set, warnings)),
        Err(RulesError::Faulty(error)) => Err(error),
        Err(error) => {
            complain(error);
            return Outcome::Incomplete;
        }
    };
    match checked {
        Ok((set, warnings)) if warnings.diagnostics.is_empty() => match format {
            Format::Text => said(&nothing(&set), Outcome::Done),
            Format::Json => said(&format!("{:#}\n", json(&warnings)), Outcome::Done),
        },
        Ok((_, warnings)) => found(&warnings, format, Outcome::Findings),
        Err(error) if error.is_unread() => {
            complain(error);
            Outcome::Incomplete
        }
        Err(error) => {
            // What is no YAML was not looked at either.
            let unread = |one: &crate::rules::Diagnostic| {
                matches!(one.code, Code::Unreadable | Code::Syntax)
            };
            let outcome = match error.diagnostics.iter().any(unread) {
                true => Outcome::Incomplete,
                false => Outcome::Findings,
            };
            found(&error, format, outcome)
        }
    }
}

fn found(error: &LoadError, format: Format, outcome: Outcome) -> Outcome {
    match format {
        Format::Text => {
            let mut text = diagnostics(error, style(io::stdout().is_terminal()));
            if let Some(one) = error.diagnostics.first() {
                text.push_str(&told(&say!(
                    "`isnad rules code {}` says more",
                    one.code.as_str()
                )));
                text.push('\n');
            }
            said(&text, outcome)
        }
        Format::Json => said(&format!("{:#}\n", json(error)), outcome),
    }
}

/// What was looked at, where nothing is wrong with it.
fn nothing(set: &RuleSet) -> String {
    let (rules, verbs, files) = (set.patterns.len(), set.verbs.len(), set.files.len());
    let all = say!(
        "{} and {} {}: nothing wrong",
        count!(rules, "{} rule", "{} rules"),
        count!(verbs, "{} verb", "{} verbs"),
        count!(files, "in {} file", "in {} files")
    );
    format!("{}\n", told(&all))
}

/// The arguments of `isnad rules code`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The code, for example R012; without it all codes are listed
    code: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints what a code means, or all codes.
pub(super) fn code(args: &Explain) -> Outcome {
    let value =
        |one: codes::Explanation| json!({"code": one.code, "title": one.title, "text": one.text});
    let Some(code) = &args.code else {
        return match args.format {
            Format::Text => said(&codes::list(language()), Outcome::Done),
            Format::Json => {
                let all: Vec<_> = codes::explanations().map(value).collect();
                said(&format!("{:#}\n", json!(all)), Outcome::Done)
            }
        };
    };
    let Some(one) = codes::explanation(code) else {
        let near = codes::nearest_code(code);
        let near = near.map(|near| format!("; did you mean {near}?"));
        complain(format_args!(
            "there is no code `{code}`{}",
            near.unwrap_or_default()
        ));
        return Outcome::Incomplete;
    };
    match args.format {
        Format::Text => {
            let style = style(io::stdout().is_terminal());
            said(&codes::text(&one, style), Outcome::Done)
        }
        Format::Json => said(&format!("{:#}\n", value(one)), Outcome::Done),
    }
}
