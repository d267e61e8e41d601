//! brat: the text of an article and its annotations in a file beside it, in a folder with the configuration that brat needs.
//!
//! Offsets are code points. A line of annotations ends where a line of text does, so a place that runs over lines is written in fragments.

use super::markup::{INFERRED, Mark, Markup, Role};
use crate::report::article::Article;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The files of one article: `NAME.txt` and `NAME.ann`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The name without an ending, of letters and digits and signs that every system takes.
    pub name: String,
    /// The text as it was read.
    pub text: String,
    /// The annotations.
    pub annotations: String,
}

/// Names files, none twice.
#[derive(Debug, Default)]
pub struct Namer {
    taken: HashSet<String>,
}

impl Namer {
    /// A name for the files of a document, which no other document of this run has.
    pub fn name(&mut self, id: &str) -> String {
        let safe = |c: char| {
            if c.is_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '_'
            }
        };
        let mut name: String = id.chars().map(safe).take(100).collect();
        if name.trim_matches(['.', '_']).is_empty() || name.starts_with('.') {
            name.insert_str(0, "article");
        }
        let (mut unique, mut number) = (name.clone(), 1);
        // Some systems take names that differ in case for one.
        while !self.taken.insert(unique.to_lowercase()) {
            number += 1;
            unique = format!("{name}-{number}");
        }
        unique
    }
}

/// The files of an article under a name.
#[must_use]
pub fn files(article: &Article, name: String) -> Files {
    let markup = Markup::of(article.analysis);
    let chars: Vec<char> = article.text.chars().collect();
    let mut out = String::new();
    let mut written = HashMap::new();
    for (number, mark) in markup.marks.iter().enumerate() {
        let fragments = fragments(&chars, mark);
        let (Some(role), false) = (mark.role, fragments.is_empty()) else {
            continue;
        };
        let key = written.len() + 1;
        written.insert(number, key);
        let places: Vec<String> = fragments.iter().map(|(s, e)| format!("{s} {e}")).collect();
        let texts: Vec<String> = fragments
            .iter()
            .filter_map(|(start, end)| Some(chars.get(*start..*end)?.iter().collect()))
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "T{key}\t{} {}\t{}",
            role.name(),
            places.join(";"),
            texts.join(" ")
        );
    }
    events(&markup, &written, &mut out);
    Files {
        name,
        text: article.text.to_owned(),
        annotations: out,
    }
}

/// Writes what hangs together: an event a cue, with its roles and flags, and the notes. `written` says which marks have a line, and its number.
fn events(markup: &Markup, written: &HashMap<usize, usize>, out: &mut String) {
    let (mut events, mut attributes, mut notes) = (0, 0, 0);
    for (number, mark) in markup.marks.iter().enumerate() {
        let Some(key) = written.get(&number) else {
            continue;
        };
        if let (Some(name), Some(Role::Speaker)) = (&mark.name, mark.role) {
            notes += 1;
            let _ = writeln!(out, "#{notes}\tAnnotatorNotes T{key}\t{}", line(name));
        }
        if mark.role != Some(Role::Cue) {
            continue;
        }
        events += 1;
        let _ = write!(out, "E{events}\tcue:T{key}");
        let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
        for link in markup.links.iter().filter(|link| link.from == number) {
            let Some(to) = written.get(&link.to) else {
                continue;
            };
            // A role that comes again is numbered from the second on.
            let count = roles.entry(&link.name).or_default();
            *count += 1;
            let again = Some(*count).filter(|count| *count > 1);
            let again = again.map(|count| count.to_string()).unwrap_or_default();
            let _ = write!(out, " {}{again}:T{to}", link.name);
        }
        out.push('\n');
        let flags = [
            ("stance", mark.stance.as_deref()),
            ("kind", mark.kind.as_deref()),
            ("needs_review", mark.needs_review.then_some("")),
        ];
        for (attribute, value) in flags {
            let Some(value) = value else { continue };
            attributes += 1;
            let space = if value.is_empty() { "" } else { " " };
            let _ = writeln!(
                out,
                "A{attributes}\t{attribute} E{events}{space}{}",
                line(value)
            );
        }
        if let Some(name) = &mark.name {
            notes += 1;
            let _ = writeln!(out, "#{notes}\tAnnotatorNotes E{events}\t{}", line(name));
        }
    }
}

/// The pieces of a mark that have no line end and no tab in them, without those of blanks alone.
fn fragments(chars: &[char], mark: &Mark) -> Vec<(usize, usize)> {
    let inside = chars.get(mark.start..mark.end).unwrap_or_default();
    let mut at = mark.start;
    let mut found = Vec::new();
    for piece in inside.split(|c| is_break(*c)) {
        if piece.iter().any(|c| !c.is_whitespace()) {
            found.push((at, at + piece.len()));
        }
        at += piece.len() + 1;
    }
    found
}

/// What some reader of lines takes for the end of one, and the tab between fields.
fn is_break(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{1C}'
            ..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn line(text: &str) -> String {
    text.replace(is_break, " ")
}

/// The folder for one article as a ZIP file, where only one file can be handed over.
///
/// # Errors
/// What the library says.
pub fn archive(article: &Article) -> io::Result<Vec<u8>> {
    let files = files(
        article,
        Namer::default().name(&article.analysis.document.id),
    );
    let stances = article.analysis.attributions.iter();
    let stances: BTreeSet<&str> = stances.map(|one| one.stance.as_str()).collect();
    let all = [
        (format!("{}.txt", files.name), files.text),
        (format!("{}.ann", files.name), files.annotations),
        ("annotation.conf".to_owned(), configuration(stances)),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in all {
        archive
            .start_file(name, options)
            .map_err(io::Error::other)?;
        archive.write_all(text.as_bytes())?;
    }
    let bytes = archive.finish().map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

/// `annotation.conf`: the types that brat must know, with these stances.
#[must_use]
pub fn configuration<'s>(stances: impl IntoIterator<Item = &'s str>) -> String {
    let mut out = String::from("[entities]\n");
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Cue) {
        let _ = writeln!(out, "{}", role.name());
    }
    let stances: Vec<&str> = stances.into_iter().collect();
    let _ = write!(
        out,
        "\n[relations]\n\n[events]\ncue content*:content, speaker?:speaker, {INFERRED}?:speaker, quote*:quote, via*:via, channel?:channel\n\n[attributes]\nstance Arg:cue, Value:{}\nkind Arg:cue, Value:direct|mixed|indirect\nneeds_review Arg:cue\n",
        stances.join("|")
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_names_of_its_own() {
        let mut namer = Namer::default();
        let ids = ["خبر 1", "a/../b", "A/../b", "..", "", "a_.._b"];
        let names: Vec<String> = ids.iter().map(|id| namer.name(id)).collect();
        assert_eq!(
            names,
            [
                "خبر_1",
                "a_.._b",
                "A_.._b-2",
                "article..",
                "article",
                "a_.._b-3"
            ]
        );
    }
}
