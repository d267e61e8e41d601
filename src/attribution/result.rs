//! Writes the decided statements out in the contract's terms: code points of the text as read.

use super::analysis::{
    Analysis, Attribution, Cue, Entity, RejectedQuote, Relay, RepairNote, Speaker, TextSpan,
};
use super::analyzer::Reading;
use super::confidence::Evidence;
use super::document::Document;
use super::entities::Registry;
use super::mention::Mentions;
use super::review;
use super::statement::Statement;
use super::stream::SENTENCE;
use super::vocabulary::Vocabulary;
use crate::pattern::Rules;
use crate::text::{Offsets, Span, Text};
use std::collections::{HashMap, HashSet};

/// Everything that is known at the end.
pub(crate) struct Parts<'a> {
    pub rules: &'a Rules,
    pub words: &'a Vocabulary,
    pub document: &'a Document,
    pub text: &'a Text,
    pub readings: &'a [Reading<'a>],
    pub statements: &'a [Statement],
    pub registry: &'a Registry<'a>,
    /// Quotations inside reports that are the narrator's terms.
    pub terms: &'a HashSet<u32>,
    /// Where the text was mended.
    pub mended: &'a review::Mended,
}

/// Rule that rejects a quotation which no report claims.
const UNCLAIMED: &str = "no-report-claims-it";

/// Rule that rejects a quotation whose words the narrator marks outside all reports as well.
const TERM: &str = "marked-outside-reports";

/// The analysis of a document.
pub(crate) fn analysis(parts: &Parts) -> Analysis {
    let used = used(parts);
    let mut names = HashMap::new();
    for (quotation, pattern) in parts.readings.iter().flat_map(|reading| &reading.names) {
        names.entry(*quotation).or_insert(*pattern);
    }
    let writer = Writer {
        parts,
        offsets: Offsets::new(&parts.document.text),
        places: used
            .iter()
            .enumerate()
            .map(|(place, one)| (*one, place))
            .collect(),
        used,
        outer: outer(parts.statements),
        names,
    };
    let mut analysis = Analysis::empty(parts.document);
    analysis.document.engine_version = Some(env!("CARGO_PKG_VERSION").to_owned());
    analysis.document.rules_hash = Some(parts.rules.hash());
    analysis.attributions = parts
        .statements
        .iter()
        .enumerate()
        .map(|(number, statement)| writer.attribution(number, statement))
        .collect();
    analysis.rejected_quotes = writer.rejected();
    analysis.entities = writer.entities();
    analysis.repairs = parts
        .text
        .repairs
        .iter()
        .map(|repair| writer.repair(repair))
        .collect();
    analysis
}

/// Registry numbers of the speakers that occur, in order of their first statement.
fn used(parts: &Parts) -> Vec<usize> {
    let (mut used, mut seen) = (Vec::new(), HashSet::new());
    for person in parts
        .statements
        .iter()
        .filter_map(|statement| statement.speaker)
    {
        if seen.insert(person) {
            used.push(person);
        }
    }
    used
}

struct Writer<'a> {
    parts: &'a Parts<'a>,
    offsets: Offsets,
    used: Vec<usize>,
    /// Place of each speaker in `used`.
    places: HashMap<usize, usize>,
    /// For each statement, the one inside whose content it stands.
    outer: Vec<Option<usize>>,
    /// Pattern that found a quotation to be a name.
    names: HashMap<u32, usize>,
}

