//! What must hold for every text, however damaged: checked by the property tests and by the fuzz targets alike.

// Each test uses a part of it.
#![allow(dead_code)]

use isnad::text::{Reader, Shape, Span, Text, TextSpec};
use isnad::{Analyzer, Document};
use serde_json::Value;

/// How the built-in pack reads text.
pub fn spec() -> TextSpec {
    #[derive(serde::Deserialize)]
    struct File {
        text: TextSpec,
    }
    let file: File =
        serde_yaml::from_str(include_str!("../../rules/folding.yaml")).expect("folding.yaml");
    file.text
}

/// What stands in a span; `None` where it is no part of the text or cuts a character.
pub fn cut(source: &str, span: Span) -> Option<&str> {
    source.get(span.start as usize..span.end as usize)
}

/// Whether nothing of weight stands in the text.
fn light(reader: &Reader, between: &str) -> bool {
    reader.read(between).expect("short").tokens.is_empty()
}

fn covers(ranges: &[(u32, u32)], tokens: usize) {
    let mut at = 0;
    for &(first, last) in ranges {
        assert_eq!(first, at);
        assert!(last > first);
        at = last;
    }
    assert_eq!(at as usize, tokens);
}

/// Reads a text and checks spans, order, coverage and nesting.
pub fn text(reader: &Reader, source: &str) -> Text {
    let text = reader.read(source).expect("short");
    let mut end = 0;
    for token in &text.tokens {
        assert!(token.span.start >= end && token.span.end > token.span.start);
        assert!(cut(source, token.span).is_some());
        let between = &source[end as usize..token.span.start as usize];
        assert!(light(reader, between), "{between:?}");
        assert!(cut(&text.exact, token.exact).is_some());
        assert!(cut(&text.folded, token.folded).is_some());
        end = token.span.end;
    }
    assert!(light(reader, &source[end as usize..]));
    covers(&text.sentences, text.tokens.len());
    covers(&text.paragraphs, text.tokens.len());
    quotations(source, &text);
    let mut last = None;
    for &(open, close) in &text.brackets {
        assert!(open < close && last < Some(open));
        assert_eq!(text.tokens[open as usize].shape, Shape::OpenBracket);
        assert_eq!(text.tokens[close as usize].shape, Shape::CloseBracket);
        last = Some(open);
    }
    for repair in &text.repairs {
        assert!(cut(source, repair.span).is_some());
    }
    text
}

fn quotations(source: &str, text: &Text) {
    let mut round: Vec<u32> = Vec::new();
    let mut last = None;
    for quotation in &text.quotations {
        assert!(last < Some(quotation.open));
        last = Some(quotation.open);
        assert!(quotation.close > quotation.open);
        assert!(quotation.close as usize <= text.tokens.len());
        assert_eq!(text.tokens[quotation.open as usize].shape, Shape::Open);
        if quotation.closed {
            assert_eq!(text.tokens[quotation.close as usize].shape, Shape::Close);
        }
        while round.last().is_some_and(|end| *end <= quotation.open) {
            round.pop();
        }
        let inside = round.last().is_none_or(|end| quotation.close <= *end);
        assert!(inside, "{source:?}: quotations cross");
        round.push(quotation.close);
        let mut end = 0;
        for piece in &quotation.pieces {
            assert!(piece.start >= end && piece.end > piece.start);
            assert!(cut(source, *piece).is_some());
            end = piece.end;
        }
    }
}

/// Every object with `start` and `end` in `value`, however deep.
fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("start") {
                found.push(value);
            }
            fields.values().for_each(|field| spans(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| spans(item, found)),
        _ => {}
    }
}

/// Analyzes a document and checks all that must hold for an analysis of any text.
pub fn analysis(analyzer: &Analyzer, reader: &Reader, document: &Document) {
    let analysis = analyzer.analyze(document).expect("short enough");
    let chars: Vec<char> = document.text.chars().collect();
    assert_eq!(analysis.document.chars, chars.len());

    // Repairs carry no text of their own; every other span is the text that stands there.
    let value = serde_json::to_value(&analysis).expect("JSON");
    let mut found = Vec::new();
    spans(&value, &mut found);
    for span in found {
        let edge =
            |name: &str| usize::try_from(span[name].as_u64().expect("a number")).expect("small");
        let there = chars.get(edge("start")..edge("end"));
        let there: String = there.expect("inside the text").iter().collect();
        assert_eq!(
            span.get("text").and_then(Value::as_str).unwrap_or(&there),
            there
        );
    }

    for one in &analysis.attributions {
        assert!(!one.content.is_empty(), "{one:?}");
        assert!(
            one.content.iter().all(|piece| !piece.text.is_empty()),
            "{one:?}"
        );
        for quote in &one.quotes {
            let inside = one
                .content
                .iter()
                .any(|piece| piece.start <= quote.start && quote.end <= piece.end);
            assert!(inside, "{quote:?} in {:?}", one.content);
        }
        assert!((0.0..=1.0).contains(&one.confidence));
        assert!(!one.rule.is_empty() && !one.stance.is_empty());
    }
    let cues: Vec<usize> = analysis
        .attributions
        .iter()
        .map(|one| one.cue.start)
        .collect();
    assert!(cues.is_sorted(), "{cues:?}");

    // Every line with something in it is a paragraph of its own: none is lost, none is run into the next.
    let read = |text: &str| reader.read(text).expect("short enough");
    let line_ends = [
        '\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let lines = document.text.split(line_ends);
    let filled = lines.filter(|line| !read(line).tokens.is_empty()).count();
    let paragraphs = read(&document.text).paragraphs.len();
    // A character reference can stand for a further line end.
    let more = document.text.contains('&') && paragraphs > filled;
    assert!(paragraphs == filled || more, "{paragraphs}, not {filled}");
}
