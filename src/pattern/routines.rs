//! Where routines lead: an element from a place in the text ends at the same places whoever calls it, so its ends are found once for all patterns.

use super::program::{Body, Code, Step, Tape, next_node, within};
use super::visited::Visited;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::ops::Range;

/// A routine at a gap of a tape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Entry {
    tape: u64,
    routine: u32,
    gap: u32,
}

/// The ends of the routines that were called.
#[derive(Default)]
pub(super) struct Routines {
    known: HashMap<Entry, (u32, u32), FixedState>,
    ends: Vec<u32>,
    /// Ways that are still to be gone: steps and gaps, the next one last. Walks that are under way share it, each above the one that waits for it.
    open: Vec<(u32, u32)>,
    /// Ends that were found, in the same manner.
    found: Vec<u32>,
    visited: Visited,
    /// Walks so far since none was under way, and how many are.
    walks: u32,
    under_way: u32,
}

/// So many entries are kept. Patterns are tried cue by cue: those of the same cue call the same routines at the same gaps.
const ENTRIES: usize = 1 << 11;

/// What a program walks on.
pub(super) struct Ground<'a, T> {
    pub backward: bool,
    pub body: &'a Body,
    pub code: &'a Code,
    pub tape: &'a T,
}

impl<T: Tape> Ground<'_, T> {
    /// The same for a routine that it calls.
    pub fn of(&self, routine: u32) -> Ground<'_, T> {
        let program = &self.code.routines[routine as usize];
        Ground {
            backward: program.backward,
            body: program.body(),
            ..*self
        }
    }

    /// Whether the program can go on from a step with the node behind a gap: a look, not an answer.
    #[inline]
    pub fn can(&self, step: u32, next: Option<(usize, usize)>) -> bool {
        self.body
            .begins(step as usize, self.code, self.tape, next)
            .unwrap_or(true)
    }
}

impl Routines {
    /// Makes room where there is too much of what is known. Ends that were handed out are not valid behind this.
    #[inline]
    pub fn tidy(&mut self) {
        if self.known.len() > ENTRIES {
            self.known.clear();
            self.ends.clear();
        }
    }

    /// An end, by its number.
    #[inline]
    pub fn end(&self, number: u32) -> Option<usize> {
        self.ends.get(number as usize).map(|end| *end as usize)
    }

    /// Numbers of the ends of a routine that is entered at a gap, each end once, best first. The ground is that of a program which
    /// calls it.
    #[inline]
    pub fn from(&mut self, ground: &Ground<impl Tape>, routine: u32, gap: usize) -> Range<u32> {
        let entry = Entry {
            tape: ground.tape.state(),
            routine,
            gap: gap as u32,
        };
        match self.known.get(&entry) {
            Some(&(first, last)) => first..last,
            None => {
                let ends = self.walk(ground, routine, gap);
                self.known.insert(entry, (ends.start, ends.end));
                ends
            }
        }
    }

    /// Goes all ways of a routine. Elements are not nested without end, so neither are walks.
    fn walk(&mut self, caller: &Ground<impl Tape>, routine: u32, from: usize) -> Range<u32> {
        self.walks += 1;
        self.under_way += 1;
        let (walk, open, found) = (self.walks, self.open.len(), self.found.len());
        let ground = caller.of(routine);
        let Ground {
            backward,
            body,
            code,
            tape,
        } = ground;
        self.open.push((0, from as u32));
        while self.open.len() > open
            && let Some((step, gap)) = self.open.pop()
        {
            let (mut step, mut gap) = (step as usize, gap as usize);
            let next = |gap: usize| next_node(backward, tape, from, gap);
            loop {
                match body.steps[step] {
                    Step::Test(test) => match next(gap) {
                        Some((node, behind)) if tape.passes(node, test, code) => {
                            step += 1;
                            gap = behind;
                        }
                        _ => break,
                    },
                    Step::Split(first, second) => {
                        let next = next(gap);
                        if !ground.can(first, next) {
                            step = second as usize;
                        } else if !ground.can(second, next) {
                            step = first as usize;
                        } else if self.visited.insert(step, gap.abs_diff(from), walk) {
                            self.open.push((second, gap as u32));
                            step = first as usize;
                        } else {
                            break;
                        }
                    }
                    Step::Jump(to) => step = to as usize,
                    Step::Call(routine) | Step::Take(routine, _) => {
                        if self.visited.insert(step, gap.abs_diff(from), walk) {
                            for end in self.from(&ground, routine, gap).rev() {
                                if let Some(end) = self.end(end).filter(|end| within(*end, from)) {
                                    self.open.push((step as u32 + 1, end as u32));
                                }
                            }
                        }
                        break;
                    }
                    Step::Accept => {
                        let gap = gap as u32;
                        if !self.found.iter().skip(found).any(|known| *known == gap) {
                            self.found.push(gap);
                        }
                        break;
                    }
                    Step::Start if tape.starts(gap) => step += 1,
                    Step::End if tape.ends(gap) => step += 1,
                    Step::Start | Step::End => break,
                    // What is captured inside a routine is found where somebody takes it over.
                    Step::Save(_) => step += 1,
                }
            }
        }
        self.under_way -= 1;
        if self.under_way == 0 {
            self.visited.clear();
            self.walks = 0;
        }
        let first = self.ends.len() as u32;
        self.ends.extend(self.found.drain(found..));
        first..self.ends.len() as u32
    }
}