/// For each statement, the one inside whose content it stands: the shortest that holds its cue. Walks through the text once with what is open there, since a content can be as long as
/// the document and hold all other statements.
fn outer(statements: &[Statement]) -> Vec<Option<usize>> {
    let all = statements.iter().enumerate();
    let pieces =
        all.flat_map(|(number, one)| one.content.iter().map(move |piece| (*piece, number)));
    let mut pieces: Vec<(Span, usize)> = pieces.collect();
    pieces.sort_by_key(|(piece, _)| piece.start);
    let mut pieces = pieces.into_iter().peekable();
    let mut cues: Vec<(Span, usize)> = statements.iter().map(|one| one.cue).zip(0..).collect();
    cues.sort_by_key(|(cue, _)| cue.start);
    let length = |other: &usize| {
        let reach = statements[*other].reach;
        (reach.end - reach.start, *other)
    };
    let mut outer = vec![None; statements.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
    for (cue, number) in cues {
        while let Some(piece) = pieces.next_if(|(piece, _)| piece.start <= cue.start) {
            open.push(piece);
        }
        open.retain(|(piece, _)| piece.end > cue.start);
        let holding = open
            .iter()
            .filter(|(piece, other)| piece.end >= cue.end && *other != number);
        outer[number] = holding.map(|(_, other)| *other).min_by_key(length);
    }
    outer
}

impl Writer<'_> {
    fn span(&self, span: Span) -> TextSpan {
        let text = &self.parts.document.text[span.start as usize..span.end as usize];
        TextSpan {
            text: text.to_owned(),
            start: self
                .offsets
                .code_point(&self.parts.document.text, span.start) as usize,
            end: self.offsets.code_point(&self.parts.document.text, span.end) as usize,
        }
    }

    fn attribution(&self, number: usize, statement: &Statement) -> Attribution {
        let parts = self.parts;
        let reading = &parts.readings[statement.stream];
        let found = &reading.matches[statement.number];
        let pattern = &parts.rules.patterns[found.pattern];
        let capture = |capture: Option<u8>| {
            capture
                .and_then(|capture| found.capture(capture))
                .map(|(start, end)| self.span(reading.stream.span(parts.text, start, end)))
        };
        // Behind a subject that the pattern took for the one addressed or aimed at, that one begins.
        let behind_subject = |captured: Option<u8>| {
            let (start, _) = found.capture(captured?)?;
            let mention = statement.mention.as_ref()?;
            let end = mention.nodes.1;
            let subject = mention.nodes.0 <= start && start < end;
            subject.then(|| self.span(reading.stream.span(parts.text, end, end + 1)))
        };
        let cue = self.span(statement.cue);
        let content: Vec<TextSpan> = statement
            .content
            .iter()
            .map(|span| self.span(*span))
            .collect();
        let quotations = statement
            .quotations
            .iter()
            .flat_map(|quotation| &parts.text.quotations[*quotation as usize].pieces);
        let captured = pattern
            .yields
            .via
            .iter()
            .filter_map(|number| found.capture(*number));
        let via = captured
            .chain(statement.relays.iter().copied())
            .map(|nodes| self.relay(reading, nodes))
            .collect();
        let within = self.outer[number].map(|other| format!("a{}", other + 1));
        let review = review::reasons(parts, number);
        Attribution {
            id: format!("a{}", number + 1),
            key: self.key(&cue, &content),
            kind: statement.kind,
            cue: Cue {
                lemma: self.lemma(found, &cue),
                text: cue.text,
                start: cue.start,
                end: cue.end,
            },
            speaker: self.speaker(reading, statement),
            via,
            channel: capture(pattern.yields.channel),
            quotes: quotations.map(|span| self.span(*span)).collect(),
            content,
            stance: parts
                .rules
                .stances
                .get(usize::from(statement.stance))
                .cloned()
                .unwrap_or_default(),
            polarity: statement.framing.polarity.unwrap_or_default(),
            commitment: statement.framing.commitment.unwrap_or_default(),
            rule: pattern.id.clone(),
            confidence: Evidence::of(parts, number, &review, within.is_some())
                .confidence(statement.confidence),
            within,
            addressee: behind_subject(pattern.yields.addressee)
                .or_else(|| capture(pattern.yields.addressee)),
            occasion: capture(pattern.yields.occasion),
            target: behind_subject(pattern.yields.target)
                .or_else(|| capture(pattern.yields.target)),
            context: self.span(self.sentences(statement)),
            needs_review: review.into_iter().map(str::to_owned).collect(),
            reasons: statement.reasons.clone(),
        }
    }

    fn lemma(&self, found: &super::matching::Match, cue: &TextSpan) -> String {
        found.reading.map_or_else(
            || cue.text.clone(),
            |reading| self.parts.rules.entries.lemma(reading.entry).to_owned(),
        )
    }

    fn speaker(&self, reading: &Reading, statement: &Statement) -> Option<Speaker> {
        let number = statement.speaker?;
        let person = &self.parts.registry.people[number];
        let mention = statement.mention.as_ref().map(|mention| {
            self.span(
                reading
                    .stream
                    .span(self.parts.text, mention.nodes.0, mention.nodes.1),
            )
        });
        Some(Speaker {
            name: person.name.clone(),
            kind: person.kind,
            mention,
            resolution: statement.resolution,
            entity: self
                .places
                .get(&number)
                .map(|place| format!("e{}", place + 1)),
            members: statement.members.clone(),
        })
    }

    fn relay(&self, reading: &Reading, nodes: (usize, usize)) -> Relay {
        let span = self.span(reading.stream.span(self.parts.text, nodes.0, nodes.1));
        let registry = self.parts.registry;
        let mentions = Mentions {
            rules: self.parts.rules,
            words: self.parts.words,
            stream: reading.stream,
        };
        let name = registry.relay_name(&mentions, nodes);
        Relay {
            text: span.text,
            start: span.start,
            end: span.end,
            name,
        }
    }

    /// From the beginning of the first sentence that the statement touches to the end of the last, as far as [`SENTENCE`] tokens beyond the statement.
    fn sentences(&self, statement: &Statement) -> Span {
        let (start, end) = (
            statement.reach.start.min(statement.cue.start),
            statement.reach.end.max(statement.cue.end),
        );
        let text = self.parts.text;
        let bounds = |sentence: &(u32, u32)| Span {
            start: text.tokens[sentence.0 as usize].span.start,
            end: text.tokens[sentence.1 as usize - 1].span.end,
        };
        let token = |byte: u32| text.tokens.partition_point(|token| token.span.end <= byte);
        let (furthest, last) = (
            token(start).saturating_sub(SENTENCE) as u32,
            (token(end) + SENTENCE) as u32,
        );
        let mut touched = Span { start, end };
        let first = text
            .sentences
            .partition_point(|sentence| sentence.1 > sentence.0 && bounds(sentence).end <= start);
        for sentence in text.sentences[first..]
            .iter()
            .filter(|sentence| sentence.1 > sentence.0)
        {
            if bounds(sentence).start >= end {
                break;
            }
            let sentence = bounds(&(sentence.0.max(furthest), sentence.1.min(last)));
            touched.start = touched.start.min(sentence.start);
            touched.end = touched.end.max(sentence.end);
        }
        let whole = &self.parts.document.text[touched.start as usize..touched.end as usize];
        let trimmed = whole.trim_end();
        touched.end -= (whole.len() - trimmed.len()) as u32;
        touched.end = touched.end.max(end);
        touched
    }

    fn key(&self, cue: &TextSpan, content: &[TextSpan]) -> String {
        let mut bytes = self.parts.document.id.as_bytes().to_vec();
        for span in std::iter::once(cue).chain(content) {
            bytes.extend_from_slice(&(span.start as u64).to_le_bytes());
            bytes.extend_from_slice(&(span.end as u64).to_le_bytes());
        }
        format!("{:016x}", fnv(&bytes))
    }

    /// Quotations that are nobody's words. One inside another needs no entry of its own.
    fn rejected(&self) -> Vec<RejectedQuote> {
        let parts = self.parts;
        let claimed: HashSet<u32> = parts
            .statements
            .iter()
            .flat_map(|statement| statement.quotations.iter().copied())
            .collect();
        let mut rejected = Vec::new();
        for (number, quotation) in parts.text.quotations.iter().enumerate() {
            let number = number as u32;
            if claimed.contains(&number) || quotation.depth > 0 {
                continue;
            }
            let named = self.names.get(&number);
            let unnamed = if parts.terms.contains(&number) {
                TERM
            } else {
                UNCLAIMED
            };
            let rule = named.map_or(unnamed, |pattern| {
                parts.rules.patterns[*pattern].id.as_str()
            });
            rejected.extend(quotation.pieces.iter().map(|piece| {
                let span = self.span(*piece);
                RejectedQuote {
                    text: span.text,
                    start: span.start,
                    end: span.end,
                    rule: rule.to_owned(),
                }
            }));
        }
        rejected
    }

    fn entities(&self) -> Vec<Entity> {
        let entity = |(place, number): (usize, &usize)| {
            let person = &self.parts.registry.people[*number];
            Entity {
                id: format!("e{}", place + 1),
                name: person.name.clone(),
                kind: person.kind,
                aliases: person.aliases.clone(),
                description: person.description.clone(),
            }
        };
        self.used.iter().enumerate().map(entity).collect()
    }

    fn repair(&self, repair: &crate::text::Repair) -> RepairNote {
        let span = self.span(repair.span);
        RepairNote {
            what: repair.what.to_owned(),
            start: span.start,
            end: span.end,
        }
    }
}

/// FNV-1a: small, stable over versions and machines, which the standard hasher does not promise.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
