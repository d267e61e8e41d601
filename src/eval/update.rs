//! Puts what is found into the `expect:` of failing examples, by editing the text of the rule files at the places of the values: comments, order and layout
//! stay as they are. Nothing is made up: where nothing is found there is nothing to write, for a counter-example is a claim of its author.

use super::examples::{Difference, RuleResult, Verdict};
use super::{align, fields};
use crate::attribution::analysis::Attribution;
use crate::attribution::{Analyzer, Document};
use crate::pattern::Rules;
use crate::rules::model::{Example, Expected, Place, RuleSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is to be written, and what is not.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// The new texts of the files that change, by their index.
    pub texts: BTreeMap<usize, String>,
    /// Places of the examples that change.
    pub written: Vec<Place>,
    /// Places of failing examples that are left as they are, and why.
    pub left: Vec<(Place, &'static str)>,
}

/// A range of bytes and what takes its place.
type Edit = (Range<usize>, String);

/// Works out what to write for the failing examples of `results`.
#[must_use]
pub fn update(set: &RuleSet, rules: &Rules, results: &[RuleResult]) -> Update {
    let analyzer = Analyzer::new(rules);
    let mut update = Update::default();
    let mut edits: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    for result in results {
        let pattern = set.patterns.iter().find(|one| one.id.value == result.id);
        let examples = pattern.into_iter().flat_map(|pattern| &pattern.examples);
        for (example, outcome) in examples.zip(&result.examples) {
            let Verdict::Failed(differences) = &outcome.verdict else {
                continue;
            };
            let place = example.text.place;
            let number = place.file as usize;
            let Some(file) = set.files.get(number).filter(|_| set.is_top(place)) else {
                update.left.push((place, "it stands in the built-in rules"));
                continue;
            };
            match of_example(&analyzer, &result.id, example, differences, &file.text) {
                Ok(mut more) => {
                    update.written.push(place);
                    edits.entry(number).or_default().append(&mut more);
                }
                Err(why) => update.left.push((place, why)),
            }
        }
    }
    for (number, mut edits) in edits {
        let mut text = set.files[number].text.clone();
        // From the end, so that the places before stay right.
        edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        for (range, new) in edits {
            text.replace_range(range, &new);
        }
        update.texts.insert(number, text);
    }
    update
}

/// The edits that make an example say what is found.
fn of_example(
    analyzer: &Analyzer<'_>,
    id: &str,
    example: &Example,
    differences: &[Difference],
    text: &str,
) -> Result<Vec<Edit>, &'static str> {
    for difference in differences {
        match difference {
            Difference::Field { .. }
            | Difference::Missing { .. }
            | Difference::Surplus { .. }
            | Difference::Unwritten => {}
            Difference::OtherRules { .. } => {
                return Err("the rule itself makes no statement in it");
            }
            Difference::NotRejected { .. } | Difference::Rejected { .. } => {
                return Err("`rejected:` is yours to write");
            }
            Difference::Unreadable(_) => return Err("its text cannot be read"),
        }
    }
    let document = Document::new(id, &*example.text.value);
    let analysis = analyzer
        .analyze(&document)
        .map_err(|_| "its text cannot be read")?;
    let found = &analysis.attributions;
    if found.is_empty() {
        return Err("nothing is found in it: a counter-example is yours to write, as `expect: []`");
    }
    let Some(list) = example.expect_place else {
        return added(example, found, text);
    };
    let pairs = align::align(&example.expect, found);
    let mut edits = Vec::new();
    for (expected, number) in &pairs {
        if let (Some(expected), Some(number)) = (expected, number) {
            edits.extend(changed(&example.expect[*expected], &found[*number], text)?);
        }
    }
    let whole = pairs
        .iter()
        .all(|(expected, number)| expected.is_some() && number.is_some());
    if whole {
        return Ok(edits);
    }
    let range = list.start as usize..list.end as usize;
    if text[range.clone()].starts_with('[') {
        flow(example, found, &pairs, range, text).map(|edit| vec![edit])
    } else {
        edits.extend(block(example, found, &pairs, text));
        Ok(edits)
    }
}

/// Edits of the values of one expected statement that differ.
fn changed(
    expected: &Expected,
    found: &Attribution,
    text: &str,
) -> Result<Vec<Edit>, &'static str> {
    let mut edits = Vec::new();
    for (field, placed) in &expected.fields {
        let values = fields::values(found, &field.value).unwrap_or_default();
        if values.iter().eq(placed.iter().map(|value| &value.value)) {
            continue;
        }
        let new: Vec<String> = values.iter().map(|value| scalar(value)).collect();
        let edit = match (placed.first(), placed.last()) {
            (Some(first), Some(last)) => {
                let range = first.place.start as usize..last.place.end as usize;
                let within = text[..range.start].trim_end().ends_with('[');
                let several = placed.len() > 1;
                if several && !within {
                    return Err("its values stand over several lines");
                }
                (range, if within { new.join(", ") } else { one(&new) })
            }
            _ => {
                // Nothing, written as `null`, `~` or `[]`.
                let key = field.place.end as usize;
                let rest = &text[key..];
                let value = rest.trim_start().strip_prefix(':').map(str::trim_start);
                let Some(value) = value else {
                    return Err("its values are written in a way of their own");
                };
                let start = text.len() - value.len();
                let written = ["null", "~", "[]"];
                let Some(old) = written.iter().find(|one| value.starts_with(**one)) else {
                    return Err("its values are written in a way of their own");
                };
                (start..start + old.len(), one(&new))
            }
        };
        edits.push(edit);
    }
    Ok(edits)
}

