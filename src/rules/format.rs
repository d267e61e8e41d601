//! The layout of rule files: one way to indent, blank and quote. Comments, the order of everything and the choice between block and flow stay.
//!
//! What a file says is compared before and after; a file whose meaning would change by so much as a letter is refused instead.

use super::diagnostic::Diagnostic;
use super::node::{Node, Value};
use super::parse::parse;
use std::collections::BTreeMap;

/// Why a file is not laid out.
#[derive(Debug)]
#[non_exhaustive]
pub enum FormatError {
    /// It is no rule file.
    Faulty(Vec<Diagnostic>),
    /// Its layout is beyond this formatter: the result would say something else.
    Unsafe,
}

/// A file in its usual layout.
///
/// # Errors
/// What is wrong with it as YAML, or that it is beyond the formatter.
pub fn format(text: &str) -> Result<String, FormatError> {
    let plain = text
        .strip_prefix('\u{FEFF}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    let tree = read(&plain)?;
    let mut edits = Vec::new();
    if let Some(tree) = &tree {
        spacing(tree, &plain, &mut edits);
    }
    let quoted = edited(&plain, edits);
    let tree_of_quoted = read(&quoted)?;
    let laid_out = lines(&quoted, tree_of_quoted.as_ref());
    let after = read(&laid_out)?;
    let same = match (&tree, &after) {
        (Some(before), Some(after)) => same(before, after),
        (None, None) => true,
        _ => false,
    };
    if same {
        Ok(laid_out)
    } else {
        Err(FormatError::Unsafe)
    }
}

fn read(text: &str) -> Result<Option<Node<'_>>, FormatError> {
    let mut found = Vec::new();
    match parse(0, text, &mut found) {
        Ok(tree) if found.is_empty() => Ok(tree),
        Ok(_) => Err(FormatError::Faulty(found)),
        Err(error) => {
            found.push(*error);
            Err(FormatError::Faulty(found))
        }
    }
}

/// Whether two trees say the same, wherever it stands.
fn same(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.value, &b.value) {
        (Value::Scalar { text: a, plain: p }, Value::Scalar { text: b, plain: q }) => {
            a == b && p == q
        }
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let pair = |((k, a), (l, b)): (&(_, Node<'_>), &(_, Node<'_>))| {
                let (k, l): (&super::node::Key<'_>, &super::node::Key<'_>) = (k, l);
                k.text == l.text && same(a, b)
            };
            a.len() == b.len() && a.iter().zip(b).all(pair)
        }
        _ => false,
    }
}

/// A stretch of bytes and what takes its place.
type Edit = (usize, usize, String);

fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_unstable();
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (start, end, new) in edits {
        if start >= from {
            out.push_str(text.get(from..start).unwrap_or_default());
            out.push_str(&new);
            from = end;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Quotation marks of one sort, no blanks inside brackets, one behind a colon and behind a comma.
fn spacing(node: &Node<'_>, text: &str, edits: &mut Vec<Edit>) {
    let (start, end) = (node.place.start as usize, node.place.end as usize);
    let written = text.get(start..end).unwrap_or_default();
    match &node.value {
        Value::Scalar {
            text: value,
            plain: false,
        } => {
            let simple = !value.contains(['"', '\\', '\n']) && !value.chars().any(char::is_control);
            if written.len() >= 2
                && written.starts_with('\'')
                && written.ends_with('\'')
                && simple
                && !written.contains('\n')
            {
                edits.push((start, end, format!("\"{value}\"")));
            }
        }
        Value::Scalar { .. } => {}
        Value::Sequence(items) => {
            brackets(start, end, written, edits);
            let mut before = None;
            for item in items {
                between(before, ",", item.place.start, text, edits);
                before = Some(item.place.end);
                spacing(item, text, edits);
            }
        }
        Value::Mapping(entries) => {
            brackets(start, end, written, edits);
            let mut before = None;
            for (key, value) in entries {
                between(before, ",", key.place.start, text, edits);
                between(Some(key.place.end), ":", value.place.start, text, edits);
                before = Some(value.place.end);
                spacing(value, text, edits);
            }
        }
    }
}

/// One blank behind the mark that alone stands between two nodes of a line, and none before it.
fn between(before: Option<u32>, mark: &str, behind: u32, text: &str, edits: &mut Vec<Edit>) {
    let Some(from) = before.map(|end| end as usize) else {
        return;
    };
    let behind = behind as usize;
    let gap = text.get(from..behind).unwrap_or_default();
    let blank = |c: char| c == ' ';
    if !gap.contains('\n') && gap.trim_matches(blank) == mark {
        edits.push((from, behind, format!("{mark} ")));
    }
}

fn is_flow(written: &str) -> bool {
    written.starts_with(['{', '[']) && written.ends_with(['}', ']'])
}

fn brackets(start: usize, end: usize, written: &str, edits: &mut Vec<Edit>) {
    if !is_flow(written) || written.len() < 2 {
        return;
    }
    let inner = written.get(1..written.len() - 1).unwrap_or_default();
    let lead = inner.len() - inner.trim_start_matches(' ').len();
    let tail = inner.len() - inner.trim_end_matches(' ').len();
    if lead > 0 && lead < inner.len() && !inner.trim_start_matches(' ').starts_with(['\n', '#']) {
        edits.push((start + 1, start + 1 + lead, String::new()));
    }
    // Blanks at the beginning of a line are its indentation.
    if tail > 0 && tail < inner.len() && !inner.trim_end_matches(' ').ends_with('\n') {
        edits.push((end - 1 - tail, end - 1, String::new()));
    }
}

/// What the tree says of the lines of a file, counted from 0.
#[derive(Default)]
struct Layout {
    /// The column at which a line that begins an entry is to stand.
    columns: BTreeMap<usize, usize>,
    /// Lines that go on with a value which began on another line, by that line.
    continued: BTreeMap<usize, usize>,
    /// Those of them whose blanks are part of a text.
    literal: BTreeMap<usize, ()>,
}

impl Layout {
    /// An entry at a column; the outermost that begins on a line decides.
    fn begins(&mut self, line: usize, column: usize) {
        self.columns.entry(line).or_insert(column);
    }

    fn node(&mut self, node: &Node<'_>, column: usize, text: &str) {
        let (start, end) = (node.place.start as usize, node.place.end as usize);
        let written = text.get(start..end).unwrap_or_default();
        let first = (node.place.line as usize).saturating_sub(1);
        match &node.value {
            Value::Scalar { plain, .. } => {
                let before = text.get(..start).unwrap_or_default();
                let alone = before.trim_end_matches(' ').ends_with('\n');
                // A block of text begins with its first line, whose blanks are its own as well.
                if !plain && alone {
                    self.literal.insert(first, ());
                }
                self.goes_on(first, written, true);
            }
            _ if is_flow(written) => self.goes_on(first, written, false),
            Value::Sequence(items) => {
                for item in items {
                    self.begins((item.place.line as usize).saturating_sub(1), column);
                    self.node(item, column + 2, text);
                }
            }
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    self.begins((key.place.line as usize).saturating_sub(1), column);
                    // A value on a line of its own stands further in; one on the line of its key changes nothing here.
                    self.begins((value.place.line as usize).saturating_sub(1), column + 2);
                    self.node(value, column + 2, text);
                }
            }
        }
    }

    fn goes_on(&mut self, first: usize, written: &str, literal: bool) {
        let lines = written.trim_end().matches('\n').count();
        for line in first + 1..=first + lines {
            self.continued.insert(line, first);
            if literal {
                self.literal.insert(line, ());
            }
        }
    }
}

