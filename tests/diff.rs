//! `isnad diff` and `isnad test`: what counts as a difference, what it looks like, how runs end, and that nothing is overwritten that should not be.

mod program;

use program::run as isnad;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn span(text: &str, start: usize) -> Value {
    json!({"text": text, "start": start, "end": start + text.chars().count()})
}

/// A statement as the contract has it.
fn statement(key: &str, cue: (&str, usize), speaker: &str, content: (&str, usize)) -> Value {
    json!({
        "id": "a1", "key": key, "kind": "indirect", "stance": "neutral", "polarity": "affirmed", "commitment": "neutral",
        "rule": "said", "confidence": 0.9,
        "cue": span(cue.0, cue.1),
        "speaker": {"name": speaker, "kind": "person", "mention": null, "resolution": "named", "entity": null},
        "via": [], "channel": null, "content": [span(content.0, content.1)], "quotes": [],
        "context": span("قال الحارس إن الباب مغلق", 0), "reasons": [],
    })
}

fn document(id: &str, statements: &[Value]) -> String {
    let document = json!({
        "schema": 1, "document": {"id": id, "source": null, "title": null, "chars": 9},
        "attributions": statements, "rejected_quotes": [], "entities": [],
    });
    format!("{document}\n")
}

fn said() -> Value {
    statement("k1", ("قال", 0), "الحارس", ("الباب مغلق", 14))
}

/// The JSON of comparing two documents, and the exit code.
fn changes(old: &[Value], new: &[Value], more: &[&str]) -> (i32, Value) {
    let folder = folder(&[
        ("old.jsonl", &document("d", old)),
        ("new.jsonl", &document("d", new)),
    ]);
    let arguments = [
        &["diff", "old.jsonl", "new.jsonl", "--format", "json"],
        more,
    ]
    .concat();
    let (code, out, err) = isnad(&arguments, folder.path(), "");
    assert_eq!(err, "");
    (code, serde_json::from_str(&out).expect("JSON"))
}

#[test]
fn a_run_is_no_different_from_itself() {
    let (code, found) = changes(&[said()], &[said()], &[]);
    assert_eq!((code, &found["documents"]), (0, &json!([])));
    assert_eq!(found["summary"]["documents"], 1);
}

#[test]
fn every_kind_of_difference_is_told() {
    let other = |field: &str, value: Value| {
        let mut one = said();
        one[field] = value;
        one
    };
    let speaker =
        json!({"name": "المدير", "kind": "person", "mention": null, "resolution": "named"});
    for (field, new) in [
        ("speaker", other("speaker", speaker)),
        ("stance", other("stance", json!("deny"))),
        ("polarity", other("polarity", json!("denied"))),
        ("commitment", other("commitment", json!("distancing"))),
        ("rule", other("rule", json!("told"))),
        ("kind", other("kind", json!("direct"))),
        ("channel", other("channel", span("في بيان", 30))),
        ("via", other("via", json!([span("وكالة", 30)]))),
        ("addressee", other("addressee", span("للجار", 30))),
        ("occasion", other("occasion", span("بعد العيد", 30))),
        ("target", other("target", span("الجار", 30))),
        ("quotes", other("quotes", json!([span("مغلق", 20)]))),
        ("confidence", other("confidence", json!(0.5))),
        // The key went with the extent; the cue joins the two.
        (
            "content",
            statement("k2", ("قال", 0), "الحارس", ("الباب مغلق اليوم", 14)),
        ),
        (
            "cue",
            statement("k2", ("وقال", 0), "الحارس", ("الباب مغلق", 14)),
        ),
    ] {
        let (code, found) = changes(&[said()], std::slice::from_ref(&new), &[]);
        assert_eq!(code, 1, "{field}");
        let fields = found["documents"][0]["statements"][0]["fields"]
            .as_array()
            .unwrap();
        assert_eq!(fields.len(), 1, "{fields:?}");
        assert_eq!(fields[0]["field"], field);
        assert_eq!(found["documents"][0]["statements"][0]["what"], "changed");
        assert_eq!(found["summary"]["changed"][field], 1);
        let (code, found) = changes(&[said()], &[new], &["--ignore", field]);
        assert_eq!((code, &found["documents"]), (0, &json!([])), "{field}");
    }
    // A record that does not say whether it is affirmed is no different from one that does.
    let mut unsaid = other("confidence", Value::Null);
    unsaid["polarity"] = Value::Null;
    unsaid.as_object_mut().unwrap().remove("commitment");
    assert_eq!(
        changes(&[unsaid], &[other("polarity", json!("denied"))], &[]).0,
        0
    );
    for (old, new, what) in [(&[][..], &[said()][..], "gained"), (&[said()], &[], "lost")] {
        let (code, found) = changes(old, new, &[]);
        assert_eq!(
            (code, &found["documents"][0]["statements"][0]["what"]),
            (1, &json!(what))
        );
        assert_eq!(found["summary"][what], 1);
    }
}

