//! Differences between two analyses in words, for `isnad diff` and `isnad test`.

use crate::eval::diff::{Comparison, Field, FieldChange, Pairing, Rejection, Tally};
use crate::eval::stored::StoredStatement;
use crate::report::shown;
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
            (None, Some(new)) => self.single("gained", new, out),
            (Some(old), None) => self.single("lost", old, out),
            (Some(_), Some(new)) => {
                self.heading("changed", new, out);
                for change in &pairing.fields {
                    self.change(change, out);
                }
                self.context(new, out);
            }
            (None, None) => {}
        }
    }

    fn heading(self, what: &str, statement: &StoredStatement, out: &mut String) {
        let cue = statement.cue.as_ref();
        let (text, at) = cue.map_or(("", 0), |cue| (cue.text.as_str(), cue.start));
        let cue = shown(text, self.isolate);
        let _ = writeln!(out, "  {what:8} {cue} at {at}, rule {}", statement.rule);
    }

    fn single(self, what: &str, statement: &StoredStatement, out: &mut String) {
        self.heading(what, statement, out);
        for field in TELLING {
            let values = self.values(&field.values(statement));
            let _ = writeln!(out, "    {:12} {values}", field.name());
        }
        self.context(statement, out);
    }

    fn change(self, change: &FieldChange, out: &mut String) {
        let (old, new) = (self.values(&change.old), self.values(&change.new));
        let _ = writeln!(out, "    {:12} was  {old}", change.field.name());
        let _ = writeln!(out, "    {:12} is   {new}", "");
    }

    fn context(self, statement: &StoredStatement, out: &mut String) {
        if let Some(context) = &statement.context {
            let text = context
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let _ = writeln!(out, "    {:12} {}", "context", shown(&text, self.isolate));
        }
    }

    /// One marked string of which only one side says that it is nobody's words, or says so by another rule.
    pub fn rejection(self, comparison: &Comparison<'_>, rejection: &Rejection, out: &mut String) {
        let said = match comparison.rejected(rejection) {
            (None, Some(new)) => format!("rejected now, by {}", new.rule),
            (Some(old), None) => format!("no longer rejected; was by {}", old.rule),
            (Some(old), Some(new)) => format!("rejected by {}; was by {}", new.rule, old.rule),
            (None, None) => return,
        };
        let (old, new) = comparison.rejected(rejection);
        if let Some(quote) = new.or(old) {
            let text = shown(&quote.text, self.isolate);
            let _ = writeln!(out, "  marks    {text} at {}: {said}", quote.start);
        }
    }

    fn values(self, values: &[String]) -> String {
        if values.is_empty() {
            return "(nothing)".to_owned();
        }
        let shown: Vec<String> = values
            .iter()
            .map(|value| shown(value, self.isolate))
            .collect();
        shown.join(" | ")
    }
}

/// The counts, in a few lines.
pub(super) fn summary(tally: &Tally, out: &mut String) {
    let _ = write!(
        out,
        "{} documents compared, {} differ",
        tally.documents, tally.different
    );
    for (count, what) in [
        (tally.documents_lost, "only in the old run"),
        (tally.documents_gained, "only in the new run"),
    ] {
        if count > 0 {
            let _ = write!(out, "; {count} {what}");
        }
    }
    out.push('\n');
    let mut parts: Vec<String> = Vec::new();
    for (count, what) in [
        (tally.gained, "gained"),
        (tally.lost, "lost"),
        (tally.rejected, "rejected otherwise"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.extend(
        tally
            .changed
            .iter()
            .map(|(field, count)| format!("{count} with another {}", field.name())),
    );
    if !parts.is_empty() {
        let _ = writeln!(out, "statements: {}", parts.join(", "));
    }
    let mut rules: Vec<(&String, &usize)> = tally.rules.iter().collect();
    rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), *rule));
    for (number, (rule, count)) in rules.into_iter().enumerate() {
        if number == 0 {
            out.push_str("by rule (before > now):\n");
        }
        let _ = writeln!(out, "{count:6}  {rule}");
    }
}
