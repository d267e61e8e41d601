//! The language in which the program speaks, decided once a run.

use crate::report::Bidi;
use crate::report::locale::{Language, known, tell};
use crate::rules::message::Message;
use clap::ValueEnum;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::sync::OnceLock;

static SPOKEN: OnceLock<Language> = OnceLock::new();

/// Decides, once a run.
pub(super) fn speak(language: Language) {
    SPOKEN.get_or_init(|| language);
}

/// The language of the run; English before it is decided.
pub(super) fn language() -> Language {
    SPOKEN.get().copied().unwrap_or_default()
}

/// What `--lang` asks for, found before the arguments are understood: what is wrong with them is said in that language too.
pub(super) fn asked(arguments: &[OsString]) -> Option<Language> {
    // Behind `--` everything is a path.
    let options: Vec<&str> = arguments
        .iter()
        .take_while(|argument| *argument != "--")
        .filter_map(|argument| argument.to_str())
        .collect();
    let name = options.iter().enumerate().find_map(|(at, option)| {
        match option.strip_prefix("--lang")? {
            "" => options.get(at + 1).copied(),
            rest => rest.strip_prefix('='),
        }
    })?;
    Language::from_str(name, false).ok()
}

/// The language of the environment: the first of the usual variables that says anything.
pub(super) fn environment() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map_or(Language::En, |value| Language::of_name(&value))
}

/// A message in the language of the run.
pub(super) fn told(message: &Message) -> String {
    tell(language(), message)
}

/// The value of a field of a statement, in the language of the run where it is a word of ours.
pub(super) fn value(field: &str, value: &str) -> String {
    match known(language()) {
        Some(locale) => locale.value(field, value).to_owned(),
        None => value.to_owned(),
    }
}

/// A message in the language of the run, found by its English wording.
pub(super) fn spoken(message: String) -> String {
    let Some(locale) = known(language()) else {
        return message;
    };
    let term = std::env::var("TERM").ok();
    let isolate = Bidi::Auto.resolve(std::io::stderr().is_terminal(), term.as_deref());
    locale.message(&message, isolate)
}
