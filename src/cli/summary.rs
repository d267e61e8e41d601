//! What a run has done, in one line.

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
        let plural = if documents == 1 { "" } else { "s" };
        format!("{documents} document{plural}, {} skipped", self.skipped)
    }

    /// The counts alone.
    pub(super) fn counts(&self) -> String {
        let (documents, statements, skipped) = (self.documents, self.statements, self.skipped);
        format!("documents {documents}, statements {statements}, skipped {skipped}")
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        let seconds = self.begun.elapsed().as_secs_f64();
        out.write_str(&self.counts())?;
        if self.before > 0 {
            write!(out, ", done before {}", self.before)?;
        }
        write!(
            out,
            "; {megabytes:.1} MB in {seconds:.2} s, {:.1} MB/s",
            megabytes / seconds.max(f64::EPSILON)
        )
    }
}
