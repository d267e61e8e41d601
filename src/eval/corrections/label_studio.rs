//! Label Studio's export.
//!
//! Its editor counts code points, and counted UTF-16 units until 2022; the text that it stores with every region tells which.

use super::{Corrected, CorrectionError, aliases};
use crate::report::exchange::label_studio as written;
use crate::report::exchange::markup::{Link, Mark, Markup, Role};
use crate::text::Ruler;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Task {
    #[serde(default)]
    id: Value,
    data: Data,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Data {
    text: String,
    #[serde(default)]
    document: Option<String>,
    #[serde(default)]
    speakers: Value,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    result: Vec<Entry>,
    #[serde(default)]
    was_cancelled: bool,
    #[serde(default)]
    ground_truth: bool,
    #[serde(default)]
    updated_at: Option<String>,
}

/// A result: a region, something said of one, or an arrow.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    id: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    from_id: String,
    #[serde(default)]
    to_id: String,
    #[serde(default)]
    direction: String,
    #[serde(default)]
    labels: Vec<String>,
}

/// A corrected article, nothing where nobody has corrected it, or what is wrong with it.
type Item = Result<Option<Corrected>, CorrectionError>;

pub(super) fn read(text: &str) -> Result<Vec<Item>, CorrectionError> {
    let tasks: Vec<Value> = serde_json::from_str(text).map_err(|error| {
        CorrectionError::File(format!(
            "no array of tasks, as Label Studio's export in the format JSON is: {error}"
        ))
    })?;
    Ok(tasks.into_iter().enumerate().map(task).collect())
}

fn task((number, value): (usize, Value)) -> Item {
    let place = format!("task {}", number + 1);
    let wrong = |article: &str, message: String| CorrectionError::Article {
        article: article.to_owned(),
        message,
    };
    if value.get("data").is_none() {
        let message = "has no `data`: export in the format JSON, not JSON-MIN".to_owned();
        return Err(wrong(&place, message));
    }
    let task: Task =
        serde_json::from_value(value).map_err(|error| wrong(&place, error.to_string()))?;
    let article = task.data.document.clone().unwrap_or(match &task.id {
        Value::Null => place,
        id => id.to_string(),
    });
    // The one that a reviewer has set as the truth, or the latest.
    let done = task
        .annotations
        .into_iter()
        .filter(|one| !one.was_cancelled);
    let chosen = done.max_by(|one, other| {
        let key = |one: &Annotation| (one.ground_truth, one.updated_at.clone());
        key(one).cmp(&key(other))
    });
    let Some(annotation) = chosen else {
        return Ok(None);
    };
    match markup(&task.data.text, &annotation.result) {
        Ok(markup) => Ok(Some(Corrected {
            article,
            text: task.data.text,
            markup,
            aliases: aliases(&task.data.speakers),
        })),
        Err(message) => Err(wrong(&article, message)),
    }
}

fn markup(text: &str, entries: &[Entry]) -> Result<Markup, String> {
    let ruler = Ruler::new(text);
    let regions: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.kind == "labels" && entry.from_name == written::LABEL)
        .collect();
    let points = |at: usize| (at <= ruler.len()).then_some(at);
    let units = |at: usize| ruler.of_utf16(at);
    let by_points = marks(&ruler, &regions, points);
    let mut marks = match (by_points, marks(&ruler, &regions, units)) {
        (Ok(marks), _) | (Err(_), Ok(marks)) => marks,
        (Err(message), Err(_)) => return Err(message),
    };
    let numbers: HashMap<&str, usize> = regions
        .iter()
        .enumerate()
        .map(|(number, region)| (region.id.as_str(), number))
        .collect();
    let mut links = Vec::new();
    for entry in entries {
        if entry.kind == "relation" {
            links.extend(arrows(entry, &numbers)?);
        } else if let Some(mark) = numbers
            .get(entry.id.as_str())
            .and_then(|n| marks.get_mut(*n))
        {
            said_of(mark, entry);
        }
    }
    Ok(Markup { marks, links })
}

/// The marks, if places are counted in the unit that `point` reads and every text is where it should be.
fn marks(
    ruler: &Ruler,
    regions: &[&Entry],
    point: impl Fn(usize) -> Option<usize>,
) -> Result<Vec<Mark>, String> {
    let mut marks = Vec::new();
    for region in regions {
        let label = region
            .value
            .get("labels")
            .and_then(|all| all.get(0)?.as_str());
        let label = label.unwrap_or_default();
        let role = Role::of_name(label).ok_or_else(|| {
            format!("the label `{label}` is none of those that the task came with")
        })?;
        let number = |key: &str| {
            let number = region.value.get(key)?.as_u64()?;
            point(usize::try_from(number).ok()?)
        };
        let (Some(start), Some(end)) = (number("start"), number("end")) else {
            return Err(format!("a region `{label}` lies outside of the text"));
        };
        let there = ruler.slice(start, end);
        if let Some(text) = region.value.get("text").and_then(Value::as_str)
            && squashed(text) != squashed(there)
        {
            return Err(format!(
                "a region `{label}` says \u{2068}{text}\u{2069}, and at {start} the text has \u{2068}{there}\u{2069}"
            ));
        }
        marks.push(Mark {
            role: Some(role),
            start,
            end,
            ..Mark::default()
        });
    }
    Ok(marks)
}

/// A text without blanks and line ends, of which the editor keeps some, drops some and spells some out.
fn squashed(text: &str) -> String {
    text.replace("\\n", "").split_whitespace().collect()
}

/// What a further result says of a region.
fn said_of(mark: &mut Mark, entry: &Entry) {
    let first = |key: &str| {
        let all = entry.value.get(key)?;
        let first = all.as_str().or_else(|| all.get(0)?.as_str())?.trim();
        (!first.is_empty()).then(|| first.to_owned())
    };
    match entry.from_name.as_str() {
        written::STANCE => mark.stance = first("choices"),
        written::KIND => mark.kind = first("choices"),
        written::SPEAKER_KIND => mark.speaker_kind = first("choices"),
        written::OPTIONAL => mark.optional = first("choices").is_some(),
        written::NAME => mark.name = first("text"),
        _ => {}
    }
}

/// The arrows of a relation, which must have a name; drawn from right to left it is the other way round.
fn arrows(entry: &Entry, numbers: &HashMap<&str, usize>) -> Result<Vec<Link>, String> {
    let number = |id: &str| numbers.get(id).copied();
    let (Some(from), Some(to)) = (number(&entry.from_id), number(&entry.to_id)) else {
        return Err("an arrow leads to a region that is not there".to_owned());
    };
    if entry.labels.is_empty() {
        return Err("an arrow has no name".to_owned());
    }
    let (from, to) = if entry.direction == "left" {
        (to, from)
    } else {
        (from, to)
    };
    let names = entry.labels.iter();
    Ok(names
        .map(|name| Link {
            from,
            to,
            name: name.clone(),
        })
        .collect())
}
