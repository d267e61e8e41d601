//! The program as people run it: what it prints, where it complains, how it ends.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

const ARTICLE: &str = "قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام.\n";

/// The program, without a terminal's environment.
fn isnad() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.env_remove("TERM");
    command
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Runs `isnad analyze` and gives exit code, standard output and standard error.
fn analyze(arguments: &[&str], within: &Path, stdin: &[u8]) -> (i32, String, String) {
    let mut command = isnad();
    command
        .arg("analyze")
        .args(arguments)
        .current_dir(within)
        .write_stdin(stdin);
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn ids(jsonl: &str) -> Vec<String> {
    let line = |line| serde_json::from_str::<Value>(line).unwrap();
    jsonl
        .lines()
        .map(|l| line(l)["document"]["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn help_has_examples_and_version_a_number() {
    let help = isnad().arg("--help").output().unwrap();
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("isnad analyze article.txt"));
    let version = isnad().arg("--version").output().unwrap();
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let expected = format!("isnad {} (built-in rules ", env!("CARGO_PKG_VERSION"));
    assert!(version.starts_with(&expected), "{version}");
    let nothing = isnad().output().unwrap();
    assert_eq!(nothing.status.code(), Some(2));
}

#[test]
fn an_article_gives_its_statements_in_every_format() {
    let text = "نفت وزيرة المالية هدى الكعبي، في تصريح صحفي، أن الحكومة ستفرض ضريبة جديدة. وأضافت: \"الخزينة بخير\".\n";
    let folder = folder(&[("budget.txt", text.as_bytes())]);
    let run = |format: &str| {
        let (code, out, err) = analyze(&["budget.txt", "--format", format], folder.path(), b"");
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        out
    };

    let value: Value = serde_json::from_str(&run("json")).unwrap();
    let article = &value[0];
    assert_eq!(article["schema"], 1);
    assert_eq!(article["document"]["id"], "budget");
    assert_eq!(article["document"]["source"], "budget.txt");
    assert_eq!(article["document"]["chars"], text.chars().count());
    let [denied, added] = &article["attributions"].as_array().unwrap()[..] else {
        panic!("{article:#}");
    };
    assert_eq!(denied["cue"]["lemma"], "نفى");
    assert_eq!(denied["stance"], "deny");
    assert_eq!(denied["kind"], "indirect");
    assert_eq!(denied["speaker"]["name"], "هدى الكعبي");
    assert_eq!(denied["speaker"]["resolution"], "named");
    assert_eq!(denied["content"][0]["text"], "الحكومة ستفرض ضريبة جديدة");
    assert_eq!(added["kind"], "direct");
    assert_eq!(added["speaker"]["name"], "هدى الكعبي");
    assert_eq!(added["speaker"]["resolution"], "elided");
    assert_eq!(added["quotes"][0]["text"], "الخزينة بخير");

    // One object a line, the same as in the array.
    let line: Value = serde_json::from_str(run("jsonl").trim_end()).unwrap();
    assert_eq!(&line, article);
    for format in ["table", "records"] {
        let out = run(format);
        for shown in ["هدى الكعبي", "deny", "الخزينة بخير", "inferred"] {
            assert!(out.contains(shown), "{format}: {shown}\n{out}");
        }
    }
}

#[test]
fn the_folder_of_rules_gives_what_the_program_gives_without_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = ["examples", "--format", "jsonl"];
    let (code, built_in, err) = analyze(&arguments, root, b"");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(ids(&built_in), ["bridge", "excavation", "transfer"]);
    let with_rules = [
        "examples",
        "--format",
        "jsonl",
        "--rules",
        "rules",
        "--no-builtin",
    ];
    assert_eq!(analyze(&with_rules, root, b"").1, built_in);
}

#[test]
fn statements_of_little_confidence_can_be_left_out() {
    let article =
        "قال الوزير سالم الحداد: \"الخطة جاهزة تماما\". ثم أرسل وفدا يدعو إلى وقف القتال.";
    let folder = folder(&[("a.txt", article.as_bytes())]);
    let run = |least: &str| {
        let arguments = ["--format", "jsonl", "--min-confidence", least, "a.txt"];
        analyze(&arguments, folder.path(), b"")
    };
    let confidences = |least: &str| -> Vec<f64> {
        let (code, out, _) = run(least);
        assert_eq!(code, 0);
        let analysis: serde_json::Value = serde_json::from_str(&out).expect("a line of JSON");
        let all = analysis["attributions"].as_array().expect("a list");
        all.iter()
            .filter_map(|one| one["confidence"].as_f64())
            .collect()
    };
    assert_eq!(confidences("0").len(), 2);
    let sure = confidences("0.9");
    assert_eq!(sure.len(), 1);
    assert!(sure.iter().all(|confidence| *confidence >= 0.9));
    let (code, _, error) = run("1.5");
    assert_eq!(code, 2);
    assert!(error.contains("from 0 to 1"), "{error}");
}

#[test]
fn a_missing_path_is_named_and_the_rest_is_done() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes())]);
    let (code, out, err) = analyze(
        &["missing.txt", "a.txt", "--format", "jsonl"],
        folder.path(),
        b"",
    );
    assert_eq!(code, 2);
    assert_eq!(ids(&out), ["a"]);
    assert_eq!(
        err,
        "isnad: missing.txt: No such file or directory\nisnad: 1 document, 1 skipped\n"
    );
}

