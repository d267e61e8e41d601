use super::model::What;
use super::{LoadError, RuleSet, load_files};

fn load(text: &str) -> Result<RuleSet, LoadError> {
    load_files(vec![(
        "t.yaml".to_owned(),
        format!("schema: 1\npack: test\n{text}"),
    )])
}

fn codes(text: &str) -> Vec<String> {
    let found = load(text)
        .err()
        .map(|error| error.diagnostics)
        .unwrap_or_default();
    found
        .iter()
        .map(|one| {
            format!(
                "{}:{} {}",
                one.labels[0].place.line,
                one.labels[0].place.column,
                one.code.as_str()
            )
        })
        .collect()
}

const GOOD: &str = include_str!("../../tests/good-rules/core.yaml");

#[test]
fn a_good_pack_loads_and_keeps_its_places() {
    let set = load_files(vec![("core.yaml".to_owned(), format!("\u{FEFF}{GOOD}"))])
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        (
            set.verbs.len(),
            set.lists.len(),
            set.elements.len(),
            set.patterns.len()
        ),
        (2, 3, 3, 4)
    );
    assert_eq!(set.files[0].pack.value, "core");
    let said =
        |place: super::model::Place| &set.files[0].text[place.start as usize..place.end as usize];
    for verb in &set.verbs {
        assert_eq!(said(verb.lemma.place), verb.lemma.value);
    }
    let pattern = &set.patterns[0];
    assert_eq!(said(pattern.conditions[0].capture.place), "cue");
    assert_eq!(said(pattern.conditions[0].feature.place), "governs");
    let repeats: Vec<(u8, u8)> = pattern.items.iter().map(|item| item.repeat).collect();
    assert_eq!(repeats, [(1, 1), (1, 1), (0, 1), (1, 1), (1, 1)]);
    let speaker = &set.elements[1].any[0];
    assert_eq!((speaker[0].repeat, speaker[1].lazy), ((0, 3), true));
    assert!(matches!(&set.elements[2].any[0][0].what, What::Literal(word) if word == "أن"));
}

#[test]
fn a_section_of_another_room_keeps_its_lines_and_columns() {
    let set =
        load("text:\n  letters:\n    a: b\n  c: d\n").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        set.text_source,
        Some((0, "\n\n\n  letters:\n    a: b\n  c: d".to_owned()))
    );
}

#[test]
fn numbers_and_switches_are_what_they_look_like() {
    assert_eq!(
        codes("lists:\n  a:\n    pronouns: yes\n    words: [1, 0..5, true]\n"),
        ["5:15 R004"]
    );
}

#[test]
fn a_syntax_error_hides_its_own_file_only() {
    let broken = "schema: 1\npack: p\nlists: {hidden: [\n".to_owned();
    let other = "schema: 1\npack: p\nelements:\n  e: {any: [[hidden, lost]]}\n".to_owned();
    let found = load_files(vec![
        ("a.yaml".to_owned(), broken),
        ("b.yaml".to_owned(), other),
    ])
    .err()
    .map(|error| error.to_string())
    .unwrap_or_default();
    assert!(
        found.contains("a.yaml:") && found.contains("R001"),
        "{found}"
    );
    assert!(
        found.contains("b.yaml:4:22: error[R012]: unknown element `lost`"),
        "{found}"
    );
    assert!(!found.contains("`hidden`"), "{found}");
}

/// An exclusion of the pack [`GOOD`] with other patterns to apply to.
fn excluding(id: &str, applies_to: &str) -> String {
    GOOD.split_once("exclusions:\n")
        .and_then(|(_, below)| below.split_once("marks:\n"))
        .map(|(exclusion, _)| exclusion.replace("not-said", id))
        .unwrap_or_default()
        .replace("[verb-subject-clause]", applies_to)
}

#[test]
fn an_exclusion_can_apply_to_what_another_applies_to() {
    let with = |others: &str| {
        let others = format!("schema: 1\npack: core\nexclusions:\n{others}");
        load_files(vec![
            ("core.yaml".to_owned(), GOOD.to_owned()),
            ("others.yaml".to_owned(), others),
        ])
    };
    let set = with(&excluding("neither-said", "[not-said]"));
    let set = set.unwrap_or_else(|error| panic!("{error}"));
    let applies = |id: &str| {
        let mut rules = set.patterns.iter().filter(|rule| rule.id.value == id);
        rules.next().map(|rule| rule.applies_to.clone())
    };
    assert!(applies("not-said").is_some_and(|ids| ids.len() == 1));
    assert_eq!(applies("not-said"), applies("neither-said"));
    let chain = excluding("neither-said", "[not-said]") + &excluding("nor-said", "[neither-said]");
    let itself = excluding("neither-said", "[neither-said]");
    for (others, who, id) in [
        (chain, "nor-said", "not-said"),
        (itself, "neither-said", "neither-said"),
    ] {
        let found = with(&others).err().map(|error| error.to_string());
        let said = format!("`{who}` cannot apply to `{id}`");
        assert!(
            found.as_deref().is_some_and(|found| found.contains(&said)),
            "{found:?}"
        );
    }
}

#[test]
fn hostile_files_are_refused_quickly() {
    let deep = format!("schema: 1\npack: {}\n", "[".repeat(100_000));
    let bomb = "schema: 1\npack: p\nlists: &a [x, x]\nverbs: [*a, *a]\n".to_owned();
    for text in [
        deep,
        bomb,
        "schema: 1\npack: p\n---\nschema: 1\n".to_owned(),
    ] {
        let found = load_files(vec![("t.yaml".to_owned(), text)])
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(found.contains("R001"), "{found}");
    }
}

#[test]
fn a_long_chain_of_elements_is_no_trouble() {
    let mut text = String::from("elements:\n");
    for at in 0..5000 {
        text.push_str(&format!("  e{at}: {{any: [[e{}]]}}\n", (at + 1) % 5000));
    }
    assert_eq!(codes(&text), ["4:3 R013"]);
}
