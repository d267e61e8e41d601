//! The fast machine against the slow one, which keeps no memory of routines, asks no filter and looks at no node ahead: over all examples of the built-in pack, and over
//! texts drawn from their words.

use super::stream::{Stream, streams};
use super::words::WordMemo;
use crate::pattern::{Machine, PatternSection, Rules, Side, Trace};
use crate::rules::RuleSet;

const SECTIONS: [PatternSection; PatternSection::COUNT] = [
    PatternSection::Pattern,
    PatternSection::Exclusion,
    PatternSection::Mark,
    PatternSection::StanceRule,
];

struct Compared<'r> {
    rules: &'r Rules,
    /// Runs all patterns, and so knows the routines of all.
    machine: Machine,
    /// Runs those that can match, as the matcher does: which pattern calls a routine first must make no difference.
    choosy: Machine,
    memo: WordMemo,
    /// Runs, and those that reached an end.
    runs: (usize, usize),
}

impl Compared<'_> {
    fn text(&mut self, text: &str) {
        let read = self.rules.reader.read(text).expect("a short text");
        let found = streams(&read, self.rules, &mut self.memo);
        for stream in &found {
            for node in 0..stream.nodes.len() {
                self.node(text, stream, node);
            }
        }
    }

    fn node(&mut self, text: &str, stream: &Stream, node: usize) {
        let candidates = SECTIONS.map(|section| stream.candidates_of(node, section));
        for number in candidates.into_iter().flatten() {
            let pattern = &self.rules.patterns[usize::from(*number)];
            let sides = [
                (Side::Tail, &pattern.tail, node + 1),
                (Side::Head, &pattern.head, node),
            ];
            for (side, program, gap) in sides {
                let code = &self.rules.code;
                let mut slots = self.machine.slots(pattern.slots.into());
                let can = self.machine.can_match(program, code, stream, gap);
                let fast = self.machine.run(program, code, stream, gap, &mut slots);
                if can {
                    let again = self.choosy.run(program, code, stream, gap, &mut slots);
                    assert_eq!(fast, again, "{} at node {node} of {text}", pattern.id);
                }
                self.machine.spare(slots);
                let slow = Trace::of(pattern, side, code, stream, gap).reached;
                let place = || format!("{} {side:?} at node {node} of {text}", pattern.id);
                assert_eq!(fast, slow, "{}", place());
                assert!(can || slow.is_none(), "not even tried: {}", place());
                self.runs.0 += 1;
                self.runs.1 += usize::from(slow.is_some());
            }
        }
    }
}

/// A text of words drawn from others; the same for the same seed.
fn drawn(words: &[&str], seed: usize, length: usize) -> String {
    let mut state = seed as u64;
    let draw = (0..length).map(|_| {
        // Knuth's multiplier and increment (MMIX); the upper bits are the better ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        words[(state >> 33) as usize % words.len()]
    });
    draw.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_machine_reaches_what_the_slow_one_reaches() {
    let rules = Rules::builtin().expect("the built-in pack");
    let set = RuleSet::builtin().expect("the built-in pack");
    let examples = set.patterns.iter().flat_map(|pattern| &pattern.examples);
    let texts: Vec<&str> = examples
        .map(|example| example.text.value.as_str())
        .collect();
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .collect();
    let mut compared = Compared {
        rules: &rules,
        machine: Machine::default(),
        choosy: Machine::default(),
        memo: WordMemo::new(&rules),
        runs: (0, 0),
    };
    texts.iter().for_each(|text| compared.text(text));
    for seed in 0..50 {
        compared.text(&drawn(&words, seed, 60));
    }
    // Or it compared nothing.
    let (runs, reached) = compared.runs;
    assert!(
        runs > 10_000 && reached > 1_000,
        "{runs} runs, {reached} reached"
    );
}
