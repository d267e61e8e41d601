//! In-rule examples: every text that stands with a rule is analyzed, and what is found must be what the rule says, all of it and in order.
//!
//! A positive example of a pattern must hold a statement made by that very pattern, so that no rule lives on the work of another.
//! A failure marked `todo` stays visible without failing; once it passes, the mark itself is the failure.

use super::{align, fields};
use crate::attribution::analysis::{Analysis, Attribution};
use crate::attribution::explain::{CueTrial, Outcome, Question};
use crate::attribution::{Analyzer, Document};
use crate::pattern::Rules;
use crate::rules::message::{Message, count, say};
use crate::rules::model::{Example, Expected, Pattern, Place, RuleSet, Section};

/// What became of the examples of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleResult {
    /// Id of the rule.
    pub id: String,
    /// Its section.
    pub section: Section,
    /// Where its id stands.
    pub place: Place,
    /// Its examples, in the order of the file.
    pub examples: Vec<ExampleResult>,
}

/// What became of one example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleResult {
    /// The text.
    pub text: String,
    /// Where the text stands.
    pub place: Place,
    /// How it ended.
    pub verdict: Verdict,
    /// Where the rule came nearest, in a failure in which it did not do what was expected of it.
    pub nearest: Option<CueTrial>,
}

/// How an example ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is as expected.
    Passed,
    /// Something is not.
    Failed(Vec<Difference>),
    /// A known failure.
    Todo(Vec<Difference>),
    /// Marked as a known failure, which it is no longer: counts as a failure.
    NoLongerTodo,
}

/// Something that is not as expected. Statements are numbered from 1 in text order, by what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A field of a statement has another value.
    Field {
        /// Number of the statement.
        statement: usize,
        /// The rule that made it.
        rule: String,
        /// The field.
        field: String,
        /// Where the expectation stands.
        place: Place,
        /// Expected values.
        expected: Vec<String>,
        /// Values found.
        found: Vec<String>,
    },
    /// An expected statement is not there.
    Missing {
        /// Where the expectation stands.
        place: Place,
        /// Its fields.
        expected: Vec<(String, Vec<String>)>,
    },
    /// A statement that nobody expected.
    Surplus {
        /// Number of the statement.
        statement: usize,
        /// The rule that made it.
        rule: String,
        /// Its most telling fields.
        found: Vec<(String, Vec<String>)>,
    },
    /// A positive example in which the rule itself made no statement.
    OtherRules {
        /// The rules that made the statements there are.
        rules: Vec<String>,
    },
    /// A marked string was not rejected by the rule.
    NotRejected {
        /// Where the expectation stands.
        place: Place,
        /// The string.
        text: String,
        /// The rule that rejected it, where one did.
        rule: Option<String>,
    },
    /// A marked string that the rule must leave alone was rejected by it.
    Rejected {
        /// The string.
        text: String,
    },
    /// Nothing is written yet of what is expected.
    Unwritten,
    /// The text cannot be read at all.
    Unreadable(String),
}

/// How many examples ended in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// As expected.
    pub passed: usize,
    /// Not as expected, or no longer `todo`.
    pub failed: usize,
    /// Known failures.
    pub todo: usize,
}

impl Tally {
    /// How many, in words.
    #[must_use]
    pub fn told(self) -> Message {
        say!(
            "{}, {} not, {}",
            count!(
                self.passed,
                "{} example as it says",
                "{} examples as they say"
            ),
            self.failed,
            count!(self.todo, "{} known failure", "{} known failures")
        )
    }
}

impl Verdict {
    /// Whether it counts as a failure.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        matches!(self, Verdict::Failed(_) | Verdict::NoLongerTodo)
    }
}

/// Counts the examples of some rules.
#[must_use]
pub fn tally<'r>(results: impl IntoIterator<Item = &'r RuleResult>) -> Tally {
    let mut tally = Tally::default();
    for example in results.into_iter().flat_map(|rule| &rule.examples) {
        match example.verdict {
            Verdict::Passed => tally.passed += 1,
            Verdict::Failed(_) | Verdict::NoLongerTodo => tally.failed += 1,
            Verdict::Todo(_) => tally.todo += 1,
        }
    }
    tally
}

/// Runs the examples of all rules of a pack that `wanted` chooses, through the same pack compiled.
pub fn run(
    set: &RuleSet,
    rules: &Rules,
    mut wanted: impl FnMut(&Pattern) -> bool,
) -> Vec<RuleResult> {
    let analyzer = Analyzer::new(rules);
    let chosen = set.patterns.iter().filter(|pattern| wanted(pattern));
    chosen
        .map(|pattern| RuleResult {
            id: pattern.id.value.clone(),
            section: pattern.section,
            place: pattern.id.place,
            examples: pattern
                .examples
                .iter()
                .map(|example| result(&analyzer, pattern, example))
                .collect(),
        })
        .collect()
}

fn result(analyzer: &Analyzer<'_>, pattern: &Pattern, example: &Example) -> ExampleResult {
    let document = Document::new(&*pattern.id.value, &*example.text.value);
    let mut differences = match analyzer.analyze(&document) {
        Ok(analysis) => differences(pattern, example, &analysis),
        Err(error) => vec![Difference::Unreadable(error.to_string())],
    };
    if example.expect_place.is_none() && example.rejected.is_empty() {
        differences.insert(0, Difference::Unwritten);
    }
    ExampleResult {
        nearest: nearest(analyzer, pattern, &document, &differences),
        text: example.text.value.clone(),
        place: example.text.place,
        verdict: match (differences.is_empty(), example.todo) {
            (true, false) => Verdict::Passed,
            (true, true) => Verdict::NoLongerTodo,
            (false, false) => Verdict::Failed(differences),
            (false, true) => Verdict::Todo(differences),
        },
    }
}