#[test]
fn two_statements_of_one_cue_keep_apart() {
    let two = |first: &str| {
        [
            statement("k1", ("قال", 0), first, ("الباب مغلق", 14)),
            statement("k2", ("قال", 0), "المدير", ("النافذة مفتوحة", 30)),
        ]
    };
    // The first is gone, the second is longer: it must not pass for the first.
    let longer = statement("k3", ("قال", 0), "المدير", ("النافذة مفتوحة جدا", 30));
    let (_, found) = changes(&two("الحارس"), &[longer], &[]);
    let statements = found["documents"][0]["statements"].as_array().unwrap();
    let told: Vec<(&Value, &Value)> = statements
        .iter()
        .map(|one| (&one["what"], &one["old"]["speaker"]["name"]))
        .collect();
    assert!(
        told.contains(&(&json!("lost"), &json!("الحارس"))),
        "{told:?}"
    );
    assert!(
        told.contains(&(&json!("changed"), &json!("المدير"))),
        "{told:?}"
    );
}

#[test]
fn a_statement_that_moved_with_its_words_is_the_same() {
    let moved = statement("k9", ("قال", 100), "الحارس", ("الباب مغلق", 114));
    assert_eq!(changes(&[said()], &[moved], &[]).0, 0);
}

#[test]
fn differences_for_eyes() {
    let mut denied = said();
    denied["stance"] = json!("deny");
    denied["rule"] = json!("denied");
    let old = document("one", &[said()]) + &document("two", &[said()]) + &document("gone", &[]);
    let new = document("two", &[said()]) + &document("one", &[denied]);
    let folder = folder(&[("old.jsonl", &old), ("new.jsonl", &new)]);
    let (code, out, err) = isnad(&["diff", "old.jsonl", "new.jsonl"], folder.path(), "");
    assert_eq!((code, err.as_str()), (1, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines,
        [
            "one",
            "  changed  قال at 0, rule denied",
            "    stance       was  neutral",
            "                 is   deny",
            "    rule         was  said",
            "                 is   denied",
            "    context      قال الحارس إن الباب مغلق",
            "",
            "gone",
            "  only in the old run",
            "",
            "2 documents compared, 1 differs; 1 only in the old run",
            "statements: 1 with another stance, 1 with another rule",
            "by rule (before > now):",
            "     1  said > denied",
        ]
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let good = document("d", &[said()]);
    let folder = folder(&[
        ("good.jsonl", &good),
        ("bad.jsonl", &format!("{good}{{}}\nnot\n")),
        ("array.json", "[]"),
    ]);
    for (arguments, said) in [
        (
            &["diff", "good.jsonl", "bad.jsonl"][..],
            "bad.jsonl: line 2: missing field `document`",
        ),
        (
            &["diff", "good.jsonl", "bad.jsonl"],
            "bad.jsonl: line 3: expected",
        ),
        (
            &["diff", "good.jsonl", "none.jsonl"],
            "none.jsonl: No such file",
        ),
        (
            &["diff", "good.jsonl", "array.json"],
            "array.json: line 1: a JSON array",
        ),
        (&["diff", "good.jsonl", "."], ".: is a folder"),
        (
            &["diff", "good.jsonl"],
            "two files of analyses are compared",
        ),
        (&["diff", "--new-rules", "none", "good.jsonl"], "none"),
    ] {
        let (code, _, err) = isnad(arguments, folder.path(), "");
        assert_eq!(code, 2, "{arguments:?}");
        assert!(err.contains(said), "{err}");
    }
}

/// A pack of one verb, which takes the stance given.
fn pack(stance: &str, more: &str) -> String {
    format!(
        "schema: 1
pack: tiny
stances: [{{name: neutral, describe: says it}}, {{name: deny, describe: says it is not so}}]
frames: [{{name: clause, describe: a clause}}]
verbs: [{{lemma: قال, form: I, past: قال, present: يقول, stance: {stance}, role: plain, governs: clause}}]
patterns:
  - id: said
    summary: A verb, one word and a clause.
    match: [{{cue: verb}}, {{word: 1, as: speaker}}, إن, clause]
    examples:
      - text: قال الحارس إن الباب مغلق.
        expect: [{{speaker: الحارس, stance: {stance}, content: الباب مغلق}}]
      - {{text: وصل الحارس., expect: []}}
{more}"
    )
}

const ARTICLE: &str = "قال الحارس إن الباب مغلق. وقال المدير إن المفتاح ضائع.\n";

/// Two packs, and two articles.
fn packs() -> TempDir {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let [folding, morphology] = ["folding.yaml", "morphology.yaml"]
        .map(|name| fs::read_to_string(rules.join(name)).unwrap());
    folder(&[
        ("neutral/folding.yaml", &folding),
        ("neutral/morphology.yaml", &morphology),
        ("neutral/said.yaml", &pack("neutral", "")),
        ("deny/folding.yaml", &folding),
        ("deny/morphology.yaml", &morphology),
        (
            "deny/said.yaml",
            &pack("deny", "").replace("id: said", "id: told"),
        ),
        ("articles/a.txt", ARTICLE),
        ("articles/b/c.txt", "وصل الحارس.\n"),
    ])
}

#[test]
fn two_sets_of_rules_over_the_same_articles() {
    let folder = packs();
    let run = |old: &str, new: &str| {
        isnad(
            &[
                "diff",
                "--old-rules",
                old,
                "--new-rules",
                new,
                "--no-builtin",
                "articles",
            ],
            folder.path(),
            "",
        )
    };
    let (code, out, err) = run("neutral", "deny");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.ends_with("2 documents compared, 1 differs\nstatements: 2 with another stance, 2 with another rule\nby rule (before > now):\n     2  said > told\n"), "{out}");
    assert_eq!(run("neutral", "neutral").0, 0);
}

/// Runs `isnad test articles` by the rules of a folder.
fn test(folder: &Path, rules: &str, more: &[&str], answers: &str) -> (i32, String, String) {
    let arguments = [
        &["test", "articles", "--rules", rules, "--no-builtin"],
        more,
    ]
    .concat();
    isnad(&arguments, folder, answers)
}

const STORED: &str = "articles/a.expected.json";

#[test]
fn results_are_stored_when_asked_and_then_compared() {
    let folder = packs();
    let read = || fs::read_to_string(folder.path().join(STORED)).unwrap();
    let (code, out, err) = test(folder.path(), "neutral", &[], "");
    assert_eq!(code, 2);
    assert!(
        out.ends_with("0 as stored, 0 different, 2 without a stored result, 0 stored now\n"),
        "{out}"
    );
    assert!(
        err.contains("articles/a.txt: there is no stored result articles/a.expected.json"),
        "{err}"
    );
    assert!(!folder.path().join(STORED).exists());

    let (code, out, err) = test(folder.path(), "neutral", &["--update"], "");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("2 stored now\n"), "{out}");
    assert!(folder.path().join("articles/b/c.expected.json").exists());
    let stored = read();
    // A statement takes a few lines, and one that changes changes no other's.
    assert_eq!(stored.lines().count(), 13, "{stored}");
    serde_json::from_str::<Value>(&stored).unwrap();
    assert_eq!(test(folder.path(), "neutral", &[], "").0, 0);
    // A result of before polarity was stored is as good, and is filled in when asked.
    let older = stored.replace(
        ", \"polarity\": \"affirmed\", \"commitment\": \"neutral\"",
        "",
    );
    assert_ne!(older, stored);
    fs::write(folder.path().join(STORED), &older).unwrap();
    assert_eq!(test(folder.path(), "neutral", &[], "").0, 0);
    assert_eq!(read(), older);
    test(folder.path(), "neutral", &["--update"], "");
    assert_eq!(read(), stored);

    let (code, out, err) = test(folder.path(), "deny", &[], "");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(
        out.contains("    rule         was  said\n                 is   told\n"),
        "{out}"
    );
    assert!(out.ends_with("     2  said > told\n1 as stored, 1 different, 0 without a stored result, 0 stored now\n"), "{out}");
    assert_eq!(read(), stored, "nothing is overwritten without --update");

    let (code, out, _) = test(folder.path(), "deny", &["--update"], "");
    assert_eq!(code, 0);
    assert!(
        out.ends_with("1 stored now\n"),
        "what is as stored is not written again: {out}"
    );
    assert_eq!(test(folder.path(), "deny", &[], "").0, 0);
    let names: Vec<_> = fs::read_dir(folder.path().join("articles"))
        .unwrap()
        .collect();
    assert_eq!(names.len(), 3, "no temporary file is left: {names:?}");
}

