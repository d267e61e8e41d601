//! Which expected statement is which found one, both in order: the pairing that leaves the least to explain.
//!
//! Nothing passes or fails by it. It keeps one statement too many from making all that follow it look wrong.

use super::fields::values;
use crate::attribution::analysis::Attribution;
use crate::rules::model::Expected;

/// What a statement left over costs; two of them cost less than a pair that has nothing in common.
const LEFT_OVER: usize = 2;

/// Pairs of indices into `expected` and `found`; one side is missing where a statement is left over.
pub(super) fn align(
    expected: &[Expected],
    found: &[Attribution],
) -> Vec<(Option<usize>, Option<usize>)> {
    let width = found.len() + 1;
    let mut costs = vec![0; (expected.len() + 1) * width];
    // From the end, so that the way through the table is read from the beginning.
    for e in (0..=expected.len()).rev() {
        for f in (0..=found.len()).rev() {
            let missing = expected
                .get(e)
                .map(|_| LEFT_OVER + costs[(e + 1) * width + f]);
            let surplus = found.get(f).map(|_| LEFT_OVER + costs[e * width + f + 1]);
            let pair = expected
                .get(e)
                .zip(found.get(f))
                .map(|(e_, f_)| cost(e_, f_) + costs[(e + 1) * width + f + 1]);
            let least = [pair, missing, surplus].into_iter().flatten().min();
            costs[e * width + f] = least.unwrap_or(0);
        }
    }
    let (mut e, mut f, mut pairs) = (0, 0, Vec::new());
    while e < expected.len() || f < found.len() {
        let here = costs[e * width + f];
        let paired = expected
            .get(e)
            .zip(found.get(f))
            .is_some_and(|(e_, f_)| here == cost(e_, f_) + costs[(e + 1) * width + f + 1]);
        if paired {
            pairs.push((Some(e), Some(f)));
            (e, f) = (e + 1, f + 1);
        } else if e < expected.len() && here == LEFT_OVER + costs[(e + 1) * width + f] {
            pairs.push((Some(e), None));
            e += 1;
        } else {
            pairs.push((None, Some(f)));
            f += 1;
        }
    }
    pairs
}

/// How much a pair leaves to explain: what was said tells statements apart best.
fn cost(expected: &Expected, found: &Attribution) -> usize {
    let fields = expected.fields.iter();
    fields
        .map(|(field, wanted)| {
            let same = values(found, &field.value)
                .is_some_and(|values| values.iter().eq(wanted.iter().map(|wanted| &wanted.value)));
            match (same, field.value.as_str()) {
                (true, _) => 0,
                (false, "content") => 3,
                (false, _) => 1,
            }
        })
        .sum()
}
