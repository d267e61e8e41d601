//! Statements as rows, for spreadsheets: one a statement, each with the key by which it can be found again after a further run.

use super::article::Article;
use super::describe;
use crate::attribution::analysis::{Attribution, TextSpan};

/// The columns of a row, as the first line of a table names them.
pub const COLUMNS: [&str; 31] = [
    "key",
    "document",
    "title",
    "site",
    "date",
    "url",
    "speaker",
    "speaker_kind",
    "resolution",
    "mention",
    "via",
    "channel",
    "addressee",
    "occasion",
    "target",
    "cue",
    "lemma",
    "stance",
    "polarity",
    "commitment",
    "kind",
    "words",
    "sentence",
    "needs_review",
    "same_as",
    "within",
    "rule",
    "confidence",
    "start",
    "end",
    "source",
];

/// The columns that hold numbers.
pub(super) const NUMBERS: [&str; 3] = ["confidence", "start", "end"];

/// The rows of an article, in the order of [`COLUMNS`]. `start` and `end` are code points, from the first to the last piece of the words said; `same_as` and
/// `within` are keys of other rows: of the statement in the body that a headline repeats, and of the one in whose words this one stands.
#[must_use]
pub fn rows(article: &Article) -> Vec<[String; COLUMNS.len()]> {
    let repeated = article.repeated();
    let all = &article.analysis.attributions;
    let key = |place: usize| all.get(place).map(|one| one.key.clone());
    all.iter()
        .zip(repeated)
        .map(|(one, repeats)| row(article, one, repeats.and_then(key).unwrap_or_default()))
        .collect()
}

fn row(article: &Article, one: &Attribution, same: String) -> [String; COLUMNS.len()] {
    let document = &article.analysis.document;
    let speaker = one.speaker.as_ref();
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    let span = |span: &Option<TextSpan>| span.as_ref().map(|s| s.text.clone()).unwrap_or_default();
    let outer = article
        .analysis
        .attributions
        .iter()
        .find(|other| Some(&other.id) == one.within.as_ref());
    let start = one.content.iter().map(|piece| piece.start).min();
    let end = one.content.iter().map(|piece| piece.end).max();
    [
        one.key.clone(),
        document.id.clone(),
        optional(&document.title),
        optional(&document.site),
        optional(&document.date),
        optional(&document.url),
        speaker.map(|s| s.name.clone()).unwrap_or_default(),
        speaker
            .map(|s| describe::speaker_kind(s.kind).to_owned())
            .unwrap_or_default(),
        speaker
            .map(|s| describe::resolution(s.resolution).to_owned())
            .unwrap_or_default(),
        speaker.map(|s| span(&s.mention)).unwrap_or_default(),
        describe::relays(one).join(" > "),
        span(&one.channel),
        span(&one.addressee),
        span(&one.occasion),
        span(&one.target),
        one.cue.text.clone(),
        one.cue.lemma.clone(),
        one.stance.clone(),
        describe::polarity(one.polarity).to_owned(),
        describe::commitment(one.commitment).to_owned(),
        describe::kind(one.kind).to_owned(),
        describe::pieces(one).join(" [\u{2026}] "),
        one.context.text.clone(),
        one.needs_review.join("; "),
        same,
        outer.map(|outer| outer.key.clone()).unwrap_or_default(),
        one.rule.clone(),
        format!("{:.2}", one.confidence),
        start.map(|at| at.to_string()).unwrap_or_default(),
        end.map(|at| at.to_string()).unwrap_or_default(),
        optional(&document.source),
    ]
}
