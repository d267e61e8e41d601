//! Places where nothing was found.

use super::Page;
use crate::attribution::explain::{Outcome, PlaceExplanation, Verdict};
use crate::rules::message::say;
use std::fmt::Write;

impl Page<'_> {
    /// A place: what stands there, why it is no statement, and the nearest patterns; one of them where a whole line is asked about.
    pub(super) fn place(&self, place: &PlaceExplanation, path: &str, word: bool, out: &mut String) {
        let none = say!(
            "no statement has its cue here: {}",
            self.quoted(&place.word)
        );
        let _ = writeln!(out, "{path}:{}: {}", self.at(&place.word), self.say(&none));
        let _ = writeln!(out, "    {}", self.verdict(&place.verdict));
        if word && place.readings.is_empty() {
            let none = say!("it is in no list, and no form of a verb of the rules");
            let _ = writeln!(out, "    {}", self.say(&none));
        }
        if word || matches!(place.verdict, Verdict::NothingFits) {
            let shown = if word { place.readings.len() } else { 1 };
            for reading in place.readings.iter().take(shown) {
                let reading = say!("can be read as {}", self.reading(reading));
                let _ = writeln!(out, "    {}", self.say(&reading));
            }
        }
        let trials: Vec<_> = place.trials.iter().take(if word { 5 } else { 1 }).collect();
        if trials.is_empty() || matches!(place.verdict, Verdict::NotACue) {
            return;
        }
        if matches!(place.verdict, Verdict::NothingFits) {
            let _ = writeln!(out, "    {}:", self.say(&say!("nearest")));
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
        let said = match verdict {
            Verdict::NotACue => say!("no pattern has such a word as its cue"),
            Verdict::Excluded { by } => {
                let all: Vec<String> = by
                    .iter()
                    .map(|id| format!("{id}{}", self.written(id)))
                    .collect();
                match by.len() {
                    1 => say!("taken away by the exclusion {}", all.join("; ")),
                    _ => say!("taken away by the exclusions {}", all.join("; ")),
                }
            }
            Verdict::UsedUp { by, cue } => say!(
                "it belongs to the introduction of the report at {}, {} ({})",
                self.at(cue),
                self.quoted(cue),
                by
            ),
            Verdict::Name { by } => {
                let written = self.written(by);
                say!("the marks hold a name, as {} says{}", by, written)
            }
            Verdict::WithoutContent { rule } => {
                say!(
                    "{} fits, but nothing is left that could have been said",
                    rule
                )
            }
            _ => say!("no pattern fits"),
        };
        self.say(&said)
    }
}
