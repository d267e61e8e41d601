//! What the program writes about itself in the language of the run: manual pages, completions, the pages of a pack.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the program in a language; it must end well. What it prints.
fn run(within: &Path, arguments: &[&str], language: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .args(["--lang", language])
        .current_dir(within)
        .env_remove("TERM")
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The files of a folder by their names.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let file = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).expect("a text");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(file).collect()
}

/// The manual pages in a language, by the names of their files.
fn manual(language: &str) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &["man", "--out", "man1"], language);
    files(&folder.path().join("man1"))
}

/// The lines of manual pages that are texts: no instructions, no names of values, no options, no names of pages, no examples without words.
fn prose(pages: &BTreeMap<String, String>) -> BTreeSet<String> {
    let lines = pages.values().flat_map(|page| page.lines());
    let is_prose = |line: &&str| {
        let command = ["  isnad ", "  cat ", "isnad\\-", "\\fB", "."];
        let word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
        !command.iter().any(|begin| line.starts_with(begin))
            && line.split(' ').filter(|part| word(part)).count() > 1
    };
    lines.filter(is_prose).map(str::to_owned).collect()
}

#[test]
fn the_manual_and_the_completions_are_in_the_language_of_the_run() {
    let (english, arabic) = (manual("en"), manual("ar"));
    assert!(english.keys().eq(arabic.keys()) && english.len() > 20);
    let texts = prose(&english);
    assert!(texts.len() > 100, "{}", texts.len());
    let same: Vec<_> = prose(&arabic).intersection(&texts).cloned().collect();
    assert!(same.is_empty(), "{same:#?}");
    for (name, page) in &arabic {
        let lines = page.lines().filter(|line| !line.starts_with(".TH"));
        for line in lines {
            // Headings, placeholders, and what the maker of the page adds.
            for begin in [".SH ", "\\fI<", "[default"] {
                let words = line.split_once(begin).map(|(_, words)| words);
                let next = words.and_then(|words| words.chars().next());
                assert!(
                    !next.is_some_and(|c| c.is_ascii_alphabetic() || c == ':'),
                    "{name}: {line}"
                );
            }
        }
    }
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        let script = |language| run(Path::new("."), &["completions", shell], language);
        let (english, arabic) = (script("en"), script("ar"));
        let plain = |text: &&String| !text.contains(['\\', '\'', '`', ':', '[']);
        let told: Vec<_> = texts
            .iter()
            .filter(plain)
            .filter(|text| english.contains(*text))
            .collect();
        assert!(told.len() > 20, "{shell}: {}", told.len());
        let kept: Vec<_> = told.iter().filter(|text| arabic.contains(**text)).collect();
        assert!(kept.is_empty(), "{shell}: {kept:#?}");
    }
}

/// A page without what is the pack's own: the text between its marks, but for codes, sources and prose of the pack.
fn said(page: &str) -> String {
    let mut text = String::new();
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let mut own: Option<&str> = None;
    for piece in body.split('<').skip(1) {
        let (mark, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = mark.split(' ').next().unwrap_or_default();
        let pack = mark.contains("dir=\"ltr\"") || matches!(name, "code" | "pre");
        if own.is_none() && pack && !mark.starts_with('/') {
            own = Some(name);
        } else if own.is_some_and(|own| name.strip_prefix('/') == Some(own)) {
            own = None;
        }
        if own.is_none() {
            text.push_str(words);
            text.push(' ');
        }
    }
    text
}

#[test]
fn the_pages_of_a_pack_are_in_the_language_of_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let chains = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/chains/rules");
    let pages = |language: &str| {
        let chains = chains.to_str().expect("UTF-8");
        let arguments = ["rules", "docs", chains, "--no-builtin", "--out", language];
        run(folder.path(), &arguments, language);
        files(&folder.path().join(language))
    };
    let (mut english, mut arabic) = (pages("en"), pages("ar"));
    english.remove(".isnad-docs");
    arabic.remove(".isnad-docs");
    assert!(english.keys().eq(arabic.keys()) && english.len() > 5);
    assert!(said(&english["coverage.html"]).contains("Counter-examples"));
    let mut kept = BTreeSet::new();
    for page in arabic.values() {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"));
        let text = said(page);
        let words = text.split(|c: char| !c.is_ascii_alphabetic());
        kept.extend(words.filter(|word| word.len() > 2).map(str::to_owned));
    }
    // The name of the pack.
    kept.remove("chains");
    assert!(kept.is_empty(), "{kept:?}");
}
