//! What people have in hand, through the program: dumps, feeds, Word documents, archives, PDF; what is wrong with one of them costs it alone.

use serde_json::Value;
use std::fs;
#[cfg(feature = "warc")]
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام.";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn command(within: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command
        .args(arguments)
        .current_dir(within)
        .env_remove("TERM")
        .stdin(Stdio::null());
    command
}

/// Exit code, the records on standard output, standard error.
fn ended(output: &Output) -> (Option<i32>, Vec<Value>, String) {
    let out = std::str::from_utf8(&output.stdout).unwrap();
    let records = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    (
        output.status.code(),
        records,
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

fn analyze(within: &Path, arguments: &[&str]) -> (Option<i32>, Vec<Value>, String) {
    let arguments = [&["analyze", "--format", "jsonl"], arguments].concat();
    ended(&command(within, &arguments).output().unwrap())
}

#[test]
fn a_record_without_text_is_named_with_its_file() {
    let dump = format!(
        "{{\"id\": \"n1\", \"text\": \"{ARTICLE}\"}}\n{{\"id\": \"n2\", \"text\": \" \"}}\n{{\"text\": \"\", \"url\": \"https://news.example/3\"}}\n{{\"id\": \"https://news.example/4\", \"url\": \"https://news.example/4\", \"text\": \"\"}}\n"
    );
    let folder = folder(&[("dump.jsonl", &dump), ("empty.txt", "")]);
    let files = ["dump.jsonl", "empty.txt"];
    let (code, records, said) = analyze(folder.path(), &files);
    assert_eq!((code, records.len()), (Some(0), 5));
    let warnings = [
        "isnad: dump.jsonl: n2: warning: there is no text in it",
        "isnad: https://news.example/3: dump-3: warning: there is no text in it",
        "isnad: https://news.example/4: warning: there is no text in it",
        "isnad: empty.txt: warning: there is no text in it",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), warnings);
    let (_, _, said) = analyze(folder.path(), &[&files[..], &["--lang", "ar"]].concat());
    assert_eq!(
        said.lines().next(),
        Some("isnad: dump.jsonl: n2: تنبيه: لا نص فيه")
    );
}

/// A page that a server answered with, as a record of an archive in a gzip member of its own.
#[cfg(feature = "warc")]
fn member(number: usize) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{ARTICLE}");
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(record.as_bytes()).unwrap();
    out.finish().unwrap()
}

#[cfg(feature = "warc")]
#[test]
fn behind_a_broken_member_of_an_archive_nothing_is_read_which_is_said() {
    let mut broken = member(2);
    let middle = broken.len() / 2;
    broken[middle..middle + 8].fill(0xFF);
    let folder = folder(&[]);
    let bytes = [member(1), broken, member(3)].concat();
    fs::write(folder.path().join("c.warc.gz"), bytes).unwrap();
    let (code, records, said) = analyze(folder.path(), &["c.warc.gz"]);
    assert_eq!((code, records.len()), (Some(2), 1));
    let line = said.lines().next().unwrap();
    assert!(
        line.starts_with("isnad: c.warc.gz: record 2 (at byte "),
        "{line}"
    );
    assert!(line.contains("): no gzip: "), "{line}");
    assert!(
        line.ends_with("; the rest of the file is not read"),
        "{line}"
    );
    let (_, _, said) = analyze(folder.path(), &["c.warc.gz", "--lang", "ar"]);
    let line = said.lines().next().unwrap();
    assert!(
        line.ends_with("ليس gzip سليما؛ ما بعده في الملف لا يُقرأ"),
        "{line}"
    );
}

#[test]
fn a_csv_dump_with_its_own_names_and_a_bad_row() {
    let table = format!(
        "link;when;body\nhttps://news.example/1;2026-03-01;{ARTICLE}\nhttps://news.example/2;2026-03-02\nhttps://news.example/3;;\"{ARTICLE}\"\n"
    );
    let folder = folder(&[("dump.csv", &table)]);
    let names = [
        "dump.csv",
        "--text-field",
        "body",
        "--id-field",
        "link",
        "--url-field",
        "link",
        "--date-field",
        "when",
    ];
    let (code, records, said) = analyze(folder.path(), &names);
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(
        said,
        "isnad: dump.csv: line 3: a row of 2 fields below 3 names\nisnad: 2 documents, 1 skipped\n"
    );
    let document = &records[0]["document"];
    assert_eq!(document["id"], "https://news.example/1");
    assert_eq!(document["url"], document["id"]);
    assert_eq!(document["date"], "2026-03-01");
    assert_eq!(records[0]["attributions"].as_array().unwrap().len(), 1);
    assert_eq!(records[1]["document"]["id"], "https://news.example/3");
    let (code, _, said) = analyze(folder.path(), &["dump.csv"]);
    assert_eq!(code, Some(2));
    assert!(
        said.contains(
            "no column `text` (--text-field names another); there are `link`, `when`, `body`"
        ),
        "{said}"
    );
    assert!(said.ends_with("isnad: 0 documents, 1 skipped\n"), "{said}");
}

