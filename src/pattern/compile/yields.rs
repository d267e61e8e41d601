//! Compiles `yields:`; what is left out follows from the names of the captures.

use super::names::Names;
use super::sequence::OPEN_ENDED;
use crate::lexicon::Framing;
use crate::pattern::compiled::{SpeakerFrom, StanceFrom, Yields};
use crate::rules::message::{Message, say};
use crate::rules::model::Pattern;

/// Confidence of a pattern that states none.
const PLAIN_CONFIDENCE: f32 = 0.9;

/// Compiles the yields of a pattern; the message says what cannot be understood.
pub(super) fn yields(
    source: &Pattern,
    captures: &[String],
    names: &Names,
) -> Result<Yields, Message> {
    let capture = |name: &str| {
        captures
            .iter()
            .position(|known| known == name)
            .map(|number| number as u8)
    };
    let given = |field: &str| {
        source
            .yields
            .iter()
            .find(|(name, _)| name.value == field)
            .map(|(_, values)| values)
    };
    let captured = |name: &str| {
        capture(name).ok_or_else(|| say!("`{}` is not captured by this pattern", name))
    };
    let list = |field: &str, default: &[&str]| match given(field) {
        Some(values) => values
            .iter()
            .map(|value| captured(&value.value))
            .collect::<Result<Vec<u8>, Message>>(),
        None => Ok(default.iter().filter_map(|name| capture(name)).collect()),
    };
    let one = |field: &str| match given(field) {
        Some(values) => values
            .first()
            .map(|value| captured(&value.value))
            .transpose(),
        None => Ok(capture(field)),
    };
    let speaker =
        match given("speaker").map(|values| values.first().map(|value| value.value.as_str())) {
            None => capture("speaker").map_or(SpeakerFrom::Context, SpeakerFrom::Capture),
            Some(None | Some("none")) => SpeakerFrom::Nobody,
            Some(Some("previous" | "subject")) => SpeakerFrom::Context,
            Some(Some(name)) => SpeakerFrom::Capture(captured(name)?),
        };
    let stance = match given("stance")
        .and_then(|values| values.first())
        .map(|value| value.value.as_str())
    {
        None | Some("cue") => StanceFrom::Cue,
        Some(name) => match (capture(name), names.stance(name)) {
            (Some(number), _) => StanceFrom::Capture(number),
            (None, Some(number)) => StanceFrom::Fixed(number),
            (None, None) => return Err(say!("`{}` is neither a stance nor a capture", name)),
        },
    };
    let mut framing = Framing::default();
    for field in ["polarity", "commitment"] {
        for value in given(field).into_iter().flatten() {
            if !framing.set(field, &value.value) {
                return Err(say!("`{}` is no value of `{}`", value.value, field));
            }
        }
    }
    let mut open: Vec<&str> = captures
        .iter()
        .map(String::as_str)
        .filter(|name| OPEN_ENDED.contains(name) || name.ends_with("quotation"))
        .collect();
    open.dedup();
    Ok(Yields {
        speaker,
        content: list("content", &open)?,
        via: list("via", &["via"])?,
        channel: one("channel")?,
        addressee: one("addressee")?,
        target: one("target")?,
        occasion: one("occasion")?,
        cue: given("cue")
            .and_then(|values| values.first())
            .map(|value| captured(&value.value))
            .transpose()?,
        stance,
        becomes: becomes(given("becomes").map_or(&[], Vec::as_slice), names)?,
        framing,
        confidence: confidence(
            given("confidence")
                .and_then(|values| values.first())
                .map(|value| value.value.as_str()),
        )?,
    })
}

fn becomes(
    values: &[crate::rules::model::Placed<String>],
    names: &Names,
) -> Result<Vec<(Option<u8>, u8)>, Message> {
    let stance = |name: &str| {
        names
            .stance(name.trim())
            .ok_or_else(|| say!("there is no stance `{}`", name))
    };
    let change = |value: &crate::rules::model::Placed<String>| match value.value.split_once(':') {
        Some((from, to)) => Ok((Some(stance(from)?), stance(to)?)),
        None => Ok((None, stance(&value.value)?)),
    };
    values.iter().map(change).collect()
}

fn confidence(text: Option<&str>) -> Result<f32, Message> {
    match text {
        None => Ok(PLAIN_CONFIDENCE),
        Some("low") => Ok(0.6),
        Some("medium") => Ok(0.8),
        Some("high") => Ok(0.95),
        Some(number) => number
            .parse()
            .ok()
            .filter(|value| (0.0..=1.0).contains(value))
            .ok_or_else(|| say!("`{}` is no confidence: low, medium, high or 0 to 1", number)),
    }
}
