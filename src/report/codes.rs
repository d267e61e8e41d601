//! What the codes of diagnostics mean: the sections of docs/codes.md, which goes with the program.

use super::bidi::{prose, source_line};
use super::diagnostic::Style;
use super::locale::{Language, known, named};
use crate::rules::Code;

static PAGE: &str = include_str!("../../docs/codes.md");

/// A code explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The code, `R012`.
    pub code: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The explanation, in Markdown, with a bad and a good example where a rule file can show one.
    pub text: &'static str,
}

/// All codes in the order of the page, which is that of their numbers.
pub fn explanations() -> impl Iterator<Item = Explanation> {
    PAGE.split("\n## ").skip(1).filter_map(|section| {
        let (head, text) = section.split_once('\n')?;
        let (code, title) = head.split_once(": ")?;
        Some(Explanation {
            code,
            title,
            text: text.trim(),
        })
    })
}

/// The explanation of a code, however its letter is written.
#[must_use]
pub fn explanation(code: &str) -> Option<Explanation> {
    explanations().find(|one| one.code.eq_ignore_ascii_case(code))
}

/// A line a code.
#[must_use]
pub fn list(language: Language) -> String {
    explanations()
        .map(|one| format!("{}  {}\n", one.code, words(one.title, language)))
        .collect()
}

/// An explanation for eyes.
#[must_use]
pub fn text(one: &Explanation, style: Style) -> String {
    let line = |line: &str| source_line(line, style.isolate) + "\n";
    let title = words(one.title, style.language);
    let mut out = format!("{}: {title}\n\n", one.code);
    for piece in pieces(one.text) {
        match piece {
            Piece::Example(text) => out.push_str(&line(text)),
            Piece::Paragraph(lines) => match known(style.language) {
                Some(_) => {
                    let said = words(&lines.join(" "), style.language).to_owned();
                    out.push_str(&prose(&said, style.isolate));
                    out.push('\n');
                }
                None => lines.iter().for_each(|text| out.push_str(&line(text))),
            },
        }
    }
    out
}

/// A title or a paragraph in a language.
fn words(text: &str, language: Language) -> &str {
    known(language).map_or(text, |locale| named(&locale.codes, text))
}

/// A part of an explanation.
enum Piece<'a> {
    /// A line of an example, or an empty one.
    Example(&'a str),
    /// The lines of a paragraph.
    Paragraph(Vec<&'a str>),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut example) = (Vec::new(), false);
    for line in text.lines() {
        if line.starts_with("```") {
            example = !example;
        } else if example || line.is_empty() {
            pieces.push(Piece::Example(line));
        } else if let Some(Piece::Paragraph(lines)) = pieces.last_mut() {
            lines.push(line);
        } else {
            pieces.push(Piece::Paragraph(vec![line]));
        }
    }
    pieces
}

/// The bad and the good example of an explanation, where it has them.
#[must_use]
pub fn examples(one: &Explanation) -> [Option<&'static str>; 2] {
    ["Bad:\n\n```yaml\n", "Good:\n\n```yaml\n"].map(|head| {
        let (_, behind) = one.text.split_once(head)?;
        behind.split_once("```").map(|(example, _)| example)
    })
}

/// The code that was probably meant.
#[must_use]
pub fn nearest_code(code: &str) -> Option<&'static str> {
    let all = Code::ALL.iter().chain(Code::WARNINGS);
    crate::rules::nearest(&code.to_uppercase(), all.map(|code| code.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::locale::Locale;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_title_and_paragraph_has_its_arabic_and_none_is_left_over() {
        let mut found = BTreeSet::new();
        for one in explanations() {
            found.insert(one.title.to_owned());
            for piece in pieces(one.text) {
                if let Piece::Paragraph(lines) = piece {
                    found.insert(lines.join(" "));
                }
            }
        }
        let ar = Locale::of(Language::Ar).unwrap();
        let known: BTreeSet<String> = ar.codes.into_keys().collect();
        assert_eq!(found, known);
    }
}
