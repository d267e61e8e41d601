//! What is wrong with rule files, for eyes: the source line in a frame, the whole value underlined, what to do below it.
//!
//! A caret under one letter of an Arabic word stands under another one on the screen; a line under the whole word is right either way.

use super::bidi::in_place;
use super::locale::{Language, tell};
use crate::rules::message::{Message, count, say};
use crate::rules::model::RuleFile;
use crate::rules::{Diagnostic, Label, LoadError, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};
use std::ops::Range;

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Whether there are colours.
    pub color: bool,
    /// Whether quoted source lines are isolated, so that a terminal which reorders Arabic leaves the frame alone.
    pub isolate: bool,
    /// The language of what is said.
    pub language: Language,
}

/// Everything that is wrong with a pack, one frame after the other, with how much it is at the end.
#[must_use]
pub fn diagnostics(error: &LoadError, style: Style) -> String {
    let mut text = String::new();
    for one in &error.diagnostics {
        text.push_str(&diagnostic(one, &error.files, style));
        text.push_str("\n\n");
    }
    let files: std::collections::BTreeSet<&str> = error
        .diagnostics
        .iter()
        .map(|one| one.path.as_str())
        .filter(|path| !path.is_empty())
        .collect();
    let [errors, warnings] = counts(error);
    let found_errors = count!(errors, "{} error", "{} errors");
    let found_warnings = count!(warnings, "{} warning", "{} warnings");
    let found = match (errors, warnings) {
        (0, 1..) => found_warnings,
        (_, 0) => found_errors,
        _ => say!("{} and {}", found_errors, found_warnings),
    };
    let all = match files.len() {
        0 => found,
        number => count!(number, "{} in {} file", "{} in {} files", found, number),
    };
    let all = tell(style.language, &all);
    text.push_str(&match style.isolate {
        true => isolated(&all, style.language),
        false => all,
    });
    text.push('\n');
    text
}

/// The same for programs: how many, and each with its places. Lines and columns count from 1, columns and lengths in characters.
#[must_use]
pub fn json(error: &LoadError) -> Value {
    let [errors, warnings] = counts(error);
    let all: Vec<Value> = error
        .diagnostics
        .iter()
        .map(|one| {
            let labels: Vec<Value> = one
                .labels
                .iter()
                .map(|label| label_json(label, &error.files))
                .collect();
            json!({
                "code": one.code.as_str(),
                "severity": one.severity.as_str(),
                "title": one.title.to_string(),
                "file": one.path,
                "labels": labels,
                "help": one.help.as_ref().map(Message::to_string),
            })
        })
        .collect();
    json!({"errors": errors, "warnings": warnings, "diagnostics": all})
}

fn label_json(label: &Label, files: &[RuleFile]) -> Value {
    let file = files.get(label.place.file as usize);
    let length = file.map_or(0, |file| {
        let underlined = file.text.get(underlined(label, &file.text));
        underlined.map_or(0, |text| text.chars().count())
    });
    json!({
        "file": file.map(|file| file.path.as_str()),
        "line": label.place.line,
        "column": label.place.column,
        "length": length,
        "text": label.text.to_string(),
    })
}

/// Errors and warnings.
fn counts(error: &LoadError) -> [usize; 2] {
    let all = error.diagnostics.iter();
    let errors = all.filter(|one| one.severity == Severity::Error).count();
    [errors, error.diagnostics.len() - errors]
}

