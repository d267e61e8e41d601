//! Agreement of a cue with whoever is its subject: gender and number, as far as both are known.

use super::analyzer::Reading;
use super::entities::Person;
use super::matching::Match;
use crate::lexicon::{self, FormClass, Gender, Number, SpeakerKind};
use crate::pattern::Rules;

/// Gender, number and kind of somebody, as far as they are known.
pub(crate) type Known = (Option<Gender>, Option<Number>, SpeakerKind);

/// What is known of a speaker.
pub(crate) fn known(person: &Person) -> Known {
    (person.gender, person.number, person.kind)
}

/// The ways in which the form of a cue can be read, as far as they decide with whom it agrees: its own, and for a finite verb every other one of a third person
/// (تعهد is he has pledged and she entrusts). Of a noun its pronoun decides (قولها). None for other cues.
pub(crate) fn forms(rules: &Rules, reading: &Reading, found: &Match) -> Vec<lexicon::Reading> {
    let Some(mut own) = found.reading else {
        return Vec::new();
    };
    let noun = matches!(own.features.class, FormClass::Masdar | FormClass::Word);
    let pronouns = rules.lexicon.pronouns();
    let pronoun = own.enclitic.filter(|_| noun);
    if let Some(pronoun) = pronoun.and_then(|number| pronouns.get(usize::from(number))) {
        own.features.gender = pronoun.gender;
        own.features.number = Some(pronoun.number);
    }
    let finite = |one: &lexicon::Reading| {
        one.features.class == FormClass::Verb && one.features.person == Some(lexicon::Person::Third)
    };
    let mut forms = vec![own];
    if finite(&own) {
        let like = |one: &&lexicon::Reading| {
            finite(one) && one.exact == own.exact && one.features.number == own.features.number
        };
        forms.extend(reading.stream.readings_of(found.cue).iter().filter(like));
    }
    forms
}

/// Whether somebody can be the subject of a cue in one of the ways in which it can be read; anybody, where there are none.
pub(crate) fn suits(known: Known, forms: &[lexicon::Reading]) -> bool {
    forms.is_empty() || forms.iter().any(|form| agrees(known, form))
}

/// Whether a verb form can have a subject of this gender, number and kind left out, as far as they are known.
fn agrees((gender, number, kind): Known, reading: &lexicon::Reading) -> bool {
    let features = &reading.features;
    let many = number == Some(Number::Plural) || kind == SpeakerKind::Group;
    let one_gender = match (gender, features.gender) {
        (Some(known), Some(asked)) => known == asked || (many && asked == Gender::Feminine),
        _ => true,
    };
    let one_number = match (number, features.number) {
        (Some(Number::Dual), Some(Number::Singular)) => {
            features.gender == Some(Gender::Feminine) && kind != SpeakerKind::Person
        }
        (Some(Number::Singular) | None, Some(Number::Plural | Number::Dual)) => {
            kind != SpeakerKind::Person
        }
        (Some(Number::Plural), Some(Number::Singular)) => {
            features.gender == Some(Gender::Feminine) || features.class == FormClass::Participle
        }
        _ => true,
    };
    one_gender && one_number
}
