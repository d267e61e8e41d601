//! Analyses to an output, one at a time, in one of the formats.

use super::{Layout, records_with, table_with};
use crate::attribution::analysis::Analysis;
use clap::ValueEnum;
use std::io::{self, Write};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
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
}

/// Writes analyses as they come; nothing is kept but the count.
pub struct Report<W: Write> {
    format: Format,
    layout: Layout,
    out: W,
    count: usize,
}

impl<W: Write> Report<W> {
    /// A report on nothing yet.
    pub fn new(format: Format, layout: Layout, out: W) -> Report<W> {
        Report {
            format,
            layout,
            out,
            count: 0,
        }
    }

    /// Writes one document.
    ///
    /// # Errors
    /// What the output says.
    pub fn document(&mut self, analysis: &Analysis) -> io::Result<()> {
        let first = self.count == 0;
        self.count += 1;
        match self.format {
            Format::Table | Format::Records => {
                if !first {
                    self.out.write_all(b"\n")?;
                }
                let text = match self.format {
                    Format::Records => records_with(analysis, &self.layout),
                    _ => table_with(analysis, &self.layout),
                };
                self.out.write_all(text.as_bytes())
            }
            Format::Json => {
                self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut self.out, analysis).map_err(io::Error::from)
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, analysis).map_err(io::Error::from)?;
                self.out.write_all(b"\n")
            }
        }
    }

    /// Closes what is open and hands the output back.
    ///
    /// # Errors
    /// What the output says.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            self.out
                .write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
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
