//! Who speaks: the noun phrase beside the cue, or whom the context gives; then the relays.

use super::analysis::Resolution;
use super::analyzer::{Analyzer, Reading};
use super::discourse::{Discourse, Place};
use super::entities::Registry;
use super::matching::Match;
use super::mention::{Mention, Mentions};
use super::pointing;
use super::statement::Statement;
use super::subject::Subjects;
use crate::lexicon::{FormClass, SpeakerKind};
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
            let inherited = discourse.is_silent().then_some(outer).flatten();
            discourse.reaches(statement.cue.start);
            self.speaker(reading, statement, discourse, registry, inherited);
            if statement.speaker.is_some() && statement.reach.end > statement.cue.end {
                discourse.opens(statement.reach.end);
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
        let mentions = self.mentions(reading);
        match pattern.yields.speaker {
            SpeakerFrom::Nobody => {
                statement
                    .reasons
                    .push("the words name no speaker".to_owned());
            }
            SpeakerFrom::Capture(capture) => {
                let mention = self.captured(reading, found, capture, registry);
                if let Some(mention) = mention {
                    self.named(statement, &mentions, mention, discourse, registry, found);
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
        found: &Match,
    ) {
        let members = registry.members(mentions, &mention);
        let mention = if members.is_empty() {
            mention
        } else {
            mention.compound()
        };
        let place = place(statement, found);
        let pointed = pointing::pointed(mentions, &mention, discourse, registry, place);
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
        if let Some(reading) = found.reading.filter(|_| !relayed) {
            registry.agree(person, &reading.features);
        }
        statement.speaker = Some(person);
        statement.members = members;
        statement.mention = Some(mention);
        discourse.spoke(found.cue, person, is_beside(statement, found));
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
        let place = place(statement, found);
        let reads = found.reading.as_ref();
        let mut how = "the subject of the sentence goes on speaking";
        let mut subject = self.subject(reading, found, discourse, registry);
        if subject.is_none() && self.goes_on_in_report(reading, found, discourse) {
            how = "the subject of the reported clause is the one who speaks in it";
            subject = self.reported_subject(reading, found, discourse, registry, 1);
        }
        if subject.is_none() {
            how = "the subject of the sentence before speaks now";
            subject = self.narrative_subject(reading, found, discourse, registry);
        }
        if subject.is_none() {
            how = GOES_ON;
            subject = self.main_speaker(reading, found, discourse, registry, place);
        }
        if subject.is_none() {
            subject = discourse.previous(registry, place, reads).or(inherited);
        }
        if subject.is_none() {
            how = "the sentence leaves the speaker out; the subject of a sentence before goes on";
            subject = self.earlier_subject(reading, found, discourse, registry);
        }
        if subject.is_none() {
            how = "the sentence leaves the speaker out; the subject of the report before agrees with the verb";
            subject = self.reported_subject(reading, found, discourse, registry, REPORTED_CLAUSES);
        }
        if subject.is_none() {
            subject = discourse.last(place, |_| true);
            how = if subject.is_some() {
                "the sentence leaves the speaker out and the verb agrees with nobody who has spoken; the last one is taken"
            } else {
                "the sentence leaves the speaker out and nobody has spoken before"
            };
        }
        if let Some(considered) = &mut statement.considered {
            *considered =
                discourse.considered(place, |person| discourse.fits(registry, person, reads));
        }
        statement.reasons.push(how.to_owned());
        statement.speaker = subject;
        if let Some(person) = subject {
            discourse.spoke(found.cue, person, is_beside(statement, found));
        }
    }

    /// Whoever spoke before a participle in its own sentence, sources that are only named beside the words left out.
    fn main_speaker(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &Registry,
        place: Place,
    ) -> Option<usize> {
        let reads = found.reading.as_ref();
        reads.filter(|reads| reads.features.class == FormClass::Participle)?;
        let mentions = self.mentions(reading);
        let start = self
            .subjects(reading, &mentions, registry)
            .sentence_start(found.cue);
        discourse.main_since(start, registry, place, reads)
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
            let spoke = |from| discourse.spoke_between(from, found.cue);
            subjects.of_sentence(found.cue, |start| {
                let begins = reading.stream.span(subjects.text, start, start + 1).start;
                !spoke(start)
                    && (begins >= discourse.reported_to()
                        || !spoke(subjects.sentence_start(found.cue)))
            })
        };
        let person = registry.resolve(&mentions, &mention?).0;
        discourse
            .fits(registry, person, found.reading.as_ref())
            .then_some(person)
    }

    /// The person named as subject of a sentence that reports nothing, directly before the cue's own in the same paragraph: فتحت مليكة متجرا. وتقول إن ...
    /// A verb that goes on with a report (وأضافت) means the speaker before instead.
    fn narrative_subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let reads = found.reading.as_ref()?;
        let goes_on = self.rules.entries.of(reads.entry).roles & self.words.continuing != 0;
        if goes_on || reads.features.class != FormClass::Verb {
            return None;
        }
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let start = subjects.sentence_start(found.cue);
            let (before, end) = subjects.sentence_before_in_paragraph(start)?;
            if discourse.spoke_between(before, found.cue) {
                return None;
            }
            subjects.of_sentence(end, |_| true)?
        };
        mention.name?;
        let person = registry.resolve(&mentions, &mention).0;
        discourse
            .fits(registry, person, Some(reads))
            .then_some(person)
    }

    /// Whether a finite verb stands inside a report and no conjunction joins it to what the narrator says: أشار إلى أن المصافي أبدت رغبتها ...
    fn goes_on_in_report(&self, reading: &Reading, found: &Match, discourse: &Discourse) -> bool {
        let finite = found
            .reading
            .is_some_and(|reading| reading.features.class == FormClass::Verb);
        let joined = reading
            .stream
            .kinds_at(found.cue)
            .meets(&self.words.conjunction_clitic);
        finite && !joined && discourse.is_inside_report()
    }

    /// The last subject of a clause that is itself reported in the cue's sentence, with whom the verb agrees.
    fn reported_subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
        clauses: usize,
    ) -> Option<usize> {
        let mentions = self.mentions(reading);
        let named: Vec<Mention> = {
            let subjects = self.subjects(reading, &mentions, registry);
            subjects.of_reported_clauses(found.cue, clauses)
        };
        named.iter().find_map(|mention| {
            let person = registry.resolve(&mentions, mention).0;
            let fits = discourse.fits(registry, person, found.reading.as_ref());
            fits.then_some(person)
        })
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
                mention = subjects.of_sentence(end, |_| true);
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

fn place(statement: &Statement, found: &Match) -> Place {
    Place {
        node: found.cue,
        byte: statement.cue.start,
    }
}

/// Whether a statement only names the source of words that stand before it in the same sentence: ...، بحسب البيان
fn is_beside(statement: &Statement, found: &Match) -> bool {
    let verbal = found
        .reading
        .is_some_and(|reading| reading.features.class != FormClass::Word);
    let before = |piece: &crate::text::Span| piece.start < statement.cue.start;
    !verbal && statement.content.iter().any(before)
}

/// The reason given where the speaker before goes on.
const GOES_ON: &str = "the sentence leaves the speaker out; the one before goes on";

/// How many reported clauses of a sentence are asked for their subject.
const REPORTED_CLAUSES: usize = 6;

/// How many sentences back a speaker is looked for when nobody has spoken yet.
const EARLIER_SENTENCES: usize = 4;
