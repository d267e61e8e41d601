//! Fills the lexicon: every form of every verb, every word of every list, every literal of a pattern; beside it, what is known of each entry.

use super::names::Names;
use crate::lexicon::{EntryId, Lexicon, LexiconBuilder, Morphology, VerbParts, inflect};
use crate::parallel::in_order;
use crate::pattern::compiled::{Condition, Feature};
use crate::pattern::entries::EntryInfo;
use crate::pattern::kind::Kind;
use crate::rules::model::{List, ListWord, Placed, RuleSet, Verb};
use crate::text::Reader;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::num::NonZero;

/// How many words of a list are one piece of the work.
const WORDS: usize = 4_000;
/// How many verbs are one: each has some seventy forms.
const VERBS: usize = 120;

/// A piece of the work, with the number of its first entry.
enum Piece<'s> {
    Verbs(u32, &'s [Verb]),
    Words(u32, usize, &'s List, &'s [ListWord]),
}

/// What comes of it.
struct Filled<'s> {
    builder: LexiconBuilder<'s>,
    entries: Vec<(String, EntryInfo)>,
    /// The literals that are spelled like one of these words or forms.
    spelled: Vec<&'s str>,
}

/// The lexicon of a pack, filled by so many threads, and of its entries the dictionary form and what else is known.
pub(super) fn build(
    set: &RuleSet,
    names: &Names,
    morphology: &Morphology,
    reader: &Reader,
    jobs: NonZero<usize>,
) -> (Lexicon, Vec<(String, EntryInfo)>) {
    let fold = |word: &str| reader.folding().both(word);
    let mut builder = LexiconBuilder::new(morphology, &fold);
    let literals: HashSet<&str, RandomState> = names.literals.keys().map(String::as_str).collect();
    let mut spelled: HashSet<&str, RandomState> = HashSet::default();
    let mut entries = Vec::new();
    let Ok(()) = in_order(
        pieces(set).into_iter(),
        jobs,
        |piece| {
            let builder = LexiconBuilder::new(morphology, &fold);
            filled(piece, names, builder, &literals)
        },
        |part| {
            builder.append(part.builder);
            entries.extend(part.entries);
            spelled.extend(part.spelled);
            Ok::<(), Infallible>(())
        },
    );
    // A literal that no list and no verb has must not hide what its spelling is read as otherwise: its entry comes behind those that make a spelling known.
    let (known, only_asked): (Vec<_>, Vec<_>) = names
        .literals
        .iter()
        .partition(|(literal, _)| spelled.contains(literal.as_str()));
    builder.asked(EntryId((entries.len() + known.len()) as u32));
    for (literal, kind) in known.into_iter().chain(only_asked) {
        let id = EntryId(entries.len() as u32);
        let words: Vec<&str> = literal.split_whitespace().collect();
        builder.add_phrase(id, &words, None, None, false, true);
        let info = EntryInfo {
            kind: Some(*kind),
            ..EntryInfo::default()
        };
        entries.push((literal.clone(), info));
    }
    (builder.finish(), entries)
}

/// All verbs and words in their order.
fn pieces(set: &RuleSet) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut first = 0;
    for verbs in set.verbs.chunks(VERBS) {
        pieces.push(Piece::Verbs(first, verbs));
        first += verbs.len() as u32;
    }
    for (number, list) in set.lists.iter().enumerate() {
        for words in list.words.chunks(WORDS) {
            pieces.push(Piece::Words(first, number, list, words));
            first += words.len() as u32;
        }
    }
    pieces
}

fn filled<'s>(
    piece: Piece<'s>,
    names: &'s Names,
    mut builder: LexiconBuilder<'s>,
    literals: &HashSet<&'s str, RandomState>,
) -> Filled<'s> {
    let (mut entries, mut spelled) = (Vec::new(), Vec::new());
    match piece {
        Piece::Verbs(first, verbs) => {
            for (id, verb) in (first..).map(EntryId).zip(verbs) {
                for form in inflect(builder.morphology(), &verb_parts(verb)) {
                    builder.add_form(id, &form);
                    spelled.extend(literals.get(form.text.as_str()));
                }
                entries.push((verb.lemma.value.clone(), verb_info(verb, names)));
            }
        }
        Piece::Words(first, number, list, words) => {
            let kinds = names.kinds_of(&list.name.value);
            let kind = kinds.and_then(|set| set.iter().next());
            for (id, word) in (first..).map(EntryId).zip(words) {
                let text = &word.word.value;
                let parts: Vec<&str> = text.split_whitespace().collect();
                builder.add_phrase(
                    id,
                    &parts,
                    word.gender,
                    word.number,
                    list.pronouns,
                    list.proclitics,
                );
                spelled.extend(literals.get(text.as_str()));
                let lemma = word.lemma.as_ref().unwrap_or(text);
                let info = word_info(word, number as u16, kind, names);
                entries.push((lemma.clone(), info));
            }
        }
    }
    Filled {
        builder,
        entries,
        spelled,
    }
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
