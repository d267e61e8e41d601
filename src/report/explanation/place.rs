//! Places where nothing was found.

use super::Page;
use crate::attribution::explain::{Outcome, PlaceExplanation, Verdict};
use std::fmt::Write;

impl Page<'_> {
    /// A place: what stands there, why it is no statement, and the nearest patterns; one of them where a whole line is asked about.
    pub(super) fn place(&self, place: &PlaceExplanation, path: &str, word: bool, out: &mut String) {
        let _ = writeln!(
            out,
            "{path}:{}: no statement has its cue here: {}",
            self.at(&place.word),
            self.quoted(&place.word)
        );
        let _ = writeln!(out, "    {}", self.verdict(&place.verdict));
        if word && place.readings.is_empty() {
            let _ = writeln!(
                out,
                "    it is in no list, and no form of a verb of the rules"
            );
        }
        if word || matches!(place.verdict, Verdict::NothingFits) {
            let shown = if word { place.readings.len() } else { 1 };
            for reading in place.readings.iter().take(shown) {
                let _ = writeln!(out, "    can be read as {}", self.reading(reading));
            }
        }
        let trials: Vec<_> = place.trials.iter().take(if word { 5 } else { 1 }).collect();
        if trials.is_empty() || matches!(place.verdict, Verdict::NotACue) {
            return;
        }
        if matches!(place.verdict, Verdict::NothingFits) {
            let _ = writeln!(out, "    nearest:");
        }
        for trial in trials {
            let _ = writeln!(out, "      {}: {}", trial.rule, self.outcome(trial));
            if word
                && matches!(
                    trial.outcome,
                    Outcome::Stopped { .. } | Outcome::Condition { .. }
                )
            {
                self.items(trial, "        ", out);
            }
        }
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        match verdict {
            Verdict::NotACue => "no pattern has such a word as its cue".to_owned(),
            Verdict::Excluded { by } => format!(
                "taken away by the exclusion{} {}",
                if by.len() == 1 { "" } else { "s" },
                by.iter()
                    .map(|id| format!("{id}{}", self.written(id)))
                    .collect::<Vec<_>>()
                    .join("; ")
            ),
            Verdict::UsedUp { by, cue } => format!(
                "it belongs to the introduction of the report at {}, {} ({by})",
                self.at(cue),
                self.quoted(cue)
            ),
            Verdict::Name { by } => {
                format!("the marks hold a name, as {by} says{}", self.written(by))
            }
            Verdict::WithoutContent { rule } => {
                format!("{rule} fits, but nothing is left that could have been said")
            }
            _ => "no pattern fits".to_owned(),
        }
    }
}
