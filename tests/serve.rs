//! The page as a browser, and as somebody hostile, speaks to it.

use isnad::serve::{Pack, Packs, Server};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// A pack of one's own, to which an edit adds a verb.
const OWN: &str = "schema: 1\npack: desk\nlists:\n  desk-word:\n    describe: a word of this desk\n    words: [مانشيت]\n";

/// How long the page waits for somebody who says nothing.
const PATIENCE: Duration = Duration::from_secs(2);

/// One page for all tests: the built-in rules, and a folder laid over them.
static HOST: LazyLock<String> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.yaml"), OWN).unwrap();
    let own = Pack::folder(folder.path(), false).unwrap();
    let packs = vec![Pack::builtin().unwrap(), own];
    let server = Server::listen(0, Packs::new(packs), None).unwrap();
    let server = server.with_patience(PATIENCE);
    let url = server.url();
    std::thread::spawn(move || server.run());
    url.trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned()
});

/// Sends a request as it stands and gives status, head and body.
fn send(request: &str) -> (u16, String, String) {
    send_bytes(request.as_bytes())
}

fn send_bytes(request: &[u8]) -> (u16, String, String) {
    let mut stream = TcpStream::connect(HOST.as_str()).unwrap();
    stream.write_all(request).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_owned(), body.to_owned())
}

fn get(path: &str, host: &str) -> (u16, String, String) {
    send(&format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    ))
}

