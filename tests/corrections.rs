//! Corrections made in annotation tools, read back: what nobody changed comes back as it was found, what somebody changed as they left it.

mod exported;

use exported::written;
use isnad::attribution::analysis::Analysis;
use isnad::eval::corrections::{Tool, Unit, read};
use isnad::eval::score::{Figure, GoldArticle, Spelling, score};
use isnad::eval::stored::StoredAnalysis;
use isnad::report::Format;
use isnad::{Analyzer, Document, Rules};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::process::{Command, Output};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("built-in rules"));

/// Characters beyond the basic plane and a carriage return before the statements.
const ARTICLE: &str = "😀 خبر 👨‍👩‍👧 𐎀\r\nقال وزير الزراعة سالم الحداد: \"الموسم جيد\"، وأضاف: \"المعاصر 🎉 جاهزة\". ونفى الحداد وجود نقص في المياه.\n";

fn analysis(id: &str, text: &str) -> Analysis {
    let document = Document::new(id, text);
    Analyzer::new(&RULES)
        .analyze(&document)
        .expect("a short text")
}

fn borrowed(articles: &[(String, Analysis)]) -> Vec<(&str, &Analysis)> {
    let pairs = articles.iter();
    pairs
        .map(|(text, analysis)| (text.as_str(), analysis))
        .collect()
}

/// The tasks after somebody has looked at every prediction and pressed the button, as Label Studio exports them.
fn submitted(tasks: &str) -> Value {
    let mut tasks: Value = serde_json::from_str(tasks).unwrap();
    for (number, task) in tasks.as_array_mut().unwrap().iter_mut().enumerate() {
        let result = task["predictions"][0]["result"].clone();
        task["id"] = json!(number + 100);
        task["annotations"] = json!([{
            "id": number, "completed_by": 1, "was_cancelled": false, "ground_truth": false,
            "updated_at": "2024-05-31T10:00:00Z", "result": result,
        }]);
    }
    tasks
}

/// What doccano's export makes of a record: ids of its own, the columns that it does not know kept, those it adds.
fn exported(record: &str) -> Value {
    let mut record: Value = serde_json::from_str(record).unwrap();
    let shift = |value: &mut Value| *value = json!(value.as_i64().unwrap() + 5000);
    record["id"] = json!(77);
    record["Comments"] = json!([]);
    for entity in record["entities"].as_array_mut().unwrap() {
        shift(&mut entity["id"]);
    }
    for relation in record["relations"].as_array_mut().unwrap() {
        shift(&mut relation["from_id"]);
        shift(&mut relation["to_id"]);
    }
    record
}

fn all_articles() -> Vec<(String, Analysis)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let mut all: Vec<(String, Analysis)> = paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let id = path.file_stem().unwrap().to_str().unwrap();
            let analysis = analysis(id, &text);
            (text, analysis)
        })
        .collect();
    all.push((ARTICLE.to_owned(), analysis("emoji", ARTICLE)));
    all
}

/// Every figure of what was found against what came back is perfect.
fn assert_perfect(articles: &[(String, Analysis)], gold: &[GoldArticle]) {
    let found: HashMap<String, StoredAnalysis> = articles
        .iter()
        .map(|(_, analysis)| (analysis.document.id.clone(), StoredAnalysis::from(analysis)))
        .collect();
    let spelling = Spelling::new().unwrap();
    let result = score(&spelling, &RULES, gold, &found);
    assert!(result.figures.0.len() > 10);
    for (name, figure) in &result.figures.0 {
        if let Figure::Share(share) = figure {
            assert!(
                (share - 1.0).abs() < 1e-9,
                "{name}: {share} {:#?}",
                result.errors()
            );
        }
    }
}

/// Every place, name, stance and kind is the same.
fn assert_same(articles: &[(String, Analysis)], gold: &[GoldArticle]) {
    assert_eq!(gold.len(), articles.len());
    for ((_, analysis), gold) in articles.iter().zip(gold) {
        assert_eq!(gold.article, analysis.document.id);
        assert_eq!(gold.attributions.len(), analysis.attributions.len());
        let mut ours: Vec<_> = analysis.attributions.iter().collect();
        ours.sort_by_key(|one| (one.cue.start, one.cue.end));
        for (gold, one) in gold.attributions.iter().zip(ours) {
            let said = serde_json::to_value(one).unwrap();
            assert_eq!(gold.kind, said["kind"].as_str().unwrap(), "{one:#?}");
            assert_eq!((gold.cue.start, gold.cue.end), (one.cue.start, one.cue.end));
            assert_eq!(gold.content, one.content);
            assert_eq!(gold.quoted, one.quotes);
            assert_eq!(gold.stance, one.stance);
            let speaker = one.speaker.as_ref();
            assert_eq!(gold.speaker, speaker.and_then(|s| s.mention.clone()));
            assert_eq!(gold.name(), speaker.map_or("", |s| s.name.as_str()));
            assert_eq!(gold.channel, one.channel);
            assert_eq!(
                gold.via.as_ref().map(|via| via.start),
                one.via.first().map(|via| via.start)
            );
        }
        assert_eq!(gold.not_quotations.len(), analysis.rejected_quotes.len());
    }
}

