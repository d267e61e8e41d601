//! Every personal name of a document with the titles before and behind it, before anybody is asked who speaks.

use super::entities::{Name, Registry, note};
use super::mention::{Mention, Mentions};
use crate::pattern::Builtin;

/// Longest phrase, in nodes, in which a name is looked for behind its title.
const PHRASE: usize = 14;

/// A name where it stands.
pub(crate) struct Place {
    name: Name,
    byte: u32,
    /// The name without its last word, where that may be none of it.
    shorter: Option<Shorter>,
}

/// A name without its last word.
struct Shorter {
    words: Vec<String>,
    written: String,
    /// How often it has to stand so, that the word is none of it.
    needed: usize,
}

/// How often a name has to stand without a last word that is known as something else.
const ONCE: usize = 1;

/// The same for a nationality, which families are called by.
const TWICE: usize = 2;

/// The same for a word that nothing is known of, which is a name as a rule.
const OFTEN: usize = 4;

impl Registry<'_> {
    /// Adds all personal names of a document. What stands once behind a name that stands without it as well is none of it: إبراهيم سالم يؤشر beside إبراهيم سالم.
    pub fn collect<'m>(&mut self, streams: impl Iterator<Item = Mentions<'m>>) {
        let mut places = Vec::new();
        for mentions in streams {
            self.gather(&mentions, &mut places);
        }
        // One that has titles on both sides stands there twice.
        let mut last = None;
        for place in &places {
            if last != Some(place.byte) {
                *self.times.entry(place.name.0.clone()).or_default() += 1;
            }
            last = Some(place.byte);
        }
        for place in places {
            let Place {
                name: (words, written, title),
                byte,
                shorter,
            } = place;
            match shorter {
                Some(short) if self.runs_on(&words, &short) => {
                    self.add_name((short.words, short.written, title), byte);
                }
                _ => self.add_name((words, written, title), byte),
            }
        }
    }

    /// Whether the last word of a name is none of it, by how often it stands with and without that word.
    fn runs_on(&self, words: &[String], short: &Shorter) -> bool {
        let times = |words: &[String]| self.times.get(words).copied().unwrap_or_default();
        times(words) <= 1 && times(&short.words) >= short.needed
    }

    /// A name without its last word, if that is no listed name and nothing that a particle joins to the name.
    fn shorter(&self, mentions: &Mentions, (first, end): (usize, usize)) -> Option<Shorter> {
        let last = end.checked_sub(1).filter(|last| *last >= first + 2)?;
        let words = mentions.words;
        let (kinds, before) = (mentions.kinds(last), mentions.kinds(last - 1));
        let name = kinds.meets(&words.given_name)
            || kinds.meets(&words.family_name)
            || kinds.meets(&words.name_particle)
            || before.meets(&words.name_particle);
        let needed = if kinds.has(words.unknown) {
            OFTEN
        } else if kinds.meets(&words.nationality) {
            TWICE
        } else {
            ONCE
        };
        (!name).then(|| Shorter {
            words: self.words(mentions.stream, (first, last)),
            written: self.name_of(mentions.stream, (first, last)),
            needed,
        })
    }

    /// A phrase with a name that has run on over a word which the document shows to be none of it, without that word in the name.
    pub(super) fn without_run_on(&self, mentions: &Mentions, mention: &Mention) -> Mention {
        let mut mention = mention.clone();
        let shorter = mention.name.and_then(|(first, end)| {
            let short = self.shorter(mentions, (first, end))?;
            let words = self.words(mentions.stream, (first, end));
            self.runs_on(&words, &short).then_some((first, end - 1))
        });
        mention.name = shorter.or(mention.name);
        mention
    }

    /// Every personal name of a stream where it stands.
    fn gather(&mut self, mentions: &Mentions, places: &mut Vec<Place>) {
        let stream = mentions.stream;
        let mut node = 0;
        while node < stream.nodes.len() {
            let kinds = stream.kinds_at(node);
            if !kinds.meets(&mentions.words.begins_name) {
                // Whoever is named so is found by the family name alone.
                if let Some(name) = mentions.described_anywhere(node) {
                    let byte = stream.span(self.text, name.0, name.1).start;
                    let written = self.name_of(stream, name);
                    places.push(Place {
                        name: (self.words(stream, name), written, Vec::new()),
                        byte,
                        shorter: None,
                    });
                    node = name.1;
                    continue;
                }
                node += 1;
                continue;
            }
            if kinds.meets(&mentions.words.nationality) {
                self.nationalities
                    .extend(self.words(stream, (node, node + 1)));
            }
            let counterpart = kinds.meets(&mentions.words.counterpart);
            // What somebody is to another stands before his office, as guests do.
            let next = stream.kinds_at(node + 1);
            let relation = kinds.has(Builtin::PronounSuffix.kind())
                && next.meets(&mentions.words.title)
                && next.meets(&mentions.words.article);
            let title = (kinds.meets(&mentions.words.title) && !relation) || counterpart;
            let read = (title || mentions.begins_name(node, 0))
                .then(|| self.phrase(mentions, node))
                .flatten()
                .or_else(|| mentions.governed_name(node).map(|name| (name, name.1)));
            let Some((name, end)) = read else {
                node += 1;
                continue;
            };
            let words = self.words(stream, name);
            let guessed = name.0 > node && is_guessed(mentions, name);
            if guessed {
                // Nobody is found by a title before it, only by the family name alone.
                let written = self.name_of(stream, name);
                let byte = stream.span(self.text, name.0, name.1).start;
                if is_bounded(mentions, name.1) {
                    places.push(Place {
                        name: (words, written, Vec::new()),
                        byte,
                        shorter: None,
                    });
                }
            } else if words.len() > 1 {
                for at in node + 1..name.0 {
                    if stream.kinds_at(at).meets(&mentions.words.nationality) {
                        self.nationalities.extend(self.words(stream, (at, at + 1)));
                    }
                }
                let title = match name.0 > node {
                    true if counterpart => self.counterpart(mentions, (node, name.0), places),
                    true => self.role_words(stream, (node, name.0)),
                    false => Vec::new(),
                };
                // A role begins behind the honorific too.
                let polite = !counterpart && node + 1 < name.0 && mentions.is_personal(node);
                let role = polite.then(|| self.role_words(stream, (node + 1, name.0)));
                let written = self.name_of(stream, name);
                let byte = stream.span(self.text, name.0, name.1).start;
                let behind = mentions.title_behind(name);
                let titles = behind.map(|behind| self.role_words(stream, behind));
                for title in titles.into_iter().chain([title]).chain(role) {
                    places.push(Place {
                        name: (words.clone(), written.clone(), title),
                        byte,
                        shorter: self.shorter(mentions, name),
                    });
                }
            }
            node = end.max(node + 1);
        }
    }

    /// The title of somebody who is called the counterpart of the one named before: his office, with the nationality of the phrase (نظيره الروسي).
    fn counterpart(
        &self,
        mentions: &Mentions,
        nodes: (usize, usize),
        places: &[Place],
    ) -> Vec<String> {
        let stream = mentions.stream;
        let nationality = |node: &usize| {
            let kinds = stream.kinds_at(*node);
            kinds.meets(&mentions.words.nationality)
        };
        let own = (nodes.0 + 1..nodes.1).filter(nationality);
        let own: Vec<String> = own
            .filter_map(|node| self.words(stream, (node, node + 1)).pop())
            .collect();
        let mut titles = places.iter().rev().map(|place| &place.name.2);
        let office = titles.find(|title| !title.is_empty());
        let office = office.into_iter().flatten();
        let office = office.filter(|word| !self.nationalities.contains(*word));
        office.cloned().chain(own).collect()
    }

    fn add_name(&mut self, name: Name, byte: u32) {
        if self.known_names.contains(&name) {
            return;
        }
        self.known_names.insert(name.clone());
        let number = self.names.len();
        for word in &name.0 {
            note(&mut self.names_with, word, number);
        }
        if let Some(first) = name.2.first() {
            note(&mut self.names_under, first, number);
        }
        self.names.push(name);
        self.names_at.push(byte);
    }

    /// The name in the phrase that begins at a node: a name at once, or behind a title.
    fn phrase(&self, mentions: &Mentions, node: usize) -> Option<((usize, usize), usize)> {
        let stream = mentions.stream;
        let mut end = node + 1;
        let mut crossed = None;
        while end < stream.nodes.len() && end < node + PHRASE {
            let kinds = stream.kinds_at(end);
            // A programme or a meeting can be what a title rules.
            // So can a body behind a preposition, as the seat of an office.
            let within = kinds.meets(&mentions.words.preposition)
                && (stream.kinds_at(end + 1).meets(&mentions.words.acting)
                    || (kinds.meets(&mentions.words.seat)
                        && stream.kinds_at(end + 1).meets(&mentions.words.place)));
            let closed = kinds.meets(&mentions.words.closed)
                && !kinds.meets(&mentions.words.given_name)
                && !kinds.meets(&mentions.words.event)
                && !within;
            // What was done stands behind a preposition that is written onto it, and whom it befell is somebody else.
            let deed = kinds.meets(&mentions.words.preposition_clitic)
                && kinds.meets(&mentions.words.action)
                && !kinds.meets(&mentions.words.article)
                && (stream.kinds_at(end + 1).meets(&mentions.words.title)
                    || mentions.begins_name(end + 1, end + 1));
            if mentions.is_name_in_marks(end, node) {
                end += 1;
                break;
            }
            if !kinds.has(Builtin::Word.kind()) || closed || deed {
                break;
            }
            if within && crossed.is_none() {
                crossed = Some(end);
            }
            // A title behind the preposition is somebody else's.
            let own = mentions.stands_before_names(end) && mentions.begins_name(end + 1, end);
            if crossed.is_some() && kinds.meets(&mentions.words.title) && !own {
                end = crossed.unwrap_or(end);
                break;
            }
            end += 1;
        }
        let mention = mentions.read((node, end))?;
        let whole = mentions.apposition(&mention, stream.nodes.len());
        let mention = whole
            .and_then(|end| mentions.read((node, end)))
            .unwrap_or(mention);
        let name = mention.name?;
        let name = (name.0, mentions.certain_name_end(name.0, name.1));
        Some((name, name.1))
    }
}

/// Whether a name is an unknown word and one with the article: where nobody is known to speak, that is a verb and its object as often.
fn is_guessed(mentions: &Mentions, name: (usize, usize)) -> bool {
    let (first, last) = (mentions.kinds(name.0), mentions.kinds(name.1 - 1));
    let unknown = mentions.words.unknown;
    first.has(unknown) && last.has(unknown) && last.meets(&mentions.words.article)
}

/// Whether nothing that a verb could govern stands behind a name.
fn is_bounded(mentions: &Mentions, end: usize) -> bool {
    let kinds = mentions.kinds(end);
    !kinds.has(Builtin::Word.kind()) || kinds.meets(&mentions.words.closed)
}
