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

mod applies;
mod entry;
mod faults;
mod lists;

use super::diagnostic::{Code, Diagnostic};
use super::model::{Change, Element, List, Place, Placed, RuleSet, Thing};
use crate::rules::message::say;
use entry::Entry;
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
    stances.retain(|stance| layer.is_new(&say!("the stance"), &stance.name, &below));
    layer.set.stances.extend(stances);
    let below = names(layer.set.frames.iter().map(|frame| &frame.name));
    let mut frames = over.frames;
    frames.retain(|frame| layer.is_new(&say!("the frame"), &frame.name, &below));
    layer.set.frames.extend(frames);
    let (mut rules, verbs) = (over.patterns, over.verbs);
    let mut below = std::mem::take(&mut layer.set.patterns);
    applies::spell_out(&below, &mut rules);
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
                    &say!("replace"),
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
                    self.nothing_below(thing, &name.value, name.place, known, &say!("switch off"));
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
        elements.retain(|element| self.no_other(&element.name, &say!("a list"), &below));
        let below = names(self.set.elements.iter().map(|element| &element.name));
        lists.retain(|list| self.no_other(&list.name, &say!("an element"), &below));
        (elements, lists)
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
                    say!("the section `{}` is there in the pack below", name),
                );
                self.found.push(
                    clash
                        .at(Place::beginning(*file), say!("this file has it again"))
                        .help(say!("write `replaces: [{}]` at the top of the file to put it in the place of the other, as a whole", name)),
                );
            }
            (Some(_), Some((file, _)), Some(says)) => self.changed(
                Thing::Section,
                says,
                None,
                Some(Place::beginning(*file)),
                true,
            ),
            (_, None, Some(says)) => {
                self.nothing_below(Thing::Section, name, says.place, [], &say!("replace"))
            }
            (None, Some(_), Some(says)) => {
                let absent = Diagnostic::error(
                    Code::MissingKey,
                    say!(
                        "the pack has no section `{}` to put in the place of the other",
                        name
                    ),
                );
                self.found.push(
                    absent
                        .at(says.place, say!("said here"))
                        .help(say!("add `{}:` to the file, or leave this out", name)),
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
}

fn names<'n>(all: impl Iterator<Item = &'n Placed<String>>) -> HashMap<String, Place> {
    all.map(|name| (name.value.clone(), name.place)).collect()
}
