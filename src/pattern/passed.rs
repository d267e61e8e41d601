//! Which tests of a pack the nodes of a text pass. Sets of kinds are few and come again and again: each is put to all tests once and has a row of bits from then on.

use super::kind::{KindSet, MAX_KINDS};
use super::program::Test;
use std::iter::successors;

/// Rows of bits, one for every set of kinds that was added.
#[derive(Debug, Clone, Default)]
pub struct Passed {
    /// Words of a row.
    width: usize,
    rows: Vec<u64>,
    /// The tests that ask for a kind, a row for every kind: a set passes those of all its kinds, less those that refuse one of them.
    asking: Vec<u64>,
    refusing: Vec<u64>,
    /// Tests that ask for several kinds at once.
    all: Vec<(u32, KindSet)>,
}

impl Passed {
    /// Nothing yet, for these tests.
    pub fn new(tests: &[Test]) -> Passed {
        let width = tests.len().div_ceil(64);
        let mut passed = Passed {
            width,
            rows: Vec::new(),
            asking: vec![0; width * MAX_KINDS],
            refusing: vec![0; width * MAX_KINDS],
            all: Vec::new(),
        };
        for (number, test) in tests.iter().enumerate() {
            let mark = |rows: &mut [u64], set: &KindSet| {
                for kind in set.iter() {
                    rows[usize::from(kind.0) * width + number / 64] |= 1 << (number % 64);
                }
            };
            mark(&mut passed.asking, &test.any);
            mark(&mut passed.refusing, &test.none);
            if test.all != KindSet::EMPTY {
                passed.all.push((number as u32, test.all));
            }
        }
        passed
    }

    /// Puts a set of kinds to all tests; the number of its row.
    pub fn add(&mut self, kinds: &KindSet) -> u32 {
        let begin = self.rows.len();
        self.rows.extend(self.row(kinds));
        (begin / self.width.max(1)) as u32
    }

    /// The numbers of the tests that a set of kinds passes.
    pub fn passing(&self, kinds: &KindSet) -> impl Iterator<Item = u32> + use<> {
        let words = (0..).step_by(64).zip(self.row(kinds));
        words.flat_map(|(first, bits)| {
            let rests = successors(Some(bits), |rest| Some(rest & rest.wrapping_sub(1)));
            rests
                .take_while(|rest| *rest != 0)
                .map(move |rest| first + rest.trailing_zeros())
        })
    }

    fn row(&self, kinds: &KindSet) -> Vec<u64> {
        let mut row = vec![0; self.width];
        for kind in kinds.iter() {
            let tests = self.asking.chunks_exact(self.width.max(1));
            let asking = tests.skip(usize::from(kind.0)).flatten();
            row.iter_mut()
                .zip(asking)
                .for_each(|(row, more)| *row |= more);
        }
        for kind in kinds.iter() {
            let tests = self.refusing.chunks_exact(self.width.max(1));
            let refusing = tests.skip(usize::from(kind.0)).flatten();
            row.iter_mut()
                .zip(refusing)
                .for_each(|(row, less)| *row &= !less);
        }
        for (test, all) in &self.all {
            if !kinds.holds(all) {
                row[*test as usize / 64] &= !(1 << (test % 64));
            }
        }
        row
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
    use crate::pattern::kind::Kind;
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
            let mut passed = Passed::new(&tests);
            let rows: Vec<u32> = nodes.iter().map(|kinds| passed.add(kinds)).collect();
            for (kinds, row) in nodes.iter().zip(rows) {
                for (number, test) in tests.iter().enumerate() {
                    prop_assert_eq!(passed.has(row, number as u32), test.passes(kinds));
                }
            }
        }
    }
}
