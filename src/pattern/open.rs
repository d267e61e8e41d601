//! From a checked pack to a compiled one: decodes the two sections that other rooms own, then compiles.

use super::compile::compile;
use super::compiled::Rules;
use crate::lexicon::Morphology;
use crate::rules::lint::{Tools, lint};
use crate::rules::message::{Part, say};
use crate::rules::model::{Place, RuleSet};
use crate::rules::{Code, Diagnostic, LoadError};
use crate::text::{SpecFault, TextSpec};
use crate::yaml::read_yaml;
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
    let failed = |diagnostics| LoadError::new(diagnostics, set.files.clone());
    if let (Some(text), Some((number, _))) = (&text, &set.text_source)
        && let faults = text.text.check()
        && !faults.is_empty()
    {
        let source = set.files.get(*number as usize);
        diagnostics.extend(faults.iter().map(|fault| {
            let text = source.map_or("", |file| &file.text);
            match text.find(fault.written()) {
                Some(start) => at(*number, text, start, fault),
                None => at_file(*number, Part::Heard(fault.to_string())),
            }
        }));
    }
    match (text, morphology) {
        (Some(text), Some(morphology)) if diagnostics.is_empty() => {
            let faults = morphology.morphology.check();
            if !faults.is_empty() {
                let file = set.morphology_source.as_ref().map_or(0, |(file, _)| *file);
                return Err(failed(
                    faults
                        .iter()
                        .map(|fault| at_file(file, Part::Heard(fault.to_string())))
                        .collect(),
                ));
            }
            compile(set, &text.text, &morphology.morphology).map_err(failed)
        }
        _ => Err(failed(diagnostics)),
    }
}

/// What of a sound pack probably does not do what was meant: warnings about its uppermost pack, with the files that they are about.
///
/// # Errors
/// What [`compiled`] finds wrong.
pub fn warnings(set: &RuleSet) -> Result<LoadError, LoadError> {
    let rules = compiled(set)?;
    let tools = Tools {
        morphology: &morphology(set)?,
        folding: rules.reader.folding(),
        order: &super::compile::trial_order(set),
    };
    Ok(LoadError::new(lint(set, &tools), set.files.clone()))
}

/// The morphology of a checked pack.
///
/// # Errors
/// That the pack has none, or one that cannot be read.
pub fn morphology(set: &RuleSet) -> Result<Morphology, LoadError> {
    let mut found = Vec::new();
    let section: Option<MorphologySection> =
        section(set, &set.morphology_source, "morphology", &mut found);
    section
        .map(|section| section.morphology)
        .ok_or_else(|| LoadError::new(found, set.files.clone()))
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
            Diagnostic::error(Code::MissingKey, say!("the pack has no section `{}`", name))
                .help(say!("add a file with `{}:` at its top", name)),
        );
        return None;
    };
    match read_yaml(&file.text) {
        Ok(section) => Some(section),
        Err(error) => {
            found.push(at_file(number, Part::Heard(error.to_string())));
            None
        }
    }
}

/// A fault of the section `text`, at the first place where its entry stands.
fn at(file: u32, text: &str, start: usize, fault: &SpecFault) -> Diagnostic {
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let place = Place {
        file,
        line: before.matches('\n').count() as u32 + 1,
        column: before
            .get(line_start..)
            .map_or(0, |head| head.chars().count()) as u32
            + 1,
        start: start as u32,
        end: (start + fault.written().len()) as u32,
    };
    Diagnostic::error(
        Code::WrongType,
        say!(
            "the section cannot be used: {}",
            Part::Heard(fault.to_string())
        ),
    )
    .here(place)
}

fn at_file(file: u32, problem: Part) -> Diagnostic {
    Diagnostic::error(
        Code::WrongType,
        say!("the section cannot be used: {}", problem),
    )
    .here(Place::beginning(file))
}
