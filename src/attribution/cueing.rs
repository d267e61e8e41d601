//! Patterns whose cue a word can be, reading by reading: readings that conditions tell apart are few, and words have many combinations of them.

use super::matching::holds_of;
use crate::lexicon::{Proclitics, Reading};
use crate::pattern::{Bits, Builtin, Kind, Rules};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What was found out about readings.
pub(super) struct Cueing {
    conditions: Vec<OnCue>,
    by_kinds: HashMap<Kinds, Cued, RandomState>,
    by_entry: HashMap<(u32, Kinds), Cued, RandomState>,
    by_reading: HashMap<u64, Patterns, RandomState>,
}

/// The kind of the list of a reading and that of its form.
type Kinds = [Option<Kind>; 2];

/// Patterns whose cue readings can be that have some things in common, and the conditions on the cue that any of these has: where they stand among all.
struct Cued {
    patterns: Patterns,
    /// Those that the entry of a reading decides: most, and entries are far fewer than readings.
    by_entry: Vec<usize>,
    /// The others.
    by_form: Vec<usize>,
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
            by_entry: HashMap::default(),
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
            let known = profile << 40 | asked.bits();
            if let Some(patterns) = self.by_reading.get(&known) {
                allowed.add(patterns);
                continue;
            }
            let patterns = self.cued_by(rules, reading);
            allowed.add(&patterns);
            self.by_reading.insert(known, patterns);
        }
        allowed
    }

    /// Patterns whose cue a word with this reading can be, as far as the word itself decides.
    fn cued_by(&mut self, rules: &Rules, reading: &Reading) -> Patterns {
        let conditions = &self.conditions;
        let entry = rules.entries.of(reading.entry);
        let kinds = [entry.kind, Rules::class_kind(reading.features.class)];
        let of_entry = self
            .by_entry
            .entry((entry.profile, kinds))
            .or_insert_with(|| {
                let of_kinds = self
                    .by_kinds
                    .entry(kinds)
                    .or_insert_with(|| Cued::of(asking(rules, kinds), rules, conditions));
                of_kinds.of_entry(reading, rules, conditions)
            });
        of_entry.holding(&of_entry.by_form, reading, rules, conditions)
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

    fn meets(&self, other: &Patterns) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .any(|(one, other)| one & other != 0)
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

/// Patterns whose cue is of one of the kinds.
fn asking(rules: &Rules, kinds: Kinds) -> Patterns {
    let mut patterns = Patterns::none(rules);
    for kind in kinds.into_iter().flatten().chain([Builtin::Word.kind()]) {
        for (block, more) in rules.cues.asking(kind) {
            if let Some(bits) = patterns.0.get_mut(block) {
                *bits |= more;
            }
        }
    }
    patterns
}

impl Cued {
    fn of(patterns: Patterns, rules: &Rules, conditions: &[OnCue]) -> Cued {
        let asked = patterns.numbers().filter_map(|number| {
            let pattern = rules.patterns.get(number)?;
            Some(pattern.asked.iter().chain(&pattern.refused))
        });
        let mut asked: Vec<u32> = asked.flatten().copied().collect();
        asked.sort_unstable();
        asked.dedup();
        let places = asked
            .iter()
            .filter_map(|number| place_of(conditions, *number));
        let is_of_entry = |place: &usize| {
            let number = conditions.get(*place).map(|known| known.number);
            let condition = number.and_then(|number| rules.conditions.get(number));
            condition.is_some_and(|condition| condition.feature.is_of_entry())
        };
        let (by_entry, by_form) = places.partition(is_of_entry);
        Cued {
            patterns,
            by_entry,
            by_form,
        }
    }

    /// What is left of them for the entry of a reading.
    fn of_entry(&self, reading: &Reading, rules: &Rules, conditions: &[OnCue]) -> Cued {
        let patterns = self.holding(&self.by_entry, reading, rules, conditions);
        let concerns = |place: &&usize| {
            let known = conditions.get(**place);
            known.is_some_and(|known| {
                known.asking.meets(&patterns) || known.refusing.meets(&patterns)
            })
        };
        let by_form = self.by_form.iter().filter(concerns).copied().collect();
        Cued {
            patterns,
            by_entry: Vec::new(),
            by_form,
        }
    }

    /// Those patterns of which none of these conditions rules the reading out.
    fn holding(
        &self,
        places: &[usize],
        reading: &Reading,
        rules: &Rules,
        conditions: &[OnCue],
    ) -> Patterns {
        let mut patterns = self.patterns.clone();
        for known in places.iter().filter_map(|place| conditions.get(*place)) {
            let condition = rules.conditions.get(known.number);
            match condition.and_then(|condition| holds_of(rules, condition, reading)) {
                Some(false) => patterns.remove(&known.asking),
                Some(true) => patterns.remove(&known.refusing),
                None => {}
            }
        }
        patterns
    }
}
