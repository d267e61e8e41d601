//! Turns the tokens of a text into the nodes that patterns read: words with their kinds, phrases merged into one node, a quotation or a bracketed aside one node.

use super::words::{Classes, Made, WordMemo};
use crate::lexicon::Reading;
use crate::pattern::{Builtin, Code, Kind, KindSet, Marks, PatternSection, Rules, Tape};
use crate::text::{Shape, Span, Text, Token};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) mod seams;

/// One node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// What it can be.
    pub made: Made,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Its readings in [`Stream::readings`].
    pub readings: (u32, u32),
    /// The quotation it is.
    pub quotation: Option<u32>,
}

/// The nodes of a document, or of the inside of one quotation.
#[derive(Clone, Default)]
pub(crate) struct Stream {
    pub nodes: Vec<Node>,
    pub readings: Vec<Reading>,
    /// What is known of the classes of its nodes.
    classes: Arc<Classes>,
    /// The quotation whose inside this is.
    pub outer: Option<u32>,
    /// The insides of quotations that are short enough to be names, each with its node.
    insides: Vec<(u32, Stream)>,
    /// What quotations are as somebody's words and as names, each with its node.
    named: Vec<(u32, [Made; 2])>,
    breaks: KindSet,
    /// Tells what its nodes are now from all that they and others ever were.
    state: u64,
}

/// The next number of a state.
fn next_state() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Tape for Stream {
    fn length(&self) -> usize {
        self.nodes.len()
    }

    #[inline]
    fn kinds(&self, node: usize) -> &KindSet {
        &self.classes.sets[self.nodes[node].made.set as usize].0
    }

    #[inline]
    fn passes(&self, node: usize, number: u32, _: &Code) -> bool {
        self.classes.passed.has(self.nodes[node].made.set, number)
    }

    #[inline]
    fn marks(&self, node: usize) -> Marks {
        self.classes.sets[self.nodes[node].made.set as usize].1
    }

    fn starts(&self, gap: usize) -> bool {
        gap == 0 || self.kinds_at(gap - 1).meets(&self.breaks)
    }

    fn ends(&self, gap: usize) -> bool {
        gap >= self.nodes.len() || self.kinds_at(gap).meets(&self.breaks)
    }

    #[inline]
    fn state(&self) -> u64 {
        self.state
    }
}

impl Stream {
    /// Readings of a node.
    pub fn readings_of(&self, node: usize) -> &[Reading] {
        let (first, last) = self.nodes[node].readings;
        &self.readings[first as usize..last as usize]
    }

    /// Kinds of a node; none where there is no node.
    #[inline]
    pub fn kinds_at(&self, node: usize) -> &KindSet {
        let made = self.nodes.get(node).map(|node| node.made.set as usize);
        let known = made.and_then(|set| self.classes.sets.get(set));
        known.map_or(const { &KindSet::EMPTY }, |(kinds, _)| kinds)
    }

    /// The patterns of a section whose cue a node can be, as far as the word itself decides, in their order.
    #[inline]
    pub fn candidates_of(&self, node: usize, section: PatternSection) -> &[u16] {
        let class = self.nodes[node].made.class as usize;
        let known = self.classes.candidates.get(class);
        known.map_or(&[], |known| known.of(section))
    }

    /// Numbers of the quotations in it, in order.
    pub fn quotations(&self) -> Vec<u32> {
        self.nodes
            .iter()
            .filter_map(|node| node.quotation)
            .collect()
    }

    /// The inside of the quotation at a node, where it is short enough to be a name.
    pub fn inside_of(&self, node: usize) -> Option<&Stream> {
        let at = self
            .insides
            .binary_search_by_key(&(node as u32), |(node, _)| *node);
        at.ok().map(|at| &self.insides[at].1)
    }

    /// Takes from quotations that are names what would let them be somebody's words. They stay words of a noun phrase.
    pub fn no_words_in(&mut self, names: &[(u32, usize)]) {
        self.state = next_state();
        for (node, named) in &self.named {
            let Some(node) = self.nodes.get_mut(*node as usize) else {
                continue;
            };
            let is_name = |number: u32| names.binary_search_by_key(&number, |(name, _)| *name);
            if node.quotation.is_some_and(|number| is_name(number).is_ok()) {
                node.made = named[1];
            }
        }
    }

