//! Which tests of a pack the nodes of a text pass. Sets of kinds are few and come again and again: each is put to all tests once and has a row of bits from then on.

use super::kind::{Bits, Kind, KindSet, MAX_KINDS};
use super::program::Test;
use crate::lexicon::Bytes;
use serde::{Deserialize, Serialize};

/// What tests ask, kind by kind: a set of kinds passes those that ask for one of its kinds, less those that refuse one of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Asked {
    /// Words of a row: a bit for every test.
    width: u32,
    /// For every kind the block at which those end that ask for it, and at which those end that refuse it: numbers of four bytes.
    ends: Bytes,
    /// The words of rows that are not empty: the number of the word in four bytes, and its bits in eight.
    blocks: Bytes,
    /// Tests that ask for several kinds at once.
    all: Vec<(u32, KindSet)>,
}

/// Size of a block in bytes.
const BLOCK: usize = 12;

/// What a test has to do with a kind.
#[derive(Clone, Copy)]
enum Side {
    Asks,
    Refuses,
}

impl Asked {
    /// What these tests ask.
    pub fn by(tests: &[Test]) -> Asked {
        let width = tests.len().div_ceil(64);
        let mut asked = Asked {
            width: width as u32,
            ..Asked::default()
        };
        let mut rows = vec![[vec![0u64; width], vec![0; width]]; MAX_KINDS];
        for (number, test) in tests.iter().enumerate() {
            for (side, set) in [test.any, test.none].iter().enumerate() {
                for kind in set.iter() {
                    rows[usize::from(kind.0)][side][number / 64] |= 1 << (number % 64);
                }
            }
            if test.all != KindSet::EMPTY {
                asked.all.push((number as u32, test.all));
            }
        }
        let mut count = 0;
        for row in rows.iter().flatten() {
            let filled = (0u32..).zip(row).filter(|(_, bits)| **bits != 0);
            for (word, bits) in filled {
                asked.blocks.push(word);
                asked.blocks.extend(&bits.to_le_bytes());
                count += 1;
            }
            asked.ends.push(count);
        }
        asked
    }

    /// The words of the row of a kind that are not empty, each with its number.
    fn blocks(&self, kind: Kind, side: Side) -> impl Iterator<Item = (usize, u64)> + use<'_> {
        let number = usize::from(kind.0) * 2 + side as usize;
        let end = |number: usize| self.ends.u32(number * 4) as usize;
        let start = number.checked_sub(1).map_or(0, end);
        let bytes = self.blocks.all().get(start * BLOCK..end(number) * BLOCK);
        let (blocks, _) = bytes.unwrap_or_default().as_chunks::<BLOCK>();
        blocks.iter().map(|[a, b, c, d, bits @ ..]| {
            let word = u32::from_le_bytes([*a, *b, *c, *d]);
            (word as usize, u64::from_le_bytes(*bits))
        })
    }

    /// The tests that ask for a kind: words of 64 bits with their numbers, those left out that are empty.
    pub fn asking(&self, kind: Kind) -> impl Iterator<Item = (usize, u64)> + use<'_> {
        self.blocks(kind, Side::Asks)
    }

    /// Puts a set of kinds to the tests: the bits of those that it passes, in a row that is empty and long enough.
    pub fn mark(&self, kinds: &KindSet, row: &mut [u64]) {
        for kind in kinds.iter() {
            for (word, more) in self.blocks(kind, Side::Asks) {
                if let Some(bits) = row.get_mut(word) {
                    *bits |= more;
                }
            }
        }
        for kind in kinds.iter() {
            for (word, less) in self.blocks(kind, Side::Refuses) {
                if let Some(bits) = row.get_mut(word) {
                    *bits &= !less;
                }
            }
        }
        for (test, all) in &self.all {
            if !kinds.holds(all)
                && let Some(bits) = row.get_mut(*test as usize / 64)
            {
                *bits &= !(1 << (test % 64));
            }
        }
    }

    /// The numbers of the tests that a set of kinds passes.
    pub fn passing(&self, kinds: &KindSet) -> impl Iterator<Item = u32> + use<> {
        let mut row = vec![0; self.width as usize];
        self.mark(kinds, &mut row);
        let words = (0..).step_by(64).zip(row);
        words.flat_map(|(first, bits)| Bits(bits).map(move |bit| first + bit as u32))
    }
}

/// Rows of bits, one for every set of kinds that was added.
#[derive(Debug, Clone, Default)]
pub struct Passed {
    /// Words of a row.
    width: usize,
    rows: Vec<u64>,
}

impl Passed {
    /// Puts a set of kinds to all tests, which are the same ones every time; the number of its row.
    pub fn add(&mut self, asked: &Asked, kinds: &KindSet) -> u32 {
        self.width = asked.width as usize;
        let begin = self.rows.len();
        self.rows.resize(begin + self.width, 0);
        if let Some(row) = self.rows.get_mut(begin..) {
            asked.mark(kinds, row);
        }
        (begin / self.width.max(1)) as u32
    }

    /// Whether the set of a row passes the test of a number; it does not where there is no such row.
    #[inline]
    pub fn has(&self, row: u32, test: u32) -> bool {
        let word = self
            .rows
            .get(row as usize * self.width + test as usize / 64);
        word.is_some_and(|word| word & (1 << (test % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set() -> impl Strategy<Value = KindSet> {
        prop::collection::vec(0..MAX_KINDS as u16, 0..4).prop_map(|kinds| {
            let mut set = KindSet::EMPTY;
            kinds
                .into_iter()
                .for_each(|kind| set.insert(Kind(kind % 9 * 61)));
            set
        })
    }

    proptest! {
        #[test]
        fn a_row_says_what_the_tests_say(
            tests in prop::collection::vec((set(), set(), set()), 0..150),
            nodes in prop::collection::vec(set(), 1..5),
        ) {
            let tests: Vec<Test> = tests
                .into_iter()
                .map(|(any, all, none)| Test { any, all, none })
                .collect();
            let (asked, mut passed) = (Asked::by(&tests), Passed::default());
            let rows: Vec<u32> = nodes.iter().map(|kinds| passed.add(&asked, kinds)).collect();
            for (kinds, row) in nodes.iter().zip(rows) {
                let passing: Vec<u32> = asked.passing(kinds).collect();
                for (number, test) in (0..).zip(&tests) {
                    prop_assert_eq!(passed.has(row, number), test.passes(kinds));
                    prop_assert_eq!(passing.contains(&number), test.passes(kinds));
                }
            }
        }
    }
}
