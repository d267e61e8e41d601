//! The grammar of personal names: where a name begins, how far it goes, and which of several names in a noun phrase is the speaker's own.
//!
//! A name begins with a given name, with a particle (بن, أبو, آل), behind a title, or with a run of words that the lexicon does not know.
//! It goes on over names, particles and one definite word, and ends before titles, ordinary nouns, verbs and what follows no name.

use super::mention::Mentions;
use crate::lexicon::{Gender, Number};
use crate::pattern::Builtin;

/// Most words of a name that no list knows, unless a family name with the article follows them.
pub(super) const FOREIGN_WORDS: usize = 4;

impl Mentions<'_> {
    /// The proper name inside a noun phrase: one at its beginning, else one behind the titles with which it opens, else the last one in it.
    pub(super) fn name(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        if self.speaks_for_somebody((start, end)) {
            return None;
        }
        if self.is_of_somebody((start, end)) {
            let comma = |node: &usize| self.kinds(*node).has(Builtin::Comma.kind());
            let behind = (start + 1..end).find(comma)? + 1;
            return self.name((behind, end));
        }
        if let Some(run) = self.described_name((start, end)) {
            return Some(run);
        }
        if let Some(run) = self.run_at(start, start, end) {
            return Some(run);
        }
        if let Some(run) = self.leading_foreign_name((start, end)) {
            return Some(run);
        }
        let mut found = None;
        let mut at = start + 1;
        while at < end {
            // Behind a name and a comma a title says who it is.
            if found.is_some_and(|name| self.is_described_at(at, name)) {
                break;
            }
            let run = self
                .run_at(at, start, end)
                .or_else(|| self.run_behind_title(at, start, end));
            let Some(run) = run else {
                at += 1;
                continue;
            };
            // Somebody else is spoken of, behind a preposition or in the name of a body.
            if !self.is_governed(at, start) && !self.is_borrowed(at, start) {
                // A name behind the titles with which the phrase opens, or behind an honorific, is the speaker's; what follows it describes him.
                let opening = self.is_opening((start, at)) || self.is_personal(at - 1);
                let whole = self.widened(run, start);
                if opening {
                    return Some(whole);
                }
                found = Some(whole);
            }
            at = run.1;
        }
        let unknown = || self.unknown_name((start, end));
        found.or_else(unknown)
    }

    /// Whether a phrase without the article names whoever speaks for the holder of an office, so that a name in it is the other's:
    /// متحدث باسم وزير الطاقة أنجوس تايلور.
    pub(super) fn speaks_for_somebody(&self, (start, end): (usize, usize)) -> bool {
        let office = self.kinds(start + 1);
        let comma = |node: usize| self.kinds(node).has(Builtin::Comma.kind());
        self.kinds(start).meets(&self.words.spokesman)
            && office.meets(&self.words.title)
            && !office.meets(&self.words.collective)
            && !(start + 2..end).any(comma)
    }

    /// Whether a phrase names somebody by another's name: محامي هدى سالم, نجل الرئيس سامح نجيب.
    fn is_of_somebody(&self, (start, end): (usize, usize)) -> bool {
        // With a pronoun it is already said whose it is.
        let relation = self.kinds(start).meets(&self.words.relation)
            && !self.kinds(start).meets(&self.words.article)
            && !self.kinds(start).has(Builtin::PronounSuffix.kind());
        let next = start + 1;
        let other = || {
            self.begins_name(next, next)
                || (self.kinds(next).meets(&self.words.title)
                    && self.kinds(next).meets(&self.words.article))
        };
        relation && next < end && other()
    }

    /// Whether nothing but titles and nationalities stands between two gaps.
    fn is_opening(&self, (start, end): (usize, usize)) -> bool {
        (start..end).all(|node| {
            let kinds = self.kinds(node);
            let nationality =
                kinds.meets(&self.words.nationality) && kinds.meets(&self.words.article);
            kinds.meets(&self.words.title) || nationality
        })
    }

    /// Whether a comma and a title stand at a node, or a title directly behind a name.
    fn is_described_at(&self, node: usize, name: (usize, usize)) -> bool {
        let comma = self.kinds(node).has(Builtin::Comma.kind())
            && self.kinds(node + 1).meets(&self.words.title);
        let title = node == name.1
            && self.kinds(node).meets(&self.words.title)
            && !self.kinds(node).meets(&self.words.article)
            && !self.stands_before_names(node);
        comma || title
    }

    fn run_at(&self, node: usize, phrase: usize, end: usize) -> Option<(usize, usize)> {
        self.begins_name(node, phrase)
            .then(|| (node, self.name_end(node, end)))
    }

    /// A name of two words and more with a preposition written onto it (لمصطفى البراهمة).
    pub fn governed_name(&self, node: usize) -> Option<(usize, usize)> {
        let kinds = self.kinds(node);
        let begins = kinds.meets(&self.words.given_name)
            && kinds.meets(&self.words.preposition_clitic)
            && self.is_written_onto(node)
            && self.clear(node)
            && self.followed_by_clear_name(node);
        begins.then(|| (node, self.certain_name_end(node, self.stream.nodes.len())))
    }

    /// A name directly behind a title that stands before names: words that no list knows (الدكتور خيبر خيشكي), or one word with the article (الدكتور العمري).
    fn run_behind_title(&self, node: usize, phrase: usize, end: usize) -> Option<(usize, usize)> {
        if self.is_name_in_marks(node, phrase) {
            return Some((node, node + 1));
        }
        let behind_title = node > phrase && self.stands_before_names(node - 1);
        if !behind_title {
            return None;
        }
        // An adjective of an office without the article is none of a name.
        let adjective = self.kinds(node).meets(&self.words.office_adjective)
            && !self.kinds(node - 1).meets(&self.words.article);
        if self.is_foreign(node) && !self.kinds(node).meets(&self.words.head) && !adjective {
            let foreign =
                (node..end.min(node + FOREIGN_WORDS)).take_while(|at| self.is_foreign(*at));
            let last = foreign.last()?;
            // A particle of filiation never ends a name.
            let filiation = self.kinds(last + 1).meets(&self.words.name_particle);
            let reach = if filiation { end } else { last + 2 };
            return Some((node, self.name_end(node, end).min(reach)));
        }
        if self.is_noun_as_name(node) {
            return Some((node, self.name_end(node, end)));
        }
        let kinds = self.kinds(node);
        // Nothing but a family name stands alone behind an honorific, whatever else it is.
        let alone = node == phrase + 1 && node + 1 == end && kinds.has(Builtin::Word.kind());
        let ordinary = kinds.meets(&self.words.collective) || kinds.meets(&self.words.common_noun);
        let family = self.is_personal(node - 1)
            && !self.is_foreign(node + 1)
            && kinds.meets(&self.words.article)
            && (alone || kinds.has(self.words.unknown) || kinds.meets(&self.words.family_name))
            && !kinds.meets(&self.words.nationality)
            && !kinds.meets(&self.words.title)
            && (alone || !ordinary)
            && !kinds.meets(&self.words.name_closer)
            && !kinds.meets(&self.words.office_adjective)
            && !kinds.meets(&self.words.closed);
        family.then_some((node, node + 1))
    }

    /// Whether an ordinary noun is a given name: behind an honorific with the article nothing but a name has none, and a name follows (الدكتور صدقة سالم).
    fn is_noun_as_name(&self, node: usize) -> bool {
        let (kinds, next) = (self.kinds(node), self.kinds(node + 1));
        let name = next.meets(&self.words.given_name)
            || next.meets(&self.words.family_name)
            || next.meets(&self.words.name_particle)
            || (next.meets(&self.words.article) && next.has(self.words.unknown));
        self.is_personal(node - 1)
            && self.kinds(node - 1).meets(&self.words.article)
            && kinds.meets(&self.words.common_noun)
            && !kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.title)
            && !kinds.meets(&self.words.closed)
            && !kinds.meets(&self.words.accusative)
            && !kinds.meets(&self.words.named_after)
            && !kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.preposition_clitic)
            && !kinds.has(Builtin::PronounSuffix.kind())
            && name
            && !next.meets(&self.words.conjunction_clitic)
            && !next.meets(&self.words.preposition_clitic)
    }

    /// Whether marks directly behind a title, or its nationality, hold a personal name and nothing else: الأستاذ "حاتم سالم", وزير الخارجية اليمني "رياض سالم".
    pub(super) fn is_name_in_marks(&self, node: usize, phrase: usize) -> bool {
        if node <= phrase || !self.kinds(node).has(Builtin::ShortQuotation.kind()) {
            return false;
        }
        let Some(stream) = self.stream.inside_of(node) else {
            return false;
        };
        let inside = Mentions {
            rules: self.rules,
            words: self.words,
            stream,
        };
        let end = stream.nodes.len();
        // A comma can part them from the office.
        let comma = self.kinds(node - 1).has(Builtin::Comma.kind()) && node > phrase + 1;
        let before = self.kinds(node - 1 - usize::from(comma));
        let office = self.kinds(phrase);
        // So it does behind what a single person is who can go without a name.
        let expert = office.meets(&self.words.anonymous)
            && self.feature(phrase, |entry| entry.number) != Some(Number::Plural);
        let of_somebody =
            (office.meets(&self.words.title) && !office.meets(&self.words.collective)) || expert;
        let known = end > 1 && inside.begins_name(0, 0) && inside.name_end(0, end) == end;
        // A body is called by somebody's name as well, but behind the office of a spokesman stands his own.
        let spokesman = self.kinds(phrase).meets(&self.words.spokesman)
            || (phrase..node).any(|at| self.kinds(at).meets(&self.words.in_name_of));
        let unknown = spokesman && inside.is_unknown_name((0, end));
        let whole = known || unknown;
        let certain = unknown || ((comma || spokesman || expert) && inside.clear(0));
        let other = before.meets(&self.words.collective) || before.meets(&self.words.event);
        let of_office = of_somebody
            && (before.meets(&self.words.article) || (before.meets(&self.words.place) && certain))
            && (before.meets(&self.words.nationality) || !other || certain);
        let titled =
            !comma && self.stands_before_names(node - 1) && before.meets(&self.words.article);
        // A single word in marks behind a title can say what its bearer is said to be.
        let alone = end == 1
            && titled
            && (inside.kinds(0).meets(&self.words.given_name)
                || inside.kinds(0).meets(&self.words.family_name));
        (titled || of_office) && (alone || whole)
    }

    /// Whether a word is a title behind which the name itself stands: الدكتور, العقيد, معالي.
    pub(super) fn stands_before_names(&self, node: usize) -> bool {
        self.kinds(node).meets(&self.words.name_title) || self.is_personal(node)
    }

    /// Whether a word is an honorific and nothing else.
    pub(super) fn is_personal(&self, node: usize) -> bool {
        let honorific = |entry: &crate::pattern::EntryInfo| {
            entry.is(&self.words.honorific) && entry.roles & self.words.ambiguous == 0
        };
        self.entries(node).any(honorific)
    }

    /// The node at which the titles begin that stand before the name at a node.
    fn titles_before(&self, node: usize, phrase: usize) -> usize {
        let mut before = node;
        // A word can be a city and a kinship.
        let title = |node: usize| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.title)
                && !kinds.meets(&self.words.place)
                && !kinds.meets(&self.words.bears_name)
        };
        while before > phrase && title(before - 1) {
            before -= 1;
        }
        before
    }

    /// Whether a preposition governs the name at a node with the titles before it.
    pub(super) fn is_governed(&self, node: usize, phrase: usize) -> bool {
        let before = self.titles_before(node, phrase);
        before > phrase
            && before < node
            && (self.kinds(before - 1).meets(&self.words.preposition)
                || self.kinds(before).meets(&self.words.preposition_clitic))
    }

    /// Whether a body or a place bears the name at a node: جامعة الملك سعود, مبادرة زايد.
    pub(super) fn is_borrowed(&self, node: usize, phrase: usize) -> bool {
        let before = self.titles_before(node, phrase);
        if before == phrase {
            return false;
        }
        let kinds = self.kinds(before - 1);
        // A ministry with what it governs is one node, and bears no name; the head of a school does.
        let whole = self.is_merged(before - 1) && !kinds.meets(&self.words.bears_name);
        kinds.meets(&self.words.named_after)
            && !kinds.meets(&self.words.article)
            && !kinds.has(Builtin::ShortQuotation.kind())
            && !whole
    }

    /// Whether a personal name begins at a node.
    pub fn begins_name(&self, node: usize, phrase: usize) -> bool {
        let kinds = self.kinds(node);
        let named = kinds.meets(&self.words.given_name) || kinds.meets(&self.words.name_particle);
        // Marks inside a phrase hold the name of a team or a body, whatever it is spelled like, unless they are read as a personal name.
        let marked = node > phrase && kinds.has(Builtin::ShortQuotation.kind());
        if !named || marked {
            return false;
        }
        // A pronoun with its conjunction is none.
        if kinds.meets(&self.words.pronoun) && kinds.meets(&self.words.conjunction_clitic) {
            return false;
        }
        // Nor is one before somebody's name.
        if kinds.meets(&self.words.pronoun) && self.clear(node + 1) {
            return false;
        }
        // Whoever speaks of himself is nobody's name, unless a title or a name beside it shows that.
        let beside = self.kinds(node + 1);
        let shown = beside.meets(&self.words.given_name)
            || beside.meets(&self.words.family_name)
            || (node > 0 && self.kinds(node - 1).meets(&self.words.title));
        if kinds.meets(&self.words.first_person) && !shown {
            return false;
        }
        // What ties a spokesman to his body does so before it is a name.
        if node > phrase && kinds.meets(&self.words.in_name_of) {
            return false;
        }
        // A name that is listed just so can look as if a preposition were written onto it.
        // So can a particle that is nothing else.
        let particle = |entry: &crate::pattern::EntryInfo| {
            entry.is(&self.words.name_particle) && entry.roles & self.words.ambiguous == 0
        };
        let spelled = !kinds.meets(&self.words.preposition_clitic)
            || self.is_listed(node, &self.words.given_name)
            || self.entries(node).any(particle);
        let free = !kinds.meets(&self.words.article) && spelled;
        // Names that always have the article, where another name follows.
        let with_article = || self.is_definite_name(node) && self.followed_by_clear_name(node);
        // A woman is called so behind what she is, where her father's name follows.
        let of_woman = || {
            node > phrase
                && kinds.meets(&self.words.article)
                && self.clear(node)
                && self.kinds(node - 1).meets(&self.words.title)
                && self.kinds(node - 1).meets(&self.words.article)
                && self.feature(node, |entry| entry.gender) == Some(Gender::Feminine)
                && self.followed_by_clear_name(node)
        };
        let free = free || with_article() || of_woman();
        let governed = node > phrase && self.kinds(node - 1).meets(&self.words.preposition);
        if !free || governed {
            return false;
        }
        // Some names are bodies too, and what follows is their name.
        if kinds.meets(&self.words.named_after)
            && !(node > phrase && self.stands_before_names(node - 1))
        {
            return false;
        }
        // Some are nationalities, which describe the noun before them.
        if node > phrase
            && kinds.meets(&self.words.nationality)
            && kinds.meets(&self.words.article)
            && (self.kinds(node - 1).meets(&self.words.full_office)
                || (self.kinds(node - 1).meets(&self.words.acting)
                    && self.kinds(node - 1).meets(&self.words.article)))
        {
            return false;
        }
        if kinds.meets(&self.words.nationality)
            && !(node > phrase && self.stands_before_names(node - 1))
            && (!self.followed_by_clear_name(node)
                || self.kinds(node + 1).meets(&self.words.preposition_clitic))
        {
            return false;
        }
        let particle = kinds.meets(&self.words.name_particle);
        // Words of kinship before another noun are no names.
        let next = self.kinds(node + 1);
        let named_next = next.meets(&self.words.given_name)
            || next.meets(&self.words.family_name)
            || next.meets(&self.words.name_particle);
        if particle && kinds.meets(&self.words.title) && !named_next && self.is_ordinary(node + 1) {
            return false;
        }
        if !particle && self.is_ordinary(node) {
            let behind_title = node > phrase && self.stands_before_names(node - 1);
            return behind_title || self.followed_by_clear_name(node);
        }
        // A verb at the beginning of a sentence that is spelled like a name.
        let first = node == 0 || self.kinds(node - 1).meets(&self.words.sentence_end);
        if first && kinds.has(Builtin::Verb.kind()) && !self.clear(node) {
            return false;
        }
        self.clear(node)
            || self.followed_by_name(node)
            || self.behind_title(node, phrase)
            || (node == phrase && self.is_before_family(node))
    }

    /// Whether a word with the article is listed as a given name just so.
    fn is_definite_name(&self, node: usize) -> bool {
        let whole = |reading: &crate::lexicon::Reading| {
            let entry = self.rules.entries.of(reading.entry);
            reading.proclitics.0 == 0 && entry.is(&self.words.definite_name)
        };
        self.stream.readings_of(node).iter().any(whole)
    }

    /// Whether a given name is also a title, a trade or an ordinary noun: أمين, جراح, مساعد.
    fn is_ordinary(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.meets(&self.words.head) || kinds.meets(&self.words.common_noun)
    }

    /// Whether a given name is seldom an ordinary word.
    pub(super) fn clear(&self, node: usize) -> bool {
        let ambiguous = self.words.ambiguous;
        let given = |entry: &crate::pattern::EntryInfo| entry.is(&self.words.given_name);
        self.entries(node)
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

    /// Whether a word with the article follows that can be a family name.
    fn is_before_family(&self, node: usize) -> bool {
        let next = self.kinds(node + 1);
        let certain = next.has(self.words.unknown) || next.meets(&self.words.family_name);
        next.meets(&self.words.article)
            && (certain || !self.kinds(node).meets(&self.words.preposition_clitic))
    }

    pub(super) fn followed_by_name(&self, node: usize) -> bool {
        let next = self.kinds(node + 1);
        next.meets(&self.words.given_name)
            || next.meets(&self.words.family_name)
            || next.meets(&self.words.name_particle)
            || (next.has(self.words.unknown) && next.has(Builtin::Word.kind()))
    }

    /// [`Mentions::followed_by_name`] by a word that is no title and no ordinary noun itself.
    fn followed_by_clear_name(&self, node: usize) -> bool {
        let next = self.kinds(node + 1);
        let foreign = next.has(self.words.unknown)
            && next.has(Builtin::Word.kind())
            && !next.meets(&self.words.article);
        let name = next.meets(&self.words.given_name)
            || next.meets(&self.words.family_name)
            || next.meets(&self.words.name_particle);
        (name || foreign) && !self.is_ordinary(node + 1)
    }
}
