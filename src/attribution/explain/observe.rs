//! Every rule at every cue, counted: what the analysis tries, what it takes, and what would have fitted as well. A walk of its own over the finished
//! analysis, in the order of the matcher, so that the analysis itself pays nothing for being counted.

use super::Explainer;
use crate::attribution::analysis::{Analysis, TextSpan};
use crate::attribution::analyzer::Analyzer;
use crate::attribution::document::Document;
use crate::attribution::find;
use crate::lexicon::Framing;
use crate::pattern::{Machine, PatternSection};
use crate::text::TextError;
use std::time::Instant;

/// What became of a rule at a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was tried and did not fit.
    Failed,
    /// It fitted and was taken.
    Fired,
    /// It would have fitted, and one that comes before it was taken.
    Overridden,
    /// It would have fitted, and an exclusion took the cue away.
    Excluded,
}

/// A rule at a cue.
#[derive(Debug)]
pub struct Sighting<'a> {
    /// Number of the rule, in the order of the pack.
    pub rule: usize,
    /// What became of it.
    pub fate: Fate,
    /// How long it took to find out; nothing where the analysis does not try the rule.
    pub nanoseconds: u64,
    /// The cue.
    pub cue: &'a TextSpan,
    /// The statement that it made or changed, by its place in the analysis.
    pub statement: Option<usize>,
}

/// Hears what happens in a document.
pub trait Observer {
    /// A rule was tried, or would have fitted.
    fn rule(&mut self, sighting: &Sighting);
    /// A word of the text can be read as this entry of the lexicon.
    fn word(&mut self, entry: usize);
    /// This entry is the cue of a statement.
    fn cue(&mut self, entry: usize);
}

impl Analyzer<'_> {
    /// Analyzes a document, and tells an observer what became of every rule in it.
    ///
    /// # Errors
    /// When the text is longer than the text layer can address.
    pub fn observe<O: Observer>(
        &self,
        document: &Document,
        observer: &mut O,
    ) -> Result<Analysis, TextError> {
        self.inspect(document, false, |parts| {
            let explainer = Explainer::new(self, parts);
            let mut machine = Machine::default();
            for (stream, reading) in parts.readings.iter().enumerate() {
                for node in 0..reading.stream.nodes.len() {
                    // A word with several readings as one verb is met once.
                    let readings = reading.stream.readings_of(node).iter();
                    let mut entries: Vec<u32> = readings.map(|one| one.entry.0).collect();
                    entries.sort_unstable();
                    entries.dedup();
                    for entry in entries {
                        observer.word(entry as usize);
                    }
                    explainer.marks(stream, node, &mut machine, observer);
                    explainer.patterns(stream, node, &mut machine, observer);
                }
            }
            for number in 0..parts.statements.len() {
                explainer.changes(number, &mut machine, observer);
            }
            explainer.analysis
        })
    }
}

