//! Compiles the items of a sequence into steps, forward or backward.

use super::names::Names;
use super::pool::{Pool, Transparent};
use crate::pattern::kind::{Builtin, KindSet};
use crate::pattern::program::{Program, Step, Test};
use crate::rules::message::{Message, say};
use crate::rules::model::{Element, Item, Place, Placed, What};
use std::collections::BTreeMap;

/// What is wrong with an item; the checker of the rules room finds nearly all of these first.
pub(super) struct Fault {
    pub place: Place,
    pub message: Message,
}

/// Names of items whose end the engine finds.
pub(super) const OPEN_ENDED: [&str; 2] = ["clause", "rest"];

/// Compiles sequences of one pattern. Captures and tests are collected on the way.
pub(super) struct SequenceCompiler<'a> {
    pub names: &'a Names,
    pub elements: &'a BTreeMap<&'a str, &'a Element>,
    pub pool: &'a mut Pool,
    pub captures: Vec<String>,
    pub open: u32,
    /// The step with which each item of the last program begins, in the order of the items.
    pub starts: Vec<u32>,
    steps: Vec<Step>,
    taken: Vec<Vec<u8>>,
    backward: bool,
    depth: u32,
}

/// So many steps stand where they are used; a call costs more.
const SHORT: usize = 6;

