//! What a word can be, worked out once for every word: its kinds, and its marks for the filters of patterns.

use crate::lexicon::{Known, Memo, Reading};
use crate::pattern::{Builtin, KindSet, Marks, Rules};
use std::collections::HashMap;

/// Kinds of a node, and its marks.
pub(crate) type Made = (KindSet, Marks);

/// Words that have been read, kept from document to document. To be used with one pack only.
#[derive(Default)]
pub(crate) struct WordMemo {
    words: Memo<u32>,
    sets: Sets,
}

/// Sets of kinds by number: words are many, what they can be is little.
#[derive(Default)]
struct Sets {
    numbers: HashMap<KindSet, u32>,
    made: Vec<Made>,
}

impl WordMemo {
    /// Reads a word.
    pub fn read(&mut self, rules: &Rules, exact: &str, folded: &str) -> (Known<'_, u32>, Made) {
        let sets = &mut self.sets;
        let known = self.words.word(&rules.lexicon, exact, folded, |found| {
            sets.number(rules, kinds(rules, exact, found))
        });
        let made = self.sets.made[known.made as usize];
        (known, made)
    }
}

impl Sets {
    fn number(&mut self, rules: &Rules, kinds: KindSet) -> u32 {
        *self.numbers.entry(kinds).or_insert_with(|| {
            self.made.push((kinds, rules.filters.marks(&kinds)));
            self.made.len() as u32 - 1
        })
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