impl Explainer<'_> {
    /// The rules of a section whose cue a node can be, in the order in which they are tried.
    fn candidates(&self, stream: usize, node: usize, section: PatternSection) -> Vec<usize> {
        let seen = match section {
            PatternSection::Mark => &self.unnamed[stream],
            _ => self.parts.readings[stream].stream,
        };
        let numbers = seen.candidates_of(node, section).iter();
        numbers.map(|number| usize::from(*number)).collect()
    }

    /// Whether a rule fits, and how long it took to find out.
    fn timed(&self, stream: usize, rule: usize, node: usize, machine: &mut Machine) -> (bool, u64) {
        let section = self.parts.rules.patterns[rule].section;
        let mut matcher = self.matcher(stream, section, machine);
        let begun = Instant::now();
        let fits = matcher.at(rule, node).is_some();
        (fits, begun.elapsed().as_nanos() as u64)
    }

    fn marks(
        &self,
        stream: usize,
        node: usize,
        machine: &mut Machine,
        observer: &mut impl Observer,
    ) {
        if self.unnamed[stream].nodes[node].quotation.is_none() {
            return;
        }
        let cue = self.node_span(stream, node, node + 1);
        let mut taken = false;
        for rule in self.candidates(stream, node, PatternSection::Mark) {
            let (fits, nanoseconds) = self.timed(stream, rule, node, machine);
            let fate = match (fits, taken) {
                (true, false) => Fate::Fired,
                (true, true) => Fate::Overridden,
                (false, false) => Fate::Failed,
                (false, true) => continue,
            };
            observer.rule(&Sighting {
                rule,
                fate,
                nanoseconds: if taken { 0 } else { nanoseconds },
                cue: &cue,
                statement: None,
            });
            taken |= fits;
        }
    }

    fn patterns(
        &self,
        stream: usize,
        node: usize,
        machine: &mut Machine,
        observer: &mut impl Observer,
    ) {
        if self.used_up(stream, node).is_some() {
            return;
        }
        let patterns = self.candidates(stream, node, PatternSection::Pattern);
        let exclusions = self.candidates(stream, node, PatternSection::Exclusion);
        if patterns.is_empty() && exclusions.is_empty() {
            return;
        }
        let cue = self.node_span(stream, node, node + 1);
        let mut excluding = Vec::new();
        for rule in exclusions {
            let (fits, nanoseconds) = self.timed(stream, rule, node, machine);
            if fits {
                excluding.push(rule);
            }
            observer.rule(&Sighting {
                rule,
                fate: if fits { Fate::Fired } else { Fate::Failed },
                nanoseconds,
                cue: &cue,
                statement: None,
            });
        }
        let mut taken = false;
        for rule in patterns {
            let excluded = excluding
                .iter()
                .any(|exclusion| find::forbids(self.parts.rules, *exclusion, rule));
            let (fits, nanoseconds) = self.timed(stream, rule, node, machine);
            let fate = match (fits, excluded, taken) {
                (true, true, _) => Fate::Excluded,
                (true, false, true) => Fate::Overridden,
                (true, false, false) => Fate::Fired,
                (false, false, false) => Fate::Failed,
                (false, ..) => continue,
            };
            let mut statement = None;
            if fate == Fate::Fired {
                let reading = &self.parts.readings[stream];
                let made = reading.matches.iter().position(|found| found.cue == node);
                statement = made.and_then(|made| self.statement_of(stream, made));
                let read = made.and_then(|made| reading.matches[made].reading);
                if let (Some(read), Some(_)) = (read, statement) {
                    observer.cue(read.entry.0 as usize);
                }
            }
            observer.rule(&Sighting {
                rule,
                fate,
                // What the analysis does not try costs it nothing.
                nanoseconds: if excluded || taken { 0 } else { nanoseconds },
                cue: &cue,
                statement,
            });
            taken |= fate == Fate::Fired;
        }
    }

    /// The stance rules at the cue of a statement.
    fn changes(&self, number: usize, machine: &mut Machine, observer: &mut impl Observer) {
        let statement = &self.parts.statements[number];
        let (stream, rules) = (statement.stream, self.parts.rules);
        let reading = &self.parts.readings[stream];
        let node = reading.matches[statement.number].cue;
        let cue = self.node_span(stream, node, node + 1);
        let steps = {
            let mut matcher = self.matcher(stream, PatternSection::StanceRule, machine);
            self.analyzer.stance(&mut matcher, reading, statement)
        };
        for rule in self.candidates(stream, node, PatternSection::StanceRule) {
            let (fits, nanoseconds) = self.timed(stream, rule, node, machine);
            let changed = steps.change.is_some_and(|(by, _)| by == rule);
            let framed = rules.patterns[rule].yields.framing != Framing::default();
            let fired = fits && (changed || framed);
            let overridden = fits && !fired && steps.change.is_some();
            observer.rule(&Sighting {
                rule,
                fate: match (fired, overridden) {
                    (true, _) => Fate::Fired,
                    (false, true) => Fate::Overridden,
                    (false, false) => Fate::Failed,
                },
                nanoseconds,
                cue: &cue,
                statement: Some(number).filter(|_| fired),
            });
        }
    }
}