#[test]
fn what_nobody_changed_comes_back_from_label_studio_as_it_was_found() {
    let articles = all_articles();
    let export = submitted(&written(Format::LabelStudio, &borrowed(&articles))).to_string();
    let corrections = read(&export, None, Unit::default()).unwrap();
    assert!(corrections.errors.is_empty(), "{:?}", corrections.errors);
    assert_same(&articles, &corrections.articles);
    assert_perfect(&articles, &corrections.articles);
}

#[test]
fn what_nobody_changed_comes_back_from_doccano_as_it_was_found() {
    let articles = all_articles();
    let lines: Vec<String> = written(Format::Doccano, &borrowed(&articles))
        .lines()
        .map(|line| exported(line).to_string())
        .collect();
    let corrections = read(&lines.join("\n"), None, Unit::default()).unwrap();
    assert!(corrections.errors.is_empty(), "{:?}", corrections.errors);
    assert_same(&articles, &corrections.articles);
    assert_perfect(&articles, &corrections.articles);
}

fn one() -> (String, Vec<(String, Analysis)>) {
    let articles = vec![(ARTICLE.to_owned(), analysis("emoji", ARTICLE))];
    (written(Format::LabelStudio, &borrowed(&articles)), articles)
}

/// The results of the only annotation of the only task.
fn results(tasks: &mut Value) -> &mut Vec<Value> {
    tasks[0]["annotations"][0]["result"].as_array_mut().unwrap()
}

#[test]
fn what_somebody_changed_comes_back_as_they_left_it() {
    let (tasks, _) = one();
    let mut tasks = submitted(&tasks);
    let cue = {
        let results = results(&mut tasks);
        let is_cue = |entry: &&Value| entry["value"]["text"] == "ونفى" && entry["type"] == "labels";
        results.iter().find(is_cue).unwrap()["id"].clone()
    };
    let results = results(&mut tasks);
    for entry in results.iter_mut() {
        if entry["id"] == cue && entry["from_name"] == "stance" {
            entry["value"]["choices"] = json!(["reject"]);
        }
        if entry["from_name"] == "name" {
            entry["value"]["text"] = json!(["سالم بن علي الحداد"]);
        }
    }
    results.push(
        json!({"id": cue, "from_name": "optional", "to_name": "text", "type": "choices",
        "value": {"start": 0, "end": 1, "choices": ["optional"]}}),
    );
    let corrections = read(&tasks.to_string(), Some(Tool::LabelStudio), Unit::default()).unwrap();
    assert!(corrections.errors.is_empty(), "{:?}", corrections.errors);
    let gold = &corrections.articles[0];
    let denial = gold
        .attributions
        .iter()
        .find(|one| one.cue.text == "ونفى")
        .unwrap();
    assert_eq!(denial.stance, "reject");
    assert!(denial.optional);
    assert_eq!(denial.name(), "سالم بن علي الحداد");
    // The one that is left out takes the name of the mention that its arrow leads to.
    let goes_on = gold
        .attributions
        .iter()
        .find(|one| one.cue.text == "وأضاف")
        .unwrap();
    assert!(goes_on.speaker.is_none());
    assert_eq!(goes_on.name(), "سالم بن علي الحداد");
}

#[test]
fn offsets_of_older_versions_are_recognised_by_the_texts() {
    let (tasks, articles) = one();
    let mut tasks = submitted(&tasks);
    for entry in results(&mut tasks) {
        for key in ["start", "end"] {
            if let Some(at) = entry["value"][key].as_u64() {
                let head: String = ARTICLE.chars().take(at as usize).collect();
                entry["value"][key] = json!(head.encode_utf16().count());
            }
        }
    }
    let corrections = read(&tasks.to_string(), None, Unit::default()).unwrap();
    assert!(corrections.errors.is_empty(), "{:?}", corrections.errors);
    assert_same(&articles, &corrections.articles);
}

