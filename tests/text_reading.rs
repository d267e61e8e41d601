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

/// Stable names of what was mended.
fn repairs(source: &str) -> Vec<&'static str> {
    read(source).repairs.iter().map(|r| r.what).collect()
}

#[test]
fn a_complementizer_keeps_its_hamza_in_the_exact_form_only() {
    let text = read("إن أن ان فى على آمل");
    assert_eq!(text.exact, "إنأنانفىعلىآمل");
    assert_eq!(text.folded, "انانانفيعليامل");
}

#[test]
fn a_text_that_writes_one_letter_for_two_is_read_as_either() {
    let careless = "شدد المدير علي أن الحكومه في حاجه إلي المال";
    let text = read(careless);
    assert_eq!(text.exact, "شددالمديرعلىأنالحكومةفىحاجةإلىالمال");
    assert_eq!(text.folded, "شددالمديرعليانالحكومهفيحاجهاليالمال");
    assert_eq!(repairs(careless), ["merged-endings"; 2]);
    // Their places are the words that show it.
    let shown: Vec<&str> = text
        .repairs
        .iter()
        .map(|repair| &careless[repair.span.start as usize..repair.span.end as usize])
        .collect();
    assert_eq!(shown, ["الحكومه", "إلي"]);

    // Nothing shows it: both letters may be meant.
    let careful = "قال علي إن كتابه في بيته";
    assert_eq!(read(careful).exact, careful.replace(' ', ""));
    assert_eq!(repairs(careful), [""; 0]);
    // A text that has the other letter as well has only been careless once.
    assert_eq!(repairs("حتي الآن وصل علي إلى المدرسة"), [""; 0]);
}

#[test]
fn every_form_points_back_to_its_word() {
    let source = "قـــال ﷺ لا\u{200F}جديد ﻻ";
    let text = read(source);
    let of = |at: usize| {
        let token = &text.tokens[at];
        let exact = &text.exact[token.exact.start as usize..token.exact.end as usize];
        let written = &source[token.span.start as usize..token.span.end as usize];
        (exact, written)
    };
    assert_eq!(of(0), ("قال", "قـــال"));
    assert_eq!(of(2), ("لاجديد", "لا\u{200F}جديد"));
    assert_eq!(of(3), ("لا", "ﻻ"));
}

#[test]
fn hard_spaces_and_foreign_commas_separate() {
    assert_eq!(words("قال\u{A0}الوزير,إن"), ["قال", "الوزير", ",", "إن"]);
    assert_eq!(
        words("خرج،ثم عاد؛وقال"),
        ["خرج", "،", "ثم", "عاد", "؛", "وقال"]
    );
}

#[test]
fn character_references_are_read_and_told() {
    assert_eq!(quoted("قال &laquo;نعم&raquo;"), ["نعم"]);
    assert_eq!(quoted("قال &#8220;نعم&#x201D; ثم"), ["نعم"]);
    assert_eq!(repairs("قال &quot;نعم&quot;"), ["character-reference"; 2]);
    // What is no reference stays as it is.
    assert_eq!(words("س&ص;"), ["س", "&", "ص", ";"]);
    // One that stands for a line end ends the paragraph.
    assert_eq!(read("نعم&#11;لا").paragraphs.len(), 2);
}

#[test]
fn glued_marks_are_told_apart() {
    assert_eq!(quoted("قال \"نعم\".وأضاف:\"لا\"،ثم خرج"), ["نعم", "لا"]);
    assert_eq!(quoted("مثل \"هذا\"و\"ذاك\" هنا"), ["هذا", "ذاك"]);
    assert_eq!(quoted("في 'هذا'و'ذاك' أيضا"), ["هذا", "ذاك"]);
}

#[test]
fn preposition_before_the_mark() {
    assert_eq!(
        quoted("ما يعرف بـ\"الدرع\" ولـ«الريح» وبـ\"الغيم\""),
        ["الدرع", "الريح", "الغيم"]
    );
}

