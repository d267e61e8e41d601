//! Saved web pages: the article without menus and advertisements, its title, outlet, date and address.

use super::{InputError, nesting};
use crate::attribution::Document;
use dom_smoothie::{Config, Readability, TextMode};
use std::path::Path;

/// The document that a page holds. Offsets are those of the article's text, which begins below the title and has a paragraph a line.
pub(super) fn document(path: &Path, id: String, html: &str) -> Result<Document, InputError> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let failed = |why: String| InputError::NoArticle {
        path: path.to_owned(),
        why,
    };
    nesting::check(html).map_err(failed)?;
    let mut page =
        Readability::new(html, None, Some(config)).map_err(|error| failed(error.to_string()))?;
    let canonical = page.doc.select_single("link[rel=canonical]").attr("href");
    let article = page.parse().map_err(|error| failed(error.to_string()))?;
    let mut document = Document::new(id, article.text_content.to_string());
    document.title = Some(article.title).filter(|title| !title.trim().is_empty());
    document.site = article.site_name;
    document.date = article.published_time;
    let address = canonical.filter(|address| {
        let mut schemes = ["https://", "http://"].iter();
        schemes.any(|scheme| address.starts_with(scheme))
    });
    document.url = article.url.or(address.map(|address| address.to_string()));
    Ok(document)
}

/// The text of a piece of HTML, a paragraph a line; of a plain text the text. Or why it cannot be read.
#[cfg(feature = "feeds")]
pub(super) fn plain(html: &str) -> Result<String, String> {
    if !html.contains(['<', '&']) {
        return Ok(html.trim().to_owned());
    }
    nesting::check(html)?;
    let page = dom_query::Document::fragment(html);
    page.select("script, style, noscript, iframe, template")
        .remove();
    Ok(page.formatted_text().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>موسم الزيتون - صحيفة السهل</title>
<meta property="og:site_name" content="صحيفة السهل"><meta property="article:published_time" content="2026-03-01T08:00:00Z">
<meta property="og:title" content="موسم الزيتون"><link rel="canonical" href="https://example.org/1"></head><body>
<nav><ul><li><a href="/a">الرئيسية</a></li><li><a href="/b">رياضة</a></li></ul></nav>
<article><h1>موسم الزيتون</h1>
<p>قال وزير الزراعة سالم الحداد إن موسم الزيتون سيكون جيدا هذا العام، وإن المعاصر جاهزة لاستقبال المحصول في كل القرى.</p>
<p>وأضاف أن الوزارة ستدفع للمزارعين قبل نهاية الشهر، وأن الأسعار لن ترتفع في الأسواق كما كان يتوقع كثير من التجار.</p>
<p>وحذرت الخبيرة ليلى النجار من أن الأمطار قد تتأخر، وطالبت بإعلان خطة بديلة قبل أن يبدأ القطاف في القرى البعيدة.</p>
<script>alert("هذا ليس نصا")</script></article>
<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"#;

    #[test]
    fn the_article_is_read_and_the_rest_is_left_out() {
        let document = document(Path::new("a.html"), "a".to_owned(), PAGE).unwrap();
        assert_eq!(document.title.as_deref(), Some("موسم الزيتون"));
        assert_eq!(document.site.as_deref(), Some("صحيفة السهل"));
        assert_eq!(document.date.as_deref(), Some("2026-03-01T08:00:00Z"));
        assert_eq!(document.url.as_deref(), Some("https://example.org/1"));
        let hostile = PAGE.replace("https://example.org/1", "javascript:alert(1)");
        let hostile = super::document(Path::new("a.html"), "a".to_owned(), &hostile).unwrap();
        assert_eq!(hostile.url, None);
        assert!(document.text.contains("قال وزير الزراعة سالم الحداد إن"));
        assert!(document.text.contains("\n"), "paragraphs stay apart");
        for left_out in ["رياضة", "الحقوق", "ليس نصا", "<p>"] {
            assert!(
                !document.text.contains(left_out),
                "{left_out}: {}",
                document.text
            );
        }
    }

    #[test]
    fn a_page_without_an_article_is_an_error() {
        let error = document(
            Path::new("a.html"),
            "a".to_owned(),
            "<html><body></body></html>",
        )
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("a.html: no article in this page"),
            "{error}"
        );
    }
}
