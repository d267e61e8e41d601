//! doccano: a line an article, for a sequence labelling project with relations.
//!
//! Its editor counts UTF-16 units. A label is all that a mark can carry there, so stance and kind of speaker are part of it (`cue:deny`), and names go beside the text.

use super::label_studio::speakers;
use super::markup::{Mark, Markup};
use crate::report::article::Article;
use crate::text::Ruler;
use serde_json::{Value, json};

/// The record of an article.
#[must_use]
pub(in crate::report) fn task(article: &Article) -> Value {
    let markup = Markup::of(article.analysis);
    let ruler = Ruler::new(article.text);
    let entities = markup.marks.iter().enumerate().map(|(number, mark)| {
        json!({
            "id": number,
            "label": label(mark),
            "start_offset": ruler.utf16(mark.start),
            "end_offset": ruler.utf16(mark.end),
        })
    });
    let relations = markup.links.iter().enumerate().map(|(number, link)| {
        json!({"id": number, "from_id": link.from, "to_id": link.to, "type": link.name})
    });
    let names = markup.marks.iter().filter_map(|mark| {
        let name = mark.name.as_ref()?;
        Some(json!({
            "start_offset": ruler.utf16(mark.start),
            "end_offset": ruler.utf16(mark.end),
            "name": name,
            "kind": mark.speaker_kind,
        }))
    });
    json!({
        "text": article.text,
        "document": article.analysis.document.id,
        "entities": entities.collect::<Value>(),
        "relations": relations.collect::<Value>(),
        "names": names.collect::<Value>(),
        "speakers": speakers(article),
    })
}

fn label(mark: &Mark) -> String {
    let role = mark.role.map_or("", super::markup::Role::name);
    match mark.stance.as_ref().or(mark.speaker_kind.as_ref()) {
        Some(more) => format!("{role}:{more}"),
        None => role.to_owned(),
    }
}
