//! `isnad rules fmt`: what a file says stays, however it was laid out; twice is the same as once.

use isnad::rules::format::format;
use isnad::rules::load_files;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rule_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a pack says, its places left out.
fn meaning(files: Vec<(String, String)>) -> String {
    let set = load_files(files).unwrap_or_else(|error| panic!("{error}"));
    let patterns = set.patterns.iter().map(|one| {
        let items = serde_json::to_string(&one.items).unwrap();
        let conditions =
            serde_json::to_string(&(&one.conditions, &one.unless, &one.yields, &one.overrides))
                .unwrap();
        let examples = serde_json::to_string(&one.examples).unwrap();
        format!(
            "{} {} {items} {conditions} {examples}",
            one.id.value, one.summary
        )
    });
    let patterns: Vec<String> = patterns.collect();
    let rest = serde_json::to_string(&(
        &set.verbs,
        &set.lists,
        &set.elements,
        &set.stances,
        &set.frames,
    ))
    .unwrap();
    let places = regex::Regex::new(
        r#""place":\{[^}]*\}|"entry":\{[^}]*\}|"(line|column|start|end|file)":\d+"#,
    )
    .unwrap();
    places
        .replace_all(&(patterns.join("\n") + &rest), "")
        .into_owned()
}

#[test]
fn the_built_in_rules_say_the_same_laid_out_anew() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let read = |path: &PathBuf| fs::read_to_string(path).unwrap();
    let name = |path: &PathBuf| {
        path.strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    let paths = rule_files(&folder);
    let before: Vec<(String, String)> = paths.iter().map(|path| (name(path), read(path))).collect();
    let after: Vec<(String, String)> = before
        .iter()
        .map(|(name, text)| {
            let once = format(text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert!(
                format(&once).is_ok_and(|twice| twice == once),
                "{name}: twice is another"
            );
            let comments = |text: &str| text.matches('#').count();
            assert_eq!(comments(text), comments(&once), "{name}: comments");
            (name.clone(), once)
        })
        .collect();
    assert_eq!(meaning(before), meaning(after));
}

/// Runs `isnad rules fmt` in a folder; exit code and both outputs.
fn fmt(arguments: &[&str], within: &Path) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["rules", "fmt"])
        .args(arguments)
        .current_dir(within)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn files_are_laid_out_where_they_are_and_faulty_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    let odd = "schema: 1\npack: p   \nlists:\n    a:\n        words: [ 'x' ]  # why\n\n\n";
    fs::write(rules.join("odd.yaml"), odd).unwrap();
    fs::write(rules.join("usual.yaml"), "schema: 1\npack: p\n").unwrap();
    let (code, out, err) = fmt(&["--check"], folder.path());
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(out, "rules/odd.yaml\n1 of 2 files laid out otherwise\n");
    assert_eq!(fs::read_to_string(rules.join("odd.yaml")).unwrap(), odd);
    let (code, out, _) = fmt(&[], folder.path());
    assert_eq!(
        (code, out.as_str()),
        (0, "rules/odd.yaml\n1 of 2 files laid out anew\n")
    );
    let wanted = "schema: 1\npack: p\nlists:\n  a:\n    words: [\"x\"]  # why\n";
    assert_eq!(fs::read_to_string(rules.join("odd.yaml")).unwrap(), wanted);
    assert_eq!(fmt(&["--check"], folder.path()).0, 0);

    let broken = "schema: 1\npack: [p\n";
    fs::write(rules.join("broken.yaml"), broken).unwrap();
    fs::write(rules.join("latin.yaml"), b"pack: \xFF\n").unwrap();
    fs::write(rules.join("usual.yaml"), "schema: 1  \npack: p\n").unwrap();
    let (code, out, err) = fmt(&[], folder.path());
    assert_eq!(code, 2);
    assert!(
        err.contains("rules/broken.yaml: line") && err.contains("rules/latin.yaml: "),
        "{err}"
    );
    assert_eq!(out, "rules/usual.yaml\n1 of 4 files laid out anew\n");
    assert_eq!(
        fs::read_to_string(rules.join("broken.yaml")).unwrap(),
        broken
    );
    let (code, _, err) = fmt(&["nowhere"], folder.path());
    assert!(code == 2 && err.contains("nowhere"), "{err}");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let (code, _, err) = fmt(&["empty"], folder.path());
    assert!(
        code == 2 && err.contains("there are no rule files"),
        "{err}"
    );
}
