//! doccano's export: a line an article, with entities and relations.

use super::{Corrected, CorrectionError, Unit, aliases};
use crate::report::exchange::markup::{Link, Mark, Markup, Role};
use crate::text::Ruler;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    document: Option<String>,
    entities: Vec<Entity>,
    #[serde(default)]
    relations: Vec<Relation>,
    #[serde(default)]
    names: Value,
    #[serde(default)]
    speakers: Value,
}

#[derive(Deserialize)]
struct Entity {
    id: i64,
    label: String,
    start_offset: usize,
    end_offset: usize,
}

#[derive(Deserialize)]
struct Relation {
    from_id: i64,
    to_id: i64,
    #[serde(rename = "type")]
    name: String,
}

/// A corrected article, or what is wrong with it.
type Item = Result<Option<Corrected>, CorrectionError>;

pub(super) fn read(text: &str, unit: Unit) -> Vec<Item> {
    let lines = text.split('\n').map(str::trim).enumerate();
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| record(number + 1, line, unit))
        .collect()
}

fn record(line: usize, text: &str, unit: Unit) -> Item {
    let wrong = |article: String, message: String| CorrectionError::Article { article, message };
    let record: Record = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = if message.starts_with("missing field `entities`") {
            "has no `entities`: the project must be one with relations".to_owned()
        } else {
            message
        };
        wrong(format!("line {line}"), message)
    })?;
    let article = record.document.clone().unwrap_or(match &record.id {
        Value::Null => format!("line {line}"),
        id => id.to_string(),
    });
    match markup(&record, unit) {
        Ok(markup) => Ok(Some(Corrected {
            article,
            markup,
            aliases: aliases(&record.speakers),
            text: record.text,
        })),
        Err(message) => Err(wrong(article, message)),
    }
}

fn markup(record: &Record, unit: Unit) -> Result<Markup, String> {
    let ruler = Ruler::new(&record.text);
    let point = |at: usize| match unit {
        Unit::Utf16 => ruler.of_utf16(at),
        Unit::Char => (at <= ruler.len()).then_some(at),
    };
    let known = names(&record.names);
    let (mut marks, mut numbers) = (Vec::new(), HashMap::new());
    for entity in &record.entities {
        let place = (entity.start_offset, entity.end_offset);
        let (Some(start), Some(end)) = (point(place.0), point(place.1)) else {
            return Err(format!(
                "the entity `{}` from {} to {} does not lie in the text, or cuts a character in two: count in other units (--offsets)?",
                entity.label, place.0, place.1
            ));
        };
        let (role, more) = match entity.label.split_once(':') {
            Some((role, more)) => (role, Some(more.to_owned())),
            None => (entity.label.as_str(), None),
        };
        let role = Role::of_name(role).ok_or_else(|| {
            format!(
                "the label `{}` is none of those that the records came with",
                entity.label
            )
        })?;
        let mut mark = Mark {
            role: Some(role),
            start,
            end,
            ..Mark::default()
        };
        let known = known
            .get(&place)
            .filter(|_| matches!(role, Role::Cue | Role::Speaker));
        mark.name = known.map(|(name, _)| name.clone());
        match role {
            Role::Cue => {
                mark.stance = more;
                mark.speaker_kind = known.and_then(|(_, kind)| kind.clone());
            }
            Role::Speaker => mark.speaker_kind = more,
            _ => {}
        }
        numbers.insert(entity.id, marks.len());
        marks.push(mark);
    }
    let mut links = Vec::new();
    for relation in &record.relations {
        let number = |id: &i64| numbers.get(id).copied();
        let (Some(from), Some(to)) = (number(&relation.from_id), number(&relation.to_id)) else {
            return Err("a relation leads to an entity that is not there".to_owned());
        };
        links.push(Link {
            from,
            to,
            name: relation.name.clone(),
        });
    }
    Ok(Markup { marks, links })
}

/// Names of speakers by the place that the record had when it was written: doccano has no field for them.
fn names(names: &Value) -> HashMap<(usize, usize), (String, Option<String>)> {
    let number = |value: &Value, key: &str| {
        let number = value.get(key)?.as_u64()?;
        usize::try_from(number).ok()
    };
    let all = names.as_array().into_iter().flatten();
    all.filter_map(|one| {
        let place = (number(one, "start_offset")?, number(one, "end_offset")?);
        let name = one.get("name")?.as_str()?.to_owned();
        let kind = one.get("kind").and_then(Value::as_str);
        Some((place, (name, kind.map(str::to_owned))))
    })
    .collect()
}
