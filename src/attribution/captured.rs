//! The noun phrase that a pattern captured as the speaker: whether it is one, where it begins and ends, and the name that stands apart from it.

use super::agreement::forms;
use super::analyzer::{Analyzer, Reading};
use super::entities::Registry;
use super::matching::Match;
use super::mention::{Mention, Mentions};
use crate::lexicon::{FormClass, Gender, Number, SpeakerKind};
use crate::pattern::{Builtin, StanceFrom};

impl Analyzer<'_> {
    /// The mention of the speaker that stands beside the cue; `None` where what was captured names nobody who could speak.
    pub(super) fn captured(
        &self,
        reading: &Reading,
        found: &Match,
        capture: u8,
        registry: &Registry,
    ) -> Option<Mention> {
        let mentions = self.mentions(reading);
        let pattern = &self.rules.patterns[found.pattern];
        let nodes = found.capture(capture)?;
        let nodes = match is_cut(&mentions, found, nodes.0) {
            true => mentions.own_beginning(nodes)?,
            false => nodes,
        };
        let nodes = behind_own_verb(&mentions, found, nodes);
        let mention = mentions.read(nodes)?;
        let start = mention.nodes.0;
        // What the last preposition of a channel governs belongs to the channel.
        let channel = pattern.yields.channel.and_then(|one| found.capture(one));
        let governed = start > 0
            && mentions.kinds(start - 1).meets(&self.words.preposition)
            && channel.is_some_and(|(_, end)| end == start);
        // A demonstrative alone is no speaker.
        let pointing = mention.nodes.1 == start + 1
            && start > found.cue
            && mentions.kinds(start).meets(&self.words.demonstrative);
        if governed
            || pointing
            || is_aside(&mentions, &mention)
            || is_of_other(&mentions, found, &mention)
            || is_oblique(&mentions, found, start)
            || is_set_object(&mentions, found, &mention)
            || self.is_addressed(reading, found, &mention)
            || is_deed(&mentions, found, &mention)
            || is_attribute(&mentions, found, &mention)
            || is_clause(&mentions, &mention)
            || is_adverbial(&mentions, &mention)
        {
            return None;
        }
        let body = registry.object_behind_body(&mentions, &mention);
        let mention = body
            .and_then(|end| mentions.read((start, end)))
            .unwrap_or(mention);
        let limit = reading.stream.nodes.len().min(found.to);
        let subjects = self.subjects(reading, &mentions, registry);
        // Of a construct the pattern may take the first part alone.
        let part = self.is_support(found)
            && mention.name.is_none()
            && !mention.definite
            && mention.nodes.1 == start + 1
            && !mentions.is_merged(start);
        // It ends before the noun that carries the stance.
        let noun = match pattern.yields.stance {
            StanceFrom::Capture(noun) => found.capture(noun),
            _ => None,
        };
        let bound = noun
            .map(|(first, _)| first)
            .filter(|first| *first > start)
            .map_or(limit, |first| first.min(limit));
        let construct = part
            .then(|| subjects.phrase(start, bound))
            .flatten()
            .filter(|whole| whole.nodes.1 > mention.nodes.1);
        let mention = construct.unwrap_or(mention);
        let end = mentions.apposition(&mention, limit);
        let end = end.or_else(|| family_like_title(&mentions, &mention));
        let end = end.or_else(|| {
            let behind = |piece: &(usize, usize)| piece.0 >= mention.nodes.1;
            let contents = pattern.yields.content.iter();
            let content = contents.filter_map(|piece| found.capture(*piece));
            let said = content.filter(behind).map(|piece| piece.0).min();
            let realm = said.and_then(|limit| subjects.name_behind_realm(&mention, limit));
            let bounded = self.is_support(found);
            realm.or_else(|| subjects.seated_name(&mention, said.unwrap_or(limit), bounded))
        });
        let mention = end
            .and_then(|end| mentions.read((mention.nodes.0, end)))
            .unwrap_or(mention);
        let whole = described_before(&mentions, found, &mention)
            .or_else(|| self.before_comma(reading, found, &mention, registry));
        Some(whole.unwrap_or(mention))
    }

    /// Whether the body directly behind a verb does not agree with it, so that it is whom the verb addresses: وطالب السلطات بـ, ودعت المكتب الجامعي إلى
    fn is_addressed(&self, reading: &Reading, found: &Match, mention: &Mention) -> bool {
        let addresses = found.reading.is_some_and(|own| {
            own.features.class == FormClass::Verb
                && own.enclitic.is_none()
                && self.rules.entries.of(own.entry).frames & self.words.addressee != 0
        });
        let body = mention.name.is_none()
            && mention.kind == Some(SpeakerKind::Organization)
            && mention.nodes.0 == found.cue + 1
            && (reading.stream.kinds_at(mention.nodes.0)).meets(&self.words.head);
        // A verb before many bodies is feminine, whatever one of them is.
        let many = mention.number == Some(Number::Plural);
        let gender = mention.gender.or(many.then_some(Gender::Feminine));
        let Some(gender) = gender.filter(|_| addresses && body) else {
            return false;
        };
        let differs = |form: &crate::lexicon::Reading| {
            let own = form.features.gender;
            own.is_some_and(|own| own != gender && !(many && own == Gender::Feminine))
        };
        forms(self.rules, reading, found).iter().all(differs)
    }

    /// Whether the cue is a verb behind whose subject nothing but a preposition and a noun of a stance can stand: أعرب فلان عن أمله
    fn is_support(&self, found: &Match) -> bool {
        let roles = |own: &crate::lexicon::Reading| self.rules.entries.of(own.entry).roles;
        found
            .reading
            .is_some_and(|own| roles(&own) & self.words.support != 0)
    }

    /// The name to which a role between a comma and its verb is only an apposition: وكان سامح نجيب مستشار الملك، أمير المنطقة، أكد ...
    fn before_comma(
        &self,
        reading: &Reading,
        found: &Match,
        mention: &Mention,
        registry: &Registry,
    ) -> Option<Mention> {
        let (start, end) = mention.nodes;
        let mentions = self.mentions(reading);
        let role = mention.name.is_none()
            && matches!(
                mention.kind,
                Some(SpeakerKind::Person | SpeakerKind::Anonymous)
            )
            && !mention.definite
            && end <= found.cue
            && start > 1
            && mentions.kinds(start - 1).has(Builtin::Comma.kind());
        if !role {
            return None;
        }
        let subjects = self.subjects(reading, &mentions, registry);
        let before = subjects.of_sentence(start - 1, |_| true)?;
        let title = |node: usize| {
            mentions.kinds(node).has(Builtin::Word.kind())
                && !mentions.kinds(node).meets(&self.words.complementizer)
                && !subjects.is_verb(node)
        };
        let whole = (before.nodes.1..start - 1).all(title);
        (before.name.is_some() && whole).then_some(before)
    }
}

