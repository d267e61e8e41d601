//! What a word is to a pack: the verbs that it can be a form of, each with all its forms and with whatever else is spelled like them.

use super::Rules;
use super::compile::verb_parts;
use crate::lexicon::{Features, Form, Morphology, Reading, inflect};
use crate::rules::RuleSet;
use crate::rules::catalogue::Spot;
use crate::rules::model::{Place, Placed, Verb};
use crate::rules::nearest;
use serde::Serialize;
use std::collections::BTreeSet;

/// A word, looked up.
#[derive(Debug, Clone, Serialize)]
pub struct WordReport {
    /// As asked.
    pub word: String,
    /// The verbs that it can be a form of.
    pub verbs: Vec<VerbReport>,
    /// Words of lists with this spelling.
    pub words: Vec<Homograph>,
}

/// A verb.
#[derive(Debug, Clone, Serialize)]
pub struct VerbReport {
    /// Dictionary form; with a sense behind an underscore where one spelling has two verbs.
    pub lemma: String,
    /// Root.
    pub root: String,
    /// Form, I to X or Q.
    pub form: String,
    /// Stance.
    pub stance: String,
    /// Roles.
    pub roles: Vec<String>,
    /// What it governs.
    pub governs: Vec<String>,
    /// Remarks of whoever wrote it.
    pub notes: String,
    /// Where it stands.
    #[serde(flatten)]
    pub spot: Spot,
    /// What the word that was asked for is of it.
    pub readings: Vec<FormRow>,
    /// All its forms, in the order of the table of the morphology.
    pub forms: Vec<FormRow>,
    /// What else is spelled like one of its forms.
    pub homographs: Vec<Homograph>,
}

/// A form and its features.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormRow {
    /// The spelling; of a form that only stands before a pronoun, what stands before it.
    pub text: String,
    /// Its features.
    #[serde(flatten)]
    pub features: Features,
    /// Clitics written onto it, by their names in the morphology.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clitics: Vec<String>,
}

/// Something else with the same spelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Homograph {
    /// The spelling.
    pub text: String,
    /// Its lemma, or the word as its list has it.
    pub lemma: String,
    /// The list that it stands in; nothing for a verb.
    pub list: Option<String>,
    /// Whether it is spelled just so; otherwise it is alike only when folded.
    pub exact: bool,
    /// Where it stands.
    #[serde(flatten)]
    pub spot: Spot,
}

/// What an entry of the lexicon is in the rule files.
enum Source<'s> {
    Verb(&'s Verb),
    Word {
        list: &'s str,
        word: &'s Placed<String>,
    },
}

/// Looks a word up in a pack (with or without clitics, exact or folded). `rules` is `set` compiled, `morphology` its own.
#[must_use]
pub fn word_report(
    set: &RuleSet,
    rules: &Rules,
    morphology: &Morphology,
    word: &str,
) -> WordReport {
    let pack = Pack { set, rules };
    let readings = pack.readings(word);
    let mut report = WordReport {
        word: word.to_owned(),
        verbs: Vec::new(),
        words: Vec::new(),
    };
    let entries: BTreeSet<usize> = readings
        .iter()
        .map(|reading| reading.entry.0 as usize)
        .collect();
    for entry in entries {
        match pack.source(entry) {
            Some(Source::Verb(verb)) => {
                let own = readings
                    .iter()
                    .filter(|reading| reading.entry.0 as usize == entry);
                let own = own.map(|reading| pack.row(word, reading)).collect();
                report.verbs.push(pack.verb(verb, entry, own, morphology));
            }
            Some(Source::Word { .. }) => {
                report.words.extend(pack.homograph(word, &readings, entry))
            }
            None => {}
        }
    }
    // A lemma with a sense behind it is asked for as it is written in the file.
    if report.verbs.is_empty()
        && let Some(entry) = set.verbs.iter().position(|verb| verb.lemma.value == word)
    {
        let verb = &set.verbs[entry];
        report
            .verbs
            .push(pack.verb(verb, entry, Vec::new(), morphology));
    }
    report
}

