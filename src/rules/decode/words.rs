//! `stances:`, `frames:` and `lists:`.

use super::Reader;
use super::values::span;
use crate::lexicon::{Framing, Gender, Number, SpeakerKind};
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::language::{LIST, NAMED, Object, STANCE, WORD, WORD_FORM};
use crate::rules::message::{Message, say};
use crate::rules::model::{Frame, List, ListForm, ListWord, Origin, Placed, Stance};
use crate::rules::node::{Node, Value};
use crate::rules::vocabulary::{COMMITMENTS, GENDERS, NUMBERS, POLARITIES, SPEAKER_KINDS};

pub(super) fn stances(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<Stance>) {
    for named in named(reader, node, &say!("a stance"), &STANCE) {
        into.push(Stance {
            name: named.name,
            describe: named.describe,
            framing: named.framing,
        });
    }
}

pub(super) fn frames(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<Frame>) {
    for named in named(reader, node, &say!("a frame"), &NAMED) {
        into.push(Frame {
            name: named.name,
            describe: named.describe,
        });
    }
}

/// A name with what it means; the framing is for stances.
struct Named {
    name: Placed<String>,
    describe: String,
    framing: Framing,
}

fn named(reader: &mut Reader<'_>, node: &Node<'_>, what: &Message, keys: &Object) -> Vec<Named> {
    let known = keys.names();
    let mut all = Vec::new();
    for entry in reader.sequence(node, &say!("names with what they mean")) {
        let Some(fields) = reader.mapping(entry, what) else {
            continue;
        };
        reader.require(fields, entry.place, keys.required(), what);
        let (mut name, mut describe, mut framing) = (None, String::new(), Framing::default());
        for (key, value) in fields {
            match key.text.as_ref() {
                "name" => name = reader.name(value, &say!("a name")),
                "describe" => describe = reader.string(value),
                field if known.contains(&field) => frame(reader, field, value, &mut framing),
                _ => reader.unknown_key(key, what, keys),
            }
        }
        all.extend(name.map(|name| Named {
            name,
            describe,
            framing,
        }));
    }
    all
}

/// `polarity:` or `commitment:`.
pub(super) fn frame(reader: &mut Reader<'_>, field: &str, node: &Node<'_>, into: &mut Framing) {
    let (known, what) = match field {
        "polarity" => (POLARITIES, say!("a polarity")),
        _ => (COMMITMENTS, say!("a commitment")),
    };
    let one = reader.one_of(node, known, &what);
    if let Some(one) = one.and_then(|at| known.get(at)) {
        into.set(field, one);
    }
}

pub(super) fn lists(reader: &mut Reader<'_>, node: &Node<'_>, into: &mut Vec<List>) {
    if node.is_null() {
        return;
    }
    for (key, entry) in reader.mapping(node, &say!("the lists")).unwrap_or_default() {
        let (Some(name), Some(fields)) = (reader.key(key), reader.mapping(entry, &say!("a list")))
        else {
            continue;
        };
        // One that only takes words out of a list of the pack below puts none in.
        if !fields.iter().any(|(key, _)| key.text == "remove") {
            reader.require(
                fields,
                key.place,
                ["words"],
                &say!("the list `{}`", name.value),
            );
        }
        let mut list = List {
            entry: span(name.place, entry.place),
            name,
            proclitics: true,
            ..List::default()
        };
        for (key, value) in fields {
            if matches!(key.text.as_ref(), "pronouns" | "proclitics" | "forms") {
                list.settings.get_or_insert(key.place);
            }
            match key.text.as_ref() {
                "describe" => list.describe = reader.string(value),
                "pronouns" => list.pronouns = reader.switch(value).unwrap_or_default(),
                "proclitics" => list.proclitics = reader.switch(value).unwrap_or(true),
                "forms" => {
                    list.forms = reader
                        .sequence(value, &say!("forms of a word"))
                        .iter()
                        .filter_map(|node| form(reader, node))
                        .collect()
                }
                "words" => {
                    list.words = reader
                        .sequence(value, &say!("words and phrases"))
                        .iter()
                        .filter_map(|node| word(reader, node))
                        .collect()
                }
                "remove" => list.remove = reader.names(value, &say!("a word")),
                "replaces" => list.replaces = reader.flag(key, value),
                _ => reader.unknown_key(key, &say!("a list"), &LIST),
            }
        }
        list.decline();
        into.push(list);
    }
}