impl<'a> SequenceCompiler<'a> {
    pub fn new(
        names: &'a Names,
        elements: &'a BTreeMap<&'a str, &'a Element>,
        pool: &'a mut Pool,
    ) -> Self {
        SequenceCompiler {
            names,
            elements,
            pool,
            captures: Vec::new(),
            open: 0,
            starts: Vec::new(),
            steps: Vec::new(),
            taken: Vec::new(),
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
        let steps = std::mem::take(&mut self.steps);
        let taken = std::mem::take(&mut self.taken);
        Ok(Program::new(steps, taken, backward))
    }

    /// The alternatives of an element, nothing captured.
    fn body(&mut self, element: &str) -> Result<(), Fault> {
        match self.elements.get(element) {
            Some(element) => self.alternatives(&parts(element), false),
            None => Ok(()),
        }
    }

    /// An element in which nothing is captured.
    fn element(&mut self, name: &str) -> Result<(), Fault> {
        let key = (self.backward, name.to_owned());
        if let Some(routine) = self.pool.elements.get(&key) {
            self.steps.push(Step::Call(*routine));
            return Ok(());
        }
        let outside = self.steps.len();
        self.body(name)?;
        if let Some(routine) = self.called(outside) {
            self.pool.elements.insert(key, routine);
        }
        Ok(())
    }

    /// An element in whose parts something is captured: a routine whose captures are taken over, where it is long.
    fn transparent(&mut self, element: &Element) -> Result<(), Fault> {
        let key = (self.backward, element.name.value.clone());
        let known = match self.pool.transparent.get(&key) {
            Some(known) => known.clone(),
            None => {
                let known = self.capturing_routine(element)?;
                self.pool.transparent.insert(key, known.clone());
                known
            }
        };
        let (routine, captures) = match known {
            Transparent::Inline => return self.alternatives(&parts(element), true),
            Transparent::Routine(routine, captures) => (routine, captures),
        };
        if captures.is_empty() {
            self.steps.push(Step::Call(routine));
            return Ok(());
        }
        let taken = captures.into_iter();
        let taken = taken.map(|(name, open)| self.number(name, open)).collect();
        self.steps
            .push(Step::Take(routine, self.taken.len() as u32));
        self.taken.push(taken);
        Ok(())
    }

    /// Compiles an element by itself, with captures of its own.
    fn capturing_routine(&mut self, element: &Element) -> Result<Transparent, Fault> {
        let mut own = SequenceCompiler::new(self.names, self.elements, self.pool);
        (own.backward, own.depth) = (self.backward, self.depth);
        own.alternatives(&parts(element), true)?;
        let (mut steps, taken, open) = (own.steps, own.taken, own.open);
        let captures = own.captures;
        if steps.len() <= SHORT {
            return Ok(Transparent::Inline);
        }
        steps.push(Step::Accept);
        let routine = self.pool.code.routines.len() as u32;
        let program = Program::new(steps, taken, self.backward);
        self.pool.code.routines.push(program);
        let opens = (0..captures.len()).map(|number| open & 1 << (number % 32) != 0);
        let captures = captures.into_iter().zip(opens).collect();
        Ok(Transparent::Routine(routine, captures))
    }

    /// Puts a call in the place of the steps from a number on, where they are many and capture nothing: what is found of a routine is found once for all
    /// that call it. Whatever they call has a lower number.
    fn called(&mut self, from: usize) -> Option<u32> {
        let steps = self.steps.get(from..).unwrap_or_default();
        let captures = || {
            let mut steps = steps.iter();
            steps.any(|step| matches!(step, Step::Save(_) | Step::Take(..)))
        };
        if steps.len() <= SHORT || captures() {
            return None;
        }
        let moved = |step: u32| step - from as u32;
        let body = self.steps.drain(from..).map(|step| match step {
            Step::Split(first, second) => Step::Split(moved(first), moved(second)),
            Step::Jump(to) => Step::Jump(moved(to)),
            other => other,
        });
        let body = body.chain([Step::Accept]).collect();
        let routine = self.pool.routine(body, self.backward);
        self.steps.push(Step::Call(routine));
        Some(routine)
    }

    /// The test of a one-node item.
    pub fn test(&self, item: &Item) -> Result<Test, Fault> {
        let any =
            match &item.what {
                What::Name(name) | What::Literal(name) => self
                    .names
                    .kinds_of(name)
                    .ok_or_else(|| fault(item, say!("`{}` is no kind of one word", name)))?,
                What::Any(items) => {
                    let mut any = KindSet::EMPTY;
                    for inner in items {
                        any.add(&self.simple(inner).ok_or_else(|| {
                            fault(inner, say!("only plain kinds can stand here"))
                        })?);
                    }
                    any
                }
                What::Sequence(_) => return Err(fault(item, say!("a sequence cannot stand here"))),
            };
        Ok(Test {
            any,
            all: self.set(item, &names(&item.with))?,
            none: self.refused(item)?,
        })
    }

    fn set(&self, item: &Item, names: &[&str]) -> Result<KindSet, Fault> {
        let mut set = KindSet::EMPTY;
        for name in names {
            let kinds = self.names.kinds_of(name);
            set.add(&kinds.ok_or_else(|| fault(item, say!("`{}` is no kind", name)))?);
        }
        Ok(set)
    }

    /// What the token must not be: an element stands for all that it can be.
    fn refused(&self, item: &Item) -> Result<KindSet, Fault> {
        let mut set = KindSet::EMPTY;
        for name in names(&item.without) {
            let element = self.elements.get(name);
            let kinds = element.and_then(|element| element.kinds());
            set.add(&self.set(item, &kinds.unwrap_or_else(|| vec![name]))?);
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
        let inside = self.steps.len();
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
        self.called(inside);
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
        let open = matches!(&item.what, What::Name(what) if OPEN_ENDED.contains(&what.as_str()));
        Some(self.number(name, open))
    }

    /// The number of a capture; `open` where the engine finds its end.
    fn number(&mut self, name: String, open: bool) -> u8 {
        let known = self.captures.iter().position(|known| *known == name);
        let number = known.unwrap_or(self.captures.len());
        if known.is_none() {
            self.captures.push(name);
        }
        self.open |= u32::from(open) << (number % 32);
        number as u8
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
                    all: self.set(item, &names(&item.with))?,
                    none: self.refused(item)?,
                };
                let number = self.pool.number(test);
                self.steps.push(Step::Test(number));
            }
            What::Name(name) if self.elements.contains_key(name.as_str()) => {
                let element = self.elements[name.as_str()];
                self.depth += 1;
                if self.depth > 16 {
                    return Err(fault(item, say!("element `{}` is nested too deeply", name)));
                }
                if capturing && element.transparent {
                    self.transparent(element)?;
                } else {
                    self.element(&element.name.value)?;
                }
                self.depth -= 1;
            }
            What::Sequence(items) => self.sequence(items, capturing)?,
            What::Any(items) => {
                let place = (item.place.file, item.place.start);
                let choice = self.pool.choices.contains(&place);
                match (!choice).then(|| self.test_number(item)) {
                    Some(Ok(number)) => self.steps.push(Step::Test(number)),
                    _ => {
                        if item.place.end > 0 {
                            self.pool.choices.insert(place);
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
        if let Some(number) = self.pool.placed.get(&place).filter(|_| kept) {
            return Ok(*number);
        }
        let number = self.test(item)?;
        let number = self.pool.number(number);
        if kept {
            self.pool.placed.insert(place, number);
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

/// The alternatives of an element.
fn parts(element: &Element) -> Vec<&[Item]> {
    element.any.iter().map(Vec::as_slice).collect()
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

fn fault(item: &Item, message: Message) -> Fault {
    Fault {
        place: item.place,
        message,
    }
}

fn names(placed: &[Placed<String>]) -> Vec<&str> {
    placed.iter().map(|name| name.value.as_str()).collect()
}
