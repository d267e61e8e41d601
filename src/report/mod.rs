//! An analysis in; a table, records, JSON, JSONL, a report for the browser, CSV, a workbook or Markdown out.
//!
//! Machine formats are exactly the contract. The table and the records are for eyes: long text is wrapped, never cut, and
//! Arabic stays in its column in terminals that reorder it (see [`Bidi`]).
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

pub mod article;
pub(crate) mod bidi;
pub mod catalogue;
mod cells;
pub mod codes;
mod comma;
mod describe;
pub mod diagnostic;
pub mod exchange;
mod explanation;
pub mod html;
pub(crate) mod json;
mod lamalef;
pub mod locale;
mod markdown;
mod message;
mod records;
pub mod rows;
mod schema;
pub mod speakers;
mod table;
mod template;
mod translation;
pub mod word;
pub mod wording;
pub mod workbook;
mod writer;

pub use bidi::Bidi;
pub(crate) use bidi::{in_column, shown};
pub use explanation::{explanation, near_miss};
pub(crate) use message::filled;
pub use records::{records, records_with};
pub use schema::schema;
pub use table::{table, table_with};
pub use writer::{Format, Options, Report};

/// How wide a table is where nobody says.
pub const DEFAULT_WIDTH: u16 = 100;

/// How output for eyes is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether every text is wrapped in directional isolates.
    pub isolate: bool,
    /// The language of headings and notes; an Arabic table begins at the right.
    pub language: locale::Language,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout {
            width: DEFAULT_WIDTH,
            isolate: false,
            language: locale::Language::En,
        }
    }
}

/// Columns of the terminal that standard output is, if it is one.
#[must_use]
pub fn terminal_width() -> Option<u16> {
    comfy_table::Table::new().width()
}
