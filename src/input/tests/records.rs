//! JSONL and CSV.

use super::*;
use encoding_rs::{UTF_16LE, WINDOWS_1256};

fn fields(text: &str, id: &str) -> Options {
    let mut options = Options::default();
    options.fields.text = Some(text.to_owned());
    options.fields.id = Some(id.to_owned());
    options
}

#[test]
fn jsonl_with_its_own_names() {
    let line = format!(
        r#"{{"article": {{"body": "{ARTICLE}"}}, "link.id": 7, "url": "https://news.example/7", "date": "2026-03-01", "title": "موسم", "other": [1, {{}}]}}"#
    );
    let mut options = fields("article.body", "link.id");
    options.fields.date = Some("date".to_owned());
    let found = read("d.jsonl", line, options.clone());
    let document = found[0].as_ref().unwrap();
    assert_eq!(
        (document.id.as_str(), document.text.as_str()),
        ("7", ARTICLE)
    );
    assert_eq!(document.url.as_deref(), Some("https://news.example/7"));
    assert_eq!(document.source, document.url);
    assert_eq!(document.date.as_deref(), Some("2026-03-01"));
    assert_eq!(document.title.as_deref(), Some("موسم"));
    let errors = read(
        "d.jsonl",
        "{\"article\": {}, \"link.id\": 1}\n\n{\"article\": {\"body\": 1}, \"link.id\": 1}\n{}\n[]\n",
        options,
    );
    let errors: Vec<String> = errors
        .into_iter()
        .map(|item| item.unwrap_err().to_string())
        .collect();
    assert_eq!(
        errors,
        [
            "d.jsonl: line 1: the record has no field `article.body`",
            "d.jsonl: line 3: the field `article.body` must be a string",
            "d.jsonl: line 4: the record has no field `link.id`",
            "d.jsonl: line 5: a record must be a JSON object",
        ]
    );
}

#[test]
fn one_field_may_serve_twice() {
    let mut options = fields("text", "url");
    options.fields.url = Some("url".to_owned());
    let found = read(
        "d.jsonl",
        r#"{"text": "x", "url": "https://news.example/1"}"#,
        options,
    );
    let document = found[0].as_ref().unwrap();
    assert_eq!(Some(document.id.as_str()), document.url.as_deref());
}

#[test]
fn a_line_that_is_too_long_costs_itself_alone() {
    let lines = format!(
        "{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n{{\"text\": \"{}",
        "x".repeat(5000),
        "y".repeat(5000)
    );
    let found = read("d.jsonl", lines, limited(1 << 20, 1024));
    assert_eq!(found.len(), 3);
    assert_eq!(
        found[0].as_ref().unwrap_err().to_string(),
        "d.jsonl: line 1: more than 1 KB in one line; --max-line allows more"
    );
    assert_eq!(found[1].as_ref().unwrap().id, "d-2");
    assert!(
        found[2]
            .as_ref()
            .unwrap_err()
            .to_string()
            .starts_with("d.jsonl: line 3: more than")
    );
}

#[test]
fn a_document_in_a_record_may_be_too_large_as_well() {
    let found = read(
        "d.jsonl",
        format!("{{\"text\": \"{}\"}}", "x".repeat(3000)),
        limited(2048, 1 << 20),
    );
    assert!(matches!(
        found[0],
        Err(InputError::TooLarge {
            what: "document",
            ..
        })
    ));
}

#[test]
fn csv_by_its_names() {
    let table = format!(
        "id,title,text,url,date\r\n1,\"موسم, الزيتون\",\"{ARTICLE}\nسطر \"\"ثان\"\"\",https://news.example/1,2026-03-01\r\n\r\n,,x,,\r\n"
    );
    for table in [table.clone(), format!("\u{FEFF}{table}")] {
        let found = whole("d.csv", table);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].id, "1");
        assert_eq!(found[0].title.as_deref(), Some("موسم, الزيتون"));
        assert_eq!(found[0].text, format!("{ARTICLE}\nسطر \"ثان\""));
        assert_eq!(found[0].url.as_deref(), Some("https://news.example/1"));
        assert_eq!(found[0].date.as_deref(), Some("2026-03-01"));
        assert_eq!(
            (found[1].id.as_str(), found[1].url.as_deref()),
            ("d-5", None)
        );
    }
}

#[test]
fn csv_with_other_signs_between_fields_and_other_names() {
    for sign in [";", "\t", "|"] {
        let table = format!("رقم{sign}\"المتن, كاملا\"\n9{sign}{ARTICLE}\n");
        let found = read("d.csv", table, fields("المتن, كاملا", "رقم"));
        let document = found[0].as_ref().unwrap();
        assert_eq!(
            (document.id.as_str(), document.text.as_str()),
            ("9", ARTICLE),
            "{sign:?}"
        );
    }
}

