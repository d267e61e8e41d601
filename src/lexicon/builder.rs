//! Gathers forms, words and phrases and lays them out as a [`Lexicon`].

use super::clitics::Clitics;
use super::features::{Attachment, Features, FormClass, Gender, Number};
use super::inflect::with_combining;
use super::lookup::Lexicon;
use super::morphology::Morphology;
use super::phrases::Phrases;
use super::table::{Bytes, CONTRACTED, Index, PROCLITICS, Posting, hash, pack};
use super::types::{EntryId, Form};

/// Gives the exact and the folded spelling of a word, the same that [`Lexicon::look_up`] will be asked with.
pub type Fold<'a> = &'a (dyn Fn(&str) -> (String, String) + Sync);

/// Takes everything that the lexicon shall know. Parts of it can be filled side by side and put together with [`LexiconBuilder::append`].
pub struct LexiconBuilder<'a> {
    morphology: &'a Morphology,
    fold: Fold<'a>,
    forms: Vec<Word>,
    phrases: Vec<Phrase>,
    asked: u32,
}

/// A form with its folded and exact spelling.
struct Word {
    folded: String,
    exact: String,
    entry: Entry,
}

/// A phrase with its words folded, and its exact spelling.
pub(super) struct Phrase {
    pub folded: Vec<String>,
    pub exact: String,
    pub entry: Entry,
}

/// Whose a form or phrase is and what it may carry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub entry: EntryId,
    pub features: Features,
    pub proclitics: bool,
    /// Whether its first letters are lost to a contraction.
    pub contracted: bool,
}

impl Entry {
    pub(super) fn posting(&self, exact: (u32, u32)) -> Posting {
        let flags =
            u16::from(self.proclitics) * PROCLITICS + u16::from(self.contracted) * CONTRACTED;
        Posting {
            exact,
            entry: self.entry.0,
            features: pack(&self.features),
            flags,
        }
    }
}

/// Byte strings one after the other.
#[derive(Debug, Default)]
pub(super) struct Arena {
    pub bytes: Vec<u8>,
}

impl Arena {
    pub fn add(&mut self, text: &str) -> (u32, u32) {
        let place = (self.bytes.len() as u32, text.len() as u32);
        self.bytes.extend_from_slice(text.as_bytes());
        place
    }
}

