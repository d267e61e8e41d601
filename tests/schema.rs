//! The JSON Schema of rule files: what the program prints, what stands beside the rules, and that it says what the decoder says.

use isnad::report::schema;
use isnad::rules::language::{
    EXPECTED_STATEMENT, MORPHOLOGY, Object, PATTERN_YIELDS, Shape, TEXT_SPEC, VERB,
};
use isnad::rules::vocabulary::{CAPTURE_FIELDS, PARTS};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every YAML file below a folder.
fn rule_files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![here(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn yaml(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("UTF-8");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A validator of exactly the keywords that the schema uses; any other is a failure, so that none is passed over.
struct Validator {
    definitions: Map<String, Value>,
    /// Compiled once: the same few are asked thousands of times.
    patterns: RefCell<HashMap<String, regex::Regex>>,
}

impl Validator {
    fn new(schema: &Value) -> Validator {
        let definitions = schema["$defs"].as_object().expect("definitions").clone();
        Validator {
            definitions,
            patterns: RefCell::default(),
        }
    }

    fn fits(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let known = patterns.entry(pattern.to_owned());
        known
            .or_insert_with(|| regex::Regex::new(pattern).unwrap())
            .is_match(text)
    }

    /// Where a value is not as the schema says; empty where it is.
    fn faults(&self, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        let fields = match schema {
            Value::Bool(true) => return Vec::new(),
            Value::Bool(false) => return vec![format!("{at}: nothing may stand here")],
            Value::Object(fields) => fields,
            other => panic!("no schema: {other}"),
        };
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, what: &str| {
            if wrong {
                faults.push(format!("{at}: {what}"));
            }
        };
        let mut inner = Vec::new();
        for (keyword, wanted) in fields {
            match keyword.as_str() {
                "$schema" | "title" | "description" | "$defs" => {}
                "$ref" => {
                    let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    inner.extend(self.faults(&self.definitions[name], value, at));
                }
                "type" => {
                    let names = match wanted {
                        Value::Array(names) => names.clone(),
                        name => vec![name.clone()],
                    };
                    let is = |name: &Value| match name.as_str().unwrap() {
                        "object" => value.is_object(),
                        "array" => value.is_array(),
                        "string" => value.is_string(),
                        "boolean" => value.is_boolean(),
                        "number" => value.is_number(),
                        "integer" => value.is_u64() || value.is_i64(),
                        "null" => value.is_null(),
                        other => panic!("no type: {other}"),
                    };
                    fault(!names.iter().any(is), &format!("is no {wanted}"));
                }
                "enum" => fault(
                    !wanted.as_array().unwrap().contains(value),
                    &format!("is none of {wanted}"),
                ),
                "const" => fault(wanted != value, &format!("is not {wanted}")),
                "minimum" => fault(value.as_f64() < wanted.as_f64(), "is too small"),
                "maximum" => fault(value.as_f64() > wanted.as_f64(), "is too large"),
                "pattern" => {
                    let pattern = wanted.as_str().unwrap();
                    let fits = |text: &str| self.fits(pattern, text);
                    fault(!value.as_str().is_none_or(fits), "does not fit");
                }
                "anyOf" => {
                    let any = wanted.as_array().unwrap();
                    fault(
                        !any.iter().any(|one| self.faults(one, value, at).is_empty()),
                        "fits nothing",
                    );
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        inner.extend(self.faults(wanted, item, &format!("{at}/{number}")));
                    }
                }
                "required" => {
                    for key in wanted.as_array().unwrap() {
                        let key = key.as_str().unwrap();
                        fault(
                            value
                                .as_object()
                                .is_some_and(|fields| !fields.contains_key(key)),
                            &format!("has no {key}"),
                        );
                    }
                }
                "properties" | "patternProperties" => {}
                "additionalProperties" => inner.extend(self.members(fields, value, at)),
                other => panic!("the validator does not know {other}"),
            }
        }
        faults.extend(inner);
        faults
    }

    fn members(&self, schema: &Map<String, Value>, value: &Value, at: &str) -> Vec<String> {
        let known = |name: &str, key: &str| schema.get(name).and_then(|all| all.get(key));
        let fitting = |key: &str| {
            let patterns = schema.get("patternProperties")?.as_object()?;
            let mut patterns = patterns.iter();
            patterns
                .find(|(pattern, _)| self.fits(pattern, key))
                .map(|(_, one)| one)
        };
        let members = value.as_object().into_iter().flatten();
        members
            .flat_map(|(key, member)| {
                let found = known("properties", key).or_else(|| fitting(key));
                let schema = found.unwrap_or(&schema["additionalProperties"]);
                self.faults(schema, member, &format!("{at}/{key}"))
            })
            .collect()
    }
}

fn faults(path: &Path) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    Validator::new(&schema).faults(&schema, &yaml(path), "")
}

#[test]
fn the_file_beside_the_rules_is_the_schema() {
    let path = here("rules/schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, schema()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == schema(),
        "rules/schema.json is another: UPDATE_SCHEMA=1 cargo test --test schema writes it"
    );
    let printed = assert_cmd::Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["rules", "schema"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), written);
}

