//! What is written twice, what nobody can see, spellings that are not as the lexicon keeps them, and what a pack says of itself.

use super::Finding;
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::say;
use crate::rules::model::{Example, List, Place, Placed, RuleFile, RuleSet, Section};
use crate::rules::vocabulary::{TATWEEL, direction_control};
use crate::text::Folding;
use std::collections::HashMap;

pub(super) fn check(set: &RuleSet, folding: &Folding, found: &mut Vec<Finding>) {
    examples(set, found);
    for list in &set.lists {
        twice(list, found);
        normalised(list, folding, found);
    }
    let mut texts: HashMap<u32, Vec<Place>> = HashMap::new();
    for example in set.patterns.iter().flat_map(|rule| &rule.examples) {
        let place = example.text.place;
        texts.entry(place.file).or_default().push(place);
    }
    for (number, file) in (0u32..).zip(&set.files) {
        if set.is_top(Place::beginning(number)) {
            let texts = texts.get(&number).map_or(&[][..], Vec::as_slice);
            unseen(number, file, texts, found);
        }
    }
    itself(set, found);
}

/// Two patterns that show the same sentence as the one that they find: only one of them finds it.
fn examples(set: &RuleSet, found: &mut Vec<Finding>) {
    let alone = |example: &&Example| {
        let own = example
            .expect
            .iter()
            .flat_map(|expected| &expected.fields)
            .all(|(field, _)| field.value != "rule");
        example.expect.len() == 1 && own && !example.todo
    };
    let mut seen: HashMap<&str, (&Placed<String>, Place)> = HashMap::new();
    for rule in set
        .patterns
        .iter()
        .filter(|rule| rule.section == Section::Pattern)
    {
        for example in rule.examples.iter().filter(alone) {
            let text = &example.text;
            match seen.get(text.value.as_str()) {
                Some((other, place)) if other.value != rule.id.value => {
                    let warning = Diagnostic::warning(
                        Code::SameExample,
                        say!(
                            "`{}` and `{}` show the same example",
                            other.value,
                            rule.id.value
                        ),
                    );
                    let warning = warning
                        .at(text.place, say!("here again"))
                        .at(*place, say!("first here"))
                        .help(say!("one statement is made by one rule: write another sentence, or `rule:` beside what is expected"));
                    found.push(Finding::new(
                        warning,
                        [other.value.clone(), rule.id.value.clone()],
                    ));
                }
                Some(_) => {}
                None => {
                    seen.insert(&text.value, (&rule.id, text.place));
                }
            }
        }
    }
}

/// A word that stands twice in a list with the same features.
fn twice(list: &List, found: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, word) in list.words.iter().enumerate() {
        let others = seen.entry(&word.word.value).or_default();
        let alike = others
            .iter()
            .filter_map(|other| list.words.get(*other))
            .find(|other| {
                (other.gender, other.number, other.kind) == (word.gender, word.number, word.kind)
            });
        if let Some(other) = alike {
            let warning = Diagnostic::warning(
                Code::WordTwice,
                say!(
                    "`{}` is twice in the list `{}`",
                    word.word.value,
                    list.name.value
                ),
            );
            let warning = warning
                .at(word.word.place, say!("again here"))
                .at(other.word.place, say!("first here"))
                .help(say!("take one of them out"));
            found.push(Finding::new(
                warning,
                [list.name.value.clone(), word.word.value.clone()],
            ));
        }
        others.push(number);
    }
}

/// Words that are not written as they are kept: with vowel signs, presentation forms and the like, which texts seldom have and matching leaves out.
fn normalised(list: &List, folding: &Folding, found: &mut Vec<Finding>) {
    for word in &list.words {
        // A stroke at the end shows that the word goes on, and is meant.
        let written = word.word.value.trim_end_matches(TATWEEL);
        let exact = folding.exact(written);
        if exact != written {
            let warning = Diagnostic::warning(
                Code::Unnormalised,
                say!("`{}` is kept as `{}`", word.word.value, exact),
            );
            let warning = warning
                .at(word.word.place, say!("signs that matching leaves out"))
                .help(say!("write `{}`", exact));
            found.push(Finding::new(
                warning,
                [list.name.value.clone(), word.word.value.clone()],
            ));
        }
    }
}

/// Direction controls outside example texts, which may hold what real texts hold.
fn unseen(number: u32, file: &RuleFile, texts: &[Place], found: &mut Vec<Finding>) {
    let mut start = 0;
    for (line, text) in (1u32..).zip(file.text.split('\n')) {
        let odd = text
            .char_indices()
            .enumerate()
            .find_map(|(column, (at, c))| {
                let byte = (start + at) as u32;
                let shown = texts
                    .iter()
                    .any(|place| place.start <= byte && byte < place.end);
                (direction_control(c) && !shown).then_some((column, byte, c))
            });
        if let Some((column, byte, c)) = odd {
            let place = Place {
                file: number,
                line,
                column: column as u32 + 1,
                start: byte,
                end: byte + c.len_utf8() as u32,
            };
            let warning = Diagnostic::warning(
                Code::DirectionControl,
                say!(
                    "there is a direction control (U+{}) on this line",
                    format!("{:04X}", c as u32)
                ),
            );
            let warning = warning
                .at(place, say!("stands here"))
                .help(say!("delete it: editors order Arabic by themselves"));
            found.push(Finding::new(warning, [file.path.clone()]));
        }
        start += text.len() + 1;
    }
}

/// The version of the pack, and its one name.
fn itself(set: &RuleSet, found: &mut Vec<Finding>) {
    let own = (0u32..).zip(&set.files);
    let own: Vec<(u32, &RuleFile)> = own
        .filter(|(number, _)| set.is_top(Place::beginning(*number)))
        .collect();
    let (Some(pack), Some((first, _))) = (set.packs.last(), own.first()) else {
        return;
    };
    if pack.version.is_none() {
        let place = own
            .first()
            .map_or(Place::beginning(*first), |(_, file)| file.pack.place);
        let warning = Diagnostic::warning(
            Code::NoVersion,
            say!("the pack `{}` states no version", pack.name),
        );
        let warning = warning.at(place, say!("the pack")).help(say!(
            "write `version: 1.0.0` at the top of one of its files"
        ));
        found.push(Finding::new(warning, [pack.name.clone()]));
    }
    let odd = own.iter().find(|(_, file)| file.pack.value != pack.name);
    if let Some((_, file)) = odd {
        let warning = Diagnostic::warning(
            Code::TwoNames,
            say!(
                "files of one folder name two packs, `{}` and `{}`",
                pack.name,
                file.pack.value
            ),
        );
        let mut warning = warning.at(file.pack.place, say!("another name than in the first file"));
        if let Some((_, first)) = own.first() {
            warning = warning.at(first.pack.place, say!("the first file"));
        }
        let warning = warning.help(say!("give all files of a folder the same `pack:`"));
        found.push(Finding::new(warning, [file.pack.value.clone()]));
    }
}