#[test]
fn a_run_without_faults_ends_without_a_count() {
    let folder = folder(&[("a.txt", ARTICLE)]);
    let (code, records, said) = analyze(folder.path(), &["a.txt"]);
    assert_eq!((code, records.len(), said.as_str()), (Some(0), 1, ""));
}

#[test]
fn standard_input_is_what_it_is_said_to_be() {
    let folder = folder(&[("dump", &format!("{{\"body\": \"{ARTICLE}\"}}\n"))]);
    let mut command = command(
        folder.path(),
        &[
            "analyze",
            "--format",
            "jsonl",
            "--from",
            "jsonl",
            "--text-field",
            "body",
        ],
    );
    let (code, records, said) = ended(
        &command
            .stdin(fs::File::open(folder.path().join("dump")).unwrap())
            .output()
            .unwrap(),
    );
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert_eq!(records[0]["document"]["id"], "stdin-1");
    let (code, records, _) = analyze(
        folder.path(),
        &["dump", "--from", "jsonl", "--text-field", "body"],
    );
    assert_eq!((code, records.len()), (Some(0), 1));
}

#[test]
fn limits_have_options() {
    let long = format!("{ARTICLE}\n").repeat(20);
    let folder = folder(&[("long.txt", &long), ("short.txt", ARTICLE)]);
    let (code, records, said) = analyze(
        folder.path(),
        &["long.txt", "short.txt", "--max-document", "1KB"],
    );
    assert_eq!((code, records.len()), (Some(2), 1));
    assert_eq!(
        said,
        "isnad: long.txt: more than 1 KB in one document; --max-document allows more\nisnad: 1 document, 1 skipped\n"
    );
    let (code, _, said) = analyze(folder.path(), &["short.txt", "--max-line", "50"]);
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with(
            "isnad: short.txt: line 1: more than 50 bytes in one line; --max-line allows more\n"
        ),
        "{said}"
    );
    let (code, _, said) = analyze(folder.path(), &["short.txt", "--max-line", "much"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("a size is a number of bytes"), "{said}");
}

#[test]
fn a_pack_of_rules_has_a_limit() {
    let rules = "schema: 1\npack: desk\nlists:\n  desk-word:\n    describe: a word of this desk\n    words: [مانشيت]\n";
    let folder = folder(&[("a.txt", ARTICLE)]);
    fs::create_dir(folder.path().join("rules")).unwrap();
    let file = |number: i32| rules.replace("desk-word", &format!("desk-word-{number}"));
    for number in 1..=9 {
        fs::write(
            folder.path().join(format!("rules/{number}.yaml")),
            file(number),
        )
        .unwrap();
    }
    let run = |most: usize| {
        let most = most.to_string();
        analyze(
            folder.path(),
            &["a.txt", "--rules", "rules", "--max-rules", &most],
        )
    };
    let one = file(1).len();
    let (code, _, said) = run(8 * one - 1);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("1.yaml") && said.contains(&format!("larger than {} bytes", one - 1)),
        "{said}"
    );
    let (code, _, said) = run(8 * one);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("9.yaml")
            && said.contains("--max-rules allows more")
            && !said.contains("1.yaml"),
        "{said}"
    );
    let (code, records, said) = run(9 * one);
    assert_eq!((code, records.len()), (Some(0), 1), "{said}");
}

#[test]
fn stats_and_explain_read_the_same_inputs() {
    let folder = folder(&[("d.csv", &format!("id,body\n1,{ARTICLE}\n"))]);
    for arguments in [
        &["stats", "d.csv", "--text-field", "body"][..],
        &["explain", "d.csv", "--text-field", "body"],
    ] {
        let output = command(folder.path(), arguments).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(!output.stdout.is_empty());
    }
}

