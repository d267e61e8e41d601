//! Whole paradigms against lists written by hand.

use super::*;
use crate::lexicon::{Attachment, Case, FormClass, Gender, Number, Person, Tense};

/// The thirteen persons of the past, the present, the jussive's own spellings, participle and masdar.
fn check(verb: usize, past: &str, present: &str, jussive: &str, participle: &str, masdar: &str) {
    let forms = inflect(&morphology(), &parts(VERBS[verb]));
    let finite = |tense: Tense| {
        let fits = move |form: &Form| {
            form.features.class == FormClass::Verb
                && form.features.tense == Some(tense)
                && form.features.attachment != Attachment::Combining
        };
        texts(&forms, fits).join(" ")
    };
    assert_eq!(finite(Tense::Past), past);
    assert_eq!(finite(Tense::Present), present);
    assert_eq!(finite(Tense::Jussive), jussive);
    let nominal = |class: FormClass| texts(&forms, |form| form.features.class == class).join(" ");
    assert_eq!(nominal(FormClass::Participle), participle);
    assert_eq!(nominal(FormClass::Masdar), masdar);
}

#[test]
fn hollow() {
    check(
        0,
        "قال قالت قالا قالتا قالوا قلن قلت قلت قلتما قلتم قلتن قلت قلنا",
        "يقول تقول يقولان تقولان يقولون يقلن تقول تقولين تقولان تقولون تقلن أقول نقول",
        "يقل تقل يقولا تقولا يقولوا تقل تقولي تقولا تقولوا أقل نقل",
        "قائل قائلا قائلة قائلت قائلان قائلين قائلتان قائلتين قائلون قائلين قائلو قائلي قائلات",
        "قول قولا",
    );
    check(
        1,
        "أضاف أضافت أضافا أضافتا أضافوا أضفن أضفت أضفت أضفتما أضفتم أضفتن أضفت أضفنا",
        "يضيف تضيف يضيفان تضيفان يضيفون يضفن تضيف تضيفين تضيفان تضيفون تضفن أضيف نضيف",
        "يضف تضف يضيفا تضيفا يضيفوا تضف تضيفي تضيفا تضيفوا أضف نضف",
        "مضيف مضيفا مضيفة مضيفت مضيفان مضيفين مضيفتان مضيفتين مضيفون مضيفين مضيفو مضيفي مضيفات",
        "إضافة إضافت",
    );
}

#[test]
fn defective() {
    check(
        2,
        "نفى نفت نفيا نفتا نفوا نفين نفيت نفيت نفيتما نفيتم نفيتن نفيت نفينا",
        "ينفي تنفي ينفيان تنفيان ينفون ينفين تنفي تنفين تنفيان تنفون تنفين أنفي ننفي",
        "ينف تنف ينفيا تنفيا ينفوا تنف تنفي تنفيا تنفوا أنف ننف",
        "ناف نافي نافيا نافية نافيت نافيان نافيين نافيتان نافيتين نافون نافين نافو نافي نافيات",
        "نفي نفيا",
    );
    check(
        3,
        "دعا دعت دعوا دعتا دعوا دعون دعوت دعوت دعوتما دعوتم دعوتن دعوت دعونا",
        "يدعو تدعو يدعوان تدعوان يدعون يدعون تدعو تدعين تدعوان تدعون تدعون أدعو ندعو",
        "يدع تدع يدعوا تدعوا يدعوا تدع تدعي تدعوا تدعوا أدع ندع",
        "داع داعي داعيا داعية داعيت داعيان داعيين داعيتان داعيتين داعون داعين داعو داعي داعيات",
        "دعوة دعوت دعاء دعاؤ دعائ",
    );
    check(
        7,
        "قضى قضت قضيا قضتا قضوا قضين قضيت قضيت قضيتما قضيتم قضيتن قضيت قضينا",
        "يقضي تقضي يقضيان تقضيان يقضون يقضين تقضي تقضين تقضيان تقضون تقضين أقضي نقضي",
        "يقض تقض يقضيا تقضيا يقضوا تقض تقضي تقضيا تقضوا أقض نقض",
        "قاض قاضي قاضيا قاضية قاضيت قاضيان قاضيين قاضيتان قاضيتين قاضون قاضين قاضو قاضي قاضيات",
        "قضاء قضاؤ قضائ",
    );
}

#[test]
fn doubled() {
    check(
        4,
        "رد ردت ردا ردتا ردوا رددن رددت رددت رددتما رددتم رددتن رددت رددنا",
        "يرد ترد يردان تردان يردون يرددن ترد تردين تردان تردون ترددن أرد نرد",
        "يردد تردد يردا تردا يردوا تردد تردي تردا تردوا أردد نردد",
        "راد رادا رادة رادت رادان رادين رادتان رادتين رادون رادين رادو رادي رادات",
        "رد ردا",
    );
}

#[test]
fn weak_and_with_hamza() {
    check(
        5,
        "رأى رأت رأيا رأتا رأوا رأين رأيت رأيت رأيتما رأيتم رأيتن رأيت رأينا",
        "يرى ترى يريان تريان يرون يرين ترى ترين تريان ترون ترين أرى نرى",
        "ير تر يريا تريا يروا تر تري تريا تروا أر نر",
        "",
        "رؤية رؤيت رأي رأيا",
    );
    check(
        6,
        "وعد وعدت وعدا وعدتا وعدوا وعدن وعدت وعدت وعدتما وعدتم وعدتن وعدت وعدنا",
        "يعد تعد يعدان تعدان يعدون يعدن تعد تعدين تعدان تعدون تعدن أعد نعد",
        "يعدا تعدا يعدوا تعدي تعدا تعدوا",
        "واعد واعدا واعدة واعدت واعدان واعدين واعدتان واعدتين واعدون واعدين واعدو واعدي واعدات",
        "وعد وعدا",
    );
}

