//! The one way through the engine: text, nodes, matches, contents, speakers, stance, result.

use super::analysis::{Analysis, Kind, Resolution};
use super::contents::{self, Content};
use super::discourse;
use super::document::Document;
use super::entities::Registry;
use super::extent::Extents;
use super::find;
use super::matching::{Match, Matcher};
use super::namesakes;
use super::relayed;
use super::result::{self, Parts};
use super::review::Mended;
use super::statement::Statement;
use super::stream::seams::{self, Ends};
use super::stream::{self, Stream};
use super::vocabulary::Vocabulary;
use super::words::WordMemo;
use crate::lexicon::{FormClass, Framing};
use crate::pattern::{Builtin, Machine, PatternSection, Rules, StanceFrom};
use crate::text::{Text, TextError};
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Finds the statements of documents. Made once for a pack; can be shared between threads.
pub struct Analyzer<'r> {
    pub(super) rules: &'r Rules,
    pub(super) words: Vocabulary,
    neutral: u8,
    question: Option<u8>,
    /// What reading a document leaves behind for the next one; as many as documents were ever read at once.
    kept: Mutex<Vec<Kept>>,
}

/// What reading a document leaves behind: the words that were met, and the machine's scratch space.
struct Kept {
    memo: WordMemo,
    machine: Machine,
}

impl Kept {
    fn new(rules: &Rules) -> Kept {
        Kept {
            memo: WordMemo::new(rules),
            machine: Machine::default(),
        }
    }
}

/// What is known of a stream while its document is read.
pub(crate) struct Reading<'a> {
    pub stream: &'a Stream,
    pub matches: Vec<Match>,
    /// Pattern that found a quotation to be a name, by node.
    pub names: Vec<(u32, usize)>,
}

/// How a stance comes about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StanceSteps {
    /// What the pattern and the cue give.
    pub own: u8,
    /// Whether the content is a question and the cue neutral.
    pub asks: bool,
    /// What comes of the two.
    pub said: u8,
    /// The rule that changes it, by number, and into what.
    pub change: Option<(usize, u8)>,
    /// What comes out.
    pub stance: u8,
    /// How the words are put with it.
    pub framing: Framing,
}

