//! `isnad eval`: how well the rules do, measured against articles annotated by hand.

use super::Outcome;
use super::language::{spoken, told, value};
use super::outcome::{complain, style, system};
use super::output::Output;
use super::pack::Pack;
use crate::attribution::Analyzer;
use crate::eval::score::{
    Bin, Figure, Figures, GoldArticle, Group, Score, ScoredError, Spelling, grouped, page, score,
};
use crate::eval::stored::{Lines, StoredAnalysis, holds_analyses};
use crate::input;
use crate::report::{in_column, shown};
use crate::rules::message::{Message, count, say};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The arguments of `isnad eval`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The annotated articles, one JSON object a line
    gold: PathBuf,
    /// The articles, which are analyzed now; or *.jsonl files of analyses, as `isnad analyze --format jsonl` writes them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print so many single errors
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also write a page for reading, with annotation against result in every article
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[command(flatten)]
    pack: Pack,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// Figures and groups of errors, for eyes
    #[default]
    Text,
    /// All of it as one JSON object
    Json,
}

/// Reads gold standard and articles, and prints what comes out.
pub(super) fn run(args: Args) -> Outcome {
    let Some(gold) = gold(&args.gold) else {
        return Outcome::Incomplete;
    };
    let rules = match args.pack.rules() {
        Ok(rules) => rules,
        Err(outcome) => return outcome,
    };
    let spelling = match Spelling::new() {
        Ok(spelling) => spelling,
        Err(error) => {
            complain(error);
            return Outcome::Incomplete;
        }
    };
    let mut found = Found::default();
    found.read(&args.paths, &Analyzer::new(&rules));
    let result = score(&spelling, &rules, &gold, &found.analyses);
    for article in gold
        .iter()
        .filter(|gold| !found.analyses.contains_key(&gold.article))
    {
        complain(format_args!(
            "{}: annotated, and not among the articles",
            article.article
        ));
        found.incomplete = true;
    }
    if let Some(path) = &args.html {
        match page_of(path, &result, &found, &gold) {
            Ok(()) => {}
            Err(error) => {
                complain(format_args!("{}: {}", path.display(), system(&error)));
                found.incomplete = true;
            }
        }
    }
    let text = match args.format {
        Format::Text => text(&result, args.errors),
        Format::Json => json(&result, args.errors),
    };
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(format_args!("standard output: {}", system(&error)));
            Outcome::Incomplete
        }
        _ if found.incomplete => Outcome::Incomplete,
        _ => Outcome::Done,
    }
}

/// The gold standard. A part of it would give other figures, so that one bad line is the end.
fn gold(path: &Path) -> Option<Vec<GoldArticle>> {
    let lines = match Lines::<GoldArticle>::open(path) {
        Ok(lines) => lines,
        Err(error) => {
            complain(error);
            return None;
        }
    };
    let (mut gold, mut whole) = (Vec::new(), true);
    for line in lines {
        match line {
            Ok(article) => gold.push(article),
            Err(error) => {
                complain(error);
                whole = false;
            }
        }
    }
    if whole && gold.is_empty() {
        complain(format_args!(
            "{}: there are no articles in it",
            path.display()
        ));
    }
    (whole && !gold.is_empty()).then_some(gold)
}

/// The analyses, by article, with the texts where articles were given.
#[derive(Default)]
struct Found {
    analyses: HashMap<String, StoredAnalysis>,
    texts: HashMap<String, String>,
    incomplete: bool,
}

impl Found {
    fn read(&mut self, paths: &[PathBuf], analyzer: &Analyzer<'_>) {
        for path in paths {
            let records = path.extension().is_some_and(|ending| ending == "jsonl");
            if records && holds_analyses(path) {
                self.stored(path);
            } else {
                self.articles(path, analyzer);
            }
        }
    }

    fn stored(&mut self, path: &Path) {
        match Lines::<StoredAnalysis>::open(path) {
            Ok(lines) => {
                for line in lines {
                    match line {
                        Ok(analysis) => self.add(analysis),
                        Err(error) => self.failed(error),
                    }
                }
            }
            Err(error) => self.failed(error),
        }
    }

    fn articles(&mut self, path: &Path, analyzer: &Analyzer<'_>) {
        for document in input::documents(vec![path.to_owned()]) {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    self.failed(error);
                    continue;
                }
            };
            match analyzer.analyze(&document) {
                Ok(analysis) => {
                    self.add(StoredAnalysis::from(&analysis));
                    self.texts.insert(document.id, document.text);
                }
                Err(error) => self.failed(format_args!("{}: {error}", document.id)),
            }
        }
    }

    fn add(&mut self, analysis: StoredAnalysis) {
        let id = analysis.document.id.clone();
        if let Some(earlier) = self.analyses.insert(id, analysis) {
            self.failed(format_args!(
                "{}: there are two articles of this name; the later one counts",
                earlier.document.id
            ));
        }
    }

    fn failed(&mut self, error: impl std::fmt::Display) {
        complain(error);
        self.incomplete = true;
    }
}

