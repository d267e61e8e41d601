//! Rules that can never find anything, because one that is tried before takes all that they match.

use super::Finding;
use super::sequence::Sequences;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::say;
use crate::rules::model::{Condition, Item, Pattern, Placed, RuleSet, Section, Verb, What};
use Answer::{Maybe, Sure};
use std::collections::HashMap;

pub(super) fn check(set: &RuleSet, order: &[usize], found: &mut Vec<Finding>) {
    let rules: Vec<&Pattern> = order
        .iter()
        .filter_map(|number| set.patterns.get(*number))
        .collect();
    let compare = Rules::new(set);
    for (place, late) in rules.iter().enumerate() {
        // Only the uppermost pack is warned.
        let before = rules.iter().take(place);
        let covering = || before.clone().find(|early| compare.cover(early, late));
        let Some(early) = set.is_top(late.id.place).then(covering).flatten() else {
            continue;
        };
        let (late, early) = (&late.id, &early.id);
        let shadowed = Diagnostic::warning(
            Code::Shadowed,
            say!("`{}` can never find anything", late.value),
        );
        let shadowed = shadowed
            .at(
                late.place,
                say!("all that it matches is taken by `{}`", early.value),
            )
            .at(early.place, say!("this one is tried before it"))
            .help(say!(
                "write `overrides: [{}]`, let that one ask for more, or take one of them out",
                early.value
            ));
        found.push(Finding::new(
            shadowed,
            [late.value.clone(), early.value.clone()],
        ));
    }
}

/// Compares rules of one pack.
struct Rules<'s> {
    set: &'s RuleSet,
    sequences: Sequences<'s>,
    /// The verbs that can be the cue of a rule, by its id; none where its cue may be something else or that cannot be told.
    verbs: HashMap<&'s str, Vec<&'s Verb>>,
}

impl<'s> Rules<'s> {
    fn new(set: &'s RuleSet) -> Rules<'s> {
        let rules = set.patterns.iter();
        Rules {
            set,
            sequences: Sequences::new(set),
            verbs: rules
                .map(|rule| (rule.id.value.as_str(), verbs(set, rule)))
                .collect(),
        }
    }

    /// Whether whatever the second matches the first does too. Says no where it cannot tell.
    fn cover(&self, early: &'s Pattern, late: &'s Pattern) -> bool {
        early.section == late.section
            && (early.applies_to.is_empty()
                || within(&late.applies_to, &early.applies_to) && !late.applies_to.is_empty())
            && changes_cover(early, late)
            && self.questions_cover(early, late)
            && self.excluded_alike(early, late)
            && (early.inside.is_empty()
                || !late.inside.is_empty()
                    && self.sequences.covers(&early.inside, &late.inside, false))
            && (items_cover(&early.items, &late.items)
                || !self.asks_of_captures(early) && self.sequences_cover(early, late))
    }

    /// What the first asks for the second asks for as well, and what the first will not have the second will not have.
    fn questions_cover(&self, early: &Pattern, late: &Pattern) -> bool {
        let verbs = self.verbs.get(late.id.value.as_str());
        let verbs = verbs.map_or(&[][..], Vec::as_slice);
        // Nothing follows from there being no verb.
        let all = |holds: &dyn Fn(&Verb) -> bool| {
            !verbs.is_empty() && verbs.iter().all(|verb| holds(verb))
        };
        let asked = |wide: &Condition| {
            late.conditions
                .iter()
                .any(|narrow| same_question(wide, narrow) && within(&narrow.values, &wide.values))
        };
        let refused = |wide: &Condition| {
            let same = |narrow: &&Condition| same_question(wide, narrow);
            let mut same = late.unless.iter().filter(same);
            same.any(|narrow| within(&wide.values, &narrow.values))
        };
        early
            .conditions
            .iter()
            .all(|wide| asked(wide) || all(&|verb| answers(verb, wide, Sure)))
            && early
                .unless
                .iter()
                .all(|wide| refused(wide) || all(&|verb| !answers(verb, wide, Maybe)))
    }

    /// Whether no exclusion takes a cue away from the first and leaves it to the second.
    fn excluded_alike(&self, early: &Pattern, late: &Pattern) -> bool {
        let names = |exclusion: &Pattern, rule: &Pattern| {
            exclusion
                .applies_to
                .iter()
                .any(|id| id.value == rule.id.value)
        };
        let rules = self.set.patterns.iter();
        let mut exclusions = rules.filter(|rule| rule.section == Section::Exclusion);
        !exclusions.any(|exclusion| names(exclusion, early) && !names(exclusion, late))
    }

    /// Whether the words that fit the second fit the first, however the two are written down.
    fn sequences_cover(&self, early: &'s Pattern, late: &'s Pattern) -> bool {
        let at_cue = |rule: &'s Pattern| {
            let at = rule.items.iter().position(|item| item.cue)?;
            let (before, rest) = rule.items.split_at_checked(at)?;
            let (cue, behind) = rest.split_first()?;
            Some((before, cue, behind))
        };
        let (Some(early_parts), Some(late_parts)) = (at_cue(early), at_cue(late)) else {
            return false;
        };
        // An exclusion looks at all readings that make the word its cue: only the same cue has the same ones.
        let exclusion = early.section == Section::Exclusion;
        let cue = if exclusion {
            item_covers(early_parts.1, late_parts.1)
        } else {
            self.sequences.cue_covers(early_parts.1, late_parts.1)
        };
        cue && self.sequences.covers(early_parts.2, late_parts.2, false)
            && self.sequences.covers(early_parts.0, late_parts.0, true)
    }

