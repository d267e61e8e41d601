//! The dateline before the first sentence of an agency's report: لندن، المملكة المتحدة (وكالة) --

use super::stream::Stream;
use super::vocabulary::Vocabulary;
use crate::pattern::Builtin;

/// A dateline is no longer, in nodes.
const DATELINE: usize = 12;

/// The dash that ends the dateline with which a paragraph begins at a node: places, commas and the name of an agency stand before it.
pub(super) fn dash_of_dateline(
    stream: &Stream,
    words: &Vocabulary,
    start: usize,
    limit: usize,
) -> Option<usize> {
    let inside = |node: usize| {
        let kinds = stream.kinds_at(node);
        kinds.meets(&words.place)
            || kinds.has(Builtin::Comma.kind())
            || kinds.has(Builtin::Parenthesis.kind())
            || kinds.has(Builtin::Latin.kind())
    };
    let dash = |node: &usize| stream.kinds_at(*node).has(Builtin::Dash.kind());
    let dash = (start..limit.min(start + DATELINE)).find(dash)?;
    (dash > start && (start..dash).all(inside)).then_some(dash)
}

/// The gap behind the dateline of a paragraph that begins at a node, and behind its dashes; `start` where there is none.
pub(super) fn behind_dateline(
    stream: &Stream,
    words: &Vocabulary,
    start: usize,
    limit: usize,
) -> usize {
    let paragraph = start == 0 || {
        let before = stream.kinds_at(start - 1);
        before.has(Builtin::Paragraph.kind())
    };
    let dash = dash_of_dateline(stream, words, start, limit).filter(|_| paragraph);
    let Some(dash) = dash else { return start };
    let more = |node: &usize| stream.kinds_at(*node).has(Builtin::Dash.kind());
    (dash + 1..limit).take_while(more).last().unwrap_or(dash) + 1
}
