//! One article: which statement found is which of the annotator's, and what is right about it.

use super::compare::{SpanKey, key, overlap, span_key, speaker_right, token_f1};
use super::errors::{Cause, ScoredError};
use super::figures::Tally;
use super::gold::{GoldArticle, GoldStatement};
use super::spelling::Spelling;
use crate::eval::stored::{StoredAnalysis, StoredStatement, joined};
use std::collections::{HashMap, HashSet};

/// A cue longer than this many code points finds nothing: it would overlap everything.
const LONGEST_CUE: usize = 40;
/// The least token F1 at which two contents are the same statement.
const SAME_CONTENT: f64 = 0.5;

/// An article with what was found in it.
#[derive(Debug)]
pub struct ScoredArticle<'a> {
    /// The annotation.
    pub gold: &'a GoldArticle,
    /// The analysis, where there is one.
    pub found: Option<&'a StoredAnalysis>,
    /// Every statement of either side, once.
    pub pairs: Vec<Pair>,
    /// What is wrong.
    pub errors: Vec<ScoredError>,
}

/// A statement of the annotator's, one found, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Index into the annotation's statements.
    pub gold: Option<usize>,
    /// Index into the analysis' statements.
    pub found: Option<usize>,
    /// How it stands.
    pub verdict: Verdict,
}

/// How a pair stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Found, with what is right about it.
    Found {
        /// Whether the speaker is right.
        speaker: bool,
        /// Whether the stance is right.
        stance: bool,
    },
    /// Annotated and not found.
    Missed,
    /// Found where nothing is annotated.
    False,
    /// Borderline: neither asked for nor held against anybody.
    Free,
}

type Owners<'a, S> = Vec<(SpanKey, &'a str, Vec<&'a S>)>;

/// Scores one article into `tally`.
pub(super) fn article<'a>(
    spelling: &Spelling,
    gold: &'a GoldArticle,
    found: Option<&'a StoredAnalysis>,
    tally: &mut Tally,
) -> ScoredArticle<'a> {
    let mut scorer = Scorer {
        spelling,
        gold,
        found: found.map_or(&[], |found| &found.attributions),
        tally,
        errors: Vec::new(),
    };
    if found.is_none() {
        scorer.errors.push(ScoredError::of_article(
            Cause::MissingArticle,
            &gold.article,
        ));
    }
    scorer.names(found);
    scorer.quotes();
    let pairs = scorer.statements();
    let errors = scorer.errors;
    ScoredArticle {
        gold,
        found,
        pairs,
        errors,
    }
}

struct Scorer<'a, 's> {
    spelling: &'s Spelling,
    gold: &'a GoldArticle,
    found: &'a [StoredStatement],
    tally: &'s mut Tally,
    errors: Vec<ScoredError>,
}

