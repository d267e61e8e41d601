//! What a program can go on with: for each step the kinds of which the next node must have one. At a choice, a look at the next node then mostly tells
//! which branch is worth going into.

use super::program::{Program, Step, Test};

/// For the first step of a program and for every step that a choice leads to: a test that the next node passes whenever the program can go on
/// from there. `None` for other steps, and where it can also end without another node.
pub fn begins(program: &Program, tests: &[Test]) -> Vec<Option<Test>> {
    // Steps only lead forward, so one pass from the end knows what follows; a step that led back would know nothing of it.
    let mut first: Vec<Option<Test>> = vec![None; program.steps.len()];
    for (number, step) in program.steps.iter().enumerate().rev() {
        let of = |step: u32| first.get(step as usize).copied().flatten();
        first[number] = match *step {
            Step::Accept => None,
            Step::Test(test) => tests.get(test as usize).copied(),
            Step::Split(one, other) => of(one).zip(of(other)).map(|(a, b)| either(&a, &b)),
            Step::Jump(to) => of(to),
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
    for step in &program.steps {
        if let Step::Split(one, other) = *step {
            ask(one as usize);
            ask(other as usize);
        }
    }
    let known = first.into_iter().zip(asked);
    known.map(|(test, asked)| test.filter(|_| asked)).collect()
}

/// A test that every node passes which passes one of the two.
fn either(one: &Test, other: &Test) -> Test {
    let mut any = one.any;
    any.add(&other.any);
    Test {
        any,
        all: one.all.common(&other.all),
        none: one.none.common(&other.none),
    }
}