/// Values as the value of a key.
fn one(values: &[String]) -> String {
    match values {
        [] => "null".to_owned(),
        [value] => value.clone(),
        _ => format!("[{}]", values.join(", ")),
    }
}

/// The whole list anew, for one that is written in brackets.
fn flow(
    example: &Example,
    found: &[Attribution],
    pairs: &[(Option<usize>, Option<usize>)],
    range: Range<usize>,
    text: &str,
) -> Result<Edit, &'static str> {
    let source = &text[range.clone()];
    if source.contains('\n') {
        return Err("its list in brackets stands over several lines");
    }
    let mut entries = Vec::new();
    for (expected, number) in pairs {
        let Some(number) = number else {
            continue;
        };
        entries.push(match expected {
            Some(expected) => {
                let expected = &example.expect[*expected];
                let place = expected.place.start as usize..expected.place.end as usize;
                let mut entry = text[place.clone()].to_owned();
                let mut edits = changed(expected, &found[*number], text)?;
                edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
                for (range, new) in edits {
                    entry.replace_range(range.start - place.start..range.end - place.start, &new);
                }
                entry
            }
            None => entry(&found[*number]),
        });
    }
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let head = &text[line..range.start];
    let key = head.trim_start().strip_prefix("- ").unwrap_or(head).trim();
    // A list that was empty becomes lines where there is room for them.
    if key == "expect:" && example.expect.is_empty() {
        let indent = head.find("expect:").unwrap_or(0) + 2;
        let line_end = line_end(text);
        let lines = entries
            .iter()
            .map(|entry| format!("{line_end}{}- {entry}", " ".repeat(indent)));
        // The blank behind the key goes with the brackets.
        let start = text[..range.start].trim_end_matches(' ').len();
        return Ok((start..range.end, lines.collect()));
    }
    Ok((range, format!("[{}]", entries.join(", "))))
}

/// Lines taken out and put in, for a list of an entry a line.
fn block(
    example: &Example,
    found: &[Attribution],
    pairs: &[(Option<usize>, Option<usize>)],
    text: &str,
) -> Vec<Edit> {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let behind_line = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let first = example
        .expect
        .first()
        .map_or(0, |one| one.place.start as usize);
    let dash = text[line_start(first)..first].find('-').unwrap_or(0);
    let indent = " ".repeat(dash);
    let mut edits: Vec<Edit> = Vec::new();
    let mut at: Option<usize> = None;
    let mut waiting = String::new();
    for (expected, number) in pairs {
        match (expected, number) {
            (Some(expected), number) => {
                let place = example.expect[*expected].place;
                let end = behind_line(place.end as usize);
                if number.is_none() {
                    let start = line_start(place.start as usize);
                    edits.push((start..(end + 1).min(text.len()), String::new()));
                }
                if !waiting.is_empty() {
                    let start = line_start(place.start as usize);
                    edits.push((start..start, std::mem::take(&mut waiting)));
                }
                at = Some(end);
            }
            (None, Some(number)) => {
                let (line, line_end) = (entry(&found[*number]), line_end(text));
                match at {
                    Some(end) => {
                        let end = end - usize::from(text[..end].ends_with('\r'));
                        edits.push((end..end, format!("{line_end}{indent}- {line}")));
                    }
                    None => waiting.push_str(&format!("{indent}- {line}{line_end}")),
                }
            }
            (None, None) => {}
        }
    }
    edits
}

/// An `expect:` for an example that has none yet.
fn added(example: &Example, found: &[Attribution], text: &str) -> Result<Vec<Edit>, &'static str> {
    let entries: Vec<String> = found.iter().map(entry).collect();
    let (start, end) = (example.place.start as usize, example.place.end as usize);
    if text[start..].starts_with('{') {
        let inside = text[start..end].trim_end_matches('}').trim_end().len();
        let at = start + inside;
        let comma = if text[..at].ends_with(',') { " " } else { ", " };
        return Ok(vec![(
            at..at,
            format!("{comma}expect: [{}]", entries.join(", ")),
        )]);
    }
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = " ".repeat(text[line..start].chars().count());
    let line_end = line_end(text);
    let mut new = format!("{indent}expect:");
    for entry in entries {
        new.push_str(&format!("{line_end}{indent}  - {entry}"));
    }
    // A block scalar holds its line end.
    let edit = if text[..end].ends_with('\n') {
        (end..end, new + line_end)
    } else {
        let at = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let at = at - usize::from(text[..at].ends_with('\r'));
        (at..at, format!("{line_end}{new}"))
    };
    Ok(vec![edit])
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A statement as an entry of `expect:`.
fn entry(found: &Attribution) -> String {
    let parts = ["speaker", "stance", "content"].map(|field| {
        let values = fields::values(found, field).unwrap_or_default();
        let values: Vec<String> = values.iter().map(|value| scalar(value)).collect();
        format!("{field}: {}", one(&values))
    });
    format!("{{{}}}", parts.join(", "))
}

/// A text as a YAML scalar that means itself wherever it stands: plain where that is safe.
fn scalar(value: &str) -> String {
    let starts_safe = value
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || matches!(c, '\u{ab}' | '\u{201c}'));
    let reserved = ["null", "true", "false", "yes", "no", "on", "off"];
    let is_reserved = reserved.iter().any(|word| word.eq_ignore_ascii_case(value));
    let plain = starts_safe
        && !is_reserved
        && value.trim() == value
        && !value.ends_with(':')
        && ![": ", " #"].iter().any(|sign| value.contains(sign))
        && !value.contains([',', '[', ']', '{', '}'])
        && !value.chars().any(char::is_control);
    if plain {
        return value.to_owned();
    }
    if !value.chars().any(char::is_control) {
        return format!("'{}'", value.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
