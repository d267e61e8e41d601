//! The one way through the engine: text, nodes, matches, contents, speakers, stance, result.

use super::analysis::{Analysis, Kind, Resolution};
use super::contents::{self, Content};
use super::discourse::{self, Discourse};
use super::document::Document;
use super::entities::Registry;
use super::extent::Extents;
use super::find::{self, Sections};
use super::matching::{Match, Matcher};
use super::mention::{Mention, Mentions};
use super::result;
use super::statement::Statement;
use super::stream::{self, Stream};
use super::subject::Subjects;
use super::vocabulary::Vocabulary;
use super::words::WordMemo;
use crate::lexicon::SpeakerKind;
use crate::pattern::{Machine, Rules, SpeakerFrom};
use crate::text::{Text, TextError};
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Finds the statements of documents. Made once for a pack; can be shared between threads.
pub struct Analyzer<'r> {
    rules: &'r Rules,
    sections: Sections,
    words: Vocabulary,
    neutral: u8,
    question: Option<u8>,
    /// What reading a document leaves behind for the next one; as many as documents were ever read at once.
    memos: Mutex<Vec<WordMemo>>,
}

/// What is known of a stream while its document is read.
pub(crate) struct Reading<'a> {
    pub stream: &'a Stream,
    pub matches: Vec<Match>,
    /// Pattern that found a quotation to be a name, by node.
    pub names: Vec<(u32, usize)>,
}

