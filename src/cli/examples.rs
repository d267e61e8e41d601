//! `isnad rules test`: the examples that stand with the rules, and what is not as they say.

use super::Outcome;
use super::failures::Page;
use super::language::{spoken, told};
use super::outcome::{complain, said, style, system};
use super::output::Output;
use super::pack::Pack;
use crate::eval::examples::{run, tally};
use crate::eval::update::{Update, update};
use crate::rules::message::{count, say};
use crate::rules::model::{Pattern, RuleSet};
use crate::rules::{Code, Limits, load_files_within, nearest};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal, Write as _};
use std::path::Path;

/// Runs the examples of a pack, or of the rules that `filter` names, and prints those that fail. Without `all` those of the built-in rules below a folder
/// are left out, unless the filter names one of them: what a folder switches off or replaces is meant to change some.
pub(super) fn test(pack: &Pack, all: bool, filter: Option<&str>, write: bool) -> Outcome {
    if let Some(error) = pack.dir().and_then(|dir| std::fs::metadata(dir).err()) {
        complain(format_args!("{}: {}", pack.name(), system(&error)));
        return Outcome::Incomplete;
    }
    let both = if write { pack.drafts() } else { pack.both() };
    let (set, rules) = match both {
        Ok(both) => both,
        Err(outcome) => return outcome,
    };
    let exact = set
        .patterns
        .iter()
        .any(|pattern| filter == Some(&pattern.id.value));
    let own = |pattern: &Pattern| all || set.is_top(pattern.id.place);
    let wanted = |pattern: &Pattern| match filter {
        Some(filter) if exact => pattern.id.value == filter,
        Some(filter) => own(pattern) && pattern.id.value.contains(filter),
        None => own(pattern),
    };
    let results = run(&set, &rules, wanted);
    if let (true, Some(filter)) = (results.is_empty(), filter) {
        let ids = set.patterns.iter().map(|pattern| pattern.id.value.as_str());
        let meant = nearest(filter, ids).map(|id| format!("; did you mean `{id}`?"));
        let meant = meant.unwrap_or_default();
        complain(format_args!("no rule's id matches `{filter}`{meant}"));
        return Outcome::Incomplete;
    }
    if results.iter().all(|rule| rule.examples.is_empty()) {
        complain(format_args!("{}: there are no examples", pack.name()));
        return Outcome::Incomplete;
    }
    let page = Page {
        set: &set,
        isolate: style(io::stdout().is_terminal()).isolate,
    };
    let mut text = String::new();
    for rule in &results {
        for example in &rule.examples {
            text.push_str(&page.example(&rule.id, example));
        }
    }
    let counts = tally(&results);
    let all = say!(
        "{} passed, {} failed, {} todo",
        counts.passed,
        counts.failed,
        counts.todo
    );
    let _ = writeln!(text, "{}", told(&all));
    let mut outcome = match counts.failed {
        0 => Outcome::Done,
        _ => Outcome::Findings,
    };
    if write && counts.failed > 0 {
        let update = update(&set, &rules, &results);
        outcome = written(&update, counts.failed, &page, &mut text);
    }
    said(&text, outcome)
}

/// Writes what is found into the examples, of which so many have failed, and says what was written and what was left.
fn written(update: &Update, failed: usize, page: &Page<'_>, text: &mut String) -> Outcome {
    if let Err(message) = store(page.set, update) {
        complain(message);
        return Outcome::Incomplete;
    }
    for (place, why) in &update.left {
        let left = spoken(format!("left as it is: {why}"));
        let _ = writeln!(text, "{}: {left}", page.place(*place));
    }
    let written = update.written.len();
    let left = failed - written;
    let all = say!(
        "{}, to be read before they are kept; {} left as they are",
        count!(written, "{} example written", "{} examples written"),
        left
    );
    let _ = writeln!(text, "{}", told(&all));
    match left {
        0 => Outcome::Done,
        _ => Outcome::Findings,
    }
}

/// Writes the new texts, each file at once, after a look whether the whole is still a pack.
fn store(set: &RuleSet, update: &Update) -> Result<(), String> {
    let limits = Limits {
        drafts: true,
        ..Limits::default()
    };
    for (number, text) in &update.texts {
        let Some(file) = set.files.get(*number) else {
            continue;
        };
        let read = |error: &io::Error| format!("{}: {}", file.path, system(error));
        let there = fs::read_to_string(&file.path).map_err(|error| read(&error))?;
        let bare = there.strip_prefix('\u{FEFF}');
        if bare.unwrap_or(&there) != file.text {
            return Err(format!("{}: it has changed meanwhile", file.path));
        }
        let mark = if bare.is_some() { "\u{FEFF}" } else { "" };
        // Only the examples are new: a file that cannot be read any more is a mistake of ours, and not written.
        if let Err(error) = load_files_within(vec![(file.path.clone(), text.clone())], limits)
            && error
                .diagnostics
                .iter()
                .any(|one| matches!(one.code, Code::Syntax | Code::WrongType))
        {
            return Err(format!("{}: nothing is written: {error}", file.path));
        }
        let write = || -> io::Result<()> {
            let mut output = Output::open(Some(Path::new(&file.path)))?;
            output.write_all(mark.as_bytes())?;
            output.write_all(text.as_bytes())?;
            output.commit()
        };
        write().map_err(|error| read(&error))?;
    }
    Ok(())
}
