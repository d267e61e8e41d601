//! Patterns whose cue a word can be, reading by reading: readings that conditions tell apart are few, and words have many combinations of them.

use super::matching::holds_of;
use crate::lexicon::{Proclitics, Reading};
use crate::pattern::{Bits, Builtin, Kind, Rules};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What was found out about readings.
pub(super) struct Cueing {
    conditions: Vec<OnCue>,
    by_kinds: HashMap<Kinds, ByKinds, RandomState>,
    by_reading: HashMap<u64, Patterns, RandomState>,
}

/// The kind of the list of a reading and that of its form.
type Kinds = [Option<Kind>; 2];

/// What is known of readings of the same kinds.
struct ByKinds {
    /// Patterns whose cue is of one of the kinds.
    patterns: Patterns,
    /// The conditions that any of these has.
    conditions: Vec<usize>,
}

/// A condition on the cue: its number, and the patterns of which it rules out a reading.
struct OnCue {
    number: usize,
    /// Where it does not hold.
    asking: Patterns,
    /// Where it does.
    refusing: Patterns,
}

impl Cueing {
    pub fn new(rules: &Rules) -> Cueing {
        Cueing {
            conditions: on_cue(rules),
            by_kinds: HashMap::default(),
            by_reading: HashMap::default(),
        }
    }

    /// Patterns whose cue one of the readings allows a word to be.
    pub fn patterns(&mut self, rules: &Rules, readings: &[Reading]) -> Patterns {
        let mut allowed = Patterns::none(rules);
        for reading in readings {
            // Of what is written onto a word no condition asks more than this.
            let article = rules.lexicon.has_article(reading.proclitics);
            let asked = Reading {
                proclitics: Proclitics(article.into()),
                ..*reading
            };
            let profile = u64::from(rules.entries.of(reading.entry).profile);
            let known = self.by_reading.entry(profile << 40 | asked.bits());
            allowed.add(
                known.or_insert_with(|| {
                    cued_by(rules, &self.conditions, &mut self.by_kinds, reading)
                }),
            );
        }
        allowed
    }
}

/// A set of patterns: a bit for each, in their order.
#[derive(Clone)]
pub(super) struct Patterns(Box<[u64]>);

/// Bits of a block.
const BLOCK: usize = u64::BITS as usize;

impl Patterns {
    fn none(rules: &Rules) -> Patterns {
        Patterns(vec![0; rules.patterns.len().div_ceil(BLOCK)].into())
    }

    /// Whether the pattern of this number is one of them.
    pub fn has(&self, number: u16) -> bool {
        let number = usize::from(number);
        let block = self.0.get(number / BLOCK).copied().unwrap_or(0);
        block >> (number % BLOCK) & 1 == 1
    }

    fn put(&mut self, number: usize) {
        if let Some(block) = self.0.get_mut(number / BLOCK) {
            *block |= 1 << (number % BLOCK);
        }
    }

    fn numbers(&self) -> impl Iterator<Item = usize> {
        let blocks = (0..).step_by(BLOCK).zip(&self.0);
        blocks.flat_map(|(first, bits)| Bits(*bits).map(move |bit| first + bit))
    }

    fn remove(&mut self, other: &Patterns) {
        for (all, less) in self.0.iter_mut().zip(&other.0) {
            *all &= !*less;
        }
    }

    fn add(&mut self, other: &Patterns) {
        for (all, more) in self.0.iter_mut().zip(&other.0) {
            *all |= *more;
        }
    }
}

/// The conditions that patterns have on their cues: many patterns have the same.
fn on_cue(rules: &Rules) -> Vec<OnCue> {
    let all = rules.conditions.iter().enumerate();
    let mut found: Vec<OnCue> = all
        .filter(|(_, condition)| condition.capture.is_none())
        .map(|(number, _)| OnCue {
            number,
            asking: Patterns::none(rules),
            refusing: Patterns::none(rules),
        })
        .collect();
    for (pattern, of) in rules.patterns.iter().enumerate() {
        let mut put = |numbers: &[u32], side: fn(&mut OnCue) -> &mut Patterns| {
            for number in numbers {
                let at = place_of(&found, *number);
                if let Some(known) = at.and_then(|at| found.get_mut(at)) {
                    side(known).put(pattern);
                }
            }
        };
        put(&of.asked, |known| &mut known.asking);
        put(&of.refused, |known| &mut known.refusing);
    }
    found
}

/// Where a condition stands among those on cues, which are in order.
fn place_of(conditions: &[OnCue], number: u32) -> Option<usize> {
    let number = number as usize;
    conditions
        .binary_search_by_key(&number, |known| known.number)
        .ok()
}

impl ByKinds {
    fn of(kinds: Kinds, rules: &Rules, conditions: &[OnCue]) -> ByKinds {
        let mut patterns = Patterns::none(rules);
        for kind in kinds.into_iter().flatten().chain([Builtin::Word.kind()]) {
            for (block, more) in rules.cues.asking(kind) {
                if let Some(bits) = patterns.0.get_mut(block) {
                    *bits |= more;
                }
            }
        }
        let asked = patterns.numbers().filter_map(|number| {
            let pattern = rules.patterns.get(number)?;
            Some(pattern.asked.iter().chain(&pattern.refused))
        });
        let mut asked: Vec<u32> = asked.flatten().copied().collect();
        asked.sort_unstable();
        asked.dedup();
        let all = asked
            .iter()
            .filter_map(|number| place_of(conditions, *number));
        ByKinds {
            conditions: all.collect(),
            patterns,
        }
    }
}

/// Patterns whose cue a word with this reading can be, as far as the word itself decides.
fn cued_by(
    rules: &Rules,
    conditions: &[OnCue],
    by_kinds: &mut HashMap<Kinds, ByKinds, RandomState>,
    reading: &Reading,
) -> Patterns {
    let kinds = [
        rules.entries.of(reading.entry).kind,
        Rules::class_kind(reading.features.class),
    ];
    let of = by_kinds
        .entry(kinds)
        .or_insert_with(|| ByKinds::of(kinds, rules, conditions));
    let mut patterns = of.patterns.clone();
    for known in of.conditions.iter().filter_map(|at| conditions.get(*at)) {
        let condition = rules.conditions.get(known.number);
        match condition.and_then(|condition| holds_of(rules, condition, reading)) {
            Some(false) => patterns.remove(&known.asking),
            Some(true) => patterns.remove(&known.refusing),
            None => {}
        }
    }
    patterns
}
