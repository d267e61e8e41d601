//! A workbook for people: sheets that read from the right, one for statements, one for speakers, one for documents. What a reader wants first stands first; names of
//! columns and of stances are in the reader's language. Programs read CSV.

use super::article::Article;
use super::describe;
use super::locale::{Locale, named};
use super::rows::{COLUMNS, NUMBERS, rows};
use super::speakers::Voices;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url,
    Workbook, Worksheet, XlsxError,
};

/// More UTF-16 units do not fit into a cell; the whole text is in the other formats.
const CELL: usize = 32_767;

/// Statements of one sheet; the format has no room for more.
const ROWS: usize = 1_048_575;

/// Links of one sheet; the format has no room for more, and addresses behind them are texts.
const LINKS: u32 = 65_000;

/// Characters of an address that can be a link.
const ADDRESS: usize = 2_000;

/// Points that a line of Arabic takes, and points that a row can have.
const LINE: f64 = 16.0;
const TALLEST: f64 = 405.0;

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
    let mut statements = Sheet::new(&mut workbook, locale, "statements", &STATEMENTS, count)?;
    statements.prints(PRINTED)?;
    for row in articles.iter().flat_map(rows) {
        let value = |column: &str| {
            let place = COLUMNS.iter().position(|known| *known == column);
            place.and_then(|place| row.get(place)).map_or("", |v| v)
        };
        let cells = STATEMENTS.map(|(column, _)| statement_cell(column, value(column), locale));
        statements.row(&cells)?;
    }
    let mut speakers = Sheet::new(
        &mut workbook,
        locale,
        "speakers",
        &SPEAKERS,
        voices.all.len(),
    )?;
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
    let mut documents = Sheet::new(
        &mut workbook,
        locale,
        "articles",
        &DOCUMENTS,
        articles.len(),
    )?;
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
    Ok(workbook.save_to_buffer()?)
}

/// What stands in a cell.
enum Cell {
    Text(String),
    Number(f64),
    Date(ExcelDateTime, &'static str, String),
    Link(String),
}

impl Cell {
    /// A text that a cell can hold: without control characters and what is no character, cut where there is no more room.
    fn text(value: &str) -> Cell {
        let mut text = String::with_capacity(value.len());
        let mut units = 0;
        for c in value.replace("\r\n", "\n").chars() {
            let c = match c {
                '\n' | '\r' => '\n',
                '\u{FFFE}' | '\u{FFFF}' => continue,
                c if c.is_control() => ' ',
                c => c,
            };
            units += c.len_utf16();
            if units >= CELL {
                text.push('\u{2026}');
                break;
            }
            text.push(c);
        }
        Cell::Text(text)
    }

    /// A day, with its hour where that is known as well, as whoever published it writes it; or the text that is none.
    fn date(value: &str) -> Cell {
        let number = |from: usize, to: usize| {
            let digits = value.get(from..to)?;
            let all = digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u16>().ok().filter(|_| all)
        };
        let is =
            |at: usize, sign: &[u8]| value.as_bytes().get(at).is_some_and(|b| sign.contains(b));
        let day = || {
            let (month, day) = (u8::try_from(number(5, 7)?), u8::try_from(number(8, 10)?));
            let dashes = is(4, b"-") && is(7, b"-");
            let date = ExcelDateTime::from_ymd(number(0, 4)?, month.ok()?, day.ok()?);
            date.ok().filter(|_| dashes)
        };
        let Some(date) = day() else {
            return Cell::text(value);
        };
        if value.len() == 10 {
            return Cell::Date(date, "yyyy-mm-dd", value.to_owned());
        }
        let hour = || {
            let minutes = u8::try_from(number(14, 16)?).ok()?;
            let parts = is(10, b"T ") && is(13, b":");
            let time = date.clone().and_hms(number(11, 13)?, minutes, 0);
            time.ok().filter(|_| parts)
        };
        match hour() {
            Some(time) => Cell::Date(time, "yyyy-mm-dd hh:mm", value.to_owned()),
            None => Cell::text(value),
        }
    }

    /// An address that can be followed, if it is one of the web and nothing else; any other text is one.
    fn link(value: &str) -> Cell {
        let plain = value
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
        let web = ["https://", "http://"]
            .iter()
            .any(|scheme| value.len() > scheme.len() && value.starts_with(scheme));
        match plain && web && value.len() <= ADDRESS {
            true => Cell::Link(value.to_owned()),
            false => Cell::text(value),
        }
    }

    /// What is read in it.
    fn shown(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Link(text) | Cell::Date(.., text) => text,
            Cell::Number(_) => "",
        }
    }
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

/// A sheet in the making.
struct Sheet<'w> {
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
    fn new(
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
    fn prints(&mut self, columns: usize) -> Result<(), XlsxError> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        // Whatever number of rows there will be.
        self.sheet.set_print_area(0, 0, ROWS as u32, last)?;
        Ok(())
    }

    /// Writes the next row. Texts are written as texts: nothing in them is a formula.
    fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
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

    #[test]
    fn dates_and_addresses_are_what_they_look_like_or_text() {
        let is_date = |text| matches!(Cell::date(text), Cell::Date(..));
        for date in [
            "2024-05-01",
            "2024-05-01T10:30:00+03:00",
            "2024-05-01 10:30",
        ] {
            assert!(is_date(date), "{date}");
        }
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2024-02-30",
            "1 May 2024",
            "2024-05-01Tx",
            "+024-05-01",
            "=1+1",
            "٢٠٢٤-٠٥-٠١",
        ] {
            assert!(!is_date(text), "{text}");
        }
        let is_link = |text: &str| matches!(Cell::link(text), Cell::Link(_));
        assert!(is_link("https://example.org/a?b=c#d"));
        for text in [
            "",
            "http://",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "https://a\"b",
            "//example.org",
        ] {
            assert!(!is_link(text), "{text}");
        }
        assert!(!is_link(&format!("https://{}", "a".repeat(ADDRESS))));
    }

    #[test]
    fn a_cell_holds_what_fits() {
        let text = |value: &str| Cell::text(value).shown().to_owned();
        assert_eq!(text("a\tb\0c\r\nd\re\u{FFFF}"), "a b c\nd\ne");
        let long = text(&"\u{1F600}".repeat(CELL));
        assert!(long.ends_with('\u{2026}') && long.encode_utf16().count() <= CELL);
    }
}
