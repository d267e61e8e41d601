//! From a verb's principal parts to all its forms, by the table of morphology.yaml.

use super::features::{Attachment, Features, Tense};
use super::morphology::{FiniteRow, Host, Morphology, NominalRow, Voice};
use super::types::Form;
use std::array::IntoIter;
use std::collections::BTreeMap;
use std::iter::Flatten;

/// The principal parts of a verb: name and spellings, as the rule file gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerbParts(BTreeMap<String, Vec<String>>);

impl VerbParts {
    /// Adds a spelling of a part.
    pub fn add(&mut self, part: &str, spelling: &str) {
        let spellings = self.0.entry(part.to_owned()).or_default();
        if !spelling.is_empty() && !spellings.iter().any(|known| known == spelling) {
            spellings.push(spelling.to_owned());
        }
    }

    /// Sets all spellings of a part; unlike [`VerbParts::add`] it keeps repeated ones, which parts given by position need.
    pub fn set(&mut self, part: &str, spellings: &[&str]) {
        self.0.insert(
            part.to_owned(),
            spellings
                .iter()
                .map(|&spelling| spelling.to_owned())
                .collect(),
        );
    }

    /// The spellings of a part.
    pub fn get(&self, part: &str) -> &[String] {
        self.0.get(part).map_or(&[], Vec::as_slice)
    }

    /// The spellings of the part whose name is made of two pieces.
    fn of(&self, beginning: &str, rest: &str) -> &[String] {
        let is_it = |name: &str| name.strip_prefix(beginning) == Some(rest);
        let part = self.0.iter().find(|(name, _)| is_it(name));
        part.map_or(&[], |(_, spellings)| spellings)
    }

    /// All parts, those that are not given made of others as the vocabulary says.
    pub fn complete(&self, morphology: &Morphology) -> VerbParts {
        let mut all = self.clone();
        for part in &morphology.parts {
            for (name, spelling) in part.positions.iter().zip(self.get(&part.name)) {
                all.add(name, spelling);
            }
        }
        for part in &morphology.parts {
            let Some(from) = &part.from else { continue };
            if !all.get(&part.name).is_empty() {
                continue;
            }
            for base in all.get(from).to_vec() {
                let ending = part.endings.iter().find_map(|ending| {
                    Some((
                        base.strip_suffix(ending.ending.as_str())?,
                        ending.becomes.as_str(),
                    ))
                });
                let shared = part
                    .shared
                    .as_ref()
                    .map_or(&[][..], |shared| self.get(shared));
                if ending.is_none() && !shared.is_empty() {
                    shared
                        .iter()
                        .for_each(|spelling| all.add(&part.name, spelling));
                    continue;
                }
                let (stem, becomes) = ending.unwrap_or((base.as_str(), ""));
                for spelling in seam(morphology, &format!("{stem}{becomes}"), &part.add) {
                    all.add(&part.name, &spelling);
                }
            }
        }
        all
    }
}

impl<P: AsRef<str>, S: AsRef<str>> FromIterator<(P, Vec<S>)> for VerbParts {
    fn from_iter<I: IntoIterator<Item = (P, Vec<S>)>>(parts: I) -> VerbParts {
        let own = |(name, spellings): (P, Vec<S>)| {
            (
                name.as_ref().to_owned(),
                spellings
                    .iter()
                    .map(|spelling| spelling.as_ref().to_owned())
                    .collect(),
            )
        };
        VerbParts(parts.into_iter().map(own).collect())
    }
}

/// All forms of a verb, each spelling once for every set of features it can have.
pub fn inflect(morphology: &Morphology, parts: &VerbParts) -> Vec<Form> {
    let parts = parts.complete(morphology);
    let mut forms = Forms {
        morphology,
        forms: Vec::new(),
    };
    for voice in &morphology.voices {
        for row in &morphology.finite {
            forms.finite(&parts, voice, row);
        }
    }
    for row in &morphology.nominal {
        forms.nominal(&parts, row);
    }
    forms.forms
}

/// The forms of a word that carries suffixed pronouns: as it is, and as it is written before them.
pub fn with_combining(morphology: &Morphology, text: &str, features: Features) -> Vec<Form> {
    let mut forms = Forms {
        morphology,
        forms: Vec::new(),
    };
    forms.push(text.to_owned(), features);
    forms.forms
}

/// One or two spellings.
type Spellings = Flatten<IntoIter<Option<String>, 2>>;

fn spellings(one: String, other: Option<String>) -> Spellings {
    [Some(one), other].into_iter().flatten()
}

/// Stem and suffix as they are written together: all spellings in use.
fn join(morphology: &Morphology, stem: &str, suffix: &str) -> Spellings {
    let once = |letter: &String| {
        let rest = suffix.strip_prefix(letter.as_str())?;
        stem.ends_with(letter.as_str()).then_some(rest)
    };
    match morphology.assimilation.iter().find_map(once) {
        Some(rest) => spellings([stem, rest].concat(), None),
        None => seam(morphology, stem, suffix),
    }
}

