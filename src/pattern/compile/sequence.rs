//! Compiles the items of a sequence into steps, forward or backward.

use super::names::Names;
use crate::pattern::kind::{Builtin, KindSet};
use crate::pattern::program::{Program, Step, Test};
use crate::rules::model::{Element, Item, Place, What};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is wrong with an item; the checker of the rules room finds nearly all of these first.
pub(super) struct Fault {
    pub place: Place,
    pub message: String,
}

/// Names of items whose end the engine finds.
pub(super) const OPEN_ENDED: [&str; 2] = ["clause", "rest"];

/// Compiles sequences of one pattern. Captures and tests are collected on the way.
pub(super) struct SequenceCompiler<'a> {
    pub names: &'a Names,
    pub elements: &'a BTreeMap<&'a str, &'a Element>,
    pub tests: &'a mut TestPool,
    pub captures: Vec<String>,
    pub open: u32,
    /// The step with which each item of the last program begins, in the order of the items.
    pub starts: Vec<u32>,
    steps: Vec<Step>,
    /// Calls whose routine has no place yet, each with its element.
    calls: Vec<(usize, &'a str)>,
    backward: bool,
    depth: u32,
}

/// All tests of a pack, each once.
#[derive(Default)]
pub(super) struct TestPool {
    pub tests: Vec<Test>,
    numbers: HashMap<Test, u32, RandomState>,
    /// Tests of items by file and first byte: an item of an element is compiled wherever the element is used.
    placed: HashMap<(u32, u32), u32>,
    /// Places of `any` items that are more than one test.
    choices: HashSet<(u32, u32)>,
    /// Elements that are routines: how many more are called inside them at most.
    routines: HashMap<String, u32>,
    /// Their numbers, by element and direction.
    directed: HashMap<(String, bool), u32>,
    /// Elements that are too short for a call.
    inline: HashSet<String>,
}

/// An element of at most so many steps stands where it is used; a call and its return are two steps themselves.
const SHORT: usize = 6;

impl TestPool {
    pub fn number(&mut self, test: Test) -> u32 {
        *self.numbers.entry(test).or_insert_with(|| {
            self.tests.push(test);
            self.tests.len() as u32 - 1
        })
    }

    /// The number of an element that is called, for one direction.
    fn routine(&mut self, element: &str, backward: bool) -> u32 {
        let next = self.directed.len() as u32;
        let known = self.directed.entry((element.to_owned(), backward));
        *known.or_insert(next)
    }
}

impl<'a> SequenceCompiler<'a> {
    pub fn new(
        names: &'a Names,
        elements: &'a BTreeMap<&'a str, &'a Element>,
        tests: &'a mut TestPool,
    ) -> Self {
        SequenceCompiler {
            names,
            elements,
            tests,
            captures: Vec::new(),
            open: 0,
            starts: Vec::new(),
            steps: Vec::new(),
            calls: Vec::new(),
            backward: false,
            depth: 0,
        }
    }

    /// Compiles one side of a pattern.
    pub fn program(&mut self, items: &[Item], backward: bool) -> Result<Program, Fault> {
        self.steps = Vec::new();
        self.backward = backward;
        self.starts = vec![0; items.len()];
        let mut order: Vec<usize> = (0..items.len()).collect();
        if backward {
            order.reverse();
        }
        for number in order {
            self.starts[number] = self.steps.len() as u32;
            self.item(&items[number], true)?;
        }
        if !self.steps.is_empty() {
            self.steps.push(Step::Accept);
        }
        self.routines()?;
        Ok(Program {
            steps: std::mem::take(&mut self.steps),
            backward,
            ..Program::default()
        })
    }

    /// Compiles what is called, those that call others first.
    fn routines(&mut self) -> Result<(), Fault> {
        loop {
            let height = |element: &str| self.tests.routines.get(element).copied();
            let next = self.calls.iter().map(|(_, element)| *element);
            let Some(element) = next.max_by_key(|element| (height(element), *element)) else {
                return Ok(());
            };
            let to = self.steps.len() as u32;
            let routine = self.tests.routine(element, self.backward);
            let calls = std::mem::take(&mut self.calls);
            for (step, called) in calls {
                if called == element {
                    self.steps[step] = Step::Call { to, routine };
                } else {
                    self.calls.push((step, called));
                }
            }
            self.body(element)?;
            self.steps.push(Step::Return);
        }
    }

