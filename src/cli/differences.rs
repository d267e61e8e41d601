//! Differences between two analyses in words, for `isnad diff` and `isnad test`.

use super::language::{spoken, told, value};
use crate::eval::diff::{Comparison, Field, FieldChange, Pairing, Rejection, Tally};
use crate::eval::stored::StoredStatement;
use crate::report::{in_column, shown};
use crate::rules::message::{Message, count, say};
use std::fmt::Write;

/// What is shown of a statement that only one side has.
const TELLING: [Field; 3] = [Field::Speaker, Field::Stance, Field::Content];

/// How differences are written. Writing to a string cannot fail.
#[derive(Clone, Copy)]
pub(super) struct Differences {
    /// Whether Arabic is isolated.
    pub isolate: bool,
}

impl Differences {
    /// All differences of a document, under its name.
    pub fn document(self, comparison: &Comparison<'_>, out: &mut String) {
        let _ = writeln!(out, "{}", comparison.new.document.id);
        for pairing in comparison.statements.iter().filter(|one| one.differs()) {
            self.statement(comparison, pairing, out);
        }
        for one in comparison.rejections.iter().filter(|one| one.differs()) {
            self.rejection(comparison, one, out);
        }
        out.push('\n');
    }

    /// One statement that was gained, lost or changed.
    pub fn statement(self, comparison: &Comparison<'_>, pairing: &Pairing, out: &mut String) {
        match comparison.pair(pairing) {
            (None, Some(new)) => self.single(say!("gained"), new, out),
            (Some(old), None) => self.single(say!("lost"), old, out),
            (Some(_), Some(new)) => {
                self.heading(say!("changed"), new, out);
                for change in &pairing.fields {
                    self.change(change, out);
                }
                self.context(new, out);
            }
            (None, None) => {}
        }
    }

    fn heading(self, what: Message, statement: &StoredStatement, out: &mut String) {
        let cue = statement.cue.as_ref();
        let (text, at) = cue.map_or(("", 0), |cue| (cue.text.as_str(), cue.start));
        let cue = shown(text, self.isolate);
        let what = self.column(&told(&what), 8);
        let place = told(&say!("at {}, rule {}", at, statement.rule));
        let _ = writeln!(out, "  {what} {cue} {place}");
    }

    fn single(self, what: Message, statement: &StoredStatement, out: &mut String) {
        self.heading(what, statement, out);
        for field in TELLING {
            let values = self.values(field, &field.values(statement));
            let _ = writeln!(out, "    {} {values}", self.column(&name_of(field), 12));
        }
        self.context(statement, out);
    }

    fn change(self, change: &FieldChange, out: &mut String) {
        let field = change.field;
        let (old, new) = (
            self.values(field, &change.old),
            self.values(field, &change.new),
        );
        let name = self.column(&name_of(field), 12);
        let was = self.column(&told(&say!("was")), 4);
        let is = self.column(&told(&say!("is")), 4);
        let _ = writeln!(out, "    {name} {was} {old}");
        let _ = writeln!(out, "    {:12} {is} {new}", "");
    }

    fn context(self, statement: &StoredStatement, out: &mut String) {
        if let Some(context) = &statement.context {
            let text = context
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let name = self.column(&told(&say!("context")), 12);
            let _ = writeln!(out, "    {name} {}", shown(&text, self.isolate));
        }
    }

    /// One marked string of which only one side says that it is nobody's words, or says so by another rule.
    pub fn rejection(self, comparison: &Comparison<'_>, rejection: &Rejection, out: &mut String) {
        let said = match comparison.rejected(rejection) {
            (None, Some(new)) => say!("rejected now, by {}", new.rule),
            (Some(old), None) => say!("no longer rejected; was by {}", old.rule),
            (Some(old), Some(new)) => say!("rejected by {}; was by {}", new.rule, old.rule),
            (None, None) => return,
        };
        let (old, new) = comparison.rejected(rejection);
        if let Some(quote) = new.or(old) {
            let text = shown(&quote.text, self.isolate);
            let head = self.column(&told(&say!("marks")), 8);
            let place = told(&say!("at {}: {}", quote.start, said));
            let _ = writeln!(out, "  {head} {text} {place}");
        }
    }

    fn column(self, text: &str, wide: usize) -> String {
        in_column(text, wide, false, self.isolate)
    }

    fn values(self, field: Field, values: &[String]) -> String {
        if values.is_empty() {
            return told(&say!("(nothing)"));
        }
        let name = field.name().replace('_', " ");
        let shown: Vec<String> = values
            .iter()
            .map(|one| shown(&value(&name, one), self.isolate))
            .collect();
        shown.join(" | ")
    }
}

/// What a field is called.
fn name_of(field: Field) -> String {
    spoken(field.name().replace('_', " "))
}

/// The counts, in a few lines.
pub(super) fn summary(tally: &Tally, out: &mut String) {
    let mut parts = vec![say!(
        "{}, {}",
        count!(
            tally.documents,
            "{} document compared",
            "{} documents compared"
        ),
        count!(tally.different, "{} differs", "{} differ")
    )];
    if tally.documents_lost > 0 {
        parts.push(say!("{} only in the old run", tally.documents_lost));
    }
    if tally.documents_gained > 0 {
        parts.push(say!("{} only in the new run", tally.documents_gained));
    }
    let _ = writeln!(out, "{}", row(&parts, &told(&say!("; "))));
    let mut parts = Vec::new();
    if tally.gained > 0 {
        parts.push(say!("{} gained", tally.gained));
    }
    if tally.lost > 0 {
        parts.push(say!("{} lost", tally.lost));
    }
    if tally.rejected > 0 {
        parts.push(say!("{} rejected otherwise", tally.rejected));
    }
    for (field, number) in &tally.changed {
        parts.push(say!("{} with another {}", *number, name_of(*field)));
    }
    if !parts.is_empty() {
        let parts = row(&parts, &told(&say!(", ")));
        let _ = writeln!(out, "{}: {parts}", told(&say!("statements")));
    }
    let mut rules: Vec<(&String, &usize)> = tally.rules.iter().collect();
    rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), *rule));
    for (number, (rule, count)) in rules.into_iter().enumerate() {
        if number == 0 {
            let _ = writeln!(out, "{}", told(&say!("by rule (before > now):")));
        }
        let _ = writeln!(out, "{count:6}  {rule}");
    }
}

fn row(parts: &[Message], between: &str) -> String {
    let parts: Vec<String> = parts.iter().map(told).collect();
    parts.join(between)
}
