//! `isnad test`: articles with stored results beside them, analyzed again and compared.

use super::Outcome;
use super::differences::{Differences, summary};
use super::language::told;
use super::outcome::{complain, style, system};
use super::output::Output;
use super::pack::Pack;
use super::review::{Answers, review};
use crate::attribution::{Analyzer, Document};
use crate::eval::diff::{Tally, compare};
use crate::eval::expected::{ENDING, Expected, beside, text_hash};
use crate::eval::stored::{StoredAnalysis, StoredStatement};
use crate::input::{self, entries};
use crate::pattern::Rules;
use crate::rules::message::say;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The arguments of `isnad test`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder of articles, or one article; the stored result of `a.txt` is `a.expected.json` beside it
    path: PathBuf,
    /// Store every result that is new or different
    #[arg(long, conflicts_with = "interactive")]
    update: bool,
    /// Show each difference and ask whether to store it
    #[arg(long)]
    interactive: bool,
    #[command(flatten)]
    pack: Pack,
}

/// Analyzes every article again, and says what is not as it was stored.
pub(super) fn run(args: &Args) -> Outcome {
    let rules = match args.pack.rules() {
        Ok(rules) => rules,
        Err(outcome) => return outcome,
    };
    let isolate = style(io::stdout().is_terminal()).isolate;
    let mut test = Test {
        args,
        rules: &rules,
        words: Differences { isolate },
        tally: Tally::default(),
        counts: Counts::default(),
        known: BTreeSet::new(),
        incomplete: false,
        quit: false,
    };
    match test
        .folder(&Analyzer::new(&rules))
        .and_then(|()| test.end())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(format_args!("standard output: {}", system(&error)));
            Outcome::Incomplete
        }
        _ if test.incomplete => Outcome::Incomplete,
        _ if test.counts.different > 0 => Outcome::Findings,
        _ => Outcome::Done,
    }
}

/// How articles ended.
#[derive(Default)]
struct Counts {
    same: usize,
    different: usize,
    stored: usize,
    missing: usize,
}

struct Test<'a> {
    args: &'a Args,
    rules: &'a Rules,
    words: Differences,
    tally: Tally,
    counts: Counts,
    /// Stored results that belong to an article.
    known: BTreeSet<PathBuf>,
    incomplete: bool,
    /// Whether somebody who was asked has had enough.
    quit: bool,
}