#[test]
fn a_rule_that_is_gone_is_named() {
    let folder = packs();
    test(folder.path(), "neutral", &["--update"], "");
    let other = pack("neutral", "")
        .replace("id: said", "id: told")
        .replace("إن,", "إنما,")
        .replace("إن ", "إنما ");
    fs::write(folder.path().join("neutral/said.yaml"), other).unwrap();
    let (code, out, _) = test(folder.path(), "neutral", &[], "");
    assert_eq!(code, 1);
    assert!(out.contains("  lost     قال at 0, rule said\n"), "{out}");
    assert!(out.contains("  the rules no longer have said\n"), "{out}");
}

#[test]
fn differences_are_accepted_one_by_one() {
    let folder = packs();
    test(folder.path(), "neutral", &["--update"], "");
    let (code, out, err) = test(folder.path(), "deny", &["--interactive"], "a\nx\nr\n");
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(out.matches("accept [a]").count(), 3, "{out}");
    assert!(
        out.contains("`x` is none of these") && out.contains("rejected: the stored result stays"),
        "{out}"
    );
    // The first is stored, the second is still to be mended.
    let (code, out, _) = test(folder.path(), "deny", &[], "");
    assert_eq!(code, 1);
    assert!(
        !out.contains("قال at 0") && out.contains("وقال at 26"),
        "{out}"
    );
    // Where the answers end, nothing more is stored.
    let before = fs::read_to_string(folder.path().join(STORED)).unwrap();
    assert_eq!(test(folder.path(), "deny", &["--interactive"], "").0, 1);
    assert_eq!(test(folder.path(), "deny", &["--interactive"], "s\n").0, 1);
    assert_eq!(
        fs::read_to_string(folder.path().join(STORED)).unwrap(),
        before
    );
    assert_eq!(test(folder.path(), "deny", &["--interactive"], "A\n").0, 0);
    assert_eq!(test(folder.path(), "deny", &[], "").0, 0);
}

