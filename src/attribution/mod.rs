//! Document and matches in; attributions with speakers, chains, entities and stance out, each with its reasons.

pub mod analysis;
mod document;

pub use document::Document;
