//! What the rules do in a corpus: how often each was tried, taken, overridden and excluded and how long it took; which verbs and words were met; what never
//! did anything. Documents are counted one by one and forgotten: what is kept grows with the rules and the names of speakers, not with the corpus.

use super::fields;
use crate::attribution::analysis::{Analysis, Attribution, TextSpan};
use crate::attribution::explain::{Fate, Observer, Sighting};
use crate::attribution::{Analyzer, Document};
use crate::lexicon::EntryId;
use crate::pattern::{PatternSection, Rules};
use crate::text::TextError;
use serde::Serialize;
use std::collections::BTreeMap;

/// The counts of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleCounts {
    /// Id.
    pub id: String,
    /// `pattern`, `exclusion`, `mark` or `stance-rule`.
    pub section: &'static str,
    /// Times it was tried at a cue.
    pub tried: u64,
    /// Times it was taken.
    pub fired: u64,
    /// Times it would have fitted, had not another one come before it.
    pub overridden: u64,
    /// Times it would have fitted, had not an exclusion taken the cue away.
    pub excluded: u64,
    /// Time spent in trying it, in nanoseconds.
    pub nanoseconds: u64,
}

/// The counts of a verb, or of a word of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EntryCounts {
    /// Dictionary form.
    pub lemma: String,
    /// The list it stands in, or `word of a pattern`; `None` for a verb.
    pub list: Option<String>,
    /// Words of the text that can be read as it.
    pub seen: u64,
    /// Statements whose cue it is.
    pub cues: u64,
}

/// What statements can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// The name of the speaker.
    Speaker,
    /// The stance.
    Stance,
    /// Direct, mixed or indirect.
    Kind,
    /// The dictionary form of the cue.
    Verb,
}

/// Something that was found, in its context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// Path or name of the document.
    pub document: String,
    /// Line of the cue, from 1.
    pub line: usize,
    /// Column of the cue in characters, from 1.
    pub column: usize,
    /// The cue.
    pub cue: String,
    /// The line of text round it, or as much of it as one can read.
    pub context: String,
    /// The speaker, where it is a statement with one.
    pub speaker: Option<String>,
    /// The stance, where it is a statement.
    pub stance: Option<String>,
    /// The words said, where it is a statement.
    pub content: Vec<String>,
}

/// What hits are wanted of: a rule, or a verb or word by its dictionary form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// How many.
    pub count: usize,
    /// Id or dictionary form.
    pub id: String,
    /// Decides which.
    pub seed: u64,
}

/// Counts over the documents so far.
pub struct Stats<'r> {
    analyzer: Analyzer<'r>,
    /// Documents counted.
    pub documents: u64,
    /// Statements in them.
    pub statements: u64,
    rules: Vec<RuleCounts>,
    entries: Vec<EntryCounts>,
    by: Option<(By, BTreeMap<String, u64>)>,
    sample: Option<Sample>,
}

