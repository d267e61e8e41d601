//! Which mark opens and which closes. Spacing is the evidence, the written direction a weaker one; the cheapest reading of a
//! whole paragraph wins (dynamic programming over the nesting depth, linear in the marks). A lost mark costs one quotation.

use super::folding::{CLOSES, Class, Folding, OPENS};
use super::scan::{Mark, span};
use super::types::{Quotation, Repair, Shape, Text};

/// Deepest nesting that is followed.
const DEPTH: usize = 4;
/// How far a quotation goes on through paragraphs without marks before its closing mark comes (verse, lists).
const PARAGRAPHS: usize = 12;
const TOKENS: u32 = 200;
/// What a reading costs, in quarters of a point of evidence.
const POINT: i32 = 4;
const ALONE: i32 = 5 * POINT;
const UNCLOSED: i32 = 4 * POINT;
const MIXED: i32 = 3 * POINT;
const SAME_INSIDE: i32 = 3 * POINT;
const NONE: u32 = u32::MAX;
/// The repair of a quotation without an end.
const UNCLOSED_MARK: &str = "unclosed-mark";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Open,
    Close,
    Alone,
    Reopen,
}

/// A way to read the marks up to one of them.
#[derive(Clone, Copy)]
struct State {
    cost: i32,
    /// Last step.
    step: u32,
    /// Innermost open family.
    stack: u32,
}

/// Evidence of every mark: positive opens, negative closes.
fn evidence(folding: &Folding, source: &str, text: &Text, marks: &[Mark]) -> Vec<i32> {
    let side = |near: Option<char>, before: bool| -> i32 {
        let Some(c) = near else {
            return if before { 2 } else { -2 };
        };
        match (folding.cell(c).class, before) {
            (Class::Blank | Class::LineEnd, true) => 2,
            (Class::Blank | Class::LineEnd, false) => -2,
            (Class::Colon | Class::OpenBracket | Class::Tatweel | Class::Dash, true) => 2,
            (Class::Letter | Class::Digit | Class::Diacritic, true) => -2,
            (
                Class::Stop
                | Class::Question
                | Class::Exclamation
                | Class::CloseBracket
                | Class::Ellipsis,
                true,
            ) => -2,
            (Class::Letter | Class::Digit | Class::OpenBracket, false) => 2,
            (
                Class::Comma
                | Class::Semicolon
                | Class::Colon
                | Class::Stop
                | Class::Question
                | Class::Exclamation
                | Class::CloseBracket,
                false,
            ) => -2,
            _ => 0,
        }
    };
    let seen = |c: &char| folding.cell(*c).class != Class::Invisible;
    let place = |mark: &Mark| {
        text.tokens
            .get(mark.token as usize)
            .map(|t| (t.span.start as usize, t.span.end as usize))
    };
    let mut scores: Vec<i32> = vec![0; marks.len()];
    // A mark right beside another takes over what lies on its far side.
    let (mut last_end, mut last_score) = (usize::MAX, 0);
    for (mark, score) in marks.iter().zip(&mut scores) {
        let Some((start, end)) = place(mark) else {
            continue;
        };
        if start != last_end {
            let near = source
                .get(..start)
                .and_then(|s| s.chars().rev().take(8).find(seen));
            last_score = side(near, true);
        }
        last_end = end;
        *score = last_score;
    }
    let (mut next_start, mut next_score) = (usize::MAX, 0);
    for (mark, score) in marks.iter().zip(&mut scores).rev() {
        let Some((start, end)) = place(mark) else {
            continue;
        };
        if end != next_start {
            let near = source.get(end..).and_then(|s| s.chars().take(8).find(seen));
            next_score = side(near, false);
        }
        next_start = start;
        *score += next_score;
        *score += match mark.side {
            OPENS => 3,
            CLOSES => -3,
            _ => 0,
        };
    }
    scores
}

/// For every mark, whether a sentence ended between it and the mark before.
fn apart(text: &Text, marks: &[Mark]) -> Vec<bool> {
    let mut from = 0;
    marks
        .iter()
        .map(|mark| {
            let between = text.tokens.get(from..mark.token as usize);
            from = mark.token as usize;
            between.is_some_and(|tokens| tokens.iter().any(|token| ends_sentence(token.shape)))
        })
        .collect()
}

fn ends_sentence(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Stop | Shape::Question | Shape::Exclamation | Shape::Paragraph
    )
}

/// A quotation still open at the end of a paragraph.
struct Carried {
    quotation: usize,
    family: u8,
    /// Paragraphs without marks since.
    between: Vec<(u32, u32)>,
}

impl Carried {
    /// Goes on through a paragraph without marks, if it can.
    fn through(mut self, paragraph: (u32, u32)) -> Option<Carried> {
        self.between.push(paragraph);
        let first = self.between.first().map_or(0, |(from, _)| *from);
        (self.between.len() <= PARAGRAPHS && paragraph.1 - first <= TOKENS).then_some(self)
    }
}

