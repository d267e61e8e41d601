//! How a cue frames what it reports: whether its speaker says that it is so, and how far the writer goes along with it.

use serde::{Deserialize, Serialize};

/// Whether the speaker says that the content is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so, or the cue leaves that open (said, asked, demanded).
    #[default]
    Affirmed,
    /// It is not so (denied, ruled out, does not believe).
    Denied,
}

/// How far the writer who chose the cue goes along with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Commitment {
    /// Not at all: it is the speaker's (said, confirmed).
    #[default]
    Neutral,
    /// The cue takes it for a fact (revealed, proved, admitted).
    Endorsing,
    /// The cue keeps it at arm's length (claimed, alleged, under the pretext).
    Distancing,
}

/// What a stance, a verb, a word or a rule says of both; what it leaves out, the next one says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Framing {
    /// Whether the content is so.
    pub polarity: Option<Polarity>,
    /// How far the writer goes along.
    pub commitment: Option<Commitment>,
}

impl Framing {
    /// The same, completed by another where it says nothing.
    #[must_use]
    pub fn or(self, other: Framing) -> Framing {
        Framing {
            polarity: self.polarity.or(other.polarity),
            commitment: self.commitment.or(other.commitment),
        }
    }

    /// Sets one of the two by the names that rule files use. `false` where one of the names is unknown.
    pub fn set(&mut self, field: &str, value: &str) -> bool {
        match (field, value) {
            ("polarity", "affirmed") => self.polarity = Some(Polarity::Affirmed),
            ("polarity", "denied") => self.polarity = Some(Polarity::Denied),
            ("commitment", "neutral") => self.commitment = Some(Commitment::Neutral),
            ("commitment", "endorsing") => self.commitment = Some(Commitment::Endorsing),
            ("commitment", "distancing") => self.commitment = Some(Commitment::Distancing),
            _ => return false,
        }
        true
    }
}
