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

/// What was found out about programs while filters were made.
pub struct Needs<'c> {
    code: &'c Code,
    /// Of the routines, by number.
    routines: Vec<Known>,
    /// Of other programs, by their steps: many patterns have the same subject before or behind their cue.
    programs: HashMap<Vec<Step>, Known, RandomState>,
}

/// What filters know of a program.
#[derive(Clone, Copy)]
struct Known {
    /// Kinds of which every match has one; `None` where any word would do.
    need: Option<KindSet>,
    /// Kinds that it can pass.
    pass: KindSet,
}

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
    pub fn prepare(&mut self, program: &mut Program, needs: &mut Needs) {
        let Known { need, mut pass } = needs.of(program);
        let Some(need) = need else {
            return;
        };
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
    /// What stands behind the gap.
    near: Near,
}

/// The nodes from a gap to the end of its sentence. Most programs do not go further, and most of what they need is not there.
#[derive(Default)]
struct Near {
    /// Marks of any of them.
    all: Marks,
    /// Those of the sign at the end; none where the tape or the window ends before it.
    end: Marks,
}

impl Near {
    fn new(tape: &impl Tape, from: usize, backward: bool) -> Near {
        let ends = Marks::from(Builtin::Stop.set().builtin() | Builtin::Paragraph.set().builtin());
        let mut near = Near::default();
        let mut look = |node: usize| {
            let marks = tape.marks(node);
            near.all |= marks;
            (marks & ends != 0).then_some(marks)
        };
        let end = if backward {
            (from.saturating_sub(WINDOW)..from)
                .rev()
                .find_map(&mut look)
        } else {
            (from..tape.length().min(from + WINDOW)).find_map(&mut look)
        };
        near.end = end.unwrap_or_default();
        near
    }

    /// Whether a filter lets nothing pass: what it needs is not here, and its program does not go past the end.
    #[inline]
    fn refuses(&self, filter: &Filter) -> bool {
        self.all & filter.need == 0 && self.end & filter.pass == 0
    }
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
            self.near = Near::new(tape, from, backward);
        }
        if self.near.refuses(filter) {
            return false;
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

/// What a match cannot go round: a test, or a routine that itself needs something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Gate {
    Test(u32),
    Routine(u32),
}

