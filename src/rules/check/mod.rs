//! What the sections say of each other: names that refer to something, cycles, captures, examples. Takes a decoded set, gives what is wrong with it.

mod captures;
mod cycles;
mod examples;
mod items;
mod names;
mod words;
mod yields;

use super::diagnostic::Diagnostic;
use super::model::RuleSet;
use names::Names;

/// Checks the set. `broken` holds the texts of files that could not be read to their end: a name that stands in one of them is not called unknown.
pub(super) fn check(set: &RuleSet, broken: &[&str], found: &mut Vec<Diagnostic>) {
    let names = Names::of(set, broken, found);
    words::check(set, &names, found);
    cycles::elements(set, &names, found);
    cycles::overrides(set, &names, found);
    for element in &set.elements {
        items::element(element, &names, found);
    }
    for pattern in &set.patterns {
        items::pattern(pattern, &names, found);
        captures::check(pattern, &names, found);
        yields::check(pattern, &names, found);
        examples::check(pattern, &names, found);
    }
}
