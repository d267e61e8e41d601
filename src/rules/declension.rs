//! The forms of words that a list has without features of their own.

use super::model::{List, ListForm, ListWord, Origin};
use std::collections::HashSet;

impl List {
    /// Puts the forms of the list in the place of every word that is written alone.
    pub(super) fn decline(&mut self) {
        if !self.forms.is_empty() {
            self.words = declined(std::mem::take(&mut self.words), &self.forms, &[]);
        }
    }
}

/// Words with their forms. A form that is written out, with features of its own or among the words that are known already, is not made.
pub(super) fn declined(
    words: Vec<ListWord>,
    forms: &[ListForm],
    known: &[ListWord],
) -> Vec<ListWord> {
    if forms.is_empty() {
        return words;
    }
    let own = words.iter().filter(|word| word.origin == Origin::Own);
    let written: HashSet<&str> = own
        .chain(known)
        .map(|word| word.word.value.as_str())
        .collect();
    let mut all = Vec::with_capacity(words.len() * forms.len());
    for word in &words {
        if word.origin != Origin::Alone {
            all.push(word.clone());
            continue;
        }
        for form in forms {
            let made = made(word, form);
            // Where the word itself is known already, that is for whoever lays one list over the other to say.
            let is_known = written.contains(made.word.value.as_str());
            if !is_known || (form.ending.is_empty() && !known.is_empty()) {
                all.push(made);
            }
        }
    }
    all
}

fn made(word: &ListWord, form: &ListForm) -> ListWord {
    let mut made = form.features.clone();
    made.word = word.word.clone();
    made.word.value.push_str(&form.ending);
    made.lemma = (!form.ending.is_empty()).then(|| word.word.value.clone());
    made.origin = Origin::Form;
    made
}

#[cfg(test)]
mod tests {
    use crate::rules::{LoadError, RuleSet, load_files, load_files_over};

    const NISBA: &str = "
lists:
  nationality:
    describe: adjectives of nationality
    forms:
      - {gender: masculine, number: singular}
      - {add: ة, gender: feminine, number: singular}
      - {add: ون, gender: masculine, number: plural}
    words:
      - قمري
      - {word: مريخي, role: ambiguous}
      - زحلي
      - {word: زحلية, gender: feminine, role: ambiguous}
";

    fn file(pack: &str, text: &str) -> Vec<(String, String)> {
        vec![(
            format!("{pack}.yaml"),
            format!("schema: 1\npack: {pack}\n{text}"),
        )]
    }

    fn over(text: &str) -> Result<RuleSet, LoadError> {
        load_files_over(load_files(file("below", NISBA))?, file("mine", text))
    }

    /// Every word of the list with its gender, number, roles and base form.
    fn words(set: Result<RuleSet, LoadError>) -> Vec<String> {
        let set = set.unwrap_or_else(|error| panic!("{error}"));
        let list = &set.lists[0];
        let line = |word: &super::ListWord| {
            let roles: Vec<&str> = word.roles.iter().map(|role| role.value.as_str()).collect();
            let said = [
                word.gender.map(|gender| format!("{gender:?}")),
                word.number.map(|number| format!("{number:?}")),
                (!roles.is_empty()).then(|| roles.join(" ")),
                word.lemma.as_ref().map(|lemma| format!("of {lemma}")),
            ];
            let said: Vec<String> = said.into_iter().flatten().collect();
            format!("{}: {}", word.word.value, said.join(", "))
        };
        list.words.iter().map(line).collect()
    }

    #[test]
    fn a_word_alone_has_all_forms_but_those_that_are_written_out() {
        assert_eq!(
            words(load_files(file("below", NISBA))),
            [
                "قمري: Masculine, Singular",
                "قمرية: Feminine, Singular, of قمري",
                "قمريون: Masculine, Plural, of قمري",
                "مريخي: ambiguous",
                "زحلي: Masculine, Singular",
                "زحليون: Masculine, Plural, of زحلي",
                "زحلية: Feminine, ambiguous",
            ]
        );
    }

    #[test]
    fn what_a_pack_above_adds_has_the_forms_of_the_list_below() {
        let added = words(over(
            "lists: {nationality: {words: [شمسي, {word: فلكي, gender: masculine}]}}",
        ));
        assert_eq!(
            added[7..],
            [
                "شمسي: Masculine, Singular",
                "شمسية: Feminine, Singular, of شمسي",
                "شمسيون: Masculine, Plural, of شمسي",
                "فلكي: Masculine",
            ]
        );
    }

    #[test]
    fn a_word_goes_with_its_forms_and_a_form_alone() {
        let removed = |word: &str| {
            words(over(&format!(
                "lists: {{nationality: {{remove: [{word}]}}}}"
            )))
        };
        assert_eq!(removed("قمري").len(), 4);
        assert_eq!(removed("قمرية").len(), 6);
        // A word with features of its own is no form, whatever it looks like.
        assert_eq!(removed("زحلي").len(), 5);
    }

    #[test]
    fn a_word_that_is_there_already_clashes_and_its_forms_do_not() {
        let clash = over("lists: {nationality: {words: [قمري]}}").err();
        let clash = clash.map(|error| error.diagnostics.len());
        assert_eq!(clash, Some(1));
        let added = words(over("lists: {nationality: {words: [زحل]}}"));
        assert_eq!(added.len(), 10);
    }

    #[test]
    fn forms_are_settled_where_the_list_is_and_name_what_there_is() {
        let again = over("lists: {nationality: {forms: [{add: ات}], words: [شمسي]}}");
        assert!(again.is_err());
        for wrong in [
            "{ending: ات}",
            "{add: ات, gender: neuter}",
            "{add: ات, governs: nothing}",
        ] {
            let text = format!("lists: {{l: {{forms: [{wrong}], words: [شمسي]}}}}");
            let found = load_files(file("a", &text)).err();
            assert_eq!(
                found.map(|error| error.diagnostics.len()),
                Some(1),
                "{wrong}"
            );
        }
    }
}
