//! All that is known of one name: the entries that bear it, each with its source and its neighbours.

use super::{Entry, EntrySection, Gone, entries, gone};
use crate::rules::model::{Pattern, Place, Placed, RuleSet};
use crate::rules::suggest::nearest;
use crate::rules::uses::{Uses, named};
use serde::Serialize;

/// An entry with its source and what it has to do with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Details {
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
    /// As it is written, from its first line to its last.
    pub source: String,
    /// How many rules its section has, where it is a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// The rule of its section that is tried before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind: Option<String>,
    /// The rule of its section that is tried after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Ids that it says it overrides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    /// Ids of rules that say they override it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overridden_by: Vec<String>,
    /// For an exclusion: the patterns it applies to, where it names some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applies_to: Vec<String>,
    /// Exclusions that name it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded_by: Vec<String>,
    /// Elements and lists that it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Rules and elements that name it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named_by: Vec<String>,
    /// For a list: files of other packs that put words into it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words_from: Vec<String>,
}

/// The entries of this name, and what of this name is gone.
#[must_use]
pub fn details(set: &RuleSet, order: &[usize], name: &str) -> (Vec<Details>, Vec<Gone>) {
    let all = entries(set, order);
    let uses = Uses::of(set);
    let found = all
        .iter()
        .filter(|entry| entry.name == name)
        .map(|entry| one(set, &all, &uses, entry))
        .collect();
    let gone = gone(set)
        .into_iter()
        .filter(|gone| gone.name == name)
        .collect();
    (found, gone)
}

/// The name of an entry that was probably meant.
#[must_use]
pub fn nearest_name(set: &RuleSet, name: &str) -> Option<String> {
    let all = entries(set, &(0..set.patterns.len()).collect::<Vec<_>>());
    nearest(name, all.iter().map(|entry| entry.name.as_str())).map(str::to_owned)
}

fn one(set: &RuleSet, all: &[Entry], uses: &Uses<'_>, entry: &Entry) -> Details {
    let mut details = Details {
        entry: entry.clone(),
        source: String::new(),
        of: None,
        behind: None,
        before: None,
        overrides: Vec::new(),
        overridden_by: Vec::new(),
        applies_to: Vec::new(),
        excluded_by: Vec::new(),
        names: Vec::new(),
        named_by: Vec::new(),
        words_from: Vec::new(),
    };
    let is = |name: &Placed<String>| name.value == entry.name;
    let place = match entry.section {
        EntrySection::Verbs => set
            .verbs
            .iter()
            .find(|verb| is(&verb.lemma))
            .map(|verb| verb.entry),
        EntrySection::Elements => {
            let element = set.elements.iter().find(|element| is(&element.name));
            let items = element.iter().flat_map(|element| element.any.iter());
            details.names = known(set, items.flatten().flat_map(named));
            element.map(|element| element.entry)
        }
        EntrySection::Lists => {
            let list = set.lists.iter().find(|list| is(&list.name));
            details.words_from = list.map_or_else(Vec::new, |list| {
                files(
                    set,
                    list.name.place,
                    list.words.iter().map(|word| word.word.place),
                )
            });
            list.map(|list| list.entry)
        }
        EntrySection::Stances => set
            .stances
            .iter()
            .find(|stance| is(&stance.name))
            .map(|stance| stance.name.place),
        EntrySection::Frames => set
            .frames
            .iter()
            .find(|frame| is(&frame.name))
            .map(|frame| frame.name.place),
        _ => set.patterns.iter().find(|rule| is(&rule.id)).map(|rule| {
            of_rule(set, all, rule, &mut details);
            rule.entry
        }),
    };
    if matches!(entry.section, EntrySection::Elements | EntrySection::Lists) {
        let users = uses.of_name(&entry.name);
        details.named_by = users.iter().map(|user| user.name.to_owned()).collect();
    }
    details.source = place.map(|place| lines(set, place)).unwrap_or_default();
    details
}

fn of_rule(set: &RuleSet, all: &[Entry], rule: &Pattern, details: &mut Details) {
    let ids = |ids: &[Placed<String>]| ids.iter().map(|id| id.value.clone()).collect();
    details.overrides = ids(&rule.overrides);
    details.applies_to = ids(&rule.applies_to);
    details.names = known(set, rule.items.iter().chain(&rule.inside).flat_map(named));
    let names = |ids: &[Placed<String>]| ids.iter().any(|id| id.value == rule.id.value);
    for other in &set.patterns {
        if names(&other.overrides) {
            details.overridden_by.push(other.id.value.clone());
        }
        if names(&other.applies_to) {
            details.excluded_by.push(other.id.value.clone());
        }
    }
    let section: Vec<&Entry> = all
        .iter()
        .filter(|entry| entry.section == details.entry.section)
        .collect();
    let place = details.entry.order.unwrap_or_default();
    let neighbour = |at: Option<usize>| {
        let entry = at.and_then(|at| section.get(at));
        entry.map(|entry| entry.name.clone())
    };
    details.of = Some(section.len());
    details.behind = neighbour(place.checked_sub(2));
    details.before = neighbour(Some(place));
}

/// Those of the names that are elements or lists, each once, in their order.
fn known<'s>(set: &RuleSet, names: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for name in names {
        let there = set
            .elements
            .iter()
            .any(|element| element.name.value == name)
            || set.lists.iter().any(|list| list.name.value == name);
        if there && !known.iter().any(|other| other == name) {
            known.push(name.to_owned());
        }
    }
    known
}

/// Files other than that of the list itself, each once.
fn files(set: &RuleSet, list: Place, words: impl Iterator<Item = Place>) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    for place in words.filter(|place| place.file != list.file) {
        if let Some(file) = set.files.get(place.file as usize)
            && !files.contains(&file.path)
        {
            files.push(file.path.clone());
        }
    }
    files
}

/// The whole lines of an entry, moved left together.
fn lines(set: &RuleSet, place: Place) -> String {
    let Some(file) = set.files.get(place.file as usize) else {
        return String::new();
    };
    let (start, end) = (place.start as usize, place.end as usize);
    let before = file.text.get(..start).unwrap_or_default();
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = file.text.get(end..).unwrap_or_default();
    let to = behind.find('\n').map_or(file.text.len(), |at| end + at);
    let text = file.text.get(from..to).unwrap_or_default();
    let margin = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or_default();
    let moved: Vec<&str> = text
        .lines()
        .map(|line| line.get(margin..).unwrap_or_default())
        .collect();
    moved.join("\n")
}
