//! Sentences about a number of things: data, since languages have other forms for other numbers.

use super::template::fill;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The forms of a language by their names, each with the first and the last of the numbers that take it, by their last two digits.
pub type Numbers = BTreeMap<String, [u64; 2]>;

/// How a sentence is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Wording {
    /// In one way.
    One(String),
    /// In one way for each form of the number in it: under the number itself (`2`), else under the name of its form, else under `other`. A form that holds a gap less than there are
    /// parts says the number itself.
    ByNumber(BTreeMap<String, String>),
}

impl Wording {
    /// The wording with its gaps filled; `number` is which part is the number that decides, and that number.
    pub(super) fn fill(
        &self,
        numbers: &Numbers,
        number: Option<(usize, u64)>,
        parts: &[String],
    ) -> String {
        let template = match self {
            Wording::One(template) => template.as_str(),
            Wording::ByNumber(forms) => {
                let form = number.and_then(|(_, number)| form(forms, numbers, number));
                form.or_else(|| forms.get("other"))
                    .map_or("", String::as_str)
            }
        };
        let says_it = template.matches("{}").count() < parts.len();
        let left_out = number.map(|(at, _)| at).filter(|_| says_it);
        let parts = parts.iter().enumerate();
        fill(
            template,
            parts.filter_map(|(at, part)| (Some(at) != left_out).then_some(part)),
        )
    }

    /// All ways to say it.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let (one, by_number) = match self {
            Wording::One(template) => (Some(template), None),
            Wording::ByNumber(forms) => (None, Some(forms.values())),
        };
        let all = one.into_iter().chain(by_number.into_iter().flatten());
        all.map(String::as_str)
    }
}

fn form<'f>(
    forms: &'f BTreeMap<String, String>,
    numbers: &Numbers,
    number: u64,
) -> Option<&'f String> {
    let named = || {
        let mut names = numbers.iter();
        let (name, _) = names.find(|(_, [from, to])| (*from..=*to).contains(&(number % 100)))?;
        forms.get(name)
    };
    forms.get(&number.to_string()).or_else(named)
}

#[cfg(test)]
mod tests {
    use super::super::locale::{Language, Locale};
    use super::*;

    #[test]
    fn a_number_chooses_its_form() {
        let ar = Locale::of(Language::Ar).unwrap();
        let said = |number: u64| {
            let wording = &ar.results["{} articles"];
            wording.fill(&ar.numbers, Some((0, number)), &[number.to_string()])
        };
        assert_eq!(said(0), "لا مقالات");
        assert_eq!(said(2), "مقالان");
        assert_eq!(said(3), "3 مقالات");
        assert_eq!(said(10), "10 مقالات");
        assert_eq!(said(11), "11 مقالا");
        assert_eq!(said(99), "99 مقالا");
        assert_eq!(said(100), "100 مقال");
        assert_eq!(said(102), "102 مقال");
        assert_eq!(said(105), "105 مقالات");
    }

    #[test]
    fn every_form_is_one_of_a_number_and_there_is_one_for_all_others() {
        let ar = Locale::of(Language::Ar).unwrap();
        for (template, wording) in &ar.results {
            let Wording::ByNumber(forms) = wording else {
                continue;
            };
            assert!(forms.contains_key("other"), "{template}");
            for form in forms.keys().filter(|form| *form != "other") {
                let number = form.parse::<u64>().is_ok();
                assert!(
                    number || ar.numbers.contains_key(form),
                    "{template}: {form}"
                );
            }
        }
    }
}
