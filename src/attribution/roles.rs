//! Who is meant by a role, a short name or a short name of a body.

use super::entities::{Name, Registry, under};
use super::mention::{Mention, Mentions};
use crate::lexicon::{Gender, SpeakerKind};

impl Registry<'_> {
    /// The last speaker with a name whose titles hold all words of a role (الوزير, رئيس الحكومة).
    pub(super) fn by_role(&self, words: &[String], gender: Option<Gender>) -> Option<usize> {
        self.of_role(words, gender).next_back()
    }

    /// Everybody with a name whose titles hold all words of a role, in the order in which they came up.
    pub(super) fn of_role(
        &self,
        words: &[String],
        gender: Option<Gender>,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let candidates = under(&self.people_under, words.first());
        let bears = move |known: &usize| self.bears(*known, words, gender);
        candidates.iter().copied().filter(bears)
    }

    /// Whether somebody's titles hold all words of a role.
    fn bears(&self, known: usize, words: &[String], gender: Option<Gender>) -> bool {
        let person = &self.people[known];
        matches!(person.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
            && (person.head.as_ref() == words.first() || words.len() == 1)
            && words.first().is_none_or(|word| person.roles.contains(word))
            && words
                .iter()
                .all(|word| person.roles.iter().any(|role| alike(role, word)))
            && person.words != words
            && (gender != Some(Gender::Feminine) || person.gender != Some(Gender::Masculine))
    }

    /// The last speaker whose family name stands behind a title with the article, and nothing else: الرئيس السبسي.
    pub(super) fn by_family(&self, mentions: &Mentions, mention: &Mention) -> Option<usize> {
        let (start, end) = mention.nodes;
        let last = mentions.kinds(end - 1);
        let family = end == start + 2
            && mention.definite
            && last.meets(&mentions.words.article)
            && !last.meets(&mentions.words.nationality)
            && !last.meets(&mentions.words.office_adjective);
        if !family {
            return None;
        }
        let words = self.words(mentions.stream, (end - 1, end));
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.last() == words.last()
        };
        let bearers = under(&self.people_with, words.last());
        bearers.iter().copied().rfind(called)
    }

    /// The last speaker who is called by the given name alone.
    pub(super) fn by_given_name(&self, words: &[String]) -> Option<usize> {
        let [word] = words else {
            return None;
        };
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.first() == Some(word)
                && person.head.as_ref() != Some(word)
        };
        let bearers = under(&self.people_with, Some(word));
        bearers.iter().copied().rfind(called)
    }

    /// The last body, group or document whose name begins with the words of a definite short one (الوزارة for وزارة الصحة, المكتب الوطني).
    pub(super) fn by_head(&self, words: &[String], kind: Option<SpeakerKind>) -> Option<usize> {
        let begins_alike = |number: &usize| {
            let person = &self.people[*number];
            Some(person.kind) == kind
                && person.words.len() > words.len()
                && person.words.first() == words.first()
                && words.iter().all(|word| person.words.contains(word))
        };
        let candidates = under(&self.people_with, words.first());
        candidates.iter().copied().rfind(begins_alike)
    }

    /// The fullest name in the document that ends with, or holds, the words of a short one; for a role, the name that bears all of its words as title.
    /// By the given name alone only those are called who stand in full before the byte of the short one; by the end of a longer name whoever is called by a `family`
    /// of several words.
    pub(super) fn fullest(
        &self,
        words: &[String],
        role: Option<&[String]>,
        family: bool,
        byte: u32,
    ) -> Option<(String, Vec<String>, Vec<String>)> {
        let last = words.last()?;
        let short = words.len() == 1;
        let name = |number: &usize| &self.names[*number];
        let longer = |(other, _, _): &&Name| other.len() > words.len();
        let with = || under(&self.names_with, Some(last)).iter().map(name);
        let by_name = with().filter(longer).find(|(other, _, _)| {
            if short {
                other.last() == Some(last)
            } else {
                let begins = other.first() == words.first();
                (begins && words.iter().all(|word| other.contains(word)))
                    || (family && other.ends_with(words))
            }
        });
        // Called by the given name alone.
        let by_first = || {
            let called = |number: &&usize| {
                let (other, _, _) = name(number);
                short && other.len() > 1 && other.first() == Some(last)
            };
            let earlier =
                |number: &&usize| self.names_at.get(**number).is_some_and(|at| *at <= byte);
            let mut numbers = under(&self.names_with, Some(last)).iter().filter(earlier);
            numbers.find(called).map(name)
        };
        let by_role = || {
            let held = |title: &[String], word: &String| title.iter().any(|role| alike(role, word));
            let role = role?;
            let bears = |(_, _, title): &&Name| role.iter().all(|word| held(title, word));
            let mut titled = under(&self.names_under, role.first()).iter().map(name);
            titled.find(bears)
        };
        by_name
            .or_else(by_role)
            .or_else(by_first)
            .map(|(words, written, title)| (written.clone(), words.clone(), title.clone()))
    }

    /// Whether the name in a phrase is a family's that is written in several words: أبو الغيط, بن رمضان, نصر الله.
    pub(super) fn is_of_family(&self, mentions: &Mentions, mention: &Mention) -> bool {
        mention.name.is_some_and(|(first, end)| {
            let kinds = mentions.kinds(first);
            let particle =
                kinds.meets(&mentions.words.name_particle) && !kinds.meets(&mentions.words.title);
            particle || (end == first + 1 && mentions.is_merged(first))
        })
    }

    /// Whether somebody's titles hold all words of a phrase that names only a role.
    pub(super) fn bears_role(&self, mentions: &Mentions, mention: &Mention, known: usize) -> bool {
        let words = self.role_words(mentions.stream, self.plain_words(mentions, mention));
        !words.is_empty() && self.bears(known, &words, mention.gender)
    }

    /// Whether this document knows who bears a role, or has let it speak without a name.
    pub(super) fn is_known(&self, mentions: &Mentions, mention: &Mention) -> bool {
        let plain = self.plain_words(mentions, mention);
        let words = self.words(mentions.stream, plain);
        let role = self.role_words(mentions.stream, plain);
        self.same_person(&words, mention.polite, mention.kind)
            .is_some()
            || self.by_role(&role, mention.gender).is_some()
            || self.fullest(&words, Some(&role), false, u32::MAX).is_some()
    }

    /// Whether a phrase names a nationality and somebody is known to have another one.
    pub(super) fn comes_from_elsewhere(
        &self,
        mentions: &Mentions,
        mention: &Mention,
        known: usize,
    ) -> bool {
        let here = self.origins(mentions, mention);
        let there = &self.people[known].origins;
        !here.is_empty() && !there.is_empty() && !here.iter().any(|word| there.contains(word))
    }

    /// The nationalities in a phrase, its name left out.
    pub(super) fn origins(&self, mentions: &Mentions, mention: &Mention) -> Vec<String> {
        let (start, end) = mention.nodes;
        let named = |node: usize| {
            let name = mention.name;
            name.is_some_and(|(first, last)| first <= node && node < last)
        };
        let nationality = |node: &usize| mentions.kinds(*node).meets(&mentions.words.nationality);
        let nodes = (start..end)
            .filter(|node| !named(*node))
            .filter(nationality);
        nodes
            .filter_map(|node| self.words(mentions.stream, (node, node + 1)).pop())
            .collect()
    }

    /// The person whose family name is spelled like a place, where that word alone is the mention: ستيفان باريس، ... وأضاف باريس.
    pub(super) fn named_like_place(&self, mentions: &Mentions, mention: &Mention) -> Option<usize> {
        let (start, end) = mention.nodes;
        let place = end == start + 1 && mentions.kinds(start).meets(&mentions.words.place);
        if !place {
            return None;
        }
        let words = self.words(mentions.stream, mention.nodes);
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.last() == words.last()
        };
        under(&self.people_with, words.last())
            .iter()
            .copied()
            .find(called)
    }
}

/// Whether two words of titles are one: the same, or one of them with a letter more (الأمريكي and الأمريكية, تونس and التونسي).
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let rest = long.strip_prefix(short).map(|rest| rest.chars().count());
    rest == Some(0) || (rest == Some(1) && short.chars().count() >= ALIKE)
}

/// Fewest letters of a word that is one with another that has a letter more.
const ALIKE: usize = 4;
