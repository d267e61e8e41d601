//! `isnad rules test` as rule authors meet it: what a failure looks like, what is refused, and what `--update` writes.

mod program;

use program::run;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PACK: &str = include_str!("explain/pack.yaml");

/// A folder with a small pack that stands by itself.
fn folder(pack: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    for name in ["folding.yaml", "morphology.yaml"] {
        fs::copy(root.join(name), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("pack.yaml"), pack).unwrap();
    folder
}

/// Runs `isnad rules test` on the pack in a folder and gives exit code, standard output and standard error.
fn test(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let always = ["rules", "test", ".", "--no-builtin"];
    run(&[&always, arguments].concat(), folder.path(), "")
}

fn pack(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("pack.yaml")).unwrap()
}

/// The pack with one passage changed, which must be there.
fn broken(from: &str, to: &str) -> String {
    assert!(PACK.contains(from), "{from}");
    PACK.replacen(from, to, 1)
}

const FIRST: &str = "expect: [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]";
const SECOND: &str = "\n          - {speaker: الوزير, stance: neutral, content: العمل بدأ}";

#[test]
fn what_is_found_takes_the_place_of_what_was_expected() {
    for (from, to) in [
        // A value in brackets, in a list in brackets.
        (FIRST, FIRST.replace("الوزير", "المدير")),
        // A value of one of several statements.
        (SECOND, SECOND.replace("neutral", "deny")),
        // A statement too few, and one too many.
        (SECOND, String::new()),
        (
            SECOND,
            format!("{SECOND}\n          - {{speaker: المدير, stance: deny, content: كل شيء}}"),
        ),
        // Nobody.
        ("speaker: null", "speaker: المدير".to_owned()),
        ("[{speaker: null", "[{speaker: [المدير, الحارس]".to_owned()),
    ] {
        let folder = folder(&broken(from, &to));
        let (code, out, _) = test(&folder, &[]);
        assert_eq!(code, 1, "{to}: {out}");
        let (code, out, err) = test(&folder, &["--update"]);
        assert_eq!((code, err.as_str()), (0, ""), "{to}: {out}");
        // A list that becomes empty stays a list.
        let found = pack(&folder).replace("speaker: []", "speaker: null");
        assert_eq!(found, PACK, "{to}");
        // There is nothing left to do.
        let before = pack(&folder);
        let (code, out, _) = test(&folder, &["--update"]);
        assert_eq!((code, pack(&folder)), (0, before), "{out}");
    }
}

