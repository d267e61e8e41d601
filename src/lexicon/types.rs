//! What the lexicon takes (verbs by principal parts, words of lists) and what it answers (readings).

use super::features::Features;
use super::table::pack;
use serde::{Deserialize, Serialize};

/// A number that stands for an entry: a verb, or a word of a list. The compiler keeps what is known of each in an array of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryId(pub u32);

/// One surface form of an entry, before it goes into the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// As written, without diacritics.
    pub text: String,
    /// Its features.
    pub features: Features,
}

/// A set of proclitics, by their position in morphology.yaml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Proclitics(pub u16);

/// One way to read a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// Whose form it is.
    pub entry: EntryId,
    /// Features of the form.
    pub features: Features,
    /// What was split off before it.
    pub proclitics: Proclitics,
    /// The suffixed pronoun, by its position in morphology.yaml.
    pub enclitic: Option<u8>,
    /// Whether the spelling is the entry's own, not only its folded likeness.
    pub exact: bool,
}

impl Reading {
    /// All of it but its entry and its spelling, in 33 bits: features, proclitics, and whether there is a suffixed pronoun.
    #[inline]
    pub fn bits(&self) -> u64 {
        u64::from(pack(&self.features))
            | u64::from(self.proclitics.0) << 16
            | u64::from(self.enclitic.is_some()) << 32
    }
}