impl Test<'_> {
    fn failed(&mut self, what: impl std::fmt::Display) {
        complain(what);
        self.incomplete = true;
    }

    fn folder(&mut self, analyzer: &Analyzer<'_>) -> io::Result<()> {
        for document in input::documents(vec![self.args.path.clone()]) {
            match document {
                Ok(document) => self.article(&document, analyzer)?,
                Err(error) => self.failed(error),
            }
        }
        if self.args.path.is_dir() {
            self.stale();
        }
        Ok(())
    }

    /// Stored results whose article is gone would seem to be tested for ever.
    fn stale(&mut self) {
        for entry in entries(&self.args.path, false).flatten() {
            let stored = entry.file_name().to_string_lossy().ends_with(ENDING);
            if stored && !self.known.contains(entry.path()) {
                self.failed(format_args!(
                    "{}: there is no article that belongs to this result; remove it",
                    entry.path().display()
                ));
            }
        }
    }

    fn article(&mut self, document: &Document, analyzer: &Analyzer<'_>) -> io::Result<()> {
        let source = document.source.as_deref().map(Path::new);
        let Some(article) = source.filter(|source| source.is_file()) else {
            self.failed(format_args!(
                "{}: is no file of its own, so that no result can be stored beside it",
                document.id
            ));
            return Ok(());
        };
        let path = beside(article);
        if !self.known.insert(path.clone()) {
            self.failed(format_args!(
                "{}: two articles would store their results here",
                path.display()
            ));
            return Ok(());
        }
        let analysis = match analyzer.analyze(document) {
            Ok(analysis) => StoredAnalysis::from(&analysis),
            Err(error) => {
                self.failed(format_args!("{}: {error}", article.display()));
                return Ok(());
            }
        };
        match stored(&path) {
            Ok(Some(expected)) => self.compare(document, &path, expected, &analysis),
            Ok(None) if self.args.update => {
                self.store(&path, &Expected::new(&document.text, analysis));
                Ok(())
            }
            Ok(None) if self.args.interactive && !self.quit => {
                let nothing = Expected::new(
                    "",
                    StoredAnalysis {
                        attributions: Vec::new(),
                        rejected_quotes: Vec::new(),
                        ..analysis.clone()
                    },
                );
                let none = told(&say!("there is no stored result"));
                writeln!(io::stdout(), "{}: {none}", path.display())?;
                self.compare(document, &path, nothing, &analysis)
            }
            Ok(None) => {
                self.counts.missing += 1;
                self.failed(format_args!(
                    "{}: there is no stored result {}; --update stores it",
                    article.display(),
                    path.display()
                ));
                Ok(())
            }
            Err(why) => {
                self.failed(format_args!(
                    "{}: cannot be used, and stays as it is: {why}",
                    path.display()
                ));
                Ok(())
            }
        }
    }

    fn compare(
        &mut self,
        document: &Document,
        path: &Path,
        expected: Expected,
        analysis: &StoredAnalysis,
    ) -> io::Result<()> {
        let edited = expected.text != text_hash(&document.text);
        let old = expected.analysis(&document.id);
        let comparison = compare(&old, analysis, &[]);
        self.tally.add(&comparison);
        // A result stored by an older version says less of its statements.
        let says_all = |one: &StoredStatement| one.polarity.is_some() && one.commitment.is_some();
        let older = self.args.update && !old.attributions.iter().all(says_all);
        if !comparison.differs() && !edited && !older {
            self.counts.same += 1;
            return Ok(());
        }
        if self.args.update {
            self.store(path, &Expected::new(&document.text, analysis.clone()));
            return Ok(());
        }
        let mut text = String::new();
        if edited && path.exists() {
            let edited = told(&say!("the article was edited after its result was stored"));
            let _ = writeln!(text, "{}: {edited}", document.id);
        }
        if self.args.interactive && !self.quit {
            io::stdout().write_all(text.as_bytes())?;
            let Answers {
                analysis,
                accepted,
                open,
                quit,
            } = review(&comparison, self.words, self.rules)?;
            self.quit = quit;
            if accepted || open == 0 {
                self.store(path, &Expected::new(&document.text, analysis));
            }
            self.counts.different += usize::from(open > 0);
            return Ok(());
        }
        self.counts.different += 1;
        self.words.document(&comparison, &mut text);
        self.gone(&comparison, &mut text);
        io::stdout().write_all(text.as_bytes())
    }

    /// Rules of lost statements that the pack does not have any more.
    fn gone(&self, comparison: &crate::eval::diff::Comparison<'_>, out: &mut String) {
        let lost = comparison.statements.iter().filter(|one| one.new.is_none());
        let rules = lost.filter_map(|one| Some(comparison.pair(one).0?.rule.as_str()));
        let gone: BTreeSet<&str> = rules.filter(|rule| !self.rules.has(rule)).collect();
        for rule in gone {
            let gone = told(&say!("the rules no longer have {}", rule));
            let _ = writeln!(out, "  {gone}\n");
        }
    }

    fn store(&mut self, path: &Path, expected: &Expected) {
        let written = expected.write().map_err(io::Error::from).and_then(|text| {
            let mut output = Output::open(Some(path))?;
            output.write_all(text.as_bytes())?;
            output.commit()
        });
        match written {
            Ok(()) => self.counts.stored += 1,
            Err(error) => self.failed(format_args!("{}: {}", path.display(), system(&error))),
        }
    }

    fn end(&mut self) -> io::Result<()> {
        let mut text = String::new();
        if self.tally.differs() {
            summary(&self.tally, &mut text);
        }
        let Counts {
            same,
            different,
            stored,
            missing,
        } = self.counts;
        let all = say!(
            "{} as stored, {} different, {} without a stored result, {} stored now",
            same,
            different,
            missing,
            stored
        );
        let _ = writeln!(text, "{}", told(&all));
        io::stdout().write_all(text.as_bytes())
    }
}

/// The stored result at a path, if there is one.
fn stored(path: &Path) -> Result<Option<Expected>, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Expected::parse(&text)
            .map(Some)
            .map_err(|error| error.to_string()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(system(&error)),
    }
}
