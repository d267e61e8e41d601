//! Elements that contain themselves, and ids that override each other in a circle.

use super::names::Names;
use crate::numbered::{Number, Row};
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::{Message, say};
use crate::rules::model::{Item, Placed, RuleSet, What};
use std::collections::HashMap;

pub(super) fn elements(set: &RuleSet, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    let edges = |name: &str| -> Vec<String> {
        let mut into = Vec::new();
        if let Some(element) = names.elements.get(name) {
            element
                .any
                .iter()
                .flatten()
                .for_each(|item| mentioned(item, names, &mut into));
        }
        into
    };
    let starts: Vec<&Placed<String>> = set.elements.iter().map(|element| &element.name).collect();
    for (first, path) in circles(&starts, edges) {
        let title = say!("the element `{}` contains itself", first.value);
        found.push(Diagnostic::error(Code::ElementCycle, title).at(first.place, path));
    }
}

pub(super) fn overrides(set: &RuleSet, names: &Names<'_>, found: &mut Vec<Diagnostic>) {
    let edges = |id: &str| -> Vec<String> {
        names
            .patterns
            .get(id)
            .map(|pattern| {
                pattern
                    .overrides
                    .iter()
                    .map(|other| other.value.clone())
                    .collect()
            })
            .unwrap_or_default()
    };
    let starts: Vec<&Placed<String>> = set.patterns.iter().map(|pattern| &pattern.id).collect();
    for (first, path) in circles(&starts, edges) {
        let title = say!("`{}` overrides itself", first.value);
        found.push(Diagnostic::error(Code::Overrides, title).at(first.place, path));
    }
}

fn mentioned(item: &Item, names: &Names<'_>, into: &mut Vec<String>) {
    match &item.what {
        What::Name(name) if names.elements.contains_key(name.as_str()) => into.push(name.clone()),
        What::Any(items) | What::Sequence(items) => {
            items.iter().for_each(|item| mentioned(item, names, into))
        }
        _ => {}
    }
}

/// `a > b > a`.
fn said<'s>(circle: impl Iterator<Item = &'s Placed<String>> + Clone) -> Message {
    let names: Vec<&str> = circle
        .clone()
        .chain(circle.take(1))
        .map(|name| name.value.as_str())
        .collect();
    say!("a circle: {}", names.join(" > "))
}

/// A name on the way through all of them.
struct Stop<'s> {
    name: &'s Placed<String>,
    next: Vec<Number<Stop<'s>>>,
    done: bool,
    on_way: bool,
}

/// Every circle once, with its first name in the order of the files and how it goes. Walked with a stack of its own: a chain of names can be as long as a pack.
fn circles<'s>(
    starts: &[&'s Placed<String>],
    edges: impl Fn(&str) -> Vec<String>,
) -> Vec<(&'s Placed<String>, Message)> {
    let stop = |name: &&'s Placed<String>| Stop {
        name,
        next: Vec::new(),
        done: false,
        on_way: false,
    };
    let mut stops: Row<Stop<'s>> = starts.iter().map(stop).collect();
    // Where a name is there twice, the first one is meant.
    let named = stops.numbers().rev();
    let named: HashMap<&str, _> = named
        .map(|number| (stops[number].name.value.as_str(), number))
        .collect();
    for number in stops.numbers() {
        let into = edges(&stops[number].name.value);
        let next = into.iter().filter_map(|to| named.get(to.as_str()));
        stops[number].next = next.copied().collect();
    }
    let mut circles = Vec::new();
    for start in stops.numbers() {
        // The way from the start to where we are, each with the number of ways out already tried.
        let mut way = if stops[start].done {
            Vec::new()
        } else {
            vec![(start, 0)]
        };
        while let Some((at, tried)) = way.last_mut() {
            let stop = &mut stops[*at];
            stop.on_way = true;
            let Some(to) = stop.next.get(*tried).copied() else {
                stop.done = true;
                stop.on_way = false;
                way.pop();
                continue;
            };
            *tried += 1;
            let there = &stops[to];
            if there.on_way {
                let circle = way
                    .iter()
                    .map(|(step, _)| *step)
                    .skip_while(|step| *step != to);
                let path = said(circle.map(|step| stops[step].name));
                circles.push((there.name, path));
            } else if !there.done {
                way.push((to, 0));
            }
        }
    }
    circles
}
