//! The one static order in which patterns are tried: `overrides` first, then the more specific pattern, then the upper pack, then file and place.

use crate::rules::model::{Element, Item, Pattern, RuleFile, What};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

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
            Reverse(specificity(&pattern.items, elements)),
            Reverse(
                files
                    .get(pattern.id.place.file as usize)
                    .map_or(0, |file| file.layer),
            ),
            pattern.id.place.file,
            pattern.id.place.line,
            number,
        )
    });
    // Of those that no waiting pattern overrides the first is taken, again and again.
    let mut rank = vec![0; patterns.len()];
    for (place, &number) in waiting.iter().enumerate() {
        rank[number] = place;
    }
    let numbers: HashMap<&str, usize> = patterns
        .iter()
        .enumerate()
        .map(|(number, pattern)| (pattern.id.value.as_str(), number))
        .collect();
    let late = |early: usize| {
        let ids = patterns[early].overrides.iter();
        ids.filter_map(|id| numbers.get(id.value.as_str()).copied())
            .filter(move |late| *late != early)
    };
    let mut held_by = vec![0usize; patterns.len()];
    for early in 0..patterns.len() {
        late(early).for_each(|late| held_by[late] += 1);
    }
    let mut free: BinaryHeap<Reverse<usize>> = (0..patterns.len())
        .filter(|number| held_by[*number] == 0)
        .map(|number| Reverse(rank[number]))
        .collect();
    let mut ordered = Vec::with_capacity(patterns.len());
    while let Some(Reverse(place)) = free.pop() {
        let number = waiting[place];
        ordered.push(number);
        for late in late(number) {
            held_by[late] -= 1;
            if held_by[late] == 0 {
                free.push(Reverse(rank[late]));
            }
        }
    }
    match waiting.iter().find(|number| held_by[**number] > 0) {
        Some(number) => Err(*number),
        None => Ok(ordered),
    }
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
