//! Speakers who stand beside the cue although the pattern binds none: the subject between a verb and its object, and the noun to which a relative clause belongs.

use super::analyzer::{Analyzer, Reading};
use super::entities::Registry;
use super::matching::Match;
use super::mention::{Mention, Mentions};
use super::statement::Statement;
use crate::lexicon::{self, FormClass, Gender, Number, Person, SpeakerKind};
use crate::pattern::Builtin;

/// Longest noun phrase, in nodes, before a relative clause, and longest pair of phrases behind a verb.
const LONGEST: usize = 16;

impl Analyzer<'_> {
    /// The subject where a pattern takes all that stands between a verb and the words for the addressee or the target and two phrases stand there:
    /// اتهم فلان الحكومة بـ, وصف فلان القرار بأنه
    pub(super) fn first_of_two(
        &self,
        reading: &Reading,
        statement: &Statement,
        found: &Match,
        registry: &Registry,
    ) -> Option<Mention> {
        let own = found.reading.filter(is_finite)?;
        let yields = &self.rules.patterns[found.pattern].yields;
        let captured = yields.addressee.or(yields.target)?;
        let (start, _) = found.capture(captured)?;
        if start != found.cue + 1 {
            return None;
        }
        let mentions = self.mentions(reading);
        let kinds = |node: usize| reading.stream.kinds_at(node);
        let content = statement.content.first()?.start;
        let text = registry.text;
        let before = |node: &usize| {
            *node < reading.stream.nodes.len()
                && reading.stream.span(text, *node, node + 1).end <= content
                && !kinds(*node).meets(&self.words.complementizer)
        };
        let limit = (start..start + LONGEST).take_while(before).last()? + 1;
        let named = mentions.begins_name(start, start);
        let one_word = !mentions.is_merged(start)
            && !kinds(start).meets(&self.words.closed)
            && !kinds(start).meets(&self.words.head);
        let called = one_word
            && (registry.is_name(reading.stream, start)
                || registry.is_called(reading.stream, start));
        let end = if named {
            mentions.name_end(start, limit)
        } else if kinds(start).meets(&self.words.place) || kinds(start).meets(&self.words.outlet) {
            // A body known by its name is whole.
            start + 1
        } else if kinds(start).meets(&self.words.head) {
            let subjects = self.subjects(reading, &mentions, registry);
            subjects.phrase(start, limit)?.nodes.1
        } else if called {
            start + 1
        } else {
            return None;
        };
        // A state behind a nationality or a name is no part of either.
        let other = |node: &usize| {
            let before = kinds(node - 1);
            kinds(*node).meets(&self.words.place)
                && !kinds(*node).meets(&self.words.nationality)
                && (before.meets(&self.words.nationality)
                    || before.meets(&self.words.family_name)
                    || before.has(self.words.unknown))
        };
        // Whoever is known by a family name is no part of a body's name.
        let known = |node: &usize| {
            kinds(start).meets(&self.words.acting)
                && !kinds(*node).meets(&self.words.head)
                && !kinds(*node).meets(&self.words.article)
                && (kinds(*node - 1).meets(&self.words.article)
                    || kinds(*node - 1).meets(&self.words.outlet)
                    || kinds(*node - 1).meets(&self.words.head))
                && (registry.is_name(reading.stream, *node)
                    || registry.is_called(reading.stream, *node))
        };
        let end = (start + 1..end)
            .find(|node| other(node) || known(node))
            .unwrap_or(end);
        let mention = mentions.read((start, end))?;
        let gender = mention.gender.zip(own.features.gender);
        let agrees = gender.is_none_or(|(known, asked)| known == asked)
            || (mention.number == Some(Number::Plural)
                && own.features.gender == Some(Gender::Feminine));
        let somebody = mention.name.is_some() || mention.kind.is_some() || called;
        let rest = mention.nodes.1;
        let object = rest < limit
            && (self.begins_object(&mentions, rest)
                || known(&rest)
                || (called && end == start + 1 && kinds(rest).meets(&self.words.nationality)));
        (agrees && somebody && object).then_some(mention)
    }

    /// Whether a noun phrase of its own begins at a node behind a whole one.
    fn begins_object(&self, mentions: &Mentions, node: usize) -> bool {
        let kinds = mentions.kinds(node);
        let attribute = kinds.meets(&self.words.nationality)
            || kinds.meets(&self.words.office_adjective)
            || kinds.meets(&self.words.family_name)
            || kinds.meets(&self.words.name_closer);
        let noun = kinds.meets(&self.words.article)
            || kinds.meets(&self.words.head)
            || kinds.meets(&self.words.place)
            || kinds.meets(&self.words.common_noun)
            || kinds.has(Builtin::PronounSuffix.kind())
            || mentions.begins_name(node, node);
        let sign = kinds.has(Builtin::ShortQuotation.kind());
        let joined = kinds.meets(&self.words.conjunction_clitic)
            || kinds.meets(&self.words.preposition_clitic)
            || (kinds.meets(&self.words.closed) && !kinds.meets(&self.words.document));
        sign || (kinds.has(Builtin::Word.kind()) && noun && !attribute && !joined)
    }

    /// The person or body of which a relative clause tells that it speaks: للوزير الذي قال إن. The relative agrees with the verb, whose object it is otherwise
    /// (الوزير الذي قالت إنه).
    pub(super) fn antecedent(
        &self,
        reading: &Reading,
        found: &Match,
        registry: &Registry,
    ) -> Option<Mention> {
        let own = found.reading.filter(is_finite)?;
        let mentions = self.mentions(reading);
        let relative = found.cue.checked_sub(1)?;
        let entry = mentions
            .entries(relative)
            .find(|entry| entry.gender.is_some() || entry.number.is_some())?;
        let many = entry.number == Some(Number::Plural);
        let suits = mentions.kinds(relative).meets(&self.words.relative)
            && !mentions
                .kinds(relative)
                .meets(&self.words.conjunction_clitic)
            && own.enclitic.is_none()
            && match many {
                true => own.features.number == Some(Number::Plural),
                false => {
                    own.features.number == Some(Number::Singular)
                        && own.features.gender == entry.gender
                }
            };
        // What is said of somebody in a relative clause has a pronoun for him.
        let of_him = mentions
            .kinds(found.cue + 1)
            .meets(&self.words.preposition_pronoun);
        if !suits || of_him {
            return None;
        }
        // A document of which it is said that it is something, or of which somebody says words in marks, has not said so.
        let next = mentions.kinds(found.cue + 1);
        let about = next.has(Builtin::LongQuotation.kind())
            || (next.meets(&self.words.complementizer) && next.has(Builtin::PronounSuffix.kind()));
        let comma = relative > 0 && mentions.kinds(relative - 1).has(Builtin::Comma.kind());
        let end = relative - usize::from(comma);
        let subjects = self.subjects(reading, &mentions, registry);
        let first = subjects
            .sentence_start(relative)
            .max(end.saturating_sub(LONGEST));
        let mut longest: Option<Mention> = None;
        let mut crossed = false;
        for start in (first..end).rev() {
            let kinds = mentions.kinds(start);
            let governs = kinds.meets(&self.words.preposition) && longest.is_some();
            let ends = kinds.has(Builtin::Comma.kind())
                || kinds.meets(&self.words.complementizer)
                || kinds.meets(&self.words.clause_ender)
                || kinds.meets(&self.words.relative);
            if governs || ends {
                break;
            }
            crossed |= kinds.meets(&self.words.preposition);
            let begins = kinds.meets(&self.words.head)
                || kinds.meets(&self.words.counterpart)
                || mentions.begins_name(start, start)
                || registry.is_name(reading.stream, start);
            // A deed says nothing, whose it is does.
            let inside = || {
                let before = mentions.kinds(start - 1);
                let spoken = before.meets(&self.words.head) || !before.meets(&self.words.deed);
                spoken && mentions.is_inside_phrase(start)
            };
            if !begins || (start > first && inside()) {
                continue;
            }
            let whole = mentions.read((start, end));
            let whole = whole.filter(|mention| mention.nodes.1 == end);
            let one = |mention: &Mention| {
                let told = mention.kind == Some(SpeakerKind::Document) && about;
                // An office goes on behind a preposition, hardly anything else does; of many only what is many is told.
                let reaches = !crossed || many || kinds.meets(&self.words.title);
                let named = longest.as_ref().and_then(|longest| longest.name);
                // A family name of this document is somebody.
                let family = !many && end == start + 1 && registry.is_name(reading.stream, start);
                !told
                    && reaches
                    && (family || is_told_of(mention, entry.gender, many))
                    && named.is_none_or(|name| mention.name == Some(name))
            };
            longest = whole.filter(one).or(longest);
        }
        longest
    }
}

/// Whether a reading is a finite form of the third person.
fn is_finite(reading: &lexicon::Reading) -> bool {
    reading.features.class == FormClass::Verb && reading.features.person == Some(Person::Third)
}

/// Whether a relative of some gender, of one or of many, can tell of whom a phrase names.
fn is_told_of(mention: &Mention, gender: Option<Gender>, many: bool) -> bool {
    let person = mention.name.is_some() || mention.kind == Some(SpeakerKind::Person);
    let somebody = mention.name.is_some() || mention.kind.is_some();
    let plural = mention.number == Some(Number::Plural);
    let number = match many {
        true => plural || mention.kind == Some(SpeakerKind::Group),
        false => !plural || (!person && gender == Some(Gender::Feminine)),
    };
    let gender = mention.gender.zip(gender);
    somebody && number && (plural || gender.is_none_or(|(known, asked)| known == asked))
}
