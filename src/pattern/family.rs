//! What a word is to a pack, for people who read lists of cues.

use super::Rules;
use crate::lexicon::FormClass;

impl Rules {
    /// What a cue is, by the lexicon alone: `verb`, `passive`, `participle` or `masdar` where it can be a form of a verb of the pack; else the first
    /// list that has it, or its first word; `mark` for punctuation, `unknown` for anything else.
    #[must_use]
    pub fn family(&self, cue: &str) -> String {
        if !cue.chars().any(char::is_alphabetic) {
            return "mark".to_owned();
        }
        let mut words: Vec<&str> = vec![cue];
        words.extend(cue.split_whitespace().next().filter(|first| *first != cue));
        for word in words {
            if let Some(family) = self.family_of_word(word) {
                return family;
            }
        }
        "unknown".to_owned()
    }

    fn family_of_word(&self, word: &str) -> Option<String> {
        let folding = self.reader.folding();
        let (exact, folded) = folding.both(word);
        let mut readings = Vec::new();
        let written: Vec<(&str, &str)> = exact.split(' ').zip(folded.split(' ')).collect();
        match written.as_slice() {
            [(exact, folded)] => self.lexicon.look_up(exact, folded, &mut readings),
            words
                if self.lexicon.phrase_at(words.iter().copied(), &mut readings)
                    == Some(words.len()) => {}
            _ => return None,
        }
        let classes = [
            (FormClass::Verb, "verb"),
            (FormClass::Passive, "passive"),
            (FormClass::Participle, "participle"),
            (FormClass::Masdar, "masdar"),
        ];
        for (class, name) in classes {
            if readings
                .iter()
                .any(|reading| reading.features.class == class)
            {
                return Some(name.to_owned());
            }
        }
        let lists = readings
            .iter()
            .filter_map(|reading| self.entries.of(reading.entry).list);
        let list = lists.min()?;
        self.lists
            .get(usize::from(list))
            .map(|list| list.name.clone())
    }
}
