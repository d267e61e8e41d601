//! The speakers of a document: every name that occurs, the fullest form of each, and which later short name or role is which.

use super::bodies::is_one;
use super::mention::{Mention, Mentions};
use super::roles::lead;
use super::stream::Stream;
use crate::lexicon::{Features, FormClass, Gender, Lexicon, Number, SpeakerKind};
use crate::pattern::{KindSet, Rules};
use crate::text::Text;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// A speaker across the document.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Fullest name.
    pub name: String,
    /// Words of the name, folded, without the article.
    pub(super) words: Vec<String>,
    /// Whether that is a name, not only what somebody is (المصرح, رئيس المنتدى).
    pub named: bool,
    /// Whether that is nothing but an office of a list (وزير الصحة).
    pub office: bool,
    /// What it is.
    pub kind: SpeakerKind,
    /// Other names.
    pub aliases: Vec<String>,
    /// Titles, as first written.
    pub description: Option<String>,
    /// Words of all descriptions, folded, without the article.
    pub(super) roles: Vec<String>,
    /// Nationalities in the phrases that named it, folded, without the article.
    pub(super) origins: Vec<String>,
    /// First word of the description.
    pub(super) head: Option<String>,
    /// Gender, where it is known.
    pub gender: Option<Gender>,
    /// Number, where it is known.
    pub number: Option<Number>,
}

/// All speakers, and all personal names of the document.
pub(crate) struct Registry<'a> {
    pub(super) text: &'a Text,
    pub(super) source: &'a str,
    pub(super) rules: &'a Rules,
    /// Titles and particles of names: what can be another word for one of its list.
    pub(super) synonyms: KindSet,
    /// Names of two words and more, wherever they stand, in text order and each once.
    pub(super) names: Vec<Name>,
    /// The byte at which each of them stands first.
    pub(super) names_at: Vec<u32>,
    pub(super) known_names: HashSet<Name, RandomState>,
    /// How often a name stands in the document, by its words.
    pub(super) times: HashMap<Vec<String>, usize, RandomState>,
    /// The bytes at which the headline and the paragraph behind it end; both nought where there is none.
    pub(super) lead: (u32, u32),
    /// Nationalities in the titles so far, folded, without the article.
    pub(super) nationalities: HashSet<String, RandomState>,
    /// Numbers of the names that hold a word, and of those whose title begins with it.
    pub(super) names_with: Index,
    pub(super) names_under: Index,
    /// Numbers of the people whose name has held a word, whose name was once so written, and whose titles hold this word.
    pub(super) people_with: Index,
    people_called: Index,
    pub(super) people_under: Index,
    /// Speakers, in the order of their first statement.
    pub people: Vec<Person>,
}

/// Numbers in rising order, by a word.
pub(super) type Index = HashMap<String, Vec<usize>, RandomState>;

/// The words of a name, how it is written, and the title before it.
pub(super) type Name = (Vec<String>, String, Vec<String>);

/// The numbers that an index holds for a word, in rising order.
pub(super) fn under<'m>(index: &'m Index, word: Option<&String>) -> &'m [usize] {
    word.and_then(|word| index.get(word))
        .map_or(&[], Vec::as_slice)
}

/// Adds a number to an index, its order kept.
pub(super) fn note(index: &mut Index, word: &str, number: usize) {
    match index.get_mut(word) {
        Some(numbers) => {
            if let Err(place) = numbers.binary_search(&number) {
                numbers.insert(place, number);
            }
        }
        None => {
            index.insert(word.to_owned(), vec![number]);
        }
    }
}

