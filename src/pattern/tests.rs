//! The machine against a plain matcher that is obviously right, on random programs and tapes; and its bound on adversarial ones.

use super::begins::{Begins, begins};
use super::filter::Filters;
use super::kind::{Kind, KindSet};
use super::marks::Marks;
use super::needs::Needs;
use super::program::{Begin, Code, Machine, Program, Step, Tape, Test, UNSET, WINDOW};
use proptest::prelude::*;

/// Nodes of one kind each; sentences begin before node 0 and behind every node of kind 0.
struct Letters(Vec<KindSet>, Filters);

impl Tape for Letters {
    fn length(&self) -> usize {
        self.0.len()
    }
    fn kinds(&self, node: usize) -> &KindSet {
        &self.0[node]
    }
    fn marks(&self, node: usize) -> Marks {
        self.1.marks(&self.0[node])
    }
    fn starts(&self, gap: usize) -> bool {
        gap == 0 || self.0[gap - 1].has(Kind(0))
    }
    fn ends(&self, gap: usize) -> bool {
        gap == self.0.len() || self.0[gap].has(Kind(0))
    }
    fn state(&self) -> u64 {
        0
    }
}

/// A sequence as a rule author thinks of it.
#[derive(Debug, Clone)]
enum Part {
    One(u16),
    Start,
    End,
    Either(Vec<Part>, Vec<Part>),
    Optional(Vec<Part>, bool),
    /// A routine that is called.
    Called(Vec<Part>),
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let leaf = prop_oneof![6 => (0u16..4).prop_map(Part::One), 1 => Just(Part::Start), 1 => Just(Part::End)];
    let tree = leaf.prop_recursive(4, 40, 4, |inner| {
        let sequence = prop::collection::vec(inner, 0..4);
        prop_oneof![
            (sequence.clone(), sequence.clone())
                .prop_map(|(first, second)| Part::Either(first, second)),
            (sequence.clone(), any::<bool>())
                .prop_map(|(inside, lazy)| Part::Optional(inside, lazy)),
            sequence.prop_map(Part::Called),
        ]
    });
    prop::collection::vec(tree, 0..5)
}

/// The steps of a sequence, each node test numbered by its kind; one capture round the whole.
fn compiled(parts: &[Part], backward: bool, code: &mut Code) -> Program {
    let mut steps = vec![Step::Save(u8::from(backward))];
    emit(parts, backward, &mut steps, &mut code.routines);
    steps.extend([Step::Save(u8::from(!backward)), Step::Accept]);
    program(steps, backward)
}

fn program(steps: Vec<Step>, backward: bool) -> Program {
    Program::new(steps, Vec::new(), backward)
}

fn emit(parts: &[Part], backward: bool, steps: &mut Vec<Step>, routines: &mut Vec<Program>) {
    let ordered: Vec<&Part> = if backward {
        parts.iter().rev().collect()
    } else {
        parts.iter().collect()
    };
    for part in ordered {
        match part {
            Part::One(kind) => steps.push(Step::Test(u32::from(*kind))),
            Part::Start => steps.push(Step::Start),
            Part::End => steps.push(Step::End),
            Part::Either(first, second) => {
                let split = steps.len();
                steps.push(Step::Split(split as u32 + 1, 0));
                emit(first, backward, steps, routines);
                let jump = steps.len();
                steps.push(Step::Jump(0));
                let behind = steps.len() as u32;
                steps[split] = Step::Split(split as u32 + 1, behind);
                emit(second, backward, steps, routines);
                steps[jump] = Step::Jump(steps.len() as u32);
            }
            Part::Called(inside) => {
                let mut own = Vec::new();
                emit(inside, backward, &mut own, routines);
                own.push(Step::Accept);
                routines.push(program(own, backward));
                steps.push(Step::Call(routines.len() as u32 - 1));
            }
            Part::Optional(inside, lazy) => {
                let split = steps.len();
                steps.push(Step::Split(0, 0));
                emit(inside, backward, steps, routines);
                let (within, behind) = (split as u32 + 1, steps.len() as u32);
                steps[split] = if *lazy {
                    Step::Split(behind, within)
                } else {
                    Step::Split(within, behind)
                };
            }
        }
    }
}

