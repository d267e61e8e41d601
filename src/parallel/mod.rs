//! Work on a stream of items by several threads, the results in the order of the items.

mod waiting;

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;
use waiting::Waiting;

/// How many times that results wait to be taken.
const RESULTS: usize = 2;

/// How many threads work of this size is given: one where it is done before a second one is there.
pub(crate) fn jobs(size: usize, worth: usize) -> NonZero<usize> {
    let one = NonZero::<usize>::MIN;
    match size < worth {
        true => one,
        false => thread::available_parallelism().unwrap_or(one),
    }
}

/// Does two things side by side where there is more than one job, else one after the other.
pub(crate) fn both<A: Send, B>(
    jobs: NonZero<usize>,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if jobs.get() == 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        // A panic is that of whoever asked for both.
        (
            one.join().unwrap_or_else(|panic| resume_unwind(panic)),
            other,
        )
    })
}

/// Hands `items` to as many threads as `jobs` says and their results to `sink`, in the order of the items.
///
/// Item and result number n belong to thread n modulo `jobs`, so what comes next is always known and nothing has to be put in order. Every queue is
/// bounded: whoever is ahead waits, and memory does not depend on the number of items. Nothing waits for items that are yet to come.
///
/// # Errors
/// The first error of `sink`, which ends the work.
pub(crate) fn in_order<I, O, E>(
    items: I,
    jobs: NonZero<usize>,
    work: impl Fn(I::Item) -> O + Sync,
    mut sink: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator + Send,
    I::Item: Send,
    O: Send,
{
    if jobs.get() == 1 {
        return items.map(work).try_for_each(sink);
    }
    let inputs: Vec<Waiting<I::Item>> = (0..jobs.get()).map(|_| Waiting::new()).collect();
    thread::scope(|scope| {
        let mut outputs = Vec::new();
        for input in &inputs {
            let (results, output) = sync_channel(RESULTS);
            outputs.push(output.into_iter().flatten());
            let work = &work;
            scope.spawn(move || {
                let _closing = input.closing();
                loop {
                    let done: Vec<O> = input.take().into_iter().map(work).collect();
                    // Nobody takes results any more when the sink has failed.
                    if done.is_empty() || results.send(done).is_err() {
                        break;
                    }
                }
            });
        }
        scope.spawn(|| {
            let _closing: Vec<_> = inputs.iter().map(Waiting::closing).collect();
            for (item, input) in items.zip(inputs.iter().cycle()) {
                if !input.put(item) {
                    break;
                }
            }
        });
        // A thread that has no more results when its turn comes has ended: there was no such item.
        let mut threads = (0..outputs.len()).cycle();
        while let Some(result) = threads
            .next()
            .and_then(|thread| outputs.get_mut(thread)?.next())
        {
            sink(result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::waiting::{QUEUE, TOGETHER};
    use super::*;
    use std::io;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn jobs(number: usize) -> NonZero<usize> {
        NonZero::new(number).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 3, 8] {
            let slow = |number: u64| {
                thread::sleep(Duration::from_micros(number * 7919 % 300));
                number * 2
            };
            let mut found = Vec::new();
            let sink = |number| {
                found.push(number);
                io::Result::Ok(())
            };
            in_order(0..200, jobs(threads), slow, sink).unwrap();
            assert_eq!(found, (0..200).map(|n| n * 2).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn both_are_done_whatever_the_number_of_jobs() {
        for number in [1, 2, 8] {
            let mut words = Vec::new();
            let both = both(jobs(number), || 7, || words.push("done"));
            assert_eq!((both, words), ((7, ()), vec!["done"]));
        }
    }

    #[test]
    fn nobody_runs_far_ahead_and_an_error_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            number
        };
        let sink = |number: usize| {
            // Given time, the threads would do all of it if nothing held them.
            thread::sleep(Duration::from_millis(20));
            match number {
                3 => Err(io::Error::other("full")),
                _ => Ok(()),
            }
        };
        let result = in_order(0..1_000_000, jobs(2), work, sink);
        assert_eq!(result.unwrap_err().to_string(), "full");
        let ahead = 2 * (QUEUE + 1 + (RESULTS + 2) * TOGETHER);
        assert!(begun.into_inner() <= 4 + ahead);
    }
}
