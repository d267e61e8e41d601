//! Analyses as files hold them, read leniently: from this version, an older one, or another program that keeps to the contract.
//!
//! Only what figures and differences need is kept; a field that a file leaves out is empty, one that it has beyond the contract is ignored.

use crate::attribution::analysis::{Analysis, Attribution, TextSpan};
use crate::input::system;
use serde::{Deserialize, Deserializer, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// What is kept of an analysis.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct StoredAnalysis {
    /// The document.
    pub document: StoredDocument,
    /// Its statements, in the order of the file.
    pub attributions: Vec<StoredStatement>,
    /// Marked strings that are nobody's words.
    #[serde(default, deserialize_with = "or_empty")]
    pub rejected_quotes: Vec<StoredRejection>,
}

/// What is kept of a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoredDocument {
    /// Its name.
    pub id: String,
}

/// What is kept of a statement: what it claims, and which rule claims it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredStatement {
    /// The cue.
    #[serde(default)]
    pub cue: Option<TextSpan>,
    /// Direct, mixed or indirect.
    #[serde(default)]
    pub kind: String,
    /// Name of the stance.
    #[serde(default)]
    pub stance: String,
    /// Whether the speaker affirms or denies the content; a record may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<String>,
    /// How far the writer goes along with it; a record may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<String>,
    /// Id of the rule that made it.
    #[serde(default)]
    pub rule: String,
    /// Who said it.
    #[serde(default)]
    pub speaker: Option<StoredSpeaker>,
    /// Relays, from the outermost in.
    #[serde(
        default,
        deserialize_with = "or_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub via: Vec<TextSpan>,
    /// Channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<TextSpan>,
    /// Whom it was said to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<TextSpan>,
    /// On which occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<TextSpan>,
    /// Whom it is aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TextSpan>,
    /// What was said.
    #[serde(default, deserialize_with = "or_empty")]
    pub content: Vec<TextSpan>,
    /// The quoted pieces.
    #[serde(
        default,
        deserialize_with = "or_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub quotes: Vec<TextSpan>,
    /// The key that joins runs.
    #[serde(default, skip_serializing)]
    pub key: String,
    /// From 0 to 1.
    #[serde(default, skip_serializing)]
    pub confidence: Option<f64>,
    /// The sentence or sentences round it.
    #[serde(default, skip_serializing)]
    pub context: Option<TextSpan>,
}

/// What is kept of a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSpeaker {
    /// Name.
    #[serde(default)]
    pub name: String,
    /// What the speaker is.
    #[serde(default)]
    pub kind: String,
    /// How the speaker was found.
    #[serde(default)]
    pub resolution: String,
    /// The noun phrase beside the cue.
    #[serde(default)]
    pub mention: Option<TextSpan>,
}

/// A marked string that is nobody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRejection {
    /// The string.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The rule that rejected it.
    #[serde(default)]
    pub rule: String,
}

/// A missing list and `null` are an empty one.
fn or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

impl StoredStatement {
    /// The words of the content, its pieces joined by a blank.
    #[must_use]
    pub fn words(&self) -> String {
        joined(&self.content)
    }

    /// The speaker's name; empty where there is none.
    #[must_use]
    pub fn speaker_name(&self) -> &str {
        self.speaker.as_ref().map_or("", |speaker| &speaker.name)
    }

    /// The words of the cue; empty where there is none.
    #[must_use]
    pub fn cue_text(&self) -> &str {
        self.cue.as_ref().map_or("", |cue| &cue.text)
    }
}

/// The texts of some spans, joined by blanks.
pub(super) fn joined(spans: &[TextSpan]) -> String {
    let texts: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
    texts.join(" ")
}

impl From<&Analysis> for StoredAnalysis {
    fn from(analysis: &Analysis) -> StoredAnalysis {
        StoredAnalysis {
            document: StoredDocument {
                id: analysis.document.id.clone(),
            },
            attributions: analysis.attributions.iter().map(Into::into).collect(),
            rejected_quotes: analysis
                .rejected_quotes
                .iter()
                .map(|quote| StoredRejection {
                    text: quote.text.clone(),
                    start: quote.start,
                    end: quote.end,
                    rule: quote.rule.clone(),
                })
                .collect(),
        }
    }
}