/// The gap behind the family name that a pattern has left out since it is a title too: عبر سالم أمير، الرئيس التنفيذي، عن سعادته
fn family_like_title(mentions: &Mentions, mention: &Mention) -> Option<usize> {
    let (first, last) = mention.name?;
    let whole = mention.nodes == (first, last) && last == first + 1;
    let comma = mentions.kinds(last + 1).has(Builtin::Comma.kind());
    let title = mentions.kinds(last).meets(&mentions.words.title);
    (whole && comma && title && mentions.name_end(first, last + 1) > last).then_some(last + 1)
}

/// The phrase before a cue without the verb with which the sentence opens, whose subject it is although the verb is spelled like a noun: رفع النشطاء شعارات قالوا
fn behind_own_verb(
    mentions: &Mentions,
    found: &Match,
    (start, end): (usize, usize),
) -> (usize, usize) {
    let words = mentions.words;
    let (first, next) = (mentions.kinds(start), mentions.kinds(start + 1));
    let opens = start == 0 || mentions.kinds(start - 1).meets(&words.sentence_end);
    let verb = first.meets(&words.verb_homograph)
        && !first.meets(&words.article)
        && !first.meets(&words.head)
        && !first.meets(&words.given_name);
    let people = next.meets(&words.article)
        && (next.meets(&words.acting) || next.meets(&words.title) || next.meets(&words.anonymous))
        && !next.meets(&words.oblique)
        && !next.meets(&words.preposition_clitic)
        && !next.meets(&words.conjunction_clitic);
    let named = || mentions.begins_name(start + 1, start + 1) && mentions.clear(start + 1);
    let subject = end <= found.cue && start + 1 < end && opens && verb && (people || named());
    (start + usize::from(subject), end)
}

