//! Gives every kind, stance, frame, role and list of a pack its number.

use crate::pattern::kind::{Builtin, Kind, KindSet, MAX_KINDS};
use crate::rules::model::{Item, RuleSet, What};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers of all names.
pub(super) struct Names {
    kinds: Vec<String>,
    kind_numbers: BTreeMap<String, Kind>,
    /// Words in Arabic script that patterns ask for, with their kinds.
    pub literals: BTreeMap<String, Kind>,
    pub stances: Vec<String>,
    pub frames: Vec<String>,
    pub roles: Vec<String>,
}

impl Names {
    /// Numbers the names of a pack. `proclitics` are the names of the clitic kinds. `None` when there are more kinds than fit.
    pub fn new(set: &RuleSet, proclitics: &[String]) -> Option<Names> {
        let mut names = Names {
            kinds: Vec::new(),
            kind_numbers: BTreeMap::new(),
            literals: BTreeMap::new(),
            stances: set
                .stances
                .iter()
                .map(|stance| stance.name.value.clone())
                .collect(),
            frames: set
                .frames
                .iter()
                .map(|frame| frame.name.value.clone())
                .collect(),
            roles: roles(set),
        };
        for (_, name) in Builtin::ALL {
            names.add(name);
        }
        for list in &set.lists {
            names.add(&list.name.value);
        }
        for clitic in proclitics {
            names.add(clitic);
        }
        let mut literals = BTreeSet::new();
        let elements = set
            .elements
            .iter()
            .flat_map(|element| element.any.iter().flatten());
        let patterns = set
            .patterns
            .iter()
            .flat_map(|pattern| pattern.items.iter().chain(&pattern.inside));
        for item in elements.chain(patterns) {
            collect_literals(item, &mut literals);
        }
        // Frames that are words: a condition `governs_word` asks for them wherever they stand.
        let joined = |name: &str| name.ends_with('\u{640}');
        let frames = set.frames.iter().map(|frame| &frame.name.value);
        literals.extend(
            frames
                .filter(|name| !name.is_ascii() && !joined(name))
                .cloned(),
        );
        for literal in literals {
            if !names.kind_numbers.contains_key(&literal) {
                let kind = names.add(&format!("={literal}"));
                names.literals.insert(literal, kind);
            }
        }
        (names.kinds.len() <= MAX_KINDS).then_some(names)
    }

    fn add(&mut self, name: &str) -> Kind {
        if let Some(known) = self.kind_numbers.get(name) {
            return *known;
        }
        let kind = Kind(self.kinds.len() as u16);
        self.kinds.push(name.to_owned());
        self.kind_numbers.insert(name.to_owned(), kind);
        kind
    }

    /// The kinds that a name of a pattern stands for; `None` for a name of something else.
    pub fn kinds_of(&self, name: &str) -> Option<KindSet> {
        if name == "any" {
            let mut all = KindSet::EMPTY;
            for (builtin, _) in Builtin::ALL {
                if builtin != Builtin::Paragraph {
                    all.insert(builtin.kind());
                }
            }
            return Some(all);
        }
        self.kind_numbers
            .get(name)
            .or_else(|| self.literals.get(name))
            .map(|kind| KindSet::of(*kind))
    }

    /// All kind names in order.
    pub fn into_kinds(self) -> (Vec<String>, Vec<String>, Vec<String>, Vec<String>) {
        (self.kinds, self.stances, self.frames, self.roles)
    }

    /// Number of a stance.
    pub fn stance(&self, name: &str) -> Option<u8> {
        self.stances
            .iter()
            .position(|known| known == name)
            .map(|number| number as u8)
    }

    /// Bit set of frames.
    pub fn frame_bits<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> u32 {
        bits(&self.frames, names)
    }

    /// Bit set of roles.
    pub fn role_bits<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> u32 {
        bits(&self.roles, names)
    }
}

fn bits<'a>(known: &[String], names: impl IntoIterator<Item = &'a str>) -> u32 {
    names
        .into_iter()
        .filter_map(|name| known.iter().position(|other| other == name))
        .fold(0, |set, number| set | 1 << (number % 32))
}

/// Role names are open: every one that a verb, a word or a condition names.
fn roles(set: &RuleSet) -> Vec<String> {
    let verbs = set.verbs.iter().flat_map(|verb| &verb.roles);
    let words = set
        .lists
        .iter()
        .flat_map(|list| &list.words)
        .flat_map(|word| &word.roles);
    let all: BTreeSet<&str> = verbs.chain(words).map(|role| role.value.as_str()).collect();
    all.into_iter().map(str::to_owned).collect()
}

fn collect_literals(item: &Item, out: &mut BTreeSet<String>) {
    match &item.what {
        What::Literal(word) => {
            out.insert(word.clone());
        }
        What::Name(_) => {}
        What::Any(items) | What::Sequence(items) => {
            items.iter().for_each(|inner| collect_literals(inner, out))
        }
    }
    for other in item.with.iter().chain(&item.without) {
        if !other.value.is_ascii() {
            out.insert(other.value.clone());
        }
    }
}
