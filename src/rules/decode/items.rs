//! The items of a sequence: a name, a name with `?`, an Arabic word, or a mapping that says more.

use super::Reader;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::language::{ITEM, MODIFIERS};
use crate::rules::message::say;
use crate::rules::model::{Item, Place, Placed, What};
use crate::rules::node::{Key, Node, Value};
use crate::rules::vocabulary::{MOST_REPEATS, is_arabic};

/// The items of a list.
pub(super) fn items(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Item> {
    reader
        .sequence(node, &say!("items"))
        .iter()
        .filter_map(|node| item(reader, node))
        .collect()
}

pub(super) fn item(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Item> {
    match &node.value {
        Value::Mapping(fields) => described(reader, node, fields),
        Value::Sequence(_) => {
            let found = Diagnostic::error(Code::WrongType, say!("expected an item, found a list"))
                .at(node.place, say!("an item is a name or a mapping"));
            reader.report(found.help(say!(
                "write `sequence: [...]` for one after the other, `any: [...]` for one of several"
            )));
            None
        }
        Value::Scalar { .. } => named(reader, node),
    }
}

/// `name`, `name?` or a word.
fn named(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Item> {
    let name = reader.name(node, &say!("an item"))?;
    let (text, repeat) = match name.value.strip_suffix('?') {
        Some(text) => (text, (0, 1)),
        None => (name.value.as_str(), (1, 1)),
    };
    Some(Item {
        what: what(reader, text, name.place)?,
        repeat,
        place: name.place,
        ..Item::default()
    })
}

/// A name or a word in Arabic script, without a quantifier.
fn what(reader: &mut Reader<'_>, text: &str, place: Place) -> Option<What> {
    if text.ends_with(['*', '+', '?']) {
        let found = Diagnostic::error(
            Code::Repeat,
            say!("`{}` has a quantifier that items do not have", text),
        )
        .at(place, say!("repeated here"));
        reader.report(found.help(say!(
            "write `{}: 0..5` with the bounds that are meant",
            text.trim_end_matches(['*', '+', '?'])
        )));
        return None;
    }
    if !is_arabic(text) {
        return Some(What::Name(text.to_owned()));
    }
    if text.contains(char::is_whitespace) {
        let found = Diagnostic::error(Code::NotAWord, say!("`{}` is more than one word", text))
            .at(place, say!("a literal is one word"));
        reader.report(found.help(say!(
            "write one word an item, or make the phrase a word of a list"
        )));
        return None;
    }
    Some(What::Literal(text.to_owned()))
}

fn described(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    fields: &[(Key<'_>, Node<'_>)],
) -> Option<Item> {
    let mut mains = fields
        .iter()
        .filter(|(key, _)| !MODIFIERS.contains(&key.text.as_ref()));
    let Some((key, value)) = mains.next() else {
        let found = Diagnostic::error(
            Code::MissingKey,
            say!("the item does not say what stands here"),
        )
        .at(node.place, say!("only says how"));
        reader.report(found.help(say!(
            "add `item: NAME`, `cue: NAME`, `any: [...]` or `sequence: [...]`"
        )));
        return None;
    };
    for (extra, _) in mains {
        reader.unknown_key(extra, &say!("an item"), &ITEM);
    }
    let mut item = Item {
        repeat: (1, 1),
        place: key.place,
        ..Item::default()
    };
    let known = main(reader, key, value, &mut item);
    for (key, value) in fields {
        modifier(reader, key, value, &mut item);
    }
    known.then_some(item)
}

/// What stands there, and whether that could be read.
fn main(reader: &mut Reader<'_>, key: &Key<'_>, value: &Node<'_>, item: &mut Item) -> bool {
    match key.text.as_ref() {
        "any" => item.what = What::Any(items(reader, value)),
        "sequence" => item.what = What::Sequence(items(reader, value)),
        "cue" | "item" => {
            item.cue = key.text == "cue";
            item.place = value.place;
            let Some(inner) = reader.name(value, &say!("a name")).and_then(|name| {
                what(
                    reader,
                    name.value.strip_suffix('?').unwrap_or(&name.value),
                    name.place,
                )
            }) else {
                return false;
            };
            item.what = inner;
            if matches!(&value.value, Value::Scalar { text, .. } if text.ends_with('?')) {
                item.repeat = (0, 1);
            }
        }
        name => {
            let Some(inner) = reader.key(key).and_then(|_| what(reader, name, key.place)) else {
                return false;
            };
            item.what = inner;
            item.repeat = repeat(reader, value).unwrap_or((1, 1));
        }
    }
    true
}

fn modifier(reader: &mut Reader<'_>, key: &Key<'_>, value: &Node<'_>, item: &mut Item) {
    match key.text.as_ref() {
        "repeat" => item.repeat = repeat(reader, value).unwrap_or(item.repeat),
        "optional" => item.repeat.0 *= u8::from(reader.switch(value) != Some(true)),
        "lazy" => item.lazy = reader.switch(value).unwrap_or_default(),
        "as" => item.capture = reader.name(value, &say!("a name")),
        "with" => item.with = kinds(reader, value),
        "without" => item.without = kinds(reader, value),
        _ => {}
    }
}

fn kinds(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Placed<String>> {
    reader.names(node, &say!("a kind, a list or a word"))
}

/// `m..n`, or `n` for exactly that many.
fn repeat(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<(u8, u8)> {
    let text = reader.text(node, &say!("a repetition like 0..5"))?;
    let (least, most) = text
        .value
        .split_once("..")
        .unwrap_or((&text.value, &text.value));
    let said = &text.value;
    let wrong = match (least.trim().parse::<u32>(), most.trim().parse::<u32>()) {
        (Ok(_), Err(_)) if most.trim().is_empty() => say!("`{}` has no upper bound", said),
        (Ok(_), Ok(most)) if most > u32::from(MOST_REPEATS) => say!("`{}` goes too far", said),
        (Ok(least), Ok(most)) if least > most => {
            say!("`{}` has its bounds the wrong way round", said)
        }
        (Ok(_), Ok(0)) => say!("`{}` never stands there", said),
        (Ok(least), Ok(most)) => return Some((least as u8, most as u8)),
        _ => say!("`{}` is no repetition", said),
    };
    let found = Diagnostic::error(Code::Repeat, wrong).at(node.place, say!("repeated here"));
    reader.report(found.help(say!("write it like 0..5, with at most {}", MOST_REPEATS)));
    None
}
