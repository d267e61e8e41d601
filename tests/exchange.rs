//! What goes to other programs, read by readers of our own that follow each format's specification and share nothing with the writers.

mod exported;

use exported::written;
use isnad::attribution::analysis::{Analysis, TextSpan};
use isnad::report::Format;
use isnad::report::article::Article;
use isnad::report::exchange::brat;
use isnad::{Analyzer, Document, Rules};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("built-in rules"));

/// Emoji (one of several code points), a letter beyond the basic plane and a carriage return stand before the statements; one statement is interrupted, one is denied, one goes on without a speaker, a mark is a name.
const ARTICLE: &str = "😀 خبر 👨‍👩‍👧 𐎀\r\nقال وزير الزراعة سالم الحداد: \"الموسم جيد\"، وأضاف: \"المعاصر 🎉 جاهزة\". ونفى الحداد وجود نقص في المياه.\nوافتتحت الوزارة معرض \"زيتونة\" أمس. وقالت وكالة النور نقلا عن مسؤول إن الأسعار مستقرة.\n";

/// Nothing in it.
const EMPTY: &str = "صباح الخير.\n";

fn analysis(id: &str, text: &str) -> Analysis {
    let mut document = Document::new(id, text);
    document.url = Some("https://example.org/خبر?id=1&q=a b".to_owned());
    document.site = Some("صحيفة النور".to_owned());
    document.date = Some("2024-05-31T10:00:00Z".to_owned());
    Analyzer::new(&RULES)
        .analyze(&document)
        .expect("a short text")
}

/// The text between two code points, as the specifications that count them have it.
fn by_points(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (number(start), number(end));
    text.chars().skip(start).take(end - start).collect()
}

/// The text between two UTF-16 units, as JavaScript slices it.
fn by_units(text: &str, start: &Value, end: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[number(start)..number(end)]).expect("no half of a pair")
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).unwrap()
}

fn texts(spans: &[TextSpan]) -> Vec<String> {
    spans.iter().map(|span| span.text.clone()).collect()
}

#[test]
fn the_article_holds_what_the_formats_must_carry() {
    let analysis = analysis("n", ARTICLE);
    assert!(analysis.attributions.len() >= 4, "{analysis:#?}");
    assert!(analysis.attributions.iter().any(|one| one.stance == "deny"));
    assert!(analysis.attributions.iter().any(|one| !one.via.is_empty()));
    let elided = |one: &isnad::attribution::analysis::Attribution| {
        one.speaker.as_ref().is_some_and(|s| s.mention.is_none())
    };
    assert!(analysis.attributions.iter().any(elided));
    assert_eq!(analysis.rejected_quotes.len(), 1);
}

/// One annotation, by the data model: an id, a target with a source and selectors, of which every kind must find the same words.
fn annotated(text: &str, annotation: &Value) -> Vec<String> {
    assert_eq!(annotation["type"], "Annotation");
    let targets = match &annotation["target"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    let read = |target: &Value| {
        assert_eq!(target["type"], "SpecificResource");
        assert_eq!(target["source"], "https://example.org/خبر?id=1&q=a%20b");
        let mut found = HashSet::new();
        for selector in target["selector"].as_array().unwrap() {
            found.insert(match selector["type"].as_str().unwrap() {
                "TextPositionSelector" => by_points(text, &selector["start"], &selector["end"]),
                "TextQuoteSelector" => {
                    let part = |key: &str| selector[key].as_str().unwrap().to_owned();
                    let (exact, prefix, suffix) = (part("exact"), part("prefix"), part("suffix"));
                    let around = format!("{prefix}{exact}{suffix}");
                    assert_eq!(text.matches(&around).count(), 1, "{around}");
                    exact
                }
                other => panic!("{other} is no selector for text"),
            });
        }
        assert_eq!(found.len(), 1, "the selectors disagree: {found:?}");
        found.into_iter().next().unwrap()
    };
    targets.iter().map(read).collect()
}

#[test]
fn web_annotations_are_read_by_the_data_model() {
    let analysis = analysis("n", ARTICLE);
    let json = written(
        Format::WebAnnotation,
        &[(ARTICLE, &analysis), (EMPTY, &self::analysis("e", EMPTY))],
    );
    let collection: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    let page = &collection["first"];
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(page["partOf"], collection["id"]);
    let items = page["items"].as_array().unwrap();
    assert_eq!(number(&collection["total"]), items.len());
    let ids: HashSet<&str> = items
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), items.len());
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));

    let bodies = |one: &Value, purpose: &str| -> Vec<String> {
        let all = one["body"].as_array().unwrap().iter();
        all.filter(|body| body["purpose"] == purpose)
            .filter_map(|body| body["value"].as_str().or(body["source"].as_str()))
            .map(str::to_owned)
            .collect()
    };
    let statements: Vec<&Value> = items
        .iter()
        .filter(|one| one["motivation"] == "describing")
        .collect();
    assert_eq!(statements.len(), analysis.attributions.len());
    for (annotation, one) in statements.iter().zip(&analysis.attributions) {
        assert_eq!(annotated(ARTICLE, annotation), texts(&one.content));
        let tags = bodies(annotation, "tagging");
        assert!(tags.contains(&format!("stance:{}", one.stance)));
        let name = &one.speaker.as_ref().unwrap().name;
        assert!(bodies(annotation, "describing")[0].starts_with(name.as_str()));
        // Cue and speaker say which statement they belong to.
        let id = annotation["id"].as_str().unwrap().to_owned();
        let parts: Vec<(String, Vec<String>)> = items
            .iter()
            .filter(|part| bodies(part, "linking").contains(&id))
            .map(|part| (bodies(part, "tagging")[0].clone(), annotated(ARTICLE, part)))
            .collect();
        assert!(parts.contains(&("part:cue".to_owned(), vec![one.cue.text.clone()])));
        if let Some(mention) = &one.speaker.as_ref().unwrap().mention {
            assert!(parts.contains(&("part:speaker".to_owned(), vec![mention.text.clone()])));
        }
    }
    let nothing: Value = serde_json::from_str(&written(Format::WebAnnotation, &[])).unwrap();
    assert_eq!(nothing["total"], 0);
    assert_eq!(nothing["first"]["items"].as_array().unwrap().len(), 0);
}

