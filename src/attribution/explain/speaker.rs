//! Why this speaker: how the speaker was found, and everybody else who could have been meant, each with what spoke against them.

use super::{Candidate, CandidateFate, Explainer, Outcome, SpeakerExplanation, Trial};
use crate::attribution::agreement::{forms, known, suits};
use crate::attribution::analysis::{Resolution, TextSpan};
use crate::attribution::discourse::{Considered, Objection};
use crate::attribution::matching::Match;
use crate::attribution::mention::Mention;
use crate::attribution::statement::Statement;
use crate::attribution::subject::Subjects;
use crate::lexicon::Reading;
use crate::pattern::{Machine, PatternSection, SpeakerFrom};

impl Explainer<'_> {
    /// Why the statement of this number has its speaker; `pattern` and `lost` are the trials at its cue that were taken and that would have fitted.
    pub(super) fn speaker(
        &self,
        number: usize,
        pattern: &Trial,
        lost: &[Trial],
        machine: &mut Machine,
    ) -> SpeakerExplanation {
        let statement = &self.parts.statements[number];
        let attribution = &self.analysis.attributions[number];
        let entity = attribution.speaker.as_ref().and_then(|speaker| {
            let mut entities = self.analysis.entities.iter();
            entities.find(|entity| Some(&entity.id) == speaker.entity.as_ref())
        });
        let mention = attribution
            .speaker
            .as_ref()
            .and_then(|one| one.mention.as_ref());
        let binds = |words: &TextSpan| mention.is_some_and(|mention| overlap(mention, words));
        let mut items = pattern.items.iter().filter(|item| !item.cue);
        let item = items.find(|item| item.words.as_ref().is_some_and(binds));
        SpeakerExplanation {
            how: self.how(statement),
            item: item.map(|item| item.number),
            aliases: entity
                .map(|entity| entity.aliases.clone())
                .unwrap_or_default(),
            description: entity.and_then(|entity| entity.description.clone()),
            candidates: self.candidates_for_speaker(number, lost, machine),
        }
    }

    /// Whoever could have been meant, the one taken first.
    fn candidates_for_speaker(
        &self,
        number: usize,
        lost: &[Trial],
        machine: &mut Machine,
    ) -> Vec<Candidate> {
        let statement = &self.parts.statements[number];
        let people = &self.parts.registry.people;
        let mut known: Vec<usize> = Vec::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        let considered = statement.considered.iter().flatten();
        if let Some(person) = statement.speaker {
            let nodes = statement.mention.as_ref().map(|mention| mention.nodes);
            let before = considered.clone().find(|one| one.person == person);
            known.push(person);
            candidates.push(Candidate {
                name: people[person].name.clone(),
                words: nodes.map(|(from, to)| self.node_span(statement.stream, from, to)),
                spoke: before.map(|one| self.node_span(statement.stream, one.node, one.node + 1)),
                fate: CandidateFate::Taken,
                by: None,
            });
        }
        for one in considered {
            if !known.contains(&one.person) {
                known.push(one.person);
                candidates.push(self.who_spoke(statement, one));
            }
        }
        for person in self.namesakes(number) {
            if !known.contains(&person) {
                known.push(person);
                candidates.push(Candidate {
                    name: people[person].name.clone(),
                    words: None,
                    spoke: None,
                    fate: CandidateFate::Namesake,
                    by: None,
                });
            }
        }
        self.named_beside(number, lost, &known, machine, &mut candidates);
        candidates
    }

    /// Somebody who has spoken before.
    fn who_spoke(&self, statement: &Statement, one: &Considered) -> Candidate {
        Candidate {
            name: self.parts.registry.people[one.person].name.clone(),
            words: None,
            spoke: Some(self.node_span(statement.stream, one.node, one.node + 1)),
            fate: match one.objection {
                Some(Objection::ReportOver) => CandidateFate::ReportOver,
                Some(Objection::TooFar) => CandidateFate::TooFar,
                Some(Objection::Disagrees) => CandidateFate::Disagrees,
                None => CandidateFate::ComesLater,
            },
            by: None,
        }
    }

    /// Those who have spoken before and whom the words of the speaker could mean as well.
    fn namesakes(&self, number: usize) -> Vec<usize> {
        let statement = &self.parts.statements[number];
        let Some(mention) = statement.mention.as_ref() else {
            return Vec::new();
        };
        let reading = &self.parts.readings[statement.stream];
        let mentions = self.analyzer.mentions(reading);
        let mut meant = self.parts.registry.meant(&mentions, mention);
        let before = &self.parts.statements[..number];
        meant.retain(|person| before.iter().any(|one| one.speaker == Some(*person)));
        meant
    }

    /// Everybody else whom the sentences of a statement name.
    fn named_beside(
        &self,
        number: usize,
        lost: &[Trial],
        known: &[usize],
        machine: &mut Machine,
        candidates: &mut Vec<Candidate>,
    ) {
        let statement = &self.parts.statements[number];
        let context = &self.analysis.attributions[number].context;
        let reading = &self.parts.readings[statement.stream];
        let cue = reading.matches[statement.number].cue;
        let nodes = &reading.stream.nodes;
        let begins = |node: usize| {
            let span = reading.stream.span(self.parts.text, node, node + 1);
            self.code_point(span.start)
        };
        let all: Vec<usize> = (0..nodes.len()).collect();
        let first = all.partition_point(|node| begins(*node) < context.start);
        let last = all.partition_point(|node| begins(*node) < context.end);
        let mentions = self.analyzer.mentions(reading);
        let registry = self.parts.registry;
        let subjects = self.analyzer.subjects(reading, &mentions, registry);
        let losers = self.speakers_of_losers(statement, cue, lost, machine);
        let edges = self.edges(&reading.matches, first, last);
        for phrase in subjects.phrases(first, last, &edges) {
            let taken = statement.mention.as_ref();
            let is_taken = taken.is_some_and(|taken| meet(taken.nodes, phrase.nodes));
            if is_taken || meet(phrase.nodes, (cue, cue + 1)) {
                continue;
            }
            let speaking = self.speaks_in(statement.stream, &phrase);
            let meant = registry.meant(&mentions, &phrase);
            let person = match speaking {
                Some(other) => self.parts.statements[other].speaker,
                None => meant.first().copied(),
            };
            let words = self.node_span(statement.stream, phrase.nodes.0, phrase.nodes.1);
            if person.is_some_and(|person| known.contains(&person)) {
                // Somebody who is listed already: only where the sentence names them is missing.
                let name = person.map(|person| registry.people[person].name.as_str());
                let listed = candidates
                    .iter_mut()
                    .find(|one| Some(one.name.as_str()) == name);
                if let Some(listed) = listed.filter(|listed| listed.words.is_none()) {
                    listed.words = Some(words);
                }
                continue;
            }
            let (fate, by) = match speaking {
                Some(other) if !self.is_within(number, &words) => (
                    CandidateFate::SpeaksElsewhere,
                    Some(self.analysis.attributions[other].id.clone()),
                ),
                _ => self.against(number, &phrase, person, &words, &subjects, &losers),
            };
            let name = match person {
                Some(person) => registry.people[person].name.clone(),
                None => registry.called(&mentions, &phrase),
            };
            let again = |one: &Candidate| one.name == name && (one.fate, &one.by) == (fate, &by);
            if candidates.iter().any(again) {
                continue;
            }
            candidates.push(Candidate {
                name,
                words: Some(words),
                spoke: None,
                fate,
                by,
            });
        }
    }

    /// Gaps over which no noun phrase goes on: where matches between two nodes take something up, and where it ends.
    fn edges(&self, matches: &[Match], first: usize, last: usize) -> Vec<usize> {
        let mut edges = Vec::new();
        for found in matches
            .iter()
            .filter(|found| (first..last).contains(&found.cue))
        {
            let pattern = &self.parts.rules.patterns[found.pattern];
            edges.extend([found.cue, found.cue + 1]);
            for number in 0..pattern.captures.len() as u8 {
                if let Some((from, to)) = found.capture(number) {
                    edges.push(from);
                    // Of what has an open end only the first word is taken up.
                    edges.extend(Some(to).filter(|_| pattern.open & (1 << (number % 32)) == 0));
                }
            }
        }
        edges.sort_unstable();
        edges
    }

    /// The statement whose speaker a phrase is.
    fn speaks_in(&self, stream: usize, phrase: &Mention) -> Option<usize> {
        let mut statements = self.parts.statements.iter();
        statements.position(|other| {
            let mention = other.mention.as_ref();
            other.stream == stream && mention.is_some_and(|it| meet(it.nodes, phrase.nodes))
        })
    }

    /// Whether words stand within what a statement says.
    fn is_within(&self, number: usize, words: &TextSpan) -> bool {
        let mut content = self.analysis.attributions[number].content.iter();
        content.any(|said| overlap(said, words))
    }

    /// The nodes that patterns which lost at a cue would have taken as speaker, each with the pattern.
    fn speakers_of_losers(
        &self,
        statement: &Statement,
        cue: usize,
        lost: &[Trial],
        machine: &mut Machine,
    ) -> Vec<(String, (usize, usize))> {
        let patterns = &self.parts.rules.patterns;
        let mut matcher = self.matcher(statement.stream, PatternSection::Pattern, machine);
        let overridden = lost
            .iter()
            .filter(|trial| matches!(trial.outcome, Outcome::Overridden { .. }));
        let mut speakers = Vec::new();
        for trial in overridden {
            let number = patterns.iter().position(|one| one.id == trial.rule);
            let Some(number) = number else { continue };
            let SpeakerFrom::Capture(capture) = patterns[number].yields.speaker else {
                continue;
            };
            let found = matcher.at(number, cue);
            if let Some(nodes) = found.and_then(|found| found.capture(capture)) {
                speakers.push((trial.rule.clone(), nodes));
            }
        }
        speakers
    }

    /// What speaks against a phrase of the statement's sentences.
    fn against(
        &self,
        number: usize,
        phrase: &Mention,
        person: Option<usize>,
        words: &TextSpan,
        subjects: &Subjects,
        losers: &[(String, (usize, usize))],
    ) -> (CandidateFate, Option<String>) {
        let statement = &self.parts.statements[number];
        let attribution = &self.analysis.attributions[number];
        let is = |field: &Option<TextSpan>| field.as_ref().is_some_and(|it| overlap(it, words));
        let relayed = attribution
            .via
            .iter()
            .any(|relay| relay.start < words.end && words.start < relay.end);
        let fields = [
            (relayed, CandidateFate::Relay),
            (is(&attribution.addressee), CandidateFate::Addressee),
            (is(&attribution.target), CandidateFate::Target),
            (is(&attribution.channel), CandidateFate::Channel),
            (is(&attribution.occasion), CandidateFate::Occasion),
            (self.is_within(number, words), CandidateFate::WithinWords),
        ];
        if let Some((_, fate)) = fields.into_iter().find(|(holds, _)| *holds) {
            return (fate, None);
        }
        let loser = losers.iter().find(|(_, nodes)| meet(*nodes, phrase.nodes));
        if let Some((rule, _)) = loser {
            return (CandidateFate::OtherPattern, Some(rule.clone()));
        }
        if subjects.is_governed(phrase.nodes.0) {
            return (CandidateFate::Governed, None);
        }
        if statement.mention.is_some() || statement.resolution != Resolution::Elided {
            return (CandidateFate::Unbound, None);
        }
        let reading = &self.parts.readings[statement.stream];
        let found = &reading.matches[statement.number];
        let forms = forms(self.parts.rules, reading, found);
        let agrees = match person {
            Some(person) => suits(known(&self.parts.registry.people[person]), &forms),
            None => {
                let other = |form: &Reading| {
                    let genders = phrase.gender.zip(form.features.gender);
                    genders.is_some_and(|(known, asked)| known != asked)
                };
                forms.is_empty() || !forms.iter().all(other)
            }
        };
        match agrees {
            true => (CandidateFate::ComesLater, None),
            false => (CandidateFate::Disagrees, None),
        }
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
                let name = &person.name;
                match mention.is_some_and(|mention| mention.name.is_none()) {
                    true => {
                        format!("{written}, beside the cue, is a role or another name of {name}")
                    }
                    false => format!("{written}, beside the cue, is a short name of {name}"),
                }
            }
            (Some(_), Some(written), _) if !statement.members.is_empty() => {
                format!("{written}, beside the cue, are several who speak as one")
            }
            (Some(_), Some(written), _) => format!("{written} is named beside the cue"),
            _ => statement.reasons.get(1).cloned().unwrap_or_default(),
        }
    }
}

fn meet(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

fn overlap(one: &TextSpan, other: &TextSpan) -> bool {
    one.start < other.end && other.start < one.end
}
