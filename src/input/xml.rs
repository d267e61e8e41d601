//! XML as a flat sequence of elements and text, with the place of what is wrong in it.
//!
//! No entity that a file defines is ever expanded: an innocent-looking kilobyte can stand for gigabytes that way.

use super::error::{InputError, Place};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::path::Path;

/// Elements inside elements; nothing that is written by hand or by a program goes half as deep.
const DEPTH: usize = 256;

/// What comes next.
pub(super) enum Node<'x> {
    /// An element begins; one that is empty ends at once.
    Start(BytesStart<'x>),
    /// The element that began last ends.
    End,
    /// Text, its references resolved.
    Text(Cow<'x, str>),
    /// The file ends.
    Done,
}

/// The contents of one file.
pub(super) struct Xml<'x> {
    path: &'x Path,
    text: &'x str,
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Xml<'x> {
    pub fn new(path: &'x Path, text: &'x str) -> Xml<'x> {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml {
            path,
            text,
            reader,
            depth: 0,
        }
    }

    /// The next node.
    pub fn next(&mut self) -> Result<Node<'x>, InputError> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = self.reader.error_position();
                    return Err(self.bad(at, &format!("no XML: {error}")));
                }
            };
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        let why = format!("more than {DEPTH} elements inside each other");
                        return Err(self.here(&why));
                    }
                    Node::Start(start)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End
                }
                Event::Text(text) => Node::Text(text.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(text) => Node::Text(text.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(character)) => Node::Text(Cow::Owned(character.to_string())),
                    Ok(None) => match resolve_predefined_entity(&name) {
                        Some(text) => Node::Text(Cow::Borrowed(text)),
                        // A name of HTML in a feed that forgot to say so; whoever reads HTML knows it.
                        None => Node::Text(Cow::Owned(format!("&{};", &*name))),
                    },
                    Err(error) => return Err(self.here(&error.to_string())),
                },
                Event::DocType(definition) if definition.contains("<!ENTITY") => {
                    return Err(self.here("the file defines entities, which are not expanded"));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    return Err(self.here("the file ends inside an element"));
                }
                Event::Eof => Node::Done,
            });
        }
    }

    /// Leaves out the rest of the element that began last.
    pub fn skip(&mut self) -> Result<(), InputError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::Done = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// The text in the rest of the element that began last, the elements in it left standing as HTML where `marked` says so.
    pub fn inner(&mut self, marked: bool) -> Result<String, InputError> {
        let outside = self.depth.saturating_sub(1);
        let mut inner = String::new();
        let mut open: Vec<String> = Vec::new();
        loop {
            match self.next()? {
                Node::Start(start) if marked => {
                    let name = start.local_name().into_inner().to_owned();
                    inner.push_str(&format!("<{name}>"));
                    open.push(name);
                }
                Node::End => {
                    if let Some(name) = open.pop() {
                        inner.push_str(&format!("</{name}>"));
                    }
                    if self.depth <= outside {
                        return Ok(inner);
                    }
                }
                Node::Text(text) => inner.push_str(&text),
                Node::Start(_) => {}
                Node::Done => return Ok(inner),
            }
        }
    }

    /// Something is wrong where the reader stands.
    pub fn here(&self, message: &str) -> InputError {
        self.bad(self.reader.buffer_position(), message)
    }

    fn bad(&self, at: u64, message: &str) -> InputError {
        let mut at = usize::try_from(at)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() as u64 + 1;
        InputError::bad(self.path, Place::Column(line, column), message)
    }
}

/// The value of an attribute.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}
