//! Lays one pack over another. Nothing is taken from the lower pack by accident: what replaces something says so, and what is to go must be there.
//!
//! | entry | name | over one of the same name |
//! | --- | --- | --- |
//! | pattern, exclusion, mark rule, stance rule | id | needs `replaces: true`; `disable: {rules: [...]}` switches one off |
//! | verb | lemma | needs `replaces: true`; `disable: {verbs: [...]}` switches one off |
//! | element | name | needs `replaces: true` |
//! | list | name | adds its words, and takes out those of `remove:`; `replaces: true` takes its place; `disable: {lists: [...]}` empties it |
//! | stance, frame | name | is refused: there is one already |
//! | `text`, `morphology` | | needs `replaces: [text, morphology]` at the top of the file |

use super::diagnostic::{Code, Diagnostic};
use super::model::{Change, Element, List, Pattern, Place, Placed, RuleSet, Thing, Verb};
use super::suggest::nearest;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Lays `over` upon `base`; without a pack below, whatever `over` says of one is a mistake. Places of both must be of the same files.
pub(super) fn lay(base: Option<RuleSet>, over: RuleSet, found: &mut Vec<Diagnostic>) -> RuleSet {
    let alone = base.is_none();
    let mut layer = Layer {
        set: base.unwrap_or_default(),
        alone,
        found,
    };
    layer.set.files = over.files;
    layer.set.packs.extend(over.packs);
    layer.set.allow.extend(over.allow);
    layer.sections(
        over.text_source,
        over.morphology_source,
        &over.replaced_sections,
    );
    let below = names(layer.set.stances.iter().map(|stance| &stance.name));
    let mut stances = over.stances;
    stances.retain(|stance| layer.is_new("stance", &stance.name, &below));
    layer.set.stances.extend(stances);
    let below = names(layer.set.frames.iter().map(|frame| &frame.name));
    let mut frames = over.frames;
    frames.retain(|frame| layer.is_new("frame", &frame.name, &below));
    layer.set.frames.extend(frames);
    let (rules, verbs) = (over.patterns, over.verbs);
    let mut below = std::mem::take(&mut layer.set.patterns);
    layer.switch_off(Thing::Rule, &over.disable, &mut below, &rules);
    layer.named(Thing::Rule, &mut below, rules);
    layer.set.patterns = below;
    let mut below = std::mem::take(&mut layer.set.verbs);
    layer.switch_off(Thing::Verb, &over.disable, &mut below, &verbs);
    layer.named(Thing::Verb, &mut below, verbs);
    layer.set.verbs = below;
    let (elements, lists) = layer.other_section(over.elements, over.lists);
    let mut below = std::mem::take(&mut layer.set.elements);
    layer.named(Thing::Element, &mut below, elements);
    layer.set.elements = below;
    layer.lists(lists, &over.disable);
    layer.forget_rules();
    layer.set
}

/// An entry that has a name and can take the place of another.
trait Entry {
    fn name(&self) -> &Placed<String>;
    fn replaces(&self) -> Option<Place>;
    /// Roles and the like that only this entry may have.
    fn mentions(&self) -> Vec<String> {
        Vec::new()
    }
}

impl Entry for Pattern {
    fn name(&self) -> &Placed<String> {
        &self.id
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
}

impl Entry for Verb {
    fn name(&self) -> &Placed<String> {
        &self.lemma
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
    fn mentions(&self) -> Vec<String> {
        self.roles.iter().map(|role| role.value.clone()).collect()
    }
}

impl Entry for Element {
    fn name(&self) -> &Placed<String> {
        &self.name
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
}

impl Entry for List {
    fn name(&self) -> &Placed<String> {
        &self.name
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
    fn mentions(&self) -> Vec<String> {
        let words = self.words.iter();
        words
            .flat_map(|word| {
                let roles = word.roles.iter().map(|role| role.value.clone());
                let spellings = [Some(word.word.value.clone()), word.lemma.clone()];
                roles.chain(spellings.into_iter().flatten())
            })
            .collect()
    }
}

/// A pack while another is laid upon it.
struct Layer<'d> {
    set: RuleSet,
    alone: bool,
    found: &'d mut Vec<Diagnostic>,
}

impl Layer<'_> {
    /// Adds entries, each in the place of the one below that it replaces.
    fn named<T: Entry>(&mut self, thing: Thing, below: &mut Vec<T>, over: Vec<T>) {
        let places: HashMap<String, Place> = below
            .iter()
            .map(|entry| (entry.name().value.clone(), entry.name().place))
            .collect();
        let mut replaced: HashSet<String> = HashSet::new();
        for entry in &over {
            let name = entry.name();
            match (places.get(&name.value), entry.replaces()) {
                (Some(was), says) => {
                    if says.is_none() {
                        self.clash(thing, name, *was);
                    }
                    // A second entry of the same name is left for the check of names to report.
                    if replaced.insert(name.value.clone()) {
                        self.changed(thing, name, None, Some(*was), true);
                    }
                }
                (None, Some(says)) => self.nothing_below(
                    thing,
                    &name.value,
                    says,
                    places.keys().map(String::as_str),
                    "replace",
                ),
                (None, None) => {}
            }
        }
        below.retain(|entry| {
            let stays = !replaced.contains(&entry.name().value);
            if !stays {
                self.set.gone.extend(entry.mentions());
            }
            stays
        });
        below.extend(over);
    }

