//! What holds for every text, however damaged: spans, order, coverage, nesting, and work that grows with the length only.

mod invariants;

use invariants::cut;
use isnad::text::{Reader, Shape, SpecFault, Text, TextSpec};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

fn spec() -> TextSpec {
    invariants::spec()
}

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&spec()));

fn holds(source: &str) -> Text {
    invariants::text(&READER, source)
}

/// Text as damaged as pages are: words, marks of all kinds, brackets, line ends, references, signs left out.
fn page() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "قال",
        "وَقالَ",
        "الـوزير",
        "ﻗﺎﻝ",
        "d'Or",
        "لـ",
        "3.5",
        "٪",
        "د.",
        " ",
        " ",
        " ",
        "\u{A0}",
        "\n",
        "\n\n",
        "\r\n",
        "\"",
        "\"",
        "\"",
        "«",
        "»",
        "“",
        "”",
        "„",
        "‘",
        "’",
        "'",
        "''",
        "((",
        "))",
        "(",
        ")",
        "[",
        "]",
        "<<",
        ">>",
        "<",
        ">",
        ".",
        "..",
        "…",
        "،",
        ",",
        "؛",
        ":",
        "؟",
        "!",
        "-",
        "–",
        "&quot;",
        "&laquo;",
        "&#8220;",
        "&amp;",
        "&",
        "&#0;",
        "&#xFFFFFFFF;",
        "\u{200F}",
        "\u{FEFF}",
        "\u{64E}",
        "\u{640}",
        "😀",
        "\u{0}",
        "｢",
    ]);
    prop::collection::vec(part, 0..120).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn damaged_pages(source in page()) {
        holds(&source);
    }

    #[test]
    fn any_text(source in "\\PC{0,200}") {
        holds(&source);
    }

    #[test]
    fn only_marks(source in "[\"«»“”'() \n]{0,300}") {
        holds(&source);
    }

    #[test]
    fn folding_twice_is_folding_once(source in "[\u{600}-\u{6FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFC}a-zé ]{0,80}") {
        let folding = READER.folding();
        let (exact, folded) = (folding.exact(&source), folding.folded(&source));
        prop_assert_eq!(folding.exact(&exact), exact.clone());
        prop_assert_eq!(folding.folded(&folded), folded.clone());
        prop_assert_eq!(folding.folded(&exact), folded.clone());
        prop_assert_eq!(folding.exact(&folded), folded);
    }

    #[test]
    fn forms_of_tokens_are_forms_of_their_words(source in page()) {
        let text = READER.read(&source).expect("short");
        for token in text.tokens.iter().filter(|token| token.shape == Shape::Word) {
            let word = cut(&source, token.span).unwrap_or_default();
            if word.contains(['&', '.']) {
                continue;
            }
            let (exact, folded) = (READER.folding().exact(word), READER.folding().folded(word));
            prop_assert_eq!(cut(&text.exact, token.exact), Some(exact.as_str()));
            prop_assert_eq!(cut(&text.folded, token.folded), Some(folded.as_str()));
        }
    }
}

/// Reads a text and the same text eight times as long: the work must not grow much more than eightfold.
fn linear(name: &str, part: &str, times: usize) {
    let read = |times: usize| {
        let source = part.repeat(times);
        let start = Instant::now();
        let text = READER.read(&source).expect("fits");
        let taken = start.elapsed();
        assert!(text.tokens.len() <= source.len());
        taken
    };
    let (short, long) = (read(times / 8), read(times));
    let limit = short * 40 + Duration::from_millis(200);
    assert!(long < limit, "{name}: {short:?}, then {long:?}");
}

#[test]
fn work_grows_with_the_length() {
    for (name, part) in [
        ("marks", "\""),
        ("openers", "«"),
        ("closers", "»"),
        ("mixed marks", "«\" "),
        ("words in marks", "\"قال\" "),
        ("inverted marks", "”قال“ "),
        ("doubled brackets", "(( "),
        ("closing doubled brackets", ")) "),
        ("doubled brackets in pairs", "((قال)) "),
        ("doubled marks", "''"),
        ("brackets", "("),
        ("brackets of two kinds", "([)"),
        ("dots", "."),
        ("references", "&quot;"),
        ("ampersands", "&"),
        ("lines of one mark", "\"\n"),
        ("lost marks over paragraphs", "\"قال\nثم\n"),
        ("invisible", "\u{200F}"),
        ("diacritics", "\u{64E}"),
        ("abbreviations", "د. "),
    ] {
        linear(name, part, 200_000);
    }
    // One paragraph of a megabyte, with marks and without.
    linear("one paragraph", "وقال الوزير إن الخطة جاهزة، ", 24_000);
    linear(
        "one paragraph with marks",
        "وقال: «الخطة \"جاهزة\"»، ثم \"خرج ",
        20_000,
    );
    linear("one word", "قال", 200_000);
}

#[test]
fn spans_hold_in_long_texts() {
    holds(&"قال «نعم ثم \"لا".repeat(500));
    holds(&"قال (كذا [وكذا) ثم] ".repeat(500));
}

#[test]
fn what_is_no_range_is_told() {
    assert_eq!(spec().check(), []);
    for (wrong, section) in [
        ("06Z0", "diacritics"),
        ("0670-0610", "diacritics"),
        ("110000", "diacritics"),
        ("", "diacritics"),
    ] {
        let mut bad = spec();
        bad.diacritics.push(wrong.to_owned());
        let expected = SpecFault::Range {
            section,
            written: wrong.to_owned(),
        };
        assert_eq!(bad.check(), [expected]);
    }
    let mut bad = spec();
    bad.presentation.push("FB50".to_owned());
    bad.exact.insert("كك".to_owned(), "ك".to_owned());
    if let Some(mark) = bad.marks.first_mut() {
        mark.close.clear();
    }
    assert_eq!(bad.check().len(), 3);
}
