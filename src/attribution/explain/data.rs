//! An explanation as data: what is said of a statement, of a place where nothing was found, of one rule at all its cues.

use crate::attribution::analysis::{
    Attribution, DocumentInfo, RejectedQuote, RepairNote, TextSpan,
};
use serde::Serialize;

/// What is explained of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Version of this format.
    pub schema: u32,
    /// The document.
    pub document: DocumentInfo,
    /// Statements, each with the decisions that led to it.
    pub statements: Vec<StatementExplanation>,
    /// Places that were asked about and where no statement has its cue.
    pub places: Vec<PlaceExplanation>,
    /// The rule that was asked about, at every cue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleExplanation>,
}

/// How a statement came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StatementExplanation {
    /// The statement itself, as the analysis has it.
    pub statement: Attribution,
    /// The ways in which its cue can be read.
    pub readings: Vec<ReadingExplanation>,
    /// The pattern, its items against the words they took.
    pub pattern: Trial,
    /// Patterns that were tried before it and did not fit, the nearest first.
    pub before: Vec<Trial>,
    /// Patterns that would have fitted as well and lost.
    pub lost: Vec<Trial>,
    /// Why this speaker.
    pub speaker: SpeakerExplanation,
    /// Why this stance.
    pub stance: StanceExplanation,
    /// Marked strings in its sentences that are nobody's words, each with the rule that says so.
    pub rejected: Vec<RejectedQuote>,
    /// What was mended in its sentences.
    pub repairs: Vec<RepairNote>,
    /// What makes up the confidence: the factors give it when multiplied.
    pub confidence: Vec<Factor>,
}

/// One way to read a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReadingExplanation {
    /// Dictionary form.
    pub lemma: String,
    /// `verb`, `passive`, `participle`, `masdar`, or the list in which the word stands.
    pub class: String,
    /// Person, gender, number, tense and case, as far as the spelling shows them.
    pub features: Vec<String>,
    /// What is written onto it: proclitics, and `suffix` for a pronoun.
    pub clitics: Vec<String>,
    /// Roles.
    pub roles: Vec<String>,
    /// What it governs.
    pub governs: Vec<String>,
    /// Its stance.
    pub stance: Option<String>,
    /// Whether this is the reading that was taken.
    pub taken: bool,
}

/// A rule, tried at a cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Trial {
    /// Id of the rule.
    pub rule: String,
    /// The items that fitted and the words they took, in text order.
    pub items: Vec<ItemWords>,
    /// How many items the rule has.
    pub of: usize,
    /// How it ended.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Trial {
    /// How near the rule came: whether it fits, whether only a condition is missing, then the share of its items that fitted, in thousandths, and their number.
    #[must_use]
    pub fn nearness(&self) -> (u8, usize, usize) {
        let passed = self.items.len();
        let share = passed * 1000 / self.of.max(1);
        let rank = match self.outcome {
            Outcome::NotACue | Outcome::Reading { .. } | Outcome::Inside => 0,
            Outcome::Stopped { .. } => 1,
            Outcome::Condition { .. } => 2,
            _ => 3,
        };
        (rank, share, passed)
    }
}

/// An item of a pattern and the words it took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemWords {
    /// Its number in the rule, from 1.
    pub number: usize,
    /// As a rule author would write it in a line.
    pub item: String,
    /// Whether it is the cue.
    pub cue: bool,
    /// The words; `None` where it took none.
    pub words: Option<TextSpan>,
}

/// How the trial of a rule ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// It fitted and was taken.
    Fired {
        /// The statement that it made or changed, where there is one.
        statement: Option<String>,
    },
    /// It fitted, and another one comes before it in the order of the rules.
    Overridden {
        /// That one.
        by: String,
    },
    /// It fitted, and an exclusion took the cue away from it.
    Excluded {
        /// The exclusion.
        by: String,
    },
    /// It fitted, and the word stands in the introduction of a report before it.
    UsedUp {
        /// The rule of that report.
        by: String,
        /// The cue of that report.
        cue: TextSpan,
    },
    /// It fitted, and nothing is left that could have been said.
    WithoutContent,
    /// It fitted, and there is no statement here or none with a stance that it changes.
    Idle,
    /// The word is not what the rule wants as its cue.
    NotACue,
    /// No reading of the cue satisfies the conditions.
    Reading {
        /// The condition that stands in the way; `None` where no reading is of the kind that the cue must be.
        condition: Option<String>,
        /// Whether it stands under `unless:`.
        unless: bool,
    },
    /// What stands inside the marks is not what it asks for.
    Inside,
    /// An item found something else in its place.
    Stopped {
        /// Number of the item in the rule, from 1.
        number: usize,
        /// The item.
        expected: String,
        /// What stands there; `None` at the end of the text, or at its beginning before the cue.
        found: Option<TextSpan>,
        /// Whether the item stands before the cue.
        before_cue: bool,
    },
    /// All items fitted, and a condition on one of them does not hold.
    Condition {
        /// The condition; `None` where the words do not agree with each other.
        condition: Option<String>,
        /// Whether it stands under `unless:`.
        unless: bool,
        /// The words it is about.
        words: Option<TextSpan>,
    },
}

