//! Markdown: a list of statements under their speakers, for notes, wikis and messages.

use super::article::Article;
use super::bidi::printable;
use super::describe;
use super::locale::{Locale, named};
use crate::attribution::analysis::Attribution;
use std::fmt::Write;

/// One article.
pub(super) fn article(article: &Article, locale: &Locale) -> String {
    let mut out = format!("## {}\n\n", plain(article.title()));
    let document = &article.analysis.document;
    let known = [
        ("outlet", &document.site),
        ("date", &document.date),
        (
            "source",
            document
                .url
                .as_ref()
                .map_or(&document.source, |_| &document.url),
        ),
    ];
    for (key, value) in known {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "- {}: {}", locale.word(key), plain(value));
        }
    }
    if article.analysis.attributions.is_empty() {
        let _ = writeln!(out, "\n{}", locale.word("nothing"));
        return out;
    }
    let repeated = article.repeated();
    let shown: Vec<(usize, &Attribution)> = article
        .analysis
        .attributions
        .iter()
        .enumerate()
        .zip(&repeated)
        .filter_map(|(one, repeats)| repeats.is_none().then_some(one))
        .collect();
    let speakers = article.analysis.entities.iter().map(|entity| {
        let kind = named(&locale.speaker_kinds, describe::speaker_kind(entity.kind));
        (
            Some(entity.id.as_str()),
            format!("{} ({kind})", plain(&entity.name)),
        )
    });
    for (id, name) in speakers.chain(std::iter::once((None, locale.word("nobody").to_owned()))) {
        let of = |one: &Attribution| {
            one.speaker
                .as_ref()
                .and_then(|speaker| speaker.entity.as_deref())
                == id
        };
        let mut heading = Some(name);
        for (place, one) in shown.iter().filter(|(_, one)| of(one)) {
            if let Some(name) = heading.take() {
                let _ = writeln!(out, "\n### {name}\n");
            }
            out.push_str(&statement(one, locale));
            if repeated.contains(&Some(*place)) {
                let _ = write!(out, " \u{B7} {}", locale.word("in_headline"));
            }
            out.push('\n');
        }
    }
    out
}

fn statement(one: &Attribution, locale: &Locale) -> String {
    let words: Vec<String> = describe::pieces(one)
        .iter()
        .map(|piece| plain(piece))
        .collect();
    let mut out = format!(
        "- \u{AB}{}\u{BB} \u{2014} {}",
        words.join(" [\u{2026}] "),
        [
            plain(&one.cue.text).as_str(),
            locale.stance(&one.stance),
            named(&locale.kinds, describe::kind(one.kind)),
            &format!("`{}`", one.key),
        ]
        .join(locale.word("and_then")),
    );
    for (_, framing) in describe::framing(one) {
        let _ = write!(out, " \u{B7} {}", named(&locale.framings, framing));
    }
    for relay in describe::relays(one) {
        let _ = write!(out, " \u{B7} {} {}", locale.word("via"), plain(relay));
    }
    for why in &one.needs_review {
        let _ = write!(out, " \u{B7} \u{2691} {}", named(&locale.review, why));
    }
    out
}

/// Text on one line in which no sign means anything to Markdown or HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' | '>' => {
                out.extend(['\\', c])
            }
            _ => out.push(c),
        }
    }
    out
}
