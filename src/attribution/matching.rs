//! Runs the patterns at every node that can be a cue, in their static order; the first whose conditions hold wins.

use super::stream::Stream;
use crate::lexicon::{FormClass, Gender, Number, Person, Reading, Tense};
use crate::pattern::{
    CompiledPattern, Condition, Feature, Machine, PatternSection, Program, Rules, SpeakerFrom,
    UNSET,
};
use crate::text::Text;

/// Most captures of a sequence, as the compiler lets them pass.
const CAPTURES: usize = 32;

/// One match of a pattern at a cue.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// Index of the pattern.
    pub pattern: usize,
    /// Node of the cue.
    pub cue: usize,
    /// The reading of the cue that satisfied the conditions.
    pub reading: Option<Reading>,
    /// Gaps of the captures.
    pub slots: Vec<u32>,
    /// First gap that the match covers.
    pub from: usize,
    /// Last gap that the match covers.
    pub to: usize,
}

impl Match {
    /// The nodes of a capture.
    pub fn capture(&self, number: u8) -> Option<(usize, usize)> {
        let number = usize::from(number) * 2;
        match (self.slots.get(number), self.slots.get(number + 1)) {
            (Some(&start), Some(&end)) if start != UNSET && end != UNSET && start < end => {
                Some((start as usize, end as usize))
            }
            _ => None,
        }
    }
}

/// Finds matches in one stream.
pub(crate) struct Matcher<'a> {
    pub rules: &'a Rules,
    pub text: &'a Text,
    pub stream: &'a Stream,
    pub machine: &'a mut Machine,
}

