//! Where the object of a verb begins directly behind its subject: a bare noun, a second body, a word of quantity.

use super::mention::Mentions;
use crate::lexicon::Number;
use crate::pattern::Builtin;

impl Mentions<'_> {
    /// Whether a bare noun behind a whole phrase is the object of the verb before it: القاضي تصريحه, البنك الفرنسي نتائج.
    pub(super) fn is_object(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        if self.is_quantity(node)
            || kinds.meets(&self.words.his_saying)
            || kinds.meets(&self.words.set_object)
            || self.is_second_body(node)
            || self.is_body_behind_family(node)
            || self.is_people_behind_place(node)
            || self.is_noun_behind_person(node)
            || self.is_noun_behind_adjective(node)
        {
            return true;
        }
        if self.is_family_before_sign(node - 1, node) {
            return false;
        }
        let bare = self.is_bare(node);
        let named = kinds.meets(&self.words.given_name)
            || kinds.meets(&self.words.family_name)
            || (kinds.meets(&self.words.head) && !kinds.meets(&self.words.document));
        let noun = kinds.meets(&self.words.common_noun) || kinds.meets(&self.words.his_saying);
        // What has the ending of objects behind a whole phrase is one, or says how; behind a noun with that ending it describes it.
        let known = before.meets(&self.words.article)
            || before.meets(&self.words.place)
            || before.meets(&self.words.outlet)
            || before.meets(&self.words.given_name)
            || before.meets(&self.words.family_name);
        if bare
            && known
            && kinds.meets(&self.words.accusative)
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.family_name)
            && !before.meets(&self.words.accusative)
            && !before.meets(&self.words.preposition)
        {
            return true;
        }
        // A noun and its number are no person with a name.
        let numbered = self.kinds(node + 1).has(Builtin::Number.kind());
        if !bare || named || !noun || numbered {
            return false;
        }
        // Behind a title the name stands, whatever else it can be.
        let whole = before.meets(&self.words.outlet)
            || (before.meets(&self.words.article)
                && !before.meets(&self.words.title)
                && !before.meets(&self.words.name_title));
        let owned = kinds.has(Builtin::PronounSuffix.kind()) || kinds.meets(&self.words.his_saying);
        let name = before.meets(&self.words.given_name)
            || before.meets(&self.words.family_name)
            || before.has(self.words.unknown);
        // A deed and what it is done to, behind a name or a place.
        let deed = kinds.meets(&self.words.deed)
            && (name || before.meets(&self.words.place))
            && !before.meets(&self.words.title)
            && (self.kinds(node + 1).meets(&self.words.article)
                || self.kinds(node + 1).has(Builtin::PronounSuffix.kind()));
        whole
            || deed
            || (owned
                && (name
                    || before.meets(&self.words.article)
                    || before.meets(&self.words.acting)
                    || self.is_merged(node - 1)))
    }

    /// Whether a body or people with the article stand behind a whole phrase of another one, so that they are the object:
    /// طالبت الحركة المجتمع الدولي, دعا الدروبي المستثمرين.
    fn is_second_body(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        let second = kinds.meets(&self.words.article)
            && kinds.meets(&self.words.acting)
            && !kinds.meets(&self.words.nationality)
            && !kinds.meets(&self.words.office_adjective)
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.title)
            && !kinds.meets(&self.words.preposition_clitic)
            && !kinds.meets(&self.words.conjunction_clitic);
        if !second || !before.meets(&self.words.article) {
            return false;
        }
        let many = self.feature(node - 1, |entry| entry.number) == Some(Number::Plural);
        let body = before.meets(&self.words.acting)
            && !before.meets(&self.words.title)
            && !before.meets(&self.words.preposition_clitic)
            && !many;
        let people = self.feature(node, |entry| entry.number) == Some(Number::Plural);
        let family = before.has(self.words.unknown) || before.meets(&self.words.family_name);
        // An unknown word behind a noun describes it or belongs to it.
        let alone = node < 2 || {
            let earlier = self.kinds(node - 2);
            !earlier.has(Builtin::Word.kind()) || earlier.has(Builtin::Verb.kind())
        };
        // Some names of bodies are adjectives too, which agree with the noun before them.
        let alike = !people && self.gender(node - 1, None) == self.gender(node, None);
        (body && !alike) || (family && (people || alone) && !before.meets(&self.words.head))
    }

    /// Whether a body without the article stands behind a family name, whose object it is: اتهم السالمي حركة النور.
    fn is_body_behind_family(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        let body = self.is_bare(node)
            && kinds.meets(&self.words.named_after)
            && !kinds.meets(&self.words.bears_name)
            && !kinds.meets(&self.words.title)
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.family_name);
        let family = before.meets(&self.words.article)
            && (before.has(self.words.unknown) || before.meets(&self.words.family_name))
            && !before.meets(&self.words.head)
            && !before.meets(&self.words.nationality)
            && !before.meets(&self.words.office_adjective);
        // An unknown word behind a noun describes it.
        let alone = node < 2 || {
            let earlier = self.kinds(node - 2);
            !earlier.meets(&self.words.head) && !earlier.meets(&self.words.article)
        };
        body && family && alone
    }

    /// Whether people without the article, whose they are behind them, stand behind a place: حذر أمير المنطقة شباب الوطن.
    fn is_people_behind_place(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        self.is_bare(node)
            && before.meets(&self.words.place)
            && !before.meets(&self.words.acting)
            && kinds.meets(&self.words.acting)
            && !kinds.meets(&self.words.named_after)
            && !kinds.meets(&self.words.title)
            && !kinds.meets(&self.words.place)
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.family_name)
            && self.kinds(node + 1).meets(&self.words.article)
            && self.feature(node, |entry| entry.number) == Some(Number::Plural)
    }

    /// Whether a word is an ordinary noun with the article that describes nobody.
    fn is_plain_noun(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.meets(&self.words.article)
            && kinds.has(Builtin::Word.kind())
            && !kinds.meets(&self.words.preposition_clitic)
            && !kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.nationality)
            && !kinds.meets(&self.words.office_adjective)
            && !kinds.meets(&self.words.name_closer)
            && !kinds.meets(&self.words.title)
            && !kinds.meets(&self.words.given_name)
            && !kinds.meets(&self.words.family_name)
            && !kinds.meets(&self.words.closed)
            && !self.is_verb(kinds)
    }

    /// Whether an ordinary noun with the article stands behind a family name or a title with the article, which rules nothing: لخص الدروبي الأخبار, لام المدرب الخسارة.
    fn is_noun_behind_person(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        let noun = self.is_plain_noun(node)
            && (kinds.meets(&self.words.action) || kinds.meets(&self.words.common_noun))
            && !kinds.meets(&self.words.acting);
        // An unknown word behind a noun describes it.
        let alone = node < 2 || {
            let earlier = self.kinds(node - 2);
            earlier.meets(&self.words.given_name)
                || earlier.meets(&self.words.name_particle)
                || !(earlier.meets(&self.words.head) || earlier.meets(&self.words.article))
        };
        let family = alone
            && (before.has(self.words.unknown) || before.meets(&self.words.family_name))
            && !before.meets(&self.words.head)
            && !before.meets(&self.words.nationality)
            && !before.meets(&self.words.office_adjective)
            && !before.meets(&self.words.conjunction_clitic);
        let title = before.meets(&self.words.title)
            && !before.meets(&self.words.collective)
            && !before.meets(&self.words.honorific)
            && !self.is_merged(node - 1);
        // Before a name it says what its bearer is.
        let bears = |at: usize| {
            let kinds = self.kinds(at);
            self.begins_name(at, at) || kinds.meets(&self.words.preposition)
        };
        let described = bears(node + 1)
            || self.kinds(node + 1).meets(&self.words.preposition_clitic)
            || self.kinds(node + 1).meets(&self.words.nationality);
        noun && before.meets(&self.words.article)
            && !before.meets(&self.words.preposition_clitic)
            && (family || (title && (kinds.meets(&self.words.action) || !described)))
    }

    /// Whether a noun with the article stands behind a noun and its adjective and does not agree with them, so that it begins another phrase:
    /// حذرت الشرطة النرويجية السائقين.
    fn is_noun_behind_adjective(&self, node: usize) -> bool {
        if node < 2 || !self.is_plain_noun(node) {
            return false;
        }
        let (head, before, kinds) = (self.kinds(node - 2), self.kinds(node - 1), self.kinds(node));
        let described = before.meets(&self.words.article)
            && (before.meets(&self.words.nationality)
                || before.meets(&self.words.office_adjective))
            && !before.meets(&self.words.conjunction_clitic)
            && (head.meets(&self.words.article) || self.is_merged(node - 2))
            && head.meets(&self.words.acting)
            && !head.meets(&self.words.title);
        let noun = kinds.meets(&self.words.action)
            || kinds.meets(&self.words.common_noun)
            || kinds.meets(&self.words.acting);
        let genders = self.gender(node - 2, None).zip(self.gender(node, None));
        let many = |node: usize| self.feature(node, |entry| entry.number) == Some(Number::Plural);
        let other = (genders.is_some_and(|(head, own)| head != own) && !many(node - 2))
            || (kinds.meets(&self.words.oblique) && !many(node - 2))
            || (kinds.meets(&self.words.acting) && many(node) && !many(node - 2));
        described && noun && other
    }

    /// Whether a word has no article and nothing else written onto it.
    pub(super) fn is_bare(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.has(Builtin::Word.kind())
            && !kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.preposition_clitic)
    }

    /// Whether a word of quantity before a definite noun begins another phrase than the one before it: رئيس الحكومة مختلف القرارات, محافظ حلوان كل من تأخر.
    fn is_quantity(&self, node: usize) -> bool {
        let (before, kinds) = (self.kinds(node - 1), self.kinds(node));
        let whole = before.meets(&self.words.article)
            || before.meets(&self.words.place)
            || before.meets(&self.words.family_name)
            || before.meets(&self.words.given_name)
            || before.has(self.words.unknown)
            || self.is_merged(node - 1);
        kinds.meets(&self.words.quantity)
            && whole
            && !kinds.has(Builtin::PronounSuffix.kind())
            && !self.is_joined(node)
            && (self.kinds(node + 1).meets(&self.words.article)
                || (kinds.meets(&self.words.each)
                    && self.kinds(node + 1).meets(&self.words.preposition)))
    }
}
