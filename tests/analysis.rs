//! What holds for every analysis, whatever the text: spans lie where they say, nothing panics, and nothing depends on what was read before.

mod invariants;

use isnad::attribution::analysis::Analysis;
use isnad::text::Reader;
use isnad::{Analyzer, Document, Rules};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("the built-in rules"));
static ANALYZER: LazyLock<Analyzer<'static>> = LazyLock::new(|| Analyzer::new(&RULES));

/// The project's own articles, in order of their names.
static ARTICLES: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut articles: Vec<Document> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let id = path.file_stem().expect("a name").to_string_lossy();
            Document::new(id, std::fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    articles.sort_by(|one, other| one.id.cmp(&other.id));
    assert!(articles.len() > 30);
    articles
});

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&invariants::spec()));

fn analyze(analyzer: &Analyzer, document: &Document) -> Analysis {
    analyzer.analyze(document).expect("short enough")
}

fn holds(document: &Document) {
    invariants::analysis(&ANALYZER, &READER, document);
}

#[test]
fn articles_hold() {
    ARTICLES.iter().for_each(holds);
}

#[test]
fn a_headline_that_runs_into_the_first_sentence_is_told() {
    let headline = "وزير النقل يعلن فتح الطريق الساحلي أمام الشاحنات";
    let body = "أعلن وزير النقل سامح نجيب، اليوم الثلاثاء، فتح الطريق الساحلي أمام الشاحنات بعد عام من الإغلاق. وقال الوزير إن الأشغال \
                انتهت قبل موعدها، وإن المدينة كلها تنتظر هذا اليوم منذ سنوات طويلة.";
    let mended = |between: &str| {
        let document = Document::new("one", format!("{headline}{between}{body}"));
        let repairs = analyze(&ANALYZER, &document).repairs;
        let notes = repairs.iter().map(|note| (note.what.clone(), note.start));
        notes.collect::<Vec<_>>()
    };
    let end = headline.chars().count();
    assert_eq!(mended(" "), [("lost-line-end".to_owned(), end)]);
    assert_eq!(mended("\n\n"), []);
}

#[test]
fn spelling_that_tells_no_endings_apart_is_read_and_told() {
    let careful = "أكد وزير الزراعة سامح نجيب أن الحكومة ستشتري القمح من المزارعين. وشدد على أن المخازن جاهزة. وأشار إلى أن مصطفى العطار سيشرف عليها.";
    let careless = careful.replace('ى', "ي").replace('ة', "ه");
    let found = |text: &str| {
        let analysis = analyze(&ANALYZER, &Document::new("one", text));
        let statements = analysis.attributions.into_iter().map(|one| {
            let spans = one.content.iter().map(|piece| (piece.start, piece.end));
            (one.cue.start, one.stance, spans.collect::<Vec<_>>())
        });
        let mended = analysis.repairs.into_iter().map(|note| note.what);
        (statements.collect::<Vec<_>>(), mended.collect::<Vec<_>>())
    };
    let (statements, mended) = found(careful);
    assert_eq!((statements.len(), mended.len()), (3, 0));
    assert_eq!(
        found(&careless),
        (statements, vec!["merged-endings".to_owned(); 2])
    );
}