impl Matcher<'_> {
    /// The first pattern of a section that matches at a node and that `allowed` lets pass.
    pub fn first(
        &mut self,
        section: PatternSection,
        cue: usize,
        mut allowed: impl FnMut(&mut Self, usize) -> bool,
    ) -> Option<Match> {
        let stream = self.stream;
        for number in stream.candidates_of(cue, section) {
            let number = usize::from(*number);
            if let Some(found) = self.at(number, cue)
                && allowed(self, number)
            {
                return Some(found);
            }
        }
        None
    }

    /// All patterns of a section that match at a node.
    pub fn all(&mut self, section: PatternSection, cue: usize) -> Vec<Match> {
        let stream = self.stream;
        let numbers = stream.candidates_of(cue, section).iter();
        numbers
            .filter_map(|number| self.at(usize::from(*number), cue))
            .collect()
    }

    /// Tries one pattern at a node.
    pub fn at(&mut self, number: usize, cue: usize) -> Option<Match> {
        let pattern = &self.rules.patterns[number];
        let (code, stream) = (&self.rules.code, self.stream);
        let machine = &mut *self.machine;
        if !machine.can_match(&pattern.tail, code, stream, cue + 1)
            || !machine.can_match(&pattern.head, code, stream, cue)
        {
            return None;
        }
        let reading = self.reading(pattern, cue)?;
        if let Some(inside) = &pattern.inside
            && !self.fits_inside(inside, cue)
        {
            return None;
        }
        let mut slots = self.machine.slots(pattern.slots.into());
        let to = self
            .machine
            .run(&pattern.tail, code, stream, cue + 1, &mut slots);
        let from = to.and_then(|_| {
            self.machine
                .run(&pattern.head, code, stream, cue, &mut slots)
        });
        let (Some(from), Some(to)) = (from, to) else {
            self.machine.spare(slots);
            return None;
        };
        let mut found = Match {
            pattern: number,
            cue,
            reading,
            slots,
            from,
            to,
        };
        let governed = |condition: &Condition| self.governs(condition, &found);
        if !self.rules.asked(pattern).all(governed) {
            found.reading = Some(self.governing(pattern, &found)?);
        }
        if self.disagrees(pattern, &found) {
            return None;
        }
        let holds = |condition: &Condition| {
            condition.capture.is_none() || self.capture_holds(condition, &found)
        };
        let broken = |condition: &Condition| {
            condition.capture.is_some() && self.capture_holds(condition, &found)
        };
        (self.rules.asked(pattern).all(holds) && !self.rules.refused(pattern).any(broken))
            .then_some(found)
    }

    /// Whether the inside of the quotation at a node is what a mark rule asks for.
    pub(super) fn fits_inside(&mut self, inside: &Program, node: usize) -> bool {
        let Some(stream) = self.stream.inside_of(node) else {
            return false;
        };
        let code = &self.rules.code;
        if !self.machine.can_match(inside, code, stream, 0) {
            return false;
        }
        let mut slots = self.machine.slots(CAPTURES * 2);
        let fits = self.machine.run(inside, code, stream, 0, &mut slots);
        self.machine.spare(slots);
        fits.is_some()
    }

    /// The first reading of the cue that satisfies the conditions on it: `None` where there is none, `Some(None)` for a cue that needs no reading.
    pub(super) fn reading(&self, pattern: &CompiledPattern, cue: usize) -> Option<Option<Reading>> {
        let readings = self.stream.readings_of(cue);
        let bare = || {
            let on_cue = |condition: &&Condition| condition.capture.is_none();
            let holds = |condition: &Condition| self.bare_holds(condition, cue);
            let mut asked = self.rules.asked(pattern).filter(on_cue);
            let mut refused = self.rules.refused(pattern).filter(on_cue);
            asked.all(holds) && !refused.any(holds)
        };
        if readings.is_empty() {
            return bare().then_some(None);
        }
        // A quotation is a cue by its marks, whatever the one word in it can be.
        let is_quotation = self.stream.nodes[cue].quotation.is_some();
        let fits = |reading: &&Reading| self.fits(pattern, reading, cue);
        // An exclusion speaks of the word, not of one way to read it: a form is excluded only if it can be nothing else.
        if pattern.section == PatternSection::Exclusion {
            let mut meant = readings
                .iter()
                .filter(|reading| gives_kind(self.rules, pattern, reading));
            let doubtful = meant.any(|reading| !fits(&reading));
            if doubtful {
                return None;
            }
        }
        match readings.iter().find(fits) {
            Some(reading) => Some(Some(*reading)),
            None => (is_quotation && bare()).then_some(None),
        }
    }

    /// Whether a reading of the cue satisfies the conditions on the cue, what it governs left out.
    fn fits(&self, pattern: &CompiledPattern, reading: &Reading, cue: usize) -> bool {
        let holds = |condition: &Condition| {
            condition.capture.is_none() && self.reading_holds(condition, reading, cue)
        };
        let mut asked = self.rules.asked(pattern);
        (self.stream.nodes[cue].quotation.is_some() || gives_kind(self.rules, pattern, reading))
            && asked.all(|condition| condition.capture.is_some() || holds(condition))
            && !self.rules.refused(pattern).any(holds)
    }

    /// Of verbs spelled alike the one that governs what stands there: نبه من warns, نبه إلى points out.
    fn governing(&self, pattern: &CompiledPattern, found: &Match) -> Option<Reading> {
        let others = self.stream.readings_of(found.cue).iter();
        let mut fitting = others.filter(|reading| self.fits(pattern, reading, found.cue));
        let governs = |reading: &Reading| {
            let mut asked = self.rules.asked(pattern);
            asked.all(|condition| self.reading_governs(condition, found, reading))
        };
        fitting.find(|reading| governs(reading)).copied()
    }

    pub(super) fn bare_holds(&self, condition: &Condition, cue: usize) -> bool {
        match &condition.feature {
            Feature::Words(least, most) => (*least..=*most).contains(&self.words(cue, cue + 1)),
            Feature::Quoted(quoted) => self.stream.outer.is_some() == *quoted,
            _ => false,
        }
    }

    pub(super) fn reading_holds(
        &self,
        condition: &Condition,
        reading: &Reading,
        cue: usize,
    ) -> bool {
        holds_of(self.rules, condition, reading).unwrap_or_else(|| self.bare_holds(condition, cue))
    }

    /// Conditions on a capture look at its first node (any of its readings), but for its number of words.
    pub(super) fn capture_holds(&self, condition: &Condition, found: &Match) -> bool {
        let Some((first, last)) = condition.capture.and_then(|capture| found.capture(capture))
        else {
            return false;
        };
        match &condition.feature {
            Feature::Words(least, most) => (*least..=*most).contains(&self.words(first, last)),
            Feature::Quoted(_) => self.bare_holds(condition, first),
            _ => self
                .stream
                .readings_of(first)
                .iter()
                .any(|reading| self.reading_holds(condition, reading, first)),
        }
    }

    /// Whether the cue governs the word at which a capture begins, where that is asked.
    pub(super) fn governs(&self, condition: &Condition, found: &Match) -> bool {
        match (&condition.feature, &found.reading) {
            (Feature::GovernsWord(_), None) => false,
            (_, None) => true,
            (_, Some(reading)) => self.reading_governs(condition, found, reading),
        }
    }

    fn reading_governs(&self, condition: &Condition, found: &Match, reading: &Reading) -> bool {
        let Feature::GovernsWord(capture) = condition.feature else {
            return true;
        };
        let Some((first, _)) = found.capture(capture) else {
            return false;
        };
        let (kinds, frames) = (
            self.stream.kinds_at(first),
            self.rules.entries.of(reading.entry).frames,
        );
        self.rules
            .frame_kinds
            .iter()
            .enumerate()
            .any(|(number, shown)| frames & (1 << number) != 0 && kinds.meets(shown))
    }

    /// Whether a speaker who stands before the verb does not agree with it in gender. Titles are written in the masculine for women too.
    fn disagrees(&self, pattern: &CompiledPattern, found: &Match) -> bool {
        let SpeakerFrom::Capture(capture) = pattern.yields.speaker else {
            return false;
        };
        let (Some((first, last)), Some(reading)) = (found.capture(capture), found.reading) else {
            return false;
        };
        let features = &reading.features;
        let finite = features.class == FormClass::Verb && features.number == Some(Number::Singular);
        if last > found.cue || !finite {
            return false;
        }
        let known = |reading: &Reading| {
            let entry = self.rules.entries.of(reading.entry);
            let single = matches!(entry.number, None | Some(Number::Singular));
            let titled = entry.speaker.is_some() && entry.gender == Some(Gender::Masculine);
            entry.gender.filter(|_| single && !titled)
        };
        let mut genders = self.stream.readings_of(first).iter().map(known);
        let gender = genders.next().flatten();
        gender.is_some()
            && features.gender.is_some()
            && gender != features.gender
            && genders.all(|other| other == gender)
    }

    /// Words between two gaps, those inside quotations counted.
    fn words(&self, first: usize, last: usize) -> u16 {
        let (first, last) = (
            self.stream.nodes[first].first,
            self.stream.nodes[last - 1].last,
        );
        let is_word = |token: &&crate::text::Token| {
            matches!(
                token.shape,
                crate::text::Shape::Word | crate::text::Shape::Number
            )
        };
        self.text.tokens[first as usize..last as usize]
            .iter()
            .filter(is_word)
            .count()
            .min(usize::from(u16::MAX)) as u16
    }
}

