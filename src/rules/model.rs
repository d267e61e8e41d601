//! A checked rule pack, as the loader gives it and the compiler takes it. One type for each section of a rule file; every name keeps its place.

use crate::lexicon::{Framing, Gender, Number, SpeakerKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a value stands: file (index into [`RuleSet::files`]), line and column counted from 1 in characters, and the byte range in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Index of the file.
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// First byte in the file.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The very beginning of a file.
    #[must_use]
    pub fn beginning(file: u32) -> Place {
        Place {
            file,
            line: 1,
            column: 1,
            start: 0,
            end: 0,
        }
    }
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A whole pack.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RuleSet {
    /// Paths of the files (relative to the pack's directory) and their text, for messages.
    pub files: Vec<RuleFile>,
    /// Names of the stances, in order.
    pub stances: Vec<Stance>,
    /// What verbs and cues may govern.
    pub frames: Vec<Frame>,
    /// Verbs.
    pub verbs: Vec<Verb>,
    /// Word lists.
    pub lists: Vec<List>,
    /// Named parts of patterns.
    pub elements: Vec<Element>,
    /// Patterns, exclusions, mark rules and stance rules; `section` tells them apart.
    pub patterns: Vec<Pattern>,
    /// The section `text:` (folding.yaml): index of its file, and the section as YAML, its lines and columns those of the file.
    pub text_source: Option<(u32, String)>,
    /// The section `morphology:`, likewise.
    pub morphology_source: Option<(u32, String)>,
    /// The packs it is made of, from the lowest.
    pub packs: Vec<Pack>,
    /// What upper packs have taken from lower ones.
    pub changes: Vec<Change>,
    /// Names that were there in a lower pack and are gone: rules that are left may still ask for them.
    pub gone: BTreeSet<String>,
    /// `disable:` of this pack, until it is laid over another.
    pub disable: Vec<(Thing, Placed<String>)>,
    /// `allow:` of all packs: warnings that are meant to be so.
    pub allow: Vec<Allow>,
    /// `replaces:` at the top of a file: sections that take the place of those below.
    pub replaced_sections: Vec<Placed<String>>,
}

impl RuleSet {
    /// The pack that a place belongs to.
    #[must_use]
    pub fn pack_of(&self, place: Place) -> Option<&Pack> {
        let file = self.files.get(place.file as usize)?;
        self.packs.get(file.layer as usize)
    }

    /// Whether a place is in the uppermost pack.
    #[must_use]
    pub fn is_top(&self, place: Place) -> bool {
        let file = self.files.get(place.file as usize);
        file.is_some_and(|file| file.layer as usize + 1 == self.packs.len())
    }
}

/// A pack: a folder of files, or what is built in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Its name.
    pub name: String,
    /// Its version, where it states one.
    pub version: Option<Placed<String>>,
}

/// A warning that is meant to be so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allow {
    /// Its code.
    pub code: Placed<String>,
    /// Names of the entries it is about; all of the pack where there is none.
    pub of: Vec<Placed<String>>,
    /// Why.
    pub reason: String,
}

/// What can be replaced or switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Thing {
    /// A pattern, exclusion, mark rule or stance rule, by its id.
    Rule,
    /// A verb, by its lemma.
    Verb,
    /// A list, by its name.
    List,
    /// A word of a list, by its spelling.
    Word,
    /// An element, by its name.
    Element,
    /// The section `text` or `morphology`.
    Section,
}

impl Thing {
    /// What messages call it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Thing::Rule => "rule",
            Thing::Verb => "verb",
            Thing::List => "list",
            Thing::Word => "word",
            Thing::Element => "element",
            Thing::Section => "section",
        }
    }
}

/// Something of a lower pack that an upper one has replaced or switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it was.
    pub thing: Thing,
    /// Its name.
    pub name: String,
    /// The list that a word stood in.
    pub list: Option<String>,
    /// Whether something stands in its place; otherwise it is switched off.
    pub replaced: bool,
    /// Where that is said.
    pub by: Place,
    /// Where it stood.
    pub was: Place,
}

/// A file of a pack.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RuleFile {
    /// Path as shown in messages.
    pub path: String,
    /// Its text (a byte order mark removed).
    pub text: String,
    /// The pack it says it belongs to.
    pub pack: Placed<String>,
    /// Index of its pack in [`RuleSet::packs`].
    pub layer: u32,
}

/// `stances:` entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stance {
    /// Name.
    pub name: Placed<String>,
    /// What it means.
    pub describe: String,
    /// `polarity:` and `commitment:` of statements with this stance, where neither rule nor cue says otherwise.
    pub framing: Framing,
}

/// `frames:` entry: something that a verb or cue may govern.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Frame {
    /// Name as used in `governs:`.
    pub name: Placed<String>,
    /// What it means.
    pub describe: String,
}

