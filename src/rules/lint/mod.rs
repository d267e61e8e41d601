//! What of a sound pack probably does not do what was meant. Takes a checked set and what rooms below know of words; gives warnings.
//!
//! A pack says what it means to be so: `allow:` names a code, perhaps the entries it is about, and the reason.

mod forms;
mod sequence;
mod shadow;
mod texts;
mod unused;

use super::diagnostic::{Code, Diagnostic};
use super::model::{Placed, RuleSet};
use crate::lexicon::Morphology;
use crate::rules::message::say;
use crate::text::Folding;

/// What is needed beside the set.
pub(crate) struct Tools<'t> {
    /// How verbs are inflected.
    pub(crate) morphology: &'t Morphology,
    /// How spellings are folded.
    pub(crate) folding: &'t Folding,
    /// The rules in the order in which they are tried.
    pub(crate) order: &'t [usize],
}

/// A warning and the names that an allowance of it can be about.
struct Finding {
    diagnostic: Diagnostic,
    names: Vec<String>,
}

impl Finding {
    fn new(diagnostic: Diagnostic, names: impl IntoIterator<Item = String>) -> Finding {
        Finding {
            diagnostic,
            names: names.into_iter().collect(),
        }
    }
}

/// All warnings about the uppermost pack that it does not allow itself, in no particular order.
pub(crate) fn lint(set: &RuleSet, tools: &Tools<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    shadow::check(set, tools.order, &mut found);
    forms::check(set, tools, &mut found);
    unused::check(set, &mut found);
    texts::check(set, tools.folding, &mut found);
    found.retain(|finding| {
        let place = finding.diagnostic.labels.first().map(|label| label.place);
        set.is_top(place.unwrap_or_default())
    });
    without_allowed(set, found)
}

fn without_allowed(set: &RuleSet, mut found: Vec<Finding>) -> Vec<Diagnostic> {
    let mut idle = Vec::new();
    for allow in set
        .allow
        .iter()
        .filter(|allow| set.is_top(allow.code.place))
    {
        let is = |finding: &Finding| finding.diagnostic.code.as_str() == allow.code.value;
        let before = found.len();
        if allow.of.is_empty() {
            found.retain(|finding| !is(finding));
        } else {
            for name in &allow.of {
                let named = |finding: &Finding| is(finding) && finding.names.contains(&name.value);
                if !found.iter().any(named) {
                    idle.push(allows_nothing(&allow.code.value, name));
                }
            }
            let of =
                |finding: &Finding| allow.of.iter().any(|of| finding.names.contains(&of.value));
            found.retain(|finding| !(is(finding) && of(finding)));
            continue;
        }
        if before == found.len() {
            idle.push(allows_nothing(&allow.code.value, &allow.code));
        }
    }
    found
        .into_iter()
        .map(|finding| finding.diagnostic)
        .chain(idle)
        .collect()
}

fn allows_nothing(code: &str, at: &Placed<String>) -> Diagnostic {
    let idle = Diagnostic::warning(
        Code::AllowsNothing,
        say!("{} is allowed here and is not found", code),
    );
    idle.at(at.place, say!("allows nothing"))
        .help(say!("take it out"))
}
