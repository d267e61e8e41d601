//! One source to its documents, by its format.

use super::error::{InputError, Place};
use super::options::{Format, Limits, Options};
use super::record::stem;
use super::source::{Meter, Source};
use super::{Open, csv, encoding, jsonl, pdf, webpage};
use crate::attribution::Document;
use std::path::{Path, PathBuf};

/// What is said of a file that may be an array, of which the records are not read.
const JSON: &str = "JSON is read as one object a line: `jq -c '.[]'` makes such lines of an array, and --from jsonl reads them under any name";

/// The documents of a file.
pub(super) fn path(path: &Path, options: &Options, meter: &Meter) -> Open {
    match Source::open(path, meter) {
        Ok(source) => open(source, options),
        Err(error) => one(Err(error)),
    }
}

/// The documents of a source.
pub(super) fn open(source: Source, options: &Options) -> Open {
    let ending = source.path.extension();
    if options.format.is_none() && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
    {
        // As a text, its names of fields and its brackets would be words.
        return one(Err(InputError::bad(&source.path, Place::Whole, JSON)));
    }
    let format = options
        .format
        .unwrap_or_else(|| Format::of_path(&source.path));
    match format {
        Format::Jsonl => many(jsonl::Records::new(source, options)),
        Format::Csv => many(csv::Rows::new(source, options)),
        #[cfg(feature = "feeds")]
        Format::Feed => many(super::feed::entries(source, options).map(Vec::into_iter)),
        #[cfg(not(feature = "feeds"))]
        Format::Feed => one(not_built(source, "feeds")),
        #[cfg(feature = "warc")]
        Format::Warc => many(super::warc::Pages::new(source, options)),
        #[cfg(not(feature = "warc"))]
        Format::Warc => one(not_built(source, "warc")),
        #[cfg(feature = "docx")]
        Format::Docx => one(super::docx::document(source, options)),
        #[cfg(not(feature = "docx"))]
        Format::Docx => one(not_built(source, "docx")),
        Format::Pdf => one(pdf::document(source, options)),
        Format::Text => one(text(source, options)),
        Format::Html => one(page(source, options)),
    }
}

#[cfg(not(all(feature = "feeds", feature = "warc", feature = "docx")))]
fn not_built(source: Source, feature: &'static str) -> Result<Document, InputError> {
    let path = source.path;
    Err(InputError::NotBuilt { path, feature })
}

fn one(item: Result<Document, InputError>) -> Open {
    Box::new(std::iter::once(item))
}

fn many<I>(opened: Result<I, InputError>) -> Open
where
    I: Iterator<Item = Result<Document, InputError>> + Send + 'static,
{
    match opened {
        Ok(documents) => Box::new(documents),
        Err(error) => one(Err(error)),
    }
}

/// A plain text as one article.
fn text(source: Source, options: &Options) -> Result<Document, InputError> {
    let (path, bytes) = source.whole(options.limits)?;
    let (text, encoding) = encoding::text(&path, bytes, options.encoding)?;
    Ok(named(Document::new(stem(&path), text), &path, encoding))
}

/// The article in a web page.
fn page(source: Source, options: &Options) -> Result<Document, InputError> {
    let (path, bytes) = source.whole(options.limits)?;
    let said = encoding::said(&bytes);
    let (text, encoding) = encoding::declared(&path, bytes, options.encoding, said)?;
    let document = webpage::document(&path, stem(&path), &text)?;
    Ok(named(document, &path, encoding))
}

/// The document with where it comes from and what it was written in. Standard input is no place that somebody could look at.
pub(super) fn named(
    mut document: Document,
    path: &Path,
    encoding: Option<&'static encoding_rs::Encoding>,
) -> Document {
    document.encoding = encoding.map(|encoding| encoding.name().to_owned());
    if path.as_os_str() == "stdin" {
        return document;
    }
    document.with_source(path.to_string_lossy())
}

/// The document, unless it or a line of it is larger than it may be.
pub(super) fn within(document: Document, limits: Limits) -> Result<Document, InputError> {
    let place = || PathBuf::from(document.source.as_deref().unwrap_or(&document.id));
    if document.text.len() as u64 > limits.document {
        return Err(InputError::too_large(&place(), Place::Whole, limits));
    }
    if document.text.len() as u64 > limits.line {
        let mut lines = document.text.split('\n').zip(1..);
        if let Some((_, line)) = lines.find(|(line, _)| line.len() as u64 > limits.line) {
            return Err(InputError::too_long(&place(), line, limits));
        }
    }
    Ok(document)
}
