//! Analyses against a gold standard: the figures, what they are made of, and what is wrong.
//!
//! | figure | of what |
//! | --- | --- |
//! | `quotes_p`, `_r`, `_f1` | quoted spans that are somebody's words, the same after marks, blanks and punctuation at their edges are left out |
//! | `quote_speaker` | of all annotated quotations: found and tied to the right speaker |
//! | `attribution_p`, `_r`, `_f1` | statements: cues overlap, and the contents' token F1 is at least a half |
//! | `content_f1` | mean token F1 of the contents of matched statements |
//! | `speaker_acc`, `elided_speaker_acc` | of matched statements; of those whose sentence leaves the speaker out |
//! | `stance_acc`, `marked_stance_acc` | of matched statements; of those that are not neutral |
//! | `kind_acc`, `via_f1`, `channel_f1` | of matched statements; relay and channel by overlap |
//! | `rejected_recall` | annotated names in marks that were rejected by name |
//! | `end_to_end_p`, `_r`, `_f1` | statements with content, speaker and stance all right |
//! | `direct_recall` ... `mixed_speaker_acc` | recall and speaker by kind |
//!
//! A statement that the annotator calls borderline is neither asked for nor held against anybody.

mod article;
mod compare;
mod errors;
mod figures;
mod gold;
mod page;
mod spelling;

pub use article::{Pair, ScoredArticle, Verdict};
pub use errors::{Cause, Group, ScoredError, grouped};
pub use figures::{Bin, Figure, Figures, Reliability};
pub use gold::{GoldArticle, GoldStatement};
pub use page::page;
pub use spelling::{Spelling, SpellingError};

use super::stored::StoredAnalysis;
use crate::pattern::Rules;
use figures::Tally;
use std::collections::HashMap;

/// All that scoring gives.
#[derive(Debug)]
pub struct Score<'a> {
    /// The figures.
    pub figures: Figures,
    /// Confidence against what is right.
    pub reliability: Reliability,
    /// The articles, in the order of the gold standard.
    pub articles: Vec<ScoredArticle<'a>>,
}

impl Score<'_> {
    /// Every error, in the order of the gold standard.
    #[must_use]
    pub fn errors(&self) -> Vec<ScoredError> {
        let all = self.articles.iter().flat_map(|article| &article.errors);
        all.cloned().collect()
    }
}

/// Scores analyses, by the id of their document. An annotated article without one has missed everything.
#[must_use]
pub fn score<'a>(
    spelling: &Spelling,
    rules: &Rules,
    gold: &'a [GoldArticle],
    found: &'a HashMap<String, StoredAnalysis>,
) -> Score<'a> {
    let mut tally = Tally::default();
    let mut articles: Vec<ScoredArticle<'a>> = gold
        .iter()
        .map(|gold| article::article(spelling, gold, found.get(&gold.article), &mut tally))
        .collect();
    for error in articles.iter_mut().flat_map(|article| &mut article.errors) {
        error.find_family(rules);
    }
    Score {
        figures: tally.figures(gold.len()),
        reliability: tally.reliability.clone(),
        articles,
    }
}
