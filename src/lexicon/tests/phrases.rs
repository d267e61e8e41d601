//! Phrases: the longest, with proclitics before and a pronoun behind.

use super::*;

fn longest(text: &str) -> Option<(usize, Vec<String>)> {
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    let words: Vec<(String, String)> = text.split_whitespace().map(fold).collect();
    let mut readings = Vec::new();
    let length = lexicon.phrase_at(
        words
            .iter()
            .map(|(exact, folded)| (exact.as_str(), folded.as_str())),
        &mut readings,
    )?;
    Some((length, shown(&lexicon, &readings)))
}

#[test]
fn phrases() {
    for (text, length, expected) in [
        ("وكالة فرانس برس أمس", 3, "201"),
        ("وكالة فرانس اليوم", 2, "203"),
        ("ووكالة فرانس برس", 3, "و+201"),
        ("لوكالة فرانس برس", 3, "ل+201"),
        ("للأمم المتحدة", 2, "ل+205"),
        ("وللامم المتحدة", 2, "و+ل+205"),
        ("بالأمم المتحدة", 2, "ب+205"),
        ("أمم المتحدة", 0, ""),
        ("على حد قول", 3, "200"),
        ("على حد قوله", 3, "200+ه"),
        ("وعلى حد قولهم", 3, "و+200+هم"),
        ("علي حد قولها", 3, "200+ها"),
        ("وزارة الخارجيه وزارة الخارجية", 0, ""),
    ] {
        let expected = if length == 0 {
            None
        } else {
            Some((length, vec![expected.to_owned()]))
        };
        assert_eq!(longest(text), expected, "{text}");
    }
    assert_eq!(longest("وكالة"), None);
    assert_eq!(longest(""), None);
    assert_eq!(longest("قال فرانس برس"), None);
    assert_eq!(longest("وزارة الخارجيةه"), None);
}

#[test]
fn exactness_of_phrases() {
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    for (text, exact) in [
        ("على حد قوله", true),
        ("علي حد قوله", false),
        ("فعلى حد قوله", true),
    ] {
        let words: Vec<(String, String)> = text.split_whitespace().map(fold).collect();
        let mut readings = Vec::new();
        lexicon.phrase_at(
            words
                .iter()
                .map(|(exact, folded)| (exact.as_str(), folded.as_str())),
            &mut readings,
        );
        assert!(
            !readings.is_empty() && readings.iter().all(|reading| reading.exact == exact),
            "{text}"
        );
    }
}
