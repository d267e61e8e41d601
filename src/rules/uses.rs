//! Which rules and elements name a list, an element or a word.

use super::model::{Condition, Item, Place, RuleSet, What};
use std::collections::HashMap;

/// Who names something: the id of a rule or the name of an element, and where that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct User<'s> {
    pub(super) name: &'s str,
    pub(super) place: Place,
}

/// What is named by whom. A user stands there once for each thing that it names.
#[derive(Debug, Default)]
pub(super) struct Uses<'s> {
    by_name: HashMap<&'s str, Vec<User<'s>>>,
}

impl<'s> Uses<'s> {
    /// Goes through the whole set.
    pub(super) fn of(set: &'s RuleSet) -> Uses<'s> {
        let mut uses = Uses::default();
        for element in &set.elements {
            let user = User {
                name: &element.name.value,
                place: element.name.place,
            };
            for name in element.any.iter().flatten().flat_map(named) {
                uses.add(name, user);
            }
        }
        for rule in &set.patterns {
            let user = User {
                name: &rule.id.value,
                place: rule.id.place,
            };
            for name in rule.items.iter().chain(&rule.inside).flat_map(named) {
                uses.add(name, user);
            }
            for condition in rule.conditions.iter().chain(&rule.unless) {
                for name in lists(condition) {
                    uses.add(name, user);
                }
            }
        }
        uses
    }

    /// Those that name it, in the order of the files.
    pub(super) fn of_name(&self, name: &str) -> &[User<'s>] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, name: &'s str, user: User<'s>) {
        let users = self.by_name.entry(name).or_default();
        if users.last() != Some(&user) {
            users.push(user);
        }
    }
}

/// Every name and literal of an item, inside it as well.
pub(super) fn named(item: &Item) -> Vec<&str> {
    let asked = item.with.iter().chain(&item.without);
    let mut names: Vec<&str> = asked.map(|name| name.value.as_str()).collect();
    match &item.what {
        What::Name(name) | What::Literal(name) => names.push(name),
        What::Any(items) | What::Sequence(items) => names.extend(items.iter().flat_map(named)),
    }
    names
}

/// The lists that a condition asks for.
fn lists(condition: &Condition) -> impl Iterator<Item = &str> {
    let asked = (condition.feature.value == "list").then_some(&condition.values);
    asked
        .into_iter()
        .flatten()
        .map(|value| value.value.as_str())
}
