//! Letters that come out of a PDF in the wrong order: noticed, and set right where it can be told what they were.

use crate::yaml::read_yaml;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What is known of letters, as data.
const KNOWN: &str = include_str!("../../locales/turned.yaml");

/// How many words there are at most to each one that cannot be, for a text that is called turned round: fewer than that are slips of somebody's pen.
const WORDS: usize = 150;

/// What is known of letters that are drawn together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turned {
    never_together: Vec<char>,
    before: char,
    beginning: String,
    signs: Vec<Sign>,
}

/// Letters that are drawn as one sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    turned: String,
    is: String,
    known_by: String,
}

impl Turned {
    /// What the program knows, read once for all files.
    ///
    /// # Errors
    /// Only if the program itself is damaged.
    pub(super) fn known() -> Result<&'static Turned, String> {
        static TURNED: LazyLock<Result<Turned, String>> =
            LazyLock::new(|| read_yaml(KNOWN).map_err(|error| error.to_string()));
        TURNED.as_ref().map_err(String::clone)
    }

    /// Whether letters of a text are turned round, those of some signs or all of them.
    pub(super) fn is_garbled(&self, text: &str) -> bool {
        let ending: String = self.beginning.chars().rev().collect();
        let (mut words, mut wrong) = (0, 0);
        let (mut begin, mut end) = (0, 0);
        for word in words_of(text) {
            let letters: Vec<char> = word.chars().collect();
            let together = |three: &[char]| match three {
                [one, next, last] => {
                    self.never_together.contains(one)
                        && self.never_together.contains(next)
                        && *last == self.before
                }
                _ => false,
            };
            words += usize::from(letters.len() > 1);
            wrong += usize::from(letters.windows(3).any(together));
            begin += usize::from(word.starts_with(&self.beginning));
            end += usize::from(word.ends_with(&ending));
        }
        wrong > 0 && wrong * WORDS >= words || end > 2 && end > 2 * begin
    }

    /// The text in plain letters, the signs that are known to be turned set right.
    pub(super) fn mended(&self, text: &str) -> String {
        let text = plain(text);
        let found = |sign: &&Sign| text.contains(&sign.known_by);
        let signs: Vec<&Sign> = self.signs.iter().filter(found).collect();
        if signs.is_empty() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
            let sign = signs.iter().find(|sign| letters.ends_with(&sign.turned));
            match sign.and_then(|sign| Some((letters.strip_suffix(&sign.turned)?, &sign.is))) {
                Some((before, is)) => {
                    out.push_str(before);
                    out.push_str(is);
                    out.push_str(word.get(letters.len()..).unwrap_or_default());
                }
                None => out.push_str(word),
            }
        }
        out
    }
}

/// Letters in the shapes that stand on the page as the letters that they are. A vowel sign by itself is written over a blank, which the text does not have.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => {
                out.extend(c.nfkc().skip_while(|letter| *letter == ' '));
            }
            c => out.push(c),
        }
    }
    out
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::Turned;

    #[test]
    fn letters_that_were_turned_round_are_noticed() {
        let turned = Turned::known().unwrap();
        assert!(
            turned.is_garbled("وال يعتقد الوزير أن األسعار سترتفع، وقال إن االتحاد سيجتمع غدا.")
        );
        assert!(!turned.is_garbled("ولا يعتقد الوزير أن الأسعار سترتفع، وقال إن الاتحاد سيجتمع غدا."));
        // A negation written onto what it negates.
        let joined = "ندد الوزير بالأعمال اللاإنسانية وقال إن السياسات اللاأخلاقية ستنتهي.";
        assert!(!turned.is_garbled(joined));
        let line = "قال الوزير إن الموسم جيد في المناطق الشمالية والأسعار معقولة والمعاصر جاهزة";
        assert!(!turned.is_garbled(line));
        assert!(turned.is_garbled(&line.chars().rev().collect::<String>()));
        let slip = "قال الوزير إن الموسم جيد هذا العام في كل القرى. ".repeat(60);
        assert!(!turned.is_garbled(&format!("{slip} االموسم. {slip} االأمطار.")));
    }

    #[test]
    fn a_sign_is_set_right_where_it_is_known_to_be_turned() {
        let turned = Turned::known().unwrap();
        let mended = |text: &str| turned.mended(text);
        assert_eq!(
            mended("قال عبد اهلل: الحمد هلل، وباهلل نستعين."),
            "قال عبد الله: الحمد لله، وبالله نستعين."
        );
        // The verb, in a text from which nothing came out turned.
        let right = "هلل الجمهور وقال عبد الله إن الموسم جيد.";
        assert_eq!(mended(right), right);
        assert_eq!(
            mended("\u{FE8D}\u{FEFB}\u{FE97}\u{FEA4}\u{FE8E}\u{FEA9} \u{FDF2} \u{FE8E}\u{FE70}"),
            "الاتحاد الله ا\u{64B}"
        );
    }
}
