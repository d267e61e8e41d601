//! Tables and records in the reader's language. What they say is written in English and looked up, so that one list of words serves both.

use super::Layout;
use super::describe::FLAG;
use super::locale::{Locale, known, named};
use crate::rules::message::Message;

/// The words of one language; English needs none.
pub(super) struct Translation {
    arabic: Option<&'static Locale>,
}

impl Translation {
    /// The words that a layout asks for.
    pub(super) fn of(layout: &Layout) -> Translation {
        Translation {
            arabic: known(layout.language),
        }
    }

    /// Whether a table begins at the right.
    pub(super) fn is_arabic(&self) -> bool {
        self.arabic.is_some()
    }

    /// Where a column of the English table stands.
    pub(super) fn column(&self, index: usize) -> usize {
        if self.is_arabic() {
            5 - index.min(5)
        } else {
            index
        }
    }

    /// A message.
    pub(super) fn tell(&self, message: &Message) -> String {
        match &self.arabic {
            Some(locale) => locale.say(message),
            None => message.to_string(),
        }
    }

    /// What was mended.
    pub(super) fn repair<'a>(&self, what: &'a str) -> &'a str {
        self.arabic.map_or(what, |locale| locale.repair(what))
    }

    /// Words of ours.
    pub(super) fn say(&self, words: &str) -> String {
        match &self.arabic {
            Some(locale) => locale.message(words, false),
            None => words.to_owned(),
        }
    }

    /// The head of a table.
    pub(super) fn header(&self, cells: [&str; 6]) -> [String; 6] {
        let mut cells = cells.map(|cell| self.say(cell));
        if self.is_arabic() {
            cells.reverse();
        }
        cells
    }

    /// The cells of a row: number, speaker, stance, kind, cue, words said.
    pub(super) fn row(&self, mut cells: [String; 6]) -> [String; 6] {
        let Some(locale) = &self.arabic else {
            return cells;
        };
        let [number, speaker, stance, kind, ..] = &mut cells;
        *number = self.lines(number, "in ");
        *speaker = self.lines(speaker, "via ");
        let lines =
            stance
                .split('\n')
                .map(|line| match line.strip_prefix(FLAG).map(str::trim_start) {
                    Some(framing) => format!("{FLAG} {}", named(&locale.framings, framing)),
                    None => locale.stance(line).to_owned(),
                });
        *stance = lines.collect::<Vec<_>>().join("\n");
        *kind = named(&locale.kinds, kind).to_owned();
        cells.reverse();
        cells
    }

    /// A cell, of which lines that begin like this or with the flag are ours.
    fn lines(&self, cell: &str, ours: &str) -> String {
        let lines =
            cell.split('\n')
                .map(|line| match line.strip_prefix(FLAG).map(str::trim_start) {
                    Some(flag) => format!("{FLAG} {}", self.say(flag)),
                    None if line.starts_with(ours) => self.say(line),
                    None => line.to_owned(),
                });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The value of a record's field, where it is a word of ours.
    pub(super) fn value(&self, field: &str, value: String) -> String {
        let Some(locale) = &self.arabic else {
            return value;
        };
        match field {
            "review" => value
                .split(", ")
                .map(|why| self.say(why))
                .collect::<Vec<_>>()
                .join("\u{60C} "),
            "speaker" => match value.split_once(FLAG) {
                Some((name, flag)) => format!("{name}{FLAG} {}", self.say(flag.trim())),
                None => value,
            },
            _ => locale.value(field, &value).to_owned(),
        }
    }
}
