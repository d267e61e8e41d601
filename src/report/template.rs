//! Sentences with gaps, written `{}`: what stands in them, and the same sentence in another language.

/// What stands in the gaps of a template, none of them empty; the last gap before a word takes as little as it can. `None` where the text is another
/// sentence.
pub(super) fn gaps<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = template.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut gaps = Vec::new();
    let parts: Vec<&str> = parts.collect();
    for (number, part) in parts.iter().enumerate() {
        let last = number + 1 == parts.len();
        // The end of the template is the end of the text.
        let end = if last {
            rest.len()
                .checked_sub(part.len())
                .filter(|_| rest.ends_with(part))?
        } else {
            let from = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
            from + rest.get(from..)?.find(part)?
        };
        let (gap, after) = rest.split_at_checked(end)?;
        if gap.is_empty() {
            return None;
        }
        gaps.push(gap);
        rest = after.strip_prefix(part)?;
    }
    rest.is_empty().then_some(gaps)
}

/// A template with its gaps filled.
pub(super) fn fill(template: &str, values: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut parts = template.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (value, part) in values.into_iter().zip(parts) {
        out.push_str(value.as_ref());
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_what_the_template_leaves_open() {
        assert_eq!(gaps("a {} b {}", "a 1 b 2 3"), Some(vec!["1", "2 3"]));
        assert_eq!(
            gaps("{} MB in {} s", "1.0 MB in 2 s"),
            Some(vec!["1.0", "2"])
        );
        assert_eq!(gaps("a {}", "a "), None);
        assert_eq!(gaps("a", "a"), Some(vec![]));
        assert_eq!(gaps("a", "ab"), None);
        assert_eq!(gaps("{}b", "خbb"), Some(vec!["خb"]));
    }

    #[test]
    fn gaps_are_filled_in_their_order() {
        assert_eq!(fill("a {} b {}", ["1", "2"]), "a 1 b 2");
        assert_eq!(fill("a", [""; 0]), "a");
    }
}
