//! How the program behaves towards the people who use it: languages, configuration, help that is true, quiet runs, runs that repeat themselves.

use isnad::Rules;
use isnad::attribution::analysis::Analysis;
use isnad::input::{InputError, Place};
use isnad::report::locale::{Language, Locale};
use isnad::report::{Layout, records_with, table_with};
use isnad::{Analyzer, Document};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const ARTICLE: &str = "قال وزير الزراعة سالم الحداد إن الموسم جيد. وأضاف أن المعاصر جاهزة.\n";

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "TERM"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

fn run(within: &Path, arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .current_dir(within)
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn the_version_names_the_rules_and_so_does_every_result() {
    let folder = folder(&[("a.txt", ARTICLE)]);
    let version = printed(&run(folder.path(), &["--version"]));
    let hash = Rules::builtin().unwrap().hash();
    let expected = format!(
        "isnad {} (built-in rules {hash})\n",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(version, expected);
    let arabic = printed(&run(folder.path(), &["--lang", "ar", "--version"]));
    assert_eq!(
        arabic,
        expected.replace("built-in rules", "القواعد المدمجة")
    );
    let result = run(folder.path(), &["analyze", "a.txt", "--format", "json"]);
    let analyses: Vec<Analysis> = serde_json::from_slice(&result.stdout).unwrap();
    assert_eq!(analyses[0].document.rules_hash, Some(hash));
    assert_eq!(
        analyses[0].document.engine_version.as_deref(),
        Some(env!("CARGO_PKG_VERSION"))
    );
}

fn is_english(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
        word.len() > 3
            && ![
                "JSON", "JSONL", "partial", "html", "brat", "resume", "format", "jsonl", "docx",
                "atom", "warc", "line",
            ]
            .contains(&word)
    })
}

#[test]
fn every_message_about_an_article_is_there_in_arabic() {
    let locale = Locale::of(Language::Ar).unwrap();
    let path = || "a.1".into();
    let io = |kind| std::io::Error::from_raw_os_error(kind);
    let errors = [
        InputError::Read {
            path: path(),
            source: io(2),
        },
        InputError::Read {
            path: path(),
            source: io(13),
        },
        InputError::NotUtf8 {
            path: path(),
            byte: 7,
            line: 2,
            utf16: true,
        },
        InputError::NotUtf8 {
            path: path(),
            byte: 7,
            line: 2,
            utf16: false,
        },
        InputError::NotInEncoding {
            path: path(),
            encoding: "x-1",
            byte: 7,
            line: 2,
        },
        InputError::NoArticle {
            path: path(),
            why: "?".into(),
        },
        InputError::NoArticles { path: path() },
        InputError::BadRecord {
            path: path(),
            place: Place::Line(3),
            message: "a record must be a JSON object".into(),
        },
        InputError::BadRecord {
            path: path(),
            place: Place::Line(3),
            message: "the record has no field `x`".into(),
        },
        InputError::TooLarge {
            path: path(),
            place: Place::Record(4, 90),
            what: "line",
            limit: 1 << 30,
        },
        InputError::NotBuilt {
            path: path(),
            feature: "x",
        },
        InputError::StdinTwice,
    ];
    let errors = errors.iter().map(ToString::to_string);
    let others = [
        "a.1: warning: there is no text in it",
        "standard output: No space left on device",
        "a.1: is a folder",
        "interrupted: a.1 is not written",
        "a.1: this format is no text: name a file with -o",
        "watching for changes; interrupt to end",
    ];
    for message in errors.chain(others.map(str::to_owned)) {
        let arabic = locale.message(&message, false);
        assert!(!is_english(&arabic), "{message} -> {arabic}");
        // Numbers and paths are all there, in their order.
        let numbers = |text: &str| -> Vec<String> {
            let all = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
            all.map(|number| number.trim_matches('.').to_owned())
                .filter(|number| !number.is_empty())
                .collect()
        };
        assert_eq!(numbers(&arabic), numbers(&message), "{arabic}");
    }
}

