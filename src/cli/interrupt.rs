//! What happens when somebody interrupts a run: the record that is being written is written whole, what is half done goes away, and the program ends as one that was
//! interrupted.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The one who listens for signals. `--watch` runs again and again, and there is one of them all the same.
static LISTENER: OnceLock<Interrupt> = OnceLock::new();

/// Held while something is written.
#[derive(Clone, Default)]
pub(super) struct Interrupt {
    gate: Arc<Mutex<()>>,
    ending: Arc<Mutex<Ending>>,
}

/// What is said and done at the end of an interrupted run.
#[derive(Default)]
pub(super) struct Ending {
    /// A file in the making that nobody wants unfinished.
    pub temporary: Option<PathBuf>,
    /// What whoever interrupted it may want to know.
    pub advice: String,
}

impl Interrupt {
    /// From here on, an interruption ends the run between two records.
    pub(super) fn watch(ending: Ending) -> Interrupt {
        let interrupt = LISTENER.get_or_init(|| {
            let interrupt = Interrupt::default();
            interrupt.clone().listen();
            interrupt
        });
        *interrupt.ending() = ending;
        interrupt.clone()
    }

    /// The run is at its end: nothing is half done any more.
    pub(super) fn done(&self) {
        *self.ending() = Ending::default();
    }

    fn ending(&self) -> MutexGuard<'_, Ending> {
        // An ending is replaced as a whole.
        self.ending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nobody ends the program while this is held.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        // Nothing is behind it that could be broken.
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(unix)]
    fn listen(self) {
        use signal_hook::consts::{SIGINT, SIGTERM};
        use signal_hook::iterator::Signals;

        // Where signals cannot be watched, the system ends the program as it always did.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
            return;
        };
        std::thread::spawn(move || {
            let Some(signal) = signals.forever().next() else {
                return;
            };
            let _held = self.patiently(&mut signals);
            let ending = self.ending();
            if let Some(path) = &ending.temporary {
                // If it cannot be removed there is nobody left to mind.
                let _ = std::fs::remove_file(path);
            }
            super::progress::leave();
            super::outcome::complain(format_args!("interrupted{}", ending.advice));
            // Whoever started the program must see that it was interrupted: a shell ends its loop then.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            std::process::exit(128 + signal);
        });
    }

    #[cfg(not(unix))]
    fn listen(self) {}

    /// Waits for the record that is being written; not for ever, as whoever reads it may have stopped, and not when somebody asks twice.
    #[cfg(unix)]
    fn patiently(
        &self,
        signals: &mut signal_hook::iterator::Signals,
    ) -> Option<MutexGuard<'_, ()>> {
        use std::time::{Duration, Instant};

        let patience = Instant::now() + Duration::from_secs(2);
        while Instant::now() < patience {
            match self.gate.try_lock() {
                Ok(held) => return Some(held),
                Err(std::sync::TryLockError::Poisoned(error)) => return Some(error.into_inner()),
                Err(std::sync::TryLockError::WouldBlock) => {}
            }
            if signals.pending().next().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}
