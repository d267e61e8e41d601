//! The subject of a sentence that reports nothing itself: the noun phrase near its beginning that can be a speaker and that no preposition governs. A participle, or a
//! verb without a subject, goes on with it.

use super::dateline::dash_of_dateline;
use super::entities::Registry;
use super::mention::{Mention, Mentions};
use super::stream::Stream;
use super::vocabulary::Vocabulary;
use crate::lexicon::SpeakerKind;
use crate::pattern::{Builtin, KindSet};
use crate::text::Text;

/// How many nodes from the beginning of a sentence its subject is looked for: a verb, an adverbial, a conjunction.
const REACH: usize = 6;

/// How many nodes from there a verb and its subject are looked for behind a long adverbial.
const FAR: usize = 20;

/// Most nodes before the dash of a byline, and between it and the colon.
const BYLINE: usize = 7;

/// How many nodes behind a medium whom it has met is looked for: a preposition, an honorific.
const ASKED: usize = 3;

/// Longest noun phrase, in nodes.
const LONGEST: usize = 16;

/// Finds subjects in one stream.
pub(crate) struct Subjects<'a> {
    pub text: &'a Text,
    pub stream: &'a Stream,
    pub words: &'a Vocabulary,
    pub mentions: &'a Mentions<'a>,
    pub registry: &'a Registry<'a>,
}