/// Why this speaker.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SpeakerExplanation {
    /// How the speaker was found, a plain sentence.
    pub how: String,
    /// Number of the item of the pattern that binds the speaker, from 1; `None` where the context gives the speaker.
    pub item: Option<usize>,
    /// Other names that this article has for the speaker.
    pub aliases: Vec<String>,
    /// Titles and appositions, as first written.
    pub description: Option<String>,
    /// Whoever could have been meant: the one taken first, then those who have spoken before (where the words name nobody, or only point back) with the last one
    /// first, those who bear the same name or title, and all others whom the sentences of the statement name.
    pub candidates: Vec<Candidate>,
}

/// Somebody who could have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Candidate {
    /// Name: the fullest of the article for somebody who speaks in it.
    pub name: String,
    /// Where the sentences of the statement name them; `None` for somebody who only stands further back.
    pub words: Option<TextSpan>,
    /// The cue with which they spoke last before, where that was looked at; `None` for somebody who has not spoken yet.
    pub spoke: Option<TextSpan>,
    /// What became of them.
    pub fate: CandidateFate,
    /// The statement in which they speak, or the pattern that would have taken them, where that is their fate.
    pub by: Option<String>,
}

/// What became of somebody who could have been meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CandidateFate {
    /// Taken.
    Taken,
    /// They spoke inside somebody else's report, which is over.
    ReportOver,
    /// Too many have spoken since.
    TooFar,
    /// The verb, or the phrase that points back, does not agree with them.
    Disagrees,
    /// They could be meant, and somebody else comes before them.
    ComesLater,
    /// They bear the same name or title, and somebody else who bears it comes before them.
    Namesake,
    /// The pattern says that the words are spoken to them.
    Addressee,
    /// The pattern says that the words are about them.
    Target,
    /// The pattern says that they pass the words on.
    Relay,
    /// The pattern says that the words were spoken there: a channel.
    Channel,
    /// The pattern says that the words were spoken then: an occasion.
    Occasion,
    /// They stand within what is said.
    WithinWords,
    /// They speak in another statement of the sentence.
    SpeaksElsewhere,
    /// Another pattern would have taken them, and lost.
    OtherPattern,
    /// A preposition governs them.
    Governed,
    /// They stand where the pattern looks for no speaker.
    Unbound,
}

/// Why this stance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StanceExplanation {
    /// The stance that the cue, a word or the pattern gives.
    pub own: String,
    /// What gives it.
    pub from: String,
    /// Whether the content is a question, which makes `question` of a neutral cue.
    pub question: bool,
    /// The rule that changed it, and into what.
    pub change: Option<(String, String)>,
}

/// Part of a confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Factor {
    /// What it stands for.
    pub what: String,
    /// From 0 to 1.
    pub factor: f64,
}

/// A place at which no statement has its cue.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlaceExplanation {
    /// The word or sign.
    pub word: TextSpan,
    /// The ways in which it can be read.
    pub readings: Vec<ReadingExplanation>,
    /// Why there is no statement.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Patterns that could have this word as their cue, the nearest first.
    pub trials: Vec<Trial>,
}

/// Why there is no statement with its cue at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// No pattern has such a word as its cue.
    NotACue,
    /// Patterns fit, and these exclusions took the cue away.
    Excluded {
        /// The exclusions.
        by: Vec<String>,
    },
    /// The word stands between the cue of a report and what it reports.
    UsedUp {
        /// The rule of that report.
        by: String,
        /// The cue of that report.
        cue: TextSpan,
    },
    /// The marks hold a name, as this rule says.
    Name {
        /// The rule.
        by: String,
    },
    /// A pattern fits, and nothing is left that could have been said.
    WithoutContent {
        /// The pattern.
        rule: String,
    },
    /// No pattern fits.
    NothingFits,
}

/// One rule at every cue that it could have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleExplanation {
    /// Id of the rule.
    pub rule: String,
    /// Its trials, in text order.
    pub trials: Vec<CueTrial>,
}

/// A trial and its cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CueTrial {
    /// The word at which the rule was tried.
    pub cue: TextSpan,
    /// What became of it.
    #[serde(flatten)]
    pub trial: Trial,
}
