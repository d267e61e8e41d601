//! Label Studio: a task an article, with what was found as a prediction to correct.
//!
//! Its editor counts code points (and a carriage return before a line feed as one more), so places go over as they are.

use super::maker;
use super::markup::{LINKS, Mark, Markup, Role};
use crate::report::article::Article;
use crate::rules::vocabulary::{SPEAKER_KINDS, STATEMENT_KINDS};
use crate::text::Ruler;
use serde_json::{Value, json};
use std::fmt::Write;

/// The control that holds the roles, as results name it.
pub const LABEL: &str = "label";
/// The object that is annotated.
pub const TEXT: &str = "text";
/// The choice of a cue's stance.
pub const STANCE: &str = "stance";
/// The choice of a cue's kind.
pub const KIND: &str = "kind";
/// The field of a speaker's name.
pub const NAME: &str = "name";
/// The choice of what a speaker is.
pub const SPEAKER_KIND: &str = "speaker_kind";
/// The box that says: finding this is free.
pub const OPTIONAL: &str = "optional";

/// Colours of the roles, told apart by people who do not see red and green.
const COLORS: [&str; 7] = [
    "#d55e00", "#0072b2", "#f0e442", "#e69f00", "#56b4e9", "#009e73", "#999999",
];

/// The task of an article.
#[must_use]
pub fn task(article: &Article) -> Value {
    let (document, markup) = (&article.analysis.document, Markup::of(article.analysis));
    let ruler = Ruler::new(article.text);
    let mut result = Vec::new();
    for (number, mark) in markup.marks.iter().enumerate() {
        regions(&ruler, number, mark, &mut result);
    }
    for link in &markup.links {
        result.push(json!({
            "type": "relation",
            "from_id": id(link.from),
            "to_id": id(link.to),
            "direction": "right",
            "labels": [link.name],
        }));
    }
    let all = &article.analysis.attributions;
    let mean = all.iter().map(|one| one.confidence).sum::<f64>() / all.len().max(1) as f64;
    let mut data = json!({
        "text": article.text,
        "document": document.id,
        "title": article.title(),
        "speakers": speakers(article),
    });
    for (key, value) in [("url", &document.url), ("source", &document.source)] {
        if let (Some(value), Some(data)) = (value, data.as_object_mut()) {
            data.insert(key.to_owned(), json!(value));
        }
    }
    json!({
        "data": data,
        "predictions": [{
            "model_version": maker(document),
            "score": (mean * 1000.0).round() / 1000.0,
            "result": result,
        }],
    })
}

/// The names under which a speaker goes, which come back with the corrections.
pub(super) fn speakers(article: &Article) -> Value {
    let all = article.analysis.entities.iter();
    all.map(|entity| json!({"name": entity.name, "aliases": entity.aliases}))
        .collect()
}

fn id(mark: usize) -> String {
    format!("m{mark}")
}

/// A mark, and what is said of it: results that share its id and place.
fn regions(ruler: &Ruler, number: usize, mark: &Mark, result: &mut Vec<Value>) {
    let Some(role) = mark.role else { return };
    let text = ruler.slice(mark.start, mark.end);
    let mut push = |from: &str, kind: &str, key: &str, given: Value, text: Value| {
        let mut value = json!({"start": mark.start, "end": mark.end, key: given});
        if let Some(value) = value.as_object_mut().filter(|_| text.is_string()) {
            value.insert("text".to_owned(), text);
        }
        result.push(json!({
            "id": id(number),
            "from_name": from,
            "to_name": TEXT,
            "type": kind,
            "value": value,
        }));
    };
    push(LABEL, "labels", "labels", json!([role.name()]), json!(text));
    for (name, choice) in [
        (STANCE, &mark.stance),
        (KIND, &mark.kind),
        (SPEAKER_KIND, &mark.speaker_kind),
    ] {
        if let Some(choice) = choice {
            push(name, "choices", "choices", json!([choice]), json!(text));
        }
    }
    if let Some(name) = &mark.name {
        // What a field holds stands where other results hold the marked text.
        push(NAME, "textarea", "text", json!([name]), Value::Null);
    }
}

/// The labelling interface that the tasks need, with the stances of a pack.
#[must_use]
pub fn config<'s>(stances: impl IntoIterator<Item = &'s str>) -> String {
    let mut out = String::from(
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; direction: rtl; line-height: 2; }</Style>\n",
    );
    let choices = |out: &mut String, name: &str, labels: &str, all: &[&str]| {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "  <Choices name=\"{name}\" toName=\"{TEXT}\" perRegion=\"true\" visibleWhen=\"region-selected\" whenTagName=\"{LABEL}\" whenLabelValue=\"{labels}\">"
        );
        for one in all {
            let _ = writeln!(out, "    <Choice value=\"{}\"/>", attribute(one));
        }
        out.push_str("  </Choices>\n");
    };
    let _ = writeln!(out, "  <Labels name=\"{LABEL}\" toName=\"{TEXT}\">");
    for (role, color) in Role::ALL.iter().zip(COLORS) {
        let _ = writeln!(
            out,
            "    <Label value=\"{}\" background=\"{color}\"/>",
            role.name()
        );
    }
    let _ = writeln!(out, "  </Labels>\n  <Relations>");
    for link in LINKS {
        let _ = writeln!(out, "    <Relation value=\"{link}\"/>");
    }
    let _ = writeln!(
        out,
        "  </Relations>\n  <Text name=\"{TEXT}\" value=\"$text\"/>"
    );
    let stances: Vec<&str> = stances.into_iter().collect();
    choices(&mut out, STANCE, "cue", &stances);
    choices(&mut out, KIND, "cue", STATEMENT_KINDS);
    choices(&mut out, OPTIONAL, "cue", &[OPTIONAL]);
    let _ = writeln!(
        out,
        "  <TextArea name=\"{NAME}\" toName=\"{TEXT}\" perRegion=\"true\" visibleWhen=\"region-selected\" whenTagName=\"{LABEL}\" whenLabelValue=\"speaker,cue\" maxSubmissions=\"1\" editable=\"true\" placeholder=\"name\"/>"
    );
    choices(&mut out, SPEAKER_KIND, "speaker,cue", SPEAKER_KINDS);
    out.push_str("</View>\n");
    out
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