impl<'r> Analyzer<'r> {
    /// Prepares a pack for reading.
    pub fn new(rules: &'r Rules) -> Analyzer<'r> {
        let stance = |name: &str| {
            rules
                .stances
                .iter()
                .position(|known| known == name)
                .map(|number| number as u8)
        };
        Analyzer {
            rules,
            sections: Sections::new(rules),
            words: Vocabulary::new(rules),
            neutral: stance("neutral").unwrap_or(0),
            question: stance("question"),
            memos: Mutex::default(),
        }
    }

    /// The rules it works with.
    pub fn rules(&self) -> &'r Rules {
        self.rules
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When the text is longer than the text layer can address.
    pub fn analyze(&self, document: &Document) -> Result<Analysis, TextError> {
        let text = self.rules.reader.read(&document.text)?;
        let mut memo = self.memos().pop().unwrap_or_default();
        let mut streams = stream::streams(&text, self.rules, &mut memo);
        self.memos().push(memo);
        let mut machine = Machine::default();
        let names: Vec<Vec<(u32, usize)>> = streams
            .iter_mut()
            .map(|stream| {
                let names = self.names(&text, stream, &mut machine);
                stream.no_words_in(&names, self.rules);
                names
            })
            .collect();
        let readings: Vec<Reading> = streams
            .iter()
            .zip(names)
            .map(|(stream, names)| self.read(&text, stream, names, &mut machine))
            .collect();
        let mut statements = self.statements(&text, &readings);
        let mut registry = Registry::new(&text, &document.text, &self.rules.lexicon);
        self.speakers(&readings, &mut statements, &mut registry);
        relays(&mut statements, &registry);
        self.stances(&text, &readings, &mut statements, &mut machine);
        Ok(result::analysis(&result::Parts {
            rules: self.rules,
            document,
            text: &text,
            readings: &readings,
            statements: &statements,
            registry: &registry,
        }))
    }

    fn memos(&self) -> MutexGuard<'_, Vec<WordMemo>> {
        // A memo is only ever taken or put back under the lock: it is whole whatever happened to another thread.
        self.memos.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The quotations that are names, each with the pattern that says so.
    fn names(&self, text: &Text, stream: &Stream, machine: &mut Machine) -> Vec<(u32, usize)> {
        let mut matcher = Matcher {
            rules: self.rules,
            text,
            stream,
            machine,
        };
        let quotations = stream.nodes.iter().enumerate();
        quotations
            .filter_map(|(node, known)| {
                let found = matcher.first(&self.sections.marks, node, |_| true)?;
                Some((known.quotation?, found.pattern))
            })
            .collect()
    }

    fn read<'a>(
        &self,
        text: &Text,
        stream: &'a Stream,
        names: Vec<(u32, usize)>,
        machine: &mut Machine,
    ) -> Reading<'a> {
        let mut matcher = Matcher {
            rules: self.rules,
            text,
            stream,
            machine,
        };
        Reading {
            stream,
            matches: find::matches(&mut matcher, &self.sections),
            names,
        }
    }

    /// Contents of all matches; a match without content is none.
    fn statements(&self, text: &Text, readings: &[Reading]) -> Vec<Statement> {
        let mut all = Vec::new();
        let names: HashSet<u32> = readings
            .iter()
            .flat_map(|reading| reading.names.iter().map(|(quotation, _)| *quotation))
            .collect();
        let named = |quotation: u32| names.contains(&quotation);
        for (stream, reading) in readings.iter().enumerate() {
            let extents = Extents {
                rules: self.rules,
                words: &self.words,
                stream: reading.stream,
                matches: &reading.matches,
            };
            for number in 0..reading.matches.len() {
                if let Some(content) = contents::content(&extents, text, number, &named) {
                    all.push(self.statement(text, reading, stream, number, content));
                }
            }
        }
        all.sort_by_key(|statement: &Statement| (statement.cue.start, statement.stream));
        all
    }

    fn statement(
        &self,
        text: &Text,
        reading: &Reading,
        stream: usize,
        number: usize,
        content: Content,
    ) -> Statement {
        let found = &reading.matches[number];
        let pattern = &self.rules.patterns[found.pattern];
        let (first, last) = pattern
            .yields
            .cue
            .and_then(|capture| found.capture(capture))
            .unwrap_or((found.cue, found.cue + 1));
        Statement {
            stream,
            number,
            cue: reading.stream.span(text, first, last),
            content: content.pieces,
            reach: content.reach,
            quotations: content.quotations,
            kind: content.kind,
            ends_with_question: content.ends_with_question,
            mention: None,
            speaker: None,
            members: Vec::new(),
            resolution: Resolution::Anonymous,
            relays: Vec::new(),
            stance: self.neutral,
            confidence: pattern.yields.confidence,
            reasons: vec![format!(
                "the cue and what stands round it fit the pattern {}",
                pattern.id
            )],
        }
    }

    /// Speakers in text order: the named ones first give their names, then those who are left out are found from them.
    fn speakers(
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

    fn mentions<'a>(&'a self, reading: &'a Reading) -> Mentions<'a> {
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
            SpeakerFrom::Author => {}
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
            SpeakerFrom::Subject | SpeakerFrom::Previous => {
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

    fn stances(
        &self,
        text: &Text,
        readings: &[Reading],
        statements: &mut [Statement],
        machine: &mut Machine,
    ) {
        for statement in statements {
            let reading = &readings[statement.stream];
            let found = &reading.matches[statement.number];
            let mut stance =
                discourse::own_stance(self.rules, reading.stream, found).unwrap_or(self.neutral);
            if stance == self.neutral && self.asks(reading, found, statement) {
                stance = self.question.unwrap_or(stance);
                statement
                    .reasons
                    .push("what is quoted is a question".to_owned());
            }
            let mut matcher = Matcher {
                rules: self.rules,
                text,
                stream: reading.stream,
                machine,
            };
            for change in matcher.all(&self.sections.stance_rules, found.cue) {
                let pattern = &self.rules.patterns[change.pattern];
                if let Some((_, to)) = pattern
                    .yields
                    .becomes
                    .iter()
                    .find(|(from, _)| from.is_none_or(|from| from == stance))
                {
                    statement.reasons.push(format!(
                        "{} makes {} of {}",
                        pattern.id,
                        self.rules.stances[usize::from(*to)],
                        self.rules.stances[usize::from(stance)]
                    ));
                    stance = *to;
                    break;
                }
            }
            statement.stance = stance;
        }
    }

    /// Whether the content is itself a question: it ends with a question mark and is quoted, or begins with a question word.
    fn asks(&self, reading: &Reading, found: &Match, statement: &Statement) -> bool {
        let pattern = &self.rules.patterns[found.pattern];
        let starts = pattern
            .yields
            .content
            .first()
            .and_then(|capture| found.capture(*capture));
        let word = starts.is_some_and(|(start, _)| {
            reading.stream.nodes[start]
                .kinds
                .meets(&self.words.question_word)
                && statement.kind == Kind::Indirect
        });
        word || statement.ends_with_question
    }
}

/// How many sentences back a speaker is looked for when nobody has spoken yet.
const EARLIER_SENTENCES: usize = 4;

/// A medium whose report is itself a report (أعلن الوزير أن ...، وفق وكالة ...) is the relay of that one.
fn relays(statements: &mut [Statement], registry: &Registry) {
    let is_medium = |person: usize| registry.people[person].kind == SpeakerKind::Media;
    for relay in 0..statements.len() {
        let source = &statements[relay];
        let behind = source
            .content
            .last()
            .is_some_and(|content| content.end <= source.cue.start);
        let (Some(person), Some(mention)) = (source.speaker, &source.mention) else {
            continue;
        };
        if !behind || !is_medium(person) {
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
