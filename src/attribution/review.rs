//! Why a reader should look at a statement before relying on it.

use super::agreement::{forms, known, suits};
use super::analysis::Resolution;
use super::result::Parts;
use crate::pattern::SpeakerFrom;

/// The verb cannot have this subject; no other speaker was found.
pub(crate) const DISAGREES: &str = "verb disagrees";

/// So many statements before, another speaker is close enough to be meant.
const CLOSE: usize = 2;

/// The reasons to look at a statement, in a fixed order; none for most.
pub(crate) fn reasons(parts: &Parts, number: usize) -> Vec<&'static str> {
    let statement = &parts.statements[number];
    let found = &parts.readings[statement.stream].matches[statement.number];
    let inferred = matches!(
        statement.resolution,
        Resolution::Elided | Resolution::Pronoun
    );
    let forms = forms(parts.rules, &parts.readings[statement.stream], found);
    let fits = |person: usize| suits(known(&parts.registry.people[person]), &forms);
    let before = &parts.statements[number.saturating_sub(CLOSE)..number];
    let candidates = before.iter().filter_map(|other| other.speaker);
    let mended = |repair: &crate::text::Repair| {
        repair.span.start < statement.reach.end && statement.reach.start < repair.span.end
    };
    let mut reasons = Vec::new();
    match statement.speaker {
        Some(person) if inferred => {
            reasons.push("inferred speaker");
            if !fits(person) {
                reasons.push(DISAGREES);
            }
            if candidates
                .into_iter()
                .any(|other| other != person && fits(other))
            {
                reasons.push("close second candidate");
            }
        }
        Some(_) => {}
        None if unknown(parts, number) => reasons.push("unknown speaker"),
        None => {}
    }
    if parts.text.repairs.iter().any(mended) {
        reasons.push("repaired mark");
    }
    reasons
}

/// Whether a speaker was looked for and not found; a rule can say that there is none.
pub(crate) fn unknown(parts: &Parts, number: usize) -> bool {
    let statement = &parts.statements[number];
    let found = &parts.readings[statement.stream].matches[statement.number];
    let from = parts.rules.patterns[found.pattern].yields.speaker;
    statement.speaker.is_none() && from != SpeakerFrom::Nobody
}
