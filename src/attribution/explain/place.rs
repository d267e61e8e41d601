//! Places where nothing was found: what stands there, which patterns came nearest, and what took the cue away.

use super::{Explainer, NEAREST, Outcome, PlaceExplanation, Trial, Verdict, names};
use crate::pattern::{Machine, PatternSection};
use std::ops::Range;

impl Explainer<'_> {
    /// The words between two places at which no statement has its cue: a word that is asked about by itself, or all that could be a cue.
    pub(super) fn places(
        &self,
        at: &Range<usize>,
        word: bool,
        statements: &[usize],
        machine: &mut Machine,
    ) -> Vec<PlaceExplanation> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (stream, reading) in self.parts.readings.iter().enumerate() {
            let meets = |node: &usize| {
                let span = self.node_span(stream, *node, *node + 1);
                span.start < at.end && at.start < span.end
            };
            let nodes = (0..reading.stream.nodes.len()).filter(meets);
            found.extend(nodes.map(|node| (stream, node)));
        }
        if word {
            // The innermost stream comes last.
            found = found.pop().into_iter().collect();
        }
        let is_cue = |stream: usize, node: usize| {
            statements.iter().any(|number| {
                let statement = &self.parts.statements[*number];
                let found = &self.parts.readings[statement.stream].matches[statement.number];
                statement.stream == stream && found.cue == node
            })
        };
        found.retain(|(stream, node)| !is_cue(*stream, *node));
        let mut places: Vec<PlaceExplanation> = found
            .into_iter()
            .filter_map(|(stream, node)| {
                let place = self.place(stream, node, machine);
                (word || is_telling(&place)).then_some(place)
            })
            .collect();
        places.sort_by_key(|place| place.word.start);
        places
    }

    fn place(&self, stream: usize, node: usize, machine: &mut Machine) -> PlaceExplanation {
        let reading = &self.parts.readings[stream];
        let readings = reading.stream.readings_of(node);
        let trials = self.trials(stream, node, machine);
        let named = reading.stream.nodes[node].quotation.and_then(|quotation| {
            let names = reading.names.iter();
            names.clone().find(|(named, _)| *named == quotation)
        });
        let mut excluded: Vec<String> = Vec::new();
        for trial in &trials {
            if let Outcome::Excluded { by } = &trial.outcome
                && !excluded.contains(by)
            {
                excluded.push(by.clone());
            }
        }
        let empty = trials
            .iter()
            .find(|trial| trial.outcome == Outcome::WithoutContent);
        let verdict = if let Some((_, by)) = named {
            Verdict::Name { by: self.id(*by) }
        } else if let Some(by) = self.used_up(stream, node) {
            Verdict::UsedUp {
                by: self.id(by.pattern),
                cue: self.node_span(stream, by.cue, by.cue + 1),
            }
        } else if !excluded.is_empty() {
            Verdict::Excluded { by: excluded }
        } else if let Some(trial) = empty {
            Verdict::WithoutContent {
                rule: trial.rule.clone(),
            }
        } else if trials.is_empty() {
            Verdict::NotACue
        } else {
            Verdict::NothingFits
        };
        PlaceExplanation {
            word: self.node_span(stream, node, node + 1),
            readings: readings
                .iter()
                .map(|reading| names::reading(self.parts.rules, reading, false))
                .collect(),
            verdict,
            trials: trials.into_iter().take(NEAREST).collect(),
        }
    }

    /// All patterns that could have a node as their cue, those that fit first, then the nearest.
    pub(super) fn trials(&self, stream: usize, node: usize, machine: &mut Machine) -> Vec<Trial> {
        let rules = self.parts.rules;
        let kinds = self.parts.readings[stream].stream.kinds_at(node);
        let patterns = rules.patterns.iter().enumerate().filter(|(_, pattern)| {
            pattern.section == PatternSection::Pattern && pattern.cue.passes(kinds)
        });
        let mut trials: Vec<Trial> = patterns
            .map(|(number, _)| self.trial(stream, number, node, machine))
            .collect();
        // The order of the rules is kept among those that came equally far.
        trials.sort_by_key(|trial| std::cmp::Reverse(trial.nearness()));
        trials
    }
}

/// Whether a place in a line that is asked about tells why there is no statement: a rule took the cue away, or a pattern came nearer than the cue itself.
fn is_telling(place: &PlaceExplanation) -> bool {
    let near =
        |trial: &Trial| !matches!(trial.outcome, Outcome::Reading { .. }) && trial.items.len() > 1;
    match place.verdict {
        Verdict::NotACue | Verdict::UsedUp { .. } => false,
        Verdict::NothingFits => place.trials.iter().any(near),
        _ => true,
    }
}
