//! A pack of one's own through the binary: begun with `isnad init`, checked, tested, used; and what happens where it is no pack at all.

mod program;

use program::run;
use std::fs::{self, File};
use std::path::Path;

/// Exit code, standard output and standard error.
fn isnad(arguments: &[&str], within: &Path) -> (i32, String, String) {
    run(arguments, within, "")
}

/// Names and texts of the files of a folder.
fn contents(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut all: Vec<(String, String)> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(path).expect("UTF-8"))
        })
        .collect();
    all.sort();
    all
}

const ARTICLE: &str = "جعجع المدير بأن المصنع سيفتح.\n\nعلى ذمة الصحيفة أن الأسعار سترتفع.\n\nقال الحارس مازحا إن القط يحكم المدينة.\n";

#[test]
fn a_new_pack_is_right_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = folder.path();
    let (code, out, err) = isnad(&["init", "press"], within);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("isnad rules check press"), "{out}");
    let files = contents(&within.join("press"));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "README.md",
            "lists.yaml",
            "pack.yaml",
            "patterns.yaml",
            "schema.json",
            "verbs.yaml"
        ]
    );
    // It bears the name of its folder.
    for (name, text) in files.iter().filter(|(name, _)| name != "schema.json") {
        assert!(
            text.contains("press") && !text.contains("my-rules"),
            "{name}"
        );
    }
    let (code, out, err) = isnad(&["rules", "check", "press"], within);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.ends_with("nothing wrong\n"), "{out}");
    let (code, out, err) = isnad(&["rules", "test", "press"], within);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    fs::write(within.join("a.txt"), ARTICLE).expect("a file");
    let analyze = |arguments: &[&str]| {
        let all = [&["analyze", "a.txt", "--format", "json"], arguments].concat();
        let (code, out, err) = isnad(&all, within);
        assert_eq!((code, err.as_str()), (0, ""));
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let statements = json[0]["attributions"]
            .as_array()
            .expect("statements")
            .clone();
        let cue =
            |one: &serde_json::Value| one["cue"]["text"].as_str().unwrap_or_default().to_owned();
        statements.iter().map(cue).collect::<Vec<String>>()
    };
    assert_eq!(analyze(&["--rules", "press"]), ["جعجع", "ذمة"]);
    assert_eq!(analyze(&[]), ["قال"]);
}

#[test]
fn nothing_is_overwritten_by_a_new_pack() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = folder.path();
    fs::create_dir(within.join("full")).expect("a folder");
    fs::write(within.join("full/verbs.yaml"), "mine").expect("a file");
    fs::write(within.join("file"), "mine").expect("a file");
    for (dir, complaint) in [("full", "nothing is overwritten"), ("file", "file: ")] {
        let (code, out, err) = isnad(&["init", dir], within);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains(complaint), "{err}");
    }
    assert_eq!(
        contents(&within.join("full")),
        [("verbs.yaml".to_owned(), "mine".to_owned())]
    );
    assert_eq!(
        fs::read_to_string(within.join("file")).expect("a file"),
        "mine"
    );
    // An empty folder is as good as none, and a name that is no name of a pack is not taken for one.
    fs::create_dir(within.join("core")).expect("a folder");
    let (code, _, err) = isnad(&["init", "core"], within);
    assert_eq!((code, err.as_str()), (0, ""));
    let pack = fs::read_to_string(within.join("core/pack.yaml")).expect("a file");
    assert!(pack.contains("pack: my-rules"), "{pack}");
}

