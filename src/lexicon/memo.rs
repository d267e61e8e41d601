//! Words that have been read before. Most words of a text are, and one look finds all that was worked out for them.

use super::lookup::Lexicon;
use super::table::hash;
use super::types::Reading;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// When so many words are kept, all are forgotten. The words of news that recur at all are far fewer.
const MOST: usize = 1 << 16;

/// What is known of a word.
pub struct Known<'m, T> {
    /// Its readings, as [`Lexicon::look_up`] finds them.
    pub readings: &'m [Reading],
    /// Whether a phrase of several words can begin with it.
    pub begins_phrase: bool,
    /// What the caller makes of the readings.
    pub made: T,
}

struct Entry<T> {
    folded: Box<str>,
    readings: (u32, u32),
    begins_phrase: bool,
    made: T,
}

/// Words with their readings, and what the caller makes of them. To be used with one lexicon only.
pub struct Memo<T> {
    words: HashMap<Box<str>, Entry<T>, Seed>,
    readings: Vec<Reading>,
    found: Vec<Reading>,
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo {
            words: HashMap::default(),
            readings: Vec::new(),
            found: Vec::new(),
        }
    }
}

impl<T: Copy> Memo<T> {
    /// What is known of a word (exact and folded spelling); `make` is asked once a word.
    pub fn word(
        &mut self,
        lexicon: &Lexicon,
        exact: &str,
        folded: &str,
        make: impl FnOnce(&[Reading]) -> T,
    ) -> Known<'_, T> {
        let kept = self.words.get(exact);
        // One exact spelling folds in one way, unless a pack's folding does strange things.
        let (readings, begins_phrase, made) = match kept.filter(|entry| &*entry.folded == folded) {
            Some(entry) => (entry.readings, entry.begins_phrase, entry.made),
            None => {
                if self.words.len() >= MOST || self.readings.len() >= MOST * 8 {
                    self.words.clear();
                    self.readings.clear();
                }
                lexicon.look_up(exact, folded, &mut self.found);
                let first = self.readings.len() as u32;
                self.readings.extend_from_slice(&self.found);
                let entry = Entry {
                    folded: folded.into(),
                    readings: (first, self.readings.len() as u32),
                    begins_phrase: lexicon.begins_phrase(exact, folded),
                    made: make(&self.found),
                };
                let known = (entry.readings, entry.begins_phrase, entry.made);
                self.words.insert(exact.into(), entry);
                known
            }
        };
        Known {
            readings: &self.readings[readings.0 as usize..readings.1 as usize],
            begins_phrase,
            made,
        }
    }
}

/// The table's own hash from a start that nobody can foresee.
struct Seed(u32);

impl Default for Seed {
    fn default() -> Seed {
        Seed(RandomState::new().hash_one(0) as u32)
    }
}

impl BuildHasher for Seed {
    type Hasher = WordHasher;

    fn build_hasher(&self) -> WordHasher {
        WordHasher(u64::from(self.0))
    }
}

struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(self.0 as u32, bytes);
    }

    /// The end mark of a string: spellings are hashed alone.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}
