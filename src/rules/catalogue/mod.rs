//! What a pack holds, entry by entry: where each comes from, what it takes the place of, and in which order rules are tried.

mod details;

pub use details::{Details, details, nearest_name};

use super::model::{Change, Place, Placed, RuleSet, Section, Thing};
use serde::Serialize;
use std::collections::BTreeMap;

/// The sections that entries stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntrySection {
    /// `patterns:`
    Patterns,
    /// `exclusions:`
    Exclusions,
    /// `marks:`
    Marks,
    /// `stance_rules:`
    StanceRules,
    /// `elements:`
    Elements,
    /// `verbs:`
    Verbs,
    /// `lists:`
    Lists,
    /// `stances:`
    Stances,
    /// `frames:`
    Frames,
}

impl EntrySection {
    /// The key of the section in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EntrySection::Patterns => "patterns",
            EntrySection::Exclusions => "exclusions",
            EntrySection::Marks => "marks",
            EntrySection::StanceRules => "stance_rules",
            EntrySection::Elements => "elements",
            EntrySection::Verbs => "verbs",
            EntrySection::Lists => "lists",
            EntrySection::Stances => "stances",
            EntrySection::Frames => "frames",
        }
    }
}

impl From<Section> for EntrySection {
    fn from(section: Section) -> EntrySection {
        match section {
            Section::Pattern => EntrySection::Patterns,
            Section::Exclusion => EntrySection::Exclusions,
            Section::Mark => EntrySection::Marks,
            Section::StanceRule => EntrySection::StanceRules,
        }
    }
}

/// A place as it is told to people and programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Name of the pack.
    pub pack: String,
    /// Path of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Spot {
    /// The place in a pack.
    #[must_use]
    pub fn of(set: &RuleSet, place: Place) -> Spot {
        let file = set.files.get(place.file as usize);
        Spot {
            pack: set
                .pack_of(place)
                .map(|pack| pack.name.clone())
                .unwrap_or_default(),
            file: file.map(|file| file.path.clone()).unwrap_or_default(),
            line: place.line,
            column: place.column,
        }
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Where in a rule file.
    pub section: EntrySection,
    /// Id, lemma or name.
    pub name: String,
    /// The summary of a rule, what an element, list, stance or frame is; the stance of a verb.
    pub about: String,
    /// Where it stands.
    #[serde(flatten)]
    pub spot: Spot,
    /// For rules: the how-manieth of its section it is tried, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<usize>,
    /// For lists: how many words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<usize>,
    /// What of the pack below it takes the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Spot>,
}

/// Something of the pack below that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// What it was: `rule`, `verb`, `list` or `word`.
    pub thing: &'static str,
    /// Its name.
    pub name: String,
    /// The list that a word stood in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Where it stood.
    pub was: Spot,
    /// Where it is switched off or taken out.
    pub by: Spot,
}

/// All entries: rules in the order in which they are tried, section by section, then the others as the files have them. `order` holds the indices of the
/// rules in that order.
#[must_use]
pub fn entries(set: &RuleSet, order: &[usize]) -> Vec<Entry> {
    let mut entries = rules(set, order);
    entries.extend(set.elements.iter().map(|element| {
        entry(
            set,
            EntrySection::Elements,
            &element.name,
            &element.describe,
        )
    }));
    entries.extend(
        set.verbs
            .iter()
            .map(|verb| entry(set, EntrySection::Verbs, &verb.lemma, &verb.stance.value)),
    );
    entries.extend(set.lists.iter().map(|list| Entry {
        words: Some(list.words.len()),
        ..entry(set, EntrySection::Lists, &list.name, &list.describe)
    }));
    entries.extend(
        set.stances
            .iter()
            .map(|stance| entry(set, EntrySection::Stances, &stance.name, &stance.describe)),
    );
    entries.extend(
        set.frames
            .iter()
            .map(|frame| entry(set, EntrySection::Frames, &frame.name, &frame.describe)),
    );
    entries
}

/// What upper packs have switched off or taken out, in the order of the files that say so.
#[must_use]
pub fn gone(set: &RuleSet) -> Vec<Gone> {
    let mut changes: Vec<&Change> = set
        .changes
        .iter()
        .filter(|change| !change.replaced)
        .collect();
    changes.sort_by_key(|change| (change.by.file, change.by.start));
    changes
        .into_iter()
        .map(|change| Gone {
            thing: change.thing.as_str(),
            name: change.name.clone(),
            list: change.list.clone(),
            was: Spot::of(set, change.was),
            by: Spot::of(set, change.by),
        })
        .collect()
}

fn rules(set: &RuleSet, order: &[usize]) -> Vec<Entry> {
    let mut counts: BTreeMap<EntrySection, usize> = BTreeMap::new();
    let mut entries: Vec<Entry> = order
        .iter()
        .filter_map(|number| set.patterns.get(*number))
        .map(|rule| {
            let section = rule.section.into();
            let count = counts.entry(section).or_default();
            *count += 1;
            Entry {
                order: Some(*count),
                ..entry(set, section, &rule.id, &rule.summary)
            }
        })
        .collect();
    entries.sort_by_key(|entry| entry.section);
    entries
}

fn entry(set: &RuleSet, section: EntrySection, name: &Placed<String>, about: &str) -> Entry {
    let thing = match section {
        EntrySection::Elements => Some(Thing::Element),
        EntrySection::Verbs => Some(Thing::Verb),
        EntrySection::Lists => Some(Thing::List),
        EntrySection::Stances | EntrySection::Frames => None,
        _ => Some(Thing::Rule),
    };
    let change = set
        .changes
        .iter()
        .find(|change| change.replaced && Some(change.thing) == thing && change.name == name.value);
    Entry {
        section,
        name: name.value.clone(),
        about: about.to_owned(),
        spot: Spot::of(set, name.place),
        order: None,
        words: None,
        replaces: change.map(|change| Spot::of(set, change.was)),
    }
}
