//! The page itself, in one of the languages.

use super::packs::Packs;
use crate::report::Format;
use crate::report::locale::{Language, Locale};
use clap::ValueEnum;
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
    let formats: Vec<[&str; 3]> = Format::value_variants().iter().map(saved_as).collect();
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("page.html"))?;
    Ok(environment.get_template("page.html")?.render(context! {
        locale => Value::from(Serde(&locale)),
        packs => names,
        formats,
        version => env!("CARGO_PKG_VERSION"),
    })?)
}

/// What a format is called by the program and by people, and what a file of it ends with.
fn saved_as(format: &Format) -> [&'static str; 3] {
    match format {
        Format::Table => ["table", "Table", "txt"],
        Format::Records => ["records", "Records", "txt"],
        Format::Json => ["json", "JSON", "json"],
        Format::Jsonl => ["jsonl", "JSONL", "jsonl"],
        Format::Html => ["html", "HTML", "html"],
        Format::Csv => ["csv", "CSV", "csv"],
        Format::Xlsx => ["xlsx", "XLSX", "xlsx"],
        Format::Markdown => ["markdown", "Markdown", "md"],
        Format::WebAnnotation => ["web-annotation", "Web Annotation", "jsonld"],
        Format::Claims => ["claims", "schema.org", "jsonld"],
        Format::LabelStudio => ["label-studio", "Label Studio", "json"],
        Format::Doccano => ["doccano", "doccano", "jsonl"],
        Format::Brat => ["brat", "brat", "zip"],
        #[cfg(feature = "parquet")]
        Format::Parquet => ["parquet", "Parquet", "parquet"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named_as_the_program_reads_them() {
        for format in Format::value_variants() {
            let [name, ..] = saved_as(format);
            assert_eq!(Format::from_str(name, false), Ok(*format));
        }
    }
}
