//! `isnad explain`: why the statements of an article are as they are, and why there is none where one was expected.

use super::Outcome;
use super::language::language;
use super::outcome::{complain, said};
use super::pack::Pack;
use super::print::Format;
use super::reading::Reading;
use crate::attribution::explain::{Explanation, Question};
use crate::attribution::{Analyzer, Document};
use crate::pattern::Rules;
use crate::report::{self, Bidi, DEFAULT_WIDTH, Layout};
use crate::rules::{RuleSet, nearest};
use std::io::{self, IsTerminal};
use std::ops::Range;
use std::path::PathBuf;
use std::str::FromStr;

/// The arguments of `isnad explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The article, or `-` for standard input
    file: PathBuf,
    /// Explain what is found, and what is not, in this line, or at the word in this column of it (in characters, both from 1)
    #[arg(long, value_name = "LINE[:COLUMN]")]
    at: Option<At>,
    /// Explain how this rule fares at every cue that it could have
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    /// What to print; as JSON one array of the explanations of all articles
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    pack: Pack,
    #[command(flatten)]
    reading: Reading,
    /// Whether text is wrapped in directional isolates, which keep Arabic in its place on terminals that reorder it
    #[arg(long, value_enum, default_value_t)]
    bidi: Bidi,
}

/// A line and perhaps a column, from 1.
#[derive(Debug, Clone, Copy)]
struct At {
    line: usize,
    column: Option<usize>,
}

impl FromStr for At {
    type Err = String;

    fn from_str(text: &str) -> Result<At, String> {
        let number = |text: &str| match text.parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err("a line, or a line and a column as 12:5, both counted from 1".to_owned()),
        };
        Ok(match text.split_once(':') {
            Some((line, column)) => At {
                line: number(line)?,
                column: Some(number(column)?),
            },
            None => At {
                line: number(text)?,
                column: None,
            },
        })
    }
}

impl At {
    /// The code points that are meant.
    fn range(self, text: &str) -> Result<Range<usize>, String> {
        let lines: Vec<&str> = text.split('\n').collect();
        // What follows the last line end is no line.
        let count = lines.len() - usize::from(text.ends_with('\n'));
        let line = lines.iter().take(count).nth(self.line - 1);
        let Some(line) = line else {
            return Err(format!(
                "line {}: the text ends with line {count}",
                self.line
            ));
        };
        let length = |line: &str| line.chars().count();
        let above = lines.iter().take(self.line - 1);
        let before: usize = above.map(|line| length(line) + 1).sum();
        let line = length(line.trim_end_matches('\r'));
        match self.column {
            None => Ok(before..before + line),
            Some(column) if column <= line => Ok(before + column - 1..before + column),
            Some(column) => Err(format!(
                "column {column}: line {} has {line} characters",
                self.line
            )),
        }
    }
}

/// Reads, explains and prints.
pub(super) fn run(args: Args) -> Outcome {
    let (set, rules) = match args.pack.both() {
        Ok(both) => both,
        Err(outcome) => return outcome,
    };
    if let Some(id) = &args.rule
        && !set.patterns.iter().any(|pattern| pattern.id.value == *id)
    {
        complain(unknown(id, &set));
        return Outcome::Incomplete;
    }
    let mut documents = Vec::new();
    for document in args.reading.clone().documents(vec![args.file.clone()]) {
        match document {
            Ok(document) => documents.push(document),
            Err(error) => {
                complain(error);
                return Outcome::Incomplete;
            }
        }
    }
    if args.at.is_some() && documents.len() > 1 {
        complain(format_args!(
            "{}: --at asks about one article, and there are {}",
            args.file.display(),
            documents.len()
        ));
        return Outcome::Incomplete;
    }
    match answers(&args, &rules, &set, &documents) {
        Ok(text) => said(&text, Outcome::Done),
        Err(error) => {
            complain(error);
            Outcome::Incomplete
        }
    }
}

/// That there is no such rule, and which one was probably meant.
fn unknown(id: &str, set: &RuleSet) -> String {
    let ids = set.patterns.iter().map(|pattern| pattern.id.value.as_str());
    match nearest(id, ids) {
        Some(meant) => format!("no rule has the id `{id}`; did you mean `{meant}`?"),
        None => format!("no rule has the id `{id}`"),
    }
}

/// The explanations of all documents, as they are printed.
fn answers(
    args: &Args,
    rules: &Rules,
    set: &RuleSet,
    documents: &[Document],
) -> Result<String, String> {
    let term = std::env::var("TERM").ok();
    let layout = Layout {
        width: DEFAULT_WIDTH,
        isolate: args
            .bidi
            .resolve(io::stdout().is_terminal(), term.as_deref()),
        language: language(),
    };
    let analyzer = Analyzer::new(rules);
    let mut texts = Vec::new();
    let mut explanations: Vec<Explanation> = Vec::new();
    for document in documents {
        let place = document.place();
        let at = args.at.map(|at| at.range(&document.text)).transpose();
        let question = Question {
            at: at.map_err(|error| format!("{place}: {error}"))?,
            word: args.at.is_some_and(|at| at.column.is_some()),
            rule: args.rule.clone(),
        };
        let explanation = analyzer
            .explain(document, &question)
            .map_err(|error| format!("{place}: {error}"))?;
        match args.format {
            Format::Text => texts.push(report::explanation(
                &explanation,
                &question,
                document,
                set,
                &layout,
            )),
            Format::Json => explanations.push(explanation),
        }
    }
    match args.format {
        Format::Text => Ok(texts.join("\n")),
        Format::Json => serde_json::to_string_pretty(&explanations)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
    }
}
