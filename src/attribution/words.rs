//! What a word can be, worked out once for every word: its kinds, and its marks for the filters of patterns.

use super::matching;
use crate::lexicon::{Known, Memo, Reading};
use crate::pattern::{Builtin, KindSet, Marks, Passed, Rules};
use std::collections::HashMap;
use std::sync::Arc;

/// What follows from the kinds of a node.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    pub kinds: KindSet,
    pub marks: Marks,
    /// Its row in [`Classes::passed`].
    pub row: u32,
}

/// What is known of words that are alike to all patterns.
#[derive(Clone, Default)]
pub(crate) struct Classes {
    /// Which tests of patterns the kinds of a word pass.
    pub passed: Passed,
    /// Patterns whose cue a word can be, by class.
    pub candidates: Vec<Vec<u16>>,
}

/// Words that have been read, kept from document to document. To be used with one pack only.
pub(crate) struct WordMemo {
    words: Memo<u32>,
    sets: Sets,
}

/// Sets of kinds by number, and classes of words: words are many, what they can be is little.
struct Sets {
    numbers: HashMap<KindSet, u32>,
    made: Vec<Made>,
    /// Patterns whose cue a node can be, by the number of its set of kinds: most new words are of kinds that are known.
    cued: Vec<Vec<u16>>,
    class_numbers: HashMap<(u32, Vec<u16>), u32>,
    /// The number of its set of kinds, by class.
    classes: Vec<u32>,
    /// Shared with the nodes of the documents that were read with it. It grows while nobody else has it; otherwise a copy does.
    known: Arc<Classes>,
}

impl WordMemo {
    /// Nothing read yet.
    pub fn new(rules: &Rules) -> WordMemo {
        let known = Classes {
            passed: Passed::new(&rules.tests),
            candidates: Vec::new(),
        };
        WordMemo {
            words: Memo::default(),
            sets: Sets {
                numbers: HashMap::new(),
                made: Vec::new(),
                cued: Vec::new(),
                class_numbers: HashMap::new(),
                classes: Vec::new(),
                known: Arc::new(known),
            },
        }
    }

    /// What all nodes refer to that were read so far.
    pub fn classes(&self) -> Arc<Classes> {
        Arc::clone(&self.sets.known)
    }

    /// Reads a word: what its class, [`Known::made`], can be.
    pub fn read(&mut self, rules: &Rules, exact: &str, folded: &str) -> (Known<'_, u32>, Made) {
        let sets = &mut self.sets;
        let known = self.words.word(&rules.lexicon, exact, folded, |found| {
            sets.class(rules, &kinds(rules, exact, found), found)
        });
        let set = self.sets.classes[known.made as usize];
        (known, self.sets.made[set as usize])
    }

    /// What follows from a set of kinds.
    pub fn made(&mut self, rules: &Rules, kinds: &KindSet) -> Made {
        let number = self.sets.number(rules, kinds);
        self.sets.made[number as usize]
    }
}

impl Sets {
    fn number(&mut self, rules: &Rules, kinds: &KindSet) -> u32 {
        *self.numbers.entry(*kinds).or_insert_with(|| {
            self.cued.push(matching::cued(rules, kinds));
            self.made.push(Made {
                kinds: *kinds,
                marks: rules.filters.marks(kinds),
                row: Arc::make_mut(&mut self.known).passed.add(kinds),
            });
            self.made.len() as u32 - 1
        })
    }

    fn class(&mut self, rules: &Rules, kinds: &KindSet, readings: &[Reading]) -> u32 {
        let made = self.number(rules, kinds);
        let candidates = matching::candidates(rules, &self.cued[made as usize], readings);
        let next = self.classes.len() as u32;
        let key = (made, candidates.clone());
        let number = *self.class_numbers.entry(key).or_insert(next);
        if number == next {
            self.classes.push(made);
            Arc::make_mut(&mut self.known).candidates.push(candidates);
        }
        number
    }
}

/// Kinds of a word with these readings.
pub(crate) fn kinds(rules: &Rules, exact: &str, readings: &[Reading]) -> KindSet {
    let mut kinds = Builtin::Word.set();
    for reading in readings {
        add_kinds(rules, reading, &mut kinds);
    }
    if readings.is_empty() {
        kinds.insert(Builtin::Unknown.kind());
        if exact.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            kinds.insert(Builtin::Latin.kind());
        }
        add_clitics(rules, &mut kinds, rules.lexicon.guess_proclitics(exact).0);
    }
    kinds
}

fn add_kinds(rules: &Rules, reading: &Reading, kinds: &mut KindSet) {
    for kind in &rules.entries[reading.entry.0 as usize].kinds {
        kinds.insert(*kind);
    }
    if let Some(kind) = Rules::class_kind(reading.features.class) {
        kinds.insert(kind);
    }
    if reading.enclitic.is_some() {
        kinds.insert(Builtin::PronounSuffix.kind());
    }
    add_clitics(rules, kinds, reading.proclitics.0);
}

fn add_clitics(rules: &Rules, kinds: &mut KindSet, proclitics: u16) {
    for (number, kind) in rules.proclitics.iter().enumerate() {
        if proclitics & (1 << number) != 0 {
            kinds.insert(*kind);
        }
    }
}
