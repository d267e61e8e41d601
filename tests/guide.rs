//! docs/rules.md, done as it says: its files are written, its commands are run, and what they print is what stands there.
//!
//! `<!-- file: PATH -->` before a block names the file that it is; `<!-- file: PATH replace: OLD > NEW -->` edits one. Under a command stands all that it
//! prints; numbers may be others (they count the rules of the day), and `...` stands for the rest. `UPDATE_GUIDE=1 cargo test --test guide` writes the outputs anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Longer outputs are cut in the guide.
const LINES: usize = 14;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md")
}

/// What a command prints, both outputs.
fn run(command: &str, within: &Path) -> String {
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("isnad"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(words)
        .env_remove("TERM")
        .env("COLUMNS", "100")
        .current_dir(within)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text + &String::from_utf8_lossy(&output.stderr)
}

/// Numbers that change with every rule are the same.
fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    for c in text.trim_end().chars() {
        match c {
            '0'..='9' if plain.ends_with('0') => {}
            '0'..='9' => plain.push('0'),
            _ => plain.push(c),
        }
    }
    plain
}

/// Whether the guide shows an output, or the beginning of it.
fn shows(shown: &str, output: &str) -> bool {
    let (shown, output) = (without_numbers(shown), without_numbers(output));
    match shown.strip_suffix("...") {
        Some(beginning) => !beginning.is_empty() && output.starts_with(beginning),
        None => shown == output,
    }
}

/// The beginning of an output, as the guide shows it.
fn cut(output: &str) -> String {
    let lines: Vec<&str> = output.trim_end().lines().collect();
    match lines.get(..LINES) {
        Some(first) if lines.len() > LINES + 2 => format!("{}\n...\n", first.join("\n")),
        _ => format!("{}\n", lines.join("\n")),
    }
}

/// Does what a comment says: keeps the name of the file to come, or edits one.
fn directive(line: &str, folder: &Path) -> Option<PathBuf> {
    let path = line.strip_prefix("<!-- file: ")?.strip_suffix(" -->")?;
    let Some((path, change)) = path.split_once(" replace: ") else {
        return Some(folder.join(path));
    };
    let (old, new) = change.split_once(" > ").expect("old > new");
    let text = fs::read_to_string(folder.join(path)).expect("the file is there");
    assert_eq!(text.matches(old).count(), 1, "{line}");
    fs::write(folder.join(path), text.replace(old, new)).unwrap();
    None
}

#[test]
fn the_guide_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("my-rules")).unwrap();
    let text = fs::read_to_string(guide()).unwrap();
    let mut lines = text.lines().peekable();
    let (mut written, mut commands, mut file, mut wrong) = (String::new(), 0, None, Vec::new());
    while let Some(line) = lines.next() {
        written.push_str(line);
        written.push('\n');
        file = directive(line, folder.path()).or(file);
        let Some(language) = line
            .strip_prefix("```")
            .filter(|language| !language.is_empty())
        else {
            continue;
        };
        let mut block = Vec::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            block.push(line);
        }
        if language != "console" {
            let path = file
                .take()
                .unwrap_or_else(|| panic!("a block without a file: {block:?}"));
            let content = block.join("\n") + "\n";
            fs::write(path, &content).unwrap();
            written.push_str(&content);
        }
        let mut block = block.into_iter().peekable();
        while let Some(command) = block.next_if(|_| language == "console") {
            let command = command.strip_prefix("$ ").expect("a command");
            let mut shown = String::new();
            while let Some(line) = block.next_if(|line| !line.starts_with("$ ")) {
                shown.push_str(line);
                shown.push('\n');
            }
            let output = run(command, folder.path());
            commands += 1;
            let right = shows(&shown, &output);
            if !right {
                wrong.push(format!("$ {command}\n{output}"));
            }
            let shown = if right { shown } else { cut(&output) };
            written.push_str(&format!("$ {command}\n{shown}"));
        }
        written.push_str("```\n");
    }
    assert!(commands > 8);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(guide(), written).unwrap();
    } else {
        assert!(
            wrong.is_empty(),
            "UPDATE_GUIDE=1 cargo test --test guide writes these anew:\n{}",
            wrong.join("\n")
        );
    }
}
