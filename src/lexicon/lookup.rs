//! The lexicon itself: which readings a word has.

use super::clitics::{Clitics, Pronoun, Run};
use super::features::Attachment;
use super::phrases::Phrases;
use super::table::{Bytes, CONTRACTED, Index, PROCLITICS, Posting, hash, host, unpack};
use super::types::{EntryId, Proclitics, Reading};
use serde::{Deserialize, Serialize};

/// All surface forms, words and phrases. Built by [`LexiconBuilder`](super::LexiconBuilder), stored and opened with serde.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    pub(super) clitics: Clitics,
    /// Spellings, folded and exact.
    pub(super) arena: Bytes,
    /// A record a folded spelling: start and length in the arena, number of its first posting.
    pub(super) keys: Bytes,
    pub(super) postings: Bytes,
    pub(super) index: Index,
    pub(super) phrases: Phrases,
    /// The first entry of those that rules ask for and no list has, see [`LexiconBuilder::asked`](super::LexiconBuilder::asked).
    pub(super) asked: u32,
}

/// What was split off a word; decides which postings fit.
#[derive(Clone, Copy)]
pub(super) struct Split<'a> {
    pub run: Option<&'a Run>,
    pub pronoun: Option<(u8, &'a Pronoun)>,
}

impl Split<'_> {
    /// The reading that a posting gives, if the posting allows what was split off.
    #[inline]
    pub fn reading(&self, posting: &Posting, exact: bool) -> Option<Reading> {
        let features = unpack(posting.features);
        let wrong = if self.pronoun.is_some() {
            Attachment::Free
        } else {
            Attachment::Combining
        };
        if features.attachment == wrong {
            return None;
        }
        let host = host(&features);
        let contracted = posting.flags & CONTRACTED != 0;
        let swallowed = self.run.map_or(0, |run| run.swallowed.0);
        if contracted && swallowed == 0 {
            return None;
        }
        let run_fits = self
            .run
            .is_none_or(|run| run.hosts & host != 0 && posting.flags & PROCLITICS != 0);
        let pronoun_fits = self
            .pronoun
            .is_none_or(|(_, pronoun)| pronoun.hosts & host != 0);
        (run_fits && pronoun_fits).then(|| Reading {
            entry: EntryId(posting.entry),
            features,
            // The letters that a contraction took from the word itself are the word's.
            proclitics: self
                .run
                .map_or(Proclitics::default(), |run| match contracted {
                    true => Proclitics(run.proclitics.0 & !swallowed),
                    false => run.proclitics,
                }),
            enclitic: self.pronoun.map(|(number, _)| number),
            exact,
        })
    }
}

/// A word or what is left of it, exact and folded. There is no exact spelling left where only the folded one could be split.
#[derive(Clone, Copy)]
pub(super) struct Stem<'a> {
    pub exact: Option<&'a str>,
    pub folded: &'a str,
}

impl<'a> Stem<'a> {
    #[inline]
    pub fn without_run(self, run: &Run) -> Option<Stem<'a>> {
        let folded = self.folded.strip_prefix(run.written.folded.as_str())?;
        if folded.is_empty() || !folded.starts_with(run.before.as_str()) {
            return None;
        }
        Some(Stem {
            exact: self
                .exact
                .and_then(|exact| exact.strip_prefix(run.written.exact.as_str())),
            folded,
        })
    }

    #[inline]
    pub fn without_pronoun(self, pronoun: &Pronoun) -> Option<Stem<'a>> {
        let folded = self.folded.strip_suffix(pronoun.written.folded.as_str())?;
        if folded.is_empty() {
            return None;
        }
        Some(Stem {
            exact: self
                .exact
                .and_then(|exact| exact.strip_suffix(pronoun.written.exact.as_str())),
            folded,
        })
    }
}