#[test]
fn a_folder_without_articles_is_an_error() {
    let folder = folder(&[("empty/notes.md", b"x"), ("a.txt", ARTICLE.as_bytes())]);
    let (code, out, err) = analyze(&["empty", "a.txt", "--format", "jsonl"], folder.path(), b"");
    assert_eq!(code, 2);
    assert_eq!(ids(&out), ["a"]);
    assert!(err.starts_with("isnad: empty: no articles"), "{err}");
}

#[test]
fn invalid_utf8_among_good_articles() {
    let folder = folder(&[
        ("d/a.txt", ARTICLE.as_bytes()),
        ("d/b.txt", b"one\ntwo \xFF"),
        ("d/c.txt", ARTICLE.as_bytes()),
    ]);
    let (code, out, err) = analyze(&["d", "--format", "jsonl"], folder.path(), b"");
    assert_eq!(code, 2);
    assert_eq!(ids(&out), ["a", "c"]);
    assert!(
        err.contains("d/b.txt: not valid UTF-8") && err.contains("byte 8 "),
        "{err}"
    );
    assert!(err.contains("line 2"), "{err}");
}

#[test]
fn a_folder_is_walked_in_order_whatever_version_control_ignores() {
    let article = ARTICLE.as_bytes();
    let folder = folder(&[
        ("d/b.txt", article),
        ("d/a/z.txt", article),
        ("d/c.TXT", article),
        ("d/ignored.txt", article),
        ("d/.gitignore", b"ignored.txt\n"),
        ("d/.git/HEAD", b""),
        ("d/table.csv", b"x"),
    ]);
    let (code, out, _) = analyze(&["d", "--format", "jsonl"], folder.path(), b"");
    assert_eq!(code, 0);
    assert_eq!(ids(&out), ["z", "b", "c", "ignored"]);
}

#[test]
fn an_empty_file_is_an_article_without_statements() {
    let folder = folder(&[("empty.txt", b"")]);
    let (code, out, err) = analyze(&["empty.txt"], folder.path(), b"");
    assert_eq!((code, out.as_str()), (0, "no statements in empty\n"));
    assert_eq!(err, "isnad: empty.txt: warning: there is no text in it\n");
    let (code, out, _) = analyze(&["empty.txt", "--format", "json"], folder.path(), b"");
    assert_eq!(code, 0);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value[0]["attributions"], Value::Array(Vec::new()));
    assert_eq!(value[0]["document"]["chars"], 0);
}

#[test]
fn standard_input_with_and_without_its_name() {
    let folder = folder(&[]);
    for arguments in [&["--format", "jsonl"][..], &["-", "--format", "jsonl"][..]] {
        let (code, out, err) = analyze(arguments, folder.path(), ARTICLE.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""));
        assert_eq!(ids(&out), ["stdin"]);
    }
    let (code, _, err) = analyze(&["-", "-"], folder.path(), ARTICLE.as_bytes());
    assert_eq!(code, 2);
    assert!(err.contains("only once"), "{err}");
}