impl From<&Attribution> for StoredStatement {
    fn from(statement: &Attribution) -> StoredStatement {
        use super::fields::name;
        let span = |text: &str, start, end| TextSpan {
            text: text.to_owned(),
            start,
            end,
        };
        let cue = &statement.cue;
        let speaker = statement.speaker.as_ref().map(|speaker| StoredSpeaker {
            name: speaker.name.clone(),
            kind: name(&speaker.kind),
            resolution: name(&speaker.resolution),
            mention: speaker.mention.clone(),
        });
        let via = statement.via.iter();
        StoredStatement {
            cue: Some(span(&cue.text, cue.start, cue.end)),
            kind: name(&statement.kind),
            stance: statement.stance.clone(),
            polarity: Some(name(&statement.polarity)),
            commitment: Some(name(&statement.commitment)),
            rule: statement.rule.clone(),
            speaker,
            via: via
                .map(|relay| span(&relay.text, relay.start, relay.end))
                .collect(),
            channel: statement.channel.clone(),
            addressee: statement.addressee.clone(),
            occasion: statement.occasion.clone(),
            target: statement.target.clone(),
            content: statement.content.clone(),
            quotes: statement.quotes.clone(),
            key: statement.key.clone(),
            confidence: Some(statement.confidence),
            context: Some(statement.context.clone()),
        }
    }
}

/// Why a file of records cannot be read, in whole or in part.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The system does not give the file.
    #[error("{}: {}", path.display(), system(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not what it should be.
    #[error("{}: line {line}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Its line, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
}

/// The records of a JSONL file, one line in memory at a time. A line that is no such record is an error of its own.
pub struct Lines<T> {
    path: PathBuf,
    lines: BufReader<File>,
    line: u64,
    ended: bool,
    record: std::marker::PhantomData<T>,
}

impl<T: for<'de> Deserialize<'de>> Lines<T> {
    /// Opens a file.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> Result<Lines<T>, RecordError> {
        let error = |source| RecordError::Read {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(error)?;
        if file.metadata().map_err(error)?.is_dir() {
            return Err(error(std::io::Error::other("is a folder, not a file")));
        }
        Ok(Lines {
            path: path.to_owned(),
            lines: BufReader::new(file),
            line: 0,
            ended: false,
            record: std::marker::PhantomData,
        })
    }

    fn wrong(&self, message: String) -> RecordError {
        RecordError::Line {
            path: self.path.clone(),
            line: self.line,
            message,
        }
    }

    fn parse(&self, bytes: &[u8]) -> Result<T, RecordError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.starts_with(b"[") {
            return Err(
                self.wrong("a JSON array; one object a line is needed (--format jsonl)".into())
            );
        }
        serde_json::from_slice(bytes).map_err(|error| {
            // Every record is one line, so the library's own line number would only confuse.
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or(&text);
            self.wrong(format!("{what} (column {})", error.column()))
        })
    }
}

impl<T: for<'de> Deserialize<'de>> Iterator for Lines<T> {
    type Item = Result<T, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        while !self.ended {
            bytes.clear();
            self.line += 1;
            match self.lines.read_until(b'\n', &mut bytes) {
                Ok(0) => self.ended = true,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.parse(bytes.trim_ascii())),
                Err(source) => {
                    self.ended = true;
                    return Some(Err(RecordError::Read {
                        path: self.path.clone(),
                        source,
                    }));
                }
            }
        }
        None
    }
}

/// Whether a JSONL file holds analyses, not articles: by its first record.
#[must_use]
pub fn holds_analyses(path: &Path) -> bool {
    let first = Lines::<serde_json::Value>::open(path)
        .ok()
        .and_then(|mut lines| lines.next());
    matches!(first, Some(Ok(serde_json::Value::Object(fields))) if fields.contains_key("attributions"))
}
