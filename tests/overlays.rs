//! A folder laid over the built-in pack: adds to it, replaces, takes out, switches off, and says so where it does.

use isnad::pattern::compiled;
use isnad::rules::model::{RuleSet, Thing};
use isnad::rules::{LoadError, load_files_over};
use isnad::{Analyzer, Document, Rules};
use std::fs;
use std::sync::LazyLock;

const HEAD: &str = "schema: 1\npack: mine\nversion: 1.0.0\n";

/// The built-in pack with one file laid over it.
fn over(text: &str) -> Result<RuleSet, LoadError> {
    let base = RuleSet::builtin().expect("the built-in pack");
    load_files_over(
        base,
        vec![("mine.yaml".to_owned(), format!("{HEAD}{text}"))],
    )
}

fn laid(text: &str) -> RuleSet {
    over(text).unwrap_or_else(|error| panic!("{error}"))
}

fn wrong(text: &str) -> String {
    match over(text) {
        Ok(_) => panic!("nothing is wrong"),
        Err(error) => error.to_string(),
    }
}

/// `speaker: content (stance, rule)` of every statement.
fn statements(rules: &Rules, text: &str) -> Vec<String> {
    let analysis = Analyzer::new(rules)
        .analyze(&Document::new("t", text))
        .expect("a short text");
    let line = |statement: &isnad::attribution::analysis::Attribution| {
        let speaker = statement
            .speaker
            .as_ref()
            .map_or("nobody", |speaker| speaker.name.as_str());
        let content = &statement.content[0].text;
        format!(
            "{speaker}: {content} ({}, {})",
            statement.stance, statement.rule
        )
    };
    analysis.attributions.iter().map(line).collect()
}

fn without(article: &str) -> Vec<String> {
    static BUILTIN: LazyLock<Rules> =
        LazyLock::new(|| Rules::builtin().expect("the built-in pack"));
    statements(&BUILTIN, article)
}

/// What an overlay of all sorts makes of a text; compiled once, because that takes its time in a test build.
fn with(article: &str) -> Vec<String> {
    static LAID: LazyLock<Rules> = LazyLock::new(|| {
        compiled(&laid(&format!("{OF_ALL_SORTS}{}", copy())))
            .unwrap_or_else(|error| panic!("{error}"))
    });
    statements(&LAID, article)
}

const OF_ALL_SORTS: &str = "
disable:
  rules: [passive-clause]
  verbs: [أنكر]
  lists: [disease]
verbs:
  - {lemma: كهكه, past: كهكه, present: يكهكه, stance: claim, role: plain, governs: clause}
  - {lemma: أكد, past: أكد, present: يؤكد, stance: promise, role: plain, governs: clause, replaces: true}
exclusions:
  - id: not-in-dreams
    summary: What is said in a dream is not said.
    match: [{cue: verb}, {word: 1..3, lazy: true}, منامه]
    examples:
      - {text: قال الوزير في منامه إن الخطة جاهزة., expect: []}
      - {text: قال الوزير إن الخطة جاهزة., expect: [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]}
  - id: not-forever
    summary: Who points to eternity says nothing.
    match: [{cue: verb}, الى, الابد]
    examples:
      - {text: أشار الى الابد., expect: []}
      - {text: قال الوزير إن الخطة جاهزة., expect: [{speaker: الوزير, stance: neutral, content: الخطة جاهزة}]}
";

/// A built-in rule under another id.
fn copy() -> String {
    let set = RuleSet::builtin().expect("the built-in pack");
    let rule = set
        .patterns
        .iter()
        .find(|rule| rule.id.value == "verb-short-subject-clause")
        .expect("a rule of the built-in pack");
    let text = &set.files[rule.id.place.file as usize].text;
    let entry = &text[rule.entry.start as usize..rule.entry.end as usize];
    format!(
        "patterns:\n  - {}\n",
        entry.replace("id: verb-short-subject-clause", "id: mine")
    )
}

#[test]
fn a_verb_is_added() {
    let article = "كهكه الوزير إن الخطة جاهزة.";
    assert_eq!(without(article), [""; 0]);
    assert_eq!(with(article), ["الوزير: الخطة جاهزة (claim, mine)"]);
}

#[test]
fn a_verb_is_replaced_where_the_file_says_so_and_refused_where_it_does_not() {
    let article = "أكد الوزير أن الخطة جاهزة.";
    assert_eq!(
        without(article),
        ["الوزير: الخطة جاهزة (affirm, verb-short-subject-clause)"]
    );
    assert_eq!(with(article), ["الوزير: الخطة جاهزة (promise, mine)"]);
    let error = wrong("verbs:\n  - {lemma: أكد, past: أكد, present: يؤكد, stance: promise}\n");
    assert!(
        error.contains("mine.yaml:5:13: error[R019]: the verb `أكد` is there in the pack below")
            && error.contains("replaces: true"),
        "{error}"
    );
}

#[test]
fn a_verb_is_switched_off_and_rules_that_ask_for_it_stay_sound() {
    let article = "أنكر الوزير أن الخطة جاهزة.";
    assert_eq!(without(article).len(), 1);
    assert_eq!(with(article), [""; 0]);
    // A rule of the built-in pack asks for this lemma by name.
    laid("disable: {verbs: [قال]}\n");
    // One spelling may be several verbs.
    assert!(wrong("disable: {verbs: [نبه]}\n").contains("did you mean `نبه_إلى`?"));
    let error = wrong("disable: {verbs: [أنكرر]}\n");
    assert!(
        error.contains("error[R023]") && error.contains("did you mean `أنكر`?"),
        "{error}"
    );
}

