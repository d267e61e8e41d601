//! Failed examples for eyes: what was expected and what was found one under the other, the words that differ in brackets, and how near the rule came.

use super::language::{language, spoken, told};
use crate::eval::examples::{Difference, ExampleResult, Verdict};
use crate::report::{Layout, in_column, near_miss, shown};
use crate::rules::message::say;
use crate::rules::model::{Place, RuleSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::fmt::Write as _;

/// How results are written: with which paths, and whether Arabic is isolated.
pub(super) struct Page<'s> {
    pub set: &'s RuleSet,
    pub isolate: bool,
}

impl Page<'_> {
    /// What there is to say of an example; nothing of one that passed.
    pub fn example(&self, id: &str, example: &ExampleResult) -> String {
        let place = self.place(example.place);
        let differences = match &example.verdict {
            Verdict::Passed => return String::new(),
            Verdict::NoLongerTodo => {
                let why = told(&say!("no longer todo: it passes, so `todo: true` must go"));
                return format!("{place}: {id}: {why}\n\n");
            }
            Verdict::Todo(_) => {
                let text = self.text(&example.text);
                let (todo, head) = (told(&say!("todo")), told(&say!("text")));
                return format!("{place}: {id}: {todo}\n  {head}: {text}\n\n");
            }
            Verdict::Failed(differences) => differences,
        };
        let (failed, head) = (told(&say!("failed")), told(&say!("text")));
        let text = self.text(&example.text);
        let mut out = format!("{place}: {id}: {failed}\n  {head}: {text}\n");
        let mut last = 0;
        for difference in differences {
            self.difference(id, difference, &mut last, &mut out);
        }
        if let Some(trial) = &example.nearest {
            let layout = Layout {
                isolate: self.isolate,
                language: language(),
                ..Layout::default()
            };
            out.push_str(&near_miss(trial, &example.text, self.set, &layout));
        }
        out.push('\n');
        out
    }

    /// One difference; `last` is the statement that stands in the heading above. Writing to a string cannot fail.
    fn difference(&self, id: &str, difference: &Difference, last: &mut usize, out: &mut String) {
        let _ = match difference {
            Difference::Field {
                statement,
                rule,
                field,
                expected,
                found,
                ..
            } => {
                if *last != *statement {
                    *last = *statement;
                    let made = say!("statement {}, made by `{}`", *statement, rule);
                    let _ = writeln!(out, "  {}", told(&made));
                }
                let (expected, found) = marked(expected, found);
                let (expected, found) = (self.values(&expected), self.values(&found));
                let field = self.column(field, 12);
                let wanted = self.column(&told(&say!("expected")), 9);
                let there = self.column(&told(&say!("found")), 9);
                writeln!(
                    out,
                    "    {field} {wanted} {expected}\n    {:<12} {there} {found}",
                    ""
                )
            }
            Difference::Missing { expected, .. } => {
                let _ = writeln!(out, "  {}", told(&say!("expected and not found")));
                self.fields(expected, out)
            }
            Difference::Surplus {
                statement,
                rule,
                found,
            } => {
                let made = say!("statement {}, made by `{}`: not expected", *statement, rule);
                let _ = writeln!(out, "  {}", told(&made));
                self.fields(found, out)
            }
            Difference::OtherRules { rules } => {
                let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
                let rules = rules.join(", ");
                let made = say!("no statement made by `{}`, but by {}", id, rules);
                writeln!(out, "  {}", told(&made))
            }
            Difference::NotRejected { text, rule, .. } => {
                let text = self.text(text);
                let what = match rule {
                    Some(rule) => say!("rejected by `{}` instead", rule),
                    None => say!("not rejected"),
                };
                writeln!(out, "  {}: {text}", told(&what))
            }
            Difference::Rejected { text } => {
                let what = told(&say!("rejected by `{}`", id));
                writeln!(out, "  {what}: {}", self.text(text))
            }
            Difference::Unwritten => {
                writeln!(out, "  {}", told(&say!("`expect:` is not written yet")))
            }
            Difference::Unreadable(error) => {
                let error = spoken(error.clone());
                writeln!(out, "  {}: {error}", told(&say!("cannot be read")))
            }
        };
    }

    fn fields(&self, fields: &[(String, Vec<String>)], out: &mut String) -> std::fmt::Result {
        for (field, values) in fields {
            let field = self.column(field, 12);
            writeln!(out, "    {field} {}", self.values(values))?;
        }
        Ok(())
    }

    fn values(&self, values: &[String]) -> String {
        if values.is_empty() {
            return told(&say!("(nothing)"));
        }
        let shown: Vec<String> = values.iter().map(|value| self.text(value)).collect();
        shown.join(" | ")
    }

    fn text(&self, text: &str) -> String {
        shown(text, self.isolate)
    }

    fn column(&self, text: &str, wide: usize) -> String {
        in_column(text, wide, false, self.isolate)
    }

    pub fn place(&self, place: Place) -> String {
        let path = self
            .set
            .files
            .get(place.file as usize)
            .map_or("", |file| file.path.as_str());
        format!("{path}:{}:{}", place.line, place.column)
    }
}

/// Values with the words in brackets that the other side does not have. Where the two have no word in common there is nothing to point at.
fn marked(expected: &[String], found: &[String]) -> (Vec<String>, Vec<String>) {
    if expected.len() != found.len() {
        return (expected.to_vec(), found.to_vec());
    }
    let pairs = expected.iter().zip(found);
    pairs
        .map(|(expected, found)| marked_words(expected, found))
        .unzip()
}

fn marked_words(expected: &str, found: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        expected.split_whitespace().collect(),
        found.split_whitespace().collect(),
    );
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let alike = operations
        .iter()
        .any(|operation| matches!(operation, DiffOp::Equal { .. }));
    if !alike {
        return (expected.to_owned(), found.to_owned());
    }
    let mut marked = (Vec::new(), Vec::new());
    let bracket = |words: &[&str]| format!("[{}]", words.join(" "));
    for operation in &operations {
        let from = old.get(operation.old_range()).unwrap_or_default();
        let to = new.get(operation.new_range()).unwrap_or_default();
        if matches!(operation, DiffOp::Equal { .. }) {
            marked.0.push(from.join(" "));
            marked.1.push(to.join(" "));
            continue;
        }
        if !from.is_empty() {
            marked.0.push(bracket(from));
        }
        if !to.is_empty() {
            marked.1.push(bracket(to));
        }
    }
    (marked.0.join(" "), marked.1.join(" "))
}

#[cfg(test)]
mod tests {
    use super::marked_words;

    #[test]
    fn the_words_that_differ_are_in_brackets() {
        let (expected, found) = marked_words("مصدر أمني", "مصدر أمني قوله");
        assert_eq!(expected, "مصدر أمني");
        assert_eq!(found, "مصدر أمني [قوله]");
        let (expected, found) = marked_words("وزير المالية", "وزير الصحة");
        assert_eq!(expected, "وزير [المالية]");
        assert_eq!(found, "وزير [الصحة]");
        assert_eq!(
            marked_words("deny", "affirm"),
            ("deny".into(), "affirm".into())
        );
    }
}
