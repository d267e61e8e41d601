//! What can be said of a word's clitics without knowing the word, and what kind of clitics a set holds.

use super::lookup::Lexicon;
use super::morphology::ProcliticRole;
use super::types::Proclitics;

/// Fewer letters than this are no word that clitics could stand before: two radicals and a vowel letter are the least of nearly all nouns.
const LEAST_LETTERS: usize = 3;

impl Lexicon {
    /// Whether the set holds the article.
    pub fn has_article(&self, proclitics: Proclitics) -> bool {
        self.clitics.has(proclitics, ProcliticRole::Article)
    }

    /// Whether the set holds a conjunction.
    pub fn has_conjunction(&self, proclitics: Proclitics) -> bool {
        self.clitics.has(proclitics, ProcliticRole::Conjunction)
    }

    /// Whether the set holds a preposition.
    pub fn has_preposition(&self, proclitics: Proclitics) -> bool {
        self.clitics.has(proclitics, ProcliticRole::Preposition)
    }

    /// Whether a word begins with the letters of the article.
    pub fn begins_with_article(&self, word: &str) -> bool {
        let roles = self.clitics.roles.iter().zip(&self.clitics.names);
        let mut articles = roles.filter(|(role, _)| **role == ProcliticRole::Article);
        articles.any(|(_, name)| word.starts_with(name.as_str()))
    }

    /// The set with the article in it.
    pub fn with_article(&self, proclitics: Proclitics) -> Proclitics {
        let roles = self.clitics.roles.iter().enumerate();
        let article = roles.filter(|(_, role)| **role == ProcliticRole::Article);
        Proclitics(article.fold(proclitics.0, |set, (place, _)| set | 1 << place))
    }

    /// The proclitics that an unknown word most likely carries: the longest run that ends with the article, or a lone conjunction. A preposition without the
    /// article cannot be told from the first letter of the word.
    pub fn guess_proclitics(&self, exact: &str) -> Proclitics {
        let runs = self.clitics.guessed_runs_of(exact);
        let guessed = runs.filter(|run| strips(exact, &run.written.exact, &run.before));
        // The longest is the last.
        guessed
            .last()
            .map_or(Proclitics::default(), |run| run.proclitics)
    }

    /// A folded word without the proclitics that [`Lexicon::guess_proclitics`] would find in it.
    pub fn without_clitics<'w>(&self, folded: &'w str) -> &'w str {
        let runs = self.clitics.articled_runs_of(folded);
        let found = runs.filter(|run| strips(folded, &run.written.folded, &run.before));
        let written = found.last().map_or("", |run| &run.written.folded);
        folded.strip_prefix(written).unwrap_or(folded)
    }

    /// A word as written, without the conjunctions and prepositions that a reading found before it; the article stays, and is restored where a preposition has
    /// swallowed part of it.
    pub fn without_prefixes(&self, word: &str, proclitics: Proclitics) -> String {
        let runs = self
            .clitics
            .runs
            .iter()
            .rev()
            .filter(|run| run.proclitics == proclitics);
        let runs = runs.filter(|run| strips(word, &run.written.exact, &run.before));
        let stems = runs.filter_map(|run| word.strip_prefix(run.written.exact.as_str()));
        let Some(stem) = stems
            .filter(|stem| stem.chars().count() >= LEAST_LETTERS)
            .min_by_key(|stem| stem.len())
        else {
            return word.to_owned();
        };
        let roles = self
            .clitics
            .roles
            .iter()
            .zip(&self.clitics.names)
            .enumerate();
        let kept = roles.filter(|(place, (role, _))| {
            **role == ProcliticRole::Article && proclitics.0 & (1 << place) != 0
        });
        kept.map(|(_, (_, name))| name.as_str())
            .chain([stem])
            .collect()
    }
}

/// Whether enough letters are left when a run is taken off.
fn strips(word: &str, written: &str, before: &str) -> bool {
    word.strip_prefix(written)
        .is_some_and(|rest| rest.starts_with(before) && rest.chars().count() >= LEAST_LETTERS)
}
