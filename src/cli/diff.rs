//! `isnad diff`: what two runs say differently of the same documents.

use super::Outcome;
use super::differences::{Differences, summary};
use super::language::told;
use super::outcome::{complain, style, system};
use super::pack::Pack;
use crate::attribution::{Analyzer, Document};
use crate::eval::diff::{Comparison, Field, FieldChange, Joined, Tally, compare, join};
use crate::eval::stored::{Lines, StoredAnalysis, StoredStatement};
use crate::input;
use crate::pattern::Rules;
use crate::rules::message::{Message, say};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// The arguments of `isnad diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Two files of analyses (`isnad analyze --format jsonl`), the old one first; or, with --old-rules or --new-rules, the articles to read by both
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Read the articles first with the rules of this folder laid over the built-in ones [default: the built-in ones alone]
    #[arg(long, value_name = "DIR")]
    old_rules: Option<PathBuf>,
    /// Then read them with the rules of this folder laid over the built-in ones [default: the built-in ones alone]
    #[arg(long, value_name = "DIR")]
    new_rules: Option<PathBuf>,
    /// Use these folders in place of the built-in rules
    #[arg(long)]
    no_builtin: bool,
    /// Do not compare these fields
    #[arg(long, value_enum, value_name = "FIELD", value_delimiter = ',')]
    ignore: Vec<Field>,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// Every difference in a few lines, and counts
    #[default]
    Text,
    /// All of it as one JSON object
    Json,
}

/// Compares two files, or two packs over the same articles.
pub(super) fn run(args: Args) -> Outcome {
    let by_rules = args.old_rules.is_some() || args.new_rules.is_some();
    let mut run = Run {
        page: Page::new(args.format),
        ignored: args.ignore.clone(),
        tally: Tally::default(),
        incomplete: false,
    };
    let result = match (by_rules, args.paths.as_slice()) {
        (true, _) => match packs(&args) {
            Some((old, new)) => run.rules(&args.paths, &old, &new),
            None => return Outcome::Incomplete,
        },
        (false, [old, new]) => match (Lines::open(old), Lines::open(new)) {
            (Ok(before), Ok(after)) => run.files(before, after),
            (before, after) => {
                for error in [before.err(), after.err()].into_iter().flatten() {
                    complain(error);
                }
                return Outcome::Incomplete;
            }
        },
        (false, _) => {
            complain(
                "two files of analyses are compared, or the articles given by --old-rules and --new-rules",
            );
            return Outcome::Incomplete;
        }
    };
    match result.and_then(|()| run.page.finish(&run.tally)) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(format_args!("standard output: {}", system(&error)));
            Outcome::Incomplete
        }
        _ if run.incomplete => Outcome::Incomplete,
        _ if run.tally.differs() => Outcome::Findings,
        _ => Outcome::Done,
    }
}

fn packs(args: &Args) -> Option<(Rules, Rules)> {
    let open = |folder: &Option<PathBuf>| Pack::new(folder.clone(), args.no_builtin).rules().ok();
    let (old, new) = (open(&args.old_rules), open(&args.new_rules));
    old.zip(new)
}

struct Run {
    page: Page,
    ignored: Vec<Field>,
    tally: Tally,
    incomplete: bool,
}

impl Run {
    fn files(&mut self, old: Lines<StoredAnalysis>, new: Lines<StoredAnalysis>) -> io::Result<()> {
        let failed = std::cell::Cell::new(false);
        let good = |lines: Lines<StoredAnalysis>| {
            let failed = &failed;
            lines.filter_map(move |line| match line {
                Ok(analysis) => Some(analysis),
                Err(error) => {
                    complain(error);
                    failed.set(true);
                    None
                }
            })
        };
        let name = |analysis: &StoredAnalysis| analysis.document.id.clone();
        let result = join(good(old), good(new), name, |joined| match joined {
            Joined::Both(old, new) => self.both(&old, &new),
            Joined::Old(old) => {
                self.tally.documents_lost += 1;
                self.page
                    .single(&old.document.id, &say!("only in the old run"))
            }
            Joined::New(new) => {
                self.tally.documents_gained += 1;
                self.page
                    .single(&new.document.id, &say!("only in the new run"))
            }
        });
        self.incomplete |= failed.get();
        result
    }

