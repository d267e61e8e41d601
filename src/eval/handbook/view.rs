//! What the pages show, as plain data.

use super::words::Words;
use crate::eval::examples::{ExampleResult, RuleResult, Verdict};
use crate::rules::message::say;
use crate::rules::model::{Example, Pattern, Place, RuleSet, Section};
use serde::Serialize;
use std::collections::HashMap;

/// A rule and its page.
#[derive(Serialize)]
pub(super) struct RuleView {
    pub id: String,
    pub file: String,
    section: String,
    summary: String,
    comment: String,
    place: String,
    rank: String,
    overrides: Vec<Link>,
    source: Vec<String>,
    examples: Vec<ExampleView>,
}

#[derive(Serialize)]
struct Link {
    id: String,
    file: String,
}

#[derive(Serialize)]
struct ExampleView {
    text: String,
    class: &'static str,
    verdict: String,
    rejected: Vec<String>,
    statements: Vec<Vec<FieldView>>,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    value: String,
}

/// The rules of one section in one file: a construction.
#[derive(Serialize)]
pub(super) struct GroupView {
    pub section: String,
    pub file: String,
    comment: String,
    rules: Vec<RuleLine>,
    positive: usize,
    negative: usize,
    todo: usize,
}

#[derive(Serialize)]
struct RuleLine {
    id: String,
    file: String,
    summary: String,
}

/// A stance, with an example and its verbs.
#[derive(Serialize)]
pub(super) struct StanceView {
    name: String,
    title: String,
    describe: String,
    text: Option<String>,
    rule: String,
    file: String,
    count: usize,
    verbs: Vec<VerbView>,
}

#[derive(Serialize)]
struct VerbView {
    lemma: String,
    root: String,
    form: String,
    governs: String,
    roles: String,
}

/// The name of a page for every rule: its id, where that can be the name of a file, and a number where two would be the same.
pub(super) fn files(set: &RuleSet) -> HashMap<String, String> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut files = HashMap::new();
    for pattern in &set.patterns {
        let id = &pattern.id.value;
        let plain: String = id
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '_' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        // Some systems do not tell capitals apart.
        let count = taken.entry(plain.to_lowercase()).or_default();
        *count += 1;
        let name = match count {
            1 => format!("rule-{plain}.html"),
            number => format!("rule-{plain}--{number}.html"),
        };
        files.insert(id.clone(), name);
    }
    files
}

fn section(section: Section, words: Words) -> String {
    words.tell(&match section {
        Section::Pattern => say!("pattern"),
        Section::Exclusion => say!("exclusion"),
        Section::Mark => say!("mark rule"),
        Section::StanceRule => say!("stance rule"),
    })
}

/// The comment lines that end before a line (counted from 0) of a file.
fn comment_above(lines: &[&str], line: usize) -> String {
    let above = lines.get(..line).unwrap_or_default().iter().rev();
    let mut found: Vec<&str> = above
        .take_while(|line| line.trim_start().starts_with('#'))
        .filter_map(|line| plain_comment(line))
        .collect();
    found.reverse();
    found.join(" ")
}

/// The text of a comment; nothing where it is for an editor.
fn plain_comment(line: &str) -> Option<&str> {
    let text = line.trim_start().trim_start_matches('#').trim();
    (!text.starts_with("yaml-language-server")).then_some(text)
}

/// The comment that a file begins with.
fn comment_of(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    let lines: Vec<&str> = lines.filter_map(plain_comment).collect();
    lines.join(" ")
}

fn text_of(set: &RuleSet, place: Place) -> (&str, &str) {
    let file = set.files.get(place.file as usize);
    file.map_or(("", ""), |file| (file.path.as_str(), file.text.as_str()))
}

/// The lines of an entry up to its examples, without the indentation that they share.
fn source(lines: &[&str], entry: Place, end: usize) -> Vec<String> {
    let first = (entry.line as usize).saturating_sub(1);
    let entry: Vec<&str> = lines
        .get(first..end.min(lines.len()))
        .unwrap_or_default()
        .to_vec();
    let entry = entry
        .into_iter()
        .take_while(|line| line.trim() != "examples:");
    let kept: Vec<&str> = entry.collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let full = kept.iter().filter(|line| !line.trim().is_empty());
    let shared = full.map(indent).min().unwrap_or(0);
    kept.iter()
        .map(|line| line.get(shared..).unwrap_or_default().to_owned())
        .collect()
}

/// All rules, in the order of the set; `order` is the order in which they are tried.
pub(super) fn rules(
    set: &RuleSet,
    order: &[usize],
    results: &[RuleResult],
    files: &HashMap<String, String>,
    words: Words,
) -> Vec<RuleView> {
    let results: HashMap<&str, &RuleResult> =
        results.iter().map(|one| (one.id.as_str(), one)).collect();
    let ranks: HashMap<usize, usize> = order
        .iter()
        .enumerate()
        .map(|(rank, at)| (*at, rank + 1))
        .collect();
    let views = set.patterns.iter().enumerate().map(|(at, pattern)| {
        let (path, text) = text_of(set, pattern.entry);
        let lines: Vec<&str> = text.lines().collect();
        let first = (pattern.entry.line as usize).saturating_sub(1);
        let written = text.get(..pattern.entry.end as usize).unwrap_or(text);
        let result = results.get(pattern.id.value.as_str());
        RuleView {
            id: pattern.id.value.clone(),
            file: files.get(&pattern.id.value).cloned().unwrap_or_default(),
            section: section(pattern.section, words),
            summary: pattern.summary.clone(),
            comment: comment_above(&lines, first),
            place: format!("{path}:{}", pattern.id.place.line),
            rank: ranks.get(&at).map_or_else(String::new, |rank| {
                words.tell(&say!(
                    "number {} of {} in the order in which rules are tried",
                    *rank,
                    order.len()
                ))
            }),
            overrides: pattern
                .overrides
                .iter()
                .map(|other| Link {
                    id: other.value.clone(),
                    file: files.get(&other.value).cloned().unwrap_or_default(),
                })
                .collect(),
            source: source(&lines, pattern.entry, written.lines().count()),
            examples: examples(
                pattern,
                result.map_or(&[], |result| &result.examples),
                words,
            ),
        }
    });
    views.collect()
}

