//! `isnad eval`: the figures against those that the reference scorer once computed, and what becomes of bad input.
//!
//! tests/eval/ holds a gold set, analyses that were spoilt in every way (speakers, stances, contents, cues, marks, whole articles), and
//! figures.json: what a scorer written independently, in another language, makes of the two.

use assert_cmd::Command;
use isnad::Rules;
use isnad::eval::score::{Cause, Figure, GoldArticle, Spelling, Verdict, grouped, score};
use isnad::eval::stored::{Lines, StoredAnalysis};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn records<T: for<'de> serde::Deserialize<'de>>(path: &str) -> Vec<T> {
    let lines = Lines::<T>::open(&here(path)).expect("the file is there");
    lines.map(|line| line.expect("a record")).collect()
}

/// Gold set and analyses by article.
fn sets() -> (Vec<GoldArticle>, HashMap<String, StoredAnalysis>) {
    let found = records::<StoredAnalysis>("tests/eval/predicted.jsonl");
    let by_id = found.into_iter().map(|one| (one.document.id.clone(), one));
    (records("tests/eval/gold.jsonl"), by_id.collect())
}

#[test]
fn the_figures_are_those_of_the_reference_scorer() {
    let (gold, found) = sets();
    let rules = Rules::builtin().unwrap();
    let result = score(&Spelling::new().unwrap(), &rules, &gold, &found);
    let reference: Value =
        serde_json::from_str(&fs::read_to_string(here("tests/eval/figures.json")).unwrap())
            .unwrap();
    assert_eq!(reference.as_object().unwrap().len(), result.figures.0.len());
    for (name, figure) in &result.figures.0 {
        let figure = match figure {
            Figure::Count(count) => *count as f64,
            Figure::Share(share) => *share,
        };
        let wanted = reference[name].as_f64().expect("the reference has it");
        assert!(
            (figure - wanted).abs() < 1e-12,
            "{name}: {figure}, {wanted}"
        );
    }
}

#[test]
fn every_statement_is_accounted_for_once() {
    let (gold, found) = sets();
    let rules = Rules::builtin().unwrap();
    let result = score(&Spelling::new().unwrap(), &rules, &gold, &found);
    for article in &result.articles {
        let mut annotated: Vec<usize> = article.pairs.iter().filter_map(|pair| pair.gold).collect();
        annotated.sort_unstable();
        let all: Vec<usize> = (0..article.gold.attributions.len()).collect();
        assert_eq!(annotated, all, "{}", article.gold.article);
        let mut analysed: Vec<usize> = article.pairs.iter().filter_map(|pair| pair.found).collect();
        analysed.sort_unstable();
        let all: Vec<usize> = (0..article.found.map_or(0, |one| one.attributions.len())).collect();
        assert_eq!(analysed, all, "{}", article.gold.article);
    }
    // What the bins count is what the precision counts.
    let counted: usize = result.reliability.bins().iter().map(|bin| bin.count).sum();
    let pairs = result.articles.iter().flat_map(|article| &article.pairs);
    let held = pairs.filter(|pair| pair.found.is_some() && pair.verdict != Verdict::Free);
    assert_eq!(counted, held.count());
    for bin in result.reliability.bins() {
        assert!(bin.right <= bin.found && bin.found <= 1.0, "{bin:?}");
        assert!(
            bin.from <= bin.confidence && bin.confidence < bin.below,
            "{bin:?}"
        );
    }
}

#[test]
fn errors_are_grouped_by_cause_and_construction() {
    let (gold, found) = sets();
    let rules = Rules::builtin().unwrap();
    let result = score(&Spelling::new().unwrap(), &rules, &gold, &found);
    let errors = result.errors();
    let groups = grouped(&errors);
    assert_eq!(
        groups.iter().map(|group| group.count).sum::<usize>(),
        errors.len()
    );
    assert!(groups.windows(2).all(|two| two[0].count >= two[1].count));
    let of = |cause: Cause| errors.iter().filter(|error| error.cause == cause).count();
    let counts = [
        Cause::MissingArticle,
        Cause::Missed,
        Cause::Speaker,
        Cause::False,
        Cause::Stance,
    ]
    .map(of);
    // Counted by the reference scorer.
    assert_eq!(counts, COUNTS);
    let missed = groups
        .iter()
        .find(|group| group.cause == Cause::Missed)
        .unwrap();
    assert_eq!((missed.rule.as_str(), missed.family.as_str()), ("", "verb"));
}

const COUNTS: [usize; 5] = [2, 48, 12, 13, 16];

