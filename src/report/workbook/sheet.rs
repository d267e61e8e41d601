//! A sheet of a workbook: its heading, its rows, how it is printed.

use super::cell::Cell;
use crate::report::locale::{Locale, named};
use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook, Worksheet, XlsxError,
};

/// Links of one sheet; the format has no room for more, and addresses behind them are texts.
const LINKS: u32 = 65_000;

/// The last row that a sheet can have, counted from 0.
const LAST_ROW: u32 = 1_048_575;

/// Points that a line of Arabic takes, and points that a row can have.
const LINE: f64 = 16.0;
const TALLEST: f64 = 405.0;

/// A sheet in the making.
pub(super) struct Sheet<'w> {
    sheet: &'w mut Worksheet,
    columns: &'static [(&'static str, f64)],
    text: Format,
    /// For texts with Arabic in them, whatever they begin with: their full stops stand at the left.
    arabic: Format,
    link: Format,
    /// The last row that is written.
    row: u32,
    links: u32,
}

impl<'w> Sheet<'w> {
    /// A sheet with its heading, which stays in sight, filters, and is printed on every page.
    pub(super) fn new(
        workbook: &'w mut Workbook,
        locale: &Locale,
        name: &str,
        columns: &'static [(&'static str, f64)],
        rows: usize,
    ) -> Result<Sheet<'w>, XlsxError> {
        let sheet = workbook.add_worksheet();
        // The first column says whose row it is, wherever one has scrolled to.
        sheet
            .set_name(locale.word(name))?
            .set_right_to_left(true)
            .set_freeze_panes(1, 1)?
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(0, 0)?;
        let text = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Right);
        let heading = text
            .clone()
            .set_reading_direction(if locale.direction == "rtl" { 2 } else { 1 })
            .set_bold()
            .set_background_color(0x00E8_E8F0)
            .set_border_bottom(FormatBorder::Thin);
        for (place, (column, width)) in (0u16..).zip(columns) {
            let title = named(&locale.columns, column);
            sheet.write_string_with_format(0, place, title, &heading)?;
            sheet.set_column_width(place, *width)?;
        }
        sheet.set_row_height(0, LINE * 2.0)?;
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, u32::try_from(rows).unwrap_or(u32::MAX), last)?;
        let link = text
            .clone()
            .set_font_color(0x0005_63C1)
            .set_underline(FormatUnderline::Single);
        Ok(Sheet {
            sheet,
            columns,
            arabic: text.clone().set_reading_direction(2),
            text,
            link,
            row: 0,
            links: 0,
        })
    }

    /// Prints the first columns only.
    pub(super) fn prints(&mut self, columns: usize) -> Result<(), XlsxError> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        // Whatever number of rows there will be.
        self.sheet.set_print_area(0, 0, LAST_ROW, last)?;
        Ok(())
    }

    /// Writes the next row. Texts are written as texts: nothing in them is a formula.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        self.row += 1;
        let (row, sheet) = (self.row, &mut *self.sheet);
        let mut lines = 1.0;
        for ((column, cell), (_, width)) in (0u16..).zip(cells).zip(self.columns) {
            lines = f64::max(lines, lines_of(cell.shown(), *width));
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    let format = match text.contains(is_arabic) {
                        true => &self.arabic,
                        false => &self.text,
                    };
                    sheet.write_string_with_format(row, column, text, format)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, column, *number, &self.text)?;
                }
                Cell::Date(date, shown, _) => {
                    let format = self.text.clone().set_num_format(*shown);
                    sheet.write_datetime_with_format(row, column, date, &format)?;
                }
                Cell::Link(address) if self.links < LINKS => {
                    self.links += 1;
                    let url = Url::new(address);
                    sheet.write_url_with_format(row, column, url, &self.link)?;
                }
                Cell::Link(address) => {
                    sheet.write_string_with_format(row, column, address, &self.text)?;
                }
            }
        }
        // Not every program makes a row as tall as its text when it opens the file.
        sheet.set_row_height(row, f64::min(lines * LINE, TALLEST))?;
        Ok(())
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The lines that a text takes in a column of some width. Arabic letters are narrower than the digits that the width counts, which makes up for lines that are not full.
fn lines_of(text: &str, width: f64) -> f64 {
    let line = |line: &str| (line.chars().count() as f64 / width).ceil().max(1.0);
    text.split('\n').map(line).sum()
}
