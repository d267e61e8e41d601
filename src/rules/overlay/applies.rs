//! `applies_to:` with the id of another exclusion: the patterns that it applies to, so that a long list is written once.

use crate::rules::model::{Pattern, Placed, Section};
use std::collections::HashMap;

/// Puts the patterns of an exclusion in the place of its id. What names an exclusion that names one itself keeps an id, which the check reports.
pub(super) fn spell_out(below: &[Pattern], over: &mut [Pattern]) {
    let exclusions = below.iter().chain(over.iter());
    let lists: HashMap<String, Vec<Placed<String>>> = exclusions
        .filter(|rule| rule.section == Section::Exclusion)
        .map(|rule| (rule.id.value.clone(), rule.applies_to.clone()))
        .collect();
    for rule in over {
        let named = std::mem::take(&mut rule.applies_to);
        // One that applies to all patterns makes all of the others superfluous.
        let all = |id: &Placed<String>| lists.get(&id.value).is_some_and(Vec::is_empty);
        if !named.iter().any(all) {
            let ids = named.into_iter().flat_map(|id| match lists.get(&id.value) {
                Some(list) => list.clone(),
                None => vec![id],
            });
            rule.applies_to = ids.collect();
        }
    }
}
