//! `isnad stats`: the counts are those of the analysis, nothing that lives is called dead, and a sample can be drawn again.

mod program;

use isnad::attribution::explain::{Fate, Observer, Sighting};
use isnad::{Analyzer, Document, Rules};
use program::run;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Keeps which rule made which statement.
#[derive(Default)]
struct Made(Vec<(usize, usize)>);

impl Observer for Made {
    fn rule(&mut self, sighting: &Sighting) {
        if let (Fate::Fired, Some(statement)) = (sighting.fate, sighting.statement) {
            self.0.push((statement, sighting.rule));
        }
    }

    fn word(&mut self, _: usize) {}

    fn cue(&mut self, _: usize) {}
}

#[test]
fn every_statement_is_counted_once_for_its_rule() {
    let rules = Rules::builtin().unwrap();
    let analyzer = Analyzer::new(&rules);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    for path in paths.iter().step_by(3) {
        let document = Document::new("a", fs::read_to_string(path).unwrap());
        let mut made = Made::default();
        let observed = analyzer.observe(&document, &mut made).unwrap();
        assert_eq!(observed, analyzer.analyze(&document).unwrap());
        for number in 0..observed.attributions.len() {
            // Stance rules change a statement that a pattern made.
            let rules = made.0.iter().filter(|(statement, _)| *statement == number);
            assert!(rules.count() >= 1, "{} {number}", path.display());
        }
    }
}

const ARTICLES: [&str; 3] = [
    "قال وزير الزراعة إن الموسم جيد. وأضاف أن الأسعار ثابتة. لم تقل الحكومة إن الزيت كثير.\n",
    "قال الوزير إن الموسم جيد.\nقال الرئيس إن المطر قليل.\nقال سالم إن الزيت كثير.\n",
    "أكد الوزير أن الموسم جيد، نافيا وجود نقص. قرأ الخبر على \"تويتر\" أمس.\n",
];

/// A folder with a small pack and three articles.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir(folder.path().join("rules")).unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    for (from, name) in [
        ("rules/folding.yaml", "folding.yaml"),
        ("rules/morphology.yaml", "morphology.yaml"),
        ("tests/explain/pack.yaml", "pack.yaml"),
    ] {
        fs::copy(root.join(from), folder.path().join("rules").join(name)).unwrap();
    }
    for (number, text) in ARTICLES.iter().enumerate() {
        fs::write(folder.path().join(format!("corpus/{number}.txt")), text).unwrap();
    }
    folder
}

/// Runs `isnad stats corpus` with the small pack.
fn stats(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let always = ["stats", "corpus", "--rules", "rules", "--no-builtin"];
    run(&[&always, arguments].concat(), folder.path(), "")
}

#[test]
fn rules_and_cues_are_counted() {
    let folder = folder();
    let (code, out, err) = stats(&folder, &["--format", "json", "--verbs"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (value["documents"].as_u64(), value["statements"].as_u64()),
        (Some(3), Some(7))
    );
    let rule = |id: &str| {
        let rules = value["rules"].as_array().unwrap();
        let rule = rules.iter().find(|rule| rule["id"] == id).unwrap();
        ["fired", "overridden", "excluded"].map(|field| rule[field].as_u64().unwrap())
    };
    assert_eq!(rule("verb-speaker-clause"), [5, 0, 1]);
    assert_eq!(rule("verb-clause"), [1, 0, 0]);
    // It fits wherever one of the two above does.
    assert_eq!(rule("verb-anything"), [0, 6, 1]);
    assert_eq!(rule("participle-object"), [1, 0, 0]);
    assert_eq!(rule("said-nothing"), [1, 0, 0]);
    assert_eq!(rule("outlet-in-marks"), [1, 0, 0]);
    assert_eq!(rule("negated-denial"), [0, 0, 0]);
    assert_eq!(
        value["dead"],
        serde_json::json!(["verb-anything", "negated-denial"])
    );
    let entries = value["entries"].as_array().unwrap();
    let said = entries
        .iter()
        .find(|entry| entry["lemma"] == "قال")
        .unwrap();
    assert_eq!(
        (said["seen"].as_u64(), said["cues"].as_u64()),
        (Some(5), Some(4))
    );
    let carried = entries
        .iter()
        .find(|entry| entry["lemma"] == "نقل")
        .unwrap();
    assert_eq!(carried["seen"].as_u64(), Some(0));

    let (code, out, _) = stats(&folder, &["--words", "--verbs"]);
    assert_eq!(code, 0);
    for line in [
        "rules that never did anything: 2\n  verb-anything\n  negated-denial\n",
        "verbs that were never met: 1\n  نقل\n",
        "  given-name: هدى\n",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert_eq!(stats(&folder, &["--fail-dead"]).0, 1);
}

#[test]
fn statements_are_counted_by_what_is_asked() {
    let folder = folder();
    let (code, out, _) = stats(&folder, &["--by", "verb"]);
    assert_eq!(code, 0);
    assert!(
        out.starts_with("3 articles, 7 statements\n\n        4  قال\n"),
        "{out}"
    );
    let (_, out, _) = stats(&folder, &["--by", "stance"]);
    assert!(out.contains("        5  neutral\n"), "{out}");
}

#[test]
fn a_sample_is_of_many_articles_and_can_be_drawn_again() {
    let folder = folder();
    let (code, out, err) = stats(&folder, &["--sample", "3", "verb-speaker-clause"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("3 of 5 hits\n"), "{out}");
    for number in 0..3 {
        assert_eq!(
            out.matches(&format!("corpus/{number}.txt:")).count(),
            1,
            "{out}"
        );
    }
    assert_eq!(
        stats(&folder, &["--sample", "3", "verb-speaker-clause"]).1,
        out
    );
    let other = (2..20).any(|seed| {
        stats(
            &folder,
            &[
                "--sample",
                "3",
                "verb-speaker-clause",
                "--seed",
                &seed.to_string(),
            ],
        )
        .1 != out
    });
    assert!(other, "every seed draws the same hits");
    let (_, out, _) = stats(&folder, &["--sample", "9", "said-nothing"]);
    assert!(
        out.contains("1 of 1 hit\n\ncorpus/0.txt:1:60: تقل\n"),
        "{out}"
    );
    let (_, out, _) = stats(&folder, &["--sample", "9", "أكد"]);
    assert!(out.contains("    stance   affirm\n"), "{out}");
    let (code, _, err) = stats(&folder, &["--sample", "9", "verb-clausse"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `verb-clause`?"), "{err}");
    assert_eq!(stats(&folder, &["--sample", "many", "verb-clause"]).0, 2);
}
