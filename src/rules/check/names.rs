//! Everything that has a name in the pack, found by it. Names that are there twice are reported here.

use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::{Message, say};
use crate::rules::model::{Element, Pattern, Place, Placed, RuleSet};
use crate::rules::suggest::nearest;
use crate::rules::vocabulary::{KINDS, is_arabic};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The names of a pack. Sorted where suggestions are drawn from them, so that messages are the same every time.
pub(super) struct Names<'s> {
    pub(super) stances: BTreeMap<&'s str, Place>,
    pub(super) frames: BTreeMap<&'s str, Place>,
    pub(super) lists: BTreeMap<&'s str, Place>,
    pub(super) elements: BTreeMap<&'s str, &'s Element>,
    pub(super) patterns: BTreeMap<&'s str, &'s Pattern>,
    pub(super) roles: BTreeMap<&'s str, Place>,
    pub(super) lemmas: HashSet<&'s str>,
    gone: &'s BTreeSet<String>,
    broken: &'s [&'s str],
}

impl<'s> Names<'s> {
    pub(super) fn of(
        set: &'s RuleSet,
        broken: &'s [&'s str],
        found: &mut Vec<Diagnostic>,
    ) -> Names<'s> {
        let mut names = Names {
            stances: BTreeMap::new(),
            frames: BTreeMap::new(),
            lists: BTreeMap::new(),
            elements: BTreeMap::new(),
            patterns: BTreeMap::new(),
            roles: BTreeMap::new(),
            lemmas: HashSet::new(),
            gone: &set.gone,
            broken,
        };
        names.stances.extend(unique(
            &say!("the stance"),
            set.stances.iter().map(|stance| &stance.name),
            found,
        ));
        names.frames.extend(unique(
            &say!("the frame"),
            set.frames.iter().map(|frame| &frame.name),
            found,
        ));
        names.lemmas.extend(
            unique(
                &say!("the verb"),
                set.verbs.iter().map(|verb| &verb.lemma),
                found,
            )
            .into_keys(),
        );
        unique(
            &say!("the id"),
            set.patterns.iter().map(|pattern| &pattern.id),
            found,
        );
        // Lists, elements and kinds stand in the same places of a pattern: one name means one thing.
        let kinds = set
            .lists
            .iter()
            .map(|list| &list.name)
            .chain(set.elements.iter().map(|element| &element.name));
        unique(&say!("the list or element"), kinds.clone(), found);
        for name in kinds {
            kind_name(name, found);
        }
        names.lists.extend(
            set.lists
                .iter()
                .map(|list| (list.name.value.as_str(), list.name.place)),
        );
        names.elements.extend(
            set.elements
                .iter()
                .map(|element| (element.name.value.as_str(), element)),
        );
        names.patterns.extend(
            set.patterns
                .iter()
                .map(|pattern| (pattern.id.value.as_str(), pattern)),
        );
        names.roles_and_lemmas(set);
        names
    }

    fn roles_and_lemmas(&mut self, set: &'s RuleSet) {
        for verb in &set.verbs {
            self.roles.extend(
                verb.roles
                    .iter()
                    .map(|role| (role.value.as_str(), role.place)),
            );
            // A lemma with its sense behind an underscore is asked for without it as well.
            self.lemmas.extend(verb.lemma.value.split('_').next());
        }
        for word in set.lists.iter().flat_map(|list| &list.words) {
            self.roles.extend(
                word.roles
                    .iter()
                    .map(|role| (role.value.as_str(), role.place)),
            );
            self.lemmas.insert(&word.word.value);
            self.lemmas.extend(word.lemma.as_deref());
        }
    }

    /// Whether a name may be declared in a file that could not be read, or was one of the pack below before it was switched off.
    pub(super) fn excused(&self, name: &str) -> bool {
        self.gone.contains(name) || self.broken.iter().any(|text| text.contains(name))
    }

    /// Whether an item can name it.
    pub(super) fn is_kind(&self, name: &str) -> bool {
        is_arabic(name)
            || KINDS.contains(&name)
            || self.lists.contains_key(name)
            || self.elements.contains_key(name)
    }

    /// Every name that an item can use, but for literals.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        KINDS
            .iter()
            .copied()
            .chain(self.elements.keys().copied())
            .chain(self.lists.keys().copied())
    }

    /// Reports a stance that is not declared.
    pub(super) fn stance(&self, stance: &Placed<String>, found: &mut Vec<Diagnostic>) {
        if !self.stances.contains_key(stance.value.as_str())
            && !stance.value.is_empty()
            && !self.excused(&stance.value)
        {
            let unknown = Diagnostic::error(
                Code::UnknownStance,
                say!("unknown stance `{}`", stance.value),
            )
            .at(stance.place, say!("the pack does not declare it"));
            found.push(unknown.suggest(nearest(&stance.value, self.stances.keys().copied())));
        }
    }

    /// Reports a frame that is not declared.
    pub(super) fn frame(&self, frame: &Placed<String>, found: &mut Vec<Diagnostic>) {
        if !self.frames.contains_key(frame.value.as_str()) && !self.excused(&frame.value) {
            let unknown =
                Diagnostic::error(Code::UnknownName, say!("unknown frame `{}`", frame.value))
                    .at(frame.place, say!("the pack does not declare it"));
            found.push(unknown.suggest(nearest(&frame.value, self.frames.keys().copied())));
        }
    }

    /// Reports an id that no rule has.
    pub(super) fn id(&self, id: &Placed<String>, found: &mut Vec<Diagnostic>) {
        if !self.patterns.contains_key(id.value.as_str()) && !self.excused(&id.value) {
            let unknown = Diagnostic::error(Code::Overrides, say!("unknown id `{}`", id.value))
                .at(id.place, say!("no rule has it"));
            found.push(unknown.suggest(nearest(&id.value, self.patterns.keys().copied())));
        }
    }
}

/// The names with their places; a second one of the same name is reported. Names that could not be read are empty and skipped.
fn unique<'s>(
    what: &Message,
    all: impl Iterator<Item = &'s Placed<String>>,
    found: &mut Vec<Diagnostic>,
) -> HashMap<&'s str, Place> {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for name in all.filter(|name| !name.value.is_empty()) {
        match seen.get(name.value.as_str()) {
            Some(first) => found.push(
                Diagnostic::error(
                    Code::Duplicate,
                    say!("{} `{}` is declared twice", what, name.value),
                )
                .at(name.place, say!("declared again here"))
                .at(*first, say!("first declared here")),
            ),
            None => {
                seen.insert(&name.value, name.place);
            }
        }
    }
    seen
}

/// A list or an element must not look like anything else that stands in a pattern.
fn kind_name(name: &Placed<String>, found: &mut Vec<Diagnostic>) {
    if KINDS.contains(&name.value.as_str()) {
        let taken = Diagnostic::error(
            Code::Duplicate,
            say!("`{}` is the name of a built-in kind", name.value),
        )
        .at(name.place, say!("declared again here"));
        found.push(taken.help(say!("give it another name")));
    } else if !name
        .value
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
    {
        let odd = Diagnostic::error(
            Code::UnknownValue,
            say!("`{}` is no name for a list or element", name.value),
        )
        .at(name.place, say!("named here"));
        found.push(odd.help(say!("write small Latin letters, digits and hyphens")));
    }
}
