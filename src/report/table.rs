//! The table: one row a statement, long text wrapped, every column in its place.

use super::bidi::isolated;
use super::cells::{ARABIC, HEADER, row};
use super::translation::Translation;
use super::{Layout, describe, lamalef};
use crate::attribution::analysis::Analysis;
use crate::text::Direction;
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, Table, Width,
    presets::UTF8_FULL,
};

/// Stands for a border while the table is laid out, so that a border drawn in a quotation is not taken for one.
const BORDER: char = '\u{F0001}';

/// The narrowest table in which every column still holds a few letters.
const NARROWEST: u16 = 60;

/// Below this width a table has no room for padding.
const NARROW: u16 = 80;

/// The table of a document under its heading, in the default layout.
#[must_use]
pub fn table(analysis: &Analysis) -> String {
    table_with(analysis, &Layout::default())
}

/// The table of a document under its heading; it ends with a line end.
#[must_use]
pub fn table_with(analysis: &Analysis, layout: &Layout) -> String {
    let translation = Translation::of(layout);
    let mut out = translation.tell(&describe::heading(analysis, layout));
    out.push('\n');
    if !analysis.attributions.is_empty() {
        out.push_str(&statements(analysis, layout, &translation));
    }
    for note in describe::notes(analysis, &translation) {
        out.push_str(&note);
        out.push('\n');
    }
    out
}

/// The table proper.
fn statements(analysis: &Analysis, layout: &Layout, translation: &Translation) -> String {
    let rows: Vec<[String; 6]> = analysis
        .attributions
        .iter()
        .enumerate()
        .map(|(i, a)| translation.row(row(analysis, a, i + 1)))
        .collect();
    let rtl = translation.is_arabic();
    let own = if rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    let mut directions = vec![[own; 6]];
    directions.extend(rows.iter().map(|cells| {
        let mut columns = (0..).map(|column| translation.column(column));
        cells
            .each_ref()
            .map(|cell| direction(columns.next().unwrap_or_default(), cell, own))
    }));

    let width = layout.width.max(NARROWEST);
    let mut table = Table::new();
    let border = ContentLineStyle::new(BORDER, BORDER, BORDER);
    table
        .load_style(UTF8_FULL.header_lines(border).content_lines(border))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(translation.header(HEADER).map(|cell| lamalef::hide(&cell)));
    for cells in &rows {
        table.add_row(cells.iter().map(|text| Cell::new(lamalef::hide(text))));
    }
    constrain(&mut table, width, translation);
    finish(&table.to_string(), &directions, layout.isolate)
}

/// An Arabic column holds Arabic whatever a cell begins with; the others are the program's own words.
fn direction(column: usize, text: &str, own: Direction) -> Direction {
    if ARABIC.contains(&column) {
        Direction::of(text)
    } else {
        own
    }
}

/// Short columns keep their words whole; speakers and cues leave the room to the words said. In a narrow table the padding
/// does, as far as it can.
fn constrain(table: &mut Table, width: u16, translation: &Translation) {
    let narrow = width < NARROW;
    let limits = [
        (0, ColumnConstraint::ContentWidth),
        (
            1,
            ColumnConstraint::Boundaries {
                lower: Width::Fixed(14),
                upper: Width::Percentage(26),
            },
        ),
        (2, ColumnConstraint::ContentWidth),
        (3, ColumnConstraint::ContentWidth),
        (4, ColumnConstraint::UpperBoundary(Width::Fixed(12))),
    ];
    for (index, limit) in limits {
        if let Some(column) = table.column_mut(translation.column(index)) {
            column.set_constraint(limit);
        }
    }
    let all = 0..HEADER.len();
    for index in all.filter(|index| translation.is_arabic() || ARABIC.contains(index)) {
        if let Some(column) = table.column_mut(translation.column(index)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if narrow {
        // The space before a cell stays: terminals hang an isolate on the character before it, and a border that carries one is
        // drawn out of line.
        for column in table.column_iter_mut() {
            column.set_padding((1, 0));
        }
    }
}

/// The laid-out table as it is printed: borders drawn, alefs put back, and each line of each cell in an isolate of the
/// cell's direction if that is asked for.
fn finish(table: &str, directions: &[[Direction; 6]], isolate: bool) -> String {
    let mut out = String::with_capacity(table.len() * 2);
    let mut rules = 0;
    for line in table.lines() {
        let Some(cells) = line
            .strip_prefix(BORDER)
            .and_then(|line| line.strip_suffix(BORDER))
        else {
            rules += 1;
            out.push_str(line);
            out.push('\n');
            continue;
        };
        // The first rule is above the header, the second above the first statement.
        let row = directions.get(rules - 1);
        out.push('\u{2502}');
        for (column, cell) in cells.split(BORDER).enumerate() {
            let text = lamalef::restore(cell);
            let words = text.trim_matches(' ');
            match row.and_then(|row| row.get(column)) {
                Some(direction) if isolate && !words.is_empty() => {
                    let before = text.len() - text.trim_start_matches(' ').len();
                    let after = text.len() - text.trim_end_matches(' ').len();
                    out.extend(std::iter::repeat_n(' ', before));
                    out.push_str(&isolated(words, *direction));
                    out.extend(std::iter::repeat_n(' ', after));
                }
                _ => out.push_str(&text),
            }
            out.push('\u{2502}');
        }
        out.push('\n');
    }
    out
}
