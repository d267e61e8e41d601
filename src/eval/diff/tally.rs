//! Differences counted, and by the rules that made them.

use super::{Comparison, Field};
use serde::Serialize;
use std::collections::BTreeMap;

/// Counts of differences.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Documents compared.
    pub documents: usize,
    /// Documents that differ.
    pub different: usize,
    /// Documents in the old run only.
    pub documents_lost: usize,
    /// Documents in the new run only.
    pub documents_gained: usize,
    /// Statements that only the new run has.
    pub gained: usize,
    /// Statements that only the old run has.
    pub lost: usize,
    /// Statements in which a field changed, by field; one statement can count in several.
    pub changed: BTreeMap<Field, usize>,
    /// Marked strings of which one run only says that they are nobody's words, or says so by another rule.
    pub rejected: usize,
    /// Statements that differ, by the rule that made them before and the one that makes them now; empty where there is none.
    pub rules: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts one comparison.
    pub fn add(&mut self, comparison: &Comparison<'_>) {
        self.documents += 1;
        self.different += usize::from(comparison.differs());
        for pairing in comparison
            .statements
            .iter()
            .filter(|pairing| pairing.differs())
        {
            let (old, new) = comparison.pair(pairing);
            self.lost += usize::from(new.is_none());
            self.gained += usize::from(old.is_none());
            for change in &pairing.fields {
                *self.changed.entry(change.field).or_default() += 1;
            }
            let rule = |statement: Option<&crate::eval::stored::StoredStatement>| {
                statement
                    .map_or("-", |statement| statement.rule.as_str())
                    .to_owned()
            };
            let (old, new) = (rule(old), rule(new));
            let rules = if old == new {
                old
            } else {
                format!("{old} > {new}")
            };
            *self.rules.entry(rules).or_default() += 1;
        }
        self.rejected += comparison
            .rejections
            .iter()
            .filter(|one| one.differs())
            .count();
    }

    /// Whether anything is different.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.different + self.documents_gained + self.documents_lost > 0
    }
}
