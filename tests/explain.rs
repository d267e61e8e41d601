//! Explanations: they agree with the analysis of every sample article, and read as they should.

mod program;

use isnad::attribution::explain::{Candidate, CandidateFate, Outcome, Question, Verdict};
use isnad::eval::examples::{run, tally};
use isnad::pattern::compiled;
use isnad::report::{self, Layout};
use isnad::rules::{RuleSet, load_files};
use isnad::{Analyzer, Document, Rules};
use std::ops::Range;

fn rules() -> Rules {
    Rules::builtin().expect("the built-in rules open")
}

fn articles() -> Vec<Document> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        Document::new(id, std::fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

#[test]
fn every_statement_is_explained_as_it_was_found() {
    let rules = rules();
    let analyzer = Analyzer::new(&rules);
    let (mut statements, mut elided, mut rivals) = (0, 0, 0);
    for document in articles() {
        let analysis = analyzer.analyze(&document).unwrap();
        let explained = analyzer.explain(&document, &Question::default()).unwrap();
        assert_eq!(explained.statements.len(), analysis.attributions.len());
        for (one, found) in explained.statements.iter().zip(&analysis.attributions) {
            let place = format!("{} {} {}", document.id, found.id, found.cue.text);
            statements += 1;
            assert_eq!(&one.statement, found, "{place}");
            // The second look comes to the same pattern, with all its items.
            assert_eq!(one.pattern.rule, found.rule, "{place}");
            let fired = Outcome::Fired {
                statement: Some(found.id.clone()),
            };
            assert_eq!(one.pattern.outcome, fired, "{place}");
            assert_eq!(one.pattern.items.len(), one.pattern.of, "{place}");
            assert!(one.pattern.items.iter().any(|item| item.cue), "{place}");
            // The stance follows from its own reasons.
            let question = if one.stance.question {
                "question"
            } else {
                &one.stance.own
            };
            let to = one.stance.change.as_ref().map_or(question, |(_, to)| to);
            assert_eq!(to, found.stance, "{place}");
            let product: f64 = one.confidence.iter().map(|factor| factor.factor).product();
            assert!((product - found.confidence).abs() < 0.011, "{place}");
            // What lost did not win, and what did not fit did not win either.
            for trial in one.before.iter().chain(&one.lost) {
                assert!(!matches!(trial.outcome, Outcome::Fired { .. }), "{place}");
                assert_ne!(trial.rule, found.rule, "{place}");
            }
            assert!(!one.speaker.how.is_empty(), "{place}");
            // Whoever was taken among those who could be meant is the speaker, the first and the only one of the list; nobody is on it twice.
            let candidates = &one.speaker.candidates;
            let taken = |one: &&Candidate| one.fate == CandidateFate::Taken;
            let name = found.speaker.as_ref().map(|speaker| &speaker.name);
            assert_eq!(
                candidates
                    .first()
                    .map(|one| &one.name)
                    .filter(|_| name.is_some()),
                name,
                "{place}"
            );
            assert_eq!(
                candidates.iter().filter(taken).count(),
                usize::from(name.is_some()),
                "{place}"
            );
            let mut spoke = candidates.iter().filter_map(|one| one.spoke.as_ref());
            assert!(
                spoke.all(|cue| cue.start < found.cue.start || cue.text == found.cue.text),
                "{place}"
            );
            let beside = candidates
                .iter()
                .filter_map(|one| Some((one.fate, one.words.as_ref()?)));
            for (fate, words) in beside {
                let named = found.speaker.as_ref().and_then(|one| one.mention.as_ref());
                let meets = named.is_some_and(|it| it.start < words.end && words.start < it.end);
                assert!(
                    !meets || fate == CandidateFate::Taken,
                    "{place}: {}",
                    words.text
                );
                rivals += usize::from(fate != CandidateFate::Taken);
            }
            elided += usize::from(
                found
                    .speaker
                    .as_ref()
                    .is_some_and(|one| one.mention.is_none()),
            );
        }
    }
    assert!(
        statements > 200 && elided > 30 && rivals > 200,
        "{statements} {elided} {rivals}"
    );
}

#[test]
fn every_word_without_a_statement_has_a_reason() {
    let rules = rules();
    let analyzer = Analyzer::new(&rules);
    // Every word against every pattern takes its time: a part of the articles, other ones than those below.
    for document in articles().into_iter().step_by(4) {
        let whole = Question {
            at: Some(0..document.text.chars().count()),
            ..Question::default()
        };
        for place in analyzer.explain(&document, &whole).unwrap().places {
            let word = format!(
                "{}: {} at {}",
                document.id, place.word.text, place.word.start
            );
            let fits = place.trials.iter().any(|trial| {
                !matches!(
                    trial.outcome,
                    Outcome::Reading { .. }
                        | Outcome::Stopped { .. }
                        | Outcome::Condition { .. }
                        | Outcome::NotACue
                )
            });
            let nothing = matches!(place.verdict, Verdict::NothingFits | Verdict::NotACue);
            assert!(!(nothing && fits), "{word}: {:?}", place.trials);
            for trial in &place.trials {
                assert!(!matches!(trial.outcome, Outcome::Fired { .. }), "{word}");
            }
        }
    }
}

#[test]
fn a_rule_is_followed_over_all_its_cues() {
    let rules = rules();
    let analyzer = Analyzer::new(&rules);
    for document in articles().into_iter().skip(1).step_by(4) {
        let analysis = analyzer.analyze(&document).unwrap();
        let mut ids: Vec<&str> = analysis
            .attributions
            .iter()
            .map(|one| one.rule.as_str())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let question = Question {
                rule: Some(id.to_owned()),
                ..Question::default()
            };
            let explained = analyzer
                .explain(&document, &question)
                .unwrap()
                .rule
                .unwrap();
            let fired = explained.trials.iter().filter_map(|one| {
                let Outcome::Fired { statement } = &one.trial.outcome else {
                    return None;
                };
                statement.clone()
            });
            let mut fired: Vec<String> = fired.collect();
            let own = analysis.attributions.iter().filter(|one| one.rule == id);
            let mut own: Vec<String> = own.map(|one| one.id.clone()).collect();
            fired.sort();
            own.sort();
            assert_eq!(fired, own, "{} {id}", document.id);
        }
    }
}

