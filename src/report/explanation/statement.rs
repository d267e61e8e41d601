//! A statement: in full, or in a few lines.

use super::Page;
use crate::attribution::analysis::TextSpan;
use crate::attribution::explain::{Candidate, CandidateFate, StatementExplanation, Trial};
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
        let _ = writeln!(out, "             {}", self.prose(&one.speaker.how));
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
            let _ = writeln!(out, "    {}", self.prose(&pattern.summary));
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
            let _ = writeln!(out, "    nobody\n    {}", self.prose(&one.speaker.how));
            self.candidates(one, out);
            return;
        };
        let _ = writeln!(out, "    {}", self.text(&speaker.name));
        let _ = writeln!(
            out,
            "    {}; {}, {}",
            self.prose(&one.speaker.how),
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
        if let Some(item) = one.speaker.item {
            let _ = writeln!(out, "    bound by item {item} of the pattern");
        }
        for relay in &one.statement.via {
            let _ = writeln!(out, "    through {}", self.text(&relay.text));
        }
        self.candidates(one, out);
    }

    /// Who else could have been meant, each with what spoke against them. Those within what is said come last: there are most of them.
    fn candidates(&self, one: &StatementExplanation, out: &mut String) {
        let elided = one.statement.speaker.as_ref();
        let elided = elided.is_some_and(|speaker| speaker.mention.is_none());
        let mut told: Vec<&Candidate> = one.speaker.candidates.iter().collect();
        // Beside a cue the one taken is told already.
        told.retain(|candidate| elided || candidate.fate != CandidateFate::Taken);
        told.sort_by_key(|candidate| candidate.fate == CandidateFate::WithinWords);
        if told
            .iter()
            .all(|candidate| candidate.fate == CandidateFate::Taken)
        {
            let _ = writeln!(out, "    nobody else could be meant");
            return;
        }
        let _ = writeln!(out, "    who could be meant:");
        for candidate in told.iter().take(CANDIDATES) {
            let place = match (&candidate.spoke, &candidate.words) {
                (Some(cue), _) => format!(" (spoke at {})", self.at(cue)),
                (None, Some(words)) => format!(" (at {})", self.at(words)),
                (None, None) if candidate.fate == CandidateFate::Taken => {
                    " (has not spoken yet)".to_owned()
                }
                (None, None) => String::new(),
            };
            let fate = self.fate(one, candidate);
            let name = self.text(&candidate.name);
            let _ = writeln!(out, "      {fate}{place}: {name}");
        }
        if let Some(more) = told.len().checked_sub(CANDIDATES).filter(|more| *more > 0) {
            let _ = writeln!(out, "      and {more} more");
        }
    }

    fn fate(&self, one: &StatementExplanation, candidate: &Candidate) -> String {
        let by = candidate.by.as_deref().unwrap_or_default();
        let not = match candidate.fate {
            CandidateFate::Taken => return "taken".to_owned(),
            CandidateFate::ComesLater => {
                return "could be meant, but comes after the one taken".to_owned();
            }
            CandidateFate::Namesake => {
                return "bears this name or title too, but comes after the one taken".to_owned();
            }
            CandidateFate::ReportOver => "spoke inside a report of somebody else, which is over",
            CandidateFate::TooFar => "too many have spoken since",
            CandidateFate::Disagrees if one.speaker.item.is_some() => "does not agree",
            CandidateFate::Disagrees => "the verb does not agree",
            CandidateFate::Addressee => "spoken to",
            CandidateFate::Target => "spoken of",
            CandidateFate::Relay => "passes the words on",
            CandidateFate::Channel => "where it was said",
            CandidateFate::Occasion => "when it was said",
            CandidateFate::WithinWords => "stands within what is said",
            CandidateFate::Governed => "stands behind a preposition",
            CandidateFate::SpeaksElsewhere => return format!("not meant: speaks in {by}"),
            CandidateFate::OtherPattern => {
                return format!("not meant: only {by} would take it, which lost");
            }
            CandidateFate::Unbound => {
                let cue = one.statement.cue.start;
                let before = candidate.words.as_ref().is_some_and(|it| it.start < cue);
                let where_ = if before { "before" } else { "behind" };
                return format!(
                    "not meant: stands {where_} the cue, where {} takes no speaker",
                    one.statement.rule
                );
            }
        };
        format!("not meant: {not}")
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
