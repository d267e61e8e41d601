//! What a word can be, worked out once for every word: its kinds, and the patterns whose cue it can be.

use super::cueing::Cueing;
use crate::lexicon::{FormClass, Known, Memo, Reading};
use crate::pattern::{Builtin, KindSet, Marks, Passed, PatternSection, Rules};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;

/// What a node can be: the number of its set of kinds in [`Classes::sets`], and of its class in [`Classes::candidates`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Made {
    pub set: u32,
    pub class: u32,
}

/// What is known of words that are alike to all patterns.
#[derive(Clone, Default)]
pub(crate) struct Classes {
    /// Sets of kinds, by number, each with what filters of patterns see in it.
    pub sets: Vec<(KindSet, Marks)>,
    /// Which tests of patterns the nodes of a set pass; the number of the set is that of its row.
    pub passed: Passed,
    /// Patterns whose cue a node can be, by class.
    pub candidates: Vec<Candidates>,
}

/// Numbers of patterns in their order, those of each section together.
#[derive(Clone, Default)]
pub(crate) struct Candidates {
    numbers: Box<[u16]>,
    /// Where the patterns of each section end.
    ends: [u16; PatternSection::COUNT],
}

impl Candidates {
    fn new(rules: &Rules, numbers: &[u16]) -> Candidates {
        let mut all = Vec::with_capacity(numbers.len());
        let mut ends = [0; PatternSection::COUNT];
        for (section, end) in ends.iter_mut().enumerate() {
            let of =
                |number: &&u16| rules.patterns[usize::from(**number)].section as usize == section;
            all.extend(numbers.iter().filter(of));
            *end = all.len() as u16;
        }
        Candidates {
            numbers: all.into(),
            ends,
        }
    }

    /// The patterns of a section.
    #[inline]
    pub fn of(&self, section: PatternSection) -> &[u16] {
        let end = self.ends[section as usize];
        let start = (section as usize)
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        self.numbers
            .get(usize::from(start)..usize::from(end))
            .unwrap_or_default()
    }
}

/// Words that have been read, kept from document to document. To be used with one pack only.
pub(crate) struct WordMemo {
    words: Memo<Made>,
    sets: Sets,
}

/// Lists of words that are parts of personal names.
const NAMES: [&str; 3] = ["given-name", "family-name", "name-particle"];

/// Sets of kinds by number, and classes of words: words are many, what they can be is little.
struct Sets {
    numbers: HashMap<KindSet, u32, RandomState>,
    /// Parts of personal names.
    names: KindSet,
    /// Patterns whose cue a node can be, by the number of its set of kinds: most new words are of kinds that are known.
    cued: Vec<Vec<u16>>,
    /// The class of nodes without readings, by the number of their set of kinds.
    plain: Vec<u32>,
    /// What nodes of one sign are, by its number.
    signs: [Option<Made>; Builtin::ALL.len()],
    class_numbers: HashMap<Box<[u16]>, u32, RandomState>,
    /// What words with these readings are, told apart as far as patterns can.
    profiles: HashMap<Box<[u64]>, Made, RandomState>,
    profile: Vec<u64>,
    cueing: Cueing,
    /// Shared with the nodes of the documents that are read with it.
    known: Arc<Classes>,
}

impl WordMemo {
    /// Nothing read yet.
    pub fn new(rules: &Rules) -> WordMemo {
        WordMemo {
            words: Memo::default(),
            sets: Sets {
                numbers: HashMap::default(),
                names: rules.kind_set(&NAMES),
                cued: Vec::new(),
                plain: Vec::new(),
                signs: [None; Builtin::ALL.len()],
                class_numbers: HashMap::default(),
                profiles: HashMap::default(),
                profile: Vec::new(),
                cueing: Cueing::new(rules),
                known: Arc::default(),
            },
        }
    }

    /// What all nodes refer to that were read so far. Nothing can be read as long as somebody has it without copying it first.
    pub fn classes(&self) -> Arc<Classes> {
        Arc::clone(&self.sets.known)
    }

    /// Kinds of a node.
    pub fn kinds(&self, made: Made) -> &KindSet {
        &self.sets.known.sets[made.set as usize].0
    }

    /// Reads a word: its readings, and what it can be.
    #[inline]
    pub fn read(&mut self, rules: &Rules, exact: &str, folded: &str) -> Known<'_, Made> {
        let sets = &mut self.sets;
        self.words.word(&rules.lexicon, exact, folded, |found| {
            sets.of_readings(rules, exact, found)
        })
    }

    /// Whether a word can be another word of a phrase than its first.
    #[inline]
    pub fn continues(&self, rules: &Rules, exact: &str, folded: &str) -> bool {
        let known = self.words.continues_phrase(exact);
        known.unwrap_or_else(|| rules.lexicon.continues_phrase(folded))
    }

    /// What a phrase of these readings is.
    pub fn phrase(&mut self, rules: &Rules, exact: &str, readings: &[Reading]) -> Made {
        self.sets.of_readings(rules, exact, readings)
    }

    /// What a node of these kinds is that has no readings, or whose readings do not count.
    pub fn made(&mut self, rules: &Rules, kinds: &KindSet) -> Made {
        self.sets.of_kinds(rules, kinds)
    }

    /// What a sign is.
    #[inline]
    pub fn sign(&mut self, rules: &Rules, sign: Builtin) -> Made {
        if let Some(made) = self.sets.signs[sign as usize] {
            return made;
        }
        let made = self.sets.of_kinds(rules, &sign.set());
        self.sets.signs[sign as usize] = Some(made);
        made
    }
}