#[test]
fn claims_are_drafts_in_the_vocabulary_of_schema_org() {
    let analysis = analysis("n", ARTICLE);
    let json = written(Format::Claims, &[(ARTICLE, &analysis)]);
    let graph: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(graph["@context"], "https://schema.org");
    let claims = graph["@graph"].as_array().unwrap();
    assert_eq!(claims.len(), analysis.attributions.len());
    // Properties of Claim, and what it inherits from CreativeWork and Thing.
    let known = [
        "@type",
        "@id",
        "identifier",
        "text",
        "inLanguage",
        "creativeWorkStatus",
        "keywords",
        "appearance",
        "about",
        "hasPart",
        "author",
        "isBasedOn",
        "comment",
    ];
    for (claim, one) in claims.iter().zip(&analysis.attributions) {
        assert_eq!(claim["@type"], "Claim");
        for key in claim.as_object().unwrap().keys() {
            assert!(known.contains(&key.as_str()), "{key}");
        }
        let words = texts(&one.content).join(" […] ");
        if one.stance == "deny" {
            // The words alone would be the opposite of what the speaker says.
            assert_eq!(claim["text"], one.context.text);
            assert_eq!(claim["about"]["text"], words);
            assert!(claim["about"].get("author").is_none());
        } else {
            assert_eq!(claim["text"], words);
        }
        let speaker = one.speaker.as_ref().unwrap();
        assert_eq!(claim["author"]["name"], speaker.name);
        if speaker.mention.is_none() {
            assert_eq!(claim["author"]["disambiguatingDescription"], "inferred");
        }
        let article = &claim["appearance"];
        assert_eq!(article["@type"], "NewsArticle");
        assert_eq!(article["datePublished"], "2024-05-31T10:00:00Z");
        assert_eq!(article["publisher"]["name"], "صحيفة النور");
        let quotations: Vec<&str> = claim["hasPart"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|quotation| {
                assert_eq!(quotation["@type"], "Quotation");
                assert_eq!(quotation["spokenByCharacter"]["name"], speaker.name);
                quotation["text"].as_str().unwrap()
            })
            .collect();
        assert_eq!(quotations, texts(&one.quotes));
    }
    // There is no verdict anywhere.
    assert!(!json.contains("ClaimReview") && !json.contains("reviewRating"));
}

/// A statement as a reader of an annotation tool's file puts it together again.
#[derive(Debug, Default, PartialEq)]
struct Read {
    cue: String,
    stance: String,
    speaker: Vec<String>,
    inferred: Vec<String>,
    content: Vec<String>,
    quotes: Vec<String>,
    via: Vec<String>,
}

