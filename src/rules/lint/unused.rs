//! Elements and lists that nothing asks for.

use super::Finding;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::{Message, say};
use crate::rules::model::{Placed, RuleSet};
use crate::rules::uses::Uses;
use crate::rules::vocabulary::ENGINE_LISTS;

pub(super) fn check(set: &RuleSet, found: &mut Vec<Finding>) {
    let uses = Uses::of(set);
    let elements = set.elements.iter().map(|element| {
        (
            say!("the element `{}` is not used", element.name.value),
            &element.name,
        )
    });
    let lists = set.lists.iter().map(|list| {
        (
            say!("the list `{}` is not used", list.name.value),
            &list.name,
        )
    });
    for (title, name) in elements.chain(lists) {
        let asked = uses.of_name(&name.value);
        // One that only names itself is used by nobody.
        let used = asked.iter().any(|user| user.name != name.value)
            || ENGINE_LISTS.contains(&name.value.as_str());
        if !used {
            found.push(unused(title, name));
        }
    }
}

fn unused(title: Message, name: &Placed<String>) -> Finding {
    let warning = Diagnostic::warning(Code::Unused, title);
    let warning = warning
        .at(name.place, say!("no rule or element names it"))
        .help(say!("name it in a pattern, or take it out"));
    Finding::new(warning, [name.value.clone()])
}
