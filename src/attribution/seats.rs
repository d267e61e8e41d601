//! The name behind the seat of an office, where a preposition parts the two: السفير البريطاني لدى الأمم المتحدة سالم نجيب.

use super::mention::Mention;
use super::names::FOREIGN_WORDS;
use super::subject::Subjects;
use crate::lexicon::SpeakerKind;
use crate::pattern::Builtin;

/// Most titles behind a comma, with what describes them.
const TITLES: usize = 5;

/// Longest aside that says where a place lies, with its sign, in nodes.
const ASIDE: usize = 5;

/// Longest way from an office to the name of its holder, in nodes.
const WAY: usize = 14;

impl Subjects<'_> {
    /// The gap behind the name of whoever holds an office, where the seat of the office and adverbials stand between the two, with one comma at most:
    /// رئيس اللجنة السياسية في الاتحاد، سالم نجيب; with two where the first parts off where the seat lies: النائب عن الكرمة، غربي البلاد، سالم نجيب.
    /// `None` where there is none before `limit`, or where it can be somebody else's. A phrase that was cut short goes on
    /// only where nothing but a preposition can follow its verb and subject (`bounded`).
    pub fn seated_name(&self, mention: &Mention, limit: usize, bounded: bool) -> Option<usize> {
        let (start, end) = mention.nodes;
        let person = matches!(
            mention.kind,
            None | Some(SpeakerKind::Person | SpeakerKind::Anonymous)
        );
        let first = self.kinds(end);
        let begins = first.meets(&self.words.seat)
            || first.meets(&self.words.time)
            || first.meets(&self.words.preposition_clitic)
            || first.has(Builtin::Parenthesis.kind())
            || first.has(Builtin::Comma.kind())
            || bounded;
        let office =
            self.kinds(start).meets(&self.words.title) || mention.kind == Some(SpeakerKind::Person);
        if mention.name.is_some() || !person || !office || !begins {
            return None;
        }
        let reach = limit.min(end + WAY);
        let mut node = end;
        while node < reach {
            if let Some(name) = self.holder_at(node, start, limit) {
                return Some(name);
            }
            let sign = self.kinds(node).has(Builtin::Comma.kind());
            if sign {
                let behind = self.behind_sign(node + 1, start, limit);
                return behind.or_else(|| self.behind_place(node + 1, start, limit));
            }
            if !self.leads_on(node, bounded) {
                return None;
            }
            node += 1;
        }
        None
    }

    /// Whether the way from an office to its holder's name can go over a word: no clause, nobody else's title, no occasion, nothing with a pronoun.
    fn leads_on(&self, node: usize, bounded: bool) -> bool {
        let kinds = self.kinds(node);
        if kinds.has(Builtin::Parenthesis.kind()) || kinds.has(Builtin::Number.kind()) {
            return true;
        }
        let open = kinds.meets(&self.words.seat)
            || (bounded && kinds.meets(&self.words.preposition))
            || kinds.meets(&self.words.time)
            || kinds.meets(&self.words.adverb)
            || !kinds.meets(&self.words.closed);
        let participle = kinds.has(Builtin::Participle.kind()) && !kinds.meets(&self.words.article);
        kinds.has(Builtin::Word.kind())
            && open
            && !kinds.meets(&self.words.event)
            && !kinds.meets(&self.words.complementizer)
            && !kinds.has(Builtin::PronounSuffix.kind())
            && !self.is_verb(node)
            && !participle
    }

    /// The gap behind a name with its titles that stands behind a comma.
    fn behind_sign(&self, node: usize, start: usize, limit: usize) -> Option<usize> {
        let describes = |at: &usize| {
            let kinds = self.kinds(*at);
            self.is_free_title(*at)
                || (*at > node
                    && kinds.meets(&self.words.article)
                    && (kinds.meets(&self.words.nationality)
                        || kinds.meets(&self.words.office_adjective)))
        };
        let titles = (node..limit.min(node + TITLES)).take_while(describes);
        let behind = titles.last().map_or(node, |at| at + 1);
        self.holder_at(behind, start, limit)
    }

    /// The gap behind the name that stands behind an aside which says where a place lies.
    fn behind_place(&self, node: usize, start: usize, limit: usize) -> Option<usize> {
        if !self.kinds(node).meets(&self.words.place_opener) {
            return None;
        }
        let mut aside = node + 1..limit.min(node + ASIDE);
        let sign = aside.find(|at| self.kinds(*at).has(Builtin::Comma.kind()))?;
        self.behind_sign(sign + 1, start, limit)
    }

    /// The gap behind a name of two words and more that begins at a node, ends where a clause or an adverbial begins, and is neither governed nor borrowed.
    fn holder_at(&self, node: usize, start: usize, limit: usize) -> Option<usize> {
        let mentions = self.mentions;
        let sure = mentions.clear(node)
            || mentions.clear(node + 1)
            || (node > start + 1 && mentions.stands_before_names(node - 1));
        let known = mentions.begins_name(node, node) && sure;
        let end = if known {
            mentions.name_end(node, limit.max(node + 1))
        } else {
            let foreign = (node..limit.min(node + FOREIGN_WORDS))
                .take_while(|at| mentions.is_foreign(*at) && self.has_no_preposition(*at));
            foreign.last()? + 1
        };
        let behind = self.kinds(end);
        let closed = end == limit
            || behind.meets(&self.words.complementizer)
            || behind.meets(&self.words.preposition)
            || behind.meets(&self.words.time)
            || !behind.has(Builtin::Word.kind());
        if end < node + 2 || !closed {
            return None;
        }
        // The titles before the name are its bearer's, and what stands before them is whole.
        let mut before = node;
        while before > start + 1 && self.is_free_title(before - 1) {
            before -= 1;
        }
        let last = self.kinds(before - 1);
        let whole = last.meets(&self.words.article)
            || last.meets(&self.words.place)
            || last.meets(&self.words.nationality)
            || last.meets(&self.words.time)
            || last.meets(&self.words.adverb)
            || last.has(Builtin::Comma.kind())
            || last.has(Builtin::Parenthesis.kind())
            || last.has(Builtin::Number.kind());
        (whole && !last.meets(&self.words.title)).then_some(end)
    }

    /// Whether a word is a title with the article, or an honorific, that nothing is written onto.
    fn is_free_title(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.meets(&self.words.title)
            && (kinds.meets(&self.words.article) || self.mentions.is_personal(node))
            && self.has_no_preposition(node)
            && !kinds.meets(&self.words.conjunction_clitic)
    }

    fn has_no_preposition(&self, node: usize) -> bool {
        !self.kinds(node).meets(&self.words.preposition_clitic)
    }
}
