//! A compiled sequence and the machine that runs it: ordered choices, bounded repeats, captures; every pair of instruction and place is tried at
//! most once, and what a routine finds from a place is found once, so the work is bounded by the size of the program times the window.

use super::filter::{Filter, Looks};
use super::kind::KindSet;
use super::later::Later;
use super::marks::Marks;
use super::passed::Asked;
use super::routines::{Ground, Routines};
use super::visited::Visited;
use serde::{Deserialize, Serialize};

/// How many nodes a match may reach from its cue. Longer than any distance between a cue and its content seen in news.
pub const WINDOW: usize = 96;

/// What one node must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Test {
    /// It has one of these.
    pub any: KindSet,
    /// It has all of these.
    pub all: KindSet,
    /// It has none of these.
    pub none: KindSet,
}

impl Test {
    /// Whether a node with these kinds passes.
    #[inline]
    pub fn passes(&self, kinds: &KindSet) -> bool {
        kinds.meets(&self.any) && !kinds.meets(&self.none) && kinds.holds(&self.all)
    }
}

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// The next node passes the test; go past it.
    Test(u32),
    /// Try the first place, then the second.
    Split(u32, u32),
    /// Go on there.
    Jump(u32),
    /// Remember the place in a slot.
    Save(u8),
    /// A sentence begins here.
    Start,
    /// A sentence ends here.
    End,
    /// Go through the routine of this number, then on with the step behind this one.
    Call(u32),
    /// The same, and take over what the routine captures: its captures are those of this program that [`Program::taken`] has under the second number.
    Take(u32, u32),
    /// Done.
    Accept,
}

/// A compiled sequence, or a routine, which is an element that sequences call: what tells whether it is worth running, and what is run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Program {
    /// Whether it walks towards the beginning of the text.
    pub backward: bool,
    /// Where it need not be tried.
    pub filter: Filter,
    /// What the first node must be.
    first: Begin,
    body: Later<Body>,
}

/// What is run of a program.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Body {
    /// The steps; empty for an empty sequence.
    pub steps: Vec<Step>,
    /// For [`Step::Take`]: which captures those of the routine are, in their order.
    pub taken: Vec<Vec<u8>>,
    /// For every step what the next node must be if the program is to go on from there; see [`begins`](super::begins::begins).
    begins: Vec<Begin>,
}

/// What all programs of a pack share.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Code {
    /// All tests, by number, for those who look at one; which of them a node passes is told by [`Code::asked`].
    pub tests: Later<Vec<Test>>,
    /// What the tests ask.
    pub asked: Asked,
    /// The routines, by number, each behind those that it calls itself: an element is compiled once for a direction, however many patterns have it.
    pub routines: Vec<Program>,
}

/// What must follow a step: the number of a test that the next node has to pass, or that a program can end without another node. Nothing where nothing is
/// known, as it is stored in one byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin(u32);

impl Begin {
    /// The next node must pass the test of this number, unless the program can also end here.
    pub fn with(test: Option<u32>, can_end: bool) -> Begin {
        Begin(test.map_or(0, |test| test + 1) << 1 | u32::from(can_end))
    }

    #[inline]
    fn test(self) -> Option<u32> {
        (self.0 >> 1).checked_sub(1)
    }

    #[inline]
    fn can_end(self) -> bool {
        self.0 & 1 != 0
    }
}

impl Program {
    /// A program of these steps, and what is taken over from routines.
    pub fn new(steps: Vec<Step>, taken: Vec<Vec<u8>>, backward: bool) -> Program {
        let body = Body {
            steps,
            taken,
            begins: Vec::new(),
        };
        Program {
            backward,
            body: body.into(),
            ..Program::default()
        }
    }

    /// What is run.
    #[inline]
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The steps.
    pub fn steps(&self) -> &[Step] {
        &self.body.steps
    }

    /// Tells the program what must come next, step by step.
    pub fn look_ahead(&mut self, begins: Vec<Begin>) {
        self.first = begins.first().copied().unwrap_or_default();
        let body = std::mem::take(&mut self.body).into_inner();
        self.body = Body { begins, ..body }.into();
    }

    /// Whether all of it can be read.
    #[cfg(test)]
    pub fn is_sound(&self) -> bool {
        self.body.is_sound()
    }

    /// Whether it can begin at a gap: a look at the next node, not an answer.
    #[inline]
    fn begins_at(&self, code: &Code, tape: &impl Tape, from: usize) -> bool {
        let next = next_node(self.backward, tape, from, from);
        self.first.lets(code, tape, next).unwrap_or(true)
    }
}

impl Body {
    /// Whether it can go on from a step with this next node; `None` where it can end as well.
    #[inline]
    pub(super) fn begins(
        &self,
        step: usize,
        code: &Code,
        tape: &impl Tape,
        next: Option<(usize, usize)>,
    ) -> Option<bool> {
        let begin = self.begins.get(step).copied().unwrap_or_default();
        begin.lets(code, tape, next)
    }
}

