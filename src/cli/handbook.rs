//! `isnad rules docs`: a pack as a folder of pages.

use super::Outcome;
use super::language::{language, told};
use super::outcome::{complain, said, system};
use super::output::Output;
use super::pack::{Pack, PackDir};
use crate::eval::handbook::handbook;
use crate::rules::message::{count, say};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file by which a folder of pages is known again: it lists them.
const MARKER: &str = ".isnad-docs";

/// The arguments of `isnad rules docs`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    pack: PackDir,
    /// The folder for the pages: a new or empty one, or one that this command has made
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Writes the pages. A failed example is shown on its page, and is a finding.
pub(super) fn run(args: Args) -> Outcome {
    let pack: Pack = args.pack.into();
    let old = match pages_in(&args.out) {
        Ok(old) => old,
        Err(error) => {
            complain(format_args!("{}: {}", args.out.display(), system(&error)));
            return Outcome::Incomplete;
        }
    };
    let (set, rules) = match pack.both() {
        Ok(both) => both,
        Err(outcome) => return outcome,
    };
    let handbook = match handbook(&set, &rules, language()) {
        Ok(handbook) => handbook,
        Err(error) => {
            complain(error);
            return Outcome::Incomplete;
        }
    };
    let pages = handbook
        .pages
        .iter()
        .map(|page| (page.name.as_str(), page.html.as_str()));
    if let Err((path, error)) = write(&args.out, &old, pages.collect()) {
        complain(format_args!("{}: {}", path.display(), system(&error)));
        return Outcome::Incomplete;
    }
    let (examples, count) = (handbook.examples, handbook.pages.len());
    let text = say!(
        "{} in {}: {}",
        count!(count, "{} page", "{} pages"),
        args.out.display().to_string(),
        examples.told()
    );
    let text = told(&text) + "\n";
    let outcome = if examples.failed > 0 {
        Outcome::Findings
    } else {
        Outcome::Done
    };
    said(&text, outcome)
}

/// The pages that an earlier run has written into a folder. A folder that holds anything else is refused.
fn pages_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error),
    };
    match std::fs::read_to_string(folder.join(MARKER)) {
        Ok(list) => Ok(list
            .lines()
            .filter(|name| is_page(name))
            .map(str::to_owned)
            .collect()),
        Err(_) if entries.next().is_none() => Ok(BTreeSet::new()),
        Err(_) => Err(io::Error::other(
            "is not empty, and was not made by this command: nothing is written into it",
        )),
    }
}

/// Whether a name can be that of a page: nothing outside the folder, and nothing but a page, is ever removed.
fn is_page(name: &str) -> bool {
    name.ends_with(".html") && !name.contains(['/', '\\']) && !name.starts_with('.')
}

/// Writes the pages, and takes away those of an earlier run that are no more.
fn write(
    folder: &Path,
    old: &BTreeSet<String>,
    pages: Vec<(&str, &str)>,
) -> Result<(), (PathBuf, io::Error)> {
    let at = |path: PathBuf| move |error| (path, error);
    std::fs::create_dir_all(folder).map_err(at(folder.to_owned()))?;
    let names: BTreeSet<String> = pages.iter().map(|(name, _)| (*name).to_owned()).collect();
    // A run that is broken off leaves a folder that is known again.
    let both: Vec<&str> = old.union(&names).map(String::as_str).collect();
    file(&folder.join(MARKER), &(both.join("\n") + "\n"))?;
    for (name, html) in pages {
        file(&folder.join(name), html)?;
    }
    for name in old.difference(&names) {
        let path = folder.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err((path, error)),
            _ => {}
        }
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    file(&folder.join(MARKER), &(names.join("\n") + "\n"))
}

fn file(path: &Path, text: &str) -> Result<(), (PathBuf, io::Error)> {
    let written = Output::open(Some(path)).and_then(|mut output| {
        output.write_all(text.as_bytes())?;
        output.commit()
    });
    written.map_err(|error| (path.to_owned(), error))
}
