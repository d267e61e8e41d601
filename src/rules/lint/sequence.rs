//! Whether whatever one sequence of items matches another one matches too: both as automata over single words, walked together.
//!
//! It never says yes where that is not so. It says no where it cannot tell: where only several tests of the one together take all that a test of the other
//! takes (a verb or no verb), where that follows from what words are spelled like, and where the two are too large.

use crate::numbered::{Number, Row};
use crate::rules::model::{Element, Item, List, Placed, RuleSet, What};
use crate::rules::vocabulary::is_arabic;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The most pairs of states that are looked at, and the most states of an automaton.
const MOST_PAIRS: usize = 20_000;
const MOST_STATES: usize = 5_000;

/// How deep elements stand in each other at most, as for the compiler.
const MOST_DEPTH: usize = 16;

/// Kinds that are always words.
const VERBAL: [&str; 5] = ["verb", "passive", "participle", "masdar", "unknown"];

/// What `any` is not: a paragraph's end, and what is no kind of one word.
const NOT_ANY: [&str; 3] = ["paragraph", "clause", "rest"];

/// Zero-width places.
const PLACES: [&str; 2] = ["start", "end"];

/// Compares sequences of one pack.
pub(super) struct Sequences<'s> {
    elements: HashMap<&'s str, &'s Element>,
    lists: HashMap<&'s str, &'s List>,
}

/// What a word must be.
struct Test<'s> {
    what: &'s What,
    with: Vec<&'s str>,
    /// An element stands here for all that it can be.
    without: Vec<&'s str>,
}

type To<'s> = Number<State<'s>>;

/// The steps that begin at a state.
#[derive(Default)]
struct State<'s> {
    /// Without a word.
    free: Vec<To<'s>>,
    /// With a word.
    tests: Vec<(Test<'s>, To<'s>)>,
    /// At the beginning or the end of the text.
    places: Vec<(&'s str, To<'s>)>,
}

struct Automaton<'s> {
    states: Row<State<'s>>,
    first: To<'s>,
    last: To<'s>,
}

impl<'s> Sequences<'s> {
    pub(super) fn new(set: &'s RuleSet) -> Sequences<'s> {
        let elements = set.elements.iter();
        let lists = set.lists.iter();
        Sequences {
            elements: elements.map(|one| (one.name.value.as_str(), one)).collect(),
            lists: lists.map(|one| (one.name.value.as_str(), one)).collect(),
        }
    }

    /// Whether the first, beginning at a word, fits wherever the second does. `backward` is for what stands before a cue: it is read from there.
    pub(super) fn covers(&self, early: &'s [Item], late: &'s [Item], backward: bool) -> bool {
        let both = (
            self.automaton(early, backward),
            self.automaton(late, backward),
        );
        let (Some(early), Some(late)) = both else {
            return false;
        };
        self.walk(&early, &late)
    }

    /// Whether a word that fits the second cue always fits the first.
    pub(super) fn cue_covers(&self, early: &'s Item, late: &'s Item) -> bool {
        let once = |item: &'s Item| {
            let mut states = Row::default();
            let (first, last) = (states.push(State::default()), states.push(State::default()));
            self.once(&mut states, item, first, last, (false, 0))?;
            Some(Automaton {
                states,
                first,
                last,
            })
        };
        match (once(early), once(late)) {
            (Some(early), Some(late)) => self.walk(&early, &late),
            _ => false,
        }
    }

    /// Follows the second wherever it can go, and the first along with it as far as it surely goes.
    fn walk(&self, early: &Automaton, late: &Automaton) -> bool {
        let begin = (late.first, early.closed(vec![early.first]));
        let mut seen = HashSet::from([begin.clone()]);
        let mut open = vec![begin];
        while let Some((state, along)) = open.pop() {
            // What the first matches may end before what the second matches.
            if along.binary_search(&early.last).is_ok() {
                continue;
            }
            if state == late.last || seen.len() > MOST_PAIRS {
                return false;
            }
            let here = &late.states[state];
            let mut next: Vec<(To<'_>, Vec<To<'_>>)> = Vec::new();
            next.extend(here.free.iter().map(|to| (*to, along.clone())));
            for (test, to) in &here.tests {
                let steps = along.iter().flat_map(|state| &early.states[*state].tests);
                let taken = steps.filter(|(wide, _)| self.test_covers(wide, test));
                next.push((*to, early.closed(taken.map(|(_, to)| *to).collect())));
            }
            for (place, to) in &here.places {
                let steps = along.iter().flat_map(|state| &early.states[*state].places);
                let same = steps.filter(|(other, _)| other == place);
                // Nothing is used up: whatever asks for no place stays where it is.
                let here = along.iter().copied().chain(same.map(|(_, to)| *to));
                next.push((*to, early.closed(here.collect())));
            }
            for pair in next {
                if seen.insert(pair.clone()) {
                    open.push(pair);
                }
            }
        }
        true
    }

