//! The report and the page in a real browser: what is highlighted is what the JSON says, and what a person can do there does what it says.
//!
//! These tests need chromium and its driver: `.ci/browser` installs both and runs them. They are left out of a plain `cargo test`.

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Characters beyond the basic plane before the statements, a headline that the body repeats, a speaker left out, a denial, a mark that is a name.
const ARTICLE: &str = "😀 الحداد: موسم الزيتون سيكون جيدا 𐎀\n\nقال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام. وأضاف أن \"المعاصر 🎉 جاهزة\". ونفت الخبيرة ليلى النجار وجود نقص في المياه.\nوافتتحت الوزارة معرض \"زيتونة\" أمس.\nعلى ذمة الصحيفة أن الأسعار سترتفع.\n";

/// A rule that finds the last sentence of the article, which the built-in rules do not.
const RULE: &str = "patterns:\n  - id: upon-the-word-of\n    summary: على ذمة, a speaker, then a clause with أن.\n    match: [على, {cue: ذمة}, speaker, أن, clause]\n    yields: {stance: claim}\n    examples:\n      - text: على ذمة الصحيفة أن الأسعار سترتفع.\n        expect: [{speaker: الصحيفة, stance: claim, content: الأسعار سترتفع}]\n      - {text: سجل الدين على ذمة التاجر., expect: []}\n";

/// A pack of one's own, without that rule.
const RULES: &str = "schema: 1\npack: desk\nlists:\n  desk-word:\n    describe: a word of this desk\n    words: [مانشيت]\n";

/// Marks of the whole page: for every statement its words, cue and mention as they are highlighted, joined over the pieces that a mark is cut into.
const MARKS: &str = "
  const found = {};
  for (const mark of document.querySelectorAll('.text [data-statement]')) {
    const kind = ['said', 'cue', 'speaker'].find((name) => mark.classList.contains(name));
    if (!kind) continue;
    const key = `${mark.dataset.statement} ${kind} ${kind === 'said' ? mark.dataset.piece : 0}`;
    found[key] = (found[key] ?? '') + mark.textContent;
    if (!mark.getClientRects().length) throw new Error(`${key} is not to be seen`);
  }
  return found;";

/// A program that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and reads its standard output up to the line that holds `word`.
fn start(command: &mut Command, word: &str) -> (Ends, String) {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{command:?}: {error}; .ci/browser installs what is needed")
        });
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let ends = Ends(child);
    let mut line = String::new();
    while !line.contains(word) {
        line.clear();
        assert!(
            lines.read_line(&mut line).unwrap() > 0,
            "it ended without saying {word}"
        );
    }
    // Whoever stops reading stops the writer.
    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    (ends, line)
}

/// Starts a page and says where it is.
fn served(command: &mut Command) -> (Ends, String) {
    let (page, line) = start(command, "http://");
    let url = line
        .split_whitespace()
        .find(|word| word.starts_with("http://"));
    (page, url.unwrap().to_owned())
}

/// A browser, driven by the WebDriver protocol.
struct Browser {
    port: u16,
    session: String,
    downloads: tempfile::TempDir,
    _profile: tempfile::TempDir,
    _driver: Ends,
}

