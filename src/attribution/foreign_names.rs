//! Names of words that no list knows: they are seen by where they stand, behind a description or alone between signs, and by what bounds them.

use super::mention::Mentions;
use super::names::FOREIGN_WORDS;
use crate::pattern::Builtin;

impl Mentions<'_> {
    /// A name of two words and more between the beginning of a phrase, or the honorifics with which it opens, and a comma behind which it is said who that is:
    /// الدكتورة كالبانا ريدي، الطبيبة في مدينة الشيخ زايد. Where it is bounded so, its words may look as if something were written onto them, and the last one
    /// may be a title or a pronoun too (رحمن مالك، الدكتور هيوبرت هن).
    pub(super) fn described_name(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let polite = (start..end).take_while(|node| self.is_personal(*node));
        let first = polite.last().map_or(start, |node| node + 1);
        let comma = |node: &usize| self.kinds(*node).has(Builtin::Comma.kind());
        let last = (first..end.min(first + FOREIGN_WORDS + 1)).find(comma)?;
        let described = self.kinds(last + 1).meets(&self.words.title)
            || self.kinds(last + 1).meets(&self.words.anonymous)
            || self.kinds(last + 1).meets(&self.words.relation);
        // Behind a given name a word that looks governed is the family's.
        let governed = last == first + 2
            && self.kinds(first).meets(&self.words.given_name)
            && self.clear(first)
            && self.kinds(first + 1).has(Builtin::Word.kind())
            && self.kinds(first + 1).meets(&self.words.preposition_clitic)
            && !self.kinds(first + 1).meets(&self.words.article)
            && !self.kinds(first + 1).has(Builtin::PronounSuffix.kind());
        let named = governed || self.is_unknown_name((first, last));
        // Before a given name an unknown word with the article is a rank.
        let ranked = last > first + 2
            && self.kinds(first).meets(&self.words.article)
            && self.begins_name(first + 1, first + 1)
            && self.clear(first + 1);
        let first = first + usize::from(ranked);
        (described && named).then_some((first, last))
    }

    /// A name of two unknown words and more before what its bearer is, wherever it stands: برنت هوبرمان المؤسس المشارك للموقع.
    pub(super) fn described_anywhere(&self, node: usize) -> Option<(usize, usize)> {
        // A known name behind an unknown word is its verb's object as often.
        let unknown = |at: usize| {
            let kinds = self.kinds(at);
            kinds.has(self.words.unknown)
                && self.is_foreign(at)
                && !kinds.has(Builtin::Latin.kind())
                && !kinds.meets(&self.words.given_name)
                && !kinds.meets(&self.words.head)
        };
        let begins = unknown(node)
            && !self.kinds(node).meets(&self.words.preposition_clitic)
            && !(node > 0 && self.is_foreign(node - 1));
        if !begins {
            return None;
        }
        let reach = node + FOREIGN_WORDS;
        let last = (node..reach).take_while(|at| unknown(*at)).last()? + 1;
        if self.is_foreign(last) {
            return None;
        }
        let comma = usize::from(self.kinds(last).has(Builtin::Comma.kind()));
        let title = self.kinds(last + comma);
        let described = title.meets(&self.words.title)
            && !title.meets(&self.words.preposition_clitic)
            && !title.meets(&self.words.conjunction_clitic);
        (described && last >= node + 2).then_some((node, last))
    }

    /// Whether so many words between two signs can be nothing but a name of which no list knows every word.
    pub(super) fn is_unknown_name(&self, (first, last): (usize, usize)) -> bool {
        let unknown = |node: usize| self.kinds(node).has(self.words.unknown);
        let goes_on = |node: usize| {
            let kinds = self.kinds(node);
            let named = kinds.meets(&self.words.given_name)
                || kinds.meets(&self.words.family_name)
                || kinds.meets(&self.words.name_particle);
            let ends = node > first
                && node + 1 == last
                && !kinds.meets(&self.words.article)
                && !kinds.meets(&self.words.preposition_clitic)
                && !kinds.has(Builtin::PronounSuffix.kind())
                && (kinds.meets(&self.words.title)
                    || kinds.meets(&self.words.anonymous)
                    || kinds.meets(&self.words.nationality)
                    || kinds.meets(&self.words.pronoun));
            kinds.has(Builtin::Word.kind())
                && !self.is_merged(node)
                && (unknown(node) || named || ends)
                && (named || ends || !kinds.meets(&self.words.common_noun))
                && (ends || named || !kinds.meets(&self.words.closed))
                && !kinds.meets(&self.words.in_name_of)
        };
        last >= first + 2
            && last <= first + FOREIGN_WORDS
            && (first..last).all(goes_on)
            && (first..last)
                .any(|node| unknown(node) || self.kinds(node).meets(&self.words.given_name))
            && (first..last).all(|node| unknown(node) || !self.is_joined(node))
            && !self.kinds(first).meets(&self.words.head)
    }

    /// A name that the lexicon does not know, at the beginning of a phrase: أليكسيس كاريل الحائز على الجائزة.
    pub(super) fn leading_foreign_name(
        &self,
        (start, end): (usize, usize),
    ) -> Option<(usize, usize)> {
        // At the beginning of a phrase nothing is joined to what stands before it.
        let joined = self.is_spelled_joined(start)
            && self.kinds(start + 1).has(self.words.unknown)
            && self.is_foreign(start + 1);
        let begins = self.is_foreign(start) || joined;
        if !begins || self.kinds(start).meets(&self.words.head) {
            return None;
        }
        let foreign = (start..end.min(start + FOREIGN_WORDS))
            .take_while(|node| (joined && *node == start) || self.goes_on_as_foreign(start, *node));
        let known_family = self.kinds(start).meets(&self.words.family_name);
        let last = foreign.last()?;
        let next = self.kinds(last + 1);
        let family = next.meets(&self.words.article)
            && !next.meets(&self.words.head)
            && !next.meets(&self.words.nationality)
            && !next.meets(&self.words.common_noun)
            && !next.meets(&self.words.name_closer);
        let reach = last + 1 + usize::from(family);
        let alone = last + 1 == end && last - start < 3;
        // What follows is known, so that it begins something else: a title, an adjective, an adverbial.
        let bounded = last > start && last + 1 < start + FOREIGN_WORDS;
        // One unknown word and a family name before a title are a name.
        let titled = family && last == start && self.kinds(reach).meets(&self.words.title);
        (known_family || alone || bounded || titled)
            .then(|| (start, self.name_end(start, end).min(reach)))
    }

    /// A run of words that the lexicon does not know, at the end of a part of the phrase, behind a definite word (الرئيس بايدن, وزير الخارجية الروسي سيرغي لافروف)
    /// or alone in its part (محافظ المدينة، سيرغي موروزوف). The last of them can have the article (الخبير الاقتصادي زهير الغزاوي).
    pub(super) fn unknown_name(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let mut part = start;
        for at in start..=end {
            let edge = at == end || !self.kinds(at).has(Builtin::Word.kind());
            // Between two signs even a title is the name's last word.
            let between = edge && part > start && self.kinds(part - 1).has(Builtin::Comma.kind());
            if between && self.is_unknown_name((part, at)) {
                return Some((part, at));
            }
            if !self.closes_part(at, (part, end)) {
                continue;
            }
            let mut first = at;
            if at > part + 1 && self.is_unknown_family(at - 1) && self.is_foreign(at - 2) {
                first -= 1;
            }
            while first > part && self.is_foreign(first - 1) {
                first -= 1;
            }
            // The first of them can look as if a conjunction were written onto it, behind the nationality of an office.
            let spelled = first > part + 1
                && first < at
                && self.is_spelled_joined(first - 1)
                && self.kinds(first - 2).meets(&self.words.nationality)
                && self.kinds(first - 2).meets(&self.words.article)
                && self.kinds(part).meets(&self.words.title);
            first -= usize::from(spelled);
            let words = at - first;
            let other =
                words > 0 && (self.is_governed(first, start) || self.is_borrowed(first, start));
            let before = self.kinds(part.saturating_sub(1));
            let sign = part > start
                && (before.meets(&self.words.edge)
                    || before.has(Builtin::ShortQuotation.kind())
                    || before.has(Builtin::Parenthesis.kind()));
            let whole_part = first == part && sign && words >= 2;
            // A single unknown word is a name where the phrase ends; inside it, it is as often a place behind its preposition.
            // A word in Latin letters is a body's.
            let latin = words == 1 && self.kinds(first).has(Builtin::Latin.kind());
            let ends =
                !latin && (at == end || !self.kinds(at).has(Builtin::Word.kind()) || words >= 2);
            let bounded = ends && first > part && self.is_before_foreign_name(first - 1, words);
            if words > 0 && !other && words <= FOREIGN_WORDS && (bounded || whole_part) {
                return Some((first, at));
            }
            if !self.kinds(at).has(Builtin::Word.kind())
                || self.kinds(at).meets(&self.words.preposition)
            {
                part = at + 1;
            }
        }
        None
    }

    /// Whether a name of unknown words can end before a node, in the part of a phrase that goes from `part` to `end`: at a sign, a preposition, a title without the
    /// article that describes whoever was named.
    fn closes_part(&self, at: usize, (part, end): (usize, usize)) -> bool {
        let kinds = self.kinds(at);
        let governed = kinds.meets(&self.words.preposition_clitic)
            && kinds.meets(&self.words.article)
            && !kinds.has(self.words.unknown);
        let title = at > part + 1
            && kinds.meets(&self.words.title)
            && !kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.family_name);
        at == end
            || !kinds.has(Builtin::Word.kind())
            || kinds.meets(&self.words.preposition)
            || governed
            || title
    }

    /// Whether a word ends a description, so that so many unknown words behind it are a name: a definite one, an office of several words, a place.
    fn is_before_foreign_name(&self, node: usize, words: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.meets(&self.words.article)
            || kinds.meets(&self.words.nationality)
            || kinds.meets(&self.words.honorific)
            || (kinds.meets(&self.words.full_office) && kinds.meets(&self.words.title))
            // Behind a place a single word is as often another place, behind a body of several words as often a part of its name.
            || (kinds.meets(&self.words.place) && words >= 2)
            || (kinds.meets(&self.words.acting) && self.is_merged(node) && words >= 2)
            // A relative of somebody.
            || (kinds.has(Builtin::PronounSuffix.kind())
                && kinds.meets(&self.words.title)
                && words >= 2)
    }

    /// Whether a word with the article can be nothing but the family name behind an unknown given name.
    fn is_unknown_family(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.has(Builtin::Word.kind())
            && kinds.meets(&self.words.article)
            && (kinds.has(self.words.unknown)
                || kinds.meets(&self.words.family_name)
                || kinds.meets(&self.words.given_name))
            && !kinds.meets(&self.words.preposition_clitic)
            && !kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.nationality)
            && !kinds.meets(&self.words.head)
            && !kinds.meets(&self.words.common_noun)
            && !kinds.meets(&self.words.name_closer)
            && !kinds.meets(&self.words.office_adjective)
            && !kinds.meets(&self.words.closed)
    }

    /// Whether an unknown word looks as if a conjunction were written onto it.
    fn is_spelled_joined(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.has(Builtin::Word.kind())
            && kinds.has(self.words.unknown)
            && kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.article)
    }

    /// Whether a name of foreign words that begins at `start` goes on at a node: behind a known family name only with another name.
    fn goes_on_as_foreign(&self, start: usize, node: usize) -> bool {
        let known = |node: usize| self.kinds(node).meets(&self.words.family_name);
        let ended =
            node > start && known(node - 1) && !self.kinds(node - 1).meets(&self.words.given_name);
        let named = known(node) || self.kinds(node).meets(&self.words.given_name);
        self.is_foreign(node) && (!ended || named)
    }

    pub(super) fn is_foreign(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        // A title that is a family name too begins no foreign name.
        let family = kinds.meets(&self.words.family_name) && !kinds.meets(&self.words.title);
        let open = kinds.has(self.words.unknown) || family || kinds.meets(&self.words.given_name);
        kinds.has(Builtin::Word.kind())
            && open
            && !kinds.meets(&self.words.common_noun)
            && !kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.in_name_of)
    }

    /// A name with the unknown words before it that belong to it: the given name before بن (صيتان بن سالم), what stands between a description and the name.
    pub(super) fn widened(&self, (first, last): (usize, usize), phrase: usize) -> (usize, usize) {
        let unknown =
            |node: usize| self.is_foreign(node) && self.kinds(node).has(self.words.unknown);
        let mut from = first;
        while from > phrase && first - from < 2 && unknown(from - 1) {
            from -= 1;
        }
        if from == first {
            return (first, last);
        }
        let filiation = self.kinds(first).meets(&self.words.name_particle)
            && !self.kinds(first).meets(&self.words.given_name);
        let behind = from == phrase
            || self.kinds(from - 1).meets(&self.words.nationality)
            || self.stands_before_names(from - 1)
            || self.kinds(from - 1).has(Builtin::Comma.kind());
        match (behind, filiation) {
            (true, _) => (from, last),
            (false, true) => (first - 1, last),
            (false, false) => (first, last),
        }
    }
}