    /// Whether a word that passes the second test surely passes the first.
    fn test_covers(&self, early: &Test, late: &Test) -> bool {
        let is = |wanted: &str| {
            let as_well = |with: &&str| self.name_covers(wanted, with);
            name(late.what).is_some_and(|name| self.name_covers(wanted, name))
                || late.with.iter().any(as_well)
        };
        let is_not = |wanted: &&str| {
            let mut refused = late.without.iter();
            refused.any(|refused| self.name_covers(refused, wanted))
        };
        name(early.what).is_some_and(is)
            && early.with.iter().all(|wanted| is(wanted))
            && early.without.iter().all(is_not)
    }

    /// Whether a word of this name, of a kind, list or spelling, is also what is wanted.
    fn name_covers(&self, wanted: &str, name: &str) -> bool {
        let narrow = self.lists.get(name);
        let single = |list: &&List| {
            let words = &mut list.words.iter();
            !words.as_slice().is_empty() && words.all(|one| !one.word.value.contains(' '))
        };
        let wide = match wanted {
            _ if wanted == name => return true,
            "any" => return !NOT_ANY.contains(&name),
            "word" => {
                return VERBAL.contains(&name) || is_arabic(name) || narrow.is_some_and(single);
            }
            "quotation" => return name == "long-quotation",
            other => self.lists.get(other),
        };
        let Some(wide) = wide else {
            return false;
        };
        let holds = |word: &str| wide.words.iter().any(|one| one.word.value == word);
        match narrow {
            // All words of the one stand in the other, and may be written there with all that they carry here.
            Some(narrow) => {
                !narrow.words.is_empty()
                    && wide.pronouns >= narrow.pronouns
                    && wide.proclitics >= narrow.proclitics
                    && narrow.words.iter().all(|one| holds(&one.word.value))
            }
            None => is_arabic(name) && wide.proclitics && holds(name),
        }
    }

    fn automaton(&self, items: &'s [Item], backward: bool) -> Option<Automaton<'s>> {
        let mut states = Row::default();
        let first = states.push(State::default());
        let last = self.sequence(&mut states, items, first, (backward, 0))?;
        Some(Automaton {
            states,
            first,
            last,
        })
    }

    /// Adds items behind a state and gives the state behind them; `None` where they become too large.
    fn sequence(
        &self,
        states: &mut Row<State<'s>>,
        items: &'s [Item],
        from: To<'s>,
        (backward, depth): (bool, usize),
    ) -> Option<To<'s>> {
        let mut at = from;
        let mut order: Vec<&Item> = items.iter().collect();
        if backward {
            order.reverse();
        }
        for item in order {
            let (least, most) = item.repeat;
            let behind = states.push(State::default());
            for number in 0..most {
                if number >= least {
                    states[at].free.push(behind);
                }
                let next = states.push(State::default());
                self.once(states, item, at, next, (backward, depth))?;
                at = next;
            }
            states[at].free.push(behind);
            at = behind;
        }
        Some(at)
    }

    fn test(&self, item: &'s Item) -> Test<'s> {
        let all = |name: &'s Placed<String>| {
            let element = self.elements.get(name.value.as_str());
            let kinds = element.and_then(|element| element.kinds());
            kinds.unwrap_or_else(|| vec![&name.value])
        };
        Test {
            what: &item.what,
            with: item.with.iter().map(|name| name.value.as_str()).collect(),
            without: item.without.iter().flat_map(all).collect(),
        }
    }

    fn once(
        &self,
        states: &mut Row<State<'s>>,
        item: &'s Item,
        from: To<'s>,
        to: To<'s>,
        (backward, depth): (bool, usize),
    ) -> Option<()> {
        if depth > MOST_DEPTH || states.len() > MOST_STATES {
            return None;
        }
        let deeper = (backward, depth + 1);
        match &item.what {
            What::Name(name) => {
                if let Some(element) = self.elements.get(name.as_str()) {
                    for alternative in &element.any {
                        let end = self.sequence(states, alternative, from, deeper)?;
                        states[end].free.push(to);
                    }
                    return Some(());
                }
                if let Some(place) = PLACES.iter().find(|place| *place == name) {
                    states[from].places.push((place, to));
                    return Some(());
                }
                states[from].tests.push((self.test(item), to));
            }
            What::Literal(_) => states[from].tests.push((self.test(item), to)),
            What::Any(items) => {
                for one in items {
                    let end = self.sequence(states, std::slice::from_ref(one), from, deeper)?;
                    states[end].free.push(to);
                }
                // What else is asked of one of several is beyond this comparison.
                if !item.with.is_empty() || !item.without.is_empty() {
                    return None;
                }
            }
            What::Sequence(items) => {
                let end = self.sequence(states, items, from, deeper)?;
                states[end].free.push(to);
            }
        }
        Some(())
    }
}

impl<'s> Automaton<'s> {
    /// These states and all that can be reached from them without a word, in order.
    fn closed(&self, mut open: Vec<To<'s>>) -> Vec<To<'s>> {
        let mut known: BTreeSet<To<'s>> = open.iter().copied().collect();
        while let Some(state) = open.pop() {
            let free = self.states[state].free.iter().copied();
            open.extend(free.filter(|to| known.insert(*to)));
        }
        known.into_iter().collect()
    }
}

/// The name of a kind, list or element, or the spelling.
fn name(what: &What) -> Option<&str> {
    match what {
        What::Name(name) | What::Literal(name) => Some(name),
        _ => None,
    }
}