impl<'c> Needs<'c> {
    /// What the routines need, each after those that it calls.
    pub fn new(code: &'c Code) -> Needs<'c> {
        let mut needs = Needs {
            code,
            routines: Vec::with_capacity(code.routines.len()),
            programs: HashMap::default(),
        };
        for routine in &code.routines {
            let known = needs.found(routine);
            needs.routines.push(known);
        }
        needs
    }

    fn of(&mut self, program: &Program) -> Known {
        if let Some(known) = self.programs.get(&program.steps) {
            return *known;
        }
        let known = self.found(program);
        self.programs.insert(program.steps.clone(), known);
        known
    }

    fn found(&self, program: &Program) -> Known {
        let gates = self.gates(program);
        let mut pass = KindSet::EMPTY;
        for gate in &gates {
            pass.add(&match *gate {
                Gate::Test(test) => self.code.tests[test as usize].any,
                Gate::Routine(routine) => self.routines[routine as usize].pass,
            });
        }
        Known {
            need: self.need(program, gates),
            pass,
        }
    }

    /// Gates of a program, each once.
    fn gates(&self, program: &Program) -> Vec<Gate> {
        let gates = program.steps.iter().filter_map(|step| match step {
            Step::Test(test) => Some(Gate::Test(*test)),
            Step::Call(routine) => Some(Gate::Routine(*routine)),
            _ => None,
        });
        let mut gates: Vec<Gate> = gates.collect();
        gates.sort_unstable();
        gates.dedup();
        gates
    }

    /// Kinds of which every match has one: those of a smallest set of gates without which the end cannot be reached. `None` where any word would do.
    fn need(&self, program: &Program, mut needed: Vec<Gate>) -> Option<KindSet> {
        needed.retain(|gate| self.kinds(*gate).is_some());
        if reaches_end(program, &needed) {
            return None;
        }
        // What nearly every node passes is dropped first.
        let mut order = needed.clone();
        let kinds = |gate: &Gate| self.kinds(*gate).unwrap_or(KindSet::EMPTY);
        let any_word = |gate: &Gate| kinds(gate).has(Builtin::Word.kind());
        order.sort_by_cached_key(|gate| std::cmp::Reverse((any_word(gate), kinds(gate).count())));
        for gate in order {
            let rest: Vec<Gate> = needed.iter().copied().filter(|one| *one != gate).collect();
            if !reaches_end(program, &rest) {
                needed = rest;
            }
        }
        let mut set = KindSet::EMPTY;
        for gate in &needed {
            set.add(&kinds(gate));
        }
        (!set.has(Builtin::Word.kind())).then_some(set)
    }

    /// Kinds of which whoever passes a gate has at least one; `None` where nothing is known.
    fn kinds(&self, gate: Gate) -> Option<KindSet> {
        match gate {
            Gate::Test(test) => Some(kinds_of(&self.code.tests[test as usize])),
            Gate::Routine(routine) => self.routines[routine as usize].need,
        }
    }
}

/// Kinds of which a node that passes a test has at least one.
fn kinds_of(test: &Test) -> KindSet {
    let asked = test.all.iter().last();
    asked.map_or(test.any, KindSet::of)
}

/// Whether the end can be reached past all gates but these, which stand in their order.
fn reaches_end(program: &Program, closed: &[Gate]) -> bool {
    // Steps only lead forward, so one pass from the end knows from which steps it can be reached.
    let mut reaches = vec![false; program.steps.len() + 1];
    for (number, step) in program.steps.iter().enumerate().rev() {
        let from = |step: u32| reaches.get(step as usize) == Some(&true);
        let open = |gate: Gate| closed.binary_search(&gate).is_err();
        let next = number as u32 + 1;
        let reached = match *step {
            Step::Accept => true,
            Step::Test(test) => from(next) && open(Gate::Test(test)),
            Step::Call(routine) => from(next) && open(Gate::Routine(routine)),
            Step::Split(first, second) => from(first) || from(second),
            Step::Jump(to) => from(to),
            Step::Save(_) | Step::Start | Step::End => from(next),
        };
        reaches[number] = reached;
    }
    program.steps.is_empty() || reaches.first() == Some(&true)
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
        assert_eq!(Needs::new(&code).of(&program).need, Some(code.tests[2].any));
        let any_word = Program {
            steps: vec![Step::Test(0), Step::Accept],
            ..Program::default()
        };
        assert_eq!(Needs::new(&code).of(&any_word).need, None);
    }

    #[test]
    fn what_a_routine_needs_is_needed_by_those_that_call_it() {
        let program = |steps: &[Step]| Program {
            steps: steps.to_vec(),
            ..Program::default()
        };
        let (comma, colon) = (test(&[Builtin::Comma]), test(&[Builtin::Colon]));
        let code = Code {
            tests: vec![test(&[Builtin::Word]), comma, colon],
            // comma? colon
            routines: vec![program(&[
                Step::Split(1, 2),
                Step::Test(1),
                Step::Test(2),
                Step::Accept,
            ])],
        };
        let mut needs = Needs::new(&code);
        let calling = program(&[Step::Test(0), Step::Call(0), Step::Accept]);
        let known = needs.of(&calling);
        assert_eq!(known.need, Some(code.tests[2].any));
        assert!(known.pass.has(Builtin::Comma.kind()));
        let perhaps = program(&[
            Step::Test(0),
            Step::Split(2, 3),
            Step::Call(0),
            Step::Accept,
        ]);
        assert_eq!(needs.of(&perhaps).need, None);
    }
}
