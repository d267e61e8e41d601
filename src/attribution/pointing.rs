//! Phrases that name nobody and point back to somebody who has spoken: pronouns, المصدر ذاته, المتحدث, and what somebody is (الخبير, المدرب الإسباني).

use super::discourse::{Discourse, Place};
use super::entities::Registry;
use super::mention::{Mention, Mentions};
use crate::lexicon::{Number, SpeakerKind};
use crate::pattern::Builtin;

/// How many turns back a description is looked for that fits no known role.
const NEAR: usize = 4;

/// Whom a phrase means that only points back: a pronoun, المصدر ذاته, معاليه; المصدر alone, which is the unnamed one before; the last speaker with a role
/// (الوزير); or the last speaker, of whom it says what he is. `goes_on` tells whether the verb goes on with a report (وأضاف).
pub(super) fn pointed(
    mentions: &Mentions,
    mention: &Mention,
    discourse: &Discourse,
    registry: &Registry,
    place: Place,
    goes_on: bool,
) -> Option<usize> {
    let agrees = |known: usize| points(mention, registry, known);
    if mention.pronoun || mention.same_source {
        let kind = mentions
            .entries(mention.nodes.0)
            .find_map(|entry| entry.speaker);
        let one = |known: usize| {
            let is = registry.people[known].kind;
            match kind {
                Some(SpeakerKind::Person) => {
                    matches!(is, SpeakerKind::Person | SpeakerKind::Anonymous)
                }
                _ => true,
            }
        };
        let agreeing = discourse
            .last(place, |known| one(known) && agrees(known))
            .or_else(|| discourse.last(place, agrees));
        return agreeing.or_else(|| discourse.last(place, |_| true));
    }
    let anonymous = |known: usize| registry.people[known].kind == SpeakerKind::Anonymous;
    if is_own_source(mentions, mention)
        && let Some(known) = discourse.last(place, |known| anonymous(known) && agrees(known))
    {
        return Some(known);
    }
    if mention.points_alone {
        let one = mention.number != Some(Number::Plural);
        let meant = discourse
            .last(place, |known| anonymous(known) && agrees(known))
            .or_else(|| discourse.last(place, |known| one && anonymous(known)));
        let last = || {
            let person = |known: usize| registry.people[known].kind == SpeakerKind::Person;
            discourse.near(place, 1, |known| one && person(known) && agrees(known))
        };
        let meant = meant.or_else(|| {
            let changed = changes(mentions, place.node);
            if changed { None } else { last() }
        });
        // A body or a document that has spoken is a source too.
        let source = || {
            let any = mention.kind == Some(SpeakerKind::Anonymous);
            discourse.near(place, 1, |known| {
                any && one && registry.people[known].kind != SpeakerKind::Media
            })
        };
        let meant = meant.or_else(source);
        if meant.is_some() {
            return meant;
        }
    }
    let role = mention.name.is_none()
        && mention.definite
        && matches!(mention.kind, None | Some(SpeakerKind::Person));
    let who_goes_on = || {
        let known = || registry.is_known(mentions, mention) || changes(mentions, place.node);
        if !goes_on || !is_of_one(mentions, mention) || known() {
            return None;
        }
        discourse.near(place, 1, |known| {
            let person = &registry.people[known];
            person.kind == SpeakerKind::Person
                && person.named
                && agrees(known)
                && !registry.comes_from_elsewhere(mentions, mention, known)
        })
    };
    if !role {
        return who_goes_on();
    }
    let bears = |known: usize| registry.bears_role(mentions, mention, known);
    let bearer = discourse.last(place, bears);
    if bearer.is_some() {
        return bearer;
    }
    if !(mention.epithet || mention.points_alone) {
        return who_goes_on();
    }
    if registry.is_known(mentions, mention) || changes(mentions, place.node) {
        return None;
    }
    let person = |known: usize| {
        // Who is known by an office alone is not called by what else he may be: after the minister, "the young man" is somebody new.
        let other = registry.people[known].office && mention.epithet;
        registry.people[known].kind == SpeakerKind::Person
            && !other
            && agrees(known)
            && !registry.comes_from_elsewhere(mentions, mention, known)
    };
    discourse.near(place, NEAR, person)
}

/// Whether a phrase without a name says what one person is, who is so only once: with the article, or by what it rules (مدرب الفريق, نجمة فيلم "الوادي").
fn is_of_one(mentions: &Mentions, mention: &Mention) -> bool {
    let (start, end) = mention.nodes;
    let (first, next) = (mentions.kinds(start), mentions.kinds(start + 1));
    let rules = end > start + 1
        && !next.meets(&mentions.words.nationality)
        && (next.meets(&mentions.words.article)
            || next.meets(&mentions.words.place)
            || next.meets(&mentions.words.collective)
            || next.has(Builtin::ShortQuotation.kind()));
    mention.name.is_none()
        && mention.number != Some(Number::Plural)
        && matches!(mention.kind, None | Some(SpeakerKind::Person))
        && (first.meets(&mentions.words.title) || first.meets(&mentions.words.epithet))
        && !first.meets(&mentions.words.collective)
        && !first.has(Builtin::PronounSuffix.kind())
        && (mention.definite || rules)
}

/// Whether a phrase calls a source the medium's own: مصدر الجريدة.
fn is_own_source(mentions: &Mentions, mention: &Mention) -> bool {
    let (start, end) = mention.nodes;
    let medium = mentions.kinds(end - 1);
    mention.kind == Some(SpeakerKind::Anonymous)
        && mention.name.is_none()
        && mentions.kinds(start).meets(&mentions.words.source_noun)
        && !mention.definite
        && end == start + 2
        && medium.meets(&mentions.words.media)
        && !medium.meets(&mentions.words.preposition_clitic)
}

/// Whether gender and number of a phrase allow it to point back to somebody, as far as both are known.
pub(super) fn points(mention: &Mention, registry: &Registry, known: usize) -> bool {
    let person = &registry.people[known];
    let gender = person.gender.zip(mention.gender);
    let number = person.number.zip(mention.number);
    gender.is_none_or(|(known, asked)| known == asked)
        && number.is_none_or(|(known, asked)| known == asked)
}

/// Whether words directly round a cue say that somebody else speaks now: من جهته قال, وقال من جهته.
fn changes(mentions: &Mentions, cue: usize) -> bool {
    (cue.saturating_sub(2)..cue + 3)
        .any(|node| mentions.kinds(node).meets(&mentions.words.change_marker))
}
