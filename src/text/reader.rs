//! The reader: compiled from the section `text:` once, then one pass over every text.

use super::endings::{self, MergedEnding};
use super::folding::{CLOSES, Folding, OPENS};
use super::scan::Scan;
use super::spec::TextSpec;
use super::{Text, TextError, layout, marks};
use serde::{Deserialize, Serialize};

/// A mark of two characters.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Doubled {
    pub text: String,
    pub side: u8,
    pub family: u8,
    /// Its partner, where the mark counts only if the partner follows in the line.
    pub partner: Option<String>,
}

/// Reads texts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reader {
    pub(super) folding: Folding,
    pub(super) doubled: Vec<Doubled>,
    /// How many families of marks there are.
    pub(super) families: usize,
    /// Exact forms, sorted.
    pub(super) abbreviations: Vec<String>,
    /// The letters of dotted ones, sorted.
    pub(super) initials: Vec<String>,
    pub(super) merged_endings: Vec<MergedEnding>,
    /// Sorted by name.
    pub(super) references: Vec<(String, char)>,
}

impl Reader {
    /// Compiles the section `text:`.
    pub fn new(spec: &TextSpec) -> Reader {
        let mut families: Vec<String> = Vec::new();
        for mark in spec.marks.iter().chain(&spec.doubled) {
            if !families.contains(&mark.family) {
                families.push(mark.family.clone());
            }
        }
        let folding = Folding::new(spec, &families);
        let mut doubled = Vec::new();
        for mark in &spec.doubled {
            let family = families.iter().position(|f| *f == mark.family).unwrap_or(0) as u8;
            for (text, side, partner) in [
                (&mark.open, OPENS, Some(mark.close.clone())),
                (&mark.close, CLOSES, None),
                (&mark.both, OPENS | CLOSES, None),
            ] {
                if !text.is_empty() {
                    doubled.push(Doubled {
                        text: text.clone(),
                        side,
                        family,
                        partner,
                    });
                }
            }
        }
        let (dotted, whole): (Vec<&String>, Vec<&String>) = spec
            .abbreviations
            .iter()
            .partition(|word| word.contains('.'));
        let sorted = |parts: &mut dyn Iterator<Item = &str>| {
            let mut forms: Vec<String> = parts
                .map(|part| folding.exact(part))
                .filter(|part| !part.is_empty())
                .collect();
            forms.sort_unstable();
            forms.dedup();
            forms
        };
        let abbreviations = sorted(&mut whole.into_iter().map(String::as_str));
        let initials = sorted(&mut dotted.into_iter().flat_map(|word| word.split('.')));
        let merged_endings = spec
            .merged_endings
            .iter()
            .filter_map(|ending| MergedEnding::new(ending, &folding))
            .collect();
        let references = spec
            .references
            .iter()
            .filter_map(|(name, to)| Some((name.clone(), to.chars().next()?)))
            .collect();
        Reader {
            folding,
            doubled,
            families: families.len(),
            abbreviations,
            initials,
            merged_endings,
            references,
        }
    }

    /// The folding table, for words that are compared with tokens.
    pub fn folding(&self) -> &Folding {
        &self.folding
    }

    /// Reads a text.
    pub fn read(&self, text: &str) -> Result<Text, TextError> {
        if u32::try_from(text.len()).is_err() {
            return Err(TextError::TooLong { bytes: text.len() });
        }
        let (mut out, found, brackets) = Scan::new(self, text).run();
        endings::mend(&self.merged_endings, &mut out);
        layout::paragraphs(&mut out);
        marks::pair(&self.folding, text, &mut out, &found);
        layout::sentences(&mut out);
        layout::brackets(&mut out, &brackets);
        out.repairs.sort_by_key(|repair| repair.span);
        Ok(out)
    }
}
