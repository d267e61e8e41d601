//! Every rule shows what it finds and what it leaves alone, in terms that the pack knows.

use super::names::Names;
use crate::rules::decode::unknown_value;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::say;
use crate::rules::model::{Example, Pattern, Section};
use crate::rules::vocabulary::{
    COMMITMENTS, POLARITIES, RESOLUTIONS, SPEAKER_KINDS, STATEMENT_KINDS,
};

pub(super) fn check(pattern: &Pattern, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    both_ways(pattern, found);
    for (field, values) in pattern
        .examples
        .iter()
        .flat_map(|example| example.expect.iter().chain(example.or.iter().flatten()))
        .flat_map(|expected| &expected.fields)
    {
        for value in values {
            let closed = match field.value.as_str() {
                "stance" => {
                    names.stance(value, found);
                    continue;
                }
                "rule" => {
                    names.id(value, found);
                    continue;
                }
                "polarity" => (POLARITIES, say!("a polarity")),
                "commitment" => (COMMITMENTS, say!("a commitment")),
                "kind" => (STATEMENT_KINDS, say!("a kind of statement")),
                "resolution" => (RESOLUTIONS, say!("a way to find a speaker")),
                "speaker_kind" => (SPEAKER_KINDS, say!("a kind of speaker")),
                _ => continue,
            };
            if !closed.0.contains(&value.value.as_str()) {
                found.push(unknown_value(value, closed.0, &closed.1));
            }
        }
    }
}

/// Whether an example shows one side of a rule.
type Shows = fn(&Pattern, &Example) -> bool;

/// At least one example and one counter-example; known failures are neither.
fn both_ways(pattern: &Pattern, found: &mut Vec<Diagnostic>) {
    let (positive, negative): (Shows, Shows) = match pattern.section {
        Section::Pattern => (finds, |_, example| example.expect.is_empty()),
        // What an exclusion takes away is not in `expect`; what it leaves is.
        Section::Exclusion => (|_, example| example.expect.is_empty(), finds),
        Section::Mark => (
            |_, example| !example.rejected.is_empty(),
            |_, example| example.rejected.is_empty(),
        ),
        Section::StanceRule => (changes, |pattern, example| !changes(pattern, example)),
    };
    let (shows, leaves) = match pattern.section {
        Section::Pattern => (
            say!("add a text with the statement that it finds"),
            say!("add a text with `expect: []`"),
        ),
        Section::Exclusion => (
            say!("add a text with `expect: []`, where it takes a statement away"),
            say!("add a text with a statement that it leaves alone"),
        ),
        Section::Mark => (
            say!("add a text with the `rejected:` words"),
            say!("add a text whose marks it leaves alone"),
        ),
        Section::StanceRule => (
            say!("add a text with the stance that comes out"),
            say!("add a text whose stance it leaves alone"),
        ),
    };
    let counted = || pattern.examples.iter().filter(|example| !example.todo);
    for (missing, title, label, help) in [
        (
            !counted().any(|example| positive(pattern, example)),
            say!("`{}` has no example", pattern.id.value),
            say!("no example of this"),
            shows,
        ),
        (
            !counted().any(|example| negative(pattern, example)),
            say!("`{}` has no counter-example", pattern.id.value),
            say!("no counter-example of this"),
            leaves,
        ),
    ] {
        if missing {
            let none = Diagnostic::error(Code::MissingExample, title);
            found.push(none.at(pattern.id.place, label).help(help));
        }
    }
}

fn finds(_: &Pattern, example: &Example) -> bool {
    !example.expect.is_empty()
}

/// Whether something that the rule makes of a stance, a polarity or a commitment is expected.
fn changes(pattern: &Pattern, example: &Example) -> bool {
    let made = |field: &str, expected: &str| {
        let field = if field == "stance" { "becomes" } else { field };
        let yields = pattern
            .yields
            .iter()
            .filter(|(name, _)| name.value == field);
        yields
            .flat_map(|(_, values)| values)
            .filter_map(|value| value.value.rsplit(':').next())
            .any(|value| value.trim() == expected)
    };
    let fields = example.expect.iter().flat_map(|one| &one.fields);
    fields
        .into_iter()
        .any(|(field, values)| values.iter().any(|value| made(&field.value, &value.value)))
}
