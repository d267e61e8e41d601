//! What every match of a program must have: kinds of nodes that it cannot go round.

use super::kind::{Builtin, KindSet};
use super::program::{Code, Program, Step, Test};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// How many things are looked for that a program cannot do without: نقلا and a complementizer. A third is seldom there and seldom tells more.
pub(super) const NEEDS: usize = 2;

/// What was found out about programs while filters were made.
pub struct Needs<'c> {
    code: &'c Code,
    /// Of the routines, by number.
    routines: Vec<Known>,
    /// Of other programs, by their steps: many patterns have the same subject before or behind their cue.
    programs: HashMap<Vec<Step>, Known, RandomState>,
}

/// What filters know of a program.
#[derive(Clone)]
pub(super) struct Known {
    /// Sets of kinds of which every match has one each, told by different steps; sets that any word meets are left out.
    pub needs: Vec<KindSet>,
    /// Kinds that it can pass.
    pub pass: KindSet,
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

    /// What is known of a program.
    pub(super) fn of(&mut self, program: &Program) -> Known {
        if let Some(known) = self.programs.get(program.steps()) {
            return known.clone();
        }
        let known = self.found(program);
        self.programs
            .insert(program.steps().to_vec(), known.clone());
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
            needs: self.needs(program, gates),
            pass,
        }
    }

    /// Gates of a program, each once.
    fn gates(&self, program: &Program) -> Vec<Gate> {
        let gates = program.steps().iter().filter_map(|step| match step {
            Step::Test(test) => Some(Gate::Test(*test)),
            Step::Call(routine) | Step::Take(routine, _) => Some(Gate::Routine(*routine)),
            _ => None,
        });
        let mut gates: Vec<Gate> = gates.collect();
        gates.sort_unstable();
        gates.dedup();
        gates
    }

    /// Sets of kinds of which every match has one each: those of smallest sets of gates without which the end cannot be reached, no gate in two of them.
    fn needs(&self, program: &Program, mut gates: Vec<Gate>) -> Vec<KindSet> {
        let mut needs = Vec::new();
        gates.retain(|gate| self.kinds(*gate).is_some());
        while needs.len() < NEEDS
            && let Some((needed, kinds)) = self.need(program, &gates)
        {
            gates.retain(|gate| !needed.contains(gate));
            needs.push(kinds);
        }
        needs
    }

    /// A smallest set of these gates without which the end cannot be reached, and its kinds. `None` where there is none or any word would do.
    fn need(&self, program: &Program, gates: &[Gate]) -> Option<(Vec<Gate>, KindSet)> {
        if reaches_end(program, gates) {
            return None;
        }
        let mut needed = gates.to_vec();
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
        (!set.has(Builtin::Word.kind())).then_some((needed, set))
    }

    /// Kinds of which whoever passes a gate has at least one; `None` where nothing is known.
    fn kinds(&self, gate: Gate) -> Option<KindSet> {
        match gate {
            Gate::Test(test) => Some(kinds_of(&self.code.tests[test as usize])),
            Gate::Routine(routine) => self.routines[routine as usize].needs.first().copied(),
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
    let mut reaches = vec![false; program.steps().len() + 1];
    for (number, step) in program.steps().iter().enumerate().rev() {
        let from = |step: u32| reaches.get(step as usize) == Some(&true);
        let open = |gate: Gate| closed.binary_search(&gate).is_err();
        let next = number as u32 + 1;
        let reached = match *step {
            Step::Accept => true,
            Step::Test(test) => from(next) && open(Gate::Test(test)),
            Step::Call(routine) | Step::Take(routine, _) => {
                from(next) && open(Gate::Routine(routine))
            }
            Step::Split(first, second) => from(first) || from(second),
            Step::Jump(to) => from(to),
            Step::Save(_) | Step::Start | Step::End => from(next),
        };
        reaches[number] = reached;
    }
    program.steps().is_empty() || reaches.first() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::super::later::Later;
    use super::*;

    fn program(steps: &[Step]) -> Program {
        Program::new(steps.to_vec(), Vec::new(), false)
    }

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
            tests: Later::from(vec![
                test(&[Builtin::Word]),
                test(&[Builtin::Comma]),
                test(&[Builtin::Colon, Builtin::Dash]),
            ]),
            ..Code::default()
        };
        // word* comma? (colon or dash) word
        let going_round = program(&[
            Step::Split(1, 3),
            Step::Test(0),
            Step::Jump(0),
            Step::Split(4, 5),
            Step::Test(1),
            Step::Test(2),
            Step::Test(0),
            Step::Accept,
        ]);
        assert_eq!(
            Needs::new(&code).of(&going_round).needs,
            [code.tests[2].any]
        );
        let any_word = program(&[Step::Test(0), Step::Accept]);
        assert_eq!(Needs::new(&code).of(&any_word).needs, []);
    }

    #[test]
    fn what_a_routine_needs_is_needed_by_those_that_call_it() {
        let (comma, colon) = (test(&[Builtin::Comma]), test(&[Builtin::Colon]));
        let code = Code {
            tests: Later::from(vec![test(&[Builtin::Word]), comma, colon]),
            // comma? colon
            routines: vec![program(&[
                Step::Split(1, 2),
                Step::Test(1),
                Step::Test(2),
                Step::Accept,
            ])],
            ..Code::default()
        };
        let mut needs = Needs::new(&code);
        let calling = program(&[Step::Test(0), Step::Call(0), Step::Accept]);
        let known = needs.of(&calling);
        assert_eq!(known.needs, [code.tests[2].any]);
        assert!(known.pass.has(Builtin::Comma.kind()));
        let perhaps = program(&[
            Step::Test(0),
            Step::Split(2, 3),
            Step::Call(0),
            Step::Accept,
        ]);
        assert_eq!(needs.of(&perhaps).needs, []);
    }
}