    /// The stream before [`Stream::no_words_in`]: what mark rules look at.
    pub fn unnamed(&self) -> Stream {
        let mut stream = self.clone();
        stream.state = next_state();
        for (node, named) in &self.named {
            if let Some(node) = stream.nodes.get_mut(*node as usize) {
                node.made = named[0];
            }
        }
        stream
    }

    /// The gap at which the sentence of a node begins: behind a node with one of these kinds, or [`SENTENCE`] nodes back.
    pub fn sentence_start(&self, node: usize, ends: &KindSet) -> usize {
        let furthest = node.saturating_sub(SENTENCE);
        let before = (furthest..node).rev();
        let end = before
            .into_iter()
            .find(|before| self.kinds_at(*before).meets(ends));
        end.map_or(furthest, |end| end + 1)
    }

    /// Whether a node has a kind.
    pub fn has(&self, node: usize, kind: Kind) -> bool {
        self.kinds_at(node).has(kind)
    }

    /// Bytes from the first token of a node to the last token of another.
    pub fn span(&self, text: &Text, first: usize, last: usize) -> Span {
        let start = text.tokens[self.nodes[first].first as usize].span.start;
        let end = text.tokens[self.nodes[last - 1].last as usize - 1].span.end;
        // A node without words, where an end was lost, lies between two tokens.
        Span {
            start,
            end: end.max(start),
        }
    }
}

/// Reads the whole document: the outermost stream first, then the inside of every quotation of more than `INNER_TOKENS` tokens.
pub(crate) fn streams(text: &Text, rules: &Rules, memo: &mut WordMemo) -> Vec<Stream> {
    let mut builder = Builder {
        text,
        rules,
        memo,
        found: Vec::new(),
    };
    let mut all = vec![builder.stream(0, text.tokens.len() as u32, None)];
    for (number, quotation) in text.quotations.iter().enumerate() {
        if quotation.close.saturating_sub(quotation.open) > INNER_TOKENS {
            all.push(builder.stream(quotation.open + 1, quotation.close, Some(number as u32)));
        }
    }
    // Only now: as long as nobody else has it, the table grows in its place.
    let classes = builder.memo.classes();
    for stream in &mut all {
        for (_, inside) in &mut stream.insides {
            inside.classes = Arc::clone(&classes);
        }
        stream.classes = Arc::clone(&classes);
    }
    all
}

/// Most nodes of a sentence that are looked through. Where a text has no full stops, every cue would else look through all of it.
pub(crate) const SENTENCE: usize = 512;

/// A shorter quotation holds no report of its own: cue, speaker and content need five words and their signs.
const INNER_TOKENS: u32 = 6;

/// A quotation of so many tokens takes the kinds of the one list entry that fills it (قناة "السومرية").
const NAME_TOKENS: u32 = 5;

/// Length of two stops in a row, in bytes.
const DOUBLE_STOP: u32 = 2;

/// Room for so many readings a token: words have two or three, signs none.
const READINGS: usize = 2;

/// Most words of a short quotation: 52 to 55 % of all marked strings have at most two, 62 % at most three.
const SHORT_WORDS: usize = 3;

struct Builder<'a> {
    text: &'a Text,
    rules: &'a Rules,
    memo: &'a mut WordMemo,
    found: Vec<Reading>,
}

impl<'a> Builder<'a> {
    fn stream(&mut self, from: u32, to: u32, outer: Option<u32>) -> Stream {
        let mut stream = Stream {
            outer,
            breaks: breaks(),
            state: next_state(),
            nodes: Vec::with_capacity((to - from) as usize),
            readings: Vec::with_capacity((to - from) as usize * READINGS),
            ..Stream::default()
        };
        let text = self.text;
        let mut quotation = text
            .quotations
            .partition_point(|quotation| quotation.open < from);
        let mut bracket = text.brackets.partition_point(|bracket| bracket.0 < from);
        let mut token = from;
        while token < to {
            while text
                .quotations
                .get(quotation)
                .is_some_and(|quotation| quotation.open < token)
            {
                quotation += 1;
            }
            while text
                .brackets
                .get(bracket)
                .is_some_and(|bracket| bracket.0 < token)
            {
                bracket += 1;
            }
            let begins = text
                .quotations
                .get(quotation)
                .filter(|quotation| quotation.open == token);
            let aside = text
                .brackets
                .get(bracket)
                .filter(|bracket| bracket.0 == token && bracket.1 < to);
            if let Some(found) = begins {
                let end = if found.closed {
                    found.close + 1
                } else {
                    found.close
                }
                .clamp(token + 1, to);
                self.quotation(&mut stream, token, end, quotation as u32);
                token = end;
            } else if let Some(&(_, close)) = aside {
                self.aside(&mut stream, token, close + 1);
                token = close + 1;
            } else {
                token = self.token(&mut stream, token, to);
            }
        }
        stream
    }

