//! A statement while it is being decided: nodes instead of text.

use super::discourse::Considered;
use super::mention::Mention;
use crate::attribution::analysis::{Kind, Resolution};
use crate::lexicon::Framing;
use crate::text::Span;

/// A statement before it is written out.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    /// Stream in which it stands.
    pub stream: usize,
    /// Number of the match in the stream.
    pub number: usize,
    /// The cue.
    pub cue: Span,
    /// Pieces of the content, marks of a wholly quoted piece left out.
    pub content: Vec<Span>,
    /// The content with the marks round it, for finding out what stands in what.
    pub reach: Span,
    /// Quotations that are the speaker's words, by number.
    pub quotations: Vec<u32>,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// Whether the content ends with a question mark.
    pub ends_with_question: bool,
    /// The noun phrase of the speaker.
    pub mention: Option<Mention>,
    /// Who it is: index in the registry.
    pub speaker: Option<usize>,
    /// Names of the single speakers, where several speak as one.
    pub members: Vec<String>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// Media that report this report as a whole, as node ranges in the same stream.
    pub relays: Vec<(usize, usize)>,
    /// Stance, by number.
    pub stance: u8,
    /// Polarity and commitment.
    pub framing: Framing,
    /// Confidence of its rule, from 0 to 1.
    pub confidence: f32,
    /// Whoever could be meant where the sentence names nobody, the last one first; only where that is to be explained.
    pub considered: Option<Vec<Considered>>,
    /// Why.
    pub reasons: Vec<String>,
}
