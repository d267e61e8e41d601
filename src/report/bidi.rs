//! Text of two directions on a terminal: what may be printed as it is, and how each piece keeps its own direction.
//!
//! A terminal that reorders Arabic does so over the whole line, borders included, and so swaps the columns of a table.
//! An isolate round every cell keeps the reordering inside it. Where no terminal reads the output none are written.

use crate::text::{Direction, is_right_to_left};
use clap::ValueEnum;

/// When to write directional isolates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Bidi {
    /// On a terminal, unless it is known to mishandle them.
    #[default]
    Auto,
    /// Always.
    Isolate,
    /// Never.
    Off,
}

impl Bidi {
    /// Whether isolates are written to an output that is, or is no, terminal of the kind `term` (`$TERM`).
    #[must_use]
    pub fn resolve(self, terminal: bool, term: Option<&str>) -> bool {
        match self {
            Bidi::Isolate => true,
            Bidi::Off => false,
            // mlterm gives every isolate a cell of its own.
            Bidi::Auto => terminal && !term.is_some_and(|term| term.starts_with("mlterm")),
        }
    }
}

/// `text` inside an isolate of a direction.
pub(super) fn isolated(text: &str, direction: Direction) -> String {
    let open = match direction {
        Direction::LeftToRight => '\u{2066}',
        Direction::RightToLeft => '\u{2067}',
    };
    format!("{open}{text}\u{2069}")
}

/// `text`, isolated by its own direction if that is asked for.
pub(super) fn isolate_if(text: &str, isolate: bool) -> String {
    if isolate && !text.is_empty() {
        isolated(text, Direction::of(text))
    } else {
        text.to_owned()
    }
}

/// A line of left-to-right text, a rule file's or a message's, in which every stretch of right-to-left words stays in its place: what is written under a
/// column of the line, a stroke under a word of it, stands under it on the screen as well. Two words of a list would else be shown as one stretch, the last
/// one first.
pub(crate) fn in_place(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 12);
    let mut rest = line;
    while let Some(start) = rest.find(is_right_to_left) {
        let (before, stretch) = rest.split_at(start);
        let end = stretch_end(stretch);
        let (words, behind) = stretch.split_at(end);
        out.push_str(before);
        out.push('\u{2067}');
        out.push_str(words);
        out.push('\u{2069}');
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// [`in_place`], the whole line in an isolate of its own, so that nothing before it on the screen can turn it.
pub(crate) fn source_line(line: &str, isolate: bool) -> String {
    let steered = |c: char| isolate && is_bidi_control(c);
    let plain = line.chars().filter(|c| !steered(*c));
    let plain: String = plain
        .map(|c| {
            if c.is_control() && c != '\t' {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect();
    match isolate && !plain.is_empty() {
        true => format!("\u{2066}{}\u{2069}", in_place(&plain)),
        false => plain,
    }
}

/// A sentence of ours or of a rule's author in one line, in the order of its own language whatever word it begins with.
pub(crate) fn prose(sentence: &str, isolate: bool) -> String {
    match Direction::of_prose(sentence) {
        Direction::LeftToRight => source_line(sentence, isolate),
        Direction::RightToLeft => shown(sentence, isolate),
    }
}

/// Where the stretch of right-to-left words ends that a text begins with: behind its last letter or vowel sign before anything that is neither such a letter
/// nor what stands between words. Commas and brackets of YAML end it.
fn stretch_end(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            c if is_right_to_left(c) => end = at + c.len_utf8(),
            ' ' | '\u{A0}' => {}
            _ => break,
        }
    }
    end
}

/// `text` as one line may show it, isolated if that is asked for.
pub(crate) fn shown(text: &str, isolate: bool) -> String {
    isolate_if(&printable(text), isolate)
}

/// [`shown`] in a column so many characters wide, at its right or left end. A column of ours needs no isolate where nothing in it runs from the right.
pub(crate) fn in_column(text: &str, wide: usize, right: bool, isolate: bool) -> String {
    let text = printable(text);
    let gap = " ".repeat(wide.saturating_sub(text.chars().count()));
    let text = isolate_if(&text, isolate && !text.is_ascii());
    match right {
        true => gap + &text,
        false => text + &gap,
    }
}

/// `text` as it may stand on one line of a terminal: white space of any kind is one space, what steers a terminal or its
/// reordering is left out or shown as a replacement character, and so is what this room uses inside a table.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        match c {
            c if is_bidi_control(c) => {}
            // A no-break space keeps its words together in the table, too.
            c if c.is_whitespace() && c != '\u{A0}' => space = true,
            c => {
                if std::mem::take(&mut space) && !out.is_empty() {
                    out.push(' ');
                }
                out.push(if c.is_control() || is_private(c) {
                    '\u{FFFD}'
                } else {
                    c
                });
            }
        }
    }
    out
}

/// Marks, embeddings, overrides and isolates; the byte order mark with them.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The private-use characters that stand for something inside a table.
fn is_private(c: char) -> bool {
    matches!(c, '\u{F0000}'..='\u{F00FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_only_where_they_are_read() {
        assert!(Bidi::Auto.resolve(true, Some("xterm-256color")));
        assert!(!Bidi::Auto.resolve(true, Some("mlterm-256color")));
        assert!(!Bidi::Auto.resolve(false, Some("xterm")));
        assert!(Bidi::Isolate.resolve(false, None));
        assert!(!Bidi::Off.resolve(true, None));
    }

    #[test]
    fn words_of_a_line_stay_where_they_are_written() {
        assert_eq!(
            in_place("words: [على حد، ثم, وزير] # last"),
            "words: [\u{2067}على حد، ثم\u{2069}, \u{2067}وزير\u{2069}] # last"
        );
        assert_eq!(
            source_line("- قال", true),
            "\u{2066}- \u{2067}قال\u{2069}\u{2069}"
        );
        assert_eq!(source_line("- قال", false), "- قال");
        assert_eq!(in_place("plain"), "plain");
    }

    #[test]
    fn nothing_that_steers_the_terminal() {
        assert_eq!(
            printable("\u{FEFF}قال\u{202E}\r\n\tثم\u{1b}[31m\u{F0010}"),
            "قال ثم\u{FFFD}[31m\u{FFFD}"
        );
        assert_eq!(printable("عشرة\u{A0}آلاف "), "عشرة\u{A0}آلاف");
    }
}
