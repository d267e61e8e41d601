//! What the machine remembers of a run: the calls that it is inside of, and the choices that it has been at.

use foldhash::fast::FixedState;
use std::collections::HashMap;

/// The frame of the program's own steps.
pub(super) const OUTERMOST: u32 = 0;

/// Calls of routines. The same call from the same place is the same frame, however often it is made.
#[derive(Default)]
pub(super) struct Frames {
    /// The frame from which each was entered, and the step behind the call.
    all: Vec<(u32, u32)>,
    numbers: HashMap<(u32, u32), u32, FixedState>,
    /// Frames that were entered, by the last bits of the step: calls come again and again.
    recent: [u32; RECENT],
}

const RECENT: usize = 16;

impl Frames {
    /// Forgets all calls.
    #[inline]
    pub fn clear(&mut self) {
        if !self.all.is_empty() {
            self.all.clear();
            self.numbers.clear();
            self.recent = [OUTERMOST; RECENT];
        }
    }

    /// The frame of a call that is made in another frame, with the step behind it.
    #[inline]
    pub fn enter(&mut self, frame: u32, behind: usize) -> u32 {
        let call = (frame, behind as u32);
        let recent = &mut self.recent[behind % RECENT];
        let known = (*recent as usize)
            .checked_sub(1)
            .and_then(|at| self.all.get(at));
        if known != Some(&call) {
            let all = &mut self.all;
            *recent = *self.numbers.entry(call).or_insert_with(|| {
                all.push(call);
                all.len() as u32
            });
        }
        *recent
    }

    /// The frame and the step to which a call returns; `None` for the program's own steps.
    #[inline]
    pub fn behind(&self, frame: u32) -> Option<(u32, usize)> {
        let (outer, step) = self.all.get((frame as usize).checked_sub(1)?)?;
        Some((*outer, *step as usize))
    }
}

/// Choices that have been met, each a step at a distance in a frame. A run meets a few dozen, of many thousands that there could be.
#[derive(Default)]
pub(super) struct Visited {
    /// Open addressing; 0 is free.
    slots: Vec<u64>,
    used: Vec<u32>,
}

/// Slots at the beginning.
const SLOTS: usize = 256;

impl Visited {
    /// Forgets all.
    pub fn clear(&mut self) {
        for slot in self.used.drain(..) {
            if let Some(slot) = self.slots.get_mut(slot as usize) {
                *slot = 0;
            }
        }
    }

    /// Notes a choice; whether it was new. Distances are below 256, steps below 2^24.
    #[inline]
    pub fn insert(&mut self, step: usize, distance: usize, frame: u32) -> bool {
        if self.used.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let key = (u64::from(frame) << 32 | (step as u64) << 8 | distance as u64) + 1;
        self.put(key)
    }

    #[inline]
    fn put(&mut self, key: u64) -> bool {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        loop {
            match self.slots.get_mut(at) {
                Some(slot) if *slot == key => return false,
                Some(slot) if *slot == 0 => {
                    *slot = key;
                    self.used.push(at as u32);
                    return true;
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![0; length]);
        self.used.clear();
        for key in old.into_iter().filter(|key| *key != 0) {
            self.put(key);
        }
    }
}
