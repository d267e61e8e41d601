//! What filters see in a node.

use super::kind::KindSet;
use super::passed::Asked;
use serde::{Deserialize, Serialize};

/// How many sets of kinds can be asked for.
const SETS: usize = 320;

/// The built-in kinds of a node, and of which of the sets that filters ask for it has a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    builtin: u64,
    sets: [u64; SETS / 64],
}

/// One of the sets that are asked for, or nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need(u16);

impl Need {
    /// The set of this number; nothing past the last one that can be asked for, which costs time and nothing else.
    pub fn of(set: usize) -> Need {
        let number = u16::try_from(set + 1).unwrap_or_default();
        Need(if set < SETS { number } else { 0 })
    }

    /// Whether nothing is asked for.
    #[inline]
    pub fn is_nothing(self) -> bool {
        self.0 == 0
    }
}

impl Marks {
    /// Those of a node with these kinds, where these tests ask for the sets.
    pub fn new(kinds: &KindSet, asked: &Asked) -> Marks {
        let mut marks = Marks {
            builtin: kinds.builtin(),
            ..Marks::default()
        };
        asked.mark(kinds, &mut marks.sets);
        marks
    }

    /// Whether the node has what is needed; it never has nothing.
    #[inline]
    pub fn has(&self, need: Need) -> bool {
        let Some(bit) = need.0.checked_sub(1) else {
            return false;
        };
        let word = self.sets.get(usize::from(bit / 64));
        word.is_some_and(|word| word >> (bit % 64) & 1 != 0)
    }

    /// The built-in kinds, a bit each, as [`KindSet::builtin`] gives them.
    #[inline]
    pub fn builtin(&self) -> u64 {
        self.builtin
    }

    /// Adds those of another node.
    #[inline]
    pub fn add(&mut self, other: &Marks) {
        self.builtin |= other.builtin;
        for (mine, theirs) in self.sets.iter_mut().zip(other.sets) {
            *mine |= theirs;
        }
    }
}
