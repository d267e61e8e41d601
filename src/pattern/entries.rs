//! What a pack knows of the entries of its lexicon: most words of a list are alike, so it is kept once for all that are.

use super::kind::{Kind, KindSet};
use crate::lexicon::{Bytes, EntryId, Framing, Gender, Number, SpeakerKind};
use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What is known of an entry of the lexicon.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntryInfo {
    /// Index of the stance, where it has one.
    pub stance: Option<u8>,
    /// Polarity and commitment, where they are not those of the stance.
    pub framing: Framing,
    /// Roles, as a bit set over [`Rules::roles`](super::Rules::roles).
    pub roles: u32,
    /// Frames, as a bit set over [`Rules::frames`](super::Rules::frames).
    pub frames: u32,
    /// The list it stands in; `None` for a verb.
    pub list: Option<u16>,
    /// Kind of the list, or of literals with this spelling; verbs get theirs from the class of the form.
    pub kind: Option<Kind>,
    /// Gender of a list word.
    pub gender: Option<Gender>,
    /// Number of a list word.
    pub number: Option<Number>,
    /// What a list word is as a speaker.
    pub speaker: Option<SpeakerKind>,
    /// Entries of the same profile are alike to the cue conditions of all patterns.
    pub profile: u32,
}

impl EntryInfo {
    /// Whether its list is of one of these kinds.
    #[inline]
    pub fn is(&self, kinds: &KindSet) -> bool {
        self.kind.is_some_and(|kind| kinds.has(kind))
    }
}

/// All entries.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entries {
    /// What entries have in common.
    infos: Vec<EntryInfo>,
    /// By entry, which of these it has: a number of four bytes.
    numbers: Bytes,
    /// Dictionary forms, one behind the other.
    lemmas: Bytes,
    /// By entry, the byte at which its dictionary form ends: a number of four bytes.
    ends: Bytes,
}

impl Entries {
    /// Entries with their dictionary forms, in the order of their ids.
    pub fn new(entries: &[(String, EntryInfo)]) -> Entries {
        let mut all = Entries::default();
        let mut known: HashMap<EntryInfo, u32, RandomState> = HashMap::default();
        for (lemma, info) in entries {
            let next = all.infos.len() as u32;
            let number = *known.entry(*info).or_insert(next);
            if number == next {
                all.infos.push(*info);
            }
            all.numbers.push(number);
            all.lemmas.extend(lemma.as_bytes());
            all.ends.push(all.lemmas.length() as u32);
        }
        all
    }

    /// What is known of an entry.
    #[inline]
    pub fn of(&self, entry: EntryId) -> &EntryInfo {
        &self.infos[self.numbers.u32(entry.0 as usize * 4) as usize]
    }

    /// Its dictionary form.
    pub fn lemma(&self, entry: EntryId) -> &str {
        std::str::from_utf8(self.lemma_bytes(entry)).unwrap_or_default()
    }

    /// The same as bytes, for those who compare it.
    #[inline]
    pub fn lemma_bytes(&self, entry: EntryId) -> &[u8] {
        let end = |number: usize| self.ends.u32(number * 4);
        let number = entry.0 as usize;
        let start = number.checked_sub(1).map_or(0, end);
        self.lemmas.range(start, end(number).saturating_sub(start))
    }

    /// All entries in their order.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> {
        (0..self.numbers.length() as u32 / 4).map(EntryId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_are_alike_keep_their_own_lemmas() {
        let of = |list| EntryInfo {
            list: Some(list),
            ..EntryInfo::default()
        };
        let written = [("وزير", 1), ("مدير", 1), ("", 2), ("قناة", 1)];
        let entries = written.map(|(lemma, list)| (lemma.to_owned(), of(list)));
        let all = Entries::new(&entries);
        assert_eq!(all.infos.len(), 2);
        let read = all.ids().map(|id| (all.lemma(id), all.of(id).list));
        let expected = written.map(|(lemma, list)| (lemma, Some(list)));
        assert_eq!(read.collect::<Vec<_>>(), expected);
    }
}
