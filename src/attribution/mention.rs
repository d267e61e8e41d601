//! Reads a noun phrase that names a speaker: what it heads, the proper name in it, gender and number.

use super::stream::Stream;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Gender, Number, SpeakerKind};
use crate::pattern::{Builtin, EntryInfo, KindSet, Rules};

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
    /// Whether its first word has the article.
    pub definite: bool,
    /// Whether it begins with an honorific, behind which a name stands that the lexicon may not know.
    pub polite: bool,
    /// Whether it only says what somebody is, with the article (الخبير, المدرب الإسباني).
    pub epithet: bool,
    /// Whether it is a noun that alone means a source named before (المصدر, المسؤول).
    pub points_alone: bool,
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
        // What only says that somebody is there is no part of who speaks.
        let there = start + 1 < end
            && self.kinds(start).meets(&self.words.demonstrative)
            && self.is_bare(start + 1)
            && self.kinds(start + 1).meets(&self.words.head)
            && !self.kinds(start + 1).has(Builtin::Verb.kind());
        start += usize::from(there);
        while start < end
            && (self.kinds(end - 1).meets(&self.words.edge)
                || self.kinds(end - 1).meets(&self.words.conjunction)
                || self.kinds(end - 1).meets(&self.words.verb_particle)
                || (start + 1 < end && self.is_auxiliary(end - 1))
                || (start + 1 < end
                    && (self.is_particle(end - 1)
                        || self.is_loose(end - 1)
                        || self.is_day_of_saying(end - 1))))
        {
            end -= 1;
        }
        // A formula alone, such as a blessing, names nobody.
        if start >= end || (start + 1 == end && self.is_formula(start)) {
            return None;
        }
        // Behind the subject may stand its verb's object: it is no part of the subject.
        let end = (start + 1..end)
            .find(|node| self.is_object(*node) || self.is_told(*node))
            .map_or(end, |object| {
                object - usize::from(object > start + 1 && self.is_particle(object - 1))
            });
        // Those who are named behind what opens their list.
        let of_each = start + 2 < end
            && self.kinds(start).meets(&self.words.each)
            && self.kinds(start + 1).meets(&self.words.preposition);
        let start = if of_each { start + 2 } else { start };
        // An utterance is its maker's.
        let start = if start + 1 < end && self.is_utterance_of(start) {
            start + 1
        } else {
            start
        };
        // A pronoun before a name is no part of it.
        let pointing = start + 1 < end && self.kinds(start).meets(&self.words.pronoun);
        let start = start + usize::from(pointing && self.begins_name(start + 1, start + 1));
        let first = self.kinds(start);
        // What a preposition governs that is written onto it does not head the phrase.
        let reach = (start + 1..end.min(start + 4))
            .find(|node| self.is_written_onto(*node))
            .unwrap_or(end.min(start + 4));
        let head = (start..reach).find(|node| {
            self.kinds(*node).meets(&self.words.head)
                && !self.kinds(*node).meets(&self.words.honorific)
        });
        let by_list = head.and_then(|node| self.speaker_kind(node));
        let collective = first.meets(&self.words.collective)
            && by_list.is_some_and(|kind| kind != SpeakerKind::Person)
            && !self.is_titled_name((start, end));
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
        // The other's name is the last of a spokesman's phrase.
        let end = match self.speaks_for_somebody((start, end)) {
            true => (start + 2..end)
                .find(|node| self.begins_name(*node, start) || self.is_foreign(*node))
                .map_or(end, |node| self.name_end(node, end)),
            false => end,
        };
        let gender_node = head.or(name.map(|(first, _)| first)).unwrap_or(start);
        Some(Mention {
            nodes: (start, end),
            name,
            kind,
            gender: self
                .gender(gender_node, kind)
                .or_else(|| name.and_then(|(first, _)| self.gender(first, kind))),
            number: self.feature(gender_node, |entry| entry.number),
            pronoun: end == start + 1 && first.meets(&self.words.pronoun),
            same_source: first.meets(&self.words.same_source),
            definite: first.meets(&self.words.article),
            polite: self.is_personal(start),
            epithet: name.is_none() && self.is_epithet((start, end)),
            points_alone: end == start + 1 && first.meets(&self.words.source_alone),
        })
    }

    /// Whether the first word is a title that is a body, a document or a nameless source too, and somebody's name stands behind it: اللواء سامح نجيب, خبير المياه
    /// الدكتور سامح نجيب, الحكم الإنجليزي السابق مارك سالم.
    fn is_titled_name(&self, (start, end): (usize, usize)) -> bool {
        let first = self.kinds(start);
        if !first.meets(&self.words.title) || start + 1 >= end {
            return false;
        }
        // What the title says of its bearer stands before the name.
        let describes = |node: &usize| {
            let kinds = self.kinds(*node);
            kinds.meets(&self.words.article)
                && (kinds.meets(&self.words.nationality)
                    || kinds.meets(&self.words.office_adjective)
                    || kinds.meets(&self.words.name_closer))
        };
        let behind = (start + 1..end).find(|node| !describes(node));
        let described = first.meets(&self.words.article)
            && behind.is_some_and(|name| {
                name > start + 1
                    && self.begins_name(name, start)
                    && self.clear(name)
                    && self.name_end(name, end) > name + 1
            });
        if described {
            return true;
        }
        let next = self.kinds(start + 1);
        let ranked = first.meets(&self.words.article)
            && !next.meets(&self.words.common_noun)
            && (self.begins_name(start + 1, start)
                || (self.is_foreign(start + 1) && !next.meets(&self.words.head))
                || self.stands_before_names(start + 1));
        let nameless = first.meets(&self.words.anonymous)
            && self.feature(start, |entry| entry.number) != Some(Number::Plural);
        let named = || {
            let certain = |(first, last): (usize, usize)| {
                self.begins_name(first, start)
                    && (self.stands_before_names(first - 1)
                        || (last > first + 1
                            && (self.clear(first)
                                || self.kinds(last - 1).meets(&self.words.family_name))))
            };
            self.name((start, end))
                .is_some_and(|name| certain(name) || self.is_name_in_marks(name.0, start))
        };
        ranked || (nameless && named())
    }

    /// Whether a phrase is a description with the article, and no office that speaks for a body (المتحدث باسم الوزارة).
    fn is_epithet(&self, (start, end): (usize, usize)) -> bool {
        let first = self.kinds(start);
        // Whoever sits in a body of his own is not whoever spoke before.
        let office = |node: usize| {
            self.kinds(node).meets(&self.words.in_name_of)
                || (node > start
                    && self.kinds(node).meets(&self.words.preposition)
                    && self.kinds(node + 1).meets(&self.words.acting)
                    && !self.kinds(node + 1).meets(&self.words.article))
        };
        first.meets(&self.words.epithet)
            && first.meets(&self.words.article)
            && !(start..end).any(office)
            && !self.is_family(start + 1)
    }

    /// Whether the verb before which a whole phrase stands was taken into it, since it is spelled like a family name: البنتاغون كان قد نشر.
    fn is_auxiliary(&self, node: usize) -> bool {
        self.kinds(node).meets(&self.words.common_verb)
            && self.kinds(node + 1).meets(&self.words.verb_particle)
    }

    /// Whether a preposition at the end of a phrase governs nothing in it.
    fn is_loose(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.meets(&self.words.preposition)
            && !kinds.meets(&self.words.head)
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.family_name)
    }

    /// Whether somebody is told something: a reporter (مصدر أمني لمراسلة الإذاعة) or whoever has a full name (الوزيرة لسامح نجيب).
    fn is_told(&self, node: usize) -> bool {
        let reporter = self.kinds(node).meets(&self.words.reporter);
        // One state tells another.
        let state = self.kinds(node - 1).meets(&self.words.place)
            && !self.kinds(node - 1).meets(&self.words.preposition_clitic)
            && self.kinds(node).meets(&self.words.place)
            && self.is_written_onto(node)
            && (node < 2
                || !self.kinds(node - 2).has(Builtin::Word.kind())
                || self.kinds(node - 2).has(Builtin::Verb.kind()));
        if state {
            return true;
        }
        (reporter && self.is_written_onto(node)) || self.governed_name(node).is_some()
    }

    /// Whether a word is an utterance and the next one begins the phrase of whoever made it.
    fn is_utterance_of(&self, node: usize) -> bool {
        let (kinds, next) = (self.kinds(node), self.kinds(node + 1));
        let bare = kinds.meets(&self.words.utterance)
            && !kinds.meets(&self.words.article)
            && !kinds.has(Builtin::PronounSuffix.kind());
        let somebody = next.meets(&self.words.head) || self.begins_name(node + 1, node + 1);
        bare && somebody
            && !next.meets(&self.words.preposition_clitic)
            && !next.meets(&self.words.conjunction_clitic)
    }

    /// Whether a node is a phrase of several words (رئيس الحكومة).
    pub(super) fn is_merged(&self, node: usize) -> bool {
        let nodes = self.stream.nodes.get(node);
        nodes.is_some_and(|node| node.last - node.first > 1)
    }

    /// Whether a word with the article can only be the family name behind a description (المؤرخ الداودي).
    fn is_family(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        let known = kinds.meets(&self.words.nationality)
            || kinds.meets(&self.words.office_adjective)
            || kinds.meets(&self.words.name_closer)
            || kinds.meets(&self.words.epithet)
            || kinds.meets(&self.words.title);
        kinds.meets(&self.words.article)
            && !known
            && (kinds.has(self.words.unknown)
                || kinds.meets(&self.words.family_name)
                || kinds.meets(&self.words.given_name))
    }

    /// Whether a word is an adverb and no name (قد, أيضا).
    fn is_particle(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        // An indefinite noun keeps its adverb.
        let before = self.kinds(node - 1);
        kinds.meets(&self.words.adverb)
            && (before.meets(&self.words.article)
                || before.meets(&self.words.place)
                || !before.has(Builtin::Word.kind()))
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.family_name)
            && !kinds.meets(&self.words.head)
    }

    /// Whether a word says on what day something was said: the weekday or the words said follow (بيانات رسمية اليوم الخميس).
    fn is_day_of_saying(&self, node: usize) -> bool {
        let (kinds, next) = (self.kinds(node), self.kinds(node + 1));
        let before = self.kinds(node - 1);
        let said = self.is_merged(node)
            || next.meets(&self.words.weekday)
            || (next.meets(&self.words.complementizer) && kinds.meets(&self.words.article));
        kinds.meets(&self.words.time)
            && said
            && (before.meets(&self.words.time) || !before.meets(&self.words.article))
            && !before.meets(&self.words.media_noun)
            && !before.meets(&self.words.open_noun)
            && !before.meets(&self.words.preposition_clitic)
    }

    /// Whether every reading of a word finds a preposition written onto it.
    pub(super) fn is_written_onto(&self, node: usize) -> bool {
        let carries = |reading: &crate::lexicon::Reading| {
            self.rules.lexicon.has_preposition(reading.proclitics)
        };
        let readings = self.stream.readings_of(node);
        self.kinds(node).meets(&self.words.preposition_clitic)
            && !readings.is_empty()
            && readings.iter().all(carries)
    }

    /// Whether a node goes on with the phrase of the word before it: the second part of a construct, a further word of a name, the subject of a verb with a pronoun.
    pub fn is_inside_phrase(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        let definite = before.meets(&self.words.article);
        // A name in marks rules nothing.
        if before.has(Builtin::ShortQuotation.kind()) {
            return false;
        }
        // A deed and whose it is.
        let deed = (before.meets(&self.words.action) || before.meets(&self.words.event))
            && !definite
            && kinds.meets(&self.words.article)
            && !before.has(Builtin::PronounSuffix.kind())
            && !before.meets(&self.words.given_name)
            && !before.meets(&self.words.family_name)
            && !before.meets(&self.words.nationality)
            && !before.meets(&self.words.preposition)
            && !before.meets(&self.words.time);
        let construct = before.meets(&self.words.head)
            && !definite
            && !before.meets(&self.words.outlet)
            && !before.has(Builtin::Comma.kind())
            && !before.meets(&self.words.place)
            && !before.meets(&self.words.closed);
        let finite = before.has(Builtin::Verb.kind()) || before.meets(&self.words.common_verb);
        let relative = finite && before.has(Builtin::PronounSuffix.kind());
        let name =
            self.is_foreign(node - 1) && self.is_foreign(node) && !kinds.meets(&self.words.head);
        // The name of a programme in marks.
        let programme = before.meets(&self.words.event)
            && !definite
            && !before.has(Builtin::PronounSuffix.kind())
            && kinds.has(Builtin::ShortQuotation.kind());
        construct || deed || programme || relative || name
    }

    /// A phrase that was begun in the middle of another one: what is left of it from the first name or title that begins a phrase of its own.
    pub fn own_beginning(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let begins = |node: &usize| {
            let title = self.kinds(*node).meets(&self.words.title);
            (title || self.begins_name(*node, *node)) && !self.is_inside_phrase(*node)
        };
        (start + 1..end).find(begins).map(|node| (node, end))
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

    /// What a head noun is as a speaker. Words that are anonymous only without the article (مسؤول) are something else with it.
    fn speaker_kind(&self, node: usize) -> Option<SpeakerKind> {
        // Some newspapers are called like a statement or an office, and such a word is far more often that.
        let medium = |entry: &EntryInfo| {
            entry.is(&self.words.media) && entry.roles & self.words.ambiguous == 0
        };
        if self.entries(node).any(medium) {
            return Some(SpeakerKind::Media);
        }
        let definite = self.kinds(node).meets(&self.words.article);
        let mut known = self.entries(node).filter_map(|entry| {
            entry
                .speaker
                .filter(|_| !(definite && entry.roles & self.words.indefinite != 0))
        });
        let first = known.next()?;
        let other = known.find(|kind| *kind != SpeakerKind::Media);
        Some(match (first, other) {
            (SpeakerKind::Media, Some(other)) => other,
            _ => first,
        })
    }

    pub(super) fn is_formula(&self, node: usize) -> bool {
        self.entries(node)
            .any(|entry| entry.roles & self.words.formula != 0)
    }

    /// Gender of a word as a speaker of some kind: a body is no given name (لبنان), and nobody who speaks is a noun of stance (حماس).
    pub(super) fn gender(&self, node: usize, kind: Option<SpeakerKind>) -> Option<Gender> {
        let is_kind = |entry: &&EntryInfo| kind.is_some() && entry.speaker == kind;
        let mut of_kind = self.entries(node).filter(is_kind).peekable();
        if of_kind.peek().is_none() {
            return self.feature(node, |entry| entry.gender);
        }
        let given = |entry: &EntryInfo| entry.is(&self.words.given_name);
        let body = kind == Some(SpeakerKind::Organization);
        let mut other = self
            .entries(node)
            .filter(|entry| !(body && (entry.stance.is_some() || given(entry))));
        of_kind
            .find_map(|entry| entry.gender)
            .or_else(|| other.find_map(|entry| entry.gender))
    }

    /// A feature of the first reading of a node that has it.
    pub(super) fn feature<T>(
        &self,
        node: usize,
        get: impl Fn(&EntryInfo) -> Option<T>,
    ) -> Option<T> {
        self.stream
            .readings_of(node)
            .iter()
            .find_map(|reading| get(self.rules.entries.of(reading.entry)))
    }

    /// What the lexicon knows of the word at a node, reading by reading.
    pub(super) fn entries(&self, node: usize) -> impl Iterator<Item = &EntryInfo> {
        let readings = self
            .stream
            .nodes
            .get(node)
            .map_or(&[][..], |_| self.stream.readings_of(node));
        readings
            .iter()
            .map(|reading| self.rules.entries.of(reading.entry))
    }

    pub(super) fn kinds(&self, node: usize) -> &KindSet {
        self.stream.kinds_at(node)
    }
}
