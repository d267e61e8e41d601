//! What a program can go on with: for each step the kinds of which the next node must have one. At a choice, a look at the next node then mostly tells
//! which branch is worth going into.

use super::program::{Program, Step, Test};

/// What can be the next node from a step on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Begins {
    /// A test that it passes, where there has to be one or can be one.
    pub test: Option<Test>,
    /// Whether there need not be one before the end of the program.
    pub can_end: bool,
}

/// For every step that the machine looks ahead to (the first one, those that a choice leads to, those behind calls) what must come next. `None` for other
/// steps. `routines` are those that it calls: what each begins with.
pub fn begins(program: &Program, tests: &[Test], routines: &[Begins]) -> Vec<Option<Begins>> {
    // Steps only lead forward, so one pass from the end knows what follows.
    let mut first: Vec<Begins> = vec![Begins::default(); program.steps().len()];
    for (number, step) in program.steps().iter().enumerate().rev() {
        let of = |step: u32| first.get(step as usize).copied().unwrap_or_default();
        first[number] = match *step {
            Step::Accept => Begins {
                test: None,
                can_end: true,
            },
            Step::Test(test) => Begins {
                test: tests.get(test as usize).copied(),
                can_end: false,
            },
            Step::Split(one, other) => either(of(one), of(other)),
            Step::Jump(to) => of(to),
            Step::Call(routine) | Step::Take(routine, _) => {
                match routines.get(routine as usize).copied().unwrap_or_default() {
                    routine if routine.can_end => {
                        let behind = of(number as u32 + 1);
                        Begins {
                            can_end: behind.can_end,
                            ..either(routine, behind)
                        }
                    }
                    routine => routine,
                }
            }
            Step::Save(_) | Step::Start | Step::End => of(number as u32 + 1),
        };
    }
    let mut asked = vec![false; first.len()];
    let mut ask = |step: usize| {
        if let Some(asked) = asked.get_mut(step) {
            *asked = true;
        }
    };
    ask(0);
    for (number, step) in program.steps().iter().enumerate() {
        match *step {
            Step::Split(one, other) => {
                ask(one as usize);
                ask(other as usize);
            }
            Step::Call(_) | Step::Take(..) => ask(number + 1),
            _ => {}
        }
    }
    let known = first.into_iter().zip(asked);
    known
        .map(|(begins, asked)| asked.then_some(begins))
        .collect()
}

/// What both have in common.
fn either(one: Begins, other: Begins) -> Begins {
    Begins {
        test: match (one.test, other.test) {
            (Some(one), Some(other)) => Some(common(&one, &other)),
            (one, other) => one.or(other),
        },
        can_end: one.can_end || other.can_end,
    }
}

/// A test that every node passes which passes one of the two.
fn common(one: &Test, other: &Test) -> Test {
    let mut any = one.any;
    any.add(&other.any);
    Test {
        any,
        all: one.all.common(&other.all),
        none: one.none.common(&other.none),
    }
}
