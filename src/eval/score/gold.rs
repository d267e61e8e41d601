//! The gold standard: articles annotated by hand, one a line.

use crate::attribution::analysis::TextSpan;
use serde::{Deserialize, Serialize};

/// An annotated article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldArticle {
    /// Its name: the `document.id` of its analysis.
    pub article: String,
    /// Its statements.
    pub attributions: Vec<GoldStatement>,
    /// Marked strings that are nobody's words.
    #[serde(default)]
    pub not_quotations: Vec<TextSpan>,
}

/// An annotated statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldStatement {
    /// Direct, mixed or indirect.
    pub kind: String,
    /// The speaker's fullest name; `None` or empty where nobody can be named.
    #[serde(default)]
    pub speaker_name: Option<String>,
    /// Other names that are right as well.
    #[serde(default)]
    pub speaker_aliases: Option<Vec<String>>,
    /// What the speaker is.
    #[serde(default)]
    pub speaker_kind: Option<String>,
    /// The stance.
    pub stance: String,
    /// The cue.
    pub cue: TextSpan,
    /// What was said.
    pub content: Vec<TextSpan>,
    /// The quoted pieces.
    pub quoted: Vec<TextSpan>,
    /// The speaker's mention; `None` where the sentence leaves the speaker out.
    #[serde(default)]
    pub speaker: Option<TextSpan>,
    /// The channel.
    #[serde(default)]
    pub channel: Option<TextSpan>,
    /// The relay.
    #[serde(default)]
    pub via: Option<TextSpan>,
    /// Whether it is borderline: finding it or not is free.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

impl GoldStatement {
    /// The speaker's name; empty where nobody can be named.
    #[must_use]
    pub fn name(&self) -> &str {
        self.speaker_name.as_deref().unwrap_or_default()
    }
}