    /// The alternatives of an element, nothing captured.
    fn body(&mut self, element: &str) -> Result<(), Fault> {
        let Some(element) = self.elements.get(element) else {
            return Ok(());
        };
        let alternatives: Vec<&[Item]> = element.any.iter().map(Vec::as_slice).collect();
        self.alternatives(&alternatives, false)
    }

    /// An element in which nothing is captured: its steps, or a call where they are many.
    fn element(&mut self, name: &'a str) -> Result<(), Fault> {
        if !self.tests.routines.contains_key(name) {
            let (steps, calls) = (self.steps.len(), self.calls.len());
            self.body(name)?;
            if self.tests.inline.contains(name) || self.steps.len() - steps <= SHORT {
                self.tests.inline.insert(name.to_owned());
                return Ok(());
            }
            let called = self.calls.split_off(calls);
            self.steps.truncate(steps);
            let heights = called
                .iter()
                .filter_map(|(_, element)| self.tests.routines.get(*element));
            let height = heights.max().map_or(0, |highest| highest + 1);
            self.tests.routines.insert(name.to_owned(), height);
        }
        self.calls.push((self.steps.len(), name));
        self.steps.push(Step::Call { to: 0, routine: 0 });
        Ok(())
    }

    /// The test of a one-node item.
    pub fn test(&self, item: &Item) -> Result<Test, Fault> {
        let any = match &item.what {
            What::Name(name) | What::Literal(name) => self
                .names
                .kinds_of(name)
                .ok_or_else(|| fault(item, format!("`{name}` is no kind of one word")))?,
            What::Any(items) => {
                let mut any = KindSet::EMPTY;
                for inner in items {
                    any.add(
                        &self.simple(inner).ok_or_else(|| {
                            fault(inner, "only plain kinds can stand here".into())
                        })?,
                    );
                }
                any
            }
            What::Sequence(_) => return Err(fault(item, "a sequence cannot stand here".into())),
        };
        Ok(Test {
            any,
            all: self.set(item, &item.with)?,
            none: self.set(item, &item.without)?,
        })
    }

    fn set(
        &self,
        item: &Item,
        names: &[crate::rules::model::Placed<String>],
    ) -> Result<KindSet, Fault> {
        let mut set = KindSet::EMPTY;
        for name in names {
            set.add(
                &self
                    .names
                    .kinds_of(&name.value)
                    .ok_or_else(|| fault(item, format!("`{}` is no kind", name.value)))?,
            );
        }
        Ok(set)
    }

    /// Kinds of an item that is one plain kind and nothing more.
    fn simple(&self, item: &Item) -> Option<KindSet> {
        let plain = item.with.is_empty()
            && item.without.is_empty()
            && item.repeat == (1, 1)
            && item.capture.is_none();
        match &item.what {
            What::Name(name) | What::Literal(name) if plain => self.names.kinds_of(name),
            _ => None,
        }
    }

    fn sequence(&mut self, items: &[Item], capturing: bool) -> Result<(), Fault> {
        if self.backward {
            items
                .iter()
                .rev()
                .try_for_each(|item| self.item(item, capturing))
        } else {
            items.iter().try_for_each(|item| self.item(item, capturing))
        }
    }

    fn item(&mut self, item: &Item, capturing: bool) -> Result<(), Fault> {
        let (least, most) = item.repeat;
        if least == 0 {
            let split = self.open_split();
            self.captured(item, capturing, 1, most)?;
            self.close_split(split, item.lazy);
            Ok(())
        } else {
            self.captured(item, capturing, least, most)
        }
    }

