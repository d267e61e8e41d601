//! All matches of a stream: candidates that an exclusion removes are left out, and so are cues that an earlier report has used up.

use super::matching::{Match, Matcher};
use crate::pattern::{PatternSection, Rules, SpeakerFrom};

/// The matches of a stream in the order of their cues.
pub(crate) fn matches(matcher: &mut Matcher) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut used_up_to = 0;
    for cue in 0..matcher.stream.nodes.len() {
        if cue < used_up_to {
            continue;
        }
        // Asked only where a pattern has matched, which at most nodes none does.
        let mut exclusions: Option<Vec<Match>> = None;
        let allowed = |matcher: &mut Matcher, pattern: usize| {
            let excluded =
                exclusions.get_or_insert_with(|| matcher.all(PatternSection::Exclusion, cue));
            let forbidden = |found: &Match| forbids(matcher.rules, found.pattern, pattern);
            !excluded.iter().any(forbidden)
        };
        if let Some(next) = matcher.first(PatternSection::Pattern, cue, allowed) {
            used_up_to = introduction_end(matcher.rules, &next).max(cue + 1);
            found.push(next);
        }
    }
    found
}

/// Whether an exclusion that has been found at a cue forbids a pattern there. That a word is no verb here takes nothing from a rule that writes the word out:
/// على ذمة فلان, although ذمه is a verb.
pub(super) fn forbids(rules: &Rules, exclusion: usize, pattern: usize) -> bool {
    let (exclusion, found) = (&rules.patterns[exclusion], &rules.patterns[pattern]);
    let named = exclusion.applies_to.contains(&(pattern as u32));
    let other = || found.written_out && !exclusion.cue.any.meets(&found.cue.any);
    named || (exclusion.applies_to.is_empty() && !other())
}

/// The gap at which a report's introduction ends: where its content begins, or, when the content stands before the cue, behind the last of the cue, who speaks and
/// where. What a pattern asks for behind them only shows that the sentence or clause is over, and can be the next cue: ...، بحسب الوزارة، مشيرا إلى أن ...
pub(super) fn introduction_end(rules: &Rules, found: &Match) -> usize {
    let yields = &rules.patterns[found.pattern].yields;
    let behind = yields
        .content
        .iter()
        .filter_map(|capture| found.capture(*capture))
        .map(|(start, _)| start)
        .filter(|start| *start > found.cue);
    behind.min().unwrap_or_else(|| {
        let speaker = match yields.speaker {
            SpeakerFrom::Capture(capture) => Some(capture),
            _ => None,
        };
        let named = [speaker, yields.channel, yields.occasion, yields.cue];
        let named = named.iter().flatten().chain(&yields.via);
        let ends = named.filter_map(|capture| found.capture(*capture));
        ends.map(|(_, end)| end)
            .max()
            .unwrap_or(0)
            .max(found.cue + 1)
    })
}
