//! Who speaks when the sentence does not say so: the last speaker before it with whom the verb agrees. Who spoke inside another's report is no speaker
//! any more where that report has ended.

use super::agreement::{known, suits};
use super::entities::Registry;
use super::matching::Match;
use super::stream::Stream;
use crate::lexicon::{Framing, Reading, SpeakerKind};
use crate::pattern::{EntryInfo, Rules, StanceFrom};

/// A place in a document: the node of a cue, and the byte at which it begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Node in the stream.
    pub node: usize,
    /// Byte in the text.
    pub byte: u32,
}

/// Somebody who has spoken.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// Node at which it came up.
    node: usize,
    /// Who it is.
    person: usize,
    /// Where the report of somebody else ends inside which it stands.
    inside: Option<u32>,
    /// Whether only a source was named for what stands beside it (بحسب البيان), within a sentence of somebody else.
    beside: bool,
}

/// Somebody who has spoken before a cue, and what speaks against them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Considered {
    /// Who it is.
    pub person: usize,
    /// Node at which they spoke last.
    pub node: usize,
    /// Why they cannot be meant; `None` where they can.
    pub objection: Option<Objection>,
}

/// Why somebody cannot be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Objection {
    /// They spoke inside somebody else's report, which is over.
    ReportOver,
    /// Too many have spoken since.
    TooFar,
    /// The verb does not agree with them.
    Disagrees,
}

/// The speakers so far, in text order.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    turns: Vec<Turn>,
    /// Ends of the reports that are still going on, and whether somebody says so in a sentence of his own.
    open: Vec<(u32, bool)>,
    /// Where the report ends that reaches furthest.
    reported_to: u32,
}

/// How far back, in statements, an unnamed speaker is looked for.
const MEMORY: usize = 12;

/// How far back, in statements, anybody can be meant at all: further than an article goes, and a bound where a thousand articles come as one text.
const REACH: usize = 256;

impl Discourse {
    /// Notes that somebody spoke at a node; `beside` tells a source that is only named beside the words of a sentence.
    pub fn spoke(&mut self, node: usize, person: usize, beside: bool) {
        self.turns.push(Turn {
            node,
            person,
            // What is only said to come from a source is the narrator's own sentence: whoever speaks in it goes on.
            inside: self
                .open
                .iter()
                .rev()
                .find(|(_, said)| *said)
                .map(|(end, _)| *end),
            beside,
        });
    }

    /// The narrator has come to a byte: reports that ended before it are over.
    pub fn reaches(&mut self, byte: u32) {
        self.open.retain(|(end, _)| *end > byte);
    }

    /// A report that lasts to a byte has begun; `said` tells whether somebody says so in a sentence of his own, or only a source of it is named (بحسب البيان).
    pub fn opens(&mut self, end: u32, said: bool) {
        self.open.push((end, said));
        self.reported_to = self.reported_to.max(end);
    }

    /// The last speaker before a cue with whom its verb agrees. A medium that is only named beside the words of somebody who speaks in its sentence passes them on: that one
    /// goes on. `sentence` gives the beginning of a node's sentence.
    pub fn previous(
        &self,
        registry: &Registry,
        place: Place,
        readings: &[Reading],
        sentence: impl Fn(usize) -> usize,
    ) -> Option<usize> {
        let mut last = self
            .before(place)
            .take(MEMORY)
            .filter(|turn| self.fits(registry, turn.person, readings));
        let turn = last.next()?;
        let medium = registry.people[turn.person].kind == SpeakerKind::Media;
        if !(turn.beside && medium) {
            return Some(turn.person);
        }
        let from = sentence(turn.node);
        let main = last
            .take_while(|other| other.node >= from)
            .find(|other| !other.beside);
        Some(main.map_or(turn.person, |main| main.person))
    }

    /// The last speaker since a node whose own sentence it is, with whom the verb agrees: a source that is only named beside the words goes on with nothing.
    pub fn main_since(
        &self,
        from: usize,
        registry: &Registry,
        place: Place,
        readings: &[Reading],
    ) -> Option<usize> {
        self.before(place)
            .take_while(|turn| turn.node >= from)
            .find(|turn| !turn.beside && self.fits(registry, turn.person, readings))
            .map(|turn| turn.person)
    }

