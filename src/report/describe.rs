//! The small sentences round a table: its heading, its legend, what was rejected and mended.

use super::Layout;
use super::bidi::{isolate_if, printable};
use super::translation::Translation;
use crate::attribution::analysis::{Analysis, Attribution, Kind, Resolution};
use crate::lexicon::{Commitment, Polarity, SpeakerKind};
use crate::rules::message::{Message, count, say};

/// The line above a document's statements. It begins with a word of ours: terminals lose an isolate that opens a line, and
/// those without isolates take the direction of the line from its first letter.
pub(super) fn heading(analysis: &Analysis, layout: &Layout) -> Message {
    let id = isolate_if(&printable(&analysis.document.id), layout.isolate);
    let count = match analysis.attributions.len() {
        0 => say!("no statements in {}", id),
        count => count!(
            count,
            "{} statement in {}",
            "{} statements in {}",
            count,
            id
        ),
    };
    match &analysis.document.title {
        Some(title) => {
            let title = isolate_if(&printable(title), layout.isolate);
            say!("{}: {}", count, title)
        }
        None => count,
    }
}

/// The lines below a document's statements: what a mark in the table means, what was rejected, what was mended.
pub(super) fn notes(analysis: &Analysis, translation: &Translation) -> Vec<String> {
    let mut notes = Vec::new();
    if analysis
        .attributions
        .iter()
        .any(|a| flag(a) == Some(INFERRED))
    {
        let inferred = say!(
            "inferred: the sentence does not name its speaker; the name is taken from the context"
        );
        notes.push(format!("{FLAG} {}", translation.tell(&inferred)));
    }
    let rejected = analysis.rejected_quotes.len();
    if rejected > 0 {
        notes.push(translation.tell(&count!(
            rejected,
            "rejected: {} marked string that is nobody's words",
            "rejected: {} marked strings that are nobody's words"
        )));
    }
    if !analysis.repairs.is_empty() {
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for repair in &analysis.repairs {
            match kinds.iter_mut().find(|(what, _)| *what == repair.what) {
                Some((_, count)) => *count += 1,
                None => kinds.push((&repair.what, 1)),
            }
        }
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(what, count)| format!("{} {count}", printable(translation.repair(what))))
            .collect();
        let kinds = kinds.join(&translation.tell(&say!(", ")));
        notes.push(translation.tell(&say!("mended: {}", kinds)));
    }
    notes
}

/// Stands before what is said of a speaker; a character that no terminal mirrors.
pub(super) const FLAG: char = '\u{b7}';

/// How a speaker is marked that the sentence does not name.
const INFERRED: &str = "inferred";

/// What a reader must know before taking the speaker's name for granted.
pub(super) fn flag(attribution: &Attribution) -> Option<&'static str> {
    let Some(speaker) = &attribution.speaker else {
        return Some("nobody named");
    };
    match (speaker.resolution, speaker.kind) {
        (Resolution::Elided | Resolution::Pronoun, _) => Some(INFERRED),
        (Resolution::Anonymous, _) | (_, SpeakerKind::Anonymous) => Some("anonymous"),
        _ => None,
    }
}

/// The pieces of the words said.
pub(super) fn pieces(attribution: &Attribution) -> Vec<&str> {
    let pieces = if attribution.content.is_empty() {
        &attribution.quotes
    } else {
        &attribution.content
    };
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The words said, an interruption of the narrator's shown as a gap.
pub(super) fn words(attribution: &Attribution) -> String {
    let pieces: Vec<String> = pieces(attribution).into_iter().map(printable).collect();
    pieces.join(" [\u{2026}] ")
}

/// Through whom it was said, from the outermost in.
pub(super) fn relays(attribution: &Attribution) -> Vec<&str> {
    let named = attribution
        .via
        .iter()
        .map(|relay| match relay.name.as_str() {
            "" => relay.text.as_str(),
            name => name,
        });
    named.collect()
}

/// The name of a kind, as the contract writes it.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    }
}

/// The name of a way to find a speaker, as the contract writes it.
pub(super) fn resolution(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Named => "named",
        Resolution::Alias => "alias",
        Resolution::Elided => "elided",
        Resolution::Pronoun => "pronoun",
        Resolution::Anonymous => "anonymous",
    }
}

/// The name of a polarity, as the contract writes it.
pub(super) fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Denied => "denied",
    }
}

/// The name of a commitment, as the contract writes it.
pub(super) fn commitment(commitment: Commitment) -> &'static str {
    match commitment {
        Commitment::Neutral => "neutral",
        Commitment::Endorsing => "endorsing",
        Commitment::Distancing => "distancing",
    }
}

/// Whether a polarity or commitment is the one that goes without saying.
pub(super) fn is_usual(framing: &str) -> bool {
    matches!(framing, "" | "affirmed" | "neutral")
}

/// Whether the speaker says that it is not so, by a stance that does not tell: without a word about it the reported words would say the opposite.
pub(super) fn is_denied(attribution: &Attribution) -> bool {
    attribution.polarity == Polarity::Denied && attribution.stance != "deny"
}

/// What goes without saying neither by itself nor by the stance: that the speaker says that it is not so, how far the writer goes along with it.
pub(super) fn framing(
    attribution: &Attribution,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let denied = is_denied(attribution).then(|| ("polarity", polarity(attribution.polarity)));
    let commitment = ("commitment", commitment(attribution.commitment));
    let both = denied.into_iter().chain([commitment]);
    both.filter(|(_, value)| !is_usual(value))
}

/// The name of a kind of speaker, as the contract writes it.
pub(super) fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Group => "group",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Document => "document",
        SpeakerKind::Media => "media",
        SpeakerKind::Anonymous => "anonymous",
        SpeakerKind::Unknown => "unknown",
    }
}

/// The number that the tables give the statement `id`.
pub(super) fn number_of(analysis: &Analysis, id: &str) -> Option<usize> {
    analysis
        .attributions
        .iter()
        .position(|a| a.id == id)
        .map(|index| index + 1)
}
