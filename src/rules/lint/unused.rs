//! Elements and lists that nothing asks for.

use super::Finding;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::model::{Placed, RuleSet};
use crate::rules::uses::Uses;
use crate::rules::vocabulary::ENGINE_LISTS;

pub(super) fn check(set: &RuleSet, found: &mut Vec<Finding>) {
    let uses = Uses::of(set);
    let elements = set
        .elements
        .iter()
        .map(|element| ("element", &element.name));
    let lists = set.lists.iter().map(|list| ("list", &list.name));
    for (what, name) in elements.chain(lists) {
        let asked = uses.of_name(&name.value);
        // One that only names itself is used by nobody.
        let used = asked.iter().any(|user| user.name != name.value)
            || ENGINE_LISTS.contains(&name.value.as_str());
        if !used {
            found.push(unused(what, name));
        }
    }
}

fn unused(what: &str, name: &Placed<String>) -> Finding {
    let warning = Diagnostic::warning(
        Code::Unused,
        format!("the {what} `{}` is not used", name.value),
    );
    let warning = warning
        .at(name.place, "no rule or element names it")
        .help("name it in a pattern, or take it out");
    Finding::new(warning, [name.value.clone()])
}
