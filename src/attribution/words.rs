//! What a word can be, worked out once for every word: its kinds, and its marks for the filters of patterns.

use super::matching;
use crate::lexicon::{Known, Memo, Reading};
use crate::pattern::{Builtin, KindSet, Marks, Passed, Rules};
use std::collections::HashMap;

/// What follows from the kinds of a node.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    pub kinds: KindSet,
    pub marks: Marks,
    pub passed: Passed,
}

/// Words that are alike to all patterns: their kinds by number, and the patterns whose cue they can be.
struct Class {
    made: u32,
    candidates: Vec<u16>,
}

/// Words that have been read, kept from document to document. To be used with one pack only.
#[derive(Default)]
pub(crate) struct WordMemo {
    words: Memo<u32>,
    sets: Sets,
}

/// Sets of kinds by number, and classes of words: words are many, what they can be is little.
#[derive(Default)]
struct Sets {
    numbers: HashMap<KindSet, u32>,
    made: Vec<Made>,
    class_numbers: HashMap<(u32, Vec<u16>), u32>,
    classes: Vec<Class>,
}

impl WordMemo {
    /// Reads a word; also gives the patterns whose cue it can be.
    pub fn read(
        &mut self,
        rules: &Rules,
        exact: &str,
        folded: &str,
    ) -> (Known<'_, u32>, Made, &[u16]) {
        let sets = &mut self.sets;
        let known = self.words.word(&rules.lexicon, exact, folded, |found| {
            sets.class(rules, &kinds(rules, exact, found), found)
        });
        let class = &self.sets.classes[known.made as usize];
        (
            known,
            self.sets.made[class.made as usize],
            &class.candidates,
        )
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
            self.made.push(made(rules, kinds));
            self.made.len() as u32 - 1
        })
    }

    fn class(&mut self, rules: &Rules, kinds: &KindSet, readings: &[Reading]) -> u32 {
        let made = self.number(rules, kinds);
        let candidates = matching::candidates(rules, kinds, readings);
        let next = self.classes.len() as u32;
        let key = (made, candidates.clone());
        let number = *self.class_numbers.entry(key).or_insert(next);
        if number == next {
            self.classes.push(Class { made, candidates });
        }
        number
    }
}

/// [`Made`] of a set of kinds that is not kept.
pub(crate) fn made(rules: &Rules, kinds: &KindSet) -> Made {
    Made {
        kinds: *kinds,
        marks: rules.filters.marks(kinds),
        passed: Passed::new(&rules.tests, kinds),
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
