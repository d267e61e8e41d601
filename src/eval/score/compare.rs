//! When a span, a content, a speaker counts as the same.

use super::gold::GoldStatement;
use super::spelling::{Spelling, is_edge};
use crate::attribution::analysis::TextSpan;
use std::collections::{HashMap, HashSet};

/// A quotation's edges without marks, blanks and punctuation. Signed, since a quotation of nothing but marks crosses over.
pub(super) type SpanKey = (i64, i64);

pub(super) fn span_key(span: &TextSpan) -> SpanKey {
    key(&span.text, span.start, span.end)
}

pub(super) fn key(text: &str, start: usize, end: usize) -> SpanKey {
    let lead = text.chars().take_while(|c| is_edge(*c)).count();
    let tail = text.chars().rev().take_while(|c| is_edge(*c)).count();
    (signed(start) + signed(lead), signed(end) - signed(tail))
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 2)
}

pub(super) fn overlap(a: &TextSpan, b: &TextSpan) -> bool {
    a.start < b.end && b.start < a.end
}

/// Harmonic mean of the shares of words that two contents have in common, each word as often as it is there.
pub(super) fn token_f1(gold: &[String], found: &[String]) -> f64 {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for token in gold {
        *counts.entry(token).or_default() += 1;
    }
    let mut hit = 0usize;
    for token in found {
        if let Some(count) = counts.get_mut(token.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            hit += 1;
        }
    }
    if hit == 0 {
        return 0.0;
    }
    let (precision, recall) = (share(hit, found.len()), share(hit, gold.len()));
    2.0 * precision * recall / (precision + recall)
}

/// A share; nothing of nothing is 0.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Whether a name found is the speaker: one of the accepted names, or the family name of a person (half the words of anything else) and no word that
/// is not the speaker's own.
pub(super) fn speaker_right(spelling: &Spelling, gold: &GoldStatement, found: &str) -> bool {
    let want = gold.name();
    if want.is_empty() || found.is_empty() {
        return want.is_empty() && found.is_empty();
    }
    let got: HashSet<String> = spelling.cores(found).into_iter().collect();
    if got.is_empty() {
        return false;
    }
    let aliases = gold.speaker_aliases.iter().flatten();
    let accepted: Vec<Vec<String>> = std::iter::once(want)
        .chain(
            aliases
                .map(String::as_str)
                .filter(|alias| !alias.is_empty()),
        )
        .map(|name| spelling.cores(name))
        .collect();
    let equal = |name: &Vec<String>| name.iter().collect::<HashSet<_>>() == got.iter().collect();
    if accepted.iter().any(|name| !name.is_empty() && equal(name)) {
        return true;
    }
    let key = accepted.first().cloned().unwrap_or_default();
    let mut own: HashSet<String> = accepted.into_iter().flatten().collect();
    if let Some(mention) = &gold.speaker {
        own.extend(spelling.cores(&mention.text));
    }
    let named = if gold.speaker_kind.as_deref() == Some("person") {
        key.last().is_some_and(|family| got.contains(family))
    } else {
        let there = key.iter().collect::<HashSet<_>>();
        let there = there.into_iter().filter(|word| got.contains(*word)).count();
        there >= key.len().div_ceil(2).max(1)
    };
    named && got.is_subset(&own)
}
