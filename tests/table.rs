//! The table and the records, of analyses made by hand.

use isnad::attribution::analysis::Analysis;
use isnad::report::{Layout, records, table, table_with};
use serde_json::{Value, json};

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn span(text: &str) -> Value {
    json!({"text": text, "start": 0, "end": text.chars().count()})
}

fn speaker(name: &str, kind: &str, resolution: &str) -> Value {
    json!({"name": name, "kind": kind, "mention": null, "resolution": resolution, "entity": null})
}

/// A statement with the fields that every one has.
fn statement(
    id: &str,
    speaker: Value,
    kind: &str,
    cue: &str,
    stance: &str,
    words: &[&str],
) -> Value {
    let mut head = span(cue);
    head["lemma"] = json!(cue);
    json!({
        "id": id, "key": id, "kind": kind, "cue": head, "speaker": speaker, "via": [], "channel": null,
        "content": words.iter().map(|w| span(w)).collect::<Vec<_>>(), "quotes": [], "stance": stance,
        "rule": "by-hand", "confidence": 0.9, "context": span(""), "reasons": []
    })
}

fn analysis(attributions: Vec<Value>) -> Analysis {
    serde_json::from_value(json!({
        "schema": 1,
        "document": {"id": "village", "source": null, "title": null, "chars": 0},
        "attributions": attributions,
        "rejected_quotes": [], "entities": []
    }))
    .unwrap()
}

/// One of everything that the table shows in a way of its own.
fn village() -> Analysis {
    let long = "الجسر القديم لن يغلق قبل نهاية الصيف، وإن الأشغال الجارية لا تمس بيوت الأهالي إلا في ما يتصل \
                بالممر الشرقي الذي تآكلت حجارته خلال السنوات الأخيرة";
    let mut relayed = statement(
        "a2",
        speaker("مسؤول في البلدية", "anonymous", "anonymous"),
        "direct",
        "قوله",
        "warn",
        &["لا أحد يعرف", "كم سيدوم | هذا │ الأمر"],
    );
    relayed["via"] = json!([{"text": "وكالة الساحل", "start": 0, "end": 12, "name": "الساحل"}]);
    relayed["within"] = json!("a1");
    let mut inferred = statement(
        "a3",
        speaker("هالة المرزوقي", "person", "elided"),
        "mixed",
        "وأضافت",
        "promise",
        &["أَنَّ الحلّ\u{202E} قريب\nجدا"],
    );
    inferred["channel"] = span("إذاعة CNN المحلية");
    let nobody = statement(
        "a4",
        Value::Null,
        "indirect",
        "قيل",
        "neutral",
        &["CNN ستصور الفيلم"],
    );
    let mayor = speaker("هالة المرزوقي", "person", "named");
    let mut analysis = analysis(vec![
        statement("a1", mayor, "indirect", "وأكدت", "affirm", &[long]),
        relayed,
        inferred,
        nobody,
    ]);
    analysis.rejected_quotes = serde_json::from_value(json!([
        {"text": "الساحل", "start": 0, "end": 6, "rule": "name"}
    ]))
    .unwrap();
    analysis.repairs = serde_json::from_value(json!([
        {"what": "unclosed-mark", "start": 0, "end": 1},
        {"what": "inverted-marks", "start": 3, "end": 4},
        {"what": "unclosed-mark", "start": 8, "end": 9}
    ]))
    .unwrap();
    analysis
}

#[test]
fn table_of_everything() {
    settings().bind(|| insta::assert_snapshot!("table_of_everything", table(&village())));
}

#[test]
fn table_in_a_narrow_terminal() {
    let layout = Layout {
        width: 60,
        isolate: false,
        ..Layout::default()
    };
    settings().bind(|| insta::assert_snapshot!("table_narrow", table_with(&village(), &layout)));
}

#[test]
fn records_of_everything() {
    settings().bind(|| insta::assert_snapshot!("records_of_everything", records(&village())));
}

/// The characters of `text` with what cannot be seen spelled out.
fn visible(text: &str) -> String {
    let invisible = |c| matches!(c, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| {
            if invisible(c) {
                c.escape_unicode().to_string()
            } else {
                c.to_string()
            }
        })
        .collect()
}

#[test]
fn isolates_go_by_the_whole_cell() {
    let words = "قناة BBC\nBBC CNN CNN BBC CNN CNN BBC CNN قناة";
    let mayor = speaker("هالة", "person", "named");
    let analysis = analysis(vec![statement(
        "a1",
        mayor,
        "indirect",
        "قالت",
        "neutral",
        &[words],
    )]);
    let text = table_with(
        &analysis,
        &Layout {
            width: 60,
            isolate: true,
            ..Layout::default()
        },
    );
    let text = visible(&text);
    // The heading and every cell are isolated, each wrapped line by the direction of its whole cell.
    assert!(
        text.starts_with("1 statement in \\u{2066}village\\u{2069}"),
        "{text}"
    );
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("CNN")).collect();
    assert!(lines.len() > 1, "{text}");
    for line in lines {
        let last = line
            .trim_end_matches('│')
            .rsplit('│')
            .next()
            .unwrap()
            .trim();
        assert!(
            last.starts_with(r"\u{2067}") && last.ends_with(r"\u{2069}"),
            "{line}"
        );
    }
    assert!(text.contains(r"\u{2066}neutral\u{2069}"), "{text}");
    // Without the isolates it is the same table.
    let plain = table_with(
        &analysis,
        &Layout {
            width: 60,
            isolate: false,
            ..Layout::default()
        },
    );
    let stripped = text
        .replace(r"\u{2066}", "")
        .replace(r"\u{2067}", "")
        .replace(r"\u{2069}", "");
    assert_eq!(stripped, plain);
}

#[test]
fn the_table_gives_every_letter_back() {
    let text = table(&village());
    assert!(!text.contains(|c: char| ('\u{F0000}'..='\u{FFFFD}').contains(&c)));
    for word in ["الأشغال", "الأهالي", "إلا", "لا", "الأخيرة", "|"] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn a_word_longer_than_its_column_is_broken_between_graphemes() {
    let word = "قُ".repeat(150);
    let name = speaker(&"هَ".repeat(70), "person", "named");
    let analysis = analysis(vec![statement(
        "a1",
        name,
        "direct",
        "قال",
        "neutral",
        &[&word],
    )]);
    let text = table_with(
        &analysis,
        &Layout {
            width: 20,
            isolate: false,
            ..Layout::default()
        },
    );
    assert_eq!(text.matches("قُ").count(), 150);
    assert_eq!(text.matches("هَ").count(), 70);
}
