//! One article as it was read: what the analyzer takes, whoever read it.

use std::path::Path;

/// An article. Offsets of an analysis count the code points of `text`, of which nothing is left out: a byte order mark that
/// the file begins with is the code point U+FEFF at offset 0, and line ends are as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Stable name: the file name without its ending, or the id field of a record.
    pub id: String,
    /// Path or URL.
    pub source: Option<String>,
    /// Title, where the format carries one.
    pub title: Option<String>,
    /// Address it was published at.
    pub url: Option<String>,
    /// Name of the outlet that published it.
    pub site: Option<String>,
    /// When it was published, as the outlet writes it.
    pub date: Option<String>,
    /// The encoding it was read in, where that is not UTF-8.
    pub encoding: Option<String>,
    /// The text, exactly as read.
    pub text: String,
}

impl Document {
    /// A document without source and title.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Document {
        Document {
            id: id.into(),
            source: None,
            title: None,
            url: None,
            site: None,
            date: None,
            encoding: None,
            text: text.into(),
        }
    }

    /// The same document, read from `source`.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Document {
        self.source = Some(source.into());
        self
    }

    /// The same document under a title.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Document {
        self.title = Some(title.into());
        self
    }

    /// Where it comes from and, where others may come from there too, which of them it is: for messages.
    pub(crate) fn place(&self) -> String {
        match &self.source {
            None => self.id.clone(),
            // A file that is one article names it.
            Some(source) if *source == self.id => source.clone(),
            Some(source) if Path::new(source).file_stem() == Some(self.id.as_ref()) => {
                source.clone()
            }
            Some(source) => format!("{source}: {}", self.id),
        }
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text
            .chars()
            .all(|c| c.is_whitespace() || c == '\u{FEFF}')
    }
}
