//! Every run of proclitics that morphology.yaml allows, and the suffixed pronouns, ready to be split off.

use super::edges::{Edges, End};
use super::features::{Gender, Number, Person};
use super::morphology::{Host, Morphology, Proclitic, ProcliticRole};
use super::types::Proclitics;
use serde::{Deserialize, Serialize};

/// A spelling, exact and folded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spelling {
    pub exact: String,
    pub folded: String,
}

/// A run of proclitics as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Run {
    pub written: Spelling,
    /// What must follow, folded; empty for anything.
    pub before: String,
    pub proclitics: Proclitics,
    /// Bit set of the hosts.
    pub hosts: u8,
    /// Whether a suffixed pronoun may stand at the other end.
    pub pronouns: bool,
    /// The last proclitic of a contraction that ends the run. A word that itself begins with its letters loses them in the same way.
    pub swallowed: Proclitics,
}

/// A suffixed pronoun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pronoun {
    pub(super) written: Spelling,
    pub(super) hosts: u8,
    /// Person.
    pub person: Person,
    /// Gender, where it shows.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
}

impl Pronoun {
    /// As written.
    pub fn text(&self) -> &str {
        &self.written.exact
    }
}

/// All clitics.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Clitics {
    pub names: Vec<String>,
    /// What each is, in the order of the names.
    pub roles: Vec<ProcliticRole>,
    pub runs: Vec<Run>,
    pub pronouns: Vec<Pronoun>,
    /// The first letters of every run and the last ones of every pronoun: most words have none of them.
    leads: Edges,
    tails: Edges,
    /// The first letters of runs before nouns that end with the article.
    articled: Edges,
    /// The same as written, and of lone conjunctions.
    guessed: Edges,
}

impl Clitics {
    /// Works out all runs.
    pub fn new(morphology: &Morphology, fold: &dyn Fn(&str) -> (String, String)) -> Clitics {
        let spelling = |text: &str| {
            let (exact, folded) = fold(text);
            Spelling { exact, folded }
        };
        let mut order: Vec<(usize, &Proclitic)> =
            morphology.proclitics.iter().enumerate().collect();
        order.sort_by_key(|(_, proclitic)| proclitic.slot);
        let mut sequences: Vec<Vec<(usize, &Proclitic)>> = vec![Vec::new()];
        for one in order {
            let free = |sequence: &&Vec<(usize, &Proclitic)>| {
                let last = sequence.last();
                last.is_none_or(|(_, last)| last.slot < one.1.slot)
            };
            let longer = sequences.iter().filter(free);
            let longer = longer.map(|sequence| sequence.iter().copied().chain([one]).collect());
            let longer: Vec<_> = longer.collect();
            sequences.extend(longer);
        }
        let mut runs = Vec::new();
        for sequence in sequences.into_iter().skip(1) {
            let members: Vec<&Proclitic> = sequence.iter().map(|(_, member)| *member).collect();
            let all = u8::MAX >> 1;
            let hosts = members
                .iter()
                .fold(all, |hosts, member| hosts & bits(&member.before));
            if hosts == 0 {
                continue;
            }
            let proclitics = Proclitics(sequence.iter().fold(0, |set, (at, _)| {
                set | 1u16.checked_shl(*at as u32).unwrap_or(0)
            }));
            let pronouns = members.iter().all(|member| member.pronouns);
            for (written, before, contracted) in spellings(morphology, &members) {
                runs.push(Run {
                    written: spelling(&written),
                    before: fold(&before).1,
                    proclitics,
                    hosts,
                    pronouns,
                    swallowed: match sequence.last() {
                        Some((last, _)) if contracted => {
                            Proclitics(1u16.checked_shl(*last as u32).unwrap_or(0))
                        }
                        _ => Proclitics::default(),
                    },
                });
            }
        }
        // Short runs first: the order of the readings must not depend on the order of the file.
        runs.sort_by(|a, b| {
            (a.written.folded.len(), a.proclitics.0).cmp(&(b.written.folded.len(), b.proclitics.0))
        });
        let pronouns = morphology.enclitics.iter().map(|enclitic| Pronoun {
            written: spelling(&enclitic.text),
            hosts: bits(&enclitic.after),
            person: enclitic.person,
            gender: enclitic.gender,
            number: enclitic.number,
        });
        Clitics {
            roles: morphology
                .proclitics
                .iter()
                .map(|proclitic| proclitic.role)
                .collect(),
            names: morphology
                .proclitics
                .iter()
                .map(|proclitic| proclitic.text.clone())
                .collect(),
            runs,
            pronouns: pronouns.collect(),
            ..Clitics::default()
        }
        .with_edges()
    }
}

