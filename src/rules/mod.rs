//! YAML in; checked rules, or every mistake with its place, out. Knows no document.

pub mod model;
