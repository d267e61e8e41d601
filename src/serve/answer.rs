//! What the page can be asked for: itself, the files of its packs, an analysis, a file to save.

use super::changes::{Change, changes};
use super::packs::{Edits, Packs};
use super::page;
use super::request::LARGEST;
use crate::attribution::analysis::Analysis;
use crate::attribution::{Analyzer, Document};
use crate::builtin::RulesError;
use crate::input;
use crate::report::article::Article;
use crate::report::diagnostic::{Style, diagnostics};
use crate::report::exchange::brat;
use crate::report::html;
use crate::report::locale::{Language, Locale};
use crate::report::{Format, Options, Report};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Instant;

/// What refusals are.
const PLAIN: &str = "text/plain; charset=utf-8";

/// Everything an answer may need; nothing of it changes while the page runs.
pub(super) struct Site {
    packs: Packs,
    /// Whatever the browser asks for.
    language: Option<Language>,
    port: u16,
}

/// An answer.
pub(super) struct Answer {
    pub status: u16,
    pub media: &'static str,
    pub body: Vec<u8>,
}

impl Answer {
    fn of(media: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer {
            status: 200,
            media,
            body: body.into(),
        }
    }

    /// A refusal in a language; any other answer as it is.
    pub fn spoken(mut self, language: Language) -> Answer {
        if self.media == PLAIN
            && let Ok(why) = std::str::from_utf8(&self.body)
        {
            self.body = format!("{}\n", said(why.trim_end(), language)).into_bytes();
        }
        self
    }

    /// A refusal in plain words.
    pub fn refuse(status: u16, why: &str) -> Answer {
        Answer {
            status,
            media: PLAIN,
            body: format!("{why}\n").into_bytes(),
        }
    }

    fn json(value: &impl Serialize) -> Answer {
        match serde_json::to_vec(value) {
            Ok(body) => Answer::of("application/json", body),
            Err(error) => Answer::refuse(500, &error.to_string()),
        }
    }
}

/// What is sent to be analyzed or saved.
#[derive(Debug, Deserialize)]
struct Asked {
    text: String,
    #[serde(default)]
    pack: usize,
    /// Texts of rule files in place of the pack's own.
    #[serde(default)]
    edits: Edits,
    #[serde(default)]
    lang: String,
    /// For saving.
    #[serde(default)]
    format: String,
    /// What the file said that the text is from.
    #[serde(default)]
    about: About,
}

/// What a file says of the article in it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct About {
    id: Option<String>,
    title: Option<String>,
    site: Option<String>,
    date: Option<String>,
    url: Option<String>,
    encoding: Option<String>,
}

impl About {
    /// What was read of a document.
    fn of(document: &mut Document) -> About {
        About {
            id: Some(std::mem::take(&mut document.id)),
            title: document.title.take(),
            site: document.site.take(),
            date: document.date.take(),
            url: document.url.take(),
            encoding: document.encoding.take(),
        }
    }

    /// A text as the document that it is about.
    fn document(&self, text: &str) -> Document {
        let mut document = Document::new(self.id.as_deref().unwrap_or("article"), text);
        let about = self.clone();
        document.title = about.title;
        document.site = about.site;
        document.date = about.date;
        document.url = about.url;
        document.encoding = about.encoding;
        document
    }
}

/// What was found, ready to show.
#[derive(Debug, Serialize)]
struct Found {
    html: String,
    analysis: Analysis,
    changes: Vec<Change>,
    milliseconds: f64,
}

/// The text of a file.
#[derive(Debug, Serialize)]
struct Opened {
    text: String,
    about: About,
    /// Whether there are more articles in it.
    more: bool,
}

/// Rules that cannot be used, as their author sees it.
#[derive(Debug, Serialize)]
struct Faulty {
    frames: String,
}

impl Site {
    pub fn new(packs: Packs, language: Option<Language>, port: u16) -> Site {
        Site {
            packs,
            language,
            port,
        }
    }