/// `verbs:` entry, by principal parts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Verb {
    /// Dictionary form; with a sense after an underscore where one spelling has two entries (رد_إلى).
    pub lemma: Placed<String>,
    /// Root, for documentation and lint.
    pub root: String,
    /// Form I to X, Q.
    pub form: String,
    /// Principal parts by name (`past`, `past_stem`, `past_feminine`, `past_plural`, `present`, `present_stem`, `present_plural`, `jussive`, `participle`, `masdar`, `passive_past`, `passive_present` ...): the
    /// vocabulary is the one of morphology.yaml. A part may have several spellings.
    pub parts: Vec<(Placed<String>, Vec<Placed<String>>)>,
    /// Stance.
    pub stance: Placed<String>,
    /// Role: `plain`, `continuing`, `relaying`, `asking`, `support`, `guarded` ...: any name; patterns select by it. One or several.
    pub roles: Vec<Placed<String>>,
    /// Frames.
    pub governs: Vec<Placed<String>>,
    /// `polarity:` and `commitment:`, where they are not those of the stance.
    pub framing: Framing,
    /// Remarks.
    pub notes: String,
    /// The whole entry.
    pub entry: Place,
    /// Where it says that it takes the place of the verb of this lemma in the pack below.
    pub replaces: Option<Place>,
}

/// `lists:` entry.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct List {
    /// Name: a kind that patterns can use.
    pub name: Placed<String>,
    /// What it holds.
    pub describe: String,
    /// Whether its words may carry a suffixed pronoun (بيانه).
    pub pronouns: bool,
    /// Whether its words may carry proclitics (و، ف، ب، ل، ك، ال); true unless the list says otherwise.
    pub proclitics: bool,
    /// The forms that a word has which is written without features.
    pub forms: Vec<ListForm>,
    /// Words and phrases, with their forms.
    pub words: Vec<ListWord>,
    /// Words of the list in the pack below that are no longer in it.
    pub remove: Vec<Placed<String>>,
    /// Where the first key stands that says how the words may be written.
    pub settings: Option<Place>,
    /// The whole entry.
    pub entry: Place,
    /// Where it says that it takes the place of the whole list in the pack below.
    pub replaces: Option<Place>,
}

/// A form of the words of a list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ListForm {
    /// Written behind the word; nothing for the word as it stands.
    pub ending: String,
    /// The features of the form; the word of it is empty.
    pub features: ListWord,
}

/// How a list has come by a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// It is written with features of its own, or in a list without forms.
    #[default]
    Own,
    /// It is written alone and waits for the forms of its list, which may be in the pack below.
    Alone,
    /// It is a form of a word that is written alone.
    Form,
}

/// A word or phrase of a list, with its features.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ListWord {
    /// As written, words separated by single spaces.
    pub word: Placed<String>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Option<Number>,
    /// What it is as a speaker.
    pub kind: Option<SpeakerKind>,
    /// Stance, for cues and stance nouns.
    pub stance: Option<Placed<String>>,
    /// `polarity:` and `commitment:`, as for verbs.
    pub framing: Framing,
    /// Roles, as for verbs.
    pub roles: Vec<Placed<String>>,
    /// Frames, as for verbs.
    pub governs: Vec<Placed<String>>,
    /// The base form, where the word is an inflected form or a short form of it (يقول زعيم; الناطق of المتحدث).
    pub lemma: Option<String>,
    /// How the list has come by it.
    pub origin: Origin,
}

/// `elements:` entry: a named part of patterns.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Element {
    /// Name.
    pub name: Placed<String>,
    /// What it is.
    pub describe: String,
    /// Whether references to elements inside it are captured as if they stood in the pattern itself.
    pub transparent: bool,
    /// Alternatives in order, each a sequence.
    pub any: Vec<Vec<Item>>,
    /// The whole entry.
    pub entry: Place,
    /// Where it says that it takes the place of the element in the pack below.
    pub replaces: Option<Place>,
}

impl Element {
    /// The kinds, lists and words one of which a token of this element is, where nothing more is asked of it. Such an element gives a set of them
    /// a name, which `without:` can use.
    #[must_use]
    pub fn kinds(&self) -> Option<Vec<&str>> {
        let mut kinds = Vec::new();
        for alternative in &self.any {
            match alternative.as_slice() {
                [item] if item.adds_kinds(&mut kinds) => {}
                _ => return None,
            }
        }
        Some(kinds)
    }
}

/// Which section a pattern stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Section {
    /// `patterns:` finds a statement.
    #[default]
    Pattern,
    /// `exclusions:` removes every candidate whose cue token is the cue of this match.
    Exclusion,
    /// `marks:` says that the quotation at the cue is a name, title or nickname.
    Mark,
    /// `stance_rules:` changes the stance of a statement whose cue is the cue of this match.
    StanceRule,
}