/// An article in which something is found, lost, excluded and rejected.
const ARTICLE: &str = "\
قال وزير الزراعة سالم الحداد إن موسم الزيتون \"سيكون جيدا\" هذا العام. وأضاف الوزير أن الأسعار ثابتة، نافيا وجود نقص.
لم تقل الحكومة إن الزيت كثير. ولم ينف الوزير أن المطر قليل.
قرأ المزارعون الخبر على \"تويتر\" قبل الفجر.
نقلت الحكومة عن سالم الحداد خبرا. وقال إن الخبر صحيح.
وزار الحداد القرية.
وأضاف هدى على المنبر من الجبل ملحا.
نفت وزيرة المالية هدى الكعبي أن الرئيس سالم قال إن الخبز قليل. وقال إن الخبز كثير.
";

/// A small pack, which stays as it is when the built-in rules grow.
fn small() -> RuleSet {
    let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = vec![
        own("folding.yaml", include_str!("../rules/folding.yaml")),
        own("morphology.yaml", include_str!("../rules/morphology.yaml")),
        own("pack.yaml", include_str!("explain/pack.yaml")),
    ];
    load_files(files).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_examples_of_the_small_pack_are_as_they_say() {
    let set = small();
    let results = run(&set, &compiled(&set).unwrap(), |_| true);
    assert_eq!(tally(&results).failed, 0, "{results:#?}");
}

fn explained(at: Option<Range<usize>>, word: bool, rule: Option<&str>) -> String {
    let set = small();
    let rules = compiled(&set).unwrap();
    let analyzer = Analyzer::new(&rules);
    let document = Document::new("olives", ARTICLE);
    let question = Question {
        at,
        word,
        rule: rule.map(str::to_owned),
    };
    let explanation = analyzer.explain(&document, &question).unwrap();
    let layout = Layout::default();
    report::explanation(&explanation, &question, &document, &set, &layout)
}

/// The code points of a line, from 1, of [`ARTICLE`].
fn line(number: usize) -> Range<usize> {
    let before = ARTICLE.lines().take(number - 1);
    let before: usize = before.map(|line| line.chars().count() + 1).sum();
    let line = ARTICLE.lines().nth(number - 1).unwrap();
    before..before + line.chars().count()
}

/// The first code point of a word of [`ARTICLE`].
fn word(word: &str) -> Range<usize> {
    let byte = ARTICLE.find(word).unwrap();
    let at = ARTICLE[..byte].chars().count();
    at..at + 1
}

#[test]
fn explanations_read_as_they_should() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let at = |text: &str| explained(Some(word(text)), true, None);
    let of_rule = |id: &str| explained(None, false, Some(id));
    settings.bind(|| {
        insta::assert_snapshot!("explain_all", explained(None, false, None));
        insta::assert_snapshot!("explain_line", explained(Some(line(1)), false, None));
        insta::assert_snapshot!("explain_excluded", explained(Some(line(2)), false, None));
        insta::assert_snapshot!("explain_candidates", explained(Some(line(7)), false, None));
        insta::assert_snapshot!("explain_near", explained(Some(line(6)), false, None));
        insta::assert_snapshot!(
            "explain_nothing_near",
            explained(Some(line(5)), false, None)
        );
        insta::assert_snapshot!("explain_name_in_marks", at("\"تويتر"));
        insta::assert_snapshot!("explain_no_reading", at("نقلت"));
        insta::assert_snapshot!("explain_no_cue", at("القرية"));
        insta::assert_snapshot!("explain_introduction", at("سالم"));
        insta::assert_snapshot!("explain_inside", at("الزيتون"));
        insta::assert_snapshot!("explain_rule", of_rule("verb-clause"));
        insta::assert_snapshot!("explain_exclusion", of_rule("said-nothing"));
        insta::assert_snapshot!("explain_mark_rule", of_rule("outlet-in-marks"));
        insta::assert_snapshot!("explain_stance_rule", of_rule("negated-denial"));
    });
}

