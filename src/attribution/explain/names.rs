//! Readings and conditions under the names that rule files use.

use super::data::ReadingExplanation;
use crate::lexicon::{Case, FormClass, Gender, Number, Person, Reading, Tense};
use crate::pattern::{CompiledPattern, Condition, Feature, Rules};
use crate::rules::vocabulary::SPEAKER_KINDS;

const PERSONS: [&str; 3] = ["first", "second", "third"];
const GENDERS: [&str; 2] = ["masculine", "feminine"];
const NUMBERS: [&str; 3] = ["singular", "dual", "plural"];
const TENSES: [&str; 4] = ["past", "present", "subjunctive", "jussive"];
const CASES: [&str; 3] = ["nominative", "oblique", "unmarked"];
const CLASSES: [&str; 5] = ["verb", "passive", "participle", "masdar", "word"];

/// A reading in words.
pub(super) fn reading(rules: &Rules, reading: &Reading, taken: bool) -> ReadingExplanation {
    let entry = rules.entries.of(reading.entry);
    let features = &reading.features;
    let class = match (features.class, entry.list) {
        (FormClass::Word, Some(list)) => rules.lists[usize::from(list)].name.clone(),
        (class, _) => class_name(class).to_owned(),
    };
    let shown = [
        features.person.map(person_name),
        features.gender.or(entry.gender).map(gender_name),
        features.number.or(entry.number).map(number_name),
        features.tense.map(tense_name),
        features.case.map(case_name),
    ];
    let proclitics = rules.proclitics.iter().enumerate();
    let mut clitics: Vec<String> = proclitics
        .filter(|(number, _)| reading.proclitics.0 & (1 << number) != 0)
        .map(|(_, kind)| rules.kinds[usize::from(kind.0)].clone())
        .collect();
    if reading.enclitic.is_some() {
        clitics.push("suffix".to_owned());
    }
    ReadingExplanation {
        lemma: rules.entries.lemma(reading.entry).to_owned(),
        class,
        features: shown.into_iter().flatten().map(str::to_owned).collect(),
        clitics,
        roles: chosen(u64::from(entry.roles), &rules.roles),
        governs: chosen(u64::from(entry.frames), &rules.frames),
        stance: entry
            .stance
            .and_then(|stance| rules.stances.get(usize::from(stance)).cloned()),
        taken,
    }
}

/// A condition as a rule file writes it.
pub(super) fn condition(rules: &Rules, pattern: &CompiledPattern, condition: &Condition) -> String {
    let capture = |number: u8| {
        let name = pattern.captures.get(usize::from(number));
        name.map_or("cue", String::as_str)
    };
    let (feature, values) = feature(rules, &condition.feature, &capture);
    let owner = condition.capture.map_or("cue", capture);
    format!("{owner}.{feature}: {}", values.join(" | "))
}

fn feature<'n>(
    rules: &'n Rules,
    feature: &'n Feature,
    capture: &dyn Fn(u8) -> &'n str,
) -> (&'static str, Vec<String>) {
    let small = |set: u8, names: &[&str]| chosen(u64::from(set), names);
    match feature {
        Feature::Roles(set) => ("role", chosen(u64::from(*set), &rules.roles)),
        Feature::Frames(set) => ("governs", chosen(u64::from(*set), &rules.frames)),
        Feature::GovernsWord(number) => ("governs_word", vec![capture(*number).to_owned()]),
        Feature::Stances(set) => ("stance", chosen(*set, &rules.stances)),
        Feature::Persons(set) => ("person", small(*set, &PERSONS)),
        Feature::Genders(set) => ("gender", small(*set, &GENDERS)),
        Feature::Numbers(set) => ("number", small(*set, &NUMBERS)),
        Feature::Tenses(set) => ("tense", small(*set, &TENSES)),
        Feature::Cases(set) => ("case", small(*set, &CASES)),
        Feature::Classes(set) => ("class", small(*set, &CLASSES)),
        Feature::Lemmas(lemmas) => ("lemma", lemmas.clone()),
        Feature::Lists(lists) => {
            let names = lists.iter().map(|list| &rules.lists[usize::from(*list)]);
            ("list", names.map(|list| list.name.clone()).collect())
        }
        Feature::Definite(definite) => ("definite", vec![definite.to_string()]),
        Feature::Suffix(suffix) => ("suffix", vec![suffix.to_string()]),
        Feature::Words(least, most) => ("words", vec![format!("{least}..{most}")]),
        Feature::Quoted(quoted) => ("quoted", vec![quoted.to_string()]),
        Feature::Speakers(set) => ("speaker_kind", small(*set, SPEAKER_KINDS)),
    }
}

/// The names whose bits are set.
fn chosen(set: u64, names: &[impl AsRef<str>]) -> Vec<String> {
    let names = names.iter().enumerate().take(64);
    names
        .filter(|(number, _)| set & (1 << number) != 0)
        .map(|(_, name)| name.as_ref().to_owned())
        .collect()
}

fn class_name(class: FormClass) -> &'static str {
    match class {
        FormClass::Verb => CLASSES[0],
        FormClass::Passive => CLASSES[1],
        FormClass::Participle => CLASSES[2],
        FormClass::Masdar => CLASSES[3],
        FormClass::Word => CLASSES[4],
    }
}

fn person_name(person: Person) -> &'static str {
    match person {
        Person::First => PERSONS[0],
        Person::Second => PERSONS[1],
        Person::Third => PERSONS[2],
    }
}

fn gender_name(gender: Gender) -> &'static str {
    match gender {
        Gender::Masculine => GENDERS[0],
        Gender::Feminine => GENDERS[1],
    }
}

fn number_name(number: Number) -> &'static str {
    match number {
        Number::Singular => NUMBERS[0],
        Number::Dual => NUMBERS[1],
        Number::Plural => NUMBERS[2],
    }
}

fn tense_name(tense: Tense) -> &'static str {
    match tense {
        Tense::Past => TENSES[0],
        Tense::Present => TENSES[1],
        Tense::Subjunctive => TENSES[2],
        Tense::Jussive => TENSES[3],
    }
}

fn case_name(case: Case) -> &'static str {
    match case {
        Case::Nominative => CASES[0],
        Case::Oblique => CASES[1],
    }
}
