//! What is wrong, each with its cause and the construction it happened in.

use super::gold::GoldStatement;
use crate::eval::stored::StoredStatement;
use crate::pattern::Rules;
use serde::Serialize;
use std::collections::HashMap;

/// Why a statement or quotation is not as the annotator has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The article was not analysed.
    MissingArticle,
    /// An annotated statement was not found.
    Missed,
    /// A statement was found where none is annotated.
    False,
    /// Another content stands behind the cue.
    Content,
    /// The speaker is another.
    Speaker,
    /// The stance is another.
    Stance,
    /// A quotation was not found.
    QuoteMissed,
    /// A quotation was found that is nobody's words.
    QuoteFalse,
    /// A quotation was tied to another speaker.
    QuoteSpeaker,
}

impl Cause {
    /// What tables call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Cause::MissingArticle => "article missing",
            Cause::Missed => "statement missed",
            Cause::False => "statement false",
            Cause::Content => "content",
            Cause::Speaker => "speaker",
            Cause::Stance => "stance",
            Cause::QuoteMissed => "quote missed",
            Cause::QuoteFalse => "quote false",
            Cause::QuoteSpeaker => "quote speaker",
        }
    }
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoredError {
    /// Why.
    pub cause: Cause,
    /// The article.
    pub article: String,
    /// The rule that fired; empty where none did.
    pub rule: String,
    /// Direct, mixed or indirect: the annotator's word where there is one.
    pub kind: String,
    /// The cue.
    pub cue: String,
    /// First code point of the cue.
    pub at: usize,
    /// What the cue is to the rules: verb, participle, a list ...; see [`Rules::family`].
    pub family: String,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
    /// The words that it is about.
    pub words: String,
    /// How alike two contents are, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alike: Option<f64>,
}

impl ScoredError {
    pub(super) fn of_article(cause: Cause, article: &str) -> ScoredError {
        ScoredError {
            cause,
            article: article.to_owned(),
            rule: String::new(),
            kind: String::new(),
            cue: String::new(),
            at: 0,
            family: String::new(),
            expected: String::new(),
            found: String::new(),
            words: String::new(),
            alike: None,
        }
    }

    pub(super) fn of_gold(cause: Cause, article: &str, gold: &GoldStatement) -> ScoredError {
        ScoredError {
            kind: gold.kind.clone(),
            cue: gold.cue.text.clone(),
            at: gold.cue.start,
            ..ScoredError::of_article(cause, article)
        }
    }

    pub(super) fn of_found(cause: Cause, article: &str, found: &StoredStatement) -> ScoredError {
        ScoredError {
            rule: found.rule.clone(),
            kind: found.kind.clone(),
            cue: found.cue_text().to_owned(),
            at: found.cue.as_ref().map_or(0, |cue| cue.start),
            ..ScoredError::of_article(cause, article)
        }
    }

    pub(super) fn of_pair(
        cause: Cause,
        article: &str,
        gold: &GoldStatement,
        found: &StoredStatement,
    ) -> ScoredError {
        ScoredError {
            kind: gold.kind.clone(),
            ..ScoredError::of_found(cause, article, found)
        }
    }

    pub(super) fn values(mut self, expected: &str, found: &str) -> ScoredError {
        self.expected = expected.to_owned();
        self.found = found.to_owned();
        self
    }

    pub(super) fn words(mut self, words: &str) -> ScoredError {
        self.words = words.to_owned();
        self
    }

    pub(super) fn alike(mut self, alike: f64) -> ScoredError {
        self.alike = Some(alike);
        self
    }

    pub(super) fn find_family(&mut self, rules: &Rules) {
        self.family = rules.family(&self.cue);
    }
}

/// Errors of one cause in one construction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Why.
    pub cause: Cause,
    /// The rule that fired; empty where none did.
    pub rule: String,
    /// Direct, mixed or indirect.
    pub kind: String,
    /// What the cue is to the rules.
    pub family: String,
    /// How many.
    pub count: usize,
}

/// Errors by cause and construction, the most frequent first.
#[must_use]
pub fn grouped(errors: &[ScoredError]) -> Vec<Group> {
    let mut counts: HashMap<(Cause, &str, &str, &str), usize> = HashMap::new();
    for error in errors {
        let construction = (
            error.cause,
            error.rule.as_str(),
            error.kind.as_str(),
            error.family.as_str(),
        );
        *counts.entry(construction).or_default() += 1;
    }
    let mut groups: Vec<Group> = counts
        .into_iter()
        .map(|((cause, rule, kind, family), count)| Group {
            cause,
            rule: rule.to_owned(),
            kind: kind.to_owned(),
            family: family.to_owned(),
            count,
        })
        .collect();
    groups.sort_by(|a, b| {
        let order = |group: &Group| {
            (
                group.cause,
                group.rule.clone(),
                group.kind.clone(),
                group.family.clone(),
            )
        };
        b.count.cmp(&a.count).then_with(|| order(a).cmp(&order(b)))
    });
    groups
}
