//! A workbook for people: sheets that read from the right, one for statements, one for speakers, one for documents. What a reader wants first stands first; names of
//! columns and of stances are in the reader's language. Programs read CSV.

mod cell;
mod sheet;

use super::article::Article;
use super::describe;
use super::locale::{Locale, named};
use super::rows::{COLUMNS, NUMBERS, rows};
use super::speakers::Voices;
use cell::Cell;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Sheet;

/// Statements of one sheet; the format has no room for more.
const ROWS: usize = 1_048_575;

/// The columns of the statements, in the order in which they are read, and how wide each is in characters. Those up to `needs_review` are printed.
const STATEMENTS: [(&str, f64); COLUMNS.len()] = [
    ("speaker", 24.0),
    ("stance", 11.0),
    ("polarity", 9.0),
    ("words", 52.0),
    ("cue", 12.0),
    ("sentence", 60.0),
    ("kind", 11.0),
    ("needs_review", 22.0),
    ("mention", 28.0),
    ("speaker_kind", 14.0),
    ("resolution", 16.0),
    ("commitment", 14.0),
    ("via", 18.0),
    ("channel", 18.0),
    ("addressee", 18.0),
    ("occasion", 18.0),
    ("target", 18.0),
    ("title", 32.0),
    ("site", 18.0),
    ("date", 17.0),
    ("url", 32.0),
    ("document", 24.0),
    ("source", 28.0),
    ("rule", 28.0),
    ("confidence", 10.0),
    ("lemma", 12.0),
    ("start", 9.0),
    ("end", 9.0),
    ("same_as", 19.0),
    ("within", 19.0),
    ("key", 19.0),
];

/// How many columns of the statements are printed: what is to be read, without what is to be looked up.
const PRINTED: usize = 8;

const SPEAKERS: [(&str, f64); 7] = [
    ("speaker", 28.0),
    ("kind", 14.0),
    ("description", 32.0),
    ("aliases", 32.0),
    ("statements", 10.0),
    ("articles", 10.0),
    ("stances", 40.0),
];

const DOCUMENTS: [(&str, f64); 10] = [
    ("document", 24.0),
    ("title", 40.0),
    ("site", 18.0),
    ("date", 17.0),
    ("url", 36.0),
    ("source", 30.0),
    ("encoding", 14.0),
    ("characters", 11.0),
    ("statements", 10.0),
    ("rejected", 11.0),
];

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

/// The bytes of a workbook on some articles; the same for the same articles.
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
    // The library would write the present time.
    let never = ExcelDateTime::from_timestamp(0)?;
    let properties = DocProperties::new()
        .set_title(locale.word("report"))
        .set_creation_datetime(&never);
    workbook.set_properties(&properties);
    let voices = Voices::of(articles);
    write_statements(&mut workbook, articles, count, locale)?;
    write_speakers(&mut workbook, &voices, locale)?;
    write_documents(&mut workbook, articles, locale)?;
    Ok(workbook.save_to_buffer()?)
}

/// The sheet of statements, of which there are `count`.
fn write_statements(
    workbook: &mut Workbook,
    articles: &[Article],
    count: usize,
    locale: &Locale,
) -> Result<(), WorkbookError> {
    let mut statements = Sheet::new(workbook, locale, "statements", &STATEMENTS, count)?;
    statements.prints(PRINTED)?;
    for row in articles.iter().flat_map(rows) {
        let value = |column: &str| {
            let place = COLUMNS.iter().position(|known| *known == column);
            place.and_then(|place| row.get(place)).map_or("", |v| v)
        };
        let cells = STATEMENTS.map(|(column, _)| statement_cell(column, value(column), locale));
        statements.row(&cells)?;
    }
    Ok(())
}

/// The sheet of speakers.
fn write_speakers(
    workbook: &mut Workbook,
    voices: &Voices,
    locale: &Locale,
) -> Result<(), WorkbookError> {
    let mut speakers = Sheet::new(workbook, locale, "speakers", &SPEAKERS, voices.all.len())?;
    for voice in &voices.all {
        let stances: Vec<String> = voice
            .stances
            .iter()
            .map(|(name, count)| format!("{} {count}", locale.stance(name)))
            .collect();
        let kind = named(&locale.speaker_kinds, describe::speaker_kind(voice.kind));
        speakers.row(&[
            Cell::text(&voice.name),
            Cell::text(kind),
            Cell::text(voice.description.as_deref().unwrap_or_default()),
            Cell::text(&voice.aliases.join(" \u{B7} ")),
            Cell::Number(voice.statements as f64),
            Cell::Number(voice.articles as f64),
            Cell::text(&stances.join(" \u{B7} ")),
        ])?;
    }
    Ok(())
}

/// The sheet of articles.
fn write_documents(
    workbook: &mut Workbook,
    articles: &[Article],
    locale: &Locale,
) -> Result<(), WorkbookError> {
    let mut documents = Sheet::new(workbook, locale, "articles", &DOCUMENTS, articles.len())?;
    for article in articles {
        let document = &article.analysis.document;
        let known = |value: &Option<String>| value.clone().unwrap_or_default();
        documents.row(&[
            Cell::text(&document.id),
            Cell::text(article.title()),
            Cell::text(&known(&document.site)),
            Cell::date(&known(&document.date)),
            Cell::link(&known(&document.url)),
            Cell::text(&known(&document.source)),
            Cell::text(&known(&document.encoding)),
            Cell::Number(document.chars as f64),
            Cell::Number(article.analysis.attributions.len() as f64),
            Cell::Number(article.analysis.rejected_quotes.len() as f64),
        ])?;
    }
    Ok(())
}

/// The cell of a statement's column: words of ours in the reader's language.
fn statement_cell(column: &str, value: &str, locale: &Locale) -> Cell {
    match column {
        "polarity" | "commitment" if describe::is_usual(value) => Cell::text(""),
        "needs_review" => {
            let reasons = value.split("; ").map(|why| named(&locale.review, why));
            Cell::text(&reasons.collect::<Vec<_>>().join("\n"))
        }
        "date" => Cell::date(value),
        "url" => Cell::link(value),
        "speaker_kind" => Cell::text(locale.value("speaker kind", value)),
        _ => match value.parse() {
            Ok(number) if NUMBERS.contains(&column) => Cell::Number(number),
            _ => Cell::text(locale.value(column, value)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_every_column_once() {
        let mut wanted = COLUMNS;
        let mut found = STATEMENTS.map(|(column, _)| column);
        wanted.sort_unstable();
        found.sort_unstable();
        assert_eq!(wanted, found);
        assert_eq!(STATEMENTS[PRINTED - 1].0, "needs_review");
    }
}
