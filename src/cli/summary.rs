//! What a run has done, in one line.

use super::language::told;
use crate::rules::message::{Message, count, say};
use std::fmt;
use std::time::Instant;

/// Counts of a run.
pub(super) struct Summary {
    begun: Instant,
    /// Documents that were analyzed.
    pub documents: usize,
    /// Statements found in them.
    pub statements: usize,
    /// What could not be read or analyzed.
    pub skipped: usize,
    /// Documents that an interrupted run had done before.
    pub before: usize,
    /// Bytes of text.
    pub bytes: usize,
}

impl Summary {
    /// Nothing done yet; the time counts from here.
    pub(super) fn new() -> Summary {
        Summary {
            begun: Instant::now(),
            documents: 0,
            statements: 0,
            skipped: 0,
            before: 0,
            bytes: 0,
        }
    }
}

impl Summary {
    /// How many documents there were, and how many of them were skipped.
    pub(super) fn count(&self) -> String {
        let documents = self.documents + self.before;
        told(&say!(
            "{}, {} skipped",
            count!(documents, "{} document", "{} documents"),
            self.skipped
        ))
    }

    /// The counts alone.
    pub(super) fn counts(&self) -> Message {
        say!(
            "documents {}, statements {}, skipped {}",
            self.documents,
            self.statements,
            self.skipped
        )
    }

    /// All of it.
    fn whole(&self) -> Message {
        let megabytes = self.bytes as f64 / 1e6;
        let seconds = self.begun.elapsed().as_secs_f64();
        let speed = megabytes / seconds.max(f64::EPSILON);
        let counts = match self.before {
            0 => self.counts(),
            before => say!("{}, done before {}", self.counts(), before),
        };
        say!(
            "{}; {} MB in {} s, {} MB/s",
            counts,
            format!("{megabytes:.1}"),
            format!("{seconds:.2}"),
            format!("{speed:.1}")
        )
    }
}

impl fmt::Display for Summary {
    /// In the language of the run.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&told(&self.whole()))
    }
}