fn page_of(path: &Path, result: &Score<'_>, found: &Found, gold: &[GoldArticle]) -> io::Result<()> {
    if !gold
        .iter()
        .any(|gold| found.texts.contains_key(&gold.article))
    {
        return Err(io::Error::other(
            "a page needs the articles themselves: analyses alone hold no text",
        ));
    }
    let mut output = Output::open(Some(path))?;
    output.write_all(page(result, &found.texts).as_bytes())?;
    output.commit()
}

/// What `--format json` prints.
#[derive(serde::Serialize)]
struct Json<'a> {
    figures: &'a Figures,
    calibration_error: f64,
    reliability: Vec<Bin>,
    error_groups: Vec<Group>,
    errors: &'a [ScoredError],
}

fn json(result: &Score<'_>, most: usize) -> String {
    let errors = result.errors();
    let groups = grouped(&errors);
    let shown = errors.get(..most).unwrap_or(&errors);
    let page = Json {
        figures: &result.figures,
        calibration_error: result.reliability.calibration_error(),
        reliability: result.reliability.bins(),
        error_groups: groups,
        errors: shown,
    };
    // Numbers and texts alone: nothing in it can fail to be written.
    let text = serde_json::to_string_pretty(&page).unwrap_or_default();
    text + "\n"
}

fn text(result: &Score<'_>, most: usize) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    for (name, figure) in &result.figures.0 {
        let _ = match figure {
            Figure::Count(count) => writeln!(out, "{name:22} {count}"),
            Figure::Share(share) => writeln!(out, "{name:22} {share:.3}"),
        };
    }
    reliability(result, style(io::stdout().is_terminal()).isolate, &mut out);
    let errors = result.errors();
    let isolate = style(io::stdout().is_terminal()).isolate;
    let number = count!(errors.len(), "{} error", "{} errors");
    let _ = writeln!(out, "\n{}", told(&number));
    let groups = grouped(&errors);
    if !groups.is_empty() {
        let head = |name: Message, wide: usize| in_column(&told(&name), wide, false, isolate);
        let _ = writeln!(
            out,
            "{}  {} {} {} {}",
            in_column(&told(&say!("count")), 5, true, isolate),
            head(say!("cause"), 17),
            head(say!("kind"), 9),
            head(say!("cue family"), 22),
            head(say!("rule"), 4),
        );
    }
    for group in groups {
        let rule = if group.rule.is_empty() {
            "-"
        } else {
            &group.rule
        };
        let cause = in_column(&spoken(group.cause.name().to_owned()), 17, false, isolate);
        let _ = writeln!(
            out,
            "{:5}  {cause} {} {:22} {rule}",
            group.count,
            in_column(&value("kind", &group.kind), 9, false, isolate),
            group.family
        );
    }
    for error in errors.iter().take(most) {
        single(error, isolate, &mut out);
    }
    out
}

fn reliability(result: &Score<'_>, isolate: bool, out: &mut String) {
    let bins = result.reliability.bins();
    if bins.is_empty() {
        return;
    }
    let apart = result.reliability.calibration_error();
    let head = |name: Message, wide: usize| in_column(&told(&name), wide, true, isolate);
    let apart = say!("(apart in the mean: {})", format!("{apart:.3}"));
    let _ = writeln!(
        out,
        "\n{} {}  {}  {}  {}   {}",
        in_column(&told(&say!("confidence")), 11, false, isolate),
        head(say!("count"), 8),
        head(say!("mean"), 5),
        head(say!("found"), 5),
        head(say!("right"), 5),
        shown(&told(&apart), isolate)
    );
    for bin in bins {
        let _ = writeln!(
            out,
            "{:.2} - {:.2} {:8}  {:.3}  {:.3}  {:.3}",
            bin.from, bin.below, bin.count, bin.confidence, bin.found, bin.right
        );
    }
}

fn single(error: &ScoredError, isolate: bool, out: &mut String) {
    let cause = spoken(error.cause.name().to_owned());
    let place = say!("{} at {}", cause, error.at);
    let _ = writeln!(out, "\n{}: {}", error.article, told(&place));
    let alike = error
        .alike
        .map(|alike| format!("{alike:.2}"))
        .unwrap_or_default();
    let fields = [
        (say!("rule"), &error.rule),
        (say!("kind"), &error.kind),
        (say!("cue"), &error.cue),
        (say!("expected"), &error.expected),
        (say!("found"), &error.found),
        (say!("words"), &error.words),
        (say!("alike"), &alike),
    ];
    for (name, value) in fields {
        if !value.is_empty() {
            let name = in_column(&told(&name), 9, false, isolate);
            let _ = writeln!(out, "  {name} {}", shown(value, isolate));
        }
    }
}
