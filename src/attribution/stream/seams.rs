//! Where a text on one line has lost an end: behind the headline that runs into its first sentence, and behind a stop that stands inside the closing mark.
//!
//! The lost end becomes a node without words, so that patterns, contents and subjects find there what they find in a text with paragraphs.

use super::{Node, Stream, next_state};
use crate::attribution::vocabulary::Vocabulary;
use crate::attribution::words::Made;
use crate::lexicon::{FormClass, Person, Reading, Tense};
use crate::pattern::{Builtin, KindSet, Rules};
use crate::text::{Repair, Shape, Span, Text};

/// A line with fewer nodes is a headline or a paragraph of its own, not both in one.
const LINE: usize = 30;

/// A headline has at least and at most so many nodes.
const HEADLINE: std::ops::Range<usize> = 3..26;

/// So many nodes behind a headline are looked through for its words.
const LEAD: usize = 36;

/// So many words of a headline its first sentence says again.
const AGAIN: usize = 2;

/// One word in so many of a headline its first sentence says again, at least.
const ONE_IN: usize = 4;

/// A shorter word is said again by chance, in letters.
const LETTERS: usize = 3;

/// Words with so many letters in common at their beginning are forms of one, if they differ in few behind them.
const STEM: usize = 4;

/// What the ends that are put in are.
#[derive(Clone, Copy)]
pub(crate) struct Ends {
    /// The end of a sentence.
    pub stop: Made,
    /// The end of a line.
    pub line: Made,
}

/// The repair of a headline that runs into the first sentence; its span is what stands between the two.
const LOST_LINE_END: &str = "lost-line-end";

/// Puts the lost ends of the outermost stream in; the repair, where a line had lost its end.
pub(crate) fn mend(
    rules: &Rules,
    words: &Vocabulary,
    text: &Text,
    stream: &mut Stream,
    ends: Ends,
) -> Option<Repair> {
    let seams = Seams {
        rules,
        words,
        text,
        stream,
    };
    let mut lost: Vec<(usize, Made)> = Vec::new();
    let headline = seams.headline();
    let repair = headline.and_then(|gap| seams.repair(gap));
    lost.extend(headline.map(|gap| (gap, ends.line)));
    lost.extend(seams.marked_stops().map(|gap| (gap, ends.stop)));
    lost.sort_by_key(|(gap, _)| *gap);
    stream.put_in(&lost);
    repair
}

impl Stream {
    /// Puts nodes without words in at gaps, in their order; none behind the last node.
    fn put_in(&mut self, ends: &[(usize, Made)]) {
        if ends.is_empty() {
            return;
        }
        let mut nodes = Vec::with_capacity(self.nodes.len() + ends.len());
        let mut next = ends.iter().peekable();
        for (at, node) in self.nodes.iter().enumerate() {
            while let Some((_, made)) = next.next_if(|(gap, _)| *gap == at) {
                nodes.push(Node {
                    made: *made,
                    first: node.first,
                    last: node.first,
                    readings: (node.readings.0, node.readings.0),
                    quotation: None,
                });
            }
            nodes.push(*node);
        }
        self.nodes = nodes;
        let moved = |node: &mut u32| {
            *node += ends.partition_point(|(gap, _)| *gap <= *node as usize) as u32;
        };
        self.insides.iter_mut().for_each(|(node, _)| moved(node));
        self.named.iter_mut().for_each(|(node, _)| moved(node));
        self.state = next_state();
    }
}

struct Seams<'a> {
    rules: &'a Rules,
    words: &'a Vocabulary,
    text: &'a Text,
    stream: &'a Stream,
}

