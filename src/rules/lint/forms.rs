//! Forms that two verbs share, words of lists that are forms of verbs, and principal parts that do not go with root and form.

use super::{Finding, Tools};
use crate::lexicon::{Features, FormClass, Person, VerbParts, inflect};
use crate::rules::diagnostic::{Code, Diagnostic};
use crate::rules::message::{Message, say};
use crate::rules::model::{Placed, RuleSet, Verb};
use std::collections::BTreeMap;
use std::collections::HashMap;

pub(super) fn check(set: &RuleSet, tools: &Tools<'_>, found: &mut Vec<Finding>) {
    let forms = finite(set, tools);
    shared(set, &forms, found);
    words(set, tools, &forms, found);
    for verb in &set.verbs {
        parts(verb, tools, found);
    }
}

/// The finite forms in the third person, which reports are written in: verb, spelling, features.
fn finite(set: &RuleSet, tools: &Tools<'_>) -> Vec<(usize, String, Features)> {
    let mut all = Vec::new();
    for (number, verb) in set.verbs.iter().enumerate() {
        let mut parts = VerbParts::default();
        for (name, spellings) in &verb.parts {
            for spelling in spellings {
                parts.add(&name.value, &spelling.value);
            }
        }
        for form in inflect(tools.morphology, &parts) {
            if form.features.class == FormClass::Verb && form.features.person == Some(Person::Third)
            {
                all.push((number, tools.folding.exact(&form.text), form.features));
            }
        }
    }
    all
}

/// Verbs with the same form of the same tense, person, gender and number. Two senses of one lemma (told apart behind an underscore) are meant to be alike.
fn shared(set: &RuleSet, forms: &[(usize, String, Features)], found: &mut Vec<Finding>) {
    let mut first: HashMap<(&str, Features), usize> = HashMap::new();
    let mut pairs: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (number, text, features) in forms {
        let holder = *first.entry((text, *features)).or_insert(*number);
        if holder != *number {
            let texts = pairs.entry((holder, *number)).or_default();
            if !texts.contains(&text.as_str()) {
                texts.push(text);
            }
        }
    }
    for ((early, late), texts) in pairs {
        let (Some(early), Some(late)) = (set.verbs.get(early), set.verbs.get(late)) else {
            continue;
        };
        if base(early) == base(late) {
            continue;
        }
        let (early, late) = (&early.lemma, &late.lemma);
        let form = texts.first().copied().unwrap_or_default();
        let (one, other) = (&early.value, &late.value);
        let title = match texts.len() {
            1 => say!(
                "`{}` and `{}` have the form `{}` in common",
                one,
                other,
                form
            ),
            number => say!(
                "`{}` and `{}` have the form `{}` and {} more in common",
                one,
                other,
                form,
                number - 1
            ),
        };
        let warning = Diagnostic::warning(Code::SharedForm, title)
            .at(late.place, say!("`{}` is a form of this verb", form))
            .at(early.place, say!("and of this one"))
            .help(say!("where both are meant, say so with `allow:`; else mend the principal parts, or tell two senses of one verb apart by `lemma: word_sense`"));
        found.push(Finding::new(
            warning,
            [early.value.clone(), late.value.clone()],
        ));
    }
}

fn base(verb: &Verb) -> &str {
    verb.lemma.value.split('_').next().unwrap_or_default()
}

fn words(
    set: &RuleSet,
    tools: &Tools<'_>,
    forms: &[(usize, String, Features)],
    found: &mut Vec<Finding>,
) {
    let by_text: HashMap<&str, usize> = forms
        .iter()
        .rev()
        .map(|(number, text, _)| (text.as_str(), *number))
        .collect();
    for list in &set.lists {
        for word in &list.words {
            let exact = tools.folding.exact(&word.word.value);
            let verb = by_text.get(exact.as_str());
            let Some(verb) = verb.and_then(|number| set.verbs.get(*number)) else {
                continue;
            };
            let warning = Diagnostic::warning(
                Code::WordIsForm,
                say!(
                    "`{}` of the list `{}` is a form of the verb `{}` as well",
                    word.word.value,
                    list.name.value,
                    verb.lemma.value
                ),
            );
            let warning = warning
                .at(word.word.place, say!("a word of the list"))
                .at(verb.lemma.place, say!("the verb"))
                .help(say!("a pattern that asks for either finds both: where that is meant, say so with `allow:`"));
            found.push(Finding::new(
                warning,
                [
                    list.name.value.clone(),
                    word.word.value.clone(),
                    verb.lemma.value.clone(),
                ],
            ));
        }
    }
}

/// Whether past and present hold the strong letters of the root in their order, and the past begins as the form of the verb does.
fn parts(verb: &Verb, tools: &Tools<'_>, found: &mut Vec<Finding>) {
    let check = &tools.morphology.plausible;
    let fold = |text: &str| tools.folding.folded(text);
    let weak: Vec<String> = check.weak.iter().map(|letter| fold(letter)).collect();
    let mut strong: Vec<String> = verb.root.split_whitespace().map(fold).collect();
    strong.retain(|letter| !weak.contains(letter));
    // A doubled letter is often written once.
    strong.dedup();
    for (part, spellings) in &verb.parts {
        if !matches!(part.value.as_str(), "past" | "present") {
            continue;
        }
        for spelling in spellings {
            let folded = fold(&spelling.value);
            if !weak.is_empty() && !holds(&folded, &strong) {
                let title = say!(
                    "`{}` does not hold the letters of the root `{}`",
                    spelling.value,
                    verb.root
                );
                found.push(odd(verb, spelling, title, say!("a slip in one of them?")));
            }
            let begins = check.beginnings.iter().find(|form| form.form == verb.form);
            if let Some(form) = begins.filter(|_| part.value == "past")
                && !form
                    .past
                    .iter()
                    .any(|start| folded.starts_with(&fold(start)))
            {
                let title = say!(
                    "`{}` does not begin like a verb of form {}",
                    spelling.value,
                    verb.form
                );
                let label = say!("such verbs begin with {}", form.past.join(", "));
                found.push(odd(verb, spelling, title, label));
            }
        }
    }
}

fn holds(text: &str, letters: &[String]) -> bool {
    let mut rest = text;
    letters
        .iter()
        .all(|letter| match rest.split_once(letter.as_str()) {
            Some((_, behind)) => {
                rest = behind;
                true
            }
            None => false,
        })
}

fn odd(verb: &Verb, spelling: &Placed<String>, title: Message, label: Message) -> Finding {
    let warning = Diagnostic::warning(Code::OddPart, title)
        .at(spelling.place, label)
        .at(verb.lemma.place, say!("the verb"));
    Finding::new(warning, [verb.lemma.value.clone()])
}
