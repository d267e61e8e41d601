//! `isnad gold`: corrections made in an annotation tool, as the gold standard that `isnad eval` measures against.

use super::Outcome;
use super::outcome::{complain, said, system, unwritten};
use super::output::Output;
use super::pack::Pack;
use crate::eval::corrections::{Tool, Unit, read};
use crate::report::exchange::label_studio;
use crate::report::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The arguments of `isnad gold`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Exports of the tool: of Label Studio in the format JSON, of doccano in JSONL; `-` for standard input
    #[arg(required_unless_present = "label_config")]
    files: Vec<PathBuf>,
    /// The tool that wrote them [default: what the file looks like]
    #[arg(long, value_enum)]
    from: Option<Tool>,
    /// What the offsets of doccano count; Label Studio's are recognised
    #[arg(long, value_enum, default_value_t)]
    offsets: Unit,
    /// Write to this file, which appears once it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print the labelling interface for a Label Studio project instead, with the stances of the rules
    #[arg(long, conflicts_with = "files")]
    label_config: bool,
    #[command(flatten)]
    pack: Pack,
}

/// Reads the exports and writes an annotated article a line.
pub(super) fn run(args: &Args) -> Outcome {
    if args.label_config {
        return match args.pack.rules() {
            Ok(rules) => said(&label_studio::config(rules.stances()), Outcome::Done),
            Err(outcome) => outcome,
        };
    }
    match write(args) {
        Ok(outcome) => outcome,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
        Err(error) => {
            let name = args.output.as_deref().map(Path::display);
            let name = name.map_or_else(|| "standard output".to_owned(), |name| name.to_string());
            complain(format_args!("{name}: {}", system(&error)));
            Outcome::Incomplete
        }
    }
}

fn write(args: &Args) -> io::Result<Outcome> {
    let mut output = Output::open(args.output.as_deref())?;
    let (mut outcome, mut any) = (Outcome::Done, false);
    for path in &args.files {
        let name = path.display();
        let text = match text(path) {
            Ok(text) => text,
            Err(error) => {
                complain(format_args!("{name}: {}", system(&error)));
                outcome = Outcome::Incomplete;
                continue;
            }
        };
        match read(&text, args.from, args.offsets) {
            Ok(corrections) => {
                any = true;
                for article in &corrections.articles {
                    json::write(&mut output, article)?;
                    output.write_all(b"\n")?;
                }
                for error in &corrections.errors {
                    complain(format_args!("{name}: {error}"));
                    outcome = Outcome::Incomplete;
                }
                if corrections.untouched > 0 {
                    complain(format_args!(
                        "{name}: nobody has corrected {} of the articles; they are left out",
                        corrections.untouched
                    ));
                }
            }
            Err(error) => {
                complain(format_args!("{name}: {error}"));
                outcome = Outcome::Incomplete;
            }
        }
    }
    match &args.output {
        Some(path) if !any => complain(unwritten(path)),
        _ => output.commit()?,
    }
    Ok(outcome)
}

fn text(path: &Path) -> io::Result<String> {
    if path.as_os_str() == "-" {
        io::read_to_string(io::stdin())
    } else {
        std::fs::read_to_string(path)
    }
}
