//! Counts, and the figures made of them.

use super::compare::{overlap, share};
use super::gold::GoldStatement;
use crate::attribution::analysis::TextSpan;
use crate::eval::stored::StoredStatement;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// A figure: a count, or a share from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Figure {
    /// How many.
    Count(usize),
    /// Which part, from 0 to 1.
    Share(f64),
}

/// The figures by name, in a fixed order.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures(pub Vec<(String, Figure)>);

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, figure) in &self.0 {
            map.serialize_entry(name, figure)?;
        }
        map.end()
    }
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub gold_quotes: usize,
    pub found_quotes: usize,
    pub quotes_hit: usize,
    pub quotes_tied: usize,
    pub gold: usize,
    pub found: usize,
    pub names: usize,
    pub names_rejected: usize,
    pub by_kind: BTreeMap<String, KindTally>,
    pub reliability: Reliability,
    hits: usize,
    content: f64,
    speaker: usize,
    stance: usize,
    whole: usize,
    kind: usize,
    marked: (usize, usize),
    elided: (usize, usize),
    via: Fields,
    channel: Fields,
}

#[derive(Debug, Default)]
pub(super) struct KindTally {
    pub gold: usize,
    hits: usize,
    speaker: usize,
}

/// How often a field is annotated, found, and both with an overlap.
#[derive(Debug, Default)]
struct Fields {
    gold: usize,
    found: usize,
    hits: usize,
}

impl Fields {
    fn add(&mut self, gold: Option<&TextSpan>, found: &[TextSpan]) {
        self.gold += usize::from(gold.is_some());
        self.found += usize::from(!found.is_empty());
        let hit = gold.is_some_and(|gold| found.iter().any(|found| overlap(gold, found)));
        self.hits += usize::from(hit);
    }

    fn f1(&self) -> f64 {
        precision_recall(self.hits, self.found, self.gold).2
    }
}

fn precision_recall(hits: usize, found: usize, gold: usize) -> (f64, f64, f64) {
    let (p, r) = (share(hits, found), share(hits, gold));
    let f1 = if p + r > 0.0 {
        2.0 * p * r / (p + r)
    } else {
        0.0
    };
    (p, r, f1)
}

impl Tally {
    /// Counts a matched pair: how alike the contents are, whether speaker and stance are right.
    pub fn hit(
        &mut self,
        gold: &GoldStatement,
        found: &StoredStatement,
        content: f64,
        (speaker, stance): (bool, bool),
    ) {
        self.hits += 1;
        self.content += content;
        self.speaker += usize::from(speaker);
        self.stance += usize::from(stance);
        self.whole += usize::from(speaker && stance);
        self.kind += usize::from(gold.kind == found.kind);
        self.via.add(gold.via.as_ref(), &found.via);
        self.channel
            .add(gold.channel.as_ref(), found.channel.as_slice());
        if gold.stance != "neutral" {
            self.marked.0 += 1;
            self.marked.1 += usize::from(stance);
        }
        if gold.speaker.is_none() {
            self.elided.0 += 1;
            self.elided.1 += usize::from(speaker);
        }
        let kind = self.by_kind.entry(gold.kind.clone()).or_default();
        kind.hits += 1;
        kind.speaker += usize::from(speaker);
        self.reliability
            .add(found.confidence, true, speaker && stance);
    }

