//! Rules that can never find anything, because one that is tried before takes all that they match.

use super::Finding;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::model::{Condition, Item, Pattern, Placed, RuleSet, Section, What};

pub(super) fn check(set: &RuleSet, order: &[usize], found: &mut Vec<Finding>) {
    let rules: Vec<&Pattern> = order
        .iter()
        .filter_map(|number| set.patterns.get(*number))
        .collect();
    for (place, late) in rules.iter().enumerate() {
        let Some(early) = rules[..place].iter().find(|early| covers(early, late)) else {
            continue;
        };
        let (late, early) = (&late.id, &early.id);
        let shadowed = Diagnostic::warning(
            Code::Shadowed,
            format!("`{}` can never find anything", late.value),
        );
        let shadowed = shadowed
            .at(
                late.place,
                format!("all that it matches is taken by `{}`", early.value),
            )
            .at(early.place, "this one is tried before it")
            .help(format!(
                "write `overrides: [{}]`, let that one ask for more, or take one of them out",
                early.value
            ));
        found.push(Finding::new(
            shadowed,
            [late.value.clone(), early.value.clone()],
        ));
    }
}

/// Whether whatever the second matches the first does too. Says no where it cannot tell: items are compared one by one.
fn covers(early: &Pattern, late: &Pattern) -> bool {
    early.section == late.section
        && (early.applies_to.is_empty() || within(&late.applies_to, &early.applies_to) && !late.applies_to.is_empty())
        && early.items.len() == late.items.len()
        && items_cover(&early.items, &late.items)
        && (early.inside.is_empty() || items_cover(&early.inside, &late.inside))
        && changes_cover(early, late)
        // What the first asks for the second asks for as well, and what the first will not have the second will not have.
        && early.conditions.iter().all(|wide| {
            late.conditions.iter().any(|narrow| {
                same_question(wide, narrow) && within(&narrow.values, &wide.values)
            })
        })
        && early.unless.iter().all(|wide| {
            late.unless.iter().any(|narrow| {
                same_question(wide, narrow) && within(&wide.values, &narrow.values)
            })
        })
}

fn items_cover(early: &[Item], late: &[Item]) -> bool {
    early.len() == late.len()
        && early
            .iter()
            .zip(late)
            .all(|(early, late)| item_covers(early, late))
}

/// Rules that change a stance are about the stances that they name.
fn changes_cover(early: &Pattern, late: &Pattern) -> bool {
    early.section != Section::StanceRule
        || late.yields.iter().all(|(field, values)| {
            let same = early
                .yields
                .iter()
                .filter(|(other, _)| other.value == field.value);
            same.into_iter().any(|(_, wide)| within(values, wide))
        })
}

fn item_covers(early: &Item, late: &Item) -> bool {
    early.cue == late.cue
        && early.repeat.0 <= late.repeat.0
        && early.repeat.1 >= late.repeat.1
        && within(&early.with, &late.with)
        && within(&early.without, &late.without)
        && what_covers(&early.what, &late.what)
}

fn what_covers(early: &What, late: &What) -> bool {
    match (early, late) {
        (What::Name(early), What::Name(late)) | (What::Literal(early), What::Literal(late)) => {
            early == late
        }
        (What::Any(early), What::Any(late)) => late
            .iter()
            .all(|late| early.iter().any(|early| item_covers(early, late))),
        (What::Any(early), late) => early
            .iter()
            .any(|early| early.repeat == (1, 1) && plain(early) && what_covers(&early.what, late)),
        (What::Sequence(early), What::Sequence(late)) => items_cover(early, late),
        _ => false,
    }
}

fn plain(item: &Item) -> bool {
    item.with.is_empty() && item.without.is_empty()
}

fn same_question(a: &Condition, b: &Condition) -> bool {
    a.capture.value == b.capture.value && a.feature.value == b.feature.value
}

/// Whether all of the first are among the second.
fn within(some: &[Placed<String>], all: &[Placed<String>]) -> bool {
    some.iter()
        .all(|one| all.iter().any(|other| other.value == one.value))
}
