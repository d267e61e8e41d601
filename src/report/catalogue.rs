//! What a pack holds, for eyes: a line an entry, or all about one of them.

use super::bidi::{prose, shown, source_line};
use crate::rules::catalogue::{Details, Entry, EntrySection, Gone};
use std::fmt::Write as _;

/// How many lines of a long entry are shown.
const SOURCE_LINES: usize = 40;

/// The entries, section by section, and behind them what is switched off. `isolate` as for tables.
#[must_use]
pub fn entries(entries: &[Entry], gone: &[Gone], isolate: bool) -> String {
    let mut out = String::new();
    for section in entries.chunk_by(|a, b| a.section == b.section) {
        let Some(first) = section.first() else {
            continue;
        };
        let order = match first.order {
            Some(_) => ", in the order in which they are tried",
            None => "",
        };
        let _ = writeln!(out, "{} ({}{order})", first.section.as_str(), section.len());
        let places: Vec<String> = section.iter().map(|entry| entry.spot.to_string()).collect();
        let wide = widest(places.iter().map(String::as_str));
        // Arabic names stand last in their line, where their width moves nothing.
        let arabic = first.section == EntrySection::Verbs;
        let names = widest(section.iter().map(|entry| match arabic {
            true => entry.about.as_str(),
            false => entry.name.as_str(),
        }));
        for (entry, place) in section.iter().zip(&places) {
            let order = entry
                .order
                .map(|order| format!("{order:>4}  "))
                .unwrap_or("  ".to_owned());
            let (name, about) = match arabic {
                true => (&entry.about, &entry.name),
                false => (&entry.name, &entry.about),
            };
            let words = match entry.words {
                Some(1) => "    1 word   ".to_owned(),
                Some(words) => format!("{words:>5} words  "),
                None => String::new(),
            };
            let about = match arabic {
                true => shown(about, isolate),
                false => prose(about, isolate),
            };
            let line = format!("{order}{place:<wide$}  {name:<names$}  {words}{about}");
            let _ = write!(out, "{}", line.trim_end());
            if let Some(was) = &entry.replaces {
                let _ = write!(out, "  [replaces {was}]");
            }
            out.push('\n');
        }
        out.push('\n');
    }
    if !gone.is_empty() {
        let _ = writeln!(out, "switched off ({})", gone.len());
        for gone in gone {
            let _ = writeln!(out, "  {}", away(gone, isolate));
        }
        out.push('\n');
    }
    out
}

/// All about the entries of one name.
#[must_use]
pub fn details(details: &[Details], gone: &[Gone], isolate: bool) -> String {
    let mut out = String::new();
    for one in details {
        let entry = &one.entry;
        let name = shown(&entry.name, isolate);
        let _ = writeln!(
            out,
            "{} {name}\n  {:<14} {}, pack {}",
            singular(entry.section),
            "stands in",
            entry.spot,
            entry.spot.pack
        );
        let mut line = |what: &str, value: String| {
            if !value.is_empty() {
                let _ = writeln!(out, "  {what:<14} {value}");
            }
        };
        line("about", prose(&entry.about, isolate));
        if let Some(was) = &entry.replaces {
            line("replaces", format!("{was}, pack {}", was.pack));
        }
        if let (Some(order), Some(of)) = (entry.order, one.of) {
            let behind = one.behind.as_ref().map(|id| format!(", behind {id}"));
            let before = one.before.as_ref().map(|id| format!(", before {id}"));
            line(
                "tried",
                format!(
                    "as number {order} of {of}{}{}",
                    behind.unwrap_or_default(),
                    before.unwrap_or_default()
                ),
            );
        }
        if let Some(words) = entry.words {
            line("words", words.to_string());
        }
        line("words from", one.words_from.join(", "));
        line("overrides", one.overrides.join(", "));
        line("overridden by", one.overridden_by.join(", "));
        line("applies to", one.applies_to.join(", "));
        line("excluded by", one.excluded_by.join(", "));
        line("names", one.names.join(", "));
        line("named by", one.named_by.join(", "));
        out.push('\n');
        let lines = one.source.lines().count();
        // Nobody reads a list of a thousand words on a screen; the file is named above.
        let most = if lines > SOURCE_LINES + 10 {
            SOURCE_LINES
        } else {
            lines
        };
        for source in one.source.lines().take(most) {
            let _ = writeln!(out, "    {}", source_line(source, isolate));
        }
        if most < lines {
            let _ = writeln!(out, "    ... {} more lines in the file", lines - most);
        }
        out.push('\n');
    }
    for gone in gone {
        let _ = writeln!(out, "{}\n", away(gone, isolate));
    }
    out
}

fn away(gone: &Gone, isolate: bool) -> String {
    let name = shown(&gone.name, isolate);
    let (what, by, was) = (gone.thing, &gone.by, &gone.was);
    match &gone.list {
        Some(list) => format!("{what} {name} is taken out of {list} by {by}; it stood at {was}"),
        None => format!("{what} {name} is switched off by {by}; it stands at {was}"),
    }
}

fn singular(section: EntrySection) -> &'static str {
    match section {
        EntrySection::Patterns => "pattern",
        EntrySection::Exclusions => "exclusion",
        EntrySection::Marks => "mark",
        EntrySection::StanceRules => "stance rule",
        EntrySection::Elements => "element",
        EntrySection::Verbs => "verb",
        EntrySection::Lists => "list",
        EntrySection::Stances => "stance",
        EntrySection::Frames => "frame",
    }
}

fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}
