//! Words as the figures compare them: without vowel signs and invisible characters, letters that are often confused made one.

use crate::yaml::read_yaml;
use regex::Regex;
use serde::Deserialize;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// The letters and clitics, as data.
const SPELLING: &str = include_str!("../../../locales/spelling.yaml");

/// Why the data inside the program cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the scorer's own spelling table is damaged: {0}")]
pub struct SpellingError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    alike: HashMap<char, char>,
    clitics: Vec<Vec<String>>,
    least: usize,
}

/// Compares words.
pub struct Spelling {
    table: Table,
    words: Regex,
}

impl Spelling {
    /// Opens the table inside the program.
    ///
    /// # Errors
    /// Only if the program itself is damaged.
    pub fn new() -> Result<Spelling, SpellingError> {
        let table = read_yaml(SPELLING).map_err(|error| SpellingError(error.to_string()))?;
        let words =
            Regex::new(r"[\p{L}\p{N}_]+").map_err(|error| SpellingError(error.to_string()))?;
        Ok(Spelling { table, words })
    }

    fn normal(&self, text: &str) -> String {
        let kept = text.nfkc().filter(|c| {
            !matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        });
        kept.map(|c| self.table.alike.get(&c).copied().unwrap_or(c))
            .collect()
    }

    /// The words of a text.
    #[must_use]
    pub fn tokens(&self, text: &str) -> Vec<String> {
        let normal = self.normal(text);
        let found = self.words.find_iter(&normal);
        found.map(|word| word.as_str().to_owned()).collect()
    }

    /// The words of a name, without their leading clitics.
    pub(super) fn cores(&self, name: &str) -> Vec<String> {
        let tokens = self.tokens(name).into_iter();
        tokens.map(|token| self.core(&token).to_owned()).collect()
    }

    fn core<'t>(&self, token: &'t str) -> &'t str {
        let mut rest = token;
        for clitics in &self.table.clitics {
            rest = clitics
                .iter()
                .find_map(|clitic| rest.strip_prefix(clitic.as_str()))
                .unwrap_or(rest);
        }
        if rest.chars().count() >= self.table.least {
            rest
        } else {
            token
        }
    }
}

/// Signs at the edges of a quotation that are no part of it.
pub(super) fn is_edge(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\r'
            | '\n'
            | '\u{A0}'
            | '"'
            | '\''
            | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‹'
            | '›'
            | '‘'
            | '’'
    ) || matches!(
        c,
        '.' | ','
            | '،'
            | '؛'
            | ';'
            | ':'
            | '!'
            | '؟'
            | '?'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '-'
            | '–'
            | '—'
    ) || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_without_signs_and_seats() {
        let spelling = Spelling::new().unwrap();
        assert_eq!(
            spelling.tokens("إِنَّ «المدرســة» ﻻ تُغلق_غدا ٣"),
            spelling.tokens("ان المدرسه لا تغلق_غدا ٣")
        );
        assert_eq!(
            spelling.cores("والوزير بالقاهرة له"),
            ["وزير", "قاهره", "له"]
        );
    }
}