#[test]
fn the_program_speaks_arabic_when_asked() {
    let folder = folder(&[("a.txt", ARTICLE), ("empty.txt", "\n")]);
    let arguments = ["analyze", "a.txt", "empty.txt", "gone.txt", "--verbose"];
    let english = run(folder.path(), &arguments);
    assert!(said(&english).contains("isnad: gone.txt: No such file or directory"));
    let arabic = run(folder.path(), &[&arguments[..], &["--lang", "ar"]].concat());
    assert_eq!(arabic.status.code(), Some(2));
    let words = said(&arabic);
    for expected in [
        "isnad: gone.txt: لا يوجد ملف",
        "empty.txt: تنبيه: لا نص فيه",
        "المقالات 2، الأقوال 2",
    ] {
        assert!(words.contains(expected), "{words}");
    }
    assert!(printed(&arabic).contains("القائل"), "{}", printed(&arabic));
    // So it does where the environment is Arabic.
    let environment = program()
        .args(arguments)
        .current_dir(folder.path())
        .env("LANG", "ar_JO.UTF-8")
        .output()
        .unwrap();
    assert_eq!(said(&environment).lines().next(), words.lines().next());
}

#[test]
fn a_table_in_arabic_begins_at_the_right_and_holds_the_same() {
    let rules = Rules::builtin().unwrap();
    let analysis = Analyzer::new(&rules)
        .analyze(&Document::new("n1", ARTICLE))
        .unwrap();
    let layout = Layout {
        language: Language::Ar,
        ..Layout::default()
    };
    let (table, records) = (
        table_with(&analysis, &layout),
        records_with(&analysis, &layout),
    );
    for text in [&table, &records] {
        assert!(
            !is_english(
                &text
                    .replace("verb-short-subject-clause", "")
                    .replace("verb-clause", "")
                    .replace(&analysis.attributions[0].rule, "")
                    .replace(&analysis.attributions[1].rule, "")
            ),
            "{text}"
        );
        for words in ["سالم الحداد", "المعاصر جاهزة", "مستنتج", "محايد"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    let head = table.lines().find(|line| line.contains("القائل")).unwrap();
    let at = |word: &str| head.find(word).unwrap();
    assert!(at("نص القول") < at("القائل") && at("القائل") < at("#"));
    // The borders stand under each other.
    let widths: Vec<usize> = table
        .lines()
        .filter(|line| line.starts_with(['│', '┌', '└', '├', '╞']))
        .map(|line| {
            line.chars()
                .filter(|c| !('\u{64B}'..='\u{652}').contains(c))
                .count()
        })
        .collect();
    assert!(widths.len() > 4);
}

#[test]
fn a_quiet_run_says_only_what_could_not_be_done() {
    let folder = folder(&[("a.txt", ARTICLE), ("empty.txt", "\n")]);
    let quiet = run(folder.path(), &["analyze", "-q", "a.txt", "empty.txt"]);
    assert_eq!(
        (quiet.status.code(), said(&quiet)),
        (Some(0), String::new())
    );
    let failed = run(folder.path(), &["analyze", "-q", "gone.txt"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(said(&failed).contains("gone.txt"));
    // Where nobody watches, no progress is drawn.
    let loud = run(folder.path(), &["analyze", "a.txt"]);
    assert_eq!(said(&loud), "");
}

#[test]
fn options_come_from_the_nearest_file_and_the_command_line_wins() {
    let folder = folder(&[
        (
            "isnad.yaml",
            "# ours\nlang: ar\nanalyze:\n  format: records\n  min-confidence: 0.99\n  rules: desk\n",
        ),
        ("desk/own.yaml", "schema: 1\npack: desk\n"),
        ("below/deep/a.txt", ARTICLE),
    ]);
    let below = folder.path().join("below/deep");
    let configured = printed(&run(&below, &["analyze", "a.txt", "--min-confidence", "0"]));
    assert!(configured.contains("القائل: سالم الحداد"), "{configured}");
    let json = printed(&run(&below, &["analyze", "a.txt", "--format", "jsonl"]));
    assert!(json.starts_with("{\"schema\":1"), "{json}");
    let none = printed(&run(&below, &["analyze", "a.txt", "--no-config"]));
    assert!(none.contains("speaker") && none.contains('│'), "{none}");

    let shown = printed(&run(&below, &["config", "show"]));
    let root = fs::canonicalize(folder.path()).unwrap();
    let file = root.join("isnad.yaml");
    for expected in [
        format!("format: records  # {}:4", file.display()),
        format!("lang: ar  # {}:2", file.display()),
        format!(
            "rules: {}  # {}:6",
            root.join("desk").display(),
            file.display()
        ),
        "bidi: auto  # القيمة الافتراضية".to_owned(),
        "width: ~  # غير معيّن".to_owned(),
    ] {
        assert!(
            shown.lines().any(|line| line == expected),
            "{expected}\n{shown}"
        );
    }
    let other = printed(&run(&below, &["config", "show", "serve"]));
    assert!(
        other.contains(&format!("lang: ar  # {}:2", file.display())),
        "{other}"
    );
}

#[test]
fn a_wrong_configuration_is_told_with_its_line() {
    for (text, expected) in [
        (
            "analyze:\n  colour: red\n",
            "isnad.yaml: line 2: `analyze` has no option `colour`",
        ),
        (
            "analyse:\n  format: html\n",
            "there is no command `analyse`",
        ),
        (
            "output: a.html\n",
            "line 1: no command has the option `output`, or it cannot be configured",
        ),
        ("analyze:\n  jobs: many\n", "--jobs"),
        ("a: [\n", "isnad.yaml"),
    ] {
        let folder = folder(&[("isnad.yaml", text), ("a.txt", ARTICLE)]);
        let output = run(folder.path(), &["analyze", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(
            said(&output).contains(expected),
            "{text}: {}",
            said(&output)
        );
    }
    let folder = folder(&[("a.txt", ARTICLE)]);
    let output = run(
        folder.path(),
        &["analyze", "a.txt", "--config", "gone.yaml"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("gone.yaml: No such file"));
}

/// The list of commands in the help of the program.
fn commands(help: &str) -> &str {
    let list = help.split("Commands:\n").nth(1).unwrap();
    list.split("\n\n").next().unwrap()
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = folder(&[]);
    let page = printed(&run(folder.path(), &["man"]));
    assert!(
        page.contains(".TH isnad 1") && page.contains("isnad\\-analyze(1)"),
        "{page}"
    );
    assert_eq!(
        run(folder.path(), &["man", "--out", "man1"]).status.code(),
        Some(0)
    );
    let help = printed(&run(folder.path(), &["--help"]));
    let commands = commands(&help);
    let names = commands.lines().filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "help").then_some(name)
    });
    let names: Vec<&str> = names.collect();
    assert!(names.len() >= 13, "{names:?}");
    for name in names {
        let page = fs::read_to_string(folder.path().join(format!("man1/isnad-{name}.1")));
        assert!(page.unwrap().contains(".SH SYNOPSIS"), "{name}");
    }
}

/// The examples of a help text: the lines below «Examples:», without what is said behind them.
fn examples(help: &str) -> Vec<String> {
    let Some((_, below)) = help.split_once("Examples:\n") else {
        return Vec::new();
    };
    // A long line is wrapped: what it goes on with is no command.
    let lines = below.lines().take_while(|line| !line.is_empty());
    lines
        .filter(|line| line.starts_with("  isnad ") || line.starts_with("  cat "))
        .map(|line| line.trim().split("  ").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_example_in_the_help_runs_as_pasted() {
    let page = format!(
        "<html><head><title>الزيتون</title></head><body><article><h1>الزيتون</h1>{}</article></body></html>",
        format!("<p>{}</p>", ARTICLE.trim().repeat(4)).repeat(4)
    );
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>النور</title><item><title>الزيتون</title><guid>1</guid><description>{ARTICLE}</description></item></channel></rss>"
    );
    let own = "schema: 1
pack: my-rules
patterns:
  - id: upon-the-word-of
    summary: على ذمة, a speaker, then a clause with أن.
    match: [على, {cue: ذمة}, speaker, أن, clause]
    yields: {stance: claim}
    examples:
      - text: على ذمة الصحيفة أن الأسعار سترتفع.
        expect: [{speaker: الصحيفة, stance: claim, content: الأسعار سترتفع}]
      - {text: سجل الدين على ذمة التاجر., expect: []}
";
    let folder = folder(&[
        ("article.txt", ARTICLE),
        ("articles/one.txt", ARTICLE),
        ("articles/two.txt", ARTICLE),
        ("more/one.txt", ARTICLE),
        ("corpus/one.txt", ARTICLE),
        ("my-rules/own.yaml", own),
        (
            "news.jsonl",
            &format!("{}\n", serde_json::json!({"id": "one", "text": ARTICLE})),
        ),
        ("page.html", &page),
        ("feed.rss", &feed),
        ("dump.csv", &format!("url,body\nu1,{ARTICLE}")),
        (
            "gold.jsonl",
            "{\"article\": \"one\", \"attributions\": []}\n",
        ),
    ]);
    let within = folder.path();
    for name in ["old.jsonl", "new.jsonl"] {
        assert_eq!(
            run(within, &["analyze", "article.txt", "-o", name])
                .status
                .code(),
            Some(0)
        );
    }
    let help = printed(&run(within, &["--help"]));
    let mut all = examples(&help);
    let commands = commands(&help);
    for line in commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
    {
        let name = line.trim().split(' ').next().unwrap();
        all.extend(examples(&printed(&run(within, &[name, "--help"]))));
    }
    assert!(all.len() >= 25, "{all:#?}");
    let binary = Path::new(env!("CARGO_BIN_EXE_isnad")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    for example in all {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &example])
            .current_dir(within)
            .env("PATH", &path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if example.starts_with("isnad serve") || example.contains("--watch") {
            // Both run until they are ended: it is enough that they begin.
            let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
                .args(example.split(' ').skip(1))
                .args(if example.starts_with("isnad serve") {
                    &["--port", "0"][..]
                } else {
                    &[]
                })
                .current_dir(within)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap())
                .read_line(&mut line)
                .unwrap();
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(!line.is_empty(), "{example}");
            continue;
        }
        let output = shell.output().expect("a shell");
        let code = output.status.code();
        // A difference or a missed annotation is a finding; what cannot be done is not.
        assert!(
            matches!(code, Some(0 | 1)),
            "{example}: {code:?} {}",
            said(&output)
        );
    }
}

#[test]
fn a_watched_article_is_analyzed_again_when_it_changes() {
    let folder = folder(&[
        ("a.txt", ARTICLE),
        ("rules/own.yaml", "schema: 1\npack: desk\n"),
    ]);
    let mut child = program()
        .args([
            "analyze",
            "a.txt",
            "--rules",
            "rules",
            "--watch",
            "-o",
            "out.jsonl",
        ])
        .current_dir(folder.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let out = folder.path().join("out.jsonl");
    let wait = |what: &str, holds: &dyn Fn(&str) -> bool| {
        let begun = Instant::now();
        loop {
            if holds(&fs::read_to_string(&out).unwrap_or_default()) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(300), "{what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait("the first run", &|text| text.contains("المعاصر جاهزة"));
    fs::write(
        folder.path().join("a.txt"),
        "قال وزير الزراعة سالم الحداد إن القطاف بدأ.\n",
    )
    .unwrap();
    wait("the changed article", &|text| text.contains("القطاف بدأ"));
    let hash = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).ok()?;
        Some(value["document"]["rules_hash"].as_str()?.to_owned())
    };
    let before = hash(&fs::read_to_string(&out).unwrap()).unwrap();
    fs::write(
        folder.path().join("rules/own.yaml"),
        "schema: 1\npack: desk\n# changed\n",
    )
    .unwrap();
    wait("the changed rules", &|text| {
        hash(text).is_some_and(|now| now != before)
    });
    // The run before it is whole: interrupted once, with nothing left undone.
    let signal = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(signal.unwrap().success());
    child.wait().unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(said.contains("watching for changes"), "{said}");
    assert_eq!(said.matches("interrupted").count(), 1, "{said}");
    assert!(!said.contains("is not written"), "{said}");
    let stdin = run(folder.path(), &["analyze", "-", "--watch"]);
    assert_eq!(stdin.status.code(), Some(2));
}
