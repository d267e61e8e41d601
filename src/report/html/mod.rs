//! The report for reading: one file with everything in it, for a browser, a printer, and readers without JavaScript.
//!
//! Whatever comes from an article is escaped, and the page forbids itself every script but its own (by its hash) and every
//! request: a hostile article is shown, never run.

mod marks;
mod view;

use super::article::Article;
use super::locale::Locale;
use super::speakers::Voices;
use base64::Engine;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use sha2::{Digest, Sha256};

/// How both the report and the page look.
pub const STYLE: &str = include_str!("style.css");

/// What moves in a report: selection, lines, filters.
pub const SCRIPT: &str = include_str!("view.js");

/// The whole report on some articles.
///
/// # Errors
/// Only if the template inside the program is damaged.
pub fn page(articles: &[Article], locale: &Locale) -> Result<String, minijinja::Error> {
    let body = body(articles, locale)?;
    let title = match articles {
        [article] => article.title(),
        _ => locale.word("report"),
    };
    environment()?
        .get_template("report.html")?
        .render(context! {
            locale => Value::from(Serde(locale)),
            title,
            style => Value::from_safe_string(STYLE.to_owned()),
            script => Value::from_safe_string(SCRIPT.to_owned()),
            script_hash => hash(SCRIPT),
            version => env!("CARGO_PKG_VERSION"),
            body => Value::from_safe_string(body),
        })
}

/// What stands between the head and the foot of a report: filters, overview, articles. The page shows the same.
///
/// # Errors
/// Only if the template inside the program is damaged.
pub fn body(articles: &[Article], locale: &Locale) -> Result<String, minijinja::Error> {
    let voices = Voices::of(articles);
    let numbered = articles.iter().enumerate();
    let views: Vec<view::ArticleView> = numbered
        .map(|(number, article)| view::article(article, number, &voices, locale))
        .collect();
    let overview = view::overview(articles, &views, &voices, locale);
    environment()?.get_template("body.html")?.render(context! {
        locale => Value::from(Serde(locale)),
        overview => Value::from(Serde(overview)),
        articles => Value::from(Serde(views)),
    })
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()?;
    environment.set_syntax(syntax);
    environment.add_template("report.html", include_str!("report.html"))?;
    environment.add_template("body.html", include_str!("body.html"))?;
    Ok(environment)
}

/// The name by which a content policy allows one script.
pub fn hash(script: &str) -> String {
    let digest = Sha256::digest(script.as_bytes());
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(digest)
    )
}
