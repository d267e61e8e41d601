//! What a word is to a pack, for eyes: each verb with its features, the table of its forms, and what is spelled like them.

use super::bidi::shown;
use crate::lexicon::{Attachment, Features, FormClass};
use crate::pattern::{FormRow, Homograph, VerbReport, WordReport};
use serde::Serialize;
use std::fmt::Write as _;

/// The report. `isolate` as for tables.
#[must_use]
pub fn word(report: &WordReport, isolate: bool) -> String {
    let mut out = String::new();
    for one in &report.verbs {
        verb(one, isolate, &mut out);
    }
    if !report.words.is_empty() {
        out.push_str("word of a list\n");
        homographs(&report.words, isolate, &mut out);
        out.push('\n');
    }
    out
}

fn verb(verb: &VerbReport, isolate: bool, out: &mut String) {
    let _ = writeln!(out, "verb {}", shown(&verb.lemma, isolate));
    let spot = format!("{}, pack {}", verb.spot, verb.spot.pack);
    for (what, value) in [
        ("stands in", &spot),
        ("root", &verb.root),
        ("form", &verb.form),
        ("stance", &verb.stance),
        ("roles", &verb.roles.join(", ")),
        ("governs", &verb.governs.join(", ")),
        ("notes", &verb.notes),
    ] {
        if !value.is_empty() {
            let _ = writeln!(out, "  {what:<10} {}", shown(value, isolate));
        }
    }
    for reading in &verb.readings {
        let clitics: Vec<String> = reading
            .clitics
            .iter()
            .map(|clitic| shown(clitic, isolate))
            .collect();
        let with = match clitics.is_empty() {
            true => String::new(),
            false => format!(", with {}", clitics.join(" ")),
        };
        let features: Vec<String> = columns(&reading.features)
            .into_iter()
            .filter(|column| !column.is_empty())
            .collect();
        let _ = writeln!(
            out,
            "  {:<10} {}: {}{with}",
            "asked",
            shown(&reading.text, isolate),
            features.join(", ")
        );
    }
    let _ = writeln!(out, "\n  {} forms", verb.forms.len());
    for same in verb.forms.chunk_by(|a, b| a.features == b.features) {
        let Some(FormRow { features, .. }) = same.first() else {
            continue;
        };
        let [class, tense, person, gender, number, case, attached] = columns(features);
        let spellings: Vec<String> = same
            .iter()
            .map(|form| match features.attachment {
                Attachment::Combining => format!("{}-", form.text),
                _ => form.text.clone(),
            })
            .collect();
        let _ = writeln!(
            out,
            "    {class:<10} {tense:<11} {person:<6} {gender:<9} {number:<8} {case:<10} {attached:<16} {}",
            shown(&spellings.join(" / "), isolate)
        );
    }
    if !verb.homographs.is_empty() {
        out.push_str("\n  spelled alike\n");
        homographs(&verb.homographs, isolate, out);
    }
    out.push('\n');
}

fn homographs(all: &[Homograph], isolate: bool, out: &mut String) {
    let places: Vec<String> = all.iter().map(|one| one.spot.to_string()).collect();
    let wide = places.iter().map(|place| place.chars().count()).max();
    let wide = wide.unwrap_or_default();
    let what = |one: &Homograph| match &one.list {
        Some(list) => format!("word of {list}"),
        None => "verb".to_owned(),
    };
    let name = all.iter().map(|one| what(one).chars().count()).max();
    let name = name.unwrap_or_default();
    for (one, place) in all.iter().zip(&places) {
        let lemma = match one.lemma == one.text {
            true => String::new(),
            false => format!(" of {}", shown(&one.lemma, isolate)),
        };
        let folded = if one.exact { "" } else { "when folded" };
        let _ = writeln!(
            out,
            "    {place:<wide$}  {:<name$}  {folded:<11}  {}{lemma}",
            what(one),
            shown(&one.text, isolate)
        );
    }
}

/// Class, tense, person, gender, number, case and what may be attached; empty where the spelling leaves it open.
fn columns(features: &Features) -> [String; 7] {
    let attached = match features.attachment {
        Attachment::Free => "no pronoun",
        Attachment::Combining => "before a pronoun",
        Attachment::Either => "",
    };
    [
        match features.class {
            FormClass::Verb => "active".to_owned(),
            class => named(Some(class)),
        },
        named(features.tense),
        named(features.person),
        named(features.gender),
        named(features.number),
        named(features.case),
        attached.to_owned(),
    ]
}

/// The name that a feature has in JSON.
fn named(feature: Option<impl Serialize>) -> String {
    feature
        .and_then(|feature| serde_json::to_value(feature).ok())
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
