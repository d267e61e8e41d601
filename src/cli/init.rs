//! `isnad init`: a pack to begin with, which is right as it is. The files are those of examples/starter.

use super::Outcome;
use super::language::told;
use super::outcome::{complain, said, system};
use crate::report::schema;
use crate::rules::message::count;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What editors complete the files by, in every pack the same.
const SCHEMA: &str = "schema.json";

/// The files, by the names that they get.
const FILES: &[(&str, &str)] = &[
    (
        "README.md",
        include_str!("../../examples/starter/README.md"),
    ),
    (
        "pack.yaml",
        include_str!("../../examples/starter/pack.yaml"),
    ),
    (
        "verbs.yaml",
        include_str!("../../examples/starter/verbs.yaml"),
    ),
    (
        "lists.yaml",
        include_str!("../../examples/starter/lists.yaml"),
    ),
    (
        "patterns.yaml",
        include_str!("../../examples/starter/patterns.yaml"),
    ),
];

/// The name that the pack has in the files.
const NAME: &str = "my-rules";

/// The arguments of `isnad init`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make; one that is there must be empty
    dir: PathBuf,
}

/// Writes the pack, or says why not. Nothing that is there is touched.
pub(super) fn run(args: &Args) -> Outcome {
    let dir = &args.dir;
    match write(dir) {
        Ok(()) => {
            let shown = dir.display();
            let number = FILES.len() + 1;
            let files = told(&count!(number, "{} file", "{} files"));
            let text = format!(
                "{shown}: {files}\n  isnad rules check {shown}\n  isnad rules test {shown}\n"
            );
            said(&text, Outcome::Done)
        }
        Err(error) => {
            complain(format_args!("{}: {}", dir.display(), system(&error)));
            Outcome::Incomplete
        }
    }
}

fn write(dir: &Path) -> io::Result<()> {
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(io::Error::other(
                    "there is something in it, and nothing is overwritten",
                ));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(dir)?,
        Err(error) => return Err(error),
    }
    let name = pack_name(dir);
    for (file, text) in FILES {
        let mut out = create(&dir.join(file))?;
        out.write_all(text.replace(NAME, &name).as_bytes())?;
    }
    let mut out = create(&dir.join(SCHEMA))?;
    out.write_all(schema().as_bytes())
}

/// A file that is not there yet.
fn create(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// The name of the folder, where a pack can be called so.
fn pack_name(dir: &Path) -> String {
    let name = dir
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let plain = |name: &String| {
        let letters = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        letters && name != "core" && name.chars().any(|c| c.is_ascii_alphabetic())
    };
    name.filter(plain).unwrap_or_else(|| NAME.to_owned())
}