impl<'r> Analyzer<'r> {
    /// Prepares a pack for reading.
    pub fn new(rules: &'r Rules) -> Analyzer<'r> {
        let stance = |name: &str| {
            rules
                .stances
                .iter()
                .position(|known| known == name)
                .map(|number| number as u8)
        };
        Analyzer {
            rules,
            words: Vocabulary::new(rules),
            neutral: stance("neutral").unwrap_or(0),
            question: stance("question"),
            kept: Mutex::default(),
        }
    }

    /// The rules it works with.
    pub fn rules(&self) -> &'r Rules {
        self.rules
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When the text is longer than the text layer can address.
    pub fn analyze(&self, document: &Document) -> Result<Analysis, TextError> {
        self.inspect(document, false, result::analysis)
    }

    /// Reads a document and shows everything that was found on the way, before it is written out; with those who could have spoken, if that is to be explained.
    pub(super) fn inspect<T>(
        &self,
        document: &Document,
        explained: bool,
        look: impl FnOnce(&Parts) -> T,
    ) -> Result<T, TextError> {
        let mut text = self.rules.reader.read(&document.text)?;
        let mended = Mended::new(&text.repairs);
        let kept = self.kept().pop();
        let Kept {
            mut memo,
            mut machine,
        } = kept.unwrap_or_else(|| Kept::new(self.rules));
        let ends = Ends {
            stop: memo.sign(self.rules, Builtin::Stop),
            line: memo.sign(self.rules, Builtin::Paragraph),
        };
        let mut streams = stream::streams(&text, self.rules, &mut memo);
        let repair = streams
            .first_mut()
            .and_then(|outermost| seams::mend(self.rules, &self.words, &text, outermost, ends));
        text.repairs.extend(repair);
        text.repairs.sort_by_key(|repair| repair.span);
        let mut names: Vec<Vec<(u32, usize)>> = streams
            .iter()
            .map(|stream| self.names(&text, stream, &mut machine))
            .collect();
        let quotations: Vec<Vec<u32>> = streams.iter().map(Stream::quotations).collect();
        namesakes::add(&text, &quotations, &mut names);
        for (stream, names) in streams.iter_mut().zip(&names) {
            stream.no_words_in(names);
        }
        let readings: Vec<Reading> = streams
            .iter()
            .zip(names)
            .map(|(stream, names)| self.read(&text, stream, names, &mut machine))
            .collect();
        let mut statements = self.statements(&text, &readings);
        if explained {
            for statement in &mut statements {
                statement.considered = Some(Vec::new());
            }
        }
        let terms = namesakes::terms(&text, &mut statements);
        let mut registry = Registry::new(&text, &document.text, self.rules, self.words.synonym);
        self.speakers(&readings, &mut statements, &mut registry);
        relayed::relays(&mut statements, &registry);
        relayed::participles(self.rules, &readings, &mut statements);
        self.stances(&text, &readings, &mut statements, &mut machine);
        let looked = look(&Parts {
            rules: self.rules,
            words: &self.words,
            document,
            text: &text,
            readings: &readings,
            statements: &statements,
            registry: &registry,
            terms: &terms,
            mended: &mended,
        });
        // Only now, when no stream refers to it any more: what others refer to is copied before it grows.
        drop(readings);
        drop(streams);
        self.kept().push(Kept { memo, machine });
        Ok(looked)
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        // It is only ever taken or put back under the lock: it is whole whatever happened to another thread.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The quotations that are names, each with the pattern that says so.
    fn names(&self, text: &Text, stream: &Stream, machine: &mut Machine) -> Vec<(u32, usize)> {
        let mut matcher = Matcher {
            rules: self.rules,
            text,
            stream,
            machine,
        };
        let nodes = stream.nodes.iter().enumerate();
        nodes
            .filter_map(|(node, known)| {
                let quotation = known.quotation?;
                let found = matcher.first(PatternSection::Mark, node, |_, _| true)?;
                Some((quotation, found.pattern))
            })
            .collect()
    }

    fn read<'a>(
        &self,
        text: &Text,
        stream: &'a Stream,
        names: Vec<(u32, usize)>,
        machine: &mut Machine,
    ) -> Reading<'a> {
        let mut matcher = Matcher {
            rules: self.rules,
            text,
            stream,
            machine,
        };
        Reading {
            stream,
            matches: find::matches(&mut matcher),
            names,
        }
    }

    /// Contents of all matches; a match without content is none.
    fn statements(&self, text: &Text, readings: &[Reading]) -> Vec<Statement> {
        let mut all = Vec::new();
        let names: HashSet<u32> = readings
            .iter()
            .flat_map(|reading| reading.names.iter().map(|(quotation, _)| *quotation))
            .collect();
        let named = |quotation: u32| names.contains(&quotation);
        for (stream, reading) in readings.iter().enumerate() {
            let extents = Extents {
                rules: self.rules,
                words: &self.words,
                stream: reading.stream,
                matches: &reading.matches,
            };
            for number in 0..reading.matches.len() {
                if let Some(content) = contents::content(&extents, text, number, &named) {
                    all.push(self.statement(text, reading, stream, number, content));
                }
            }
        }
        all.sort_by_key(|statement: &Statement| (statement.cue.start, statement.stream));
        all
    }

