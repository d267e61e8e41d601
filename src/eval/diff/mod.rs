//! Two analyses of one document, statement by statement: what was gained, lost and changed, and by which rule.
//!
//! Statements are joined by their `key`; those whose extent changed, by their cue; those of a document whose text was edited, by their words.

mod fields;
mod join;
mod tally;

pub use fields::{Field, FieldChange};
pub use join::{Joined, join};
pub use tally::Tally;

use super::stored::{StoredAnalysis, StoredRejection, StoredStatement};
use std::collections::HashMap;

/// What became of one statement. Both sides are there unless it was gained or lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// Index among the old statements.
    pub old: Option<usize>,
    /// Index among the new statements.
    pub new: Option<usize>,
    /// Fields that have another value; empty where one side is missing.
    pub fields: Vec<FieldChange>,
}

impl Pairing {
    /// Whether anything is different.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.old.is_none() || self.new.is_none() || !self.fields.is_empty()
    }
}

/// What became of one marked string that is nobody's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// Index among the old ones.
    pub old: Option<usize>,
    /// Index among the new ones.
    pub new: Option<usize>,
    /// Whether both are there and another rule rejected it.
    pub other_rule: bool,
}

impl Rejection {
    /// Whether anything is different.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.old.is_none() || self.new.is_none() || self.other_rule
    }
}

/// Two analyses of one document.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The old one.
    pub old: &'a StoredAnalysis,
    /// The new one.
    pub new: &'a StoredAnalysis,
    /// Every statement of either, once, in text order.
    pub statements: Vec<Pairing>,
    /// Every rejected string of either, once, in text order.
    pub rejections: Vec<Rejection>,
}

impl Comparison<'_> {
    /// Whether the two differ at all.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.statements.iter().any(Pairing::differs)
            || self.rejections.iter().any(Rejection::differs)
    }

    /// The statements of a pairing.
    #[must_use]
    pub fn pair(&self, pairing: &Pairing) -> (Option<&StoredStatement>, Option<&StoredStatement>) {
        (
            pairing.old.and_then(|at| self.old.attributions.get(at)),
            pairing.new.and_then(|at| self.new.attributions.get(at)),
        )
    }

    /// The strings of a rejection.
    #[must_use]
    pub fn rejected(
        &self,
        rejection: &Rejection,
    ) -> (Option<&StoredRejection>, Option<&StoredRejection>) {
        (
            rejection
                .old
                .and_then(|at| self.old.rejected_quotes.get(at)),
            rejection
                .new
                .and_then(|at| self.new.rejected_quotes.get(at)),
        )
    }
}

/// Compares two analyses of one document, on all fields but those `ignored`.
#[must_use]
pub fn compare<'a>(
    old: &'a StoredAnalysis,
    new: &'a StoredAnalysis,
    ignored: &[Field],
) -> Comparison<'a> {
    let partners = partners(&old.attributions, &new.attributions);
    let mut taken = vec![false; new.attributions.len()];
    let mut statements = Vec::new();
    for (at, (before, partner)) in old.attributions.iter().zip(partners).enumerate() {
        let after = partner.and_then(|partner| new.attributions.get(partner));
        if let Some(place) = partner.and_then(|partner| taken.get_mut(partner)) {
            *place = true;
        }
        statements.push(Pairing {
            old: Some(at),
            new: partner,
            fields: after.map_or_else(Vec::new, |after| fields::changes(before, after, ignored)),
        });
    }
    let gained = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    statements.extend(gained.map(|(at, _)| Pairing {
        old: None,
        new: Some(at),
        fields: Vec::new(),
    }));
    // A statement that both have stands where the new text has it.
    let start = |pairing: &Pairing| {
        let new = pairing.new.and_then(|at| new.attributions.get(at));
        let statement = new.or_else(|| old.attributions.get(pairing.old?));
        statement.and_then(|statement| Some(statement.cue.as_ref()?.start))
    };
    statements.sort_by_key(|pairing| (start(pairing), pairing.new, pairing.old));
    let mut rejections = rejections(old, new);
    if ignored.contains(&Field::Rule) {
        rejections.iter_mut().for_each(|one| one.other_rule = false);
    }
    Comparison {
        old,
        new,
        statements,
        rejections,
    }
}

/// For every old statement its new one.
fn partners(old: &[StoredStatement], new: &[StoredStatement]) -> Vec<Option<usize>> {
    let mut partners = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    by_name(old, new, &mut partners, &mut taken, |one| {
        (!one.key.is_empty()).then(|| one.key.clone())
    });
    by_name(old, new, &mut partners, &mut taken, |one| Some(extent(one)));
    by_cue(old, new, &mut partners, &mut taken);
    by_name(old, new, &mut partners, &mut taken, |one| {
        Some(format!("{}\n{}", one.cue_text(), one.words()))
    });
    partners
}