/// Two pieces of which each keeps its own letters, as they are written together: all spellings in use.
fn seam(morphology: &Morphology, left: &str, right: &str) -> Spellings {
    let plain = [left, right].concat();
    let (mut before, mut behind) = (left.chars(), right.chars());
    let (Some(last), Some(first)) = (before.next_back(), behind.next()) else {
        return spellings(plain, None);
    };
    let meet = |pair: &str| pair.chars().eq([last, first]);
    match morphology
        .joining
        .iter()
        .find(|joining| meet(&joining.from))
    {
        None => spellings(plain, None),
        Some(joining) => {
            let joined = [before.as_str(), &joining.to, behind.as_str()].concat();
            match joining.also {
                true => spellings(plain, Some(joined)),
                false => spellings(joined, None),
            }
        }
    }
}

struct Forms<'a> {
    morphology: &'a Morphology,
    forms: Vec<Form>,
}

impl Forms<'_> {
    fn finite(&mut self, parts: &VerbParts, voice: &Voice, row: &FiniteRow) {
        let features = Features {
            class: voice.class,
            person: Some(row.person),
            gender: row.gender,
            number: Some(row.number),
            tense: Some(row.tense),
            case: None,
            attachment: Attachment::Either,
        };
        for part in parts.of(&voice.parts, &row.part) {
            let Some(stem) = part.strip_suffix(row.drop.as_str()) else {
                continue;
            };
            let stem = match &row.prefix {
                None => Some(stem.to_owned()),
                Some(prefix) => {
                    let mut rest = stem.chars();
                    rest.next();
                    // A prefix has one spelling: what some write at a word's end (see `also`), nobody writes at its beginning.
                    seam(self.morphology, prefix, rest.as_str()).next()
                }
            };
            if let Some(stem) = stem {
                let (alone, before) = match &row.combining {
                    None => (Attachment::Either, None),
                    Some(combining) => (Attachment::Free, Some(combining)),
                };
                for text in join(self.morphology, &stem, &row.add) {
                    self.push(
                        text,
                        Features {
                            attachment: alone,
                            ..features
                        },
                    );
                }
                for text in before
                    .into_iter()
                    .flat_map(|combining| join(self.morphology, &stem, combining))
                {
                    self.push(
                        text,
                        Features {
                            attachment: Attachment::Combining,
                            ..features
                        },
                    );
                }
            }
        }
    }

    fn nominal(&mut self, parts: &VerbParts, row: &NominalRow) {
        let features = Features {
            class: row.class,
            person: None,
            gender: row.gender,
            number: Some(row.number),
            tense: None,
            case: row.case,
            attachment: row.attachment,
        };
        for part in parts.get(&row.part) {
            if row
                .not_after
                .iter()
                .any(|ending| part.ends_with(ending.as_str()))
            {
                continue;
            }
            let stem = if row.drop_optional.is_empty() {
                part
            } else {
                part.strip_suffix(row.drop_optional.as_str())
                    .unwrap_or(part)
            };
            for text in join(self.morphology, stem, &row.add) {
                self.push(text, features);
            }
        }
    }

    /// Adds a form; where its ending changes before a pronoun, what it changes to as well.
    fn push(&mut self, text: String, features: Features) {
        if features.attachment != Attachment::Either {
            return self.add(text, features);
        }
        let host = Host::of(features.class, features.tense);
        let mut combining = self.morphology.combining.iter();
        let change = combining.find_map(|change| {
            let stem = text.strip_suffix(change.ending.as_str())?;
            change.hosts.contains(&host).then_some((change, stem))
        });
        let Some((change, stem)) = change else {
            return self.add(text, features);
        };
        self.add(
            text.clone(),
            Features {
                attachment: Attachment::Free,
                ..features
            },
        );
        for ending in &change.becomes {
            // Where two spellings are in use, the other one comes from the other spelling of the whole form.
            for text in seam(self.morphology, stem, ending).take(1) {
                self.add(
                    text,
                    Features {
                        attachment: Attachment::Combining,
                        ..features
                    },
                );
            }
        }
    }

    fn add(&mut self, text: String, features: Features) {
        let free = |features: Features| Features {
            attachment: Attachment::Either,
            ..features
        };
        // What the present spells alike is present (see `Tense::Present`).
        let shared = |tense| matches!(tense, Some(Tense::Subjunctive | Tense::Jussive));
        if shared(features.tense) {
            let present = Features {
                tense: Some(Tense::Present),
                ..free(features)
            };
            if self
                .forms
                .iter()
                .any(|form| form.text == text && free(form.features) == present)
            {
                return;
            }
        }
        match self
            .forms
            .iter_mut()
            .find(|form| form.text == text && free(form.features) == free(features))
        {
            None => self.forms.push(Form { text, features }),
            Some(known) if known.features.attachment != features.attachment => {
                known.features.attachment = Attachment::Either
            }
            Some(_) => {}
        }
    }
}
