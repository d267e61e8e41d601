//! Text of a file in, tree of nodes out. One way to write things: no anchors, aliases, tags or merge keys, one document a file.

use super::diagnostic::{Code, Diagnostic};
use super::model::Place;
use super::node::{Key, Node, Value};
use crate::rules::message::{Part, say};
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span, options};
use std::borrow::Cow;
use std::collections::HashMap;

/// Deeper than any rule goes; bounds the recursion of everything that walks the tree.
const NESTING: usize = 32;

/// A collection that is still open.
enum Open<'a> {
    Sequence(Place, Vec<Node<'a>>),
    Mapping(Place, Vec<(Key<'a>, Node<'a>)>, Option<Key<'a>>),
}

/// Parses one file; `None` where there is no document in it. A key that is there twice is reported and the first one kept; a syntax error ends the file.
pub(super) fn parse<'a>(
    file: u32,
    text: &'a str,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<Node<'a>>, Box<Diagnostic>> {
    let mut limits = options! { flow_nesting_limit: NESTING, block_nesting_limit: NESTING, emit_anchor_events: true };
    limits.set_emit_comments(false);
    let mut builder = Builder {
        file,
        open: Vec::new(),
        root: None,
        documents: 0,
        found,
    };
    for event in Parser::new_from_str_with_options(text, limits) {
        let (event, span) = event.map_err(|error| {
            let mark = error.marker();
            let start = mark.byte_offset().unwrap_or(text.len()).min(text.len());
            let place = Place {
                file,
                line: mark.line() as u32,
                column: mark.col() as u32 + 1,
                start: start as u32,
                end: start as u32,
            };
            let fault = Diagnostic::error(
                Code::Syntax,
                say!("this is not YAML: {}", Part::Heard(error.info().to_owned())),
            )
            .at(place, say!("here"));
            match error.info().contains(COLON_IN_TEXT) {
                true => fault.help(say!(
                    "a text with a colon and a space in it stands in quotation marks: text: '...'"
                )),
                false => fault,
            }
        })?;
        builder.take(event, span)?;
    }
    Ok(builder.root)
}

/// How the parser names what is nearly always a text with a colon that stands without quotation marks.
const COLON_IN_TEXT: &str = "mapping values are not allowed";

struct Builder<'a, 'd> {
    file: u32,
    open: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    documents: u32,
    found: &'d mut Vec<Diagnostic>,
}

impl<'a> Builder<'a, '_> {
    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), Box<Diagnostic>> {
        let place = self.place(&span);
        match event {
            Event::Scalar(text, style, _, tag) => {
                self.no_tag(tag.is_some(), &span)?;
                self.add(Node {
                    place,
                    value: Value::Scalar {
                        text,
                        plain: style == ScalarStyle::Plain,
                    },
                })
            }
            Event::SequenceStart(_, _, tag) => {
                self.no_tag(tag.is_some(), &span)?;
                self.open.push(Open::Sequence(place, Vec::new()));
                Ok(())
            }
            Event::MappingStart(_, _, tag) => {
                self.no_tag(tag.is_some(), &span)?;
                self.open.push(Open::Mapping(place, Vec::new(), None));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            Event::Alias(_) | Event::Anchor(..) => Err(refused(place).into()),
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Diagnostic::error(
                        Code::Syntax,
                        say!("a second document in one file"),
                    )
                    .at(place, say!("starts here"))
                    .help(say!("put it into a file of its own"))
                    .into());
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn no_tag(&self, tagged: bool, span: &Span) -> Result<(), Box<Diagnostic>> {
        if tagged {
            Err(refused(self.place(&span.tag_span().unwrap_or(*span))).into())
        } else {
            Ok(())
        }
    }

    fn place(&self, span: &Span) -> Place {
        let range = span.byte_range().unwrap_or_default();
        Place {
            file: self.file,
            line: span.start.line() as u32,
            column: span.start.col() as u32 + 1,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    fn close(&mut self, end: Place) -> Result<(), Box<Diagnostic>> {
        // The bracket that closes a flow collection belongs to it; a block collection ends where its last value does.
        let bracket = if end.end > end.start { end.end } else { 0 };
        let node = match self.open.pop() {
            Some(Open::Sequence(place, items)) => {
                let last = items.last().map_or(place.end, |last| last.place.end);
                let end = last.max(bracket);
                Node {
                    place: Place { end, ..place },
                    value: Value::Sequence(items),
                }
            }
            Some(Open::Mapping(place, entries, _)) => {
                let last = entries.last().map_or(place.end, |(_, last)| last.place.end);
                let end = last.max(bracket);
                Node {
                    place: Place { end, ..place },
                    value: Value::Mapping(self.without_duplicates(entries)),
                }
            }
            None => return Ok(()),
        };
        self.add(node)
    }

    fn add(&mut self, node: Node<'a>) -> Result<(), Box<Diagnostic>> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence(_, items)) => items.push(node),
            Some(Open::Mapping(_, entries, waiting)) => match waiting.take() {
                Some(key) => entries.push((key, node)),
                None => *waiting = Some(as_key(node)?),
            },
        }
        Ok(())
    }

    fn without_duplicates(
        &mut self,
        mut entries: Vec<(Key<'a>, Node<'a>)>,
    ) -> Vec<(Key<'a>, Node<'a>)> {
        // Most mappings are small: comparing every two keys is cheaper than a table.
        let few = entries.len() <= 8;
        if few
            && entries.iter().enumerate().all(|(at, (key, _))| {
                entries
                    .iter()
                    .take(at)
                    .all(|(other, _)| other.text != key.text)
            })
        {
            return entries;
        }
        let mut seen: HashMap<Cow<'a, str>, Place> = HashMap::with_capacity(entries.len());
        entries.retain(|(key, _)| match seen.get(&key.text) {
            Some(first) => {
                self.found.push(
                    Diagnostic::error(
                        Code::Duplicate,
                        say!("the key `{}` is here twice", key.text),
                    )
                    .at(key.place, say!("again here"))
                    .at(*first, say!("first here")),
                );
                false
            }
            None => seen.insert(key.text.clone(), key.place).is_none(),
        });
        entries
    }
}

fn as_key(node: Node<'_>) -> Result<Key<'_>, Box<Diagnostic>> {
    match node.value {
        Value::Scalar { text, .. } => Ok(Key {
            text,
            place: node.place,
        }),
        _ => Err(
            Diagnostic::error(Code::Syntax, say!("a key must be a single value"))
                .at(node.place, say!("this is not"))
                .into(),
        ),
    }
}

fn refused(place: Place) -> Diagnostic {
    Diagnostic::error(
        Code::Syntax,
        say!("rule files use no anchors, aliases or tags"),
    )
    .at(place, say!("one is used here"))
    .help(say!("write the value out"))
}
