//! W3C Web Annotation: a collection of annotations in JSON-LD, for every statement one on its words, its cue, its speaker and what else is named.
//!
//! The standard has places counted in code points, in logical order; the quoted text with what stands round it finds the place again when the page changes.

use super::{iri, maker};
use crate::attribution::analysis::{Attribution, TextSpan};
use crate::report::article::Article;
use crate::report::{describe, json};
use crate::text::Ruler;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Code points before and behind a place that help to find it again.
const AROUND: usize = 32;

/// A collection in the making, written as it comes.
#[derive(Debug, Default)]
pub(in crate::report) struct Collection {
    count: usize,
    /// Name of all annotations so far.
    name: String,
}

impl Collection {
    /// Writes the annotations of an article.
    pub(in crate::report) fn article(
        &mut self,
        out: &mut impl Write,
        article: &Article,
    ) -> io::Result<()> {
        for annotation in annotations(article) {
            self.begin(out)?;
            self.count += 1;
            let id = annotation.get("id").and_then(Value::as_str);
            let id = id.unwrap_or_default();
            self.name = iri::of_parts(&[&self.name, id]);
            json::write(out, &annotation)?;
        }
        Ok(())
    }

    /// What stands before the next annotation.
    fn begin(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.count == 0 {
            b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationCollection\",\"label\":\"isnad\",\"first\":{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[\n"
        } else {
            b",\n"
        })
    }

    /// Closes the collection, whose names and length are only known now.
    pub(in crate::report) fn finish(&self, out: &mut impl Write) -> io::Result<()> {
        if self.count == 0 {
            self.begin(out)?;
        }
        let id = iri::of_parts(&["collection", &self.name]);
        let page = iri::of_parts(&["page", &self.name]);
        writeln!(
            out,
            "\n],\"id\":\"{page}\",\"partOf\":\"{id}\"}},\"id\":\"{id}\",\"total\":{}}}",
            self.count
        )
    }
}

/// All annotations of an article, in the order of its statements.
fn annotations(article: &Article) -> Vec<Value> {
    let ruler = Ruler::new(article.text);
    let mut all = Vec::new();
    for one in &article.analysis.attributions {
        let mut writer = Writer {
            article,
            ruler: &ruler,
            one,
            all: &mut all,
        };
        writer.statement();
        writer.parts();
    }
    all
}

struct Writer<'a> {
    article: &'a Article<'a>,
    ruler: &'a Ruler<'a>,
    one: &'a Attribution,
    all: &'a mut Vec<Value>,
}

impl Writer<'_> {
    fn id(&self, part: &str) -> String {
        iri::of_parts(&[&self.article.analysis.document.id, &self.one.key, part])
    }

    fn push(&mut self, part: &str, motivation: &str, body: Vec<Value>, target: Vec<Value>) {
        let mut target = target;
        // A single target stands by itself.
        let target = match (target.pop(), target.is_empty()) {
            (Some(only), true) => only,
            (last, _) => {
                target.extend(last);
                Value::Array(target)
            }
        };
        let document = &self.article.analysis.document;
        self.all.push(json!({
            "id": self.id(part),
            "type": "Annotation",
            "motivation": motivation,
            "generator": {"type": "Software", "name": maker(document)},
            "body": body,
            "target": target,
        }));
    }

    /// The statement itself, on its words; each piece is a target where the narrator interrupts.
    fn statement(&mut self) {
        let one = self.one;
        let speaker = one.speaker.as_ref();
        let inferred = describe::flag(one).map(|flag| format!(" ({flag})"));
        let name = speaker.map_or("", |speaker| speaker.name.as_str());
        let mut body = vec![
            words(
                "describing",
                &format!("{name}{}", inferred.unwrap_or_default()),
            ),
            tag("stance", &one.stance),
            tag("kind", describe::kind(one.kind)),
            tag("rule", &one.rule),
            tag("key", &one.key),
        ];
        body.extend(one.needs_review.iter().map(|why| words("assessing", why)));
        let pieces: Vec<Value> = one
            .content
            .iter()
            .map(|span| self.place(span.start, span.end))
            .collect();
        self.push("statement", "describing", body, pieces);
    }

    /// What belongs to the statement, each with a link to it.
    fn parts(&mut self) {
        let one = self.one;
        let mention = one.speaker.as_ref().and_then(|s| s.mention.as_ref());
        let name = one.speaker.as_ref().map(|s| s.name.as_str());
        let span = |span: &TextSpan| (span.start, span.end);
        let mut parts = vec![(
            "cue".to_owned(),
            one.cue.lemma.as_str(),
            (one.cue.start, one.cue.end),
        )];
        if let Some((mention, name)) = mention.zip(name) {
            parts.push(("speaker".to_owned(), name, span(mention)));
        }
        for (number, relay) in one.via.iter().enumerate() {
            let part = format!("via {}", number + 1);
            parts.push((part, &relay.name, (relay.start, relay.end)));
        }
        for (part, place) in [
            ("channel", &one.channel),
            ("addressee", &one.addressee),
            ("target", &one.target),
            ("occasion", &one.occasion),
        ] {
            if let Some(place) = place {
                parts.push((part.to_owned(), &place.text, span(place)));
            }
        }
        for (part, value, (start, end)) in parts {
            let what = part.split(' ').next().unwrap_or_default();
            let body = vec![
                tag("part", what),
                words("identifying", value),
                json!({"type": "SpecificResource", "purpose": "linking", "source": self.id("statement")}),
            ];
            let place = self.place(start, end);
            self.push(&part, "identifying", body, vec![place]);
        }
    }

    /// A place as two selectors of the same words.
    fn place(&self, start: usize, end: usize) -> Value {
        let ruler = self.ruler;
        json!({
            "type": "SpecificResource",
            "source": iri::of_document(&self.article.analysis.document),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": ruler.slice(start, end),
                    "prefix": ruler.slice(start.saturating_sub(AROUND), start),
                    "suffix": ruler.slice(end, end.saturating_add(AROUND)),
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        })
    }
}

/// Words about a place.
fn words(purpose: &str, text: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": text})
}

/// A tag, `what:value`.
fn tag(what: &str, value: &str) -> Value {
    words("tagging", &format!("{what}:{value}"))
}