fn expected(analysis: &Analysis) -> Vec<Read> {
    let statements = analysis.attributions.iter();
    statements
        .map(|one| {
            let mention = one.speaker.as_ref().and_then(|s| s.mention.clone());
            let entity = one.speaker.as_ref().and_then(|s| s.entity.clone());
            // The last mention of the same speaker before the cue.
            let earlier = analysis
                .attributions
                .iter()
                .filter_map(|other| other.speaker.as_ref())
                .filter(|other| other.entity == entity)
                .filter_map(|other| other.mention.as_ref())
                .filter(|span| span.start < one.cue.start)
                .max_by_key(|span| span.start);
            let inferred = match mention {
                None => texts(&earlier.cloned().into_iter().collect::<Vec<_>>()),
                Some(_) => Vec::new(),
            };
            Read {
                cue: one.cue.text.clone(),
                stance: one.stance.clone(),
                speaker: texts(&mention.into_iter().collect::<Vec<_>>()),
                inferred,
                content: texts(&one.content),
                quotes: texts(&one.quotes),
                via: one.via.iter().map(|relay| relay.text.clone()).collect(),
            }
        })
        .collect()
}

/// Gathers statements from marks (id, label, text) and arrows (from, to, name).
fn gathered(
    marks: &[(String, String, String)],
    arrows: &[(String, String, String)],
    stances: &HashMap<String, String>,
) -> Vec<Read> {
    let cues = marks.iter().filter(|(_, label, _)| label == "cue");
    cues.map(|(id, _, text)| {
        let linked = |name: &str| -> Vec<String> {
            let mine = arrows
                .iter()
                .filter(|arrow| arrow.0 == *id && arrow.2 == name);
            mine.map(|arrow| {
                let mark = marks.iter().find(|mark| mark.0 == arrow.1).expect("a mark");
                let label = if name == "inferred" { "speaker" } else { name };
                assert_eq!(mark.1, label);
                mark.2.clone()
            })
            .collect()
        };
        Read {
            cue: text.clone(),
            stance: stances[id].clone(),
            speaker: linked("speaker"),
            inferred: linked("inferred"),
            content: linked("content"),
            quotes: linked("quote"),
            via: linked("via"),
        }
    })
    .collect()
}

#[test]
fn label_studio_tasks_are_read_as_its_editor_counts() {
    let analysis = analysis("n", ARTICLE);
    let json = written(
        Format::LabelStudio,
        &[(ARTICLE, &analysis), (EMPTY, &self::analysis("e", EMPTY))],
    );
    let tasks: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(tasks.len(), 2);
    assert_eq!(tasks[0]["data"]["text"], ARTICLE);
    assert_eq!(tasks[0]["data"]["document"], "n");
    let result = tasks[0]["predictions"][0]["result"].as_array().unwrap();
    let (mut marks, mut arrows, mut stances) = (Vec::new(), Vec::new(), HashMap::new());
    for entry in result {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        let value = &entry["value"];
        match entry["type"].as_str().unwrap() {
            "labels" => {
                // The editor counts code points, a carriage return as one.
                let words = by_points(ARTICLE, &value["start"], &value["end"]);
                assert_eq!(value["text"], words);
                marks.push((
                    text("id"),
                    value["labels"][0].as_str().unwrap().to_owned(),
                    words,
                ));
            }
            "relation" => {
                assert_eq!(entry["direction"], "right");
                let name = entry["labels"][0].as_str().unwrap().to_owned();
                arrows.push((text("from_id"), text("to_id"), name));
            }
            "choices" if entry["from_name"] == "stance" => {
                stances.insert(text("id"), value["choices"][0].as_str().unwrap().to_owned());
            }
            "choices" | "textarea" => {
                assert!(marks.iter().any(|mark| mark.0 == text("id")));
            }
            other => panic!("{other} is no result of ours"),
        }
    }
    assert_eq!(gathered(&marks, &arrows, &stances), expected(&analysis));
    let rejected = marks.iter().filter(|mark| mark.1 == "rejected");
    assert_eq!(
        rejected.map(|mark| mark.2.as_str()).collect::<Vec<_>>(),
        ["زيتونة"]
    );
}

#[test]
fn doccano_records_are_read_as_its_editor_counts() {
    let analysis = analysis("n", ARTICLE);
    let lines = written(Format::Doccano, &[(ARTICLE, &analysis)]);
    assert_eq!(lines.lines().count(), 1);
    let record: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(record["text"], ARTICLE);
    let (mut marks, mut stances) = (Vec::new(), HashMap::new());
    for entity in record["entities"].as_array().unwrap() {
        let words = by_units(ARTICLE, &entity["start_offset"], &entity["end_offset"]);
        let id = entity["id"].to_string();
        let label = entity["label"].as_str().unwrap();
        let (role, more) = label.split_once(':').unwrap_or((label, ""));
        if role == "cue" {
            stances.insert(id.clone(), more.to_owned());
        }
        marks.push((id, role.to_owned(), words));
    }
    let arrows: Vec<_> = record["relations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let name = one["type"].as_str().unwrap().to_owned();
            (one["from_id"].to_string(), one["to_id"].to_string(), name)
        })
        .collect();
    assert_eq!(gathered(&marks, &arrows, &stances), expected(&analysis));
}