/// Cue and content by their places: what a key is made of, for records that have none.
fn extent(statement: &StoredStatement) -> String {
    let spans = statement.cue.iter().chain(&statement.content);
    spans
        .map(|span| format!("{}-{} ", span.start, span.end))
        .collect()
}

/// Joins those with the same name, in order.
fn by_name(
    old: &[StoredStatement],
    new: &[StoredStatement],
    partners: &mut [Option<usize>],
    taken: &mut [bool],
    name: impl Fn(&StoredStatement) -> Option<String>,
) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, statement) in new.iter().enumerate().rev() {
        if taken.get(at) == Some(&false)
            && let Some(name) = name(statement)
        {
            places.entry(name).or_default().push(at);
        }
    }
    for (statement, partner) in old.iter().zip(partners.iter_mut()) {
        if partner.is_some() {
            continue;
        }
        let place = name(statement).and_then(|name| places.get_mut(&name)?.pop());
        if let Some(at) = place {
            *partner = Some(at);
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
        }
    }
}

/// Joins those whose cues overlap; where there is a choice, those whose contents share most.
fn by_cue(
    old: &[StoredStatement],
    new: &[StoredStatement],
    partners: &mut [Option<usize>],
    taken: &mut [bool],
) {
    let free = new.iter().enumerate().zip(taken.iter());
    let mut cues: Vec<(usize, usize, usize)> = free
        .filter(|(_, taken)| !**taken)
        .filter_map(|((at, one), _)| one.cue.as_ref().map(|cue| (cue.start, cue.end, at)))
        .collect();
    cues.sort_unstable();
    let lengths = cues
        .iter()
        .map(|(start, end, _)| end.saturating_sub(*start));
    let longest = lengths.max().unwrap_or_default();
    let mut choices = Vec::new();
    for (before, one) in old.iter().enumerate() {
        let (Some(None), Some(cue)) = (partners.get(before), &one.cue) else {
            continue;
        };
        let from = cues.partition_point(|(start, ..)| start + longest <= cue.start);
        let near = cues
            .iter()
            .skip(from)
            .take_while(|(start, ..)| *start < cue.end);
        for (_, end, after) in near {
            if *end > cue.start
                && let Some(other) = new.get(*after)
            {
                choices.push((std::cmp::Reverse(shared(one, other)), before, *after));
            }
        }
    }
    choices.sort_unstable();
    for (_, before, after) in choices {
        if let (Some(partner @ None), Some(taken @ false)) =
            (partners.get_mut(before), taken.get_mut(after))
        {
            *partner = Some(after);
            *taken = true;
        }
    }
}

/// How many code points two contents share.
fn shared(one: &StoredStatement, other: &StoredStatement) -> usize {
    let pairs = one
        .content
        .iter()
        .flat_map(|a| other.content.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start)))
        .sum()
}

/// Joined by place, and what is left by the string itself.
fn rejections(old: &StoredAnalysis, new: &StoredAnalysis) -> Vec<Rejection> {
    let mut free: Vec<usize> = (0..new.rejected_quotes.len()).collect();
    let mut all: Vec<Rejection> = Vec::new();
    let alike: [fn(&StoredRejection, &StoredRejection) -> bool; 2] = [
        |a, b| (a.start, a.end) == (b.start, b.end),
        |a, b| a.text == b.text,
    ];
    let mut waiting: Vec<usize> = (0..old.rejected_quotes.len()).collect();
    for alike in alike {
        waiting.retain(|at| {
            let Some(before) = old.rejected_quotes.get(*at) else {
                return false;
            };
            let place = free.iter().position(|at| {
                let after = new.rejected_quotes.get(*at);
                after.is_some_and(|after| alike(before, after))
            });
            let Some(partner) = place.map(|place| free.remove(place)) else {
                return true;
            };
            let after = new.rejected_quotes.get(partner);
            all.push(Rejection {
                old: Some(*at),
                new: Some(partner),
                other_rule: after.is_some_and(|after| after.rule != before.rule),
            });
            false
        });
    }
    all.extend(waiting.into_iter().map(|at| Rejection {
        old: Some(at),
        new: None,
        other_rule: false,
    }));
    all.extend(free.into_iter().map(|at| Rejection {
        old: None,
        new: Some(at),
        other_rule: false,
    }));
    let start = |one: &Rejection| {
        let new = one.new.and_then(|at| new.rejected_quotes.get(at));
        new.or_else(|| old.rejected_quotes.get(one.old?))
            .map(|quote| quote.start)
    };
    all.sort_by_key(|one| (start(one), one.new, one.old));
    all
}
