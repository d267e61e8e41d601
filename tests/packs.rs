//! The packs under packs/: other kinds of text, read by YAML alone. Their rules are right, their examples pass, and their articles give what is stored beside them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folders under packs/.
fn packs() -> Vec<PathBuf> {
    let entries = fs::read_dir(here("packs")).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.is_dir()).collect()
}

/// Runs the program on a pack; its standard output. Anything but success is a failure.
fn isnad(arguments: &[&str], pack: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .current_dir(pack)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{arguments:?}\n{out}\n{err}");
    out
}

#[test]
fn every_pack_is_right_and_its_articles_are_as_stored() {
    let packs = packs();
    assert!(!packs.is_empty());
    for pack in packs {
        isnad(&["rules", "check", "rules", "--no-builtin"], &pack);
        let out = isnad(&["rules", "test", "rules", "--no-builtin"], &pack);
        assert!(out.ends_with(" passed, 0 failed, 0 todo\n"), "{out}");
        isnad(
            &["test", "articles", "--rules", "rules", "--no-builtin"],
            &pack,
        );
    }
}

#[test]
fn a_chain_keeps_every_link_in_order() {
    let pack = here("packs/chains");
    let out = isnad(
        &[
            "analyze",
            "articles/copying.txt",
            "--rules",
            "rules",
            "--no-builtin",
            "--format",
            "json",
        ],
        &pack,
    );
    let found: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let chain = &found[0]["attributions"][1];
    let names: Vec<&str> = chain["via"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "حمزة بن طلحة",
            "سليمان النساخ",
            "مروان بن عيسى",
            "عبيد بن رافع"
        ]
    );
    assert_eq!(chain["speaker"]["name"], "سعاد بنت عمران");
    assert_eq!(
        chain["content"][0]["text"],
        "كان جدي يقابل النسخة بأصلها مرتين"
    );
}

/// What is the same in every kind of text is kept the same by hand; a difference would be a mistake.
#[test]
fn letters_and_endings_are_those_of_the_built_in_pack() {
    for name in ["folding.yaml", "morphology.yaml"] {
        let read =
            |path: &str| fs::read_to_string(here(path).join(name)).expect("the file is there");
        let built_in = read("rules").replace("\npack: core\n", "\npack: chains\n");
        assert_eq!(read("packs/chains/rules"), built_in, "{name}");
    }
}
