//! `verbs:`. Every key that is not one of the fixed ones is a principal part.

use super::{Reader, words};
use crate::rules::language::{FORMS, VERB};
use crate::rules::message::say;
use crate::rules::model::{Placed, Verb};
use crate::rules::node::{Key, Node};
use crate::rules::vocabulary::PARTS;

pub(super) fn verbs(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<Verb>) {
    for entry in reader.sequence(node, &say!("verbs")) {
        let Some(fields) = reader.mapping(entry, &say!("a verb")) else {
            continue;
        };
        reader.require(fields, entry.place, VERB.required(), &say!("the verb"));
        let mut verb = Verb {
            entry: entry.place,
            ..Verb::default()
        };
        for (key, value) in fields {
            match key.text.as_ref() {
                "lemma" => verb.lemma = reader.name(value, &say!("a word")).unwrap_or_default(),
                "root" => verb.root = reader.string(value),
                "form" => {
                    verb.form = reader
                        .one_of(value, FORMS, &say!("a verb form"))
                        .and_then(|at| FORMS.get(at))
                        .map(|form| String::from(*form))
                        .unwrap_or_default()
                }
                "stance" => verb.stance = reader.name(value, &say!("a stance")).unwrap_or_default(),
                field @ ("polarity" | "commitment") => {
                    words::frame(reader, field, value, &mut verb.framing);
                }
                "role" => verb.roles = reader.names(value, &say!("a role")),
                "governs" => verb.governs = reader.names(value, &say!("a frame")),
                "notes" => verb.notes = reader.string(value),
                // For the reader of the file only: the table works on unvocalised spelling.
                "vocalised" => drop(reader.texts(value, &say!("a spelling"))),
                "replaces" => verb.replaces = reader.flag(key, value),
                name if PARTS.contains(&name) => verb.parts.push(part(reader, key, value)),
                _ => reader.unknown_key(key, &say!("a verb"), &VERB),
            }
        }
        if verb.parts.is_empty() {
            reader.require(fields, entry.place, ["past"], &say!("the verb"));
        }
        into.push(verb);
    }
}

fn part(
    reader: &mut Reader<'_>,
    key: &Key<'_>,
    value: &Node<'_>,
) -> (Placed<String>, Vec<Placed<String>>) {
    (key.placed(), reader.names(value, &say!("a spelling")))
}
