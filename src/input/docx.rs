//! Word documents: a paragraph a line, without what was deleted in a tracked change, without headers, footers and notes.
//!
//! A docx file is a ZIP file of XML. What its directory says of sizes is not believed; what comes out is counted.

use super::encoding;
use super::error::{InputError, Place};
use super::options::{Limits, Options};
use super::read::named;
use super::record::stem;
use super::source::{Source, bounded};
use super::xml::{Node, Xml, attribute};
use crate::attribution::Document;
use std::io::Cursor;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// The XML of a text is larger than the text; by more than this only where somebody means harm.
const OVERHEAD: u64 = 4;

/// What old Word documents, and encrypted new ones, begin with.
const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// The document of a source.
pub(super) fn document(source: Source, options: &Options) -> Result<Document, InputError> {
    let limits = options.limits;
    let (path, bytes) = source.whole(limits)?;
    let bad = |why: &str| InputError::bad(&path, Place::Whole, why);
    if bytes.starts_with(&OLE) {
        return Err(bad(
            "an old Word document, or one with a password: save it as .docx without one",
        ));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| bad(&format!("no Word document: {error}")))?;
    let body = match part(&path, &mut archive, "_rels/.rels", limits)? {
        Some(relations) => body_name(&path, &relations)?,
        None => None,
    };
    let body = body.as_deref().unwrap_or("word/document.xml");
    let xml = part(&path, &mut archive, body, limits)?
        .ok_or_else(|| bad(&format!("no Word document: there is no {body} in it")))?;
    let mut document = Document::new(stem(&path), text(&path, &xml)?);
    if let Some(properties) = part(&path, &mut archive, "docProps/core.xml", limits)? {
        document.title = title(&path, &properties)?;
    }
    Ok(named(document, &path, None))
}

/// One file of the archive; none where there is none of that name.
fn part(
    path: &Path,
    archive: &mut Archive,
    name: &str,
    limits: Limits,
) -> Result<Option<String>, InputError> {
    let bad = |why: &str| InputError::bad(path, Place::Whole, format!("{name}: {why}"));
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(bad(&error.to_string())),
    };
    let most = limits.document.saturating_mul(OVERHEAD);
    let bytes = bounded(file, most)
        .map_err(|error| bad(&error.to_string()))?
        .ok_or_else(|| {
            bad(&format!(
                "more than {most} bytes come out of it; --max-document allows more"
            ))
        })?;
    let name = path.join(name);
    Ok(Some(encoding::text(&name, bytes, None)?.0))
}

/// The name of the file that holds the text.
fn body_name(path: &Path, relations: &str) -> Result<Option<String>, InputError> {
    let mut xml = Xml::new(path, relations);
    loop {
        match xml.next()? {
            Node::Start(start) => {
                let kind = attribute(&start, "Type").unwrap_or_default();
                if kind.ends_with("/officeDocument") {
                    let target = attribute(&start, "Target");
                    return Ok(target.map(|target| target.trim_start_matches('/').to_owned()));
                }
            }
            Node::Done => return Ok(None),
            Node::End | Node::Text(_) => {}
        }
    }
}

/// The text of the body. A paragraph may hold others, in a text box; those come before it.
fn text(path: &Path, body: &str) -> Result<String, InputError> {
    let mut xml = Xml::new(path, body);
    let mut text = String::new();
    let mut paragraphs: Vec<String> = Vec::new();
    // Whether each open element is a paragraph, and whether it holds text.
    let mut open: Vec<(bool, bool)> = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(start) => {
                let name = start.name().into_inner();
                let sign = match name {
                    // Deleted in a tracked change; and the same text box once more, for old programs.
                    "w:del" | "w:moveFrom" | "mc:Fallback" => {
                        xml.skip()?;
                        continue;
                    }
                    "w:tab" => "\t",
                    "w:br" | "w:cr" => "\n",
                    "w:noBreakHyphen" => "-",
                    _ => "",
                };
                if name == "w:p" {
                    paragraphs.push(String::new());
                }
                // The stops of a paragraph's ruler are called tabs, too.
                let ruler = name == "w:tab" && attribute(&start, "w:pos").is_some();
                if let Some(paragraph) = paragraphs.last_mut().filter(|_| !ruler) {
                    paragraph.push_str(sign);
                }
                open.push((name == "w:p", name == "w:t"));
            }
            Node::End => {
                if let Some((true, _)) = open.pop()
                    && let Some(paragraph) = paragraphs.pop()
                {
                    text.push_str(&paragraph);
                    text.push('\n');
                }
            }
            Node::Text(words) => {
                if let (Some((_, true)), Some(paragraph)) = (open.last(), paragraphs.last_mut()) {
                    paragraph.push_str(&words);
                }
            }
            Node::Done => return Ok(text),
        }
    }
}

/// The title that its author gave it.
fn title(path: &Path, properties: &str) -> Result<Option<String>, InputError> {
    let mut xml = Xml::new(path, properties);
    loop {
        match xml.next()? {
            Node::Start(start) if start.name().into_inner() == "dc:title" => {
                let title = xml.inner(false)?.trim().to_owned();
                return Ok(Some(title).filter(|title| !title.is_empty()));
            }
            Node::Done => return Ok(None),
            Node::Start(_) | Node::End | Node::Text(_) => {}
        }
    }
}