impl Begin {
    /// Whether this next node lets a program go on; `None` where the program can end as well.
    #[inline]
    fn lets(self, code: &Code, tape: &impl Tape, next: Option<(usize, usize)>) -> Option<bool> {
        let passes = |test: u32| next.is_some_and(|(node, _)| tape.passes(node, test, code));
        match self.test() {
            Some(test) if passes(test) => Some(true),
            None if !self.can_end() => Some(true),
            _ if self.can_end() => None,
            _ => Some(false),
        }
    }
}

/// What the machine reads: kinds of the nodes and where sentences begin.
pub trait Tape {
    /// How many nodes there are.
    fn length(&self) -> usize;
    /// Kinds of a node.
    fn kinds(&self, node: usize) -> &KindSet;
    /// Whether a node passes a test, by its number. Worth answering from a table where many nodes are alike.
    fn passes(&self, node: usize, number: u32, code: &Code) -> bool {
        let test = code.tests.get(number as usize);
        test.is_some_and(|test| test.passes(self.kinds(node)))
    }
    /// Marks of a node, for filters.
    fn marks(&self, node: usize) -> Marks;
    /// Whether a sentence begins at this gap (the gap before node `gap`).
    fn starts(&self, gap: usize) -> bool;
    /// Whether a sentence ends at this gap.
    fn ends(&self, gap: usize) -> bool;
    /// Tells it, as it is now, from every other tape that the same machine reads.
    fn state(&self) -> u64;
}

/// A choice that is still open.
struct Undo {
    choice: Choice,
    /// How long the trail was.
    trail: u32,
}

enum Choice {
    Branch {
        step: u32,
        gap: u32,
    },
    /// A call at a gap, and the ends of the routine that were not yet tried.
    Ends {
        step: u32,
        gap: u32,
        first: u32,
        last: u32,
    },
}

/// What is captured on the way of a run.
enum Captured {
    Gap {
        slot: u8,
        gap: u32,
    },
    /// What a routine captures between two gaps, found only where the run has come through.
    Within {
        step: u32,
        gap: u32,
        end: u32,
    },
}

/// Scratch space of the machine, kept between runs.
#[derive(Default)]
pub struct Machine {
    visited: Visited,
    routines: Routines,
    looks: [Looks; 2],
    undo: Vec<Undo>,
    trail: Vec<Captured>,
    spare: Vec<u32>,
}

/// A slot that was never saved.
pub const UNSET: u32 = u32::MAX;

impl Machine {
    /// So many slots, none of them saved.
    pub fn slots(&mut self, count: usize) -> Vec<u32> {
        let mut slots = std::mem::take(&mut self.spare);
        slots.clear();
        slots.resize(count, UNSET);
        slots
    }

    /// Takes slots back that nobody needs.
    pub fn spare(&mut self, slots: Vec<u32>) {
        self.spare = slots;
    }

    /// Whether a program can match at all from a gap: a quick look, not an answer.
    #[inline]
    pub fn can_match(
        &mut self,
        program: &Program,
        code: &Code,
        tape: &impl Tape,
        from: usize,
    ) -> bool {
        let backward = program.backward;
        let [forward, back] = &mut self.looks;
        let looks = if backward { back } else { forward };
        program.begins_at(code, tape, from)
            && looks.lets_pass(&program.filter, tape, from, backward)
    }

    /// Runs a program from a gap. On success the slots hold the gaps of the captures and the gap reached is returned.
    pub fn run(
        &mut self,
        program: &Program,
        code: &Code,
        tape: &impl Tape,
        from: usize,
        slots: &mut [u32],
    ) -> Option<usize> {
        let body = program.body();
        if body.steps.is_empty() {
            return Some(from);
        }
        let ground = Ground {
            backward: program.backward,
            body,
            code,
            tape,
        };
        let end = self.find(&ground, from, None)?;
        self.capture(&ground, slots);
        Some(end)
    }

