//! From marks and arrows to annotated statements.

use super::Corrected;
use crate::attribution::analysis::TextSpan;
use crate::eval::score::{GoldArticle, GoldStatement};
use crate::report::exchange::markup::{INFERRED, Mark, Role};
use crate::text::Ruler;
use std::collections::{HashMap, HashSet};

/// The statements of an article; or the first thing that is no annotation.
pub(super) fn article(corrected: &Corrected) -> Result<GoldArticle, String> {
    let reader = Reader {
        corrected,
        ruler: Ruler::new(&corrected.text),
    };
    reader.check()?;
    let marks = corrected.markup.marks.iter().enumerate();
    let mut cues: Vec<(usize, &Mark)> = marks
        .filter(|(_, mark)| mark.role == Some(Role::Cue))
        .collect();
    cues.sort_by_key(|(_, cue)| (cue.start, cue.end));
    let mut statements = Vec::new();
    for (number, cue) in &cues {
        statements.push(reader.statement(*number, cue)?);
    }
    reader.quotes(&cues, &mut statements)?;
    for ((_, cue), statement) in cues.iter().zip(&mut statements) {
        statement.kind = match &cue.kind {
            Some(kind) => kind.clone(),
            None => kind(statement).to_owned(),
        };
    }
    Ok(GoldArticle {
        article: corrected.article.clone(),
        attributions: statements,
        not_quotations: reader.of_role(Role::Rejected),
    })
}

struct Reader<'a> {
    corrected: &'a Corrected,
    ruler: Ruler<'a>,
}

