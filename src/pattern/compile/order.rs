//! The one static order in which patterns are tried: `overrides` first, then the more specific pattern, then the upper pack, then file and place.

use crate::rules::model::{Element, Item, Pattern, RuleFile, What};
use std::collections::BTreeMap;

/// Indices of the patterns in the order in which they are tried; `Err` names a pattern of a cycle of `overrides`.
pub(super) fn order(
    patterns: &[&Pattern],
    elements: &BTreeMap<&str, &Element>,
    files: &[RuleFile],
) -> Result<Vec<usize>, usize> {
    let mut waiting: Vec<usize> = (0..patterns.len()).collect();
    waiting.sort_by_key(|&number| {
        let pattern = patterns[number];
        (
            std::cmp::Reverse(specificity(&pattern.items, elements)),
            std::cmp::Reverse(
                files
                    .get(pattern.id.place.file as usize)
                    .map_or(0, |file| file.layer),
            ),
            pattern.id.place.file,
            pattern.id.place.line,
            number,
        )
    });
    let overridden_by = |late: usize, early: usize| {
        patterns[early]
            .overrides
            .iter()
            .any(|id| id.value == patterns[late].id.value)
    };
    let mut ordered = Vec::with_capacity(patterns.len());
    while !waiting.is_empty() {
        let free = waiting.iter().position(|&late| {
            !waiting
                .iter()
                .any(|&early| early != late && overridden_by(late, early))
        });
        match free {
            Some(place) => ordered.push(waiting.remove(place)),
            None => return Err(waiting[0]),
        }
    }
    Ok(ordered)
}

/// How many required items are more than free words.
fn specificity(items: &[Item], elements: &BTreeMap<&str, &Element>) -> u32 {
    let weight = |item: &Item| match &item.what {
        _ if item.repeat.0 == 0 => 0,
        What::Literal(_) => 2,
        What::Name(name) if matches!(name.as_str(), "word" | "any" | "clause" | "rest") => 0,
        What::Name(name) if elements.contains_key(name.as_str()) => 1,
        What::Name(_) => 2,
        What::Any(_) => 1,
        What::Sequence(inner) => specificity(inner, elements),
    };
    items.iter().map(weight).sum()
}