#[test]
fn what_is_no_pack_is_told_by_every_command_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = folder.path();
    let pack = |name: &str, text: &str| {
        fs::create_dir(within.join(name)).expect("a folder");
        fs::write(within.join(name).join("a.yaml"), text).expect("a file");
    };
    pack("not-yaml", "schema: 1\npack: mine\nverbs: {\n");
    let bomb: String = (1..40)
        .map(|n| format!("b{n}: &b{n} [*b{0}, *b{0}]\n", n - 1))
        .collect();
    pack("bomb", &format!("b0: &b0 [x, x]\n{bomb}"));
    pack(
        "clash",
        "schema: 1\npack: mine\nlists: {guard: {words: [حارس]}, guard: {words: [بواب]}}\n",
    );
    pack("newer", "schema: 9\npack: mine\n");
    fs::create_dir(within.join("large")).expect("a folder");
    let large = File::create(within.join("large/a.yaml")).expect("a file");
    large.set_len(50 << 20).expect("room");
    fs::create_dir(within.join("empty")).expect("a folder");
    fs::create_dir(within.join("latin")).expect("a folder");
    fs::write(within.join("latin/a.yaml"), b"schema: 1\npack: caf\xe9\n").expect("a file");
    fs::write(within.join("a.txt"), ARTICLE).expect("a file");
    fs::write(within.join("out.json"), "kept").expect("a file");
    let gold = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/gold.jsonl");
    fs::copy(gold, within.join("gold.jsonl")).expect("a file");
    for (dir, complaint, readable) in [
        ("not-yaml", "R001", false),
        ("bomb", "R001", false),
        ("clash", "R003", true),
        ("newer", "R006", true),
        ("large", "larger than", false),
        ("empty", "there is no rule file", false),
        ("latin", "not UTF-8", false),
        ("missing", "No such file or directory", false),
    ] {
        for arguments in [
            &["analyze", "a.txt", "--rules", dir, "-o", "out.json"][..],
            &["rules", "test", dir],
            &["rules", "list", "--rules", dir],
            &["rules", "show", "title", "--rules", dir],
            &["rules", "verb", "قال", "--rules", dir],
        ] {
            let (code, out, err) = isnad(arguments, within);
            assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
            assert!(err.contains(complaint), "{arguments:?}: {err}");
        }
        // All commands open a pack in one way: two packs show that each of them passes on what it hears.
        let all = [
            &["rules", "docs", dir, "--out", "pages"][..],
            &["explain", "a.txt", "--rules", dir],
            &["stats", "a.txt", "--rules", dir],
            &["diff", "--new-rules", dir, "a.txt"],
            &["diff", "--old-rules", dir, "--new-rules", dir, "a.txt"],
            &["eval", "gold.jsonl", "a.txt", "--rules", dir],
            &["test", "a.txt", "--update", "--rules", dir],
        ];
        let all = all.iter().filter(|_| matches!(dir, "clash" | "large"));
        for arguments in all {
            let (code, out, err) = isnad(arguments, within);
            assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
            assert!(err.contains(complaint), "{arguments:?}: {err}");
        }
        // What a check finds is a finding; what it cannot read is not.
        let (code, out, err) = isnad(&["rules", "check", dir], within);
        assert_eq!(code, if readable { 1 } else { 2 }, "{dir}");
        assert!(
            format!("{out}{err}").contains(complaint),
            "{dir}: {out}{err}"
        );
    }
    assert_eq!(
        fs::read_to_string(within.join("out.json")).expect("a file"),
        "kept"
    );
    assert!(!within.join("pages").exists() && !within.join("a.expected.json").exists());
    // The layout of files says nothing of what they mean: only what is no rule file at all is refused, and it stays as it is.
    for (dir, complaint) in [
        ("not-yaml", "this is not YAML"),
        ("bomb", "no anchors, aliases or tags"),
        ("large", "larger than 8 MB"),
        ("empty", "there are no rule files"),
        ("latin", "valid UTF-8"),
        ("missing", "No such file or directory"),
    ] {
        let file = within.join(dir).join("a.yaml");
        let before = fs::read(&file).ok();
        let (code, _, err) = isnad(&["rules", "fmt", dir], within);
        assert_eq!(code, 2, "{dir}");
        assert!(err.contains(complaint), "{dir}: {err}");
        assert_eq!(fs::read(&file).ok(), before, "{dir}");
    }
}

