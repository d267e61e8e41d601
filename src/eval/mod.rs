//! Measuring what rules do: their own examples run through the whole engine, analyses against a gold standard, and against earlier ones.
//!
//! Everything here gives data; who prints it decides how it looks.

mod align;
pub mod corrections;
pub mod diff;
pub mod examples;
pub mod expected;
mod fields;
pub mod handbook;
pub mod score;
pub mod stats;
pub mod stored;
pub mod update;
