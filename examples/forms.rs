//! Every form of every verb of a rule directory, one a line: `cargo run --example forms [DIRECTORY] > forms.tsv`.
//!
//! Columns: lemma, root, form, class, tense, person, gender, number, case, attachment, spelling; `-` for what the spelling leaves open.

use isnad::lexicon::{Morphology, VerbParts, inflect};
use isnad::rules::load_dir;
use std::error::Error;
use std::fmt::Debug;
use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args()
        .nth(1)
        .unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/rules").to_owned());
    let rules = load_dir(&directory)?;
    let (_, source) = rules
        .morphology_source
        .as_ref()
        .ok_or("the directory has no morphology")?;
    let morphology: Morphology = serde_yaml::from_str(source)?;
    if let Some(error) = morphology.check().into_iter().next() {
        return Err(error.into());
    }
    let mut out = BufWriter::new(stdout().lock());
    for verb in &rules.verbs {
        let parts: VerbParts = verb
            .parts
            .iter()
            .map(|(name, spellings)| {
                let spellings = spellings.iter().map(|spelling| &spelling.value);
                (&name.value, spellings.collect::<Vec<_>>())
            })
            .collect();
        for form in inflect(&morphology, &parts) {
            let features = form.features;
            let columns = [
                verb.lemma.value.clone(),
                verb.root.clone(),
                verb.form.clone(),
                shown(Some(features.class)),
                shown(features.tense),
                shown(features.person),
                shown(features.gender),
                shown(features.number),
                shown(features.case),
                shown(Some(features.attachment)),
                form.text,
            ];
            writeln!(out, "{}", columns.join("\t"))?;
        }
    }
    Ok(out.flush()?)
}

fn shown(feature: Option<impl Debug>) -> String {
    feature.map_or("-".to_owned(), |feature| {
        format!("{feature:?}").to_lowercase()
    })
}
