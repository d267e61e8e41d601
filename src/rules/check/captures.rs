//! `where:` and `unless:`: captures that the match has, features that readings have, values that can be.

use super::names::Names;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::{Message, say};
use crate::rules::model::{Condition, Item, Pattern, Placed, What};
use crate::rules::suggest::nearest;
use crate::rules::vocabulary::{CAPTURING, FEATURE_VALUES, FEATURES, is_arabic};
use std::collections::BTreeSet;

pub(super) fn check(pattern: &Pattern, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    if pattern.conditions.is_empty() && pattern.unless.is_empty() {
        return;
    }
    let captures = of(pattern, names);
    for condition in pattern.conditions.iter().chain(&pattern.unless) {
        if condition.capture.value != "cue" && !captures.contains(condition.capture.value.as_str())
        {
            found.push(unknown(&condition.capture, pattern, &captures, names));
        }
        feature(condition, names, found);
        // What the cue governs is compared with the word that was captured.
        if condition.feature.value == "governs_word" {
            let absent = condition
                .values
                .iter()
                .filter(|value| !captures.contains(value.value.as_str()));
            found.extend(absent.map(|value| unknown(value, pattern, &captures, names)));
        }
    }
}

/// Names that the match of a pattern captures, without the cue.
pub(super) fn of<'p>(pattern: &'p Pattern, names: &Names<'p>) -> BTreeSet<&'p str> {
    let mut into = BTreeSet::new();
    let mut inside = Vec::new();
    pattern
        .items
        .iter()
        .for_each(|item| collect(item, names, &mut inside, &mut into));
    into
}

fn collect<'p>(
    item: &'p Item,
    names: &Names<'p>,
    inside: &mut Vec<&'p str>,
    into: &mut BTreeSet<&'p str>,
) {
    into.extend(item.capture.as_ref().map(|name| name.value.as_str()));
    match &item.what {
        What::Any(items) | What::Sequence(items) => items
            .iter()
            .for_each(|item| collect(item, names, inside, into)),
        What::Name(name) => {
            let element = names.elements.get(name.as_str());
            if item.capture.is_none() && (element.is_some() || CAPTURING.contains(&name.as_str())) {
                into.insert(name);
            }
            // A transparent element shows what is inside it; one that contains itself has been reported and is not followed round.
            if let Some(element) =
                element.filter(|element| element.transparent && !inside.contains(&name.as_str()))
            {
                inside.push(name);
                element
                    .any
                    .iter()
                    .flatten()
                    .for_each(|item| collect(item, names, inside, into));
                inside.pop();
            }
        }
        What::Literal(_) => {}
    }
}

/// A capture that the match does not have; if something of that name stands there, how to capture it.
pub(super) fn unknown(
    name: &Placed<String>,
    pattern: &Pattern,
    captures: &BTreeSet<&str>,
    names: &Names<'_>,
) -> Diagnostic {
    let found = Diagnostic::error(
        Code::UnknownCapture,
        say!("`{}` captures no `{}`", pattern.id.value, name.value),
    )
    .at(name.place, say!("not a capture of `match`"));
    if pattern
        .items
        .iter()
        .any(|item| matches!(&item.what, What::Name(what) if *what == name.value))
    {
        return found.help(say!("add `as: {}` to the item, to capture it", name.value));
    }
    let known: Vec<&str> = captures.iter().copied().chain(["cue"]).collect();
    let nearest = nearest(&name.value, known.iter().copied());
    match nearest {
        None if names.is_kind(&name.value) => {
            found.help(say!("captures are: {}", known.join(", ")))
        }
        _ => found.suggest(nearest),
    }
}

fn feature(condition: &Condition, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    let feature = condition.feature.value.as_str();
    if !FEATURES.contains(&feature) {
        let unknown =
            Diagnostic::error(Code::UnknownFeature, say!("unknown feature `{}`", feature)).at(
                condition.feature.place,
                say!("readings have no such feature"),
            );
        found.push(unknown.suggest(nearest(feature, FEATURES.iter().copied())));
        return;
    }
    let closed = FEATURE_VALUES
        .iter()
        .find(|(name, _)| *name == feature)
        .map(|(_, values)| *values);
    for value in &condition.values {
        match (feature, closed) {
            ("stance", _) => names.stance(value, found),
            ("governs", _) => names.frame(value, found),
            ("role", _) => named(
                value,
                say!("unknown role `{}`", value.value),
                names.roles.contains_key(value.value.as_str()),
                names.roles.keys().copied(),
                names,
                found,
            ),
            ("list", _) => named(
                value,
                say!("unknown list `{}`", value.value),
                names.lists.contains_key(value.value.as_str()),
                names.lists.keys().copied(),
                names,
                found,
            ),
            ("lemma", _) if is_arabic(&value.value) => {
                let known = names.lemmas.contains(value.value.as_str());
                // Too many to look for the nearest in no particular order: sorted only when there is something to say.
                let mut all: Vec<&str> = if known {
                    Vec::new()
                } else {
                    names.lemmas.iter().copied().collect()
                };
                all.sort_unstable();
                let title = say!("unknown lemma `{}`", value.value);
                named(value, title, known, all.into_iter(), names, found);
            }
            (_, Some(values)) if !values.contains(&value.value.as_str()) => {
                let what = say!("a value of `{}`", feature);
                found.push(crate::rules::decode::unknown_value(value, values, &what));
            }
            _ => {}
        }
    }
}

fn named<'n>(
    value: &Placed<String>,
    title: Message,
    known: bool,
    all: impl Iterator<Item = &'n str>,
    names: &Names<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if !known && !names.excused(&value.value) {
        let unknown =
            Diagnostic::error(Code::UnknownName, title).at(value.place, say!("not in the pack"));
        found.push(unknown.suggest(nearest(&value.value, all)));
    }
}