#[test]
fn csv_whose_first_line_names_what_stands_between_fields() {
    for begin in ["sep=;\r\n", "\u{FEFF}sep=;\r\n", "SEP=;\r\n"] {
        let rows = format!("{begin}id;text\r\n1;قال, الوزير\r\n2;ا;ب\r\n");
        let found = read("d.csv", rows, Options::default());
        let document = found[0].as_ref().unwrap();
        assert_eq!(document.text, "قال, الوزير");
        assert_eq!(
            found[1].as_ref().unwrap_err().to_string(),
            "d.csv: line 4: a row of 3 fields below 2 names"
        );
    }
    let found = read("d.csv", "sep=id,text\n1,x\n", Options::default());
    assert_eq!(found[0].as_ref().unwrap().text, "x");
}

#[test]
fn json_that_may_be_an_array_is_no_text() {
    let array = r#"[{"text": "x"}]"#;
    let found = read("d.JSON", array, Options::default());
    let error = found[0].as_ref().unwrap_err().to_string();
    assert!(error.contains("one object a line"), "{error}");
    let options = Options {
        format: Some(Format::Jsonl),
        ..Options::default()
    };
    let found = read("d.json", r#"{"text": "x"}"#, options);
    assert_eq!(found[0].as_ref().unwrap().text, "x");
}

#[test]
fn csv_in_old_encodings() {
    let table = format!("id,text\n1,{ARTICLE}\n");
    let (bytes, _, _) = WINDOWS_1256.encode(&table);
    let found = whole("d.csv", bytes.to_vec());
    assert_eq!(
        (found[0].text.as_str(), found[0].encoding.as_deref()),
        (ARTICLE, Some("windows-1256"))
    );
    let wide: Vec<u8> = format!("\u{FEFF}{table}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let found = whole("d.csv", wide.clone());
    assert_eq!(
        (found[0].text.as_str(), found[0].encoding.as_deref()),
        (ARTICLE, Some("UTF-16LE"))
    );
    let options = Options {
        encoding: Some(UTF_16LE),
        ..Options::default()
    };
    let found = read("d.csv", &wide[2..wide.len() - 1], options);
    let error = found.last().unwrap().as_ref().unwrap_err().to_string();
    assert!(
        error.starts_with("d.csv: not valid UTF-16LE: the first wrong byte is byte"),
        "{error}"
    );
}

#[test]
fn faults_of_csv_are_named_with_their_place() {
    let mut table = b"id,text\n1,a\n2\n3,c,d\n4,\xFF\xFE\n5,e\n".to_vec();
    let found = read("d.csv", table.clone(), Options::default());
    let said: Vec<String> = found
        .into_iter()
        .map(|item| item.map_or_else(|error| error.to_string(), |document| document.id))
        .collect();
    assert_eq!(
        said,
        [
            "1",
            "d.csv: line 3: a row of 1 field below 2 names",
            "d.csv: line 4: a row of 3 fields below 2 names",
            "d.csv: line 5: the field `text` is not valid UTF-8 from its byte 0 on (counted from 0); --encoding names another encoding",
            "5",
        ]
    );
    table.splice(..2, *b"ab");
    let error = fault("d.csv", table, fields("body", "id"));
    assert_eq!(
        error,
        "d.csv: line 1: no column `body` (--text-field names another); there are `ab`, `text`"
    );
    assert_eq!(
        fault("d.csv", "", Options::default()),
        "d.csv: there is no row of names"
    );
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let mut table = "id,text\n1,a\n2,\"".to_owned();
    table.push_str(&"x,y\n".repeat(200_000));
    let found = read("d.csv", table, limited(1 << 20, 64 << 10));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].as_ref().unwrap().id, "1");
    assert_eq!(
        found[1].as_ref().unwrap_err().to_string(),
        "d.csv: line 3: a row of more than 65536 bytes, or a quote that is never closed; the rest of the file is not read (--max-line allows more)"
    );
}

#[test]
fn a_field_that_is_too_large_but_ends_costs_itself_alone() {
    let table = format!("id,text\n1,{}\n2,b\n", "x".repeat(5000));
    let found = read("d.csv", table, limited(1 << 20, 4096));
    assert_eq!(
        found[0].as_ref().unwrap_err().to_string(),
        "d.csv: line 2: more than 4 KB in one line; --max-line allows more"
    );
    assert_eq!(found[1].as_ref().unwrap().id, "2");
}
