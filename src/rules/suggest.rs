//! The name that was probably meant: the nearest by edit distance, if it is near enough.

/// The candidate nearest to `word`; none further away than a third of its length, or one letter. The first wins where two are equally near.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word: Vec<char> = word.chars().collect();
    let limit = if word.len() < 2 {
        0
    } else {
        (word.len() / 3).clamp(1, 3)
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.chars().collect();
        if letters.len().abs_diff(word.len()) > limit {
            continue;
        }
        let distance = distance(&word, &letters);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal string alignment: insertion, deletion, replacement, and two neighbours changing places each cost one.
fn distance(a: &[char], b: &[char]) -> usize {
    // What so many letters of `b` cost to make of no letter of `a`, then of one, and so on.
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut before: Vec<usize> = Vec::new();
    for (i, from) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (j, ((to, corner), above)) in b.iter().zip(&row).zip(row.iter().skip(1)).enumerate() {
            let replaced = corner + usize::from(from != to);
            let swapped = || {
                let (i, j) = (i.checked_sub(1)?, j.checked_sub(1)?);
                let crosswise = a.get(i) == Some(to) && b.get(j) == Some(from);
                before.get(j).filter(|_| crosswise).map(|cost| cost + 1)
            };
            let least = replaced.min(above + 1).min(left + 1);
            left = swapped().map_or(least, |swapped| least.min(swapped));
            next.push(left);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let names = ["channel", "speaker", "clause"];
        assert_eq!(nearest("chanel", names), Some("channel"));
        assert_eq!(nearest("spaeker", names), Some("speaker"));
        assert_eq!(nearest("venue", names), None);
        assert_eq!(nearest("حزير", ["وزير", "مدير"]), Some("وزير"));
    }
}
