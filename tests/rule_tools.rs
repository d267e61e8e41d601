//! `isnad rules list`, `show` and `verb` through the binary.

mod program;

use program::run;
use std::fs;
use std::path::Path;

/// Exit code, standard output and standard error of `isnad rules ARGUMENTS` in the folder of the project.
fn rules(arguments: &[&str]) -> (i32, String, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    run(&[&["rules"], arguments].concat(), root, "")
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let (code, out, err) = rules(&[arguments, &["--format", "json"]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).expect("JSON")
}

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

const GOOD: [&str; 3] = ["--rules", "tests/good-rules", "--no-builtin"];

/// A folder with one file that changes the built-in pack in every way.
fn overlay() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = "\
schema: 1
pack: mine
version: 2.1.0
disable: {rules: [passive-clause], verbs: [أنكر]}
lists:
  disease: {words: [حمى الوادي], remove: [زيكا]}
verbs:
  - {lemma: أكد, past: أكد, present: يؤكد, stance: promise, role: plain, governs: clause, replaces: true}
exclusions:
  - id: not-in-dreams
    summary: What is said in a dream is not said.
    match: [{cue: verb}, {word: 1..3, lazy: true}, منامه]
    examples:
      - {text: قال الوزير في منامه إن الخطة جاهزة., expect: []}
      - {text: قال الوزير إن الخطة جاهزة., expect: [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]}
";
    fs::write(folder.path().join("mine.yaml"), file).expect("a file");
    folder
}

#[test]
fn a_pack_is_listed_section_by_section() {
    let _bound = snapshots();
    let all = [
        "--patterns",
        "--exclusions",
        "--marks",
        "--stance-rules",
        "--elements",
        "--verbs",
        "--lists",
        "--stances",
        "--frames",
    ];
    let (code, out, err) = rules(&[&["list"], &all[..], &GOOD[..]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("rules_list", out);
    let (_, rules_only, _) = rules(&[&["list"], &GOOD[..]].concat());
    assert!(out.starts_with(rules_only.trim_end()) && !rules_only.contains("verbs ("));
}

#[test]
fn a_rule_is_shown_with_its_source_and_neighbours() {
    let _bound = snapshots();
    let mut shown = String::new();
    for name in [
        "verb-subject-clause",
        "not-said",
        "channel",
        "paper",
        "أنكر",
        "deny",
    ] {
        let (code, out, err) = rules(&[&["show", name], &GOOD[..]].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        shown.push_str(&out);
    }
    insta::assert_snapshot!("rules_show", shown);
}

#[test]
fn what_a_folder_changes_in_the_built_in_pack_is_listed_and_shown() {
    let folder = overlay();
    let path = folder.path().to_str().expect("UTF-8");
    let (code, out, _) = rules(&[
        "list",
        "--rules",
        path,
        "--verbs",
        "--exclusions",
        "--lists",
    ]);
    assert_eq!(code, 0);
    for line in [
        "[replaces built-in/verbs/affirming.yaml:".to_owned(),
        format!("verb أنكر is switched off by {path}/mine.yaml:4; it stands at built-in/verbs/"),
        format!(
            "word زيكا is taken out of disease by {path}/mine.yaml:6; it stood at built-in/lists/disease.yaml:"
        ),
    ] {
        assert!(out.contains(&line), "{line}\n{out}");
    }
    let listed = json(&["list", "--rules", path, "--exclusions"]);
    assert_eq!(
        listed["packs"],
        serde_json::json!([{"pack": "core", "version": listed["packs"][0]["version"]}, {"pack": "mine", "version": "2.1.0"}])
    );
    let mine = listed["entries"]
        .as_array()
        .and_then(|all| all.iter().find(|entry| entry["name"] == "not-in-dreams"))
        .expect("the exclusion");
    assert_eq!((&mine["pack"], &mine["line"]), (&"mine".into(), &10.into()));
    assert_eq!(listed["switched_off"][0]["name"], "passive-clause");
    let (_, out, _) = rules(&["show", "disease", "--rules", path]);
    assert!(
        out.contains(&format!("words from     {path}/mine.yaml")),
        "{out}"
    );
    let (code, out, _) = rules(&["show", "passive-clause", "--rules", path]);
    assert!(code == 0 && out.contains("is switched off by"), "{out}");
    let shown = json(&["show", "أكد", "--rules", path]);
    assert_eq!(shown["entries"][0]["replaces"]["pack"], "core");
}

#[test]
fn what_is_not_there_is_an_error_with_the_nearest_name() {
    let (code, out, err) = rules(&["show", "verb-subject-claus"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("did you mean `verb-subject-clause`?"), "{err}");
    let (code, out, err) = rules(&["verb", "قالل"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("no verb has the form `قالل`; did you mean `"),
        "{err}"
    );
    let (code, _, err) = rules(&["list", "--rules", "no-such-folder"]);
    assert!(code == 2 && err.contains("no-such-folder"), "{err}");
}

#[test]
fn a_verb_is_found_by_any_of_its_forms() {
    for form in ["قال", "وقالوا", "سيقول", "قيل"] {
        let report = json(&["verb", form]);
        let verbs = report["verbs"].as_array().expect("verbs");
        assert!(verbs.iter().any(|verb| verb["lemma"] == "قال"), "{form}");
    }
    let (code, out, err) = rules(&["verb", "وسينفونه"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for line in [
        "verb نفى",
        "stands in  built-in/verbs/denying.yaml:",
        "asked      وسينفونه: active, present, third, masculine, plural, with و- س- -ه",
        "    active     past        third  feminine  singular                             نفت\n",
        "    active     past        third  masculine singular            before a pronoun نفا-\n",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    // A noun of a list that is spelled like the verbal noun.
    let report = json(&["verb", "نفى"]);
    let homographs = report["verbs"][0]["homographs"]
        .as_array()
        .expect("homographs");
    assert!(
        homographs
            .iter()
            .any(|one| one["list"] == "stance-noun" && one["text"] == "نفي")
    );
    // Folded: without its hamza it is still the same verb.
    let report = json(&["verb", "اكد"]);
    assert!(
        report["verbs"]
            .as_array()
            .is_some_and(|verbs| verbs.iter().any(|verb| verb["lemma"] == "أكد"))
    );
    let (_, out, _) = rules(&["verb", "وزير"]);
    assert!(
        out.starts_with("word of a list\n") && out.contains("word of title"),
        "{out}"
    );
}