    fn quotation(&mut self, stream: &mut Stream, first: u32, last: u32, number: u32) {
        let mut kinds = Builtin::Quotation.set();
        let inside = &self.text.quotations[number as usize];
        let inner = &self.text.tokens[inside.open as usize + 1..inside.close as usize];
        let words = inner
            .iter()
            .filter(|token| matches!(token.shape, Shape::Word | Shape::Number))
            .count();
        kinds.insert(if words <= SHORT_WORDS {
            Builtin::ShortQuotation.kind()
        } else {
            Builtin::LongQuotation.kind()
        });
        let mut readings = (stream.readings.len() as u32, stream.readings.len() as u32);
        if inside.close - inside.open <= NAME_TOKENS + 1 {
            // A sign before the closing mark is none of the name.
            let sign = |token: &Token| matches!(token.shape, Shape::Stop | Shape::Comma);
            let end = inside.close - u32::from(inner.last().is_some_and(sign));
            let name = &inner[..(end - inside.open - 1) as usize];
            let within = self.name(inside.open + 1, end);
            kinds.add(&self.throughout(name, &within));
            stream.insides.push((stream.nodes.len() as u32, within));
            if !name.is_empty() && name.iter().all(|token| token.shape == Shape::Word) {
                let mut scratch = Stream::default();
                if self.word(&mut scratch, inside.open + 1, end) == end {
                    for reading in &scratch.readings {
                        if let Some(kind) = self.rules.entries.of(reading.entry).kind {
                            kinds.insert(kind);
                        }
                    }
                    stream.readings.extend_from_slice(&scratch.readings);
                    readings.1 = stream.readings.len() as u32;
                }
            }
        }
        let mut named = kinds;
        named.remove(Builtin::Quotation.kind());
        named.remove(Builtin::LongQuotation.kind());
        named.insert(Builtin::ShortQuotation.kind());
        let named = self.memo.made(self.rules, &named);
        let made = self.memo.made(self.rules, &kinds);
        stream
            .named
            .push((stream.nodes.len() as u32, [made, named]));
        stream.nodes.push(Node {
            made,
            first,
            last,
            readings,
            quotation: Some(number),
        });
    }

    /// The nodes inside a short quotation.
    fn name(&mut self, mut token: u32, end: u32) -> Stream {
        let mut stream = Stream {
            breaks: breaks(),
            state: next_state(),
            ..Stream::default()
        };
        while token < end {
            token = self.token(&mut stream, token, end);
        }
        stream
    }

    fn token(&mut self, stream: &mut Stream, token: u32, to: u32) -> u32 {
        let shape = self.text.tokens[token as usize].shape;
        let builtin = match shape {
            Shape::Word => return self.word(stream, token, to),
            Shape::Number => Builtin::Number,
            Shape::Comma => Builtin::Comma,
            Shape::Semicolon => Builtin::Semicolon,
            Shape::Colon => Builtin::Colon,
            Shape::Stop => Builtin::Stop,
            Shape::Question => Builtin::Question,
            Shape::Exclamation => Builtin::Exclamation,
            Shape::Dash => Builtin::Dash,
            Shape::Ellipsis if self.is_double_stop(token) => {
                let mut kinds = Builtin::Ellipsis.set();
                kinds.insert(Builtin::Stop.kind());
                let made = self.memo.made(self.rules, &kinds);
                push(stream, made, token, token + 1);
                return token + 1;
            }
            Shape::Ellipsis => Builtin::Ellipsis,
            Shape::Paragraph => Builtin::Paragraph,
            Shape::Open
            | Shape::Close
            | Shape::OpenBracket
            | Shape::CloseBracket
            | Shape::Other => Builtin::Other,
        };
        self.sign(stream, builtin, token, token + 1);
        token + 1
    }

