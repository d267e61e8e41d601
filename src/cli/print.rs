//! The choice between words for eyes and JSON for programs.

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For eyes
    #[default]
    Text,
    /// All of it as one JSON object
    Json,
}
