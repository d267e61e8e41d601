//! Who speaks: the noun phrase beside the cue, or whom the context gives; then the relays.

use super::analysis::Resolution;
use super::analyzer::{Analyzer, Reading};
use super::discourse::Discourse;
use super::entities::Registry;
use super::matching::Match;
use super::mention::{Mention, Mentions};
use super::statement::Statement;
use super::subject::Subjects;
use crate::lexicon::SpeakerKind;
use crate::pattern::SpeakerFrom;
use std::collections::HashMap;

impl Analyzer<'_> {
    /// Speakers in text order: the named ones first give their names, then those who are left out are found from them.
    pub(super) fn speakers(
        &self,
        readings: &[Reading],
        statements: &mut [Statement],
        registry: &mut Registry,
    ) {
        for reading in readings {
            registry.collect(&self.mentions(reading));
        }
        let mut discourses: Vec<Discourse> =
            readings.iter().map(|_| Discourse::default()).collect();
        let mut claims: HashMap<u32, usize> = HashMap::new();
        for (number, statement) in statements.iter().enumerate() {
            for quotation in &statement.quotations {
                claims.entry(*quotation).or_insert(number);
            }
        }
        for number in 0..statements.len() {
            let reading = &readings[statements[number].stream];
            // The speaker of the quotation inside which the statement stands.
            let outer = reading
                .stream
                .outer
                .and_then(|quotation| claims.get(&quotation));
            let outer = outer.and_then(|number| statements[*number].speaker);
            let statement = &mut statements[number];
            let discourse = &mut discourses[statement.stream];
            let inherited = discourse
                .last(usize::MAX)
                .is_none()
                .then_some(outer)
                .flatten();
            self.speaker(reading, statement, discourse, registry, inherited);
        }
    }

    pub(super) fn mentions<'a>(&'a self, reading: &'a Reading) -> Mentions<'a> {
        Mentions {
            rules: self.rules,
            words: &self.words,
            stream: reading.stream,
        }
    }

    fn speaker(
        &self,
        reading: &Reading,
        statement: &mut Statement,
        discourse: &mut Discourse,
        registry: &mut Registry,
        inherited: Option<usize>,
    ) {
        let found = &reading.matches[statement.number];
        let pattern = &self.rules.patterns[found.pattern];
        let mentions = self.mentions(reading);
        match pattern.yields.speaker {
            SpeakerFrom::Nobody => {
                statement
                    .reasons
                    .push("the words name no speaker".to_owned());
            }
            SpeakerFrom::Capture(capture) => {
                let mention = found
                    .capture(capture)
                    .and_then(|nodes| mentions.read(nodes));
                let limit = reading.stream.nodes.len().min(found.to);
                let mention = mention.map(|mention| match mentions.apposition(&mention, limit) {
                    Some(end) => mentions.read((mention.nodes.0, end)).unwrap_or(mention),
                    None => mention,
                });
                if let Some(mention) = mention {
                    self.named(
                        statement, &mentions, mention, discourse, registry, found.cue,
                    );
                } else {
                    self.elided(statement, reading, found, discourse, registry, inherited);
                }
            }
            SpeakerFrom::Context => {
                self.elided(statement, reading, found, discourse, registry, inherited)
            }
        }
    }

    fn named(
        &self,
        statement: &mut Statement,
        mentions: &Mentions,
        mention: Mention,
        discourse: &mut Discourse,
        registry: &mut Registry,
        cue: usize,
    ) {
        let members = registry.members(mentions, &mention);
        let mention = if members.is_empty() {
            mention
        } else {
            mention.compound()
        };
        let back = mention.pronoun || mention.same_source;
        let pointed = if back { discourse.last(cue) } else { None };
        let (person, resolution) = match pointed {
            Some(person) if mention.pronoun => (person, Resolution::Pronoun),
            Some(person) => (person, Resolution::Alias),
            None => {
                let (person, alias) = registry.resolve(mentions, &mention);
                (
                    person,
                    if alias {
                        Resolution::Alias
                    } else {
                        Resolution::Named
                    },
                )
            }
        };
        statement.resolution = match registry.people[person].kind {
            SpeakerKind::Anonymous => Resolution::Anonymous,
            _ => resolution,
        };
        statement.reasons.push(match resolution {
            Resolution::Named => "the speaker is named beside the cue".to_owned(),
            Resolution::Pronoun => "a pronoun points back to the speaker before".to_owned(),
            _ => {
                "the words beside the cue are another name of a speaker of this article".to_owned()
            }
        });
        statement.speaker = Some(person);
        statement.members = members;
        statement.mention = Some(mention);
        discourse.spoke(cue, person);
    }

    fn elided(
        &self,
        statement: &mut Statement,
        reading: &Reading,
        found: &Match,
        discourse: &mut Discourse,
        registry: &mut Registry,
        inherited: Option<usize>,
    ) {
        statement.resolution = Resolution::Elided;
        let agreeing = self.subject(reading, found, discourse, registry);
        let subject = agreeing
            .or_else(|| discourse.previous(registry, found.cue, found.reading.as_ref()))
            .or(inherited)
            .or_else(|| self.earlier_subject(reading, found, discourse, registry));
        statement.speaker = subject;
        match subject {
            Some(person) => {
                statement.confidence *= 0.9;
                statement.reasons.push(
                    (if agreeing.is_some() {
                        "the subject of the sentence goes on speaking"
                    } else {
                        "the sentence leaves the speaker out; the one before goes on"
                    })
                    .to_owned(),
                );
                discourse.spoke(found.cue, person);
            }
            None => {
                statement.confidence *= 0.5;
                statement.reasons.push(
                    "the sentence leaves the speaker out and nobody has spoken before".to_owned(),
                );
            }
        }
    }

    /// The subject of the cue's own sentence, unless somebody has spoken in it before.
    fn subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let spoken = discourse.spoke_between(subjects.sentence_start(found.cue), found.cue);
            if spoken {
                None
            } else {
                subjects.of_sentence(found.cue)
            }
        };
        let person = registry.resolve(&mentions, &mention?).0;
        discourse
            .fits(registry, person, found.reading.as_ref())
            .then_some(person)
    }

    /// The subject of the nearest of the sentences before the cue's own that has one.
    fn earlier_subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let mut start = subjects.sentence_start(found.cue);
            let mut mention = None;
            for _ in 0..EARLIER_SENTENCES {
                let Some((before, end)) = subjects.sentence_before(start) else {
                    break;
                };
                start = before;
                mention = subjects.of_sentence(end);
                if mention.is_some() {
                    break;
                }
            }
            mention?
        };
        let person = registry.resolve(&mentions, &mention).0;
        discourse
            .fits(registry, person, found.reading.as_ref())
            .then_some(person)
    }

    fn subjects<'a>(
        &'a self,
        reading: &'a Reading,
        mentions: &'a Mentions<'a>,
        registry: &'a Registry<'a>,
    ) -> Subjects<'a> {
        Subjects {
            stream: reading.stream,
            words: &self.words,
            mentions,
            registry,
        }
    }
}

