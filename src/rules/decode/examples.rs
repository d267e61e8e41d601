//! `examples:`: texts with the statements that must be found in them.

use super::Reader;
use crate::rules::language::{EXAMPLE, EXPECTED_STATEMENT, MARK_EXAMPLE};
use crate::rules::message::say;
use crate::rules::model::{Example, Expected, Placed, Section};
use crate::rules::node::Node;

pub(super) fn examples(reader: &mut Reader<'_>, node: &Node<'_>, section: Section) -> Vec<Example> {
    let mut examples = Vec::new();
    for entry in reader.sequence(node, &say!("examples")) {
        let Some(fields) = reader.mapping(entry, &say!("an example")) else {
            continue;
        };
        // The strings that a mark rule rejects say enough.
        let rejects =
            section == Section::Mark && fields.iter().any(|(key, _)| key.text == "rejected");
        let object = if rejects { &MARK_EXAMPLE } else { &EXAMPLE };
        // What an unfinished example expects is filled in later.
        let drafts = reader.drafts;
        let required = object
            .required()
            .filter(|name| !(drafts && *name == "expect"));
        reader.require(fields, entry.place, required, &say!("the example"));
        let mut example = Example {
            place: entry.place,
            ..Example::default()
        };
        for (key, value) in fields {
            match key.text.as_ref() {
                "text" => {
                    example.text = reader.text(value, &say!("a text")).unwrap_or(Placed {
                        value: String::new(),
                        place: value.place,
                    })
                }
                "expect" => {
                    example.expect = expected(reader, value);
                    example.expect_place = Some(value.place);
                }
                "or" => {
                    let readings =
                        reader.sequence(value, &say!("readings, each a list of statements"));
                    example.or = readings.iter().map(|node| expected(reader, node)).collect();
                }
                "rejected" => {
                    example.rejected = reader.texts(value, &say!("the words between two marks"))
                }
                "todo" => example.todo = reader.switch(value).unwrap_or_default(),
                _ => reader.unknown_key(key, &say!("an example"), object),
            }
        }
        examples.push(example);
    }
    examples
}

fn expected(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Expected> {
    let mut all = Vec::new();
    for entry in reader.sequence(node, &say!("statements; `[]` where there is none")) {
        let Some(fields) = reader.mapping(entry, &say!("a statement")) else {
            continue;
        };
        reader.require(
            fields,
            entry.place,
            EXPECTED_STATEMENT.required(),
            &say!("the expected statement"),
        );
        let mut expected = Expected {
            fields: Vec::with_capacity(fields.len()),
            place: entry.place,
        };
        let known = EXPECTED_STATEMENT.names();
        for (key, value) in fields {
            match known.contains(&key.text.as_ref()) {
                true => expected
                    .fields
                    .push((key.placed(), reader.texts(value, &say!("a text")))),
                false => reader.unknown_key(key, &say!("a statement"), &EXPECTED_STATEMENT),
            }
        }
        all.push(expected);
    }
    all
}
