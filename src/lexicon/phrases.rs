//! Phrases of lists: a trie whose edges are whole folded words, found by hashing (node, word).

use super::builder::{Arena, Entry, Phrase};
use super::clitics::Clitics;
use super::lookup::{Split, Stem};
use super::table::{Bytes, Index, Posting, hash};
use super::types::Reading;
use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Size of an edge in bytes: parent node, start and length of the word in the arena, first posting of the node it leads to.
const EDGE: usize = 16;

/// All phrases. Node 0 is the root; edge n leads to node n + 1.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Phrases {
    edges: Bytes,
    postings: Bytes,
    index: Index,
    /// The words that stand behind the first one of any phrase, each once: start and length in the arena.
    inner: Bytes,
    inner_index: Index,
}

impl Phrases {
    /// Lays the phrases out; their spellings go into the arena.
    pub fn new(phrases: Vec<Phrase>, arena: &mut Arena) -> Phrases {
        let mut children: HashMap<(u32, String), u32, RandomState> = HashMap::default();
        let mut edges: Vec<(u32, String)> = Vec::new();
        let mut held: Vec<Vec<(Entry, String)>> = Vec::new();
        for phrase in phrases {
            let mut node = 0;
            for word in phrase.folded {
                node = *children.entry((node, word)).or_insert_with_key(|edge| {
                    edges.push(edge.clone());
                    held.push(Vec::new());
                    edges.len() as u32
                });
            }
            if let Some(held) = (node as usize)
                .checked_sub(1)
                .and_then(|edge| held.get_mut(edge))
            {
                held.push((phrase.entry, phrase.exact));
            }
        }
        let mut built = Phrases::default();
        let (mut hashes, mut count) = (Vec::new(), 0);
        for ((parent, word), phrases) in edges.iter().zip(held) {
            let (start, length) = arena.add(word);
            [*parent, start, length, count]
                .into_iter()
                .for_each(|number| built.edges.push(number));
            hashes.push(hash(*parent, word.as_bytes()));
            for (entry, exact) in phrases {
                entry.posting(arena.add(&exact)).write(&mut built.postings);
                count += 1;
            }
        }
        [0, 0, 0, count]
            .into_iter()
            .for_each(|number| built.edges.push(number));
        built.index = Index::build(&hashes);
        let inner: BTreeSet<&str> = edges
            .iter()
            .filter(|(parent, _)| *parent > 0)
            .map(|(_, word)| word.as_str())
            .collect();
        let mut hashes = Vec::new();
        for word in inner {
            let (start, length) = arena.add(word);
            built.inner.push(start);
            built.inner.push(length);
            hashes.push(hash(0, word.as_bytes()));
        }
        built.inner_index = Index::build(&hashes);
        built
    }

