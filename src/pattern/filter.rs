//! Where a program need not be tried. Every node is marked once with the sets it has a part in; a program that needs a node of such a set (a quotation, a
//! complementizer) before the first node that it cannot pass is not even started where there is none.

use super::kind::{Builtin, KindSet};
use super::marks::{Marks, Need};
use super::needs::{Known, NEEDS, Needs};
use super::passed::Asked;
use super::program::{Program, Tape, Test, WINDOW};
use serde::{Deserialize, Serialize};

/// How many bits the built-in kinds take.
const BUILTIN: usize = Builtin::ALL.len();

/// The sets that programs ask for, and the filters that were made.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Filters {
    /// Tests that ask for the sets.
    asked: Asked,
    #[serde(skip)]
    sets: Vec<KindSet>,
    #[serde(skip)]
    made: Vec<([Need; NEEDS], u64)>,
}

/// What a program needs, and the built-in kinds that it can pass; empty where nothing is known.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Filter {
    needs: [Need; NEEDS],
    pass: u64,
    /// The same for all that look for the same.
    number: u32,
}

impl Filters {
    /// The marks of a node with these kinds.
    pub fn marks(&self, kinds: &KindSet) -> Marks {
        Marks::new(kinds, &self.asked)
    }

    /// Finds what a program needs. [`Filters::settle`] comes behind the last one.
    pub fn prepare(&mut self, program: &mut Program, needs: &mut Needs) {
        let Known { needs, mut pass } = needs.of(program);
        if needs.is_empty() {
            return;
        }
        if pass.iter().any(|kind| usize::from(kind.0) >= BUILTIN) {
            // The kinds of lists and literals are those of words, and of quotations that hold nothing else.
            pass.add(&Builtin::Word.set());
            pass.add(&Builtin::Quotation.set());
        }
        let pass = pass.builtin();
        let mut asked = [Need::default(); NEEDS];
        for (asked, set) in asked.iter_mut().zip(needs) {
            *asked = self.need(set);
        }
        let number = self.number(asked, pass);
        program.filter = Filter {
            needs: asked,
            pass,
            number,
        };
    }

    /// Lets nodes be marked with what the programs need.
    pub fn settle(&mut self) {
        let test = |set: &KindSet| Test {
            any: *set,
            ..Test::default()
        };
        let tests: Vec<Test> = self.sets.iter().map(test).collect();
        self.asked = Asked::by(&tests);
    }

    fn number(&mut self, needs: [Need; NEEDS], pass: u64) -> u32 {
        let known = self.made.iter().position(|made| *made == (needs, pass));
        let number = known.unwrap_or(self.made.len());
        if known.is_none() {
            self.made.push((needs, pass));
        }
        number as u32
    }

    /// The need of a kind of a set.
    fn need(&mut self, set: KindSet) -> Need {
        let known = self.sets.iter().position(|known| *known == set);
        let number = known.unwrap_or(self.sets.len());
        let need = Need::of(number);
        if known.is_none() && !need.is_nothing() {
            self.sets.push(set);
        }
        need
    }
}

impl Filter {
    #[inline]
    fn asks_nothing(&self) -> bool {
        self.needs.iter().all(|need| need.is_nothing())
    }

    /// Whether a program can match at all from a gap.
    #[inline]
    pub fn lets_pass(&self, tape: &impl Tape, from: usize, backward: bool) -> bool {
        if self.asks_nothing() {
            return true;
        }
        let mut missing = self.needs;
        let verdict = |node: usize| {
            let marks = tape.marks(node);
            for need in &mut missing {
                if marks.has(*need) {
                    *need = Need::default();
                }
            }
            if missing.iter().all(|need| need.is_nothing()) {
                Some(true)
            } else {
                (marks.builtin() & self.pass == 0).then_some(false)
            }
        };
        first(tape, from, backward, verdict).unwrap_or(false)
    }
}

/// What `look` gives for the first node from a gap on, as far as the window reaches, for which it gives anything.
#[inline]
fn first<T>(
    tape: &impl Tape,
    from: usize,
    backward: bool,
    look: impl FnMut(usize) -> Option<T>,
) -> Option<T> {
    if backward {
        (from.saturating_sub(WINDOW)..from).rev().find_map(look)
    } else {
        (from..tape.length().min(from + WINDOW)).find_map(look)
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
    /// Built-in kinds of the sign at the end; none where the tape or the window ends before it.
    end: u64,
}

impl Near {
    fn new(tape: &impl Tape, from: usize, backward: bool) -> Near {
        let ends = Builtin::Stop.set().builtin() | Builtin::Paragraph.set().builtin();
        let mut near = Near::default();
        let end = first(tape, from, backward, |node| {
            let marks = tape.marks(node);
            near.all.add(&marks);
            (marks.builtin() & ends != 0).then_some(marks.builtin())
        });
        near.end = end.unwrap_or_default();
        near
    }

    /// Whether a filter lets nothing pass: what it needs is not here, and its program does not go past the end.
    #[inline]
    fn refuses(&self, filter: &Filter) -> bool {
        let missing = |need: &Need| !need.is_nothing() && !self.all.has(*need);
        self.end & filter.pass == 0 && filter.needs.iter().any(missing)
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
        if filter.asks_nothing() {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A set past the last one that a mark has room for is asked for by no filter, and every program that needs it is started in vain.
    #[test]
    fn there_is_room_for_what_the_built_in_rules_need_and_for_a_pack_over_them() {
        let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
        let set = crate::rules::load_dir(rules).unwrap_or_else(|error| panic!("{error}"));
        let compiled = crate::pattern::compiled(&set).unwrap_or_else(|error| panic!("{error}"));
        let sets = compiled.filters.sets.len();
        let room = (0..).take_while(|set| !Need::of(*set).is_nothing()).count();
        assert!(sets + 16 <= room, "{sets} sets of {room}");
    }
}
