//! The section `text:` of a rule pack as it is written: plain data, not yet checked or compiled.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How text is read. Code points are written in hexadecimal, ranges as `0610-061A`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TextSpec {
    /// Code points that stand inside words and are left out of both forms.
    pub diacritics: Vec<String>,
    /// Code points that are left out wherever they stand.
    pub invisible: Vec<String>,
    /// Code points that lengthen a word and mean nothing.
    pub tatweel: Vec<String>,
    /// Character to text: the exact form.
    pub exact: BTreeMap<String, String>,
    /// Rows `FB50-FB51 letters`: presentation forms and the letters they stand for.
    pub presentation: Vec<String>,
    /// Character to text: the folded form, made from the exact one.
    pub folded: BTreeMap<String, String>,
    /// Which characters are which punctuation.
    pub punctuation: PunctuationSpec,
    /// Quotation marks of one character.
    pub marks: Vec<MarkSpec>,
    /// Quotation marks of two characters.
    pub doubled: Vec<MarkSpec>,
    /// Words behind which a dot ends no sentence.
    pub abbreviations: Vec<String>,
    /// Letters that careless spelling does not tell apart at the end of words.
    pub merged_endings: Vec<MergedEndingSpec>,
    /// Name of a character reference, and the character.
    pub references: BTreeMap<String, String>,
}

/// Characters by what they do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PunctuationSpec {
    /// Commas.
    pub comma: String,
    /// Semicolons.
    pub semicolon: String,
    /// Colons.
    pub colon: String,
    /// Full stops.
    pub stop: String,
    /// Question marks.
    pub question: String,
    /// Exclamation marks.
    pub exclamation: String,
    /// Dashes and hyphens.
    pub dash: String,
    /// Ellipses of one character.
    pub ellipsis: String,
    /// Opening brackets, in the order of their partners.
    pub open_bracket: String,
    /// Closing brackets.
    pub close_bracket: String,
    /// What belongs to a number when it stands between two digits.
    pub number_inner: String,
    /// What belongs to a number when it follows one.
    pub percent: String,
    /// What belongs to a word when it stands between two letters.
    pub apostrophe: String,
}

/// A family of quotation marks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MarkSpec {
    /// Marks of one family belong together.
    pub family: String,
    /// Marks that open.
    pub open: String,
    /// Marks that close.
    pub close: String,
    /// Marks that do both.
    pub both: String,
}

/// Two letters of which some texts write only one at the end of words. Such a text is read as if it might mean either.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MergedEndingSpec {
    /// The letter that such texts write for both.
    pub written: String,
    /// The letter that they lack.
    pub lacking: String,
    /// Words in such spelling that show it: each is no word, or a rare one, where the letters are told apart.
    pub shown_by: Vec<String>,
}
