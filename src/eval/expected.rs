//! Stored results: what an article's analysis said when somebody accepted it, in a file beside the article, laid out for review.
//!
//! `a.txt` has `a.expected.json`. A statement takes a few lines: what it is and which rule made it; who said it; what was said. Confidence, reasons,
//! keys and entities are left out: they may change without any claim changing.

use super::diff::Comparison;
use super::stored::{StoredAnalysis, StoredDocument, StoredRejection, StoredStatement};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Version of the layout.
const SCHEMA: u32 = 1;
/// What the name of a stored result ends with.
pub const ENDING: &str = ".expected.json";

/// A stored result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Version of the layout.
    pub schema: u32,
    /// A hash of the article's text, which shows whether it was edited since.
    pub text: String,
    /// The statements.
    pub statements: Vec<StoredStatement>,
    /// Marked strings that are nobody's words.
    pub rejected_quotes: Vec<StoredRejection>,
}

/// Why a stored result cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExpectedError {
    /// It is no JSON, or not of this shape.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// It was written for another version.
    #[error("its schema is {0}; this version reads {SCHEMA}")]
    Schema(u32),
    /// It holds something that nothing would be compared with.
    #[error("`{0}` is no part of a stored result")]
    Stray(String),
}

/// The stored result that belongs to an article.
#[must_use]
pub fn beside(article: &Path) -> PathBuf {
    let mut name = article.file_stem().unwrap_or_default().to_owned();
    name.push(ENDING);
    article.with_file_name(name)
}

/// A hash of a text (FNV-1a), in hexadecimal: small, and the same on every machine and in every version.
#[must_use]
pub fn text_hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

impl Expected {
    /// The result to store for an article.
    #[must_use]
    pub fn new(text: &str, analysis: StoredAnalysis) -> Expected {
        Expected {
            schema: SCHEMA,
            text: text_hash(text),
            statements: analysis.attributions.into_iter().map(bare).collect(),
            rejected_quotes: analysis.rejected_quotes,
        }
    }

    /// Reads a stored result. A key that nothing would be compared with is an error: it would pass in silence.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Expected, ExpectedError> {
        let value: Value = serde_json::from_str(text)?;
        let expected: Expected = serde_json::from_str(text)?;
        if expected.schema != SCHEMA {
            return Err(ExpectedError::Schema(expected.schema));
        }
        match stray(&value, &serde_json::to_value(&expected)?) {
            Some(path) => Err(ExpectedError::Stray(path)),
            None => Ok(expected),
        }
    }

    /// As an analysis of the document of this name, for comparing.
    #[must_use]
    pub fn analysis(self, id: &str) -> StoredAnalysis {
        StoredAnalysis {
            document: StoredDocument { id: id.to_owned() },
            attributions: self.statements,
            rejected_quotes: self.rejected_quotes,
        }
    }

    /// The file: JSON, a line for each group of fields that a reviewer reads together.
    ///
    /// # Errors
    /// None that texts and numbers can cause.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        let mut out = format!(
            "{{\n\"schema\": {},\n\"text\": {},\n\"statements\": [",
            self.schema,
            serde_json::to_string(&self.text)?
        );
        for (number, one) in self.statements.iter().enumerate() {
            out.push_str(if number == 0 { "\n" } else { ",\n" });
            statement(one, &mut out)?;
        }
        out.push_str(if self.statements.is_empty() {
            "],\n"
        } else {
            "\n],\n"
        });
        out.push_str("\"rejected_quotes\": [");
        for (number, one) in self.rejected_quotes.iter().enumerate() {
            let before = if number == 0 { "\n" } else { ",\n" };
            let _ = write!(out, "{before}  {}", spaced(one)?);
        }
        out.push_str(if self.rejected_quotes.is_empty() {
            "]\n}\n"
        } else {
            "\n]\n}\n"
        });
        Ok(out)
    }
}

/// Without what is not stored.
fn bare(statement: StoredStatement) -> StoredStatement {
    StoredStatement {
        key: String::new(),
        confidence: None,
        context: None,
        ..statement
    }
}

