//! What is noted on the way: changes, and what an upper pack says that cannot be so.

use super::Layer;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::model::{Change, Place, Placed, Thing};
use crate::rules::suggest::nearest;
use std::collections::HashMap;

impl Layer<'_> {
    /// Stances and frames are a closed vocabulary, to which names are added and in which none is replaced.
    pub(super) fn is_new(
        &mut self,
        what: &str,
        name: &Placed<String>,
        below: &HashMap<String, Place>,
    ) -> bool {
        let Some(was) = below.get(&name.value) else {
            return true;
        };
        self.taken(
            format!("the {what} `{}` is there in the pack below", name.value),
            (name.place, "declared again here"),
            *was,
            "leave it out: what the pack below declares can be used",
        );
        false
    }

    /// Elements and lists have one set of names.
    pub(super) fn no_other(
        &mut self,
        name: &Placed<String>,
        what: &str,
        below: &HashMap<String, Place>,
    ) -> bool {
        let Some(was) = below.get(&name.value) else {
            return true;
        };
        self.taken(
            format!("`{}` is the name of {what} in the pack below", name.value),
            (name.place, "declared here"),
            *was,
            "give it another name",
        );
        false
    }

    /// A name that the pack below has already.
    fn taken(&mut self, title: String, here: (Place, &'static str), was: Place, help: &str) {
        let taken = Diagnostic::error(Code::Clash, title);
        let taken = taken.at(here.0, here.1).at(was, "declared below");
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
        let (what, name_of) = (thing.as_str(), &name.value);
        self.taken(
            format!("the {what} `{name_of}` is there in the pack below"),
            (name.place, "declared again here"),
            was,
            "give it another name, or write `replaces: true` beside it to put it in the place of the other",
        );
    }

    /// Something of the pack itself cannot be switched off by it.
    pub(super) fn own(&mut self, thing: Thing, name: &Placed<String>) {
        let (what, name_of) = (thing.as_str(), &name.value);
        self.found.push(
            Diagnostic::error(
                Code::NotBelow,
                format!("the {what} `{name_of}` is this pack's own"),
            )
            .at(name.place, "only what lies below is switched off")
            .help("take it out of its file"),
        );
    }

    pub(super) fn nothing_below<'n>(
        &mut self,
        thing: Thing,
        name: &str,
        place: Place,
        known: impl IntoIterator<Item = &'n str>,
        to: &str,
    ) {
        let what = thing.as_str();
        let title = if self.alone {
            format!("there is no pack below, and so no {what} `{name}` to {to}")
        } else {
            format!("the pack below has no {what} `{name}` to {to}")
        };
        // Sorted, so that of two that are equally near the same is named every time.
        let mut known: Vec<&str> = known.into_iter().collect();
        known.sort_unstable();
        let absent = Diagnostic::error(Code::NotBelow, title).at(place, "said here");
        self.found.push(if self.alone {
            absent.help("lay the pack over another one, or take this out")
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