/// Runs `isnad eval` and gives exit code, standard output and standard error.
fn eval(arguments: &[&str], within: &Path) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command
        .env_remove("TERM")
        .arg("eval")
        .args(arguments)
        .current_dir(within);
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn articles_are_analyzed_and_analyses_are_taken_as_they_are() {
    let root = here("");
    let gold = "tests/articles/gold.jsonl";
    let (code, from_articles, err) = eval(&[gold, "tests/articles", "--format", "json"], &root);
    assert_eq!((code, err.as_str()), (0, ""));
    let folder = tempfile::tempdir().unwrap();
    let stored = folder.path().join("analyses.jsonl");
    let stored = stored.to_str().unwrap();
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args([
            "analyze",
            "tests/articles",
            "--format",
            "jsonl",
            "-o",
            stored,
        ])
        .current_dir(&root)
        .assert()
        .success();
    let (code, from_analyses, _) = eval(&[gold, stored, "--format", "json"], &root);
    assert_eq!((code, &from_analyses), (0, &from_articles));
    let value: Value = serde_json::from_str(&from_articles).unwrap();
    assert!(value["figures"]["attribution_f1"].as_f64().unwrap() > 0.5);
    assert_eq!(value["errors"], Value::Array(Vec::new()));
    let (_, some, _) = eval(&[gold, stored, "--format", "json", "--errors", "3"], &root);
    let value: Value = serde_json::from_str(&some).unwrap();
    assert_eq!(value["errors"].as_array().unwrap().len(), 3);

    // Without texts there is nothing to read on a page.
    let (code, _, err) = eval(&[gold, stored, "--html", "page.html"], folder.path());
    assert_eq!(code, 2);
    assert!(
        err.contains("tests/articles/gold.jsonl: No such file"),
        "{err}"
    );
    let gold = root.join(gold);
    let (code, _, err) = eval(
        &[gold.to_str().unwrap(), stored, "--html", "page.html"],
        folder.path(),
    );
    assert_eq!(code, 2);
    assert!(
        err.contains("page.html: a page needs the articles"),
        "{err}"
    );
    assert!(!folder.path().join("page.html").exists());
}

#[test]
fn the_page_shows_every_article_and_needs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let arguments = [
        "tests/articles/gold.jsonl",
        "tests/articles",
        "--html",
        page.to_str().unwrap(),
    ];
    let (code, out, _) = eval(&arguments, &here(""));
    assert_eq!(code, 0);
    assert!(
        out.contains("\nattribution_f1 ") && out.contains("\nconfidence "),
        "{out}"
    );
    let html = fs::read_to_string(&page).unwrap();
    for gold in records::<GoldArticle>("tests/articles/gold.jsonl") {
        assert!(html.contains(&format!("<article id=\"{}\">", gold.article)));
    }
    // Taking the marks away leaves the text as it is.
    let text = fs::read_to_string(here("tests/articles/06-mixed.txt")).unwrap();
    let from = html.split("<article id=\"06-mixed\">").nth(1).unwrap();
    let from = from
        .split("<div class=\"text\" dir=\"rtl\">")
        .nth(1)
        .unwrap();
    let shown = from.split("</div>").next().unwrap();
    let mut plain = String::new();
    let mut inside = false;
    for c in shown.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    assert_eq!(plain.replace("&quot;", "\"").replace("&amp;", "&"), text);
    assert!(!html.contains("http"), "nothing is loaded from anywhere");
}

#[test]
fn bad_input_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", "قال الوزير إن الخطة جاهزة.\n");
    write(
        "broken.jsonl",
        "{\"article\": \"a\", \"attributions\": []}\n{\"article\": \"b\"}\n",
    );
    write("array.jsonl", "[]\n");
    write("empty.jsonl", "\n");
    write(
        "good.jsonl",
        "{\"article\": \"a\", \"attributions\": []}\n{\"article\": \"b\", \"attributions\": []}\n",
    );
    for (gold, said) in [
        (
            "broken.jsonl",
            "broken.jsonl: line 2: missing field `attributions`",
        ),
        ("array.jsonl", "array.jsonl: line 1: a JSON array"),
        ("empty.jsonl", "empty.jsonl: there are no articles in it"),
        ("missing.jsonl", "missing.jsonl: No such file"),
        (".", ".: is a folder"),
    ] {
        let (code, out, err) = eval(&[gold, "a.txt"], folder.path());
        assert_eq!((code, out.as_str()), (2, ""), "{gold}");
        assert!(err.contains(said), "{err}");
    }
    // What can be measured is, and what is missing is said.
    let (code, out, err) = eval(&["good.jsonl", "a.txt"], folder.path());
    assert_eq!(code, 2);
    assert!(
        out.contains("articles               2") && out.contains("article missing"),
        "{out}"
    );
    assert_eq!(err, "isnad: b: annotated, and not among the articles\n");
}