impl<'r> Stats<'r> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(rules: &'r Rules, by: Option<By>, wanted: Option<Wanted>) -> Stats<'r> {
        let rule = |pattern: &crate::pattern::CompiledPattern| RuleCounts {
            id: pattern.id.clone(),
            section: match pattern.section {
                PatternSection::Pattern => "pattern",
                PatternSection::Exclusion => "exclusion",
                PatternSection::Mark => "mark",
                PatternSection::StanceRule => "stance-rule",
            },
            ..RuleCounts::default()
        };
        let entry = |id: EntryId| {
            let info = rules.entries.of(id);
            EntryCounts {
                lemma: rules.entries.lemma(id).to_owned(),
                list: match (info.list, info.stance) {
                    (Some(list), _) => Some(rules.lists[usize::from(list)].name.clone()),
                    // A verb has a stance; a word that only patterns name has none.
                    (None, Some(_)) => None,
                    (None, None) => Some("word of a pattern".to_owned()),
                },
                ..EntryCounts::default()
            }
        };
        Stats {
            analyzer: Analyzer::new(rules),
            documents: 0,
            statements: 0,
            rules: rules.patterns.iter().map(rule).collect(),
            entries: rules.entries.ids().map(entry).collect(),
            by: by.map(|by| (by, BTreeMap::new())),
            sample: wanted.map(Sample::new),
        }
    }

    /// Counts a document.
    ///
    /// # Errors
    /// When the text is longer than the text layer can address; nothing of it is counted then.
    pub fn add(&mut self, document: &Document) -> Result<(), TextError> {
        let mut counter = Counter {
            rules: &mut self.rules,
            entries: &mut self.entries,
            wanted: self.sample.as_ref().map(|sample| sample.wanted.id.clone()),
            hits: Vec::new(),
        };
        let analysis = self.analyzer.observe(document, &mut counter)?;
        let hits = counter.hits;
        self.documents += 1;
        self.statements += analysis.attributions.len() as u64;
        if let Some((by, counts)) = &mut self.by {
            for statement in &analysis.attributions {
                *counts.entry(key(*by, statement)).or_default() += 1;
            }
        }
        if let Some(sample) = &mut self.sample {
            sample.add(document, &analysis, hits);
        }
        Ok(())
    }

    /// The rules in the order in which they are tried, section by section.
    #[must_use]
    pub fn rules(&self) -> Vec<&RuleCounts> {
        let order = ["pattern", "exclusion", "mark", "stance-rule"];
        let sections = order.into_iter().flat_map(|section| {
            let rules = self.rules.iter();
            rules.filter(move |rule| rule.section == section)
        });
        sections.collect()
    }

    /// Verbs and words of lists, the most frequent cues first.
    #[must_use]
    pub fn entries(&self) -> Vec<&EntryCounts> {
        let mut entries: Vec<&EntryCounts> = self.entries.iter().collect();
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.cues, entry.seen)));
        entries
    }

    /// Statements by what they were to be counted by, the most frequent first.
    #[must_use]
    pub fn groups(&self) -> Vec<(&str, u64)> {
        let counts = self.by.iter().flat_map(|(_, counts)| counts);
        let mut groups: Vec<(&str, u64)> = counts
            .map(|(name, count)| (name.as_str(), *count))
            .collect();
        groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        groups
    }

    /// The hits that were drawn, in the order of the documents.
    #[must_use]
    pub fn hits(&self) -> Vec<&Hit> {
        let drawn = self.sample.iter().flat_map(|sample| &sample.drawn);
        let mut drawn: Vec<(u64, &Hit)> = drawn.map(|(_, number, hit)| (*number, hit)).collect();
        drawn.sort_by_key(|(number, _)| *number);
        drawn.into_iter().map(|(_, hit)| hit).collect()
    }

    /// How many hits there were to draw from.
    #[must_use]
    pub fn hit_count(&self) -> u64 {
        self.sample.as_ref().map_or(0, |sample| sample.seen)
    }
}

fn key(by: By, statement: &Attribution) -> String {
    let field = match by {
        By::Speaker => "speaker",
        By::Stance => "stance",
        By::Kind => "kind",
        By::Verb => return statement.cue.lemma.clone(),
    };
    let values = fields::values(statement, field).unwrap_or_default();
    values.into_iter().next().unwrap_or_default()
}

/// Counts one document.
struct Counter<'s> {
    rules: &'s mut [RuleCounts],
    entries: &'s mut [EntryCounts],
    wanted: Option<String>,
    hits: Vec<(TextSpan, Option<usize>)>,
}

