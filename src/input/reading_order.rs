//! Lines of pdftotext in the order in which they are read, put together to paragraphs.
//!
//! The program writes what runs from right to left between signs of its direction, in the order in which it is read. Whatever stands between, a comma with its blank, a number, a foreign
//! name, it writes between other signs, in the order in which it stands on the page from the left.

use crate::text::Direction;
use std::collections::VecDeque;

/// How many lines on each side show how wide the lines of a place are.
const NEAR: usize = 4;

/// The paragraphs of a text, a line each. A line goes on in the next unless it ends a sentence or the first word of the next would have found room in it.
pub(super) fn paragraphs(text: &str) -> String {
    let lines: Vec<String> = text
        .split(['\n', '\u{C}'])
        .map(in_order)
        .filter(|line| !line.is_empty())
        .collect();
    let widths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let mut out = String::with_capacity(text.len());
    for (number, line) in lines.iter().enumerate() {
        out.push_str(line);
        let next = lines.get(number + 1);
        let first = next.and_then(|next| next.split_whitespace().next());
        let first = first.map(|first| first.chars().count());
        let goes_on = |first| !ends_sentence(line) && !has_room(&widths, number, first);
        out.push(if first.is_some_and(goes_on) {
            ' '
        } else {
            '\n'
        });
    }
    out
}

/// Whether a word of this length would have found room at the end of a line. Letters are of different widths: an eighth is left for that.
fn has_room(widths: &[usize], line: usize, word: usize) -> bool {
    let near = widths.get(line.saturating_sub(NEAR)..(line + NEAR + 1).min(widths.len()));
    let mut near = near.unwrap_or_default().to_vec();
    near.sort_unstable();
    let wide = near.get(near.len() * 3 / 4).copied().unwrap_or_default();
    let width = widths.get(line).copied().unwrap_or_default();
    width + 1 + word <= wide - wide / 8
}

/// Whether a line ends as a sentence does, marks and brackets behind it left out.
fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| {
        matches!(
            c,
            '"' | '\'' | ')' | ']' | '\u{BB}' | '\u{201C}'..='\u{201F}'
        ) || c.is_whitespace()
    };
    let stop = |c: char| matches!(c, '.' | '!' | '?' | '\u{61F}' | '\u{2026}');
    line.trim_end_matches(closing).ends_with(stop)
}

/// A piece of a line: whether it stands in the order in which it is read from the right, and its text.
type Piece = (bool, String);

/// A line as it is read, without the signs of direction.
fn in_order(line: &str) -> String {
    let line = line.trim();
    let (mut pieces, mut open): (VecDeque<Piece>, Vec<bool>) = (VecDeque::new(), Vec::new());
    // Whether all of the line stands between signs, and so in the order in which it is read.
    let mut whole = true;
    for c in line.chars() {
        match c {
            '\u{202A}' | '\u{202D}' | '\u{2066}' => open.push(false),
            '\u{202B}' | '\u{202E}' | '\u{2067}' => open.push(true),
            '\u{202C}' | '\u{2069}' => drop(open.pop()),
            '\u{200E}' | '\u{200F}' | '\u{2068}' => {}
            c => {
                whole &= !open.is_empty();
                let right = open.last().copied().unwrap_or_default();
                match pieces.back_mut() {
                    Some((same, text)) if *same == right => text.push(c),
                    _ => pieces.push_back((right, c.to_string())),
                }
            }
        }
    }
    let marked = pieces.iter().any(|(right, _)| *right);
    if !marked || !whole && Direction::of_prose(line) == Direction::LeftToRight {
        return pieces.into_iter().map(|(_, text)| text).collect::<String>();
    }
    let mut out = String::with_capacity(line.len());
    // On a page that is mostly Latin the pieces stand from the left, too.
    while let Some((right, text)) = if whole {
        pieces.pop_front()
    } else {
        pieces.pop_back()
    } {
        match right {
            true => out.push_str(&text),
            false => out.push_str(&from_the_right(&text)),
        }
    }
    out.trim().to_owned()
}

