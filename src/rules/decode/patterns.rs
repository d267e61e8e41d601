//! `elements:`, and the four sections of patterns.

use super::values::span;
use super::{Reader, examples, items, yields};
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::language::{ELEMENT, EXCLUSION, MARK_RULE, Object, PATTERN, STANCE_RULE};
use crate::rules::message::say;
use crate::rules::model::{Condition, Element, Item, Pattern, Placed, Section};
use crate::rules::node::{Node, Value};

pub(super) fn elements(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<Element>) {
    if node.is_null() {
        return;
    }
    for (key, entry) in reader
        .mapping(node, &say!("the elements"))
        .unwrap_or_default()
    {
        let (Some(name), Some(fields)) =
            (reader.key(key), reader.mapping(entry, &say!("an element")))
        else {
            continue;
        };
        reader.require(
            fields,
            key.place,
            ELEMENT.required(),
            &say!("the element `{}`", name.value),
        );
        let mut element = Element {
            entry: span(name.place, entry.place),
            name,
            ..Element::default()
        };
        for (key, value) in fields {
            match key.text.as_ref() {
                "describe" => element.describe = reader.string(value),
                "transparent" => element.transparent = reader.switch(value).unwrap_or_default(),
                "any" => {
                    element.any = reader
                        .sequence(value, &say!("alternatives"))
                        .iter()
                        .map(|node| alternative(reader, node))
                        .collect()
                }
                "replaces" => element.replaces = reader.flag(key, value),
                _ => reader.unknown_key(key, &say!("an element"), &ELEMENT),
            }
        }
        into.push(element);
    }
}

/// A sequence of items; one that is alone needs no brackets.
fn alternative(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Item> {
    match &node.value {
        Value::Sequence(_) => items::items(reader, node),
        _ => items::item(reader, node).into_iter().collect(),
    }
}

pub(super) fn patterns(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    section: Section,
    into: &mut Vec<Pattern>,
) {
    let (what, known): (_, &Object) = match section {
        Section::Pattern => (say!("the pattern"), &PATTERN),
        Section::Exclusion => (say!("the exclusion"), &EXCLUSION),
        Section::Mark => (say!("the mark rule"), &MARK_RULE),
        Section::StanceRule => (say!("the stance rule"), &STANCE_RULE),
    };
    for entry in reader.sequence(node, &say!("rules")) {
        let Some(fields) = reader.mapping(entry, &what) else {
            continue;
        };
        reader.require(fields, entry.place, known.required(), &what);
        let mut pattern = Pattern {
            section,
            entry: entry.place,
            ..Pattern::default()
        };
        // An entry without an id is still checked: by its first key it can be pointed at.
        pattern.id.place = fields.first().map_or(entry.place, |(key, _)| key.place);
        for (key, value) in fields {
            match key.text.as_ref() {
                "id" => {
                    pattern.id = reader.name(value, &say!("an id")).unwrap_or(Placed {
                        value: String::new(),
                        place: value.place,
                    })
                }
                "summary" => pattern.summary = reader.string(value),
                "match" => pattern.items = items::items(reader, value),
                "inside" if section == Section::Mark => {
                    pattern.inside = items::items(reader, value)
                }
                "where" => pattern.conditions = conditions(reader, value),
                "unless" => pattern.unless = conditions(reader, value),
                "yields" if matches!(section, Section::Pattern | Section::StanceRule) => {
                    pattern.yields = yields::yields(reader, value, section)
                }
                "overrides" => pattern.overrides = reader.names(value, &say!("an id")),
                "replaces" => pattern.replaces = reader.flag(key, value),
                "applies_to" if section == Section::Exclusion => {
                    pattern.applies_to = applies_to(reader, value)
                }
                "examples" => pattern.examples = examples::examples(reader, value, section),
                _ => reader.unknown_key(key, &what, known),
            }
        }
        into.push(pattern);
    }
}

/// Ids; `any` is the same as saying nothing.
fn applies_to(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Placed<String>> {
    let ids = reader.names(node, &say!("an id"));
    if ids.iter().any(|id| id.value == "any") {
        Vec::new()
    } else {
        ids
    }
}

/// `capture.feature: value or values`.
fn conditions(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (key, value) in reader
        .mapping(node, &say!("a set of conditions"))
        .unwrap_or_default()
    {
        let Some(name) = reader.key(key) else {
            continue;
        };
        let values = reader.names(value, &say!("a value"));
        let Some((capture, feature)) = name.value.split_once('.') else {
            let found = Diagnostic::error(
                Code::UnknownFeature,
                say!("`{}` does not say of what", name.value),
            )
            .at(
                name.place,
                say!("a capture, a dot and a feature belong here"),
            );
            reader.report(found.help(say!(
                "write `cue.{}`, or the capture that is meant",
                name.value
            )));
            continue;
        };
        let (capture, feature) = split(&name, capture, feature);
        conditions.push(Condition {
            capture,
            feature,
            values,
        });
    }
    conditions
}

/// The two halves of a key with their own places, where the key is written as it reads.
fn split(name: &Placed<String>, capture: &str, feature: &str) -> (Placed<String>, Placed<String>) {
    let (mut left, mut right) = (name.place, name.place);
    // A key in quotation marks is longer than it reads.
    let shift = u32::from(name.place.end - name.place.start > name.value.len() as u32);
    left.start += shift;
    left.column += shift;
    left.end = left.start + capture.len() as u32;
    right.start = left.end + 1;
    right.end = right.start + feature.len() as u32;
    right.column = left.column + capture.chars().count() as u32 + 1;
    (
        Placed {
            value: capture.to_owned(),
            place: left,
        },
        Placed {
            value: feature.to_owned(),
            place: right,
        },
    )
}
