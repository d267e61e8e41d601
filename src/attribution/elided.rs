//! Whom a sentence means that leaves its speaker out: the subject of the sentence, of a clause or of a sentence before, or the speaker before.

use super::agreement::{forms, suits};
use super::analysis::Resolution;
use super::analyzer::{Analyzer, Reading};
use super::discourse::{Discourse, Place};
use super::entities::Registry;
use super::matching::Match;
use super::mention::{Mention, Mentions};
use super::pointing;
use super::speakers::{is_beside, place};
use super::statement::Statement;
use super::subject::Subjects;
use crate::lexicon::{self, FormClass, Gender, Number, SpeakerKind};
use crate::pattern::Builtin;

impl Analyzer<'_> {
    pub(super) fn elided(
        &self,
        statement: &mut Statement,
        reading: &Reading,
        found: &Match,
        discourse: &mut Discourse,
        registry: &mut Registry,
        inherited: Option<usize>,
    ) {
        statement.resolution = Resolution::Elided;
        let mentions = self.mentions(reading);
        let start = self
            .subjects(reading, &mentions, registry)
            .sentence_start(found.cue);
        let asked = Elided {
            analyzer: self,
            reading,
            found,
            mentions,
            forms: forms(self.rules, reading, found),
            place: place(statement, found),
            start,
        };
        let mut how = "a relative clause tells it of whoever stands before it";
        let mut subject = self
            .antecedent(reading, found, registry)
            .map(|mention| registry.resolve(&asked.mentions, &mention).0);
        let aside = subject.is_some() || is_beside(statement, found);
        if subject.is_none() {
            how = "whoever is known by that name stands directly before the verb";
            subject = asked
                .named_before(registry)
                .map(|mention| registry.resolve(&asked.mentions, &mention).0);
        }
        if subject.is_none() {
            how = "the subject of the sentence goes on speaking";
            subject = asked.subject(discourse, registry);
        }
        if subject.is_none() && asked.goes_on_in_report(discourse) {
            how = "the subject of the reported clause is the one who speaks in it";
            subject = asked.reported_subject(discourse, registry, 1);
        }
        if subject.is_none() {
            how = "the subject of the sentence before speaks now";
            subject = asked.narrative_subject(discourse, registry);
        }
        if subject.is_none() {
            how = GOES_ON;
            subject = asked.main_speaker(discourse, registry);
        }
        if subject.is_none() {
            let inside = asked.inside_sentence(discourse, registry);
            if inside.is_some() {
                how = "the verb agrees with the subject of the clause reported before it, not with whoever reports it";
                subject = inside;
            }
        }
        if subject.is_none() {
            let sentence = |node: usize| asked.subjects(registry).sentence_start(node);
            subject = discourse
                .previous(registry, asked.place, &asked.forms, sentence)
                .or(inherited);
        }
        if subject.is_none() {
            how = "the sentence leaves the speaker out; the subject of a sentence before goes on";
            subject = asked.earlier_subject(discourse, registry);
        }
        if subject.is_none() {
            how = "the sentence leaves the speaker out; the subject of the report before agrees with the verb";
            subject = asked.reported_subject(discourse, registry, REPORTED_CLAUSES);
        }
        if subject.is_none() {
            how = "the verb agrees with those named before it in its sentence";
            subject = asked.several(registry);
        }
        if subject.is_none() {
            subject = discourse.last(asked.place, |_| true);
            how = if subject.is_some() {
                "the sentence leaves the speaker out and the verb agrees with nobody who has spoken; the last one is taken"
            } else {
                "the sentence leaves the speaker out and nobody has spoken before"
            };
        }
        if let Some(considered) = &mut statement.considered {
            let fits = |person| discourse.fits(registry, person, &asked.forms);
            *considered = discourse.considered(asked.place, fits);
        }
        statement.reasons.push(how.to_owned());
        statement.speaker = subject;
        if let Some(person) = subject {
            discourse.spoke(found.cue, person, aside);
        }
    }
}

/// A cue whose speaker is left out, and what all who are asked for him need to know of it.
struct Elided<'a> {
    analyzer: &'a Analyzer<'a>,
    reading: &'a Reading<'a>,
    found: &'a Match,
    mentions: Mentions<'a>,
    /// The ways in which the cue can be read.
    forms: Vec<lexicon::Reading>,
    place: Place,
    /// The gap at which its sentence begins.
    start: usize,
}

