//! The body or the medium that speaks by its noun alone and is called in full before it, where it said nothing: مصدر في وزارة الصحة ... وأعلنت الوزارة

use super::entities::Registry;
use super::mention::{Mention, Mentions};
use super::subject::Subjects;
use crate::lexicon::{Number, SpeakerKind};
use crate::pattern::Builtin;

/// How many nodes back the full name of a body is looked for: further than an article goes, and a bound where many articles come as one text.
const BACK: usize = 2048;

/// Longest full name, in nodes.
const NAME: usize = 6;

impl Registry<'_> {
    /// The full name before a phrase that is nothing but the noun of a body with the article. Of bodies all that are named by this noun have to be one;
    /// of media the last one is meant.
    pub(super) fn named_before(&self, mentions: &Mentions, mention: &Mention) -> Option<Mention> {
        let (start, end) = mention.nodes;
        let medium = mention.kind == Some(SpeakerKind::Media);
        let asked = (medium || mention.kind == Some(SpeakerKind::Organization))
            && mention.definite
            && mention.number != Some(Number::Plural)
            && end == start + 1
            && !mentions.kinds(start).meets(&mentions.words.place);
        if !asked {
            return None;
        }
        let words = self.words(mentions.stream, mention.nodes);
        let [noun] = words.as_slice() else {
            return None;
        };
        // What stands behind the phrase tells whether another one bears the noun.
        let end = mentions.stream.nodes.len();
        let behind = start + 1..end.min(start + BACK);
        let mut found: Option<(Mention, Vec<String>)> = None;
        for at in (start.saturating_sub(BACK)..start).rev().chain(behind) {
            let before = at < start;
            let limit = if before { start } else { end };
            if !before && found.is_none() {
                return None;
            }
            let Some(whole) = self.full_name_at(mentions, at, limit, noun, mention.kind) else {
                continue;
            };
            let own = self.words(mentions.stream, whole.nodes);
            match &found {
                None if medium => return Some(whole),
                None => found = Some((whole, own)),
                // The same body, called by more words or fewer.
                Some((_, known)) if known.get(1) == own.get(1) => {}
                Some(_) => return None,
            }
        }
        found.map(|(whole, _)| whole)
    }

    /// The gap before the family name, known to this document, that stands as object directly behind a body with the article: طالبت اللجنة الدروبي بالتراجع.
    pub fn object_behind_body(&self, mentions: &Mentions, mention: &Mention) -> Option<usize> {
        let (start, end) = mention.nodes;
        let kinds = |node: usize| mentions.stream.kinds_at(node);
        let body = end == start + 2
            && mention.name.is_none()
            && mention.definite
            && kinds(start).meets(&mentions.words.acting)
            && kinds(end - 1).meets(&mentions.words.article)
            && !kinds(end - 1).meets(&mentions.words.nationality)
            && !kinds(end - 1).meets(&mentions.words.office_adjective);
        (body && self.is_name(mentions.stream, end - 1)).then_some(end - 1)
    }

    /// The phrase at a node that calls a body in full by a noun: a construct that ends definite, or the noun and an adjective, both with the article.
    fn full_name_at(
        &self,
        mentions: &Mentions,
        at: usize,
        limit: usize,
        noun: &String,
        kind: Option<SpeakerKind>,
    ) -> Option<Mention> {
        let words = mentions.words;
        let (kinds, next) = (mentions.kinds(at), mentions.kinds(at + 1));
        let body = kinds.meets(&words.acting) || kinds.meets(&words.media_noun);
        if !body || self.words(mentions.stream, (at, at + 1)).first() != Some(noun) {
            return None;
        }
        let definite = kinds.meets(&words.article);
        let adjective = next.meets(&words.office_adjective) || next.meets(&words.nationality);
        let whole = match (definite, mentions.is_merged(at)) {
            (_, true) => true,
            (true, false) => next.meets(&words.article) && adjective,
            (false, false) => {
                (next.meets(&words.article) && !adjective && !next.has(Builtin::Participle.kind()))
                    || next.meets(&words.place)
                    || next.meets(&words.outlet)
                    || next.meets(&words.acting)
                    || next.has(Builtin::ShortQuotation.kind())
            }
        };
        if !whole {
            return None;
        }
        let subjects = Subjects {
            text: self.text,
            stream: mentions.stream,
            words,
            mentions,
            registry: self,
        };
        let found = subjects.phrase(at, limit.min(at + NAME))?;
        // A bare word behind a whole name is no part of it, but for the name behind a title.
        let known = |node: usize| {
            let kinds = mentions.kinds(node);
            (kinds.meets(&words.article) || kinds.meets(&words.place) || mentions.is_merged(node))
                && !kinds.meets(&words.title)
        };
        let first = at + 2 - usize::from(mentions.is_merged(at));
        let behind = (first..found.nodes.1).find(|node| mentions.is_bare(*node) && known(node - 1));
        let found = match behind {
            Some(end) => mentions.read((at, end))?,
            None => found,
        };
        let plain = self.plain_words(mentions, &found);
        // A name that ends with a title has lost whose title it is.
        let titled = mentions.kinds(plain.1 - 1).meets(&words.title);
        let named = found.name.is_none()
            && found.kind == kind
            && !titled
            && self.words(mentions.stream, plain).len() > 1;
        named.then_some(found)
    }
}

/// Whether a body can be the one of the other kind: a company and a medium.
pub(super) fn is_one(one: SpeakerKind, other: SpeakerKind) -> bool {
    let body = |kind| matches!(kind, SpeakerKind::Organization | SpeakerKind::Media);
    one != SpeakerKind::Person && (one == other || (body(one) && body(other)))
}