/// Sentences with more than one who could be the speaker.
const RIVALS: &str = "\
قال وزير الزراعة سالم الحداد إلى رئيس البلدية إن وزيرة المالية هدى الحلو غائبة.
من الحكومة أكد الوزير أن الأسعار ثابتة.
نقلت الحكومة عن وزيرة المالية هدى الحلو أن الخبز قليل.
الرئيس سالم الكعبي أكد وزير الزراعة أن العمل بدأ.
هدى الحلو سمعت الخبر، وقال إن الزيت كثير.
الرئيس سالم الكعبي حضر، وأكد وزير النقل سالم النجار أن الطريق مفتوح. وقال الوزير إن المطر قليل.
قال من على المنصة إن القمح كثير.
قالت هدى الحداد إن الماء بارد. وقال الحداد إن الخبز طازج.
";

#[test]
fn everybody_who_could_have_spoken_is_told_with_what_speaks_against_them() {
    let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = vec![
        own("folding.yaml", include_str!("../rules/folding.yaml")),
        own("morphology.yaml", include_str!("../rules/morphology.yaml")),
        own("pack.yaml", include_str!("explain/pack.yaml")),
        own("rivals.yaml", include_str!("explain/rivals.yaml")),
    ];
    let set = load_files(files).unwrap_or_else(|error| panic!("{error}"));
    let rules = compiled(&set).unwrap();
    let document = Document::new("rivals", RIVALS);
    let question = Question {
        at: Some(0..RIVALS.chars().count()),
        ..Question::default()
    };
    let explanation = Analyzer::new(&rules).explain(&document, &question).unwrap();
    let candidates: Vec<_> = explanation
        .statements
        .iter()
        .map(|one| {
            serde_json::json!({
                "statement": one.statement.id,
                "cue": one.statement.cue.text,
                "speaker": one.speaker,
            })
        })
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        let data = serde_json::to_string_pretty(&candidates).unwrap();
        insta::assert_snapshot!("explain_rivals_json", data);
        let layout = Layout::default();
        let text = report::explanation(&explanation, &question, &document, &set, &layout);
        insta::assert_snapshot!("explain_rivals", text);
    });
    let fates = |number: usize| -> Vec<CandidateFate> {
        let one = &explanation.statements[number].speaker;
        one.candidates.iter().map(|one| one.fate).collect()
    };
    assert!(fates(0).contains(&CandidateFate::Addressee));
    assert!(fates(0).contains(&CandidateFate::WithinWords));
    assert!(fates(1).contains(&CandidateFate::Governed));
    assert!(fates(2).contains(&CandidateFate::Relay));
    assert!(fates(3).contains(&CandidateFate::OtherPattern));
    assert!(fates(4).contains(&CandidateFate::Disagrees));
    assert!(fates(5).contains(&CandidateFate::Unbound));
    assert!(fates(6).contains(&CandidateFate::ComesLater));
    // Called by a name that two of them have.
    assert!(fates(9).contains(&CandidateFate::Namesake));
}

