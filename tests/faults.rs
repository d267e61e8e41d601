//! What goes wrong outside the program: a full disk, a file that goes away during the run, one that cannot be read among many, somebody who interrupts it. Nothing is
//! lost but what is gone, and nothing is left half written.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

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
fn where_nothing_could_be_read_the_file_of_an_earlier_run_stays() {
    let folder = folder(&[]);
    for (command, name) in [
        ("analyze", "old.csv"),
        ("analyze", "old.html"),
        ("gold", "old.jsonl"),
    ] {
        let old = folder.path().join(name);
        fs::write(&old, "yesterday").expect("a file");
        let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args([command, "misspelt.json", "-o", name])
            .current_dir(folder.path())
            .output()
            .expect("it runs");
        let (code, said) = words(&output);
        assert_eq!(code, Some(2), "{said}");
        let told = format!("isnad: {name}: not written: nothing could be read");
        assert!(said.lines().any(|line| line == told), "{said}");
        assert_eq!(fs::read_to_string(&old).expect("it is there"), "yesterday");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "something is left beside it");
        fs::remove_file(old).expect("it is there");
    }
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

const INTERRUPTED: i32 = 2;
const ENDED: i32 = 15;

/// A run over an article and a pipe that it waits at, with the article's record written where it goes.
fn waiting(folder: &Path, more: &[&str], written: impl Fn() -> bool) -> (Child, fs::File) {
    pipe(&folder.join("b.txt"));
    let run = start(&mut analyze(
        folder,
        &[&["a.txt", "b.txt", "c.txt"], more].concat(),
    ));
    let writer = fs::OpenOptions::new()
        .write(true)
        .open(folder.join("b.txt"))
        .expect("somebody reads");
    let patience = Instant::now() + Duration::from_secs(20);
    while !written() {
        assert!(Instant::now() < patience, "the first record is not written");
        std::thread::sleep(Duration::from_millis(10));
    }
    (run, writer)
}

fn signal(run: &Child, signal: i32) {
    let sent = Command::new("kill")
        .args([format!("-{signal}"), run.id().to_string()])
        .status()
        .expect("kill");
    assert!(sent.success());
}

/// The files of a folder, hidden ones as well.
fn files(folder: &Path) -> Vec<String> {
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

#[test]
fn an_interrupted_run_has_written_whole_records_and_says_how_it_ended() {
    for (number, jobs) in [(INTERRUPTED, "1"), (INTERRUPTED, "2"), (ENDED, "2")] {
        let folder = folder(&["a.txt", "c.txt"]);
        let records = tempfile::NamedTempFile::new().expect("a file");
        let seen = || fs::metadata(records.path()).unwrap().len() > 0;
        pipe(&folder.path().join("b.txt"));
        let mut command = analyze(folder.path(), &["a.txt", "b.txt", "c.txt", "--jobs", jobs]);
        let run = command
            .stdout(records.reopen().unwrap())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let _writer = fs::OpenOptions::new()
            .write(true)
            .open(folder.path().join("b.txt"))
            .expect("somebody reads");
        let patience = Instant::now() + Duration::from_secs(20);
        while !seen() {
            assert!(Instant::now() < patience, "the first record is not written");
            std::thread::sleep(Duration::from_millis(10));
        }
        signal(&run, number);
        let output = run.wait_with_output().expect("it ends");
        assert_eq!(output.status.signal(), Some(number));
        let (_, said) = words(&output);
        assert!(said.contains("isnad: interrupted"), "{said}");
        assert_eq!(ids(&fs::read(records.path()).unwrap()), ["a"]);
    }
}

#[test]
fn an_interrupted_run_leaves_no_file_behind() {
    let folder = folder(&["a.txt", "c.txt"]);
    let (run, _writer) = waiting(folder.path(), &["-o", "out.jsonl"], || {
        files(folder.path())
            .iter()
            .any(|name| name.ends_with(".tmp"))
    });
    signal(&run, INTERRUPTED);
    let output = run.wait_with_output().expect("it ends");
    let (_, said) = words(&output);
    assert_eq!(output.status.signal(), Some(INTERRUPTED), "{said}");
    assert!(said.contains("out.jsonl is not written"), "{said}");
    assert_eq!(files(folder.path()), ["a.txt", "b.txt", "c.txt"]);
}

#[test]
fn an_interrupted_run_goes_on_where_it_stopped() {
    let folder = folder(&["a.txt", "c.txt"]);
    let path = |name: &str| folder.path().join(name);
    let resumed = ["-o", "out.jsonl", "--resume"];
    let partial = || fs::metadata(path("out.jsonl.partial")).is_ok_and(|file| file.len() > 0);
    let (run, writer) = waiting(folder.path(), &resumed, partial);
    signal(&run, INTERRUPTED);
    let output = run.wait_with_output().expect("it ends");
    drop(writer);
    let (_, said) = words(&output);
    assert_eq!(output.status.signal(), Some(INTERRUPTED), "{said}");
    assert!(
        said.contains("the same command goes on behind it"),
        "{said}"
    );
    assert_eq!(ids(&fs::read(path("out.jsonl.partial")).unwrap()), ["a"]);

    fs::remove_file(path("b.txt")).expect("the pipe");
    fs::write(path("b.txt"), ARTICLE).expect("a file");
    let all = ["a.txt", "b.txt", "c.txt"];
    let again = analyze(folder.path(), &[&all[..], &resumed].concat())
        .output()
        .expect("it runs");
    assert_eq!(words(&again), (Some(0), String::new()));
    let at_once = analyze(folder.path(), &all).output().expect("it runs");
    assert!(fs::read(path("out.jsonl")).unwrap() == at_once.stdout);
    assert!(!path("out.jsonl.partial").exists());
}