#[test]
fn a_rule_is_switched_off() {
    let article = "وقيل إن الخطة جاهزة.";
    let rules = |lines: Vec<String>| lines.iter().any(|line| line.ends_with("passive-clause)"));
    assert!(rules(without(article)) && !rules(with(article)));
    let error = wrong("disable: {rules: [pasive-clause]}\n");
    assert!(error.contains("did you mean `passive-clause`?"), "{error}");
}

#[test]
fn an_exclusion_takes_away_what_a_built_in_rule_finds() {
    let article = "قال الوزير في منامه إن الخطة جاهزة.";
    assert_eq!(without(article).len(), 1);
    assert_eq!(with(article), [""; 0]);
}

#[test]
fn a_spelling_that_only_a_rule_asks_for_is_still_read_as_what_it_is_another_spelling_of() {
    let article = "وأشار الوزير الى فتح الطريق. ودعا المدير الى اغلاق الجسر.";
    let found = without(article);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(with(article), found);
    let forever = "وأشار الى الابد.";
    assert_eq!(without(forever).len(), 1);
    assert_eq!(with(forever), [""; 0]);
}

#[test]
fn of_two_rules_alike_the_one_laid_over_comes_first() {
    let article = "قال وزير الصحة إن المستشفيات جاهزة.";
    assert_eq!(
        without(article),
        ["وزير الصحة: المستشفيات جاهزة (neutral, verb-short-subject-clause)"]
    );
    assert_eq!(
        with(article),
        ["وزير الصحة: المستشفيات جاهزة (neutral, mine)"]
    );
}

#[test]
fn words_are_added_to_a_list_and_taken_out_of_it() {
    let set = laid("lists:\n  disease:\n    words: [حمى الوادي]\n    remove: [زيكا]\n");
    let list = set.lists.iter().find(|list| list.name.value == "disease");
    let words: Vec<&str> = list
        .map(|list| {
            list.words
                .iter()
                .map(|word| word.word.value.as_str())
                .collect()
        })
        .unwrap_or_default();
    assert!(words.contains(&"حمى الوادي") && words.contains(&"كورونا"));
    assert!(!words.contains(&"زيكا"));
    assert_eq!(
        set.changes
            .iter()
            .map(|change| (change.thing, change.name.as_str(), change.list.as_deref()))
            .collect::<Vec<_>>(),
        [(Thing::Word, "زيكا", Some("disease"))]
    );
    let error = wrong("lists: {disease: {words: [كورونا]}}\n");
    assert!(error.contains("has the word `كورونا` already"), "{error}");
    let error = wrong("lists: {disease: {remove: [كورونه]}}\n");
    assert!(error.contains("did you mean `كورونا`?"), "{error}");
    let replaced = laid("lists: {disease: {replaces: true, words: [حمى الوادي]}}\n");
    let list = replaced
        .lists
        .iter()
        .find(|list| list.name.value == "disease");
    assert_eq!(list.map(|list| list.words.len()), Some(1));
    let emptied = laid("disable: {lists: [disease]}\n");
    let list = emptied
        .lists
        .iter()
        .find(|list| list.name.value == "disease");
    assert_eq!(list.map(|list| list.words.len()), Some(0));
}

#[test]
fn an_element_is_replaced_and_what_needs_it_is_told() {
    let error = wrong("elements:\n  introduction: {any: [[إن]]}\n");
    assert!(
        error.contains("R019") && error.contains("replaces: true"),
        "{error}"
    );
    // A name means one thing, whatever section it stands in.
    let error = wrong("elements:\n  complementizer: {any: [[إن]]}\n");
    assert_eq!(
        error,
        "mine.yaml:5:3: error[R019]: `complementizer` is the name of a list in the pack below (give it another name)"
    );
    // The built-in element `aside` holds this one.
    let error = wrong("elements:\n  time: {replaces: true, any: [[aside]]}\n");
    assert!(
        error.contains("built-in/elements/")
            && error.contains("R013")
            && error.contains("laid over it has changed"),
        "{error}"
    );
}

#[test]
fn folding_is_replaced_as_a_whole_and_by_intent_only() {
    let set = RuleSet::builtin().expect("the built-in pack");
    let folding = set
        .files
        .iter()
        .find(|file| file.path == "built-in/folding.yaml")
        .expect("a file of the built-in pack");
    let section = &folding.text[folding.text.find("\ntext:").expect("the section")..];
    let error = wrong(section);
    assert!(
        error.contains("R019") && error.contains("replaces: [text]"),
        "{error}"
    );
    let set = laid(&format!("replaces: [text]\n{section}"));
    let source = set.text_source.as_ref().map(|(file, _)| *file as usize);
    assert_eq!(source, Some(set.files.len() - 1));
    assert_eq!(set.changes.len(), 1);
}

#[test]
fn a_folder_is_laid_over_the_built_in_pack_by_the_library() {
    let folder = tempfile::tempdir().expect("a folder");
    let verb = "verbs:\n  - {lemma: كهكه, past: كهكه, present: يكهكه, stance: claim, role: plain, governs: clause}\n";
    fs::write(folder.path().join("verb.yaml"), format!("{HEAD}{verb}")).expect("a file");
    let rules = Rules::builtin_with(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(statements(&rules, "كهكه الوزير إن الخطة جاهزة.").len(), 1);
    assert_ne!(
        rules.hash(),
        Rules::builtin().expect("the built-in pack").hash()
    );
    // By itself the folder is no whole pack.
    assert!(Rules::load(folder.path()).is_err());
}

#[test]
fn the_pack_inside_the_program_says_what_it_is() {
    let set = RuleSet::builtin().expect("the built-in pack");
    assert_eq!(set.packs.len(), 1);
    assert_eq!(set.packs[0].name, "core");
    assert!(set.packs[0].version.is_some());
}
