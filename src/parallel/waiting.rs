//! A queue of items that wait for a thread, which takes several at once.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many items wait at most. Enough that a long article does not keep the others waiting.
pub(super) const QUEUE: usize = 16;

/// How many items are taken at once at most, and how many may still wait when more are asked for. Waking a thread takes as long as reading a short article,
/// so whoever fills the queue sleeps until half of it is free.
pub(super) const TOGETHER: usize = QUEUE / 2;

/// Items that one thread puts in and another one takes out, in their order.
pub(super) struct Waiting<T> {
    state: Mutex<State<T>>,
    /// The queue is no longer empty, or nothing will come any more.
    some: Condvar,
    /// There is room for more, or nobody will take any.
    room: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    /// Nothing will be put in or taken out any more.
    closed: bool,
}

impl<T> Waiting<T> {
    pub(super) fn new() -> Waiting<T> {
        Waiting {
            state: Mutex::new(State {
                items: VecDeque::with_capacity(QUEUE),
                closed: false,
            }),
            some: Condvar::new(),
            room: Condvar::new(),
        }
    }

    /// Puts an item in, when there is room. `false` when nobody will take it.
    pub(super) fn put(&self, item: T) -> bool {
        let mut state = self.state();
        if state.items.len() == QUEUE {
            let full = |state: &mut State<T>| state.items.len() > TOGETHER && !state.closed;
            state = self
                .room
                .wait_while(state, full)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return false;
        }
        state.items.push_back(item);
        if state.items.len() == 1 {
            self.some.notify_one();
        }
        true
    }

    /// Takes what waits, up to [`TOGETHER`] items; waits for the first one. Empty when there will be no more.
    pub(super) fn take(&self) -> Vec<T> {
        let none = |state: &mut State<T>| state.items.is_empty() && !state.closed;
        let mut state = self
            .some
            .wait_while(self.state(), none)
            .unwrap_or_else(PoisonError::into_inner);
        let before = state.items.len();
        let taken: Vec<T> = state.items.drain(..before.min(TOGETHER)).collect();
        if before > TOGETHER {
            self.room.notify_one();
        }
        taken
    }

    /// Closes the queue when it is dropped, however its thread ends.
    pub(super) fn closing(&self) -> Closing<'_, T> {
        Closing(self)
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing is done under the lock that leaves the queue half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One end of a queue: what waits is still taken, but nothing is put in any more.
pub(super) struct Closing<'a, T>(&'a Waiting<T>);

impl<T> Drop for Closing<'_, T> {
    fn drop(&mut self) {
        self.0.state().closed = true;
        self.0.some.notify_one();
        self.0.room.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn everything_is_taken_in_order_and_then_nothing() {
        let waiting = Waiting::new();
        let taken = thread::scope(|scope| {
            scope.spawn(|| {
                let _closing = waiting.closing();
                assert!((0..1000).all(|number| waiting.put(number)));
            });
            let mut taken = Vec::new();
            loop {
                let some = waiting.take();
                if some.is_empty() {
                    break taken;
                }
                assert!(some.len() <= TOGETHER);
                taken.extend(some);
            }
        });
        assert_eq!(taken, (0..1000).collect::<Vec<u32>>());
        assert!(waiting.take().is_empty());
    }

    #[test]
    fn an_item_that_is_alone_is_taken_at_once() {
        let waiting = Waiting::new();
        assert!(waiting.put("one"));
        assert_eq!(waiting.take(), ["one"]);
    }

    #[test]
    fn whoever_waits_for_room_is_told_that_nobody_takes_any_more() {
        let waiting = Waiting::new();
        thread::scope(|scope| {
            let put = scope.spawn(|| (0..).take_while(|_| waiting.put(())).count());
            while waiting.state().items.len() < QUEUE {
                thread::yield_now();
            }
            drop(waiting.closing());
            assert_eq!(put.join().unwrap(), QUEUE);
        });
    }
}
