//! What a word is to a pack, for eyes: each verb with its features, the table of its forms, and what is spelled like them.

use super::bidi::{in_column, shown};
use super::diagnostic::Style;
use super::locale::{known, tell};
use crate::lexicon::{Attachment, Features, FormClass};
use crate::pattern::{FormRow, Homograph, VerbReport, WordReport};
use crate::rules::message::{Message, count, say};
use serde::Serialize;
use std::fmt::Write as _;

/// The report.
#[must_use]
pub fn word(report: &WordReport, style: Style) -> String {
    let mut out = String::new();
    for one in &report.verbs {
        verb(one, style, &mut out);
    }
    if !report.words.is_empty() {
        out.push_str(&tell(style.language, &say!("word of a list")));
        out.push('\n');
        homographs(&report.words, style, &mut out);
        out.push('\n');
    }
    out
}

fn verb(verb: &VerbReport, style: Style, out: &mut String) {
    let isolate = style.isolate;
    let say = |message: &Message| tell(style.language, message);
    let name = |message: &Message| in_column(&say(message), 10, false, isolate);
    let head = say!("verb {}", shown(&verb.lemma, isolate));
    let _ = writeln!(out, "{}", say(&head));
    let spot = say(&say!("{}, pack {}", verb.spot.to_string(), verb.spot.pack));
    let stance = match known(style.language) {
        Some(locale) => locale.stance(&verb.stance),
        None => &verb.stance,
    };
    for (what, value) in [
        (say!("stands in"), spot.as_str()),
        (say!("root"), &verb.root),
        (say!("form"), &verb.form),
        (say!("stance"), stance),
        (say!("roles"), &verb.roles.join(", ")),
        (say!("governs"), &verb.governs.join(", ")),
        (say!("notes"), &verb.notes),
    ] {
        if !value.is_empty() {
            let _ = writeln!(out, "  {} {}", name(&what), shown(value, isolate));
        }
    }
    for reading in &verb.readings {
        let clitics: Vec<String> = reading
            .clitics
            .iter()
            .map(|clitic| shown(clitic, isolate))
            .collect();
        let features: Vec<String> = columns(&reading.features, style)
            .into_iter()
            .filter(|column| !column.is_empty())
            .collect();
        let features = features.join(&say(&say!(", ")));
        let features = match clitics.is_empty() {
            true => features,
            false => say(&say!("{}, with {}", features, clitics.join(" "))),
        };
        let text = shown(&reading.text, isolate);
        let _ = writeln!(out, "  {} {text}: {features}", name(&say!("asked")));
    }
    let forms = count!(verb.forms.len(), "{} form", "{} forms");
    let _ = writeln!(out, "\n  {}", say(&forms));
    for same in verb.forms.chunk_by(|a, b| a.features == b.features) {
        let Some(FormRow { features, .. }) = same.first() else {
            continue;
        };
        let mut row = String::new();
        for (column, wide) in columns(features, style).iter().zip(WIDTHS) {
            row.push_str(&in_column(column, wide, false, isolate));
            row.push(' ');
        }
        let spellings: Vec<String> = same
            .iter()
            .map(|form| match features.attachment {
                Attachment::Combining => format!("{}-", form.text),
                _ => form.text.clone(),
            })
            .collect();
        let _ = writeln!(out, "    {row}{}", shown(&spellings.join(" / "), isolate));
    }
    if !verb.homographs.is_empty() {
        let _ = writeln!(out, "\n  {}", say(&say!("spelled alike")));
        homographs(&verb.homographs, style, out);
    }
    out.push('\n');
}

fn homographs(all: &[Homograph], style: Style, out: &mut String) {
    let isolate = style.isolate;
    let say = |message: &Message| tell(style.language, message);
    let places: Vec<String> = all.iter().map(|one| one.spot.to_string()).collect();
    let wide = places.iter().map(|place| place.chars().count()).max();
    let wide = wide.unwrap_or_default();
    let what = |one: &Homograph| match &one.list {
        Some(list) => say(&say!("word of {}", list)),
        None => say(&say!("verb")),
    };
    let name = all.iter().map(|one| what(one).chars().count()).max();
    let name = name.unwrap_or_default();
    for (one, place) in all.iter().zip(&places) {
        let text = shown(&one.text, isolate);
        let text = match one.lemma == one.text {
            true => text,
            false => say(&say!("{} of {}", text, shown(&one.lemma, isolate))),
        };
        let folded = match one.exact {
            true => Message::default(),
            false => say!("when folded"),
        };
        let _ = writeln!(
            out,
            "    {place:<wide$}  {}  {}  {text}",
            in_column(&what(one), name, false, isolate),
            in_column(&say(&folded), 11, false, isolate),
        );
    }
}

/// How wide the columns of the table of forms are.
const WIDTHS: [usize; 7] = [10, 11, 6, 9, 8, 10, 16];

/// Class, tense, person, gender, number, case and what may be attached; empty where the spelling leaves it open.
fn columns(features: &Features, style: Style) -> [String; 7] {
    let attached = match features.attachment {
        Attachment::Free => say!("no pronoun"),
        Attachment::Combining => say!("before a pronoun"),
        Attachment::Either => Message::default(),
    };
    let name = |name: String| match known(style.language) {
        Some(locale) => locale.grammar(&name).to_owned(),
        None => name,
    };
    [
        name(match features.class {
            FormClass::Verb => "active".to_owned(),
            class => named(Some(class)),
        }),
        name(named(features.tense)),
        name(named(features.person)),
        name(named(features.gender)),
        name(named(features.number)),
        name(named(features.case)),
        tell(style.language, &attached),
    ]
}

/// The name that a feature has in JSON.
fn named(feature: Option<impl Serialize>) -> String {
    feature
        .and_then(|feature| serde_json::to_value(feature).ok())
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
