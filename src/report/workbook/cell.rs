//! What a cell of a workbook can hold.

use rust_xlsxwriter::ExcelDateTime;

/// More UTF-16 units do not fit into a cell; the whole text is in the other formats.
const CELL: usize = 32_767;

/// Characters of an address that can be a link.
const ADDRESS: usize = 2_000;

/// What stands in a cell.
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Date(ExcelDateTime, &'static str, String),
    Link(String),
}

impl Cell {
    /// A text that a cell can hold: without control characters and what is no character, cut where there is no more room.
    pub(super) fn text(value: &str) -> Cell {
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
    pub(super) fn date(value: &str) -> Cell {
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
    pub(super) fn link(value: &str) -> Cell {
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
    pub(super) fn shown(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Link(text) | Cell::Date(.., text) => text,
            Cell::Number(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
