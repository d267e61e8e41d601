//! Which of many spellings a word may begin or end with, by a look at the letters at that end: most words have no clitic of most.

use serde::{Deserialize, Serialize};

/// The letters at one end of a list of spellings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Edges {
    end: End,
    /// The spellings in groups, by the outermost letter; within a group in the order of the list.
    edges: Vec<Edge>,
    /// Their numbers in the list.
    numbers: Vec<u16>,
    /// Where each group begins, and where the last one ends.
    groups: Vec<u16>,
}

/// Which end of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum End {
    /// Its beginning.
    #[default]
    First,
    /// Its end.
    Last,
}

/// Groups of letters: one letter of an alphabet each, nearly.
const GROUPS: usize = 64;

/// Up to eight bytes at one end of a spelling, as a mask and a value: four letters, which is all of most clitics.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Edge {
    mask: u64,
    value: u64,
}

impl Edge {
    fn new(length: usize, value: u64) -> Edge {
        let mask = match length {
            0..8 => (1 << (8 * length)) - 1,
            _ => u64::MAX,
        };
        Edge {
            mask,
            value: value & mask,
        }
    }

    #[inline]
    fn fits(&self, edge: u64) -> bool {
        edge & self.mask == self.value
    }
}

impl End {
    /// The group of the outermost letter of a text.
    #[inline]
    fn group(self, text: &str) -> usize {
        let mut letters = text.chars();
        let letter = match self {
            End::First => letters.next(),
            End::Last => letters.next_back(),
        };
        letter.map_or(0, |letter| u32::from(letter) as usize % GROUPS)
    }

    /// The eight outermost bytes of a text as one number, the outermost one low; no byte of a text is 0.
    #[inline]
    fn bytes(self, text: &str) -> u64 {
        let bytes = text.as_bytes();
        let low = |edge: u64, byte: u8| edge << 8 | u64::from(byte);
        match self {
            End::First => match bytes.first_chunk() {
                Some(chunk) => u64::from_le_bytes(*chunk),
                None => text.bytes().rev().fold(0, low),
            },
            End::Last => match bytes.last_chunk() {
                Some(chunk) => u64::from_be_bytes(*chunk),
                None => text.bytes().fold(0, low),
            },
        }
    }
}

impl Edges {
    /// Of these spellings with their numbers, in rising order; none of them is empty.
    pub fn new<'s>(end: End, spellings: impl Iterator<Item = (u16, &'s str)>) -> Edges {
        let mut all: Vec<(usize, u16, &str)> = spellings
            .map(|(number, spelling)| (end.group(spelling), number, spelling))
            .collect();
        all.sort_unstable();
        let begins = |group: usize| all.partition_point(|(known, _, _)| *known < group) as u16;
        let edge = |spelling: &str| Edge::new(spelling.len(), end.bytes(spelling));
        Edges {
            end,
            edges: all.iter().map(|(_, _, spelling)| edge(spelling)).collect(),
            numbers: all.iter().map(|(_, number, _)| *number).collect(),
            groups: (0..=GROUPS).map(begins).collect(),
        }
    }

    /// Numbers of the spellings that a word may have at this end, in the order of the list.
    #[inline]
    pub fn of(&self, word: &str) -> impl Iterator<Item = u16> + use<'_> {
        let group = self.end.group(word);
        let place = |group: usize| self.groups.get(group).map_or(0, |at| usize::from(*at));
        let range = place(group)..place(group + 1);
        let bytes = self.end.bytes(word);
        let edges = self.edges.get(range.clone()).unwrap_or_default();
        let numbers = self.numbers.get(range).unwrap_or_default();
        edges
            .iter()
            .zip(numbers)
            .filter(move |(edge, _)| edge.fits(bytes))
            .map(|(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_spelling_is_passed_over(
            spellings in prop::collection::vec("[وفبa-c]{1,6}", 0..40),
            word in "[وفبa-c]{0,8}",
        ) {
            let numbered = || (0u16..).zip(spellings.iter().map(String::as_str));
            for end in [End::First, End::Last] {
                let found: Vec<u16> = Edges::new(end, numbered()).of(&word).collect();
                let has = |spelling: &str| match end {
                    End::First => word.starts_with(spelling),
                    End::Last => word.ends_with(spelling),
                };
                let had = numbered().filter(|(_, spelling)| has(spelling));
                prop_assert!(had.map(|(number, _)| number).all(|number| found.contains(&number)));
                prop_assert!(found.is_sorted());
                // Eight bytes at the end decide, so nothing short is found that is not there.
                let short = numbered().filter(|(_, spelling)| spelling.len() <= 8);
                for (number, spelling) in short {
                    prop_assert_eq!(found.contains(&number), has(spelling));
                }
            }
        }
    }
}
