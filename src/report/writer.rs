//! Analyses to an output, one at a time, in one of the formats.

use super::article::Article;
#[cfg(feature = "parquet")]
use super::exchange::Columns;
use super::exchange::{Claims, Collection, doccano_task, label_studio};
use super::locale::{Language, Locale};
use super::workbook::workbook;
use super::{Layout, comma, html, json, markdown, records_with, table_with};
use crate::attribution::analysis::Analysis;
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::Path;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
#[non_exhaustive]
pub enum Format {
    /// A table for eyes.
    #[default]
    Table,
    /// One `field: value` a line, for eyes.
    Records,
    /// One JSON array of all documents.
    Json,
    /// One JSON object a line, each a document.
    Jsonl,
    /// A report to read in a browser or print: one file, with everything in it.
    Html,
    /// One statement a row, for scripts and spreadsheets.
    Csv,
    /// A workbook for spreadsheets: statements, speakers, documents.
    Xlsx,
    /// Statements under their speakers, for notes.
    Markdown,
    /// W3C Web Annotation, a collection in JSON-LD.
    WebAnnotation,
    /// Drafts of schema.org claims and quotations in JSON-LD.
    Claims,
    /// Tasks for Label Studio, to be corrected there; `isnad gold` reads them back.
    LabelStudio,
    /// Records for doccano, to be corrected there; `isnad gold` reads them back.
    Doccano,
    /// brat standoff: a folder with a .txt and an .ann file an article.
    Brat,
    /// One statement a row in typed columns, for analysts.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The format that the ending of a file stands for.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            "html" | "htm" => Format::Html,
            "csv" => Format::Csv,
            "xlsx" => Format::Xlsx,
            "md" | "markdown" => Format::Markdown,
            #[cfg(feature = "parquet")]
            "parquet" => Format::Parquet,
            _ => return None,
        })
    }

    /// Whether a person reads it on a terminal as it is.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Format::Xlsx | Format::Brat => false,
            #[cfg(feature = "parquet")]
            Format::Parquet => false,
            _ => true,
        }
    }

    /// Whether it can only be written once every document is known.
    fn is_whole(self) -> bool {
        matches!(self, Format::Html | Format::Xlsx)
    }
}

/// What is written, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The format.
    pub format: Format,
    /// For tables and records.
    pub layout: Layout,
    /// The language of headings in formats for people.
    pub language: Language,
    /// Whether CSV begins with the byte order mark that Excel needs.
    pub excel: bool,
}

/// Writes analyses as they come. Formats that show all articles together keep them until the end; the others keep nothing but the count.
pub struct Report<W: Write> {
    options: Options,
    out: W,
    count: usize,
    kept: Vec<(String, Analysis)>,
    annotations: Collection,
    claims: Claims,
    #[cfg(feature = "parquet")]
    columns: Option<Columns>,
}

impl<W: Write> Report<W> {
    /// A report on nothing yet.
    pub fn new(options: Options, out: W) -> Report<W> {
        Report {
            options,
            out,
            count: 0,
            kept: Vec::new(),
            annotations: Collection::default(),
            claims: Claims::default(),
            #[cfg(feature = "parquet")]
            columns: None,
        }
    }

    /// Writes one document, whose text is `text`.
    ///
    /// # Errors
    /// What the output says.
    pub fn document(&mut self, text: &str, analysis: &Analysis) -> io::Result<()> {
        let first = self.count == 0;
        self.count += 1;
        let article = Article { text, analysis };
        match self.options.format {
            Format::Table | Format::Records => {
                if !first {
                    self.out.write_all(b"\n")?;
                }
                let text = match self.options.format {
                    Format::Records => records_with(analysis, &self.options.layout),
                    _ => table_with(analysis, &self.options.layout),
                };
                self.out.write_all(text.as_bytes())
            }
            Format::Json => {
                self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                json::write(&mut self.out, analysis)
            }
            Format::Jsonl => {
                json::write(&mut self.out, analysis)?;
                self.out.write_all(b"\n")
            }
            Format::Csv => {
                if first {
                    comma::head(&mut self.out, self.options.excel)?;
                }
                comma::article(&mut self.out, &article)
            }
            Format::Markdown => {
                if !first {
                    self.out.write_all(b"\n")?;
                }
                let locale = self.locale()?;
                self.out
                    .write_all(markdown::article(&article, &locale).as_bytes())
            }
            Format::WebAnnotation => self.annotations.article(&mut self.out, &article),
            Format::Claims => self.claims.article(&mut self.out, &article),
            Format::LabelStudio => {
                self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                json::write(&mut self.out, &label_studio::task(&article))
            }
            Format::Doccano => {
                json::write(&mut self.out, &doccano_task(&article))?;
                self.out.write_all(b"\n")
            }
            Format::Brat => Err(io::Error::other(
                "brat takes two files an article, not one of all",
            )),
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let columns = match &mut self.columns {
                    Some(columns) => columns,
                    none => none.insert(Columns::new()?),
                };
                columns.article(&mut self.out, &article)
            }
            Format::Html | Format::Xlsx => {
                self.kept.push((text.to_owned(), analysis.clone()));
                Ok(())
            }
        }
    }

    fn locale(&self) -> io::Result<Locale> {
        Locale::of(self.options.language).map_err(io::Error::other)
    }

    /// Closes what is open and hands the output back.
    ///
    /// # Errors
    /// What the output says.
    pub fn finish(mut self) -> io::Result<W> {
        match self.options.format {
            Format::Json | Format::LabelStudio => {
                let end: &[u8] = if self.count == 0 { b"[]\n" } else { b"\n]\n" };
                self.out.write_all(end)?;
            }
            Format::Csv if self.count == 0 => comma::head(&mut self.out, self.options.excel)?,
            Format::WebAnnotation => self.annotations.finish(&mut self.out)?,
            Format::Claims => self.claims.finish(&mut self.out)?,
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let columns = match self.columns.take() {
                    Some(columns) => columns,
                    None => Columns::new()?,
                };
                columns.finish(&mut self.out)?;
            }
            format if format.is_whole() => {
                let locale = self.locale()?;
                let articles: Vec<Article> = self
                    .kept
                    .iter()
                    .map(|(text, analysis)| Article { text, analysis })
                    .collect();
                let bytes = match format {
                    Format::Html => html::page(&articles, &locale)
                        .map_err(io::Error::other)?
                        .into_bytes(),
                    _ => workbook(&articles, &locale).map_err(io::Error::other)?,
                };
                self.out.write_all(&bytes)?;
            }
            _ => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }

    /// Sends on what was written so far.
    ///
    /// # Errors
    /// What the output says.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
