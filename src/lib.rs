//! isnad reads Arabic news and says, for every statement in it, who said it, through whom, in which words and with which stance.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod attribution;
mod builtin;
pub mod cli;
pub mod eval;
pub mod input;
pub mod lexicon;
pub mod pattern;
pub mod report;
pub mod rules;
pub mod text;

pub use attribution::{Analyzer, Document};
pub use builtin::RulesError;
pub use pattern::Rules;