#[test]
fn comments_order_and_layout_stay() {
    let example = "
      # Why this one is here.
      - text: 'قال الوزير إن الخطة \"جاهزة: تماما\".'   # beside the text
        todo: false
        expect:
          # The only one.
          - speaker: المدير # not the minister
            content: شيء آخر
            stance: neutral

      - {text: نفى الوزير أن الخطة جاهزة., expect: []} # an empty one
      - text: أكد الوزير أن الخطة جاهزة.
        expect: [] # to be filled in
      - text: أكد الرئيس أن الخطة جاهزة.
";
    let wanted = example
        .replace("speaker: المدير", "speaker: الوزير")
        .replace("content: شيء آخر", "content: 'الخطة \"جاهزة: تماما\"'")
        .replace(
            "expect: []}",
            "expect: [{speaker: الوزير, stance: deny, content: الخطة جاهزة}]}",
        )
        .replace(
            "expect: [] # to be",
            "expect:\n          - {speaker: الوزير, stance: affirm, content: الخطة جاهزة} # to be",
        )
        .replace(
            "- text: أكد الرئيس أن الخطة جاهزة.\n",
            "- text: أكد الرئيس أن الخطة جاهزة.\n        expect:\n          - {speaker: الرئيس, stance: affirm, content: الخطة جاهزة}\n",
        );
    let place = "\n      - {text: وصل الوزير., expect: []}\n";
    let with = |example: &str| broken(place, &format!("{example}{}", &place[1..]));
    for crlf in [false, true] {
        let lines = |text: String| match crlf {
            true => text.replace('\n', "\r\n"),
            false => text,
        };
        let folder = folder(&lines(with(example)));
        let (code, out, err) = test(&folder, &["--update"]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        assert_eq!(pack(&folder), lines(with(&wanted)));
        let (code, out, _) = test(&folder, &[]);
        assert_eq!(code, 0, "{out}");
    }
}

#[test]
fn no_counter_example_is_made_up() {
    let text = broken(
        "- {text: وصل الوزير., expect: []}",
        "- {text: وصل الوزير., expect: [{speaker: الوزير, stance: neutral, content: وصل}]}\n      - {text: جاء الوزير.}\n      - {text: غاب الوزير., expect: []}",
    );
    let folder = folder(&text);
    let (code, out, _) = test(&folder, &["--update"]);
    assert_eq!(code, 1, "{out}");
    assert_eq!(pack(&folder), text);
    assert_eq!(
        out.matches("a counter-example is yours to write").count(),
        2,
        "{out}"
    );
}

#[test]
fn a_byte_order_mark_stays_and_todo_is_left_alone() {
    let wrong = FIRST.replace("الوزير", "المدير");
    let text = format!("\u{FEFF}{}", broken(FIRST, &wrong));
    let one = folder(&text);
    let (code, out, _) = test(&one, &["--update"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(pack(&one), format!("\u{FEFF}{PACK}"));
    let todo = format!(
        "{FIRST}\n      - text: قال الوزير إن العمل بدأ.\n        todo: true\n        {wrong}"
    );
    let text = broken(FIRST, &todo);
    let two = folder(&text);
    let (code, out, _) = test(&two, &["--update"]);
    assert_eq!((code, pack(&two)), (0, text), "{out}");
    assert!(out.contains("1 todo"), "{out}");
}

#[test]
fn another_reading_is_accepted_as_well() {
    let other = "expect: [{speaker: المدير, stance: deny, content: شيء}]
        or:
          - [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]
          - []";
    let (code, out, _) = test(&folder(&broken(FIRST, other)), &[]);
    assert_eq!(code, 0, "{out}");
    // Where none fits, the nearest is told.
    let wrong = other.replace("content: الخطة جاهزة", "content: الخطة");
    let (code, out, _) = test(&folder(&broken(FIRST, &wrong)), &[]);
    assert_eq!(code, 1);
    assert!(out.contains("found     الخطة [جاهزة]"), "{out}");
    assert!(!out.contains("deny"), "{out}");
}

#[test]
fn a_failure_shows_both_sides_and_how_near_the_rule_came() {
    let text = broken(
        FIRST,
        "expect: [{speaker: وزير المالية, stance: neutral, content: الخطة جاهزة}]
      - text: قال وزير الصحة إن الخطة جاهزة.
        expect: [{speaker: وزير المالية, stance: deny, content: الخطة ليست جاهزة}]
      - text: نقلت الحكومة أن الخطة جاهزة.
        expect: [{speaker: الحكومة, stance: neutral, content: الخطة جاهزة}]
      - text: قال الوزير الخطة جاهزة.
        expect: [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]
      - text: وأضاف أن العمل بدأ.
        expect: [{speaker: null, stance: neutral, content: العمل بدأ}]",
    );
    let (code, out, _) = test(&folder(&text), &[]);
    assert_eq!(code, 1);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("rules_test_failures", out));
}

#[test]
fn nothing_passes_in_silence() {
    // A slip in a key, an id that is not there, a rule without examples, an example without what it expects.
    for (text, arguments, message) in [
        (
            broken("expect: [{", "expcet: [{"),
            &[][..],
            "did you mean `expect`?",
        ),
        (
            PACK.to_owned(),
            &["--filter", "verb-claus-e"],
            "no rule's id matches `verb-claus-e`; did you mean `verb-clause`?",
        ),
        (
            broken(
                "    examples:\n      - text: قال الوزير إن الخطة جاهزة.\n        expect: [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]\n      - {text: وصل الوزير., expect: []}\n",
                "",
            ),
            &[],
            "R010",
        ),
        (
            broken("{text: وصل الوزير., expect: []}", "{text: وصل الوزير.}"),
            &[],
            "`expect` must be given",
        ),
    ] {
        let (code, out, err) = test(&folder(&text), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{message}");
        assert!(err.contains(message), "{err}");
    }
}
