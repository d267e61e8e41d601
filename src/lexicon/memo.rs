//! Words that have been read before. Most words of a text are, and one look finds all that was worked out for them.

use super::lookup::Lexicon;
use super::table::hash;
use super::types::Reading;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher, RandomState};

/// When so many words are kept, all are forgotten: some six megabytes a thread, as many as a table of 2^16 places takes before it doubles. The words of
/// news that recur often are far fewer.
const MOST: usize = 7 << 13;

/// Longer words, in bytes, are not kept: three of ten thousand words of news.
const LONGEST: usize = 24;

/// What is known of a word.
pub struct Known<'m, T> {
    /// Its readings, as [`Lexicon::look_up`] finds them.
    pub readings: &'m [Reading],
    /// Whether a phrase of several words can begin with it.
    pub begins_phrase: bool,
    /// What the caller makes of the readings.
    pub made: T,
}

/// A word as it is looked up. Its letters stand in the table itself, where looking at them costs no second way to the memory.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Spelling {
    hash: u64,
    letters: [u8; LONGEST],
    length: u8,
}

impl Spelling {
    #[inline]
    fn of(exact: &str, seed: u32) -> Option<Spelling> {
        let mut letters = [0; LONGEST];
        letters
            .get_mut(..exact.len())?
            .copy_from_slice(exact.as_bytes());
        Some(Spelling {
            hash: hash(seed, exact.as_bytes()),
            letters,
            length: exact.len() as u8,
        })
    }
}

impl Hash for Spelling {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

#[derive(Clone, Copy)]
struct Entry<T> {
    first_reading: u32,
    readings: u32,
    begins_phrase: bool,
    continues_phrase: bool,
    made: T,
}

/// Words with their readings, and what the caller makes of them. To be used with one lexicon only.
pub struct Memo<T> {
    words: HashMap<Spelling, Entry<T>, BuildHasherDefault<Hashed>>,
    readings: Vec<Reading>,
    found: Vec<Reading>,
    /// Nobody can foresee it, so nobody can write a text of words that share a hash.
    seed: u32,
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo {
            words: HashMap::default(),
            readings: Vec::new(),
            found: Vec::new(),
            seed: RandomState::new().hash_one(0) as u32,
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
        let spelling = Spelling::of(exact, self.seed);
        let kept = spelling.and_then(|spelling| self.words.get(&spelling));
        if let Some(entry) = kept {
            let first = entry.first_reading as usize;
            return Known {
                readings: self
                    .readings
                    .get(first..first + entry.readings as usize)
                    .unwrap_or(&[]),
                begins_phrase: entry.begins_phrase,
                made: entry.made,
            };
        }
        lexicon.look_up(exact, folded, &mut self.found);
        let begins_phrase = lexicon.begins_phrase(exact, folded);
        let made = make(&self.found);
        if let Some(spelling) = spelling {
            self.forget_if_full();
            let entry = Entry {
                first_reading: self.readings.len() as u32,
                readings: self.found.len() as u32,
                begins_phrase,
                continues_phrase: lexicon.continues_phrase(folded),
                made,
            };
            self.readings.extend_from_slice(&self.found);
            self.words.insert(spelling, entry);
        }
        Known {
            readings: &self.found,
            begins_phrase,
            made,
        }
    }

    /// Whether a word can be another word of a phrase than its first, see [`Lexicon::continues_phrase`]; `None` for a word that has not been read.
    #[inline]
    pub fn continues_phrase(&self, exact: &str) -> Option<bool> {
        let entry = self.words.get(&Spelling::of(exact, self.seed)?)?;
        Some(entry.continues_phrase)
    }

    fn forget_if_full(&mut self) {
        if self.words.len() >= MOST || self.readings.len() >= MOST * 8 {
            self.words.clear();
            self.readings.clear();
        }
    }
}

/// Passes on what is a hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(self.0 as u32, bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