    /// Whether a `Host` is this page. A name that merely leads here is not.
    pub fn is_ours(&self, host: &str) -> bool {
        let Some((name, port)) = host.rsplit_once(':') else {
            return self.port == 80 && matches!(host, "127.0.0.1" | "localhost");
        };
        port.parse() == Ok(self.port) && matches!(name, "127.0.0.1" | "localhost")
    }

    /// Whether an `Origin` is this page.
    pub fn is_our_origin(&self, origin: &str) -> bool {
        origin
            .strip_prefix("http://")
            .is_some_and(|host| self.is_ours(host))
    }

    /// The language for somebody whose browser sends this list of languages.
    pub fn spoken_to(&self, accept: Option<&str>) -> Language {
        let accepted = accept.and_then(|list| list.split([',', ';']).next());
        self.language
            .or(accepted.map(Language::of_name))
            .unwrap_or_default()
    }

    pub fn get(&self, path: &str, query: &str, accept: Option<&str>) -> Answer {
        match path {
            "/" => {
                let language = value(query, "lang").and_then(named);
                let language = language.unwrap_or_else(|| self.spoken_to(accept));
                match page::page(&self.packs, language) {
                    Ok(page) => Answer::of("text/html; charset=utf-8", page),
                    Err(error) => Answer::refuse(500, &error.to_string()),
                }
            }
            "/style.css" => Answer::of(
                "text/css; charset=utf-8",
                format!("{}{}", html::STYLE, page::STYLE),
            ),
            "/view.js" => Answer::of("text/javascript; charset=utf-8", html::SCRIPT),
            "/page.js" => Answer::of("text/javascript; charset=utf-8", page::SCRIPT),
            _ => Answer::refuse(404, "there is no such page"),
        }
    }

    pub fn post(&self, path: &str, body: &[u8]) -> Answer {
        match path {
            "/rules" => self.rules(body),
            "/analyze" | "/save" => match serde_json::from_slice::<Asked>(body) {
                Ok(asked) if path == "/save" => self.save(&asked),
                Ok(asked) => self.analyze(&asked),
                Err(error) => Answer::refuse(400, &error.to_string()),
            },
            _ => Answer::refuse(404, "there is no such page"),
        }
    }

