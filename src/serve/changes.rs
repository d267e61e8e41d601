//! What an edit of the rules does to the statements of an article, in the words of the page.

use crate::attribution::analysis::Analysis;
use crate::eval::diff::{FieldChange, compare};
use crate::eval::stored::StoredAnalysis;
use crate::report::locale::Locale;
use serde::Serialize;

/// What an edit of the rules does to a statement.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    what: &'static str,
    words: String,
    fields: Vec<Altered>,
}

/// A field that is not what it was.
#[derive(Debug, Serialize)]
struct Altered {
    field: String,
    old: Vec<String>,
    new: Vec<String>,
}

/// What the edited rules say differently of a text.
pub(super) fn changes(before: &Analysis, after: &Analysis, locale: &Locale) -> Vec<Change> {
    let stored = |analysis: &Analysis| -> Option<StoredAnalysis> {
        serde_json::from_value(serde_json::to_value(analysis).ok()?).ok()
    };
    let (Some(before), Some(after)) = (stored(before), stored(after)) else {
        return Vec::new();
    };
    let comparison = compare(&before, &after, &[]);
    let different = comparison
        .statements
        .iter()
        .filter(|pairing| pairing.differs());
    different
        .filter_map(|pairing| {
            let (old, new) = comparison.pair(pairing);
            Some(Change {
                what: match (old, new) {
                    (None, _) => "gained",
                    (_, None) => "lost",
                    _ => "changed",
                },
                words: new.or(old)?.words(),
                fields: pairing
                    .fields
                    .iter()
                    .map(|field| altered(field, locale))
                    .collect(),
            })
        })
        .collect()
}

/// A change of a field in the page's words.
fn altered(change: &FieldChange, locale: &Locale) -> Altered {
    let field = change.field.name();
    let values = |values: &[String]| {
        let named = values.iter().map(|value| locale.value(field, value));
        named.map(str::to_owned).collect()
    };
    Altered {
        field: locale.message(field, false),
        old: values(&change.old),
        new: values(&change.new),
    }
}
