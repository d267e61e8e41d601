//! What a long run is doing, on one line of standard error, where that is a terminal.

use super::language::told;
use super::summary::Summary;
use crate::input::Meter;
use crate::rules::message::say;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A run that is shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(800);

/// How often the line is drawn anew.
const OFTEN: Duration = Duration::from_millis(120);

/// A terminal of fewer columns has no room for a bar beside the words.
const ROOMY: u16 = 76;

/// Whether the line stands on the screen.
static DRAWN: AtomicBool = AtomicBool::new(false);

/// Leaves the line as it stands, how far an interrupted run had come, and goes on below it.
#[cfg(unix)]
pub(super) fn leave() {
    if DRAWN.swap(false, Ordering::Relaxed) {
        // Where standard error is closed nobody sees a line.
        let _ = writeln!(std::io::stderr());
    }
}

/// The line, or none.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    drawn: Option<Instant>,
    /// What has been read of all files that were named, where each of them is one.
    meter: Option<Meter>,
}

impl Progress {
    /// A line for a run over files of so many bytes, read through `meter`; none where nobody would see it, or where the results themselves are being watched.
    pub(super) fn new(wanted: bool, total: Option<u64>, meter: Meter) -> Progress {
        let shown = wanted && std::io::stderr().is_terminal();
        let bar = if shown {
            // Drawn where and when we say, so that what is said in between stays whole.
            ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        let wide = comfy_table::Table::new().use_stderr().width();
        // Words come last: Arabic ones would draw a number behind them into their line. What finds no room is cut off: a line that goes on in a second one is not drawn over.
        let template = match (total, wide.is_some_and(|wide| wide < ROOMY)) {
            (Some(_), false) => "{bar:20} {percent:>3} %  {elapsed}  {wide_msg}",
            (Some(_), true) => "{percent:>3} %  {wide_msg}",
            (None, false) => "{spinner} {elapsed}  {wide_msg}",
            (None, true) => "{spinner} {wide_msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress {
            bar,
            begun: Instant::now(),
            drawn: None,
            meter: total.map(|_| meter),
        }
    }

    /// Says how far the run has come.
    pub(super) fn tell(&mut self, summary: &Summary) {
        let since = self.drawn.unwrap_or(self.begun);
        let patience = if self.drawn.is_some() {
            OFTEN
        } else {
            PATIENCE
        };
        if self.bar.is_hidden() || since.elapsed() < patience {
            return;
        }
        self.drawn = Some(Instant::now());
        DRAWN.store(true, Ordering::Relaxed);
        if let Some(meter) = &self.meter {
            self.bar.set_position(meter.bytes());
        }
        self.bar.set_message(told(&summary.counts()));
        self.bar.tick();
    }

    /// Does something that writes on standard error without the line in its way.
    pub(super) fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        // A line that is not there yet would be drawn empty.
        match self.drawn {
            Some(_) => self.bar.suspend(say),
            None => say(),
        }
    }

    /// Says that all is read and the output is being put together, which takes its time where it shows all articles at once.
    pub(super) fn writing(&self) {
        if self.drawn.is_some() {
            self.bar.set_message(told(&say!("writing")));
            self.bar.tick();
        }
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        DRAWN.store(false, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    /// What stopped the run is said without the line in its way.
    fn drop(&mut self) {
        self.end();
    }
}
