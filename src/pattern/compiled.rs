//! A compiled pack: what the build script writes, and what the engine reads.

use super::entries::Entries;
use super::filter::Filters;
use super::kind::{Kind, KindSet};
use super::later::Later;
use super::passed::Asked;
use super::program::{Code, Program, Test};
use crate::lexicon::{FormClass, Framing, Lexicon};
use crate::rules::model::Section;
use crate::text::Reader;
use serde::{Deserialize, Serialize};

/// A list, as far as the engine needs it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListInfo {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

/// One tested feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Feature {
    /// One of these roles (bit set).
    Roles(u32),
    /// One of these frames (bit set).
    Frames(u32),
    /// The word (or the preposition written onto the word) at the beginning of this capture.
    GovernsWord(u8),
    /// One of these stances (bit set).
    Stances(u64),
    /// One of these persons (bits 0 to 2 for first to third).
    Persons(u8),
    /// One of these genders (bit 0 masculine, bit 1 feminine).
    Genders(u8),
    /// One of these numbers (bits 0 to 2 for singular to plural).
    Numbers(u8),
    /// One of these tenses (bits 0 to 3 in the order of [`crate::lexicon::Tense`]).
    Tenses(u8),
    /// One of these cases (bit 0 nominative, bit 1 oblique, bit 2 not shown).
    Cases(u8),
    /// One of these form classes (bits in the order of [`FormClass`]).
    Classes(u8),
    /// One of these dictionary forms.
    Lemmas(Vec<String>),
    /// A word of one of these lists.
    Lists(Vec<u16>),
    /// Has (or has not) the article.
    Definite(bool),
    /// Has (or has not) a suffixed pronoun.
    Suffix(bool),
    /// Between so many words (quotations are counted inside).
    Words(u16, u16),
    /// Stands (or not) inside a quotation.
    Quoted(bool),
    /// One of these kinds of speaker (bits in the order of [`SpeakerKind`]).
    Speakers(u8),
}

impl Feature {
    /// Whether every form of an entry has it or none.
    pub(crate) fn is_of_entry(&self) -> bool {
        use Feature::{Frames, Lemmas, Lists, Roles, Speakers, Stances};
        matches!(
            self,
            Roles(_) | Frames(_) | Stances(_) | Lemmas(_) | Lists(_) | Speakers(_)
        )
    }
}

/// A condition: a capture (`None` is the cue) and its feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// Index of the capture.
    pub capture: Option<u8>,
    /// What is asked of it.
    pub feature: Feature,
}

/// Where the speaker of a statement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpeakerFrom {
    /// The noun phrase of a capture.
    Capture(u8),
    /// Whom the context gives: the subject of the cue's sentence, unless somebody has spoken in it, or the speaker before. `previous` and `subject` in rule files.
    Context,
    /// Nobody.
    Nobody,
}

/// Where the stance comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StanceFrom {
    /// The cue.
    Cue,
    /// The word of a capture.
    Capture(u8),
    /// Always this one.
    Fixed(u8),
}

/// What a match yields.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Yields {
    /// Who speaks.
    pub speaker: SpeakerFrom,
    /// Captures that are the content, in order.
    pub content: Vec<u8>,
    /// Captures that are relays, from the outermost in.
    pub via: Vec<u8>,
    /// Capture of the channel.
    pub channel: Option<u8>,
    /// Capture of the addressee.
    pub addressee: Option<u8>,
    /// Capture of the target.
    pub target: Option<u8>,
    /// Capture of the occasion.
    pub occasion: Option<u8>,
    /// Capture that is the cue to be shown, where it is not the anchor.
    pub cue: Option<u8>,
    /// Stance.
    pub stance: StanceFrom,
    /// Changes of stance (from, to); `None` stands for any.
    pub becomes: Vec<(Option<u8>, u8)>,
    /// Polarity and commitment, where the construction decides them.
    pub framing: Framing,
    /// Evidence for the match, from 0 to 1.
    pub confidence: f32,
}

/// An item of a sequence as it is explained to people.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ItemInfo {
    /// As written in the rule.
    pub text: String,
    /// Whether it stands before the cue.
    pub before: bool,
    /// Whether it is the cue itself.
    pub cue: bool,
    /// The step of its program (the head before the cue, the tail behind it) with which it begins.
    pub start: u32,
}