/// Somebody who may not read: the tests may run as one who may read everything, so that a permission is no proof; a link to itself cannot be followed by anybody.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = folder.path();
    std::os::unix::fs::symlink("turning", within.join("turning")).expect("a link");
    fs::create_dir(within.join("mine")).expect("a folder");
    std::os::unix::fs::symlink("a.yaml", within.join("mine/a.yaml")).expect("a link");
    fs::write(within.join("a.txt"), ARTICLE).expect("a file");
    for dir in ["turning", "mine"] {
        for arguments in [
            &["rules", "check", dir][..],
            &["rules", "test", dir],
            &["rules", "fmt", dir],
            &["analyze", "a.txt", "--rules", dir],
        ] {
            let (code, out, err) = isnad(arguments, within);
            assert_eq!(code, 2, "{arguments:?}: {out}{err}");
            assert!(err.contains(dir), "{arguments:?}: {err}");
            assert!(!err.contains("(os error"), "{arguments:?}: {err}");
        }
    }
    for arguments in [
        &["test", "turning"][..],
        &["stats", "turning"],
        &["init", "turning"],
    ] {
        let (code, _, err) = isnad(arguments, within);
        assert_eq!(code, 2, "{arguments:?}: {err}");
        assert!(
            err.contains("turning: ") && !err.contains("IO error"),
            "{err}"
        );
    }
    assert!(!within.join("pages").exists() && !within.join("a.expected.json").exists());
}

#[test]
fn a_check_speaks_to_programs_too_and_codes_are_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = folder.path();
    fs::create_dir(within.join("mine")).expect("a folder");
    let text = "schema: 1\npack: mine\nverbs:\n  - {lemma: زعم, past: زعم, stanse: deny}\n";
    fs::write(within.join("mine/a.yaml"), text).expect("a file");
    let (code, out, _) = isnad(&["rules", "check", "mine", "--format", "json"], within);
    assert_eq!(code, 1);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let one = json["diagnostics"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["code"] == "R002"))
        .expect("the slip");
    assert_eq!(one["help"], "did you mean `stance`?");
    assert_eq!(
        one["labels"][0],
        serde_json::json!({"file": "mine/a.yaml", "line": 4, "column": 29, "length": 6, "text": "a verb has no such key"})
    );
    let (code, out, _) = isnad(&["rules", "code", "R012"], within);
    assert!(
        code == 0 && out.starts_with("R012: unknown name\n") && out.contains("Bad:"),
        "{out}"
    );
    let (code, out, _) = isnad(&["rules", "code"], within);
    assert!(code == 0 && out.lines().count() > 30, "{out}");
    let (code, _, err) = isnad(&["rules", "code", "R112"], within);
    assert!(code == 2 && err.contains("did you mean R012?"), "{err}");
}

/// A word that a rule writes out as its cue is spelled like a verb with its object, which no verb is behind a preposition: the rule finds it all the same.
#[test]
fn a_cue_that_is_written_out_is_found_whatever_it_is_spelled_like() {
    let folder = tempfile::tempdir().expect("a folder");
    let rule = "schema: 1\npack: desk\npatterns:\n  - id: upon-the-word-of\n    summary: على ذمة, a speaker, then a clause with أن.\n    match: [على, {cue: ذمة}, speaker, أن, clause]\n    yields: {stance: claim}\n    examples:\n      - text: على ذمة الصحيفة أن الأسعار سترتفع.\n        expect: [{speaker: الصحيفة, stance: claim, content: الأسعار سترتفع}]\n      - {text: سجل الدين على ذمة التاجر., expect: []}\n";
    let within = folder.path();
    fs::create_dir(within.join("desk")).expect("a folder");
    fs::write(within.join("desk/own.yaml"), rule).expect("a file");
    let (code, out, _) = isnad(&["rules", "test", "desk"], within);
    assert_eq!((code, out.as_str()), (0, "2 passed, 0 failed, 0 todo\n"));
}
