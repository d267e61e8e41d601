//! Reads a noun phrase that names a speaker: what it heads, the proper name in it, gender and number.

use super::stream::Stream;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Gender, Number, SpeakerKind};
use crate::pattern::{Builtin, KindSet, Rules};

/// A noun phrase, read.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// Its nodes.
    pub nodes: (usize, usize),
    /// The nodes of the proper name in it, when there is one apart from titles.
    pub name: Option<(usize, usize)>,
    /// What it is, as far as its words tell.
    pub kind: Option<SpeakerKind>,
    /// Gender, as far as its words tell.
    pub gender: Option<Gender>,
    /// Number, as far as its words tell.
    pub number: Option<Number>,
    /// Whether it is a free pronoun.
    pub pronoun: bool,
    /// Whether it points back to a source (المصدر ذاته).
    pub same_source: bool,
}

impl Mention {
    /// The same phrase as the name of several who speak as one.
    pub fn compound(self) -> Mention {
        Mention {
            name: None,
            kind: Some(SpeakerKind::Group),
            gender: None,
            number: Some(Number::Plural),
            ..self
        }
    }
}

/// Reads noun phrases of one stream.
pub(crate) struct Mentions<'a> {
    pub rules: &'a Rules,
    pub words: &'a Vocabulary,
    pub stream: &'a Stream,
}