    /// The figures of so many articles.
    pub fn figures(&self, articles: usize) -> Figures {
        let quotes = precision_recall(self.quotes_hit, self.found_quotes, self.gold_quotes);
        let statements = precision_recall(self.hits, self.found, self.gold);
        let whole = precision_recall(self.whole, self.found, self.gold);
        let content = if self.hits == 0 {
            0.0
        } else {
            self.content / self.hits as f64
        };
        let mut figures: Vec<(String, Figure)> = [
            ("articles", articles),
            ("gold_quotes", self.gold_quotes),
            ("gold_attributions", self.gold),
        ]
        .map(|(name, count)| (name.to_owned(), Figure::Count(count)))
        .into();
        let shares = [
            ("quotes_p", quotes.0),
            ("quotes_r", quotes.1),
            ("quotes_f1", quotes.2),
            ("quote_speaker", share(self.quotes_tied, self.gold_quotes)),
            ("attribution_p", statements.0),
            ("attribution_r", statements.1),
            ("attribution_f1", statements.2),
            ("content_f1", content),
            ("speaker_acc", share(self.speaker, self.hits)),
            ("stance_acc", share(self.stance, self.hits)),
            ("marked_stance_acc", share(self.marked.1, self.marked.0)),
            ("elided_speaker_acc", share(self.elided.1, self.elided.0)),
            ("kind_acc", share(self.kind, self.hits)),
            ("via_f1", self.via.f1()),
            ("channel_f1", self.channel.f1()),
            ("rejected_recall", share(self.names_rejected, self.names)),
            ("end_to_end_p", whole.0),
            ("end_to_end_r", whole.1),
            ("end_to_end_f1", whole.2),
        ];
        figures.extend(shares.map(|(name, share)| (name.to_owned(), Figure::Share(share))));
        for (kind, counts) in &self.by_kind {
            let recall = share(counts.hits, counts.gold);
            let speaker = share(counts.speaker, counts.hits);
            figures.push((format!("{kind}_recall"), Figure::Share(recall)));
            figures.push((format!("{kind}_speaker_acc"), Figure::Share(speaker)));
        }
        Figures(figures)
    }
}

/// How many bins confidences fall into: each a twentieth wide.
const BINS: usize = 20;

/// Whether confidence keeps what it promises: statements by their confidence, with the share of them that is right.
#[derive(Debug, Clone, Default)]
pub struct Reliability {
    bins: [(usize, f64, usize, usize); BINS],
}

/// The statements of one stretch of confidence.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Bin {
    /// Least confidence.
    pub from: f64,
    /// The confidence that is too much for it; the last bin holds 1 as well.
    pub below: f64,
    /// Statements found with such a confidence, borderline ones left out.
    pub count: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that the annotator has as well: cue, and half the content.
    pub found: f64,
    /// The share of them with speaker and stance right as well.
    pub right: f64,
}

impl Reliability {
    /// Counts a statement; one without a confidence (another program's) counts nowhere.
    pub(super) fn add(&mut self, confidence: Option<f64>, found: bool, right: bool) {
        let Some(confidence) = confidence.filter(|confidence| confidence.is_finite()) else {
            return;
        };
        // Confidences are given with two decimals; counting hundredths keeps 0.85 out of the bin below it.
        let hundredths = (confidence.clamp(0.0, 1.0) * 100.0).round() as usize;
        if let Some(bin) = self.bins.get_mut((hundredths * BINS / 100).min(BINS - 1)) {
            bin.0 += 1;
            bin.1 += confidence;
            bin.2 += usize::from(found);
            bin.3 += usize::from(right);
        }
    }

    /// The bins that hold anything, from the least confidence up.
    #[must_use]
    pub fn bins(&self) -> Vec<Bin> {
        let edge = |number: usize| number as f64 / BINS as f64;
        let full = self.bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0);
        full.map(|(number, (count, sum, found, right))| Bin {
            from: edge(number),
            below: edge(number + 1),
            count: *count,
            confidence: sum / *count as f64,
            found: share(*found, *count),
            right: share(*right, *count),
        })
        .collect()
    }

    /// The expected calibration error: how far confidence and the share that is right lie apart, in the mean over all statements.
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let bins = self.bins();
        let all: usize = bins.iter().map(|bin| bin.count).sum();
        let apart = bins
            .iter()
            .map(|bin| (bin.confidence - bin.right).abs() * bin.count as f64);
        if all == 0 {
            0.0
        } else {
            apart.sum::<f64>() / all as f64
        }
    }
}
