//! What is wrong with a section `text:` that reads well as YAML: ranges that are none, entries that are no single character.

use super::spec::TextSpec;
use std::ops::RangeInclusive;

/// A fault in the section `text:`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecFault {
    /// Not a code point or a range of code points.
    #[error(
        "{section}: `{written}` is no code point in hexadecimal and no range such as 0610-061A"
    )]
    Range {
        /// Key in the section.
        section: &'static str,
        /// The entry.
        written: String,
    },
    /// A row without the letters it stands for.
    #[error(
        "presentation: `{written}` says no letters; write the code points, a blank, the letters"
    )]
    Letters {
        /// The row.
        written: String,
    },
    /// A key that must be one character.
    #[error("{section}: `{written}` must be one character")]
    Character {
        /// Key in the section.
        section: &'static str,
        /// The entry.
        written: String,
    },
    /// A mark that opens and nothing that closes it, or the other way round.
    #[error("{section}: the marks of family `{written}` need both `open` and `close`, or `both`")]
    Partner {
        /// Key in the section.
        section: &'static str,
        /// Name of the family.
        written: String,
    },
}

impl SpecFault {
    /// The entry as it stands in the file, to find it by.
    pub fn written(&self) -> &str {
        match self {
            SpecFault::Range { written, .. }
            | SpecFault::Letters { written }
            | SpecFault::Character { written, .. }
            | SpecFault::Partner { written, .. } => written,
        }
    }
}

/// `0610-061A` or `0670`.
pub(super) fn range(written: &str) -> Option<RangeInclusive<u32>> {
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let point = |digits: &str| {
        let code = u32::from_str_radix(digits.trim(), 16).ok()?;
        (code <= u32::from(char::MAX)).then_some(code)
    };
    let (first, last) = (point(first)?, point(last)?);
    (first <= last).then_some(first..=last)
}

impl TextSpec {
    /// Everything that is wrong, in the order of the section.
    pub fn check(&self) -> Vec<SpecFault> {
        let mut faults = Vec::new();
        for (section, rows) in [
            ("diacritics", &self.diacritics),
            ("invisible", &self.invisible),
            ("tatweel", &self.tatweel),
        ] {
            let bad = rows.iter().filter(|row| range(row).is_none());
            faults.extend(bad.map(|row| SpecFault::Range {
                section,
                written: row.clone(),
            }));
        }
        for row in &self.presentation {
            match row.split_once(' ') {
                Some((codes, _)) if range(codes).is_none() => faults.push(SpecFault::Range {
                    section: "presentation",
                    written: row.clone(),
                }),
                Some((_, letters)) if !letters.trim().is_empty() => {}
                _ => faults.push(SpecFault::Letters {
                    written: row.clone(),
                }),
            }
        }
        let mut one = |section, written: &str| {
            if written.chars().count() != 1 {
                faults.push(SpecFault::Character {
                    section,
                    written: written.to_owned(),
                });
            }
        };
        self.exact.keys().for_each(|key| one("exact", key));
        self.folded.keys().for_each(|key| one("folded", key));
        self.references
            .values()
            .for_each(|value| one("references", value));
        for ending in &self.merged_endings {
            one("merged-endings", &ending.written);
            one("merged-endings", &ending.lacking);
        }
        for (section, marks) in [("marks", &self.marks), ("doubled", &self.doubled)] {
            let bad = marks.iter().filter(|mark| {
                mark.open.is_empty() != mark.close.is_empty()
                    || mark.open.is_empty() && mark.both.is_empty()
            });
            faults.extend(bad.map(|mark| SpecFault::Partner {
                section,
                written: mark.family.clone(),
            }));
        }
        faults
    }
}