impl<'a> Scorer<'a, '_> {
    /// Names in marks, and how many were rejected by name.
    fn names(&mut self, found: Option<&StoredAnalysis>) {
        let rejected: HashSet<SpanKey> = found
            .iter()
            .flat_map(|found| &found.rejected_quotes)
            .map(|quote| key(&quote.text, quote.start, quote.end))
            .collect();
        for name in &self.gold.not_quotations {
            self.tally.names += 1;
            self.tally.names_rejected += usize::from(rejected.contains(&span_key(name)));
        }
    }

    fn quotes(&mut self) {
        let mut free = HashSet::new();
        let mut gold: Owners<'a, GoldStatement> = Vec::new();
        let mut places = HashMap::new();
        for statement in &self.gold.attributions {
            for quote in &statement.quoted {
                if statement.optional {
                    free.insert(span_key(quote));
                } else {
                    own(
                        &mut gold,
                        &mut places,
                        span_key(quote),
                        &quote.text,
                        statement,
                    );
                }
            }
        }
        let mut found: Owners<'a, StoredStatement> = Vec::new();
        let mut found_places = HashMap::new();
        for statement in self.found {
            for quote in &statement.quotes {
                let key = span_key(quote);
                if !free.contains(&key) || places.contains_key(&key) {
                    own(&mut found, &mut found_places, key, &quote.text, statement);
                }
            }
        }
        self.tally.gold_quotes += gold.len();
        self.tally.found_quotes += found.len();
        for (key, text, owners) in &gold {
            let Some(other) = found_places
                .get(key)
                .and_then(|place: &usize| found.get(*place))
            else {
                self.missed_quote(owners, text);
                continue;
            };
            self.tally.quotes_hit += 1;
            // A quotation inside a report inside a report has several owners: any of them will do.
            let right = owners.iter().any(|owner| {
                let mut names = other.2.iter();
                names.any(|found| speaker_right(self.spelling, owner, found.speaker_name()))
            });
            if right {
                self.tally.quotes_tied += 1;
            } else if let (Some(owner), Some(found)) = (owners.first(), other.2.first()) {
                let error =
                    ScoredError::of_pair(Cause::QuoteSpeaker, &self.gold.article, owner, found);
                self.errors
                    .push(error.values(owner.name(), found.speaker_name()).words(text));
            }
        }
        for (key, text, owners) in &found {
            if !places.contains_key(key)
                && let Some(owner) = owners.first()
            {
                let error = ScoredError::of_found(Cause::QuoteFalse, &self.gold.article, owner);
                self.errors.push(error.words(text));
            }
        }
    }

    fn missed_quote(&mut self, owners: &[&GoldStatement], text: &str) {
        if let Some(owner) = owners.first() {
            let error = ScoredError::of_gold(Cause::QuoteMissed, &self.gold.article, owner);
            self.errors.push(error.values(owner.name(), "").words(text));
        }
    }

    fn statements(&mut self) -> Vec<Pair> {
        let mut used = vec![false; self.found.len()];
        let mut pairs = Vec::new();
        for (number, gold) in self.gold.attributions.iter().enumerate() {
            if gold.optional {
                continue;
            }
            self.tally.gold += 1;
            self.tally
                .by_kind
                .entry(gold.kind.clone())
                .or_default()
                .gold += 1;
            let best = self.best(gold, &used);
            let matched = best.filter(|(_, content)| *content >= SAME_CONTENT);
            let verdict = match (best, matched) {
                (_, Some((at, content))) => {
                    if let Some(place) = used.get_mut(at) {
                        *place = true;
                    }
                    self.hit(gold, at, content)
                }
                (Some((at, content)), None) => {
                    self.other_content(gold, at, content);
                    Verdict::Missed
                }
                (None, None) => {
                    let error = ScoredError::of_gold(Cause::Missed, &self.gold.article, gold);
                    self.errors.push(error.words(&joined(&gold.content)));
                    Verdict::Missed
                }
            };
            pairs.push(Pair {
                gold: Some(number),
                found: matched.map(|(at, _)| at),
                verdict,
            });
        }
        self.tally.found += used.iter().filter(|used| **used).count();
        self.left_over(&used, &mut pairs);
        pairs
    }

    /// The unused statement with an overlapping cue whose content is most alike, the first of several.
    fn best(&self, gold: &GoldStatement, used: &[bool]) -> Option<(usize, f64)> {
        let want = self.spelling.tokens(&joined(&gold.content));
        let mut best: Option<(usize, f64)> = None;
        for (at, found) in self.found.iter().enumerate() {
            let fits = found.cue.as_ref().is_some_and(|cue| {
                overlap(&gold.cue, cue) && cue.end.saturating_sub(cue.start) <= LONGEST_CUE
            });
            if used.get(at) == Some(&true) || !fits {
                continue;
            }
            let alike = token_f1(&want, &self.spelling.tokens(&found.words()));
            if best.is_none_or(|(_, least)| alike > least) {
                best = Some((at, alike));
            }
        }
        best
    }

    fn other_content(&mut self, gold: &GoldStatement, at: usize, alike: f64) {
        if let Some(found) = self.found.get(at) {
            let error = ScoredError::of_pair(Cause::Content, &self.gold.article, gold, found);
            let (want, got) = (joined(&gold.content), found.words());
            self.errors.push(error.values(&want, &got).alike(alike));
        }
    }

    fn hit(&mut self, gold: &GoldStatement, at: usize, content: f64) -> Verdict {
        let Some(found) = self.found.get(at) else {
            return Verdict::Missed;
        };
        let speaker = speaker_right(self.spelling, gold, found.speaker_name());
        let stance = gold.stance == found.stance;
        self.tally.hit(gold, found, content, (speaker, stance));
        for (right, cause, want, got) in [
            (speaker, Cause::Speaker, gold.name(), found.speaker_name()),
            (
                stance,
                Cause::Stance,
                gold.stance.as_str(),
                found.stance.as_str(),
            ),
        ] {
            if !right {
                let error = ScoredError::of_pair(cause, &self.gold.article, gold, found);
                self.errors.push(error.values(want, got));
            }
        }
        Verdict::Found { speaker, stance }
    }

    /// What was found and is nobody's: false, unless a borderline statement has its cue.
    fn left_over(&mut self, used: &[bool], pairs: &mut Vec<Pair>) {
        let soft: Vec<(usize, &GoldStatement)> = self
            .gold
            .attributions
            .iter()
            .enumerate()
            .filter(|(_, gold)| gold.optional)
            .collect();
        let mut taken = HashSet::new();
        for (at, found) in self.found.iter().enumerate() {
            if used.get(at) == Some(&true) {
                continue;
            }
            let cue = found.cue.as_ref();
            let free = soft
                .iter()
                .find(|(_, gold)| cue.is_some_and(|cue| overlap(&gold.cue, cue)));
            if let Some((number, _)) = free {
                let gold = taken.insert(*number).then_some(*number);
                pairs.push(Pair {
                    gold,
                    found: Some(at),
                    verdict: Verdict::Free,
                });
                continue;
            }
            self.tally.found += 1;
            self.tally.reliability.add(found.confidence, false, false);
            let error = ScoredError::of_found(Cause::False, &self.gold.article, found);
            self.errors.push(error.words(&found.words()));
            pairs.push(Pair {
                gold: None,
                found: Some(at),
                verdict: Verdict::False,
            });
        }
        pairs.extend(
            soft.iter()
                .filter(|(number, _)| !taken.contains(number))
                .map(|(number, _)| Pair {
                    gold: Some(*number),
                    found: None,
                    verdict: Verdict::Free,
                }),
        );
    }
}

/// Adds an owner to a quotation, in the order in which quotations first occur.
fn own<'a, S>(
    into: &mut Owners<'a, S>,
    places: &mut HashMap<SpanKey, usize>,
    key: SpanKey,
    text: &'a str,
    owner: &'a S,
) {
    let place = *places.entry(key).or_insert_with(|| {
        into.push((key, text, Vec::new()));
        into.len() - 1
    });
    if let Some((_, _, owners)) = into.get_mut(place) {
        owners.push(owner);
    }
}
