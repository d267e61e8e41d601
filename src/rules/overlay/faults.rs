//! What is noted on the way: changes, and what an upper pack says that cannot be so.

use super::Layer;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::{Message, say};
use crate::rules::model::{Change, Place, Placed, Thing};
use crate::rules::suggest::nearest;
use std::collections::HashMap;

impl Layer<'_> {
    /// Stances and frames are a closed vocabulary, to which names are added and in which none is replaced.
    pub(super) fn is_new(
        &mut self,
        what: &Message,
        name: &Placed<String>,
        below: &HashMap<String, Place>,
    ) -> bool {
        let Some(was) = below.get(&name.value) else {
            return true;
        };
        self.taken(
            say!("{} `{}` is there in the pack below", what, name.value),
            (name.place, say!("declared again here")),
            *was,
            say!("leave it out: what the pack below declares can be used"),
        );
        false
    }

    /// Elements and lists have one set of names.
    pub(super) fn no_other(
        &mut self,
        name: &Placed<String>,
        what: &Message,
        below: &HashMap<String, Place>,
    ) -> bool {
        let Some(was) = below.get(&name.value) else {
            return true;
        };
        self.taken(
            say!("`{}` is the name of {} in the pack below", name.value, what),
            (name.place, say!("declared here")),
            *was,
            say!("give it another name"),
        );
        false
    }

    /// A name that the pack below has already.
    fn taken(&mut self, title: Message, here: (Place, Message), was: Place, help: Message) {
        let taken = Diagnostic::error(Code::Clash, title);
        let taken = taken.at(here.0, here.1).at(was, say!("declared below"));
        self.found.push(taken.help(help));
    }

    pub(super) fn changed(
        &mut self,
        thing: Thing,
        name: &Placed<String>,
        list: Option<&str>,
        was: Option<Place>,
        replaced: bool,
    ) {
        self.set.changes.extend(was.map(|was| Change {
            thing,
            name: name.value.clone(),
            list: list.map(str::to_owned),
            replaced,
            by: name.place,
            was,
        }));
    }

    pub(super) fn clash(&mut self, thing: Thing, name: &Placed<String>, was: Place) {
        let (what, name_of) = (the(thing), &name.value);
        self.taken(
            say!("{} `{}` is there in the pack below", what, name_of),
            (name.place, say!("declared again here")),
            was,
            say!("give it another name, or write `replaces: true` beside it to put it in the place of the other"),
        );
    }

    /// Something of the pack itself cannot be switched off by it.
    pub(super) fn own(&mut self, thing: Thing, name: &Placed<String>) {
        let (what, name_of) = (the(thing), &name.value);
        self.found.push(
            Diagnostic::error(
                Code::NotBelow,
                say!("{} `{}` is this pack's own", what, name_of),
            )
            .at(name.place, say!("only what lies below is switched off"))
            .help(say!("take it out of its file")),
        );
    }

    pub(super) fn nothing_below<'n>(
        &mut self,
        thing: Thing,
        name: &str,
        place: Place,
        known: impl IntoIterator<Item = &'n str>,
        to: &Message,
    ) {
        let what = no(thing);
        let title = if self.alone {
            say!(
                "there is no pack below, and so {} `{}` to {}",
                what,
                name,
                to
            )
        } else {
            say!("the pack below has {} `{}` to {}", what, name, to)
        };
        // Sorted, so that of two that are equally near the same is named every time.
        let mut known: Vec<&str> = known.into_iter().collect();
        known.sort_unstable();
        let absent = Diagnostic::error(Code::NotBelow, title).at(place, say!("said here"));
        self.found.push(if self.alone {
            absent.help(say!("lay the pack over another one, or take this out"))
        } else {
            // A lemma may be several verbs, told apart by a sense behind an underscore.
            let sense = known.iter().copied().find(|known| {
                known
                    .split_once('_')
                    .is_some_and(|(lemma, _)| lemma == name)
            });
            absent.suggest(sense.or_else(|| nearest(name, known)))
        });
    }
}

fn the(thing: Thing) -> Message {
    match thing {
        Thing::Rule => say!("the rule"),
        Thing::Verb => say!("the verb"),
        Thing::List => say!("the list"),
        Thing::Word => say!("the word"),
        Thing::Element => say!("the element"),
        Thing::Section => say!("the section"),
    }
}

fn no(thing: Thing) -> Message {
    match thing {
        Thing::Rule => say!("no rule"),
        Thing::Verb => say!("no verb"),
        Thing::List => say!("no list"),
        Thing::Word => say!("no word"),
        Thing::Element => say!("no element"),
        Thing::Section => say!("no section"),
    }
}