/// The file line by line: indented, without blanks at the ends of lines, one empty line at most between two others.
fn lines(text: &str, tree: Option<&Node<'_>>) -> String {
    let mut layout = Layout::default();
    if let Some(tree) = tree {
        layout.node(tree, 0, text);
    }
    let all: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    // How far each line that begins an entry moves; what goes on with it moves as far.
    let mut moved: BTreeMap<usize, isize> = BTreeMap::new();
    for (number, line) in all.iter().enumerate() {
        let from = layout.continued.get(&number).copied().unwrap_or(number);
        let by = match layout.columns.get(&number) {
            Some(column) if from == number => *column as isize - indent(line) as isize,
            _ => moved.get(&from).copied().unwrap_or(0),
        };
        moved.insert(number, by);
    }
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for (number, line) in all.iter().enumerate() {
        let literal = layout.literal.contains_key(&number);
        let trimmed = line.trim();
        if trimmed.is_empty() && !literal {
            if !empty {
                out.push('\n');
            }
            empty = true;
            continue;
        }
        empty = false;
        let comment = trimmed.starts_with('#') && !layout.continued.contains_key(&number);
        if comment {
            // A comment stands over what it is about.
            let next = (number + 1..all.len()).find(|line| layout.columns.contains_key(line));
            let column = next
                .and_then(|next| layout.columns.get(&next))
                .copied()
                .unwrap_or(0);
            out.push_str(&" ".repeat(column));
            let rest = trimmed.trim_start_matches('#');
            let bare = rest.is_empty() || rest.starts_with([' ', '!']);
            let marks = trimmed.len() - rest.len();
            out.push_str(trimmed.get(..marks).unwrap_or_default());
            out.push_str(if bare { "" } else { " " });
            out.push_str(rest);
        } else {
            let column = indent(line) as isize + moved.get(&number).copied().unwrap_or(0);
            out.push_str(&" ".repeat(usize::try_from(column).unwrap_or(0)));
            let written = line.trim_start_matches(' ');
            out.push_str(if literal { written } else { written.trim_end() });
        }
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn laid_out(text: &str, wanted: &str) {
        let found = format(text).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(found, wanted);
        assert_eq!(
            format(&found).unwrap_or_else(|error| panic!("{error:?}")),
            wanted,
            "twice"
        );
    }

    #[test]
    fn indentation_blanks_and_quotes() {
        laid_out(
            "\u{FEFF}#first\r\nschema:   1  \r\npatterns:\n\n\n- id: a\n  match:\n  # of a\n  - cue: verb\n  - { word: 0..2, lazy: true }\n  summary: 'it''s'\n  notes: 'x'\n\n\n",
            "# first\nschema: 1\npatterns:\n\n  - id: a\n    match:\n      # of a\n      - cue: verb\n      - {word: 0..2, lazy: true}\n    summary: \"it's\"\n    notes: \"x\"\n",
        );
    }

    #[test]
    fn one_blank_behind_a_colon_and_a_comma() {
        laid_out(
            "a :   {b:  1 ,c:   [x  ,'y',   z]}   # as it is:  so\nd:    # here\n  e\nf: 'a:  b,c'\n",
            "a: {b: 1, c: [x, \"y\", z]}   # as it is:  so\nd:    # here\n  e\nf: \"a:  b,c\"\n",
        );
    }

    #[test]
    fn values_over_several_lines_move_with_their_beginning() {
        laid_out(
            "a:\n    - text: |\n        one  \n\n          two\n      flow: [x,\n             y]\n",
            "a:\n  - text: |\n      one  \n\n        two\n    flow: [x,\n           y]\n",
        );
    }

    #[test]
    fn what_is_no_rule_file_is_refused() {
        assert!(matches!(format("a: [b"), Err(FormatError::Faulty(_))));
        assert!(matches!(
            format("a: 1\na: 2\n"),
            Err(FormatError::Faulty(_))
        ));
        assert_eq!(format("").unwrap_or_default(), "");
        assert_eq!(format("# only this\n").unwrap_or_default(), "# only this\n");
    }
}
