//! Rules that were tried, in words.

use super::Page;
use crate::attribution::explain::{
    CueTrial, ItemWords, Outcome, ReadingExplanation, RuleExplanation, Trial,
};
use crate::rules::message::{Fills, Message, say};
use crate::rules::model::Section;
use std::fmt::Write;

/// So many values of a choice are told.
const FEW: usize = 5;

impl Page<'_> {
    /// How a trial ended, as the end of a sentence that begins with the rule.
    pub(super) fn outcome(&self, trial: &Trial) -> String {
        let fit = |how: Message| say!("fits, but {}", how);
        let said = match &trial.outcome {
            Outcome::Fired {
                statement: Some(id),
            } => say!("fits and was taken: {}", id),
            Outcome::Fired { statement: None } => {
                let section = self.pattern(&trial.rule).map(|pattern| pattern.section);
                match section {
                    Some(Section::Exclusion) => say!("fits and takes the cue away"),
                    Some(Section::Mark) => say!("fits: the marks hold a name"),
                    _ => say!("fits and was taken"),
                }
            }
            Outcome::Overridden { by } => fit(say!("{} comes before it", by)),
            Outcome::Excluded { by } => fit(say!("the exclusion {} takes the cue away", by)),
            Outcome::UsedUp { by, cue } => fit(say!(
                "the word stands in the introduction of another report ({} at {}, {})",
                by,
                self.at(cue),
                self.quoted(cue)
            )),
            Outcome::WithoutContent => fit(say!("nothing is left that could have been said")),
            Outcome::Idle => say!("fits, and there is nothing for it to change"),
            Outcome::NotACue => say!("the word is not what its cue must be"),
            Outcome::Reading { condition, unless } => match condition {
                None => say!("no reading of the word is what its cue must be"),
                Some(condition) if *unless => {
                    say!("the cue falls under `unless: {}`", self.few(condition))
                }
                Some(condition) => say!(
                    "no reading of the cue satisfies `where: {}`",
                    self.few(condition)
                ),
            },
            Outcome::Inside => {
                say!("what stands inside the marks is not what its `inside:` asks for")
            }
            Outcome::Stopped {
                number,
                expected,
                found,
                before_cue,
            } => {
                let found = match found {
                    Some(span) if span.text.trim().is_empty() => {
                        say!("the end of a paragraph").part()
                    }
                    Some(span) => self.quoted(span).part(),
                    None if *before_cue => say!("the beginning of the text").part(),
                    None => say!("the end of the text").part(),
                };
                say!(
                    "stopped at item {} of {}: expected {}, found {}",
                    *number,
                    trial.of,
                    self.few(expected),
                    found
                )
            }
            Outcome::Condition {
                condition,
                unless,
                words,
            } => {
                let words = match words {
                    Some(words) => self.quoted(words).part(),
                    None => say!("what was captured").part(),
                };
                match condition {
                    None => say!("all items fit, but {} does not agree with the cue", words),
                    Some(condition) if *unless => say!(
                        "all items fit, but {} falls under `unless: {}`",
                        words,
                        self.few(condition)
                    ),
                    Some(condition) => say!(
                        "all items fit, but {} does not satisfy `where: {}`",
                        words,
                        self.few(condition)
                    ),
                }
            }
        };
        self.say(&said)
    }

    /// A choice of values, a long one told by its beginning.
    fn few(&self, values: &str) -> String {
        let all: Vec<&str> = values.split(" | ").collect();
        let mut text = all.get(..FEW).unwrap_or(&all).join(" | ");
        if all.len() > FEW {
            let more = say!("{} more", all.len() - FEW);
            let _ = write!(text, " | {}", self.say(&more));
            if values.ends_with(']') {
                text.push(']');
            }
        }
        self.text(&text)
    }

    /// A line a trial: the rule, and how it ended.
    pub(super) fn trials(&self, trials: &[Trial], indent: &str, out: &mut String) {
        for trial in trials {
            let _ = writeln!(out, "{indent}{}: {}", trial.rule, self.outcome(trial));
        }
    }

    /// The items of a rule, a line each, with the words they took.
    pub(super) fn items(&self, trial: &Trial, indent: &str, out: &mut String) {
        let name = |item: &ItemWords| {
            let few = self.few(&item.item);
            match item.cue {
                true => self.say(&say!("{}, the cue", few)),
                false => few,
            }
        };
        // An item of Arabic is as wide as its letters, near enough.
        let widths = trial.items.iter().map(|item| name(item).chars().count());
        let width = widths.max().unwrap_or(0).min(40);
        for item in &trial.items {
            let name = name(item);
            let gap = width.saturating_sub(name.chars().count());
            let words = match &item.words {
                // The engine finds where an open end ends; the pattern only knows its first word.
                Some(words) if matches!(item.item.as_str(), "clause" | "rest") => {
                    self.text(&format!("{} \u{2026}", words.text))
                }
                Some(words) => self.span(words),
                None => self.say(&say!("(nothing)")),
            };
            let _ = writeln!(
                out,
                "{indent}{}  {}{:gap$}  {words}",
                item.number,
                self.text(&name),
                ""
            );
        }
    }

    /// A reading in one line.
    pub(super) fn reading(&self, reading: &ReadingExplanation) -> String {
        let mut words = vec![self.grammar(&reading.class).to_owned()];
        let features = reading.features.iter();
        words.extend(features.map(|one| self.grammar(one).to_owned()));
        let mut parts = vec![format!(
            "{}: {}",
            self.text(&reading.lemma),
            self.row(&words)
        )];
        if !reading.clitics.is_empty() {
            let clitics = reading.clitics.iter();
            let clitics: Vec<String> = clitics.map(|one| self.text(self.grammar(one))).collect();
            parts.push(self.say(&say!("with {}", clitics.join(" "))));
        }
        if !reading.governs.is_empty() {
            let governs: Vec<String> = reading.governs.iter().map(|one| self.text(one)).collect();
            parts.push(self.say(&say!("governs {}", self.row(&governs))));
        }
        if !reading.roles.is_empty() {
            parts.push(self.say(&say!("role {}", self.row(&reading.roles))));
        }
        if let Some(stance) = &reading.stance {
            parts.push(self.say(&say!("stance {}", self.value("stance", stance))));
        }
        parts.join(&self.say(&say!("; ")))
    }

    /// One rule at all its cues, and how often it ended in which way.
    pub(super) fn rule(&self, rule: &RuleExplanation, place: &str, out: &mut String) {
        let _ = writeln!(out, "{}{}", rule.rule, self.written(&rule.rule));
        if let Some(pattern) = self.pattern(&rule.rule) {
            let _ = writeln!(out, "{}", self.prose(&pattern.summary));
        }
        out.push('\n');
        for CueTrial { cue, trial, .. } in &rule.trials {
            let _ = writeln!(out, "{place}:{}: {}", self.at(cue), self.quoted(cue));
            let _ = writeln!(out, "    {}", self.outcome(trial));
            if !trial.items.is_empty() {
                self.items(trial, "      ", out);
            }
        }
        let count = |wanted: fn(&Outcome) -> bool| {
            let trials = rule.trials.iter();
            trials.filter(|one| wanted(&one.trial.outcome)).count()
        };
        let fired = count(|outcome| matches!(outcome, Outcome::Fired { .. }));
        let lost = count(|outcome| {
            matches!(
                outcome,
                Outcome::Overridden { .. }
                    | Outcome::Excluded { .. }
                    | Outcome::UsedUp { .. }
                    | Outcome::WithoutContent
                    | Outcome::Idle
            )
        });
        let all = say!(
            "{} tried, {} taken, {} fitted and lost, {} did not fit",
            rule.trials.len(),
            fired,
            lost,
            rule.trials.len() - fired - lost
        );
        let _ = writeln!(out, "{}", self.say(&all));
    }
}
