//! What a pack holds, for eyes: a line an entry, or all about one of them.

use super::bidi::{in_column, prose, shown, source_line};
use super::diagnostic::Style;
use super::locale::tell;
use crate::rules::catalogue::{Details, Entry, EntrySection, Gone, Spot};
use crate::rules::message::{Message, count, say};
use std::fmt::Write as _;

/// How many lines of a long entry are shown.
const SOURCE_LINES: usize = 40;

/// The entries, section by section, and behind them what is switched off.
#[must_use]
pub fn entries(entries: &[Entry], gone: &[Gone], style: Style) -> String {
    let isolate = style.isolate;
    let say = |message: &Message| tell(style.language, message);
    let mut out = String::new();
    for section in entries.chunk_by(|a, b| a.section == b.section) {
        let Some(first) = section.first() else {
            continue;
        };
        let name = plural(first.section);
        let head = match first.order {
            Some(_) => say!(
                "{} ({}, in the order in which they are tried)",
                name,
                section.len()
            ),
            None => say!("{} ({})", name, section.len()),
        };
        let _ = writeln!(out, "{}", say(&head));
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
            let words = entry
                .words
                .map(|words| count!(words, "{} word", "{} words"));
            let words = words.map(|words| in_column(&say(&words), 11, false, isolate) + "  ");
            let words = words.unwrap_or_default();
            let about = match arabic {
                true => shown(about, isolate),
                false => prose(about, isolate),
            };
            let line = format!("{order}{place:<wide$}  {name:<names$}  {words}{about}");
            let _ = write!(out, "{}", line.trim_end());
            if let Some(was) = &entry.replaces {
                let _ = write!(out, "  [{}]", say(&say!("replaces {}", was.to_string())));
            }
            out.push('\n');
        }
        out.push('\n');
    }
    if !gone.is_empty() {
        let _ = writeln!(out, "{}", say(&say!("switched off ({})", gone.len())));
        for gone in gone {
            let _ = writeln!(out, "  {}", say(&away(gone, isolate)));
        }
        out.push('\n');
    }
    out
}

/// All about the entries of one name.
#[must_use]
pub fn details(details: &[Details], gone: &[Gone], style: Style) -> String {
    let isolate = style.isolate;
    let say = |message: &Message| tell(style.language, message);
    let mut out = String::new();
    for one in details {
        let entry = &one.entry;
        let name = shown(&entry.name, isolate);
        let _ = writeln!(out, "{} {name}", say(&singular(entry.section)));
        let place = |spot: &Spot| say(&say!("{}, pack {}", spot.to_string(), spot.pack));
        let mut line = |what: Message, value: String| {
            if !value.is_empty() {
                let what = in_column(&say(&what), 14, false, isolate);
                let _ = writeln!(out, "  {what} {value}");
            }
        };
        line(say!("stands in"), place(&entry.spot));
        line(say!("about"), prose(&entry.about, isolate));
        if let Some(was) = &entry.replaces {
            line(say!("replaces"), place(was));
        }
        if let (Some(order), Some(of)) = (entry.order, one.of) {
            let number = say!("as number {} of {}", order, of);
            let number = match &one.behind {
                Some(id) => say!("{}, behind {}", number, id),
                None => number,
            };
            let number = match &one.before {
                Some(id) => say!("{}, before {}", number, id),
                None => number,
            };
            line(say!("tried"), say(&number));
        }
        if let Some(words) = entry.words {
            line(say!("word count"), words.to_string());
        }
        line(say!("words from"), one.words_from.join(", "));
        line(say!("overrides"), one.overrides.join(", "));
        line(say!("overridden by"), one.overridden_by.join(", "));
        line(say!("applies to"), one.applies_to.join(", "));
        line(say!("excluded by"), one.excluded_by.join(", "));
        line(say!("names"), one.names.join(", "));
        line(say!("named by"), one.named_by.join(", "));
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
            let more = count!(
                lines - most,
                "... {} more line in the file",
                "... {} more lines in the file"
            );
            let _ = writeln!(out, "    {}", say(&more));
        }
        out.push('\n');
    }
    for gone in gone {
        let _ = writeln!(out, "{}\n", say(&away(gone, isolate)));
    }
    out
}

fn away(gone: &Gone, isolate: bool) -> Message {
    let name = shown(&gone.name, isolate);
    let (by, was) = (gone.by.to_string(), gone.was.to_string());
    let what = match gone.thing {
        "verb" => say!("verb"),
        "list" => say!("list"),
        "word" => say!("word"),
        "element" => say!("element"),
        "section" => say!("section"),
        _ => say!("rule"),
    };
    match &gone.list {
        Some(list) => say!(
            "{} {} is taken out of {} by {}; it stood at {}",
            what,
            name,
            list,
            by,
            was
        ),
        None => say!(
            "{} {} is switched off by {}; it stands at {}",
            what,
            name,
            by,
            was
        ),
    }
}

fn singular(section: EntrySection) -> Message {
    match section {
        EntrySection::Patterns => say!("pattern"),
        EntrySection::Exclusions => say!("exclusion"),
        EntrySection::Marks => say!("mark"),
        EntrySection::StanceRules => say!("stance rule"),
        EntrySection::Elements => say!("element"),
        EntrySection::Verbs => say!("verb"),
        EntrySection::Lists => say!("list"),
        EntrySection::Stances => say!("stance"),
        EntrySection::Frames => say!("frame"),
    }
}

fn plural(section: EntrySection) -> Message {
    match section {
        EntrySection::Patterns => say!("patterns"),
        EntrySection::Exclusions => say!("exclusions"),
        EntrySection::Marks => say!("marks"),
        EntrySection::StanceRules => say!("stance_rules"),
        EntrySection::Elements => say!("elements"),
        EntrySection::Verbs => say!("verbs"),
        EntrySection::Lists => say!("lists"),
        EntrySection::Stances => say!("stances"),
        EntrySection::Frames => say!("frames"),
    }
}

fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}
