//! Where a content begins and ends: at the sentence, at the next cue that is no part of it, at words with which the narrator speaks again.

use super::dateline::behind_dateline;
use super::matching::Match;
use super::stream::{SENTENCE, Stream};
use super::vocabulary::Vocabulary;
use crate::lexicon::{FormClass, Person, Reading, Tense};
use crate::pattern::{Builtin, Feature, KindSet, Rules, SpeakerFrom};

/// A quotation of so many tokens is what was said, not a word that was picked out of it: what follows behind a comma is the narrator's.
const LONG_QUOTATION: u32 = 8;

/// A match reaches no further from its cue, in nodes.
const REACH: usize = 64;

/// So many reports are looked at that can begin at a node, and none whose cue is further from it, in nodes.
const NEXT: usize = 4;
const BEFORE_CUE: usize = 48;

/// The second half of a headline is shorter, in nodes.
const HALF_LINE: usize = 16;

/// Finds the extent of contents in one stream.
pub(crate) struct Extents<'a> {
    pub rules: &'a Rules,
    pub words: &'a Vocabulary,
    pub stream: &'a Stream,
    /// All matches of the stream, in the order of their cues.
    pub matches: &'a [Match],
}

impl Extents<'_> {
    /// The pieces of the content of a match, as node ranges in text order.
    pub fn content(&self, number: usize) -> Vec<(usize, usize)> {
        let found = &self.matches[number];
        let pattern = &self.rules.patterns[found.pattern];
        let mut pieces = Vec::new();
        for capture in &pattern.yields.content {
            let Some((start, end)) = found.capture(*capture) else {
                continue;
            };
            let open = pattern.open & (1 << (capture % 32)) != 0;
            let quotation = end == start + 1 && self.kinds(start).has(Builtin::Quotation.kind());
            match (start > found.cue, open, quotation) {
                (true, _, true) => pieces.extend(self.with_quotation(number, start, open)),
                (true, true, false) => pieces.push((start, self.clause_end(number, start))),
                (false, true, _) => {
                    let start = self.stream.sentence_start(end, &self.words.sentence_end);
                    let start = behind_dateline(self.stream, self.words, start, end);
                    pieces.push((start, end));
                }
                (_, false, _) => pieces.push((start, end)),
            }
        }
        pieces.sort_unstable();
        pieces.dedup();
        if let Some(&(start, end)) = pieces.last()
            && start > found.cue
        {
            let quoted = self.stream.nodes[end - 1].quotation.is_some() && end == start + 1;
            pieces.extend(self.continuations(end, quoted));
            if !quoted && self.is_behind_colon(start) {
                pieces.extend(self.spoken_on(end));
            }
        } else if let Some(end) = self.end_behind_quotation(number, &pieces) {
            pieces.extend(self.continuations(end, true));
        }
        pieces
            .into_iter()
            .filter_map(|piece| self.trimmed(piece))
            .collect()
    }

    /// A content that begins with a quotation: the quotation alone, several of them, or a clause that goes on behind it.
    fn with_quotation(&self, number: usize, start: usize, open: bool) -> Vec<(usize, usize)> {
        let mut pieces = vec![(start, start + 1)];
        let mut at = start + 1;
        loop {
            let next = self.kinds(at);
            if self.ends(at) || self.sibling_at(number, at) {
                return pieces;
            }
            let separator = next.has(Builtin::Comma.kind())
                || next.has(Builtin::Semicolon.kind())
                || next.has(Builtin::Ellipsis.kind());
            if next.has(Builtin::Quotation.kind()) {
                pieces.push((at, at + 1));
                at += 1;
            } else if separator || next.meets(&self.words.conjunction) {
                let own = &self.stream.nodes[start];
                let turns = !separator && own.last - own.first > LONG_QUOTATION;
                if turns && !self.kinds(at + 1).has(Builtin::Quotation.kind()) {
                    return pieces;
                }
                let joined = separator && self.kinds(at + 1).meets(&self.words.conjunction);
                let opener = separator && self.kinds(at + 1).meets(&self.words.clause_opener);
                let following = at + 1 + usize::from(joined || opener);
                if self.kinds(following).has(Builtin::Quotation.kind()) {
                    at = following;
                } else if !separator || self.goes_on(number, start, at + 1, open) {
                    return vec![(start, self.clause_end(number, start))];
                } else {
                    return pieces;
                }
            } else if next.meets(&self.words.clause_ender)
                || next.meets(&self.words.gloss)
                || next.has(Builtin::Dash.kind())
                || next.has(Builtin::Parenthesis.kind())
            {
                return pieces;
            } else {
                return vec![(start, self.clause_end(number, start))];
            }
        }
    }

    /// Where the sentence of a verb ends that stands behind the quotation that it reports, unless somebody else speaks in it: "...", قال الوزير. "..."
    fn end_behind_quotation(&self, number: usize, pieces: &[(usize, usize)]) -> Option<usize> {
        let found = &self.matches[number];
        let &(start, end) = pieces.last()?;
        let quoted = end == start + 1 && self.stream.nodes[start].quotation.is_some();
        let last = (found.cue..found.cue + SENTENCE).find(|node| self.ends(*node))?;
        let next = self.matches.get(number + 1);
        let alone = next.is_none_or(|other| other.cue > last);
        (quoted && alone).then_some(last)
    }

    /// Long quotations that are sentences of their own behind the sentence of a report, without a cue: the same speaker goes on.
    /// Behind a quotation they may stand in paragraphs of their own.
    fn continuations(&self, mut at: usize, quoted: bool) -> Vec<(usize, usize)> {
        let mut pieces = Vec::new();
        loop {
            let mut next = at;
            let mut paragraph = false;
            while self.ends(next) && next < self.stream.nodes.len() {
                paragraph |= self.kinds(next).has(Builtin::Paragraph.kind());
                next += 1;
            }
            let quotation = self.kinds(next).has(Builtin::LongQuotation.kind());
            let alone = next > at && quotation && self.ends(next + 1);
            if !alone || (paragraph && !quoted) || self.covered(next) {
                return pieces;
            }
            pieces.push((next, next + 1));
            at = next + 1;
        }
    }

    /// The sentences behind words that a colon introduces and no mark closes, as long as they are in the first person and report nothing themselves.
    fn spoken_on(&self, mut at: usize) -> Vec<(usize, usize)> {
        let mut pieces = Vec::new();
        loop {
            let (start, furthest) = (at + 1, at + SENTENCE);
            let end = (start..furthest).find(|node| self.ends(*node));
            let line = self.kinds(at).has(Builtin::Paragraph.kind());
            let Some(end) = end.filter(|end| self.ends(at) && !line && *end > start) else {
                return pieces;
            };
            let reports = (start..end).any(|node| self.covered(node));
            if reports || !(start..end).any(|node| self.is_first_person(node)) {
                return pieces;
            }
            pieces.push((start, end));
            at = end;
        }
    }

    /// Whether a word means its speaker, however it is read: نحن، نسعى، شركائنا
    fn is_first_person(&self, node: usize) -> bool {
        let pronouns = self.rules.lexicon.pronouns();
        let own = |reading: &Reading| {
            let pronoun = reading
                .enclitic
                .and_then(|at| pronouns.get(usize::from(at)));
            let person = pronoun.map_or(reading.features.person, |own| Some(own.person));
            person == Some(Person::First)
        };
        let readings = self.stream.readings_of(node);
        self.kinds(node).meets(&self.words.first_person)
            || (!readings.is_empty() && readings.iter().all(own))
    }

    /// Whether a colon stands before the clause that begins at a node.
    fn is_behind_colon(&self, start: usize) -> bool {
        let before = start.checked_sub(1);
        before.is_some_and(|before| self.kinds(before).has(Builtin::Colon.kind()))
    }

    /// Whether a match holds a node.
    fn covered(&self, node: usize) -> bool {
        let first = self
            .matches
            .partition_point(|other| other.cue + REACH < node);
        self.matches[first..]
            .iter()
            .take_while(|other| other.cue < node + REACH)
            .any(|other| other.from <= node && node < other.to)
    }

    /// Whether the reported clause goes on behind a quotation and a comma: with another complementizer, or because the quotation was only a word or two of it.
    fn goes_on(&self, number: usize, quotation: usize, at: usize, open: bool) -> bool {
        if self.ends(at)
            || self.sibling_at(number, at)
            || self.kinds(at).meets(&self.words.clause_ender)
            || self.kinds(at).meets(&self.words.gloss)
        {
            return false;
        }
        let node = &self.stream.nodes[quotation];
        let long = node.last - node.first > LONG_QUOTATION;
        open && (self.kinds(at).meets(&self.words.clause_opener) || !long)
    }

    /// The gap behind the last node of a clause that begins at a node.
    fn clause_end(&self, number: usize, start: usize) -> usize {
        let mut at = start + 1;
        while at < start + SENTENCE && (!self.ends(at) || self.is_break_of_line(at)) {
            if self.narrator_at(number, start, at) || self.sibling_at(number, at) {
                return at;
            }
            at += 1;
        }
        let question = self.kinds(at).has(Builtin::Question.kind());
        if question { at + 1 } else { at }
    }

    /// Whether the narrator speaks again at a gap of a clause that begins at a node. What is said after أن can go on with ثم or بينما, unless a verb of the lexicon
    /// or a report follows at once; a position, which has no such word before it, ends there.
    fn narrator_at(&self, number: usize, start: usize, at: usize) -> bool {
        let edge = self.kinds(at - 1).meets(&self.words.edge);
        if edge && self.kinds(at).meets(&self.words.position_ender) {
            return self.is_position(number, start);
        }
        if self.is_gloss(at) {
            return true;
        }
        let ends = edge && self.kinds(at).meets(&self.words.clause_ender);
        if !ends || !self.kinds(at).meets(&self.words.clause_turn) {
            return ends;
        }
        let introduced = self.is_introduced(start);
        let next = self.kinds(at + 1);
        let verb = next.has(Builtin::Verb.kind()) && !next.meets(&self.words.common_verb);
        !introduced || verb || self.report_behind(at)
    }

    /// Whether the narrator's own remark on what was said begins at a gap: behind a comma, or behind words in marks.
    fn is_gloss(&self, at: usize) -> bool {
        let before = self.kinds(at - 1);
        let quoted = before.has(Builtin::Quotation.kind());
        self.kinds(at).meets(&self.words.gloss) && (before.has(Builtin::Comma.kind()) || quoted)
    }

    /// Whether a word that introduces what is said, or a colon, stands before the clause that begins at a node.
    fn is_introduced(&self, start: usize) -> bool {
        start.checked_sub(1).is_some_and(|before| {
            let before = self.kinds(before);
            before.meets(&self.words.complementizer)
                || before.meets(&self.words.clause_opener)
                || before.has(Builtin::Colon.kind())
        })
    }

    /// Whether what a match says from a node on is no clause but what somebody demands, rejects or announces: behind a verb, with nothing that introduces a clause.
    fn is_position(&self, number: usize, start: usize) -> bool {
        let aside = start.checked_sub(1).is_some_and(|before| {
            let before = self.kinds(before);
            before.has(Builtin::Dash.kind())
        });
        let class = self.matches[number]
            .reading
            .map(|reading| reading.features.class);
        let verbal = matches!(
            class,
            Some(FormClass::Verb | FormClass::Passive | FormClass::Participle)
        );
        verbal && !aside && !self.is_introduced(start) && !self.is_unmarked(number)
    }

    /// Whether a match is of words that need nothing to introduce them: وقال نريد السلام
    fn is_unmarked(&self, number: usize) -> bool {
        let pattern = &self.rules.patterns[self.matches[number].pattern];
        let unmarked = |feature: &Feature| matches!(feature, Feature::Frames(frames) if frames & self.words.unmarked != 0);
        let mut asked = self.rules.asked(pattern);
        asked.any(|condition| condition.capture.is_none() && unmarked(&condition.feature))
    }

    /// Whether a report begins directly behind the word at a gap: بينما المهندسون يؤكدون أن ...
    fn report_behind(&self, at: usize) -> bool {
        self.reports_from(at + 1)
            .any(|other| (at.saturating_sub(1)..=at + 1).contains(&other.from))
    }

    /// Whether two stops at a node only divide a line that has no stop at its end: a headline in two halves.
    fn is_break_of_line(&self, at: usize) -> bool {
        let line = |at: usize| {
            let kinds = self.kinds(at);
            at < self.stream.nodes.len() && !kinds.has(Builtin::Paragraph.kind())
        };
        self.kinds(at).has(Builtin::Ellipsis.kind())
            && (at + 1..at + HALF_LINE)
                .find(|next| !line(*next) || self.ends(*next))
                .is_some_and(|end| !line(end))
    }

    /// The next reports with a cue from a node on: those that can begin near it.
    fn reports_from(&self, node: usize) -> impl Iterator<Item = &Match> {
        let first = self.matches.partition_point(|other| other.cue < node);
        let next = self.matches[first..].iter().take(NEXT);
        next.take_while(move |other| other.cue < node + BEFORE_CUE)
    }

    /// Whether another report that is no part of this one's content begins at a gap.
    fn sibling_at(&self, number: usize, at: usize) -> bool {
        let own = self.matches[number].cue;
        self.reports_from(at)
            .any(|other| other.cue != own && self.begins(other) == at && self.is_sibling(other))
    }

    /// Whether the content of a match stands before its cue.
    fn content_before(&self, found: &Match) -> bool {
        let content = &self.rules.patterns[found.pattern].yields.content;
        let mut pieces = content.iter().filter_map(|capture| found.capture(*capture));
        pieces.any(|(start, _)| start < found.cue)
    }

    /// The gap at which a report begins: its subject, if that stands before the cue, or the cue, with the conjunction or adverbial before it. What stands
    /// before a participle ends the clause that it goes on with.
    fn begins(&self, found: &Match) -> usize {
        let class = found.reading.map(|reading| reading.features.class);
        let participle = class == Some(FormClass::Participle);
        let mut at = if participle || self.content_before(found) {
            found.cue
        } else {
            found.from
        };
        while at > 0 {
            let before = self.kinds(at - 1);
            if before.meets(&self.words.conjunction)
                || before.meets(&self.words.change_marker)
                || before.meets(&self.words.clause_ender)
            {
                at -= 1;
            } else {
                break;
            }
        }
        at
    }

    /// Whether a report goes on beside the ones before it: a participle, a verb joined by a conjunction, a new sentence's beginning, a source named behind its clause.
    fn is_sibling(&self, found: &Match) -> bool {
        let pattern = &self.rules.patterns[found.pattern];
        if self.content_before(found) {
            // A match can have taken the stop at its end with it.
            return self.ends(found.to)
                || self.kinds(found.to).meets(&self.words.edge)
                || found.to.checked_sub(1).is_some_and(|last| self.ends(last));
        }
        // As the cue was read: a verb whose own first letter is spelled like a conjunction is not joined by one.
        let joined = found.reading.map_or_else(
            || self.kinds(found.cue).meets(&self.words.conjunction_clitic),
            |reading| self.rules.lexicon.has_conjunction(reading.proclitics),
        );
        let begins = self.begins(found);
        let after_edge = begins > 0 && self.kinds(begins - 1).meets(&self.words.edge);
        let conjunction = begins < found.from
            || self.kinds(found.from).meets(&self.words.change_marker)
            || self.opens_in_the_past(found);
        match found.reading.map(|reading| reading.features.class) {
            Some(FormClass::Participle) => {
                !matches!(pattern.yields.speaker, SpeakerFrom::Capture(_)) || joined || after_edge
            }
            Some(FormClass::Verb | FormClass::Passive) => {
                joined || conjunction || (after_edge && found.from == found.cue)
            }
            _ => {
                let carried = matches!(pattern.yields.speaker, SpeakerFrom::Context);
                joined || conjunction || carried
            }
        }
    }

    /// Whether the match itself begins with a conjunction before a verb in the past: كما أشار إلى ... is no part of what was said before it, while
    /// لكنها تدعو إلى ... may be.
    fn opens_in_the_past(&self, found: &Match) -> bool {
        let past = found
            .reading
            .is_some_and(|reading| reading.features.tense == Some(Tense::Past));
        past && found.from + 1 == found.cue && self.kinds(found.from).meets(&self.words.conjunction)
    }

    fn kinds(&self, at: usize) -> &KindSet {
        self.stream.kinds_at(at)
    }

    fn ends(&self, at: usize) -> bool {
        at >= self.stream.nodes.len() || self.kinds(at).meets(&self.words.sentence_end)
    }

    /// A piece without commas at its edges and without a conjunction, وذلك or what introduces a source (وفق ما), left alone at its end; `None` when nothing is left.
    fn trimmed(&self, (mut start, mut end): (usize, usize)) -> Option<(usize, usize)> {
        while start < end && self.kinds(start).meets(&self.words.edge) {
            start += 1;
        }
        while start < end
            && (self.kinds(end - 1).meets(&self.words.edge)
                || self.kinds(end - 1).meets(&self.words.conjunction)
                || self.kinds(end - 1).meets(&self.words.source_conjunction)
                || self.kinds(end - 1).meets(&self.words.clause_turn))
        {
            end -= 1;
        }
        (start < end).then_some((start, end))
    }
}
