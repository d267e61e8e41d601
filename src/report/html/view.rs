//! What the template shows, worked out: cards of speakers with their statements, why each is as it is, what was rejected.

use super::super::article::Article;
use super::super::describe;
use super::super::locale::{Locale, named};
use super::super::speakers::Voices;
use super::marks::{marked, stance_class};
use crate::attribution::analysis::{Attribution, TextSpan};
use minijinja::Value;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One article.
#[derive(Debug, Serialize)]
pub(super) struct ArticleView {
    id: String,
    title: String,
    facts: Vec<Fact>,
    text: Value,
    count: usize,
    to_review: usize,
    cards: Vec<Card>,
    rejected: Vec<Rejected>,
    repairs: Vec<(String, usize)>,
}

/// A label and what it labels.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    label: String,
    value: String,
}

/// A speaker of an article.
#[derive(Debug, Serialize)]
struct Card {
    id: String,
    name: String,
    /// What the filter calls the speaker, the same in every article.
    voice: String,
    kind: String,
    description: Option<String>,
    aliases: Vec<String>,
    stances: Vec<StanceCount>,
    statements: Vec<StatementView>,
}

/// A stance and how often it occurs.
#[derive(Debug, Serialize)]
pub(super) struct StanceCount {
    pub name: String,
    pub class: String,
    pub label: String,
    pub count: usize,
}

/// A statement on its speaker's card.
#[derive(Debug, Serialize)]
struct StatementView {
    id: String,
    number: usize,
    key: String,
    stance: StanceCount,
    kind: String,
    direct: bool,
    cue: String,
    words: Vec<String>,
    review: Vec<String>,
    facts: Vec<Fact>,
    found: Option<String>,
    reasons: Vec<String>,
    rule: String,
    confidence: String,
    headline: Option<Box<StatementView>>,
}

/// A marked string that is nobody's words.
#[derive(Debug, Serialize)]
struct Rejected {
    number: usize,
    text: String,
    rule: String,
}

/// The article that is `number`-th in the report.
pub(super) fn article(
    article: &Article,
    number: usize,
    voices: &Voices,
    locale: &Locale,
) -> ArticleView {
    let analysis = article.analysis;
    let id = format!("d{}", number + 1);
    let cards = cards(article, &id, number, voices, locale);
    let shown = cards.iter().flat_map(|card| &card.statements);
    let mut repairs = BTreeMap::new();
    for repair in &analysis.repairs {
        let what = named(&locale.repairs, &repair.what).to_owned();
        *repairs.entry(what).or_default() += 1;
    }
    ArticleView {
        title: article.title().to_owned(),
        facts: document_facts(article, locale),
        text: Value::from_safe_string(marked(article, &id, locale)),
        count: shown.clone().count(),
        to_review: shown.filter(|one| !one.review.is_empty()).count(),
        cards,
        rejected: analysis
            .rejected_quotes
            .iter()
            .enumerate()
            .map(|(number, one)| Rejected {
                number,
                text: one.text.clone(),
                rule: one.rule.clone(),
            })
            .collect(),
        repairs: repairs.into_iter().collect(),
        id,
    }
}

/// The cards of an article: a speaker's each, and one for what nobody named has said.
fn cards(
    article: &Article,
    id: &str,
    number: usize,
    voices: &Voices,
    locale: &Locale,
) -> Vec<Card> {
    let analysis = article.analysis;
    let repeated = article.repeated();
    let (mut cards, mut nobody) = bare(article, id, number, voices, locale);
    let mut headlines: BTreeMap<usize, StatementView> = BTreeMap::new();
    for (place, (one, repeats)) in analysis.attributions.iter().zip(&repeated).enumerate() {
        if let Some(body) = repeats {
            headlines.insert(*body, statement(article, (place, one), id, locale));
        }
    }
    for (place, (one, repeats)) in analysis.attributions.iter().zip(&repeated).enumerate() {
        if repeats.is_some() {
            continue;
        }
        let mut view = statement(article, (place, one), id, locale);
        view.headline = headlines.remove(&place).map(Box::new);
        let entity = one.speaker.as_ref().and_then(|s| s.entity.as_ref());
        let place =
            entity.and_then(|entity| analysis.entities.iter().position(|e| e.id == *entity));
        let card = place.and_then(|place| cards.get_mut(place));
        match card {
            Some(card) => card.statements.push(view),
            None => nobody.statements.push(view),
        }
    }
    cards.push(nobody);
    cards.retain(|card| !card.statements.is_empty());
    for card in &mut cards {
        let names = card.statements.iter().map(|one| one.stance.name.as_str());
        card.stances = stance_counts(names, locale);
    }
    cards
}

