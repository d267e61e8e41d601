//! A string in; tokens, sentences, paragraphs and paired quotation marks out, all with a map back to the original. Knows no rule and no Arabic word.

mod types;

pub use types::{Quotation, Repair, Shape, Span, Text, Token};
#[allow(missing_docs)] mod stub;
pub use stub::{Reader,TextSpec,ReadError,Offsets};
