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
        {
            return true;
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
        // Some names of bodies are adjectives too, which agree with the noun before them.
        let alike = !people && self.gender(node - 1, None) == self.gender(node, None);
        (body && !alike) || (family && people && !before.meets(&self.words.head))
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

    /// Whether a word has no article and nothing else written onto it.
    pub(super) fn is_bare(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        kinds.has(Builtin::Word.kind())
            && !kinds.meets(&self.words.article)
            && !kinds.meets(&self.words.conjunction_clitic)
            && !kinds.meets(&self.words.preposition_clitic)
    }

    /// Whether a word of quantity before a definite noun begins another phrase than the one before it: رئيس الحكومة مختلف القرارات.
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
            && self.kinds(node + 1).meets(&self.words.article)
    }
}