impl Reader<'_> {
    fn span(&self, mark: &Mark) -> TextSpan {
        TextSpan {
            text: self.ruler.slice(mark.start, mark.end).to_owned(),
            start: mark.start,
            end: mark.end,
        }
    }

    /// How messages call a mark.
    fn place(&self, mark: &Mark) -> String {
        let what = mark.role.map_or("mark", Role::name);
        let text: String = self
            .ruler
            .slice(mark.start, mark.end)
            .chars()
            .take(40)
            .collect();
        format!("the {what} \u{2068}{text}\u{2069} at {}", mark.start)
    }

    fn of_role(&self, role: Role) -> Vec<TextSpan> {
        let marks = self.corrected.markup.marks.iter();
        let mut spans: Vec<TextSpan> = marks
            .filter(|mark| mark.role == Some(role))
            .map(|mark| self.span(mark))
            .collect();
        spans.sort_by_key(|span| (span.start, span.end));
        spans
    }

    /// What must hold before anything is read: every mark in the text, every arrow from a cue to a mark of its kind, nothing left loose.
    fn check(&self) -> Result<(), String> {
        let markup = &self.corrected.markup;
        for mark in &markup.marks {
            if mark.start >= mark.end || mark.end > self.ruler.len() {
                return Err(format!(
                    "{} does not lie in the text ({} to {} of {})",
                    self.place(mark),
                    mark.start,
                    mark.end,
                    self.ruler.len()
                ));
            }
        }
        let mut tied = HashSet::new();
        for link in &markup.links {
            let (Some(from), Some(to)) = (markup.marks.get(link.from), markup.marks.get(link.to))
            else {
                return Err(format!("an arrow {} leads to nothing", link.name));
            };
            let wanted = if link.name == INFERRED {
                Some(Role::Speaker)
            } else {
                Role::of_name(&link.name)
            };
            if from.role != Some(Role::Cue) || to.role != wanted {
                return Err(format!(
                    "an arrow {} leads from {} to {}; arrows go from a cue to what they are named for",
                    link.name,
                    self.place(from),
                    self.place(to)
                ));
            }
            tied.insert(link.to);
        }
        for (number, mark) in markup.marks.iter().enumerate() {
            // Quotations find their statement by lying in it, and a name in marks has none.
            let loose = matches!(
                mark.role,
                Some(Role::Speaker | Role::Content | Role::Via | Role::Channel)
            );
            if loose && !tied.contains(&number) {
                return Err(format!("no arrow leads to {}", self.place(mark)));
            }
        }
        Ok(())
    }

    fn statement(&self, number: usize, cue: &Mark) -> Result<GoldStatement, String> {
        let markup = &self.corrected.markup;
        let linked = |name: &'static str| -> Vec<&Mark> {
            let mut all: Vec<&Mark> = markup.linked(number, name).map(|(_, mark)| mark).collect();
            all.sort_by_key(|mark| (mark.start, mark.end));
            all
        };
        let spans = |name| -> Vec<TextSpan> {
            linked(name)
                .into_iter()
                .map(|mark| self.span(mark))
                .collect()
        };
        let content = spans("content");
        if content.is_empty() {
            return Err(format!("{} is tied to no content", self.place(cue)));
        }
        let (mentions, inferred) = (linked("speaker"), linked(INFERRED));
        if mentions.len() + inferred.len() > 1 {
            return Err(format!("{} has more than one speaker", self.place(cue)));
        }
        let mention = mentions.first().copied();
        let known = mention.or(inferred.first().copied());
        // Where nobody has named a speaker, the words of the mention do.
        let name = known
            .map(|mark| {
                let words = self.ruler.slice(mark.start, mark.end).trim();
                mark.name.clone().unwrap_or_else(|| words.to_owned())
            })
            .or_else(|| cue.name.clone());
        let aliases = name
            .as_ref()
            .and_then(|name| self.corrected.aliases.get(name))
            .filter(|aliases| !aliases.is_empty());
        Ok(GoldStatement {
            kind: String::new(),
            speaker_aliases: aliases.cloned(),
            speaker_name: name,
            speaker_kind: known.unwrap_or(cue).speaker_kind.clone(),
            stance: cue.stance.clone().unwrap_or_else(|| "neutral".to_owned()),
            cue: self.span(cue),
            content,
            quoted: spans("quote"),
            speaker: mention.map(|mark| self.span(mark)),
            channel: spans("channel").into_iter().next(),
            via: spans("via").into_iter().next(),
            optional: cue.optional,
        })
    }

    /// Gives quotations without an arrow to the innermost statement in whose content they lie.
    fn quotes(
        &self,
        cues: &[(usize, &Mark)],
        statements: &mut [GoldStatement],
    ) -> Result<(), String> {
        let markup = &self.corrected.markup;
        let places: HashMap<usize, usize> = cues
            .iter()
            .enumerate()
            .map(|(place, (number, _))| (*number, place))
            .collect();
        let tied: HashSet<usize> = markup
            .links
            .iter()
            .filter(|link| places.contains_key(&link.from))
            .map(|link| link.to)
            .collect();
        for (number, mark) in markup.marks.iter().enumerate() {
            if mark.role != Some(Role::Quote) || tied.contains(&number) {
                continue;
            }
            let around = statements.iter_mut().filter_map(|statement| {
                let pieces = statement.content.iter();
                let inside = |piece: &&TextSpan| piece.start <= mark.start && mark.end <= piece.end;
                let length = pieces
                    .filter(inside)
                    .map(|piece| piece.end - piece.start)
                    .min()?;
                Some((length, statement))
            });
            match around.min_by_key(|(length, _)| *length) {
                Some((_, statement)) => {
                    statement.quoted.push(self.span(mark));
                    statement.quoted.sort_by_key(|span| (span.start, span.end));
                }
                None => return Err(format!("no content holds {}", self.place(mark))),
            }
        }
        Ok(())
    }
}

/// Direct where all words lie in quotations, but for signs and blanks; mixed where some do; else indirect.
fn kind(statement: &GoldStatement) -> &'static str {
    if statement.quoted.is_empty() {
        return "indirect";
    }
    let quoted = |at: usize| {
        let mut quotes = statement.quoted.iter();
        quotes.any(|quote| quote.start <= at && at < quote.end)
    };
    let outside = statement.content.iter().any(|piece| {
        let mut chars = piece.text.chars().enumerate();
        chars.any(|(at, c)| c.is_alphanumeric() && !quoted(piece.start + at))
    });
    if outside { "mixed" } else { "direct" }
}