    fn rules(&mut self, paths: &[PathBuf], old: &Rules, new: &Rules) -> io::Result<()> {
        let (old, new) = (Analyzer::new(old), Analyzer::new(new));
        let analyze = |analyzer: &Analyzer<'_>, document: &Document| {
            let analysis = analyzer.analyze(document);
            analysis.map(|analysis| StoredAnalysis::from(&analysis))
        };
        for document in input::documents(paths.to_vec()) {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    complain(error);
                    self.incomplete = true;
                    continue;
                }
            };
            match (analyze(&old, &document), analyze(&new, &document)) {
                (Ok(before), Ok(after)) => self.both(&before, &after)?,
                (Err(error), _) | (_, Err(error)) => {
                    complain(format_args!("{}: {error}", document.id));
                    self.incomplete = true;
                }
            }
        }
        Ok(())
    }

    fn both(&mut self, old: &StoredAnalysis, new: &StoredAnalysis) -> io::Result<()> {
        let comparison = compare(old, new, &self.ignored);
        self.tally.add(&comparison);
        if comparison.differs() {
            self.page.document(&comparison)?;
        }
        Ok(())
    }
}

/// Where differences are written as they are found.
struct Page {
    format: Format,
    out: BufWriter<io::Stdout>,
    words: Differences,
    written: usize,
}

/// A statement that differs, as JSON.
#[derive(serde::Serialize)]
struct JsonChange<'a> {
    what: &'static str,
    fields: &'a [FieldChange],
    old: Option<&'a StoredStatement>,
    new: Option<&'a StoredStatement>,
    context: Option<&'a str>,
}

impl Page {
    fn new(format: Format) -> Page {
        let isolate = style(io::stdout().is_terminal()).isolate;
        Page {
            format,
            out: BufWriter::new(io::stdout()),
            words: Differences { isolate },
            written: 0,
        }
    }

    fn document(&mut self, comparison: &Comparison<'_>) -> io::Result<()> {
        if self.format == Format::Text {
            let mut text = String::new();
            self.words.document(comparison, &mut text);
            return self.out.write_all(text.as_bytes());
        }
        let changes: Vec<JsonChange<'_>> = comparison
            .statements
            .iter()
            .filter(|pairing| pairing.differs())
            .map(|pairing| {
                let (old, new) = comparison.pair(pairing);
                let context = new.or(old).and_then(|one| one.context.as_ref());
                JsonChange {
                    what: match (old, new) {
                        (None, _) => "gained",
                        (_, None) => "lost",
                        _ => "changed",
                    },
                    fields: &pairing.fields,
                    old,
                    new,
                    context: context.map(|context| context.text.as_str()),
                }
            })
            .collect();
        let rejections: Vec<serde_json::Value> = comparison
            .rejections
            .iter()
            .filter(|one| one.differs())
            .map(|one| {
                let (old, new) = comparison.rejected(one);
                serde_json::json!({"old": old, "new": new})
            })
            .collect();
        self.json(&serde_json::json!({
            "id": comparison.new.document.id,
            "statements": changes,
            "rejected_quotes": rejections,
        }))
    }

    fn single(&mut self, id: &str, what: &Message) -> io::Result<()> {
        match self.format {
            Format::Text => writeln!(self.out, "{id}\n  {}\n", told(what)),
            Format::Json => self.json(&serde_json::json!({"id": id, "missing": what.to_string()})),
        }
    }

    fn json(&mut self, document: &serde_json::Value) -> io::Result<()> {
        let before = if self.written == 0 {
            "{\"documents\": [\n"
        } else {
            ",\n"
        };
        self.written += 1;
        write!(self.out, "{before}{document}")
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        match self.format {
            Format::Text => {
                let mut text = String::new();
                summary(tally, &mut text);
                self.out.write_all(text.as_bytes())?;
            }
            Format::Json => {
                let before = if self.written == 0 {
                    "{\"documents\": ["
                } else {
                    "\n"
                };
                let tally = serde_json::to_string(tally)?;
                writeln!(self.out, "{before}], \"summary\": {tally}}}")?;
            }
        }
        self.out.flush()
    }
}
