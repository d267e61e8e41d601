//! A statement: in full, or in a few lines.

use super::Page;
use crate::attribution::analysis::TextSpan;
use crate::attribution::explain::{CandidateFate, StatementExplanation, Trial};
use crate::report::describe;
use std::fmt::Write;

/// So many of those who could have been meant are told.
const CANDIDATES: usize = 6;

impl Page<'_> {
    /// A statement in a few lines.
    pub(super) fn short(&self, one: &StatementExplanation, out: &mut String) {
        let said = &one.statement;
        let cue = TextSpan {
            text: said.cue.text.clone(),
            start: said.cue.start,
            end: said.cue.end,
        };
        let _ = writeln!(
            out,
            "{} at {}, {} speech, confidence {:.2}: {}",
            said.id,
            self.at(&cue),
            describe::kind(said.kind),
            said.confidence,
            self.text(&cue.text)
        );
        let taken = one.readings.iter().find(|reading| reading.taken);
        if let Some(reading) = taken {
            let _ = writeln!(out, "    cue      {}", self.reading(reading));
        }
        let _ = writeln!(out, "    rule     {}", said.rule);
        let name = said
            .speaker
            .as_ref()
            .map(|speaker| self.text(&speaker.name));
        let _ = writeln!(
            out,
            "    speaker  {}",
            name.unwrap_or_else(|| "nobody".to_owned())
        );
        let _ = writeln!(out, "             {}", self.text(&one.speaker.how));
        let _ = writeln!(out, "    stance   {}", self.stance(one));
        for piece in &said.content {
            let _ = writeln!(out, "    words    {}", self.span(piece));
        }
    }

    fn stance(&self, one: &StatementExplanation) -> String {
        let stance = &one.stance;
        let from = self.text(&stance.from);
        let mut text = if one.statement.stance == stance.own {
            format!("{}, from {from}", stance.own)
        } else {
            format!("{}: {} from {from}", one.statement.stance, stance.own)
        };
        if stance.question {
            text.push_str(", but what is said is a question");
        }
        if let Some((rule, to)) = &stance.change {
            let _ = write!(text, ", and {rule} makes {to} of it");
        }
        text
    }

    /// A statement with all decisions.
    pub(super) fn statement(&self, one: &StatementExplanation, place: &str, out: &mut String) {
        let said = &one.statement;
        let cue = TextSpan {
            text: said.cue.text.clone(),
            start: said.cue.start,
            end: said.cue.end,
        };
        let _ = writeln!(
            out,
            "{place}:{}: {}, {} speech, {}, confidence {:.2}",
            self.at(&cue),
            said.id,
            describe::kind(said.kind),
            said.stance,
            said.confidence
        );
        for piece in &said.content {
            let _ = writeln!(out, "    {}", self.span(piece));
        }
        let _ = writeln!(out, "\n  the cue");
        let _ = writeln!(out, "    {}", self.text(&cue.text));
        for reading in &one.readings {
            let lead = if reading.taken { "read as" } else { "not as" };
            let _ = writeln!(out, "    {lead} {}", self.reading(reading));
        }
        let _ = writeln!(out, "\n  the pattern");
        let _ = writeln!(out, "    {}{}", said.rule, self.written(&said.rule));
        if let Some(pattern) = self.pattern(&said.rule) {
            let _ = writeln!(out, "    {}", self.text(&pattern.summary));
        }
        self.items(&one.pattern, "      ", out);
        let head = |trials: &[Trial], title: &str, out: &mut String| {
            if !trials.is_empty() {
                let _ = writeln!(out, "    {title}");
                self.trials(trials, "      ", out);
            }
        };
        head(
            &one.before,
            "tried before it and did not fit, the nearest first:",
            out,
        );
        head(&one.lost, "would fit as well:", out);
        self.speaker(one, out);
        let _ = writeln!(out, "\n  the stance\n    {}", self.stance(one));
        self.marks(one, out);
        let factors = one.confidence.iter();
        let factors: Vec<String> = factors
            .map(|factor| format!("{:.2} ({})", factor.factor, factor.what))
            .collect();
        let _ = writeln!(
            out,
            "\n  the confidence\n    {:.2} = {}",
            said.confidence,
            factors.join(" × ")
        );
        if let Some(outer) = &said.within {
            let _ = writeln!(out, "\n  it stands within what {outer} says");
        }
    }

    fn speaker(&self, one: &StatementExplanation, out: &mut String) {
        let _ = writeln!(out, "\n  the speaker");
        let Some(speaker) = &one.statement.speaker else {
            let _ = writeln!(out, "    nobody\n    {}", self.text(&one.speaker.how));
            return;
        };
        let _ = writeln!(out, "    {}", self.text(&speaker.name));
        let _ = writeln!(
            out,
            "    {}; {}, {}",
            self.text(&one.speaker.how),
            describe::speaker_kind(speaker.kind),
            describe::resolution(speaker.resolution)
        );
        for (what, names) in [
            ("one of them", &speaker.members),
            ("also called", &one.speaker.aliases),
        ] {
            for name in names {
                let _ = writeln!(out, "    {what} {}", self.text(name));
            }
        }
        if let Some(description) = &one.speaker.description {
            let _ = writeln!(out, "    described as {}", self.text(description));
        }
        for candidate in one.speaker.candidates.iter().take(CANDIDATES) {
            let spoke = candidate.spoke.as_ref().map_or_else(
                || "has not spoken yet".to_owned(),
                |cue| format!("spoke at {}", self.at(cue)),
            );
            let fate = match candidate.fate {
                CandidateFate::Taken => "taken",
                CandidateFate::ReportOver => {
                    "not meant: spoke inside a report of somebody else, which is over"
                }
                CandidateFate::TooFar => "not meant: too many have spoken since",
                CandidateFate::Disagrees => "not meant: the verb does not agree",
                _ => "could be meant, but comes after the one taken",
            };
            let _ = writeln!(
                out,
                "      {fate} ({spoke}): {}",
                self.text(&candidate.name)
            );
        }
        for relay in &one.statement.via {
            let _ = writeln!(out, "    through {}", self.text(&relay.text));
        }
    }

    fn marks(&self, one: &StatementExplanation, out: &mut String) {
        let said = &one.statement;
        if said.quotes.is_empty() && one.rejected.is_empty() && one.repairs.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n  the marks");
        for quote in &said.quotes {
            let _ = writeln!(out, "    the speaker's own words: {}", self.quoted(quote));
        }
        for quote in &one.rejected {
            let span = TextSpan {
                text: quote.text.clone(),
                start: quote.start,
                end: quote.end,
            };
            let _ = writeln!(
                out,
                "    nobody's words, as {} says{}: {}",
                quote.rule,
                self.written(&quote.rule),
                self.quoted(&span)
            );
        }
        for repair in &one.repairs {
            let (line, column) = self.line_column(repair.start);
            let _ = writeln!(out, "    mended at {line}:{column}: {}", repair.what);
        }
    }
}
