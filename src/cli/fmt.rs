//! `isnad rules fmt`: rule files in their usual layout.

use super::Outcome;
use super::language::told;
use super::outcome::{complain, said, system};
use super::output::Output;
use crate::input::{entries, read_error};
use crate::rules::Limits;
use crate::rules::format::{FormatError, format as laid_out};
use crate::rules::message::{Part, count};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The arguments of `isnad rules fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder of rules, or one file
    #[arg(default_value = "rules")]
    dir: PathBuf,
    /// Write nothing; name the files that are laid out otherwise
    #[arg(long)]
    check: bool,
}

/// Lays out every *.yaml file. What cannot be laid out stays as it is, and is said.
pub(super) fn run(args: &Args) -> Outcome {
    let (mut text, mut failed) = (String::new(), false);
    let (mut files, mut others) = (0_usize, 0_usize);
    for entry in entries(&args.dir, false) {
        let path = match entry {
            Ok(entry) if is_rule_file(entry.path()) => entry.into_path(),
            Ok(_) => continue,
            Err(error) => {
                complain(read_error(error, &args.dir));
                failed = true;
                continue;
            }
        };
        files += 1;
        match file(&path, args.check) {
            Ok(true) => {
                others += 1;
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{}", path.display());
            }
            Ok(false) => {}
            Err(error) => {
                complain(format_args!("{}: {error}", path.display()));
                failed = true;
            }
        }
    }
    if files == 0 && !failed {
        complain(format_args!(
            "{}: there are no rule files (*.yaml) here",
            args.dir.display()
        ));
        failed = true;
    }
    let done = match args.check {
        true => count!(
            files,
            "{} of {} file laid out otherwise",
            "{} of {} files laid out otherwise",
            Part::Name(others.to_string()),
            files
        ),
        false => count!(
            files,
            "{} of {} file laid out anew",
            "{} of {} files laid out anew",
            Part::Name(others.to_string()),
            files
        ),
    };
    let _ = writeln!(text, "{}", told(&done));
    said(
        &text,
        match (failed, args.check && others > 0) {
            (true, _) => Outcome::Incomplete,
            (false, true) => Outcome::Findings,
            (false, false) => Outcome::Done,
        },
    )
}

fn is_rule_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    path.is_file() && matches!(ending, Some("yaml" | "yml"))
}

/// Lays out one file, or only looks; whether it is, or was, another.
fn file(path: &Path, check: bool) -> Result<bool, String> {
    let words = |error: io::Error| system(&error);
    let most = Limits::default().file_bytes;
    if std::fs::metadata(path).map_err(words)?.len() > most {
        return Err(format!("larger than {} MB", most >> 20));
    }
    let text = std::fs::read_to_string(path).map_err(words)?;
    let formatted = laid_out(&text).map_err(|error| match error {
        FormatError::Faulty(found) => {
            let first = found.first();
            let place = first
                .and_then(|one| one.labels.first())
                .map(|label| label.place);
            let title = first.map_or_else(
                || "it is no rule file".to_owned(),
                |one| one.title.to_string(),
            );
            place.map_or_else(
                || title.clone(),
                |place| format!("line {}: {title}", place.line),
            )
        }
        FormatError::Unsafe => {
            "its layout is too unusual to be changed safely; it stays as it is".to_owned()
        }
    })?;
    if formatted == text {
        return Ok(false);
    }
    if !check {
        let mut output = Output::open(Some(path)).map_err(words)?;
        output.write_all(formatted.as_bytes()).map_err(words)?;
        output.commit().map_err(words)?;
    }
    Ok(true)
}
