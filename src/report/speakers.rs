//! Speakers over several articles: one person under one name.

use super::article::Article;
use crate::attribution::analysis::Entity;
use crate::lexicon::SpeakerKind;
use std::collections::{BTreeMap, HashMap};

/// A speaker of one or several articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// The fullest name in any article.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Titles as first written.
    pub description: Option<String>,
    /// The other names, in order.
    pub aliases: Vec<String>,
    /// Statements, those that a headline repeats not counted.
    pub statements: usize,
    /// Articles it speaks in.
    pub articles: usize,
    /// How often each stance.
    pub stances: BTreeMap<String, usize>,
}

/// The speakers of some articles and which entity is which of them.
#[derive(Debug, Default)]
pub struct Voices {
    /// Those who speak, most statements first.
    pub all: Vec<Voice>,
    /// Number in `all`, by number of the article and id of the entity.
    places: HashMap<(usize, String), usize>,
}

impl Voices {
    /// The speakers of `articles`. Two entities are one speaker when they share their name, or when one's name is an alias of exactly one other.
    #[must_use]
    pub fn of(articles: &[Article]) -> Voices {
        let mut owners: HashMap<&str, Vec<&str>> = HashMap::new();
        for entity in articles
            .iter()
            .flat_map(|article| &article.analysis.entities)
        {
            for alias in entity.aliases.iter().filter(|alias| **alias != entity.name) {
                let names = owners.entry(alias).or_default();
                if joins(entity) && !names.contains(&entity.name.as_str()) {
                    names.push(&entity.name);
                }
            }
        }
        let name = |entity: &Entity| match owners.get(entity.name.as_str()).map(Vec::as_slice) {
            Some([owner]) if joins(entity) => (*owner).to_owned(),
            _ => entity.name.clone(),
        };
        let mut voices = Voices::default();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (number, article) in articles.iter().enumerate() {
            let mut spoken = Vec::new();
            let repeated = article.repeated();
            for entity in &article.analysis.entities {
                // An unnamed source is the same only within its article.
                let key = if joins(entity) {
                    name(entity)
                } else {
                    format!("{number}\u{0}{}", entity.name)
                };
                let place = *known.entry(key).or_insert_with(|| {
                    voices.all.push(Voice::new(name(entity), entity));
                    voices.all.len() - 1
                });
                if let Some(voice) = voices.all.get_mut(place) {
                    voice.learn(entity);
                }
                voices.places.insert((number, entity.id.clone()), place);
            }
            for (attribution, repeats) in article.analysis.attributions.iter().zip(repeated) {
                let entity = attribution.speaker.as_ref().and_then(|s| s.entity.clone());
                let place = entity.and_then(|id| voices.places.get(&(number, id)).copied());
                let Some(place) = place.filter(|_| repeats.is_none()) else {
                    continue;
                };
                let Some(voice) = voices.all.get_mut(place) else {
                    continue;
                };
                voice.statements += 1;
                *voice.stances.entry(attribution.stance.clone()).or_default() += 1;
                if !spoken.contains(&place) {
                    spoken.push(place);
                    voice.articles += 1;
                }
            }
        }
        voices.sort();
        voices
    }

    /// The number in `all` of an article's entity.
    #[must_use]
    pub fn place(&self, article: usize, entity: &str) -> Option<usize> {
        self.places.get(&(article, entity.to_owned())).copied()
    }

    fn sort(&mut self) {
        let mut order: Vec<(usize, Voice)> = self.all.drain(..).enumerate().collect();
        order.sort_by(|(_, one), (_, other)| {
            (other.statements.cmp(&one.statements)).then_with(|| one.name.cmp(&other.name))
        });
        let old = order.iter().map(|(old, _)| *old);
        let new: HashMap<usize, usize> = old.zip(0..).collect();
        self.all.extend(order.into_iter().map(|(_, voice)| voice));
        for place in self.places.values_mut() {
            *place = new.get(place).copied().unwrap_or_default();
        }
    }
}

/// Whether a speaker of another article under the same name is the same one.
fn joins(entity: &Entity) -> bool {
    !matches!(entity.kind, SpeakerKind::Anonymous | SpeakerKind::Unknown)
}

impl Voice {
    fn new(name: String, entity: &Entity) -> Voice {
        Voice {
            name,
            kind: entity.kind,
            description: None,
            aliases: Vec::new(),
            statements: 0,
            articles: 0,
            stances: BTreeMap::new(),
        }
    }

    fn learn(&mut self, entity: &Entity) {
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            if *name != self.name && !self.aliases.contains(name) {
                self.aliases.push(name.clone());
            }
        }
        if self.description.is_none() {
            self.description.clone_from(&entity.description);
        }
    }
}
