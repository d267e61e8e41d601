//! What is said of mistakes in rules: every sentence and every part of one is looked up, in the sources and as it is said of bad files.

use super::{Language, Locale, files, is_punct, syn_string};
use isnad::rules::message::{Message, Part};
use isnad::rules::{LoadError, load_dir, load_dir_over};
use proc_macro2::{TokenStream, TokenTree};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The templates of all `say!` and `count!` in a stream, and whether a number in them may be told by the wording itself.
fn templates(stream: TokenStream, found: &mut Vec<(String, bool)>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let before = |back: usize| at.checked_sub(back).and_then(|at| trees.get(at));
        let named = |wanted: &str| {
            let name = matches!(before(2), Some(TokenTree::Ident(name)) if name == wanted);
            name && is_punct(before(1), '!')
        };
        if named("say") {
            let first = group.stream().into_iter().next();
            let text = first.and_then(|first| syn_string(&first.to_string()).ok());
            found.push((text.expect("say! begins with a template"), false));
        }
        if named("count") {
            let literals = group.stream().into_iter();
            let literals = literals.filter_map(|tree| syn_string(&tree.to_string()).ok());
            let both: Vec<String> = literals.take(2).collect();
            assert_eq!(both.len(), 2, "count! has a singular and a plural");
            found.extend(both.into_iter().map(|text| (text, true)));
        }
        templates(group.stream(), found);
    }
}

#[test]
fn every_sentence_about_rules_and_every_result_has_its_arabic_with_the_same_gaps() {
    let locale = Locale::of(Language::Ar).unwrap();
    let mut found = Vec::new();
    for (name, source) in files() {
        // Its own tests say something, too.
        if name != "rules/message.rs" {
            templates(TokenStream::from_str(&source).unwrap(), &mut found);
        }
    }
    assert!(found.len() > 500, "{}", found.len());
    assert!(found.iter().filter(|(_, counted)| *counted).count() > 20);
    let gaps = |text: &str| text.matches("{}").count();
    let missing = found.iter().filter(|(template, counted)| {
        let results = locale.results.get(template);
        let Some(wording) = results.or_else(|| locale.messages.get(template)) else {
            return true;
        };
        let wanted = gaps(template);
        let least = wanted - usize::from(*counted);
        wording
            .forms()
            .any(|form| !(least..=wanted).contains(&gaps(form)))
    });
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&(String, bool)>::new());
    let said = |key: &&String| found.iter().any(|(template, _)| template == *key);
    let idle = locale.results.keys().filter(|key| !said(key));
    assert_eq!(idle.collect::<Vec<_>>(), Vec::<&String>::new());
}

/// What of a message is not in Arabic.
fn english(message: &Message, locale: &Locale, found: &mut Vec<String>) {
    let known = locale.messages.contains_key(message.template)
        || locale.results.contains_key(message.template);
    if !message.is_empty() && !known {
        found.push(message.to_string());
    }
    for part in &message.parts {
        match part {
            Part::Said(message) => english(message, locale, found),
            Part::Heard(words) if locale.message(words, false) == *words => {
                found.push(words.clone());
            }
            _ => {}
        }
    }
}

fn below(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let entries = std::fs::read_dir(root.join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_is_said_of_bad_rules_is_said_in_arabic() {
    let locale = Locale::of(Language::Ar).unwrap();
    let base = isnad::rules::RuleSet::builtin().unwrap();
    let mut errors: Vec<LoadError> = Vec::new();
    for path in below("bad-rules").into_iter().chain(below("bad-compile")) {
        match load_dir(&path) {
            Ok(set) => errors.extend(isnad::pattern::compiled(&set).err()),
            Err(error) => errors.push(error),
        }
    }
    for path in below("bad-overlays") {
        errors.extend(load_dir_over(base.clone(), &path).err());
    }
    for path in below("bad-warnings") {
        if let Ok(set) = load_dir(&path) {
            errors.extend(isnad::pattern::warnings(&set).ok());
        }
    }
    let all: Vec<_> = errors.iter().flat_map(|error| &error.diagnostics).collect();
    assert!(all.len() > 100, "{}", all.len());
    let mut found = Vec::new();
    for one in all {
        let labels = one.labels.iter().map(|label| &label.text);
        for message in labels.chain([&one.title]).chain(&one.help) {
            english(message, &locale, &mut found);
        }
    }
    assert!(found.is_empty(), "no Arabic:\n{}", found.join("\n"));
}