/// The relative between a phrase and its verb, if one stands there.
fn relative_between(mentions: &Mentions, found: &Match, end: usize) -> Option<usize> {
    let mut between = end..found.cue;
    between.find(|node| mentions.kinds(*node).meets(&mentions.words.relative))
}

/// Whether the relative between a phrase and its verb does not agree with the verb, whose subject it cannot be: الشهادات التي قال إنها ...
fn is_of_other(mentions: &Mentions, found: &Match, mention: &Mention) -> bool {
    let own = found
        .reading
        .filter(|own| own.features.class == FormClass::Verb);
    let (Some(own), Some(relative)) = (own, relative_between(mentions, found, mention.nodes.1))
    else {
        return false;
    };
    let Some(told) = mentions
        .entries(relative)
        .find(|entry| entry.gender.is_some() || entry.number.is_some())
    else {
        return false;
    };
    let one = own.features.number == Some(Number::Singular);
    let many = matches!(told.number, Some(Number::Plural | Number::Dual));
    let genders = told.gender.zip(own.features.gender);
    one && (many || genders.is_some_and(|(told, own)| told != own))
}

/// The person whom an apposition describes that ends with a phrase before a comma and a relative: سامح نجيب، المشرف في فرع الاتحاد، الذي قال ...
fn described_before(mentions: &Mentions, found: &Match, mention: &Mention) -> Option<Mention> {
    let (start, end) = mention.nodes;
    let comma = |node: usize| mentions.kinds(node).has(Builtin::Comma.kind());
    if mention.name.is_some()
        || relative_between(mentions, found, end) != Some(end + 1)
        || !comma(end)
    {
        return None;
    }
    let goes_on = |node: &usize| {
        let kinds = mentions.kinds(*node);
        kinds.has(Builtin::Word.kind())
            && !mentions.is_verb(kinds)
            && !kinds.meets(&mentions.words.complementizer)
            && !kinds.meets(&mentions.words.common_verb)
    };
    let from = start.saturating_sub(APPOSITION);
    let role = (from..start).rev().take_while(goes_on).last()?;
    let before = role.checked_sub(1).filter(|before| comma(*before))?;
    if !mentions.kinds(role).meets(&mentions.words.title) {
        return None;
    }
    let named = |first: &usize| {
        let name = mentions
            .read((*first, before))
            .and_then(|person| person.name);
        mentions.kinds(*first).meets(&mentions.words.begins_name)
            && name.is_some_and(|(_, last)| last == before)
    };
    let first = (before.saturating_sub(NAME)..before).find(named)?;
    mentions.read((first, end))
}

/// Most words of an apposition, and of a name with its honorific.
const APPOSITION: usize = 10;
const NAME: usize = 5;

/// Whether a noun phrase behind a verb was begun in its middle: behind the first part of a construct (أمام رئيس السلطة), inside a name, or behind the verb of a
/// relative clause (المؤتمر الذي عقدته اللجنة).
fn is_cut(mentions: &Mentions, found: &Match, start: usize) -> bool {
    let finite = found
        .reading
        .is_some_and(|reading| reading.features.class == FormClass::Verb);
    finite && start > found.cue + 1 && mentions.is_inside_phrase(start)
}

/// Whether a phrase behind a verb names a deed, so that it is its object: المدرب أكد قدرة الفريق على الفوز
fn is_deed(mentions: &Mentions, found: &Match, mention: &Mention) -> bool {
    let start = mention.nodes.0;
    let kinds = mentions.kinds(start);
    // Given names are spelled like deeds; that somebody says directly behind one shows that it is one.
    let named = mention.nodes.1 == start + 1
        && kinds.meets(&mentions.words.given_name)
        && mentions
            .kinds(start + 1)
            .meets(&mentions.words.complementizer);
    start > found.cue
        && !named
        && !mentions.begins_name(start, start)
        && kinds.meets(&mentions.words.deed)
        && !kinds.meets(&mentions.words.article)
        && !kinds.meets(&mentions.words.head)
}

