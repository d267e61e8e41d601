//! The formats for people and spreadsheets, each read back by a reader that is not ours.

use calamine::{Data, Reader, Xlsx};
use isnad::attribution::analysis::Analysis;
use isnad::report::article::Article;
use isnad::report::locale::{Language, Locale};
use isnad::report::rows::COLUMNS;
use isnad::report::{Format, Options, Report, html};
use isnad::{Analyzer, Document, Rules};
use scraper::{ElementRef, Html, Selector};
use std::io::Cursor;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("built-in rules"));

/// A headline that the body repeats, a statement inside another one, a mark that is a name, an inferred speaker.
const ARTICLE: &str = "الحداد: موسم الزيتون سيكون جيدا\r\n\r\nقال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام. وأضاف أن الخبيرة ليلى النجار أكدت أن \"المعاصر جاهزة\".\r\nوافتتحت الوزارة معرض \"زيتونة\" أمس.\r\n";

/// What would run if it were not escaped, and what a spreadsheet would compute.
const HOSTILE: &str = "قال وزير الزراعة سالم الحداد: \"<img src=x onerror=alert(1)> </script><script>alert('2')</script> & \u{202E}\0\". وأضاف: \"=1+1\".\n";

fn analysis(id: &str, text: &str) -> Analysis {
    let document = Document::new(id, text);
    Analyzer::new(&RULES)
        .analyze(&document)
        .expect("a short text")
}

fn written(format: Format, texts: &[&str]) -> Vec<u8> {
    let options = Options {
        format,
        ..Options::default()
    };
    let mut report = Report::new(options, Vec::new());
    for (number, text) in texts.iter().enumerate() {
        let id = format!("n{number}");
        report.document(text, &analysis(&id, text)).unwrap();
    }
    report.finish().unwrap()
}

fn page(texts: &[&str]) -> Html {
    Html::parse_document(std::str::from_utf8(&written(Format::Html, texts)).unwrap())
}

fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(elements: &[ElementRef]) -> String {
    elements.iter().flat_map(|element| element.text()).collect()
}

