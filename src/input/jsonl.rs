//! JSONL: one article a line, in the field `text`, named by the field `id`.

use super::InputError;
use super::read::{decode, stem};
use crate::attribution::Document;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

/// The records of one file, a line in memory at a time.
pub(super) struct Records {
    path: PathBuf,
    lines: BufReader<File>,
    line: u64,
    byte: u64,
    failed: bool,
}

impl Records {
    /// Opens the file; its records are read as they are asked for.
    pub(super) fn open(path: PathBuf) -> Result<Records, InputError> {
        match File::open(&path) {
            Ok(file) => Ok(Records {
                path,
                lines: BufReader::new(file),
                line: 0,
                byte: 0,
                failed: false,
            }),
            Err(source) => Err(InputError::Read { path, source }),
        }
    }

    fn bad(&self, message: impl Into<String>) -> InputError {
        InputError::BadRecord {
            path: self.path.clone(),
            line: self.line,
            message: message.into(),
        }
    }

    /// The document of one line.
    fn record(&self, line: &str) -> Result<Document, InputError> {
        let value: Value = serde_json::from_str(line).map_err(|error| {
            // Every record is one line, so the library's own line number would only confuse.
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or(&text);
            self.bad(format!("no JSON: {what} (column {})", error.column()))
        })?;
        let Value::Object(mut fields) = value else {
            return Err(self.bad("a record must be a JSON object"));
        };
        let text = match fields.remove("text") {
            Some(Value::String(text)) => text,
            Some(_) => return Err(self.bad("the field `text` must be a string")),
            None => return Err(self.bad("the record has no field `text`")),
        };
        let id = match fields.remove("id") {
            Some(Value::String(id)) => id,
            Some(Value::Number(id)) => id.to_string(),
            Some(Value::Null) | None => format!("{}-{}", stem(&self.path), self.line),
            Some(_) => return Err(self.bad("the field `id` must be a string or a number")),
        };
        let source = match (fields.remove("source"), fields.remove("url")) {
            (Some(Value::String(source)), _) | (_, Some(Value::String(source))) => source,
            _ => self.path.to_string_lossy().into_owned(),
        };
        let document = Document::new(id, text).with_source(source);
        Ok(match fields.remove("title") {
            Some(Value::String(title)) => document.with_title(title),
            _ => document,
        })
    }
}

impl Iterator for Records {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let mut bytes = Vec::new();
            match self.lines.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(read) => {
                    let (offset, lines) = (self.byte, self.line);
                    self.byte += read as u64;
                    self.line += 1;
                    match decode(&self.path, bytes, offset, lines) {
                        Err(error) => return Some(Err(error)),
                        Ok(line) => {
                            let line = line.trim_start_matches('\u{FEFF}').trim();
                            if !line.is_empty() {
                                return Some(self.record(line));
                            }
                        }
                    }
                }
                Err(source) => {
                    self.failed = true;
                    return Some(Err(InputError::Read {
                        path: self.path.clone(),
                        source,
                    }));
                }
            }
        }
        None
    }
}
