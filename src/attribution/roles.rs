//! Who is meant by a role, a short name or a short name of a body.

use super::entities::{Name, Registry, under};
use super::mention::{Mention, Mentions};
use crate::lexicon::{Gender, SpeakerKind};
use crate::pattern::Builtin;
use crate::text::Text;

impl Registry<'_> {
    /// The last speaker with a name whose titles hold all words of a role (الوزير, رئيس الحكومة).
    /// Who bears just these words comes before who bears more; of a head of state (`sovereign`) nobody with another office is meant.
    pub(super) fn by_role(
        &self,
        words: &[String],
        gender: Option<Gender>,
        sovereign: bool,
    ) -> Option<usize> {
        let roles = |known: &usize| &self.people[*known].roles[..];
        let same = |known: &usize| !sovereign || !is_other_office(roles(known), words);
        let exact = |known: &usize| words.len() > 1 && roles(known).len() == words.len();
        let holders = || self.of_role(words, gender).filter(same);
        holders()
            .rev()
            .take(HOLDERS)
            .find(exact)
            .or_else(|| holders().next_back())
    }

    /// Whether a phrase calls somebody a head of state by the nationality alone: الرئيس الفرنسي, not رئيس الوزراء الفرنسي.
    pub(super) fn is_sovereign(&self, mentions: &Mentions, mention: &Mention) -> bool {
        let (start, end) = self.plain_words(mentions, mention);
        let nationality = mentions.kinds(start + 1);
        end == start + 2
            && mention.definite
            && mentions.kinds(start).meets(&mentions.words.head_of_state)
            && nationality.meets(&mentions.words.nationality)
            && nationality.meets(&mentions.words.article)
    }

    /// Everybody with a name whose titles hold all words of a role, in the order in which they came up.
    pub(super) fn of_role(
        &self,
        words: &[String],
        gender: Option<Gender>,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let candidates = under(&self.people_under, words.first());
        let bears = move |known: &usize| self.bears(*known, words, gender);
        candidates.iter().copied().filter(bears)
    }

    /// Whether somebody's titles hold all words of a role.
    fn bears(&self, known: usize, words: &[String], gender: Option<Gender>) -> bool {
        let person = &self.people[known];
        matches!(person.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
            && (person.head.as_ref() == words.first() || words.len() == 1)
            && words.first().is_none_or(|word| person.roles.contains(word))
            && words
                .iter()
                .all(|word| person.roles.iter().any(|role| alike(role, word)))
            && person.words != words
            && (gender != Some(Gender::Feminine) || person.gender != Some(Gender::Masculine))
    }

    /// The last speaker whose family name stands behind a title with the article, and nothing else: الرئيس السبسي.
    pub(super) fn by_family(&self, mentions: &Mentions, mention: &Mention) -> Option<usize> {
        let (start, end) = mention.nodes;
        let last = mentions.kinds(end - 1);
        // Behind an office of several words nothing else is known of a family name.
        let office = end > start + 2
            && mentions.kinds(start).meets(&mentions.words.title)
            && !mentions.kinds(start).meets(&mentions.words.collective)
            && mentions.kinds(end - 2).meets(&mentions.words.article)
            && last.has(mentions.words.unknown);
        let of_office = office
            && last.meets(&mentions.words.article)
            && !last.meets(&mentions.words.nationality)
            && !last.meets(&mentions.words.office_adjective);
        let definite = end == start + 2
            && mention.definite
            && last.meets(&mentions.words.article)
            && !last.meets(&mentions.words.nationality)
            && !last.meets(&mentions.words.office_adjective);
        if !of_office && !definite && family_behind_title(mentions, mention).is_none() {
            return None;
        }
        let words = self.words(mentions.stream, (end - 1, end));
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.last() == words.last()
        };
        let bearers = under(&self.people_with, words.last());
        bearers.iter().copied().rfind(called)
    }

    /// The fullest name of whoever is called by the family name behind a title, whether he has spoken or not.
    pub(super) fn fullest_behind_title(
        &self,
        mentions: &Mentions,
        mention: &Mention,
    ) -> Option<(String, Vec<String>, Vec<String>)> {
        let family = family_behind_title(mentions, mention)?;
        let words = self.words(mentions.stream, (family, family + 1));
        self.fullest(&words, None, false, 0)
    }

    /// The only one whom a role with a nationality can mean, where nobody's nationality is told: الرئيس سامح نجيب, later الرئيس النرويجي.
    pub(super) fn of_no_origin(
        &self,
        role: &[String],
        origins: &[String],
    ) -> Option<(String, Vec<String>, Vec<String>)> {
        let office: Vec<&String> = role.iter().filter(|word| !origins.contains(word)).collect();
        if origins.is_empty() || office.is_empty() {
            return None;
        }
        let under = || under(&self.names_under, role.first()).iter();
        let holds = |number: &&usize| {
            let (_, _, title) = &self.names[**number];
            office
                .iter()
                .all(|word| title.iter().any(|own| alike(own, word)))
        };
        // Somebody else who bears the office leaves it open who is meant; who bears but one word of an office can bear more of it.
        let short = office.len() == 1;
        let just = |name: &&Name| !short || name.2.len() == 1;
        let mut holders = under()
            .filter(holds)
            .map(|number| &self.names[*number])
            .filter(just);
        let first = holders.next()?;
        let one = holders.all(|other| other.0 == first.0);
        // So does a nationality of his own.
        let told = |number: &usize| {
            let (words, _, title) = &self.names[*number];
            let nationality = |word: &String| self.nationalities.contains(word);
            *words == first.0 && title.len() <= office.len() + 1 && title.iter().any(nationality)
        };
        let told = super::entities::under(&self.names_with, first.0.last())
            .iter()
            .any(told);
        (one && !told).then(|| (first.1.clone(), first.0.clone(), first.2.clone()))
    }

    /// The last speaker who is called by a title with the article and his family name, whatever else the title and the name are: اللواء المصري.
    pub(super) fn by_title_and_family(
        &self,
        mentions: &Mentions,
        mention: &Mention,
    ) -> Option<usize> {
        let (start, end) = mention.nodes;
        let (title, family) = (mentions.kinds(start), mentions.kinds(end - 1));
        let asked = end == start + 2
            && mention.name.is_none()
            && mention.definite
            && title.meets(&mentions.words.title)
            && family.meets(&mentions.words.article);
        if !asked {
            return None;
        }
        let title = self.words(mentions.stream, (start, start + 1));
        let family = self.words(mentions.stream, (end - 1, end));
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.last() == family.last()
                && title.iter().all(|word| person.roles.contains(word))
        };
        let bearers = under(&self.people_with, family.last());
        bearers.iter().copied().rfind(called)
    }

    /// The last speaker who is called by the given name alone.
    pub(super) fn by_given_name(&self, words: &[String]) -> Option<usize> {
        let [word] = words else {
            return None;
        };
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.first() == Some(word)
                && person.head.as_ref() != Some(word)
        };
        let bearers = under(&self.people_with, Some(word));
        bearers.iter().copied().rfind(called)
    }

    /// The only speaker who is called by a word inside a name of three words and more: سلمى اللومي الرقيق, later اللومي.
    pub(super) fn by_middle_name(&self, words: &[String]) -> Option<usize> {
        let [word] = words else {
            return None;
        };
        let called = |number: &&usize| {
            let person = &self.people[**number];
            let inside = person.words.iter().skip(1).rev().skip(1);
            person.kind == SpeakerKind::Person
                && person.named
                && inside.into_iter().any(|own| own == word)
        };
        // Where somebody else is called by it first, it is his.
        let first = |number: &usize| self.names[*number].0.first() == Some(word);
        if under(&self.names_with, Some(word)).iter().any(first) {
            return None;
        }
        let mut bearers = under(&self.people_with, Some(word)).iter().filter(called);
        let one = bearers.next()?;
        bearers.next().is_none().then_some(*one)
    }

    /// The last body, group or document whose name begins with the words of a definite short one (الوزارة for وزارة الصحة, المكتب الوطني).
    pub(super) fn by_head(&self, words: &[String], kind: Option<SpeakerKind>) -> Option<usize> {
        let begins_alike = |number: &usize| {
            let person = &self.people[*number];
            Some(person.kind) == kind
                && person.words.len() > words.len()
                && person.words.first() == words.first()
                && words.iter().all(|word| person.words.contains(word))
        };
        let candidates = under(&self.people_with, words.first());
        candidates.iter().copied().rfind(begins_alike)
    }

    /// The fullest name in the document that ends with, or holds, the words of a short one; for a role, the name that bears all of its words as title.
    /// By the given name alone only those are called who stand in full before the byte of the short one; by the end of a longer name whoever is called by a `family`
    /// of several words.
    pub(super) fn fullest(
        &self,
        words: &[String],
        role: Option<(&[String], bool)>,
        family: bool,
        byte: u32,
    ) -> Option<(String, Vec<String>, Vec<String>)> {
        let last = words.last()?;
        let short = words.len() == 1;
        let name = |number: &usize| &self.names[*number];
        let longer = |(other, _, _): &&Name| other.len() > words.len();
        let with = || under(&self.names_with, Some(last)).iter().map(name);
        let by_name = with().filter(longer).find(|(other, _, _)| {
            if short {
                other.last() == Some(last)
            } else {
                let begins = other.first() == words.first();
                (begins && words.iter().all(|word| other.contains(word)))
                    || (family && other.ends_with(words))
            }
        });
        // Called by the given name alone.
        let by_first = || {
            let called = |number: &&usize| {
                let (other, _, _) = name(number);
                short && other.len() > 1 && other.first() == Some(last)
            };
            let earlier =
                |number: &&usize| self.names_at.get(**number).is_some_and(|at| *at <= byte);
            let mut numbers = under(&self.names_with, Some(last)).iter().filter(earlier);
            numbers.find(called).map(name)
        };
        let by_role = || {
            let held = |title: &[String], word: &String| title.iter().any(|role| alike(role, word));
            let (role, sovereign) = role?;
            let bears = |(_, _, title): &&Name| {
                role.iter().all(|word| held(title, word))
                    && !(sovereign && is_other_office(title, role))
            };
            let exact = |(_, _, title): &&Name| role.len() > 1 && title.len() == role.len();
            let titled = || {
                let under = under(&self.names_under, role.first()).iter();
                under.map(name).filter(bears)
            };
            titled()
                .take(HOLDERS)
                .find(exact)
                .or_else(|| titled().next())
        };
        by_name
            .or_else(by_role)
            .or_else(by_first)
            .map(|(words, written, title)| (written.clone(), words.clone(), title.clone()))
    }

    /// Whom a role in a headline means: the first person named in the paragraph behind it whose titles hold the head of the role (السفير في عمان: ... قال السفير السعودي
    /// في عمان سالم نجيب).
    pub(super) fn headlined(
        &self,
        role: &[String],
        byte: u32,
    ) -> Option<(String, Vec<String>, Vec<String>)> {
        let (headline, lead) = self.lead;
        if byte > headline {
            return None;
        }
        let in_lead = |number: &&usize| {
            let at = self.names_at.get(**number);
            at.is_some_and(|at| *at > headline && *at < lead)
        };
        let titled = under(&self.names_under, role.first()).iter();
        let (words, written, title) = titled.filter(in_lead).map(|at| &self.names[*at]).next()?;
        Some((written.clone(), words.clone(), title.clone()))
    }

    /// Whether the name in a phrase is a family's that is written in several words: أبو الغيط, بن رمضان, نصر الله.
    pub(super) fn is_of_family(&self, mentions: &Mentions, mention: &Mention) -> bool {
        mention.name.is_some_and(|(first, end)| {
            let kinds = mentions.kinds(first);
            let particle =
                kinds.meets(&mentions.words.name_particle) && !kinds.meets(&mentions.words.title);
            particle || (end == first + 1 && mentions.is_merged(first))
        })
    }

    /// Whether somebody's titles hold all words of a phrase that names only a role.
    pub(super) fn bears_role(&self, mentions: &Mentions, mention: &Mention, known: usize) -> bool {
        let words = self.role_words(mentions.stream, self.plain_words(mentions, mention));
        let other = || {
            self.is_sovereign(mentions, mention)
                && is_other_office(&self.people[known].roles, &words)
        };
        !words.is_empty() && self.bears(known, &words, mention.gender) && !other()
    }

    /// Whether this document knows who bears a role, or has let it speak without a name.
    pub(super) fn is_known(&self, mentions: &Mentions, mention: &Mention) -> bool {
        let plain = self.plain_words(mentions, mention);
        let words = self.words(mentions.stream, plain);
        let role = self.role_words(mentions.stream, plain);
        self.same_person(&words, mention.polite, mention.kind)
            .is_some()
            || self.by_role(&role, mention.gender, false).is_some()
            || self
                .fullest(&words, Some((&role, false)), false, u32::MAX)
                .is_some()
    }

    /// Whether a phrase names a nationality and somebody is known to have another one.
    pub(super) fn comes_from_elsewhere(
        &self,
        mentions: &Mentions,
        mention: &Mention,
        known: usize,
    ) -> bool {
        let here = self.origins(mentions, mention);
        let there = &self.people[known].origins;
        !here.is_empty() && !there.is_empty() && !here.iter().any(|word| there.contains(word))
    }

    /// The nationalities in a phrase, its name left out.
    pub(super) fn origins(&self, mentions: &Mentions, mention: &Mention) -> Vec<String> {
        let (start, end) = mention.nodes;
        let named = |node: usize| {
            let name = mention.name;
            name.is_some_and(|(first, last)| first <= node && node < last)
        };
        let nationality = |node: &usize| mentions.kinds(*node).meets(&mentions.words.nationality);
        let nodes = (start..end)
            .filter(|node| !named(*node))
            .filter(nationality);
        nodes
            .filter_map(|node| self.words(mentions.stream, (node, node + 1)).pop())
            .collect()
    }

    /// The person whose family name is spelled like a place, where that word alone is the mention: ستيفان باريس، ... وأضاف باريس.
    pub(super) fn named_like_place(&self, mentions: &Mentions, mention: &Mention) -> Option<usize> {
        let (start, end) = mention.nodes;
        let place = end == start + 1 && mentions.kinds(start).meets(&mentions.words.place);
        if !place {
            return None;
        }
        let words = self.words(mentions.stream, mention.nodes);
        let called = |number: &usize| {
            let person = &self.people[*number];
            person.kind == SpeakerKind::Person
                && person.words.len() > 1
                && person.words.last() == words.last()
        };
        under(&self.people_with, words.last())
            .iter()
            .copied()
            .find(called)
    }
}

