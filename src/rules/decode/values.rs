//! Reading single values: texts, names, switches, lists of names. What is not what it should be is reported, and reading goes on.

use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::language::Object;
use crate::rules::message::{Message, say};
use crate::rules::model::{Place, Placed};
use crate::rules::node::{Key, Node, Value};
use crate::rules::suggest::nearest;
use crate::rules::vocabulary;

/// Collects what is wrong while values are read.
pub(in crate::rules) struct Reader<'d> {
    found: &'d mut Vec<Diagnostic>,
    /// Whether examples may still lack what they expect.
    pub(super) drafts: bool,
}

impl<'d> Reader<'d> {
    /// A reader that reports into `found`.
    pub(in crate::rules) fn new(found: &'d mut Vec<Diagnostic>) -> Reader<'d> {
        Reader {
            found,
            drafts: false,
        }
    }

    /// The same, for a pack whose examples may be unfinished.
    pub(in crate::rules) fn with_drafts(self, drafts: bool) -> Reader<'d> {
        Reader { drafts, ..self }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// The node should have been something else.
    pub(super) fn wrong(&mut self, node: &Node<'_>, wanted: &Message) {
        let title = say!("expected {}, found {}", wanted, node.describe());
        self.report(
            Diagnostic::error(Code::WrongType, title)
                .at(node.place, say!("{} belongs here", wanted)),
        );
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, owner: &Message, object: &Object) {
        let known = object.names();
        if self.visible(&key.text, key.place) {
            let title = say!("unknown key `{}`", key.text);
            let found = Diagnostic::error(Code::UnknownKey, title)
                .at(key.place, say!("{} has no such key", owner));
            self.report(match nearest(&key.text, known.iter().copied()) {
                // More than a line of them is read by nobody.
                None if known.len() <= 16 => found.help(say!("the keys are: {}", known.join(", "))),
                near => found.suggest(near),
            });
        }
    }

    /// Reports those of `keys` that the mapping does not have, unless one is there with a slip in it, which is reported as such.
    pub(super) fn require(
        &mut self,
        entries: &[(Key<'_>, Node<'_>)],
        place: Place,
        keys: impl IntoIterator<Item = &'static str>,
        owner: &Message,
    ) {
        for wanted in keys {
            let there = entries.iter().any(|(key, _)| key.text == wanted);
            if !there
                && !entries
                    .iter()
                    .any(|(key, _)| nearest(&key.text, [wanted]).is_some())
            {
                // The first key stands for the entry: a whole mapping underlined says nothing.
                let place = entries.first().map_or(place, |(key, _)| key.place);
                self.report(
                    Diagnostic::error(Code::MissingKey, say!("{} has no `{}`", owner, wanted))
                        .at(place, say!("`{}` must be given", wanted)),
                );
            }
        }
    }

    pub(super) fn mapping<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        what: &Message,
    ) -> Option<&'n [(Key<'a>, Node<'a>)]> {
        match &node.value {
            Value::Mapping(entries) => Some(entries),
            _ => {
                self.wrong(node, &say!("the keys of {}", what));
                None
            }
        }
    }

    /// The items of a list; a section without entries is an empty one.
    pub(super) fn sequence<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        what: &Message,
    ) -> &'n [Node<'a>] {
        match &node.value {
            Value::Sequence(items) => items,
            _ if node.is_null() => &[],
            _ => {
                self.wrong(node, &say!("a list of {}", what));
                &[]
            }
        }
    }

    /// Any text, as written.
    pub(super) fn text(&mut self, node: &Node<'_>, what: &Message) -> Option<Placed<String>> {
        match &node.value {
            Value::Scalar { text, .. } if !node.is_null() => Some(Placed {
                value: text.trim_end_matches('\n').to_owned(),
                place: node.place,
            }),
            _ => {
                self.wrong(node, what);
                None
            }
        }
    }

    /// Text for people; empty where there is none.
    pub(super) fn string(&mut self, node: &Node<'_>) -> String {
        self.text(node, &say!("a text"))
            .map(|text| text.value)
            .unwrap_or_default()
    }

    /// A name or word: text without invisible characters.
    pub(super) fn name(&mut self, node: &Node<'_>, what: &Message) -> Option<Placed<String>> {
        let name = self.text(node, what)?;
        self.visible(&name.value, name.place).then_some(name)
    }

    /// A key that is a name.
    pub(super) fn key(&mut self, key: &Key<'_>) -> Option<Placed<String>> {
        self.visible(&key.text, key.place).then(|| key.placed())
    }

    /// One name or a list of them.
    pub(super) fn names(&mut self, node: &Node<'_>, what: &Message) -> Vec<Placed<String>> {
        match &node.value {
            Value::Sequence(items) => items
                .iter()
                .filter_map(|item| self.name(item, what))
                .collect(),
            _ => self.name(node, what).into_iter().collect(),
        }
    }

    /// One text or a list of them, or nothing.
    pub(super) fn texts(&mut self, node: &Node<'_>, what: &Message) -> Vec<Placed<String>> {
        match &node.value {
            Value::Sequence(items) => items
                .iter()
                .filter_map(|item| self.text(item, what))
                .collect(),
            _ if node.is_null() => Vec::new(),
            _ => self.text(node, what).into_iter().collect(),
        }
    }

    /// `true` or `false`, and nothing that only looks like it.
    pub(super) fn switch(&mut self, node: &Node<'_>) -> Option<bool> {
        match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => Some(true),
            Value::Scalar { text, plain: true } if text == "false" => Some(false),
            _ => {
                self.wrong(node, &say!("`true` or `false`"));
                None
            }
        }
    }

    /// Where a switch stands that is on.
    pub(super) fn flag(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<Place> {
        (self.switch(node) == Some(true)).then_some(key.place)
    }

    /// One of a closed set, by its position in it.
    pub(super) fn one_of(
        &mut self,
        node: &Node<'_>,
        set: &[&str],
        what: &Message,
    ) -> Option<usize> {
        let name = self.name(node, what)?;
        let position = set.iter().position(|known| *known == name.value);
        if position.is_none() {
            self.report(unknown_value(&name, set, what));
        }
        position
    }

    fn visible(&mut self, name: &str, place: Place) -> bool {
        let Some((c, called)) = vocabulary::invisible(name) else {
            return true;
        };
        let plain = vocabulary::visible(name);
        self.report(
            Diagnostic::error(
                Code::Invisible,
                say!(
                    "`{}` holds {} (U+{})",
                    plain,
                    called,
                    format!("{:04X}", c as u32)
                ),
            )
            .at(place, say!("written here"))
            .help(say!("write `{}`", plain)),
        );
        false
    }
}

/// From the beginning of the one to the end of the other.
pub(super) fn span(from: Place, to: Place) -> Place {
    Place {
        end: to.end,
        ..from
    }
}

/// A value outside its closed set.
pub(in crate::rules) fn unknown_value(
    name: &Placed<String>,
    set: &[&str],
    what: &Message,
) -> Diagnostic {
    let found = Diagnostic::error(Code::UnknownValue, say!("`{}` is not {}", name.value, what))
        .at(name.place, say!("one of: {}", set.join(", ")));
    found.suggest(nearest(&name.value, set.iter().copied()))
}