/// The form of a verb of the pack, or the word of a list, that was probably meant.
#[must_use]
pub fn nearest_word(set: &RuleSet, morphology: &Morphology, word: &str) -> Option<String> {
    let forms: BTreeSet<String> = set
        .verbs
        .iter()
        .flat_map(|verb| inflect(morphology, &verb_parts(verb)))
        .map(|form| form.text)
        .collect();
    let lemmas = set.verbs.iter().map(|verb| verb.lemma.value.as_str());
    nearest(word, lemmas.chain(forms.iter().map(String::as_str))).map(str::to_owned)
}

struct Pack<'s> {
    set: &'s RuleSet,
    rules: &'s Rules,
}

impl<'s> Pack<'s> {
    fn readings(&self, word: &str) -> Vec<Reading> {
        let folding = self.rules.reader.folding();
        let mut readings = Vec::new();
        let (exact, folded) = folding.both(word);
        self.rules.lexicon.look_up(&exact, &folded, &mut readings);
        readings
    }

    /// Entries are numbered as the compiler takes them: verbs, then the words of the lists, then literals of patterns (those that a list or a verb has as well come first).
    fn source(&self, entry: usize) -> Option<Source<'s>> {
        if let Some(verb) = self.set.verbs.get(entry) {
            return Some(Source::Verb(verb));
        }
        let mut rest = entry - self.set.verbs.len();
        for list in &self.set.lists {
            match list.words.get(rest) {
                Some(word) => {
                    return Some(Source::Word {
                        list: &list.name.value,
                        word: &word.word,
                    });
                }
                None => rest -= list.words.len(),
            }
        }
        None
    }

    fn row(&self, word: &str, reading: &Reading) -> FormRow {
        let lexicon = &self.rules.lexicon;
        let names = lexicon.proclitics().iter().enumerate();
        let before = names
            .filter(|(place, _)| reading.proclitics.0 >> place & 1 == 1)
            .map(|(_, name)| format!("{name}-"));
        let behind = reading.enclitic.and_then(|number| {
            let pronoun = lexicon.pronouns().get(usize::from(number))?;
            Some(format!("-{}", pronoun.text()))
        });
        FormRow {
            text: word.to_owned(),
            features: reading.features,
            clitics: before.chain(behind).collect(),
        }
    }

    fn verb(
        &self,
        verb: &Verb,
        entry: usize,
        readings: Vec<FormRow>,
        morphology: &Morphology,
    ) -> VerbReport {
        let names =
            |names: &[Placed<String>]| names.iter().map(|name| name.value.clone()).collect();
        let forms = inflect(morphology, &verb_parts(verb));
        VerbReport {
            lemma: verb.lemma.value.clone(),
            root: verb.root.clone(),
            form: verb.form.clone(),
            stance: verb.stance.value.clone(),
            roles: names(&verb.roles),
            governs: names(&verb.governs),
            notes: verb.notes.clone(),
            spot: Spot::of(self.set, verb.lemma.place),
            readings,
            homographs: self.homographs(entry, &forms),
            forms: forms
                .into_iter()
                .map(|form| FormRow {
                    text: form.text,
                    features: form.features,
                    clitics: Vec::new(),
                })
                .collect(),
        }
    }

    fn homographs(&self, own: usize, forms: &[Form]) -> Vec<Homograph> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut found = Vec::new();
        for form in forms.iter().filter(|form| seen.insert(&form.text)) {
            let readings = self.readings(&form.text);
            let others: BTreeSet<usize> = readings
                .iter()
                .map(|reading| reading.entry.0 as usize)
                .filter(|entry| *entry != own)
                .collect();
            let others = others.into_iter();
            found.extend(others.filter_map(|entry| self.homograph(&form.text, &readings, entry)));
        }
        found
    }

    /// Another entry that has this very spelling, nothing split off.
    fn homograph(&self, text: &str, readings: &[Reading], entry: usize) -> Option<Homograph> {
        let reading = readings.iter().find(|reading| {
            reading.entry.0 as usize == entry
                && reading.proclitics.0 == 0
                && reading.enclitic.is_none()
        })?;
        let (lemma, list, place): (&str, Option<&str>, Place) = match self.source(entry)? {
            Source::Verb(verb) => (&verb.lemma.value, None, verb.lemma.place),
            Source::Word { list, word } => (&word.value, Some(list), word.place),
        };
        Some(Homograph {
            text: text.to_owned(),
            lemma: lemma.to_owned(),
            list: list.map(str::to_owned),
            exact: reading.exact,
            spot: Spot::of(self.set, place),
        })
    }
}
