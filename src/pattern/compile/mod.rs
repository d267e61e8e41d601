//! Compiles a checked pack: numbers all names, fills the lexicon, turns sequences into programs and puts the patterns into their order.

mod conditions;
mod entries;
mod names;
mod order;
mod pool;
mod sequence;
mod yields;

use super::begins::{Begins, begins};
use super::compiled::{CompiledPattern, Condition, ItemInfo, ListInfo, PatternSection, Rules};
use super::entries::Entries;
use super::filter::Filters;
use super::kind::{Kind, KindSet};
use super::needs::Needs;
use super::passed::Asked;
use super::program::{Begin, Code, Program, Test};
use crate::lexicon::Morphology;
use crate::parallel::{both, jobs};
use crate::rules::message::{Message, say};
use crate::rules::model::{Element, Item, Pattern, Place, RuleSet, What};
use crate::rules::{self, Diagnostic};
use crate::text::{Reader, TextSpec};
pub(crate) use entries::verb_parts;
use names::Names;
use pool::Pool;
use sequence::{Fault, SequenceCompiler};
use std::collections::BTreeMap;

/// The rules of a checked pack in the order in which they are tried: indices into [`RuleSet::patterns`]. In the order of the files where `overrides` lead in
/// a circle, which the checks report.
#[must_use]
pub fn trial_order(set: &RuleSet) -> Vec<usize> {
    let elements: BTreeMap<&str, &Element> = set
        .elements
        .iter()
        .map(|element| (element.name.value.as_str(), element))
        .collect();
    let patterns: Vec<&Pattern> = set.patterns.iter().collect();
    order::order(&patterns, &elements, &set.files).unwrap_or_else(|_| (0..patterns.len()).collect())
}

/// Below so many entries the lexicon is filled before a second thread is there.
const WORTH_THREADS: usize = 4_000;

/// Compiles a pack: the lexicon and the programs side by side.
///
/// # Errors
/// What the checks of the rules room cannot see, each with its place.
pub fn compile(
    set: &RuleSet,
    text: &TextSpec,
    morphology: &Morphology,
) -> Result<Rules, Vec<Diagnostic>> {
    let reader = Reader::new(text);
    let clitics: Vec<String> = morphology
        .proclitics
        .iter()
        .map(|clitic| format!("{}-", clitic.text))
        .collect();
    let Some(names) = Names::new(set, &clitics) else {
        return Err(vec![Diagnostic::error(
            rules::Code::Compile,
            say!(
                "the pack has more than {} lists and literal words",
                super::kind::MAX_KINDS
            ),
        )]);
    };
    // Each of these is a bit of one number.
    let (stances, frames, roles) = (names.stances.len(), names.frames.len(), names.roles.len());
    let too_many = match (stances, frames, roles) {
        (65.., ..) => Some(say!(
            "the pack has {} stances, and no more than 64 fit",
            stances
        )),
        (_, 33.., _) => Some(say!(
            "the pack has {} frames, and no more than 32 fit",
            frames
        )),
        (.., 33..) => Some(say!(
            "the pack has {} roles, and no more than 32 fit",
            roles
        )),
        _ => None,
    };
    if let Some(message) = too_many {
        // It is the whole pack that has too many: there is no place to show.
        return Err(vec![Diagnostic::error(rules::Code::Compile, message)]);
    }
    let elements: BTreeMap<&str, &Element> = set
        .elements
        .iter()
        .map(|element| (element.name.value.as_str(), element))
        .collect();
    let size = set.lists.iter().map(|list| list.words.len()).sum::<usize>() + set.verbs.len();
    let jobs = jobs(size, WORTH_THREADS);
    let (filled, programs) = both(
        jobs,
        || entries::build(set, &names, morphology, &reader, jobs),
        || programs(set, &names, &elements),
    );
    let ((lexicon, mut entries), programs) = (filled, programs?);
    entries::profile(&mut entries, &programs.conditions);
    let kind = |name: &str| {
        names
            .kinds_of(name)
            .and_then(|set| set.iter().next())
            .unwrap_or(Kind(0))
    };
    let lists = set
        .lists
        .iter()
        .map(|list| ListInfo {
            name: list.name.value.clone(),
            kind: kind(&list.name.value),
        })
        .collect();
    let proclitics = clitics.iter().map(|clitic| kind(clitic)).collect();
    let frame_kinds = names
        .frames
        .iter()
        .map(|frame| frame_kinds(frame, &names))
        .collect();
    let (kinds, stances, frames, roles) = names.into_kinds();
    Ok(Rules {
        reader,
        lexicon,
        entries: Entries::new(&entries),
        kinds,
        lists,
        stances,
        framings: set.stances.iter().map(|stance| stance.framing).collect(),
        frames,
        frame_kinds,
        roles,
        proclitics,
        code: programs.code,
        cues: programs.cues,
        conditions: programs.conditions,
        filters: programs.filters,
        patterns: programs.patterns,
        hash: hash(set),
    })
}

