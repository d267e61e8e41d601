//! RSS and Atom.
#![cfg(feature = "feeds")]

use super::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>صحيفة السهل</title><link>https://news.example/</link>
<image><title>شعار</title></image>
<item><title><![CDATA[الوزير: الموسم جيد]]></title><link>https://news.example/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate><media:title>صورة</media:title>
<description>ملخص</description>
<content:encoded><![CDATA[<p>قال الوزير إن &quot;الموسم جيد&quot;.</p><script>alert(1)</script><p>وأضاف أن المعاصر جاهزة.</p>]]></content:encoded></item>
<item><title>عنوان فقط</title><link>https://news.example/2</link></item>
<item><description>&lt;p&gt;نص &lt;b&gt;مهرب&lt;/b&gt;&amp;nbsp;هنا&lt;/p&gt;</description></item>
</channel></rss>"#;

#[test]
fn entries_of_rss() {
    let found = whole("feed.rss", RSS);
    assert_eq!(found.len(), 3);
    let first = &found[0];
    assert_eq!(first.id, "n-1");
    assert_eq!(first.title.as_deref(), Some("الوزير: الموسم جيد"));
    assert_eq!(first.site.as_deref(), Some("صحيفة السهل"));
    assert_eq!(first.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(first.source.as_deref(), Some("feed.rss"));
    assert_eq!(first.date.as_deref(), Some("Sun, 01 Mar 2026 08:00:00 GMT"));
    let lines: Vec<&str> = first.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        ["قال الوزير إن \"الموسم جيد\".", "وأضاف أن المعاصر جاهزة."]
    );
    assert_eq!(
        (found[1].id.as_str(), found[1].text.as_str()),
        ("https://news.example/2", "عنوان فقط")
    );
    assert_eq!(
        (found[2].id.as_str(), found[2].text.as_str()),
        ("feed-3", "نص مهرب هنا")
    );
}

#[test]
fn entries_of_atom_and_of_rss_1() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">السهل</title>
<link rel="self" href="https://news.example/feed"/>
<entry><id>tag:1</id><title>عنوان</title><link rel="replies" href="https://news.example/r"/><link href="https://news.example/1"/>
<updated>2026-03-02</updated><published>2026-03-01</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>قال <b>الوزير</b>.</p><p>وأضاف.</p></div></content></entry></feed>"#;
    let found = whole("feed.xml", atom);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].id.as_str(), found[0].url.as_deref()),
        ("tag:1", Some("https://news.example/1"))
    );
    assert_eq!(found[0].date.as_deref(), Some("2026-03-01"));
    let lines: Vec<&str> = found[0]
        .text
        .lines()
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(lines, ["قال الوزير.", "وأضاف."]);

    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>السهل</title></channel>
<item><title>أول</title><description>نص أول</description></item><item><title>ثان</title><description>نص ثان</description></item></rdf:RDF>"#;
    let texts: Vec<String> = whole("feed.xml", rdf)
        .into_iter()
        .map(|one| one.text)
        .collect();
    assert_eq!(texts, ["نص أول", "نص ثان"]);
}

#[test]
fn a_feed_in_an_old_encoding_that_it_names() {
    let feed = "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><item><description>قال</description></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(feed);
    let found = whole("feed.rss", bytes.to_vec());
    assert_eq!(
        (found[0].text.as_str(), found[0].encoding.as_deref()),
        ("قال", Some("windows-1256"))
    );
}

#[test]
fn entries_before_a_fault_are_there() {
    let broken = RSS.replace(
        "</item>\n<item><description>",
        "</item>\n<item><wrong></description>",
    );
    let found = read("feed.rss", broken, Options::default());
    assert_eq!(found.len(), 3);
    assert!(found[0].is_ok() && found[1].is_ok());
    let error = found[2].as_ref().unwrap_err().to_string();
    assert!(error.starts_with("feed.rss: line 10, column "), "{error}");
    let cut = &RSS[..RSS.find("وأضاف").unwrap()];
    let found = read("feed.rss", cut, Options::default());
    assert!(found.last().unwrap().is_err());
}

#[test]
fn what_is_no_feed_and_what_would_grow_is_refused() {
    let no = fault("a.xml", "<html><body/></html>", Options::default());
    assert!(
        no.contains("no RSS or Atom feed: the first element is `html`"),
        "{no}"
    );
    assert!(fault("a.xml", "", Options::default()).contains("there is no element"));
    assert!(fault("a.xml", "قال", Options::default()).contains("there is no element"));
    let bomb = r#"<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><item><description>&b;&b;&b;</description></item></channel></rss>"#;
    let bomb = fault("a.rss", bomb, Options::default());
    assert!(
        bomb.starts_with("a.rss: line 2, column ")
            && bomb.ends_with("the file defines entities, which are not expanded"),
        "{bomb}"
    );
    let item = format!(
        "<rss><channel><item><description>{}</description></item><item><title>x</title></item></channel></rss>",
        "&lt;div>".repeat(10_000)
    );
    let found = read("a.rss", item, Options::default());
    assert!(
        found[0]
            .as_ref()
            .unwrap_err()
            .to_string()
            .contains("more than 512 elements inside each other")
    );
    assert!(found[1].is_ok());
    let deep = format!("<rss>{}", "<x>".repeat(100_000));
    assert!(
        fault("a.rss", deep, Options::default())
            .contains("more than 256 elements inside each other")
    );
}
