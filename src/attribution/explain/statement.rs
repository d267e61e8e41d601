//! A statement: the decisions that led to it, in their order.

use super::{
    Explainer, Factor, NEAREST, Outcome, StanceExplanation, StatementExplanation, Trial, names,
};
use crate::attribution::confidence::Evidence;
use crate::attribution::review;
use crate::attribution::statement::Statement;
use crate::lexicon::Reading;
use crate::pattern::{Machine, PatternSection, StanceFrom};

impl Explainer<'_> {
    /// Explains the statement of this number.
    pub(super) fn statement(&self, number: usize, machine: &mut Machine) -> StatementExplanation {
        let statement = &self.parts.statements[number];
        let reading = &self.parts.readings[statement.stream];
        let found = &reading.matches[statement.number];
        let attribution = &self.analysis.attributions[number];
        let taken = |one: &Reading| Some(*one) == found.reading;
        let trials = self.trials(statement.stream, found.cue, machine);
        let (mut pattern, mut before, mut lost) = (None, Vec::new(), Vec::new());
        let order = |id: &str| {
            let patterns = &self.parts.rules.patterns;
            patterns.iter().position(|pattern| pattern.id == id)
        };
        for trial in trials {
            match &trial.outcome {
                Outcome::Fired { .. } => pattern = Some(trial),
                Outcome::Overridden { .. } | Outcome::Excluded { .. } => lost.push(trial),
                _ if order(&trial.rule) < Some(found.pattern) && before.len() < NEAREST => {
                    before.push(trial);
                }
                _ => {}
            }
        }
        let pattern = pattern.unwrap_or_else(|| Trial {
            rule: attribution.rule.clone(),
            items: Vec::new(),
            of: 0,
            outcome: Outcome::Fired {
                statement: Some(attribution.id.clone()),
            },
        });
        let speaker = self.speaker(number, &pattern, &lost, machine);
        let within = |start: usize, end: usize| {
            attribution.context.start <= start && end <= attribution.context.end
        };
        let rejected = self.analysis.rejected_quotes.iter();
        let repairs = self.analysis.repairs.iter();
        StatementExplanation {
            readings: reading
                .stream
                .readings_of(found.cue)
                .iter()
                .map(|one| names::reading(self.parts.rules, one, taken(one)))
                .collect(),
            pattern,
            before,
            lost,
            speaker,
            stance: self.stance(statement, machine),
            rejected: rejected
                .filter(|one| within(one.start, one.end))
                .cloned()
                .collect(),
            repairs: repairs
                .filter(|one| within(one.start, one.end))
                .cloned()
                .collect(),
            confidence: self.confidence(number, statement),
            statement: attribution.clone(),
        }
    }

    fn stance(&self, statement: &Statement, machine: &mut Machine) -> StanceExplanation {
        let (rules, stream) = (self.parts.rules, statement.stream);
        let reading = &self.parts.readings[stream];
        let found = &reading.matches[statement.number];
        let mut matcher = self.matcher(stream, PatternSection::StanceRule, machine);
        let steps = self.analyzer.stance(&mut matcher, reading, statement);
        let name = |stance: u8| {
            let name = rules.stances.get(usize::from(stance));
            name.cloned().unwrap_or_default()
        };
        let pattern = &rules.patterns[found.pattern];
        let lemma = found
            .reading
            .map(|reading| rules.entries.lemma(reading.entry).to_owned());
        let from = match pattern.yields.stance {
            StanceFrom::Fixed(_) => format!("the pattern {}", pattern.id),
            StanceFrom::Cue => match lemma {
                Some(lemma) => format!("the cue {lemma}"),
                None => "the cue, which has no stance of its own".to_owned(),
            },
            StanceFrom::Capture(capture) => match found.capture(capture) {
                Some((from, to)) => format!("the words {}", self.node_span(stream, from, to).text),
                None => "the cue".to_owned(),
            },
        };
        StanceExplanation {
            own: name(steps.own),
            from,
            question: steps.asks,
            change: steps.change.map(|(rule, to)| (self.id(rule), name(to))),
        }
    }

    /// The pattern's evidence, and what the circumstances make of it.
    fn confidence(&self, number: usize, statement: &Statement) -> Vec<Factor> {
        let found = &self.parts.readings[statement.stream].matches[statement.number];
        let pattern = &self.parts.rules.patterns[found.pattern];
        let within = self.analysis.attributions[number].within.is_some();
        let reasons = review::reasons(self.parts, number);
        let evidence = Evidence::of(self.parts, number, &reasons, within);
        let mut factors = vec![Factor {
            what: format!("the pattern {}", pattern.id),
            factor: rounded(statement.confidence),
        }];
        factors.extend(
            evidence
                .factors(statement.confidence)
                .into_iter()
                .map(|(what, factor)| Factor {
                    what: what.to_owned(),
                    factor: rounded(factor),
                }),
        );
        factors
    }
}

fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}