#[test]
fn every_built_in_rule_file_is_valid() {
    let files = rule_files("rules");
    assert!(files.len() > 50);
    for path in files {
        assert_eq!(faults(&path), [""; 0], "{}", path.display());
    }
    assert_eq!(faults(&here("tests/good-rules/core.yaml")), [""; 0]);
}

#[test]
fn what_the_decoder_refuses_by_shape_is_invalid() {
    for name in [
        "unknown-key",
        "missing-key",
        "wrong-type",
        "repeat",
        "newer-schema",
        "older-schema",
        "unknown-feature",
        "merge-key",
    ] {
        let path = here(&format!("tests/bad-rules/{name}.yaml"));
        assert!(!faults(&path).is_empty(), "{name}");
    }
}

#[test]
fn every_unknown_key_is_seen_wherever_it_stands() {
    // One key more in every mapping of a good file, one mapping at a time.
    fn spoilt(value: &Value) -> Vec<Value> {
        let mut all = Vec::new();
        match value {
            Value::Object(fields) => {
                let mut more = fields.clone();
                more.insert("unheard-of".into(), Value::Array(vec![Value::Null]));
                all.push(Value::Object(more));
                for (key, inner) in fields {
                    for one in spoilt(inner) {
                        let mut with = fields.clone();
                        with.insert(key.clone(), one);
                        all.push(Value::Object(with));
                    }
                }
            }
            Value::Array(items) => {
                for (number, inner) in items.iter().enumerate() {
                    for one in spoilt(inner) {
                        let mut with = items.clone();
                        with[number] = one;
                        all.push(Value::Array(with));
                    }
                }
            }
            _ => {}
        }
        all
    }
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let validator = Validator::new(&schema);
    let good = yaml(&here("tests/good-rules/core.yaml"));
    let spoilt = spoilt(&good);
    assert!(spoilt.len() > 20);
    for one in spoilt {
        assert!(!validator.faults(&schema, &one, "").is_empty(), "{one:#}");
    }
}

/// A field as its type writes it: name, first paragraph of its documentation, whether it must be there, type.
type Field = (String, String, bool, String);

/// The structures of a source file with their documentation and fields, and the values of its enumerations.
#[derive(Default)]
struct Types {
    structures: HashMap<String, (String, Vec<Field>)>,
    enumerations: HashMap<String, Vec<String>>,
}

impl Types {
    fn read(&mut self, path: &str) {
        let source = fs::read_to_string(here(path)).unwrap();
        let (mut docs, mut attributes) = (Vec::<&str>::new(), String::new());
        let mut inside: Option<(String, bool, bool, bool)> = None;
        for line in source.lines() {
            let text = line.trim();
            if let Some(doc) = text.strip_prefix("///") {
                docs.push(doc.trim());
                continue;
            }
            if text.starts_with("#[") {
                attributes.push_str(text);
                continue;
            }
            let paragraph = docs.iter().take_while(|line| !line.is_empty());
            let doc = paragraph.copied().collect::<Vec<_>>().join(" ");
            let opens = |what: &str| {
                let rest = text.strip_prefix("pub ")?.strip_prefix(what)?;
                rest.trim().strip_suffix(" {").map(str::to_owned)
            };
            if let Some((name, structure, kebab, defaults)) = &inside {
                if line == "}" {
                    inside = None;
                } else if *structure && let Some(field) = text.strip_prefix("pub ") {
                    let (field, of) = field.trim_end_matches(',').split_once(": ").unwrap();
                    let field = if *kebab {
                        field.replace('_', "-")
                    } else {
                        field.to_owned()
                    };
                    let required = !defaults && !attributes.contains("default");
                    let fields = &mut self.structures.get_mut(name).unwrap().1;
                    fields.push((field, doc, required, of.to_owned()));
                } else if !structure && let Some(value) = text.strip_suffix(',') {
                    let values = self.enumerations.get_mut(name).unwrap();
                    values.push(value.to_lowercase());
                }
            } else if attributes.contains("Deserialize") {
                if let Some(name) = opens("struct") {
                    self.structures.insert(name.clone(), (doc, Vec::new()));
                    inside = Some((
                        name,
                        true,
                        attributes.contains("kebab"),
                        attributes.contains("default)"),
                    ));
                } else if let Some(name) = opens("enum") {
                    self.enumerations.insert(name.clone(), Vec::new());
                    inside = Some((name, false, false, false));
                }
            }
            docs.clear();
            attributes.clear();
        }
    }