    /// Whether a rule looks at what its items took, so that it matters which item took which word: by a condition, or because a speaker before the cue must
    /// agree with it.
    fn asks_of_captures(&self, rule: &Pattern) -> bool {
        let mut questions = rule.conditions.iter().chain(&rule.unless);
        let of_capture =
            questions.any(|one| one.capture.value != "cue" || one.feature.value == "governs_word");
        let mut fields = rule.yields.iter();
        let spoken = fields.find(|(field, _)| field.value == "speaker");
        let names: Vec<&str> = match spoken {
            Some((_, captures)) => captures.iter().map(|one| one.value.as_str()).collect(),
            None => vec!["speaker"],
        };
        let mut head = rule.items.iter().take_while(|item| !item.cue);
        let subject =
            rule.section == Section::Pattern && head.any(|item| self.may_capture(item, &names));
        of_capture || subject
    }

    /// Whether an item, or one inside it, can be captured under one of these names.
    fn may_capture(&self, item: &Item, names: &[&str]) -> bool {
        let transparent = |name: &str| {
            let mut elements = self.set.elements.iter();
            elements.any(|one| one.transparent && one.name.value == name)
        };
        let own = match (&item.capture, &item.what) {
            (Some(name), _) => names.contains(&name.value.as_str()),
            (None, What::Name(name)) => names.contains(&name.as_str()) || transparent(name),
            _ => false,
        };
        own || match &item.what {
            What::Any(items) | What::Sequence(items) => {
                items.iter().any(|item| self.may_capture(item, names))
            }
            _ => false,
        }
    }
}

/// The verbs that can be the cue of a rule; none where its cue may be something else.
fn verbs<'s>(set: &'s RuleSet, rule: &Pattern) -> Vec<&'s Verb> {
    let is_verbal =
        |item: &Item| matches!(&item.what, What::Name(name) if VERBAL.contains(&name.as_str()));
    let verbal = rule.items.iter().find(|item| item.cue);
    let verbal = verbal.is_some_and(|cue| match &cue.what {
        What::Any(items) => items.iter().all(is_verbal),
        _ => is_verbal(cue),
    });
    let of_verb = |one: &&Condition| {
        one.capture.value == "cue" && OF_VERBS.contains(&one.feature.value.as_str())
    };
    let can_be = |verb: &&Verb| {
        let mut asked = rule.conditions.iter().filter(of_verb);
        let mut refused = rule.unless.iter().filter(of_verb);
        asked.all(|one| answers(verb, one, Maybe)) && !refused.any(|one| answers(verb, one, Sure))
    };
    let verbs = set.verbs.iter().filter(can_be);
    verbs.filter(|_| verbal).collect()
}

/// Features of the cue that belong to the verb and not to its form.
const OF_VERBS: [&str; 4] = ["lemma", "role", "governs", "stance"];

/// Kinds of token that only verbs give.
const VERBAL: [&str; 4] = ["verb", "passive", "participle", "masdar"];

/// How sure an answer must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Only what certainly holds.
    Sure,
    /// Whatever may hold.
    Maybe,
}

/// Whether the forms of a verb satisfy a condition. Of two verbs with one spelling and two senses (رد, رد_إلى) either may be meant by it.
fn answers(verb: &Verb, condition: &Condition, answer: Answer) -> bool {
    let among =
        |value: &Placed<String>| condition.values.iter().any(|one| one.value == value.value);
    let spelling = |lemma: &str| lemma.split('_').next().unwrap_or_default().to_owned();
    condition.capture.value == "cue"
        && match condition.feature.value.as_str() {
            "lemma" if answer == Maybe => {
                let lemma = spelling(&verb.lemma.value);
                let mut values = condition.values.iter();
                values.any(|one| spelling(&one.value) == lemma)
            }
            "lemma" => among(&verb.lemma),
            "stance" => among(&verb.stance),
            "role" => verb.roles.iter().any(among),
            "governs" => verb.governs.iter().any(among),
            _ => false,
        }
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