#[test]
fn passives() {
    let morphology = morphology();
    let passive = |verb: usize| {
        let forms = inflect(&morphology, &parts(VERBS[verb]));
        let third = |form: &Form| {
            let features = form.features;
            features.class == FormClass::Passive
                && features.person == Some(Person::Third)
                && features.attachment != Attachment::Combining
        };
        texts(&forms, |form| {
            third(form) && form.features.number != Some(Number::Dual)
        })
        .join(" ")
    };
    assert_eq!(
        passive(2),
        "نفي نفيت نفوا نفين ينفى تنفى ينفون ينفين ينفوا ينف تنف ينفوا"
    );
    assert_eq!(passive(6), "");
}

#[test]
fn spelling_at_the_seams() {
    let morphology = morphology();
    let form = |verb: &str, person, gender, number, tense| {
        let forms = inflect(&morphology, &parts(verb));
        let fits = |form: &Form| {
            let features = form.features;
            (
                features.person,
                features.gender,
                features.number,
                features.tense,
            ) == (Some(person), gender, Some(number), Some(tense))
                && features.attachment != Attachment::Combining
        };
        texts(&forms, fits).join(" ")
    };
    let (masculine, feminine) = (Some(Gender::Masculine), Some(Gender::Feminine));
    assert_eq!(
        form(
            "past أعلن, present يعلن",
            Person::Third,
            feminine,
            Number::Plural,
            Tense::Past
        ),
        "أعلن"
    );
    assert_eq!(
        form(
            "past أعلن, present يعلن",
            Person::First,
            None,
            Number::Plural,
            Tense::Past
        ),
        "أعلنا"
    );
    assert_eq!(
        form(
            "past لفت, present يلفت",
            Person::Third,
            feminine,
            Number::Singular,
            Tense::Past
        ),
        "لفتت"
    );
    assert_eq!(
        form(
            "past جاء, present يجيء",
            Person::Third,
            masculine,
            Number::Plural,
            Tense::Past
        ),
        "جاءوا جاؤوا"
    );
    assert_eq!(
        form(
            "past واصل, present يواصل",
            Person::First,
            None,
            Number::Singular,
            Tense::Present
        ),
        "أواصل"
    );
    assert_eq!(
        form(
            "past سكت, present يسكت",
            Person::First,
            None,
            Number::Singular,
            Tense::Past
        ),
        "سكت"
    );
    assert_eq!(
        form(
            "past بدأ, present يبدأ",
            Person::Third,
            masculine,
            Number::Plural,
            Tense::Past
        ),
        "بدأوا بدؤوا"
    );
    assert_eq!(
        form(
            "past بدأ, present يبدأ",
            Person::Third,
            masculine,
            Number::Dual,
            Tense::Past
        ),
        "بدآ"
    );
    assert_eq!(
        form(
            "past أمل, present يأمل",
            Person::First,
            None,
            Number::Singular,
            Tense::Present
        ),
        "آمل"
    );
    assert_eq!(
        form(
            "past أكد, present يؤكد",
            Person::First,
            None,
            Number::Singular,
            Tense::Present
        ),
        "أؤكد"
    );
}

#[test]
fn before_pronouns() {
    let morphology = morphology();
    let combining = |verb: usize, class: FormClass, tense: Option<Tense>| {
        let forms = inflect(&morphology, &parts(VERBS[verb]));
        texts(&forms, |form| {
            form.features.class == class
                && form.features.tense == tense
                && form.features.attachment == Attachment::Combining
        })
        .join(" ")
    };
    assert_eq!(
        combining(0, FormClass::Verb, Some(Tense::Past)),
        "قالو قلتمو"
    );
    assert_eq!(
        combining(2, FormClass::Verb, Some(Tense::Past)),
        "نفا نفو نفيتمو"
    );
    assert_eq!(
        combining(5, FormClass::Verb, Some(Tense::Past)),
        "رآ رأو رأيتمو"
    );
    assert_eq!(
        combining(5, FormClass::Verb, Some(Tense::Present)),
        "يرا ترا ترا أرا نرا"
    );
}

#[test]
fn features_of_participles() {
    let forms = inflect(&morphology(), &parts(VERBS[1]));
    let found = |text: &str| {
        let fits = |form: &&Form| form.text == text && form.features.class == FormClass::Participle;
        forms
            .iter()
            .filter(fits)
            .map(|form| {
                (
                    form.features.gender,
                    form.features.number,
                    form.features.case,
                )
            })
            .collect::<Vec<_>>()
    };
    let masculine = Some(Gender::Masculine);
    assert_eq!(
        found("مضيفا"),
        [(masculine, Some(Number::Singular), Some(Case::Oblique))]
    );
    assert_eq!(
        found("مضيفين"),
        [
            (masculine, Some(Number::Dual), Some(Case::Oblique)),
            (masculine, Some(Number::Plural), Some(Case::Oblique))
        ]
    );
    assert_eq!(
        found("مضيفة"),
        [(Some(Gender::Feminine), Some(Number::Singular), None)]
    );
}
