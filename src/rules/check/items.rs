//! Items: names that stand for something, one cue in the right place, and `with` only where there is a token to ask.

use super::names::Names;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::say;
use crate::rules::model::{Element, Item, Pattern, Place, Placed, What};
use crate::rules::suggest::nearest;
use crate::rules::vocabulary::NOT_TOKENS;

pub(super) fn element(element: &Element, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    if element.any.iter().all(Vec::is_empty) {
        found.push(
            Diagnostic::error(
                Code::MissingKey,
                say!("the element `{}` is empty", element.name.value),
            )
            .at(element.name.place, say!("no alternative holds an item")),
        );
    }
    for item in element.any.iter().flatten() {
        check(item, names, found);
        for cue in cues(item) {
            let wrong = Diagnostic::error(
                Code::Cue,
                say!("the element `{}` holds a cue", element.name.value),
            )
            .at(cue.place, say!("a cue stands in a pattern only"));
            found.push(wrong.help(say!(
                "write `item:` here, and `cue:` where the pattern names the element"
            )));
        }
    }
}

pub(super) fn pattern(pattern: &Pattern, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    let items = pattern.items.iter().chain(&pattern.inside);
    items.for_each(|item| check(item, names, found));
    for cue in pattern.inside.iter().flat_map(cues) {
        found.push(
            Diagnostic::error(
                Code::Cue,
                say!("`{}` has a cue inside the quotation", pattern.id.value),
            )
            .at(
                cue.place,
                say!("the cue of a mark rule is the quotation itself"),
            )
            .help(say!("write `item:` here")),
        );
    }
    let all: Vec<&Item> = pattern.items.iter().flat_map(cues).collect();
    let id = &pattern.id.value;
    match all.as_slice() {
        [] => found.push(
            Diagnostic::error(Code::Cue, say!("`{}` has no cue", id))
                .at(pattern.id.place, say!("one item must be the cue"))
                .help(say!("write `cue: NAME` for the word that reports")),
        ),
        [cue] => {
            if !pattern.items.iter().any(|item| item.cue) {
                found.push(
                    Diagnostic::error(Code::Cue, say!("`{}` has its cue inside another item", id))
                        .at(cue.place, say!("the cue is an item of `match` itself")),
                );
            }
            if cue.repeat != (1, 1) {
                found.push(
                    Diagnostic::error(
                        Code::Cue,
                        say!("`{}` has a cue that can be left out or repeated", id),
                    )
                    .at(cue.place, say!("the cue stands there once")),
                );
            }
        }
        [first, second, ..] => {
            found.push(
                Diagnostic::error(Code::Cue, say!("`{}` has two cues", id))
                    .at(second.place, say!("a second cue"))
                    .at(first.place, say!("the first cue"))
                    .help(say!("keep one, and write `item:` for the other")),
            );
        }
    }
}

fn cues(item: &Item) -> Vec<&Item> {
    let mut all = if item.cue { vec![item] } else { Vec::new() };
    if let What::Any(items) | What::Sequence(items) = &item.what {
        all.extend(items.iter().flat_map(cues));
    }
    all
}

fn check(item: &Item, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    match &item.what {
        What::Name(name) => kind(name, item.place, names, found),
        What::Literal(_) => {}
        What::Any(items) | What::Sequence(items) => {
            if items.is_empty() {
                found.push(
                    Diagnostic::error(Code::MissingKey, say!("there are no items here"))
                        .at(item.place, say!("this matches nothing")),
                );
            }
            items.iter().for_each(|item| check(item, names, found));
        }
    }
    for asked in &item.with {
        asked_of_token(asked, names, found);
    }
    for refused in &item.without {
        if !is_set(&refused.value, names) {
            asked_of_token(refused, names, found);
        }
    }
    if let Some(asked) = item
        .with
        .first()
        .or(item.without.first())
        .filter(|_| !is_token(item))
    {
        let wrong = Diagnostic::error(
            Code::UnknownValue,
            say!("`{}` is asked of more than one token", asked.value),
        )
        .at(asked.place, say!("asked here"));
        found.push(
            wrong
                .at(item.place, say!("this is no single token"))
                .help(say!("ask it of the token that is meant")),
        );
    }
}

/// Whether the item can be one token; an element may be, its compiler knows.
fn is_token(item: &Item) -> bool {
    match &item.what {
        What::Name(name) => !NOT_TOKENS.contains(&name.as_str()),
        What::Literal(_) => true,
        What::Any(items) => items.iter().all(is_token),
        What::Sequence(_) => false,
    }
}

fn kind(name: &str, place: Place, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    if !names.is_kind(name) && !names.excused(name) {
        let unknown = Diagnostic::error(Code::UnknownName, say!("unknown element `{}`", name)).at(
            place,
            say!("not an element, a list, a kind or a word in Arabic script"),
        );
        found.push(unknown.suggest(nearest(name, names.kinds())));
    }
}

/// Whether the name is that of an element which only says that a token is one of several kinds, lists and words.
fn is_set(name: &str, names: &Names<'_>) -> bool {
    let element = names.elements.get(name);
    let kinds = element.and_then(|element| element.kinds());
    kinds.is_some_and(|kinds| {
        let token = |kind: &&str| !NOT_TOKENS.contains(kind) && !names.elements.contains_key(kind);
        kinds.iter().all(token)
    })
}

fn asked_of_token(asked: &Placed<String>, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    kind(&asked.value, asked.place, names, found);
    if NOT_TOKENS.contains(&asked.value.as_str())
        || names.elements.contains_key(asked.value.as_str())
    {
        let wrong = Diagnostic::error(
            Code::UnknownValue,
            say!("`{}` is not something a token can be", asked.value),
        )
        .at(asked.place, say!("asked here"));
        found.push(wrong.help(say!(
            "name a kind, a list or a word; `without` also takes an element that is one of several of these and nothing more"
        )));
    }
}
