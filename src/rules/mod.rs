//! YAML in; checked rules, or every mistake with its place, out. Knows no document.
//!
//! A file becomes a tree of nodes that all know their place (`parse`), the trees become the types of [`model`] (`decode`), and what
//! the sections say of each other is checked at the end (`check`). Nothing stops at the first mistake.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

pub mod catalogue;
mod check;
mod declension;
mod decode;
pub mod diagnostic;
pub mod format;
pub mod language;
pub(crate) mod lint;
mod load;
pub mod message;
pub mod model;
mod node;
mod overlay;
mod parse;
mod suggest;
#[cfg(test)]
mod tests;
mod uses;
pub mod vocabulary;

pub use diagnostic::{Code, Diagnostic, Label, Severity};
pub use load::{
    Limits, LoadError, load_dir, load_dir_over, load_dir_over_within, load_dir_within, load_files,
    load_files_over, load_files_within,
};
pub use message::Message;
pub use model::RuleSet;
pub(crate) use suggest::nearest;
