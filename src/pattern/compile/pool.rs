//! What the patterns of a pack share: its tests, conditions and routines, each once.

use crate::pattern::compiled::Condition;
use crate::pattern::program::{Code, Program, Step, Test};
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// All tests and routines of a pack, each once.
#[derive(Default)]
pub(super) struct Pool {
    pub code: Code,
    /// The tests, by number.
    pub tests: Vec<Test>,
    /// All conditions of patterns, each once, by number.
    pub conditions: Vec<Condition>,
    numbers: HashMap<Test, u32, RandomState>,
    /// Tests of items by file and first byte: an item of an element is compiled wherever the element is used.
    pub placed: HashMap<(u32, u32), u32>,
    /// Places of `any` items that are more than one test.
    pub choices: HashSet<(u32, u32)>,
    /// Numbers of the routines that capture nothing, by direction and steps.
    routines: HashMap<(bool, Vec<Step>), u32, RandomState>,
    /// And of elements that are one routine, by direction and name.
    pub elements: HashMap<(bool, String), u32>,
    /// Elements in whose parts something is captured, in the same manner.
    pub transparent: HashMap<(bool, String), Transparent>,
}

/// An element in whose parts something is captured.
#[derive(Clone)]
pub(super) enum Transparent {
    /// It stands where it is used.
    Inline,
    /// A routine and the names of what it captures, each with whether its end is found by the engine.
    Routine(u32, Vec<(String, bool)>),
}

impl Pool {
    pub fn number(&mut self, test: Test) -> u32 {
        *self.numbers.entry(test).or_insert_with(|| {
            self.tests.push(test);
            self.tests.len() as u32 - 1
        })
    }

    /// The number of a condition.
    pub fn condition(&mut self, condition: Condition) -> u32 {
        let known = self.conditions.iter().position(|known| *known == condition);
        let number = known.unwrap_or(self.conditions.len());
        if known.is_none() {
            self.conditions.push(condition);
        }
        number as u32
    }

    /// The number of a routine of these steps.
    pub fn routine(&mut self, steps: Vec<Step>, backward: bool) -> u32 {
        let key = (backward, steps);
        if let Some(routine) = self.routines.get(&key) {
            return *routine;
        }
        let routine = self.code.routines.len() as u32;
        let program = Program::new(key.1.clone(), Vec::new(), backward);
        self.code.routines.push(program);
        self.routines.insert(key, routine);
        routine
    }
}
