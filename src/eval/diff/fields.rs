//! The fields that statements are compared on. Places are not compared: a statement that moved with its words is the same.

use crate::attribution::analysis::TextSpan;
use crate::eval::stored::StoredStatement;
use clap::ValueEnum;
use serde::Serialize;

/// A field of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Field {
    /// Who said it
    Speaker,
    /// What the speaker is
    SpeakerKind,
    /// How the speaker was found
    Resolution,
    /// The noun phrase beside the cue
    Mention,
    /// The stance
    Stance,
    /// Whether the content is affirmed or denied
    Polarity,
    /// How far the writer goes along
    Commitment,
    /// What was said
    Content,
    /// The quoted pieces
    Quotes,
    /// Direct, mixed or indirect
    Kind,
    /// The cue
    Cue,
    /// The relays
    Via,
    /// The channel
    Channel,
    /// Whom it was said to
    Addressee,
    /// The occasion
    Occasion,
    /// Whom it is aimed at
    Target,
    /// The rule
    Rule,
    /// The confidence
    Confidence,
}

impl Field {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Field; 18] = [
        Field::Speaker,
        Field::SpeakerKind,
        Field::Resolution,
        Field::Mention,
        Field::Stance,
        Field::Polarity,
        Field::Commitment,
        Field::Content,
        Field::Quotes,
        Field::Kind,
        Field::Cue,
        Field::Via,
        Field::Channel,
        Field::Addressee,
        Field::Occasion,
        Field::Target,
        Field::Rule,
        Field::Confidence,
    ];

    /// What tables call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Field::Speaker => "speaker",
            Field::SpeakerKind => "speaker kind",
            Field::Resolution => "resolution",
            Field::Mention => "mention",
            Field::Stance => "stance",
            Field::Polarity => "polarity",
            Field::Commitment => "commitment",
            Field::Content => "content",
            Field::Quotes => "quotes",
            Field::Kind => "kind",
            Field::Cue => "cue",
            Field::Via => "via",
            Field::Channel => "channel",
            Field::Addressee => "addressee",
            Field::Occasion => "occasion",
            Field::Target => "target",
            Field::Rule => "rule",
            Field::Confidence => "confidence",
        }
    }

    /// Its values in a statement; empty where it has none.
    #[must_use]
    pub fn values(self, statement: &StoredStatement) -> Vec<String> {
        let speaker = statement.speaker.as_ref();
        let one = |text: Option<&String>| text.into_iter().cloned().collect();
        let texts = |spans: &[TextSpan]| spans.iter().map(|span| span.text.clone()).collect();
        match self {
            Field::Speaker => one(speaker.map(|speaker| &speaker.name)),
            Field::SpeakerKind => one(speaker.map(|speaker| &speaker.kind)),
            Field::Resolution => one(speaker.map(|speaker| &speaker.resolution)),
            Field::Mention => texts(
                speaker
                    .and_then(|speaker| speaker.mention.as_ref())
                    .map(std::slice::from_ref)
                    .unwrap_or_default(),
            ),
            Field::Stance => vec![statement.stance.clone()],
            Field::Polarity => one(statement.polarity.as_ref()),
            Field::Commitment => one(statement.commitment.as_ref()),
            Field::Content => texts(&statement.content),
            Field::Quotes => texts(&statement.quotes),
            Field::Kind => vec![statement.kind.clone()],
            Field::Cue => texts(statement.cue.as_slice()),
            Field::Via => texts(&statement.via),
            Field::Channel => texts(statement.channel.as_slice()),
            Field::Addressee => texts(statement.addressee.as_slice()),
            Field::Occasion => texts(statement.occasion.as_slice()),
            Field::Target => texts(statement.target.as_slice()),
            Field::Rule => vec![statement.rule.clone()],
            Field::Confidence => statement
                .confidence
                .map(|confidence| format!("{confidence:.2}"))
                .into_iter()
                .collect(),
        }
    }
}

/// A field with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// Its old values.
    pub old: Vec<String>,
    /// Its new values.
    pub new: Vec<String>,
}

/// The fields in which two statements differ.
pub(super) fn changes(
    old: &StoredStatement,
    new: &StoredStatement,
    ignored: &[Field],
) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for field in Field::ALL {
        let (before, after) = (field.values(old), field.values(new));
        // A record that leaves one of these out says nothing of it; every statement has one.
        let needed = matches!(
            field,
            Field::Polarity | Field::Commitment | Field::Confidence
        );
        let unsaid = needed && (before.is_empty() || after.is_empty());
        if before != after && !unsaid && !ignored.contains(&field) {
            changes.push(FieldChange {
                field,
                old: before,
                new: after,
            });
        }
    }
    changes
}