fn word(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ListWord> {
    let Value::Mapping(fields) = &node.value else {
        return Some(ListWord {
            word: surface(reader, node)?,
            origin: Origin::Alone,
            ..ListWord::default()
        });
    };
    let what = say!("a word with features");
    reader.require(fields, node.place, WORD.required(), &what);
    let mut word = ListWord::default();
    for (key, value) in fields {
        match key.text.as_ref() {
            "word" => word.word = surface(reader, value).unwrap_or_default(),
            "lemma" => word.lemma = reader.name(value, &say!("a word")).map(|lemma| lemma.value),
            field if feature(reader, field, value, &mut word) => {}
            _ => reader.unknown_key(key, &say!("a word"), &WORD),
        }
    }
    (!word.word.value.is_empty()).then_some(word)
}

fn form(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ListForm> {
    let what = say!("a form of a word");
    let mut form = ListForm::default();
    for (key, value) in reader.mapping(node, &what)? {
        match key.text.as_ref() {
            "add" => form.ending = reader.name(value, &say!("an ending"))?.value,
            field if feature(reader, field, value, &mut form.features) => {}
            _ => reader.unknown_key(key, &what, &WORD_FORM),
        }
    }
    Some(form)
}

/// Reads a feature; whether there is one of that name.
fn feature(reader: &mut Reader<'_>, field: &str, value: &Node<'_>, word: &mut ListWord) -> bool {
    match field {
        "gender" => {
            word.gender = reader
                .one_of(value, GENDERS, &say!("a gender"))
                .and_then(|at| [Gender::Masculine, Gender::Feminine].get(at).copied())
        }
        "number" => {
            word.number = reader
                .one_of(value, NUMBERS, &say!("a number"))
                .and_then(|at| {
                    [Number::Singular, Number::Dual, Number::Plural]
                        .get(at)
                        .copied()
                })
        }
        "kind" => {
            word.kind = reader
                .one_of(value, SPEAKER_KINDS, &say!("a kind of speaker"))
                .and_then(speaker_kind)
        }
        "stance" => word.stance = reader.name(value, &say!("a stance")),
        "polarity" | "commitment" => frame(reader, field, value, &mut word.framing),
        "role" => word.roles = reader.names(value, &say!("a role")),
        "governs" => word.governs = reader.names(value, &say!("a frame")),
        _ => return false,
    }
    true
}

/// The kind at a position of [`SPEAKER_KINDS`].
fn speaker_kind(at: usize) -> Option<SpeakerKind> {
    use SpeakerKind::{Anonymous, Document, Group, Media, Organization, Person, Unknown};
    [
        Person,
        Group,
        Organization,
        Document,
        Media,
        Anonymous,
        Unknown,
    ]
    .get(at)
    .copied()
}

/// A word or phrase, its blanks made single. A comma in it means that two words were written on one line.
fn surface(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Placed<String>> {
    let mut word = reader.name(node, &say!("a word"))?;
    if let Some(comma) = word
        .value
        .chars()
        .find(|c| matches!(c, ',' | '\u{60C}' | '\u{61B}' | ';'))
    {
        reader.report(
            Diagnostic::error(Code::NotAWord, say!("`{}` holds `{}`", word.value, comma))
                .at(node.place, say!("one word or phrase belongs here"))
                .help(say!(
                    "write one word a line, and Latin commas between the items of a flow list"
                )),
        );
        return None;
    }
    if word.value.contains("  ")
        || word.value.starts_with(' ')
        || word.value.ends_with(' ')
        || word.value.contains(['\t', '\n', '\u{A0}'])
    {
        word.value = word.value.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    Some(word)
}
