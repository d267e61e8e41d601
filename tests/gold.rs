//! The project's own gold set: `tests/articles/gold.jsonl` annotates every article beside it by hand.
//!
//! A span that no longer lies where it says (an article was edited, its annotation was not) would silently lower every figure.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

/// The annotations of all articles.
fn gold() -> Vec<Value> {
    std::fs::read_to_string(folder().join("gold.jsonl"))
        .expect("the gold file is there")
        .lines()
        .map(|line| serde_json::from_str(line).expect("every line is an object"))
        .collect()
}

/// Every span in `value`, however deep.
fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) if fields.contains_key("start") => found.push(value),
        Value::Object(fields) => fields.values().for_each(|field| spans(field, found)),
        Value::Array(items) => items.iter().for_each(|item| spans(item, found)),
        _ => {}
    }
}

#[test]
fn every_span_lies_where_it_says() {
    for article in gold() {
        let id = article["article"].as_str().expect("an id");
        let text: Vec<char> = std::fs::read_to_string(folder().join(format!("{id}.txt")))
            .expect("the article is there")
            .chars()
            .collect();
        let mut found = Vec::new();
        spans(&article, &mut found);
        assert!(!found.is_empty(), "{id} has no annotations");
        for span in found {
            let edge = |name: &str| {
                span[name]
                    .as_u64()
                    .and_then(|edge| usize::try_from(edge).ok())
            };
            let there: Option<String> = edge("start")
                .zip(edge("end"))
                .and_then(|(start, end)| text.get(start..end))
                .map(|piece| piece.iter().collect());
            assert_eq!(there.as_deref(), span["text"].as_str(), "{id}");
        }
    }
}

#[test]
fn every_article_is_annotated_once() {
    let articles: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            Some(name.strip_suffix(".txt")?.to_owned())
        })
        .collect();
    let annotated: Vec<String> = gold()
        .iter()
        .filter_map(|article| Some(article["article"].as_str()?.to_owned()))
        .collect();
    assert_eq!(annotated, articles.into_iter().collect::<Vec<_>>());
}