fn bits(hosts: &[Host]) -> u8 {
    hosts.iter().fold(0, |set, host| set | host.bit())
}

/// How a sequence of proclitics is written, what must follow each spelling, and whether a contraction ends it.
fn spellings(morphology: &Morphology, members: &[&Proclitic]) -> Vec<(String, String, bool)> {
    let plain = |members: &[&Proclitic]| {
        members
            .iter()
            .map(|member| member.text.as_str())
            .collect::<String>()
    };
    let mut written = Vec::new();
    for contraction in &morphology.contractions {
        let length = contraction.of.len();
        let place = members
            .windows(length.max(1))
            .position(|window| window.iter().map(|member| &member.text).eq(&contraction.of));
        let around = place.and_then(|place| {
            let (before, from) = members.split_at_checked(place)?;
            Some((before, from.get(length..)?))
        });
        if let Some((first, rest)) = around {
            let rest = plain(rest);
            let last = rest.is_empty();
            let before = if last {
                contraction.before.clone()
            } else {
                String::new()
            };
            let all = format!("{}{}{rest}", plain(first), contraction.written);
            written.push((all, before, last));
        }
    }
    if written.is_empty() {
        written.push((plain(members), String::new(), false));
    }
    written
}

impl Clitics {
    fn with_edges(mut self) -> Clitics {
        let runs = || (0u16..).zip(&self.runs);
        let nominal = |run: &Run| run.hosts & Host::Word.bit() != 0;
        let articled = |run: &Run| nominal(run) && self.has(run.proclitics, ProcliticRole::Article);
        let conjunction = |run: &Run| {
            run.proclitics.0.count_ones() == 1
                && self.has(run.proclitics, ProcliticRole::Conjunction)
        };
        let guessed = runs()
            .filter(|(_, run)| articled(run) || nominal(run) && conjunction(run))
            .map(|(number, run)| (number, run.written.exact.as_str()));
        let guessed = Edges::new(End::First, guessed);
        fn folded((number, run): (u16, &Run)) -> (u16, &str) {
            (number, run.written.folded.as_str())
        }
        let leads = Edges::new(End::First, runs().map(folded));
        let articled = Edges::new(
            End::First,
            runs().filter(|(_, run)| articled(run)).map(folded),
        );
        let pronouns = (0u16..).zip(&self.pronouns);
        let tails = pronouns.map(|(number, pronoun)| (number, pronoun.written.folded.as_str()));
        let tails = Edges::new(End::Last, tails);
        (self.leads, self.tails) = (leads, tails);
        (self.guessed, self.articled) = (guessed, articled);
        self
    }

    /// Whether a set holds a proclitic of a role.
    pub fn has(&self, proclitics: Proclitics, role: ProcliticRole) -> bool {
        let roles = self.roles.iter().enumerate();
        roles
            .filter(|(_, known)| **known == role)
            .any(|(place, _)| proclitics.0 & (1 << place) != 0)
    }

    /// The runs that a word may begin with, by its first letters; short ones first.
    #[inline]
    pub fn runs_of(&self, folded: &str) -> impl Iterator<Item = &Run> {
        self.runs_at(self.leads.of(folded))
    }

    /// Those of them that end with the article.
    #[inline]
    pub fn articled_runs_of(&self, folded: &str) -> impl Iterator<Item = &Run> {
        self.runs_at(self.articled.of(folded))
    }

    /// The runs that an unknown word as written may carry before it, short ones first: with the article at their end, or a lone conjunction.
    #[inline]
    pub fn guessed_runs_of(&self, exact: &str) -> impl Iterator<Item = &Run> {
        self.runs_at(self.guessed.of(exact))
    }

    #[inline]
    fn runs_at(&self, numbers: impl Iterator<Item = u16>) -> impl Iterator<Item = &Run> {
        numbers.filter_map(|number| self.runs.get(usize::from(number)))
    }

    /// The pronouns that a word may end with, by its last letters, and their numbers.
    #[inline]
    pub fn pronouns_of(&self, folded: &str) -> impl Iterator<Item = (u8, &Pronoun)> {
        let numbers = self.tails.of(folded);
        numbers.filter_map(|number| {
            let pronoun = self.pronouns.get(usize::from(number))?;
            Some((number as u8, pronoun))
        })
    }
}
