//! The words of reports and of the page in the reader's language: data under `locales/`, which the build script turns into JSON.

use super::template::{fill, gaps};
use super::wording::{Numbers, Wording};
use crate::rules::message::Message;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, ValueEnum)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

impl Language {
    /// The language of a locale name like `ar_EG.UTF-8`; English where it is neither of ours.
    #[must_use]
    pub fn of_name(name: &str) -> Language {
        match name.split(['_', '-', '.']).next() {
            Some("ar") => Language::Ar,
            _ => Language::En,
        }
    }
}

/// Words by their key.
pub type Words = BTreeMap<String, String>;

/// One language's words.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locale {
    /// Its name in HTML.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Headings and labels.
    pub words: Words,
    /// What only the page says.
    pub page: Words,
    /// Why a statement wants a second look.
    pub review: Words,
    /// Direct, mixed, indirect.
    pub kinds: Words,
    /// How a speaker was found.
    pub resolutions: Words,
    /// What a speaker is.
    pub speaker_kinds: Words,
    /// Polarities and commitments.
    pub framings: Words,
    /// Persons, genders, numbers, tenses, cases and classes of words, by the names that rules have for them.
    pub grammar: Words,
    /// Columns of a workbook, by their names in CSV.
    pub columns: Words,
    /// Stances of the built-in pack; a pack of one's own may have more.
    pub stances: Words,
    /// What was mended in a text.
    pub repairs: Words,
    /// Sentences of the engine, with `{}` for what it fills in.
    pub reasons: Words,
    /// Which forms the number of things has beside `other`.
    pub numbers: Numbers,
    /// Texts of the help, by their English wording.
    pub help: Words,
    /// Titles and paragraphs of docs/codes.md.
    pub codes: Words,
    /// What commands print as their results, by its template alone.
    pub results: BTreeMap<String, Wording>,
    /// Messages of the program and the words of tables and records, by their English wording, with `{}` for what is filled in.
    pub messages: BTreeMap<String, Wording>,
}

/// A locale file that is no locale.
#[derive(Debug, thiserror::Error)]
#[error("the built-in words are damaged: {0}")]
pub struct LocaleError(serde_json::Error);

/// A message in a language. The words are read once a run.
#[must_use]
pub fn tell(language: Language, message: &Message) -> String {
    match known(language) {
        Some(locale) => locale.say(message),
        None => message.to_string(),
    }
}

/// The words of a language other than English, read once a run; English needs none.
pub(crate) fn known(language: Language) -> Option<&'static Locale> {
    static ARABIC: OnceLock<Option<Locale>> = OnceLock::new();
    match language {
        Language::En => None,
        Language::Ar => ARABIC
            .get_or_init(|| Locale::of(Language::Ar).ok())
            .as_ref(),
    }
}

impl Locale {
    /// The words of a language.
    ///
    /// # Errors
    /// Only if the program file itself is damaged.
    pub fn of(language: Language) -> Result<Locale, LocaleError> {
        let text = match language {
            Language::En => include_str!(concat!(env!("OUT_DIR"), "/en.json")),
            Language::Ar => include_str!(concat!(env!("OUT_DIR"), "/ar.json")),
        };
        serde_json::from_str(text).map_err(LocaleError)
    }

