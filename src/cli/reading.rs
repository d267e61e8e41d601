//! How articles are read, as options of every command that takes some.

use crate::input::{self, Documents, Encoding, Fields, Format, Limits};
use std::path::PathBuf;

/// The options.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct Reading {
    /// Read files and standard input as this [default: what the ending of each file says; standard input is a text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<Format>,
    /// Read texts, pages, records and rows in this encoding (windows-1256, utf-16le ...) [default: UTF-8, or what the bytes look like]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// In JSONL and CSV, the field with the text; dots reach into objects (article.body) [default: text]
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
    /// In JSONL and CSV, the field that names a document [default: id, where there is one]
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// In JSONL and CSV, the field with the address [default: url, where there is one]
    #[arg(long, value_name = "NAME")]
    url_field: Option<String>,
    /// In JSONL and CSV, the field with the date [default: date, where there is one]
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,
    /// Skip documents larger than this, compressed ones by what comes out of them [default: 32MB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_document: Option<u64>,
    /// Skip records, rows and texts with a line longer than this [default: 16MB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_line: Option<u64>,
}

impl Reading {
    /// The documents of some paths.
    pub(super) fn documents(self, paths: Vec<PathBuf>) -> Documents {
        input::documents(paths).with(self.into())
    }
}

impl From<Reading> for input::Options {
    fn from(asked: Reading) -> input::Options {
        let usual = Limits::default();
        input::Options {
            format: asked.from,
            encoding: asked.encoding,
            fields: Fields {
                text: asked.text_field,
                id: asked.id_field,
                url: asked.url_field,
                date: asked.date_field,
            },
            limits: Limits {
                document: asked.max_document.unwrap_or(usual.document),
                line: asked.max_line.unwrap_or(usual.line),
            },
        }
    }
}

/// The encoding of a name, as web pages write it.
fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "no such encoding: try windows-1256, iso-8859-6, utf-16le or utf-8".to_owned()
    })
}

/// A number of bytes: `64MB`, `500K`, `1000000`.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let wrong = || "a size is a number of bytes, or of KB, MB or GB: 64MB".to_owned();
    let text = text.trim().to_ascii_uppercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text.get(digits.len()..).unwrap_or_default() {
        "" | "B" => 0,
        "K" | "KB" => 10,
        "M" | "MB" => 20,
        "G" | "GB" => 30,
        _ => return Err(wrong()),
    };
    let number: u64 = digits.trim().parse().map_err(|_| wrong())?;
    number
        .checked_mul(1 << shift)
        .filter(|size| *size > 0)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("64MB"), Ok(64 << 20));
        assert_eq!(size("500k"), Ok(500 << 10));
        assert_eq!(size("12"), Ok(12));
        for wrong in ["", "MB", "0", "-1", "1.5MB", "1TB", "99999999999GB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
