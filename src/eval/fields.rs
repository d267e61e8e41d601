//! The fields of a statement under the names and in the shape that examples give them: every value a list of strings, nothing an empty list.

use crate::attribution::analysis::{Attribution, TextSpan};
use crate::rules::model::Expected;
use serde::Serialize;

/// The fields shown of a statement that nobody expected.
const SHOWN: &[&str] = &["speaker", "stance", "content", "cue"];

/// The values of a field of a statement; `None` for a name that is no field.
pub(super) fn values(statement: &Attribution, field: &str) -> Option<Vec<String>> {
    let speaker = statement.speaker.as_ref();
    let one = |value: Option<String>| value.into_iter().collect();
    Some(match field {
        "speaker" => one(speaker.map(|speaker| speaker.name.clone())),
        "speaker_kind" => one(speaker.map(|speaker| name(&speaker.kind))),
        "resolution" => one(speaker.map(|speaker| name(&speaker.resolution))),
        "mention" => one(speaker
            .and_then(|speaker| speaker.mention.as_ref())
            .map(|mention| mention.text.clone())),
        "stance" => vec![statement.stance.clone()],
        "polarity" => vec![name(&statement.polarity)],
        "commitment" => vec![name(&statement.commitment)],
        "kind" => vec![name(&statement.kind)],
        "cue" => vec![statement.cue.text.clone()],
        "rule" => vec![statement.rule.clone()],
        "content" => texts(&statement.content),
        "quotes" => texts(&statement.quotes),
        "via" => statement
            .via
            .iter()
            .map(|relay| relay.name.clone())
            .collect(),
        "channel" => texts(&statement.channel),
        "addressee" => texts(&statement.addressee),
        "target" => texts(&statement.target),
        "occasion" => texts(&statement.occasion),
        _ => return None,
    })
}

/// What there is to know of a statement at a glance.
pub(super) fn summary(statement: &Attribution) -> Vec<(String, Vec<String>)> {
    let fields = SHOWN
        .iter()
        .map(|field| (*field, values(statement, field).unwrap_or_default()));
    fields
        .map(|(field, values)| (field.to_owned(), values))
        .collect()
}

/// The fields that an example gives, without their places.
pub(super) fn expected(expected: &Expected) -> Vec<(String, Vec<String>)> {
    let fields = expected.fields.iter();
    fields
        .map(|(field, values)| {
            let values = values.iter().map(|value| value.value.clone());
            (field.value.clone(), values.collect())
        })
        .collect()
}

fn texts<'s>(spans: impl IntoIterator<Item = &'s TextSpan>) -> Vec<String> {
    spans.into_iter().map(|span| span.text.clone()).collect()
}

/// The name of a variant as the contract writes it.
pub(super) fn name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
