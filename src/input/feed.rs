//! RSS and Atom feeds, an article an entry: its full text where the feed has it, its summary where not.

use super::encoding;
use super::error::InputError;
use super::options::Options;
use super::record::Record;
use super::source::Source;
use super::webpage::plain;
use super::xml::{Node, Xml, attribute};
use crate::attribution::Document;
use encoding_rs::Encoding;
use std::path::Path;

/// An entry while it is read. Which of several texts or dates is the article's is known at its end.
#[derive(Default)]
struct Entry {
    title: Option<String>,
    id: Option<String>,
    link: Option<String>,
    content: Option<String>,
    summary: Option<String>,
    published: Option<String>,
    updated: Option<String>,
}

/// The entries of a feed; behind one that cannot be read there is nothing more.
pub(super) fn entries(
    source: Source,
    options: &Options,
) -> Result<Vec<Result<Document, InputError>>, InputError> {
    let (path, bytes) = source.whole(options.limits)?;
    let said = encoding::said(&bytes);
    let (text, encoding) = encoding::declared(&path, bytes, options.encoding, said)?;
    let mut xml = Xml::new(&path, &text);
    root(&mut xml)?;
    let mut items = Vec::new();
    if let Err(error) = read(&mut xml, &path, encoding, &mut items) {
        items.push(Err(error));
    }
    Ok(items)
}

/// The first element, which says whether this is a feed.
fn root(xml: &mut Xml<'_>) -> Result<(), InputError> {
    loop {
        match xml.next()? {
            Node::Start(start) => {
                let name = start.local_name().into_inner();
                return match name {
                    "rss" | "RDF" | "feed" => Ok(()),
                    name => Err(xml.here(&format!(
                        "no RSS or Atom feed: the first element is `{name}`"
                    ))),
                };
            }
            Node::Done => return Err(xml.here("no RSS or Atom feed: there is no element")),
            Node::End | Node::Text(_) => {}
        }
    }
}

fn read(
    xml: &mut Xml<'_>,
    path: &Path,
    encoding: Option<&'static Encoding>,
    items: &mut Vec<Result<Document, InputError>>,
) -> Result<(), InputError> {
    let mut site: Option<String> = None;
    let mut inside = false;
    loop {
        match xml.next()? {
            Node::Start(start) => match start.local_name().into_inner() {
                "item" | "entry" => {
                    let found = entry(xml)?;
                    let number = items.len() as u64 + 1;
                    let document = found.document(path, number, site.clone(), encoding);
                    items.push(document.map_err(|why| xml.here(&why)));
                }
                // The channel holds the entries, in one kind of RSS; in another it stands beside them.
                "channel" => inside = true,
                "title" if site.is_none() => {
                    let title = line(&xml.inner(true)?).map_err(|why| xml.here(&why))?;
                    site = Some(title).filter(|title| !title.is_empty());
                }
                _ => xml.skip()?,
            },
            Node::End if inside => inside = false,
            Node::End | Node::Done => return Ok(()),
            Node::Text(_) => {}
        }
    }
}

/// The entry whose element began last.
fn entry(xml: &mut Xml<'_>) -> Result<Entry, InputError> {
    let mut entry = Entry::default();
    loop {
        let start = match xml.next()? {
            Node::Start(start) => start,
            Node::End | Node::Done => return Ok(entry),
            Node::Text(_) => continue,
        };
        // By their prefixes: `media:content` and `itunes:summary` are something else.
        let slot = match start.name().into_inner() {
            "title" => &mut entry.title,
            "guid" | "id" => &mut entry.id,
            "content:encoded" | "content" => &mut entry.content,
            "description" | "summary" => &mut entry.summary,
            "pubDate" | "published" | "dc:date" => &mut entry.published,
            "updated" => &mut entry.updated,
            "link" => {
                let target = attribute(&start, "href");
                let other = attribute(&start, "rel").is_some_and(|rel| rel != "alternate");
                let text = xml.inner(false)?;
                if !other && entry.link.is_none() {
                    let link = target.unwrap_or(text);
                    entry.link = Some(link.trim().to_owned()).filter(|link| !link.is_empty());
                }
                continue;
            }
            _ => {
                xml.skip()?;
                continue;
            }
        };
        let inner = xml.inner(true)?;
        // The first one counts; others are of what the entry quotes.
        if slot.is_none() && !inner.trim().is_empty() {
            *slot = Some(inner);
        }
    }
}

impl Entry {
    /// The article, or why it cannot be read.
    fn document(
        self,
        path: &Path,
        number: u64,
        site: Option<String>,
        encoding: Option<&'static Encoding>,
    ) -> Result<Document, String> {
        let title = self.title.map(|title| line(&title)).transpose()?;
        let body = self.content.or(self.summary);
        let text = body.map(|html| plain(&html)).transpose()?;
        let text = text.filter(|text| !text.is_empty());
        let word = |word: String| word.trim().to_owned();
        let record = Record {
            // A feed of headlines has nothing but them.
            text: text.or_else(|| title.clone()).unwrap_or_default(),
            id: self.id.map(word).or_else(|| self.link.clone()),
            title: title.filter(|title| !title.is_empty()),
            source: Some(path.to_string_lossy().into_owned()),
            url: self.link,
            site,
            date: self.published.or(self.updated).map(word),
        };
        Ok(record.document(path, number, encoding))
    }
}

/// HTML as one line.
fn line(html: &str) -> Result<String, String> {
    let text = plain(html)?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