#[test]
fn lines_broken_at_a_width_are_read_as_paragraphs_and_told() {
    let paragraph = "أعلن وزير النقل سامح نجيب، اليوم الثلاثاء، فتح الطريق الساحلي أمام الشاحنات بعد عام من الإغلاق بسبب الانهيارات التي أصابت الجسر. \
                     وقال الوزير إن الأشغال انتهت قبل موعدها، وإن المدينة كلها تنتظر هذا اليوم منذ سنوات طويلة، مضيفا أن \"الطريق سيبقى مفتوحا ليلا \
                     ونهارا في الصيف والشتاء\". وشكر المهندسين الذين عملوا في الموقع ثلاثة أشهر دون انقطاع، وسائقي الشاحنات الذين سلكوا في هذه الأثناء طريق \
                     الجبل الطويل.";
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.chars().count() + 1 + word.chars().count() > 60 {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    let found = |text: &str| {
        let analysis = analyze(&ANALYZER, &Document::new("one", text));
        let pieces = analysis.attributions.iter().flat_map(|one| &one.content);
        let spans = pieces.map(|piece| (piece.start, piece.end));
        let mended = analysis.repairs.iter().map(|note| note.what.clone());
        (spans.collect::<Vec<_>>(), mended.collect::<Vec<_>>())
    };
    let (spans, mended) = found(paragraph);
    assert_eq!((spans.len(), mended.len()), (3, 0));
    // A blank and a line end are one character each: the spans stay.
    assert_eq!(
        found(&lines.join("\n")),
        (spans, vec!["wrapped-lines".to_owned()])
    );
}

#[test]
fn the_documents_before_make_no_difference() {
    // Words are remembered from document to document; a fresh analyzer remembers nothing.
    let fresh: Vec<Analysis> = ARTICLES
        .iter()
        .map(|article| analyze(&Analyzer::new(&RULES), article))
        .collect();
    assert!(
        fresh
            .iter()
            .any(|analysis| !analysis.attributions.is_empty())
    );
    let one = Analyzer::new(&RULES);
    for (article, fresh) in ARTICLES.iter().zip(&fresh) {
        assert_eq!(&analyze(&one, article), fresh, "forward: {}", article.id);
    }
    for (article, fresh) in ARTICLES.iter().zip(&fresh).rev() {
        assert_eq!(&analyze(&one, article), fresh, "backward: {}", article.id);
    }
}

#[test]
fn what_is_written_grows_no_faster_than_a_text_without_sentences() {
    // Nothing ends the words of any of these cues.
    let written = |times: usize| {
        let cues = "قال وأضاف وأكد مضيفا أن بحسب وقالت إن ".repeat(times);
        let analysis = analyze(&ANALYZER, &Document::new("cues", cues));
        serde_json::to_string(&analysis).expect("JSON").len()
    };
    let (once, twice) = (written(400), written(800));
    assert!(once > 100_000, "{once}");
    assert!(twice < once * 5 / 2, "{once}, then {twice}");
}

#[test]
fn an_analyzer_goes_between_threads() {
    fn goes<T: Send + Sync>() {}
    goes::<Analyzer>();
    goes::<Rules>();
    goes::<Analysis>();
}

#[test]
fn threads_share_an_analyzer() {
    let one = Analyzer::new(&RULES);
    let fresh = |article| analyze(&Analyzer::new(&RULES), article);
    let few = &ARTICLES[..8];
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let one = &one;
            scope.spawn(move || {
                for step in 0..few.len() {
                    let article = &few[(step + turn * 2) % few.len()];
                    assert_eq!(analyze(one, article), fresh(article), "{}", article.id);
                }
            });
        }
    });
}

#[test]
fn the_built_in_pack_is_the_folder_of_rules() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let loaded = Rules::load(folder).unwrap_or_else(|error| panic!("{error}"));
    let bytes = |rules: &Rules| postcard::to_stdvec(rules).expect("packs are written");
    // Not assert_eq: nobody wants to see megabytes of difference.
    assert!(
        bytes(&loaded) == bytes(&RULES),
        "the built-in pack is another one"
    );
}

/// What damaged pages are made of beside words.
const SIGNS: &[&str] = &[
    "\"",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "'",
    "((",
    "))",
    "(",
    ")",
    "[",
    "]",
    ".",
    ".",
    "..",
    "…",
    "،",
    "،",
    ":",
    ":",
    "؛",
    "؟",
    "!",
    "-",
    " - ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{C}",
    "\u{2028}",
    "/",
    "\u{A0}",
    "\u{200F}",
    "\u{FEFF}",
    "\u{64E}",
    "\u{640}",
    "&quot;",
    "2021",
    "3.5%",
    "FIFA",
    "و",
    "بـ",
    "لـ\"",
    "أن",
    "إن",
    "قائلا",
    "\u{0}",
    "😀",
];

/// Words of the articles, then signs: numbers choose, so that shrinking goes towards the beginning of both.
fn mixture() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = ARTICLES
        .iter()
        .flat_map(|article| article.text.split_whitespace())
        .collect();
    let word = prop::sample::select(words).prop_map(|word| format!("{word} "));
    let sign = prop::sample::select(SIGNS).prop_map(str::to_owned);
    let glued = prop::sample::select(SIGNS).prop_map(|sign| format!("{sign} "));
    let part = prop_oneof![6 => word, 1 => sign, 1 => glued];
    prop::collection::vec(part, 0..120).prop_map(|parts| parts.concat())
}

/// Runs of whole sentences of the articles, cut and joined anywhere: what is near to news, and broken.
fn collage() -> impl Strategy<Value = String> {
    let piece = (
        0..ARTICLES.len(),
        any::<prop::sample::Index>(),
        1..200_usize,
    )
        .prop_map(|(article, at, length)| {
            let chars: Vec<char> = ARTICLES[article].text.chars().collect();
            let start = at.index(chars.len());
            chars
                .into_iter()
                .skip(start)
                .take(length)
                .collect::<String>()
        });
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn mixtures_hold(text in mixture()) {
        holds(&Document::new("mixture", text));
    }

    #[test]
    fn collages_hold(text in collage()) {
        holds(&Document::new("collage", text));
    }
}
