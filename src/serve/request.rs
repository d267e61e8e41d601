//! From a request to an answer: who may ask, how much, and what every answer forbids.

use super::answer::{Answer, Site};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// Bytes of one request: an article of book length, and a file of rules.
pub(super) const LARGEST: usize = 8 << 20;

/// Nothing but the page's own files, no frames, no forms, no base; answers are not kept.
const HEADERS: [(&str, &str); 9] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=()",
    ),
    ("cache-control", "no-store"),
];

/// Answers one request.
pub(super) async fn serve(
    site: Arc<Site>,
    request: Request<Incoming>,
    patience: Duration,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let language = site.spoken_to(header(&request, "accept-language"));
    let answer = match question(&site, request, patience).await {
        // An analysis takes its time, in which others are heard.
        Ok(question) => tokio::task::spawn_blocking(move || question.answer(&site))
            .await
            .unwrap_or_else(|_| Answer::refuse(500, "the answer cannot be given")),
        Err(answer) => answer,
    };
    let answer = answer.spoken(language);
    let mut response = Response::new(Full::from(answer.body));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.media));
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    Ok(response)
}

/// What is asked, by somebody who may.
enum Question {
    Get {
        path: String,
        query: String,
        accept: Option<String>,
    },
    /// A question in JSON.
    Post { path: String, body: Bytes },
    /// A file to read.
    Read { query: String, body: Bytes },
}

impl Question {
    fn answer(self, site: &Site) -> Answer {
        match self {
            Question::Get {
                path,
                query,
                accept,
            } => site.get(&path, &query, accept.as_deref()),
            Question::Post { path, body } => site.post(&path, &body),
            Question::Read { query, body } => site.read(&query, body.into()),
        }
    }
}

async fn question(
    site: &Site,
    request: Request<Incoming>,
    patience: Duration,
) -> Result<Question, Answer> {
    if !header(&request, "host").is_some_and(|host| site.is_ours(host)) {
        return Err(Answer::refuse(
            421,
            "this page answers only to its own address",
        ));
    }
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    match *request.method() {
        Method::GET | Method::HEAD => {
            let accept = header(&request, "accept-language").map(str::to_owned);
            Ok(Question::Get {
                path,
                query,
                accept,
            })
        }
        Method::POST => {
            // A page of another site can send a form here, but neither JSON nor bytes, and it cannot hide where it comes from.
            let foreign = header(&request, "origin")
                .is_some_and(|origin| !site.is_our_origin(origin))
                || header(&request, "sec-fetch-site").is_some_and(|from| from != "same-origin");
            if foreign {
                return Err(Answer::refuse(403, "nothing is taken from another page"));
            }
            let media = header(&request, "content-type").unwrap_or_default();
            let wanted = match path.as_str() {
                "/read" => "application/octet-stream",
                _ => "application/json",
            };
            if !media.starts_with(wanted) {
                return Err(Answer::refuse(415, &format!("only {wanted} is taken here")));
            }
            let body = body(request.into_body(), patience).await?;
            Ok(match path.as_str() {
                "/read" => Question::Read { query, body },
                _ => Question::Post { path, body },
            })
        }
        _ => Err(Answer::refuse(405, "only GET and POST")),
    }
}

fn header<'r>(request: &'r Request<Incoming>, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

/// The whole body, up to the limit; what is announced or sent beyond it is not read, nor what takes too long to come.
async fn body(body: Incoming, patience: Duration) -> Result<Bytes, Answer> {
    let too_large = || Answer::refuse(413, "more than 8 MB at once");
    if body.size_hint().lower() > LARGEST as u64 {
        return Err(too_large());
    }
    match timeout(patience, Limited::new(body, LARGEST).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Answer::refuse(400, "the request ended too early")),
        Err(_) => Err(Answer::refuse(408, "the request did not end in time")),
    }
}