/// A compiled pattern.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CompiledPattern {
    /// Id.
    pub id: String,
    /// Section.
    pub section: PatternSection,
    /// What the cue node must be.
    pub cue: Later<Test>,
    /// Whether the rule writes its cue out as a word, which is then meant however it is read elsewhere.
    pub written_out: bool,
    /// What stands before the cue; walks backward.
    pub head: Program,
    /// What stands behind the cue.
    pub tail: Program,
    /// For mark rules: what the whole inside of the quotation must be.
    pub inside: Option<Program>,
    /// How many slots the captures have: capture i has the slots 2i and 2i + 1.
    pub slots: u8,
    /// Names of the captures.
    pub captures: Later<Vec<String>>,
    /// Captures that are open-ended: the engine finds where they end (bit set).
    pub open: u32,
    /// All must hold, by their numbers in [`Rules::conditions`].
    pub asked: Vec<u32>,
    /// None may hold.
    pub refused: Vec<u32>,
    /// What it yields.
    pub yields: Yields,
    /// For exclusions: patterns they apply to, by index; empty means all.
    pub applies_to: Vec<u32>,
    /// Items, for explanations.
    pub items: Later<Vec<ItemInfo>>,
}

/// [`Section`], as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternSection {
    /// Finds a statement.
    Pattern,
    /// Removes a candidate.
    Exclusion,
    /// Says that a quotation is a name.
    Mark,
    /// Changes a stance.
    StanceRule,
}

impl PatternSection {
    /// How many there are.
    pub const COUNT: usize = 4;
}

impl From<Section> for PatternSection {
    fn from(section: Section) -> PatternSection {
        match section {
            Section::Pattern => PatternSection::Pattern,
            Section::Exclusion => PatternSection::Exclusion,
            Section::Mark => PatternSection::Mark,
            Section::StanceRule => PatternSection::StanceRule,
        }
    }
}

/// A compiled pack.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rules {
    /// Reads text.
    pub(crate) reader: Reader,
    /// All surface forms.
    pub(crate) lexicon: Lexicon,
    /// What is known of the entries.
    pub(crate) entries: Entries,
    /// Names of all kinds.
    pub(crate) kinds: Vec<String>,
    /// Lists.
    pub(crate) lists: Vec<ListInfo>,
    /// Names of the stances.
    pub(crate) stances: Vec<String>,
    /// Polarity and commitment of each stance.
    pub(crate) framings: Vec<Framing>,
    /// Names of the frames.
    pub(crate) frames: Vec<String>,
    /// Names of the roles.
    pub(crate) roles: Vec<String>,
    /// Kinds that show a frame which is a word: the word's own or its clitic's, by frame.
    pub(crate) frame_kinds: Vec<KindSet>,
    /// Kind of each proclitic, by its position in the morphology.
    pub(crate) proclitics: Vec<Kind>,
    /// What the programs of all patterns share.
    pub(crate) code: Code,
    /// What the cues of the patterns must be, by the number of the pattern.
    pub(crate) cues: Asked,
    /// All conditions of patterns, each once.
    pub(crate) conditions: Vec<Condition>,
    /// What programs need, to be marked on nodes.
    pub(crate) filters: Filters,
    /// Patterns of all sections, in the order in which they are tried.
    pub(crate) patterns: Vec<CompiledPattern>,
    /// Hash of the pack's files.
    pub(crate) hash: u64,
}

impl Rules {
    /// The kind of a list or built-in name.
    pub(crate) fn kind(&self, name: &str) -> Option<Kind> {
        self.kinds
            .iter()
            .position(|known| known == name)
            .map(|number| Kind(number as u16))
    }

    /// The union of the kinds with these names; names that the pack does not have are left out.
    pub(crate) fn kind_set(&self, names: &[&str]) -> KindSet {
        let mut set = KindSet::EMPTY;
        for kind in names.iter().filter_map(|name| self.kind(name)) {
            set.insert(kind);
        }
        set
    }

    /// What a pattern asks: all of it must hold.
    pub(crate) fn asked(&self, pattern: &CompiledPattern) -> impl Iterator<Item = &Condition> {
        self.conditions(&pattern.asked)
    }

    /// What a pattern refuses: none of it may hold.
    pub(crate) fn refused(&self, pattern: &CompiledPattern) -> impl Iterator<Item = &Condition> {
        self.conditions(&pattern.refused)
    }

    fn conditions(&self, numbers: &[u32]) -> impl Iterator<Item = &Condition> {
        let all = &self.conditions;
        numbers
            .iter()
            .filter_map(|number| all.get(*number as usize))
    }

    /// Whether a rule of this id is in the pack.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.id == id)
    }

    /// Names of the stances, in the order of the pack.
    pub fn stances(&self) -> impl Iterator<Item = &str> {
        self.stances.iter().map(String::as_str)
    }

    /// Hash of the pack's files, in hexadecimal.
    pub fn hash(&self) -> String {
        format!("{:016x}", self.hash)
    }

    /// The kind that a form class gives.
    pub(crate) fn class_kind(class: FormClass) -> Option<Kind> {
        use super::kind::Builtin;
        match class {
            FormClass::Verb => Some(Builtin::Verb.kind()),
            FormClass::Passive => Some(Builtin::Passive.kind()),
            FormClass::Participle => Some(Builtin::Participle.kind()),
            FormClass::Masdar => Some(Builtin::Masdar.kind()),
            FormClass::Word => None,
        }
    }
}
