//! What the machine remembers of a run, so that it never goes the same way twice.

/// Choices that have been met, each a step at a distance in a run, or in the walk of a routine. A run meets a few dozen, of many thousands that there could be.
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
    pub fn insert(&mut self, step: usize, distance: usize, walk: u32) -> bool {
        if self.used.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let key = (u64::from(walk) << 32 | (step as u64) << 8 | distance as u64) + 1;
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