impl<'a> LexiconBuilder<'a> {
    /// An empty one. The morphology says how words change before pronouns and which clitics there are.
    pub fn new(morphology: &'a Morphology, fold: Fold<'a>) -> LexiconBuilder<'a> {
        LexiconBuilder {
            morphology,
            fold,
            forms: Vec::new(),
            phrases: Vec::new(),
            asked: u32::MAX,
        }
    }

    /// Says that the entries from this one on are words that rules ask for, and that no list need have. Such a word is found where it is written, but it makes
    /// no spelling known: a word that is spelled so is read as everything that is alike when folded, as if no rule named it.
    pub fn asked(&mut self, first: EntryId) {
        self.asked = first.0;
    }

    /// How its words change.
    pub fn morphology(&self) -> &'a Morphology {
        self.morphology
    }

    /// Adds one form of a verb (see [`inflect`](super::inflect())).
    pub fn add_form(&mut self, entry: EntryId, form: &Form) {
        let entry = Entry {
            entry,
            features: form.features,
            proclitics: true,
            contracted: false,
        };
        self.word(&form.text, entry);
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
            let entry = Entry {
                entry,
                features: form.features,
                proclitics,
                contracted: false,
            };
            if let Some((rest, entry)) = contracted(self.morphology, &form.text, entry) {
                self.word(rest, entry);
            }
            self.word(&form.text, entry);
        }
    }

    fn word(&mut self, text: &str, entry: Entry) {
        let (exact, folded) = (self.fold)(text);
        self.forms.push(Word {
            folded,
            exact,
            entry,
        });
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
            let entry = Entry {
                entry,
                features: form.features,
                proclitics,
                contracted: false,
            };
            if let Some((rest, entry)) = contracted(self.morphology, &text, entry) {
                self.phrase(rest, entry);
            }
            self.phrase(&text, entry);
        }
    }

    fn phrase(&mut self, text: &str, entry: Entry) {
        let words = text.split(' ').map(self.fold);
        let (exact, folded): (Vec<String>, Vec<String>) = words.unzip();
        self.phrases.push(Phrase {
            folded,
            exact: exact.join(" "),
            entry,
        });
    }

    /// Adds what another builder with the same morphology and folding holds, behind its own.
    pub fn append(&mut self, other: LexiconBuilder<'a>) {
        self.forms.extend(other.forms);
        self.phrases.extend(other.phrases);
    }

    /// Lays everything out.
    pub fn finish(self) -> Lexicon {
        let mut arena = Arena::default();
        let forms = self.forms;
        // What was added first is read first. The first letters mostly tell two spellings apart.
        let mut order: Vec<(u64, &Word)> = forms
            .iter()
            .map(|form| (first_letters(&form.folded), form))
            .collect();
        order.sort_by(|a, b| {
            let whole = || a.1.folded.cmp(&b.1.folded);
            a.0.cmp(&b.0).then_with(whole)
        });
        let forms: Vec<&Word> = order.into_iter().map(|(_, form)| form).collect();
        let (mut keys, mut postings, mut hashes) = (Bytes::default(), Bytes::default(), Vec::new());
        let mut count = 0u32;
        for group in forms.chunk_by(|a, b| a.folded == b.folded) {
            let Some(&Word { folded, .. }) = group.first() else {
                continue;
            };
            let key = arena.add(folded);
            hashes.push(hash(0, folded.as_bytes()));
            [key.0, key.1, count]
                .into_iter()
                .for_each(|number| keys.push(number));
            let mut spellings: Vec<(&str, (u32, u32))> = vec![(folded, key)];
            let mut seen: Vec<Posting> = Vec::new();
            for Word { exact, entry, .. } in group {
                let known = spellings
                    .iter()
                    .find(|(spelling, _)| spelling == exact)
                    .map(|known| known.1);
                let place = known.unwrap_or_else(|| {
                    let place = arena.add(exact);
                    spellings.push((exact, place));
                    place
                });
                let posting = entry.posting(place);
                if !seen.contains(&posting) {
                    seen.push(posting);
                    posting.write(&mut postings);
                    count += 1;
                }
            }
        }
        // A last key that holds nothing tells where the postings of the one before it end.
        for number in [0, 0, count] {
            keys.push(number);
        }
        let phrases = Phrases::new(self.phrases, &mut arena);
        Lexicon {
            clitics: Clitics::new(self.morphology, self.fold),
            arena: arena.bytes.into(),
            keys,
            postings,
            index: Index::build(&hashes),
            phrases,
            asked: self.asked,
        }
    }
}

/// The first eight bytes of a spelling as a number that is ordered as they are; no byte of a text is 0.
fn first_letters(spelling: &str) -> u64 {
    let bytes = spelling.as_bytes();
    let start = bytes.iter().take(8);
    let number = start.fold(0, |number, byte| number << 8 | u64::from(*byte));
    number << (8 * 8usize.saturating_sub(bytes.len()))
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

/// What is left of a word or phrase behind a contraction, if it begins with the letters of the contraction's last proclitic: a name
/// with an article of its own.
fn contracted<'t>(
    morphology: &Morphology,
    text: &'t str,
    whole: Entry,
) -> Option<(&'t str, Entry)> {
    let mut contractions = morphology.contractions.iter().filter(|_| whole.proclitics);
    let rest =
        contractions.find_map(|contraction| text.strip_prefix(contraction.of.last()?.as_str()))?;
    let entry = Entry {
        contracted: true,
        ..whole
    };
    (!rest.is_empty()).then_some((rest, entry))
}
