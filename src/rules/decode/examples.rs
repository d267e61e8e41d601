//! `examples:`: texts with the statements that must be found in them.

use super::Reader;
use crate::rules::model::{Example, Expected, Placed, Section};
use crate::rules::node::Node;
use crate::rules::vocabulary::EXPECTED;

const EXAMPLE: &[&str] = &["text", "expect", "rejected", "todo"];

pub(super) fn examples(reader: &mut Reader<'_>, node: &Node<'_>, section: Section) -> Vec<Example> {
    let mut examples = Vec::new();
    for entry in reader.sequence(node, "examples") {
        let Some(fields) = reader.mapping(entry, "an example") else {
            continue;
        };
        reader.require(fields, entry.place, &["text"], "the example");
        let rejects =
            section == Section::Mark && fields.iter().any(|(key, _)| key.text == "rejected");
        if !rejects {
            reader.require(fields, entry.place, &["expect"], "the example");
        }
        let mut example = Example::default();
        for (key, value) in fields {
            match key.text.as_ref() {
                "text" => {
                    example.text = reader.text(value, "a text").unwrap_or(Placed {
                        value: String::new(),
                        place: value.place,
                    })
                }
                "expect" => example.expect = expected(reader, value),
                "rejected" => example.rejected = reader.texts(value, "the words between two marks"),
                "todo" => example.todo = reader.switch(value).unwrap_or_default(),
                _ => reader.unknown_key(key, "an example", EXAMPLE),
            }
        }
        examples.push(example);
    }
    examples
}

fn expected(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Expected> {
    let mut all = Vec::new();
    for entry in reader.sequence(node, "statements; `[]` where there is none") {
        let Some(fields) = reader.mapping(entry, "a statement") else {
            continue;
        };
        reader.require(
            fields,
            entry.place,
            &["speaker", "stance", "content"],
            "the expected statement",
        );
        let mut expected = Expected {
            fields: Vec::with_capacity(fields.len()),
            place: entry.place,
        };
        for (key, value) in fields {
            match EXPECTED.contains(&key.text.as_ref()) {
                true => expected
                    .fields
                    .push((key.placed(), reader.texts(value, "a text"))),
                false => reader.unknown_key(key, "a statement", EXPECTED),
            }
        }
        all.push(expected);
    }
    all
}