    /// The first article in a file that somebody has chosen, whatever its format and encoding. The query says what its name ends with.
    pub fn read(&self, query: &str, bytes: Vec<u8>) -> Answer {
        let language = self.language_of(value(query, "lang").unwrap_or_default());
        let name = match value(query, "ending") {
            Some(ending)
                if ending
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '.') =>
            {
                format!("article.{ending}")
            }
            _ => "article".to_owned(),
        };
        let mut options = input::Options::default();
        options.limits.document = LARGEST as u64;
        let mut documents = input::in_memory(Path::new(&name), bytes, options);
        match documents.next() {
            Some(Ok(mut document)) => Answer::json(&Opened {
                about: About::of(&mut document),
                text: document.text,
                more: documents.next().is_some(),
            }),
            Some(Err(error)) => {
                let error = error.to_string();
                // The name is one of ours; whoever chose the file knows it by another.
                let why = error.strip_prefix(&format!("{name}: ")).unwrap_or(&error);
                Answer::refuse(422, &said(why, language))
            }
            None => Answer::refuse(422, &said("there is no article in this file", language)),
        }
    }

    /// The files of a pack, those of its own first.
    fn rules(&self, body: &[u8]) -> Answer {
        #[derive(Deserialize)]
        struct Which {
            pack: usize,
        }
        let pack = serde_json::from_slice::<Which>(body)
            .ok()
            .and_then(|which| self.packs.all.get(which.pack));
        match pack {
            Some(pack) => Answer::json(&pack.files().collect::<Vec<_>>()),
            None => Answer::refuse(404, "there is no such pack"),
        }
    }

    /// The analysis of a text with a pack and its edits, or the answer that says why there is none.
    fn found(&self, asked: &Asked, edits: &Edits) -> Result<Analysis, Answer> {
        let rules = match self.packs.rules(asked.pack, edits) {
            None => return Err(Answer::refuse(404, "there is no such pack")),
            Some(Ok(rules)) => rules,
            Some(Err(RulesError::Faulty(error))) => {
                let mut answer = Answer::json(&Faulty {
                    frames: diagnostics(
                        &error,
                        Style {
                            // A browser orders Arabic by itself, over the whole line.
                            isolate: true,
                            language: self.language_of(&asked.lang),
                            ..Style::default()
                        },
                    ),
                });
                answer.status = 422;
                return Err(answer);
            }
            Some(Err(error)) => return Err(Answer::refuse(500, &error.to_string())),
        };
        let document = asked.about.document(&asked.text);
        Analyzer::new(&rules).analyze(&document).map_err(|error| {
            let language = self.language_of(&asked.lang);
            Answer::refuse(400, &said(&error.to_string(), language))
        })
    }

    fn analyze(&self, asked: &Asked) -> Answer {
        let started = Instant::now();
        let analysis = match self.found(asked, &asked.edits) {
            Ok(analysis) => analysis,
            Err(answer) => return answer,
        };
        let locale = match Locale::of(self.language_of(&asked.lang)) {
            Ok(locale) => locale,
            Err(error) => return Answer::refuse(500, &error.to_string()),
        };
        let changes = if asked.edits.is_empty() {
            Vec::new()
        } else {
            match self.found(asked, &Edits::new()) {
                Ok(before) => changes(&before, &analysis, &locale),
                Err(answer) => return answer,
            }
        };
        // What was only pasted has no name; the one that stands for it in results is no word of the reader's language.
        let mut shown = analysis.clone();
        if asked.about.id.is_none() && shown.document.title.is_none() {
            let article = Article {
                text: &asked.text,
                analysis: &analysis,
            };
            let unnamed = article.title() == analysis.document.id;
            shown.document.title = unnamed.then(|| locale.word("article").to_owned());
        }
        let articles = [Article {
            text: &asked.text,
            analysis: &shown,
        }];
        match html::body(&articles, &locale) {
            Ok(html) => Answer::json(&Found {
                html,
                analysis,
                changes,
                milliseconds: started.elapsed().as_secs_f64() * 1000.0,
            }),
            Err(error) => Answer::refuse(500, &error.to_string()),
        }
    }

    /// The language that the page says it is in.
    fn language_of(&self, asked: &str) -> Language {
        named(asked).or(self.language).unwrap_or_default()
    }

    /// The analysis as a file of one of the formats.
    fn save(&self, asked: &Asked) -> Answer {
        let Ok(format) = Format::from_str(&asked.format, false) else {
            return Answer::refuse(400, "there is no such format");
        };
        let analysis = match self.found(asked, &asked.edits) {
            Ok(analysis) => analysis,
            Err(answer) => return answer,
        };
        if format == Format::Brat {
            let article = Article {
                text: &asked.text,
                analysis: &analysis,
            };
            return match brat::archive(&article) {
                Ok(body) => Answer::of("application/octet-stream", body),
                Err(error) => Answer::refuse(500, &error.to_string()),
            };
        }
        let options = Options {
            format,
            language: self.language_of(&asked.lang),
            // What is saved from a page is opened by a double click.
            excel: true,
            ..Options::default()
        };
        let mut report = Report::new(options, Vec::new());
        match report
            .document(&asked.text, &analysis)
            .and_then(|()| report.finish())
        {
            Ok(body) => Answer::of("application/octet-stream", body),
            Err(error) => Answer::refuse(500, &error.to_string()),
        }
    }
}

/// What a query says under a name.
fn value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(known, value)| (known == name).then_some(value))
}

fn named(language: &str) -> Option<Language> {
    Language::from_str(language, true).ok()
}

/// A message in the page's language.
fn said(message: &str, language: Language) -> String {
    match Locale::of(language) {
        Ok(locale) => locale.message(message, false),
        Err(_) => message.to_owned(),
    }
}