/// How many sentences back a speaker is looked for when nobody has spoken yet.
const EARLIER_SENTENCES: usize = 4;

/// A medium whose report holds a report (أعلن الوزير أن ...، وفق وكالة ...؛ ذكرت الصحيفة أن الوزير أعلن ...) is the relay of that one.
pub(super) fn relays(statements: &mut [Statement], registry: &Registry) {
    let is_medium = |person: usize| registry.people[person].kind == SpeakerKind::Media;
    for relay in 0..statements.len() {
        let source = &statements[relay];
        let (Some(person), Some(mention)) = (source.speaker, &source.mention) else {
            continue;
        };
        if !is_medium(person) {
            continue;
        }
        let (reach, stream, nodes) = (source.reach, source.stream, mention.nodes);
        let inside = |other: &Statement| {
            other.stream == stream
                && reach.start <= other.cue.start
                && other.cue.end <= reach.end
                && other.speaker.is_some_and(|other| other != person)
        };
        // Statements stand in the order of their cues.
        let first = statements.partition_point(|other| other.cue.start < reach.start);
        let last = statements.partition_point(|other| other.cue.start < reach.end);
        for other in statements[first..last]
            .iter_mut()
            .filter(|other| inside(other))
        {
            other.relays.push(nodes);
        }
    }
}
