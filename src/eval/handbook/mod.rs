//! A pack as a handbook: a page for every rule, made of its file, with its examples run; an index by construction; the stances with their verbs; and
//! what the examples cover. The same pack gives the same pages.

mod view;

use super::examples::{Tally, run, tally};
use crate::pattern::{Rules, trial_order};
use crate::rules::RuleSet;
use crate::text::Direction;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

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

/// The handbook of a pack, which is given both as it is written and compiled.
///
/// # Errors
/// Only if a template inside the program is damaged.
pub fn handbook(set: &RuleSet, rules: &Rules) -> Result<Handbook, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_filter("direction", |prose: &str| {
        Direction::of_prose(prose).attribute()
    });
    environment.add_template("layout.html", LAYOUT)?;
    for (name, template) in TEMPLATES {
        environment.add_template(name, template)?;
    }
    let page = |template: &str, name: &str, title: &str, values: Value| {
        let body = environment.get_template(template)?.render(values)?;
        let html = environment.get_template("layout.html")?.render(context! {
            title,
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
    let views = view::rules(set, &trial_order(set), &results, &files);
    let groups = view::groups(set, &files);
    let stances = view::stances(set, &files);
    let packs: Vec<&str> = set.packs.iter().map(|pack| pack.name.as_str()).collect();
    let mut pages = vec![
        page(
            "index.html",
            "index.html",
            "Rules",
            context! {
                packs => packs.join(" and "),
                groups => Value::from(Serde(&groups)),
                rules => Value::from(Serde(&views)),
                passed => counts.passed,
                failed => counts.failed,
                todo => counts.todo,
            },
        )?,
        page(
            "stances.html",
            "stances.html",
            "Stances",
            context! { stances => Value::from(Serde(&stances)) },
        )?,
        page(
            "coverage.html",
            "coverage.html",
            "Coverage",
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
