//! All matches of a stream: candidates that an exclusion removes are left out, and so are cues that an earlier report has used up.

use super::matching::{Index, Match, Matcher};
use crate::pattern::{PatternSection, Rules};

/// The patterns of a pack by section, indexed once.
pub(crate) struct Sections {
    /// Statements.
    pub patterns: Index,
    /// Exclusions.
    pub exclusions: Index,
    /// Names in marks.
    pub marks: Index,
    /// Changes of stance.
    pub stance_rules: Index,
}

impl Sections {
    /// Indexes a pack.
    pub fn new(rules: &Rules) -> Sections {
        let index = |section| Index::new(rules, section);
        Sections {
            patterns: index(PatternSection::Pattern),
            exclusions: index(PatternSection::Exclusion),
            marks: index(PatternSection::Mark),
            stance_rules: index(PatternSection::StanceRule),
        }
    }
}

/// The matches of a stream in the order of their cues.
pub(crate) fn matches(matcher: &mut Matcher, sections: &Sections) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut used_up_to = 0;
    for cue in 0..matcher.stream.nodes.len() {
        if cue < used_up_to {
            continue;
        }
        let excluded = matcher.all(&sections.exclusions, cue);
        let rules = matcher.rules;
        let allowed = |pattern: usize| {
            !excluded
                .iter()
                .any(|found| forbids(rules, found.pattern, pattern))
        };
        if let Some(next) = matcher.first(&sections.patterns, cue, allowed) {
            used_up_to = introduction_end(matcher.rules, &next).max(cue + 1);
            found.push(next);
        }
    }
    found
}

/// Whether an exclusion that has been found at a cue forbids a pattern there.
pub(super) fn forbids(rules: &Rules, exclusion: usize, pattern: usize) -> bool {
    let applies = &rules.patterns[exclusion].applies_to;
    applies.is_empty() || applies.contains(&(pattern as u32))
}

/// The gap at which a report's introduction ends: where its content begins, or behind the whole match when the content stands before the cue.
pub(super) fn introduction_end(rules: &Rules, found: &Match) -> usize {
    let yields = &rules.patterns[found.pattern].yields;
    let behind = yields
        .content
        .iter()
        .filter_map(|capture| found.capture(*capture))
        .map(|(start, _)| start)
        .filter(|start| *start > found.cue);
    behind.min().unwrap_or(found.to)
}
