//! What a reader may be told: what the files are, which fields hold what, how much is too much.

use encoding_rs::Encoding;
use std::path::Path;

/// How paths are read. The defaults suit articles whose files say by their endings what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The format of all paths that are no folders [default: what the ending of each says].
    pub format: Option<Format>,
    /// The encoding of texts, pages, records and rows [default: UTF-8, or what the bytes look like].
    pub encoding: Option<&'static Encoding>,
    /// The names of fields in JSONL and CSV.
    pub fields: Fields,
    /// How much is read.
    pub limits: Limits,
}

/// The names of the fields of a record, where they are not the usual ones. A name with dots reaches into a JSON object (`article.body`), unless a field is called
/// just that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fields {
    /// The text [default: `text`].
    pub text: Option<String>,
    /// The stable name of the document [default: `id`; where there is none, the name of the file and the line].
    pub id: Option<String>,
    /// The address it was published at [default: `url`].
    pub url: Option<String>,
    /// When it was published [default: `date`].
    pub date: Option<String>,
}

impl Fields {
    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or("text")
    }

    pub(super) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or("id")
    }

    pub(super) fn url(&self) -> &str {
        self.url.as_deref().unwrap_or("url")
    }

    pub(super) fn date(&self) -> &str {
        self.date.as_deref().unwrap_or("date")
    }
}

/// How much is read, in bytes. Whatever is larger is an error of that document, and the rest is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// One document: the file of a text, a page, a feed, a docx or a PDF; what comes out of a compressed one; a page in a WARC file.
    pub document: u64,
    /// One line: a record of JSONL, a row of CSV, a line of a text.
    pub line: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            document: 32 << 20,
            line: 16 << 20,
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
#[non_exhaustive]
pub enum Format {
    /// A plain text, one article.
    Text,
    /// A saved web page, the article in it.
    Html,
    /// A JSON object a line, an article each.
    Jsonl,
    /// Rows below a row of names, an article each; comma, semicolon or tab between them.
    Csv,
    /// An RSS or Atom feed, an article an entry.
    Feed,
    /// A Word document, one article.
    Docx,
    /// A web archive, compressed or not, an article a page.
    Warc,
    /// A PDF file, one article; read by pdftotext.
    Pdf,
}

/// Endings that say what a file is, and whether such a file is also read where it only stands in a folder: what programs write besides articles (a table, records, any
/// XML) is read when it is named.
const ENDINGS: [(&str, Format, bool); 15] = [
    (".txt", Format::Text, true),
    (".html", Format::Html, true),
    (".htm", Format::Html, true),
    (".jsonl", Format::Jsonl, false),
    (".ndjson", Format::Jsonl, false),
    (".csv", Format::Csv, false),
    (".tsv", Format::Csv, false),
    (".xml", Format::Feed, false),
    (".rss", Format::Feed, true),
    (".rdf", Format::Feed, false),
    (".atom", Format::Feed, true),
    (".docx", Format::Docx, true),
    (".warc", Format::Warc, true),
    (".warc.gz", Format::Warc, true),
    (".pdf", Format::Pdf, true),
];

fn ending(path: &Path) -> Option<&'static (&'static str, Format, bool)> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    ENDINGS.iter().find(|(ending, ..)| name.ends_with(ending))
}

impl Format {
    /// What the ending of a file says; a text where it says nothing.
    #[must_use]
    pub fn of_path(path: &Path) -> Format {
        ending(path).map_or(Format::Text, |known| known.1)
    }

    /// Whether a file of a folder is read.
    pub(super) fn is_walked(path: &Path) -> bool {
        ending(path).is_some_and(|known| known.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_what_a_file_is() {
        let of = |name: &str| Format::of_path(Path::new(name));
        assert_eq!(of("a/b.TXT"), Format::Text);
        assert_eq!(of("crawl.warc.gz"), Format::Warc);
        assert_eq!(of("notes.gz"), Format::Text);
        assert_eq!(of("Article.DOCX"), Format::Docx);
        assert_eq!(of("dump.tsv"), Format::Csv);
        assert_eq!(of("README"), Format::Text);
        assert!(Format::is_walked(Path::new("a.rss")));
        assert!(!Format::is_walked(Path::new("out.csv")));
        assert!(!Format::is_walked(Path::new("README")));
    }
}
