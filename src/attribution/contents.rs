//! From a match to a statement's content: the spans, the quotations in it, and whether it is direct, mixed or indirect.

use super::extent::Extents;
use super::stream::Stream;
use crate::attribution::analysis::Kind;
use crate::pattern::Builtin;
use crate::text::{Shape, Span, Text};

/// What a match says was said.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    /// Pieces in text order.
    pub pieces: Vec<Span>,
    /// From the first mark or word to the last.
    pub reach: Span,
    /// Quotations in it that are the speaker's own words.
    pub quotations: Vec<u32>,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// Whether its last sign is a question mark.
    pub ends_with_question: bool,
}

/// Reads the content of a match. `named` tells which quotations are names or titles.
pub(crate) fn content(
    extents: &Extents,
    text: &Text,
    number: usize,
    named: &dyn Fn(u32) -> bool,
) -> Option<Content> {
    let stream = extents.stream;
    let ranges = extents.content(number);
    let (first, last) = (ranges.first()?, ranges.last()?);
    let reach = stream.span(text, first.0, last.1);
    let ends_with_question = ends_with_question(text, stream.nodes[last.1 - 1].last);
    let all_quoted = ranges
        .iter()
        .all(|range| lone_quotation(stream, *range).is_some());
    let quotations: Vec<u32> = ranges
        .iter()
        .flat_map(|(start, end)| &stream.nodes[*start..*end])
        .filter_map(|node| node.quotation)
        .collect();
    if all_quoted {
        let pieces = quotations
            .iter()
            .flat_map(|quotation| text.quotations[*quotation as usize].pieces.iter().copied())
            .collect::<Vec<_>>();
        if !pieces.is_empty() {
            return Some(Content {
                pieces,
                reach,
                quotations,
                kind: Kind::Direct,
                ends_with_question,
            });
        }
    }
    let own: Vec<u32> = quotations
        .into_iter()
        .filter(|quotation| !named(*quotation))
        .collect();
    let kind = if own.is_empty() {
        Kind::Indirect
    } else {
        Kind::Mixed
    };
    let pieces = ranges
        .iter()
        .map(|range| stream.span(text, range.0, range.1))
        .collect();
    Some(Content {
        pieces,
        reach,
        quotations: own,
        kind,
        ends_with_question,
    })
}

fn lone_quotation(stream: &Stream, (start, end): (usize, usize)) -> Option<u32> {
    // A name in marks has lost the kind: it is a word like others.
    if end == start + 1 && stream.has(start, Builtin::Quotation.kind()) {
        stream.nodes[start].quotation
    } else {
        None
    }
}

/// Whether the last sign before a token, closing marks aside, is a question mark.
fn ends_with_question(text: &Text, end: u32) -> bool {
    let mut shapes = text.tokens[..end as usize]
        .iter()
        .rev()
        .map(|token| token.shape);
    shapes.find(|shape| !matches!(shape, Shape::Close | Shape::Exclamation))
        == Some(Shape::Question)
}