/// The bytes at which a headline, which ends without a stop, and the paragraph behind it end; both nought where a text begins otherwise.
pub(super) fn lead(text: &Text) -> (u32, u32) {
    let [(_, first), (_, second), ..] = text.paragraphs.as_slice() else {
        return (0, 0);
    };
    let end = |last: u32| {
        let token = last.checked_sub(1)? as usize;
        text.tokens.get(token).map(|token| token.span.end)
    };
    match (end(*first), end(*second)) {
        (Some(headline), Some(lead)) if *first <= HEADLINE => (headline, lead),
        _ => (0, 0),
    }
}

/// The only word behind a title with the article, where it can be nothing but the family name of somebody: الرئيس الدروبي, الوزير نجيب. Behind an honorific even a
/// nationality is one.
fn family_behind_title(mentions: &Mentions, mention: &Mention) -> Option<usize> {
    let (start, end) = mention.nodes;
    let words = mentions.words;
    let (title, last) = (mentions.kinds(start), mentions.kinds(end - 1));
    let titled = end == start + 2
        && mention.name.is_none()
        && mention.definite
        && title.meets(&words.title)
        && !title.meets(&words.collective)
        && !mentions.is_merged(start);
    let other = (last.meets(&words.nationality) && !mentions.is_personal(start))
        || last.meets(&words.office_adjective)
        || last.meets(&words.name_closer)
        || last.meets(&words.title)
        || last.meets(&words.closed)
        || last.meets(&words.preposition_clitic)
        || last.meets(&words.conjunction_clitic);
    (titled && last.has(Builtin::Word.kind()) && !other).then_some(end - 1)
}

/// So many who bear a role are looked at for one who bears just its words: a long text has no end of ministers.
const HOLDERS: usize = 64;

/// Most tokens of a headline.
const HEADLINE: u32 = 30;

/// Whether the second word of a title is none of a role, so that it is what the title rules: رئيس الوزراء for الرئيس.
fn is_other_office(title: &[String], role: &[String]) -> bool {
    match (title.get(1), role.get(1)) {
        (Some(own), Some(asked)) => !alike(own, asked),
        _ => false,
    }
}

/// Whether two words of titles are one: the same, or one of them with a letter more (الأمريكي and الأمريكية, تونس and التونسي).
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let rest = long.strip_prefix(short).map(|rest| rest.chars().count());
    rest == Some(0) || (rest == Some(1) && short.chars().count() >= ALIKE)
}

/// Fewest letters of a word that is one with another that has a letter more.
const ALIKE: usize = 4;
