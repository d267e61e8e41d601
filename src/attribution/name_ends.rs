//! How far a personal name goes: over names, particles and one definite word, up to titles, ordinary nouns, verbs and what follows no name.

use super::mention::Mentions;
use crate::lexicon::{Gender, Number, Person};
use crate::pattern::{Builtin, EntryInfo, KindSet};

/// Most words of a name.
const NAME_WORDS: usize = 6;

impl Mentions<'_> {
    /// The gap behind a name that begins at a node.
    pub fn name_end(&self, node: usize, end: usize) -> usize {
        let mut at = node + 1;
        // A name in marks is whole.
        if !self.kinds(node).has(Builtin::Word.kind()) {
            return at;
        }
        while at < end && at < node + NAME_WORDS && self.name_goes_on(node, at) {
            at += 1;
        }
        if at == node + 1 && at + 1 == end && self.is_last_surname(node, at) {
            at += 1;
        }
        at
    }

    /// Whether the last word of a phrase, directly behind a given name, is the family's though it is spelled like a number or the people of a country: foreign names
    /// are (شارون ستون).
    fn is_last_surname(&self, node: usize, at: usize) -> bool {
        let kinds = self.kinds(at);
        let other = [
            &self.words.article,
            &self.words.common_noun,
            &self.words.head,
            &self.words.title,
            &self.words.time,
            &self.words.weekday,
            &self.words.adverb,
            &self.words.accusative,
            &self.words.preposition,
            &self.words.preposition_clitic,
            &self.words.conjunction_clitic,
            &self.words.complementizer,
            &self.words.relative,
            &self.words.pronoun,
            &self.words.demonstrative,
            &self.words.name_closer,
            &self.words.clause_opener,
            &self.words.verb_particle,
            &self.words.in_name_of,
            &self.words.place,
        ];
        kinds.has(Builtin::Word.kind())
            && !kinds.has(Builtin::PronounSuffix.kind())
            && !other.iter().any(|set| kinds.meets(set))
            && !self.is_verb(kinds)
            && self.is_listed(node, &self.words.given_name)
            && self.clear(node)
            && !self.is_merged(node)
            && !self.is_merged(at)
    }

    /// Whether a name that begins at `node` and has come to `at` goes on with the word there.
    fn name_goes_on(&self, node: usize, at: usize) -> bool {
        let (kinds, before) = (self.kinds(at), self.kinds(at - 1));
        let listed = self.is_listed(at, &self.words.given_name)
            || self.is_listed(at, &self.words.family_name);
        let title = kinds.meets(&self.words.title);
        let definite = kinds.meets(&self.words.article);
        // A title with what it rules behind it, not a second name.
        let rules = title
            && listed
            && if definite {
                self.describes_office(at + 1)
            } else {
                !self.ends_or_goes_on_as_name(at + 1) || (at > node + 1 && self.is_ruled(at + 1))
            };
        // What looks like a preposition directly behind a given name belongs to the name.
        let looks_governed = at == node + 1
            && !kinds.meets(&self.words.conjunction_clitic)
            && (kinds.meets(&self.words.given_name)
                || kinds.meets(&self.words.family_name)
                || kinds.meets(&self.words.name_particle));
        // A title of one word between two given names belongs to them.
        let between = at == node + 1
            && title
            && !definite
            && before.meets(&self.words.given_name)
            && !self.is_merged(at)
            && self.is_listed(at + 1, &self.words.given_name)
            && self.clear(at + 1);
        // A bare title, or a noun for the unnamed, that rules nothing is a family name.
        let next = self.kinds(at + 1);
        let unnamed = kinds.meets(&self.words.anonymous)
            && (next.meets(&self.words.title) || next.meets(&self.words.relation))
            && !next.meets(&self.words.article);
        let alone = (at == node + 1 || (title && !unnamed))
            && (title || kinds.meets(&self.words.anonymous))
            && !definite
            && before.meets(&self.words.given_name)
            && self.clear(node)
            && !self.is_merged(at)
            && !kinds.has(Builtin::PronounSuffix.kind())
            && (unnamed
                || next.has(Builtin::Comma.kind())
                || next.has(Builtin::Verb.kind())
                || next.meets(&self.words.complementizer));
        let name = between
            || alone
            || (listed && !rules)
            || looks_governed && !rules && !title
            || self.is_listed(at, &self.words.name_particle);
        // Some names are months as well.
        let closed = kinds.meets(&self.words.closed) && !name;
        // Nouns of events are families behind a given name.
        let event = at == node + 1 && definite && kinds.meets(&self.words.event);
        // What ties a spokesman to a body is no part of his name.
        if kinds.meets(&self.words.in_name_of) {
            return false;
        }
        let joined = self.is_joined(at) && !self.is_surname_spelled_joined(node, at);
        if !kinds.has(Builtin::Word.kind()) || (closed && !event) || joined {
            return false;
        }
        // What names a source belongs to no speaker's name.
        let source = kinds.meets(&self.words.source) || kinds.meets(&self.words.source_conjunction);
        if at > node + 1 && source && !listed {
            return false;
        }
        // What opens the clause behind a source is spelled like a particle of names, and some names like a pronoun.
        if kinds.meets(&self.words.clause_opener) || kinds.meets(&self.words.pronoun) {
            return false;
        }
        // A day behind a whole name is when it was said.
        let given = before.meets(&self.words.given_name);
        if kinds.meets(&self.words.weekday)
            && (at > node + 1 || self.is_merged(node) || !listed || !given)
        {
            return false;
        }
        // Behind a particle of filiation any word belongs to the name.
        if before.meets(&self.words.name_particle) {
            return true;
        }
        // What a relative clause describes that agrees with no such person is a thing.
        if definite && !name && self.is_described_as_other(node, at) {
            return false;
        }
        // A participle directly behind a given name, with nothing that it could govern behind it, is the family's.
        let of_family = at == node + 1
            && definite
            && self.clear(node)
            && !kinds.meets(&self.words.closed)
            && !kinds.meets(&self.words.time)
            && !kinds.meets(&self.words.adverb)
            && (next.has(Builtin::Comma.kind()) || next.meets(&self.words.complementizer));
        if at <= node + 2 && self.is_family_before_sign(node, at) {
            return true;
        }
        // What closes a name; and a noun with its own pronoun, which is an object.
        let closes = (kinds.meets(&self.words.name_closer) && !of_family)
            || (kinds.has(Builtin::PronounSuffix.kind()) && !name);
        // Behind a family name with the article nothing but another name goes on.
        let behind_family = at > node + 1 && before.meets(&self.words.article);
        if closes || (behind_family && (title || (!definite && !name))) {
            return false;
        }
        // Family names are spelled like nationalities and trades, with the article. Without it a nationality describes no name.
        let early = at == node + 1 && definite && !self.is_merged(at);
        // Unless the phrase ends behind it.
        let last = !next.has(Builtin::Word.kind()) || next.meets(&self.words.complementizer);
        let nationality =
            kinds.meets(&self.words.nationality) && (definite || (at > node + 2 && !last));
        // A man's family can be called like a people, whatever else is called so.
        let people = nationality && definite && self.is_family_called_like_people(node, at);
        // A family can be called like a city, directly behind the given name.
        let called = at == node + 1 && self.clear(node);
        let place = kinds.meets(&self.words.place) && !definite && !called;
        // What is done to somebody or something, with the article behind a whole name, is the object of the verb.
        let deed = kinds.meets(&self.words.action) && definite;
        let ordinary = kinds.meets(&self.words.head)
            || nationality
            || place
            || deed
            || kinds.meets(&self.words.common_noun);
        // What looks like a preposition and the article is the family's where nothing but it stands between the given name and the end of the phrase.
        let family = called && last && kinds.has(self.words.unknown);
        let governed = kinds.meets(&self.words.preposition_clitic)
            && ((definite && !family) || !kinds.has(self.words.unknown));
        name || people || !((ordinary && !early) || self.is_verb(kinds) || governed)
    }

    /// Whether a nationality with the article can only be a man's family behind his given and his father's name (حاتم رياض السوداني):
    /// nothing else describes a name behind it. Foreign families are known as such, and what a family has behind it describes it.
    fn is_family_called_like_people(&self, node: usize, at: usize) -> bool {
        let before = self.kinds(at - 1);
        let one = |entry: &EntryInfo| {
            entry.gender == Some(Gender::Masculine) && entry.number == Some(Number::Singular)
        };
        at == node + 2
            && self.clear(node)
            && !before.meets(&self.words.article)
            && (before.meets(&self.words.given_name) || before.has(self.words.unknown))
            && !before.meets(&self.words.family_name)
            && self.entries(at).any(one)
    }

    /// Whether a bare word behind given names, with a sign or the words said directly behind it, is the family's whatever it looks like: an ordinary noun (عمر بنك،),
    /// one with a pronoun of the first or second person (سالم نجيب بيتك،) or a preposition before it (مارتن بول،).
    pub(super) fn is_family_before_sign(&self, node: usize, at: usize) -> bool {
        let (kinds, next) = (self.kinds(at), self.kinds(at + 1));
        let ends = next.has(Builtin::Comma.kind())
            || next.has(Builtin::Colon.kind())
            || next.has(Builtin::LongQuotation.kind())
            || next.meets(&self.words.complementizer);
        let given = |node: usize| self.kinds(node).meets(&self.words.given_name);
        let certain = (node..at).any(|node| self.clear(node))
            || (node > 0 && self.stands_before_names(node - 1));
        if !ends || !certain || !(node..at).all(given) || !kinds.has(Builtin::Word.kind()) {
            return false;
        }
        // Behind two of them a title is what their bearer is, and what is unknown with a preposition whom it concerns.
        let further = at > node + 1
            && (kinds.meets(&self.words.head)
                || (kinds.meets(&self.words.preposition_clitic) && kinds.has(self.words.unknown)));
        // What a preposition governs is known as that, but no narrator says I or you.
        let governed = kinds.meets(&self.words.preposition_clitic)
            && !self.is_of(at, |person| person != Person::Third)
            && (kinds.meets(&self.words.head)
                || kinds.meets(&self.words.common_noun)
                || kinds.meets(&self.words.event)
                || kinds.meets(&self.words.place));
        let other = kinds.meets(&self.words.article)
            || kinds.meets(&self.words.conjunction_clitic)
            || kinds.meets(&self.words.closed)
            || kinds.meets(&self.words.adverb)
            || kinds.meets(&self.words.time)
            || kinds.meets(&self.words.accusative)
            || kinds.meets(&self.words.oblique)
            || kinds.meets(&self.words.his_saying)
            || kinds.meets(&self.words.demonstrative)
            || kinds.meets(&self.words.name_closer)
            || kinds.meets(&self.words.common_verb)
            || (at > node + 1
                && kinds.meets(&self.words.place)
                && !self.kinds(at + 2).meets(&self.words.title))
            || self.is_verb(kinds);
        !governed
            && !further
            && !other
            && !self.is_merged(at)
            && !self.is_of(at, |person| person == Person::Third)
    }

    /// Whether a pronoun of such a person is written onto a word in one of its readings.
    fn is_of(&self, node: usize, person: impl Fn(Person) -> bool) -> bool {
        let owned = |reading: &crate::lexicon::Reading| {
            let number = reading.enclitic.map(usize::from);
            let pronoun = number.and_then(|number| self.rules.lexicon.pronouns().get(number));
            pronoun.is_some_and(|own| person(own.person))
        };
        self.stream.readings_of(node).iter().any(owned)
    }

    /// Whether a relative pronoun behind a word does not agree with the person whose name begins at `node`.
    fn is_described_as_other(&self, node: usize, at: usize) -> bool {
        let relative = self.kinds(at + 1).meets(&self.words.relative);
        let asked = |get: &dyn Fn(&EntryInfo) -> bool| self.entries(at + 1).any(get);
        let feminine = self
            .entries(node)
            .any(|entry| entry.gender == Some(Gender::Feminine));
        relative
            && (asked(&|entry| entry.number == Some(Number::Plural))
                || (!feminine && asked(&|entry| entry.gender == Some(Gender::Feminine))))
    }

    /// Whether an unknown word directly behind a given name only looks as if a conjunction were written onto it (كارستن فريتش, جون ووكر): names are joined in full.
    fn is_surname_spelled_joined(&self, node: usize, at: usize) -> bool {
        let kinds = self.kinds(at);
        at == node + 1
            && kinds.has(self.words.unknown)
            && !kinds.meets(&self.words.article)
            && self.kinds(node).meets(&self.words.given_name)
            && self.clear(node)
            && !self.followed_by_name(at)
    }

    /// Whether a word stands in a list just as it is written: ولي is no لي with a conjunction.
    pub(super) fn is_listed(&self, node: usize, list: &KindSet) -> bool {
        let kinds = self.kinds(node);
        let clitic = kinds.meets(&self.words.conjunction_clitic)
            || kinds.meets(&self.words.preposition_clitic);
        if !kinds.meets(list) || !clitic {
            return kinds.meets(list);
        }
        let whole = |reading: &crate::lexicon::Reading| {
            let entry = self.rules.entries.of(reading.entry);
            let free = !self.rules.lexicon.has_conjunction(reading.proclitics)
                && !self.rules.lexicon.has_preposition(reading.proclitics);
            free && entry.is(list)
        };
        self.stream.readings_of(node).iter().any(whole)
    }

    /// Whether what stands behind a title with the article tells that it is an office and no family name: القائد بالجيش, القاضي السابق.
    fn describes_office(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        let realm = kinds.meets(&self.words.preposition_clitic) && !kinds.meets(&self.words.media);
        kinds.meets(&self.words.article)
            && (realm
                || kinds.meets(&self.words.nationality)
                || kinds.meets(&self.words.office_adjective)
                || kinds.meets(&self.words.name_closer))
    }

    /// Whether a word is what a bare title rules: whoever or whatever has the article and is a title or a body itself (قائد الفريق, مساعد المتحدث).
    fn is_ruled(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.meets(&self.words.article)
            && (kinds.meets(&self.words.title) || kinds.meets(&self.words.collective))
            && !kinds.meets(&self.words.family_name)
    }

    /// Whether a phrase ends at a node, or a name goes on there.
    fn ends_or_goes_on_as_name(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        !kinds.has(Builtin::Word.kind())
            || kinds.has(Builtin::Verb.kind())
            || kinds.meets(&self.words.closed)
            || kinds.meets(&self.words.given_name)
            || kinds.meets(&self.words.family_name)
            || kinds.meets(&self.words.name_particle)
            || kinds.meets(&self.words.title)
            || (kinds.meets(&self.words.article) && !kinds.meets(&self.words.common_noun))
    }

    /// Whether a conjunction is written onto a word: every reading finds one, or nothing is known of it and it looks so.
    pub(super) fn is_joined(&self, node: usize) -> bool {
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
        let mut further = further.max(node + 2);
        // A particle of filiation ends none.
        let particle = |at: usize| {
            let kinds = self.kinds(at);
            kinds.meets(&self.words.name_particle)
                && !kinds.meets(&self.words.given_name)
                && !kinds.meets(&self.words.family_name)
        };
        let unfinished = further;
        while further < last && particle(further - 1) {
            further += 1;
        }
        let filled = further > unfinished;
        if further >= last {
            last
        } else if self.kinds(further).meets(&self.words.article) || (!filled && closes(further + 1))
        {
            further + 1
        } else {
            further
        }
    }

    pub(super) fn is_verb(&self, kinds: &KindSet) -> bool {
        [Builtin::Verb, Builtin::Passive, Builtin::Participle]
            .iter()
            .any(|builtin| kinds.has(builtin.kind()))
    }
}
