//! A string in; tokens, sentences, paragraphs and paired quotation marks out, all with a map back to the original. Knows no rule and no Arabic word.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod check;
mod direction;
mod endings;
mod folding;
mod layout;
mod marks;
mod offsets;
mod reader;
mod ruler;
mod scan;
mod spec;
mod types;
mod wrapping;

pub use check::SpecFault;
pub(crate) use direction::{Direction, is_right_to_left};
pub use folding::Folding;
pub use offsets::Offsets;
pub use reader::Reader;
pub use ruler::Ruler;
pub use spec::{MarkSpec, MergedEndingSpec, PunctuationSpec, TextSpec};
pub use types::{Quotation, Repair, Shape, Span, Text, Token};

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Spans count bytes in 32 bits.
    #[error("the text has {bytes} bytes; at most {limit} can be read", limit = u32::MAX)]
    TooLong {
        /// Length of the text.
        bytes: usize,
    },
}
