//! From a request to an answer: who may ask, how much, and what every answer forbids.

use super::answer::{Answer, Site};
use std::io::{self, Read};
use tiny_http::{Header, Method, Request, Response};

/// Bytes of one request: an article of book length, and a file of rules.
const LARGEST: usize = 8 << 20;

/// Nothing but the page's own files, no frames, no forms, no base; answers are not kept.
const HEADERS: [(&str, &str); 9] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=()",
    ),
    ("Cache-Control", "no-store"),
];

/// Answers one request.
pub(super) fn serve(site: &Site, mut request: Request) -> io::Result<()> {
    let answer = answer(site, &mut request);
    let mut response = Response::from_data(answer.body).with_status_code(answer.status);
    let own = [("Content-Type", answer.media)];
    for (name, value) in HEADERS.into_iter().chain(own) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

fn answer(site: &Site, request: &mut Request) -> Answer {
    if !header(request, "Host").is_some_and(|host| site.is_ours(&host)) {
        return Answer::refuse(421, "this page answers only to its own address");
    }
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    match request.method() {
        Method::Get | Method::Head => {
            site.get(path, query, header(request, "Accept-Language").as_deref())
        }
        Method::Post => {
            // A page of another site can send a form here, but no JSON, and it cannot hide where it comes from.
            let foreign = header(request, "Origin")
                .is_some_and(|origin| !site.is_our_origin(&origin))
                || header(request, "Sec-Fetch-Site").is_some_and(|from| from != "same-origin");
            if foreign {
                return Answer::refuse(403, "nothing is taken from another page");
            }
            if !header(request, "Content-Type")
                .is_some_and(|media| media.starts_with("application/json"))
            {
                return Answer::refuse(415, "only JSON is taken");
            }
            match body(request) {
                Ok(body) => site.post(path, &body),
                Err(answer) => answer,
            }
        }
        _ => Answer::refuse(405, "only GET and POST"),
    }
}

fn header(request: &Request, name: &'static str) -> Option<String> {
    let known = request
        .headers()
        .iter()
        .find(|header| header.field.equiv(name))?;
    Some(known.value.as_str().to_owned())
}

/// The whole body, up to the limit; what is announced or sent beyond it is not read.
fn body(request: &mut Request) -> Result<Vec<u8>, Answer> {
    let too_large = || Answer::refuse(413, "more than 8 MB at once");
    if request.body_length().is_some_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    let limit = LARGEST as u64 + 1;
    match request.as_reader().take(limit).read_to_end(&mut body) {
        Ok(_) if body.len() > LARGEST => Err(too_large()),
        Ok(_) => Ok(body),
        Err(_) => Err(Answer::refuse(400, "the request ended too early")),
    }
}