/// The cards without what is on them.
fn bare(
    article: &Article,
    id: &str,
    number: usize,
    voices: &Voices,
    locale: &Locale,
) -> (Vec<Card>, Card) {
    let cards = article
        .analysis
        .entities
        .iter()
        .map(|entity| Card {
            id: format!("{id}-{}", entity.id),
            name: entity.name.clone(),
            voice: voice(voices, number, Some(&entity.id)),
            kind: named(&locale.speaker_kinds, describe::speaker_kind(entity.kind)).to_owned(),
            description: entity.description.clone(),
            aliases: entity
                .aliases
                .iter()
                .filter(|alias| **alias != entity.name)
                .cloned()
                .collect(),
            stances: Vec::new(),
            statements: Vec::new(),
        })
        .collect();
    let nobody = Card {
        id: format!("{id}-nobody"),
        name: locale.word("nobody").to_owned(),
        voice: voice(voices, number, None),
        kind: String::new(),
        description: None,
        aliases: Vec::new(),
        stances: Vec::new(),
        statements: Vec::new(),
    };
    (cards, nobody)
}

/// What the filter calls a speaker.
fn voice(voices: &Voices, article: usize, entity: Option<&str>) -> String {
    let place = entity.and_then(|entity| voices.place(article, entity));
    place.map_or_else(|| "nobody".to_owned(), |place| format!("v{place}"))
}

fn document_facts(article: &Article, locale: &Locale) -> Vec<Fact> {
    let document = &article.analysis.document;
    let source = document.url.as_ref().or(document.source.as_ref());
    let all = [
        ("outlet", document.site.as_ref()),
        ("date", document.date.as_ref()),
        ("source", source),
        ("encoding", document.encoding.as_ref()),
    ];
    let known = all.into_iter().filter_map(|(key, value)| {
        Some(Fact {
            label: locale.word(key).to_owned(),
            value: value?.clone(),
        })
    });
    known.collect()
}

/// How often each stance occurs, most often first.
pub(super) fn stance_counts<'n>(
    names: impl Iterator<Item = &'n str>,
    locale: &Locale,
) -> Vec<StanceCount> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<StanceCount> = counts
        .into_iter()
        .map(|(name, count)| stance(name, count, locale))
        .collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    counts
}

pub(super) fn stance(name: &str, count: usize, locale: &Locale) -> StanceCount {
    StanceCount {
        name: name.to_owned(),
        class: stance_class(name),
        label: locale.stance(name).to_owned(),
        count,
    }
}

fn statement(
    article: &Article,
    (place, one): (usize, &Attribution),
    prefix: &str,
    locale: &Locale,
) -> StatementView {
    StatementView {
        id: format!("{prefix}-{}", one.id),
        number: place + 1,
        key: one.key.clone(),
        stance: stance(&one.stance, 1, locale),
        kind: named(&locale.kinds, describe::kind(one.kind)).to_owned(),
        direct: describe::kind(one.kind) == "direct",
        cue: one.cue.text.clone(),
        words: describe::pieces(one)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        review: one
            .needs_review
            .iter()
            .map(|why| named(&locale.review, why).to_owned())
            .collect(),
        facts: statement_facts(article, one, locale),
        found: one.speaker.as_ref().map(|speaker| {
            named(
                &locale.resolutions,
                describe::resolution(speaker.resolution),
            )
            .to_owned()
        }),
        reasons: one
            .reasons
            .iter()
            .map(|reason| locale.reason(reason))
            .collect(),
        rule: one.rule.clone(),
        confidence: format!("{:.2}", one.confidence),
        headline: None,
    }
}

