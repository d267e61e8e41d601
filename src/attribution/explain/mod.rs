//! Why the analysis is as it is: a slow second look that asks the same matcher at the same nodes and writes down its answers with their reasons.
//!
//! What was found comes from the analysis itself, so an explanation cannot say anything else than it; only what lost is looked for anew.

mod data;
mod names;
mod observe;
mod place;
mod rule;
mod speaker;
mod statement;
mod trial;

pub use data::*;
pub use observe::{Fate, Observer, Sighting};

use super::analysis::{Analysis, TextSpan};
use super::analyzer::Analyzer;
use super::document::Document;
use super::matching::Matcher;
use super::result::{self, Parts};
use super::stream::Stream;
use crate::pattern::{Machine, PatternSection};
use crate::text::{Offsets, Span, TextError};
use std::ops::Range;

/// What is asked of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Where: code points of the text. `None` asks about all statements and no other place.
    pub at: Option<Range<usize>>,
    /// Whether `at` is one word rather than a line: then a word that is no cue is answered by the statement in which it stands.
    pub word: bool,
    /// Id of the rule that is asked about.
    pub rule: Option<String>,
}

/// How many of the patterns that did not fit are told of a statement, and of a place that is asked about by itself.
const NEAREST: usize = 5;

impl Analyzer<'_> {
    /// Explains a document.
    ///
    /// # Errors
    /// When the text is longer than the text layer can address.
    pub fn explain(
        &self,
        document: &Document,
        question: &Question,
    ) -> Result<Explanation, TextError> {
        self.inspect(document, true, |parts| {
            Explainer::new(self, parts).answer(question, &mut Machine::default())
        })
    }
}

/// A document and everything that was found in it.
struct Explainer<'a> {
    analyzer: &'a Analyzer<'a>,
    parts: &'a Parts<'a>,
    analysis: Analysis,
    offsets: Offsets,
    /// The streams before the quotations that are names were taken out: what mark rules look at.
    unnamed: Vec<Stream>,
}

impl<'a> Explainer<'a> {
    fn new(analyzer: &'a Analyzer<'a>, parts: &'a Parts<'a>) -> Explainer<'a> {
        Explainer {
            analyzer,
            parts,
            analysis: result::analysis(parts),
            offsets: Offsets::new(&parts.document.text),
            unnamed: parts
                .readings
                .iter()
                .map(|reading| reading.stream.unnamed())
                .collect(),
        }
    }

    fn answer(&self, question: &Question, machine: &mut Machine) -> Explanation {
        let chosen = self.statements_at(question);
        let statements = chosen
            .iter()
            .map(|number| self.statement(*number, machine))
            .collect();
        let places = match &question.at {
            Some(at) if question.rule.is_none() => self.places(at, question.word, &chosen, machine),
            _ => Vec::new(),
        };
        Explanation {
            schema: 1,
            document: self.analysis.document.clone(),
            statements,
            places,
            rule: question
                .rule
                .as_ref()
                .map(|rule| self.rule(rule, question.at.as_ref(), machine)),
        }
    }

    /// The statements that a question is about, by number: those whose cue stands there, or, for a word, the smallest that holds it.
    fn statements_at(&self, question: &Question) -> Vec<usize> {
        let all = self.analysis.attributions.iter().enumerate();
        let Some(at) = &question.at else {
            return if question.rule.is_some() {
                Vec::new()
            } else {
                all.map(|(number, _)| number).collect()
            };
        };
        if question.rule.is_some() {
            return Vec::new();
        }
        let meets = |start: usize, end: usize| start < at.end && at.start < end;
        let by_cue: Vec<usize> = all
            .clone()
            .filter(|(_, one)| meets(one.cue.start, one.cue.end))
            .map(|(number, _)| number)
            .collect();
        if !by_cue.is_empty() || !question.word {
            return by_cue;
        }
        let reach = |number: usize| {
            let statement = &self.parts.statements[number];
            let found = &self.parts.readings[statement.stream].matches[statement.number];
            let whole = self.node_span(statement.stream, found.from, found.to);
            let start = whole.start.min(self.code_point(statement.reach.start));
            let end = whole.end.max(self.code_point(statement.reach.end));
            start..end
        };
        let holding = all.map(|(number, _)| number).filter(|number| {
            let reach = reach(*number);
            meets(reach.start, reach.end)
        });
        holding
            .min_by_key(|number| reach(*number).len())
            .into_iter()
            .collect()
    }

    fn matcher<'m>(
        &'m self,
        stream: usize,
        section: PatternSection,
        machine: &'m mut Machine,
    ) -> Matcher<'m> {
        Matcher {
            rules: self.parts.rules,
            text: self.parts.text,
            stream: match section {
                PatternSection::Mark => &self.unnamed[stream],
                _ => self.parts.readings[stream].stream,
            },
            machine,
        }
    }

    fn code_point(&self, byte: u32) -> usize {
        self.offsets.code_point(&self.parts.document.text, byte) as usize
    }

    fn span(&self, span: Span) -> TextSpan {
        TextSpan {
            text: self.parts.document.text[span.start as usize..span.end as usize].to_owned(),
            start: self.code_point(span.start),
            end: self.code_point(span.end),
        }
    }

    fn node_span(&self, stream: usize, from: usize, to: usize) -> TextSpan {
        let stream = self.parts.readings[stream].stream;
        self.span(stream.span(self.parts.text, from, to.max(from + 1)))
    }
}
