//! The result of an analysis: exactly the JSON contract, in Unicode code points of the text as read.

use crate::lexicon::{Commitment, Polarity, SpeakerKind};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A piece of the article. `start` and `end` are Unicode code points of the text as read; `text` is what stands between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TextSpan {
    /// The characters themselves.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Everything found in one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// Version of the JSON contract.
    pub schema: u32,
    /// The document that was read.
    pub document: DocumentInfo,
    /// The statements, in text order.
    pub attributions: Vec<Attribution>,
    /// Marked strings that are nobody's words, each with the rule that rejected it.
    pub rejected_quotes: Vec<RejectedQuote>,
    /// The speakers of the document.
    pub entities: Vec<Entity>,
    /// Marks and spellings that were mended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<RepairNote>,
}

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentInfo {
    /// The file name without its ending.
    pub id: String,
    /// Path or URL.
    pub source: Option<String>,
    /// Title, where the format carries one.
    pub title: Option<String>,
    /// Length in Unicode code points.
    pub chars: usize,
    /// Address it was published at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Name of the outlet that published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// When it was published, as the outlet writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The encoding it was read in, where that is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Version of the program that analyzed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine_version: Option<String>,
    /// Hash of the rules it was analyzed with: the same rules, whatever the machine, give the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_hash: Option<String>,
}

/// Direct, mixed or indirect speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// The content stands wholly inside quotation marks.
    Direct,
    /// A reported clause of which parts stand inside quotation marks.
    Mixed,
    /// No quotation marks round the speaker's words.
    Indirect,
}

/// How the speaker was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Resolution {
    /// Named beside the cue.
    Named,
    /// Named beside the cue by a shorter name or a role.
    Alias,
    /// Left out; taken from the context.
    Elided,
    /// A pronoun, taken from the context.
    Pronoun,
    /// Not named anywhere.
    Anonymous,
}

/// One statement: a cue that ties a speaker to a content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Attribution {
    /// Short and stable within the document: a1, a2 ...
    pub id: String,
    /// Hash of document id, cue and content spans; survives runs.
    pub key: String,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// The reporting expression's head word.
    pub cue: Cue,
    /// `None` only where nobody can be named.
    pub speaker: Option<Speaker>,
    /// Relays, from the outermost in.
    pub via: Vec<Relay>,
    /// Where or to which medium it was said.
    pub channel: Option<TextSpan>,
    /// What was said, in pieces where the narrator interrupts.
    pub content: Vec<TextSpan>,
    /// The quoted pieces that are the speaker's own words.
    pub quotes: Vec<TextSpan>,
    /// Name of the stance.
    pub stance: String,
    /// Whether the speaker says that the content is so.
    #[serde(default)]
    pub polarity: Polarity,
    /// How far the writer goes along with the content.
    #[serde(default)]
    pub commitment: Commitment,
    /// Id of the pattern.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Id of the statement inside whose content this one stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Whom it was said to, where that is no medium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<TextSpan>,
    /// The occasion on which it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<TextSpan>,
    /// Whom it is aimed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<TextSpan>,
    /// The sentence or sentences of the statement.
    pub context: TextSpan,
    /// Why a reader should look before relying on it: the speaker is inferred or unknown, the verb disagrees with the speaker, another speaker is as near, a mark
    /// was mended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs_review: Vec<String>,
    /// Why this speaker, stance and extent: one plain sentence each.
    pub reasons: Vec<String>,
}

/// The reporting expression's head word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cue {
    /// The words themselves, clitics included.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The dictionary form.
    pub lemma: String,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Speaker {
    /// Fullest proper name in the document, or the shortest noun phrase that identifies the speaker.
    pub name: String,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// The noun phrase beside the cue; `None` where the sentence leaves it out.
    pub mention: Option<TextSpan>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// Id in `Analysis::entities`.
    pub entity: Option<String>,
    /// The single speakers of a compound one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
}

/// A reporter between the article and the speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Relay {
    /// As written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The relay's name without the words that say what it is.
    pub name: String,
}

/// A marked string that is nobody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RejectedQuote {
    /// The string inside the marks.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Id of the rule that rejected it.
    pub rule: String,
}

/// One speaker across the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// e1, e2 ...
    pub id: String,
    /// Fullest name.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Other names in the document.
    pub aliases: Vec<String>,
    /// Titles and appositions, as first written.
    pub description: Option<String>,
}

/// Something that was mended in the text, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RepairNote {
    /// What was mended, as a stable name (`unclosed-mark`, `inverted-marks`, `lost-line-end` ...).
    pub what: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Analysis {
    /// Leaves out the statements below a confidence, and the speakers that no other statement has. Ids stay as they are.
    pub fn keep_confident(&mut self, least: f64) {
        self.attributions.retain(|one| one.confidence >= least);
        let kept: HashSet<String> = self.attributions.iter().map(|one| one.id.clone()).collect();
        for one in &mut self.attributions {
            one.within.take_if(|outer| !kept.contains(outer));
        }
        let speakers: HashSet<&str> = self
            .attributions
            .iter()
            .filter_map(|one| one.speaker.as_ref()?.entity.as_deref())
            .collect();
        self.entities
            .retain(|entity| speakers.contains(entity.id.as_str()));
    }

    /// An analysis of `document` in which nothing was found yet but the byte order mark that its file began with.
    #[must_use]
    pub fn empty(document: &super::Document) -> Analysis {
        let marked = document.text.starts_with('\u{FEFF}');
        let repairs = marked.then(|| RepairNote {
            what: "byte-order-mark".to_owned(),
            start: 0,
            end: 1,
        });
        Analysis {
            schema: 1,
            document: DocumentInfo {
                id: document.id.clone(),
                source: document.source.clone(),
                title: document.title.clone(),
                chars: document.text.chars().count(),
                url: document.url.clone(),
                site: document.site.clone(),
                date: document.date.clone(),
                encoding: document.encoding.clone(),
                engine_version: None,
                rules_hash: None,
            },
            attributions: Vec::new(),
            rejected_quotes: Vec::new(),
            entities: Vec::new(),
            repairs: repairs.into_iter().collect(),
        }
    }
}
