//! Stances and frames that verbs and words name.

use super::names::Names;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::model::RuleSet;

pub(super) fn check(set: &RuleSet, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    for verb in &set.verbs {
        names.stance(&verb.stance, found);
        verb.governs
            .iter()
            .for_each(|frame| names.frame(frame, found));
    }
    let words = set.lists.iter().flat_map(|list| {
        list.words
            .iter()
            .chain(list.forms.iter().map(|form| &form.features))
    });
    for word in words {
        word.stance
            .iter()
            .for_each(|stance| names.stance(stance, found));
        word.governs
            .iter()
            .for_each(|frame| names.frame(frame, found));
    }
}