#[test]
fn a_byte_order_mark_counts_as_a_code_point() {
    let marked = format!("\u{FEFF}{ARTICLE}");
    let folder = folder(&[
        ("marked.txt", marked.as_bytes()),
        ("plain.txt", ARTICLE.as_bytes()),
    ]);
    let (code, out, _) = analyze(
        &["marked.txt", "plain.txt", "--format", "json"],
        folder.path(),
        b"",
    );
    assert_eq!(code, 0);
    let value: Value = serde_json::from_str(&out).unwrap();
    let (marked, plain) = (&value[0], &value[1]);
    assert_eq!(
        marked["document"]["chars"].as_u64().unwrap(),
        plain["document"]["chars"].as_u64().unwrap() + 1
    );
    let starts = |v: &Value| -> Vec<u64> {
        let all = v["attributions"].as_array().unwrap().iter();
        all.map(|a| a["cue"]["start"].as_u64().unwrap()).collect()
    };
    let shifted: Vec<u64> = starts(plain).iter().map(|start| start + 1).collect();
    assert_eq!(starts(marked), shifted);
}

#[test]
fn the_name_of_the_output_chooses_the_format() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes())]);
    for (name, begins) in [
        ("out.html", "<!DOCTYPE html>"),
        ("out.csv", "key,document,"),
        ("out.xlsx", "PK"),
        ("out.md", "## a"),
        ("out.json", "[\n"),
        ("out.jsonl", "{\"schema\""),
        ("out.txt", "1 statement in a"),
    ] {
        let (code, out, err) = analyze(&["a.txt", "-o", name], folder.path(), b"");
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{name}");
        let written = fs::read(folder.path().join(name)).unwrap();
        assert!(written.starts_with(begins.as_bytes()), "{name}");
    }
    let (_, out, _) = analyze(
        &["a.txt", "--format", "html", "--lang", "ar"],
        folder.path(),
        b"",
    );
    assert!(out.contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn old_encodings_are_found_reported_and_named() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(ARTICLE);
    let folder = folder(&[("old.txt", &bytes), ("new.txt", ARTICLE.as_bytes())]);
    let run = |arguments: &[&str]| {
        let (code, out, err) = analyze(arguments, folder.path(), b"");
        assert_eq!((code, err.as_str()), (0, ""));
        serde_json::from_str::<Value>(&out).unwrap()
    };
    let found = run(&["old.txt", "new.txt", "--format", "json"]);
    assert_eq!(found[0]["document"]["encoding"], "windows-1256");
    assert_eq!(found[1]["document"]["encoding"], Value::Null);
    assert_eq!(
        found[0]["attributions"][0]["content"],
        found[1]["attributions"][0]["content"]
    );
    let forced = run(&["old.txt", "--encoding", "cp1256", "--format", "json"]);
    assert_eq!(forced[0], found[0]);
    let (code, _, err) = analyze(&["new.txt", "--encoding", "nonsense"], folder.path(), b"");
    assert!(code == 2 && err.contains("no such encoding"), "{err}");
}

#[test]
fn every_format_is_the_same_twice() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", ARTICLE.as_bytes())]);
    for format in [
        "table", "records", "json", "jsonl", "html", "csv", "markdown",
    ] {
        let run = || analyze(&["a.txt", "b.txt", "--format", format], folder.path(), b"");
        let (code, out, err) = run();
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        assert!(
            !out.contains(['\u{2066}', '\u{2067}', '\u{2069}']),
            "{format}"
        );
        assert_eq!(out, run().1, "{format}");
    }
}

#[test]
fn records_of_a_jsonl_file() {
    let lines = "{\"id\": \"one\", \"text\": \"نص\", \"title\": \"عنوان\"}\n\nbroken\n{\"id\": 7, \"text\": \"\"}\n{\"text\": \"نص\"}\n";
    let folder = folder(&[("news.jsonl", lines.as_bytes())]);
    let (code, out, err) = analyze(&["news.jsonl", "--format", "jsonl"], folder.path(), b"");
    assert_eq!(code, 2);
    assert_eq!(ids(&out), ["one", "7", "news-5"]);
    assert!(err.contains("news.jsonl: line 3: no JSON"), "{err}");
}

#[test]
fn output_into_a_file_appears_whole() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes()), ("out.jsonl", b"old")]);
    let arguments = ["a.txt", "--format", "jsonl", "-o", "out.jsonl"];
    let (code, out, err) = analyze(&arguments, folder.path(), b"");
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert_eq!(
        ids(&fs::read_to_string(folder.path().join("out.jsonl")).unwrap()),
        ["a"]
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    let (code, _, err) = analyze(&["a.txt", "-o", "no/such/out"], folder.path(), b"");
    assert_eq!(code, 2);
    assert!(err.starts_with("isnad: no/such/out: "), "{err}");
}

