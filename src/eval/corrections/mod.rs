//! Corrections that people make in annotation tools, read back into the gold format: what was found goes out as tasks, what is right comes back.

mod doccano;
mod gold;
mod label_studio;

use super::score::GoldArticle;
use crate::report::exchange::markup::Markup;
use std::collections::HashMap;

/// The tool that wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Tool {
    /// Label Studio's export, format JSON
    LabelStudio,
    /// doccano's export, format JSONL, of a project with relations
    Doccano,
}

/// What doccano counts, which depends on the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Unit {
    /// UTF-16 units, as its editor does
    #[default]
    Utf16,
    /// Unicode code points
    Char,
}

/// Why corrections cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorrectionError {
    /// The file is not what the tool writes.
    #[error("{0}")]
    File(String),
    /// One article says something that is no annotation of ours; the others are read.
    #[error("{article}: {message}")]
    Article {
        /// The article, or its place in the file.
        article: String,
        /// What is wrong.
        message: String,
    },
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Corrections {
    /// The corrected articles, in the order of the file.
    pub articles: Vec<GoldArticle>,
    /// Articles that cannot be read.
    pub errors: Vec<CorrectionError>,
    /// Articles that nobody has corrected yet.
    pub untouched: usize,
}

/// Names that belong to a speaker beside the one that the annotator gave.
type Aliases = HashMap<String, Vec<String>>;

/// An article as the annotator left it.
struct Corrected {
    article: String,
    text: String,
    markup: Markup,
    aliases: Aliases,
}

/// Reads a file of corrections. Without a tool its beginning tells: Label Studio writes one array, doccano an object a line.
///
/// # Errors
/// When the file is not what the tool writes; what is wrong with single articles stands among [`Corrections::errors`].
pub fn read(text: &str, tool: Option<Tool>, unit: Unit) -> Result<Corrections, CorrectionError> {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let tool = tool.unwrap_or(if text.starts_with('[') {
        Tool::LabelStudio
    } else {
        Tool::Doccano
    });
    let items = match tool {
        Tool::LabelStudio => label_studio::read(text)?,
        Tool::Doccano => doccano::read(text, unit),
    };
    let mut all = Corrections::default();
    for item in items {
        match item {
            Ok(Some(corrected)) => {
                let article = corrected.article.clone();
                match gold::article(&corrected) {
                    Ok(gold) => all.articles.push(gold),
                    Err(message) => all
                        .errors
                        .push(CorrectionError::Article { article, message }),
                }
            }
            Ok(None) => all.untouched += 1,
            Err(error) => all.errors.push(error),
        }
    }
    Ok(all)
}

/// The speakers of a task, as it was written: names and aliases.
fn aliases(speakers: &serde_json::Value) -> Aliases {
    let all = speakers.as_array().into_iter().flatten();
    all.filter_map(|speaker| {
        let name = speaker.get("name")?.as_str()?.to_owned();
        let aliases = speaker.get("aliases")?.as_array()?.iter();
        let aliases = aliases.filter_map(|alias| alias.as_str().map(str::to_owned));
        Some((name, aliases.collect()))
    })
    .collect()
}