/// One diagnostic in its frame, without a line end.
fn diagnostic(diagnostic: &Diagnostic, files: &[RuleFile], style: Style) -> String {
    let (level, name) = match diagnostic.severity {
        Severity::Error => (Level::ERROR, say!("error")),
        Severity::Warning => (Level::WARNING, say!("warning")),
    };
    let title = level
        .with_name(tell(style.language, &name))
        .primary_title(tell(style.language, &diagnostic.title))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let mut shown: Vec<u32> = Vec::new();
    for label in &diagnostic.labels {
        let file = label.place.file;
        if shown.contains(&file) {
            continue;
        }
        shown.push(file);
        if let Some(snippet) = files
            .get(file as usize)
            .and_then(|source| snippet(diagnostic, file, source, style.language))
        {
            group = group.element(snippet);
        }
    }
    // What is wrong with a pack as a whole stands in none of its files.
    if shown.is_empty() && !diagnostic.path.is_empty() {
        group = group.element(Origin::path(diagnostic.path.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        let level = Level::HELP.with_name(tell(style.language, &say!("help")));
        group = group.element(level.message(tell(style.language, help)));
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let drawn = renderer.render(&[group]);
    if style.isolate {
        let isolated = |line| isolated(line, style.language);
        drawn.lines().map(isolated).collect::<Vec<_>>().join("\n")
    } else {
        drawn
    }
}

/// The lines of one file that the labels are about. Only these are handed on: a pack is large, and a frame shows a line or two.
fn snippet<'d>(
    diagnostic: &'d Diagnostic,
    file: u32,
    source: &'d RuleFile,
    language: Language,
) -> Option<Snippet<'d, annotate_snippets::Annotation<'d>>> {
    let labels: Vec<&Label> = diagnostic
        .labels
        .iter()
        .filter(|label| label.place.file == file)
        .collect();
    let ranges: Vec<Range<usize>> = labels
        .iter()
        .map(|label| underlined(label, &source.text))
        .collect();
    let first = ranges.iter().map(|range| range.start).min()?;
    let last = ranges.iter().map(|range| range.end).max()?;
    let (above, below) = (source.text.get(..first)?, source.text.get(last..)?);
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let end = below.find('\n').map_or(source.text.len(), |at| last + at);
    let line = labels.iter().map(|label| label.place.line).min()?;
    let mut snippet = Snippet::source(source.text.get(start..end)?)
        .line_start(line as usize)
        .path(source.path.as_str());
    for (label, range) in labels.iter().zip(ranges) {
        let main = diagnostic
            .labels
            .first()
            .is_some_and(|first| std::ptr::eq(first, *label));
        let kind = if main {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        snippet = snippet.annotation(
            kind.span(range.start - start..range.end - start)
                .label(tell(language, &label.text)),
        );
    }
    Some(snippet)
}

/// The bytes to underline: the value, or its first line. Never outside the text or inside a character.
fn underlined(label: &Label, text: &str) -> Range<usize> {
    let inside = |at: u32| {
        let at = (at as usize).min(text.len());
        (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    };
    let start = inside(label.place.start);
    let value = text.get(start..inside(label.place.end)).unwrap_or_default();
    let first = value.split('\n').next().unwrap_or_default().trim_end();
    start..start + first.len()
}

/// A line of a frame in which Arabic stays in its place; the source in it, which is what follows a number and a bar, isolated as a whole. Colour escapes are
/// stepped over.
fn isolated(line: &str, language: Language) -> String {
    // The renderer has replaced what steers a terminal, and its own colours stay.
    if let Some(start) = source_start(line) {
        let (frame, source) = line.split_at(start);
        return format!("{frame}\u{2066}{}\u{2069}", in_place(source));
    }
    match (language, sentence_start(line)) {
        (Language::Ar, Some(start)) => {
            let (frame, sentence) = line.split_at(start);
            format!("{frame}\u{2067}{sentence}\u{2069}")
        }
        _ => in_place(line),
    }
}

/// Where a sentence of ours begins on a line of a frame that is no source: behind strokes and arrows. `None` where there is none, or a path.
fn sentence_start(line: &str) -> Option<usize> {
    let mut rest = line;
    loop {
        rest = after_escapes(rest);
        let mut letters = rest.chars();
        match letters.next()? {
            ' ' | '|' | '^' | '-' | '=' | '_' | '.' | '+' => rest = letters.as_str(),
            // An arrow leads to a path.
            '>' | ':' => return None,
            _ => return Some(line.len() - rest.len()),
        }
    }
}

/// Where the source begins on a line of a frame.
fn source_start(line: &str) -> Option<usize> {
    let mut numbered = false;
    let mut rest = line;
    let source = loop {
        let mut letters = after_escapes(rest).chars();
        match letters.next()? {
            ' ' => {}
            '0'..='9' => numbered = true,
            '|' if numbered => break letters.as_str(),
            _ => return None,
        }
        rest = letters.as_str();
    };
    let source = after_escapes(source);
    let source = source.strip_prefix(' ').unwrap_or(source);
    (!source.is_empty()).then(|| line.len() - source.len())
}

/// The text behind the colour escapes (`ESC [ ... m`) that it starts with.
fn after_escapes(text: &str) -> &str {
    let mut rest = text;
    while let Some((_, behind)) = rest
        .strip_prefix("\u{1b}[")
        .and_then(|escape| escape.split_once('m'))
    {
        rest = behind;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{Language, Style, diagnostics};
    use crate::rules::{LoadError, load_files};

    fn error(text: &str) -> LoadError {
        match load_files(vec![("t.yaml".to_owned(), text.to_owned())]) {
            Ok(_) => panic!("the pack is good"),
            Err(error) => error,
        }
    }

    #[test]
    fn the_source_line_alone_is_isolated_on_a_terminal() {
        let error = error("schema: 1\npack: p\nlists: {l: {words: [بيت، دار]}}\n");
        for color in [false, true] {
            let drawn = diagnostics(
                &error,
                Style {
                    color,
                    isolate: true,
                    language: Language::En,
                },
            );
            let isolated: Vec<&str> = drawn
                .lines()
                .filter(|line| line.contains('\u{2066}'))
                .collect();
            assert_eq!(isolated.len(), 1, "{drawn}");
            assert!(
                isolated[0]
                    .ends_with("\u{2066}lists: {l: {words: [\u{2067}بيت، دار\u{2069}]}}\u{2069}"),
                "{drawn}"
            );
        }
        assert!(!diagnostics(&error, Style::default()).contains(['\u{2066}', '\u{2067}']));
    }

    #[test]
    fn a_place_in_an_empty_or_unfinished_file_can_be_drawn() {
        for text in [
            "",
            "schema: 1\npack: \"a",
            "\u{FEFF}",
            "schema: 1\npack: p\nlists:\n  a",
        ] {
            assert!(diagnostics(&error(text), Style::default()).contains("t.yaml"));
        }
    }
}
