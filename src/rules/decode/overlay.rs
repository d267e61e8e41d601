//! What a pack says of itself and of the pack that it is laid over: `version:`, `allow:`, `replaces:` at the top of a file, and `disable:`.

use super::Reader;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::language::{ALLOW, DISABLE, SECTIONS};
use crate::rules::message::say;
use crate::rules::model::{Allow, Placed, RuleSet, Thing};
use crate::rules::node::Node;
use crate::rules::vocabulary::WARNING_CODES;

/// The version of the pack, which stands in one of its files.
pub(super) fn version(reader: &mut Reader<'_>, node: &Node<'_>, set: &mut RuleSet) {
    let Some(version) = reader.name(node, &say!("a version like 1.0.0")) else {
        return;
    };
    let numbers = version.value.split('.');
    if !numbers
        .clone()
        .all(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
    {
        let odd = Diagnostic::error(
            Code::UnknownValue,
            say!("`{}` is no version", version.value),
        );
        reader.report(
            odd.at(version.place, say!("given here"))
                .help(say!("write numbers with dots between them, like 1.0.0")),
        );
        return;
    }
    let Some(pack) = set.packs.last_mut() else {
        return;
    };
    match &pack.version {
        None => pack.version = Some(version),
        Some(first) => reader.report(
            Diagnostic::error(Code::Duplicate, say!("the pack states its version twice"))
                .at(version.place, say!("again here"))
                .at(first.place, say!("first here"))
                .help(say!("one file of a pack states it")),
        ),
    }
}

/// Sections that take the place of those below.
pub(super) fn sections(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<Placed<String>>) {
    for name in reader.names(node, &say!("the name of a section")) {
        if SECTIONS.contains(&name.value.as_str()) {
            into.push(name);
        } else {
            let what = say!("a section that is replaced as a whole");
            reader.report(super::unknown_value(&name, SECTIONS, &what));
        }
    }
}

/// What of the pack below is switched off.
pub(super) fn disable(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    into: &mut Vec<(Thing, Placed<String>)>,
) {
    let entries = reader
        .mapping(node, &say!("what is switched off"))
        .unwrap_or_default();
    for (key, value) in entries {
        let (thing, what) = match key.text.as_ref() {
            "rules" => (Thing::Rule, say!("an id")),
            "verbs" => (Thing::Verb, say!("a lemma")),
            "lists" => (Thing::List, say!("the name of a list")),
            _ => {
                reader.unknown_key(key, &say!("`disable`"), &DISABLE);
                continue;
            }
        };
        into.extend(
            reader
                .names(value, &what)
                .into_iter()
                .map(|name| (thing, name)),
        );
    }
}

/// Warnings that are meant to be so.
pub(super) fn allow(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<Allow>) {
    for entry in reader.sequence(node, &say!("codes with their reasons")) {
        let Some(fields) = reader.mapping(entry, &say!("an allowance")) else {
            continue;
        };
        reader.require(
            fields,
            entry.place,
            ALLOW.required(),
            &say!("the allowance"),
        );
        let mut allow = Allow::default();
        for (key, value) in fields {
            match key.text.as_ref() {
                "code" => {
                    if reader
                        .one_of(value, WARNING_CODES, &say!("the code of a warning"))
                        .is_some()
                    {
                        allow.code = reader.name(value, &say!("a code")).unwrap_or_default();
                    }
                }
                "of" => allow.of = reader.names(value, &say!("a name")),
                "reason" => allow.reason = reader.string(value),
                _ => reader.unknown_key(key, &say!("an allowance"), &ALLOW),
            }
        }
        into.push(allow);
    }
}
