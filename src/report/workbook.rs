//! A workbook for spreadsheets: sheets that read from the right, one for statements, one for speakers, one for documents.

use super::article::Article;
use super::describe;
use super::locale::{Locale, named};
use super::rows::{COLUMNS, NUMBERS, rows};
use super::speakers::Voices;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// More characters do not fit into a cell; the whole text is in the other formats.
const CELL: usize = 32_767;

/// Statements of one sheet; the format has no room for more.
const ROWS: usize = 1_048_575;

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// There are more statements than a sheet has rows.
    #[error(
        "a sheet has room for {ROWS} statements and there are {0}: write csv instead, or fewer articles at once"
    )]
    Full(usize),
    /// The library refuses.
    #[error(transparent)]
    Library(#[from] XlsxError),
}

/// The bytes of a workbook on some articles.
///
/// # Errors
/// When there are more statements than a sheet has rows.
pub fn workbook(articles: &[Article], locale: &Locale) -> Result<Vec<u8>, WorkbookError> {
    let count = articles
        .iter()
        .map(|article| article.analysis.attributions.len())
        .sum();
    if count > ROWS {
        return Err(WorkbookError::Full(count));
    }
    let mut workbook = Workbook::new();
    statements(workbook.add_worksheet(), articles, locale)?;
    speakers(workbook.add_worksheet(), articles, locale)?;
    documents(workbook.add_worksheet(), articles, locale)?;
    Ok(workbook.save_to_buffer()?)
}

/// How wide the columns of long text are, in characters.
fn width(column: &str) -> f64 {
    match column {
        "words" | "sentence" => 60.0,
        "title" | "mention" | "speaker" | "name" | "aliases" | "description" | "stances" => 28.0,
        "start" | "end" | "confidence" | "kind" | "stance" => 10.0,
        _ => 18.0,
    }
}

/// A sheet with its heading, which stays in sight and filters.
fn heading(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[&str],
    rows: usize,
) -> Result<(), XlsxError> {
    sheet
        .set_name(name)?
        .set_right_to_left(true)
        .set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, title) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, column, *title, &bold)?;
        sheet.set_column_width(column, width(title))?;
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, u32::try_from(rows).unwrap_or(u32::MAX), last)?;
    Ok(())
}

/// Writes a text as a text: nothing in it is a formula.
fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if value.is_empty() {
        return Ok(());
    }
    let short: String = value
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .take(CELL / 2)
        .collect();
    sheet.write_string_with_format(row, column, short, format)?;
    Ok(())
}

fn cells() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn statements(
    sheet: &mut Worksheet,
    articles: &[Article],
    locale: &Locale,
) -> Result<(), XlsxError> {
    let all = articles.iter().flat_map(rows).collect::<Vec<_>>();
    heading(sheet, locale.word("statements"), &COLUMNS, all.len())?;
    let format = cells();
    for (row, values) in (1u32..).zip(&all) {
        for ((column, title), value) in (0u16..).zip(COLUMNS).zip(values) {
            match value.parse::<f64>() {
                Ok(number) if NUMBERS.contains(&title) => {
                    sheet.write_number(row, column, number)?;
                }
                _ => text(sheet, row, column, value, &format)?,
            }
        }
    }
    Ok(())
}

fn speakers(sheet: &mut Worksheet, articles: &[Article], locale: &Locale) -> Result<(), XlsxError> {
    const SPEAKERS: [&str; 7] = [
        "name",
        "kind",
        "description",
        "aliases",
        "statements",
        "articles",
        "stances",
    ];
    let voices = Voices::of(articles);
    heading(sheet, locale.word("speakers"), &SPEAKERS, voices.all.len())?;
    let format = cells();
    for (row, voice) in (1u32..).zip(&voices.all) {
        let stances: Vec<String> = voice
            .stances
            .iter()
            .map(|(name, count)| format!("{} {count}", locale.stance(name)))
            .collect();
        let kind = named(&locale.speaker_kinds, describe::speaker_kind(voice.kind)).to_owned();
        text(sheet, row, 0, &voice.name, &format)?;
        text(sheet, row, 1, &kind, &format)?;
        text(
            sheet,
            row,
            2,
            voice.description.as_deref().unwrap_or_default(),
            &format,
        )?;
        text(sheet, row, 3, &voice.aliases.join(" \u{B7} "), &format)?;
        sheet.write_number(row, 4, voice.statements as f64)?;
        sheet.write_number(row, 5, voice.articles as f64)?;
        text(sheet, row, 6, &stances.join(" \u{B7} "), &format)?;
    }
    Ok(())
}

fn documents(
    sheet: &mut Worksheet,
    articles: &[Article],
    locale: &Locale,
) -> Result<(), XlsxError> {
    const DOCUMENTS: [&str; 10] = [
        "document",
        "title",
        "site",
        "date",
        "url",
        "source",
        "encoding",
        "characters",
        "statements",
        "rejected",
    ];
    heading(sheet, locale.word("articles"), &DOCUMENTS, articles.len())?;
    let format = cells();
    for (row, article) in (1u32..).zip(articles) {
        let document = &article.analysis.document;
        let optional = [
            &document.site,
            &document.date,
            &document.url,
            &document.source,
            &document.encoding,
        ];
        text(sheet, row, 0, &document.id, &format)?;
        text(sheet, row, 1, article.title(), &format)?;
        for (column, value) in (2u16..).zip(optional) {
            text(
                sheet,
                row,
                column,
                value.as_deref().unwrap_or_default(),
                &format,
            )?;
        }
        sheet.write_number(row, 7, document.chars as f64)?;
        sheet.write_number(row, 8, article.analysis.attributions.len() as f64)?;
        sheet.write_number(row, 9, article.analysis.rejected_quotes.len() as f64)?;
    }
    Ok(())
}
