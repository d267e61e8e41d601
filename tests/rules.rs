//! The examples that stand with the built-in rules, and proofs that running examples notices what is wrong with them.

use isnad::eval::examples::{Difference, RuleResult, Tally, Verdict, run, tally};
use isnad::pattern::compiled;
use isnad::rules::model::RuleSet;
use isnad::rules::{load_dir, load_files};
use std::fmt::Write;

fn results(set: &RuleSet) -> Vec<RuleResult> {
    let rules = compiled(set).unwrap_or_else(|error| panic!("{error}"));
    run(set, &rules, |_| true)
}

#[test]
fn every_example_in_the_rules_is_as_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let set = load_dir(folder).unwrap_or_else(|error| panic!("{error}"));
    let results = results(&set);
    let mut failures = String::new();
    for rule in &results {
        for example in rule.examples.iter().filter(|e| e.verdict.is_failure()) {
            let file = &set.files[example.place.file as usize].path;
            let place = (example.place.line, example.place.column);
            let _ = writeln!(
                failures,
                "{file}:{}:{}: {}: {}\n{:#?}",
                place.0, place.1, rule.id, example.text, example.verdict
            );
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(tally(&results).passed > 0, "there are no examples");
}

const CLAUSE: &str = "
patterns:
  - id: clause
    summary: A verb, its subject and a clause.
    match:
      - cue: verb
      - speaker
      - complementizer
      - clause
";
const POSITIVE: &str = "
      - text: قال الحارس إن الباب مغلق.
        expect:
          - {speaker: الحارس, stance: neutral, content: الباب مغلق, rule: clause, kind: indirect, cue: قال, mention: الحارس, channel: null, quotes: []}
";
const NEGATIVE: &str = "
      - text: وصل الحارس.
        expect: []
";

/// A pack of two verbs, with the examples given of its one pattern and more sections behind them.
fn pack(examples: &str, more: &str) -> Vec<RuleResult> {
    let tiny = format!(
        "schema: 1\npack: tiny
stances:
  - {{name: neutral, describe: says it}}
  - {{name: deny, describe: says that it is not so}}
frames:
  - {{name: clause, describe: a clause}}
verbs:
  - {{lemma: قال, form: I, past: قال, present: يقول, stance: neutral, role: plain, governs: clause}}
elements:
  speaker:
    describe: who says it
    any:
      - [{{word: 1..3, lazy: true}}]
  complementizer:
    describe: what opens the clause
    any:
      - [إن]
{CLAUSE}    examples:{examples}{more}"
    );
    let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = vec![
        own("folding.yaml", include_str!("../rules/folding.yaml")),
        own("morphology.yaml", include_str!("../rules/morphology.yaml")),
        own("tiny.yaml", &tiny),
    ];
    let set = load_files(files).unwrap_or_else(|error| panic!("{error}"));
    results(&set)
}

fn counts(passed: usize, failed: usize, todo: usize) -> Tally {
    Tally {
        passed,
        failed,
        todo,
    }
}

fn failure(result: &RuleResult, example: usize) -> &[Difference] {
    match &result.examples[example].verdict {
        Verdict::Failed(differences) => differences,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_as_expected_passes() {
    let results = pack(&format!("{POSITIVE}{NEGATIVE}"), "");
    assert_eq!(tally(&results), counts(2, 0, 0), "{results:#?}");
}

#[test]
fn another_speaker_fails_with_both_values() {
    let wrong = POSITIVE.replace("speaker: الحارس", "speaker: حارس");
    let results = pack(&format!("{wrong}{NEGATIVE}"), "");
    assert_eq!(tally(&results), counts(1, 1, 0));
    match failure(&results[0], 0) {
        [
            Difference::Field {
                statement: 1,
                field,
                expected,
                found,
                rule,
                ..
            },
        ] => {
            assert_eq!((field.as_str(), rule.as_str()), ("speaker", "clause"));
            assert_eq!(
                (&expected[..], &found[..]),
                (&["حارس".to_owned()][..], &["الحارس".to_owned()][..])
            );
        }
        other => panic!("{other:#?}"),
    }
}

#[test]
fn a_speaker_where_none_is_expected_fails() {
    let wrong = POSITIVE.replace("speaker: الحارس", "speaker: null");
    let results = pack(&format!("{wrong}{NEGATIVE}"), "");
    assert!(matches!(
        failure(&results[0], 0),
        [Difference::Field { expected, .. }] if expected.is_empty()
    ));
}

#[test]
fn statements_too_few_and_too_many_fail() {
    let two = "
      - text: قال الحارس إن الباب مغلق. وصل المدير.
        expect:
          - {speaker: المدير, stance: deny, content: وصل}
          - {speaker: الحارس, stance: neutral, content: الباب مغلق}
      - text: قال الحارس إن الباب مغلق.
        expect: []
";
    let results = pack(&format!("{POSITIVE}{NEGATIVE}{two}"), "");
    assert_eq!(tally(&results), counts(2, 2, 0));
    assert!(matches!(
        failure(&results[0], 2),
        [Difference::Missing { .. }]
    ));
    assert!(
        matches!(failure(&results[0], 3), [Difference::Surplus { rule, .. }] if rule == "clause")
    );
}

#[test]
fn a_todo_that_fails_is_kept_and_one_that_passes_is_reported() {
    let known = "
      - text: وصل الحارس أمس.
        todo: true
        expect:
          - {speaker: الحارس, stance: neutral, content: وصل}
";
    let results = pack(&format!("{POSITIVE}{NEGATIVE}{known}"), "");
    assert_eq!(tally(&results), counts(2, 0, 1));
    let mended = format!("{POSITIVE}        todo: true\n");
    let results = pack(&format!("{POSITIVE}{NEGATIVE}{mended}"), "");
    assert_eq!(tally(&results), counts(2, 1, 0));
    assert_eq!(results[0].examples[2].verdict, Verdict::NoLongerTodo);
}

#[test]
fn a_rule_that_lives_on_the_work_of_another_fails() {
    let idle = "
  - id: idle
    summary: Comes too late.
    match:
      - cue: verb
      - speaker
      - clause
    examples:
      - text: قال الحارس إن الباب مغلق.
        expect:
          - {speaker: الحارس, stance: neutral, content: الباب مغلق}
      - text: قال الحارس إن الباب مغلق.
        expect:
          - {speaker: الحارس, stance: neutral, content: الباب مغلق, rule: clause}
      - text: وصل الحارس.
        expect: []
";
    let results = pack(&format!("{POSITIVE}{NEGATIVE}"), idle);
    assert_eq!(tally(&results), counts(4, 1, 0), "{results:#?}");
    assert_eq!(
        failure(&results[1], 0),
        [Difference::OtherRules {
            rules: vec!["clause".to_owned()]
        }]
    );
}

#[test]
fn marks_are_held_to_the_strings_that_they_reject_themselves() {
    let marks = "
marks:
  - id: named-gate
    summary: The name of a gate.
    match:
      - بوابة
      - cue: quotation
    examples:
      - text: فتحت بوابة \"النصر\" أمس.
        expect: []
        rejected: [النصر]
      - text: فتحت بوابة \"النصر\" أمس.
        expect: []
      - text: وصل إلى \"النصر\" أمس.
        expect: []
        rejected: [النصر]
      - text: وصل إلى \"النصر\" أمس.
        expect: []
";
    let results = pack(&format!("{POSITIVE}{NEGATIVE}"), marks);
    assert_eq!(tally(&results), counts(4, 2, 0), "{results:#?}");
    assert!(matches!(failure(&results[1], 1), [Difference::Rejected { text }] if text == "النصر"));
    assert!(matches!(
        failure(&results[1], 2),
        [Difference::NotRejected { rule, .. }] if rule.as_deref() != Some("named-gate")
    ));
}
