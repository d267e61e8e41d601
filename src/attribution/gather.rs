//! Every personal name of a document with the titles before and behind it, before anybody is asked who speaks.

use super::entities::{Name, Registry, note};
use super::mention::Mentions;
use crate::pattern::Builtin;

/// Longest phrase, in nodes, in which a name is looked for behind its title.
const PHRASE: usize = 14;

impl Registry<'_> {
    /// Adds all personal names of a stream.
    pub fn collect(&mut self, mentions: &Mentions) {
        let stream = mentions.stream;
        let mut node = 0;
        while node < stream.nodes.len() {
            let kinds = stream.kinds_at(node);
            if !kinds.meets(&mentions.words.begins_name) {
                // Whoever is named so is found by the family name alone.
                if let Some(name) = mentions.described_anywhere(node) {
                    let byte = stream.span(self.text, name.0, name.1).start;
                    let written = self.name_of(stream, name);
                    self.add_name((self.words(stream, name), written, Vec::new()), byte);
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
            let title = kinds.meets(&mentions.words.title) || counterpart;
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
                    self.add_name((words, written, Vec::new()), byte);
                }
            } else if words.len() > 1 {
                let title = match name.0 > node {
                    true if counterpart => self.counterpart(mentions, (node, name.0)),
                    true => self.role_words(stream, (node, name.0)),
                    false => Vec::new(),
                };
                let written = self.name_of(stream, name);
                let byte = stream.span(self.text, name.0, name.1).start;
                if let Some(behind) = mentions.title_behind(name) {
                    let title = self.role_words(stream, behind);
                    self.add_name((words.clone(), written.clone(), title), byte);
                }
                self.add_name((words, written, title), byte);
            }
            node = end.max(node + 1);
        }
    }

    /// The title of somebody who is called the counterpart of the one named before: his office, with the nationality of the phrase (نظيره الروسي).
    fn counterpart(&self, mentions: &Mentions, nodes: (usize, usize)) -> Vec<String> {
        let stream = mentions.stream;
        let nationality = |node: &usize| {
            let kinds = stream.kinds_at(*node);
            kinds.meets(&mentions.words.nationality)
        };
        let own = (nodes.0 + 1..nodes.1).filter(nationality);
        let own: Vec<String> = own
            .filter_map(|node| self.words(stream, (node, node + 1)).pop())
            .collect();
        let mut titles = self.names.iter().rev().map(|(_, _, title)| title);
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
                && stream.kinds_at(end + 1).meets(&mentions.words.acting);
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
            if !kinds.has(Builtin::Word.kind()) || closed || deed {
                break;
            }
            if within && crossed.is_none() {
                crossed = Some(end);
            }
            // A title behind the preposition is somebody else's.
            if crossed.is_some() && kinds.meets(&mentions.words.title) {
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
