//! Records: one `field: value` a line, for terminals that do not reorder Arabic and for reading one statement at a time.

use super::bidi::{isolate_if, printable};
use super::translation::Translation;
use super::{Layout, describe};
use crate::attribution::analysis::{Analysis, Attribution, TextSpan};
use std::fmt::Write;

/// The records of a document under its heading, in the default layout.
#[must_use]
pub fn records(analysis: &Analysis) -> String {
    records_with(analysis, &Layout::default())
}

/// The records of a document under its heading; a blank line between statements, a line end at the end.
#[must_use]
pub fn records_with(analysis: &Analysis, layout: &Layout) -> String {
    let translation = Translation::of(layout);
    let mut out = translation.tell(&describe::heading(analysis, layout));
    out.push('\n');
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        out.push('\n');
        for (field, value) in fields(analysis, attribution, index + 1) {
            let value = translation.value(field, value);
            let field = translation.say(field);
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{field}: {}", isolate_if(&value, layout.isolate));
        }
    }
    let notes = describe::notes(analysis, &translation);
    if !notes.is_empty() && !analysis.attributions.is_empty() {
        out.push('\n');
    }
    for note in notes {
        out.push_str(&note);
        out.push('\n');
    }
    out
}

/// The fields of one statement that have a value, in their order.
fn fields(
    analysis: &Analysis,
    attribution: &Attribution,
    number: usize,
) -> Vec<(&'static str, String)> {
    let speaker = attribution.speaker.as_ref();
    let name = match (speaker, describe::flag(attribution)) {
        (Some(speaker), Some(flag)) => {
            format!("{} {} {flag}", printable(&speaker.name), describe::FLAG)
        }
        (Some(speaker), None) => printable(&speaker.name),
        (None, flag) => format!("{} {}", describe::FLAG, flag.unwrap_or("nobody named")),
    };
    let via: Vec<String> = attribution
        .via
        .iter()
        .map(|relay| printable(&relay.text))
        .collect();
    let mention = speaker.and_then(|speaker| speaker.mention.clone());
    let unusual = |framing: &str| match describe::is_usual(framing) {
        true => String::new(),
        false => framing.to_owned(),
    };
    let within = attribution
        .within
        .as_deref()
        .and_then(|id| describe::number_of(analysis, id));
    let all = [
        ("number", number.to_string()),
        ("speaker", name),
        ("mention", span(&mention)),
        (
            "speaker kind",
            speaker
                .map(|s| describe::speaker_kind(s.kind).to_owned())
                .unwrap_or_default(),
        ),
        (
            "found",
            speaker
                .map(|s| describe::resolution(s.resolution).to_owned())
                .unwrap_or_default(),
        ),
        ("via", via.join(" > ")),
        ("channel", span(&attribution.channel)),
        ("addressee", span(&attribution.addressee)),
        ("occasion", span(&attribution.occasion)),
        ("target", span(&attribution.target)),
        ("stance", printable(&attribution.stance)),
        (
            "polarity",
            unusual(describe::polarity(attribution.polarity)),
        ),
        (
            "commitment",
            unusual(describe::commitment(attribution.commitment)),
        ),
        ("kind", describe::kind(attribution.kind).to_owned()),
        ("cue", printable(&attribution.cue.text)),
        ("words", describe::words(attribution)),
        (
            "within",
            within.map(|number| number.to_string()).unwrap_or_default(),
        ),
        ("rule", printable(&attribution.rule)),
        ("confidence", format!("{:.2}", attribution.confidence)),
        ("review", attribution.needs_review.join(", ")),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// The characters of a span that may be absent.
fn span(span: &Option<TextSpan>) -> String {
    span.as_ref()
        .map(|span| printable(&span.text))
        .unwrap_or_default()
}
