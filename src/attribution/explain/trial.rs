//! One rule at one cue: whether it fits, and if not, what stands in the way. The answer is the matcher's own; only the reason is looked for.

use crate::attribution::matching::{Match, Matcher, gives_kind};
use crate::lexicon::Reading;
use crate::pattern::{CompiledPattern, Condition, Side, Trace};

/// Nodes that items took, by their position in the pattern, in text order.
pub(super) type ItemNodes = Vec<(usize, (usize, usize))>;

/// What became of a trial.
pub(super) enum Attempt {
    /// It fits.
    Fits(ItemNodes),
    /// The word is not what the cue must be.
    NotACue,
    /// No reading satisfies the conditions on the cue.
    Reading(Unmet),
    /// What stands inside the marks is not what a mark rule asks for.
    Inside,
    /// An item, by its position, could not take the node at this place; `None` at the end of the text.
    Stopped(ItemNodes, usize, Option<usize>),
    /// A condition on what was captured does not hold.
    Condition(ItemNodes, Unmet),
}

/// A condition that does not hold.
pub(super) struct Unmet {
    /// The condition; `None` where no reading of the word is of the wanted kind, or it is another check of the matcher.
    pub condition: Option<Condition>,
    /// Whether it stands under `unless:`.
    pub unless: bool,
    /// The nodes it is about.
    pub nodes: Option<(usize, usize)>,
}

impl Matcher<'_> {
    /// Tries a rule at a node and looks for the reason if it does not fit.
    pub(super) fn attempt(&mut self, number: usize, cue: usize) -> Attempt {
        let rules = self.rules;
        let pattern = &rules.patterns[number];
        if !pattern.cue.passes(self.stream.kinds_at(cue)) {
            return Attempt::NotACue;
        }
        if self.reading(pattern, cue).is_none() {
            return Attempt::Reading(self.unmet_by_cue(pattern, cue));
        }
        if let Some(inside) = &pattern.inside
            && !self.fits_inside(inside, cue)
        {
            return Attempt::Inside;
        }
        let tail = Trace::of(pattern, Side::Tail, &rules.code, self.stream, cue + 1);
        let head = Trace::of(pattern, Side::Head, &rules.code, self.stream, cue);
        let position = pattern.items.iter().position(|item| item.cue);
        let mut items = vec![(position.unwrap_or(0), (cue, cue + 1))];
        items.extend(tail.items.iter().copied());
        if tail.reached.is_some() {
            items.extend(head.items.iter().copied());
        }
        items.sort_unstable();
        if self.at(number, cue).is_some() {
            return Attempt::Fits(items);
        }
        if let Some((item, gap)) = tail.stopped {
            let node = (gap < self.stream.nodes.len()).then_some(gap);
            return Attempt::Stopped(items, item, node);
        }
        if let Some((item, gap)) = head.stopped {
            return Attempt::Stopped(items, item, gap.checked_sub(1));
        }
        let unmet = self.unmet_by_captures(pattern, number, cue);
        Attempt::Condition(items, unmet)
    }

    /// The first condition on the cue that the nearest of its readings does not satisfy.
    fn unmet_by_cue(&self, pattern: &CompiledPattern, cue: usize) -> Unmet {
        let unmet = |condition: Option<&Condition>, unless: bool| Unmet {
            condition: condition.cloned(),
            unless,
            nodes: Some((cue, cue + 1)),
        };
        let on_cue = |condition: &&Condition| condition.capture.is_none();
        let asked = || self.rules.asked(pattern).filter(on_cue);
        let refused = || self.rules.refused(pattern).filter(on_cue);
        let readings = self.stream.readings_of(cue);
        let is_quotation = self.stream.nodes[cue].quotation.is_some();
        let meant = |reading: &&Reading| is_quotation || gives_kind(self.rules, pattern, reading);
        if readings.is_empty() {
            let missing = asked().find(|condition| !self.bare_holds(condition, cue));
            return match missing {
                Some(condition) => unmet(Some(condition), false),
                None => unmet(
                    refused().find(|condition| self.bare_holds(condition, cue)),
                    true,
                ),
            };
        }
        let faults = |reading: &Reading| -> Vec<(&Condition, bool)> {
            let missing = asked().filter(|condition| !self.reading_holds(condition, reading, cue));
            let broken = refused().filter(|condition| self.reading_holds(condition, reading, cue));
            let missing = missing.map(|condition| (condition, false));
            missing
                .chain(broken.map(|condition| (condition, true)))
                .collect()
        };
        // An exclusion wants all readings to satisfy it: there the one that does not is the reason.
        let all = readings.iter().filter(meant).map(faults);
        let nearest = all.filter(|faults| !faults.is_empty()).min_by_key(Vec::len);
        match nearest.and_then(|faults| faults.first().copied()) {
            Some((condition, unless)) => unmet(Some(condition), unless),
            None => unmet(None, false),
        }
    }

    /// The first condition on a capture that does not hold, for a pattern all of whose items fit.
    fn unmet_by_captures(&mut self, pattern: &CompiledPattern, number: usize, cue: usize) -> Unmet {
        let mut slots = self.machine.slots(pattern.slots.into());
        let (code, stream) = (&self.rules.code, self.stream);
        let to = self
            .machine
            .run(&pattern.tail, code, stream, cue + 1, &mut slots);
        let from = self
            .machine
            .run(&pattern.head, code, stream, cue, &mut slots);
        let found = Match {
            pattern: number,
            cue,
            reading: self.reading(pattern, cue).flatten(),
            slots,
            from: from.unwrap_or(cue),
            to: to.unwrap_or(cue + 1),
        };
        let missing = self.rules.asked(pattern).find(|condition| {
            let captured = condition.capture.is_some() && !self.capture_holds(condition, &found);
            captured || !self.governs(condition, &found)
        });
        let broken = self
            .rules
            .refused(pattern)
            .find(|condition| condition.capture.is_some() && self.capture_holds(condition, &found));
        let condition = missing.or(broken);
        let capture = condition.and_then(|condition| match condition.feature {
            crate::pattern::Feature::GovernsWord(capture) => Some(capture),
            _ => condition.capture,
        });
        Unmet {
            condition: condition.cloned(),
            unless: missing.is_none() && broken.is_some(),
            nodes: capture.and_then(|capture| found.capture(capture)),
        }
    }
}
