//! Sentences, paragraphs and brackets, from the shapes of the tokens.

use super::types::{Shape, Text};

/// How many unclosed brackets a closing one looks behind.
const BRACKETS: usize = 8;

/// Splits at Paragraph tokens, which belong to the paragraph they end.
pub(super) fn paragraphs(text: &mut Text) {
    let mut first = 0;
    for (at, token) in text.tokens.iter().enumerate() {
        if token.shape == Shape::Paragraph {
            text.paragraphs.push((first, at as u32 + 1));
            first = at as u32 + 1;
        }
    }
    if (first as usize) < text.tokens.len() {
        text.paragraphs.push((first, text.tokens.len() as u32));
    }
}

/// Splits behind stops, question and exclamation marks, and whatever closes there; a paragraph's end is a sentence's end.
pub(super) fn sentences(text: &mut Text) {
    let mut first = 0;
    let mut at = 0;
    let shape = |at: usize| text.tokens.get(at).map(|token| token.shape);
    while let Some(here) = shape(at) {
        at += 1;
        if matches!(here, Shape::Stop | Shape::Question | Shape::Exclamation) {
            while matches!(
                shape(at),
                Some(
                    Shape::Stop
                        | Shape::Question
                        | Shape::Exclamation
                        | Shape::Close
                        | Shape::CloseBracket
                )
            ) {
                at += 1;
            }
            if shape(at) == Some(Shape::Paragraph) {
                at += 1;
            }
        } else if here != Shape::Paragraph {
            continue;
        }
        text.sentences.push((first, at as u32));
        first = at as u32;
    }
    if (first as usize) < text.tokens.len() {
        text.sentences.push((first, text.tokens.len() as u32));
    }
}

/// Pairs brackets of one kind within each paragraph; a bracket without a partner, or with its partner on the other side of a
/// quotation mark, is in no pair.
pub(super) fn brackets(text: &mut Text, kinds: &[(u32, u8)]) {
    // Open brackets (token, kind, quotations round it) and the ends of open quotations.
    let mut stack: Vec<(u32, u8, usize)> = Vec::new();
    let mut round: Vec<(usize, u32)> = Vec::new();
    let mut quotations = text.quotations.iter().enumerate().peekable();
    for &(at, kind) in kinds {
        while let Some((number, quotation)) = quotations.next_if(|(_, q)| q.open < at) {
            while round.pop_if(|(_, end)| *end <= quotation.open).is_some() {}
            round.push((number, quotation.close));
        }
        while round.pop_if(|(_, end)| *end <= at).is_some() {}
        let inside = round.last().map_or(usize::MAX, |(number, _)| *number);
        match text.tokens.get(at as usize).map(|token| token.shape) {
            Some(Shape::OpenBracket) => stack.push((at, kind, inside)),
            Some(Shape::CloseBracket) => {
                // The nearest partners only: a bracket that was never closed must not hide those round it.
                let reach = stack.len().saturating_sub(BRACKETS);
                let partner = stack
                    .iter()
                    .skip(reach)
                    .rposition(|(_, open, quotation)| *open == kind && *quotation == inside);
                if let Some(partner) = partner
                    && let Some(&(open, _, _)) = stack.get(reach + partner)
                {
                    stack.truncate(reach + partner);
                    text.brackets.push((open, at));
                }
            }
            _ => stack.clear(),
        }
    }
    text.brackets.sort_unstable();
}
