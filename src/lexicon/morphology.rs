//! What morphology.yaml says: clitics, principal parts and the paradigm table.
//!
//! The types here mirror the file. [`Morphology::check`] checks what serde cannot: that every name used is declared and that every
//! row leads somewhere. Nothing in this room knows a letter that does not come from here.

use super::features::{Attachment, Case, FormClass, Gender, Number, Person, Tense};
use serde::{Deserialize, Serialize};

/// Something that a clitic attaches to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Host {
    /// A finite verb in the past.
    Past,
    /// A present form (also of moods that are spelled like it).
    Present,
    /// A subjunctive with a spelling of its own.
    Subjunctive,
    /// A jussive with a spelling of its own.
    Jussive,
    /// A participle.
    Participle,
    /// A verbal noun.
    Masdar,
    /// A word of a list.
    Word,
}

impl Host {
    /// The host that a form of this class and tense is.
    pub fn of(class: FormClass, tense: Option<Tense>) -> Host {
        match (class, tense) {
            (FormClass::Participle, _) => Host::Participle,
            (FormClass::Masdar, _) => Host::Masdar,
            (FormClass::Word, _) => Host::Word,
            (_, Some(Tense::Past)) => Host::Past,
            (_, Some(Tense::Subjunctive)) => Host::Subjunctive,
            (_, Some(Tense::Jussive)) => Host::Jussive,
            (_, Some(Tense::Present) | None) => Host::Present,
        }
    }

    /// Its bit in a set of hosts.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What a proclitic does in the sentence; the engine asks for this, never for its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcliticRole {
    /// Joins what follows to what stands before.
    Conjunction,
    /// Makes a present verb future.
    Future,
    /// Governs the noun it is written onto.
    Preposition,
    /// Makes a noun definite.
    Article,
}

/// Something written before a word and joined to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proclitic {
    /// As written; also its name.
    pub text: String,
    /// What it is.
    pub role: ProcliticRole,
    /// Its place in a run of proclitics: at most one of each slot, in rising order.
    pub slot: u8,
    /// What it attaches to.
    pub before: Vec<Host>,
    /// Whether the word may carry a suffixed pronoun at the same time.
    #[serde(default = "yes")]
    pub pronouns: bool,
}

/// Neighbouring proclitics that are not written one after the other.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contraction {
    /// Which ones.
    pub of: Vec<String>,
    /// How they are written.
    pub written: String,
    /// What the word must begin with; empty for anything.
    #[serde(default)]
    pub before: String,
}

/// A suffixed pronoun.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclitic {
    /// As written.
    pub text: String,
    /// Person.
    pub person: Person,
    /// Gender, where it shows.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
    /// What it attaches to.
    pub after: Vec<Host>,
}

/// How an ending changes before a suffixed pronoun.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combining {
    /// The ending.
    pub ending: String,
    /// In which forms.
    pub hosts: Vec<Host>,
    /// What it may become.
    pub becomes: Vec<String>,
}

/// Letters that change where stem and affix meet.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    /// The pair that would arise.
    pub from: String,
    /// What is written.
    pub to: String,
    /// Whether the plain spelling is in use as well.
    #[serde(default)]
    pub also: bool,
}

/// An ending and what replaces it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// The ending.
    pub ending: String,
    /// Its replacement.
    pub becomes: String,
}

/// A principal part: a name that verbs may give, and how it is made where they do not.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Name.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub describe: String,
    /// Whether every verb must give it.
    #[serde(default)]
    pub required: bool,
    /// The part it is made of where it is not given.
    #[serde(default)]
    pub from: Option<String>,
    /// Endings replaced on the way, the first that fits.
    #[serde(default)]
    pub endings: Vec<Ending>,
    /// What is written behind it.
    #[serde(default)]
    pub add: String,
    /// A part that is taken instead where the verb gives it and no ending fits.
    #[serde(default)]
    pub shared: Option<String>,
    /// For a part that is given as a list of other parts, their names in order.
    #[serde(default)]
    pub positions: Vec<String>,
}

/// A voice: the class of its forms, and what leads the names of its parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Class of the forms.
    pub class: FormClass,
    /// Put before the part names of every row.
    pub parts: String,
}

/// A row of the table of finite forms.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiniteRow {
    /// Tense or mood.
    pub tense: Tense,
    /// The part it is made of.
    pub part: String,
    /// Written for the part's first letter.
    #[serde(default)]
    pub prefix: Option<String>,
    /// Dropped from the part's end; where the part does not end so there is no such form.
    #[serde(default)]
    pub drop: String,
    /// Written behind.
    #[serde(default)]
    pub add: String,
    /// Written behind instead of `add` before a suffixed pronoun.
    #[serde(default)]
    pub combining: Option<String>,
    /// Person.
    pub person: Person,
    /// Gender, where it shows.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
}

/// A row of the table of participles and verbal nouns.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NominalRow {
    /// Participle or masdar.
    pub class: FormClass,
    /// The part it is made of.
    pub part: String,
    /// Dropped from the part's end where it ends so.
    #[serde(default)]
    pub drop_optional: String,
    /// Written behind.
    #[serde(default)]
    pub add: String,
    /// Whether it carries pronouns.
    #[serde(default = "either")]
    pub attachment: Attachment,
    /// Gender.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
    /// Case, as far as it is written.
    #[serde(default)]
    pub case: Option<Case>,
    /// Endings of the part after which there is no such form.
    #[serde(default)]
    pub not_after: Vec<String>,
}

