//! Measuring what rules do: their own examples run through the whole engine, analyses against a gold standard.
//!
//! Everything here gives data; who prints it decides how it looks.

mod align;
pub mod examples;
mod fields;
pub mod score;
pub mod stored;