impl Browser {
    fn open(width: u32) -> Browser {
        let (driver, line) = start(
            Command::new("chromedriver").arg("--port=0"),
            "successfully on port",
        );
        let digits = line.rsplit("on port ").next().unwrap();
        let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
        let (downloads, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut browser = Browser {
            port: digits.parse().unwrap(),
            session: String::new(),
            downloads,
            _profile: profile,
            _driver: driver,
        };
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ]
        .map(str::to_owned)
        .into();
        arguments.push(format!(
            "--user-data-dir={}",
            browser._profile.path().display()
        ));
        arguments.push(format!("--window-size={width},900"));
        let options = json!({
            "args": arguments,
            "prefs": {"download.default_directory": browser.downloads.path(), "download.prompt_for_download": false},
        });
        let capabilities = json!({"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}});
        let session = browser.ask("POST", "/session", &capabilities);
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        browser
    }

    /// One command of the protocol; its answer's value.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(120)))
            .unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .unwrap();
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert!(
            answer["value"]["error"].is_null(),
            "{method} {path}: {answer}"
        );
        answer["value"].clone()
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        self.ask(
            "POST",
            &format!("/session/{}/{command}", self.session),
            body,
        )
    }

    fn go(&self, url: &str) {
        self.post("url", &json!({"url": url}));
    }

    /// Runs a script in the page and gives what it returns.
    fn script(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// Waits until a script returns true.
    fn wait(&self, script: &str) {
        let begun = Instant::now();
        while self.script(&format!("return Boolean({script})")) != true {
            let status = "document.getElementById('status')?.textContent";
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "{script}: {}",
                self.script(&format!("return {status}"))
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post(
            "element",
            &json!({"using": "css selector", "value": selector}),
        );
        let id = found.as_object().unwrap().values().next().unwrap();
        id.as_str().unwrap().to_owned()
    }

    /// Clicks as a person does: what is hidden or covered cannot be clicked.
    fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.post(&format!("element/{element}/click"), &json!({}));
    }

    /// Keeps a picture where `ISNAD_SCREENSHOTS` names a folder for them.
    fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("ISNAD_SCREENSHOTS") {
            let path = format!("/session/{}/screenshot", self.session);
            let picture = self.ask("GET", &path, &Value::Null);
            let bytes = base64(picture.as_str().unwrap());
            fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.session.is_empty() {
            self.ask("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(u32::from(c - b'A')),
        b'a'..=b'z' => Some(u32::from(c - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(c - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter_map(value) {
        bits = bits << 6 | digit;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

fn isnad() -> Command {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
}

/// Analyzes files; the JSON, and the report beside them.
fn analyzed(folder: &Path, names: &[&str]) -> Vec<Value> {
    let run = |more: &[&str]| {
        let output = isnad()
            .arg("analyze")
            .args(names)
            .args(more)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    run(&["-o", "report.html", "--lang", "ar"]);
    serde_json::from_slice(&run(&["--format", "json"])).unwrap()
}

/// Every highlight of one article equals its span in the JSON, and there is none beside them.
fn assert_marks(marks: &Value, analysis: &Value, number: usize) {
    let mut expected = serde_json::Map::new();
    for one in analysis["attributions"].as_array().unwrap() {
        let id = format!("d{number}-{}", one["id"].as_str().unwrap());
        for (piece, span) in one["content"].as_array().unwrap().iter().enumerate() {
            expected.insert(format!("{id} said {piece}"), span["text"].clone());
        }
        expected.insert(format!("{id} cue 0"), one["cue"]["text"].clone());
        if let Some(mention) = one["speaker"]["mention"]["text"].as_str() {
            expected.insert(format!("{id} speaker 0"), json!(mention));
        }
    }
    let prefix = format!("d{number}-");
    let marks = marks.as_object().unwrap().iter();
    let found: serde_json::Map<String, Value> = marks
        .filter(|(key, _)| key.starts_with(&prefix))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    assert!(expected.len() >= 5);
    assert_eq!(found, expected);
}

#[test]
#[ignore = "needs a browser: .ci/browser"]
fn the_report_shows_the_spans_of_the_json_and_filters_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    fs::write(
        folder.path().join("b.txt"),
        include_str!("../examples/transfer.txt"),
    )
    .unwrap();
    let analyses = analyzed(folder.path(), &["a.txt", "b.txt"]);
    let browser = Browser::open(1280);
    browser.go(&format!(
        "file://{}",
        folder.path().join("report.html").display()
    ));
    let marks = browser.script(MARKS);
    assert_marks(&marks, &analyses[0], 1);
    assert_marks(&marks, &analyses[1], 2);
    browser.picture("report");

    // A click on a statement's number draws one line to its words and lights both ends.
    browser.click(".card li .number");
    assert_eq!(
        browser.script("return document.querySelectorAll('svg.lines').length"),
        1
    );
    assert_eq!(
        browser.script("return document.querySelectorAll('.card li.on').length"),
        1
    );
    browser.picture("report-selected");

    let shown =
        "return document.querySelectorAll('.card:not(.gone) li[data-statement]:not(.gone)').length";
    let all = browser.script(shown).as_u64().unwrap();
    let deny = "document.querySelector('.filters [name=stance]')";
    browser.script(&format!("{deny}.value = [...{deny}.options].find((one) => one.value.includes('deny')).value; {deny}.dispatchEvent(new Event('change', {{bubbles: true}}))"));
    let denials = analyses
        .iter()
        .flat_map(|one| one["attributions"].as_array().unwrap());
    let denials = denials.filter(|one| one["stance"] == "deny").count() as u64;
    let left = browser.script(shown).as_u64().unwrap();
    assert!(
        left == denials && left < all,
        "{left} of {all}, {denials} denials"
    );
    // What is filtered out is no longer marked in the text either.
    let marked = browser.script("return [...new Set([...document.querySelectorAll('.text .said:not(.off)')].map((one) => one.dataset.statement))].length");
    assert_eq!(marked, denials);
    browser.picture("report-filtered");

    // Nothing was asked of the network.
    let asked = browser.script("return performance.getEntriesByType('resource').filter((one) => !one.name.startsWith('data:')).map((one) => one.name)");
    assert_eq!(asked, json!([]));
}

#[test]
#[ignore = "needs a browser: .ci/browser"]
fn the_report_fits_a_phone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    analyzed(folder.path(), &["a.txt"]);
    let browser = Browser::open(500);
    browser.go(&format!(
        "file://{}",
        folder.path().join("report.html").display()
    ));
    browser.picture("report-phone");
    let wide = browser.script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    assert_eq!(wide, 0, "it scrolls sideways");
}

#[test]
#[ignore = "needs a browser: .ci/browser"]
fn on_the_page_an_article_is_pasted_a_rule_is_edited_and_a_file_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("desk")).unwrap();
    fs::write(folder.path().join("desk/own.yaml"), RULES).unwrap();
    let mut serve = isnad();
    serve
        .args(["serve", "--port", "0", "--rules", "desk"])
        .current_dir(folder.path());
    let (_page, url) = served(&mut serve);
    for (language, width) in [("en", 1280), ("ar", 500)] {
        let browser = Browser::open(width);
        browser.go(&format!("{url}?lang={language}"));
        let direction = browser.script("return document.documentElement.dir");
        assert_eq!(direction, if language == "ar" { "rtl" } else { "ltr" });

        // What is typed is waited for, what is pasted is read at once.
        let waits = "const text = document.getElementById('text'); const waits = []; const wait = window.setTimeout; window.setTimeout = (what, delay) => { waits.push(delay); return wait(what, delay); }; for (const inputType of ['insertText', 'insertFromPaste']) text.dispatchEvent(new InputEvent('input', {inputType})); window.setTimeout = wait; return waits";
        assert_eq!(browser.script(waits), json!([120, 0]));

        // What the clipboard held is in the field.
        let paste = json!(ARTICLE);
        browser.script(&format!("const text = document.getElementById('text'); text.focus(); document.execCommand('insertText', false, {paste})"));
        browser.wait("window.isnadAnalysis && document.querySelectorAll('#result .said').length");
        assert_eq!(
            browser.script("return document.getElementById('text').value"),
            json!(ARTICLE)
        );
        let analysis = browser.script("return window.isnadAnalysis");
        assert_marks(&browser.script(MARKS), &analysis, 1);
        browser.picture(&format!("page-{language}"));

        browser.click("#result .card li .number");
        browser.wait("document.querySelectorAll('#result .on').length");
        // Beside the article the cards have a line to it; below it a line would go through all of it.
        let line =
            "return getComputedStyle(document.querySelector('svg.lines')).display === 'none'";
        assert_eq!(browser.script(line), width < 736);

        // A rule is added to a pack of one's own: the statement that it finds is there at once.
        browser.click("#edit");
        browser.wait("document.getElementById('rule-file').options.length");
        let options = "document.getElementById('pack')";
        browser.script(&format!("{options}.value = [...{options}.options].find((one) => one.text.includes('desk')).value; {options}.dispatchEvent(new Event('change', {{bubbles: true}}))"));
        browser.wait("[...document.getElementById('rule-file').options].some((one) => one.value.endsWith('own.yaml'))");
        let choose = "const file = document.getElementById('rule-file'); file.value = [...file.options].find((one) => one.value.endsWith('own.yaml')).value; file.dispatchEvent(new Event('change', {bubbles: true}));";
        browser.script(choose);
        browser.wait("document.getElementById('rule-text').value.includes('pack: desk')");
        let set = |text: &Value| {
            format!(
                "const field = document.getElementById('rule-text'); field.value = {text}; field.dispatchEvent(new Event('input', {{bubbles: true}}))"
            )
        };
        // First a mistake, which is shown in its frame while the statements stay.
        browser.script(&set(&json!(format!("{RULES}nonsense: 1\n"))));
        browser.wait("!document.getElementById('frames').hidden && document.getElementById('frames').textContent.includes('nonsense')");
        assert!(
            browser
                .script("return document.querySelectorAll('#result .said').length")
                .as_u64()
                .unwrap()
                > 0
        );
        browser.picture(&format!("page-{language}-mistake"));
        let before = browser
            .script("return window.isnadAnalysis.attributions.length")
            .as_u64()
            .unwrap();
        browser.script(&set(&json!(format!("{RULES}{RULE}"))));
        browser.wait("document.getElementById('frames').hidden && document.getElementById('changes').textContent.includes('الأسعار سترتفع')");
        let analysis = browser.script("return window.isnadAnalysis");
        assert_eq!(
            analysis["attributions"].as_array().unwrap().len() as u64,
            before + 1
        );
        assert_marks(&browser.script(MARKS), &analysis, 1);
        browser.picture(&format!("page-{language}-edited"));

        // What is saved is what is shown.
        browser.script("const save = document.getElementById('save'); save.value = 'json'; save.dispatchEvent(new Event('change', {bubbles: true}))");
        let file = browser.downloads.path().join("isnad.json");
        let begun = Instant::now();
        let saved: Value = loop {
            match fs::read(&file)
                .ok()
                .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            {
                Some(saved) => break saved,
                None => assert!(
                    begun.elapsed() < Duration::from_secs(60),
                    "nothing was saved"
                ),
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        assert_eq!(
            saved[0]["attributions"],
            browser.script("return window.isnadAnalysis")["attributions"]
        );
        let wide = browser.script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        assert_eq!(wide, 0, "it scrolls sideways");
    }
}

#[test]
#[ignore = "needs a browser: .ci/browser"]
fn a_file_dropped_on_the_page_is_shown_with_its_outlet_and_saved_under_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut serve = isnad();
    serve
        .args(["serve", "--port", "0"])
        .current_dir(folder.path());
    let (_page, url) = served(&mut serve);
    let page = format!(
        "<html lang=ar><head><title>موسم الزيتون</title><meta property='og:site_name' content='صحيفة السهل'></head><body><article><p>{ARTICLE}</p></article></body></html>"
    );
    let browser = Browser::open(1280);
    browser.go(&format!("{url}?lang=ar"));
    browser.script(&format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], 'news.page.html')); document.dispatchEvent(new DragEvent('drop', {{dataTransfer: data, bubbles: true, cancelable: true}}))",
        json!(page)
    ));
    browser.wait("window.isnadAnalysis && document.querySelectorAll('#result .said').length");
    let shown = browser.script("return document.querySelector('#result .facts').textContent");
    assert!(shown.as_str().unwrap().contains("صحيفة السهل"), "{shown}");
    let analysis = browser.script("return window.isnadAnalysis");
    assert_eq!(analysis["document"]["id"], "news.page");
    assert_eq!(analysis["document"]["title"], "موسم الزيتون");
    assert_marks(&browser.script(MARKS), &analysis, 1);
    browser.picture("page-dropped");

    browser.script("const save = document.getElementById('save'); save.value = 'brat'; save.dispatchEvent(new Event('change', {bubbles: true}))");
    let saved = browser.downloads.path().join("news.page.zip");
    let begun = Instant::now();
    while !saved.exists() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nothing is saved"
        );
        std::thread::sleep(Duration::from_millis(50));
    }

    // Another article in its place is not that outlet's.
    browser.script(&format!(
        "const text = document.getElementById('text'); text.focus(); text.select(); text.dispatchEvent(new ClipboardEvent('paste')); document.execCommand('insertText', false, {})",
        json!(ARTICLE)
    ));
    browser.wait("window.isnadAnalysis.document.id === 'article'");
    let analysis = browser.script("return window.isnadAnalysis");
    assert_eq!(analysis["document"]["title"], Value::Null);

    // A file that cannot be read is said to be so in the page's language, and what was there stays.
    browser.script("const data = new DataTransfer(); data.items.add(new File(['no pdf'], 'a.pdf')); document.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))");
    browser.wait("document.getElementById('status').textContent.includes('ليس ملف PDF')");
    assert_eq!(
        browser.script("return document.getElementById('text').value"),
        json!(ARTICLE)
    );
}