/// What stands on the page from the left, as it is read from the right: numbers and foreign words as they are, in the other order, each mark between them by itself.
fn from_the_right(text: &str) -> String {
    let mut units: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = unit(rest).unwrap_or(c.len_utf8());
        let (one, behind) = rest.split_at(end);
        units.push(one);
        rest = behind;
    }
    units.into_iter().rev().collect()
}

/// The end of the number or of the foreign words that a text begins with. What stands between foreign words is theirs. Of signs, only those that the rules of writing in two directions
/// count to a number stand in it: a hyphen, or a sign of percent or money, stands on the other side of it among Arabic words.
fn unit(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next().filter(|(_, c)| c.is_alphanumeric())?;
    let mut words = first.is_alphabetic();
    let mut end = first.len_utf8();
    for (at, c) in chars.filter(|(_, c)| c.is_alphanumeric()) {
        let between = text.get(end..at).unwrap_or_default();
        if !words && !between.is_empty() && !joins(between) {
            break;
        }
        words |= c.is_alphabetic();
        end = at + c.len_utf8();
    }
    Some(end)
}

/// Whether what stands between two numbers makes them one.
fn joins(between: &str) -> bool {
    matches!(
        between,
        "." | "," | ":" | "/" | "\u{A0}" | "\u{66B}" | "\u{66C}"
    )
}

#[cfg(test)]
mod tests {
    use super::{in_order, paragraphs};

    /// Signs of direction as letters that can be seen: `[` from the right, `<` from the left, `]` the end.
    fn order(line: &str) -> String {
        let signs = |c| match c {
            '[' => '\u{202B}',
            '<' => '\u{202A}',
            ']' => '\u{202C}',
            other => other,
        };
        in_order(&line.chars().map(signs).collect::<String>())
    }

    #[test]
    fn what_stands_between_words_is_read_from_the_right() {
        for (line, read) in [
            (
                "[قال الوزير< ،]وأضاف<\" :]الموسم جيد<.\"]]",
                "قال الوزير، وأضاف: \"الموسم جيد\".",
            ),
            (
                "[مشروع رقم < 46.19]يتعلق بالماء]",
                "مشروع رقم 46.19 يتعلق بالماء",
            ),
            ("[إصلاحها (الفقرة< )85 :]وقال]", "إصلاحها (الفقرة: 85) وقال"),
            ("[قالت< BBC News ،]إن]", "قالت، BBC News إن"),
            (
                "[بين < 2020 - 2018]وارتفع < %50]ثم <3/4/2024]]",
                "بين 2018 - 2020 وارتفع 50% ثم 3/4/2024",
            ),
            ("[سعر < 5.50$]]", "سعر $5.50"),
            ("A line of English", "A line of English"),
            ("He said [كلمة] twice today", "He said كلمة twice today"),
            ("[الوزير إن الموسم جيد] ،[قال]", "قال، الوزير إن الموسم جيد"),
        ] {
            assert_eq!(order(line), read, "{line}");
        }
    }

    #[test]
    fn lines_become_paragraphs_by_their_ends_and_widths() {
        let page = "\u{202B}عنوان قصير\u{202C}\n\n\u{202B}قال الوزير سالم الحداد في بيان له يوم أمس إن\u{202C}\n\n\u{202B}الموسم جيد في كل القرى وإن الأسعار لن ترتفع\u{202C}\n\u{C}\u{202B}هذا العام كذلك.\u{202C}\n\u{202B}وأضاف أن المعاصر جاهزة لاستقبال المحصول كله.\u{202C}\n\u{C}";
        assert_eq!(
            paragraphs(page),
            "عنوان قصير\nقال الوزير سالم الحداد في بيان له يوم أمس إن الموسم جيد في كل القرى وإن الأسعار لن ترتفع هذا العام كذلك.\nوأضاف أن المعاصر جاهزة لاستقبال المحصول كله.\n"
        );
        assert_eq!(paragraphs("\u{C}\n\n"), "");
    }
}
