//! Who speaks when the sentence does not say so: the last speaker before it with whom the verb agrees, or, if none does, the last one.

use super::entities::{Person, Registry};
use super::matching::Match;
use super::stream::Stream;
use crate::lexicon::{FormClass, Framing, Gender, Number, Reading, SpeakerKind};
use crate::pattern::{EntryInfo, Rules, StanceFrom};

/// Somebody who has spoken.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// Node at which it came up.
    node: usize,
    /// Who it is.
    person: usize,
}

/// The speakers so far, in text order.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    turns: Vec<Turn>,
}

/// How far back, in statements, an unnamed speaker is looked for.
const MEMORY: usize = 12;

impl Discourse {
    /// Notes that somebody spoke at a node.
    pub fn spoke(&mut self, node: usize, person: usize) {
        self.turns.push(Turn { node, person });
    }

    /// The speaker that the context gives for a cue: the last one before it that agrees, or else the last one.
    pub fn previous(
        &self,
        registry: &Registry,
        node: usize,
        reading: Option<&Reading>,
    ) -> Option<usize> {
        let before = self
            .turns
            .iter()
            .rev()
            .filter(|turn| turn.node < node)
            .take(MEMORY);
        let agreeing = |turn: &&Turn| {
            reading.is_none_or(|reading| agrees(&registry.people[turn.person], reading))
        };
        before
            .clone()
            .find(agreeing)
            .or_else(|| before.clone().next())
            .map(|turn| turn.person)
    }

    /// Whether somebody can be the subject that a verb form leaves out.
    pub fn fits(&self, registry: &Registry, person: usize, reading: Option<&Reading>) -> bool {
        reading.is_none_or(|reading| agrees(&registry.people[person], reading))
    }

    /// Whether somebody spoke between two nodes.
    pub fn spoke_between(&self, from: usize, to: usize) -> bool {
        let first = self.turns.partition_point(|turn| turn.node < from);
        self.turns.get(first).is_some_and(|turn| turn.node < to)
    }

    /// The speaker before a cue, whatever the verb's form.
    pub fn last(&self, node: usize) -> Option<usize> {
        self.turns
            .iter()
            .rev()
            .find(|turn| turn.node < node)
            .map(|turn| turn.person)
    }
}

/// Whether a verb form can have this subject left out: gender and number, as far as both are known.
fn agrees(person: &Person, reading: &Reading) -> bool {
    let features = &reading.features;
    let many = person.number == Some(Number::Plural) || person.kind == SpeakerKind::Group;
    let gender = match (person.gender, features.gender) {
        (Some(known), Some(asked)) => known == asked || (many && asked == Gender::Feminine),
        _ => true,
    };
    let number = match (person.number, features.number) {
        (Some(Number::Singular) | None, Some(Number::Plural | Number::Dual)) => {
            person.kind != SpeakerKind::Person
        }
        (Some(Number::Plural), Some(Number::Singular)) => {
            features.gender == Some(Gender::Feminine) || features.class == FormClass::Participle
        }
        _ => true,
    };
    gender && number
}

/// The stance of a statement before stance rules.
pub(crate) fn own_stance(rules: &Rules, stream: &Stream, found: &Match) -> Option<u8> {
    match rules.patterns[found.pattern].yields.stance {
        StanceFrom::Fixed(stance) => Some(stance),
        StanceFrom::Cue | StanceFrom::Capture(_) => entry(rules, stream, found)?.stance,
    }
}

/// What the cue itself, or the noun that carries its stance, says of polarity and commitment.
pub(crate) fn own_framing(rules: &Rules, stream: &Stream, found: &Match) -> Framing {
    entry(rules, stream, found).map_or_else(Framing::default, |entry| entry.framing)
}

/// The entry that a statement takes its stance from: the cue's, or that of the capture that carries the stance.
fn entry<'r>(rules: &'r Rules, stream: &Stream, found: &Match) -> Option<&'r EntryInfo> {
    let of = |reading: &Reading| &rules.entries[reading.entry.0 as usize];
    let own = found.reading.as_ref().map(of);
    let StanceFrom::Capture(capture) = rules.patterns[found.pattern].yields.stance else {
        return own;
    };
    // A word of a list before a verb that is spelled like it: أسفه is his regret, not that he mocked.
    let noun = |listed: bool| {
        let (start, end) = found.capture(capture)?;
        let readings = (start..end).flat_map(|node| stream.readings_of(node));
        readings
            .map(of)
            .find(|entry| entry.list.is_some() == listed && entry.stance.is_some())
    };
    noun(true).or_else(|| noun(false)).or(own)
}
