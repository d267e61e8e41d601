//! A statement: the decisions that led to it, in their order.

use super::{
    Candidate, CandidateFate, Explainer, Factor, NEAREST, Outcome, SpeakerExplanation,
    StanceExplanation, StatementExplanation, Trial, names,
};
use crate::attribution::analysis::Resolution;
use crate::attribution::confidence::Evidence;
use crate::attribution::discourse::Objection;
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
            pattern: pattern.unwrap_or_else(|| Trial {
                rule: attribution.rule.clone(),
                items: Vec::new(),
                of: 0,
                outcome: Outcome::Fired {
                    statement: Some(attribution.id.clone()),
                },
            }),
            before,
            lost,
            speaker: self.speaker(number, statement),
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

    fn speaker(&self, number: usize, statement: &Statement) -> SpeakerExplanation {
        let attribution = &self.analysis.attributions[number];
        let entity = attribution.speaker.as_ref().and_then(|speaker| {
            let mut entities = self.analysis.entities.iter();
            entities.find(|entity| Some(&entity.id) == speaker.entity.as_ref())
        });
        SpeakerExplanation {
            how: self.how(statement),
            aliases: entity
                .map(|entity| entity.aliases.clone())
                .unwrap_or_default(),
            description: entity.and_then(|entity| entity.description.clone()),
            candidates: self.considered(statement),
        }
    }

    /// Whoever could have been meant where the sentence names nobody.
    fn considered(&self, statement: &Statement) -> Vec<Candidate> {
        let people = &self.parts.registry.people;
        let considered = statement.considered.iter().flatten();
        let mut candidates: Vec<Candidate> = considered
            .clone()
            .map(|one| Candidate {
                name: people[one.person].name.clone(),
                spoke: Some(self.node_span(statement.stream, one.node, one.node + 1)),
                fate: match one.objection {
                    _ if statement.speaker == Some(one.person) => CandidateFate::Taken,
                    Some(Objection::ReportOver) => CandidateFate::ReportOver,
                    Some(Objection::TooFar) => CandidateFate::TooFar,
                    Some(Objection::Disagrees) => CandidateFate::Disagrees,
                    None => CandidateFate::ComesLater,
                },
            })
            .collect();
        let silent = statement.resolution == Resolution::Elided
            && considered
                .clone()
                .all(|one| Some(one.person) != statement.speaker);
        if let Some(person) = statement.speaker.filter(|_| silent) {
            let taken = Candidate {
                name: people[person].name.clone(),
                spoke: None,
                fate: CandidateFate::Taken,
            };
            candidates.insert(0, taken);
        }
        candidates
    }

    /// How the speaker was found.
    fn how(&self, statement: &Statement) -> String {
        let person = statement
            .speaker
            .map(|person| &self.parts.registry.people[person]);
        let mention = statement.mention.as_ref();
        let written = mention.map(|mention| {
            let stream = self.parts.readings[statement.stream].stream;
            self.parts.registry.written(stream, mention.nodes)
        });
        match (person, written, statement.resolution) {
            (Some(person), Some(written), Resolution::Pronoun) => {
                format!("the pronoun {written} points back to {}", person.name)
            }
            (Some(person), Some(written), Resolution::Alias) => {
                let by = if mention.is_some_and(|mention| mention.name.is_none()) {
                    "is a role or another name of"
                } else {
                    "is a short name of"
                };
                format!("{written}, beside the cue, {by} {}", person.name)
            }
            (Some(_), Some(written), _) if !statement.members.is_empty() => {
                format!("{written}, beside the cue, are several who speak as one")
            }
            (Some(_), Some(written), _) => format!("{written} is named beside the cue"),
            _ => statement.reasons.get(1).cloned().unwrap_or_default(),
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
            .map(|reading| rules.entries[reading.entry.0 as usize].lemma.clone());
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
        let evidence = Evidence::of(self.parts, number, within);
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