impl Seams<'_> {
    fn kinds(&self, node: usize) -> &KindSet {
        self.stream.kinds_at(node)
    }

    /// What is said of a line that ends at a gap without an end.
    fn repair(&self, gap: usize) -> Option<Repair> {
        let next = self.stream.nodes.get(gap)?.first as usize;
        let (before, next) = (
            self.text.tokens.get(next.checked_sub(1)?)?,
            self.text.tokens.get(next)?,
        );
        Some(Repair {
            what: LOST_LINE_END,
            span: Span {
                start: before.span.end,
                end: next.span.start,
            },
        })
    }

    /// The gaps behind quotations whose last sign is a stop, where what follows begins a sentence: "... انتهى." وأضاف
    fn marked_stops(&self) -> impl Iterator<Item = usize> {
        let nodes = self.stream.nodes.iter().enumerate();
        nodes.filter_map(|(node, known)| {
            let quotation = &self.text.quotations[known.quotation? as usize];
            let last = quotation
                .close
                .checked_sub(1)
                .filter(|_| quotation.closed)?;
            let stops = self.text.tokens[last as usize].shape == Shape::Stop;
            (stops && last > quotation.open && self.begins_sentence(node + 1)).then_some(node + 1)
        })
    }

    /// Whether a node begins a sentence rather than going on with what stands in marks before it: a joined word, or one with which the narrator turns.
    fn begins_sentence(&self, node: usize) -> bool {
        let kinds = self.kinds(node);
        let quoted = self.kinds(node + 1).has(Builtin::Quotation.kind());
        let turns = kinds.meets(&self.words.change_marker)
            || kinds.meets(&self.words.topic)
            || kinds.meets(&self.words.clause_ender)
            || (kinds.meets(&self.words.conjunction) && !quoted);
        kinds.has(Builtin::Word.kind()) && (turns || self.is_joined(node))
    }

    /// Whether a conjunction is written onto a word, or seems to be where no list knows it.
    fn is_joined(&self, node: usize) -> bool {
        let unknown = || {
            let token = &self.text.tokens[self.stream.nodes[node].first as usize];
            let folded = &self.text.folded[token.folded.start as usize..token.folded.end as usize];
            let lexicon = &self.rules.lexicon;
            lexicon.has_conjunction(lexicon.guess_proclitics(folded))
        };
        let kinds = self.kinds(node);
        kinds.meets(&self.words.conjunction_clitic)
            || (kinds.has(Builtin::Unknown.kind()) && unknown())
    }

    /// The gap behind the headline of a text, where its first line goes on with the first sentence. The sentence opens with a verb in the past and its subject, and says
    /// again what the headline has said.
    fn headline(&self) -> Option<usize> {
        let paragraph = Builtin::Paragraph.kind();
        let nodes = 0..self.stream.nodes.len().min(HEADLINE.end + LEAD);
        let line = nodes
            .clone()
            .find(|node| self.kinds(*node).has(paragraph))
            .unwrap_or(nodes.end);
        let ended = |node: &usize| {
            // Two stops divide a headline as well.
            let kinds = self.kinds(*node);
            kinds.meets(&self.words.sentence_end) && !kinds.has(Builtin::Ellipsis.kind())
        };
        let sentence = (0..line).find(ended).unwrap_or(line);
        if line < LINE || self.opens(0) {
            return None;
        }
        let gaps = HEADLINE.start..HEADLINE.end.min(sentence);
        gaps.into_iter().find(|gap| {
            self.closes(*gap)
                && self.opens(*gap)
                && self.tells_something(*gap)
                && self.says_again(*gap, line.min(gap + LEAD))
        })
    }

    /// Whether what stands before a gap says something of somebody as headlines do: it is not only the subject of the verb behind it, and no clause hangs on it.
    fn tells_something(&self, gap: usize) -> bool {
        if (0..gap).any(|node| self.kinds(node).meets(&self.words.complementizer)) {
            return false;
        }
        let signs = [
            Builtin::Verb,
            Builtin::Passive,
            Builtin::Masdar,
            Builtin::Colon,
            Builtin::Quotation,
            Builtin::Ellipsis,
        ];
        (0..gap).any(|node| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.common_verb)
                || kinds.meets(&self.words.deed)
                || signs.iter().any(|sign| kinds.has(sign.kind()))
        })
    }

    /// Whether a headline can end at a gap: not behind a word that needs what follows it.
    fn closes(&self, gap: usize) -> bool {
        let before = self.kinds(gap - 1);
        // A verb spelled like a noun belongs to the bare noun before it.
        let noun = |node: usize| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.deed) || kinds.meets(&self.words.common_noun)
        };
        let construct = noun(gap) && noun(gap - 1) && !before.meets(&self.words.article);
        let content =
            before.has(Builtin::Word.kind()) && !before.meets(&self.words.closed) && !construct;
        let other = [
            Builtin::Number,
            Builtin::Quotation,
            Builtin::Parenthesis,
            Builtin::Latin,
        ];
        content || other.iter().any(|kind| before.has(kind.kind()))
    }

    /// Whether a sentence opens at a gap with a verb in the past, whose subject follows it.
    fn opens(&self, gap: usize) -> bool {
        let past = |reading: &Reading| {
            let features = &reading.features;
            matches!(features.class, FormClass::Verb)
                && features.tense == Some(Tense::Past)
                && features.person == Some(Person::Third)
                && reading.proclitics.0 == 0
                && reading.enclitic.is_none()
        };
        let (own, next) = (self.kinds(gap), self.kinds(gap + 1));
        let governed = (next.meets(&self.words.closed) && !next.meets(&self.words.time))
            || next.meets(&self.words.preposition_clitic);
        // A verb spelled like a preposition is one before whoever speaks.
        let other = own.meets(&self.words.given_name)
            || (own.meets(&self.words.preposition) && !next.meets(&self.words.title));
        let verb =
            own.meets(&self.words.lead_verb) || self.stream.readings_of(gap).iter().any(past);
        let opens = verb && !other && next.has(Builtin::Word.kind()) && !governed;
        opens || self.is_dateline(gap)
    }

    /// Whether a dateline stands at a node: دمشق- and عمان (وكالات) - and عمان، الأردن (وكالات)
    fn is_dateline(&self, node: usize) -> bool {
        let is_place = |node: usize| {
            let kinds = self.kinds(node);
            kinds.meets(&self.words.place) && !kinds.meets(&self.words.preposition_clitic)
        };
        let country = self.kinds(node + 1).has(Builtin::Comma.kind()) && is_place(node + 2);
        let next = self.kinds(node + if country { 3 } else { 1 });
        let sign = next.has(Builtin::Dash.kind()) || next.has(Builtin::Parenthesis.kind());
        is_place(node) && sign
    }

    /// Whether what stands between two gaps says again what stands before the first.
    fn says_again(&self, gap: usize, end: usize) -> bool {
        let said: Vec<&str> = (0..gap).flat_map(|node| self.telling(node)).collect();
        let lead: Vec<&str> = (gap..end).flat_map(|node| self.telling(node)).collect();
        let repeated = |word: &&&str| lead.iter().any(|later| alike(word, later));
        let again = said.iter().filter(repeated).count();
        again >= AGAIN && again * ONE_IN >= said.len()
    }

    /// The words of a node by which a text can be told from another, without what is written onto them.
    fn telling(&self, node: usize) -> impl Iterator<Item = &str> {
        let (known, kinds) = (self.stream.nodes.get(node), self.kinds(node));
        let tells = !kinds.meets(&self.words.closed);
        let tokens = known.filter(|_| tells).map(|known| known.first..known.last);
        let words = tokens.into_iter().flatten().filter_map(|token| {
            let token = self.text.tokens.get(token as usize)?;
            let folded = token.folded.start as usize..token.folded.end as usize;
            let word = (token.shape == Shape::Word).then(|| self.text.folded.get(folded))?;
            Some(self.rules.lexicon.without_clitics(word?))
        });
        words.filter(|word| word.chars().count() >= LETTERS)
    }
}

/// Whether two words are forms of one, as far as their letters show.
fn alike(one: &str, other: &str) -> bool {
    let longest = one.chars().count().max(other.chars().count());
    let same = |(first, second): &(char, char)| first == second;
    let begin = one.chars().zip(other.chars()).take_while(same).count();
    let end = one
        .chars()
        .rev()
        .zip(other.chars().rev())
        .take_while(same)
        .count();
    let common = begin.max(end);
    common == longest || (common >= STEM && longest - common < STEM)
}
