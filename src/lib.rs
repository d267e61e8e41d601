//! isnad reads Arabic news and says, for every statement in it, who said it, through whom, in which words and with which stance.
//!
//! ```
//! use isnad::{Analyzer, Document, Rules};
//!
//! let rules = Rules::builtin()?;
//! let analyzer = Analyzer::new(&rules);
//! let document = Document::new("article", "قال وزير الصحة في تصريح صحفي إن المستشفيات جاهزة.");
//! let analysis = analyzer.analyze(&document)?;
//!
//! let statement = &analysis.attributions[0];
//! assert_eq!(statement.speaker.as_ref().unwrap().name, "وزير الصحة");
//! assert_eq!(statement.content[0].text, "المستشفيات جاهزة");
//! assert_eq!(statement.stance, "neutral");
//! println!("{}", isnad::report::table(&analysis));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Rules::builtin`] opens the pack inside the library; [`Rules::load`] reads a folder of YAML in its place. An [`Analyzer`] is made once for a
//! pack and can be shared between threads. [`input::documents`] reads files, folders and standard input; [`report`] prints an
//! [`Analysis`](attribution::analysis::Analysis) as a table, records, JSON or JSONL.
//!
//! The rooms, from the ground up; a lower one never imports a higher one: [`text`], [`lexicon`], [`rules`], [`pattern`], [`attribution`],
//! [`report`]; [`input`] beside them; [`eval`], [`serve`] and [`cli`] on top. None of them knows an Arabic word: all of those are in the pack.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Nothing that input can reach may panic; tests may.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented
    )
)]

pub mod attribution;
mod builtin;
pub mod cli;
pub mod eval;
pub mod input;
pub mod lexicon;
mod numbered;
mod parallel;
pub mod pattern;
pub mod report;
pub mod rules;
pub mod serve;
pub mod text;
mod yaml;

pub use attribution::{Analyzer, Document};
pub use builtin::RulesError;
pub use pattern::Rules;

/// The Rust in the README is compiled with the tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
