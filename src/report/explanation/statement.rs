//! A statement: in full, or in a few lines.

use super::Page;
use crate::attribution::analysis::TextSpan;
use crate::attribution::explain::{Candidate, CandidateFate, StatementExplanation, Trial};
use crate::report::describe;
use crate::rules::message::{Message, say};
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
        let head = say!(
            "{} at {}, {} speech, confidence {}: {}",
            said.id,
            self.at(&cue),
            self.value("kind", describe::kind(said.kind)),
            format!("{:.2}", said.confidence),
            self.text(&cue.text)
        );
        let _ = writeln!(out, "{}", self.say(&head));
        let mut line = |name: Message, value: &str| {
            let _ = writeln!(out, "    {} {value}", self.column(&name, 8));
        };
        let taken = one.readings.iter().find(|reading| reading.taken);
        if let Some(reading) = taken {
            line(say!("cue"), &self.reading(reading));
        }
        line(say!("rule"), &said.rule);
        line(say!("speaker"), &self.name(one));
        line(Message::default(), &self.how(one));
        line(say!("stance"), &self.stance(one));
        for piece in &said.content {
            line(say!("words"), &self.span(piece));
        }
    }

    fn name(&self, one: &StatementExplanation) -> String {
        match &one.statement.speaker {
            Some(speaker) => self.text(&speaker.name),
            None => self.say(&say!("nobody")),
        }
    }

    /// How the speaker was found.
    fn how(&self, one: &StatementExplanation) -> String {
        self.prose(&self.heard(&one.speaker.how))
    }

    fn stance(&self, one: &StatementExplanation) -> String {
        let stance = &one.stance;
        let from = self.text(&self.heard(&stance.from));
        let (own, said) = (
            self.value("stance", &stance.own),
            self.value("stance", &one.statement.stance),
        );
        let mut text = match one.statement.stance == stance.own {
            true => say!("{}, from {}", own, from),
            false => say!("{}: {} from {}", said, own, from),
        };
        if stance.question {
            text = say!("{}, but what is said is a question", text);
        }
        if let Some((rule, to)) = &stance.change {
            text = say!(
                "{}, and {} makes {} of it",
                text,
                rule,
                self.value("stance", to)
            );
        }
        self.say(&text)
    }

    /// A statement with all decisions.
    pub(super) fn statement(&self, one: &StatementExplanation, place: &str, out: &mut String) {
        let said = &one.statement;
        let cue = TextSpan {
            text: said.cue.text.clone(),
            start: said.cue.start,
            end: said.cue.end,
        };
        let head = say!(
            "{}, {} speech, {}, confidence {}",
            said.id,
            self.value("kind", describe::kind(said.kind)),
            self.value("stance", &said.stance),
            format!("{:.2}", said.confidence)
        );
        let _ = writeln!(out, "{place}:{}: {}", self.at(&cue), self.say(&head));
        for piece in &said.content {
            let _ = writeln!(out, "    {}", self.span(piece));
        }
        let _ = writeln!(out, "\n  {}", self.say(&say!("the cue")));
        let _ = writeln!(out, "    {}", self.text(&cue.text));
        for reading in &one.readings {
            let as_it = self.reading(reading);
            let lead = match reading.taken {
                true => say!("read as {}", as_it),
                false => say!("not as {}", as_it),
            };
            let _ = writeln!(out, "    {}", self.say(&lead));
        }
        let _ = writeln!(out, "\n  {}", self.say(&say!("the pattern")));
        let _ = writeln!(out, "    {}{}", said.rule, self.written(&said.rule));
        if let Some(pattern) = self.pattern(&said.rule) {
            let _ = writeln!(out, "    {}", self.prose(&pattern.summary));
        }
        self.items(&one.pattern, "      ", out);
        let head = |trials: &[Trial], title: Message, out: &mut String| {
            if !trials.is_empty() {
                let _ = writeln!(out, "    {}:", self.say(&title));
                self.trials(trials, "      ", out);
            }
        };
        head(
            &one.before,
            say!("tried before it and did not fit, the nearest first"),
            out,
        );
        head(&one.lost, say!("would fit as well"), out);
        self.speaker(one, out);
        let stance = self.say(&say!("the stance"));
        let _ = writeln!(out, "\n  {stance}\n    {}", self.stance(one));
        self.marks(one, out);
        let factors = one.confidence.iter();
        let factors: Vec<String> = factors
            .map(|factor| format!("{:.2} ({})", factor.factor, self.heard(&factor.what)))
            .collect();
        let _ = writeln!(
            out,
            "\n  {}\n    {:.2} = {}",
            self.say(&say!("the confidence")),
            said.confidence,
            factors.join(" × ")
        );
        if let Some(outer) = &said.within {
            let within = say!("it stands within what {} says", outer);
            let _ = writeln!(out, "\n  {}", self.say(&within));
        }
    }

    fn speaker(&self, one: &StatementExplanation, out: &mut String) {
        let _ = writeln!(out, "\n  {}", self.say(&say!("the speaker")));
        let Some(speaker) = &one.statement.speaker else {
            let _ = writeln!(out, "    {}\n    {}", self.name(one), self.how(one));
            self.candidates(one, out);
            return;
        };
        let _ = writeln!(out, "    {}", self.text(&speaker.name));
        let kind = describe::speaker_kind(speaker.kind);
        let found = describe::resolution(speaker.resolution);
        let found = say!(
            "{}; {}, {}",
            self.how(one),
            self.value("speaker kind", kind),
            self.value("resolution", found)
        );
        let mut line = |what: Message| {
            let _ = writeln!(out, "    {}", self.say(&what));
        };
        line(found);
        for name in &speaker.members {
            line(say!("one of them {}", self.text(name)));
        }
        for name in &one.speaker.aliases {
            line(say!("also called {}", self.text(name)));
        }
        if let Some(description) = &one.speaker.description {
            line(say!("described as {}", self.text(description)));
        }
        if let Some(item) = one.speaker.item {
            line(say!("bound by item {} of the pattern", item));
        }
        for relay in &one.statement.via {
            line(say!("through {}", self.text(&relay.text)));
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
            let _ = writeln!(out, "    {}", self.say(&say!("nobody else could be meant")));
            return;
        }
        let _ = writeln!(out, "    {}:", self.say(&say!("who could be meant")));
        for candidate in told.iter().take(CANDIDATES) {
            let fate = self.fate(one, candidate);
            let fate = match (&candidate.spoke, &candidate.words) {
                (Some(cue), _) => say!("{} (spoke at {})", fate, self.at(cue)),
                (None, Some(words)) => say!("{} (at {})", fate, self.at(words)),
                (None, None) if candidate.fate == CandidateFate::Taken => {
                    say!("{} (has not spoken yet)", fate)
                }
                (None, None) => fate,
            };
            let name = self.text(&candidate.name);
            let _ = writeln!(out, "      {}: {name}", self.say(&fate));
        }
        if let Some(more) = told.len().checked_sub(CANDIDATES).filter(|more| *more > 0) {
            let _ = writeln!(out, "      {}", self.say(&say!("and {} more", more)));
        }
    }

    fn fate(&self, one: &StatementExplanation, candidate: &Candidate) -> Message {
        let by = candidate.by.as_deref().unwrap_or_default();
        let not = match candidate.fate {
            CandidateFate::Taken => return say!("taken"),
            CandidateFate::ComesLater => {
                return say!("could be meant, but comes after the one taken");
            }
            CandidateFate::Namesake => {
                return say!("bears this name or title too, but comes after the one taken");
            }
            CandidateFate::ReportOver => {
                say!("spoke inside a report of somebody else, which is over")
            }
            CandidateFate::TooFar => say!("too many have spoken since"),
            CandidateFate::Disagrees if one.speaker.item.is_some() => say!("does not agree"),
            CandidateFate::Disagrees => say!("the verb does not agree"),
            CandidateFate::Addressee => say!("spoken to"),
            CandidateFate::Target => say!("spoken of"),
            CandidateFate::Relay => say!("passes the words on"),
            CandidateFate::Channel => say!("where it was said"),
            CandidateFate::Occasion => say!("when it was said"),
            CandidateFate::WithinWords => say!("stands within what is said"),
            CandidateFate::Governed => say!("stands behind a preposition"),
            CandidateFate::SpeaksElsewhere => say!("speaks in {}", by),
            CandidateFate::OtherPattern => say!("only {} would take it, which lost", by),
            CandidateFate::Unbound => {
                let cue = one.statement.cue.start;
                let before = candidate.words.as_ref().is_some_and(|it| it.start < cue);
                let rule = &one.statement.rule;
                match before {
                    true => say!("stands before the cue, where {} takes no speaker", rule),
                    false => say!("stands behind the cue, where {} takes no speaker", rule),
                }
            }
        };
        say!("not meant: {}", not)
    }

    fn marks(&self, one: &StatementExplanation, out: &mut String) {
        let said = &one.statement;
        if said.quotes.is_empty() && one.rejected.is_empty() && one.repairs.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n  {}", self.say(&say!("the marks")));
        let mut line = |what: Message| {
            let _ = writeln!(out, "    {}", self.say(&what));
        };
        for quote in &said.quotes {
            line(say!("the speaker's own words: {}", self.quoted(quote)));
        }
        for quote in &one.rejected {
            let span = TextSpan {
                text: quote.text.clone(),
                start: quote.start,
                end: quote.end,
            };
            line(say!(
                "nobody's words, as {} says{}: {}",
                quote.rule,
                self.written(&quote.rule),
                self.quoted(&span)
            ));
        }
        for repair in &one.repairs {
            let (line_at, column) = self.line_column(repair.start);
            let at = format!("{line_at}:{column}");
            line(say!("mended at {}: {}", at, self.repair(&repair.what)));
        }
    }
}