    fn captured(&mut self, item: &Item, capturing: bool, least: u8, most: u8) -> Result<(), Fault> {
        let slot = if capturing { self.capture(item) } else { None };
        let (first, last) = if self.backward { (1, 0) } else { (0, 1) };
        if let Some(slot) = slot {
            self.steps.push(Step::Save(slot * 2 + first));
        }
        for _ in 0..least {
            self.once(item, capturing)?;
        }
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.open_split());
            self.once(item, capturing)?;
        }
        for split in splits.into_iter().rev() {
            self.close_split(split, item.lazy);
        }
        if let Some(slot) = slot {
            self.steps.push(Step::Save(slot * 2 + last));
        }
        Ok(())
    }

    fn open_split(&mut self) -> usize {
        self.steps.push(Step::Split(0, 0));
        self.steps.len() - 1
    }

    fn close_split(&mut self, split: usize, lazy: bool) {
        let (inside, behind) = (split as u32 + 1, self.steps.len() as u32);
        self.steps[split] = if lazy {
            Step::Split(behind, inside)
        } else {
            Step::Split(inside, behind)
        };
    }

    /// The slot of an item that is captured: one with `as`, a reference to an element, an open end, a quotation.
    fn capture(&mut self, item: &Item) -> Option<u8> {
        let name = match (&item.capture, &item.what) {
            (Some(name), _) => name.value.clone(),
            (None, What::Name(name)) if self.is_captured(name) => name.clone(),
            _ => return None,
        };
        let number = self
            .captures
            .iter()
            .position(|known| *known == name)
            .unwrap_or_else(|| {
                self.captures.push(name.clone());
                self.captures.len() - 1
            });
        if matches!(&item.what, What::Name(what) if OPEN_ENDED.contains(&what.as_str())) {
            self.open |= 1 << (number % 32);
        }
        Some(number as u8)
    }

    fn is_captured(&self, name: &str) -> bool {
        OPEN_ENDED.contains(&name)
            || matches!(name, "quotation" | "long-quotation" | "short-quotation")
            || self
                .elements
                .get(name)
                .is_some_and(|element| !element.transparent)
    }

    fn once(&mut self, item: &Item, capturing: bool) -> Result<(), Fault> {
        match &item.what {
            What::Name(name) if name == "start" => self.steps.push(Step::Start),
            What::Name(name) if name == "end" => self.steps.push(Step::End),
            What::Name(name) if OPEN_ENDED.contains(&name.as_str()) => {
                let test = Test {
                    any: content_start(),
                    all: self.set(item, &item.with)?,
                    none: self.set(item, &item.without)?,
                };
                let number = self.tests.number(test);
                self.steps.push(Step::Test(number));
            }
            What::Name(name) if self.elements.contains_key(name.as_str()) => {
                let element = self.elements[name.as_str()];
                self.depth += 1;
                if self.depth > 16 {
                    return Err(fault(
                        item,
                        format!("element `{name}` is nested too deeply"),
                    ));
                }
                if capturing && element.transparent {
                    let alternatives: Vec<&[Item]> =
                        element.any.iter().map(Vec::as_slice).collect();
                    self.alternatives(&alternatives, true)?;
                } else {
                    self.element(&element.name.value)?;
                }
                self.depth -= 1;
            }
            What::Sequence(items) => self.sequence(items, capturing)?,
            What::Any(items) => {
                let place = (item.place.file, item.place.start);
                let choice = self.tests.choices.contains(&place);
                match (!choice).then(|| self.test_number(item)) {
                    Some(Ok(number)) => self.steps.push(Step::Test(number)),
                    _ => {
                        if item.place.end > 0 {
                            self.tests.choices.insert(place);
                        }
                        let alternatives: Vec<&[Item]> =
                            items.iter().map(std::slice::from_ref).collect();
                        self.alternatives(&alternatives, capturing)?;
                    }
                }
            }
            What::Name(_) | What::Literal(_) => {
                let number = self.test_number(item)?;
                self.steps.push(Step::Test(number));
            }
        }
        Ok(())
    }

    fn test_number(&mut self, item: &Item) -> Result<u32, Fault> {
        let place = (item.place.file, item.place.start);
        let kept = item.place.end > 0;
        if let Some(number) = self.tests.placed.get(&place).filter(|_| kept) {
            return Ok(*number);
        }
        let number = self.test(item)?;
        let number = self.tests.number(number);
        if kept {
            self.tests.placed.insert(place, number);
        }
        Ok(number)
    }

    fn alternatives(&mut self, alternatives: &[&[Item]], capturing: bool) -> Result<(), Fault> {
        let mut jumps = Vec::new();
        for (number, items) in alternatives.iter().enumerate() {
            if number + 1 == alternatives.len() {
                self.sequence(items, capturing)?;
                break;
            }
            let split = self.open_split();
            self.sequence(items, capturing)?;
            jumps.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.close_split(split, false);
        }
        let behind = self.steps.len() as u32;
        for jump in jumps {
            self.steps[jump] = Step::Jump(behind);
        }
        Ok(())
    }
}

/// What a content can begin with.
fn content_start() -> KindSet {
    let mut set = KindSet::EMPTY;
    for builtin in [
        Builtin::Word,
        Builtin::Number,
        Builtin::Latin,
        Builtin::Quotation,
        Builtin::ShortQuotation,
        Builtin::Parenthesis,
        Builtin::Other,
        Builtin::Ellipsis,
    ] {
        set.insert(builtin.kind());
    }
    set
}

fn fault(item: &Item, message: String) -> Fault {
    Fault {
        place: item.place,
        message,
    }
}
