//! Fills the lexicon: every form of every verb, every word of every list, every literal of a pattern; beside it, what is known of each entry.

use super::names::Names;
use crate::lexicon::{EntryId, Lexicon, LexiconBuilder, Morphology, VerbParts, inflect};
use crate::pattern::compiled::{Condition, Feature};
use crate::pattern::entries::EntryInfo;
use crate::pattern::kind::Kind;
use crate::rules::model::{List, ListWord, Placed, RuleSet, Verb};
use crate::text::Reader;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// The lexicon of a pack, and of its entries the dictionary form and what else is known.
pub(super) fn build(
    set: &RuleSet,
    names: &Names,
    morphology: &Morphology,
    reader: &Reader,
) -> (Lexicon, Vec<(String, EntryInfo)>) {
    let mut builder = LexiconBuilder::new(morphology);
    let mut entries = Vec::new();
    for verb in &set.verbs {
        let id = EntryId(entries.len() as u32);
        for form in inflect(morphology, &verb_parts(verb)) {
            builder.add_form(id, form);
        }
        entries.push((verb.lemma.value.clone(), verb_info(verb, names)));
    }
    for (number, list) in set.lists.iter().enumerate() {
        let kind = names
            .kinds_of(&list.name.value)
            .and_then(|set| set.iter().next());
        for word in &list.words {
            let id = EntryId(entries.len() as u32);
            add(&mut builder, id, list, word);
            let lemma = word.lemma.as_ref().unwrap_or(&word.word.value);
            let info = word_info(word, number as u16, kind, names);
            entries.push((lemma.clone(), info));
        }
    }
    let folding = reader.folding();
    let mut by_folded: HashMap<String, Vec<(EntryId, usize, usize)>, RandomState> =
        HashMap::default();
    let mut exact: HashSet<&str, RandomState> = HashSet::default();
    let places = set
        .lists
        .iter()
        .enumerate()
        .flat_map(|(list, words)| (0..words.words.len()).map(move |place| (list, place)));
    for (id, (list, place)) in (set.verbs.len() as u32..).zip(places) {
        let word = set.lists[list].words[place].word.value.as_str();
        exact.insert(word);
        by_folded
            .entry(folding.folded(word))
            .or_default()
            .push((EntryId(id), list, place));
    }
    for (literal, kind) in &names.literals {
        let id = EntryId(entries.len() as u32);
        let words: Vec<&str> = literal.split_whitespace().collect();
        builder.add_phrase(id, &words, None, None, false, true);
        // A literal that is another spelling of list words (without a hamza, say) must not hide them: where a word's exact spelling is known, folded readings are left out.
        if !exact.contains(literal.as_str()) {
            for (entry, list, place) in by_folded
                .get(&folding.folded(literal))
                .into_iter()
                .flatten()
            {
                let (list, word) = (&set.lists[*list], &set.lists[*list].words[*place]);
                builder.add_phrase(
                    *entry,
                    &words,
                    word.gender,
                    word.number,
                    list.pronouns,
                    list.proclitics,
                );
            }
        }
        let info = EntryInfo {
            kind: Some(*kind),
            ..EntryInfo::default()
        };
        entries.push((literal.clone(), info));
    }
    let fold = |word: &str| (reader.folding().exact(word), reader.folding().folded(word));
    (builder.finish(&fold), entries)
}

/// The principal parts of a verb.
pub(crate) fn verb_parts(verb: &Verb) -> VerbParts {
    let mut parts = VerbParts::default();
    for (name, spellings) in &verb.parts {
        for spelling in spellings {
            parts.add(&name.value, &spelling.value);
        }
    }
    parts
}

fn add(builder: &mut LexiconBuilder, id: EntryId, list: &List, word: &ListWord) {
    let words: Vec<&str> = word.word.value.split_whitespace().collect();
    builder.add_phrase(
        id,
        &words,
        word.gender,
        word.number,
        list.pronouns,
        list.proclitics,
    );
}

fn verb_info(verb: &Verb, names: &Names) -> EntryInfo {
    EntryInfo {
        stance: names.stance(&verb.stance.value),
        framing: verb.framing,
        roles: names.role_bits(values(&verb.roles)),
        frames: names.frame_bits(values(&verb.governs)),
        ..EntryInfo::default()
    }
}

fn word_info(word: &ListWord, list: u16, kind: Option<Kind>, names: &Names) -> EntryInfo {
    EntryInfo {
        stance: word
            .stance
            .as_ref()
            .and_then(|stance| names.stance(&stance.value)),
        framing: word.framing,
        roles: names.role_bits(values(&word.roles)),
        frames: names.frame_bits(values(&word.governs)),
        list: Some(list),
        kind,
        gender: word.gender,
        number: word.number,
        speaker: word.kind,
        profile: 0,
    }
}

/// Numbers the entries by all that conditions on a cue can ask of them: most words of a list are alike.
pub(super) fn profile(entries: &mut [(String, EntryInfo)], conditions: &[Condition]) {
    let mut asked: HashSet<&str, RandomState> = HashSet::default();
    for condition in conditions {
        if let Feature::Lemmas(lemmas) = &condition.feature {
            asked.extend(lemmas.iter().map(String::as_str));
        }
    }
    let mut numbers: HashMap<_, u32, RandomState> = HashMap::default();
    for (lemma, entry) in entries {
        let lemma = asked.get(lemma.as_str()).copied();
        let key = (
            (lemma, entry.stance, entry.roles, entry.frames, entry.list),
            (entry.gender, entry.number, entry.speaker),
            entry.kind,
        );
        let next = numbers.len() as u32;
        entry.profile = *numbers.entry(key).or_insert(next);
    }
}

fn values(placed: &[Placed<String>]) -> impl Iterator<Item = &str> {
    placed.iter().map(|placed| placed.value.as_str())
}