// HTTP/1.0, in which no answer comes in chunks.
fn post(path: &str, headers: &str, body: &str) -> (u16, String, String) {
    let host = HOST.as_str();
    let length = body.len();
    send(&format!(
        "POST {path} HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    ))
}

fn post_json(path: &str, body: &Value) -> (u16, String) {
    let (status, _, body) = post(
        path,
        "Content-Type: application/json\r\n",
        &body.to_string(),
    );
    (status, body)
}

const ARTICLE: &str =
    "قال وزير الزراعة سالم الحداد: \"<img src=x onerror=alert(1)>\". وأضاف أن الموسم جيد.";

#[test]
fn the_page_comes_in_both_languages_and_forbids_foreign_content() {
    for (path, lang) in [("/", "en"), ("/?lang=ar", "ar"), ("/?lang=en", "en")] {
        let (status, head, body) = get(path, &HOST);
        assert_eq!(status, 200);
        assert!(body.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        for header in [
            "Content-Security-Policy: default-src 'none'; script-src 'self';",
            "X-Content-Type-Options: nosniff",
            "Cross-Origin-Resource-Policy: same-origin",
        ] {
            assert!(head.contains(header), "{head}");
        }
        assert!(
            !body.contains("<script>") && !body.contains("style=\""),
            "{body}"
        );
    }
    for file in ["/style.css", "/view.js", "/page.js"] {
        assert_eq!(get(file, &HOST).0, 200, "{file}");
    }
}

#[test]
fn an_article_is_shown_escaped_and_saved() {
    let asked = json!({"text": ARTICLE, "lang": "ar"});
    let (status, body) = post_json("/analyze", &asked);
    assert_eq!(status, 200, "{body}");
    let found: Value = serde_json::from_str(&body).unwrap();
    let statements = found["analysis"]["attributions"].as_array().unwrap();
    assert_eq!(statements.len(), 2);
    let html = found["html"].as_str().unwrap();
    assert!(html.contains("&lt;img src=x") && !html.contains("<img"));
    assert!(html.contains("القائلون"));

    for (format, begins) in [
        ("html", "<!DOCTYPE html>"),
        ("csv", "\u{FEFF}key,"),
        ("json", "[\n"),
        ("xlsx", "PK"),
    ] {
        let (status, body) = post_json("/save", &json!({"text": ARTICLE, "format": format}));
        assert!(status == 200 && body.starts_with(begins), "{format}");
    }
    // Whatever the page offers is given.
    let (_, _, page) = get("/", &HOST);
    let offered: Vec<&str> = page
        .split("<option value=\"")
        .filter(|rest| rest.contains("data-ending"))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        offered.contains(&"brat") && offered.len() >= 13,
        "{offered:?}"
    );
    for format in offered {
        let (status, body) = post_json("/save", &json!({"text": ARTICLE, "format": format}));
        assert!(status == 200 && !body.is_empty(), "{format}: {status}");
        if format == "brat" {
            // Its files are in it as they are.
            assert!(
                body.starts_with("PK") && body.contains("article.ann") && body.contains(ARTICLE)
            );
        }
    }
    assert_eq!(
        post_json("/save", &json!({"text": ARTICLE, "format": "exe"})).0,
        400
    );
}

#[test]
fn what_was_pasted_without_a_name_is_called_an_article_in_the_language_of_the_page() {
    for (language, heading) in [("en", "Article"), ("ar", "المقال")] {
        let asked = |text: &str| json!({"text": text, "pack": 0, "edits": {}, "about": {}, "lang": language});
        let (code, body) = post_json("/analyze", &asked("قال الوزير إن الموسم جيد."));
        assert_eq!(code, 200);
        let found: Value = serde_json::from_str(&body).unwrap();
        let html = found["html"].as_str().unwrap();
        assert!(
            html.contains(&format!("<h2><bdi>{heading}</bdi></h2>")),
            "{html}"
        );
        // Only for the eye: results are named as ever.
        assert_eq!(found["analysis"]["document"]["id"], "article");
        assert_eq!(found["analysis"]["document"]["title"], Value::Null);
        let (_, body) = post_json("/analyze", &asked("موسم جيد\n\nقال الوزير إن الموسم جيد."));
        assert!(body.contains("<h2><bdi>موسم جيد</bdi></h2>"), "{body}");
    }
}

#[test]
fn a_rule_is_edited_and_a_mistake_is_shown_in_its_frame() {
    let (status, body) = post_json("/rules", &json!({"pack": 1}));
    assert_eq!(status, 200);
    let files: Vec<(String, String)> = serde_json::from_str(&body).unwrap();
    let (path, text) = &files[0];
    assert_eq!(text, OWN, "one's own files come first");
    let article = "برطم وزير الزراعة سالم الحداد بأن الموسم جيد.";
    let ask = |edited: String| {
        post_json(
            "/analyze",
            &json!({"text": article, "pack": 1, "edits": {path: edited}}),
        )
    };
    let verb = "verbs:\n  - {lemma: برطم, root: ب ر ط م, form: Q, past: برطم, present: يبرطم, stance: claim, role: plain, governs: clause}\n";
    let (status, body) = ask(format!("{text}{verb}"));
    assert_eq!(status, 200, "{body}");
    let found: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        found["changes"][0]["what"], "gained",
        "{}",
        found["changes"]
    );
    assert_eq!(found["analysis"]["attributions"][0]["stance"], "claim");
    let (status, body) = ask(format!("{text}\nnonsense: [\n"));
    assert_eq!(status, 422, "{body}");
    let frames: Value = serde_json::from_str(&body).unwrap();
    assert!(
        frames["frames"].as_str().unwrap().contains("-->"),
        "{frames}"
    );
    assert_eq!(post_json("/rules", &json!({"pack": 7})).0, 404);
}

#[test]
fn nobody_else_is_answered() {
    let port = HOST.rsplit_once(':').unwrap().1;
    assert_eq!(get("/", &format!("localhost:{port}")).0, 200);
    for host in [
        format!("news.example:{port}"),
        "127.0.0.1:1".to_owned(),
        format!("127.0.0.1.example:{port}"),
    ] {
        assert_eq!(get("/", &host).0, 421, "{host}");
    }
    let body = json!({"text": ARTICLE}).to_string();
    for headers in [
        "Content-Type: application/json\r\nOrigin: http://news.example\r\n",
        "Content-Type: application/json\r\nOrigin: null\r\n",
        "Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n",
    ] {
        assert_eq!(post("/analyze", headers, &body).0, 403, "{headers}");
    }
    assert_eq!(
        post("/analyze", "Content-Type: text/plain\r\n", &body).0,
        415
    );
    let host = HOST.as_str();
    assert_eq!(
        send(&format!(
            "OPTIONS /analyze HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
        .0,
        405
    );
}

#[test]
fn no_file_is_readable_and_nothing_too_large_is_read() {
    for path in [
        "/etc/passwd",
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/src/lib.rs",
        "//etc/passwd",
    ] {
        assert_eq!(get(path, &HOST).0, 404, "{path}");
    }
    let host = HOST.as_str();
    let announced = format!(
        "POST /analyze HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n"
    );
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(announced.as_bytes()).unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 413");
    assert_eq!(post_json("/analyze", &json!([1])).0, 400);
}

#[test]
fn a_file_is_read_whatever_it_is_written_in() {
    let read = |ending: &str, bytes: &[u8]| {
        let mut request = format!(
            "POST /read?ending={ending} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n",
            HOST.as_str(),
            bytes.len()
        )
        .into_bytes();
        request.extend_from_slice(bytes);
        let (status, _, body) = send_bytes(&request);
        (status, body)
    };
    let about = |encoding: Option<&str>| json!({"id": "article", "title": null, "site": null, "date": null, "url": null, "encoding": encoding});
    let (old, _, _) = encoding_rs::WINDOWS_1256.encode(ARTICLE);
    let (status, body) = read("txt", &old);
    let opened: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (status, &opened),
        (
            200,
            &json!({"text": ARTICLE, "about": about(Some("windows-1256")), "more": false})
        )
    );
    let dump = format!("id,text\n1,{}\n2,x\n", "قال الوزير إن الموسم جيد.");
    let opened: Value = serde_json::from_str(&read("csv", dump.as_bytes()).1).unwrap();
    assert_eq!(
        opened,
        json!({"text": "قال الوزير إن الموسم جيد.", "about": {"id": "1", "title": null, "site": null, "date": null, "url": null, "encoding": null}, "more": true})
    );
    for (ending, bytes, why) in [
        ("txt", &b"\xFF\xFF\x00"[..], "not valid UTF-8"),
        ("docx", b"x", "no Word document"),
        ("jsonl", b"", "no article in this file"),
        ("../../etc/passwd", b"\xFF\x00", "not valid UTF-8"),
    ] {
        let (status, body) = read(ending, bytes);
        assert!(
            status == 422 && body.contains(why) && !body.contains("article."),
            "{ending}: {status} {body}"
        );
    }
    let (status, _, _) = post("/read", "Content-Type: text/plain\r\n", "x");
    assert_eq!(status, 415);
}

#[test]
fn whoever_says_nothing_is_in_nobodys_way_and_is_sent_away() {
    let host = HOST.as_str();
    let connect = || TcpStream::connect(host).unwrap();
    // More than there are workers: some say nothing, some not all of it.
    let mut silent: Vec<TcpStream> = (0..8).map(|_| connect()).collect();
    let announced = format!(
        "POST /analyze HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
    );
    let mut halting: Vec<TcpStream> = (0..8)
        .map(|number| {
            let mut stream = connect();
            let end = if number % 2 == 0 { announced.len() } else { 20 };
            stream.write_all(&announced.as_bytes()[..end]).unwrap();
            stream
        })
        .collect();
    let started = Instant::now();
    assert_eq!(get("/", host).0, 200);
    assert_eq!(post_json("/analyze", &json!({"text": ARTICLE})).0, 200);
    assert!(started.elapsed() < PATIENCE, "nobody waits for them");
    for stream in silent.iter_mut().chain(&mut halting) {
        stream.set_read_timeout(Some(PATIENCE * 5)).unwrap();
        let mut said = Vec::new();
        // It ends, with an answer or without.
        stream.read_to_end(&mut said).unwrap();
        let said = String::from_utf8_lossy(&said);
        assert!(
            said.is_empty() || said.starts_with("HTTP/1.1 408"),
            "{said}"
        );
    }
}

#[test]
fn what_a_file_says_of_its_article_is_in_what_is_saved() {
    let page = "<html lang=ar><head><title>موسم الزيتون</title><meta property='og:site_name' content='صحيفة السهل'><meta property='article:published_time' content='2026-03-01T08:00:00Z'><link rel=canonical href='https://example.org/1'></head><body><article><p>قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام، وإن المعاصر جاهزة لاستقبال المحصول في كل القرى.</p><p>وأضاف أن الوزارة ستدفع للمزارعين قبل نهاية الشهر، وأن الأسعار لن ترتفع في الأسواق كما كان يتوقع كثير من التجار.</p></article></body></html>";
    let bytes = "Content-Type: application/octet-stream\r\n";
    let (status, _, opened) = post("/read?ending=html&lang=ar", bytes, page);
    assert_eq!(status, 200, "{opened}");
    let opened: Value = serde_json::from_str(&opened).unwrap();
    let asked =
        json!({"text": opened["text"], "about": opened["about"], "lang": "ar", "format": "json"});
    let (status, saved) = post_json("/save", &asked);
    assert_eq!(status, 200, "{saved}");
    let saved: Value = serde_json::from_str(&saved).unwrap();
    let document = &saved[0]["document"];
    for (field, value) in [
        ("title", "موسم الزيتون"),
        ("site", "صحيفة السهل"),
        ("date", "2026-03-01T08:00:00Z"),
        ("url", "https://example.org/1"),
    ] {
        assert_eq!(document[field], value, "{document}");
    }
    let (_, found) = post_json("/analyze", &asked);
    let found: Value = serde_json::from_str(&found).unwrap();
    assert!(found["html"].as_str().unwrap().contains("صحيفة السهل"));
}

#[test]
fn the_page_speaks_arabic_where_something_goes_wrong_as_well() {
    let bytes = "Content-Type: application/octet-stream\r\n";
    let (status, _, said) = post("/read?ending=pdf&lang=ar", bytes, "no pdf");
    assert_eq!((status, said.trim()), (422, "ليس ملف PDF"));
    let (_, _, english) = post("/read?ending=pdf&lang=en", bytes, "no pdf");
    assert_eq!(english.trim(), "no PDF file");
    let host = HOST.as_str();
    let (status, _, said) = send(&format!(
        "GET /nothing HTTP/1.0\r\nHost: {host}\r\nAccept-Language: ar-EG,en\r\n\r\n"
    ));
    assert_eq!((status, said.trim()), (404, "لا صفحة كهذه"));
    // What an edit changes is told in the page's words: a verb of ours in place of the built-in one.
    let (_, files) = post_json("/rules", &json!({"pack": 1}));
    let files: Vec<(String, String)> = serde_json::from_str(&files).unwrap();
    let verb = "verbs:\n  - {lemma: حذر, root: ح ذ ر, form: II, past: حذر, present: يحذر, stance: hope, role: plain, governs: clause, replaces: true}\n";
    let (path, own) = &files[0];
    let edits = json!({path: format!("{own}{verb}")});
    let text = "حذر وزير الزراعة سالم الحداد أن الأمطار قد تتأخر.";
    let asked = json!({"text": text, "pack": 1, "edits": edits, "lang": "ar"});
    let (status, found) = post_json("/analyze", &asked);
    assert_eq!(status, 200, "{found}");
    let found: Value = serde_json::from_str(&found).unwrap();
    let fields = found["changes"][0]["fields"].as_array().unwrap();
    let stance = json!({"field": "الموقف", "old": ["تحذير"], "new": ["أمل"]});
    assert!(fields.contains(&stance), "{}", found["changes"]);
    let denied = verb.replace("stance: hope", "stance: warn, polarity: denied");
    let edits = json!({path: format!("{own}{denied}")});
    let asked = json!({"text": text, "pack": 1, "edits": edits, "lang": "ar"});
    let found: Value = serde_json::from_str(&post_json("/analyze", &asked).1).unwrap();
    let fields = found["changes"][0]["fields"].as_array().unwrap();
    let polarity = json!({"field": "الإثبات", "old": ["مثبت"], "new": ["منفي"]});
    assert!(fields.contains(&polarity), "{}", found["changes"]);
    // Mistakes are told in it too, each sentence in its own direction.
    let wrong = format!("{own}{}", verb.replace("stance: hope", "stance: hop"));
    let asked = json!({"text": text, "pack": 1, "edits": {path: wrong}, "lang": "ar"});
    let (status, body) = post_json("/analyze", &asked);
    assert_eq!(status, 422, "{body}");
    let frames: Value = serde_json::from_str(&body).unwrap();
    let frames = frames["frames"].as_str().unwrap();
    for said in [
        "\u{2067}خطأ[R021]: موقف غير معروف `hop`\u{2069}",
        "^^^ \u{2067}لم تعرّفه الحزمة\u{2069}",
        "\u{2067}الحل: هل تقصد `hope`؟\u{2069}",
        "\u{2067}خطأ واحد في ملف واحد\u{2069}",
    ] {
        assert!(frames.contains(said), "{said}: {frames}");
    }
}