#[test]
fn an_explanation_is_data_as_well() {
    let set = small();
    let rules = compiled(&set).unwrap();
    let document = Document::new("olives", ARTICLE);
    let question = Question {
        at: Some(word("وأضاف هدى")),
        word: true,
        rule: None,
    };
    let explanation = Analyzer::new(&rules).explain(&document, &question).unwrap();
    let value = serde_json::to_value(&explanation).unwrap();
    assert_eq!(value["schema"], 1);
    let place = &value["places"][0];
    assert_eq!(place["word"]["text"], "وأضاف");
    assert_eq!(place["verdict"], "nothing-fits");
    let trial = &place["trials"][0];
    assert_eq!(trial["outcome"], "stopped", "{trial:#}");
    assert_eq!(trial["items"][0]["words"]["text"], "وأضاف");
    assert!(trial["found"]["text"].is_string(), "{trial:#}");
}

/// Runs `isnad explain` in a folder with the article and gives exit code, standard output and standard error.
fn program(arguments: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("olives.txt"), ARTICLE).unwrap();
    std::fs::write(
        folder.path().join("two.jsonl"),
        "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"y\"}\n",
    )
    .unwrap();
    program::run(&[&["explain"], arguments].concat(), folder.path(), "")
}

#[test]
fn the_program_explains_a_line_a_word_and_a_rule() {
    let (code, out, err) = program(&["olives.txt", "--at", "1"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("olives.txt:1:1: a1,"), "{out}");
    assert!(out.contains("built-in/patterns/"), "{out}");
    let (code, out, _) = program(&["olives.txt", "--at", "2:4"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("olives.txt:2:4: no statement has its cue here: «تقل»"),
        "{out}"
    );
    let (code, out, _) = program(&["olives.txt", "--rule", "verb-clause"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("verb-clause, built-in/patterns/"), "{out}");
    let (code, out, _) = program(&["olives.txt", "--format", "json"]);
    assert_eq!(code, 0);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(value[0]["statements"][0]["pattern"]["items"].is_array());
}

#[test]
fn a_question_that_makes_no_sense_is_refused() {
    for (arguments, message) in [
        (
            &["olives.txt", "--at", "9"][..],
            "isnad: olives.txt: line 9: the text ends with line 7\n",
        ),
        (
            &["olives.txt", "--at", "5:400"],
            "isnad: olives.txt: column 400: line 5 has 19 characters\n",
        ),
        (
            &["olives.txt", "--rule", "verb-claus"],
            "isnad: no rule has the id `verb-claus`; did you mean `verb-clause`?\n",
        ),
        (
            &["two.jsonl", "--at", "1"],
            "isnad: two.jsonl: --at asks about one article, and there are 2\n",
        ),
        (
            &["none.txt"],
            "isnad: none.txt: No such file or directory\n",
        ),
    ] {
        let (code, out, err) = program(arguments);
        assert_eq!((code, out.as_str(), err.as_str()), (2, "", message));
    }
    let (code, _, err) = program(&["olives.txt", "--at", "0"]);
    assert_eq!(code, 2);
    assert!(err.contains("both counted from 1"), "{err}");
}