/// Pairs all marks and writes shapes, quotations and repairs.
pub(super) fn pair(folding: &Folding, source: &str, text: &mut Text, marks: &[Mark]) {
    let scores = evidence(folding, source, text, marks);
    let apart = apart(text, marks);
    let mut first = 0;
    let mut carried: Option<Carried> = None;
    for at in 0..text.paragraphs.len() {
        let Some(&(from, to)) = text.paragraphs.get(at) else {
            break;
        };
        let mut last = first;
        while marks.get(last).is_some_and(|mark| mark.token < to) {
            last += 1;
        }
        let (here, weights, apart) = (
            marks.get(first..last).unwrap_or_default(),
            scores.get(first..last).unwrap_or_default(),
            apart.get(first..last).unwrap_or_default(),
        );
        first = last;
        if here.is_empty() {
            carried = carried.and_then(|open| open.through((from, to)));
            continue;
        }
        let reopens = here.first().is_some_and(|mark| mark.token == from);
        let before = carried.as_ref().map(|open| {
            // What was opened again at once goes on for certain; what has run on without a sign, least.
            let cost = match (reopens, open.between.is_empty()) {
                (true, true) => -POINT,
                (false, true) => POINT,
                (_, false) => 2 * POINT,
            };
            (open.family, cost)
        });
        let acts = read(here, weights, apart, before, reopens);
        carried = write(text, here, weights, &acts, carried, (from, to));
    }
    text.quotations.sort_by_key(|quotation| quotation.open);
}

/// The cheapest reading; whether the carried quotation goes on is its first answer.
fn read(
    marks: &[Mark],
    scores: &[i32],
    apart: &[bool],
    carried: Option<(u8, i32)>,
    reopens: bool,
) -> (bool, Vec<Act>) {
    let mut steps: Vec<(u32, Act)> = Vec::new();
    let mut stacks: Vec<(u8, u32)> = Vec::new();
    let mut states: [Option<State>; DEPTH + 1] = [None; DEPTH + 1];
    states[0] = Some(State {
        cost: 0,
        step: NONE,
        stack: NONE,
    });
    if let Some((family, cost)) = carried {
        stacks.push((family, NONE));
        states[1] = Some(State {
            cost,
            step: NONE - 1,
            stack: 0,
        });
    }
    for (nth, ((mark, &score), &apart)) in marks.iter().zip(scores).zip(apart).enumerate() {
        let weight = score * POINT;
        let mut next: [Option<State>; DEPTH + 1] = [None; DEPTH + 1];
        let mut offer = |depth: usize, cost: i32, stack: u32, from: State, act: Act| {
            if let Some(slot) = next.get_mut(depth)
                && slot.is_none_or(|best| cost < best.cost)
            {
                steps.push((from.step, act));
                *slot = Some(State {
                    cost,
                    step: steps.len() as u32 - 1,
                    stack,
                });
            }
        };
        for (depth, state) in states.iter().enumerate() {
            let Some(state) = *state else { continue };
            let top = stacks.get(state.stack as usize).copied();
            if nth == 0 && reopens && state.step == NONE - 1 {
                offer(depth, state.cost, state.stack, state, Act::Reopen);
                continue;
            }
            if let Some((family, below)) = top {
                let mixed = if family == mark.family { 0 } else { MIXED };
                offer(
                    depth - 1,
                    state.cost + weight.max(0) + mixed,
                    below,
                    state,
                    Act::Close,
                );
            }
            if depth < DEPTH {
                let same = if top.is_some_and(|(family, _)| family == mark.family) {
                    SAME_INSIDE
                } else {
                    0
                };
                stacks.push((mark.family, state.stack));
                offer(
                    depth + 1,
                    state.cost + (-weight).max(0) + same,
                    stacks.len() as u32 - 1,
                    state,
                    Act::Open,
                );
            }
            // Where either mark could be the one too many: a quotation closes where it can, and two that began in one
            // sentence share the closing mark.
            let easy = if depth == 0 {
                score < 0
            } else {
                score > 0 && !apart
            };
            let alone = ALONE - i32::from(easy);
            offer(depth, state.cost + alone, state.stack, state, Act::Alone);
        }
        states = next;
    }
    let best = states
        .iter()
        .enumerate()
        .filter_map(|(depth, state)| state.map(|s| (s.cost + UNCLOSED * depth as i32, s.step)))
        .min_by_key(|&(cost, _)| cost);
    let mut acts = Vec::with_capacity(marks.len());
    let mut step = best.map_or(NONE, |(_, step)| step);
    while let Some(&(before, act)) = steps.get(step as usize) {
        acts.push(act);
        step = before;
    }
    acts.reverse();
    (step == NONE - 1, acts)
}

