//! A report that goes on with a relayed one (نقلت الوكالة عن الوزير قوله ...، مضيفا أن ...) came through the same relay.

use super::analyzer::Reading;
use super::entities::Registry;
use super::statement::Statement;
use crate::lexicon::{FormClass, SpeakerKind};
use crate::pattern::{Builtin, KindSet, Rules};

/// Gives participles the relays of the report before them in their sentence, where one and the same speaks.
pub(crate) fn participles(rules: &Rules, readings: &[Reading], statements: &mut [Statement]) {
    let mut breaks = KindSet::EMPTY;
    for sign in [
        Builtin::Stop,
        Builtin::Question,
        Builtin::Exclamation,
        Builtin::Paragraph,
    ] {
        breaks.insert(sign.kind());
    }
    for number in 1..statements.len() {
        let (before, rest) = statements.split_at_mut(number);
        let (Some(this), Some(last)) = (rest.first_mut(), before.last()) else {
            continue;
        };
        if this.stream != last.stream || this.speaker.is_none() || this.speaker != last.speaker {
            continue;
        }
        let reading = &readings[this.stream];
        let (mine, earlier) = (&reading.matches[this.number], &reading.matches[last.number]);
        let participle = mine
            .reading
            .is_some_and(|reading| reading.features.class == FormClass::Participle);
        let mut between = earlier.cue..mine.cue;
        let one_sentence = earlier.cue <= mine.cue
            && !between.any(|node| reading.stream.kinds_at(node).meets(&breaks));
        let own = &rules.patterns[mine.pattern].yields.via;
        if !participle || !one_sentence || !own.is_empty() || !this.relays.is_empty() {
            continue;
        }
        let captured = &rules.patterns[earlier.pattern].yields.via;
        this.relays = captured
            .iter()
            .filter_map(|capture| earlier.capture(*capture))
            .chain(last.relays.iter().copied())
            .collect();
    }
}

/// A medium whose report holds a report (أعلن الوزير أن ...، وفق وكالة ...؛ ذكرت الصحيفة أن الوزير أعلن ...) is the relay of that one.
pub(crate) fn relays(statements: &mut [Statement], registry: &Registry) {
    let is_medium = |person: usize| registry.people[person].kind == SpeakerKind::Media;
    for relay in 0..statements.len() {
        let source = &statements[relay];
        let (Some(person), Some(mention)) = (source.speaker, &source.mention) else {
            continue;
        };
        if !is_medium(person) {
            continue;
        }
        let (reach, stream, nodes) = (source.reach, source.stream, mention.nodes);
        let inside = |other: &Statement| {
            other.stream == stream
                && reach.start <= other.cue.start
                && other.cue.end <= reach.end
                && other.speaker.is_some_and(|other| other != person)
        };
        // Statements stand in the order of their cues.
        let first = statements.partition_point(|other| other.cue.start < reach.start);
        let last = statements.partition_point(|other| other.cue.start < reach.end);
        for other in statements[first..last]
            .iter_mut()
            .filter(|other| inside(other))
        {
            other.relays.push(nodes);
        }
    }
}