    /// See [`Lexicon::phrase_at`](super::Lexicon::phrase_at); with the readings that are only alike when folded.
    pub fn longest<'w>(
        &self,
        arena: &Bytes,
        clitics: &Clitics,
        words: impl Iterator<Item = (&'w str, &'w str)> + Clone,
        out: &mut Vec<Reading>,
    ) -> Option<usize> {
        out.clear();
        let mut rest = words;
        let (exact, folded) = rest.next()?;
        let first = Stem {
            exact: Some(exact),
            folded,
        };
        let mut best = None;
        let whole = Split {
            run: None,
            pronoun: None,
        };
        self.walk(arena, clitics, first, whole, rest.clone(), &mut best, out);
        for run in clitics.runs_of(folded) {
            if let Some(stem) = first.without_run(run) {
                self.walk(
                    arena,
                    clitics,
                    stem,
                    Split {
                        run: Some(run),
                        pronoun: None,
                    },
                    rest.clone(),
                    &mut best,
                    out,
                );
            }
        }
        best
    }

    /// Whether any phrase begins with a word.
    pub fn begins(&self, arena: &Bytes, clitics: &Clitics, first: Stem) -> bool {
        let leads = |stem: Stem| self.edge(arena, 0, stem.folded).is_some();
        leads(first)
            || clitics
                .runs_of(first.folded)
                .filter_map(|run| first.without_run(run))
                .any(leads)
    }

    /// Whether a word stands behind the first one of any phrase.
    pub fn continues(&self, arena: &Bytes, clitics: &Clitics, folded: &str) -> bool {
        let known = |word: &str| {
            let is_it = |number: u32| {
                let at = number as usize * 8;
                arena.range(self.inner.u32(at), self.inner.u32(at + 4)) == word.as_bytes()
            };
            self.inner_index
                .find(hash(0, word.as_bytes()), is_it)
                .is_some()
        };
        let word = Stem {
            exact: None,
            folded,
        };
        known(folded)
            || clitics
                .pronouns_of(folded)
                .filter_map(|(_, pronoun)| word.without_pronoun(pronoun))
                .any(|stem| known(stem.folded))
    }

    /// Follows the words from the root; keeps the readings of the longest phrases seen so far.
    #[allow(clippy::too_many_arguments)]
    fn walk<'w>(
        &self,
        arena: &Bytes,
        clitics: &Clitics,
        first: Stem,
        split: Split,
        rest: impl Iterator<Item = (&'w str, &'w str)> + Clone,
        best: &mut Option<usize>,
        out: &mut Vec<Reading>,
    ) {
        let Some(mut edge) = self.edge(arena, 0, first.folded) else {
            return;
        };
        for (at, (exact, folded)) in rest.clone().enumerate() {
            let word = Stem {
                exact: Some(exact),
                folded,
            };
            let length = at + 2;
            let mut accept = |edge: u32, last: Stem, split: Split| {
                let before = out.len();
                for number in self.first_posting(edge)..self.first_posting(edge + 1) {
                    let posting = Posting::read(&self.postings, number);
                    let spelled = arena.range(posting.exact.0, posting.exact.1);
                    let exact = first.exact.is_some()
                        && spells(
                            spelled,
                            first,
                            rest.clone().take(at).map(|word| word.0),
                            last,
                        );
                    out.extend(split.reading(&posting, exact));
                }
                if out.len() > before && best.is_none_or(|best| best < length) {
                    *best = Some(length);
                    out.drain(..before);
                } else if *best != Some(length) {
                    out.truncate(before);
                }
            };
            let next = self.edge(arena, edge + 1, folded);
            if let Some(next) = next {
                accept(next, word, split);
            }
            if split.run.is_none_or(|run| run.pronouns) {
                for (number, pronoun) in clitics.pronouns_of(folded) {
                    if let Some(last) = word.without_pronoun(pronoun)
                        && let Some(next) = self.edge(arena, edge + 1, last.folded)
                    {
                        accept(
                            next,
                            last,
                            Split {
                                pronoun: Some((number, pronoun)),
                                ..split
                            },
                        );
                    }
                }
            }
            match next {
                Some(next) => edge = next,
                None => return,
            }
        }
    }

    #[inline]
    fn edge(&self, arena: &Bytes, parent: u32, word: &str) -> Option<u32> {
        self.index.find(hash(parent, word.as_bytes()), |edge| {
            let at = edge as usize * EDGE;
            self.edges.u32(at) == parent
                && arena.range(self.edges.u32(at + 4), self.edges.u32(at + 8)) == word.as_bytes()
        })
    }

    fn first_posting(&self, edge: u32) -> u32 {
        self.edges.u32(edge as usize * EDGE + 12)
    }
}

/// Whether these words, with single spaces, are the spelling.
fn spells<'w>(
    spelled: &[u8],
    first: Stem,
    mut middle: impl Iterator<Item = &'w str>,
    last: Stem,
) -> bool {
    let next = |rest: &mut &[u8], word: &str| match rest
        .strip_prefix(b" ")
        .and_then(|left| left.strip_prefix(word.as_bytes()))
    {
        Some(left) => {
            *rest = left;
            true
        }
        None => false,
    };
    let (Some(first), Some(last)) = (first.exact, last.exact) else {
        return false;
    };
    let Some(mut rest) = spelled.strip_prefix(first.as_bytes()) else {
        return false;
    };
    middle.all(|word| next(&mut rest, word)) && next(&mut rest, last) && rest.is_empty()
}
