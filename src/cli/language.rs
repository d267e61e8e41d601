//! The language in which the program speaks, decided once a run.

use crate::report::Bidi;
use crate::report::locale::{Language, Locale};
use std::io::IsTerminal;
use std::sync::OnceLock;

static SPOKEN: OnceLock<Language> = OnceLock::new();

/// Decides: what is asked for, or the language of the environment.
pub(super) fn speak(asked: Option<Language>) -> Language {
    *SPOKEN.get_or_init(|| asked.unwrap_or_else(environment))
}

/// The language of the environment: the first of the usual variables that says anything.
pub(super) fn environment() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map_or(Language::En, |value| Language::of_name(&value))
}

/// A message in the language of the run. One that nobody has decided a language for stays as it is.
pub(super) fn spoken(message: String) -> String {
    if SPOKEN.get() != Some(&Language::Ar) {
        return message;
    }
    let term = std::env::var("TERM").ok();
    let isolate = Bidi::Auto.resolve(std::io::stderr().is_terminal(), term.as_deref());
    match Locale::of(Language::Ar) {
        Ok(locale) => locale.message(&message, isolate),
        Err(_) => message,
    }
}
