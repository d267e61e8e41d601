//! The scored articles as one self-contained page: the text from right to left, what is annotated against what was found.

use super::article::{Pair, ScoredArticle, Verdict};
use super::gold::GoldStatement;
use super::{Figure, Score};
use crate::attribution::analysis::TextSpan;
use crate::eval::stored::{StoredStatement, joined};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// The page. `texts` gives the text of every article by its name; one whose text is not there is shown by its statements alone.
#[must_use]
pub fn page(score: &Score<'_>, texts: &HashMap<String, String>) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"ar\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>isnad eval</title>\n<style>\n{STYLE}</style>\n<h1 dir=\"ltr\">isnad eval</h1>\n"
    );
    figures(score, &mut out);
    out.push_str("<p class=\"legend\" dir=\"ltr\"><span class=\"g\">annotated</span> <span class=\"f\">found</span> <span class=\"g f\">both</span> <span class=\"cue\">cue</span></p>\n<nav dir=\"ltr\">\n");
    for article in &score.articles {
        let (name, errors) = (escaped(&article.gold.article), article.errors.len());
        let _ = writeln!(out, "<a href=\"#{name}\">{name} ({errors})</a>");
    }
    out.push_str("</nav>\n");
    for scored in &score.articles {
        let name = escaped(&scored.gold.article);
        let _ = writeln!(out, "<article id=\"{name}\">\n<h2 dir=\"ltr\">{name}</h2>");
        match texts.get(&scored.gold.article) {
            Some(text) => article(scored, text, &mut out),
            None => out.push_str("<p class=\"legend\" dir=\"ltr\">Its text was not given.</p>\n"),
        }
        statements(scored, &mut out);
        out.push_str("</article>\n");
    }
    out.push_str("</html>\n");
    out
}

fn figures(score: &Score<'_>, out: &mut String) {
    out.push_str("<table class=\"figures\" dir=\"ltr\">\n");
    for (name, figure) in &score.figures.0 {
        let _ = match figure {
            Figure::Count(count) => writeln!(out, "<tr><td>{name}<td>{count}"),
            Figure::Share(share) => writeln!(out, "<tr><td>{name}<td>{share:.3}"),
        };
    }
    out.push_str("</table>\n");
}

/// What marks a stretch of the text, in the order of [`CLASSES`].
type Marks = [i32; 3];
const CLASSES: [&str; 3] = ["g", "f", "cue"];

/// The text, cut wherever anything begins or ends; stretches need no nesting then.
fn article(scored: &ScoredArticle<'_>, text: &str, out: &mut String) {
    let mut changes: HashMap<usize, Marks> = HashMap::new();
    let mut mark = |span: &TextSpan, classes: &[usize]| {
        for class in classes {
            for (at, step) in [(span.start, 1), (span.end, -1)] {
                if let Some(count) = changes.entry(at).or_default().get_mut(*class) {
                    *count += step;
                }
            }
        }
    };
    for gold in &scored.gold.attributions {
        mark(&gold.cue, &[0, 2]);
        gold.content.iter().for_each(|span| mark(span, &[0]));
    }
    for found in scored.found.iter().flat_map(|found| &found.attributions) {
        found.cue.iter().for_each(|cue| mark(cue, &[1, 2]));
        found.content.iter().for_each(|span| mark(span, &[1]));
    }
    let letters: Vec<char> = text.chars().collect();
    let mut cuts: BTreeSet<usize> = changes.keys().map(|at| (*at).min(letters.len())).collect();
    cuts.insert(letters.len());
    out.push_str("<div class=\"text\" dir=\"rtl\">");
    let (mut from, mut marks) = (0, Marks::default());
    for cut in cuts {
        let piece: String = letters.get(from..cut).unwrap_or_default().iter().collect();
        let classes: Vec<&str> = CLASSES
            .iter()
            .zip(marks)
            .filter(|(_, count)| *count > 0)
            .map(|(class, _)| *class)
            .collect();
        let _ = match classes.is_empty() {
            true => write!(out, "{}", escaped(&piece)),
            false => write!(
                out,
                "<span class=\"{}\">{}</span>",
                classes.join(" "),
                escaped(&piece)
            ),
        };
        for (mark, change) in marks
            .iter_mut()
            .zip(changes.get(&cut).copied().unwrap_or_default())
        {
            *mark += change;
        }
        from = cut;
    }
    out.push_str("</div>\n");
}

fn statements(scored: &ScoredArticle<'_>, out: &mut String) {
    out.push_str("<table class=\"statements\" dir=\"rtl\">\n<tr dir=\"ltr\"><th>cue<th>speaker<th>stance<th>content<th>\n");
    for pair in &scored.pairs {
        row(scored, pair, out);
    }
    out.push_str("</table>\n");
}

fn row(scored: &ScoredArticle<'_>, pair: &Pair, out: &mut String) {
    let gold = pair.gold.and_then(|at| scored.gold.attributions.get(at));
    let found = scored
        .found
        .zip(pair.found)
        .and_then(|(found, at)| found.attributions.get(at));
    let (class, said) = match pair.verdict {
        Verdict::Found {
            speaker: true,
            stance: true,
        } => ("right", ""),
        Verdict::Found {
            speaker: false,
            stance: true,
        } => ("wrong", "speaker"),
        Verdict::Found {
            speaker: true,
            stance: false,
        } => ("wrong", "stance"),
        Verdict::Found { .. } => ("wrong", "speaker, stance"),
        Verdict::Missed => ("missed", "missed"),
        Verdict::False => ("false", "false"),
        Verdict::Free => ("free", "borderline"),
    };
    let cell = |want: Option<String>, got: Option<String>| match (want, got) {
        (Some(want), Some(got)) if want == got => format!("<bdi>{}</bdi>", escaped(&want)),
        (want, got) => {
            let shown = |value: Option<String>, class: &str| {
                value.map(|value| {
                    format!(
                        "<div class=\"{class}\"><bdi>{}</bdi></div>",
                        escaped(&value)
                    )
                })
            };
            [shown(want, "want"), shown(got, "got")]
                .into_iter()
                .flatten()
                .collect()
        }
    };
    let field = |of_gold: fn(&GoldStatement) -> String,
                 of_found: fn(&StoredStatement) -> String| {
        cell(gold.map(of_gold), found.map(of_found))
    };
    let cells = [
        field(
            |gold| gold.cue.text.clone(),
            |found| found.cue_text().to_owned(),
        ),
        field(
            |gold| gold.name().to_owned(),
            |found| found.speaker_name().to_owned(),
        ),
        field(|gold| gold.stance.clone(), |found| found.stance.clone()),
        field(|gold| joined(&gold.content), StoredStatement::words),
    ];
    let _ = write!(out, "<tr class=\"{class}\">");
    for cell in cells {
        let _ = write!(out, "<td>{cell}");
    }
    let rule = found.map_or("", |found| found.rule.as_str());
    let _ = writeln!(
        out,
        "<td dir=\"ltr\">{said} <span class=\"rule\">{}</span>",
        escaped(rule)
    );
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
