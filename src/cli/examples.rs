//! `isnad rules test`: the examples that stand with the rules, and what is not as they say.

use super::Outcome;
use super::outcome::{complain, style, system};
use super::pack::Pack;
use crate::eval::examples::{Difference, ExampleResult, Verdict, run, tally};
use crate::report::shown;
use crate::rules::model::{Pattern, Place, RuleSet};
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};

/// Runs the examples of a pack, or of the rules that `filter` names, and prints those that fail. Without `all` those of the built-in rules below a folder
/// are left out, unless the filter names one of them: what a folder switches off or replaces is meant to change some.
pub(super) fn test(pack: &Pack, all: bool, filter: Option<&str>) -> Outcome {
    if let Some(error) = pack.dir().and_then(|dir| std::fs::metadata(dir).err()) {
        complain(format_args!("{}: {}", pack.name(), system(&error)));
        return Outcome::Incomplete;
    }
    let (set, rules) = match pack.both() {
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
        complain(format_args!("no rule's id matches `{filter}`"));
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
    let _ = writeln!(
        text,
        "{} passed, {} failed, {} todo",
        counts.passed, counts.failed, counts.todo
    );
    match write!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(format_args!("standard output: {}", system(&error)));
            Outcome::Incomplete
        }
        _ if counts.failed > 0 => Outcome::Findings,
        _ => Outcome::Done,
    }
}

/// How results are written: with which paths, and whether Arabic is isolated.
struct Page<'s> {
    set: &'s RuleSet,
    isolate: bool,
}

impl Page<'_> {
    /// What there is to say of an example; nothing of one that passed.
    fn example(&self, id: &str, example: &ExampleResult) -> String {
        let place = self.place(example.place);
        let differences = match &example.verdict {
            Verdict::Passed => return String::new(),
            Verdict::NoLongerTodo => {
                return format!(
                    "{place}: {id}: no longer todo: it passes, so `todo: true` must go\n\n"
                );
            }
            Verdict::Todo(_) => {
                let text = self.text(&example.text);
                return format!("{place}: {id}: todo\n  text: {text}\n\n");
            }
            Verdict::Failed(differences) => differences,
        };
        let mut out = format!(
            "{place}: {id}: failed\n  text: {}\n",
            self.text(&example.text)
        );
        let mut last = 0;
        for difference in differences {
            self.difference(id, difference, &mut last, &mut out);
        }
        out.push('\n');
        out
    }

    /// One difference; `last` is the statement that stands in the heading above. Writing to a string cannot fail.
    fn difference(&self, id: &str, difference: &Difference, last: &mut usize, out: &mut String) {
        let _ = match difference {
            Difference::Field {
                statement,
                rule,
                field,
                expected,
                found,
                ..
            } => {
                if *last != *statement {
                    *last = *statement;
                    let _ = writeln!(out, "  statement {statement}, made by `{rule}`");
                }
                let (expected, found) = (self.values(expected), self.values(found));
                writeln!(
                    out,
                    "    {field:<12} expected  {expected}\n    {:<12} found     {found}",
                    ""
                )
            }
            Difference::Missing { expected, .. } => {
                let _ = writeln!(out, "  expected and not found");
                self.fields(expected, out)
            }
            Difference::Surplus {
                statement,
                rule,
                found,
            } => {
                let _ = writeln!(
                    out,
                    "  statement {statement}, made by `{rule}`: not expected"
                );
                self.fields(found, out)
            }
            Difference::OtherRules { rules } => {
                let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
                writeln!(
                    out,
                    "  no statement made by `{id}`, but by {}",
                    rules.join(", ")
                )
            }
            Difference::NotRejected { text, rule, .. } => {
                let text = self.text(text);
                match rule {
                    Some(rule) => writeln!(out, "  rejected by `{rule}` instead: {text}"),
                    None => writeln!(out, "  not rejected: {text}"),
                }
            }
            Difference::Rejected { text } => {
                writeln!(out, "  rejected by `{id}`: {}", self.text(text))
            }
            Difference::Unreadable(error) => writeln!(out, "  cannot be read: {error}"),
        };
    }

    fn fields(&self, fields: &[(String, Vec<String>)], out: &mut String) -> std::fmt::Result {
        for (field, values) in fields {
            writeln!(out, "    {field:<12} {}", self.values(values))?;
        }
        Ok(())
    }

    fn values(&self, values: &[String]) -> String {
        if values.is_empty() {
            return "(nothing)".to_owned();
        }
        let shown: Vec<String> = values.iter().map(|value| self.text(value)).collect();
        shown.join(" | ")
    }

    fn text(&self, text: &str) -> String {
        shown(text, self.isolate)
    }

    fn place(&self, place: Place) -> String {
        let path = self
            .set
            .files
            .get(place.file as usize)
            .map_or("", |file| file.path.as_str());
        format!("{path}:{}:{}", place.line, place.column)
    }
}
