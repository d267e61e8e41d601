//! Every way in which a rule file can be wrong, and exactly what is printed for it: tests/bad-rules/NAME.yaml and snapshots/diagnostics__NAME.snap; for what
//! a pack says of the one it is laid over, tests/bad-overlays/NAME.yaml and snapshots/diagnostics__over-NAME.snap.

use isnad::pattern::compiled;
use isnad::report::diagnostic::{Style, diagnostics};
use isnad::rules::{
    Code, Limits, LoadError, load_dir, load_dir_over, load_dir_within, load_files,
    load_files_within,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(here(folder))
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    paths
}

/// The errors of a bad pack: a file or a folder of files.
fn wrong(path: &Path) -> LoadError {
    let limits = Limits {
        file_bytes: 4000,
        ..Limits::default()
    };
    named(load_dir_within(path, limits).expect_err("a bad pack"))
}

/// The errors of a pack laid over tests/good-rules.
fn wrong_over(path: &Path) -> LoadError {
    let base = load_dir(here("tests/good-rules")).expect("a good pack");
    named(load_dir_over(base, path).expect_err("a bad pack"))
}

/// Errors with their files named as a user in tests/ would name them.
fn named(mut error: LoadError) -> LoadError {
    let shown = |path: &str| {
        path.replace(&format!("{}/", here("tests").display()), "")
            .replace('\\', "/")
    };
    error
        .files
        .iter_mut()
        .for_each(|file| file.path = shown(&file.path));
    error
        .diagnostics
        .iter_mut()
        .for_each(|one| one.path = shown(&one.path));
    error
}

/// What only compiling says of a pack laid over a whole one.
fn uncompilable(path: &Path) -> LoadError {
    let base = load_dir(here("packs/chains/rules")).expect("a good pack");
    let set = load_dir_over(base, path).unwrap_or_else(|error| panic!("{error}"));
    named(compiled(&set).expect_err("a pack that cannot be compiled"))
}

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(here("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

#[test]
fn what_only_compiling_shows_is_printed_like_the_rest() {
    let _bound = snapshots();
    for path in files("tests/bad-compile") {
        let error = uncompilable(&path);
        assert!(
            error
                .diagnostics
                .iter()
                .all(|one| one.code == Code::Compile),
            "{error}"
        );
        let name = path.file_stem().expect("a name").to_string_lossy();
        insta::assert_snapshot!(
            format!("diagnostics__compile-{name}"),
            diagnostics(&error, Style::default())
        );
    }
}

#[test]
fn every_bad_pack_prints_what_is_wrong_with_it() {
    let _bound = snapshots();
    for path in files("tests/bad-rules") {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        insta::assert_snapshot!(
            format!("diagnostics__{name}"),
            diagnostics(&wrong(&path), Style::default())
        );
    }
    for path in files("tests/bad-overlays") {
        let name = path.file_stem().expect("a name").to_string_lossy();
        insta::assert_snapshot!(
            format!("diagnostics__over-{name}"),
            diagnostics(&wrong_over(&path), Style::default())
        );
    }
}

#[test]
fn every_code_has_a_bad_pack() {
    let alone = files("tests/bad-rules")
        .into_iter()
        .map(|path| wrong(&path));
    let over = files("tests/bad-overlays")
        .into_iter()
        .map(|path| wrong_over(&path));
    let found: BTreeSet<&str> = alone
        .chain(over)
        .flat_map(|error| error.diagnostics)
        .map(|one| one.code.as_str())
        .collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(found, all);
}

#[test]
fn a_good_pack_loads() {
    if let Err(error) = load_dir(here("tests/good-rules")) {
        panic!("{}", diagnostics(&error, Style::default()));
    }
}

#[test]
fn one_line_a_mistake_without_frames() {
    let lines = wrong(&here("tests/bad-rules/unknown-element.yaml")).to_string();
    assert_eq!(
        lines.lines().next(),
        Some(
            "bad-rules/unknown-element.yaml:11:14: error[R012]: unknown element `vreb` (did you mean `verb`?)"
        )
    );
}

#[test]
fn limits_hold_for_texts_as_for_files() {
    let files = vec![
        ("a.yaml".to_owned(), "#".repeat(100)),
        ("b.yaml".to_owned(), String::new()),
    ];
    let error = load_files_within(
        files,
        Limits {
            file_bytes: 50,
            ..Limits::default()
        },
    )
    .expect_err("too large");
    assert!(
        error
            .to_string()
            .starts_with("a.yaml: error[R009]: cannot read it: larger than 50 bytes"),
        "{error}"
    );
    let none = load_dir(here("tests/no-such-folder"))
        .expect_err("no folder")
        .to_string();
    assert!(none.contains("no-such-folder: error[R009]"), "{none}");
    let many = load_dir_within(
        here("tests/bad-rules"),
        Limits {
            files: 2,
            ..Limits::default()
        },
    )
    .expect_err("too many")
    .to_string();
    assert!(many.contains("more than 2 rule files"), "{many}");
}

const GOOD: &str = include_str!("good-rules/core.yaml");

proptest! {
    #[test]
    fn whatever_happens_to_a_file_the_mistakes_have_places_in_it_and_can_be_drawn(
        at in 0usize..4000,
        length in 0usize..40,
        put in "[-:{}\\[\\]?|>&*!\"'# \\nءa0.،\u{FEFF}\u{200F}]{0,4}",
    ) {
        let letters: Vec<char> = GOOD.chars().collect();
        let (from, to) = (at.min(letters.len()), (at + length).min(letters.len()));
        let text: String = letters[..from].iter().copied().chain(put.chars()).chain(letters[to..].iter().copied()).collect();
        if let Err(error) = load_files(vec![("t.yaml".to_owned(), text)]) {
            prop_assert!(!error.diagnostics.is_empty());
            for label in error.diagnostics.iter().flat_map(|one| &one.labels) {
                let place = label.place.start as usize..label.place.end as usize;
                prop_assert!(error.files[0].text.get(place).is_some(), "{error}");
            }
            for (color, isolate) in [(false, false), (true, true)] {
                let drawn = diagnostics(&error, Style { color, isolate, ..Style::default() });
                prop_assert!(drawn.contains("t.yaml:"), "{drawn}");
            }
        }
    }
}
