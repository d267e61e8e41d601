//! Files that hold others: docx and WARC.

use super::*;
use std::io::Write;

#[cfg(feature = "docx")]
mod docx {
    use super::*;
    use std::io::Cursor;
    use zip::write::SimpleFileOptions;

    const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>"#;
    const FOOT: &str = "</w:body></w:document>";

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn document(body: &str) -> Vec<u8> {
        packed(&[(
            "word/document.xml",
            format!("{HEAD}{body}{FOOT}").as_bytes(),
        )])
    }

    #[test]
    fn paragraphs_without_what_was_deleted() {
        let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">قال الوزير </w:t></w:r><w:r><w:t>إن الموسم</w:t><w:tab/><w:t>جيد.</w:t></w:r></w:p>
<w:p><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:ins><w:r><w:t>وأضاف &amp; قال</w:t><w:br/><w:t>سطر.</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>خلية</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>صندوق</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>صندوق</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>آخر</w:t></w:r></w:p>"#;
        let found = whole("a.docx", document(body));
        assert_eq!(
            found[0].text,
            "قال الوزير إن الموسم\tجيد.\nوأضاف & قال\nسطر.\nخلية\nصندوق\nآخر\n"
        );
        assert_eq!(
            (found[0].id.as_str(), found[0].source.as_deref()),
            ("a", Some("a.docx"))
        );
    }

    #[test]
    fn the_text_is_where_the_file_says_and_has_its_title() {
        let text = format!("{HEAD}<w:p><w:r><w:t>{ARTICLE}</w:t></w:r></w:p>{FOOT}");
        let relations = r#"<Relationships><Relationship Type="http://x/core-properties" Target="docProps/core.xml"/><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
        let properties = "<cp:coreProperties xmlns:dc='x'><dc:title> موسم الزيتون </dc:title></cp:coreProperties>";
        let bytes = packed(&[
            ("_rels/.rels", relations.as_bytes()),
            ("word/document2.xml", text.as_bytes()),
            ("docProps/core.xml", properties.as_bytes()),
        ]);
        let found = whole("a.docx", bytes);
        assert_eq!(found[0].text, format!("{ARTICLE}\n"));
        assert_eq!(found[0].title.as_deref(), Some("موسم الزيتون"));
    }

    #[test]
    fn a_small_file_that_grows_is_refused() {
        let spaces = " ".repeat(8 << 20);
        let bytes = document(&spaces);
        assert!(bytes.len() < 64 << 10, "{}", bytes.len());
        let error = fault("a.docx", bytes, limited(1 << 20, 1 << 20));
        assert_eq!(
            error,
            "a.docx: word/document.xml: more than 4194304 bytes come out of it; --max-document allows more"
        );
    }

    #[test]
    fn what_is_no_word_document_is_named() {
        let said = |bytes: Vec<u8>| fault("a.docx", bytes, Options::default());
        assert!(said(b"hello".to_vec()).starts_with("a.docx: no Word document: "));
        assert!(said(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()).contains("save it as .docx"));
        assert!(said(packed(&[("a.txt", b"x")])).contains("there is no word/document.xml in it"));
        let broken = said(packed(&[(
            "word/document.xml",
            b"<w:document><w:p></w:document>",
        )]));
        assert!(broken.starts_with("a.docx: line 1, column "), "{broken}");
        let whole = document("<w:p/>");
        assert!(said(whole[..whole.len() / 2].to_vec()).starts_with("a.docx: no Word document: "));
    }
}

