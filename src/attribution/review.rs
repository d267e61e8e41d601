//! Why a reader should look at a statement before relying on it.

use super::agreement::{forms, known, suits};
use super::analysis::Resolution;
use super::result::Parts;
use crate::pattern::SpeakerFrom;
use crate::text::{Repair, Span};

/// The verb cannot have this subject; no other speaker was found.
pub(crate) const DISAGREES: &str = "verb disagrees";

/// So many statements before, another speaker is close enough to be meant.
const CLOSE: usize = 2;

/// Where a document was mended, made so that a statement need not look at all of it.
pub(crate) struct Mended {
    /// In order.
    starts: Vec<u32>,
    /// In order as well.
    ends: Vec<u32>,
}

impl Mended {
    pub fn new(repairs: &[Repair]) -> Mended {
        let sorted = |byte: fn(&Repair) -> u32| {
            let placed = repairs.iter().filter(|repair| !repair.is_throughout());
            let mut bytes: Vec<u32> = placed.map(byte).collect();
            bytes.sort_unstable();
            bytes
        };
        Mended {
            starts: sorted(|repair| repair.span.start),
            ends: sorted(|repair| repair.span.end),
        }
    }

    /// Whether something was mended in a stretch: more has begun before its end than has ended before its beginning.
    fn meets(&self, span: Span) -> bool {
        let begun = self.starts.partition_point(|start| *start < span.end);
        let ended = self.ends.partition_point(|end| *end <= span.start);
        begun > ended
    }
}

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
    if parts.mended.meets(statement.reach) {
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

#[cfg(test)]
mod tests {
    use super::Mended;
    use crate::text::{Repair, Span};

    #[test]
    fn what_was_mended_is_found_where_it_touches_a_stretch() {
        let repairs: Vec<Repair> = [(2, 4), (3, 9), (12, 13)]
            .into_iter()
            .map(|(start, end)| Repair {
                what: "unclosed-mark",
                span: Span { start, end },
            })
            .collect();
        let mended = Mended::new(&repairs);
        for (start, end) in (0..16).flat_map(|start| (start + 1..16).map(move |end| (start, end))) {
            let touched = repairs
                .iter()
                .any(|repair| repair.span.start < end && start < repair.span.end);
            assert_eq!(mended.meets(Span { start, end }), touched, "{start}..{end}");
        }
    }
}
