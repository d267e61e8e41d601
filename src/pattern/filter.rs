//! What a program cannot do without. Every node is marked once with the sets it has a part in; a program that needs a node of such a set (a quotation, a
//! complementizer) before the first node that it cannot pass is not even started where there is none.

use super::kind::{Builtin, KindSet};
use super::program::{Code, Program, Step, Tape, Test, WINDOW};
use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What filters see in a node: a bit for each built-in kind it has, then one for each of the filters' sets of which it has a kind.
pub type Marks = u128;

/// How many bits the built-in kinds take.
const BUILTIN: usize = Builtin::ALL.len();

/// The sets that programs ask for, and the filters that were made.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Filters {
    sets: Vec<KindSet>,
    #[serde(skip)]
    made: Vec<(Marks, Marks)>,
}

/// What programs were found to need, by their steps: many patterns have the same subject before or behind their cue.
pub type Needs = HashMap<Vec<Step>, Option<KindSet>, RandomState>;

/// What a program needs, and the built-in kinds that it can pass; empty where nothing is known.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Filter {
    need: Marks,
    pass: Marks,
    /// The same for all that look for the same.
    number: u32,
}

impl Filters {
    /// The marks of a node with these kinds.
    pub fn marks(&self, kinds: &KindSet) -> Marks {
        let bits = (BUILTIN..).zip(&self.sets);
        bits.fold(Marks::from(kinds.builtin()), |marks, (bit, set)| {
            marks | Marks::from(kinds.meets(set)) << bit
        })
    }

    /// Finds what a program needs.
    pub fn prepare(&mut self, program: &mut Program, code: &Code, needs: &mut Needs) {
        let known = needs.get(&program.steps).copied();
        let need = known.unwrap_or_else(|| {
            let need = need(program, code);
            needs.insert(program.steps.clone(), need);
            need
        });
        let Some(need) = need else {
            return;
        };
        let mut pass = KindSet::EMPTY;
        for test in used(program, code) {
            pass.add(&code.tests[test as usize].any);
        }
        if pass.iter().any(|kind| usize::from(kind.0) >= BUILTIN) {
            // The kinds of lists and literals are those of words, and of quotations that hold nothing else.
            pass.add(&Builtin::Word.set());
            pass.add(&Builtin::Quotation.set());
        }
        if let Some(need) = self.bit(need) {
            let pass = Marks::from(pass.builtin());
            let number = self.number(need, pass);
            program.filter = Filter { need, pass, number };
        }
    }

    fn number(&mut self, need: Marks, pass: Marks) -> u32 {
        let known = self.made.iter().position(|made| *made == (need, pass));
        let number = known.unwrap_or(self.made.len());
        if known.is_none() {
            self.made.push((need, pass));
        }
        number as u32
    }

    /// Marks of which every node with a kind of the set has one; none when all bits are taken, which costs time and nothing else.
    fn bit(&mut self, set: KindSet) -> Option<Marks> {
        if set.iter().all(|kind| usize::from(kind.0) < BUILTIN) {
            return Some(Marks::from(set.builtin()));
        }
        let known = self.sets.iter().position(|known| *known == set);
        let number = known.unwrap_or(self.sets.len());
        if BUILTIN + number >= Marks::BITS as usize {
            return None;
        }
        if known.is_none() {
            self.sets.push(set);
        }
        Some(1 << (BUILTIN + number))
    }
}

impl Filter {
    /// Whether a program can match at all from a gap.
    #[inline]
    pub fn lets_pass(&self, tape: &impl Tape, from: usize, backward: bool) -> bool {
        if self.need == 0 {
            return true;
        }
        let verdict = |node: usize| {
            let marks = tape.marks(node);
            match (marks & self.need != 0, marks & self.pass != 0) {
                (true, _) => Some(true),
                (false, true) => None,
                (false, false) => Some(false),
            }
        };
        let decided = if backward {
            (from.saturating_sub(WINDOW)..from).rev().find_map(verdict)
        } else {
            (from..tape.length().min(from + WINDOW)).find_map(verdict)
        };
        decided.unwrap_or(false)
    }
}

/// What filters said at the gap that was looked at last: the patterns of a cue look for the same things behind it, or before it.
#[derive(Default)]
pub struct Looks {
    /// The state of the tape and the gap.
    at: (u64, usize),
    /// Counts the gaps, from 1.
    turn: u32,
    /// By the number of the filter: the turn in which it was asked, and what it said.
    said: Vec<(u32, bool)>,
}

impl Looks {
    /// [`Filter::lets_pass`], asked once at a gap. One direction has one of these.
    #[inline]
    pub fn lets_pass(
        &mut self,
        filter: &Filter,
        tape: &impl Tape,
        from: usize,
        backward: bool,
    ) -> bool {
        if filter.need == 0 {
            return true;
        }
        let at = (tape.state(), from);
        if self.at != at || self.turn == 0 {
            self.at = at;
            self.turn = self.turn.wrapping_add(1);
            if self.turn == 0 {
                self.said.clear();
                self.turn = 1;
            }
        }
        let number = filter.number as usize;
        if number >= self.said.len() {
            self.said.resize(number + 1, (0, false));
        }
        let said = &mut self.said[number];
        if said.0 != self.turn {
            *said = (self.turn, filter.lets_pass(tape, from, backward));
        }
        said.1
    }
}

