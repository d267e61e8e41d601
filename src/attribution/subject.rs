//! The subject of a sentence that reports nothing itself: the noun phrase near its beginning that can be a speaker and that no preposition governs. A participle, or a
//! verb without a subject, goes on with it.

use super::entities::Registry;
use super::mention::{Mention, Mentions};
use super::stream::Stream;
use super::vocabulary::Vocabulary;
use crate::pattern::{Builtin, KindSet};

/// How many nodes from the beginning of a sentence its subject is looked for: a verb, an adverbial, a conjunction.
const REACH: usize = 6;

/// Longest noun phrase, in nodes.
const LONGEST: usize = 16;

/// Finds subjects in one stream.
pub(crate) struct Subjects<'a> {
    pub stream: &'a Stream,
    pub words: &'a Vocabulary,
    pub mentions: &'a Mentions<'a>,
    pub registry: &'a Registry<'a>,
}

impl Subjects<'_> {
    /// The subject of the sentence in which a node stands, if it stands before the node.
    pub fn of_sentence(&self, node: usize) -> Option<Mention> {
        let start = self.sentence_start(node);
        (start..node.min(start + REACH)).find_map(|at| self.at(start, at, node))
    }

    /// The gap at which the sentence of a node begins.
    pub fn sentence_start(&self, node: usize) -> usize {
        let mut start = node;
        while start > 0 && !self.kinds(start - 1).meets(&self.words.sentence_end) {
            start -= 1;
        }
        start
    }

    /// The beginning of the sentence before the one that begins at a gap, and the gap at which it ends.
    pub fn sentence_before(&self, start: usize) -> Option<(usize, usize)> {
        let mut end = start;
        while end > 0 && self.kinds(end - 1).meets(&self.words.sentence_end) {
            end -= 1;
        }
        (end > 0).then(|| (self.sentence_start(end), end))
    }

    /// The noun phrase that begins at a node, if it can be the subject of the sentence that begins at `start`.
    fn at(&self, start: usize, at: usize, limit: usize) -> Option<Mention> {
        let kinds = self.kinds(at);
        let governed = at > start && self.kinds(at - 1).meets(&self.words.preposition);
        let joined = at > start && kinds.meets(&self.words.conjunction_clitic);
        let known = kinds.meets(&self.words.head) || self.mentions.begins_name(at, start);
        // A name that only this article shows to be one counts where a subject most likely stands: first, or behind the verb.
        let can_head = known || (at <= start + 1 && self.registry.is_name(self.stream, at));
        let closed = kinds.meets(&self.words.preposition_clitic) || kinds.meets(&self.words.closed);
        if governed || joined || !can_head || closed {
            return None;
        }
        let mut end = at + 1;
        while end < limit && end < at + LONGEST && self.goes_on(end) {
            end += 1;
        }
        self.mentions.read((at, end))
    }

    fn goes_on(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        let named = kinds.meets(&self.words.given_name) || kinds.meets(&self.words.title);
        let verb = kinds.has(Builtin::Verb.kind()) && !named;
        let participle =
            kinds.has(Builtin::Participle.kind()) && !kinds.meets(&self.words.article) && !named;
        let sign =
            kinds.has(Builtin::ShortQuotation.kind()) || kinds.has(Builtin::Parenthesis.kind());
        // A definite noun behind a nationality is no part of the phrase: الوزيرة الأمريكية الوضع
        let object = self.kinds(node - 1).meets(&self.words.nationality)
            && kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.nationality)
            && !named
            && !kinds.meets(&self.words.family_name);
        // What was done, behind ب: بعض الصحفيين بإحراق العلم
        let deed =
            kinds.meets(&self.words.preposition_clitic) && kinds.meets(&self.words.common_noun);
        if object || deed {
            return false;
        }
        sign || (kinds.has(Builtin::Word.kind())
            && !kinds.meets(&self.words.closed)
            && !verb
            && !participle)
    }

    fn kinds(&self, node: usize) -> KindSet {
        self.stream
            .nodes
            .get(node)
            .map_or(KindSet::EMPTY, |node| node.kinds)
    }
}
