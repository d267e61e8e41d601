//! From a checked pack to a compiled one: decodes the two sections that other rooms own, then compiles.

use super::compile::compile;
use super::compiled::Rules;
use crate::lexicon::Morphology;
use crate::rules::model::{Place, RuleSet};
use crate::rules::{Code, Diagnostic, LoadError};
use crate::text::TextSpec;
use serde::de::DeserializeOwned;

/// Compiles a checked pack.
///
/// # Errors
/// What is wrong with its sections `text` and `morphology`, or what only the compiler can see.
pub fn compiled(set: &RuleSet) -> Result<Rules, LoadError> {
    let mut diagnostics = Vec::new();
    let text: Option<TextSection> = section(set, &set.text_source, "text", &mut diagnostics);
    let morphology: Option<MorphologySection> =
        section(set, &set.morphology_source, "morphology", &mut diagnostics);
    let failed = |diagnostics| LoadError {
        diagnostics,
        files: set.files.clone(),
    };
    match (text, morphology) {
        (Some(text), Some(morphology)) if diagnostics.is_empty() => {
            let faults = morphology.morphology.check();
            if !faults.is_empty() {
                let file = set.morphology_source.as_ref().map_or(0, |(file, _)| *file);
                return Err(failed(
                    faults
                        .iter()
                        .map(|fault| at_file(file, fault.to_string()))
                        .collect(),
                ));
            }
            compile(set, &text.text, &morphology.morphology).map_err(failed)
        }
        _ => Err(failed(diagnostics)),
    }
}

#[derive(serde::Deserialize)]
struct TextSection {
    text: TextSpec,
}

#[derive(serde::Deserialize)]
struct MorphologySection {
    morphology: Morphology,
}

fn section<T: DeserializeOwned>(
    set: &RuleSet,
    source: &Option<(u32, String)>,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let file = source
        .as_ref()
        .and_then(|(number, _)| Some((*number, set.files.get(*number as usize)?)));
    let Some((number, file)) = file else {
        found.push(
            Diagnostic::error(
                Code::MissingKey,
                format!("the pack has no section `{name}`"),
            )
            .help(format!("add a file with `{name}:` at its top")),
        );
        return None;
    };
    match serde_yaml::from_str(&file.text) {
        Ok(section) => Some(section),
        Err(error) => {
            found.push(at_file(number, format!("{}: {error}", file.path)));
            None
        }
    }
}

fn at_file(file: u32, message: String) -> Diagnostic {
    Diagnostic::error(Code::WrongType, message).at(
        Place {
            file,
            line: 1,
            column: 1,
            start: 0,
            end: 0,
        },
        "",
    )
}
