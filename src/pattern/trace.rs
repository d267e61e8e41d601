//! A program run once more, slowly: which item took which nodes, or the item that came furthest and the place where it stopped. The machine gives the
//! same answer fast; this one can be explained.

use super::compiled::{CompiledPattern, ItemInfo};
use super::program::{Code, Program, Step, Tape, next_node};
use std::collections::{HashMap, HashSet};

/// One of the two programs of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What stands before the cue.
    Head,
    /// What stands behind it.
    Tail,
}

/// What a run looked like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The gap that was reached, where the whole program matches.
    pub reached: Option<usize>,
    /// Items, by their position in the pattern, and the gaps between which their nodes lie. Of a run that stopped: those before the stop.
    pub items: Vec<(usize, (usize, usize))>,
    /// Where it stopped: the item, by its position in the pattern, and the gap before the node that it could not take (behind it in a head).
    pub stopped: Option<(usize, usize)>,
}

/// A step that was come to at a gap, and from which one.
struct Visit {
    step: usize,
    gap: usize,
    frame: u32,
    /// The step among the program's own: that of the call, inside a routine.
    own: usize,
    from: Option<usize>,
}

impl Trace {
    /// Runs one side of a pattern from the gap beside its cue.
    pub fn of(
        pattern: &CompiledPattern,
        side: Side,
        code: &Code,
        tape: &impl Tape,
        gap: usize,
    ) -> Trace {
        let program = match side {
            Side::Head => &pattern.head,
            Side::Tail => &pattern.tail,
        };
        let items = Items::of(&pattern.items, side);
        if program.steps().is_empty() {
            return Trace {
                reached: Some(gap),
                items: Vec::new(),
                stopped: None,
            };
        }
        let mut visits = vec![Visit {
            step: 0,
            gap,
            frame: OUTERMOST,
            own: 0,
            from: None,
        }];
        // The last choice is the next to be tried, so that the first way through is the machine's.
        let mut open = vec![0];
        let mut seen = HashSet::new();
        let mut frames = Frames::default();
        let mut furthest: Option<((usize, usize), usize)> = None;
        while let Some(number) = open.pop() {
            let Visit {
                step,
                gap: at,
                frame,
                own,
                ..
            } = visits[number];
            if !seen.insert((step, at, frame)) {
                continue;
            }
            let mut enter = |frame: u32, step: usize, gap: usize| {
                visits.push(Visit {
                    step,
                    gap,
                    frame,
                    own: if frame == OUTERMOST { step } else { own },
                    from: Some(number),
                });
                open.push(visits.len() - 1);
            };
            let mut go = |step: usize, gap: usize| enter(frame, step, gap);
            let goes_on = match frames.program(frame, program, code).steps()[step] {
                Step::Accept => match frames.behind(frame) {
                    Some((frame, step)) => {
                        enter(frame, step, at);
                        true
                    }
                    None => return items.trace(&visits, number, program, Some(at)),
                },
                Step::Split(first, second) => {
                    go(second as usize, at);
                    go(first as usize, at);
                    true
                }
                Step::Jump(to) => {
                    go(to as usize, at);
                    true
                }
                Step::Call(routine) | Step::Take(routine, _) => {
                    let frame = frames.enter(frame, step + 1, routine);
                    enter(frame, 0, at);
                    true
                }
                Step::Save(_) => {
                    go(step + 1, at);
                    true
                }
                Step::Test(test) => match next_node(program.backward, tape, gap, at) {
                    Some((node, next)) if tape.passes(node, test, code) => {
                        go(step + 1, next);
                        true
                    }
                    _ => false,
                },
                Step::Start if tape.starts(at) => {
                    go(step + 1, at);
                    true
                }
                Step::End if tape.ends(at) => {
                    go(step + 1, at);
                    true
                }
                Step::Start | Step::End => false,
            };
            if !goes_on {
                let reach = (items.number(own), at.abs_diff(gap));
                if furthest.is_none_or(|(known, _)| reach > known) {
                    furthest = Some((reach, number));
                }
            }
        }
        let last = furthest.map_or(0, |(_, number)| number);
        items.trace(&visits, last, program, None)
    }
}

/// The frame of the program's own steps.
const OUTERMOST: u32 = 0;

/// Calls of routines. The same call from the same place is the same frame, however often it is made.
#[derive(Default)]
struct Frames {
    /// The frame from which each was entered, the step behind the call, and the routine.
    all: Vec<(u32, usize, u32)>,
    numbers: HashMap<(u32, usize), u32>,
}

impl Frames {
    /// The frame of a call that is made in another frame, with the step behind it.
    fn enter(&mut self, frame: u32, behind: usize, routine: u32) -> u32 {
        let all = &mut self.all;
        *self.numbers.entry((frame, behind)).or_insert_with(|| {
            all.push((frame, behind, routine));
            all.len() as u32
        })
    }

    fn get(&self, frame: u32) -> Option<(u32, usize, u32)> {
        self.all.get((frame as usize).checked_sub(1)?).copied()
    }

    /// The program whose steps are gone in a frame.
    fn program<'c>(&self, frame: u32, outermost: &'c Program, code: &'c Code) -> &'c Program {
        match self.get(frame) {
            Some((_, _, routine)) => &code.routines[routine as usize],
            None => outermost,
        }
    }

    /// The frame and the step to which a call returns; `None` for the program's own steps.
    fn behind(&self, frame: u32) -> Option<(u32, usize)> {
        self.get(frame).map(|(frame, behind, _)| (frame, behind))
    }
}

/// The items of one side in the order of its program, each with the step with which it begins.
struct Items(Vec<(usize, usize)>);

impl Items {
    fn of(items: &[ItemInfo], side: Side) -> Items {
        let own = items
            .iter()
            .enumerate()
            .filter(|(_, item)| !item.cue && item.before == (side == Side::Head));
        let mut own: Vec<(usize, usize)> = own
            .map(|(position, item)| (position, item.start as usize))
            .collect();
        if side == Side::Head {
            own.reverse();
        }
        Items(own)
    }

    /// The item to which a step belongs, counted from the cue.
    fn number(&self, step: usize) -> usize {
        self.0
            .partition_point(|(_, start)| *start <= step)
            .saturating_sub(1)
    }

    fn position(&self, number: usize) -> usize {
        self.0.get(number).map_or(0, |(position, _)| *position)
    }

    /// The way to a visit, item by item.
    fn trace(
        &self,
        visits: &[Visit],
        last: usize,
        program: &Program,
        reached: Option<usize>,
    ) -> Trace {
        let mut way = Vec::new();
        let mut at = Some(last);
        while let Some(number) = at {
            way.push(&visits[number]);
            at = visits[number].from;
        }
        way.reverse();
        let end = visits[last].gap;
        let count = match reached {
            Some(_) => self.0.len(),
            None => self.number(visits[last].own),
        };
        let entered = |number: usize| {
            let start = self.0.get(number).map_or(usize::MAX, |(_, start)| *start);
            let visit = way.iter().find(|visit| visit.own >= start);
            visit.map_or(end, |visit| visit.gap)
        };
        let items = (0..count).map(|number| {
            let (from, to) = (entered(number), entered(number + 1));
            let nodes = if program.backward {
                (to, from)
            } else {
                (from, to)
            };
            (self.position(number), nodes)
        });
        Trace {
            reached,
            items: items.collect(),
            stopped: reached.is_none().then(|| (self.position(count), end)),
        }
    }
}