/// All patterns in the order in which they are tried, and what they share.
struct Programs {
    code: Code,
    cues: Asked,
    conditions: Vec<Condition>,
    filters: Filters,
    patterns: Vec<CompiledPattern>,
}

fn programs(
    set: &RuleSet,
    names: &Names,
    elements: &BTreeMap<&str, &Element>,
) -> Result<Programs, Vec<Diagnostic>> {
    let patterns: Vec<&Pattern> = set.patterns.iter().collect();
    let order = order::order(&patterns, elements, &set.files).map_err(|number| {
        vec![fault(
            patterns[number].id.place,
            say!("its `overrides` lead back to itself"),
        )]
    })?;
    let ordered: Vec<&Pattern> = order.iter().map(|number| patterns[*number]).collect();
    let (mut pool, mut compiled, mut faults) = (Pool::default(), Vec::new(), Vec::new());
    for source in &ordered {
        match pattern(source, set, names, elements, &ordered, &mut pool) {
            Ok(pattern) => compiled.push(pattern),
            Err(found) => faults.push(fault(found.place, found.message)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    look_ahead(&mut compiled, &mut pool);
    let code = Code {
        asked: Asked::by(&pool.tests),
        tests: pool.tests.into(),
        ..pool.code
    };
    let cues: Vec<Test> = compiled.iter().map(|pattern| *pattern.cue).collect();
    let (mut filters, mut needs) = (Filters::default(), Needs::new(&code));
    for pattern in &mut compiled {
        let programs = [&mut pattern.tail, &mut pattern.head].into_iter();
        for program in programs.chain(&mut pattern.inside) {
            filters.prepare(program, &mut needs);
        }
    }
    filters.settle();
    Ok(Programs {
        cues: Asked::by(&cues),
        conditions: pool.conditions,
        patterns: compiled,
        code,
        filters,
    })
}

/// Finds for the steps of all programs what must come next: first for those that are called.
fn look_ahead(patterns: &mut [CompiledPattern], pool: &mut Pool) {
    let mut routines = std::mem::take(&mut pool.code.routines);
    let mut first = Vec::with_capacity(routines.len());
    let mut ahead = |program: &mut Program, called: &[Begins]| {
        let known = begins(program, &pool.tests, called);
        let first = known.first().copied().flatten().unwrap_or_default();
        let mut stored = |known: Begins| {
            let test = known.test.map(|test| pool.number(test));
            Begin::with(test, known.can_end)
        };
        let known = known.into_iter();
        let begins = known.map(|known| known.map_or(Begin::default(), &mut stored));
        program.look_ahead(begins.collect());
        first
    };
    for routine in &mut routines {
        let begins = ahead(routine, &first);
        first.push(begins);
    }
    for pattern in patterns {
        for program in [&mut pattern.head, &mut pattern.tail]
            .into_iter()
            .chain(&mut pattern.inside)
        {
            ahead(program, &first);
        }
    }
    pool.code.routines = routines;
}

/// The kinds that show a frame which is a preposition: those of the word as a literal, or of the clitic (its name with the joining stroke taken off and a hyphen put on).
fn frame_kinds(frame: &str, names: &Names) -> KindSet {
    let mut set = names
        .literals
        .get(frame)
        .map_or(KindSet::EMPTY, |kind| KindSet::of(*kind));
    let clitic = format!("{}-", frame.trim_end_matches('\u{640}'));
    if let Some(kinds) = names.kinds_of(&clitic) {
        set.add(&kinds);
    }
    set
}

fn fault(place: Place, message: Message) -> Diagnostic {
    Diagnostic::error(rules::Code::Compile, message).here(place)
}

fn pattern(
    source: &Pattern,
    set: &RuleSet,
    names: &Names,
    elements: &BTreeMap<&str, &Element>,
    ordered: &[&Pattern],
    pool: &mut Pool,
) -> Result<CompiledPattern, Fault> {
    let here = |message: Message| Fault {
        place: source.id.place,
        message,
    };
    let cue = source
        .items
        .iter()
        .position(|item| item.cue)
        .ok_or_else(|| here(say!("it has no cue")))?;
    let mut compiler = SequenceCompiler::new(names, elements, pool);
    let cue_test = compiler.test(&source.items[cue])?;
    let head = compiler.program(&source.items[..cue], true)?;
    let mut starts = std::mem::take(&mut compiler.starts);
    starts.push(0);
    let tail = compiler.program(&source.items[cue + 1..], false)?;
    starts.append(&mut compiler.starts);
    let (captures, open) = (compiler.captures, compiler.open);
    let inside = if source.inside.is_empty() {
        None
    } else {
        let end = Item {
            what: What::Name("end".to_owned()),
            repeat: (1, 1),
            ..Item::default()
        };
        let items: Vec<Item> = source.inside.iter().cloned().chain([end]).collect();
        Some(SequenceCompiler::new(names, elements, pool).program(&items, false)?)
    };
    if captures.len() > 32 {
        return Err(here(say!("it captures more than 32 parts")));
    }
    let mut condition = |source: &crate::rules::model::Condition| {
        let compiled = conditions::condition(source, &captures, names, set);
        let compiled = compiled.map_err(|message| Fault {
            place: source.feature.place,
            message,
        })?;
        Ok(pool.condition(compiled))
    };
    let applies = |id: &crate::rules::model::Placed<String>| {
        let number = ordered
            .iter()
            .position(|pattern| pattern.id.value == id.value);
        number.map(|number| number as u32).ok_or_else(|| Fault {
            place: id.place,
            message: say!("there is no pattern `{}`", id.value),
        })
    };
    Ok(CompiledPattern {
        id: source.id.value.clone(),
        section: PatternSection::from(source.section),
        cue: cue_test.into(),
        written_out: matches!(source.items[cue].what, What::Literal(_)),
        head,
        tail,
        inside,
        open,
        asked: source
            .conditions
            .iter()
            .map(&mut condition)
            .collect::<Result<_, _>>()?,
        refused: source
            .unless
            .iter()
            .map(&mut condition)
            .collect::<Result<_, _>>()?,
        yields: yields::yields(source, &captures, names).map_err(here)?,
        applies_to: source
            .applies_to
            .iter()
            .map(applies)
            .collect::<Result<_, _>>()?,
        items: source
            .items
            .iter()
            .zip(starts)
            .enumerate()
            .map(|(number, (item, start))| ItemInfo {
                text: describe(item),
                before: number < cue,
                cue: number == cue,
                start,
            })
            .collect::<Vec<_>>()
            .into(),
        slots: captures.len() as u8 * 2,
        captures: captures.into(),
    })
}

/// An item as a rule author would write it in one line.
fn describe(item: &Item) -> String {
    let what = match &item.what {
        What::Any(_) | What::Sequence(_) if item.capture.is_some() => item
            .capture
            .as_ref()
            .map(|name| name.value.clone())
            .unwrap_or_default(),
        What::Name(name) | What::Literal(name) => name.clone(),
        What::Any(items) => format!(
            "[{}]",
            items.iter().map(describe).collect::<Vec<_>>().join(" | ")
        ),
        What::Sequence(items) => items.iter().map(describe).collect::<Vec<_>>().join(" "),
    };
    match item.repeat {
        (1, 1) => what,
        (0, 1) => format!("{what}?"),
        (least, most) => format!("{what} {least}..{most}"),
    }
}

/// FNV-1a over the texts, in the order of the files: the same wherever the folder lies, and stable over versions and machines.
fn hash(set: &RuleSet) -> u64 {
    let texts = set.files.iter().map(|file| file.text.bytes().chain([0]));
    let bytes = texts.flatten();
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