#[test]
fn what_is_no_annotation_is_refused_with_its_place() {
    let (tasks, _) = one();
    let said = |change: &dyn Fn(&mut Vec<Value>)| {
        let mut tasks = submitted(&tasks);
        change(results(&mut tasks));
        let corrections = read(&tasks.to_string(), None, Unit::default()).unwrap();
        assert!(corrections.articles.is_empty());
        corrections.errors[0].to_string()
    };
    let is = |kind: &'static str| move |entry: &Value| entry["type"] == kind;
    let shifted = said(&|all| {
        let region = all.iter_mut().find(|entry| is("labels")(entry)).unwrap();
        region["value"]["start"] = json!(0);
    });
    assert!(shifted.starts_with("emoji: a region"), "{shifted}");
    let loose = said(&|all| all.retain(|entry| entry["type"] != "relation"));
    assert!(loose.contains("no arrow leads to"), "{loose}");
    let unnamed = said(&|all| {
        let arrow = all.iter_mut().find(|entry| is("relation")(entry)).unwrap();
        arrow["labels"] = json!([]);
    });
    assert!(unnamed.contains("an arrow has no name"), "{unnamed}");
    let twice = said(&|all| {
        let arrow = all
            .iter()
            .find(|e| e["labels"][0] == "speaker" && e["type"] == "relation");
        let again = arrow.unwrap().clone();
        all.push(again);
    });
    assert!(twice.contains("more than one speaker"), "{twice}");
    let other = said(&|all| {
        let region = all.iter_mut().find(|entry| is("labels")(entry)).unwrap();
        region["value"]["labels"] = json!(["PERSON"]);
    });
    assert!(other.contains("`PERSON`"), "{other}");
}

#[test]
fn a_half_of_a_character_is_refused_and_not_rounded() {
    let articles = vec![(ARTICLE.to_owned(), analysis("emoji", ARTICLE))];
    let mut record = exported(&written(Format::Doccano, &borrowed(&articles)));
    record["entities"][0]["start_offset"] = json!(1);
    let corrections = read(&record.to_string(), None, Unit::Utf16).unwrap();
    let said = corrections.errors[0].to_string();
    assert!(said.contains("cuts a character in two"), "{said}");
}

fn isnad(arguments: &[&str], within: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .current_dir(within)
        .output()
        .expect("it runs")
}

#[test]
fn the_program_goes_the_whole_way() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("emoji.txt"), ARTICLE).unwrap();
    let run = |arguments: &[&str], code: i32| {
        let output = isnad(arguments, folder.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        (String::from_utf8(output.stdout).unwrap(), said)
    };
    run(
        &[
            "analyze",
            "emoji.txt",
            "--format",
            "label-studio",
            "-o",
            "tasks.json",
        ],
        0,
    );
    let tasks = std::fs::read_to_string(folder.path().join("tasks.json")).unwrap();
    let mut export = submitted(&tasks);
    // A second task that nobody has looked at, and a third that is broken.
    let mut untouched = export[0].clone();
    untouched["annotations"] = json!([]);
    let all = export.as_array_mut().unwrap();
    all.push(untouched);
    std::fs::write(folder.path().join("export.json"), export.to_string()).unwrap();
    let (_, said) = run(&["gold", "export.json", "-o", "gold.jsonl"], 0);
    assert!(said.contains("nobody has corrected 1"), "{said}");
    let (figures, _) = run(&["eval", "gold.jsonl", "emoji.txt"], 0);
    assert!(
        figures.contains("end_to_end_f1          1.000"),
        "{figures}"
    );

    std::fs::write(folder.path().join("min.json"), "[{\"text\": \"x\"}]").unwrap();
    let (_, said) = run(&["gold", "min.json"], 2);
    assert!(said.contains("task 1: has no `data`"), "{said}");
    let (_, said) = run(&["gold", "nowhere.json"], 2);
    assert!(said.contains("nowhere.json"), "{said}");
    let (config, _) = run(&["gold", "--label-config"], 0);
    assert!(config.contains("<Choice value=\"deny\"/>") && config.contains("value=\"$text\""));

    run(
        &[
            "analyze",
            "emoji.txt",
            "emoji.txt",
            "--format",
            "brat",
            "-o",
            "brat",
        ],
        0,
    );
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("brat"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "annotation.conf",
        "emoji-2.ann",
        "emoji-2.txt",
        "emoji.ann",
        "emoji.txt",
    ];
    assert_eq!(names, expected);
    let text = std::fs::read_to_string(folder.path().join("brat/emoji.txt")).unwrap();
    assert_eq!(text, ARTICLE);
    let (_, said) = run(&["analyze", "emoji.txt", "--format", "brat"], 2);
    assert!(said.contains("name a folder with -o"), "{said}");
}