    /// Takes out what `disable:` names.
    fn switch_off<T: Entry>(
        &mut self,
        thing: Thing,
        disable: &[(Thing, Placed<String>)],
        below: &mut Vec<T>,
        over: &[T],
    ) {
        for (_, name) in disable.iter().filter(|(other, _)| *other == thing) {
            let place = below
                .iter()
                .position(|entry| entry.name().value == name.value);
            match place {
                Some(place) => {
                    let entry = below.remove(place);
                    self.changed(thing, name, None, Some(entry.name().place), false);
                    self.set.gone.extend(entry.mentions());
                    self.set.gone.insert(name.value.clone());
                }
                None if over.iter().any(|entry| entry.name().value == name.value) => {
                    self.own(thing, name)
                }
                None => {
                    let known: Vec<&str> = below
                        .iter()
                        .map(|entry| entry.name().value.as_str())
                        .collect();
                    self.nothing_below(thing, &name.value, name.place, known, "switch off");
                }
            }
        }
    }

    /// Leaves out elements that are named like a list below, and lists that are named like an element: patterns could not tell which is meant.
    fn other_section(
        &mut self,
        mut elements: Vec<Element>,
        mut lists: Vec<List>,
    ) -> (Vec<Element>, Vec<List>) {
        let below = names(self.set.lists.iter().map(|list| &list.name));
        elements.retain(|element| self.no_other(&element.name, "a list", &below));
        let below = names(self.set.elements.iter().map(|element| &element.name));
        lists.retain(|list| self.no_other(&list.name, "an element", &below));
        (elements, lists)
    }

    fn no_other(
        &mut self,
        name: &Placed<String>,
        what: &str,
        below: &HashMap<String, Place>,
    ) -> bool {
        let Some(was) = below.get(&name.value) else {
            return true;
        };
        let taken = Diagnostic::error(
            Code::Clash,
            format!("`{}` is the name of {what} in the pack below", name.value),
        );
        self.found.push(
            taken
                .at(name.place, "declared here")
                .at(*was, "declared below")
                .help("give it another name"),
        );
        false
    }

    fn lists(&mut self, over: Vec<List>, disable: &[(Thing, Placed<String>)]) {
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
                self.nothing_below(Thing::List, &name.value, name.place, known, "switch off");
            }
        }
        let known = self.list_names();
        let lower = self.set.lists.len();
        for list in over {
            let place = self.set.lists[..lower]
                .iter()
                .position(|below| below.name.value == list.name.value);
            let known = known.iter().map(String::as_str);
            match place {
                Some(place) if list.replaces.is_some() => {
                    let below = std::mem::take(&mut self.set.lists[place]);
                    self.set.gone.extend(below.mentions());
                    self.changed(Thing::List, &list.name, None, Some(below.name.place), true);
                    self.set.lists[place] = list;
                }
                Some(place) => self.add_words(place, list),
                None => {
                    let name = &list.name.value;
                    if let Some(says) = list.replaces {
                        self.nothing_below(Thing::List, name, says, known, "replace");
                    } else if let Some(word) = list.remove.first() {
                        let place = word.place;
                        self.nothing_below(Thing::List, name, place, known, "take words out of");
                    }
                    self.set.lists.push(list);
                }
            }
        }
    }

