//! What is wrong with a rule file: a code, a sentence, the places it is about and what to do. Rendered in one line here, in a frame by `report`.

use super::message::{Message, say};
use super::model::{Place, RuleFile};
use std::fmt;

/// The stable codes of what can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// R001: not YAML, or YAML that rule files do not use (anchors, aliases, tags, several documents).
    Syntax,
    /// R002: a key that nothing reads.
    UnknownKey,
    /// R003: a key, name or id that is there already.
    Duplicate,
    /// R004: a value of the wrong type.
    WrongType,
    /// R005: a key that must be there and is not.
    MissingKey,
    /// R006: a schema number this version does not know.
    Schema,
    /// R007: an invisible character, or tatweel inside a word.
    Invisible,
    /// R008: a word that is more than a word: a comma in a list word, a space in a literal.
    NotAWord,
    /// R009: a file that cannot be read, is no UTF-8, or is too large; too many files.
    Unreadable,
    /// R010: no example, or no counter-example.
    MissingExample,
    /// R012: a name that is no element, list, kind, frame, role or word of the pack.
    UnknownName,
    /// R013: an element that contains itself.
    ElementCycle,
    /// R014: no cue, two cues, or a cue where none can be.
    Cue,
    /// R015: a repetition without a bound, above the bound, or turned round.
    Repeat,
    /// R016: a capture that the match does not have.
    UnknownCapture,
    /// R017: an id that is not there, or ids that override each other.
    Overrides,
    /// R018: a value outside its closed set.
    UnknownValue,
    /// R019: something that the pack below has already, without `replaces: true`.
    Clash,
    /// R020: a feature that readings do not have.
    UnknownFeature,
    /// R021: a stance that the pack does not declare.
    UnknownStance,
    /// R022: something that the compiler cannot make a pattern of.
    Compile,
    /// R023: something to be replaced, removed or switched off that the pack below does not have.
    NotBelow,
    /// W101: a rule that can never find anything, because one tried before takes all that it matches.
    Shadowed,
    /// W102: a form that two verbs have in common.
    SharedForm,
    /// W103: a word of a list that is a form of a verb as well.
    WordIsForm,
    /// W105: an element or list that nothing names.
    Unused,
    /// W106: the same example in two patterns.
    SameExample,
    /// W107: a principal part that does not go with root or form.
    OddPart,
    /// W108: a direction control in a file.
    DirectionControl,
    /// W109: a word that is twice in a list.
    WordTwice,
    /// W110: a word that is not written as it is kept.
    Unnormalised,
    /// W111: a pack without a version.
    NoVersion,
    /// W112: two names for one pack.
    TwoNames,
    /// W113: an allowance that allows nothing.
    AllowsNothing,
}

impl Code {
    /// The warnings, in order.
    pub const WARNINGS: &[Code] = &[
        Code::Shadowed,
        Code::SharedForm,
        Code::WordIsForm,
        Code::Unused,
        Code::SameExample,
        Code::OddPart,
        Code::DirectionControl,
        Code::WordTwice,
        Code::Unnormalised,
        Code::NoVersion,
        Code::TwoNames,
        Code::AllowsNothing,
    ];

    /// All that the loader itself gives, in order.
    pub const ALL: &[Code] = &[
        Code::Syntax,
        Code::UnknownKey,
        Code::Duplicate,
        Code::WrongType,
        Code::MissingKey,
        Code::Schema,
        Code::Invisible,
        Code::NotAWord,
        Code::Unreadable,
        Code::MissingExample,
        Code::UnknownName,
        Code::ElementCycle,
        Code::Cue,
        Code::Repeat,
        Code::UnknownCapture,
        Code::Overrides,
        Code::UnknownValue,
        Code::Clash,
        Code::UnknownFeature,
        Code::UnknownStance,
        Code::NotBelow,
    ];

    /// The code as printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::Syntax => "R001",
            Code::UnknownKey => "R002",
            Code::Duplicate => "R003",
            Code::WrongType => "R004",
            Code::MissingKey => "R005",
            Code::Schema => "R006",
            Code::Invisible => "R007",
            Code::NotAWord => "R008",
            Code::Unreadable => "R009",
            Code::MissingExample => "R010",
            Code::UnknownName => "R012",
            Code::ElementCycle => "R013",
            Code::Cue => "R014",
            Code::Repeat => "R015",
            Code::UnknownCapture => "R016",
            Code::Overrides => "R017",
            Code::UnknownValue => "R018",
            Code::Clash => "R019",
            Code::UnknownFeature => "R020",
            Code::UnknownStance => "R021",
            Code::Compile => "R022",
            Code::NotBelow => "R023",
            Code::Shadowed => "W101",
            Code::SharedForm => "W102",
            Code::WordIsForm => "W103",
            Code::Unused => "W105",
            Code::SameExample => "W106",
            Code::OddPart => "W107",
            Code::DirectionControl => "W108",
            Code::WordTwice => "W109",
            Code::Unnormalised => "W110",
            Code::NoVersion => "W111",
            Code::TwoNames => "W112",
            Code::AllowsNothing => "W113",
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used and probably does not do what was meant.
    Warning,
}

impl Severity {
    /// The word as printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What; empty where the place says enough.
    pub text: Message,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence, which repeats the word it is about.
    pub title: Message,
    /// Path of the file, as given to the loader.
    pub path: String,
    /// Places; the first is where the mistake is, the others explain it.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: Code, title: Message) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            title,
            path: String::new(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: Code, title: Message) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, title)
        }
    }

    /// Adds a place.
    pub fn at(mut self, place: Place, text: Message) -> Diagnostic {
        self.labels.push(Label { place, text });
        self
    }

    /// Adds a place of which there is nothing more to say.
    pub fn here(self, place: Place) -> Diagnostic {
        self.at(place, Message::default())
    }

    /// Says what to do.
    pub fn help(mut self, help: Message) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// Adds `did you mean`, where there is something to suggest and nothing better was said.
    pub fn suggest(mut self, suggestion: Option<&str>) -> Diagnostic {
        if self.help.is_none() {
            self.help = suggestion.map(|name| say!("did you mean `{}`?", name));
        }
        self
    }

    /// Fills in the path from the first label.
    pub(super) fn in_files(mut self, files: &[RuleFile]) -> Diagnostic {
        if let Some(file) = self
            .labels
            .first()
            .and_then(|label| files.get(label.place.file as usize))
        {
            self.path.clone_from(&file.path);
        }
        self
    }

    /// What diagnostics are sorted by: file, line, column.
    pub(super) fn order(&self) -> (u32, u32, u32, Code) {
        let place = self
            .labels
            .first()
            .map(|label| label.place)
            .unwrap_or_default();
        (place.file, place.line, place.column, self.code)
    }
}

impl fmt::Display for Diagnostic {
    /// `file:line:column: error[R012]: title (help)`, without a line end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is wrong with a pack as a whole stands in none of its files.
        if !self.path.is_empty() {
            f.write_str(&self.path)?;
            if let Some(Label { place, .. }) = self.labels.first() {
                write!(f, ":{}:{}", place.line, place.column)?;
            }
            f.write_str(": ")?;
        }
        write!(
            f,
            "{}[{}]: {}",
            self.severity.as_str(),
            self.code.as_str(),
            self.title
        )?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}
