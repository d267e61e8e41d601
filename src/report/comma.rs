//! CSV: a row a statement, for spreadsheets and scripts.

use super::article::Article;
use super::rows::{COLUMNS, NUMBERS, rows};
use std::io::{self, Write};

/// The first line, with the byte order mark that Excel needs to read Arabic if that is asked for.
pub(super) fn head(out: &mut impl Write, excel: bool) -> io::Result<()> {
    if excel {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    line(out, COLUMNS)
}

/// The rows of one article.
pub(super) fn article(out: &mut impl Write, article: &Article) -> io::Result<()> {
    for row in rows(article) {
        let mut cells = row;
        for (cell, column) in cells.iter_mut().zip(COLUMNS) {
            if !NUMBERS.contains(&column) && is_formula(cell) {
                cell.insert(0, '\'');
            }
        }
        line(out, cells)?;
    }
    Ok(())
}

fn line<T: AsRef<[u8]>>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut *out);
    writer.write_record(cells).map_err(io::Error::other)?;
    writer.flush()
}

/// Whether a spreadsheet would take a cell for a formula: an article decides what is in it, and must not decide what it does.
fn is_formula(cell: &str) -> bool {
    let visible = cell.trim_start_matches(|c: char| {
        c == ' ' || matches!(c, '\u{200E}' | '\u{200F}' | '\u{FEFF}')
    });
    visible.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ])
}
