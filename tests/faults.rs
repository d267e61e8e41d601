//! What goes wrong outside the program: a full disk, a file that goes away during the run, one that cannot be read among many. Nothing is lost but what is gone, and
//! nothing is left half written.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const ARTICLE: &str = "قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام.\n";

fn analyze(within: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command
        .arg("analyze")
        .args(arguments)
        .args(["--format", "jsonl"])
        .current_dir(within)
        .env_remove("TERM")
        .stdin(Stdio::null());
    command
}

fn start(command: &mut Command) -> Child {
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in names {
        fs::write(folder.path().join(name), ARTICLE).expect("a file");
    }
    folder
}

/// A pipe with a name: whoever reads it waits until somebody writes.
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
    assert!(made.success());
}

/// The ids of the documents in an output, every line of which must be whole.
fn ids(output: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    assert!(text.is_empty() || text.ends_with('\n'), "{text:?}");
    let id = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("a whole record");
        record["document"]["id"].as_str().expect("an id").to_owned()
    };
    text.lines().map(id).collect()
}

fn words(output: &Output) -> (Option<i32>, String) {
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_full_disk_is_told() {
    let folder = folder(&["a.txt"]);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full");
    let output = analyze(folder.path(), &["a.txt"])
        .stdout(full().expect("there is one"))
        .output()
        .expect("it runs");
    let (code, said) = words(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("standard output") && said.contains("No space left"),
        "{said}"
    );
    let output = analyze(folder.path(), &["a.txt", "-o", "/dev/full"])
        .output()
        .expect("it runs");
    let (code, said) = words(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("/dev/full") && said.contains("No space left"),
        "{said}"
    );
}

#[test]
fn one_that_cannot_be_read_is_named_and_the_rest_is_done() {
    let folder = folder(&["a.txt", "c.txt"]);
    std::os::unix::fs::symlink("gone.txt", folder.path().join("b.txt")).expect("a link");
    let output = analyze(folder.path(), &["a.txt", "b.txt", "c.txt"])
        .output()
        .expect("it runs");
    let (code, said) = words(&output);
    assert_eq!(code, Some(2));
    assert!(said.contains("b.txt"), "{said}");
    assert_eq!(ids(&output.stdout), ["a", "c"]);
}

#[test]
fn a_file_that_goes_away_during_the_run_costs_itself_alone() {
    let folder = folder(&["b.txt", "c.txt"]);
    let first = folder.path().join("a.txt");
    pipe(&first);
    let run = start(&mut analyze(folder.path(), &["a.txt", "b.txt", "c.txt"]));
    // The program has opened the pipe when the other end can be opened; it waits for text while the next file goes.
    let mut writer = fs::OpenOptions::new()
        .write(true)
        .open(&first)
        .expect("somebody reads");
    fs::remove_file(folder.path().join("b.txt")).expect("it was there");
    writer.write_all(ARTICLE.as_bytes()).expect("it is read");
    drop(writer);
    let output = run.wait_with_output().expect("it ends");
    let (code, said) = words(&output);
    assert_eq!(code, Some(2));
    assert!(said.contains("b.txt"), "{said}");
    assert_eq!(ids(&output.stdout), ["a", "c"]);
}
