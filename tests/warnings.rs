//! What `isnad rules check` warns of: tests/bad-warnings/NAME(.yaml) laid over tests/good-rules, and exactly what is printed (snapshots/warnings__NAME.snap);
//! and the page of the codes, each of whose examples is run.

use isnad::pattern::warnings;
use isnad::report::codes::{examples, explanation, explanations};
use isnad::report::diagnostic::{Style, diagnostics};
use isnad::rules::model::RuleSet;
use isnad::rules::vocabulary::WARNING_CODES;
use isnad::rules::{Code, LoadError, load_files, load_files_over};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// tests/good-rules with the letters and endings of the built-in pack.
fn base() -> RuleSet {
    let files = [
        "rules/folding.yaml",
        "rules/morphology.yaml",
        "tests/good-rules/core.yaml",
    ];
    let files = files.map(|path| {
        let name = path.trim_start_matches("tests/").to_owned();
        (name, fs::read_to_string(here(path)).expect("a file"))
    });
    load_files(files.into()).unwrap_or_else(|error| panic!("{error}"))
}

/// What is warned of in a pack laid over that one; or its errors.
fn warned(base: RuleSet, files: Vec<(String, String)>) -> Result<LoadError, LoadError> {
    warnings(&load_files_over(base, files)?)
}

/// The file, or the files of the folder, named as from tests/.
fn texts(path: &Path) -> Vec<(String, String)> {
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder");
        paths = entries.map(|entry| entry.expect("a file").path()).collect();
    }
    paths.sort();
    let name = |path: &Path| {
        let below = path.strip_prefix(here("tests")).expect("below tests");
        below.to_string_lossy().replace('\\', "/")
    };
    let text = |path: &PathBuf| (name(path), fs::read_to_string(path).expect("UTF-8"));
    paths.iter().map(text).collect()
}

#[test]
fn every_warning_is_printed_as_it_always_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(here("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    let entries = fs::read_dir(here("tests/bad-warnings")).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut seen = BTreeSet::new();
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let found = warned(base(), texts(&path)).unwrap_or_else(|error| panic!("{error}"));
        seen.extend(found.diagnostics.iter().map(|one| one.code.as_str()));
        insta::assert_snapshot!(
            format!("warnings__{name}"),
            diagnostics(&found, Style::default())
        );
    }
    let all: BTreeSet<&str> = Code::WARNINGS.iter().map(|code| code.as_str()).collect();
    assert_eq!(seen, all, "every warning has a bad pack");
    assert_eq!(
        all,
        WARNING_CODES.iter().copied().collect(),
        "every one can be allowed"
    );
}

#[test]
fn the_built_in_pack_has_none_that_it_does_not_allow() {
    let set = RuleSet::builtin().expect("the built-in pack");
    let found = warnings(&set).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        found.diagnostics.is_empty(),
        "{}",
        diagnostics(&found, Style::default())
    );
}

#[test]
fn every_code_is_explained_and_its_examples_are_what_they_say() {
    let mut codes: Vec<&str> = Code::ALL
        .iter()
        .chain(Code::WARNINGS)
        .map(|code| code.as_str())
        .collect();
    // Only the compiler gives this one.
    codes.push("R022");
    codes.sort_unstable();
    assert_eq!(
        explanations().map(|one| one.code).collect::<Vec<_>>(),
        codes
    );
    let base = base();
    for one in explanations() {
        assert!(one.text.len() > 60, "{}", one.code);
        let [bad, good] = examples(&one);
        // What a single text cannot show: files, folders, and what nobody sees.
        if matches!(one.code, "R009" | "R022" | "W108" | "W112") {
            assert_eq!([bad, good], [None, None]);
            continue;
        }
        let found = |example: Option<&str>| {
            let example = example.unwrap_or_else(|| panic!("{}: an example", one.code));
            let head = match example.starts_with("schema:") {
                true => "",
                false => "schema: 1\npack: mine\nversion: 1.0.0\n",
            };
            let files = vec![("example.yaml".to_owned(), format!("{head}{example}"))];
            warned(base.clone(), files)
        };
        let bad = match found(bad) {
            Ok(found) | Err(found) => found,
        };
        let codes: Vec<&str> = bad
            .diagnostics
            .iter()
            .map(|one| one.code.as_str())
            .collect();
        assert!(codes.contains(&one.code), "{}: {bad}", one.code);
        let good = found(good).unwrap_or_else(|error| panic!("{}: {error}", one.code));
        assert!(
            good.diagnostics
                .iter()
                .all(|found| found.code.as_str() != one.code),
            "{}: {good}",
            one.code
        );
    }
    assert_eq!(explanation("r012").map(|one| one.code), Some("R012"));
}