fn statement_facts(article: &Article, one: &Attribution, locale: &Locale) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push(Fact {
                label: locale.word(key).to_owned(),
                value,
            });
        }
    };
    let text = |span: &Option<TextSpan>| span.as_ref().map(|span| span.text.clone());
    for (key, value) in describe::framing(one) {
        say(key, Some(named(&locale.framings, value).to_owned()));
    }
    say("via", Some(describe::relays(one).join(" \u{2190} ")));
    say("channel", text(&one.channel));
    say("addressee", text(&one.addressee));
    say("occasion", text(&one.occasion));
    say("target", text(&one.target));
    let outer = one
        .within
        .as_ref()
        .and_then(|id| describe::number_of(article.analysis, id));
    say("within", outer.map(|number| number.to_string()));
    let members = one
        .speaker
        .as_ref()
        .map(|speaker| speaker.members.join(" \u{00B7} "));
    say("members", members);
    facts
}

/// One line of an overview.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    name: String,
    target: String,
    note: String,
    articles: usize,
    count: usize,
    stances: Vec<StanceCount>,
}

/// Counts over all articles.
#[derive(Debug, Serialize)]
pub(super) struct Overview {
    articles: Vec<Line>,
    speakers: Vec<Line>,
    outlets: Vec<Line>,
    stances: Vec<StanceCount>,
    count: usize,
    to_review: usize,
}

/// The overview of a report.
pub(super) fn overview(
    articles: &[Article],
    views: &[ArticleView],
    voices: &Voices,
    locale: &Locale,
) -> Overview {
    let stances = |views: &mut dyn Iterator<Item = &ArticleView>| {
        let cards: Vec<&Card> = views.flat_map(|view| &view.cards).collect();
        let statements = cards.iter().flat_map(|card| &card.statements);
        stance_counts(statements.map(|one| one.stance.name.as_str()), locale)
    };
    let lines = views.iter().zip(articles).map(|(view, article)| Line {
        name: view.title.clone(),
        target: view.id.clone(),
        note: [article.analysis.document.site.clone(), article.beginning()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" \u{B7} "),
        articles: 1,
        count: view.count,
        stances: stances(&mut std::iter::once(view)),
    });
    let outlet = |article: &Article| article.analysis.document.site.clone();
    let outlets: BTreeSet<Option<String>> = articles.iter().map(outlet).collect();
    let outlets = outlets.into_iter().map(|name| {
        let of: Vec<&ArticleView> = (views.iter().zip(articles))
            .filter(|(_, article)| outlet(article) == name)
            .map(|(view, _)| view)
            .collect();
        Line {
            articles: of.len(),
            count: of.iter().map(|view| view.count).sum(),
            stances: stances(&mut of.into_iter()),
            name: name.unwrap_or_else(|| locale.word("unknown_outlet").to_owned()),
            target: String::new(),
            note: String::new(),
        }
    });
    let speakers = voices.all.iter().enumerate().map(|(place, voice)| {
        let mut counts: Vec<StanceCount> = voice
            .stances
            .iter()
            .map(|(name, count)| stance(name, *count, locale))
            .collect();
        counts.sort_by_key(|one| std::cmp::Reverse(one.count));
        Line {
            name: voice.name.clone(),
            target: format!("v{place}"),
            note: voice.description.clone().unwrap_or_default(),
            articles: voice.articles,
            count: voice.statements,
            stances: counts,
        }
    });
    Overview {
        articles: lines.collect(),
        speakers: speakers.filter(|line| line.count > 0).collect(),
        outlets: outlets.collect(),
        stances: stances(&mut views.iter()),
        count: views.iter().map(|view| view.count).sum(),
        to_review: views.iter().map(|view| view.to_review).sum(),
    }
}