    /// Takes words out of a list below and puts others in.
    fn add_words(&mut self, place: usize, list: List) {
        let mut below = std::mem::take(&mut self.set.lists[place]);
        if let Some(settings) = list.settings {
            let title = format!(
                "how the words of the list `{}` are written is settled below",
                list.name.value
            );
            self.found.push(
                Diagnostic::error(Code::Clash, title)
                    .at(settings, "said again here")
                    .at(below.name.place, "the list below")
                    .help("leave it out to add words, or write `replaces: true` to put this list in the place of the other"),
            );
        }
        for word in &list.remove {
            let was = below
                .words
                .iter()
                .find(|known| known.word.value == word.value)
                .map(|known| known.word.place);
            if was.is_none() {
                let known = below.words.iter().map(|known| known.word.value.as_str());
                let absent = Diagnostic::error(
                    Code::NotBelow,
                    format!(
                        "the list `{}` has no word `{}` to take out",
                        list.name.value, word.value
                    ),
                );
                let absent = absent.at(word.place, "not in the list below");
                self.found.push(absent.suggest(nearest(&word.value, known)));
            }
            below.words.retain(|known| {
                let goes = known.word.value == word.value;
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
        let places: HashMap<String, Place> = below
            .words
            .iter()
            .map(|known| (known.word.value.clone(), known.word.place))
            .collect();
        for word in &list.words {
            if let Some(was) = places.get(&word.word.value) {
                let twice = Diagnostic::error(
                    Code::Clash,
                    format!(
                        "the list `{}` has the word `{}` already",
                        list.name.value, word.word.value
                    ),
                );
                self.found.push(
                    twice
                        .at(word.word.place, "added again here")
                        .at(*was, "in the list below")
                        .help(
                            "leave it out; to give it other features, name it under `remove:` as well",
                        ),
                );
            }
        }
        below.words.extend(list.words);
        self.set.lists[place] = below;
    }

    fn list_names(&self) -> Vec<String> {
        let lists = self.set.lists.iter();
        lists.map(|list| list.name.value.clone()).collect()
    }

    /// Stances and frames are a closed vocabulary, to which names are added and in which none is replaced.
    fn is_new(
        &mut self,
        what: &str,
        name: &Placed<String>,
        below: &HashMap<String, Place>,
    ) -> bool {
        let Some(was) = below.get(&name.value) else {
            return true;
        };
        let twice = Diagnostic::error(
            Code::Clash,
            format!("the {what} `{}` is there in the pack below", name.value),
        );
        self.found.push(
            twice
                .at(name.place, "declared again here")
                .at(*was, "declared below")
                .help("leave it out: what the pack below declares can be used"),
        );
        false
    }

    fn sections(
        &mut self,
        text: Option<(u32, String)>,
        morphology: Option<(u32, String)>,
        replaced: &[Placed<String>],
    ) {
        let (mut below_text, mut below_morphology) = (
            self.set.text_source.take(),
            self.set.morphology_source.take(),
        );
        self.section("text", text, &mut below_text, replaced);
        self.section("morphology", morphology, &mut below_morphology, replaced);
        self.set.text_source = below_text;
        self.set.morphology_source = below_morphology;
    }

    fn section(
        &mut self,
        name: &str,
        over: Option<(u32, String)>,
        below: &mut Option<(u32, String)>,
        replaced: &[Placed<String>],
    ) {
        let says = replaced.iter().find(|section| section.value == name);
        match (&over, &*below, says) {
            (Some((file, _)), Some(_), None) => {
                let clash = Diagnostic::error(
                    Code::Clash,
                    format!("the section `{name}` is there in the pack below"),
                );
                self.found.push(
                    clash
                        .at(first_line(*file), "this file has it again")
                        .help(format!(
                            "write `replaces: [{name}]` at the top of the file to put it in the place of the other, as a whole"
                        )),
                );
            }
            (Some(_), Some((file, _)), Some(says)) => {
                self.changed(Thing::Section, says, None, Some(first_line(*file)), true)
            }
            (_, None, Some(says)) => {
                self.nothing_below(Thing::Section, name, says.place, [], "replace")
            }
            (None, Some(_), Some(says)) => {
                let absent = Diagnostic::error(
                    Code::MissingKey,
                    format!("the pack has no section `{name}` to put in the place of the other"),
                );
                self.found.push(
                    absent
                        .at(says.place, "said here")
                        .help(format!("add `{name}:` to the file, or leave this out")),
                );
            }
            _ => {}
        }
        if over.is_some() {
            *below = over;
        }
    }

    /// Rules that are gone are overridden by none, and an exclusion that applies to nothing else goes with them.
    fn forget_rules(&mut self) {
        let off: Vec<Change> = self
            .set
            .changes
            .iter()
            .filter(|change| change.thing == Thing::Rule && !change.replaced)
            .cloned()
            .collect();
        let there: BTreeSet<String> = self
            .set
            .patterns
            .iter()
            .map(|pattern| pattern.id.value.clone())
            .collect();
        let gone = |id: &Placed<String>| {
            let change = off.iter().find(|change| change.name == id.value);
            change.filter(|_| !there.contains(&id.value))
        };
        let mut idle = Vec::new();
        self.set.patterns.retain_mut(|pattern| {
            pattern.overrides.retain(|id| gone(id).is_none());
            let applied = pattern.applies_to.first().and_then(gone);
            pattern.applies_to.retain(|id| gone(id).is_none());
            match applied {
                Some(change) if pattern.applies_to.is_empty() => {
                    idle.push((pattern.id.clone(), change.by));
                    false
                }
                _ => true,
            }
        });
        for (id, by) in idle {
            self.set.gone.insert(id.value.clone());
            let name = Placed {
                value: id.value,
                place: by,
            };
            self.changed(Thing::Rule, &name, None, Some(id.place), false);
        }
    }

    fn changed(
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

    fn clash(&mut self, thing: Thing, name: &Placed<String>, was: Place) {
        let (what, name_of) = (thing.as_str(), &name.value);
        self.found.push(
            Diagnostic::error(
                Code::Clash,
                format!("the {what} `{name_of}` is there in the pack below"),
            )
            .at(name.place, "declared again here")
            .at(was, "declared below")
            .help("give it another name, or write `replaces: true` beside it to put it in the place of the other"),
        );
    }

    /// Something of the pack itself cannot be switched off by it.
    fn own(&mut self, thing: Thing, name: &Placed<String>) {
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

    fn nothing_below<'n>(
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

fn names<'n>(all: impl Iterator<Item = &'n Placed<String>>) -> HashMap<String, Place> {
    all.map(|name| (name.value.clone(), name.place)).collect()
}

fn first_line(file: u32) -> Place {
    Place {
        file,
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    }
}
