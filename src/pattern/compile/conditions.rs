//! Compiles `where:` and `unless:`.

use super::names::Names;
use crate::lexicon::SpeakerKind;
use crate::pattern::compiled::{Condition, Feature};
use crate::rules::message::{Message, say};
use crate::rules::model::{self, Placed, RuleSet};
use crate::rules::vocabulary::SPEAKER_KINDS;

/// Compiles one condition; the message says what cannot be understood.
pub(super) fn condition(
    source: &model::Condition,
    captures: &[String],
    names: &Names,
    set: &RuleSet,
) -> Result<Condition, Message> {
    let capture = match source.capture.value.as_str() {
        "cue" => None,
        name => Some(
            captures
                .iter()
                .position(|known| known == name)
                .ok_or_else(|| say!("`{}` is not captured by this pattern", name))?
                as u8,
        ),
    };
    Ok(Condition {
        capture,
        feature: feature(source, captures, names, set)?,
    })
}

fn feature(
    source: &model::Condition,
    captures: &[String],
    names: &Names,
    set: &RuleSet,
) -> Result<Feature, Message> {
    let values: Vec<&str> = source
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    let feature = match source.feature.value.as_str() {
        "role" => Feature::Roles(names.role_bits(values.iter().copied())),
        "governs" => Feature::Frames(names.frame_bits(values.iter().copied())),
        "governs_word" => {
            let name = values.first().copied().unwrap_or_default();
            let number = captures.iter().position(|known| known == name);
            Feature::GovernsWord(
                number.ok_or_else(|| say!("`{}` is not captured by this pattern", name))? as u8,
            )
        }
        "stance" => Feature::Stances(bits(
            &values,
            &names.stances.iter().map(String::as_str).collect::<Vec<_>>(),
        )?),
        "person" => Feature::Persons(bits(&values, &["first", "second", "third"])? as u8),
        "gender" => Feature::Genders(bits(&values, &["masculine", "feminine"])? as u8),
        "number" => Feature::Numbers(bits(&values, &["singular", "dual", "plural"])? as u8),
        "tense" => {
            Feature::Tenses(bits(&values, &["past", "present", "subjunctive", "jussive"])? as u8)
        }
        "case" => Feature::Cases(bits(&values, &["nominative", "oblique", "unmarked"])? as u8),
        "class" => Feature::Classes(bits(
            &values,
            &["verb", "passive", "participle", "masdar", "word"],
        )? as u8),
        "lemma" => Feature::Lemmas(values.iter().map(|value| (*value).to_owned()).collect()),
        "list" => Feature::Lists(lists(&values, set)?),
        "definite" => Feature::Definite(truth(&values)?),
        "suffix" => Feature::Suffix(truth(&values)?),
        "quoted" => Feature::Quoted(truth(&values)?),
        "words" => {
            let (least, most) = range(&source.values)?;
            Feature::Words(least, most)
        }
        "speaker_kind" => Feature::Speakers(bits(&values, SPEAKER_KINDS)? as u8),
        other => return Err(say!("unknown feature `{}`", other)),
    };
    Ok(feature)
}

// The names stand in the order of the kinds.
const _: () = assert!(SpeakerKind::Unknown as usize == SPEAKER_KINDS.len() - 1);

fn bits(values: &[&str], known: &[&str]) -> Result<u64, Message> {
    values.iter().try_fold(0, |set, value| {
        let number = known
            .iter()
            .position(|other| other == value)
            .ok_or_else(|| say!("`{}` is none of {}", value, known.join(", ")))?;
        Ok(set | 1 << (number % 64))
    })
}

fn lists(values: &[&str], set: &RuleSet) -> Result<Vec<u16>, Message> {
    let number = |value: &&str| {
        set.lists
            .iter()
            .position(|list| list.name.value == **value)
            .map(|number| number as u16)
            .ok_or_else(|| say!("there is no list `{}`", value))
    };
    values.iter().map(number).collect()
}

fn truth(values: &[&str]) -> Result<bool, Message> {
    match values {
        ["true"] => Ok(true),
        ["false"] => Ok(false),
        _ => Err(say!("this feature is true or false")),
    }
}

fn range(values: &[Placed<String>]) -> Result<(u16, u16), Message> {
    let text = values.first().map_or("", |value| value.value.as_str());
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    match (least.parse(), most.parse()) {
        (Ok(least), Ok(most)) if least <= most => Ok((least, most)),
        _ => Err(say!("`{}` is no range such as 1..4", text)),
    }
}
