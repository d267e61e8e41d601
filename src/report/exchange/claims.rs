//! schema.org: a `Claim` a statement in JSON-LD, with a `Quotation` for every quoted piece, as drafts for whoever checks them. There is no rating in them and no review.

use super::iri;
use crate::attribution::analysis::{Attribution, DocumentInfo, Speaker};
use crate::lexicon::{Polarity, SpeakerKind};
use crate::report::article::Article;
use crate::report::{describe, json};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// A graph of claims in the making, written as it comes.
#[derive(Debug, Default)]
pub(in crate::report) struct Claims {
    count: usize,
}

impl Claims {
    /// Writes the claims of an article.
    pub(in crate::report) fn article(
        &mut self,
        out: &mut impl Write,
        article: &Article,
    ) -> io::Result<()> {
        for one in &article.analysis.attributions {
            self.begin(out)?;
            self.count += 1;
            json::write(out, &claim(article, one))?;
        }
        Ok(())
    }

    fn begin(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.count == 0 {
            b"{\"@context\":\"https://schema.org\",\"@graph\":[\n"
        } else {
            b",\n"
        })
    }

    /// Closes the graph.
    pub(in crate::report) fn finish(&self, out: &mut impl Write) -> io::Result<()> {
        if self.count == 0 {
            self.begin(out)?;
        }
        out.write_all(b"\n]}\n")
    }
}

/// A statement as a claim. Of what somebody denies the whole sentence is the claim, for the words alone would say the opposite in their name.
fn claim(article: &Article, one: &Attribution) -> Value {
    let document = &article.analysis.document;
    let words = describe::pieces(one).join(" [\u{2026}] ");
    let denied = one.polarity == Polarity::Denied;
    let mut claim = Map::new();
    let mut put = |key: &str, value: Value| {
        claim.insert(key.to_owned(), value);
    };
    put("@type", json!("Claim"));
    put(
        "@id",
        json!(iri::of_parts(&[&document.id, &one.key, "claim"])),
    );
    put("identifier", json!(one.key));
    put(
        "text",
        json!(if denied { &one.context.text } else { &words }),
    );
    put("inLanguage", json!("ar"));
    put("creativeWorkStatus", json!("Draft"));
    put("keywords", json!([one.stance, describe::kind(one.kind)]));
    put("appearance", appearance(article, document));
    if denied {
        put("about", json!({"@type": "Claim", "text": words}));
    }
    let quotations: Vec<Value> = one
        .quotes
        .iter()
        .map(|quote| {
            let mut quotation =
                json!({"@type": "Quotation", "text": quote.text, "inLanguage": "ar"});
            if let (Some(speaker), Some(map)) = (&one.speaker, quotation.as_object_mut()) {
                let (key, value) = author(speaker, describe::flag(one), "spokenByCharacter");
                map.insert(key.to_owned(), value);
            }
            quotation
        })
        .collect();
    if !quotations.is_empty() {
        put("hasPart", json!(quotations));
    }
    let mut based = Vec::new();
    if let Some(speaker) = &one.speaker {
        match author(speaker, describe::flag(one), "author") {
            ("isBasedOn", work) => based.push(work),
            (key, value) => put(key, value),
        }
    }
    let relays = one.via.iter();
    based.extend(relays.map(|relay| json!({"@type": "CreativeWork", "creditText": relay.name})));
    if !based.is_empty() {
        put("isBasedOn", json!(based));
    }
    if !one.needs_review.is_empty() {
        let why = one.needs_review.iter();
        put(
            "comment",
            why.map(|why| json!({"@type": "Comment", "text": why}))
                .collect(),
        );
    }
    Value::Object(claim)
}

/// The speaker, under the key that takes one of its kind: a document is no author, but what the claim is based on.
fn author<'k>(speaker: &Speaker, flag: Option<&str>, key: &'k str) -> (&'k str, Value) {
    let mut author = json!({"@type": kind(speaker.kind), "name": speaker.name});
    if let (Some(flag), Some(author)) = (flag, author.as_object_mut()) {
        author.insert("disambiguatingDescription".to_owned(), json!(flag));
    }
    if let (false, Some(author)) = (speaker.members.is_empty(), author.as_object_mut()) {
        let members = speaker.members.iter();
        let members = members.map(|name| json!({"@type": "Thing", "name": name}));
        author.insert("member".to_owned(), members.collect());
    }
    let key = match speaker.kind {
        SpeakerKind::Document => "isBasedOn",
        _ => key,
    };
    (key, author)
}

fn kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person | SpeakerKind::Anonymous => "Person",
        SpeakerKind::Group | SpeakerKind::Organization => "Organization",
        SpeakerKind::Media => "NewsMediaOrganization",
        SpeakerKind::Document => "CreativeWork",
        SpeakerKind::Unknown => "Thing",
    }
}

/// The article in which the claim was found. A date that is none by the standard is kept as the outlet wrote it.
fn appearance(article: &Article, document: &DocumentInfo) -> Value {
    let mut work = json!({
        "@type": "NewsArticle",
        "@id": iri::of_document(document),
        "headline": article.title(),
    });
    let Some(map) = work.as_object_mut() else {
        return work;
    };
    let source = document
        .source
        .as_deref()
        .filter(|place| iri::is_url(place));
    if let Some(url) = document.url.as_deref().or(source) {
        map.insert("url".to_owned(), json!(url));
    }
    if let Some(date) = &document.date {
        let key = if is_date(date) {
            "datePublished"
        } else {
            "dateline"
        };
        map.insert(key.to_owned(), json!(date));
    }
    if let Some(site) = &document.site {
        map.insert(
            "publisher".to_owned(),
            json!({"@type": "Organization", "name": site}),
        );
    }
    work
}

/// Whether a date begins as ISO 8601 has it: 2024-05-31, with or without a time behind it.
fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let head = text.as_bytes().get(..10);
    head.is_some_and(|head| head.iter().copied().enumerate().all(shape))
        && text.as_bytes().get(10).is_none_or(|byte| *byte == b'T')
}