/// All gaps that a sequence can reach, best first: no memory, no cleverness.
fn plain(parts: &[Part], backward: bool, tape: &Letters, gap: usize) -> Vec<usize> {
    let split = if backward {
        parts.split_last()
    } else {
        parts.split_first()
    };
    let Some((part, rest)) = split else {
        return vec![gap];
    };
    let after: Vec<usize> = match part {
        Part::One(kind) => {
            let node = if backward {
                gap.checked_sub(1)
            } else {
                Some(gap)
            };
            let fits = node.filter(|node| {
                tape.0
                    .get(*node)
                    .is_some_and(|kinds| kinds.has(Kind(*kind)))
            });
            fits.map(|node| if backward { node } else { node + 1 })
                .into_iter()
                .collect()
        }
        Part::Start => tape.starts(gap).then_some(gap).into_iter().collect(),
        Part::End => tape.ends(gap).then_some(gap).into_iter().collect(),
        Part::Either(first, second) => [first, second]
            .into_iter()
            .flat_map(|parts| plain(parts, backward, tape, gap))
            .collect(),
        Part::Called(inside) => plain(inside, backward, tape, gap),
        Part::Optional(inside, lazy) => {
            let within = plain(inside, backward, tape, gap);
            if *lazy {
                std::iter::once(gap).chain(within).collect()
            } else {
                within.into_iter().chain([gap]).collect()
            }
        }
    };
    after
        .into_iter()
        .flat_map(|gap| plain(rest, backward, tape, gap))
        .collect()
}

/// A test for each kind, no routines.
fn code() -> Code {
    let test = |kind| Test {
        any: KindSet::of(Kind(kind)),
        ..Test::default()
    };
    let tests: Vec<Test> = (0..4).map(test).collect();
    Code {
        tests: tests.into(),
        ..Code::default()
    }
}

/// What a sequence reaches from the beginning of a tape.
fn reached(parts: &[Part], tape: &Letters) -> Option<usize> {
    let mut code = code();
    let program = compiled(parts, false, &mut code);
    Machine::default().run(&program, &code, tape, 0, &mut [UNSET; 2])
}

fn tape(kinds: &[u16]) -> Letters {
    let kinds = kinds.iter().map(|kind| KindSet::of(Kind(*kind)));
    Letters(kinds.collect(), Filters::default())
}

proptest! {
    #[test]
    fn the_machine_finds_what_a_plain_matcher_finds(
        parts in parts(),
        kinds in prop::collection::vec(0u16..4, 0..12),
        from in 0usize..12,
        backward in any::<bool>(),
    ) {
        let mut tape = tape(&kinds);
        let mut code = code();
        let mut program = compiled(&parts, backward, &mut code);
        tape.1
            .prepare(&mut program, &mut Needs::new(&code));
        tape.1.settle();
        let mut tests = std::mem::take(&mut code.tests).into_inner();
        let mut routines = std::mem::take(&mut code.routines);
        let mut first: Vec<Begins> = Vec::new();
        for program in routines.iter_mut().chain([&mut program]) {
            let known = begins(program, &tests, &first);
            first.push(known[0].unwrap_or_default());
            let begins = known.into_iter().map(|known| {
                known.map_or(Begin::default(), |known| {
                    let test = known.test.map(|test| {
                        tests.push(test);
                        tests.len() as u32 - 1
                    });
                    Begin::with(test, known.can_end)
                })
            });
            program.look_ahead(begins.collect());
        }
        code.tests = tests.into();
        code.routines = routines;
        let from = from.min(kinds.len());
        let mut slots = [UNSET; 2];
        let mut machine = Machine::default();
        let found = machine.run(&program, &code, &tape, from, &mut slots);
        let expected = plain(&parts, backward, &tape, from).first().copied();
        prop_assert_eq!(found, expected);
        prop_assert!(found.is_none() || machine.can_match(&program, &code, &tape, from));
        if let Some(gap) = expected {
            prop_assert_eq!([slots[0] as usize, slots[1] as usize], [from.min(gap), from.max(gap)]);
        }
    }
}

#[test]
fn nested_options_that_fail_do_not_explode() {
    // ((1? 1?) (1? 1?) ...) 2 over a tape of ones: a matcher that forgets what it tried would need 2^80 steps.
    let one = || Part::Optional(vec![Part::One(1)], false);
    let mut parts: Vec<Part> = (0..80).map(|_| one()).collect();
    parts.push(Part::One(2));
    assert_eq!(reached(&parts, &tape(&[1; 60])), None);
}

#[test]
fn nothing_beyond_the_window_is_read() {
    let parts: Vec<Part> = (0..WINDOW + 1).map(|_| Part::One(1)).collect();
    let tape = tape(&[1; WINDOW + 10]);
    assert_eq!(reached(&parts, &tape), None);
    assert_eq!(reached(&parts[1..], &tape), Some(WINDOW));
}
