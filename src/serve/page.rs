//! The page itself, in one of the languages.

use super::packs::Packs;
use crate::report::locale::{Language, Locale};
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use std::error::Error;

/// What the page adds to the look of a report.
pub(super) const STYLE: &str = include_str!("page.css");

/// What happens when somebody pastes, drops, edits and saves.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// The page.
pub(super) fn page(packs: &Packs, language: Language) -> Result<String, Box<dyn Error>> {
    let locale = Locale::of(language)?;
    let names: Vec<String> = packs
        .all
        .iter()
        .map(|pack| {
            let own = !pack.name.is_empty();
            let name = if own {
                &pack.name
            } else {
                locale.word("builtin_rules")
            };
            name.to_owned()
        })
        .collect();
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("page.html"))?;
    Ok(environment.get_template("page.html")?.render(context! {
        locale => Value::from(Serde(&locale)),
        packs => names,
        version => env!("CARGO_PKG_VERSION"),
    })?)
}
