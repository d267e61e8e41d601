//! An article with what was found in it, and what can be said of the two together.

use crate::attribution::analysis::{Analysis, Attribution};
use std::collections::HashSet;

/// An article and its analysis.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The text that the analysis counts its code points in.
    pub text: &'a str,
    /// What was found.
    pub analysis: &'a Analysis,
}

/// A headline is not longer than this many code points; a longer first line is the beginning of the article.
const LONGEST_HEADLINE: usize = 200;

/// How many of its first words stand for an article without a title.
const FIRST_WORDS: usize = 10;

/// How much of the shorter of two statements must stand in the other for both to be one claim.
const SAME_CLAIM: f64 = 0.6;

impl Article<'_> {
    /// What a reader calls the article: its title, or its first line if that looks like one, or its id.
    #[must_use]
    pub fn title(&self) -> &str {
        let title = self.analysis.document.title.as_deref();
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        title
            .or_else(|| self.headline().map(|end| self.first_line(end)))
            .unwrap_or(&self.analysis.document.id)
    }

    /// The first words of the text, for an article that has nothing better than an id to be called by.
    #[must_use]
    pub fn beginning(&self) -> Option<String> {
        let words: Vec<&str> = self.text.split_whitespace().take(FIRST_WORDS).collect();
        let unnamed = self.title() == self.analysis.document.id && !words.is_empty();
        unnamed.then(|| format!("{} \u{2026}", words.join(" ")))
    }

    fn first_line(&self, end: usize) -> &str {
        let byte = self
            .text
            .char_indices()
            .nth(end)
            .map_or(self.text.len(), |(at, _)| at);
        self.text
            .get(..byte)
            .unwrap_or_default()
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
    }

    /// One past the last code point of the first line with words on it, if that is short, no sentence, and others follow.
    fn headline(&self) -> Option<usize> {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let length = line.chars().count();
            let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            if !words.is_empty() {
                let rest = self
                    .text
                    .chars()
                    .skip(at + length)
                    .any(|c| !c.is_whitespace());
                return (rest && length <= LONGEST_HEADLINE && !words.ends_with('.'))
                    .then_some(at + length);
            }
            at += length;
        }
        None
    }

    /// For each statement, the number of the one in the body that says the same, if it stands in the headline: the same speaker, and most
    /// of the words of the shorter among those of the longer.
    #[must_use]
    pub fn repeated(&self) -> Vec<Option<usize>> {
        let all = &self.analysis.attributions;
        let Some(end) = self.headline() else {
            return vec![None; all.len()];
        };
        let words: Vec<HashSet<String>> = all.iter().map(words).collect();
        let worded = || all.iter().zip(&words);
        let mut taken = HashSet::new();
        worded()
            .map(|(one, said)| {
                if one.cue.start >= end {
                    return None;
                }
                let (other, share) = worded()
                    .enumerate()
                    .filter(|(_, (other, _))| {
                        other.cue.start >= end && entity(other) == entity(one)
                    })
                    .map(|(number, (_, other))| (number, share(said, other)))
                    .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))?;
                (share >= SAME_CLAIM && taken.insert(other)).then_some(other)
            })
            .collect()
    }
}

fn entity(attribution: &Attribution) -> Option<&str> {
    attribution.speaker.as_ref()?.entity.as_deref()
}

/// The words said, without signs.
fn words(attribution: &Attribution) -> HashSet<String> {
    let pieces = attribution.content.iter();
    pieces
        .flat_map(|piece| piece.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The share of the smaller set that is in the other; none of fewer than two words, which says nothing.
fn share(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let least = one.len().min(other.len());
    if least < 2 {
        return 0.0;
    }
    one.intersection(other).count() as f64 / least as f64
}
