//! Whom a sentence means that leaves its speaker out: the subject of the sentence, of a clause or of a sentence before, or the speaker before.

use super::agreement::{forms, suits};
use super::analysis::Resolution;
use super::analyzer::{Analyzer, Reading};
use super::discourse::{Discourse, Place};
use super::entities::Registry;
use super::matching::Match;
use super::mention::Mention;
use super::speakers::{is_beside, place};
use super::statement::Statement;
use crate::lexicon::{FormClass, Gender, Number, SpeakerKind};
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
        let place = place(statement, found);
        let reads = forms(self.rules, reading, found);
        let mut how = "a relative clause tells it of whoever stands before it";
        let mut subject = self
            .antecedent(reading, found, registry)
            .map(|mention| registry.resolve(&self.mentions(reading), &mention).0);
        let aside = subject.is_some() || is_beside(statement, found);
        if subject.is_none() {
            how = "the subject of the sentence goes on speaking";
            subject = self.subject(reading, found, discourse, registry);
        }
        if subject.is_none() && self.goes_on_in_report(reading, found, discourse) {
            how = "the subject of the reported clause is the one who speaks in it";
            subject = self.reported_subject(reading, found, discourse, registry, 1);
        }
        if subject.is_none() {
            how = "the subject of the sentence before speaks now";
            subject = self.narrative_subject(reading, found, discourse, registry);
        }
        if subject.is_none() {
            how = GOES_ON;
            subject = self.main_speaker(reading, found, discourse, registry, place);
        }
        if subject.is_none() {
            let inside = self.inside_sentence(reading, found, discourse, registry, place);
            if inside.is_some() {
                how = "the verb agrees with the subject of the clause reported before it, not with whoever reports it";
                subject = inside;
            }
        }
        if subject.is_none() {
            let sentence = |node: usize| {
                let mentions = self.mentions(reading);
                self.subjects(reading, &mentions, registry)
                    .sentence_start(node)
            };
            subject = discourse
                .previous(registry, place, &reads, sentence)
                .or(inherited);
        }
        if subject.is_none() {
            how = "the sentence leaves the speaker out; the subject of a sentence before goes on";
            subject = self.earlier_subject(reading, found, discourse, registry);
        }
        if subject.is_none() {
            how = "the sentence leaves the speaker out; the subject of the report before agrees with the verb";
            subject = self.reported_subject(reading, found, discourse, registry, REPORTED_CLAUSES);
        }
        if subject.is_none() {
            how = "the verb agrees with those named before it in its sentence";
            subject = self.several(reading, found, registry);
        }
        if subject.is_none() {
            subject = discourse.last(place, |_| true);
            how = if subject.is_some() {
                "the sentence leaves the speaker out and the verb agrees with nobody who has spoken; the last one is taken"
            } else {
                "the sentence leaves the speaker out and nobody has spoken before"
            };
        }
        if let Some(considered) = &mut statement.considered {
            *considered =
                discourse.considered(place, |person| discourse.fits(registry, person, &reads));
        }
        statement.reasons.push(how.to_owned());
        statement.speaker = subject;
        if let Some(person) = subject {
            discourse.spoke(found.cue, person, aside);
        }
    }

    /// Whoever spoke before a participle in its own sentence, sources that are only named beside the words left out.
    fn main_speaker(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &Registry,
        place: Place,
    ) -> Option<usize> {
        let reads = found.reading.as_ref();
        reads.filter(|reads| reads.features.class == FormClass::Participle)?;
        let mentions = self.mentions(reading);
        let start = self
            .subjects(reading, &mentions, registry)
            .sentence_start(found.cue);
        discourse.main_since(start, registry, place, &forms(self.rules, reading, found))
    }

    /// The subject of a clause reported in the cue's own sentence, where whoever has spoken last in it disagrees with the verb: قال الوزير إن طهران تتوقع ...، وتتوقع أن
    fn inside_sentence(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
        place: Place,
    ) -> Option<usize> {
        let start = {
            let mentions = self.mentions(reading);
            let subjects = self.subjects(reading, &mentions, registry);
            subjects.sentence_start(found.cue)
        };
        let forms = forms(self.rules, reading, found);
        if discourse.may_go_on(place, start, |person| {
            discourse.fits(registry, person, &forms)
        }) {
            return None;
        }
        let told = |registry: &Registry, person: usize| {
            let person = &registry.people[person];
            let known = person.gender.is_some() || person.number.is_some();
            known && person.kind != SpeakerKind::Document
        };
        self.reported_subject(reading, found, discourse, registry, REPORTED_CLAUSES)
            .filter(|person| told(registry, *person))
    }

    /// The subject of the cue's own sentence, unless somebody has spoken in it before.
    fn subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let spoke = |from| discourse.spoke_between(from, found.cue);
            subjects.of_sentence(found.cue, |start| {
                let begins = reading.stream.span(subjects.text, start, start + 1).start;
                !spoke(start)
                    && (begins >= discourse.reported_to()
                        || !spoke(subjects.sentence_start(found.cue)))
            })
        };
        let person = registry.resolve(&mentions, &mention?).0;
        discourse
            .fits(registry, person, &forms(self.rules, reading, found))
            .then_some(person)
    }

    /// The person named as subject of a sentence that reports nothing, directly before the cue's own in the same paragraph: فتحت مليكة متجرا. وتقول إن ...
    /// A verb that goes on with a report (وأضافت) means the speaker before instead.
    fn narrative_subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let reads = found.reading.as_ref()?;
        let goes_on = self.rules.entries.of(reads.entry).roles & self.words.continuing != 0;
        if goes_on || reads.features.class != FormClass::Verb {
            return None;
        }
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let start = subjects.sentence_start(found.cue);
            let (before, end) = subjects.sentence_before_in_paragraph(start)?;
            if discourse.spoke_between(before, found.cue) {
                return None;
            }
            subjects.of_sentence(end, |_| true)?
        };
        mention.name?;
        let person = registry.resolve(&mentions, &mention).0;
        discourse
            .fits(registry, person, &forms(self.rules, reading, found))
            .then_some(person)
    }

    /// Whether a finite verb stands inside a report and no conjunction joins it to what the narrator says: أشار إلى أن المصافي أبدت رغبتها ...
    fn goes_on_in_report(&self, reading: &Reading, found: &Match, discourse: &Discourse) -> bool {
        let finite = found
            .reading
            .is_some_and(|reading| reading.features.class == FormClass::Verb);
        let joined = reading
            .stream
            .kinds_at(found.cue)
            .meets(&self.words.conjunction_clitic);
        finite && !joined && discourse.is_inside_report()
    }

    /// The last subject of a clause that is itself reported in the cue's sentence, with whom the verb agrees.
    fn reported_subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
        clauses: usize,
    ) -> Option<usize> {
        let mentions = self.mentions(reading);
        let named: Vec<Mention> = {
            let subjects = self.subjects(reading, &mentions, registry);
            subjects.of_reported_clauses(found.cue, clauses)
        };
        let forms = forms(self.rules, reading, found);
        let agrees = |mention: &&Mention| {
            let kind = mention.kind.unwrap_or(SpeakerKind::Person);
            suits((mention.gender, mention.number, kind), &forms)
        };
        named.iter().filter(agrees).find_map(|mention| {
            let person = registry.resolve(&mentions, mention).0;
            let fits = discourse.fits(registry, person, &forms);
            fits.then_some(person)
        })
    }

    /// Those who are named last before a verb in the plural in its own sentence: التقى الوزير الشعراء ... معربين عن
    fn several(&self, reading: &Reading, found: &Match, registry: &mut Registry) -> Option<usize> {
        let own = found.reading?.features;
        // Plural and dual of a participle are often spelled alike.
        let many = matches!(own.number, Some(Number::Plural | Number::Dual));
        let people = many && own.gender != Some(Gender::Feminine);
        if !people {
            return None;
        }
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let start = subjects.sentence_start(found.cue);
            let heads = |node: &usize| {
                let kinds = mentions.kinds(*node);
                // Their number is not they.
                let owned =
                    kinds.meets(&self.words.anonymous) && kinds.has(Builtin::PronounSuffix.kind());
                kinds.meets(&self.words.head) && !kinds.meets(&self.words.closed) && !owned
            };
            let several = |mention: &Mention| {
                let kind = mention.kind;
                let body = matches!(kind, Some(SpeakerKind::Organization | SpeakerKind::Media));
                let many =
                    mention.number == Some(Number::Plural) || kind == Some(SpeakerKind::Group);
                many && kind.is_some() && !body
            };
            let mut before = (start..found.cue).rev().filter(heads);
            before.find_map(|node| subjects.phrase(node, found.cue).filter(several))?
        };
        Some(registry.resolve(&mentions, &mention).0)
    }

    /// The subject of the nearest of the sentences before the cue's own that has one.
    fn earlier_subject(
        &self,
        reading: &Reading,
        found: &Match,
        discourse: &Discourse,
        registry: &mut Registry,
    ) -> Option<usize> {
        let mentions = self.mentions(reading);
        let mention = {
            let subjects = self.subjects(reading, &mentions, registry);
            let mut start = subjects.sentence_start(found.cue);
            let mut mention = None;
            for _ in 0..EARLIER_SENTENCES {
                let Some((before, end)) = subjects.sentence_before(start) else {
                    break;
                };
                start = before;
                mention = subjects.of_sentence(end, |_| true);
                if mention.is_some() {
                    break;
                }
            }
            mention?
        };
        let person = registry.resolve(&mentions, &mention).0;
        discourse
            .fits(registry, person, &forms(self.rules, reading, found))
            .then_some(person)
    }
}

/// The reason given where the speaker before goes on.
const GOES_ON: &str = "the sentence leaves the speaker out; the one before goes on";

/// How many reported clauses of a sentence are asked for their subject.
const REPORTED_CLAUSES: usize = 6;

/// How many sentences back a speaker is looked for when nobody has spoken yet.
const EARLIER_SENTENCES: usize = 4;
