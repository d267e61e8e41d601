//! What stands in the cells of one row.

use super::bidi::printable;
use super::describe;
use crate::attribution::analysis::{Analysis, Attribution};

/// The head of the table.
pub(super) const HEADER: [&str; 6] = ["#", "speaker", "stance", "kind", "cue", "words said"];

/// The columns that hold Arabic.
pub(super) const ARABIC: [usize; 3] = [1, 4, 5];

/// The cells of the statement that is the table's `number`-th.
pub(super) fn row(analysis: &Analysis, attribution: &Attribution, number: usize) -> [String; 6] {
    [
        number_cell(analysis, attribution, number),
        speaker_cell(attribution),
        stance_cell(attribution),
        describe::kind(attribution.kind).to_owned(),
        printable(&attribution.cue.text),
        describe::words(attribution),
    ]
}

/// The number; under it the statement this one stands in.
fn number_cell(analysis: &Analysis, attribution: &Attribution, number: usize) -> String {
    let outer = attribution
        .within
        .as_deref()
        .and_then(|id| describe::number_of(analysis, id));
    match outer {
        Some(outer) => format!("{number}\nin {outer}"),
        None => number.to_string(),
    }
}

/// The stance; under it that the speaker says that it is not so.
fn stance_cell(attribution: &Attribution) -> String {
    let mut cell = printable(&attribution.stance);
    if describe::is_denied(attribution) {
        let denied = describe::polarity(attribution.polarity);
        cell.push_str(&format!("\n{} {denied}", describe::FLAG));
    }
    cell
}

/// The name, with what must be known of it; under it those through whom and where it was said.
fn speaker_cell(attribution: &Attribution) -> String {
    let mut cell = attribution
        .speaker
        .as_ref()
        .map(|speaker| printable(&speaker.name))
        .unwrap_or_default();
    if let Some(flag) = describe::flag(attribution) {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(&format!("{} {flag}", describe::FLAG));
    }
    let shown = [
        "inferred speaker",
        "unknown speaker",
        "close second candidate",
    ];
    for reason in &attribution.needs_review {
        if !shown.contains(&reason.as_str()) {
            cell.push_str(&format!("\n{} {reason}", describe::FLAG));
        }
    }
    for name in describe::relays(attribution) {
        cell.push_str(&format!("\nvia {}", printable(name)));
    }
    if let Some(channel) = &attribution.channel {
        cell.push_str(&format!("\n@ {}", printable(&channel.text)));
    }
    cell
}