fn statement(one: &StoredStatement, out: &mut String) -> Result<(), serde_json::Error> {
    let _ = write!(out, "  {{\"cue\": {}", spaced(&one.cue)?);
    for (name, value) in [
        ("kind", Some(&one.kind)),
        ("stance", Some(&one.stance)),
        ("polarity", one.polarity.as_ref()),
        ("commitment", one.commitment.as_ref()),
        ("rule", Some(&one.rule)),
    ] {
        if let Some(value) = value {
            let _ = write!(out, ", \"{name}\": {}", spaced(value)?);
        }
    }
    let _ = write!(out, ",\n   \"speaker\": {},\n", spaced(&one.speaker)?);
    if !one.via.is_empty() {
        let _ = writeln!(out, "   \"via\": {},", spaced(&one.via)?);
    }
    for (name, span) in [
        ("channel", &one.channel),
        ("addressee", &one.addressee),
        ("occasion", &one.occasion),
        ("target", &one.target),
    ] {
        if span.is_some() {
            let _ = writeln!(out, "   \"{name}\": {},", spaced(span)?);
        }
    }
    if !one.quotes.is_empty() {
        let _ = writeln!(out, "   \"quotes\": {},", spaced(&one.quotes)?);
    }
    let _ = write!(out, "   \"content\": {}}}", spaced(&one.content)?);
    Ok(())
}

/// JSON on one line, with a blank behind commas and colons.
fn spaced(value: &impl Serialize) -> Result<String, serde_json::Error> {
    struct Spaced;
    impl serde_json::ser::Formatter for Spaced {
        fn begin_array_value<W: ?Sized + std::io::Write>(
            &mut self,
            out: &mut W,
            first: bool,
        ) -> std::io::Result<()> {
            out.write_all(if first { b"" } else { b", " })
        }
        fn begin_object_key<W: ?Sized + std::io::Write>(
            &mut self,
            out: &mut W,
            first: bool,
        ) -> std::io::Result<()> {
            out.write_all(if first { b"" } else { b", " })
        }
        fn begin_object_value<W: ?Sized + std::io::Write>(
            &mut self,
            out: &mut W,
        ) -> std::io::Result<()> {
            out.write_all(b": ")
        }
    }
    let mut bytes = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(
        &mut bytes, Spaced,
    ))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The first key of `written` that `known` does not have.
fn stray(written: &Value, known: &Value) -> Option<String> {
    match (written, known) {
        (Value::Object(written), Value::Object(known)) => {
            written.iter().find_map(|(key, value)| {
                match known.get(key) {
                    Some(known) => stray(value, known).map(|path| format!("{key}.{path}")),
                    // An empty list or null may be written out where it is left out.
                    None => (!value.is_null()
                        && value.as_array().is_none_or(|list| !list.is_empty()))
                    .then(|| key.clone()),
                }
            })
        }
        (Value::Array(written), Value::Array(known)) => {
            written.iter().zip(known).find_map(|(a, b)| stray(a, b))
        }
        _ => None,
    }
}

/// What to store once some differences are accepted and others not: `accepted` is asked for every statement and every rejected string that differs,
/// by its position in the comparison.
#[must_use]
pub fn merged(
    comparison: &Comparison<'_>,
    statement: impl Fn(usize) -> bool,
    rejection: impl Fn(usize) -> bool,
) -> StoredAnalysis {
    let statements = comparison.statements.iter().enumerate();
    let statements = statements.filter_map(|(number, pairing)| {
        let (old, new) = comparison.pair(pairing);
        if !pairing.differs() || statement(number) {
            new
        } else {
            old
        }
        .cloned()
    });
    let rejections = comparison.rejections.iter().enumerate();
    let rejections = rejections.filter_map(|(number, one)| {
        let (old, new) = comparison.rejected(one);
        if !one.differs() || rejection(number) {
            new
        } else {
            old
        }
        .cloned()
    });
    StoredAnalysis {
        document: comparison.new.document.clone(),
        attributions: statements.collect(),
        rejected_quotes: rejections.collect(),
    }
}
