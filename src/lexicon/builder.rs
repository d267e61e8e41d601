//! Gathers forms, words and phrases and lays them out as a [`Lexicon`].

use super::clitics::Clitics;
use super::features::{Attachment, Features, FormClass, Gender, Number};
use super::inflect::with_combining;
use super::lookup::Lexicon;
use super::morphology::Morphology;
use super::phrases::Phrases;
use super::table::{Bytes, Index, PROCLITICS, Posting, hash, pack};
use super::types::{EntryId, Form};
use std::collections::{BTreeMap, HashMap};

/// Takes everything that the lexicon shall know.
#[derive(Debug)]
pub struct LexiconBuilder<'a> {
    morphology: &'a Morphology,
    forms: Vec<Entry>,
    phrases: Vec<Entry>,
}

/// A form or phrase, its spelling still as the rule file has it.
#[derive(Debug)]
pub(super) struct Entry {
    pub text: String,
    pub entry: EntryId,
    pub features: Features,
    pub proclitics: bool,
}

impl Entry {
    pub(super) fn posting(&self, exact: (u32, u32)) -> Posting {
        let flags = if self.proclitics { PROCLITICS } else { 0 };
        Posting {
            exact,
            entry: self.entry.0,
            features: pack(&self.features),
            flags,
        }
    }
}

/// Byte strings one after the other, each stored once.
#[derive(Debug, Default)]
pub(super) struct Arena {
    pub bytes: Vec<u8>,
    known: HashMap<String, (u32, u32)>,
}

impl Arena {
    pub fn add(&mut self, text: &str) -> (u32, u32) {
        if let Some(&place) = self.known.get(text) {
            return place;
        }
        let place = (self.bytes.len() as u32, text.len() as u32);
        self.bytes.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), place);
        place
    }
}

impl<'a> LexiconBuilder<'a> {
    /// An empty one. The morphology says how words change before pronouns and which clitics there are.
    pub fn new(morphology: &'a Morphology) -> LexiconBuilder<'a> {
        LexiconBuilder {
            morphology,
            forms: Vec::new(),
            phrases: Vec::new(),
        }
    }

    /// Adds one form of a verb (see [`inflect`](super::inflect())).
    pub fn add_form(&mut self, entry: EntryId, form: Form) {
        self.forms.push(Entry {
            text: form.text,
            entry,
            features: form.features,
            proclitics: true,
        });
    }

    /// Adds a word of a list. `pronouns` and `proclitics` say what it may carry.
    pub fn add_word(
        &mut self,
        entry: EntryId,
        text: &str,
        gender: Option<Gender>,
        number: Option<Number>,
        pronouns: bool,
        proclitics: bool,
    ) {
        for form in word_forms(self.morphology, text, gender, number, pronouns) {
            self.forms.push(Entry {
                text: form.text,
                entry,
                features: form.features,
                proclitics,
            });
        }
    }

    /// Adds a phrase of a list: the first word may carry proclitics, the last one a pronoun. A phrase of one word is a word.
    pub fn add_phrase(
        &mut self,
        entry: EntryId,
        words: &[&str],
        gender: Option<Gender>,
        number: Option<Number>,
        pronouns: bool,
        proclitics: bool,
    ) {
        let Some((last, first)) = words.split_last() else {
            return;
        };
        if first.is_empty() {
            return self.add_word(entry, last, gender, number, pronouns, proclitics);
        }
        for form in word_forms(self.morphology, last, gender, number, pronouns) {
            let text = format!("{} {}", first.join(" "), form.text);
            self.phrases.push(Entry {
                text,
                entry,
                features: form.features,
                proclitics,
            });
        }
    }

    /// Lays everything out. `fold` gives the exact and the folded spelling of a word, the same that [`Lexicon::look_up`] will be asked with.
    pub fn finish(self, fold: &dyn Fn(&str) -> (String, String)) -> Lexicon {
        let mut arena = Arena::default();
        let mut groups: BTreeMap<String, Vec<(Entry, String)>> = BTreeMap::new();
        for entry in self.forms {
            let (exact, folded) = fold(&entry.text);
            groups.entry(folded).or_default().push((entry, exact));
        }
        let (mut keys, mut postings, mut hashes) = (Bytes::default(), Bytes::default(), Vec::new());
        let mut count = 0u32;
        for (folded, entries) in groups {
            let (start, length) = arena.add(&folded);
            hashes.push(hash(0, folded.as_bytes()));
            keys.push(start);
            keys.push(length);
            keys.push(count);
            let mut seen: Vec<(u32, u16, u16, (u32, u32))> = Vec::new();
            for (entry, exact) in entries {
                let posting = entry.posting(arena.add(&exact));
                let whole = (
                    posting.entry,
                    posting.features,
                    posting.flags,
                    posting.exact,
                );
                if !seen.contains(&whole) {
                    seen.push(whole);
                    posting.write(&mut postings);
                    count += 1;
                }
            }
        }
        // A last key that holds nothing tells where the postings of the one before it end.
        for number in [0, 0, count] {
            keys.push(number);
        }
        let phrases = Phrases::new(self.phrases, &mut arena, fold);
        Lexicon {
            clitics: Clitics::new(self.morphology, fold),
            arena: Bytes(arena.bytes),
            keys,
            postings,
            index: Index::build(&hashes),
            phrases,
        }
    }
}

fn word_forms(
    morphology: &Morphology,
    text: &str,
    gender: Option<Gender>,
    number: Option<Number>,
    pronouns: bool,
) -> Vec<Form> {
    let attachment = if pronouns {
        Attachment::Either
    } else {
        Attachment::Free
    };
    let features = Features {
        class: FormClass::Word,
        person: None,
        gender,
        number,
        tense: None,
        case: None,
        attachment,
    };
    with_combining(morphology, text, features)
}