/// Records of articles, some of them broken, in a file `news.jsonl`.
fn many_records() -> TempDir {
    let record = |number: usize| match number % 10 {
        7 => "{\"id\": 7}\n".to_owned(),
        _ => {
            let text = ARTICLE.trim().repeat(1 + number % 5);
            format!("{{\"id\": \"n{number}\", \"text\": \"{text}\"}}\n")
        }
    };
    let lines: String = (0..100).map(record).collect();
    folder(&[("news.jsonl", lines.as_bytes())])
}

#[test]
fn any_number_of_jobs_gives_the_same() {
    let folder = many_records();
    let run = |jobs| {
        let arguments = ["news.jsonl", "--format", "jsonl", "--jobs", jobs];
        analyze(&arguments, folder.path(), b"")
    };
    let one = run("1");
    assert_eq!(one.0, 2);
    assert_eq!(one.1.lines().count(), 90);
    assert_eq!(one.2.lines().count(), 11);
    assert!(
        one.2.ends_with("\nisnad: 90 documents, 10 skipped\n"),
        "{}",
        one.2
    );
    for jobs in ["2", "3", "16"] {
        assert!(run(jobs) == one, "{jobs} jobs");
    }
    assert_eq!(run("0").0, 2);
}

#[test]
fn a_verbose_run_ends_with_a_summary() {
    let folder = many_records();
    let arguments = ["news.jsonl", "-v", "--format", "jsonl"];
    let (_, out, err) = analyze(&arguments, folder.path(), b"");
    let statements: usize = out.matches("\"cue\":").count();
    let last = err.lines().last().unwrap();
    let expected = format!("isnad: documents 90, statements {statements}, skipped 10; ");
    assert!(statements > 0 && last.starts_with(&expected), "{last}");
}

