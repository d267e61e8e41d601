//! JSONL: one article a line, in the field `text` or the one that the options name.

use super::InputError;
use super::error::Place;
use super::options::Options;
use super::record::Record;
use super::source::{self, Source};
use crate::attribution::Document;
use encoding_rs::Encoding;
use serde_json::{Map, Value};
use std::io::{self, BufRead, Read};
use std::path::PathBuf;

/// The records of one file, a line in memory at a time.
pub(super) struct Records {
    path: PathBuf,
    lines: Box<dyn BufRead + Send>,
    encoding: Option<&'static Encoding>,
    options: Options,
    line: u64,
    byte: u64,
    failed: bool,
}

/// A line, as far as it is read.
enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

impl Records {
    /// The records of a source, which are read as they are asked for.
    pub(super) fn new(source: Source, options: &Options) -> Result<Records, InputError> {
        let path = source.path.clone();
        let (lines, encoding) = source::utf8(source, options)?;
        Ok(Records {
            path,
            lines,
            encoding,
            options: options.clone(),
            line: 0,
            byte: 0,
            failed: false,
        })
    }

    fn bad(&self, message: impl Into<String>) -> InputError {
        InputError::bad(&self.path, Place::Line(self.line), message)
    }

    /// The next line; of one that is too long only its end is looked for.
    fn line(&mut self) -> io::Result<Line> {
        let most = self.options.limits.line;
        let mut bytes = Vec::new();
        let mut read = Read::by_ref(&mut self.lines)
            .take(most.saturating_add(1))
            .read_until(b'\n', &mut bytes)? as u64;
        if read == 0 {
            return Ok(Line::End);
        }
        self.line += 1;
        let fits = read <= most;
        if !fits && bytes.last() != Some(&b'\n') {
            drop(bytes);
            bytes = Vec::new();
            read += self.lines.skip_until(b'\n')? as u64;
        }
        self.byte += read;
        Ok(if fits {
            Line::Whole(bytes)
        } else {
            Line::TooLong
        })
    }

    /// The document of one line; none of a blank one.
    fn document(&self, bytes: Vec<u8>, offset: u64) -> Result<Option<Document>, InputError> {
        let line = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            InputError::not_utf8(&self.path, error.as_bytes(), valid, offset, self.line - 1)
        })?;
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() {
            return Ok(None);
        }
        let value: Value = serde_json::from_str(line).map_err(|error| {
            // Every record is one line, so the library's own line number would only confuse.
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or(&text);
            self.bad(format!("no JSON: {what} (column {})", error.column()))
        })?;
        let Value::Object(mut fields) = value else {
            return Err(self.bad("a record must be a JSON object"));
        };
        let record = self.record(&mut fields)?;
        Ok(Some(record.document(&self.path, self.line, self.encoding)))
    }

    fn record(&self, object: &mut Map<String, Value>) -> Result<Record, InputError> {
        let fields = &self.options.fields;
        // One field may serve twice, as an address that is the name as well.
        let id = match copied(object, fields.id()) {
            Some(Value::String(id)) if !id.is_empty() => Some(id),
            Some(Value::Number(id)) => Some(id.to_string()),
            Some(Value::Null | Value::String(_)) => None,
            Some(_) => {
                return Err(self.bad(format!(
                    "the field `{}` must be a string or a number",
                    fields.id()
                )));
            }
            None if fields.id.is_some() => {
                return Err(self.bad(format!("the record has no field `{}`", fields.id())));
            }
            None => None,
        };
        let mut word = |name: &str| match copied(object, name) {
            Some(Value::String(word)) if !word.is_empty() => Some(word),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let (url, date) = (word(fields.url()), word(fields.date()));
        let (title, source, site) = (word("title"), word("source"), word("site"));
        let text = match taken(object, fields.text()) {
            Some(Value::String(text)) => text,
            Some(_) => {
                return Err(self.bad(format!("the field `{}` must be a string", fields.text())));
            }
            None => {
                let message = match fields.text {
                    Some(_) => "",
                    None => "; --text-field names another",
                };
                return Err(self.bad(format!(
                    "the record has no field `{}`{message}",
                    fields.text()
                )));
            }
        };
        Ok(Record {
            text,
            id,
            title,
            source,
            url,
            site,
            date,
        })
    }
}

/// A field, by its name or by a path with dots.
fn found<'o>(object: &'o mut Map<String, Value>, name: &str) -> Option<&'o mut Value> {
    if object.contains_key(name) {
        return object.get_mut(name);
    }
    let (first, rest) = name.split_once('.')?;
    found(object.get_mut(first)?.as_object_mut()?, rest)
}

fn copied(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    match found(object, name)? {
        // Nobody looks into these.
        Value::Array(_) => Some(Value::Array(Vec::new())),
        Value::Object(_) => Some(Value::Object(Map::new())),
        value => Some(value.clone()),
    }
}

fn taken(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    found(object, name).map(Value::take)
}

impl Iterator for Records {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let offset = self.byte;
            match self.line() {
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => {
                    let limits = self.options.limits;
                    return Some(Err(InputError::too_long(&self.path, self.line, limits)));
                }
                Ok(Line::Whole(bytes)) => {
                    if let Some(item) = self.document(bytes, offset).transpose() {
                        return Some(item);
                    }
                }
                Err(error) => {
                    self.failed = true;
                    return Some(Err(InputError::read(&self.path, error)));
                }
            }
        }
        None
    }
}
