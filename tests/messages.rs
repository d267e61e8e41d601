//! No message of the program is without its Arabic: every sentence that stands in the sources of the rooms that speak to people is looked up, and what is printed for a
//! wrong command line and for bad input is read.

mod program;
#[path = "messages/rules.rs"]
mod rules;
mod sources;

use isnad::report::locale::{Language, Locale};
use proc_macro2::{TokenStream, TokenTree};
use program::run;
use sources::{attribute, files, is_punct, last_of_item};
use std::str::FromStr;

/// What is no message: pieces that stand in a message known as a whole, and what programs read.
const OTHERS: &str = include_str!("messages/others.txt");

/// The sentences in the string literals of a stream: documentation, help and what is compiled for tests only left out.
fn sentences(stream: TokenStream, found: &mut Vec<String>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        let before = at.checked_sub(1).and_then(|at| trees.get(at));
        match tree {
            TokenTree::Group(group) => match attribute(tree) {
                Some(text) if is_punct(before, '#') && text == "cfg(test)" => {
                    at = last_of_item(&trees, at);
                }
                Some(text) if text.starts_with("doc=") => {}
                Some(text) if is_punct(before, '#') && !text.starts_with("error(") => {}
                _ => sentences(group.stream(), found),
            },
            // The examples in the help.
            TokenTree::Ident(name) if name == "EXAMPLES" => {
                while let Some(tree) = trees.get(at + 1) {
                    if is_punct(Some(tree), ';') {
                        break;
                    }
                    at += 1;
                }
            }
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn_string(&literal.to_string()) {
                    found.push(text);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The text of a string literal.
fn syn_string(literal: &str) -> Result<String, ()> {
    let inner = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .ok_or(())?;
    let mut out = String::new();
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('\n')) => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some('n')) => {
                chars.next();
                out.push('\n');
            }
            ('\\', Some(&other)) => {
                chars.next();
                out.push(other);
            }
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// A format string with a word for every gap; a different one each, in Arabic letters, so that it is not taken for English.
fn filled(format: &str) -> String {
    let mut out = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' if chars.next_if_eq(&'{').is_some() => out.push('{'),
            '}' if chars.next_if_eq(&'}').is_some() => out.push('}'),
            '{' => {
                while chars.next().is_some_and(|c| c != '}') {}
                out.push('7');
            }
            _ => out.push(c),
        }
    }
    out
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace();
    let words = words.filter(|word| word.chars().filter(char::is_ascii_lowercase).count() > 1);
    words.count() > 1
}

/// Whether a sentence is one of the results, or one that is found by its wording.
fn known(locale: &Locale, template: &str, sample: &str) -> bool {
    locale.results.contains_key(template)
        || locale.help.contains_key(template)
        || locale.reason(sample) != sample
        || locale.message(sample, false) != sample
}

#[test]
fn every_sentence_in_the_sources_has_its_arabic() {
    let rooms = [
        "cli/",
        "input/",
        "serve/",
        "eval/corrections/",
        "eval/stored.rs",
        "eval/expected.rs",
        "eval/update.rs",
        "text/mod.rs",
        "text/spec.rs",
        "lexicon/morphology.rs",
        "report/writer.rs",
        "report/workbook/",
        "report/catalogue.rs",
        "report/describe.rs",
        "report/explanation/",
        "report/word.rs",
        "attribution/confidence.rs",
        "attribution/explain/",
    ];
    let locale = Locale::of(Language::Ar).unwrap();
    let others: Vec<&str> = OTHERS
        .lines()
        .filter(|line| !line.starts_with("# ") || line.starts_with("# no "))
        .collect();
    let (mut missing, mut used) = (Vec::new(), Vec::new());
    for (name, source) in files() {
        if !rooms.iter().any(|room| name.starts_with(room)) {
            continue;
        }
        let mut found = Vec::new();
        sentences(TokenStream::from_str(&source).unwrap(), &mut found);
        for text in &found {
            let sample = filled(text);
            if !is_sentence(&sample) {
                continue;
            }
            let line = text.replace('\n', "\\n");
            if others.contains(&line.as_str()) {
                used.push(line);
            } else if !known(&locale, text.trim(), sample.trim()) {
                missing.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(missing.is_empty(), "no Arabic:\n{}", missing.join("\n"));
    let gone: Vec<_> = others
        .iter()
        .filter(|line| !used.iter().any(|used| used == **line))
        .collect();
    assert!(gone.is_empty(), "no longer said: {gone:#?}");
}

/// What is left of a line without names: options, paths, quoted words, commands, numbers.
fn words(line: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut closing = None;
    for c in line.chars() {
        match (closing, c) {
            (Some(end), c) if c == end => closing = None,
            (Some(_), _) => {}
            (None, '`') => closing = Some('`'),
            (None, '\'') => closing = Some('\''),
            (None, '[') => closing = Some(']'),
            (None, '<') => closing = Some('>'),
            (None, '(') => closing = Some(')'),
            (None, c) => plain.push(c),
        }
    }
    let names = [
        "isnad",
        "analyze",
        "explain",
        "stats",
        "eval",
        "gold",
        "diff",
        "test",
        "rules",
        "config",
        "show",
        "check",
        "stdin",
        "brat",
        "csv",
        "json",
        "jsonl",
        "docx",
        "pdf",
        "pdftotext",
        "gzip",
    ];
    let words = plain.split(|c: char| c.is_whitespace() || ":;\u{60C}\u{2068}\u{2069}".contains(c));
    words
        .filter(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase()))
        .filter(|word| !names.contains(word))
        .map(str::to_owned)
        .collect()
}

const ARTICLE: &str = "قال الوزير سالم الحداد إن الموسم جيد.\n";

fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files: [(&str, &[u8]); 26] = [
        ("a.txt", ARTICLE.as_bytes()),
        ("d2/a.txt", ARTICLE.as_bytes()),
        ("d2/b.txt", ARTICLE.as_bytes()),
        ("blank.txt", b" \n"),
        ("broken.txt", b"\xd9\x82\xd8 \xff\xc3("),
        ("wide.txt", b"\xff\xfe\x00\xd8\x00\x00"),
        ("d0/.keep", b""),
        ("bad.jsonl", b"{\n[1]\n{\"x\": 1}\n{\"text\": 1}\n{\"text\": \"a\", \"id\": []}\n{\"text\": \"a}\nnull\n{\"text\" 1}\n{,}\n{\"text\": \"\\x\"}\n{\"text\": 01}\n{1: 2}\n{\"text\": \"a\",}\n{\"text\": \"a\"} x\n{\"text\": \"\\ud800\"}\n{\"text\": \"\xff\"}\n"),
        ("empty.csv", b"\n"),
        ("ragged.csv", "text,id\n\"x\"\n".as_bytes()),
        ("other.csv", b"body,id\nx,y\n"),
        ("open.csv", b"text,id\n\"x,y\n"),
        ("old.docx", b"\xd0\xcf\x11\xe0"),
        ("bad.docx", b"PK\x03\x04 no zip"),
        ("bad.pdf", b"no pdf"),
        ("torn.pdf", b"%PDF-1.4\nnothing"),
        ("bad.warc", b"hello\r\n\r\n"),
        ("torn.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 100\r\n\r\nHTTP"),
        ("bad.warc.gz", b"\x1f\x8b no gzip"),
        ("bad.rss", b"<html></html>"),
        ("torn.rss", b"<rss><channel><item>"),
        ("empty.rss", b""),
        ("bomb.rss", b"<!DOCTYPE r [<!ENTITY a \"b\">]><rss></rss>"),
        ("bad.html", b"<html><body></body></html>"),
        ("tasks.json", b"{}"),
        ("runs.jsonl", b"[]\n"),
    ];
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let deep = "<div>".repeat(20_000);
    std::fs::write(folder.path().join("deep.html"), deep).unwrap();
    folder
}

/// Runs the program in Arabic: what it says on standard error, which must be something, and holds no English. What is not so is put into `wrong`.
fn arabic(arguments: &str, folder: &std::path::Path, wrong: &mut Vec<String>) {
    let mut all: Vec<&str> = arguments.split_whitespace().collect();
    all.extend(["--lang", "ar"]);
    let (code, _, said) = run(&all, folder, "");
    if code != 2 || said.is_empty() {
        wrong.push(format!("{arguments}: ends with {code}: {said}"));
    }
    let english = said.lines().filter(|line| !words(line).is_empty());
    wrong.extend(english.map(|line| format!("{arguments}: {line}")));
}

#[test]
fn a_wrong_command_line_is_told_in_arabic() {
    let (folder, mut wrong) = (desk(), Vec::new());
    for arguments in [
        "analyze --colour a.txt",
        "analyze --formt json a.txt",
        "analyze --format tabel a.txt",
        "analyze --format klingon a.txt",
        "analyse a.txt",
        "frobnicate",
        "analyze --jobs 0 a.txt",
        "analyze --jobs x a.txt",
        "analyze --jobs 99999999999999999999999 a.txt",
        "analyze --jobs= a.txt",
        "analyze --jobs",
        "analyze --jobs 1 --jobs 2 a.txt",
        "analyze --width 5 a.txt",
        "analyze --min-confidence 2 a.txt",
        "analyze --encoding klingon a.txt",
        "analyze --max-line 0 a.txt",
        "analyze --resume a.txt",
        "analyze --resume --format csv -o x a.txt",
        "analyze -v -q a.txt",
        "analyze --format xlsx -o d2 a.txt",
        "analyze --format brat a.txt",
        "analyze gone.txt - -",
        "analyze d0",
        "analyze --watch -",
        "explain --at x a.txt",
        "explain --at 99 a.txt",
        "explain --at 1:999 a.txt",
        "explain --at 1 d2",
        "explain --rule verb-claus a.txt",
        "explain --rule zzzzzzzzzzzz a.txt",
        "stats --sample x y a.txt",
        "stats --sample 3 zzzzzzz a.txt",
        "eval gone.jsonl a.txt",
        "eval runs.jsonl a.txt",
        "gold tasks.json",
        "gold gone.json",
        "diff a.txt",
        "diff gone.jsonl runs.jsonl",
        "test d0",
        "test d2",
        "init d2",
        "rules check d9",
        "rules code X99",
        "rules show zzzzzzz",
        "rules verb zzz",
        "rules fmt d0",
        "rules docs two --out d2",
        "config show frobnicate",
        "completions klingon",
        "serve --port 99999",
    ] {
        arabic(arguments, folder.path(), &mut wrong);
    }
    for text in [
        "analyze: {colour: red}\n",
        "frobnicate: {jobs: 1}\n",
        "output: a\n",
        "lang: x\n",
        "analyze: {jobs: {a: 1}}\n",
    ] {
        std::fs::write(folder.path().join("isnad.yaml"), text).unwrap();
        arabic("analyze a.txt", folder.path(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Lines of results that begin so, in both languages: the numbers of things agree.
#[test]
fn numbers_agree_with_what_they_count() {
    let folder = desk();
    let at = |path: &str| folder.path().join(path);
    std::fs::write(at("d2/c.txt"), ARTICLE).unwrap();
    for (files, english, arabic) in [
        ("a.txt", "1 article, 1 statement", "مقال واحد، قول واحد"),
        (
            "d2/a.txt d2/b.txt",
            "2 articles, 2 statements",
            "مقالان، قولان",
        ),
        ("d2", "3 articles, 3 statements", "3 مقالات، 3 أقوال"),
        ("blank.txt", "1 article, 0 statements", "مقال واحد، لا أقوال"),
    ] {
        for (language, line) in [("en", english), ("ar", arabic)] {
            let mut all = vec!["stats", "--lang", language];
            all.extend(files.split(' '));
            let (code, out, _) = run(&all, folder.path(), "");
            assert_eq!((code, out.lines().next()), (0, Some(line)), "{files}");
        }
    }
}

/// What authors of rules are told as a result holds no English but names, and what the author of a pack has noted.
#[test]
fn results_are_told_in_arabic() {
    let folder = desk();
    let at = |path: &str| folder.path().join(path);
    let (code, ..) = run(&["init", "pack"], folder.path(), "");
    assert_eq!(code, 0);
    let file = at("pack/patterns.yaml");
    let rules = std::fs::read_to_string(&file).unwrap();
    // An example that fails.
    assert!(rules.contains("content: "), "{rules}");
    std::fs::write(&file, rules.replacen("content: ", "content: غير ", 1)).unwrap();
    let two: Vec<String> = ["الوزير", "المدير"]
        .iter()
        .map(|name| {
            std::fs::write(at("a.txt"), format!("قال {name} إن الموسم جيد.\n")).unwrap();
            let all = ["analyze", "--format", "jsonl", "a.txt"];
            run(&all, folder.path(), "").1
        })
        .collect();
    std::fs::write(at("old.jsonl"), &two[0]).unwrap();
    std::fs::write(at("new.jsonl"), &two[1]).unwrap();
    let mut wrong = Vec::new();
    let names = [
        "own",
        "pack",
        "plain",
        "clause",
        "direct",
        "verb",
        "rule",
        "statement",
        "other",
        "old",
        "new",
        "own-rule",
        "text",
        "summary",
        "match",
        "yields",
        "examples",
        "cue",
        "item",
        "as",
        "content",
        "expect",
        "speaker",
        "elements",
        "any",
        "version",
        "schema",
        "patterns",
        "id",
        "continuing",
        "comma",
        "dash",
        "reporting",
        "addressee",
        "object",
        "question",
        "infinitive",
        "complementizer",
        "unmarked",
        "fresh",
    ];
    for arguments in [
        "rules test pack",
        "rules verb أعلن",
        "rules code",
        "diff old.jsonl new.jsonl",
        "test d2 --update",
        "explain a.txt",
        "rules fmt pack --check",
        "init fresh",
    ] {
        let mut all: Vec<&str> = arguments.split(' ').collect();
        all.extend(["--lang", "ar"]);
        let (_, out, err) = run(&all, folder.path(), "");
        assert!(!out.is_empty(), "{arguments}: {err}");
        for line in out
            .lines()
            .filter(|line| !line.contains(".yaml") && !line.contains("ملاحظات"))
        {
            let english = words(line);
            if english.iter().any(|word| !names.contains(&word.as_str())) {
                wrong.push(format!("{arguments}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_wrong_with_input_is_told_in_arabic() {
    let (folder, mut wrong) = (desk(), Vec::new());
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            name.contains('.') && !["a.txt", "blank.txt", "tasks.json"].contains(&name.as_str())
        })
        .collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names {
        arabic(&format!("analyze {name}"), folder.path(), &mut wrong);
    }
    for arguments in [
        "analyze --max-document 10 a.txt",
        "analyze --max-line 10 a.txt bad.jsonl",
        "analyze --from docx a.txt",
        "analyze --from jsonl --text-field nix bad.jsonl",
    ] {
        arabic(arguments, folder.path(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