impl Mentions<'_> {
    /// Reads the noun phrase between two gaps; `None` when nothing but signs stands there.
    pub fn read(&self, nodes: (usize, usize)) -> Option<Mention> {
        let (mut start, mut end) = nodes;
        while start < end && self.kinds(start).meets(&self.words.edge) {
            start += 1;
        }
        while start < end
            && (self.kinds(end - 1).meets(&self.words.edge)
                || self.kinds(end - 1).meets(&self.words.conjunction))
        {
            end -= 1;
        }
        if start >= end {
            return None;
        }
        let first = self.kinds(start);
        let head = (start..end.min(start + 4)).find(|node| {
            self.kinds(*node).meets(&self.words.head)
                && !self.kinds(*node).meets(&self.words.honorific)
        });
        let by_list = head.and_then(|node| self.speaker_kind(node));
        let collective = first.meets(&self.words.collective)
            && by_list.is_some_and(|kind| kind != SpeakerKind::Person);
        let name = if collective {
            None
        } else {
            self.name((start, end))
        };
        let kind = match (by_list, name) {
            (Some(kind), _) if collective => Some(kind),
            (_, Some(_)) => Some(SpeakerKind::Person),
            (kind, None) => kind,
        };
        let gender_node = head.or(name.map(|(first, _)| first)).unwrap_or(start);
        Some(Mention {
            nodes: (start, end),
            name,
            kind,
            gender: self
                .gender(gender_node)
                .or_else(|| name.and_then(|(first, _)| self.gender(first))),
            number: self.feature(gender_node, |entry| entry.number),
            pronoun: end == start + 1 && first.meets(&self.words.pronoun),
            same_source: first.meets(&self.words.same_source),
        })
    }

    /// The gap behind the name that stands in apposition behind a role: وزير الصحة، نبيل سامح، ... `None` where there is none before `limit`.
    pub fn apposition(&self, mention: &Mention, limit: usize) -> Option<usize> {
        let role =
            mention.name.is_none() && matches!(mention.kind, None | Some(SpeakerKind::Person));
        let comma = mention.nodes.1;
        if !role || !self.kinds(comma).has(Builtin::Comma.kind()) || comma + 1 >= limit {
            return None;
        }
        let start = comma + 1;
        let known = self
            .begins_name(start, start)
            .then(|| (start, self.name_end(start, limit)));
        let (_, end) = known.or_else(|| self.leading_foreign_name((start, limit)))?;
        let closed = end >= limit || !self.kinds(end).has(Builtin::Word.kind());
        closed.then_some(end)
    }

    /// The parts of a compound speaker (وزير الصحة ووزيرة المالية), each a phrase of its own; empty for a single one.
    pub fn parts(&self, mention: &Mention) -> Vec<(usize, usize)> {
        let (start, end) = mention.nodes;
        let begins = |node: usize| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.title)
                || kinds.meets(&self.words.member)
                || self.begins_name(node, node)
        };
        if !begins(start) {
            return Vec::new();
        }
        let joined = |node: &usize| self.is_joined(*node) && begins(*node);
        let mut parts = Vec::new();
        let mut first = start;
        for next in (start + 1..end).filter(joined) {
            parts.push((first, next));
            first = next;
        }
        if first > start {
            parts.push((first, end));
        }
        parts
    }

    /// The proper name inside a noun phrase: a run that begins with a given name, or words that the lexicon does not know behind a definite title.
    fn name(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let run_at = |node: usize| {
            self.begins_name(node, start)
                .then(|| (node, self.name_end(node, end)))
        };
        if let Some(run) = run_at(start).or_else(|| self.leading_foreign_name((start, end))) {
            return Some(run);
        }
        let mut found = None;
        let mut at = start + 1;
        while at < end {
            match run_at(at) {
                Some(run) => {
                    at = run.1;
                    found = Some(run);
                }
                None => at += 1,
            }
        }
        found.or_else(|| self.unknown_name((start, end)))
    }

    /// A name that the lexicon does not know, at the beginning of a phrase: أليكسيس كاريل الحائز على الجائزة.
    fn leading_foreign_name(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        if !self.is_foreign(start) || self.kinds(start).meets(&self.words.head) {
            return None;
        }
        let foreign = (start..end.min(start + 4)).take_while(|node| self.is_foreign(*node));
        let known_family = self.kinds(start).meets(&self.words.family_name);
        let last = foreign.last()?;
        let next = self.kinds(last + 1);
        let family = next.meets(&self.words.article)
            && !next.meets(&self.words.head)
            && !next.meets(&self.words.nationality)
            && !next.meets(&self.words.common_noun);
        let reach = last + 1 + usize::from(family);
        let alone = last + 1 == end && last - start < 3;
        let whole = !self.kinds(last + 1).has(Builtin::Word.kind())
            || self.kinds(last + 1).meets(&self.words.article);
        (known_family || alone || (last > start && whole))
            .then(|| (start, self.name_end(start, end).min(reach)))
    }

    /// Whether a personal name begins at a node.
    pub fn begins_name(&self, node: usize, phrase: usize) -> bool {
        let kinds = self.kinds(node);
        let named = kinds.meets(&self.words.given_name) || kinds.meets(&self.words.name_particle);
        let free =
            !kinds.meets(&self.words.article) && !kinds.meets(&self.words.preposition_clitic);
        let governed = node > phrase && self.kinds(node - 1).meets(&self.words.preposition);
        named
            && free
            && !governed
            && (self.clear(node)
                || self.followed_by_name(node)
                || self.behind_title(node, phrase)
                || (node == phrase && self.kinds(node + 1).meets(&self.words.article)))
    }

    /// Whether a given name is seldom an ordinary word.
    fn clear(&self, node: usize) -> bool {
        let ambiguous = self.words.ambiguous;
        let given = |entry: &crate::pattern::EntryInfo| {
            entry
                .kinds
                .iter()
                .any(|kind| self.words.given_name.has(*kind))
        };
        let readings = self.stream.readings_of(node);
        readings
            .iter()
            .map(|reading| &self.rules.entries[reading.entry.0 as usize])
            .any(|entry| given(entry) && entry.roles & ambiguous == 0)
            && !self.kinds(node).meets(&self.words.closed)
    }

    /// Whether a title, or an adjective of one, stands before a node: النائب السابق صلاح.
    fn behind_title(&self, node: usize, phrase: usize) -> bool {
        let before = self.kinds(node.saturating_sub(1));
        let adjective = before.meets(&self.words.article) && before.has(self.words.unknown);
        let of_title =
            before.meets(&self.words.article) && self.kinds(phrase).meets(&self.words.title);
        node > phrase
            && (before.meets(&self.words.title)
                || of_title
                || (adjective
                    && node > phrase + 1
                    && self.kinds(node - 2).meets(&self.words.title)))
    }

    fn followed_by_name(&self, node: usize) -> bool {
        let next = self.kinds(node + 1);
        next.meets(&self.words.given_name)
            || next.meets(&self.words.family_name)
            || next.meets(&self.words.name_particle)
            || (next.has(self.words.unknown) && next.has(Builtin::Word.kind()))
    }

    /// The gap behind a name that begins at a node.
    pub fn name_end(&self, node: usize, end: usize) -> usize {
        let mut at = node + 1;
        while at < end && at < node + 6 && self.name_goes_on(node, at) {
            at += 1;
        }
        at
    }

    /// Whether a name that begins at `node` and has come to `at` goes on with the word there.
    fn name_goes_on(&self, node: usize, at: usize) -> bool {
        let (kinds, before) = (self.kinds(at), self.kinds(at - 1));
        let name = kinds.meets(&self.words.given_name)
            || kinds.meets(&self.words.family_name)
            || kinds.meets(&self.words.name_particle);
        // شعبان is a month, and a name.
        let closed = kinds.meets(&self.words.closed) && !name;
        if !kinds.has(Builtin::Word.kind()) || closed || self.is_joined(at) {
            return false;
        }
        // Behind أبو and its kind any word belongs to the name.
        if before.meets(&self.words.name_particle) {
            return true;
        }
        let definite = kinds.meets(&self.words.article);
        let title = kinds.meets(&self.words.title);
        // Behind a family name with the article nothing but another name goes on.
        let behind_family = at > node + 1 && before.meets(&self.words.article);
        if behind_family && (title || (!definite && !name)) {
            return false;
        }
        // Family names are spelled like nationalities and trades: محمد السوداني, نادر القاضي.
        let early = at == node + 1 && definite;
        let ordinary = kinds.meets(&self.words.head)
            || kinds.meets(&self.words.nationality)
            || kinds.meets(&self.words.common_noun);
        let governed =
            kinds.meets(&self.words.preposition_clitic) && !kinds.has(self.words.unknown);
        name || !((ordinary && !early) || self.is_verb(kinds) || governed)
    }

    /// Whether a conjunction is written onto a word: every reading finds one, or nothing is known of it and it looks so.
    fn is_joined(&self, node: usize) -> bool {
        let readings = self.stream.readings_of(node);
        let carries = |reading: &crate::lexicon::Reading| {
            self.rules.lexicon.has_conjunction(reading.proclitics)
        };
        self.kinds(node).meets(&self.words.conjunction_clitic) && readings.iter().all(carries)
    }

    /// [`Mentions::name_end`] where no phrase bounds the name: behind two known names a further word belongs to it only if it has the article or closes the phrase.
    pub fn certain_name_end(&self, node: usize, end: usize) -> usize {
        let last = self.name_end(node, end);
        let known = |at: usize| {
            let kinds = self.kinds(at);
            kinds.meets(&self.words.given_name)
                || kinds.meets(&self.words.family_name)
                || kinds.meets(&self.words.name_particle)
        };
        let names = (node..last).take_while(|at| known(*at)).count();
        let further = node + names;
        let closes = |at: usize| {
            let kinds = self.kinds(at);
            !kinds.has(Builtin::Word.kind())
                || kinds.meets(&self.words.closed)
                || self.is_verb(kinds)
        };
        // One name may have one unknown word behind it.
        let further = further.max(node + 2);
        if further >= last {
            last
        } else if self.kinds(further).meets(&self.words.article) || closes(further + 1) {
            further + 1
        } else {
            further
        }
    }

    fn is_verb(&self, kinds: KindSet) -> bool {
        [Builtin::Verb, Builtin::Passive, Builtin::Participle]
            .iter()
            .any(|builtin| kinds.has(builtin.kind()))
    }

    /// A run of words that the lexicon does not know, at the end of a part of the phrase, behind a definite word (الرئيس بايدن, وزير الخارجية الروسي سيرغي لافروف)
    /// or alone in its part (محافظ المدينة، سيرغي موروزوف).
    fn unknown_name(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let mut found = None;
        let mut part = start;
        for at in start..=end {
            let closes = at == end
                || !self.kinds(at).has(Builtin::Word.kind())
                || self.kinds(at).meets(&self.words.preposition);
            if !closes {
                continue;
            }
            let mut first = at;
            while first > part && self.is_foreign(first - 1) {
                first -= 1;
            }
            let behind_definite = first > part && {
                let before = self.kinds(first - 1);
                before.meets(&self.words.article)
                    || before.meets(&self.words.nationality)
                    || before.meets(&self.words.honorific)
            };
            let whole_part = first == part && part > start && at - first >= 2;
            if first < at && at - first <= 4 && (behind_definite || whole_part) {
                found = found.or(Some((first, at)));
            }
            part = at + 1;
        }
        found
    }

    fn is_foreign(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        let open = kinds.has(self.words.unknown)
            || kinds.meets(&self.words.family_name)
            || kinds.meets(&self.words.given_name);
        kinds.has(Builtin::Word.kind())
            && open
            && !kinds.meets(&self.words.common_noun)
            && !kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.conjunction_clitic)
    }

    /// What a head noun is as a speaker. Words that are anonymous only without the article (مسؤول) are something else with it.
    fn speaker_kind(&self, node: usize) -> Option<SpeakerKind> {
        if self.kinds(node).meets(&self.words.media) {
            return Some(SpeakerKind::Media);
        }
        let definite = self.kinds(node).meets(&self.words.article);
        let readings = self.stream.readings_of(node).iter();
        let mut entries = readings.map(|reading| &self.rules.entries[reading.entry.0 as usize]);
        entries.find_map(|entry| {
            entry
                .speaker
                .filter(|_| !(definite && entry.roles & self.words.indefinite != 0))
        })
    }

    fn gender(&self, node: usize) -> Option<Gender> {
        self.feature(node, |entry| entry.gender)
    }

    /// A feature of the first reading of a node that has it.
    fn feature<T>(
        &self,
        node: usize,
        get: impl Fn(&crate::pattern::EntryInfo) -> Option<T>,
    ) -> Option<T> {
        self.stream
            .readings_of(node)
            .iter()
            .find_map(|reading| get(&self.rules.entries[reading.entry.0 as usize]))
    }

    fn kinds(&self, node: usize) -> KindSet {
        self.stream
            .nodes
            .get(node)
            .map_or(KindSet::EMPTY, |node| node.kinds)
    }
}