#[cfg(feature = "feeds")]
#[test]
fn the_entries_of_a_feed_in_a_folder() {
    let feed = format!(
        "<rss><channel><title>السهل</title><item><guid>n1</guid><title>موسم</title><description>&lt;p&gt;{ARTICLE}&lt;/p&gt;</description></item></channel></rss>"
    );
    let folder = folder(&[
        ("a.rss", &feed),
        ("b.txt", ARTICLE),
        ("out.csv", "not read"),
        ("c.xml", "<x/>"),
    ]);
    let (code, records, said) = analyze(folder.path(), &["."]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let ids: Vec<&str> = records
        .iter()
        .map(|one| one["document"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["n1", "b"]);
    assert_eq!(records[0]["document"]["site"], "السهل");
    assert_eq!(
        records[0]["attributions"][0]["speaker"]["name"],
        "سالم الحداد"
    );
}

#[cfg(unix)]
mod pdf {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A folder with a PDF, a text, and a pdftotext that does what the script says.
    fn with_program(script: &str) -> tempfile::TempDir {
        let folder = folder(&[("a.pdf", "%PDF-1.7\nnothing"), ("b.txt", ARTICLE)]);
        let program = folder.path().join("bin/pdftotext");
        fs::create_dir(folder.path().join("bin")).unwrap();
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        folder
    }

    fn run(folder: &Path, more: &[&str]) -> (Option<i32>, Vec<Value>, String) {
        let arguments = [&["analyze", "--format", "jsonl", "a.pdf", "b.txt"], more].concat();
        let path = format!("{}:/usr/bin:/bin", folder.join("bin").display());
        ended(
            &command(folder, &arguments)
                .env("PATH", path)
                .output()
                .unwrap(),
        )
    }

    #[test]
    fn a_pdf_by_way_of_the_program() {
        let half = ARTICLE.find("موسم").unwrap();
        let (begin, end) = ARTICLE.split_at(half);
        let script = format!(
            "[ \"$*\" = '-q -enc UTF-8 -eol unix - -' ] || exit 9\nhead -c 9 | grep -q '%PDF-1.7' || exit 8\nprintf '%s\\n%s\\n\\f' '\u{202B}{begin}\u{202C}' '\u{202B}{end}\u{202C}'"
        );
        let folder = with_program(&script);
        let (code, records, said) = run(folder.path(), &[]);
        assert_eq!((code, said.as_str()), (Some(0), ""));
        assert_eq!(records[0]["document"]["source"], "a.pdf");
        assert_eq!(
            records[0]["attributions"][0]["speaker"]["name"],
            "سالم الحداد"
        );
    }

    /// What pdftotext 22.12 wrote of the example as browsers, offices and typesetters print it.
    fn printed(by: &str) -> tempfile::TempDir {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdftotext");
        let text = root.join(format!("{by}.txt"));
        with_program(&format!("exec cat '{}'", text.display()))
    }

    #[test]
    fn a_printed_article_says_what_the_article_says() {
        // What is found: who said what, in which words. Offices draw a wider blank at some quotation marks.
        let found = |record: &Value| -> Vec<String> {
            let all = record["attributions"].as_array().unwrap().iter();
            let one = |one: &Value| {
                let words = one["content"].to_string().replace("\\\" ", "\\\"");
                let words: Vec<Value> = serde_json::from_str(&words).unwrap();
                let words: Vec<&Value> = words.iter().map(|piece| &piece["text"]).collect();
                format!(
                    "{} {} {words:?}",
                    one["speaker"]["name"], one["cue"]["text"]
                )
            };
            all.map(one).collect()
        };
        let example = include_str!("../examples/transfer.txt");
        let folder = folder(&[("a.txt", example)]);
        let arguments = ["analyze", "--format", "jsonl", "a.txt"];
        let (_, records, _) = ended(&command(folder.path(), &arguments).output().unwrap());
        let wanted = found(&records[0]);
        assert_eq!(wanted.len(), 11);
        for by in ["browser", "typesetter", "office"] {
            let (code, records, said) = run(printed(by).path(), &[]);
            assert_eq!((code, said.as_str()), (Some(0), ""), "{by}");
            assert_eq!(found(&records[0]), wanted, "{by}");
        }
        for by in ["ligatures-turned", "lines-turned"] {
            let (code, records, said) = run(printed(by).path(), &[]);
            assert_eq!((code, records.len()), (Some(2), 1), "{by}: {said}");
            assert!(said.contains("in the wrong order"), "{by}: {said}");
        }
    }

    #[test]
    fn what_goes_wrong_in_the_program_is_passed_on() {
        for (script, expected) in [
            (
                "echo 'Syntax Error: no trailer' >&2; exit 1",
                "a.pdf: pdftotext: Syntax Error: no trailer",
            ),
            (
                "cat >/dev/null; printf '\\f'",
                "a.pdf: there is no text in this PDF",
            ),
            (
                "cat >/dev/null; printf '\\377'",
                "a.pdf: pdftotext: its output is no UTF-8",
            ),
            (
                "yes | head -c 3000000",
                "a.pdf: more than 2 MB in one document; --max-document allows more",
            ),
        ] {
            let folder = with_program(script);
            let (code, records, said) = run(folder.path(), &["--max-document", "2MB"]);
            assert_eq!((code, records.len()), (Some(2), 1), "{said}");
            assert!(said.starts_with(&format!("isnad: {expected}")), "{said}");
            assert!(said.ends_with("isnad: 1 document, 1 skipped\n"), "{said}");
        }
    }

    #[test]
    fn without_the_program_it_is_refused_with_what_to_do() {
        let folder = with_program("exit 1");
        let arguments = ["analyze", "--format", "jsonl", "a.pdf", "b.txt"];
        let (code, records, said) = ended(
            &command(folder.path(), &arguments)
                .env("PATH", "/nowhere")
                .output()
                .unwrap(),
        );
        assert_eq!((code, records.len()), (Some(2), 1));
        assert!(
            said.contains("a.pdf: pdftotext is not installed")
                && said.contains("apt install poppler-utils"),
            "{said}"
        );
    }
}