impl Lexicon {
    /// All readings of a word, in `out` (cleared first): the whole word, then with proclitics split off, then with a pronoun split off.
    /// Where any reading has the word's exact spelling, those that are only alike when folded are left out; a word that rules only ask for
    /// makes no spelling known.
    pub fn look_up(&self, exact: &str, folded: &str, out: &mut Vec<Reading>) {
        out.clear();
        let word = Stem {
            exact: Some(exact),
            folded,
        };
        self.probe(
            word,
            Split {
                run: None,
                pronoun: None,
            },
            out,
        );
        for run in self.clitics.runs_of(folded) {
            if let Some(stem) = word.without_run(run) {
                self.probe(
                    stem,
                    Split {
                        run: Some(run),
                        pronoun: None,
                    },
                    out,
                );
            }
        }
        for (number, pronoun) in self.clitics.pronouns_of(folded) {
            let Some(word) = word.without_pronoun(pronoun) else {
                continue;
            };
            let pronoun = Some((number, pronoun));
            self.probe(word, Split { run: None, pronoun }, out);
            for run in self.clitics.runs_of(word.folded).filter(|run| run.pronouns) {
                if let Some(stem) = word.without_run(run) {
                    self.probe(
                        stem,
                        Split {
                            run: Some(run),
                            pronoun,
                        },
                        out,
                    );
                }
            }
        }
        exact_first(out, self.asked);
    }

    /// The longest phrase that begins with the first of these words (exact and folded spellings): how many words it has, its readings in
    /// `out` (cleared first). The first word may carry proclitics, the last one a pronoun.
    pub fn phrase_at<'w>(
        &self,
        words: impl Iterator<Item = (&'w str, &'w str)> + Clone,
        out: &mut Vec<Reading>,
    ) -> Option<usize> {
        let length = self.phrases.longest(&self.arena, &self.clitics, words, out);
        exact_first(out, self.asked);
        length
    }

    /// Whether a phrase can begin with this word (exact and folded spelling), with or without proclitics.
    pub fn begins_phrase(&self, exact: &str, folded: &str) -> bool {
        let word = Stem {
            exact: Some(exact),
            folded,
        };
        self.phrases.begins(&self.arena, &self.clitics, word)
    }

    /// Whether any phrase has this word (folded spelling), with or without a pronoun, behind its first.
    pub fn continues_phrase(&self, folded: &str) -> bool {
        self.phrases.continues(&self.arena, &self.clitics, folded)
    }

    /// Names of the proclitics; the place of each is its bit in [`Proclitics`].
    pub fn proclitics(&self) -> &[String] {
        &self.clitics.names
    }

    /// The set that holds just this proclitic.
    pub fn proclitic(&self, name: &str) -> Option<Proclitics> {
        let place = self.clitics.names.iter().position(|known| known == name)?;
        Some(Proclitics(1u16.checked_shl(place as u32)?))
    }

    /// The suffixed pronouns, by the number that [`Reading::enclitic`] gives.
    pub fn pronouns(&self) -> &[Pronoun] {
        &self.clitics.pronouns
    }

    #[inline]
    fn probe(&self, stem: Stem, split: Split, out: &mut Vec<Reading>) {
        let bytes = stem.folded.as_bytes();
        let is_it = |key: u32| {
            let at = key as usize * 12;
            self.arena.range(self.keys.u32(at), self.keys.u32(at + 4)) == bytes
        };
        let Some(key) = self.index.find(hash(0, bytes), is_it) else {
            return;
        };
        let at = key as usize * 12;
        for number in self.keys.u32(at + 8)..self.keys.u32(at + 20) {
            let posting = Posting::read(&self.postings, number);
            let exact = stem.exact.is_some_and(|exact| {
                exact.as_bytes() == self.arena.range(posting.exact.0, posting.exact.1)
            });
            out.extend(split.reading(&posting, exact));
        }
    }
}

/// Leaves only the exact readings, if an entry before this one has any. Where none has, the spelling is not known, and no reading counts as exact.
fn exact_first(readings: &mut Vec<Reading>, asked: u32) {
    if readings
        .iter()
        .any(|reading| reading.exact && reading.entry.0 < asked)
    {
        readings.retain(|reading| reading.exact);
    } else {
        readings
            .iter_mut()
            .for_each(|reading| reading.exact = false);
    }
}
