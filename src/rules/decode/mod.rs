//! Trees of nodes in, the types of `model` out. Every value is checked for what it is by itself; what names refer to is checked later.

mod examples;
mod items;
mod overlay;
mod patterns;
mod values;
mod verbs;
mod words;
mod yields;

use super::diagnostic::{Code, Diagnostic};
use super::language::FILE;
use super::model::{RuleSet, Section};
use super::node::{Key, Node};
use crate::rules::message::say;
pub(super) use values::{Reader, unknown_value};

/// The newest file format this version reads.
const SCHEMA: u32 = 1;

/// Reads one file into the set. A file of a newer schema is not read any further.
pub(super) fn file(
    reader: &mut Reader<'_>,
    set: &mut RuleSet,
    index: u32,
    text: &str,
    root: &Node<'_>,
) {
    let Some(entries) = reader.mapping(root, &say!("a rule file")) else {
        return;
    };
    if !schema(reader, root, entries) {
        return;
    }
    reader.require(entries, root.place, ["pack"], &say!("the file"));
    for (key, value) in entries {
        match key.text.as_ref() {
            "schema" => {}
            "pack" => {
                let pack = reader.name(value, &say!("a name")).unwrap_or_default();
                if let Some(file) = set.files.get_mut(index as usize) {
                    file.pack = pack;
                }
            }
            "version" => overlay::version(reader, value, set),
            "stances" => words::stances(reader, value, &mut set.stances),
            "frames" => words::frames(reader, value, &mut set.frames),
            "verbs" => verbs::verbs(reader, value, &mut set.verbs),
            "lists" => words::lists(reader, value, &mut set.lists),
            "elements" => patterns::elements(reader, value, &mut set.elements),
            "patterns" => patterns::patterns(reader, value, Section::Pattern, &mut set.patterns),
            "exclusions" => {
                patterns::patterns(reader, value, Section::Exclusion, &mut set.patterns)
            }
            "marks" => patterns::patterns(reader, value, Section::Mark, &mut set.patterns),
            "stance_rules" => {
                patterns::patterns(reader, value, Section::StanceRule, &mut set.patterns)
            }
            "text" => raw(reader, key, &mut set.text_source, (index, cut(text, value))),
            "morphology" => raw(
                reader,
                key,
                &mut set.morphology_source,
                (index, cut(text, value)),
            ),
            "replaces" => overlay::sections(reader, value, &mut set.replaced_sections),
            "allow" => overlay::allow(reader, value, &mut set.allow),
            "disable" => overlay::disable(reader, value, &mut set.disable),
            _ => reader.unknown_key(key, &say!("a rule file"), &FILE),
        }
    }
}

/// Whether the file can be read on.
fn schema(reader: &mut Reader<'_>, root: &Node<'_>, entries: &[(Key<'_>, Node<'_>)]) -> bool {
    reader.require(entries, root.place, ["schema"], &say!("the file"));
    let Some((_, value)) = entries.iter().find(|(key, _)| key.text == "schema") else {
        return true;
    };
    let Some(text) = reader.text(value, &say!("the schema number")) else {
        return true;
    };
    match text.value.parse::<u32>() {
        Ok(SCHEMA) => true,
        Ok(number) => {
            let found = Diagnostic::error(Code::Schema, say!("schema {} is not known", number));
            reader.report(if number > SCHEMA {
                found
                    .at(value.place, say!("this file was written for a newer isnad"))
                    .help(say!("this one reads schema {}: use a newer isnad, or write `schema: {}` and see what `isnad rules check` says", SCHEMA, SCHEMA))
            } else {
                found
                    .at(value.place, say!("formats are counted from 1"))
                    .help(say!("write `schema: {}`", SCHEMA))
            });
            false
        }
        Err(_) => {
            reader.report(
                Diagnostic::error(
                    Code::WrongType,
                    say!("`{}` is no schema number", text.value),
                )
                .at(value.place, say!("a whole number belongs here")),
            );
            true
        }
    }
}

/// A section whose shape another room knows: kept as text, its lines and columns those of the file, so that messages about it are right.
fn cut(text: &str, value: &Node<'_>) -> String {
    let place = value.place;
    let section = text
        .get(place.start as usize..place.end as usize)
        .unwrap_or_default();
    let mut cut = "\n".repeat(place.line.saturating_sub(1) as usize);
    cut.extend(std::iter::repeat_n(
        ' ',
        place.column.saturating_sub(1) as usize,
    ));
    cut.push_str(section);
    cut
}

fn raw(
    reader: &mut Reader<'_>,
    key: &Key<'_>,
    into: &mut Option<(u32, String)>,
    source: (u32, String),
) {
    match into {
        None => *into = Some(source),
        Some(_) => reader.report(
            Diagnostic::error(
                Code::Duplicate,
                say!("the section `{}` is there already", key.text),
            )
            .at(key.place, say!("again here"))
            .help(say!("a pack has one of these")),
        ),
    }
}
