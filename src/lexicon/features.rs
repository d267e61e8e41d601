//! The grammatical features of a surface form, and what an entry of the lexicon governs.

use serde::{Deserialize, Serialize};

/// What kind of form a surface form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormClass {
    /// A finite verb in the active voice (or a spelling that active and passive share).
    Verb,
    /// A finite verb whose spelling can only be passive, or the passive reading of a shared spelling.
    Passive,
    /// An active participle.
    Participle,
    /// A verbal noun.
    Masdar,
    /// A word of a list.
    Word,
}

/// Grammatical person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Person {
    /// The speaker.
    First,
    /// The one spoken to.
    Second,
    /// Anybody else.
    Third,
}

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// Three or more.
    Plural,
}

/// Tense or mood of a finite form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tense {
    /// Perfect.
    Past,
    /// Imperfect indicative (also spellings shared with the other moods).
    Present,
    /// Imperfect subjunctive, where its spelling differs.
    Subjunctive,
    /// Imperfect jussive, where its spelling differs.
    Jussive,
}

/// Grammatical case, as far as unvocalised spelling shows it (مضيفا against مضيف, نافين against نافون).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Nominative.
    Nominative,
    /// Accusative or genitive where spelling cannot tell them apart; the accusative of an indefinite masculine singular.
    Oblique,
}

/// Whether a form can stand alone, must carry a suffixed pronoun, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attachment {
    /// Only without a suffix (قالوا, مطالبة).
    Free,
    /// Only with a suffix (قالو-, مطالبت-, نفا-).
    Combining,
    /// Both (قال, يقول).
    Either,
}

/// All features of one surface form. `None` means that the spelling leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Features {
    /// What kind of form it is.
    pub class: FormClass,
    /// Person of a finite verb.
    pub person: Option<Person>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Option<Number>,
    /// Tense or mood of a finite verb.
    pub tense: Option<Tense>,
    /// Case of a participle, as far as it is written.
    pub case: Option<Case>,
    /// Whether it carries suffixed pronouns.
    pub attachment: Attachment,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A person with a name or a role.
    Person,
    /// Several people.
    Group,
    /// A body, state or company.
    Organization,
    /// A report, statement, study or law.
    Document,
    /// A newspaper, agency or channel.
    Media,
    /// Somebody who is not named.
    Anonymous,
    /// Nothing is known.
    Unknown,
}
