//! A YAML file as a tree in which every node knows its place. Borrowed from the text wherever YAML lets it be.

use super::message::{Message, say};
use super::model::{Place, Placed};
use std::borrow::Cow;

/// A node of the tree.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Where it stands; for a scalar the whole of it, marks included.
    pub(super) place: Place,
    /// What it is.
    pub(super) value: Value<'a>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// Any scalar; whether it stands without quotation marks decides whether it can be a boolean or nothing.
    Scalar { text: Cow<'a, str>, plain: bool },
    /// A sequence.
    Sequence(Vec<Node<'a>>),
    /// A mapping in the order of the file, no key twice.
    Mapping(Vec<(Key<'a>, Node<'a>)>),
}

/// A key of a mapping.
#[derive(Debug)]
pub(super) struct Key<'a> {
    /// The key.
    pub(super) text: Cow<'a, str>,
    /// Where it stands.
    pub(super) place: Place,
}

impl Key<'_> {
    /// The key as a name of its own.
    pub(super) fn placed(&self) -> Placed<String> {
        Placed {
            value: self.text.to_string(),
            place: self.place,
        }
    }
}

impl Node<'_> {
    /// Nothing at all, `null` or `~`.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_ref(), "" | "~" | "null"))
    }

    /// What messages call it.
    pub(super) fn describe(&self) -> Message {
        match &self.value {
            _ if self.is_null() => say!("nothing"),
            Value::Scalar { .. } => say!("a single value"),
            Value::Sequence(_) => say!("a list"),
            Value::Mapping(_) => say!("a mapping"),
        }
    }
}