/// Routines that a program calls, and those that they call, each once, in the order of their numbers: those that call others stand behind them.
fn called(program: &Program, code: &Code) -> Vec<u32> {
    let mut calls = vec![false; code.routines.len()];
    let mark = |program: &Program, calls: &mut Vec<bool>| {
        for step in &program.steps {
            if let Step::Call(routine) = step {
                calls[*routine as usize] = true;
            }
        }
    };
    mark(program, &mut calls);
    for number in (0..calls.len()).rev() {
        if calls[number] {
            mark(&code.routines[number], &mut calls);
        }
    }
    let numbers = (0..).zip(calls).filter(|(_, called)| *called);
    numbers.map(|(number, _)| number).collect()
}

/// Tests of a program and of all that it calls, each once.
fn used(program: &Program, code: &Code) -> Vec<u32> {
    let called = called(program, code).into_iter();
    let routines = called.map(|number| &code.routines[number as usize]);
    let steps = routines.chain([program]).flat_map(|program| &program.steps);
    let tests = steps.filter_map(|step| match step {
        Step::Test(test) => Some(*test),
        _ => None,
    });
    let mut tests: Vec<u32> = tests.collect();
    tests.sort_unstable();
    tests.dedup();
    tests
}

/// Kinds of which every match has one: those of a smallest set of tests without which the end cannot be reached. `None` where any word would do.
fn need(program: &Program, code: &Code) -> Option<KindSet> {
    let mut needed = used(program, code);
    let mut ends = Ends::of(program, code);
    if ends.reached(&needed) {
        return None;
    }
    // What nearly every node passes is dropped first.
    let mut order = needed.clone();
    let kinds = |test: &u32| kinds_of(&code.tests[*test as usize]);
    let any_word = |test: &u32| kinds(test).has(Builtin::Word.kind());
    order.sort_by_cached_key(|test| std::cmp::Reverse((any_word(test), kinds(test).count())));
    for test in order {
        let rest: Vec<u32> = needed.iter().copied().filter(|one| *one != test).collect();
        if !ends.reached(&rest) {
            needed = rest;
        }
    }
    let mut set = KindSet::EMPTY;
    for test in needed {
        set.add(&kinds(&test));
    }
    (!set.has(Builtin::Word.kind())).then_some(set)
}

/// Kinds of which a node that passes a test has at least one.
fn kinds_of(test: &Test) -> KindSet {
    let asked = test.all.iter().last();
    asked.map_or(test.any, KindSet::of)
}

/// Whether a program can come to its end, asked many times.
struct Ends<'a> {
    program: &'a Program,
    code: &'a Code,
    called: Vec<u32>,
    /// By the number of the routine: whether its end can be reached.
    routines: Vec<bool>,
    /// By the number of the step, of the program looked at last.
    steps: Vec<bool>,
}

impl<'a> Ends<'a> {
    fn of(program: &'a Program, code: &'a Code) -> Ends<'a> {
        Ends {
            program,
            code,
            called: called(program, code),
            routines: vec![false; code.routines.len()],
            steps: Vec::new(),
        }
    }

    /// Whether the end can be reached past all tests but these, which stand in their order.
    fn reached(&mut self, without: &[u32]) -> bool {
        let (program, code) = (self.program, self.code);
        for at in 0..self.called.len() {
            let number = self.called[at] as usize;
            self.routines[number] = self.passed(&code.routines[number], without);
        }
        self.passed(program, without)
    }

    fn passed(&mut self, program: &Program, without: &[u32]) -> bool {
        // Steps only lead forward, so one pass from the end knows from which steps it can be reached.
        let reaches = &mut self.steps;
        reaches.clear();
        reaches.resize(program.steps.len() + 1, false);
        for (number, step) in program.steps.iter().enumerate().rev() {
            let from = |step: u32| reaches.get(step as usize) == Some(&true);
            let next = number as u32 + 1;
            let reached = match *step {
                Step::Accept => true,
                Step::Test(test) => without.binary_search(&test).is_err() && from(next),
                Step::Split(first, second) => from(first) || from(second),
                Step::Jump(to) => from(to),
                Step::Call(routine) => self.routines[routine as usize] && from(next),
                Step::Save(_) | Step::Start | Step::End => from(next),
            };
            reaches[number] = reached;
        }
        program.steps.is_empty() || reaches.first() == Some(&true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(kinds: &[Builtin]) -> Test {
        let mut any = KindSet::EMPTY;
        kinds.iter().for_each(|kind| any.insert(kind.kind()));
        Test {
            any,
            all: KindSet::EMPTY,
            none: KindSet::EMPTY,
        }
    }

    #[test]
    fn what_can_be_gone_round_is_not_needed() {
        let code = Code {
            tests: vec![
                test(&[Builtin::Word]),
                test(&[Builtin::Comma]),
                test(&[Builtin::Colon, Builtin::Dash]),
            ],
            ..Code::default()
        };
        // word* comma? (colon or dash) word
        let program = Program {
            steps: vec![
                Step::Split(1, 3),
                Step::Test(0),
                Step::Jump(0),
                Step::Split(4, 5),
                Step::Test(1),
                Step::Test(2),
                Step::Test(0),
                Step::Accept,
            ],
            ..Program::default()
        };
        assert_eq!(need(&program, &code), Some(code.tests[2].any));
        let any_word = Program {
            steps: vec![Step::Test(0), Step::Accept],
            ..Program::default()
        };
        assert_eq!(need(&any_word, &code), None);
    }
}
