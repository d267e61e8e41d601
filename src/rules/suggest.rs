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
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = replaced.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
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