/// Whether a phrase is nothing but an adverb or a preposition with its pronoun (طلب مني أن), or begins with somebody's own utterance (تابع حديثه قائلا).
fn is_adverbial(mentions: &Mentions, mention: &Mention) -> bool {
    let (start, end) = mention.nodes;
    let kinds = mentions.kinds(start);
    let words = mentions.words;
    let somebody = kinds.meets(&words.head)
        || kinds.meets(&words.family_name)
        || (kinds.meets(&words.given_name) && !kinds.meets(&words.preposition_pronoun));
    let adverb = kinds.meets(&words.adverb) || kinds.meets(&words.preposition_pronoun);
    let own = kinds.meets(&words.his_saying) && kinds.has(Builtin::PronounSuffix.kind());
    !somebody && ((end == start + 1 && adverb) || own)
}

/// Whether a phrase is nothing but an aside in brackets, longer than the name of a medium is: وقالوا (على لسان أحدهم) إن
fn is_aside(mentions: &Mentions, mention: &Mention) -> bool {
    let (start, end) = mention.nodes;
    let node = mentions.stream.nodes.get(start);
    end == start + 1
        && mentions.kinds(start).has(Builtin::Parenthesis.kind())
        && node.is_some_and(|node| node.last - node.first > BRACKETED)
}

/// Most tokens of a name in brackets, the brackets among them.
const BRACKETED: u32 = 4;

/// Whether the noun directly behind an active verb has the ending of objects, so that it is whom the verb concerns: دعا المواطنين إلى ...
fn is_oblique(mentions: &Mentions, found: &Match, start: usize) -> bool {
    let finite = found
        .reading
        .is_some_and(|reading| reading.features.class == FormClass::Verb);
    let kinds = mentions.kinds(start);
    finite
        && start == found.cue + 1
        && kinds.meets(&mentions.words.oblique)
        && !kinds.meets(&mentions.words.title)
        && !kinds.meets(&mentions.words.place)
        && !mentions.begins_name(start, start)
}

/// Whether nothing but the object of a set phrase stands behind an active verb: لفتت الانتباه إلى, أعلنت مسؤوليتها عن
fn is_set_object(mentions: &Mentions, found: &Match, mention: &Mention) -> bool {
    let start = mention.nodes.0;
    let finite = found
        .reading
        .is_some_and(|reading| reading.features.class == FormClass::Verb);
    finite && start == found.cue + 1 && mentions.kinds(start).meets(&mentions.words.set_object)
}

/// Whether a phrase is a clause that says what something is: الشركة، وهي الأكبر في البلاد، قالت
fn is_clause(mentions: &Mentions, mention: &Mention) -> bool {
    let (start, end) = mention.nodes;
    let kinds = mentions.kinds(start);
    end > start + 1
        && mention.name.is_none()
        && kinds.meets(&mentions.words.pronoun)
        && kinds.meets(&mentions.words.conjunction_clitic)
}

/// Whether a phrase behind a verb is an attribute of what the adverbial before it names: قال أمام المنتدى، المنعقد في المدينة، إن ...؛ أكد في تصريحات صحفية اليوم أن ...
fn is_attribute(mentions: &Mentions, found: &Match, mention: &Mention) -> bool {
    let start = mention.nodes.0;
    let verbal = found
        .reading
        .is_some_and(|reading| reading.features.class == FormClass::Verb);
    let kinds = mentions.kinds(start);
    let bare = |node: usize| !mentions.kinds(node).meets(&mentions.words.article);
    let of_speech = start > found.cue + 1
        && mentions.kinds(start - 1).meets(&mentions.words.event)
        && !mentions
            .kinds(start - 1)
            .has(Builtin::ShortQuotation.kind())
        && bare(start - 1)
        && bare(start)
        && kinds.meets(&mentions.words.title)
        && mention.name.is_none();
    if verbal && of_speech {
        return true;
    }
    verbal
        && start > found.cue + 1
        && mention.name.is_none()
        && mention.definite
        && !kinds.meets(&mentions.words.head)
        && (kinds.has(mentions.words.unknown)
            && mentions.kinds(start - 1).has(Builtin::Comma.kind())
            || mentions.kinds(start - 1).meets(&mentions.words.time))
}