    /// Whether a token is two stops in a row, which some papers write for one.
    fn is_double_stop(&self, token: u32) -> bool {
        let span = self.text.tokens[token as usize].span;
        span.end - span.start == DOUBLE_STOP
    }

    /// A bracketed aside; one that begins with a Latin word is Latin as well.
    fn aside(&mut self, stream: &mut Stream, first: u32, last: u32) {
        let mut kinds = Builtin::Parenthesis.set();
        let inner = self.text.tokens[first as usize + 1];
        let latin = |letter: char| letter.is_ascii_alphabetic();
        if inner.shape == Shape::Word && slice(&self.text.exact, inner.exact).starts_with(latin) {
            kinds.insert(Builtin::Latin.kind());
        }
        let made = self.memo.made(self.rules, &kinds);
        push(stream, made, first, last);
    }

    /// A node of one built-in kind.
    #[inline]
    fn sign(&mut self, stream: &mut Stream, sign: Builtin, first: u32, last: u32) {
        let made = self.memo.sign(self.rules, sign);
        push(stream, made, first, last);
    }

    /// A word, or the longest phrase that begins here; the token behind it is returned.
    fn word(&mut self, stream: &mut Stream, token: u32, to: u32) -> u32 {
        let (text, rules) = (self.text, self.rules);
        let begin = stream.readings.len() as u32;
        let forms = |token: u32| {
            let token = &text.tokens[token as usize];
            (
                slice(&text.exact, token.exact),
                slice(&text.folded, token.folded),
            )
        };
        let (exact, folded) = forms(token);
        let known = self.memo.read(rules, exact, folded);
        let (mut made, mut length) = (known.made, 1);
        let follows = known.begins_phrase
            && token + 1 < to
            && text.tokens[token as usize + 1].shape == Shape::Word;
        let next = follows.then(|| forms(token + 1));
        stream.readings.extend_from_slice(known.readings);
        let goes_on = next.is_some_and(|(exact, folded)| self.memo.continues(rules, exact, folded));
        let phrase = if goes_on {
            let words = (token..to)
                .take_while(|token| text.tokens[*token as usize].shape == Shape::Word)
                .map(forms);
            rules.lexicon.phrase_at(words, &mut self.found)
        } else {
            None
        };
        if let Some(words) = phrase {
            stream.readings.truncate(begin as usize);
            stream.readings.extend_from_slice(&self.found);
            made = self.memo.phrase(rules, exact, &self.found);
            length = words as u32;
        }
        let end = stream.readings.len() as u32;
        stream.nodes.push(Node {
            made,
            first: token,
            last: token + length,
            readings: (begin, end),
            quotation: None,
        });
        token + length
    }

    /// What all tokens of a short quotation are: numbers, Latin words, words that no list knows.
    fn throughout(&self, inner: &[Token], within: &Stream) -> KindSet {
        let mut kinds = KindSet::EMPTY;
        let figures = |token: &Token| matches!(token.shape, Shape::Number | Shape::Dash);
        if !inner.is_empty() && inner.iter().all(figures) {
            kinds.insert(Builtin::Number.kind());
        }
        for builtin in [Builtin::Unknown, Builtin::Latin] {
            let kind = builtin.kind();
            let is_it = |node: &Node| self.memo.kinds(node.made).has(kind);
            if !within.nodes.is_empty() && within.nodes.iter().all(is_it) {
                kinds.insert(kind);
            }
        }
        kinds
    }
}

fn push(stream: &mut Stream, made: Made, first: u32, last: u32) {
    let at = stream.readings.len() as u32;
    stream.nodes.push(Node {
        made,
        first,
        last,
        readings: (at, at),
        quotation: None,
    });
}

fn slice(arena: &str, span: Span) -> &str {
    &arena[span.start as usize..span.end as usize]
}

/// Signs behind which a sentence begins.
fn breaks() -> KindSet {
    let mut set = KindSet::EMPTY;
    for builtin in [
        Builtin::Stop,
        Builtin::Question,
        Builtin::Exclamation,
        Builtin::Paragraph,
        Builtin::Semicolon,
    ] {
        set.insert(builtin.kind());
    }
    set
}