/// How words are built: what is written before and after them, and how the forms of a verb come from its principal parts.
///
/// [`Morphology::check`] says what is wrong with one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Morphology {
    /// What may stand before a word.
    pub proclitics: Vec<Proclitic>,
    /// Runs of them with a spelling of their own.
    #[serde(default)]
    pub contractions: Vec<Contraction>,
    /// Suffixed pronouns.
    pub enclitics: Vec<Enclitic>,
    /// Endings that change before them.
    #[serde(default)]
    pub combining: Vec<Combining>,
    /// Letters written once where a stem ends and an affix begins with them.
    #[serde(default)]
    pub assimilation: Vec<String>,
    /// Pairs that are written as one.
    #[serde(default)]
    pub joining: Vec<Joining>,
    /// The vocabulary of principal parts.
    pub parts: Vec<Part>,
    /// Voices.
    pub voices: Vec<Voice>,
    /// Finite forms.
    pub finite: Vec<FiniteRow>,
    /// Participles and verbal nouns.
    pub nominal: Vec<NominalRow>,
    /// What principal parts look like, for the check of rule files alone.
    #[serde(default)]
    pub plausible: Plausible,
}

/// What principal parts look like.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plausible {
    /// Letters of a root that may change or be lost; where there are none, roots are not looked at.
    #[serde(default)]
    pub weak: Vec<String>,
    /// How verbs of a form begin.
    #[serde(default)]
    pub beginnings: Vec<Beginning>,
}

/// How the verbs of one form begin.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// The form, as verbs name it.
    pub form: String,
    /// Beginnings of the past, one of which it has.
    pub past: Vec<String>,
}

fn yes() -> bool {
    true
}

fn either() -> Attachment {
    Attachment::Either
}

/// What is wrong with a morphology.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MorphologyError {
    /// A row, part or position names a part that is not declared.
    #[error("`{user}` uses the principal part `{part}`, which is not declared under `parts`")]
    UnknownPart {
        /// Where.
        user: String,
        /// The name.
        part: String,
    },
    /// A part is made of one that comes after it.
    #[error("the principal part `{part}` is made of `{from}`, which must be declared before it")]
    Order {
        /// The part.
        part: String,
        /// What it is made of.
        from: String,
    },
    /// A contraction names a proclitic that is not declared.
    #[error("a contraction names the proclitic `{0}`, which is not declared under `proclitics`")]
    UnknownProclitic(String),
    /// More proclitics or enclitics than a reading can tell apart.
    #[error("too many {what}: {count}, at most {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// The limit.
        most: usize,
    },
    /// A clitic without letters.
    #[error("a clitic under `{0}` is empty")]
    Empty(&'static str),
}

impl Morphology {
    /// Checks what the types cannot say; all faults, none if it is sound.
    pub fn check(&self) -> Vec<MorphologyError> {
        let mut errors = Vec::new();
        let declared = |name: &str| self.parts.iter().any(|part| part.name == name);
        let unknown = |user: &str, part: &str| MorphologyError::UnknownPart {
            user: user.into(),
            part: part.into(),
        };
        for (at, part) in self.parts.iter().enumerate() {
            if let Some(from) = &part.from
                && !self
                    .parts
                    .iter()
                    .take(at)
                    .any(|earlier| &earlier.name == from)
            {
                errors.push(match declared(from) {
                    true => MorphologyError::Order {
                        part: part.name.clone(),
                        from: from.clone(),
                    },
                    false => unknown(&part.name, from),
                });
            }
            errors.extend(
                part.positions
                    .iter()
                    .chain(&part.shared)
                    .filter(|name| !declared(name))
                    .map(|name| unknown(&part.name, name)),
            );
        }
        for voice in &self.voices {
            let names = self
                .finite
                .iter()
                .map(|row| format!("{}{}", voice.parts, row.part));
            errors.extend(
                names
                    .filter(|name| !declared(name))
                    .map(|name| unknown("finite", &name)),
            );
        }
        errors.extend(
            self.nominal
                .iter()
                .filter(|row| !declared(&row.part))
                .map(|row| unknown("nominal", &row.part)),
        );
        for name in self
            .contractions
            .iter()
            .flat_map(|contraction| &contraction.of)
        {
            if !self
                .proclitics
                .iter()
                .any(|proclitic| &proclitic.text == name)
            {
                errors.push(MorphologyError::UnknownProclitic(name.clone()));
            }
        }
        for (what, count, most) in [
            ("proclitics", self.proclitics.len(), 16),
            ("enclitics", self.enclitics.len(), 255),
        ] {
            if count > most {
                errors.push(MorphologyError::TooMany { what, count, most });
            }
        }
        if self
            .proclitics
            .iter()
            .any(|proclitic| proclitic.text.is_empty())
        {
            errors.push(MorphologyError::Empty("proclitics"));
        }
        if self
            .enclitics
            .iter()
            .any(|enclitic| enclitic.text.is_empty())
        {
            errors.push(MorphologyError::Empty("enclitics"));
        }
        errors
    }

    /// The part of this name, if the vocabulary has it.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}
