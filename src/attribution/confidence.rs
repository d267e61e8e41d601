//! How sure a statement is: the confidence of its rule, times a factor for every circumstance that makes it more or less likely to be right.
//!
//! What a rule is worth stands with the rule (`yields: {confidence: ...}`). The factors here hold for all rules alike; they were fitted on annotated articles,
//! see docs/accuracy/confidence.md, where `isnad eval` shows how often statements of each confidence are right.

use super::analysis::{Kind, Resolution};
use super::result::Parts;
use super::review;
use crate::lexicon::SpeakerKind;

/// No statement is surer than that.
const MOST: f32 = 0.98;

/// What is known of a statement beside its rule.
pub(crate) struct Evidence {
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// What the speaker is; `None` where nobody was found.
    pub speaker: Option<SpeakerKind>,
    /// Whether the speaker is a person who is called only by what he is.
    pub nameless: bool,
    /// Whether a speaker was looked for and not found.
    pub unknown: bool,
    /// Whether the verb disagrees with the speaker that was taken for want of a better one.
    pub disagrees: bool,
    /// Whether it stands inside the content of another statement.
    pub within: bool,
}

impl Evidence {
    fn inferred(&self) -> bool {
        matches!(self.resolution, Resolution::Elided | Resolution::Pronoun)
    }

    fn indirect(&self) -> bool {
        self.kind == Kind::Indirect
    }
}

/// A circumstance, whether it holds, and its factor.
type Factor = (&'static str, fn(&Evidence) -> bool, f32);

const FACTORS: &[Factor] = &[
    (
        "the words stand in marks: nobody can doubt where they end",
        |evidence| evidence.kind == Kind::Direct,
        1.07,
    ),
    (
        "some of the words stand in marks",
        |evidence| evidence.kind == Kind::Mixed,
        1.03,
    ),
    (
        "no word stands in marks",
        |evidence| evidence.indirect() && !evidence.inferred(),
        0.97,
    ),
    (
        "no word stands in marks, and the speaker is taken from the context",
        |evidence| evidence.indirect() && evidence.inferred(),
        0.95,
    ),
    (
        "the statement stands inside another one",
        |evidence| evidence.indirect() && evidence.within,
        0.6,
    ),
    (
        "a medium, a document or a group may be only what somebody speaks through or of",
        |evidence| {
            evidence.kind != Kind::Direct
                && matches!(
                    evidence.speaker,
                    Some(SpeakerKind::Media | SpeakerKind::Document | SpeakerKind::Group)
                )
        },
        0.8,
    ),
    (
        "marks are given to a body or a document, which is seldom quoted",
        |evidence| {
            !evidence.indirect()
                && matches!(
                    evidence.speaker,
                    Some(SpeakerKind::Organization | SpeakerKind::Document)
                )
        },
        0.85,
    ),
    (
        "the speaker is called by what he is, and may be named elsewhere",
        |evidence| evidence.nameless,
        0.88,
    ),
    (
        "the verb disagrees with the speaker",
        |evidence| evidence.disagrees,
        0.6,
    ),
    (
        "nobody was found who could have said it",
        |evidence| evidence.unknown,
        0.4,
    ),
];

impl Evidence {
    /// What is known of a statement that stands inside another one or not, and that there are such reasons to look at.
    pub fn of(parts: &Parts, number: usize, reasons: &[&str], within: bool) -> Evidence {
        let statement = &parts.statements[number];
        Evidence {
            kind: statement.kind,
            resolution: statement.resolution,
            speaker: statement
                .speaker
                .map(|person| parts.registry.people[person].kind),
            nameless: statement.speaker.is_some_and(|person| {
                let person = &parts.registry.people[person];
                person.kind == SpeakerKind::Person && !person.named
            }),
            unknown: review::unknown(parts, number),
            disagrees: reasons.contains(&review::DISAGREES),
            within,
        }
    }

    /// The circumstances that hold, each with its factor; `rule` is the confidence of the rule.
    pub fn factors(&self, rule: f32) -> Vec<(&'static str, f32)> {
        let holding = FACTORS.iter().filter(|(_, holds, _)| holds(self));
        let mut factors: Vec<(&str, f32)> = holding
            .map(|(circumstance, _, factor)| (*circumstance, *factor))
            .collect();
        let product = factors
            .iter()
            .fold(rule, |so_far, (_, factor)| so_far * factor);
        if product > MOST {
            factors.push(("no statement is surer than that", MOST / product));
        }
        factors
    }

    /// The confidence of a statement whose rule has this one, from 0 to 1.
    pub fn confidence(&self, rule: f32) -> f64 {
        let factors = self.factors(rule);
        let product = factors
            .iter()
            .fold(rule, |so_far, (_, factor)| so_far * factor);
        (f64::from(product) * 100.0).round() / 100.0
    }
}