/// Stands in the profile of a word without readings, and in no reading's.
const UNKNOWN: u64 = u64::MAX << 32;

impl Sets {
    fn number(&mut self, rules: &Rules, kinds: &KindSet) -> u32 {
        if let Some(number) = self.numbers.get(kinds) {
            return *number;
        }
        let known = Arc::make_mut(&mut self.known);
        let number = known.passed.add(&rules.code.asked, kinds);
        known.sets.push((*kinds, rules.filters.marks(kinds)));
        let cued = rules.cues.passing(kinds);
        let cued: Vec<u16> = cued.map(|number| number as u16).collect();
        self.numbers.insert(*kinds, number);
        let plain = self.class(rules, &cued);
        self.cued.push(cued);
        self.plain.push(plain);
        number
    }

    /// The class of nodes that can be the cues of these patterns.
    fn class(&mut self, rules: &Rules, numbers: &[u16]) -> u32 {
        if let Some(class) = self.class_numbers.get(numbers) {
            return *class;
        }
        let known = Arc::make_mut(&mut self.known);
        let class = known.candidates.len() as u32;
        known.candidates.push(Candidates::new(rules, numbers));
        self.class_numbers.insert(numbers.into(), class);
        class
    }

    fn of_kinds(&mut self, rules: &Rules, kinds: &KindSet) -> Made {
        let set = self.number(rules, kinds);
        Made {
            set,
            class: self.plain[set as usize],
        }
    }

    fn of_readings(&mut self, rules: &Rules, exact: &str, readings: &[Reading]) -> Made {
        let mut profile = std::mem::take(&mut self.profile);
        profile.clear();
        profile.extend(readings.iter().map(|reading| {
            let profile = rules.entries.of(reading.entry).profile;
            u64::from(profile) << 40 | u64::from(reading.exact) << 33 | reading.bits()
        }));
        if readings.is_empty() {
            let proclitics = rules.lexicon.guess_proclitics(exact).0;
            profile.push(UNKNOWN | u64::from(is_latin(exact)) << 16 | u64::from(proclitics));
        }
        let known = self.profiles.get(profile.as_slice()).copied();
        let made = known.unwrap_or_else(|| {
            let kinds = kinds(rules, &self.names, exact, readings);
            let set = self.number(rules, &kinds);
            let class = if readings.is_empty() {
                self.plain[set as usize]
            } else {
                let allowed = self.cueing.patterns(rules, readings);
                let cued = self.cued[set as usize].iter().copied();
                let candidates = cued.filter(|number| allowed.has(*number));
                let candidates: Vec<u16> = candidates.collect();
                self.class(rules, &candidates)
            };
            let made = Made { set, class };
            self.profiles.insert(profile.as_slice().into(), made);
            made
        });
        self.profile = profile;
        made
    }
}

fn is_latin(exact: &str) -> bool {
    exact.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

/// Kinds of a word with these readings. A word that a list has as it is written is that word, and no shorter name with a preposition
/// written onto it: the first letter is its own.
fn kinds(rules: &Rules, names: &KindSet, exact: &str, readings: &[Reading]) -> KindSet {
    let mut kinds = Builtin::Word.set();
    let listed = readings.iter().any(|reading| {
        reading.exact
            && reading.features.class == FormClass::Word
            && reading.proclitics.0 == 0
            && reading.enclitic.is_none()
    });
    for reading in readings {
        let name_behind_clitic = listed
            && rules.lexicon.has_preposition(reading.proclitics)
            && rules.entries.of(reading.entry).is(names);
        if !name_behind_clitic {
            add_kinds(rules, reading, &mut kinds);
        }
    }
    if readings.is_empty() {
        kinds.insert(Builtin::Unknown.kind());
        if is_latin(exact) {
            kinds.insert(Builtin::Latin.kind());
        }
        add_clitics(rules, &mut kinds, rules.lexicon.guess_proclitics(exact).0);
    }
    kinds
}

fn add_kinds(rules: &Rules, reading: &Reading, kinds: &mut KindSet) {
    if let Some(kind) = rules.entries.of(reading.entry).kind {
        kinds.insert(kind);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_as_listed_and_one_that_is_only_folded_alike_are_told_apart_in_any_order() {
        let rules = Rules::builtin().expect("the built-in pack");
        let listed = WordMemo::new(&rules)
            .read(&rules, "بلال", "بلال")
            .readings
            .to_vec();
        let folded: Vec<Reading> = listed
            .iter()
            .map(|reading| Reading {
                exact: false,
                ..*reading
            })
            .collect();
        let kinds = |order: [&[Reading]; 2]| {
            let mut memo = WordMemo::new(&rules);
            order.map(|readings| {
                let made = memo.sets.of_readings(&rules, "بلال", readings);
                *memo.kinds(made)
            })
        };
        let [first, second] = kinds([&listed, &folded]);
        assert_ne!(first, second);
        assert_eq!(kinds([&folded, &listed]), [second, first]);
    }
}
