//! PDF, by way of poppler's pdftotext: the libraries that read PDF without it turn Arabic letters and digits round without a word of warning.

use super::error::{InputError, Place};
use super::options::Options;
use super::read::named;
use super::record::stem;
use super::source::{Source, bounded};
use crate::attribution::Document;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

const PROGRAM: &str = "pdftotext";

/// A file that takes longer than this was made to.
const PATIENCE: Duration = Duration::from_secs(60);

/// So much of what the program complains of is passed on.
const COMPLAINT: u64 = 4 << 10;

/// The document of a source.
pub(super) fn document(source: Source, options: &Options) -> Result<Document, InputError> {
    let limits = options.limits;
    let (path, bytes) = source.whole(limits)?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(InputError::bad(&path, Place::Whole, "no PDF file"));
    }
    let text = extracted(&path, &bytes, limits.document)?
        .ok_or_else(|| InputError::too_large(&path, Place::Whole, limits))?;
    let document = Document::new(stem(&path), paragraphs(&text));
    if document.is_blank() {
        let why = "there is no text in this PDF, only pictures of pages: it needs character recognition first";
        return Err(InputError::bad(&path, Place::Whole, why));
    }
    if is_garbled(&document.text) {
        let why = "letters come out of this PDF in the wrong order, as from many programs that print Arabic: take the page or the document that it was made from";
        return Err(InputError::bad(&path, Place::Whole, why));
    }
    Ok(named(document, &path, None))
}

/// Whether letters are turned round. Fonts draw a lam and the alef behind it as one sign, and from many files that sign comes out as alef and lam. Where an alef stood before it, two
/// of them now follow each other, which no spelling of Arabic has: a few are slips of somebody's pen, one in every few lines is not.
fn is_garbled(text: &str) -> bool {
    let alef = |c: &char| matches!(c, '\u{623}' | '\u{625}' | '\u{627}');
    let (mut words, mut twice) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let letters: Vec<char> = word.chars().collect();
        words += usize::from(letters.len() > 1);
        twice += usize::from(letters.windows(2).any(|two| two.iter().all(alef)));
    }
    twice >= 2 && twice * 200 >= words
}

/// What the program writes; nothing where that is more than `most` bytes.
fn extracted(path: &Path, bytes: &[u8], most: u64) -> Result<Option<String>, InputError> {
    let bad = |why: &str| InputError::bad(path, Place::Whole, format!("{PROGRAM}: {why}"));
    let mut child = start().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => InputError::NoProgram {
            path: path.to_owned(),
            program: PROGRAM,
            what: "PDF",
        },
        _ => bad(&error.to_string()),
    })?;
    let (input, output, complaints) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that has seen enough of a broken file stops reading; what it says of it counts.
            input.map(|mut input| input.write_all(bytes))
        });
        let complaints = scope.spawn(move || {
            let mut said = String::new();
            let mut complaints = complaints?;
            Read::by_ref(&mut complaints)
                .take(COMPLAINT)
                .read_to_string(&mut said)
                .ok()?;
            // The rest must go somewhere, or the program would wait for ever.
            io::copy(&mut complaints, &mut io::sink()).ok()?;
            Some(said)
        });
        let (done, finished) = channel();
        scope.spawn(move || {
            let read = output.map_or(Ok(Some(Vec::new())), |output| bounded(output, most));
            done.send(read)
        });
        let read = match finished.recv_timeout(PATIENCE) {
            Ok(read) => read.map_err(|error| bad(&error.to_string())),
            Err(RecvTimeoutError::Timeout) => {
                let seconds = PATIENCE.as_secs();
                Err(bad(&format!("not done after {seconds} seconds")))
            }
            Err(RecvTimeoutError::Disconnected) => Err(bad("its output cannot be read")),
        };
        let Ok(Some(text)) = read else {
            // Whoever waits for its output in the other threads is done when it is gone.
            let _ = child.kill();
            let _ = child.wait();
            return read.map(|_| None);
        };
        let status = child.wait().map_err(|error| bad(&error.to_string()))?;
        if !status.success() {
            let said = complaints.join().ok().flatten().unwrap_or_default();
            let first = said.lines().next().unwrap_or("it gave no reason");
            return Err(bad(first));
        }
        String::from_utf8(text)
            .map(Some)
            .map_err(|_| bad("its output is no UTF-8"))
    })
}

fn start() -> io::Result<Child> {
    Command::new(PROGRAM)
        .args(["-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

/// Lines of a page as paragraphs: one that ends without the end of a sentence goes on in the next, unless a blank line or a page comes between. The signs that the program
/// adds for the direction of writing are left out.
fn paragraphs(text: &str) -> String {
    let direction = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let plain: String = text.chars().filter(|c| !direction(*c)).collect();
    let mut out = String::with_capacity(plain.len());
    for page in plain.split('\u{C}') {
        let mut ends = true;
        for line in page.lines() {
            let line = line.trim();
            if line.is_empty() {
                ends = true;
                continue;
            }
            if !out.is_empty() {
                out.push(if ends { '\n' } else { ' ' });
            }
            out.push_str(line);
            ends = ends_sentence(line);
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether a line ends as a sentence does, marks and brackets behind it left out.
fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| {
        matches!(
            c,
            '"' | '\'' | ')' | ']' | '\u{BB}' | '\u{201C}'..='\u{201F}'
        ) || c.is_whitespace()
    };
    let stop = |c: char| matches!(c, '.' | '!' | '?' | '\u{61F}' | '\u{2026}');
    line.trim_end_matches(closing).ends_with(stop)
}

#[cfg(test)]
mod tests {
    use super::{is_garbled, paragraphs};

    #[test]
    fn letters_that_were_turned_round_are_noticed() {
        assert!(is_garbled(
            "وال يعتقد الوزير أن األسعار سترتفع، وقال إن االتحاد سيجتمع غدا."
        ));
        assert!(!is_garbled(
            "ولا يعتقد الوزير أن الأسعار سترتفع، وقال إن الاتحاد سيجتمع غدا."
        ));
        let slip = "قال الوزير إن الموسم جيد هذا العام في كل القرى. ".repeat(60);
        assert!(!is_garbled(&format!("{slip} االموسم. {slip} االأمطار.")));
    }

    #[test]
    fn lines_become_paragraphs_and_added_signs_go() {
        let page = "\u{202B}قال الوزير إن\u{202C}\n\u{202B}الموسم جيد.\u{202C}\n\n\u{202B}وأضاف.\u{202C}\n\u{C}\u{202B}صفحة\u{202C}\n\u{C}";
        assert_eq!(
            paragraphs(page),
            "قال الوزير إن الموسم جيد.\nوأضاف.\nصفحة\n"
        );
        assert_eq!(
            paragraphs("أول.\"\nثان\nثالث؟\nرابع"),
            "أول.\"\nثان ثالث؟\nرابع\n"
        );
        assert_eq!(paragraphs("\u{C}"), "");
    }
}