/// Reads a pair of standoff files as brat's documentation describes them. Every line is one annotation; the text of a fragment must be what stands at its offsets.
fn standoff(text: &str, annotations: &str) -> Vec<Read> {
    let chars: Vec<char> = text.chars().collect();
    let (mut marks, mut arrows) = (HashMap::new(), Vec::new());
    let (mut events, mut stances, mut notes) = (Vec::new(), HashMap::new(), 0);
    for line in annotations.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let id = fields[0];
        match id.chars().next().unwrap() {
            'T' => {
                assert_eq!(fields.len(), 3, "{line}");
                let (label, places) = fields[1].split_once(' ').unwrap();
                let fragments: Vec<String> = places
                    .split(';')
                    .map(|place| {
                        let (start, end) = place.split_once(' ').unwrap();
                        let (start, end): (usize, usize) =
                            (start.parse().unwrap(), end.parse().unwrap());
                        chars[start..end].iter().collect()
                    })
                    .collect();
                assert_eq!(fragments.join(" "), fields[2]);
                marks.insert(id.to_owned(), (label.to_owned(), fields[2].to_owned()));
            }
            'E' => events.push((id.to_owned(), fields[1].to_owned())),
            'A' => {
                let parts: Vec<&str> = fields[1].split(' ').collect();
                if parts[0] == "stance" {
                    stances.insert(parts[1].to_owned(), parts[2].to_owned());
                }
            }
            '#' => {
                assert!(fields[1].starts_with("AnnotatorNotes "));
                notes += 1;
            }
            _ => panic!("{line}"),
        }
    }
    assert!(notes > 0);
    let mut all = Vec::new();
    for (id, parts) in &events {
        let mut parts = parts.split(' ').map(|part| part.split_once(':').unwrap());
        let (kind, trigger) = parts.next().unwrap();
        assert_eq!((kind, marks[trigger].0.as_str()), ("cue", "cue"));
        all.push((id.clone(), "cue".to_owned(), marks[trigger].1.clone()));
        for (role, target) in parts {
            let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
            let to = format!("{id} {target} {role}");
            all.push((to.clone(), marks[target].0.clone(), marks[target].1.clone()));
            arrows.push((id.clone(), to, role.to_owned()));
        }
    }
    gathered(&all, &arrows, &stances)
}

#[test]
fn brat_files_are_read_by_its_documentation() {
    for text in [
        ARTICLE.to_owned(),
        // A quotation that runs over a line end, which a line of annotations cannot hold.
        "😀\nقال وزير الزراعة سالم الحداد: \"الموسم جيد\nوالمعاصر\tجاهزة\". وأضاف أن الأسعار مستقرة.\n".to_owned(),
    ] {
        let analysis = analysis("n", &text);
        let files = brat::files(
            &Article {
                text: &text,
                analysis: &analysis,
            },
            "n".to_owned(),
        );
        assert_eq!(files.text, text);
        let mut expected = expected(&analysis);
        for one in &mut expected {
            for words in one.content.iter_mut().chain(&mut one.quotes) {
                *words = words.replace(['\n', '\t'], " ");
            }
        }
        assert!(expected.len() >= 2);
        assert_eq!(standoff(&text, &files.annotations), expected);
    }
}

#[test]
fn the_configuration_of_brat_names_every_type_that_its_files_use() {
    let configuration = brat::configuration(RULES.stances());
    let analysis = analysis("n", ARTICLE);
    let article = Article {
        text: ARTICLE,
        analysis: &analysis,
    };
    let files = brat::files(&article, "n".to_owned());
    for section in ["[entities]", "[relations]", "[events]", "[attributes]"] {
        assert!(configuration.contains(section), "{section}");
    }
    for line in files
        .annotations
        .lines()
        .filter(|line| line.starts_with('T'))
    {
        let kind = line.split(['\t', ' ']).nth(1).unwrap();
        assert!(
            configuration
                .lines()
                .any(|line| line.split(' ').next() == Some(kind)),
            "{kind}"
        );
    }
    assert!(configuration.contains("neutral|") && configuration.contains("|deny|"));
}
