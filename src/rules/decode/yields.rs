//! `yields:`: what a match gives to the fields of a statement, or, for a stance rule, what becomes of its stance, polarity and commitment.

use super::Reader;
use crate::rules::language::{PATTERN_YIELDS, STANCE_YIELDS};
use crate::rules::message::say;
use crate::rules::model::{Place, Placed, Section};
use crate::rules::node::{Key, Node, Value};

type Field = (Placed<String>, Vec<Placed<String>>);

pub(super) fn yields(reader: &mut Reader<'_>, node: &Node<'_>, section: Section) -> Vec<Field> {
    let mut fields = Vec::new();
    let Some(entries) = reader.mapping(node, &say!("what a match yields")) else {
        return fields;
    };
    let object = match section {
        Section::StanceRule => &STANCE_YIELDS,
        _ => &PATTERN_YIELDS,
    };
    // Polarity or commitment alone is something to yield as well.
    let known = object.names();
    let some = |(key, _): &(Key<'_>, Node<'_>)| object.one_of.contains(&key.text.as_ref());
    if section == Section::StanceRule && !entries.iter().any(some) {
        reader.require(
            entries,
            node.place,
            ["becomes"],
            &say!("what the stance rule yields"),
        );
    }
    for (key, value) in entries {
        match key.text.as_ref() {
            name if !known.contains(&name) => {
                reader.unknown_key(key, &say!("what a match yields"), object)
            }
            "becomes" => fields.push((key.placed(), becomes(reader, value))),
            _ => fields.push((
                key.placed(),
                reader.texts(value, &say!("the name of a capture")),
            )),
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
            .name(node, &say!("a stance"))
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
        if let (Some(from), Some(to)) = (reader.key(key), reader.name(value, &say!("a stance"))) {
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