/// Whether this reading is one that makes a node a cue of the pattern (and not another reading of the same word).
pub(super) fn gives_kind(rules: &Rules, pattern: &CompiledPattern, reading: &Reading) -> bool {
    let cue = &pattern.cue.any;
    let entry = rules.entries.of(reading.entry);
    cue.has(crate::pattern::Builtin::Word.kind())
        || entry.is(cue)
        || Rules::class_kind(reading.features.class).is_some_and(|kind| cue.has(kind))
}

/// Whether a reading satisfies a condition; `None` where the text round it decides.
pub(super) fn holds_of(rules: &Rules, condition: &Condition, reading: &Reading) -> Option<bool> {
    let entry = rules.entries.of(reading.entry);
    let features = &reading.features;
    let bit = |set: u8, number: usize| set & (1 << number) != 0;
    let holds = match &condition.feature {
        Feature::Roles(roles) => entry.roles & roles != 0,
        Feature::Frames(frames) => entry.frames & frames != 0,
        Feature::GovernsWord(_) => true,
        Feature::Stances(stances) => entry
            .stance
            .is_some_and(|stance| stances & (1 << stance) != 0),
        Feature::Persons(set) => features
            .person
            .is_some_and(|person| bit(*set, person_number(person))),
        Feature::Genders(set) => features
            .gender
            .or(entry.gender)
            .is_some_and(|gender| bit(*set, usize::from(gender == Gender::Feminine))),
        Feature::Numbers(set) => features
            .number
            .or(entry.number)
            .is_some_and(|number| bit(*set, number_number(number))),
        Feature::Tenses(set) => features
            .tense
            .is_some_and(|tense| bit(*set, tense_number(tense))),
        Feature::Cases(set) => bit(*set, features.case.map_or(2, |case| case as usize)),
        Feature::Classes(set) => bit(*set, class_number(features.class)),
        Feature::Lemmas(lemmas) => {
            let lemma = rules.entries.lemma_bytes(reading.entry);
            lemmas.iter().any(|asked| asked.as_bytes() == lemma)
        }
        Feature::Lists(lists) => entry.list.is_some_and(|list| lists.contains(&list)),
        Feature::Definite(definite) => rules.lexicon.has_article(reading.proclitics) == *definite,
        Feature::Suffix(suffix) => reading.enclitic.is_some() == *suffix,
        Feature::Words(..) | Feature::Quoted(_) => return None,
        Feature::Speakers(set) => entry.speaker.is_some_and(|kind| bit(*set, kind as usize)),
    };
    Some(holds)
}

fn person_number(person: Person) -> usize {
    match person {
        Person::First => 0,
        Person::Second => 1,
        Person::Third => 2,
    }
}

fn number_number(number: Number) -> usize {
    match number {
        Number::Singular => 0,
        Number::Dual => 1,
        Number::Plural => 2,
    }
}

fn tense_number(tense: Tense) -> usize {
    match tense {
        Tense::Past => 0,
        Tense::Present => 1,
        Tense::Subjunctive => 2,
        Tense::Jussive => 3,
    }
}

fn class_number(class: FormClass) -> usize {
    match class {
        FormClass::Verb => 0,
        FormClass::Passive => 1,
        FormClass::Participle => 2,
        FormClass::Masdar => 3,
        FormClass::Word => 4,
    }
}
