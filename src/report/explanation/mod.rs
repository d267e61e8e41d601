//! An explanation for eyes: the decisions behind a statement one under the other, every piece of Arabic alone at the end of its line, where a terminal
//! that reorders it does no harm.

mod place;
mod statement;
mod trial;

use super::Layout;
use super::bidi::{in_column, prose, shown};
use super::locale::{known, tell};
use crate::attribution::Document;
use crate::attribution::analysis::TextSpan;
use crate::attribution::explain::{CueTrial, Explanation, Question};
use crate::rules::message::{Message, count, say};
use crate::rules::model::{Pattern, RuleSet};
use std::fmt::Write;

/// How much of a long text is shown: enough to find it again.
const LONGEST: usize = 60;

/// An explanation as text: in full what was asked about, a few lines a statement where nothing was.
#[must_use]
pub fn explanation(
    explanation: &Explanation,
    question: &Question,
    document: &Document,
    rules: &RuleSet,
    layout: &Layout,
) -> String {
    let page = Page {
        starts: line_starts(&document.text),
        rules,
        layout,
    };
    let mut out = String::new();
    let place = document.source.as_deref().unwrap_or(&document.id);
    let place = page.text(place);
    if let Some(rule) = &explanation.rule {
        page.rule(rule, &place, &mut out);
        return out;
    }
    if question.at.is_none() {
        let number = explanation.statements.len();
        let head = count!(
            number,
            "{} statement in {}",
            "{} statements in {}",
            number,
            place
        );
        let _ = writeln!(out, "{}", page.say(&head));
        for statement in &explanation.statements {
            out.push('\n');
            page.short(statement, &mut out);
        }
        return out;
    }
    for statement in &explanation.statements {
        page.statement(statement, &place, &mut out);
        out.push('\n');
    }
    for one in &explanation.places {
        page.place(one, &place, question.word, &mut out);
        out.push('\n');
    }
    if explanation.statements.is_empty() && explanation.places.is_empty() {
        let at = question.at.clone().unwrap_or_default();
        let (line, _) = page.line_column(at.start);
        let none = say!(
            "no statement has its cue in this line, and no word in it could be the cue of a pattern"
        );
        let _ = writeln!(out, "{place}:{line}: {}\n", page.say(&none));
    }
    out.pop();
    out
}

/// Where a rule came nearest in a text, and how it ended there; a few lines.
#[must_use]
pub fn near_miss(trial: &CueTrial, text: &str, rules: &RuleSet, layout: &Layout) -> String {
    let page = Page {
        starts: line_starts(text),
        rules,
        layout,
    };
    let mut out = String::new();
    let (rule, cue) = (&trial.trial.rule, page.quoted(&trial.cue));
    let _ = writeln!(
        out,
        "  {}",
        page.say(&say!("`{}` came nearest at {}:", rule, cue))
    );
    let _ = writeln!(out, "    {}", page.outcome(&trial.trial));
    page.items(&trial.trial, "      ", &mut out);
    out
}

/// Code points before each line.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.chars().enumerate().filter(|(_, c)| *c == '\n');
    std::iter::once(0)
        .chain(ends.map(|(at, _)| at + 1))
        .collect()
}

struct Page<'p> {
    starts: Vec<usize>,
    rules: &'p RuleSet,
    layout: &'p Layout,
}

impl Page<'_> {
    /// A message in the reader's language.
    fn say(&self, message: &Message) -> String {
        tell(self.layout.language, message)
    }

    /// Several of them behind each other.
    fn row(&self, words: &[String]) -> String {
        words.join(&self.say(&say!(", ")))
    }

    /// What the engine says.
    fn heard(&self, words: &str) -> String {
        match known(self.layout.language) {
            Some(locale) => locale.heard(words),
            None => words.to_owned(),
        }
    }

    /// The value of a field of a statement.
    fn value<'a>(&self, field: &str, value: &'a str) -> &'a str {
        known(self.layout.language).map_or(value, |locale| locale.value(field, value))
    }

    /// What was mended.
    fn repair<'a>(&self, what: &'a str) -> &'a str {
        known(self.layout.language).map_or(what, |locale| locale.repair(what))
    }

    /// A name of grammar.
    fn grammar<'a>(&self, name: &'a str) -> &'a str {
        known(self.layout.language).map_or(name, |locale| locale.grammar(name))
    }

    /// A name in a column of names.
    fn column(&self, name: &Message, wide: usize) -> String {
        in_column(&self.say(name), wide, false, self.layout.isolate)
    }

    /// Line and column of a code point, from 1.
    fn line_column(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied();
        (line, at - start.unwrap_or(0) + 1)
    }

    fn at(&self, span: &TextSpan) -> String {
        let (line, column) = self.line_column(span.start);
        format!("{line}:{column}")
    }

    /// A text in one line, whole. What holds no Arabic needs no isolate, and a terminal loses one that opens a line.
    fn text(&self, text: &str) -> String {
        shown(text, self.layout.isolate && !text.is_ascii())
    }

    /// A sentence, in the order of its own language.
    fn prose(&self, text: &str) -> String {
        prose(text, self.layout.isolate && !text.is_ascii())
    }

    /// The beginning and the end of a text in one line.
    fn span(&self, span: &TextSpan) -> String {
        let letters = || span.text.chars();
        let length = letters().count();
        if length <= LONGEST {
            return self.text(&span.text);
        }
        let half = LONGEST / 2;
        let text: String = letters()
            .take(half)
            .chain(" \u{2026} ".chars())
            .chain(letters().skip(length - half))
            .collect();
        self.text(&text)
    }

    /// Words that stand inside a sentence of ours.
    fn quoted(&self, span: &TextSpan) -> String {
        let span = TextSpan {
            text: format!("\u{ab}{}\u{bb}", span.text.trim()),
            ..*span
        };
        self.span(&span)
    }

    fn pattern(&self, id: &str) -> Option<&Pattern> {
        self.rules
            .patterns
            .iter()
            .find(|pattern| pattern.id.value == id)
    }

    /// Where a rule is written, as `, path:line`.
    fn written(&self, id: &str) -> String {
        let place = self.pattern(id).map(|pattern| pattern.id.place);
        let file = place.and_then(|place| self.rules.files.get(place.file as usize));
        match (place, file) {
            (Some(place), Some(file)) => format!(", {}:{}", file.path, place.line),
            _ => String::new(),
        }
    }
}