impl<'a> Registry<'a> {
    /// An empty one for a document.
    pub fn new(
        text: &'a Text,
        source: &'a str,
        rules: &'a Rules,
        synonyms: KindSet,
    ) -> Registry<'a> {
        Registry {
            text,
            source,
            rules,
            synonyms,
            names: Vec::new(),
            names_at: Vec::new(),
            known_names: HashSet::default(),
            times: HashMap::default(),
            lead: lead(text),
            nationalities: HashSet::default(),
            names_with: Index::default(),
            names_under: Index::default(),
            people_with: Index::default(),
            people_called: Index::default(),
            people_under: Index::default(),
            people: Vec::new(),
        }
    }

    /// The speaker of a mention, found or added; and whether the name beside the cue is a short one or a role.
    pub fn resolve(&mut self, mentions: &Mentions, mention: &Mention) -> (usize, bool) {
        let stream = mentions.stream;
        let mention = &self.without_run_on(mentions, mention);
        let written = self.called(mentions, mention);
        let words = self.name_words(mentions, mention);
        let title = mention
            .name
            .map(|name| self.title_words(stream, mention, name))
            .unwrap_or_default();
        let role = self.role_words(stream, self.plain_words(mentions, mention));
        if let Some(known) = self.named_like_place(mentions, mention) {
            self.alias(known, &written);
            return (known, true);
        }
        if let Some(known) = self.by_title_and_family(mentions, mention) {
            self.alias(known, &written);
            return (known, true);
        }
        let origins = self.origins(mentions, mention);
        let by_name = mention.kind.is_none_or(|kind| kind == SpeakerKind::Person);
        if let Some(known) = self.same_person(
            &words,
            mention.name.is_some() || mention.polite,
            mention.kind,
        ) {
            self.enrich(known, &written, &words, title, mention);
            self.people[known].origins.extend(origins);
            self.people[known].named |= mention.name.is_some();
            let alias = self.people[known].name != written;
            return (known, alias);
        }
        let sovereign = self.is_sovereign(mentions, mention);
        let back = if mention.name.is_some() {
            None
        } else if by_name {
            self.by_role(&role, mention.gender, sovereign)
                .or_else(|| self.by_family(mentions, mention))
        } else {
            mention
                .definite
                .then(|| self.by_head(&words, mention.kind))
                .flatten()
        };
        if let Some(known) = back {
            self.alias(known, &written);
            return (known, true);
        }
        if !by_name && let Some(whole) = self.named_before(mentions, mention) {
            let (known, _) = self.resolve(mentions, &whole);
            self.alias(known, &written);
            return (known, true);
        }
        let fullest = if by_name {
            let byte = stream.span(self.text, mention.nodes.0, mention.nodes.1).end;
            let family = self.is_of_family(mentions, mention);
            let role = mention.name.is_none().then_some((&role[..], sovereign));
            self.fullest(&words, role, family, byte)
                .or_else(|| self.fullest_behind_title(mentions, mention))
                .or_else(|| self.headlined(role?.0, byte))
                .or_else(|| self.of_no_origin(role?.0, &origins))
        } else {
            None
        };
        let named = mention.name.is_some() || fullest.is_some();
        // A single name that is nobody's first or last can stand inside a longer one.
        let inner = match &fullest {
            None if mention.name.is_some() => self.by_middle_name(&words),
            _ => None,
        };
        let (name, full_words, full_title) =
            fullest.unwrap_or_else(|| (written.clone(), words.clone(), Vec::new()));
        if mention.kind.is_none_or(|kind| kind == SpeakerKind::Person)
            && let Some(known) = self.by_given_name(&words).or(inner)
        {
            self.alias(known, &written);
            return (known, true);
        }
        let called = under(&self.people_called, Some(&name));
        let known = called
            .iter()
            .copied()
            .find(|known| self.people[*known].name == name);
        if let Some(known) = known {
            self.alias(known, &written);
            return (known, true);
        }
        let description = mention
            .name
            .filter(|(first, _)| *first > mention.nodes.0)
            .map(|(first, _)| self.name_of(stream, (mention.nodes.0, first)));
        let roles: Vec<String> = title.iter().chain(&full_title).cloned().collect();
        let kind = mention.kind.unwrap_or(SpeakerKind::Person);
        let head = roles.first().cloned().or_else(|| {
            (mention.name.is_none())
                .then(|| role.first().cloned())
                .flatten()
        });
        let alias = name != written;
        self.people.push(Person {
            aliases: if alias { vec![written] } else { Vec::new() },
            name,
            named,
            office: !named && mention.kind.is_some(),
            words: full_words,
            kind,
            description,
            roles: if roles.is_empty() && mention.name.is_none() {
                role
            } else {
                roles
            },
            origins,
            head,
            gender: mention.gender,
            number: mention.number,
        });
        let added = self.people.len() - 1;
        self.index(added);
        (added, alias)
    }

    pub(super) fn lexicon(&self) -> &'a Lexicon {
        &self.rules.lexicon
    }

    /// How a phrase calls whom it names: the proper name in it, or the shortest noun phrase.
    pub fn called(&self, mentions: &Mentions, mention: &Mention) -> String {
        match mention.name {
            Some(name) => self.name_of(mentions.stream, name),
            None => self.plain_name(mentions, mention),
        }
    }

    /// The words of [`Registry::called`], folded.
    fn name_words(&self, mentions: &Mentions, mention: &Mention) -> Vec<String> {
        let name = mention.name;
        self.words(
            mentions.stream,
            name.unwrap_or_else(|| self.plain_words(mentions, mention)),
        )
    }

    /// All speakers whom a phrase can mean by their names, or by their titles where it names nobody.
    pub fn meant(&self, mentions: &Mentions, mention: &Mention) -> Vec<usize> {
        let words = self.name_words(mentions, mention);
        let mut meant: Vec<usize> = self
            .of_name(
                &words,
                mention.name.is_some() || mention.polite,
                mention.kind,
            )
            .collect();
        if mention.name.is_none() {
            let role = self.role_words(mentions.stream, self.plain_words(mentions, mention));
            meant.extend(self.of_role(&role, mention.gender));
        }
        meant.sort_unstable();
        meant.dedup();
        meant
    }

    /// The first person of whom this is a name.
    pub(super) fn same_person(
        &self,
        words: &[String],
        named: bool,
        kind: Option<SpeakerKind>,
    ) -> Option<usize> {
        self.of_name(words, named, kind).min()
    }

    /// Everybody of whom this is a name.
    fn of_name(
        &self,
        words: &[String],
        named: bool,
        kind: Option<SpeakerKind>,
    ) -> impl Iterator<Item = usize> {
        // Two names of one person end alike or begin alike.
        let candidates = [words.first(), words.last()]
            .into_iter()
            .flat_map(|word| under(&self.people_with, word));
        // A commander of a body is not its deputy commander: roles and bodies that end alike are not the same.
        // By the last word alone people are called, not bodies and not who speaks for them.
        use SpeakerKind::{Document, Media, Organization};
        let body = |kind| matches!(kind, Some(Organization | Document | Media));
        let by_family = !body(kind) && words.len() == 1;
        let is_same = move |number: &usize| {
            let person = &self.people[*number];
            let known = &person.words;
            let family = by_family && (kind.is_none() || person.kind == SpeakerKind::Person);
            // A body or a document that is called by somebody's name is not that person.
            let of_person = named
                && kind == Some(SpeakerKind::Person)
                && known.len() > words.len()
                && body(Some(person.kind));
            // Nobody is meant by the office with which a phrase for several begins.
            let of_several = kind == Some(SpeakerKind::Person)
                && person.kind == SpeakerKind::Group
                && known.len() > words.len();
            // What ends with a noun that has spoken alone is somebody else: figures of a body, a deputy.
            let alone = known.len() == 1
                && (person.named || kind.is_none_or(|own| is_one(own, person.kind)));
            let begins_alike = named || alone || family || known.first() == words.first();
            same_name(known, words) && begins_alike && !of_person && !of_several
        };
        candidates.copied().filter(is_same)
    }

    /// Makes a person found by his present name and titles.
    fn index(&mut self, number: usize) {
        let person = &self.people[number];
        for word in &person.words {
            note(&mut self.people_with, word, number);
        }
        note(&mut self.people_called, &person.name, number);
        for role in person.head.iter().chain(&person.roles) {
            note(&mut self.people_under, role, number);
        }
    }

    /// Adds what a further mention of a known speaker tells.
    fn enrich(
        &mut self,
        known: usize,
        written: &str,
        words: &[String],
        title: Vec<String>,
        mention: &Mention,
    ) {
        let person = &mut self.people[known];
        if words.len() > person.words.len() {
            let old = std::mem::replace(&mut person.name, written.to_owned());
            person.words = words.to_vec();
            if !person.aliases.contains(&old) {
                person.aliases.push(old);
            }
        }
        if person.head.is_none() {
            person.head = title.first().cloned();
        }
        for word in title {
            if !person.roles.contains(&word) {
                person.roles.push(word);
            }
        }
        person.gender = person.gender.or(mention.gender);
        if person.name != written && !person.aliases.iter().any(|alias| alias == written) {
            person.aliases.push(written.to_owned());
        }
        self.index(known);
    }

    /// A person's gender is that of the verb that he or she is named beside: titles and names do not always tell (قالت وزير الخارجية).
    pub fn agree(&mut self, known: usize, features: &Features) {
        let person = &mut self.people[known];
        let tells = features.class == FormClass::Verb && features.number == Some(Number::Singular);
        if tells && person.kind == SpeakerKind::Person && features.gender.is_some() {
            person.gender = features.gender;
        }
    }

    pub(super) fn alias(&mut self, known: usize, written: &str) {
        let person = &mut self.people[known];
        if person.name != written && !person.aliases.iter().any(|alias| alias == written) {
            person.aliases.push(written.to_owned());
        }
    }

    /// Names of the single speakers of a compound one. A further title without a name of its own is the same person's (المديرة هدى سالم والأستاذة السابقة).
    pub fn members(&self, mentions: &Mentions, mention: &Mention) -> Vec<String> {
        let parts = mentions.parts(mention).into_iter();
        let parts: Vec<Mention> = parts.filter_map(|part| mentions.read(part)).collect();
        let is_person = |part: &&Mention| {
            let kinds = mentions.stream.kinds_at(part.nodes.0);
            part.name.is_some() || kinds.meets(&mentions.words.title)
        };
        let people = || parts.iter().filter(is_person);
        let named = people().filter(|part| part.name.is_some()).count();
        let definite = |part: &Mention| {
            let kinds = mentions.stream.kinds_at(part.nodes.0);
            part.name.is_none() && kinds.meets(&mentions.words.article)
        };
        // One office with several fields, its holder's name behind them.
        let office = || {
            let [first, .., last] = parts.as_slice() else {
                return false;
            };
            let title = |part: &Mention| {
                let kinds = mentions.stream.kinds_at(part.nodes.0);
                kinds.meets(&mentions.words.title) && !kinds.meets(&mentions.words.collective)
            };
            let behind = |(name, _): (usize, usize)| name > last.nodes.0;
            title(first)
                && first.name.is_none()
                && !parts.iter().skip(1).any(title)
                && mention.name.is_some_and(behind)
        };
        // Bodies that an office rules, joined by and, make nobody else of it.
        let ruled = || {
            parts
                .iter()
                .skip(1)
                .all(|part| part.definite && !is_person(&part))
        };
        let of_office = parts
            .first()
            .is_some_and(|office| is_person(&office) && office.name.is_none() && !office.definite)
            && ruled();
        // Of a seat that is named behind somebody's name and office, the second part is no second speaker.
        let seated = parts.first().is_some_and(|first| {
            first
                .name
                .is_some_and(|(_, behind)| behind < first.nodes.1 && first.nodes.0 < behind)
        }) && !parts.iter().skip(1).any(|part| is_person(&part));
        let one_person = seated
            || (named > 0 && named < people().count())
            || people().any(definite)
            || office()
            || of_office;
        if one_person {
            return Vec::new();
        }
        let name = |part: &Mention| match part.name {
            Some(name) => self.name_of(mentions.stream, name),
            None => self.plain_name(mentions, part),
        };
        parts.iter().map(name).collect()
    }

    /// Whether the word at a node is the last word of the name of a person who has spoken.
    pub fn is_called(&self, stream: &Stream, node: usize) -> bool {
        let word = self.words(stream, (node, node + 1));
        let mut bearers = under(&self.people_with, word.last()).iter();
        bearers.any(|number| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.last() == word.last()
        })
    }

    /// Whether the word at a node is the last word of a name of this document.
    pub fn is_name(&self, stream: &Stream, node: usize) -> bool {
        let word = self.words(stream, (node, node + 1));
        let named = under(&self.names_with, word.last()).iter();
        named
            .map(|number| &self.names[*number])
            .any(|(words, _, _)| words.last() == word.last())
    }
}

/// Whether two names are one: all words of the shorter, which ends like the longer or begins and goes on like it.
fn same_name(known: &[String], other: &[String]) -> bool {
    if known.is_empty() || other.is_empty() {
        return false;
    }
    let (short, long) = if known.len() <= other.len() {
        (known, other)
    } else {
        (other, known)
    };
    let holds = short.iter().all(|word| long.contains(word));
    holds && (short.last() == long.last() || (short.len() > 1 && short.first() == long.first()))
}