    /// The best way of a program from a gap, to `to` where that is given: where it ends. What it captures is on the trail.
    fn find(
        &mut self,
        ground: &Ground<impl Tape>,
        from: usize,
        to: Option<usize>,
    ) -> Option<usize> {
        let Ground {
            backward,
            body,
            code,
            tape,
        } = *ground;
        self.visited.clear();
        self.routines.tidy();
        self.undo.clear();
        self.trail.clear();
        let (mut step, mut gap) = (0usize, from);
        loop {
            let goes_on = match body.steps[step] {
                Step::Accept if to.is_none_or(|to| to == gap) => return Some(gap),
                Step::Accept => false,
                Step::Test(test) => match next_node(backward, tape, from, gap) {
                    Some((node, next)) if tape.passes(node, test, code) => {
                        step += 1;
                        gap = next;
                        true
                    }
                    _ => false,
                },
                Step::Split(first, second) => {
                    // Most choices are none: the next node can only begin one of the branches. What is not opened need not be closed.
                    let next = next_node(backward, tape, from, gap);
                    if !ground.can(first, next) {
                        step = second as usize;
                        true
                    } else if !ground.can(second, next) {
                        step = first as usize;
                        true
                    } else if self.visited.insert(step, gap.abs_diff(from), 0) {
                        self.open(Choice::Branch {
                            step: second,
                            gap: gap as u32,
                        });
                        step = first as usize;
                        true
                    } else {
                        false
                    }
                }
                Step::Jump(to) => {
                    step = to as usize;
                    true
                }
                Step::Call(routine) | Step::Take(routine, _) => {
                    if self.visited.insert(step, gap.abs_diff(from), 0) {
                        let ends = self.routines.from(ground, routine, gap);
                        self.open(Choice::Ends {
                            step: step as u32,
                            gap: gap as u32,
                            first: ends.start,
                            last: ends.end,
                        });
                    }
                    false
                }
                Step::Save(slot) => {
                    let gap = gap as u32;
                    self.trail.push(Captured::Gap { slot, gap });
                    step += 1;
                    true
                }
                Step::Start => {
                    step += 1;
                    tape.starts(gap)
                }
                Step::End => {
                    step += 1;
                    tape.ends(gap)
                }
            };
            if !goes_on {
                (step, gap) = self.back(body, from)?;
            }
        }
    }

    fn open(&mut self, choice: Choice) {
        let trail = self.trail.len() as u32;
        self.undo.push(Undo { choice, trail });
    }

    /// Goes back to the last choice that is still open, the trail as it was then.
    fn back(&mut self, body: &Body, from: usize) -> Option<(usize, usize)> {
        loop {
            let Undo { choice, trail } = self.undo.pop()?;
            self.trail.truncate(trail as usize);
            match choice {
                Choice::Branch { step, gap } => return Some((step as usize, gap as usize)),
                Choice::Ends {
                    step,
                    gap,
                    first,
                    last,
                } => {
                    if first + 1 < last {
                        self.open(Choice::Ends {
                            step,
                            gap,
                            first: first + 1,
                            last,
                        });
                    }
                    let end = (first < last).then(|| self.routines.end(first)).flatten();
                    if let Some(end) = end.filter(|end| within(*end, from)) {
                        if let Some(Step::Take(..)) = body.steps.get(step as usize) {
                            let end = end as u32;
                            self.trail.push(Captured::Within { step, gap, end });
                        }
                        return Some((step as usize + 1, end));
                    }
                }
            }
        }
    }

    /// Fills the slots with what is on the trail, in the order of the way.
    fn capture(&mut self, ground: &Ground<impl Tape>, slots: &mut [u32]) {
        let trail = std::mem::take(&mut self.trail);
        for captured in &trail {
            match *captured {
                Captured::Gap { slot, gap } => slots[usize::from(slot)] = gap,
                Captured::Within { step, gap, end } => {
                    self.capture_within(ground, step, (gap as usize, end as usize), slots);
                }
            }
        }
        self.trail = trail;
    }

    /// Goes through a routine once more, to an end that it is known to reach, for what it captures.
    fn capture_within(
        &mut self,
        caller: &Ground<impl Tape>,
        step: u32,
        (gap, end): (usize, usize),
        slots: &mut [u32],
    ) {
        let Some(&Step::Take(routine, taken)) = caller.body.steps.get(step as usize) else {
            return;
        };
        let captures = &caller.body.taken[taken as usize];
        let ground = caller.of(routine);
        let mut own = vec![UNSET; captures.len() * 2];
        if self.find(&ground, gap, Some(end)).is_some() {
            self.capture(&ground, &mut own);
        }
        for (capture, gaps) in captures.iter().zip(own.chunks_exact(2)) {
            if !gaps.contains(&UNSET) {
                let slot = usize::from(*capture) * 2;
                slots[slot..slot + 2].copy_from_slice(gaps);
            }
        }
    }
}

/// Whether a gap lies in the window of what began at another.
#[inline]
pub(super) fn within(gap: usize, from: usize) -> bool {
    gap.abs_diff(from) <= WINDOW
}

/// The node beyond a gap in the direction of the program and the gap behind it, as long as both lie in the window.
#[inline]
pub(super) fn next_node(
    backward: bool,
    tape: &impl Tape,
    from: usize,
    gap: usize,
) -> Option<(usize, usize)> {
    if gap.abs_diff(from) >= WINDOW {
        return None;
    }
    if backward {
        gap.checked_sub(1).map(|node| (node, node))
    } else {
        (gap < tape.length()).then_some((gap, gap + 1))
    }
}
