//! Texts whose spelling does not tell two letters apart at the end of words, and writes one of them for both.

use super::folding::Folding;
use super::spec::MergedEndingSpec;
use super::types::{MERGED_ENDINGS, Repair, Shape, Span, Text, Token};
use serde::{Deserialize, Serialize};

/// Of so many tokens at most one has the letter that is lacking. Where both are told apart, one in thirty has it (8,626 news articles); a quotation or a name
/// may still be spelled with care.
const CARELESS: usize = 200;

/// Two letters of which some texts write only one at the end of words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct MergedEnding {
    written: char,
    lacking: char,
    /// Exact forms, sorted.
    shown_by: Vec<String>,
}

impl MergedEnding {
    /// None of an ending whose letters are no letters, which the check of the section tells.
    pub fn new(spec: &MergedEndingSpec, folding: &Folding) -> Option<MergedEnding> {
        let mut shown_by: Vec<String> = spec
            .shown_by
            .iter()
            .map(|word| folding.exact(word))
            .collect();
        shown_by.sort_unstable();
        Some(MergedEnding {
            written: spec.written.chars().next()?,
            lacking: spec.lacking.chars().next()?,
            shown_by,
        })
    }

    /// The first word that shows that a text does not tell the letters apart.
    fn shown(&self, text: &Text) -> Option<Span> {
        let is_it = |token: &&Token| {
            let form = exact_form(&text.exact, token);
            let known = |known: &String| known.as_str().cmp(form);
            form.ends_with(self.written) && self.shown_by.binary_search_by(known).is_ok()
        };
        text.tokens.iter().find(is_it).map(|token| token.span)
    }
}

/// Where a text shows that it does not tell two letters apart, every word with the written one is given the lacking one in its exact form. The folded form,
/// in which the two are one, finds the words that end in the written one by right.
pub(super) fn mend(endings: &[MergedEnding], text: &mut Text) {
    for ending in endings {
        // Letters are counted wherever they stand, which is quick; most texts tell them apart, and are done with.
        let lacking = text.exact.matches(ending.lacking).count();
        let careless = lacking * CARELESS <= text.tokens.len();
        if let Some(span) = careless.then(|| ending.shown(text)).flatten() {
            give(text, ending.written, ending.lacking);
            text.repairs.push(Repair {
                what: MERGED_ENDINGS,
                span,
            });
        }
    }
}

/// Puts one letter in the place of the other one at the end of all exact forms.
fn give(text: &mut Text, written: char, lacking: char) {
    let mut exact = String::with_capacity(text.exact.len());
    for token in &mut text.tokens {
        let form = exact_form(&text.exact, token);
        let start = exact.len() as u32;
        match form.strip_suffix(written) {
            Some(stem) if token.shape == Shape::Word => {
                exact.push_str(stem);
                exact.push(lacking);
            }
            _ => exact.push_str(form),
        }
        token.exact = Span {
            start,
            end: exact.len() as u32,
        };
    }
    text.exact = exact;
}

fn exact_form<'a>(exact: &'a str, token: &Token) -> &'a str {
    let range = token.exact.start as usize..token.exact.end as usize;
    exact.get(range).unwrap_or_default()
}