impl Subjects<'_> {
    /// The subject of the sentence in which a node stands, if it stands before the node: that of its last clause which has one. `free` tells whether a clause that
    /// begins at a node can still be going on.
    pub fn of_sentence(&self, node: usize, free: impl Fn(usize) -> bool) -> Option<Mention> {
        let start = self.sentence_start(node);
        let clauses = (start + 1..node)
            .rev()
            .filter(|at| self.kinds(at - 1).meets(&self.words.clause_ender));
        clauses
            .chain([start])
            .take_while(|clause| free(*clause))
            .find_map(|clause| self.of_clause(clause, node))
    }

    /// Subjects of the last reported clauses of a sentence before a node, the last one first: أكد أن عمال المرفأ أضربوا، حيث طالبوا ...
    pub fn of_reported_clauses(&self, node: usize, clauses: usize) -> Vec<Mention> {
        let start = self.sentence_start(node);
        let opened = (start + 1..node)
            .rev()
            .filter(|at| self.kinds(at - 1).meets(&self.words.complementizer))
            .take(clauses);
        opened.filter_map(|at| self.at(at, at, node)).collect()
    }

    fn of_clause(&self, start: usize, node: usize) -> Option<Mention> {
        let start = self.behind_marker(self.behind_byline(start, node));
        let start = self.behind_topic(start, node)?;
        let near = self.near(start, node);
        let subject = near.or_else(|| self.behind_far_verb(start, node))?;
        let asked = self.asked_by(start, &subject, node);
        asked.or(Some(subject))
    }

    /// The phrase near the beginning of a clause that can be its subject; whom a deed befell that a preposition governs is passed over with title and name.
    fn near(&self, start: usize, node: usize) -> Option<Mention> {
        let mut at = start;
        while at < node.min(start + REACH) {
            if let Some(subject) = self.at(start, at, node) {
                return Some(subject);
            }
            if self.kinds(at).meets(&self.words.topic) {
                at = self.behind_topic(at, node)?;
                continue;
            }
            let governed = self.is_of_governed_deed(start, at);
            let whole = (governed && self.kinds(at).meets(&self.words.title))
                .then(|| self.phrase(at, node))
                .flatten();
            let end = whole.and_then(|whole| whole.name).map(|(_, end)| end);
            at = end.unwrap_or(at).max(at + 1);
        }
        None
    }

    /// Whether a preposition governs a deed whose doer or victim stands at a node: منذ مقتل الرئيس.
    fn is_of_governed_deed(&self, start: usize, at: usize) -> bool {
        let deed = |node: usize| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.action)
                && !kinds.meets(&self.words.article)
                && !kinds.has(Builtin::PronounSuffix.kind())
                && !self.is_verb(node)
        };
        at == start + 2
            && self.kinds(start).meets(&self.words.preposition)
            && !self.is_verb(start)
            && deed(at - 1)
    }

    /// The phrase directly behind the first verb of a clause that a long adverbial opens: منذ مقتل الوزير في المدينة حاولت القوى السياسية ...
    fn behind_far_verb(&self, start: usize, node: usize) -> Option<Mention> {
        let opens = self.kinds(start);
        if !opens.meets(&self.words.preposition) || self.is_verb(start) {
            return None;
        }
        let reach = start + REACH..node.min(start + FAR);
        let ends = |at: &usize| {
            let kinds = self.kinds(*at);
            kinds.meets(&self.words.complementizer) || kinds.meets(&self.words.relative)
        };
        let clause = (start..reach.end).take_while(|at| !ends(at));
        let verb = clause.filter(|at| reach.contains(at)).find(|at| {
            let kinds = self.kinds(*at);
            kinds.meets(&self.words.common_verb) && !kinds.has(Builtin::PronounSuffix.kind())
        })?;
        self.at(verb, verb + 1, node)
    }

    /// Whom a medium has met or asked, where that is the clause: التقت الصحيفة مدير الملاحة فقال ...
    fn asked_by(&self, start: usize, subject: &Mention, limit: usize) -> Option<Mention> {
        let medium = subject.kind == Some(SpeakerKind::Media);
        let verb = subject
            .nodes
            .0
            .checked_sub(1)
            .filter(|verb| *verb >= start)?;
        if !medium || !self.kinds(verb).meets(&self.words.interviewing) {
            return None;
        }
        // The medium's phrase can have run on over whom it met.
        let (from, to) = (subject.nodes.0 + 1, subject.nodes.1 + ASKED);
        let begins = |at: &usize| {
            self.kinds(*at).meets(&self.words.title) || self.mentions.begins_name(*at, *at)
        };
        let at = (from..limit.min(to)).find(begins)?;
        self.phrase(at, limit)
    }

    /// The gap behind a byline at the beginning of a paragraph: سامح نجيب – المدينة: ...
    fn behind_byline(&self, start: usize, limit: usize) -> usize {
        let paragraph = start == 0 || self.kinds(start - 1).has(Builtin::Paragraph.kind());
        let sign = |from: usize, sign: Builtin| {
            let mut near = from..limit.min(from + BYLINE);
            near.find(|node| self.kinds(*node).has(sign.kind()))
        };
        let colon = sign(start, Builtin::Dash).and_then(|dash| sign(dash, Builtin::Colon));
        let dateline = dash_of_dateline(self.mentions.stream, self.words, start, limit);
        match colon.or(dateline) {
            Some(sign) if paragraph => {
                let more = |node: &usize| self.kinds(*node).has(Builtin::Dash.kind());
                (sign + 1..limit).take_while(more).last().unwrap_or(sign) + 1
            }
            _ => start,
        }
    }

    /// The gap behind the words at the beginning of a clause that say that somebody else speaks now, and their comma: من جانبه، عبر فلان ...
    fn behind_marker(&self, start: usize) -> usize {
        if !self.kinds(start).meets(&self.words.change_marker) {
            return start;
        }
        let comma = self.kinds(start + 1).has(Builtin::Comma.kind());
        start + 1 + usize::from(comma)
    }

    /// The gap behind what was asked or spoken about and its comma: وحول لقاءات النادي، قال ... Nobody whom it names is the subject; `None` where nothing stands behind it.
    fn behind_topic(&self, start: usize, limit: usize) -> Option<usize> {
        if !self.kinds(start).meets(&self.words.topic) {
            return Some(start);
        }
        let sign = |at: &usize| {
            self.kinds(*at).has(Builtin::Comma.kind())
                || self.kinds(*at).has(Builtin::Semicolon.kind())
        };
        let behind = (start..limit).rev().find(sign)? + 1;
        (behind < limit).then_some(behind)
    }

    /// The gap at which the sentence of a node begins.
    pub fn sentence_start(&self, node: usize) -> usize {
        self.stream.sentence_start(node, &self.words.sentence_end)
    }

    /// The beginning of the sentence before the one that begins at a gap, and the gap at which it ends.
    pub fn sentence_before(&self, start: usize) -> Option<(usize, usize)> {
        let mut end = start;
        while end > 0 && self.kinds(end - 1).meets(&self.words.sentence_end) {
            end -= 1;
        }
        (end > 0).then(|| (self.sentence_start(end), end))
    }

    /// [`Subjects::sentence_before`], unless a paragraph ends between them.
    pub fn sentence_before_in_paragraph(&self, start: usize) -> Option<(usize, usize)> {
        let (before, end) = self.sentence_before(start)?;
        let paragraph = Builtin::Paragraph.kind();
        let parted = (end..start).any(|node| self.kinds(node).has(paragraph));
        (!parted).then_some((before, end))
    }

    /// The noun phrase that begins at a node, if it can be the subject of the sentence that begins at `start`.
    fn at(&self, start: usize, at: usize, limit: usize) -> Option<Mention> {
        let kinds = self.kinds(at);
        // In a relative clause somebody else can act.
        let relative = at > start + 1
            && self.is_verb(at - 1)
            && self.kinds(at - 2).meets(&self.words.relative);
        let governed = relative
            || (at > start && self.kinds(at - 1).meets(&self.words.preposition))
            || self.is_of_governed_deed(start, at);
        // A dateline names no subject.
        let next = self.kinds(at + 1);
        let opens_line = next.has(Builtin::Colon.kind()) || next.has(Builtin::Dash.kind());
        if kinds.meets(&self.words.place) && opens_line {
            return None;
        }
        // A name in marks is whole.
        if kinds.has(Builtin::ShortQuotation.kind()) && !governed {
            let medium = kinds.meets(&self.words.head);
            return medium.then(|| self.mentions.read((at, at + 1))).flatten();
        }
        let joined = at > start && kinds.meets(&self.words.conjunction_clitic);
        let known = kinds.meets(&self.words.head) || self.mentions.begins_name(at, start);
        // A name that only this article shows to be one counts where a subject most likely stands: first, or behind the verb.
        let behind_verb = at == start + 1 && self.is_verb(start);
        let foreign = || {
            let run = self
                .mentions
                .leading_foreign_name((at, limit.min(at + LONGEST)));
            run.is_some_and(|(first, last)| last > first + 1)
        };
        // A word at the beginning that is spelled like a verb, before somebody who can be its subject.
        let opens = at == start
            && !kinds.meets(&self.words.given_name)
            && (next.meets(&self.words.title) || self.mentions.begins_name(at + 1, at + 1));
        let reports = kinds.has(Builtin::Verb.kind());
        // A deed of somebody, before his title or name, speaks for nobody.
        let behind_conjunction = at > start && self.kinds(at - 1).meets(&self.words.conjunction);
        let deed = kinds.meets(&self.words.verb_homograph)
            && (at == start || behind_conjunction)
            && (next.meets(&self.words.title) || self.mentions.begins_name(at + 1, at + 1));
        // Nouns for the unnamed are spelled like verbs too.
        let verbal =
            (reports && opens) || deed || (self.is_verb(at) && kinds.meets(&self.words.anonymous));
        // A name that nothing else shows opens the sentence, before what its bearer is.
        let described = || {
            let run = self
                .mentions
                .leading_foreign_name((at, limit.min(at + LONGEST)));
            run.is_some_and(|(first, last)| {
                let comma = usize::from(self.kinds(last).has(Builtin::Comma.kind()));
                last > first + 1 && self.kinds(last + comma).meets(&self.words.title)
            })
        };
        let can_head = !verbal
            && !self.is_doubtful(at)
            && (known
                || (at == start && described())
                || (at <= start + 1 && self.registry.is_name(self.stream, at))
                || (behind_verb && foreign()));
        let closed = kinds.meets(&self.words.preposition_clitic)
            || kinds.meets(&self.words.closed)
            || kinds.meets(&self.words.pronoun)
            || kinds.meets(&self.words.first_person);
        // A collective with a pronoun is as often a verb or a deed.
        let owned = kinds.meets(&self.words.collective)
            && kinds.has(Builtin::PronounSuffix.kind())
            && (!behind_verb || kinds.meets(&self.words.common_noun));
        if governed || joined || !can_head || closed || owned {
            return None;
        }
        self.phrase(at, limit)
    }

    /// The whole noun phrase that begins at a node, with a name in apposition.
    pub(super) fn phrase(&self, at: usize, limit: usize) -> Option<Mention> {
        let mut end = at + 1;
        while end < limit && end < at + LONGEST && self.goes_on(end) {
            end += 1;
        }
        // What the last preposition governs belongs to it, whatever it is.
        let last = self.kinds(end - 1);
        let open = (end > at + 1 && last.meets(&self.words.preposition))
            || last.meets(&self.words.open_noun);
        let next = self.kinds(end);
        let governed = open
            && end < limit
            && next.has(Builtin::Word.kind())
            && !next.meets(&self.words.closed)
            && (!self.is_verb(end) || next.has(Builtin::PronounSuffix.kind()));
        let mention = self.mentions.read((at, end + usize::from(governed)))?;
        let whole = self.mentions.apposition(&mention, limit);
        let whole = whole.or_else(|| Some(self.far_name(&mention, limit)?.1));
        whole
            .and_then(|end| self.mentions.read((at, end)))
            .or(Some(mention))
    }

    /// All noun phrases between two gaps that could name a speaker, whatever governs them: what an explanation compares a speaker with. None goes on over
    /// one of `edges`, gaps in rising order.
    pub fn phrases(&self, from: usize, to: usize, edges: &[usize]) -> Vec<Mention> {
        let mut phrases = Vec::new();
        let mut at = from;
        while at < to {
            let kinds = self.kinds(at);
            let known = kinds.meets(&self.words.head)
                || self.mentions.begins_name(at, at)
                || self.registry.is_name(self.stream, at);
            let closed = kinds.meets(&self.words.closed) && !kinds.meets(&self.words.given_name);
            let verbal = self.is_verb(at) && !kinds.meets(&self.words.given_name);
            let heads = known && !closed && !verbal && !self.is_doubtful(at);
            let edge = edges.get(edges.partition_point(|edge| *edge <= at));
            let limit = edge.map_or(to, |edge| to.min(*edge));
            let phrase = heads.then(|| self.phrase(at, limit)).flatten();
            at = phrase.as_ref().map_or(at, |phrase| phrase.nodes.1 - 1) + 1;
            phrases.extend(phrase);
        }
        phrases
    }

    /// Whether a preposition governs the phrase that begins at a node.
    pub fn is_governed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.kinds(before));
        self.kinds(at).meets(&self.words.preposition_clitic)
            || before.is_some_and(|before| before.meets(&self.words.preposition))
    }

    /// [`Subjects::far_name`] beside a cue, where adverbials can stand between a role and the words said: whoever is met or accompanied there is somebody else
    /// (المدير خلال لقائه الدكتور سامح نجيب).
    pub fn name_behind_realm(&self, mention: &Mention, limit: usize) -> Option<usize> {
        let from = mention.nodes.1 + 1;
        let (honorific, end) = self.far_name(mention, limit)?;
        let other = |node: usize| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.title)
                || kinds.meets(&self.words.preposition)
                || kinds.has(Builtin::PronounSuffix.kind())
        };
        let last = self.kinds(honorific.saturating_sub(1));
        let whole = last.meets(&self.words.article) || last.meets(&self.words.place);
        (from < honorific && whole && !(from..honorific).any(other)).then_some(end)
    }

    /// The honorific behind a long title, and the gap behind the name that it introduces: رئيس اللجنة في الاتحاد الوطني الدكتور عادل سالم.
    fn far_name(&self, mention: &Mention, limit: usize) -> Option<(usize, usize)> {
        let (start, end) = mention.nodes;
        let role = mention.name.is_none() && self.kinds(start).meets(&self.words.title);
        if !role || !self.kinds(end).meets(&self.words.preposition) {
            return None;
        }
        let goes_on = |node: &usize| {
            let kinds = self.kinds(*node);
            kinds.has(Builtin::Word.kind())
                && !self.is_verb(*node)
                && !kinds.meets(&self.words.complementizer)
        };
        let mut words = (end + 1..limit.min(end + LONGEST)).take_while(goes_on);
        let within = self.kinds(end + 1).meets(&self.words.acting);
        let found = words.find(|node| {
            let whole = self.kinds(*node).meets(&self.words.article)
                || self.kinds(*node).meets(&self.words.place)
                || self.kinds(*node).meets(&self.words.nationality);
            // A name that what was said follows at once is nobody else's.
            let last = || {
                let name_end = self.mentions.name_end(node + 1, limit.max(node + 2));
                let behind = self.kinds(name_end);
                self.mentions.clear(node + 1)
                    && name_end > node + 2
                    && (behind.meets(&self.words.complementizer)
                        || behind.meets(&self.words.preposition)
                        || behind.meets(&self.words.preposition_clitic)
                        || behind.has(Builtin::Comma.kind()))
            };
            self.kinds(*node).meets(&self.words.name_title)
                || (whole && self.mentions.begins_name(node + 1, start) && (within || last()))
        });
        // A title behind the preposition is somebody else's.
        let other = |node: &usize| self.kinds(*node).meets(&self.words.title);
        let found = found.filter(|found| {
            self.kinds(*found).meets(&self.words.name_title)
                || !(end + 1..*found).any(|node| other(&node))
        });
        let honorific = found?;
        let name = honorific + 1;
        (name < limit && self.mentions.begins_name(name, honorific))
            .then(|| (honorific, self.mentions.name_end(name, limit)))
    }

    /// Whether a word is a speaker only as the name of a medium that is an ordinary word too: تواصل, الحرة.
    fn is_doubtful(&self, node: usize) -> bool {
        let ambiguous = self.words.ambiguous;
        let mut heads = self
            .mentions
            .entries(node)
            .filter(|entry| entry.is(&self.words.head));
        let medium = |entry: &crate::pattern::EntryInfo| {
            entry.roles & ambiguous != 0 && entry.is(&self.words.outlet)
        };
        let mut named = self.kinds(node).meets(&self.words.head);
        named &= !self.kinds(node).meets(&self.words.given_name);
        named && heads.all(medium)
    }

    pub(super) fn is_verb(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.has(Builtin::Verb.kind()) || kinds.meets(&self.words.common_verb)
    }

    fn goes_on(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        let named = kinds.meets(&self.words.given_name) || kinds.meets(&self.words.title);
        let verb = kinds.has(Builtin::Verb.kind()) && !named;
        let participle =
            kinds.has(Builtin::Participle.kind()) && !kinds.meets(&self.words.article) && !named;
        let sign =
            kinds.has(Builtin::ShortQuotation.kind()) || kinds.has(Builtin::Parenthesis.kind());
        // A definite noun behind a nationality is no part of the phrase.
        let object = self.kinds(node - 1).meets(&self.words.nationality)
            && kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.preposition_clitic)
            && !kinds.meets(&self.words.nationality)
            && !named
            && !kinds.meets(&self.words.family_name);
        // What was done stands behind a preposition that is written onto it, but a body is named by what it is for.
        let definite = |node: usize| self.kinds(node).meets(&self.words.article);
        let body = |node: usize| self.kinds(node).meets(&self.words.collective);
        let named_for =
            definite(node) && definite(node - 1) && node.checked_sub(2).is_some_and(body);
        let deed = kinds.meets(&self.words.preposition_clitic)
            && kinds.meets(&self.words.common_noun)
            && !named_for;
        if object || deed || self.mentions.is_object(node) {
            return false;
        }
        sign || (kinds.has(Builtin::Word.kind())
            && !kinds.meets(&self.words.closed)
            && !verb
            && !participle)
    }

    pub(super) fn kinds(&self, node: usize) -> &KindSet {
        self.stream.kinds_at(node)
    }
}
