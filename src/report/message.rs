//! Messages of the program in the reader's language: sentences with gaps for paths, numbers and names, which the locale has by their English wording.

use super::locale::Locale;
use super::template::gaps;
use crate::rules::message::{Message, Part};

/// Around what is filled in, so that a path or a number does not turn the sentence round.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

impl Locale {
    /// A message in this language. What the locale does not have stays as the program says it, and so do paths, numbers and names.
    ///
    /// A message may stand behind a place (`article.txt: ...`, `article.txt: line 3: ...`) and be made of several; each part is looked up by itself.
    #[must_use]
    pub fn message(&self, message: &str, isolate: bool) -> String {
        self.known(message, isolate).unwrap_or_else(|| {
            let mut place = 0;
            while let Some(at) = message.get(place..).and_then(|rest| rest.find(": ")) {
                let (head, tail) = message.split_at(place + at);
                let rest = tail.get(2..).unwrap_or_default();
                if let Some(said) = self.known(rest, isolate) {
                    let head = self.known(head, isolate);
                    let head =
                        head.unwrap_or_else(|| filled(place_of(message, place + at), isolate));
                    return format!("{head}: {said}");
                }
                place += at + 2;
            }
            message.to_owned()
        })
    }

    /// A sentence in this language: its template is looked up, and so are the parts that are ours.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        let results = self.results.get(message.template);
        let Some(wording) = results.or_else(|| self.messages.get(message.template)) else {
            return message.to_string();
        };
        let parts: Vec<String> = message
            .parts
            .iter()
            .map(|part| match part {
                Part::Name(name) => name.clone(),
                Part::Number(number) => number.to_string(),
                Part::Said(message) => self.say(message),
                Part::Heard(words) => self.message(words, false),
            })
            .collect();
        let mut numbers = message.parts.iter().enumerate();
        let number = numbers.find_map(|(at, part)| match part {
            Part::Number(number) => Some((at, *number)),
            _ => None,
        });
        wording.fill(&self.numbers, number, &parts)
    }

    /// The message, if it is one of ours: the template with the most words of its own wins.
    fn known(&self, message: &str, isolate: bool) -> Option<String> {
        let fits = self.messages.iter().filter_map(|(template, wording)| {
            let gaps = gaps(template, message)?;
            // What begins with a gap would take the place that stands before another message into it.
            let begins = template.starts_with("{}");
            if begins && gaps.first().is_some_and(|gap| gap.contains(": ")) {
                return None;
            }
            let own = template.len() - 2 * (template.matches("{}").count());
            Some((own, gaps, wording))
        });
        let (_, gaps, wording) = fits.max_by_key(|(own, ..)| *own)?;
        let mut numbers = gaps.iter().enumerate();
        let number = numbers.find_map(|(at, gap)| Some((at, gap.parse().ok()?)));
        // What is filled in can be a message too: what the system said.
        let said = |gap: &&str| {
            let known = self.known(gap, isolate);
            known.unwrap_or_else(|| filled(gap, isolate))
        };
        let parts: Vec<String> = gaps.iter().map(said).collect();
        Some(wording.fill(&self.numbers, number, &parts))
    }
}

/// What stands before a byte of a message.
fn place_of(message: &str, at: usize) -> &str {
    message.get(..at).unwrap_or_default()
}

/// What is filled into a sentence, isolated where that is asked for.
pub(crate) fn filled(text: &str, isolate: bool) -> String {
    if isolate {
        format!("{}{text}{}", ISOLATE.0, ISOLATE.1)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::locale::Language;
    use super::*;

    #[test]
    fn places_stay_and_what_they_say_is_translated() {
        let ar = Locale::of(Language::Ar).unwrap();
        assert_eq!(
            ar.message("a/b.txt: No such file or directory", false),
            "a/b.txt: لا يوجد ملف أو مجلد بهذا الاسم"
        );
        assert_eq!(
            ar.message("a.jsonl: line 3: the record has no field `text`", false),
            "a.jsonl: السطر 3: ليس في السجل حقل `text`"
        );
        assert_eq!(ar.message("something new: x", false), "something new: x");
        assert_eq!(
            ar.message("a.txt: Permission denied", true),
            "\u{2068}a.txt\u{2069}: لا إذن بذلك"
        );
    }
}
