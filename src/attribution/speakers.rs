//! Who speaks: the noun phrase beside the cue, or whom the context gives.

use super::agreement::forms;
use super::analysis::Resolution;
use super::analyzer::{Analyzer, Reading};
use super::discourse::{Discourse, Place};
use super::entities::Registry;
use super::matching::Match;
use super::mention::{Mention, Mentions};
use super::pointing;
use super::statement::Statement;
use super::subject::Subjects;
use crate::lexicon::{self, FormClass, SpeakerKind};
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
        // Names are of use only where somebody speaks.
        if statements.is_empty() {
            return;
        }
        registry.collect(readings.iter().map(|reading| self.mentions(reading)));
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
            let inherited = discourse.is_silent().then_some(outer).flatten();
            discourse.reaches(statement.cue.start);
            self.speaker(reading, statement, discourse, registry, inherited);
            if statement.speaker.is_some() && statement.reach.end > statement.cue.end {
                let cue = reading.matches[statement.number].cue;
                let said = !reading.stream.kinds_at(cue).meets(&self.words.source);
                discourse.opens(statement.reach.end, said);
            }
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
        match pattern.yields.speaker {
            SpeakerFrom::Nobody => {
                statement
                    .reasons
                    .push("the words name no speaker".to_owned());
            }
            SpeakerFrom::Capture(capture) => {
                let mention = self.captured(reading, found, capture, registry);
                if let Some(mention) = mention {
                    self.named(statement, reading, mention, discourse, registry, found);
                } else {
                    self.elided(statement, reading, found, discourse, registry, inherited);
                }
            }
            SpeakerFrom::Context => match self.first_of_two(reading, statement, found, registry) {
                Some(mention) => {
                    self.named(statement, reading, mention, discourse, registry, found)
                }
                None => self.elided(statement, reading, found, discourse, registry, inherited),
            },
        }
    }

    fn named(
        &self,
        statement: &mut Statement,
        reading: &Reading,
        mention: Mention,
        discourse: &mut Discourse,
        registry: &mut Registry,
        found: &Match,
    ) {
        let mentions = &self.mentions(reading);
        let members = registry.members(mentions, &mention);
        let mention = if members.is_empty() {
            mention
        } else {
            mention.compound()
        };
        let place = place(statement, found);
        let entries = &self.rules.entries;
        let goes_on = found
            .reading
            .is_some_and(|reading| entries.of(reading.entry).roles & self.words.continuing != 0);
        let pointed = pointing::pointed(mentions, &mention, discourse, registry, place, goes_on);
        if pointed.is_none() && is_honorific(mentions, &mention) {
            // Whoever is called so and has not spoken yet is the subject of a sentence before, as if nobody were named.
            self.elided(statement, reading, found, discourse, registry, None);
            if statement.speaker.is_some() {
                statement.resolution = Resolution::Alias;
                statement.mention = Some(mention);
                return;
            }
            statement.reasons.clear();
        }
        if let (Some(considered), Some(_)) = (&mut statement.considered, pointed) {
            *considered =
                discourse.considered(place, |person| pointing::points(&mention, registry, person));
        }
        let (person, resolution) = match pointed {
            Some(person) if mention.pronoun => (person, Resolution::Pronoun),
            Some(person) => {
                if !mention.same_source {
                    let called = registry.called(mentions, &mention);
                    registry.alias(person, &called);
                }
                (person, Resolution::Alias)
            }
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
        // The verb of a relay agrees with whoever passes the report on.
        let relayed = !self.rules.patterns[found.pattern].yields.via.is_empty();
        // A form that can be read in two genders tells none.
        let forms = forms(self.rules, reading, found);
        let one_gender = |own: &lexicon::Reading| {
            let mut genders = forms.iter().map(|form| form.features.gender);
            genders.all(|gender| gender == own.features.gender)
        };
        if let Some(own) = found.reading.filter(|own| !relayed && one_gender(own)) {
            registry.agree(person, &own.features);
        }
        statement.speaker = Some(person);
        statement.members = members;
        statement.mention = Some(mention);
        // A medium that is told with a verb is only named beside the words, too.
        let told = registry.people[person].kind == SpeakerKind::Media
            && found.cue > 0
            && (reading.stream.kinds_at(found.cue - 1)).meets(&self.words.source_conjunction)
            && follows_its_words(statement);
        discourse.spoke(found.cue, person, told || is_beside(statement, found));
    }

    pub(super) fn subjects<'a>(
        &'a self,
        reading: &'a Reading,
        mentions: &'a Mentions<'a>,
        registry: &'a Registry<'a>,
    ) -> Subjects<'a> {
        Subjects {
            text: registry.text,
            stream: reading.stream,
            words: &self.words,
            mentions,
            registry,
        }
    }
}

/// Whether a phrase is nothing but an honorific with a pronoun, which names nobody: سموه, معاليها.
fn is_honorific(mentions: &Mentions, mention: &Mention) -> bool {
    let person = |entry: &crate::pattern::EntryInfo| entry.speaker == Some(SpeakerKind::Person);
    mention.same_source && mentions.entries(mention.nodes.0).any(person)
}

pub(super) fn place(statement: &Statement, found: &Match) -> Place {
    Place {
        node: found.cue,
        byte: statement.cue.start,
    }
}

/// Whether a statement only names the source of words that stand before it in the same sentence: ...، بحسب البيان
pub(super) fn is_beside(statement: &Statement, found: &Match) -> bool {
    let verbal = found
        .reading
        .is_some_and(|reading| reading.features.class != FormClass::Word);
    !verbal && follows_its_words(statement)
}

/// Whether the words stand before the cue.
fn follows_its_words(statement: &Statement) -> bool {
    let before = |piece: &crate::text::Span| piece.start < statement.cue.start;
    statement.content.iter().any(before)
}
