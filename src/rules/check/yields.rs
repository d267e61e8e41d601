//! `yields:`, `overrides:` and `applies_to:`: captures, stances and ids that are there.

use super::captures;
use super::names::Names;
use crate::rules::decode::unknown_value;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::say;
use crate::rules::model::{Pattern, Placed, Section};
use crate::rules::vocabulary::{
    CAPTURE_FIELDS, COMMITMENTS, CONFIDENCE, POLARITIES, SPECIAL_SPEAKERS,
};

pub(super) fn check(pattern: &Pattern, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    pattern
        .overrides
        .iter()
        .chain(&pattern.applies_to)
        .for_each(|id| names.id(id, found));
    // Those that name patterns are spelled out by now.
    for id in &pattern.applies_to {
        let named = names.patterns.get(id.value.as_str());
        if named.is_some_and(|rule| rule.section == Section::Exclusion) {
            let chain = say!("`{}` cannot apply to `{}`", pattern.id.value, id.value);
            found.push(
                Diagnostic::error(Code::Overrides, chain)
                    .at(
                        id.place,
                        say!("an exclusion, named by one that is named itself"),
                    )
                    .help(say!(
                        "name patterns, or an exclusion that names nothing but patterns"
                    )),
            );
        }
    }
    if pattern.yields.is_empty() {
        return;
    }
    let captures = captures::of(pattern, names);
    for (field, values) in &pattern.yields {
        for value in values {
            let name = value.value.as_str();
            match field.value.as_str() {
                "becomes" => becomes(value, names, found),
                "confidence" if !CONFIDENCE.contains(&name) && !is_share(name) => found.push(
                    unknown_value(value, CONFIDENCE, &say!("a degree of confidence")),
                ),
                "polarity" if !POLARITIES.contains(&name) => {
                    found.push(unknown_value(value, POLARITIES, &say!("a polarity")))
                }
                "commitment" if !COMMITMENTS.contains(&name) => {
                    found.push(unknown_value(value, COMMITMENTS, &say!("a commitment")))
                }
                // The stance of the cue, of a capture that carries one, or a stance by its name.
                "stance" if name != "cue" && !captures.contains(name) => names.stance(value, found),
                "speaker" if SPECIAL_SPEAKERS.contains(&name) => {}
                field if CAPTURE_FIELDS.contains(&field) && !captures.contains(name) => {
                    found.push(captures::unknown(value, pattern, &captures, names));
                }
                _ => {}
            }
        }
    }
}

/// A number from 0 to 1.
fn is_share(name: &str) -> bool {
    name.parse()
        .is_ok_and(|share: f32| (0.0..=1.0).contains(&share))
}

fn becomes(value: &Placed<String>, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    for stance in value
        .value
        .split(':')
        .map(|stance| stance.trim().to_owned())
    {
        names.stance(
            &Placed {
                value: stance,
                place: value.place,
            },
            found,
        );
    }
}