#[test]
fn a_first_result_can_be_reviewed() {
    let folder = packs();
    let (code, out, _) = test(folder.path(), "neutral", &["--interactive"], "a\nr\n");
    assert_eq!(code, 1);
    assert!(
        out.contains("articles/a.expected.json: there is no stored result"),
        "{out}"
    );
    let stored: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join(STORED)).unwrap()).unwrap();
    assert_eq!(stored["statements"].as_array().unwrap().len(), 1);
    let (code, out, _) = test(folder.path(), "neutral", &[], "");
    assert_eq!(code, 1);
    assert!(out.contains("  gained   وقال at 26, rule said"), "{out}");
}

#[test]
fn an_edited_article_is_a_difference() {
    let folder = packs();
    test(folder.path(), "neutral", &["--update"], "");
    fs::write(folder.path().join("articles/b/c.txt"), "وصل الحارس أمس.\n").unwrap();
    let (code, out, _) = test(folder.path(), "neutral", &[], "");
    assert_eq!(code, 1);
    assert!(
        out.contains("c: the article was edited after its result was stored"),
        "{out}"
    );
    assert_eq!(test(folder.path(), "neutral", &["--update"], "").0, 0);
    assert_eq!(test(folder.path(), "neutral", &[], "").0, 0);
}

#[test]
fn stored_results_that_cannot_be_trusted_are_errors_and_stay() {
    let folder = packs();
    test(folder.path(), "neutral", &["--update"], "");
    let path = folder.path().join(STORED);
    let good = fs::read_to_string(&path).unwrap();
    for (text, said) in [
        (
            good.replacen("\"kind\": \"person\"", "\"kimd\": \"person\"", 1),
            "`statements.speaker.kimd` is no part",
        ),
        (
            good.replacen("\"schema\": 1", "\"schema\": 9", 1),
            "its schema is 9",
        ),
        (good[..good.len() / 2].to_owned(), "EOF"),
        (String::new(), "EOF"),
    ] {
        fs::write(&path, &text).unwrap();
        for more in [&[][..], &["--update"]] {
            let (code, _, err) = test(folder.path(), "neutral", more, "");
            assert_eq!(code, 2, "{err}");
            assert!(
                err.contains("a.expected.json: cannot be used, and stays as it is")
                    && err.contains(said),
                "{err}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
    fs::write(&path, &good).unwrap();
    fs::write(folder.path().join("articles/gone.expected.json"), &good).unwrap();
    for more in [&[][..], &["--update"]] {
        let (code, _, err) = test(folder.path(), "neutral", more, "");
        assert_eq!(code, 2);
        assert!(
            err.contains("gone.expected.json: there is no article"),
            "{err}"
        );
    }
    let (code, _, err) = isnad(&["test", "nowhere"], folder.path(), "");
    assert!(code == 2 && err.contains("nowhere: No such file"), "{err}");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let (code, _, err) = isnad(&["test", "empty"], folder.path(), "");
    assert!(code == 2 && err.contains("empty: no articles"), "{err}");
}
