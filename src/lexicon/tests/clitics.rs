//! Clitics, exact spelling before folded, whole words before split ones, unknown words.

use super::*;
use crate::lexicon::{FormClass, Number, Tense};

fn splits(word: &str) -> Vec<String> {
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    shown(&lexicon, &read(&lexicon, word))
}

#[test]
fn proclitics_and_pronouns() {
    for (word, expected) in [
        ("وسيقولون", "و+س+0"),
        ("فأضافت", "ف+1"),
        ("بقوله", "ب+0+ه"),
        ("للمطالبة", "ل+ال+20"),
        ("اتهموه", "21+ه"),
        ("واعتبرته", "و+22+ه"),
        ("بالقول", "ب+ال+0"),
        ("وبالقول", "و+ب+ال+0"),
        ("مطالبته", "20+ه"),
        ("ليقول", "ل+0"),
        ("نفاه", "2+ه"),
        ("رآها", "5+ها"),
        ("للجنة", "ل+102"),
        ("ببيانهم", "ب+104+هم"),
        ("إنها", "103+ها"),
        ("كبيان", "ك+104"),
    ] {
        assert!(
            splits(word).iter().any(|split| split == expected),
            "{word}: {:?}",
            splits(word)
        );
    }
    assert_eq!(splits("للجنة"), ["ل+102", "ل+ال+102"]);
}

#[test]
fn what_may_not_be_joined() {
    // The article and a pronoun, the future before the past, a pronoun behind a free form, proclitics on a word without.
    for word in [
        "المطالبته",
        "سقال",
        "قالواه",
        "ومحض",
        "البيانه",
        "الومحض",
        "بيقول",
        "مطالبةه",
    ] {
        assert_eq!(splits(word), [] as [&str; 0], "{word}");
    }
}

#[test]
fn words_with_an_article_of_their_own() {
    assert_eq!(splits("الناتو"), ["109"]);
    assert_eq!(splits("للناتو"), ["ل+109"]);
    assert_eq!(splits("وللناتو"), ["و+ل+109"]);
    assert_eq!(splits("بالناتو"), ["ب+109"]);
    assert_eq!(splits("للواء"), ["ل+108"]);
    for word in ["ناتو", "لناتو", "لواء", "بناتو"] {
        assert_eq!(splits(word), [] as [&str; 0], "{word}");
    }
}

#[test]
fn whole_words_come_first() {
    let morphology = morphology();
    let mut builder = LexiconBuilder::new(&morphology, &fold);
    builder.add_word(EntryId(1), "عد", None, None, false, true);
    inflect(&morphology, &parts(VERBS[6]))
        .iter()
        .for_each(|form| builder.add_form(EntryId(2), form));
    let lexicon = builder.finish();
    assert_eq!(shown(&lexicon, &read(&lexicon, "وعد")), ["2", "و+1"]);
}

#[test]
fn the_exact_spelling_wins() {
    assert_eq!(splits("على"), ["100"]);
    assert_eq!(splits("علي"), ["101"]);
    assert_eq!(splits("وعلى"), ["و+100"]);
    assert_eq!(splits("إن"), ["103"]);
    // Without its hamza it may be either.
    assert_eq!(splits("ان"), ["103", "107"]);
    assert_eq!(splits("اضاف"), ["1"]);
    assert_eq!(splits("واكد"), ["و+23"]);
    assert_eq!(splits("نفي").first().map(String::as_str), Some("2"));
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    assert!(
        read(&lexicon, "نفي")
            .iter()
            .all(|reading| reading.features.class != FormClass::Verb && reading.exact)
    );
    assert!(read(&lexicon, "اضاف").iter().all(|reading| !reading.exact));
}

#[test]
fn one_spelling_two_persons() {
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    let readings = read(&lexicon, "تقول");
    assert_eq!(readings.len(), 2);
    assert!(
        readings
            .iter()
            .all(|reading| reading.features.tense == Some(Tense::Present)
                && reading.features.number == Some(Number::Singular))
    );
}

#[test]
fn unknown_words() {
    for word in [
        "",
        "س",
        "و",
        "xyz",
        "مجهول",
        "وال",
        "للل",
        "قا",
        "هه",
        "ووقال",
        "\u{1F600}",
    ] {
        assert_eq!(splits(word), [] as [&str; 0], "{word}");
    }
}

#[test]
fn every_form_is_found() {
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    for (number, verb) in (0..).zip(VERBS) {
        for form in inflect(&morphology, &parts(verb)) {
            use crate::lexicon::Attachment;
            let ending = if form.features.attachment == Attachment::Combining {
                "ها"
            } else {
                ""
            };
            for before in ["", "و"] {
                let word = format!("{before}{}{ending}", form.text);
                let found = read(&lexicon, &word).iter().any(|reading| {
                    reading.entry == EntryId(number) && reading.features == form.features
                });
                assert!(found, "{word} {form:?}");
            }
        }
    }
}

#[test]
fn stored_and_opened() {
    let morphology = morphology();
    let lexicon = lexicon(&morphology);
    let bytes = postcard::to_allocvec(&lexicon).expect("it can be stored");
    let opened: Lexicon = postcard::from_bytes(bytes.leak()).expect("it can be opened");
    for word in ["وسيقولون", "على", "مجهول", "بقوله"] {
        assert_eq!(read(&lexicon, word), read(&opened, word));
    }
}

proptest::proptest! {
    #[test]
    fn any_word_can_be_asked(word in "[\u{0620}-\u{064A}]{0,9}|\\PC{0,9}") {
        thread_local! {
            static LEXICON: Lexicon = lexicon(&morphology());
        }
        LEXICON.with(|lexicon| {
            let readings = read(lexicon, &word);
            let exact = readings.iter().filter(|reading| reading.exact).count();
            proptest::prop_assert!(exact == 0 || exact == readings.len());
            Ok(())
        })?;
    }

    #[test]
    fn every_added_word_is_found(words in proptest::collection::vec("[\u{0627}-\u{064A}]{1,6}", 1..20)) {
        let morphology = morphology();
        let mut builder = LexiconBuilder::new(&morphology, &fold);
        for (number, word) in (0..).zip(&words) {
            builder.add_word(EntryId(number), word, None, None, true, true);
        }
        let lexicon = builder.finish();
        for (number, word) in (0..).zip(&words) {
            for before in ["", "و", "ف", "ب"] {
                let found = read(&lexicon, &format!("{before}{word}"));
                let entry = EntryId(number);
                proptest::prop_assert!(found.iter().any(|reading| reading.entry == entry && reading.exact && reading.enclitic.is_none()));
            }
        }
    }
}
