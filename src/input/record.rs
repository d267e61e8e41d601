//! What records of a dump have in common, whatever they are written in.

use super::error::{InputError, Place};
use crate::attribution::Document;
use encoding_rs::Encoding;
use std::path::Path;

/// The fields of a record that a document is made of.
#[derive(Default)]
pub(super) struct Record {
    pub text: String,
    pub id: Option<String>,
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub site: Option<String>,
    pub date: Option<String>,
}

impl Record {
    /// The document, named by its place in the file where it has no name of its own.
    pub fn document(
        self,
        path: &Path,
        number: u64,
        encoding: Option<&'static Encoding>,
    ) -> Document {
        let id = self
            .id
            .unwrap_or_else(|| format!("{}-{number}", stem(path)));
        let source = self
            .source
            .or_else(|| self.url.clone())
            .unwrap_or_else(|| path.to_string_lossy().into_owned());
        let mut document = Document::new(id, self.text).with_source(source);
        document.title = self.title;
        document.url = self.url;
        document.site = self.site;
        document.date = self.date;
        document.encoding = encoding.map(|encoding| encoding.name().to_owned());
        document
    }
}

/// The file name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// `bytes` as UTF-8, or the byte that is none.
pub(super) fn utf8<'b>(
    path: &Path,
    place: Place,
    what: &str,
    bytes: &'b [u8],
) -> Result<&'b str, InputError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        InputError::bad(
            path,
            place,
            format!(
                "{what} is not valid UTF-8 from its byte {at} on (counted from 0); --encoding names another encoding"
            ),
        )
    })
}
