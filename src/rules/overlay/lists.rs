//! Lists: the one section in which an upper pack adds to an entry of the lower one.

use super::Layer;
use super::entry::Entry;
use crate::rules::declension::declined;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::say;
use crate::rules::model::{List, ListWord, Origin, Place, Placed, Thing};
use crate::rules::suggest::nearest;
use std::collections::HashMap;

impl Layer<'_> {
    /// Empties what `disable:` names, and adds lists and words.
    pub(super) fn lists(&mut self, over: Vec<List>, disable: &[(Thing, Placed<String>)]) {
        for (_, name) in disable.iter().filter(|(thing, _)| *thing == Thing::List) {
            let below = self
                .set
                .lists
                .iter_mut()
                .find(|list| list.name.value == name.value);
            if let Some(list) = below {
                let was = list.name.place;
                self.set.gone.extend(list.mentions());
                // The name stays, so that patterns which ask for it are still understood; they ask in vain.
                list.words.clear();
                self.changed(Thing::List, name, None, Some(was), false);
            } else if over.iter().any(|list| list.name.value == name.value) {
                self.own(Thing::List, name);
            } else {
                let known: Vec<String> = self.list_names();
                let known = known.iter().map(String::as_str);
                self.nothing_below(
                    Thing::List,
                    &name.value,
                    name.place,
                    known,
                    &say!("switch off"),
                );
            }
        }
        let known = self.list_names();
        let lower = self.set.lists.len();
        for list in over {
            let mut lists = self.set.lists.iter_mut().take(lower).enumerate();
            let below = lists.find(|(_, below)| below.name.value == list.name.value);
            let known = known.iter().map(String::as_str);
            match below {
                Some((_, place)) if list.replaces.is_some() => {
                    let name = list.name.clone();
                    let below = std::mem::replace(place, list);
                    self.set.gone.extend(below.mentions());
                    self.changed(Thing::List, &name, None, Some(below.name.place), true);
                }
                Some((place, below)) => {
                    let below = std::mem::take(below);
                    let more = self.with_words(below, list);
                    if let Some(place) = self.set.lists.get_mut(place) {
                        *place = more;
                    }
                }
                None => {
                    let name = &list.name.value;
                    if let Some(says) = list.replaces {
                        self.nothing_below(Thing::List, name, says, known, &say!("replace"));
                    } else if let Some(word) = list.remove.first() {
                        let place = word.place;
                        self.nothing_below(
                            Thing::List,
                            name,
                            place,
                            known,
                            &say!("take words out of"),
                        );
                    }
                    self.set.lists.push(list);
                }
            }
        }
    }

    /// A list below without the words that are taken out of it and with those that are put in.
    fn with_words(&mut self, mut below: List, list: List) -> List {
        if let Some(settings) = list.settings {
            let title = say!(
                "how the words of the list `{}` are written is settled below",
                list.name.value
            );
            self.found.push(
                Diagnostic::error(Code::Clash, title)
                    .at(settings, say!("said again here"))
                    .at(below.name.place, say!("the list below"))
                    .help(say!("leave it out to add words, or write `replaces: true` to put this list in the place of the other")),
            );
        }
        for word in &list.remove {
            let was = below
                .words
                .iter()
                .find(|known| is_of(known, &word.value))
                .map(|known| known.word.place);
            if was.is_none() {
                let known = below.words.iter().map(|known| known.word.value.as_str());
                let absent = Diagnostic::error(
                    Code::NotBelow,
                    say!(
                        "the list `{}` has no word `{}` to take out",
                        list.name.value,
                        word.value
                    ),
                );
                let absent = absent.at(word.place, say!("not in the list below"));
                self.found.push(absent.suggest(nearest(&word.value, known)));
            }
            below.words.retain(|known| {
                let goes = is_of(known, &word.value);
                if goes {
                    let roles = known.roles.iter().map(|role| role.value.clone());
                    self.set.gone.extend(roles);
                    self.set.gone.insert(known.word.value.clone());
                    self.set.gone.extend(known.lemma.clone());
                }
                !goes
            });
            self.changed(Thing::Word, word, Some(&list.name.value), was, false);
        }
        let words = declined(list.words, &below.forms, &below.words);
        let places: HashMap<String, Place> = below
            .words
            .iter()
            .map(|known| (known.word.value.clone(), known.word.place))
            .collect();
        for word in &words {
            if let Some(was) = places.get(&word.word.value) {
                let twice = Diagnostic::error(
                    Code::Clash,
                    say!(
                        "the list `{}` has the word `{}` already",
                        list.name.value,
                        word.word.value
                    ),
                );
                self.found.push(
                    twice
                        .at(word.word.place, say!("added again here"))
                        .at(*was, say!("in the list below"))
                        .help(
                            say!("leave it out; to give it other features, name it under `remove:` as well"),
                        ),
                );
            }
        }
        below.words.extend(words);
        below
    }

    fn list_names(&self) -> Vec<String> {
        let lists = self.set.lists.iter();
        lists.map(|list| list.name.value.clone()).collect()
    }
}

/// Whether a word is written so, or is a form made of one that is.
fn is_of(word: &ListWord, written: &str) -> bool {
    word.word.value == written
        || (word.origin == Origin::Form && word.lemma.as_deref() == Some(written))
}