    fn statement(
        &self,
        text: &Text,
        reading: &Reading,
        stream: usize,
        number: usize,
        content: Content,
    ) -> Statement {
        let found = &reading.matches[number];
        let pattern = &self.rules.patterns[found.pattern];
        let (first, last) = pattern
            .yields
            .cue
            .and_then(|capture| found.capture(capture))
            .unwrap_or((found.cue, found.cue + 1));
        Statement {
            stream,
            number,
            cue: reading.stream.span(text, first, last),
            content: content.pieces,
            reach: content.reach,
            quotations: content.quotations,
            kind: content.kind,
            ends_with_question: content.ends_with_question,
            mention: None,
            speaker: None,
            members: Vec::new(),
            resolution: Resolution::Anonymous,
            relays: Vec::new(),
            stance: self.neutral,
            framing: Framing::default(),
            confidence: pattern.yields.confidence,
            considered: None,
            reasons: vec![format!(
                "the cue and what stands round it fit the pattern {}",
                pattern.id
            )],
        }
    }

    fn stances(
        &self,
        text: &Text,
        readings: &[Reading],
        statements: &mut [Statement],
        machine: &mut Machine,
    ) {
        for statement in statements {
            let reading = &readings[statement.stream];
            let mut matcher = Matcher {
                rules: self.rules,
                text,
                stream: reading.stream,
                machine,
            };
            let steps = self.stance(&mut matcher, reading, statement);
            if steps.asks {
                statement
                    .reasons
                    .push("what is quoted is a question".to_owned());
            }
            if let Some((pattern, to)) = steps.change {
                statement.reasons.push(format!(
                    "{} makes {} of {}",
                    self.rules.patterns[pattern].id,
                    self.rules.stances[usize::from(to)],
                    self.rules.stances[usize::from(steps.said)]
                ));
            }
            statement.stance = steps.stance;
            statement.framing = steps.framing;
        }
    }

    /// How the stance of a statement comes about.
    pub(super) fn stance(
        &self,
        matcher: &mut Matcher,
        reading: &Reading,
        statement: &Statement,
    ) -> StanceSteps {
        let found = &reading.matches[statement.number];
        let own = discourse::own_stance(self.rules, reading.stream, found).unwrap_or(self.neutral);
        let asks = own == self.neutral && self.asks(reading, found, statement);
        let said = self.question.filter(|_| asks).unwrap_or(own);
        let (mut change, mut framing) = (None, self.rules.patterns[found.pattern].yields.framing);
        for one in matcher.all(PatternSection::StanceRule, found.cue) {
            let yields = &self.rules.patterns[one.pattern].yields;
            framing = yields.framing.or(framing);
            let fits = |from: Option<u8>| from.is_none_or(|from| from == said);
            let becomes = yields.becomes.iter().find(|(from, _)| fits(*from));
            change = change.or(becomes.map(|(_, to)| (one.pattern, *to)));
        }
        // A cue whose stance was turned round does not say any more what it says by itself.
        if change.is_none() {
            framing = framing.or(discourse::own_framing(self.rules, reading.stream, found));
        }
        let stance = change.map_or(said, |(_, to)| to);
        StanceSteps {
            own,
            asks,
            said,
            change,
            stance,
            framing: framing.or(self.rules.framings[usize::from(stance)]),
        }
    }

    /// Whether the content is itself a question: it ends with a question mark and is quoted, or begins with a question word
    /// that opens nothing else.
    fn asks(&self, reading: &Reading, found: &Match, statement: &Statement) -> bool {
        let pattern = &self.rules.patterns[found.pattern];
        let starts = pattern
            .yields
            .content
            .first()
            .and_then(|capture| found.capture(*capture));
        // A verb of telling answers the question that it governs, and its pattern says so.
        let answered = matches!(pattern.yields.stance, StanceFrom::Fixed(_))
            && found
                .reading
                .is_some_and(|own| own.features.class == FormClass::Verb);
        let word = starts.is_some_and(|(start, _)| {
            let kinds = reading.stream.kinds_at(start);
            !answered
                && kinds.meets(&self.words.question_word)
                && !kinds.meets(&self.words.relative_question)
                && statement.kind == Kind::Indirect
                && !start.checked_sub(1).is_some_and(|before| {
                    // Behind a complementizer it states something.
                    reading
                        .stream
                        .kinds_at(before)
                        .meets(&self.words.complementizer)
                })
        });
        word || statement.ends_with_question
    }
}
