//! Tests of the lexicon with the real morphology.yaml.

mod clitics;
mod paradigms;
mod phrases;

use super::{EntryId, Form, Lexicon, LexiconBuilder, Morphology, Reading, VerbParts, inflect};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    morphology: Morphology,
}

fn morphology() -> Morphology {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/morphology.yaml"
    ))
    .expect("the file is there");
    let file: File = serde_yaml::from_str(&text).expect("the file is sound");
    assert_eq!(file.morphology.check(), []);
    file.morphology
}

/// What the text room does, as far as these tests need it.
fn fold(word: &str) -> (String, String) {
    let folded = word.chars().map(|c| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        c => c,
    });
    (word.to_owned(), folded.collect())
}

/// Principal parts from `name spelling, name spelling spelling`.
fn parts(text: &str) -> VerbParts {
    let part = |part: &str| {
        let mut words = part.split_whitespace().map(str::to_owned);
        (
            words.next().unwrap_or_default(),
            words.collect::<Vec<String>>(),
        )
    };
    text.split(',').map(part).collect()
}

const VERBS: [&str; 8] = [
    "past قال, past_stem قل, present يقول, present_stem يقل, jussive يقل, participle قائل, masdar قول, passive قيل يقال",
    "past أضاف, past_stem أضف, present يضيف, present_stem يضف, jussive يضف, participle مضيف, masdar إضافة, passive أضيف يضاف",
    "past نفى, past_feminine نفت, past_stem نفي, past_plural نفوا, present ينفي, present_plural ينفون, jussive ينف, participle نافي, \
     participle_free ناف, masdar نفي, passive نفي ينفى",
    "past دعا, past_feminine دعت, past_stem دعو, past_plural دعوا, past_dual دعوا, present يدعو, present_plural يدعون, jussive يدع, \
     participle داعي, participle_free داع, masdar دعوة دعاء, passive دعي يدعى",
    "past رد, past_stem ردد, present يرد, present_stem يردد, jussive يرد يردد, participle راد, masdar رد",
    "past رأى, past_feminine رأت, past_stem رأي, past_plural رأوا, present يرى, present_stem يري, present_plural يرون, jussive ير, masdar رؤية رأي",
    "past وعد, present يعد, participle واعد, masdar وعد",
    "past قضى, past_feminine قضت, past_stem قضي, past_plural قضوا, present يقضي, present_plural يقضون, jussive يقض, participle قاضي, masdar قضاء",
];

#[test]
fn a_word_that_rules_only_ask_for_hides_nothing() {
    let morphology = morphology();
    let built = |asked: Option<u32>| {
        let mut builder = LexiconBuilder::new(&morphology, &fold);
        for (number, word) in [(1, "إلى"), (2, "الى"), (3, "هدى")] {
            builder.add_word(EntryId(number), word, None, None, false, true);
        }
        asked
            .into_iter()
            .for_each(|first| builder.asked(EntryId(first)));
        builder.finish()
    };
    let entries = |lexicon: &Lexicon, word: &str| -> Vec<(u32, bool)> {
        let readings = read(lexicon, word);
        let pair = |reading: &Reading| (reading.entry.0, reading.exact);
        readings.iter().map(pair).collect()
    };
    // Words of lists are told apart by their spelling.
    let listed = built(None);
    assert_eq!(entries(&listed, "إلى"), [(1, true)]);
    assert_eq!(entries(&listed, "الى"), [(2, true)]);
    assert_eq!(entries(&listed, "والى"), [(2, true)]);
    // Who only asks for a spelling finds it, where nothing else is spelled so, and what it is a spelling of stays.
    let asked = built(Some(2));
    assert_eq!(entries(&asked, "إلى"), [(1, true)]);
    assert_eq!(entries(&asked, "الى"), [(1, false), (2, false)]);
    assert_eq!(entries(&asked, "والى"), [(1, false), (2, false)]);
    assert_eq!(entries(&asked, "هدى"), [(3, false)]);
}

/// All eight verbs, and a few words; entry n is verb n.
fn lexicon(morphology: &Morphology) -> Lexicon {
    let mut builder = LexiconBuilder::new(morphology, &fold);
    for (number, verb) in (0..).zip(VERBS) {
        inflect(morphology, &parts(verb))
            .iter()
            .for_each(|form| builder.add_form(EntryId(number), form));
    }
    for (number, verb) in (20..).zip([
        "past طالب, present يطالب, participle مطالب, masdar مطالبة",
        "past اتهم, present يتهم, participle متهم, masdar اتهام",
        "past اعتبر, present يعتبر, participle معتبر, masdar اعتبار",
        "past أكد, present يؤكد, participle مؤكد, masdar تأكيد",
    ]) {
        inflect(morphology, &parts(verb))
            .iter()
            .for_each(|form| builder.add_form(EntryId(number), form));
    }
    for (number, word, pronouns, proclitics) in [
        (100, "على", false, true),
        (101, "علي", false, true),
        (102, "لجنة", false, true),
        (103, "إن", true, true),
        (104, "بيان", true, true),
        (105, "رأي", true, true),
        (106, "محض", false, false),
        (107, "أن", true, true),
        (108, "اللواء", false, true),
        (109, "الناتو", false, true),
    ] {
        builder.add_word(EntryId(number), word, None, None, pronouns, proclitics);
    }
    for (number, phrase, pronouns) in [
        (200, "على حد قول", true),
        (201, "وكالة فرانس برس", false),
        (202, "وكالة", false),
        (203, "وكالة فرانس", false),
        (204, "وزارة الخارجية", false),
        (205, "الأمم المتحدة", false),
    ] {
        let words: Vec<&str> = phrase.split(' ').collect();
        builder.add_phrase(EntryId(number), &words, None, None, pronouns, true);
    }
    builder.finish()
}

fn read(lexicon: &Lexicon, word: &str) -> Vec<Reading> {
    let (exact, folded) = fold(word);
    let mut readings = Vec::new();
    lexicon.look_up(&exact, &folded, &mut readings);
    readings
}

/// `entry proclitics+ +pronoun` of every reading, repeated ones once, in order.
fn shown(lexicon: &Lexicon, readings: &[Reading]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for reading in readings {
        let mut text = String::new();
        for (bit, name) in lexicon.proclitics().iter().enumerate() {
            if reading.proclitics.0 & 1 << bit != 0 {
                text.push_str(name);
                text.push('+');
            }
        }
        text.push_str(&reading.entry.0.to_string());
        if let Some(number) = reading.enclitic {
            text.push('+');
            text.push_str(lexicon.pronouns()[usize::from(number)].text());
        }
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

fn texts(forms: &[Form], fits: impl Fn(&Form) -> bool) -> Vec<&str> {
    forms
        .iter()
        .filter(|form| fits(form))
        .map(|form| form.text.as_str())
        .collect()
}