#[test]
fn an_interrupted_run_goes_on_behind_its_last_whole_record() {
    let folder = many_records();
    let path = |name: &str| folder.path().join(name);
    let arguments = ["news.jsonl", "-o", "out.jsonl", "--resume", "-v"];
    let (code, _, _) = analyze(&arguments, folder.path(), b"");
    assert_eq!(code, 2, "some records are broken");
    let whole = fs::read(path("out.jsonl")).unwrap();
    assert!(!path("out.jsonl.partial").exists());

    let line_ends = || (0..whole.len()).filter(|at| whole[*at] == b'\n');
    let third = line_ends().nth(2).unwrap() + 1;
    for (cut, before) in [
        (0, 0),
        (10, 0),
        (third, 3),
        (third + 50, 3),
        (whole.len(), 90),
    ] {
        fs::remove_file(path("out.jsonl")).unwrap();
        fs::write(path("out.jsonl.partial"), &whole[..cut]).unwrap();
        let (code, _, err) = analyze(&arguments, folder.path(), b"");
        assert_eq!(code, 2);
        assert!(
            fs::read(path("out.jsonl")).unwrap() == whole,
            "cut at {cut}"
        );
        assert!(!path("out.jsonl.partial").exists());
        let counted = format!("documents {}, ", 90 - before);
        assert!(err.contains(&counted), "{err}");
        assert_eq!(err.contains(&format!("done before {before};")), before > 0);
    }

    // Records of other articles are neither overwritten nor gone on with.
    fs::write(path("out.jsonl.partial"), &whole[third..]).unwrap();
    let (code, _, err) = analyze(&arguments, folder.path(), b"");
    assert_eq!(code, 2);
    assert!(
        err.contains("left a record of n3 where n0 comes now"),
        "{err}"
    );
    assert!(fs::read(path("out.jsonl.partial")).unwrap() == whole[third..]);
    assert!(fs::read(path("out.jsonl")).unwrap() == whole);

    let wrong = ["news.jsonl", "-o", "out.csv", "--resume"];
    let (code, _, err) = analyze(&wrong, folder.path(), b"");
    assert_eq!(code, 2);
    assert!(err.contains("--resume needs JSONL"), "{err}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    // More than a pipe holds, so that the program is still writing when the reader goes.
    let lines = format!("{{\"id\": \"{}\", \"text\": \"نص\"}}\n", "x".repeat(200)).repeat(5000);
    let folder = folder(&[("news.jsonl", lines.as_bytes())]);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["analyze", "news.jsonl", "--format", "jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 64];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut some).unwrap();
    drop(out);
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(err, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn checked_rules_are_findings_with_a_place() {
    let broken = "schema: 1\npack: mine\nstances:\n  - {name: plain, describe: plain}\nverbz: []\n";
    let folder = folder(&[("rules/a.yaml", broken.as_bytes()), ("empty/x", b"")]);
    let check = |directory: &str| {
        let mut command = isnad();
        let output = command
            .args(["rules", "check", directory])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, out, err) = check("rules");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("a.yaml:5:1") && out.contains("verbz"), "{out}");
    for directory in ["missing", "empty"] {
        let (code, out, err) = check(directory);
        assert_eq!((code, out.as_str()), (2, ""), "{directory}");
        assert!(err.starts_with(&format!("isnad: {directory}")), "{err}");
    }
}

#[test]
fn broken_rules_are_shown_with_their_place() {
    let broken = "schema: 1\npack: mine\nstances:\n  - {name: plain, describe: plain}\nverbz: []\n";
    let folder = folder(&[
        ("rules/a.yaml", broken.as_bytes()),
        ("a.txt", ARTICLE.as_bytes()),
    ]);
    let (code, out, err) = analyze(&["a.txt", "--rules", "rules"], folder.path(), b"");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("a.yaml:5:1") && err.contains("verbz"), "{err}");
    let (code, out, err) = analyze(&["a.txt", "--rules", "missing"], folder.path(), b"");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("missing"), "{err}");
}

/// Runs `isnad rules test` and gives exit code, standard output and standard error.
fn rules_test(arguments: &[&str], within: &Path) -> (i32, String, String) {
    let mut command = isnad();
    command
        .args(["rules", "test"])
        .args(arguments)
        .current_dir(within);
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

const TINY: &str = "\
schema: 1
pack: tiny
version: 0.1.0
stances: [{name: neutral, describe: says it}]
frames: [{name: clause, describe: a clause}]
verbs: [{lemma: قال, form: I, past: قال, present: يقول, stance: neutral, role: plain, governs: clause}]
patterns:
  - id: said
    summary: A verb, one word and a clause.
    match: [{cue: verb}, {word: 1, as: speaker}, إن, clause]
    examples:
      - text: قال الحارس إن الباب مغلق.
        expect:
          - {speaker: حارس, stance: neutral, content: الباب مغلق}
      - text: وصل الحارس.
        expect: []
";

#[test]
fn examples_of_rules_fail_with_place_and_both_values() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let [folding, morphology] =
        ["folding.yaml", "morphology.yaml"].map(|name| fs::read(rules.join(name)).unwrap());
    let folder = folder(&[
        ("tiny/folding.yaml", &folding),
        ("tiny/morphology.yaml", &morphology),
        ("tiny/said.yaml", TINY.as_bytes()),
        ("broken/said.yaml", b"schema: 1\npack: p\npatterns: {\n"),
        ("bare/folding.yaml", &folding),
        ("bare/morphology.yaml", &morphology),
    ]);
    let (code, out, error) = rules_test(&["tiny", "--no-builtin"], folder.path());
    assert_eq!((code, error.as_str()), (1, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines,
        [
            "tiny/said.yaml:12:15: said: failed",
            "  text: قال الحارس إن الباب مغلق.",
            "  statement 1, made by `said`",
            "    speaker      expected  حارس",
            "                 found     الحارس",
            "",
            "1 passed, 1 failed, 0 todo",
        ]
    );
    let (code, out, _) = rules_test(&["tiny", "--no-builtin", "--filter", "sai"], folder.path());
    assert!(
        code == 1 && out.ends_with("1 passed, 1 failed, 0 todo\n"),
        "{out}"
    );
    for (arguments, complaint) in [
        (
            &["tiny", "--no-builtin", "--filter", "other"][..],
            "no rule's id matches `other`",
        ),
        (&["bare", "--no-builtin"], "there are no examples"),
        (&["broken"], "R001"),
        (&["absent"], "absent: "),
    ] {
        let (code, out, error) = rules_test(arguments, folder.path());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(error.contains(complaint), "{error}");
    }
}
