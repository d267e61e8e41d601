//! `yields:`: what a match gives to the fields of a statement, or, for a stance rule, what becomes of its stance, polarity and commitment.

use super::Reader;
use crate::rules::model::{Place, Placed, Section};
use crate::rules::node::{Key, Node, Value};
use crate::rules::vocabulary::YIELDS;

type Field = (Placed<String>, Vec<Placed<String>>);

pub(super) fn yields(reader: &mut Reader<'_>, node: &Node<'_>, section: Section) -> Vec<Field> {
    let mut fields = Vec::new();
    let Some(entries) = reader.mapping(node, "what a match yields") else {
        return fields;
    };
    let known: &[&str] = match section {
        Section::StanceRule => &["becomes", "polarity", "commitment"],
        _ => &YIELDS[..YIELDS.len() - 1],
    };
    let framed =
        |(key, _): &(Key<'_>, Node<'_>)| matches!(key.text.as_ref(), "polarity" | "commitment");
    if section == Section::StanceRule && !entries.iter().any(framed) {
        reader.require(
            entries,
            node.place,
            &["becomes"],
            "what the stance rule yields",
        );
    }
    for (key, value) in entries {
        match key.text.as_ref() {
            name if !known.contains(&name) => reader.unknown_key(key, "what a match yields", known),
            "becomes" => fields.push((key.placed(), becomes(reader, value))),
            _ => fields.push((key.placed(), reader.texts(value, "the name of a capture"))),
        }
    }
    fields
}

/// A stance; or which becomes which, as `from:to`.
fn becomes(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Placed<String>> {
    match &node.value {
        Value::Mapping(entries) => pairs(reader, entries),
        Value::Sequence(items) => items
            .iter()
            .flat_map(|item| match &item.value {
                Value::Mapping(entries) => pairs(reader, entries),
                _ => becomes(reader, item),
            })
            .collect(),
        _ => reader
            .name(node, "a stance")
            .map(|name| Placed {
                value: name.value.replace(": ", ":"),
                place: name.place,
            })
            .into_iter()
            .collect(),
    }
}

fn pairs(reader: &mut Reader<'_>, entries: &[(Key<'_>, Node<'_>)]) -> Vec<Placed<String>> {
    let mut pairs = Vec::new();
    for (key, value) in entries {
        if let (Some(from), Some(to)) = (reader.key(key), reader.name(value, "a stance")) {
            let place = Place {
                end: to.place.end,
                ..from.place
            };
            pairs.push(Placed {
                value: format!("{}:{}", from.value, to.value),
                place,
            });
        }
    }
    pairs
}
