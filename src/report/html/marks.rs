//! The article's text as HTML, with everything that was found in it marked.
//!
//! Statements nest and overlap. Elements cannot overlap, so a mark that another one's end cuts through is closed there and opened
//! again: the elements of one mark, joined, always hold exactly its text. Marks change colour and underline only, never width: anything else
//! would break the joining of Arabic letters where a mark begins or ends inside a word.

use super::super::article::Article;
use super::super::describe;
use super::super::locale::{Locale, named};
use std::fmt::Write;

/// What a mark is, outermost first where two begin and end together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Content,
    Rejected,
    Speaker,
    Via,
    Cue,
}

/// A stretch of code points to mark.
struct Mark {
    start: usize,
    end: usize,
    role: Role,
    opening: String,
    /// Where it leads. No link may stand inside another.
    link: Option<String>,
}

/// The text of an article; `prefix` makes its ids unique in the page.
pub(super) fn marked(article: &Article, prefix: &str, locale: &Locale) -> String {
    let mut marks = marks(article, prefix, locale);
    marks.retain(|mark| mark.start < mark.end);
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end), mark.role));
    let mut out = String::with_capacity(article.text.len() * 2);
    let mut stack: Vec<&Mark> = Vec::new();
    let mut marks = marks.iter().peekable();
    for (at, c) in article.text.chars().enumerate() {
        close(&mut stack, at, &mut out);
        while let Some(mark) = marks.next_if(|mark| mark.start == at) {
            open(mark, &stack, true, &mut out);
            stack.push(mark);
        }
        character(c, &mut out);
    }
    close(&mut stack, usize::MAX, &mut out);
    out
}

/// Opens a mark; a link inside a link becomes plain.
fn open(mark: &Mark, stack: &[&Mark], first: bool, out: &mut String) {
    let first = if first { " first" } else { "" };
    // Writing to a string cannot fail.
    let opening = mark.opening.replacen('\u{0}', first, 1);
    let _ = match &mark.link {
        Some(target) if linked(mark, stack) => {
            write!(out, "<a href=\"#{target}\"{opening}>")
        }
        _ => write!(out, "<span{opening}>"),
    };
}

fn linked(mark: &Mark, stack: &[&Mark]) -> bool {
    mark.link.is_some() && !stack.iter().any(|outer| outer.link.is_some())
}

/// Closes what ends at `at`, and what stands inside it; the latter is opened again.
fn close(stack: &mut Vec<&Mark>, at: usize, out: &mut String) {
    let Some(lowest) = stack.iter().position(|mark| mark.end <= at) else {
        return;
    };
    let mut inner = Vec::new();
    while stack.len() > lowest
        && let Some(mark) = stack.pop()
    {
        out.push_str(if linked(mark, stack) {
            "</a>"
        } else {
            "</span>"
        });
        inner.push(mark);
    }
    for mark in inner.into_iter().rev().filter(|mark| mark.end > at) {
        open(mark, stack, false, out);
        stack.push(mark);
    }
}

/// One character, escaped. A carriage return would become a line end, and a null a replacement character, in whoever reads the page.
pub(super) fn character(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        '\r' => out.push_str("&#13;"),
        '\0' => out.push('\u{FFFD}'),
        _ => out.push(c),
    }
}

/// A text, escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| character(c, &mut out));
    out
}

fn marks(article: &Article, prefix: &str, locale: &Locale) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, one) in article.analysis.attributions.iter().enumerate() {
        let id = format!("{prefix}-{}", escaped(&one.id));
        let stance = stance_class(&one.stance);
        let review = if one.needs_review.is_empty() {
            ""
        } else {
            " review"
        };
        for (piece, span) in one.content.iter().enumerate() {
            marks.push(Mark {
                start: span.start,
                end: span.end,
                role: Role::Content,
                opening: format!(" class=\"said {stance}{review}\u{0}\" data-statement=\"{id}\" data-piece=\"{piece}\""),
                link: None,
            });
        }
        let mut label = format!("{} {}", number + 1, locale.stance(&one.stance));
        if describe::is_denied(one) {
            // Without it the words would be taken for what the speaker says.
            let denied = named(&locale.framings, describe::polarity(one.polarity));
            label.push_str(&format!(" \u{B7} {denied}"));
        }
        marks.push(Mark {
            start: one.cue.start,
            end: one.cue.end,
            role: Role::Cue,
            opening: format!(
                " class=\"cue {stance}\u{0}\" id=\"{id}-cue\" data-statement=\"{id}\" data-label=\"{}\"",
                escaped(&label)
            ),
            link: Some(id.clone()),
        });
        let mention = one
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.mention.as_ref());
        let mention = mention.map(|span| (span.start, span.end, Role::Speaker, "speaker"));
        let relays = one.via.iter();
        let relays = relays.map(|relay| (relay.start, relay.end, Role::Via, "via"));
        for (start, end, role, class) in mention.into_iter().chain(relays) {
            marks.push(Mark {
                start,
                end,
                role,
                opening: format!(" class=\"{class}\u{0}\" data-statement=\"{id}\""),
                link: None,
            });
        }
    }
    for (number, one) in article.analysis.rejected_quotes.iter().enumerate() {
        marks.push(Mark {
            start: one.start,
            end: one.end,
            role: Role::Rejected,
            opening: format!(
                " class=\"rejected\u{0}\" data-rejected=\"{number}\" title=\"{}\"",
                escaped(&format!("{} ({})", locale.word("rejected"), one.rule))
            ),
            link: None,
        });
    }
    marks
}

/// The class of a stance; what a pack invents has one of its own that no style knows.
pub(super) fn stance_class(stance: &str) -> String {
    let name: String = stance
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("stance-{name}")
}
