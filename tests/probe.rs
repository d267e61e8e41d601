//! Short cases written for the project, each with the failure it guards against: `tests/probe.yaml`, all of them analyzed with the built-in rules.

use isnad::attribution::analysis::{Attribution, TextSpan};
use isnad::{Analyzer, Document, Rules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// One case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The failure it guards against.
    guards: String,
    text: String,
    expect: Vec<BTreeMap<String, Values>>,
    /// Marked strings that are nobody's words; not looked at where a case does not say.
    rejected: Option<Vec<String>>,
    /// Why it is known to fail.
    todo: Option<String>,
}

/// A value, several, or none.
#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    Nothing,
    One(String),
    Several(Vec<String>),
}

impl Values {
    fn all(&self) -> Vec<String> {
        match self {
            Values::Nothing => Vec::new(),
            Values::One(value) => vec![value.clone()],
            Values::Several(values) => values.clone(),
        }
    }
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/probe.yaml");
    let text = std::fs::read_to_string(path).expect("the probe is there");
    serde_yaml::from_str(&text).expect("the probe is a list of cases")
}

/// The values of a field under the name that examples of rules give it.
fn values(statement: &Attribution, field: &str) -> Vec<String> {
    let speaker = statement.speaker.as_ref();
    let one = |value: Option<&String>| value.into_iter().cloned().collect();
    match field {
        "cue" => vec![statement.cue.text.clone()],
        "speaker" => one(speaker.map(|speaker| &speaker.name)),
        "stance" => vec![statement.stance.clone()],
        "polarity" => vec![name(statement.polarity)],
        "commitment" => vec![name(statement.commitment)],
        "content" => texts(&statement.content),
        "via" => statement.via.iter().map(|via| via.name.clone()).collect(),
        "channel" => texts(&statement.channel),
        "addressee" => texts(&statement.addressee),
        "target" => texts(&statement.target),
        _ => panic!("`{field}` is no field of a case"),
    }
}

/// The name of a variant as the JSON has it.
fn name(variant: impl Serialize) -> String {
    let value = serde_json::to_value(variant).expect("a variant has a name");
    value.as_str().expect("the name is a string").to_owned()
}

fn texts<'s>(spans: impl IntoIterator<Item = &'s TextSpan>) -> Vec<String> {
    spans.into_iter().map(|span| span.text.clone()).collect()
}

/// What is not as expected, a line each.
fn differences(case: &Case, found: &[Attribution]) -> Vec<String> {
    let mut lines = Vec::new();
    if case.expect.len() != found.len() {
        lines.push(format!(
            "{} statements expected, {} found",
            case.expect.len(),
            found.len()
        ));
    }
    let plain = [("polarity", "affirmed"), ("commitment", "neutral")];
    for (number, (expected, statement)) in case.expect.iter().zip(found).enumerate() {
        let given = expected
            .iter()
            .map(|(field, value)| (field.as_str(), value.all()));
        let unsaid = plain
            .iter()
            .filter(|(field, _)| !expected.contains_key(*field))
            .map(|(field, value)| (*field, vec![(*value).to_owned()]));
        for (field, wanted) in given.chain(unsaid) {
            let is = values(statement, field);
            if is != wanted {
                lines.push(format!(
                    "statement {} ({}): {field} is {is:?}, not {wanted:?}",
                    number + 1,
                    statement.rule
                ));
            }
        }
    }
    lines
}

#[test]
fn every_case_is_as_it_says() {
    let rules = Rules::builtin().expect("the built-in rules open");
    let analyzer = Analyzer::new(&rules);
    let mut failures = String::new();
    for (number, case) in cases().iter().enumerate() {
        let document = Document::new(format!("case {}", number + 1), case.text.as_str());
        let analysis = analyzer.analyze(&document).expect("a case is short");
        let mut lines = differences(case, &analysis.attributions);
        let rejected: Vec<&String> = analysis.rejected_quotes.iter().map(|it| &it.text).collect();
        if let Some(wanted) = &case.rejected
            && wanted.iter().collect::<Vec<_>>() != rejected
        {
            lines.push(format!("rejected are {rejected:?}, not {wanted:?}"));
        }
        let failed = match (&case.todo, lines.is_empty()) {
            (None, false) => lines.join("\n  "),
            (Some(reason), true) => format!("is marked as a known failure ({reason}) and passes"),
            _ => continue,
        };
        let _ = writeln!(
            failures,
            "{}: {}\n  {}\n  {failed}",
            number + 1,
            case.guards,
            case.text
        );
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_stance_has_a_case() {
    let stances =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/stances.yaml"))
            .expect("the stances are there");
    let cases = cases();
    let expected: Vec<Vec<String>> = cases
        .iter()
        .filter(|case| case.todo.is_none())
        .flat_map(|case| &case.expect)
        .filter_map(|statement| statement.get("stance").map(Values::all))
        .collect();
    let names = stances
        .lines()
        .filter_map(|line| line.strip_prefix("  - name: "));
    for stance in names {
        assert!(
            expected.iter().any(|values| values == &[stance.to_owned()]),
            "no case expects {stance}"
        );
    }
}