#[test]
fn inverted_and_mixed_marks_are_repaired_and_told() {
    assert_eq!(quoted("قال »نعم« ثم"), ["نعم"]);
    assert_eq!(repairs("قال »نعم« ثم"), ["inverted-marks"; 2]);
    assert_eq!(quoted("قال «نعم\" ثم \"لا»"), ["نعم", "لا"]);
    assert_eq!(repairs("قال «نعم\" ثم خرج"), ["mixed-marks"]);
}

#[test]
fn doubled_marks() {
    assert_eq!(quoted("قال ((نعم (كلها))) ثم"), ["نعم (كلها)"]);
    assert_eq!(quoted("قال ((نعم)) و((لا))."), ["نعم", "لا"]);
    // Brackets in brackets are no marks.
    assert_eq!(quoted("القرار (المادة (5)) نافذ"), [""; 0]);
    assert_eq!(quoted("قال ``نعم`` و''لا''"), ["نعم", "لا"]);
}

#[test]
fn a_lost_mark_costs_one_quotation() {
    // One mark too many: the quotation closes where it can.
    assert_eq!(
        quoted("في ملعب \"الريح\" بالمدينة\". وقال: \"فزنا\"."),
        ["الريح", "فزنا"]
    );
    assert_eq!(repairs("في ملعب \"الريح\" بالمدينة\"."), ["unopened-mark"]);
    // One mark for two quotations that began in one sentence.
    assert_eq!(
        quoted("قال: «نزور معرض «الكتاب». ثم خرج."),
        ["نزور معرض «الكتاب", "الكتاب"]
    );
    // A mark lost a sentence before.
    assert_eq!(
        quoted("قال: \"نعم. ثم خرج وقال: \"لا\". وعاد."),
        ["نعم", "لا"]
    );
    // The next paragraph is read as if nothing had happened.
    assert_eq!(
        quoted("قال: \"نعم ثم خرج.\nوقال: \"لا\" و\"كلا\"."),
        ["نعم ثم خرج.", "لا", "كلا"]
    );
}

#[test]
fn quotations_over_several_paragraphs() {
    let source = "قال: \"أول.\n\"ثان.\n\"ثالث\".\nوقال \"آخر\".";
    assert_eq!(quoted(source), ["أول.|ثان.|ثالث", "آخر"]);
    // Verse: marks at the beginning and the end only.
    assert_eq!(
        quoted("أنشد:\n\"بيت\nثان\nثالث\". ثم خرج"),
        ["بيت|ثان|ثالث"]
    );
}

#[test]
fn interrupted_quotations_are_two() {
    assert_eq!(quoted("\"نعم\"، قال الوزير، \"سنعود\"."), ["نعم", "سنعود"]);
}

#[test]
fn quotations_in_quotations() {
    let text = read("قال: \"يسمى \"الدرع\" منذ عام\".");
    let depths: Vec<u8> = text.quotations.iter().map(|q| q.depth).collect();
    assert_eq!(depths, [0, 1]);
    assert!(text.quotations.iter().all(|q| q.closed));
    assert!(text.repairs.is_empty());
}

#[test]
fn brackets_pair_by_kind_and_not_across_marks() {
    assert_eq!(read("(أ [ب] ج)").brackets, [(0, 6), (2, 4)]);
    assert_eq!(read("(أ [ب) ج").brackets, [(0, 4)]);
    assert_eq!(read("(أ «ب) ج» د").brackets, []);
    assert_eq!(read("(أ\nب)").brackets, []);
}

#[test]
fn a_letter_before_a_stop_may_end_a_sentence() {
    assert_eq!(read("حصل على ب. ثم خرج.").sentences.len(), 2);
    assert_eq!(read("قال أ.د. سالم ذلك.").sentences.len(), 1);
    assert_eq!(read("في عام 1990 م. وخرج.").sentences.len(), 2);
}