    /// Compares a table with the type that reads it, and whatever the two hold.
    fn compare(&self, table: &Object, name: &str) {
        let (describe, fields) = &self.structures[name];
        assert_eq!(table.describe, describe, "{name}");
        let keys = table.keys.iter();
        let keys: Vec<(&str, &str, bool)> = keys
            .map(|key| (key.name, key.describe, key.required))
            .collect();
        let wanted = fields.iter();
        let wanted: Vec<(&str, &str, bool)> = wanted
            .map(|(name, doc, required, _)| (name.as_str(), doc.as_str(), *required))
            .collect();
        assert_eq!(keys, wanted, "{name}");
        for (key, (field, _, _, of)) in table.keys.iter().zip(fields) {
            self.compare_shape(&key.shape, of, &format!("{name}.{field}"));
        }
    }

    fn compare_shape(&self, shape: &Shape, of: &str, place: &str) {
        let inner = |wrapped: &str| {
            of.strip_prefix(wrapped)
                .and_then(|rest| rest.strip_suffix('>'))
                .map(str::to_owned)
        };
        if let Some(of) = inner("Option<") {
            return self.compare_shape(shape, &of, place);
        }
        match shape {
            Shape::List(one) => self.compare_shape(one, &inner("Vec<").expect(place), place),
            Shape::Map(Shape::Letters) => assert_eq!(of, "BTreeMap<String, String>", "{place}"),
            Shape::Letters => assert_eq!(of, "String", "{place}"),
            Shape::Switch => assert_eq!(of, "bool", "{place}"),
            Shape::Count => assert_eq!(of, "u8", "{place}"),
            Shape::OneOf(values) => assert_eq!(*values, self.enumerations[of], "{place}"),
            Shape::Object(table) => self.compare(table, of),
            other => panic!("{place}: {other:?} is no {of}"),
        }
    }
}

#[test]
fn the_shapes_of_text_and_morphology_are_those_of_their_types() {
    let mut types = Types::default();
    types.read("src/text/spec.rs");
    types.read("src/lexicon/morphology.rs");
    types.read("src/lexicon/features.rs");
    assert!(types.structures.len() > 12 && types.enumerations.len() > 7);
    types.compare(&TEXT_SPEC, "TextSpec");
    types.compare(&MORPHOLOGY, "Morphology");
}

#[test]
fn a_wrong_key_in_text_or_morphology_is_invalid() {
    for (path, section, entry, key) in [
        ("rules/folding.yaml", "text", "punctuation", "comma"),
        ("rules/morphology.yaml", "morphology", "plausible", "weak"),
    ] {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let mut file = yaml(&here(path));
        let fields = file[section][entry].as_object_mut().unwrap();
        let value = fields.remove(key).unwrap();
        fields.insert("commma".into(), value);
        let faults = Validator::new(&schema).faults(&schema, &file, "");
        assert_eq!(
            faults,
            [format!("/{section}/{entry}/commma: nothing may stand here")]
        );
    }
}

#[test]
fn the_table_and_the_vocabulary_name_the_same() {
    let parts: Vec<&str> = VERB
        .names()
        .into_iter()
        .filter(|name| PARTS.contains(name))
        .collect();
    assert_eq!(parts, PARTS);
    let yields = PATTERN_YIELDS.names();
    assert!(CAPTURE_FIELDS.iter().all(|field| yields.contains(field)));
    assert_eq!(
        EXPECTED_STATEMENT.required().collect::<Vec<_>>(),
        ["speaker", "stance", "content"]
    );
}
