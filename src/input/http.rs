//! What a web server answered, as an archive keeps it.

use super::source::bounded;
use encoding_rs::Encoding;
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, Status};

/// Lines in the head of an answer.
const HEADERS: usize = 256;

/// An answer that holds a text.
pub(super) struct Response {
    /// The encoding that the server says.
    pub charset: Option<&'static Encoding>,
    /// Whether it is a plain text and no page.
    pub plain: bool,
    /// The text, unpacked.
    pub body: Vec<u8>,
}

/// Why there is no body.
pub(super) enum Fault {
    TooLarge,
    Broken(String),
}

/// Whether a media type is that of a page.
pub(super) fn is_html(media: &str) -> bool {
    media.starts_with("text/html") || media.starts_with("application/xhtml+xml")
}

/// The answer in a block; none if it is no success, or no text.
pub(super) fn response(block: &[u8], most: u64) -> Result<Option<Response>, Fault> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let broken = |why: &str| Fault::Broken(format!("no answer of a web server: {why}"));
    let begin = match head.parse(block) {
        Ok(Status::Complete(begin)) => begin,
        Ok(Status::Partial) => return Err(broken("it ends inside its head")),
        Err(error) => return Err(broken(&error.to_string())),
    };
    if !head.code.is_some_and(|code| (200..300).contains(&code)) {
        return Ok(None);
    }
    let header = |name: &str| {
        let found = head
            .headers
            .iter()
            .find(|h| h.name.eq_ignore_ascii_case(name))?;
        Some(
            String::from_utf8_lossy(found.value)
                .trim()
                .to_ascii_lowercase(),
        )
    };
    let media = header("content-type").unwrap_or_else(|| "text/html".to_owned());
    let plain = media.starts_with("text/plain");
    if !plain && !is_html(&media) {
        return Ok(None);
    }
    let charset = media.split(';').skip(1).find_map(|part| {
        let name = part.trim().strip_prefix("charset=")?;
        Encoding::for_label(name.trim_matches(['"', '\'']).as_bytes())
    });
    let mut body = block.get(begin..).unwrap_or_default().to_vec();
    // Crawlers unpack bodies and leave the head as it was: what does not look packed is taken as it is.
    if header("transfer-encoding").is_some_and(|how| how.contains("chunked"))
        && let Some(whole) = unchunked(&body)
    {
        body = whole;
    }
    let unpacked = match header("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(&[0x1F, 0x8B]) => {
            bounded(MultiGzDecoder::new(body.as_slice()), most)
        }
        Some("deflate") if body.first().is_some_and(|first| first & 0x0F == 8) => {
            bounded(ZlibDecoder::new(body.as_slice()), most)
        }
        Some(how @ ("br" | "zstd" | "compress")) if std::str::from_utf8(&body).is_err() => {
            return Err(Fault::Broken(format!(
                "the page is compressed with {how}, which is not read"
            )));
        }
        _ => Ok(Some(body).filter(|body| body.len() as u64 <= most)),
    };
    match unpacked {
        Ok(Some(body)) => Ok(Some(Response {
            charset,
            plain,
            body,
        })),
        Ok(None) => Err(Fault::TooLarge),
        Err(error) => Err(Fault::Broken(format!(
            "the page cannot be unpacked: {error}"
        ))),
    }
}

/// A body that was sent in chunks; nothing if it does not look like that.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let begin = end + 1;
        whole.extend_from_slice(body.get(begin..begin.checked_add(size)?)?);
        let rest = body.get(begin + size..)?;
        body = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn of(head: &str, body: &[u8], most: u64) -> Result<Option<Response>, Fault> {
        let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        response(&block, most)
    }

    fn body(head: &str, body: &[u8]) -> Vec<u8> {
        match of(head, body, 1000) {
            Ok(Some(response)) => response.body,
            _ => panic!("{head} holds a body"),
        }
    }

    #[test]
    fn bodies_are_unpacked_where_they_are_packed() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"<p>page").unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(body("Content-Encoding: gzip", &packed), b"<p>page");
        assert_eq!(body("Content-Encoding: gzip", b"<p>page"), b"<p>page");
        assert_eq!(
            body(
                "Transfer-Encoding: chunked",
                b"3\r\n<p>\r\n4;x=y\r\npage\r\n0\r\n\r\n"
            ),
            b"<p>page"
        );
        for raw in [&b"<p>page"[..], b"ff\r\nshort", b"3\r\n<p>page", b""] {
            assert_eq!(body("Transfer-Encoding: chunked", raw), raw);
        }
    }

    #[test]
    fn a_small_body_that_grows_is_refused() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&[b' '; 100_000]).unwrap();
        let packed = packed.finish().unwrap();
        assert!(packed.len() < 1000);
        assert!(matches!(
            of("Content-Encoding: gzip", &packed, 1000),
            Err(Fault::TooLarge)
        ));
    }

    #[test]
    fn what_is_no_page_is_left_out() {
        assert!(matches!(of("Content-Type: image/png", b"", 9), Ok(None)));
        assert!(matches!(
            response(b"HTTP/1.1 404 Not Found\r\n\r\n", 9),
            Ok(None)
        ));
        assert!(matches!(
            response(b"GET / HTTP/1.1\r\n\r\n", 9),
            Err(Fault::Broken(_))
        ));
    }
}