/// Writes the reading of one paragraph; gives the quotation that stays open at its end.
fn write(
    text: &mut Text,
    marks: &[Mark],
    scores: &[i32],
    (goes_on, acts): &(bool, Vec<Act>),
    carried: Option<Carried>,
    (from, to): (u32, u32),
) -> Option<Carried> {
    // Open quotations: index, family, first token inside in this paragraph.
    let mut stack: Vec<(usize, u8, u32)> = Vec::new();
    if *goes_on && let Some(carried) = carried {
        stack.push((carried.quotation, carried.family, from));
        for (from, to) in carried.between {
            let end = inner_end(text, to);
            piece(text, carried.quotation, from, end);
        }
        // It was written off as unclosed at the end of the paragraph before, the outermost last.
        if text
            .repairs
            .last()
            .is_some_and(|repair| repair.what == UNCLOSED_MARK)
        {
            text.repairs.pop();
        }
    }
    for (nth, (mark, act)) in marks.iter().zip(acts).enumerate() {
        let written = |text: &mut Text, shape: Shape, what: Option<&'static str>| {
            if let Some(token) = text.tokens.get_mut(mark.token as usize) {
                token.shape = shape;
                if let Some(what) = what {
                    text.repairs.push(Repair {
                        what,
                        span: token.span,
                    });
                }
            }
        };
        match act {
            Act::Open => {
                written(
                    text,
                    Shape::Open,
                    (mark.side == CLOSES).then_some("inverted-marks"),
                );
                stack.push((text.quotations.len(), mark.family, mark.token + 1));
                text.quotations.push(Quotation {
                    open: mark.token,
                    close: to,
                    pieces: Vec::new(),
                    depth: (stack.len() - 1) as u8,
                    closed: false,
                });
            }
            Act::Close => {
                let Some((quotation, family, inside)) = stack.pop() else {
                    continue;
                };
                let what = if family != mark.family {
                    Some("mixed-marks")
                } else {
                    (mark.side == OPENS).then_some("inverted-marks")
                };
                written(text, Shape::Close, what);
                piece(text, quotation, inside, mark.token);
                if let Some(quotation) = text.quotations.get_mut(quotation) {
                    (quotation.close, quotation.closed) = (mark.token, true);
                }
            }
            Act::Reopen => {
                written(text, Shape::Open, Some("reopened-mark"));
                if let Some(top) = stack.last_mut() {
                    top.2 = mark.token + 1;
                }
            }
            Act::Alone if scores.get(nth).is_some_and(|&score| score >= 2) => {
                written(text, Shape::Open, Some(UNCLOSED_MARK));
                let end = end_of_lost(
                    text,
                    mark.token,
                    marks.get(nth + 1).map_or(to, |next| next.token),
                    to,
                );
                let quotation = text.quotations.len();
                text.quotations.push(Quotation {
                    open: mark.token,
                    close: end,
                    pieces: Vec::new(),
                    depth: stack.len() as u8,
                    closed: false,
                });
                piece(text, quotation, mark.token + 1, end);
            }
            Act::Alone => written(text, Shape::Other, Some("unopened-mark")),
        }
    }
    let end = inner_end(text, to);
    for &(quotation, _, inside) in stack.iter().rev() {
        piece(text, quotation, inside, end);
        let Some(open) = text.quotations.get_mut(quotation).map(|q| {
            q.close = end;
            q.open
        }) else {
            continue;
        };
        if let Some(place) = text.tokens.get(open as usize).map(|t| t.span) {
            text.repairs.push(Repair {
                what: UNCLOSED_MARK,
                span: place,
            });
        }
    }
    stack.first().map(|&(quotation, family, _)| Carried {
        quotation,
        family,
        between: Vec::new(),
    })
}

/// The end of a paragraph, its Paragraph token left out.
fn inner_end(text: &Text, to: u32) -> u32 {
    let last = text.tokens.get(to as usize - 1);
    to - u32::from(last.is_some_and(|token| token.shape == Shape::Paragraph))
}

/// Where a quotation ends whose closing mark was lost before another mark: behind its sentence, or before that mark.
fn end_of_lost(text: &Text, open: u32, next: u32, to: u32) -> u32 {
    let stop = |at: &u32| {
        let token = text.tokens.get(*at as usize);
        token.is_some_and(|token| ends_sentence(token.shape))
    };
    (open + 1..next.min(to)).find(stop).unwrap_or(next.min(to))
}

/// Adds what stands between two tokens to a quotation.
fn piece(text: &mut Text, quotation: usize, from: u32, to: u32) {
    let Some(inside) = text.tokens.get(from as usize..to as usize) else {
        return;
    };
    if let (Some(first), Some(last), Some(quotation)) = (
        inside.first(),
        inside.last(),
        text.quotations.get_mut(quotation),
    ) {
        quotation
            .pieces
            .push(span(first.span.start as usize, last.span.end as usize));
    }
}