#[cfg(feature = "warc")]
mod warc {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    fn record(kind: &str, media: &str, uri: &str, block: &[u8]) -> Vec<u8> {
        let mut record = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{uri}>\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        )
        .into_bytes();
        record.extend_from_slice(block);
        record.extend_from_slice(b"\r\n\r\n");
        record
    }

    fn response(uri: &str, head: &str, body: &[u8]) -> Vec<u8> {
        let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        record(
            "response",
            "application/http; msgtype=response",
            uri,
            &block,
        )
    }

    fn page() -> String {
        let paragraph = format!("<p>{ARTICLE} {ARTICLE} {ARTICLE}</p>");
        format!(
            "<html><head><title>موسم</title></head><body><article>{}</article></body></html>",
            paragraph.repeat(4)
        )
    }

    /// An archive of two pages, one in an old encoding, among what is none.
    fn archive() -> Vec<Vec<u8>> {
        let (old, _, _) = encoding_rs::WINDOWS_1256.encode(ARTICLE);
        vec![
            record(
                "warcinfo",
                "application/warc-fields",
                "x",
                b"software: test\r\n",
            ),
            record(
                "request",
                "application/http",
                "https://news.example/1",
                b"GET / HTTP/1.1\r\n\r\n",
            ),
            response(
                "https://news.example/1",
                "Content-Type: text/html; charset=utf-8",
                page().as_bytes(),
            ),
            response(
                "https://news.example/p.png",
                "Content-Type: image/png",
                b"\x89PNG",
            ),
            response(
                "https://news.example/2",
                "Content-Type: text/plain; charset=windows-1256",
                &old,
            ),
        ]
    }

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn pages_of_an_archive_plain_and_packed() {
        let plain = archive().concat();
        let members: Vec<u8> = archive().iter().flat_map(|record| zipped(record)).collect();
        for (name, bytes) in [
            ("c.warc", plain.clone()),
            ("c.warc.gz", members),
            ("c.warc.gz", zipped(&plain)),
        ] {
            let found = whole(name, bytes);
            assert_eq!(found.len(), 2, "{name}");
            assert!(found[0].text.starts_with(ARTICLE), "{}", found[0].text);
            assert_eq!(found[0].title.as_deref(), Some("موسم"));
            assert_eq!(found[0].url.as_deref(), Some("https://news.example/1"));
            assert_eq!(found[0].source.as_deref(), Some(name));
            assert_eq!(
                (found[1].text.as_str(), found[1].encoding.as_deref()),
                (ARTICLE, Some("windows-1256"))
            );
            assert!(found[1].id.ends_with("-5"), "{}", found[1].id);
        }
    }

    #[test]
    fn a_bad_page_costs_itself_alone() {
        let bytes = [
            record("response", "application/http", "x", b"no answer"),
            response("y", "Content-Type: text/html", b"<html></html>"),
            response("z", "Content-Type: text/html", &[b' '; 9000]),
            response("https://news.example/1", "", page().as_bytes()),
        ]
        .concat();
        let found = read("c.warc", bytes, limited(8000, 8000));
        let said: Vec<String> = found[..3]
            .iter()
            .map(|item| item.as_ref().unwrap_err().to_string())
            .collect();
        assert!(
            said[0].starts_with("c.warc: record 1 (at byte 0): no answer of a web server: "),
            "{}",
            said[0]
        );
        assert!(
            said[1].starts_with("c.warc: record 2 (at byte 119): no article in this page"),
            "{}",
            said[1]
        );
        assert!(
            said[2].contains("record 3")
                && said[2].contains("more than 8000 bytes in one document"),
            "{}",
            said[2]
        );
        assert!(found[3].is_ok() && found.len() == 4);
    }

    #[test]
    fn what_is_cut_or_no_archive_ends_with_an_error() {
        let bytes = archive().concat();
        let found = read("c.warc", &bytes[..bytes.len() - 10], Options::default());
        assert!(found[0].is_ok());
        assert!(
            found[1]
                .as_ref()
                .unwrap_err()
                .to_string()
                .ends_with("the file ends inside this record")
        );
        let packed = zipped(&bytes);
        let found = read("c.warc.gz", &packed[..packed.len() / 2], Options::default());
        let error = found.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(
            error.ends_with("the file ends inside this record"),
            "{error}"
        );
        let no = |bytes: &[u8]| fault("c.warc", bytes, Options::default());
        assert_eq!(
            no(b"hello\n"),
            "c.warc: record 1 (at byte 0): no WARC record begins here; the rest of the file is not read"
        );
        assert_eq!(
            no(b"WARC/1.0\r\nWARC-Type: x\r\n\r\n"),
            "c.warc: record 1 (at byte 0): a record of no length; the rest of the file is not read"
        );
        assert!(no(&b"x".repeat(100_000)).contains("a line of more than 65536 bytes"));
        let endless = format!("WARC/1.0\r\n{}", "a: b\r\n".repeat(100_000));
        assert!(no(endless.as_bytes()).contains("a head of more than 262144 bytes"));
        assert!(
            no(b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\nx")
                .contains("the file ends inside this record")
        );
        assert!(read("c.warc", "", Options::default()).is_empty());
        let mut damaged = zipped(&bytes);
        let middle = damaged.len() / 2;
        damaged[middle..middle + 8].fill(0xFF);
        assert!(
            read("c.warc.gz", damaged, Options::default())
                .last()
                .unwrap()
                .is_err()
        );
    }

    #[test]
    fn a_small_file_that_grows_without_end_is_left() {
        // A record of 512 MB of nothing, which is to be skipped, packed into half a megabyte.
        let head = format!(
            "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {}\r\n\r\n",
            512 << 20
        );
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(head.as_bytes()).unwrap();
        let block = vec![0; 1 << 20];
        for _ in 0..40 {
            out.write_all(&block).unwrap();
        }
        let error = fault("c.warc.gz", out.finish().unwrap(), Options::default());
        assert!(
            error.starts_with(
                "c.warc.gz: record 1 (at byte 0): gzip that grows to more than 200 times"
            ),
            "{error}"
        );
    }
}