/// One pattern.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Pattern {
    /// Section.
    pub section: Section,
    /// Id, unique in the pack.
    pub id: Placed<String>,
    /// One sentence.
    pub summary: String,
    /// The sequence; exactly one item is the cue.
    pub items: Vec<Item>,
    /// For mark rules: what the whole inside of the quotation must be; empty means anything.
    pub inside: Vec<Item>,
    /// Conditions that must all hold.
    pub conditions: Vec<Condition>,
    /// Conditions none of which may hold.
    pub unless: Vec<Condition>,
    /// What it yields (patterns), by field name: `speaker`, `content`, `via`, `channel`, `addressee`, `target`, `occasion`, `stance`, `confidence`, `becomes`.
    pub yields: Vec<(Placed<String>, Vec<Placed<String>>)>,
    /// Ids of patterns that come after this one.
    pub overrides: Vec<Placed<String>>,
    /// For exclusions: ids of the patterns they apply to; empty means all.
    pub applies_to: Vec<Placed<String>>,
    /// Examples and counter-examples.
    pub examples: Vec<Example>,
    /// The whole entry.
    pub entry: Place,
    /// Where it says that it takes the place of the rule of this id in the pack below.
    pub replaces: Option<Place>,
}

/// `feature: value` under `where:` or `unless:`: the capture, its feature and the accepted values.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Condition {
    /// `cue`, or the name of a capture.
    pub capture: Placed<String>,
    /// The feature (`role`, `governs`, `stance`, `person`, `gender`, `number`, `tense`, `case`, `lemma`, `words`, `definite`, `suffix`, `list` ...).
    pub feature: Placed<String>,
    /// Accepted values.
    pub values: Vec<Placed<String>>,
}

/// One item of a sequence.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Item {
    /// What stands there.
    pub what: What,
    /// Whether it is the cue.
    pub cue: bool,
    /// Kinds or literals that the token must have as well (one-token items only).
    pub with: Vec<Placed<String>>,
    /// Kinds or literals that the token must not have (one-token items only).
    pub without: Vec<Placed<String>>,
    /// Least and most repetitions; (1, 1) where nothing is said, (0, 1) for `x?`.
    pub repeat: (u8, u8),
    /// Whether as few repetitions as possible are tried first.
    pub lazy: bool,
    /// Name of the capture, where it is not the item's own name.
    pub capture: Option<Placed<String>>,
    /// Where it stands.
    pub place: Place,
}

impl Item {
    /// Whether it is one token of a kind, or of one of several, and nothing more; their names are added.
    fn adds_kinds<'s>(&'s self, kinds: &mut Vec<&'s str>) -> bool {
        let more = !self.with.is_empty() || !self.without.is_empty() || self.repeat != (1, 1);
        if more || self.capture.is_some() {
            return false;
        }
        match &self.what {
            What::Name(name) | What::Literal(name) => {
                kinds.push(name);
                true
            }
            What::Any(items) => items.iter().all(|item| item.adds_kinds(kinds)),
            What::Sequence(_) => false,
        }
    }
}

/// What an item asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum What {
    /// A Latin name: a list, an element, or a built-in kind.
    Name(String),
    /// A word in Arabic script.
    Literal(String),
    /// One of several, tried in order.
    Any(Vec<Item>),
    /// One after the other.
    Sequence(Vec<Item>),
}

impl Default for What {
    fn default() -> What {
        What::Name(String::new())
    }
}

/// An in-rule example.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Example {
    /// The text.
    pub text: Placed<String>,
    /// Statements expected, all of them in order; empty for a counter-example.
    pub expect: Vec<Expected>,
    /// Other readings of the text that are accepted as well, each with all of its statements.
    pub or: Vec<Vec<Expected>>,
    /// Where the value of `expect:` stands; `None` where it is not written yet.
    pub expect_place: Option<Place>,
    /// Where the whole example stands.
    pub place: Place,
    /// Marked strings that must be rejected (mark rules).
    pub rejected: Vec<Placed<String>>,
    /// A known failure, shown and not counted.
    pub todo: bool,
}

/// One expected statement. Fields left out are not compared, but `speaker`, `stance` and `content` must be given.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Expected {
    /// Field name (`speaker`, `mention`, `stance`, `content`, `quotes`, `cue`, `kind`, `via`, `channel`, `addressee`, `target`, `occasion`, `rule`, `resolution`, `speaker_kind`) and its value or values; a speaker of null is an empty list.
    pub fields: Vec<(Placed<String>, Vec<Placed<String>>)>,
    /// Where it stands.
    pub place: Place,
}
