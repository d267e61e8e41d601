//! PDF, by way of poppler's pdftotext: the libraries that read PDF without it turn Arabic letters and digits round without a word of warning.

use super::error::{InputError, Place};
use super::options::Options;
use super::read::named;
use super::reading_order::paragraphs;
use super::record::stem;
use super::source::{Source, bounded};
use super::turned::Turned;
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
    let turned = Turned::known().map_err(|why| InputError::bad(&path, Place::Whole, why))?;
    let text = turned.mended(&paragraphs(&text));
    let document = Document::new(stem(&path), text);
    if document.is_blank() {
        let why = "there is no text in this PDF, only pictures of pages: it needs character recognition first";
        return Err(InputError::bad(&path, Place::Whole, why));
    }
    if turned.is_garbled(&document.text) {
        let why = "letters come out of this PDF in the wrong order, as from many programs that print Arabic: take the page or the document that it was made from";
        return Err(InputError::bad(&path, Place::Whole, why));
    }
    Ok(named(document, &path, None))
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
