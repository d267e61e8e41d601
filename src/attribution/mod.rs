//! Document and matches in; attributions with speakers, chains, entities and stance out, each with its reasons.

mod agreement;
pub mod analysis;
mod analyzer;
mod appositions;
mod bodies;
mod captured;
mod confidence;
mod contents;
mod cueing;
mod dateline;
#[cfg(test)]
mod differential;
mod discourse;
mod document;
mod elided;
mod entities;
pub mod explain;
mod extent;
mod find;
mod foreign_names;
mod gather;
mod matching;
mod mention;
mod name_ends;
mod names;
mod namesakes;
mod objects;
mod pointing;
mod relayed;
mod result;
mod review;
mod roles;
mod seats;
mod speakers;
mod statement;
mod stream;
mod subject;
mod unbound;
mod vocabulary;
mod wording;
mod words;

pub use analyzer::Analyzer;
pub use document::Document;
