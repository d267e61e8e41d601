//! Rules that were tried, in words.

use super::Page;
use crate::attribution::explain::{
    CueTrial, ItemWords, Outcome, ReadingExplanation, RuleExplanation, Trial,
};
use crate::rules::model::Section;
use std::fmt::Write;

/// So many values of a choice are told.
const FEW: usize = 5;

impl Page<'_> {
    /// How a trial ended, as the end of a sentence that begins with the rule.
    pub(super) fn outcome(&self, trial: &Trial) -> String {
        match &trial.outcome {
            Outcome::Fired {
                statement: Some(id),
            } => format!("fits and was taken: {id}"),
            Outcome::Fired { statement: None } => {
                let section = self.pattern(&trial.rule).map(|pattern| pattern.section);
                let done = match section {
                    Some(Section::Exclusion) => "fits and takes the cue away",
                    Some(Section::Mark) => "fits: the marks hold a name",
                    _ => "fits and was taken",
                };
                done.to_owned()
            }
            Outcome::Overridden { by } => format!("fits, but {by} comes before it"),
            Outcome::Excluded { by } => format!("fits, but the exclusion {by} takes the cue away"),
            Outcome::UsedUp { by, cue } => format!(
                "fits, but the word stands in the introduction of another report ({by} at {}, {})",
                self.at(cue),
                self.quoted(cue)
            ),
            Outcome::WithoutContent => "fits, but nothing is left that could have been said".into(),
            Outcome::Idle => "fits, and there is nothing for it to change".to_owned(),
            Outcome::NotACue => "the word is not what its cue must be".to_owned(),
            Outcome::Reading { condition, unless } => match condition {
                None => "no reading of the word is what its cue must be".to_owned(),
                Some(condition) if *unless => {
                    format!("the cue falls under `unless: {}`", self.few(condition))
                }
                Some(condition) => format!(
                    "no reading of the cue satisfies `where: {}`",
                    self.few(condition)
                ),
            },
            Outcome::Inside => {
                "what stands inside the marks is not what its `inside:` asks for".to_owned()
            }
            Outcome::Stopped {
                number,
                expected,
                found,
                before_cue,
            } => {
                let found = match found {
                    Some(span) if span.text.trim().is_empty() => "the end of a paragraph".into(),
                    Some(span) => self.quoted(span),
                    None if *before_cue => "the beginning of the text".to_owned(),
                    None => "the end of the text".to_owned(),
                };
                format!(
                    "stopped at item {number} of {}: expected {}, found {found}",
                    trial.of,
                    self.few(expected)
                )
            }
            Outcome::Condition {
                condition,
                unless,
                words,
            } => {
                let words = words.as_ref().map(|words| self.quoted(words));
                let words = words.unwrap_or_else(|| "what was captured".to_owned());
                match condition {
                    None => format!("all items fit, but {words} does not agree with the cue"),
                    Some(condition) if *unless => format!(
                        "all items fit, but {words} falls under `unless: {}`",
                        self.few(condition)
                    ),
                    Some(condition) => format!(
                        "all items fit, but {words} does not satisfy `where: {}`",
                        self.few(condition)
                    ),
                }
            }
        }
    }

    /// A choice of values, a long one told by its beginning.
    fn few(&self, values: &str) -> String {
        let all: Vec<&str> = values.split(" | ").collect();
        let mut text = all.get(..FEW).unwrap_or(&all).join(" | ");
        if all.len() > FEW {
            let _ = write!(text, " | {} more", all.len() - FEW);
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
            let cue = if item.cue { ", the cue" } else { "" };
            format!("{}{cue}", self.few(&item.item))
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
                None => "(nothing)".to_owned(),
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
        let mut text = format!("{}: {}", self.text(&reading.lemma), reading.class);
        for feature in &reading.features {
            let _ = write!(text, ", {feature}");
        }
        if !reading.clitics.is_empty() {
            let clitics: Vec<String> = reading.clitics.iter().map(|one| self.text(one)).collect();
            let _ = write!(text, "; with {}", clitics.join(" "));
        }
        if !reading.governs.is_empty() {
            let governs: Vec<String> = reading.governs.iter().map(|one| self.text(one)).collect();
            let _ = write!(text, "; governs {}", governs.join(", "));
        }
        if !reading.roles.is_empty() {
            let _ = write!(text, "; role {}", reading.roles.join(", "));
        }
        if let Some(stance) = &reading.stance {
            let _ = write!(text, "; stance {stance}");
        }
        text
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
        let _ = writeln!(
            out,
            "{} tried, {fired} taken, {lost} fitted and lost, {} did not fit",
            rule.trials.len(),
            rule.trials.len() - fired - lost
        );
    }
}