/// No mistake in the markup. That a carriage return is written as a reference is one by the letter of the standard, and the only way to keep it.
fn assert_well_formed(html: &Html) {
    let mistakes = html
        .errors
        .iter()
        .filter(|error| **error != "Invalid numeric character reference");
    assert_eq!(mistakes.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn the_marks_of_a_report_hold_exactly_the_spans_of_the_analysis() {
    for article in [
        ARTICLE,
        include_str!("../examples/transfer.txt"),
        include_str!("../examples/bridge.txt"),
    ] {
        let html = page(&[article]);
        assert_eq!(text(&all(&html, ".text")), article);
        let analysis = analysis("n0", article);
        assert!(analysis.attributions.len() >= 3);
        for one in &analysis.attributions {
            let of = |selector: &str| {
                text(&all(
                    &html,
                    &format!(".text {selector}[data-statement=\"d1-{}\"]", one.id),
                ))
            };
            for (piece, span) in one.content.iter().enumerate() {
                assert_eq!(of(&format!(".said[data-piece=\"{piece}\"]")), span.text);
            }
            assert_eq!(of(".cue"), one.cue.text);
            let mention = one
                .speaker
                .as_ref()
                .and_then(|speaker| speaker.mention.as_ref());
            assert_eq!(
                of(".speaker"),
                mention.map(|span| span.text.clone()).unwrap_or_default()
            );
        }
        for (number, one) in analysis.rejected_quotes.iter().enumerate() {
            let marks = all(
                &html,
                &format!(".text .rejected[data-rejected=\"{number}\"]"),
            );
            assert_eq!(text(&marks), one.text);
        }
    }
}

#[test]
fn overlapping_marks_are_cut_and_still_hold_their_text() {
    let mut analysis = analysis("n0", ARTICLE);
    let chars: Vec<char> = ARTICLE.chars().collect();
    // Statements whose contents cross: each begins inside the one before.
    for (number, one) in analysis.attributions.iter_mut().enumerate() {
        one.content[0].start = 10 + number * 7;
        one.content[0].end = 40 + number * 7;
        one.content[0].text = chars[one.content[0].start..one.content[0].end]
            .iter()
            .collect();
    }
    let locale = Locale::of(Language::Ar).unwrap();
    let articles = [Article {
        text: ARTICLE,
        analysis: &analysis,
    }];
    let html = Html::parse_document(&html::page(&articles, &locale).unwrap());
    assert_well_formed(&html);
    assert_eq!(text(&all(&html, ".text")), ARTICLE);
    for one in &analysis.attributions {
        let marks = all(
            &html,
            &format!(".said[data-statement=\"d1-{}\"][data-piece=\"0\"]", one.id),
        );
        assert_eq!(text(&marks), one.content[0].text);
    }
}

#[test]
fn a_claim_in_headline_and_body_is_shown_once_and_a_nested_one_says_so() {
    let html = page(&[ARTICLE]);
    let analysis = analysis("n0", ARTICLE);
    assert_eq!(
        all(&html, ".card li[data-statement]").len(),
        analysis.attributions.len() - 1
    );
    let repeated = all(&html, "li[data-headline]");
    assert_eq!(repeated.len(), 1);
    assert!(text(&repeated).contains("موسم الزيتون سيكون جيدا هذا العام"));
    assert_eq!(all(&html, ".said .said").len(), 1);
    assert!(text(&all(&html, ".card")).contains("inside statement"));
    assert!(text(&all(&html, ".rejections")).contains("زيتونة"));
    assert!(
        text(&all(&html, "details li"))
            .contains("the cue and what stands round it fit the pattern")
    );
}

#[test]
fn hostile_text_is_shown_and_never_markup() {
    let html = page(&[HOSTILE]);
    // The page's own script, and no element of the article's.
    assert_eq!(all(&html, "script").len(), 1);
    assert!(all(&html, "img").is_empty());
    assert!(all(&html, "[onerror]").is_empty());
    assert!(text(&all(&html, ".text")).contains("<img src=x onerror=alert(1)> </script>"));
    let policy = all(&html, "meta[http-equiv]")[0].attr("content").unwrap();
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("script-src 'unsafe-inline'")
    );
    // Nothing in the page points outside of it.
    for link in all(&html, "[href], [src]") {
        let target = link.attr("href").or(link.attr("src")).unwrap();
        assert!(target.starts_with('#') || target == "data:,", "{target}");
    }
    let markdown = String::from_utf8(written(Format::Markdown, &[HOSTILE])).unwrap();
    assert!(!markdown.contains("<img"), "{markdown}");
}

#[test]
fn several_articles_have_an_overview_with_each_speaker_once() {
    let second = "قال سالم الحداد إن الأسعار ستنخفض.\n";
    let html = page(&[ARTICLE, second]);
    assert_eq!(all(&html, "article.document").len(), 2);
    let voices = all(&html, "button[data-voice]");
    let names: Vec<String> = voices.iter().map(|one| one.text().collect()).collect();
    assert_eq!(
        names
            .iter()
            .filter(|name| name.contains("سالم الحداد"))
            .count(),
        1,
        "{names:?}"
    );
    assert_well_formed(&html);
    // An article of one line has no headline to be called by; a role is told without what joins it to the sentence before.
    let third = "جاء المدير، والنائب السابق سالم الحداد قال إن الموسم جيد في كل القرى هذا العام.";
    let html = page(&[third, second]);
    for said in [
        "جاء المدير، والنائب السابق سالم الحداد قال إن الموسم جيد \u{2026}",
        ">النائب السابق<",
    ] {
        assert!(html.html().contains(said), "{said}");
    }
}

#[test]
fn csv_is_read_back_with_its_keys_and_without_formulas() {
    let bytes = written(Format::Csv, &[ARTICLE, HOSTILE]);
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>(),
        COLUMNS
    );
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let (first, second) = (analysis("n0", ARTICLE), analysis("n1", HOSTILE));
    let expected: Vec<_> = first
        .attributions
        .iter()
        .chain(&second.attributions)
        .collect();
    assert_eq!(rows.len(), expected.len());
    let column = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
    for (row, one) in rows.iter().zip(expected) {
        assert_eq!(&row[column("key")], one.key);
        let words = &row[column("words")];
        assert_eq!(words.trim_start_matches('\''), one.content[0].text);
        assert!(!words.starts_with('='));
    }
    assert_eq!(&rows.last().unwrap()[column("words")], "'=1+1");
    assert!(
        bytes.windows(2).any(|two| two == b"\r\n") && !bytes.starts_with("\u{FEFF}".as_bytes())
    );

    let options = Options {
        format: Format::Csv,
        excel: true,
        ..Options::default()
    };
    let excel = Report::new(options, Vec::new()).finish().unwrap();
    assert!(excel.starts_with("\u{FEFF}key,".as_bytes()));
}

/// «Does not expect that» and «did not object to»: the words alone would say the opposite.
const DENIED: &str =
    "قال وزير الزراعة سالم الحداد إنه لا يعتقد أن الخطة جاهزة. وزعم رئيس النادي أن الحكم أخطأ.\n";

fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_workbook_has_statements_speakers_and_documents() {
    let mut book = opened(written(Format::Xlsx, &[ARTICLE, HOSTILE]));
    assert_eq!(book.sheet_names(), ["Statements", "Speakers", "Articles"]);
    let rows = cells(&mut book, "Statements");
    let analysis = analysis("n0", ARTICLE);
    let column = |name: &str| {
        let title = Data::String(name.to_owned());
        rows[0].iter().position(|cell| *cell == title).unwrap()
    };
    for (row, one) in rows[1..].iter().zip(&analysis.attributions) {
        let cell = |name: &str| row[column(name)].clone();
        assert_eq!(cell("Key"), Data::String(one.key.clone()));
        assert_eq!(
            cell("Words said"),
            Data::String(one.content[0].text.clone())
        );
        assert_eq!(
            cell("From character"),
            Data::Float(one.content[0].start as f64)
        );
        assert_eq!(
            cell("Sentence"),
            Data::String(one.context.text.replace("\r\n", "\n"))
        );
    }
    let formulas = book.worksheet_formula("Statements").unwrap();
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
    let speakers = cells(&mut book, "Speakers");
    assert_eq!(speakers[1][0], Data::String("سالم الحداد".into()));
    assert_eq!(cells(&mut book, "Articles").len(), 3);
}

#[test]
fn a_workbook_speaks_the_language_of_its_reader_and_is_the_same_every_time() {
    let written = || {
        let options = Options {
            format: Format::Xlsx,
            language: Language::Ar,
            ..Options::default()
        };
        let mut document = Document::new("n0", DENIED);
        document.date = Some("2024-05-01T10:30:00+03:00".into());
        document.url = Some("https://example.org/a".into());
        let analysis = Analyzer::new(&RULES).analyze(&document).unwrap();
        let mut report = Report::new(options, Vec::new());
        report.document(DENIED, &analysis).unwrap();
        report.finish().unwrap()
    };
    let bytes = written();
    // The format counts time in seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(bytes == written());
    let mut book = opened(bytes);
    assert_eq!(book.sheet_names(), ["الأقوال", "القائلون", "المقالات"]);
    for sheet in ["الأقوال", "القائلون", "المقالات"] {
        for title in &cells(&mut book, sheet)[0] {
            let Data::String(title) = title else {
                panic!("{title:?}")
            };
            assert!(
                !title.contains(|c: char| c.is_ascii_alphabetic()),
                "{title}"
            );
        }
    }
    let rows = cells(&mut book, "الأقوال");
    let row = |words: &str| {
        let words = Data::String(words.to_owned());
        rows.iter().find(|row| row.contains(&words)).unwrap()
    };
    let has = |row: &[Data], word: &str| row.contains(&Data::String(word.to_owned()));
    assert!(has(row("الخطة جاهزة"), "منفي") && has(row("الخطة جاهزة"), "رأي"));
    assert!(has(row("الحكم أخطأ"), "متحفَّظ عليه"));
    assert!(has(row("الحكم أخطأ"), "https://example.org/a"));
    let date = rows[1].iter().find_map(|cell| match cell {
        Data::DateTime(date) => Some(date.to_ymd_hms_milli()),
        _ => None,
    });
    assert_eq!(date, Some((2024, 5, 1, 10, 30, 0, 0)));
}

#[test]
fn what_a_speaker_says_is_not_so_is_said_to_be_denied() {
    let analysis = analysis("n0", DENIED);
    let denied: Vec<_> = (analysis.attributions.iter())
        .filter(|one| one.content[0].text == "الخطة جاهزة")
        .collect();
    assert_eq!(denied.len(), 1, "{analysis:?}");
    let html = page(&[DENIED]);
    let item = format!("li[data-statement=\"d1-{}\"]", denied[0].id);
    assert!(text(&all(&html, &item)).contains("Polarity: denied"));
    let cue = &all(&html, &format!("#d1-{}-cue", denied[0].id))[0];
    assert!(cue.attr("data-label").unwrap().ends_with("denied"));
    let markdown = String::from_utf8(written(Format::Markdown, &[DENIED])).unwrap();
    let line = markdown.lines().find(|line| line.contains("«الخطة جاهزة"));
    assert!(line.unwrap().contains(" denied"), "{markdown}");
    let table = String::from_utf8(written(Format::Table, &[DENIED])).unwrap();
    assert!(table.contains("\u{B7} denied"), "{table}");
    let csv = String::from_utf8(written(Format::Csv, &[DENIED])).unwrap();
    assert!(csv.contains(",opine,denied,neutral,"), "{csv}");
    assert!(csv.contains(",claim,affirmed,distancing,"), "{csv}");
}
