//! Elements that contain themselves, and ids that override each other in a circle.

use super::names::Names;
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
    for circle in circles(&starts, edges) {
        let path = said(&circle);
        found.push(
            Diagnostic::error(
                Code::ElementCycle,
                say!("the element `{}` contains itself", circle[0].value),
            )
            .at(circle[0].place, path),
        );
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
    for circle in circles(&starts, edges) {
        let path = said(&circle);
        found.push(
            Diagnostic::error(
                Code::Overrides,
                say!("`{}` overrides itself", circle[0].value),
            )
            .at(circle[0].place, path),
        );
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
fn said(circle: &[&Placed<String>]) -> Message {
    let names: Vec<&str> = circle
        .iter()
        .chain(circle.first())
        .map(|name| name.value.as_str())
        .collect();
    say!("a circle: {}", names.join(" > "))
}

/// Every circle once, from its first name in the order of the files. Walked with a stack of its own: a chain of names can be as long as a pack.
fn circles<'s>(
    starts: &[&'s Placed<String>],
    edges: impl Fn(&str) -> Vec<String>,
) -> Vec<Vec<&'s Placed<String>>> {
    let index: HashMap<&str, usize> = starts
        .iter()
        .enumerate()
        .rev()
        .map(|(at, name)| (name.value.as_str(), at))
        .collect();
    let next: Vec<Vec<usize>> = starts
        .iter()
        .map(|name| {
            edges(&name.value)
                .iter()
                .filter_map(|to| index.get(to.as_str()).copied())
                .collect()
        })
        .collect();
    let mut done = vec![false; starts.len()];
    let mut circles = Vec::new();
    for start in 0..starts.len() {
        // The way from the start to where we are, each with the number of ways out already tried.
        let mut way: Vec<(usize, usize)> = if done[start] {
            Vec::new()
        } else {
            vec![(start, 0)]
        };
        let mut on_way = vec![false; starts.len()];
        while let Some((at, tried)) = way.last_mut() {
            let at = *at;
            on_way[at] = true;
            let Some(to) = next[at].get(*tried).copied() else {
                done[at] = true;
                on_way[at] = false;
                way.pop();
                continue;
            };
            *tried += 1;
            if on_way[to] {
                let from = way
                    .iter()
                    .position(|(step, _)| *step == to)
                    .unwrap_or_default();
                circles.push(way[from..].iter().map(|(step, _)| starts[*step]).collect());
            } else if !done[to] {
                way.push((to, 0));
            }
        }
    }
    circles
}
