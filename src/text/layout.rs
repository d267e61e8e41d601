//! Sentences, paragraphs and brackets, from the shapes of the tokens.

use super::types::{Shape, Text};

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

/// Pairs brackets within each paragraph; a bracket without a partner is in no pair.
pub(super) fn brackets(text: &mut Text) {
    let mut stack: Vec<u32> = Vec::new();
    for (at, token) in text.tokens.iter().enumerate() {
        match token.shape {
            Shape::OpenBracket => stack.push(at as u32),
            Shape::CloseBracket => {
                if let Some(open) = stack.pop() {
                    text.brackets.push((open, at as u32));
                }
            }
            Shape::Paragraph => stack.clear(),
            _ => {}
        }
    }
    text.brackets.sort_unstable();
}
