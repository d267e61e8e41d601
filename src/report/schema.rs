//! The rule language as a JSON Schema (draft 2020-12), for editors: completion, what a key means, and a mark under what is wrong.
//!
//! It is written from the table that the rules are decoded by. What one entry says of another (a list that is named, an id that is overridden) is
//! beyond a schema: `isnad rules check` knows.

use crate::rules::language::{FILE, ITEM, Object, Shape};
use crate::rules::vocabulary::{FEATURE_VALUES, FEATURES, KINDS};
use serde_json::{Map, Value, json};

/// The schema, as `rules/schema.json` holds it.
#[must_use]
pub fn schema() -> String {
    let mut definitions = Map::new();
    let Value::Object(mut schema) = object(&FILE, &mut definitions) else {
        return String::new();
    };
    schema.insert(
        "$schema".into(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert("title".into(), json!("isnad rule file"));
    schema.insert("$defs".into(), Value::Object(definitions));
    format!("{:#}\n", Value::Object(schema))
}

/// A mapping. Those inside it become definitions.
fn object(object: &'static Object, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in object.keys {
        let mut value = shape(&key.shape, definitions);
        if let Value::Object(value) = &mut value {
            value.insert("description".into(), json!(key.describe));
        }
        properties.insert(key.name.to_owned(), value);
    }
    let others = object.others.as_ref().map(|(describe, others)| {
        let mut value = shape(others, definitions);
        if let Value::Object(value) = &mut value {
            value.insert("description".into(), json!(describe));
        }
        value
    });
    let required: Vec<&str> = object.required().collect();
    let mut value = json!({
        "type": "object",
        "description": object.describe,
        "properties": properties,
        "additionalProperties": others.unwrap_or(Value::Bool(false)),
    });
    if let Value::Object(value) = &mut value {
        if !required.is_empty() {
            value.insert("required".into(), json!(required));
        }
        if !object.one_of.is_empty() {
            let one = object.one_of.iter().map(|key| json!({"required": [key]}));
            value.insert("anyOf".into(), one.collect());
        }
    }
    value
}

/// A reference to a definition, which is made where it is not there yet.
fn defined(
    name: &str,
    definitions: &mut Map<String, Value>,
    make: impl FnOnce(&mut Map<String, Value>) -> Value,
) -> Value {
    if !definitions.contains_key(name) {
        // Something must stand there before it is made: definitions refer to themselves.
        definitions.insert(name.to_owned(), Value::Null);
        let made = make(definitions);
        definitions.insert(name.to_owned(), made);
    }
    json!({"$ref": format!("#/$defs/{name}")})
}

fn shape(of: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    // YAML reads some words as numbers and truth values; the rules take them as they are written.
    let single = ["string", "number", "boolean"];
    match of {
        Shape::Text => json!({"type": single}),
        Shape::Schema => json!({"const": 1}),
        Shape::Switch => json!({"type": "boolean"}),
        Shape::OneOf(names) => json!({"enum": names}),
        Shape::Hint(names) => json!({"anyOf": [{"enum": names}, {"type": single}]}),
        Shape::Repeat => json!({"anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 40},
            {"type": "string", "pattern": r"^\s*\d+\s*(\.\.\s*\d+\s*)?$"},
        ]}),
        Shape::Many(one) => {
            let one = shape(one, definitions);
            json!({"anyOf": [one, {"type": "array", "items": one}]})
        }
        Shape::List(one) => {
            let one = shape(one, definitions);
            json!({"type": ["array", "null"], "items": one})
        }
        Shape::Map(one) => {
            let one = shape(one, definitions);
            json!({"type": ["object", "null"], "additionalProperties": one})
        }
        Shape::Either(shapes) => {
            let any: Vec<Value> = shapes.iter().map(|one| shape(one, definitions)).collect();
            json!({"anyOf": any})
        }
        Shape::Object(inner) => defined(inner.name, definitions, |all| object(inner, all)),
        Shape::Item => defined("sequence-item", definitions, |all| {
            let inner = defined(ITEM.name, all, |all| object(&ITEM, all));
            json!({
                "description": "A kind, list, element or Arabic word; behind a name, `?` says that it may be absent.",
                "anyOf": [{"enum": KINDS}, {"type": single}, inner],
            })
        }),
        Shape::Conditions => defined("conditions", definitions, |_| conditions()),
        Shape::Letters => json!({"type": "string"}),
        Shape::Count => json!({"type": "integer", "minimum": 0, "maximum": 255}),
    }
}

/// Conditions: a key for every feature, behind the name of any capture.
fn conditions() -> Value {
    let mut patterns = Map::new();
    for feature in FEATURES {
        let closed = FEATURE_VALUES.iter().find(|(name, _)| name == feature);
        let single = json!({"type": ["string", "number", "boolean"]});
        let value = match closed {
            // `true` and `false` may be written with and without quotation marks.
            Some((_, values)) if values.contains(&"true") => {
                json!({"enum": [true, false, "true", "false"]})
            }
            Some((_, values)) => json!({"enum": values}),
            None => single,
        };
        patterns.insert(
            format!(r"^[^.]+\.{feature}$"),
            json!({"anyOf": [value, {"type": "array", "items": value}]}),
        );
    }
    json!({
        "type": "object",
        "description": "Conditions on the cue or a capture, as `capture.feature`, with the value or values that are accepted.",
        "patternProperties": patterns,
        "additionalProperties": false,
    })
}
