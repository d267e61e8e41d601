//! Reading own sentences: tokens, forms, quotations, sentences.

use isnad::text::{Reader, Shape, Text, TextSpec};

#[derive(serde::Deserialize)]
struct File {
    text: TextSpec,
}

fn reader() -> Reader {
    let file: File =
        serde_yaml::from_str(include_str!("../rules/folding.yaml")).expect("folding.yaml");
    Reader::new(&file.text)
}

fn read(source: &str) -> Text {
    reader().read(source).expect("short")
}

fn words(source: &str) -> Vec<String> {
    read(source)
        .tokens
        .iter()
        .map(|t| source[t.span.start as usize..t.span.end as usize].to_owned())
        .collect()
}

fn quoted(source: &str) -> Vec<String> {
    let cut = |p: &isnad::text::Span| source[p.start as usize..p.end as usize].to_owned();
    read(source)
        .quotations
        .iter()
        .map(|q| q.pieces.iter().map(cut).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn punctuation_is_split_off() {
    assert_eq!(words("الرحيل\"."), ["الرحيل", "\"", "."]);
    assert_eq!(words("قال:\"هذا\"،ثم").len(), 7);
    assert_eq!(words("لـ\"حركة\""), ["لـ", "\"", "حركة", "\""]);
    assert_eq!(
        words("بلغ 3.5% و1٬200 رجل"),
        ["بلغ", "3.5%", "و", "1٬200", "رجل"]
    );
    assert_eq!(words("البلاد.وقال"), ["البلاد", ".", "وقال"]);
}

#[test]
fn forms() {
    let text = read("أَكَّدَ الـمسؤولون ﻗﺎﻝ کریم");
    assert_eq!(text.exact, "أكدالمسؤولونقالكريم");
    assert_eq!(text.folded, "اكدالمسؤولونقالكريم");
}

#[test]
fn quotations() {
    assert_eq!(quoted("قال \"هذا صحيح\" ثم \"ذاك\"."), ["هذا صحيح", "ذاك"]);
    assert_eq!(quoted("قال ”هذا صحيح” ثم ”ذاك“."), ["هذا صحيح", "ذاك"]);
    assert_eq!(
        quoted("قال «هذا صحيح\" و»ذاك« و((تلك)) و<<هذه>> و''تا''"),
        ["هذا صحيح", "ذاك", "تلك", "هذه", "تا"]
    );
    assert_eq!(quoted("قال &quot;نعم&quot; وخرج"), ["نعم"]);
    assert_eq!(quoted("قال «سمعت \"كلا\" أمس»"), ["سمعت \"كلا\" أمس", "كلا"]);
    assert_eq!(quoted("قال \"نص ضائع\nثم \"آخر\" هنا"), ["نص ضائع", "آخر"]);
    assert_eq!(quoted("قال \"أول\n\"ثان\" هنا"), ["أول|ثان"]);
    assert_eq!(quoted("كلمة\" ثم \"آخر\" هنا"), ["آخر"]);
}

#[test]
fn sentences_end_behind_marks_and_not_behind_abbreviations() {
    let text = read("قال د. سالم \"نعم.\" ثم خرج. وعاد");
    assert_eq!(text.sentences.len(), 3);
    assert!(text.tokens.iter().all(|t| t.shape != Shape::Other));
}