    /// Whether one of those who have spoken between a node and a cue fits, or nobody has.
    pub fn may_go_on(&self, place: Place, from: usize, fits: impl Fn(usize) -> bool) -> bool {
        let mut since = self
            .before(place)
            .take_while(|turn| turn.node >= from)
            .peekable();
        since.peek().is_none() || since.any(|turn| fits(turn.person))
    }

    /// Whether somebody can be the subject that a verb form leaves out, in one of the ways in which it can be read; any subject, where there are none.
    pub fn fits(&self, registry: &Registry, person: usize, readings: &[Reading]) -> bool {
        suits(known(&registry.people[person]), readings)
    }

    /// Whether somebody spoke between two nodes, a source that is only named beside the words left out.
    pub fn spoke_between(&self, from: usize, to: usize) -> bool {
        let first = self.turns.partition_point(|turn| turn.node < from);
        let between = self.turns[first..].iter().take_while(|turn| turn.node < to);
        between.into_iter().any(|turn| !turn.beside)
    }

    /// The last speaker before a cue who can be meant, whatever the verb's form.
    pub fn last(&self, place: Place, meant: impl Fn(usize) -> bool) -> Option<usize> {
        self.near(place, REACH, meant)
    }

    /// [`Discourse::last`] of the last few turns.
    pub fn near(&self, place: Place, turns: usize, meant: impl Fn(usize) -> bool) -> Option<usize> {
        let mut people = self.before(place).take(turns).map(|turn| turn.person);
        people.find(|person| meant(*person))
    }

    /// The byte to which the text so far is somebody's report.
    pub fn reported_to(&self) -> u32 {
        self.reported_to
    }

    /// Whether somebody's report is still going on.
    pub fn is_inside_report(&self) -> bool {
        !self.open.is_empty()
    }

    /// Everybody who has spoken before a cue, each once and the last one first, with what speaks against them.
    pub fn considered(&self, place: Place, fits: impl Fn(usize) -> bool) -> Vec<Considered> {
        let mut all: Vec<Considered> = Vec::new();
        let mut possible = 0;
        for turn in self.turns.iter().rev() {
            if turn.node >= place.node {
                continue;
            }
            let over = turn.inside.is_some_and(|end| place.byte >= end);
            possible += usize::from(!over);
            if all.iter().any(|known| known.person == turn.person) {
                continue;
            }
            let objection = if over {
                Some(Objection::ReportOver)
            } else if possible > MEMORY {
                Some(Objection::TooFar)
            } else if !fits(turn.person) {
                Some(Objection::Disagrees)
            } else {
                None
            };
            all.push(Considered {
                person: turn.person,
                node: turn.node,
                objection,
            });
        }
        all
    }

    /// Whether nobody has spoken yet.
    pub fn is_silent(&self) -> bool {
        self.turns.is_empty()
    }

    /// Those who can still be meant at a place, the last one first.
    fn before(&self, place: Place) -> impl Iterator<Item = &Turn> {
        self.turns.iter().rev().take(REACH).filter(move |turn| {
            turn.node < place.node && turn.inside.is_none_or(|end| place.byte < end)
        })
    }
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
    let of = |reading: &Reading| rules.entries.of(reading.entry);
    let own = found.reading.as_ref().map(of);
    let StanceFrom::Capture(capture) = rules.patterns[found.pattern].yields.stance else {
        return own;
    };
    // A word of a list before a verb that is spelled like it: a noun with a pronoun that is also a rare verb form.
    let noun = |listed: bool| {
        let (start, end) = found.capture(capture)?;
        let readings = (start..end).flat_map(|node| stream.readings_of(node));
        readings
            .map(of)
            .find(|entry| entry.list.is_some() == listed && entry.stance.is_some())
    };
    noun(true).or_else(|| noun(false)).or(own)
}