fn examples(pattern: &Pattern, results: &[ExampleResult], words: Words) -> Vec<ExampleView> {
    let pairs = pattern.examples.iter().zip(results);
    pairs
        .map(|(example, result)| {
            let (class, verdict) = match (&result.verdict, is_positive(example)) {
                (Verdict::Passed, true) => ("positive", say!("found, exactly so")),
                (Verdict::Passed, false) => ("counter", say!("nothing is found, as it must be")),
                (Verdict::Todo(_), _) => (
                    "todo",
                    say!("a known failure: this is what should be found"),
                ),
                (Verdict::Failed(_) | Verdict::NoLongerTodo, _) => {
                    ("failed", say!("not as it says"))
                }
            };
            let statements = example.expect.iter().map(|expected| {
                let fields = expected.fields.iter().map(|(name, values)| {
                    let values: Vec<&str> =
                        values.iter().map(|value| value.value.as_str()).collect();
                    FieldView {
                        name: name.value.clone(),
                        value: if values.is_empty() {
                            words.tell(&say!("(nothing)"))
                        } else {
                            values.join(" | ")
                        },
                    }
                });
                fields.collect()
            });
            ExampleView {
                text: example.text.value.clone(),
                class,
                verdict: words.tell(&verdict),
                rejected: example
                    .rejected
                    .iter()
                    .map(|one| one.value.clone())
                    .collect(),
                statements: statements.collect(),
            }
        })
        .collect()
}

fn is_positive(example: &Example) -> bool {
    !example.expect.is_empty() || !example.rejected.is_empty()
}

/// The rules by section and file, in the order of the set.
pub(super) fn groups(
    set: &RuleSet,
    files: &HashMap<String, String>,
    words: Words,
) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    let mut places: HashMap<(String, &str), usize> = HashMap::new();
    for pattern in &set.patterns {
        let (path, text) = text_of(set, pattern.entry);
        let section = section(pattern.section, words);
        let place = *places.entry((section.clone(), path)).or_insert_with(|| {
            groups.push(GroupView {
                section,
                file: path.to_owned(),
                comment: comment_of(text),
                rules: Vec::new(),
                positive: 0,
                negative: 0,
                todo: 0,
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(place) else {
            continue;
        };
        group.rules.push(RuleLine {
            id: pattern.id.value.clone(),
            file: files.get(&pattern.id.value).cloned().unwrap_or_default(),
            summary: pattern.summary.clone(),
        });
        for example in &pattern.examples {
            group.todo += usize::from(example.todo);
            group.positive += usize::from(!example.todo && is_positive(example));
            group.negative += usize::from(!example.todo && !is_positive(example));
        }
    }
    groups.sort_by(|a, b| (&a.section, &a.file).cmp(&(&b.section, &b.file)));
    groups
}

/// The stances with their verbs, and for each the first example that has it.
pub(super) fn stances(
    set: &RuleSet,
    files: &HashMap<String, String>,
    words: Words,
) -> Vec<StanceView> {
    let views = set.stances.iter().map(|stance| {
        let name = &stance.name.value;
        let shown = |example: &Example| {
            let fields = example.expect.iter().flat_map(|expected| &expected.fields);
            let stances = fields.filter(|(field, _)| field.value == "stance");
            stances
                .flat_map(|(_, values)| values)
                .filter(|value| value.value == *name)
                .count()
        };
        let all = set
            .patterns
            .iter()
            .flat_map(|pattern| pattern.examples.iter().map(move |one| (pattern, one)));
        let of: Vec<_> = all.filter(|(_, one)| !one.todo && shown(one) > 0).collect();
        // The shortest text shows it best.
        let best = of
            .iter()
            .min_by_key(|(_, one)| one.text.value.chars().count());
        let names = |names: &[crate::rules::model::Placed<String>]| {
            let names: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
            names.join(", ")
        };
        let verbs = set.verbs.iter().filter(|verb| verb.stance.value == *name);
        StanceView {
            name: name.clone(),
            title: words.stance(name),
            describe: stance.describe.clone(),
            text: best.map(|(_, one)| one.text.value.clone()),
            rule: best
                .map(|(pattern, _)| pattern.id.value.clone())
                .unwrap_or_default(),
            file: best
                .and_then(|(pattern, _)| files.get(&pattern.id.value).cloned())
                .unwrap_or_default(),
            count: of.iter().map(|(_, one)| shown(one)).sum(),
            verbs: verbs
                .map(|verb| VerbView {
                    lemma: verb.lemma.value.clone(),
                    root: verb.root.clone(),
                    form: verb.form.clone(),
                    governs: names(&verb.governs),
                    roles: names(&verb.roles),
                })
                .collect(),
        }
    });
    views.collect()
}
