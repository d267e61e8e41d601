//! What the codes of diagnostics mean: the sections of docs/codes.md, which goes with the program.

use super::bidi::source_line;
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
pub fn list() -> String {
    explanations()
        .map(|one| format!("{}  {}\n", one.code, one.title))
        .collect()
}

/// An explanation for eyes. `isolate` as for tables.
#[must_use]
pub fn text(one: &Explanation, isolate: bool) -> String {
    let mut out = format!("{}: {}\n\n", one.code, one.title);
    for line in one.text.lines().filter(|line| !line.starts_with("```")) {
        out.push_str(&source_line(line, isolate));
        out.push('\n');
    }
    out
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
