//! A pack as a handbook: a page for every rule, made of its file, with its examples run; an index by construction; the stances with their verbs; and
//! what the examples cover. The same pack gives the same pages.

mod view;
mod words;

use super::examples::{Tally, run, tally};
use crate::pattern::{Rules, trial_order};
use crate::report::locale::Language;
use crate::rules::RuleSet;
use crate::rules::message::say;
use crate::text::Direction;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use words::Words;

const STYLE: &str = include_str!("style.css");
const LAYOUT: &str = include_str!("layout.html");
const TEMPLATES: [(&str, &str); 4] = [
    ("rule.html", include_str!("rule.html")),
    ("index.html", include_str!("index.html")),
    ("stances.html", include_str!("stances.html")),
    ("coverage.html", include_str!("coverage.html")),
];

/// A page: the name of its file, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Name of the file.
    pub name: String,
    /// HTML, which needs no other file but the pages that it links to.
    pub html: String,
}

/// A handbook, and how its examples ended.
#[derive(Debug)]
pub struct Handbook {
    /// The pages.
    pub pages: Vec<Page>,
    /// How many examples are as they say.
    pub examples: Tally,
}

/// The handbook of a pack, which is given both as it is written and compiled; what is not the pack's own is said in `language`.
///
/// # Errors
/// Only if a template inside the program is damaged.
pub fn handbook(
    set: &RuleSet,
    rules: &Rules,
    language: Language,
) -> Result<Handbook, minijinja::Error> {
    let words = Words(language);
    let mut environment = Environment::new();
    environment.add_filter("direction", |prose: &str| {
        Direction::of_prose(prose).attribute()
    });
    environment.add_template("layout.html", LAYOUT)?;
    for (name, template) in TEMPLATES {
        environment.add_template(name, template)?;
    }
    let (lang, dir) = words.html();
    let labels = Value::from(Serde(words.labels()));
    environment.add_global("words", labels);
    let page = |template: &str, name: &str, title: &str, values: Value| {
        let body = environment.get_template(template)?.render(values)?;
        let html = environment.get_template("layout.html")?.render(context! {
            title,
            lang,
            dir,
            style => Value::from_safe_string(STYLE.to_owned()),
            body => Value::from_safe_string(body),
        })?;
        Ok::<Page, minijinja::Error>(Page {
            name: name.to_owned(),
            html,
        })
    };
    let results = run(set, rules, |_| true);
    let counts = tally(&results);
    let files = view::files(set);
    let views = view::rules(set, &trial_order(set), &results, &files, words);
    let groups = view::groups(set, &files, words);
    let stances = view::stances(set, &files, words);
    let packs: Vec<&str> = set.packs.iter().map(|pack| pack.name.as_str()).collect();
    let title = words.tell(&say!("Rules of {}", packs.join(" + ")));
    let mut pages = vec![
        page(
            "index.html",
            "index.html",
            &title,
            context! {
                title => &title,
                groups => Value::from(Serde(&groups)),
                counts => words.counts(views.len(), counts),
            },
        )?,
        page(
            "stances.html",
            "stances.html",
            &words.tell(&say!("Stances")),
            context! { stances => Value::from(Serde(&stances)) },
        )?,
        page(
            "coverage.html",
            "coverage.html",
            &words.tell(&say!("Coverage")),
            context! {
                groups => Value::from(Serde(&groups)),
                stances => Value::from(Serde(&stances)),
            },
        )?,
    ];
    for view in &views {
        pages.push(page(
            "rule.html",
            &view.file,
            &view.id,
            context! { rule => Value::from(Serde(view)) },
        )?);
    }
    Ok(Handbook {
        pages,
        examples: counts,
    })
}
