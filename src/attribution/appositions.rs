//! What stands in apposition: the name behind a role and a comma, the title behind a name.

use super::mention::{Mention, Mentions};
use crate::lexicon::{Gender, SpeakerKind};
use crate::pattern::Builtin;

/// Longest title behind a name, in words.
const TITLE_WORDS: usize = 9;

impl Mentions<'_> {
    /// The gap behind the name that stands in apposition behind a role: وزير الصحة، نبيل سامح، ... `None` where there is none before `limit`.
    pub fn apposition(&self, mention: &Mention, limit: usize) -> Option<usize> {
        let role =
            mention.name.is_none() && matches!(mention.kind, None | Some(SpeakerKind::Person));
        let comma = mention.nodes.1;
        if !role || !self.kinds(comma).has(Builtin::Comma.kind()) || comma + 1 >= limit {
            return None;
        }
        let start = comma + 1;
        let known = self
            .begins_name(start, start)
            .then(|| (start, self.name_end(start, limit)));
        let (_, end) = known.or_else(|| self.leading_foreign_name((start, limit)))?;
        let closed = end >= limit
            || !self.kinds(end).has(Builtin::Word.kind())
            || self.kinds(end).meets(&self.words.complementizer);
        closed.then_some(end)
    }

    /// What stands behind a name and says who it is: a title with what belongs to it, at once or behind a comma, unless another name follows it there
    /// (عمر بلال، نائب برلماني).
    pub fn title_behind(&self, (first, end): (usize, usize)) -> Option<(usize, usize)> {
        let comma = self.kinds(end).has(Builtin::Comma.kind());
        let start = if comma { end + 1 } else { end };
        let kinds = self.kinds(start);
        if !kinds.meets(&self.words.title) || kinds.meets(&self.words.preposition_clitic) {
            return None;
        }
        // A woman's title behind a man's name is whom the verb concerns.
        let gender = |node: usize| self.feature(node, |entry| entry.gender);
        let other = !comma
            && kinds.meets(&self.words.article)
            && gender(start) == Some(Gender::Feminine)
            && gender(first) == Some(Gender::Masculine);
        if other {
            return None;
        }
        let goes_on = |node: &usize| {
            let kinds = self.kinds(*node);
            kinds.has(Builtin::Word.kind())
                && !kinds.meets(&self.words.closed)
                && !kinds.has(Builtin::Verb.kind())
        };
        let last = (start + 1..start + TITLE_WORDS).take_while(goes_on).last();
        let end = last.map_or(start + 1, |last| last + 1);
        let other = self.read((start, end))?.name.is_some();
        (!other).then_some((start, end))
    }
}