/// Where the rule came nearest, if it did not do what an example expects of it.
fn nearest(
    analyzer: &Analyzer,
    pattern: &Pattern,
    document: &Document,
    differences: &[Difference],
) -> Option<CueTrial> {
    let id = &pattern.id.value;
    let idle = differences.iter().any(|difference| match difference {
        Difference::Missing { .. }
        | Difference::OtherRules { .. }
        | Difference::NotRejected { .. } => true,
        Difference::Field { rule, .. } => pattern.section == Section::Pattern && rule != id,
        Difference::Surplus { .. } => pattern.section == Section::Exclusion,
        Difference::Rejected { .. } | Difference::Unwritten | Difference::Unreadable(_) => false,
    });
    if !idle {
        return None;
    }
    let question = Question {
        rule: Some(id.clone()),
        ..Question::default()
    };
    let explained = analyzer.explain(document, &question).ok()?;
    let trials = explained.rule?.trials.into_iter();
    let missed = trials.filter(|one| !matches!(one.trial.outcome, Outcome::Fired { .. }));
    // The first of those that came equally far.
    missed.rev().max_by_key(|one| one.trial.nearness())
}

/// What of an example is not as expected: against the reading that leaves the least to explain.
fn differences(pattern: &Pattern, example: &Example, analysis: &Analysis) -> Vec<Difference> {
    let others = example.or.iter().map(Vec::as_slice);
    let readings = std::iter::once(example.expect.as_slice()).chain(others);
    let differences = readings.map(|reading| differences_of(pattern, example, reading, analysis));
    differences.min_by_key(Vec::len).unwrap_or_default()
}

fn differences_of(
    pattern: &Pattern,
    example: &Example,
    expect: &[Expected],
    analysis: &Analysis,
) -> Vec<Difference> {
    let found = &analysis.attributions;
    let mut differences = statements(expect, found);
    match pattern.section {
        Section::Pattern => differences.extend(other_rules(pattern, expect, found)),
        Section::Mark => rejections(pattern, example, analysis, &mut differences),
        Section::Exclusion | Section::StanceRule => {}
    }
    differences
}

/// Compares all statements in order, on the fields that the example gives.
fn statements(expect: &[Expected], found: &[Attribution]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for pair in align::align(expect, found) {
        let (expected, number) = match pair {
            (Some(expected), Some(number)) => (&expect[expected], number),
            (Some(expected), None) => {
                let expected = &expect[expected];
                differences.push(Difference::Missing {
                    place: expected.place,
                    expected: fields::expected(expected),
                });
                continue;
            }
            (None, Some(number)) => {
                differences.push(Difference::Surplus {
                    statement: number + 1,
                    rule: found[number].rule.clone(),
                    found: fields::summary(&found[number]),
                });
                continue;
            }
            (None, None) => continue,
        };
        let statement = &found[number];
        for ((field, placed), (_, expected)) in
            expected.fields.iter().zip(fields::expected(expected))
        {
            let values = fields::values(statement, &field.value).unwrap_or_default();
            if values != expected {
                differences.push(Difference::Field {
                    statement: number + 1,
                    rule: statement.rule.clone(),
                    field: field.value.clone(),
                    place: placed.first().map_or(field.place, |value| value.place),
                    expected,
                    found: values,
                });
            }
        }
    }
    differences
}

/// A positive example in which the pattern did nothing. One whose every statement is said to be another rule's is a counter-example.
fn other_rules(
    pattern: &Pattern,
    expect: &[Expected],
    found: &[Attribution],
) -> Option<Difference> {
    let id = &pattern.id.value;
    let others = expect.iter().all(|expected| {
        expected.fields.iter().any(|(field, values)| {
            field.value == "rule" && values.iter().all(|rule| rule.value != *id)
        })
    });
    // Without statements there is nothing to add to those that are missing.
    if others || found.is_empty() || found.iter().any(|statement| statement.rule == *id) {
        return None;
    }
    let mut rules: Vec<String> = Vec::new();
    for statement in found {
        if !rules.contains(&statement.rule) {
            rules.push(statement.rule.clone());
        }
    }
    Some(Difference::OtherRules { rules })
}

/// The strings that a mark rule must reject itself; without any it must reject none.
fn rejections(
    pattern: &Pattern,
    example: &Example,
    analysis: &Analysis,
    differences: &mut Vec<Difference>,
) {
    let id = &pattern.id.value;
    let rejected = &analysis.rejected_quotes;
    for wanted in &example.rejected {
        let by: Vec<&String> = rejected
            .iter()
            .filter(|quote| quote.text == wanted.value)
            .map(|quote| &quote.rule)
            .collect();
        if !by.contains(&id) {
            differences.push(Difference::NotRejected {
                place: wanted.place,
                text: wanted.value.clone(),
                rule: by.first().map(|rule| (*rule).clone()),
            });
        }
    }
    if example.rejected.is_empty() {
        let surplus = rejected.iter().filter(|quote| quote.rule == *id);
        differences.extend(surplus.map(|quote| Difference::Rejected {
            text: quote.text.clone(),
        }));
    }
}
