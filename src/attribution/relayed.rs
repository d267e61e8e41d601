//! A report that goes on with a relayed one (نقلت الوكالة عن الوزير قوله ...، مضيفا أن ...) came through the same relay.

use super::analyzer::Reading;
use super::statement::Statement;
use crate::lexicon::FormClass;
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
