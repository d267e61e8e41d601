//! What one place of a document tells about another: a string in marks that is a name here is one there, and a term that the
//! narrator marks where nobody is reported is no one's words inside a report.

use super::analysis::Kind;
use super::statement::Statement;
use crate::text::{Quotation, Shape, Text};
use std::collections::{HashMap, HashSet};

/// Longest quotation, in tokens, that is compared with others: longer ones are repeated as somebody's words.
const TOKENS: u32 = 5;

/// A single word that is marked so often is a term; so were 9 of 10 such words read in news of eight outlets.
const OFTEN: usize = 3;

/// The words of a short quotation, signs and spelling variants left out; `None` for a longer one.
fn words(text: &Text, quotation: &Quotation) -> Option<Vec<String>> {
    let inside = quotation.open + 1..quotation.close;
    if inside.is_empty() || inside.len() as u32 > TOKENS {
        return None;
    }
    let tokens = &text.tokens[inside.start as usize..inside.end as usize];
    let words = tokens
        .iter()
        .filter(|token| matches!(token.shape, Shape::Word | Shape::Number));
    let words: Vec<String> = words
        .map(|token| {
            let folded = token.folded;
            text.folded[folded.start as usize..folded.end as usize].to_owned()
        })
        .collect();
    (!words.is_empty()).then_some(words)
}

/// Adds to the names of all streams the quotations whose words are a name elsewhere, under the rule that found it there.
pub(crate) fn add(text: &Text, numbers: &[Vec<u32>], names: &mut [Vec<(u32, usize)>]) {
    let mut known: HashMap<Vec<String>, usize> = HashMap::new();
    let mut found: HashSet<u32> = HashSet::new();
    for (quotation, pattern) in names.iter().flatten() {
        found.insert(*quotation);
        if let Some(words) = words(text, &text.quotations[*quotation as usize]) {
            known.entry(words).or_insert(*pattern);
        }
    }
    if known.is_empty() {
        return;
    }
    for (names, numbers) in names.iter_mut().zip(numbers) {
        let others = numbers.iter().filter(|number| !found.contains(number));
        let before = names.len();
        names.extend(others.filter_map(|number| {
            let words = words(text, &text.quotations[*number as usize])?;
            Some((*number, *known.get(&words)?))
        }));
        if names.len() > before {
            names.sort_unstable();
        }
    }
}

/// Takes from mixed statements the short quotations whose words stand in marks where no report claims them, and single words that
/// are marked again and again; gives their numbers. The first paragraph is left out: a headline in marks cites what the body
/// reports.
pub(crate) fn terms(text: &Text, statements: &mut [Statement]) -> HashSet<u32> {
    let claimed: HashSet<u32> = statements
        .iter()
        .flat_map(|statement| statement.quotations.iter().copied())
        .collect();
    let headline = match text.paragraphs.as_slice() {
        [first, _, ..] => first.1,
        _ => 0,
    };
    let mut times: HashMap<Vec<String>, usize> = HashMap::new();
    let mut free: HashSet<Vec<String>> = HashSet::new();
    for (number, one) in text.quotations.iter().enumerate() {
        let Some(words) = words(text, one) else {
            continue;
        };
        let times = times.entry(words.clone()).or_default();
        *times += 1;
        let claimed = one.depth > 0 || claimed.contains(&(number as u32));
        let often = *times >= OFTEN && words.len() == 1;
        if often || (!claimed && one.open >= headline) {
            free.insert(words);
        }
    }
    let mut terms = HashSet::new();
    if free.is_empty() {
        return terms;
    }
    for statement in statements {
        if statement.kind != Kind::Mixed {
            continue;
        }
        statement.quotations.retain(|number| {
            let words = words(text, &text.quotations[*number as usize]);
            let term = words.is_some_and(|words| free.contains(&words));
            if term {
                terms.insert(*number);
            }
            !term
        });
        if statement.quotations.is_empty() {
            statement.kind = Kind::Indirect;
            statement.reasons.push(
                "what stands in marks in it is marked where nobody is reported as well".to_owned(),
            );
        }
    }
    terms
}
