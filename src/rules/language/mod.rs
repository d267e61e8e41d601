//! The rule language as a table: which keys a mapping of a rule file has, what each holds and what it means.
//!
//! The decoder takes the keys that it accepts and asks for from here, and the JSON Schema is written from here, so that the two cannot part.

mod morphology;
mod patterns;
mod sections;
mod text;

pub use morphology::MORPHOLOGY;
pub use patterns::{
    ELEMENT, EXAMPLE, EXCLUSION, EXPECTED_STATEMENT, ITEM, MARK_EXAMPLE, MARK_RULE, MODIFIERS,
    PATTERN, PATTERN_YIELDS, STANCE_RULE, STANCE_YIELDS,
};
pub use sections::{
    ALLOW, DISABLE, FILE, FORMS, LIST, NAMED, SECTIONS, STANCE, VERB, WORD, WORD_FORM,
};
pub use text::TEXT_SPEC;

use super::vocabulary::{COMMITMENTS, POLARITIES};

/// A mapping with a closed set of keys.
#[derive(Debug)]
pub struct Object {
    /// Its name in the schema.
    pub name: &'static str,
    /// What it is.
    pub describe: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
    /// Keys of which one at least must be there.
    pub one_of: &'static [&'static str],
    /// What a key beyond these holds; `None` where there is none beyond them.
    pub others: Option<(&'static str, Shape)>,
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it means.
    pub describe: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any single value, read as text.
    Text,
    /// The schema number.
    Schema,
    /// `true` or `false`.
    Switch,
    /// One of a closed set.
    OneOf(&'static [&'static str]),
    /// One of these or any other name.
    Hint(&'static [&'static str]),
    /// How often: `0..5`, or a number.
    Repeat,
    /// One or several.
    Many(&'static Shape),
    /// A list, which may be left empty.
    List(&'static Shape),
    /// A mapping from names to this.
    Map(&'static Shape),
    /// One of these shapes.
    Either(&'static [Shape]),
    /// A mapping with these keys.
    Object(&'static Object),
    /// An item of a sequence: a name, a word, or a mapping that says more.
    Item,
    /// Conditions: `capture.feature` and its values.
    Conditions,
    /// Text that YAML must not read as a number: letters and code points.
    Letters,
    /// A small number.
    Count,
}

impl Object {
    /// The names of its keys.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    /// The names of the keys that must be there.
    pub fn required(&self) -> impl Iterator<Item = &'static str> {
        self.keys
            .iter()
            .filter(|key| key.required)
            .map(|key| key.name)
    }
}

/// Says that an entry takes the place of another.
const REPLACES: Key = key(
    "replaces",
    Shape::Switch,
    "Takes the place of the one of this name in the pack below.",
);

/// What the speaker says of the content.
const POLARITY: Key = key(
    "polarity",
    Shape::OneOf(POLARITIES),
    "What the speaker says of the content: that it is so, or that it is not.",
);

/// How far the writer goes along.
const COMMITMENT: Key = key(
    "commitment",
    Shape::OneOf(COMMITMENTS),
    "How far the writer goes along with the content.",
);

const fn key(name: &'static str, shape: Shape, describe: &'static str) -> Key {
    Key {
        name,
        describe,
        required: false,
        shape,
    }
}

const fn must(name: &'static str, shape: Shape, describe: &'static str) -> Key {
    Key {
        name,
        describe,
        required: true,
        shape,
    }
}

const fn object(name: &'static str, describe: &'static str, keys: &'static [Key]) -> Object {
    Object {
        name,
        describe,
        keys,
        one_of: &[],
        others: None,
    }
}