impl Elided<'_> {
    fn subjects<'s>(&'s self, registry: &'s Registry<'s>) -> Subjects<'s> {
        let Elided {
            analyzer, reading, ..
        } = self;
        analyzer.subjects(reading, &self.mentions, registry)
    }

    /// Whether the cue itself is a form of this class.
    fn is_of(&self, class: FormClass) -> bool {
        let own = self.found.reading;
        own.is_some_and(|own| own.features.class == class)
    }

    /// The person whom the subject of a sentence means: a description of whoever has spoken is no new speaker (ولم تذكر الفنانة متى، لكنها أشارت إلى).
    fn meant(&self, mention: &Mention, discourse: &Discourse, registry: &mut Registry) -> usize {
        let described = mention.epithet.then(|| {
            let (mentions, place) = (&self.mentions, self.place);
            pointing::pointed(mentions, mention, discourse, registry, place, false)
        });
        let known = described.flatten();
        known.unwrap_or_else(|| registry.resolve(&self.mentions, mention).0)
    }

    /// The person whom a mention means, if the cue agrees with them.
    fn agreeing(
        &self,
        mention: &Mention,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let short = self.without_object(mention, registry);
        let mention = short.as_ref().unwrap_or(mention);
        let person = registry.resolve(&self.mentions, mention).0;
        discourse
            .fits(registry, person, &self.forms)
            .then_some(person)
    }

    /// An office that the document knows, where a phrase has taken the object behind it along: عرض رئيس الوزراء جهود بلاده.
    fn without_object(&self, mention: &Mention, registry: &Registry) -> Option<Mention> {
        let (mentions, words) = (&self.mentions, &self.analyzer.words);
        let (start, end) = mention.nodes;
        if mention.name.is_some() || registry.is_known(mentions, mention) {
            return None;
        }
        let begins_object = |node: usize| {
            let kinds = mentions.kinds(node);
            let office = kinds.meets(&words.title) || kinds.meets(&words.nationality);
            kinds.has(Builtin::Word.kind())
                && mentions.kinds(node - 1).meets(&words.article)
                && !kinds.meets(&words.article)
                && !kinds.meets(&words.conjunction_clitic)
                && !kinds.meets(&words.preposition_clitic)
                && !kinds.meets(&words.closed)
                && !office
        };
        let mut ends = (start + 1..end).rev().filter(|node| begins_object(*node));
        ends.find_map(|node| {
            let office = mentions.read((start, node))?;
            (office.name.is_none() && registry.is_known(mentions, &office)).then_some(office)
        })
    }

    /// The family name of somebody known to this document directly before a finite verb, where a clause begins with it: وكان دحلون أعلن أن
    fn named_before(&self, registry: &Registry) -> Option<Mention> {
        let words = &self.analyzer.words;
        let (cue, stream) = (self.found.cue, self.reading.stream);
        let kinds = |node: usize| self.mentions.kinds(node);
        if !self.is_of(FormClass::Verb) || kinds(cue).meets(&words.conjunction_clitic) {
            return None;
        }
        let particle = cue > 0 && kinds(cue - 1).meets(&words.verb_particle);
        let name = cue.checked_sub(1 + usize::from(particle))?;
        let own = kinds(name);
        let free = own.has(Builtin::Word.kind())
            && !own.meets(&words.closed)
            && !own.meets(&words.head)
            && !own.meets(&words.preposition_clitic)
            && !own.meets(&words.conjunction_clitic)
            && !own.has(Builtin::PronounSuffix.kind());
        let opens = name == 0 || {
            let before = kinds(name - 1);
            before.meets(&words.sentence_end)
                || before.meets(&words.complementizer)
                || before.meets(&words.clause_ender)
                || before.meets(&words.conjunction)
                || (before.meets(&words.common_verb) && !before.has(Builtin::PronounSuffix.kind()))
        };
        let known = || registry.is_name(stream, name) || registry.is_called(stream, name);
        (free && opens && known())
            .then(|| self.mentions.read((name, name + 1)))
            .flatten()
    }

    /// Whoever spoke before a participle in its own sentence, sources that are only named beside the words left out.
    fn main_speaker(&self, discourse: &Discourse, registry: &Registry) -> Option<usize> {
        if !self.is_of(FormClass::Participle) {
            return None;
        }
        discourse.main_since(self.start, registry, self.place, &self.forms)
    }

    /// The subject of a clause reported in the cue's own sentence, where whoever has spoken last in it disagrees with the verb: قال الوزير إن طهران تتوقع ...، وتتوقع أن
    fn inside_sentence(&self, discourse: &Discourse, registry: &mut Registry) -> Option<usize> {
        let fits = |person| discourse.fits(registry, person, &self.forms);
        if discourse.may_go_on(self.place, self.start, fits) {
            return None;
        }
        let person = self.reported_subject(discourse, registry, REPORTED_CLAUSES)?;
        let told = &registry.people[person];
        let known = told.gender.is_some() || told.number.is_some();
        (known && told.kind != SpeakerKind::Document).then_some(person)
    }

    /// The subject of the cue's own sentence, unless somebody has spoken in it before.
    fn subject(&self, discourse: &Discourse, registry: &mut Registry) -> Option<usize> {
        let mention = {
            let subjects = self.subjects(registry);
            let spoke = |from| discourse.spoke_between(from, self.found.cue);
            subjects.of_sentence(self.found.cue, |start| {
                let stream = self.reading.stream;
                let begins = stream.span(subjects.text, start, start + 1).start;
                !spoke(start) && (begins >= discourse.reported_to() || !spoke(self.start))
            })?
        };
        let person = self.meant(&mention, discourse, registry);
        discourse
            .fits(registry, person, &self.forms)
            .then_some(person)
    }

    /// The person named as subject of a sentence that reports nothing, directly before the cue's own in the same paragraph: فتحت مليكة متجرا. وتقول إن ...
    /// A verb that goes on with a report (وأضافت) means the speaker before instead.
    fn narrative_subject(&self, discourse: &Discourse, registry: &mut Registry) -> Option<usize> {
        let entries = &self.analyzer.rules.entries;
        let roles = entries.of(self.found.reading?.entry).roles;
        let goes_on = roles & self.analyzer.words.continuing != 0;
        if goes_on || !self.is_of(FormClass::Verb) {
            return None;
        }
        let mention = {
            let subjects = self.subjects(registry);
            let (before, end) = subjects.sentence_before_in_paragraph(self.start)?;
            if discourse.spoke_between(before, self.found.cue) {
                return None;
            }
            subjects.of_sentence(end, |_| true)?
        };
        mention.name?;
        self.agreeing(&mention, discourse, registry)
    }

    /// Whether a finite verb stands inside a report and nothing joins it to what the narrator says, no conjunction and no pronoun on it for what was reported before:
    /// أشار إلى أن المصافي أبدت رغبتها ..., not وهو ما اعتبره
    fn goes_on_in_report(&self, discourse: &Discourse) -> bool {
        let (cue, words) = (self.found.cue, &self.analyzer.words);
        let kinds = self.mentions.kinds(cue);
        let owned = self.found.reading.is_some_and(|own| own.enclitic.is_some());
        let before = |nodes: usize| cue.checked_sub(nodes).map(|at| self.mentions.kinds(at));
        let of_it = owned
            && before(1).is_some_and(|own| {
                own.meets(&words.relative)
                    || own.meets(&words.clause_ender)
                    || (own.meets(&words.question_word)
                        && before(2).is_some_and(|subject| subject.meets(&words.pronoun)))
            });
        let joined = kinds.meets(&words.conjunction_clitic) || of_it;
        self.is_of(FormClass::Verb) && !joined && discourse.is_inside_report()
    }

    /// The last subject of a clause that is itself reported in the cue's sentence, with whom the verb agrees.
    fn reported_subject(
        &self,
        discourse: &Discourse,
        registry: &mut Registry,
        clauses: usize,
    ) -> Option<usize> {
        let subjects = self.subjects(registry);
        let named: Vec<Mention> = subjects.of_reported_clauses(self.found.cue, clauses);
        // Whoever is resolved becomes known, so that only those are who can be meant.
        let agrees = |mention: &&Mention| {
            let kind = mention.kind.unwrap_or(SpeakerKind::Person);
            suits((mention.gender, mention.number, kind), &self.forms)
        };
        let mut agreeing = named.iter().filter(agrees);
        agreeing.find_map(|mention| self.agreeing(mention, discourse, registry))
    }

    /// Those who are named last before a verb in the plural in its own sentence: التقى الوزير الشعراء ... معربين عن
    fn several(&self, registry: &mut Registry) -> Option<usize> {
        let own = self.found.reading?.features;
        // Plural and dual of a participle are often spelled alike.
        let many = matches!(own.number, Some(Number::Plural | Number::Dual));
        let people = many && own.gender != Some(Gender::Feminine);
        if !people {
            return None;
        }
        let mention = {
            let (subjects, words) = (self.subjects(registry), &self.analyzer.words);
            let heads = |node: &usize| {
                let kinds = self.mentions.kinds(*node);
                // Their number is not they.
                let owned =
                    kinds.meets(&words.anonymous) && kinds.has(Builtin::PronounSuffix.kind());
                kinds.meets(&words.head) && !kinds.meets(&words.closed) && !owned
            };
            let several = |mention: &Mention| {
                let kind = mention.kind;
                let body = matches!(kind, Some(SpeakerKind::Organization | SpeakerKind::Media));
                let many =
                    mention.number == Some(Number::Plural) || kind == Some(SpeakerKind::Group);
                many && kind.is_some() && !body
            };
            let cue = self.found.cue;
            let mut before = (self.start..cue).rev().filter(heads);
            before.find_map(|node| subjects.phrase(node, cue).filter(several))?
        };
        Some(registry.resolve(&self.mentions, &mention).0)
    }

    /// The subject of the nearest of the sentences before the cue's own that has one.
    fn earlier_subject(&self, discourse: &Discourse, registry: &mut Registry) -> Option<usize> {
        let mention = {
            let subjects = self.subjects(registry);
            let mut start = self.start;
            (0..EARLIER_SENTENCES)
                .map_while(|_| {
                    let (before, end) = subjects.sentence_before(start)?;
                    start = before;
                    Some(end)
                })
                .find_map(|end| subjects.of_sentence(end, |_| true))?
        };
        self.agreeing(&mention, discourse, registry)
    }
}

/// The reason given where the speaker before goes on.
const GOES_ON: &str = "the sentence leaves the speaker out; the one before goes on";

/// How many reported clauses of a sentence are asked for their subject.
const REPORTED_CLAUSES: usize = 6;

/// How many sentences back a speaker is looked for when nobody has spoken yet.
const EARLIER_SENTENCES: usize = 4;
