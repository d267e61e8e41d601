//! Patterns whose cue a word can be, reading by reading: readings that conditions tell apart are few, and words have many combinations of them.

use super::matching::can_be_cue;
use crate::lexicon::{Proclitics, Reading};
use crate::pattern::{Builtin, Rules};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What was found out about readings.
pub(super) struct Cueing {
    /// Patterns whose cue can be of a kind, by kind.
    by_kind: Vec<Patterns>,
    by_reading: HashMap<u64, Patterns, RandomState>,
}

impl Cueing {
    pub fn new(rules: &Rules) -> Cueing {
        Cueing {
            by_kind: by_kind(rules),
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
            allowed.add(known.or_insert_with(|| cued_by(rules, &self.by_kind, reading)));
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
        self.is(usize::from(number))
    }

    fn is(&self, number: usize) -> bool {
        let block = self.0.get(number / BLOCK).copied().unwrap_or(0);
        block >> (number % BLOCK) & 1 == 1
    }

    fn put(&mut self, number: usize, there: bool) {
        if let Some(block) = self.0.get_mut(number / BLOCK) {
            let bit = 1 << (number % BLOCK);
            *block = if there { *block | bit } else { *block & !bit };
        }
    }

    fn add(&mut self, other: &Patterns) {
        for (all, more) in self.0.iter_mut().zip(&other.0) {
            *all |= *more;
        }
    }
}

/// Patterns whose cue can be of a kind, by kind.
fn by_kind(rules: &Rules) -> Vec<Patterns> {
    let mut all = vec![Patterns::none(rules); rules.kinds.len()];
    for (number, pattern) in rules.patterns.iter().enumerate() {
        for kind in pattern.cue.any.iter() {
            if let Some(of) = all.get_mut(usize::from(kind.0)) {
                of.put(number, true);
            }
        }
    }
    all
}

/// Patterns whose cue a word with this reading can be, as far as the word itself decides.
fn cued_by(rules: &Rules, by_kind: &[Patterns], reading: &Reading) -> Patterns {
    let mut patterns = Patterns::none(rules);
    let kinds = [
        Some(Builtin::Word.kind()),
        rules.entries.of(reading.entry).kind,
        Rules::class_kind(reading.features.class),
    ];
    for kind in kinds.into_iter().flatten() {
        if let Some(more) = by_kind.get(usize::from(kind.0)) {
            patterns.add(more);
        }
    }
    for (number, pattern) in rules.patterns.iter().enumerate() {
        if patterns.is(number) && !can_be_cue(rules, pattern, reading) {
            patterns.put(number, false);
        }
    }
    patterns
}
