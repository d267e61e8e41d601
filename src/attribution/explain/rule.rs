//! One rule at a cue, with what became of it among the others; and one rule at all its cues.

use super::trial::{Attempt, ItemNodes, Unmet};
use super::{CueTrial, Explainer, ItemWords, Outcome, RuleExplanation, Trial, names};
use crate::attribution::find;
use crate::attribution::matching::Match;
use crate::lexicon::Framing;
use crate::pattern::{Machine, PatternSection};
use std::ops::Range;

impl Explainer<'_> {
    /// A rule at every cue that it could have, or at those between two places.
    pub(super) fn rule(
        &self,
        id: &str,
        at: Option<&Range<usize>>,
        machine: &mut Machine,
    ) -> RuleExplanation {
        let patterns = &self.parts.rules.patterns;
        let number = patterns.iter().position(|pattern| pattern.id == id);
        let mut trials = Vec::new();
        if let Some(number) = number {
            let pattern = &patterns[number];
            for (stream, reading) in self.parts.readings.iter().enumerate() {
                for cue in 0..reading.stream.nodes.len() {
                    let seen = self.matcher(stream, pattern.section, machine).stream;
                    if !pattern.cue.passes(seen.kinds_at(cue)) {
                        continue;
                    }
                    let word = self.node_span(stream, cue, cue + 1);
                    if at.is_none_or(|at| word.start < at.end && at.start < word.end) {
                        trials.push(CueTrial {
                            trial: self.trial(stream, number, cue, machine),
                            cue: word,
                        });
                    }
                }
            }
        }
        trials.sort_by_key(|trial| trial.cue.start);
        RuleExplanation {
            rule: id.to_owned(),
            trials,
        }
    }

    /// A rule at a cue.
    pub(super) fn trial(
        &self,
        stream: usize,
        number: usize,
        cue: usize,
        machine: &mut Machine,
    ) -> Trial {
        let pattern = &self.parts.rules.patterns[number];
        let attempt = self
            .matcher(stream, pattern.section, machine)
            .attempt(number, cue);
        let (items, outcome) = match attempt {
            Attempt::Fits(items) => (items, self.fate(stream, number, cue, machine)),
            Attempt::NotACue => (Vec::new(), Outcome::NotACue),
            Attempt::Reading(unmet) => {
                let (condition, unless) = self.condition(number, &unmet);
                (Vec::new(), Outcome::Reading { condition, unless })
            }
            Attempt::Inside => (Vec::new(), Outcome::Inside),
            Attempt::Stopped(items, item, node) => {
                let outcome = Outcome::Stopped {
                    number: item + 1,
                    expected: pattern.items[item].text.clone(),
                    found: node.map(|node| self.node_span(stream, node, node + 1)),
                    before_cue: pattern.items[item].before,
                };
                (items, outcome)
            }
            Attempt::Condition(items, unmet) => {
                let (condition, unless) = self.condition(number, &unmet);
                let words = unmet
                    .nodes
                    .map(|(from, to)| self.node_span(stream, from, to));
                let outcome = Outcome::Condition {
                    condition,
                    unless,
                    words,
                };
                (items, outcome)
            }
        };
        Trial {
            rule: pattern.id.clone(),
            items: self.items(stream, number, items),
            of: pattern.items.len(),
            outcome,
        }
    }

    fn items(&self, stream: usize, number: usize, items: ItemNodes) -> Vec<ItemWords> {
        let infos = &self.parts.rules.patterns[number].items;
        let words = |(position, (from, to)): (usize, (usize, usize))| ItemWords {
            number: position + 1,
            item: infos[position].text.clone(),
            cue: infos[position].cue,
            words: (from < to).then(|| self.node_span(stream, from, to)),
        };
        items.into_iter().map(words).collect()
    }

    fn condition(&self, number: usize, unmet: &Unmet) -> (Option<String>, bool) {
        let (rules, pattern) = (self.parts.rules, &self.parts.rules.patterns[number]);
        let condition = unmet.condition.as_ref();
        let text = condition.map(|condition| names::condition(rules, pattern, condition));
        (text, unmet.unless)
    }

    /// What became of a rule that fits at a cue.
    fn fate(&self, stream: usize, number: usize, cue: usize, machine: &mut Machine) -> Outcome {
        let reading = &self.parts.readings[stream];
        let fired = reading.matches.iter().position(|found| found.cue == cue);
        match self.parts.rules.patterns[number].section {
            PatternSection::Pattern => self.fate_of_pattern(stream, number, cue, machine),
            PatternSection::Exclusion => Outcome::Fired { statement: None },
            PatternSection::Mark => {
                let quotation = reading.stream.nodes[cue].quotation;
                let by = reading
                    .names
                    .iter()
                    .find(|(named, _)| Some(*named) == quotation);
                match by {
                    Some((_, by)) if *by != number => Outcome::Overridden { by: self.id(*by) },
                    _ => Outcome::Fired { statement: None },
                }
            }
            PatternSection::StanceRule => {
                let statement = fired.and_then(|fired| self.statement_of(stream, fired));
                let Some(statement) = statement else {
                    return Outcome::Idle;
                };
                let mut matcher = self.matcher(stream, PatternSection::StanceRule, machine);
                let steps =
                    self.analyzer
                        .stance(&mut matcher, reading, &self.parts.statements[statement]);
                let yields = &self.parts.rules.patterns[number].yields;
                let framed = yields.framing != Framing::default();
                match steps.change {
                    change if framed || change.is_some_and(|(by, _)| by == number) => {
                        Outcome::Fired {
                            statement: Some(self.analysis.attributions[statement].id.clone()),
                        }
                    }
                    Some((by, _)) if by < number => Outcome::Overridden { by: self.id(by) },
                    _ => Outcome::Idle,
                }
            }
        }
    }

    fn fate_of_pattern(
        &self,
        stream: usize,
        number: usize,
        cue: usize,
        machine: &mut Machine,
    ) -> Outcome {
        let reading = &self.parts.readings[stream];
        if let Some(by) = self.used_up(stream, cue) {
            return Outcome::UsedUp {
                by: self.id(by.pattern),
                cue: self.node_span(stream, by.cue, by.cue + 1),
            };
        }
        if let Some(by) = self.exclusion(stream, number, cue, machine) {
            return Outcome::Excluded { by: self.id(by) };
        }
        let fired = reading.matches.iter().position(|found| found.cue == cue);
        match fired {
            Some(fired) if reading.matches[fired].pattern == number => {
                match self.statement_of(stream, fired) {
                    Some(statement) => Outcome::Fired {
                        statement: Some(self.analysis.attributions[statement].id.clone()),
                    },
                    None => Outcome::WithoutContent,
                }
            }
            Some(fired) => Outcome::Overridden {
                by: self.id(reading.matches[fired].pattern),
            },
            None => Outcome::Idle,
        }
    }

    /// The report in whose introduction a node stands.
    pub(super) fn used_up(&self, stream: usize, cue: usize) -> Option<&Match> {
        let matches = &self.parts.readings[stream].matches;
        let before = matches.partition_point(|found| found.cue < cue);
        let last = before.checked_sub(1).map(|last| &matches[last])?;
        (cue < find::introduction_end(self.parts.rules, last)).then_some(last)
    }

    /// The exclusion that takes a cue away from a pattern.
    fn exclusion(
        &self,
        stream: usize,
        number: usize,
        cue: usize,
        machine: &mut Machine,
    ) -> Option<usize> {
        let mut matcher = self.matcher(stream, PatternSection::Exclusion, machine);
        let found = matcher.all(PatternSection::Exclusion, cue);
        let mut exclusions = found.iter().map(|found| found.pattern);
        exclusions.find(|exclusion| find::forbids(self.parts.rules, *exclusion, number))
    }

    /// The statement that a match made.
    pub(super) fn statement_of(&self, stream: usize, number: usize) -> Option<usize> {
        let mut statements = self.parts.statements.iter();
        statements.position(|one| one.stream == stream && one.number == number)
    }

    pub(super) fn id(&self, number: usize) -> String {
        self.parts.rules.patterns[number].id.clone()
    }
}