impl Observer for Counter<'_> {
    fn rule(&mut self, sighting: &Sighting) {
        let rule = &mut self.rules[sighting.rule];
        match sighting.fate {
            Fate::Failed => rule.tried += 1,
            Fate::Fired => {
                rule.tried += 1;
                rule.fired += 1;
            }
            Fate::Overridden => rule.overridden += 1,
            Fate::Excluded => rule.excluded += 1,
        }
        rule.nanoseconds += sighting.nanoseconds;
        if sighting.fate == Fate::Fired && self.wanted.as_ref() == Some(&rule.id) {
            self.hits.push((sighting.cue.clone(), sighting.statement));
        }
    }

    fn word(&mut self, entry: usize) {
        self.entries[entry].seen += 1;
    }

    fn cue(&mut self, entry: usize) {
        self.entries[entry].cues += 1;
    }
}

/// A hit with what decides whether it is drawn: its turn within its document, then chance. The first hits of all documents come before the second ones, so
/// that a sample is of as many documents as there are.
type Drawn = ((u64, u64), u64, Hit);

/// A sample of bounded size from hits that come one by one.
struct Sample {
    wanted: Wanted,
    chance: Chance,
    seen: u64,
    drawn: Vec<Drawn>,
}

impl Sample {
    fn new(wanted: Wanted) -> Sample {
        Sample {
            chance: Chance(wanted.seed),
            wanted,
            seen: 0,
            drawn: Vec::new(),
        }
    }

    fn add(
        &mut self,
        document: &Document,
        analysis: &Analysis,
        mut hits: Vec<(TextSpan, Option<usize>)>,
    ) {
        if hits.is_empty() {
            // Not a rule: the statements with a cue of this dictionary form.
            for (number, one) in analysis.attributions.iter().enumerate() {
                if one.cue.lemma == self.wanted.id {
                    let cue = TextSpan {
                        text: one.cue.text.clone(),
                        start: one.cue.start,
                        end: one.cue.end,
                    };
                    hits.push((cue, Some(number)));
                }
            }
        }
        let mut keyed: Vec<(u64, TextSpan, Option<usize>)> = hits
            .into_iter()
            .map(|(cue, statement)| (self.chance.next(), cue, statement))
            .collect();
        keyed.sort_by_key(|(chance, ..)| *chance);
        for (turn, (chance, cue, statement)) in (0..).zip(keyed) {
            self.seen += 1;
            let key = (turn, chance);
            let place = self.drawn.partition_point(|(known, ..)| *known < key);
            if place < self.wanted.count {
                let statement = statement.map(|number| &analysis.attributions[number]);
                let hit = hit(document, &cue, statement);
                self.drawn.insert(place, (key, self.seen, hit));
                self.drawn.truncate(self.wanted.count);
            }
        }
    }
}

/// So many characters of a long paragraph are shown on both sides of a cue.
const CONTEXT: usize = 120;

fn hit(document: &Document, cue: &TextSpan, statement: Option<&Attribution>) -> Hit {
    let before: Vec<char> = document.text.chars().take(cue.start).collect();
    let line_start = before
        .iter()
        .rposition(|c| *c == '\n')
        .map_or(0, |at| at + 1);
    let line = document.text.chars().skip(line_start);
    let line: Vec<char> = line.take_while(|c| *c != '\n').collect();
    let at = cue.start - line_start;
    let from = at.saturating_sub(CONTEXT);
    let to = line.len().min(at + CONTEXT);
    let mut context: String = line[from.min(to)..to].iter().collect();
    if from > 0 {
        context.insert_str(0, "\u{2026} ");
    }
    if to < line.len() {
        context.push_str(" \u{2026}");
    }
    let content = statement.map(|one| one.content.iter().map(|piece| piece.text.clone()));
    Hit {
        document: document.place(),
        line: before.iter().filter(|c| **c == '\n').count() + 1,
        column: at + 1,
        cue: cue.text.clone(),
        context,
        speaker: statement.and_then(|one| Some(one.speaker.as_ref()?.name.clone())),
        stance: statement.map(|one| one.stance.clone()),
        content: content.into_iter().flatten().collect(),
    }
}

/// SplitMix64: a few lines that give the same numbers on every machine and in every version, which no library promises.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