    /// A word; its key where the file has none, so that a gap is seen and not silent.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        named(&self.words, key)
    }

    /// A stance's name; a pack's own stance is its own name.
    #[must_use]
    pub fn stance<'a>(&'a self, stance: &'a str) -> &'a str {
        named(&self.stances, stance)
    }

    /// The value of a field of a statement, where it is a word of ours; else as it is.
    #[must_use]
    pub fn value<'a>(&'a self, field: &str, value: &'a str) -> &'a str {
        match field {
            "stance" => self.stance(value),
            "kind" => named(&self.kinds, value),
            "speaker kind" => named(&self.speaker_kinds, value),
            "resolution" | "found" => named(&self.resolutions, value),
            "polarity" | "commitment" => named(&self.framings, value),
            _ => value,
        }
    }

    /// What was mended.
    #[must_use]
    pub fn repair<'a>(&'a self, what: &'a str) -> &'a str {
        named(&self.repairs, what)
    }

    /// A name of grammar; what is none, such as the name of a list, is itself.
    #[must_use]
    pub fn grammar<'a>(&'a self, name: &'a str) -> &'a str {
        named(&self.grammar, name)
    }

    /// What the engine says, of a statement or of its explanation.
    #[must_use]
    pub(crate) fn heard(&self, words: &str) -> String {
        match self.reason(words) {
            same if same == words => self.message(words, false),
            said => said,
        }
    }

    /// A sentence of the engine in this language, or as the engine says it.
    #[must_use]
    pub fn reason(&self, reason: &str) -> String {
        self.reasons
            .iter()
            .find_map(|(template, translation)| {
                // Single words, so that one template is not taken for another.
                let gaps = gaps(template, reason)?;
                let words = gaps.iter().all(|gap| !gap.contains(' '));
                words.then(|| fill(translation, gaps.iter().map(|gap| self.stance(gap))))
            })
            .unwrap_or_else(|| reason.to_owned())
    }
}

/// The word under `key`, or the key.
pub(super) fn named<'a>(words: &'a Words, key: &'a str) -> &'a str {
    words.get(key).map_or(key, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;
    use crate::{Analyzer, Document, Rules};
    use std::collections::BTreeSet;

    #[test]
    fn both_languages_have_the_same_words() {
        let en = Locale::of(Language::En).unwrap();
        let ar = Locale::of(Language::Ar).unwrap();
        let keys = |words: &Words| words.keys().cloned().collect::<Vec<_>>();
        for (one, other) in [
            (&en.words, &ar.words),
            (&en.page, &ar.page),
            (&en.review, &ar.review),
            (&en.kinds, &ar.kinds),
            (&en.resolutions, &ar.resolutions),
            (&en.speaker_kinds, &ar.speaker_kinds),
            (&en.framings, &ar.framings),
            (&en.grammar, &ar.grammar),
            (&en.columns, &ar.columns),
            (&en.repairs, &ar.repairs),
            (&en.stances, &ar.stances),
        ] {
            assert_eq!(keys(one), keys(other));
        }
        assert!(ar.words.values().all(|word| !word.trim().is_empty()));
    }

    #[test]
    fn sentences_of_the_engine_are_translated_with_what_they_fill_in() {
        let ar = Locale::of(Language::Ar).unwrap();
        let said =
            ar.reason("the cue and what stands round it fit the pattern verb-subject-object");
        assert_eq!(
            said,
            "لفظ الإسناد وما حوله يوافقان القاعدة verb-subject-object"
        );
        assert_eq!(
            ar.reason("denial-opens makes deny of neutral"),
            "القاعدة denial-opens تجعله نفي بدل محايد"
        );
        assert_eq!(ar.reason("something new"), "something new");
    }

    /// All that the engine says of the examples of the built-in rules, one of which is there for every construction.
    #[test]
    fn no_reason_stays_untranslated() {
        let rules = Rules::builtin().unwrap();
        let set = RuleSet::builtin().unwrap();
        let analyzer = Analyzer::new(&rules);
        let ar = Locale::of(Language::Ar).unwrap();
        let mut said = BTreeSet::new();
        for example in set.patterns.iter().flat_map(|pattern| &pattern.examples) {
            let document = Document::new("example", example.text.value.clone());
            let analysis = analyzer.analyze(&document).unwrap();
            said.extend(
                analysis
                    .attributions
                    .into_iter()
                    .flat_map(|one| one.reasons),
            );
        }
        let untranslated = said.iter().filter(|reason| ar.reason(reason) == **reason);
        assert_eq!(untranslated.collect::<Vec<_>>(), Vec::<&String>::new());
        assert!(said.len() > 20, "{said:?}");
    }

    #[test]
    fn the_language_of_a_name() {
        assert_eq!(Language::of_name("ar_EG.UTF-8"), Language::Ar);
        assert_eq!(Language::of_name("C.UTF-8"), Language::En);
        assert_eq!(Language::of_name("arm"), Language::En);
    }
}
