//! Where results go: standard output, or a file that appears only once it is whole.

use super::resume::Partial;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};

/// An open output.
pub(super) enum Output {
    /// Standard output.
    Standard(BufWriter<Stdout>),
    /// A regular file, by way of one beside it that takes its name at the end.
    Replace(Box<Replace>),
    /// A regular file, by way of one beside it that stays when the run is interrupted.
    Partial(Box<Partial>),
    /// A file that is no regular one: a device, a pipe.
    Direct(BufWriter<File>),
}

impl Output {
    /// Opens standard output, or `path`.
    pub(super) fn open(path: Option<&Path>) -> io::Result<Output> {
        let Some(path) = path else {
            return Ok(Output::Standard(BufWriter::new(io::stdout())));
        };
        match fs::metadata(path) {
            Ok(known) if known.is_dir() => Err(io::Error::other("is a folder")),
            Ok(known) if !known.is_file() => Ok(Output::Direct(BufWriter::new(
                OpenOptions::new().write(true).open(path)?,
            ))),
            known => Ok(Output::Replace(Box::new(Replace::new(path, known.ok())?))),
        }
    }

    /// Whether people watch it grow.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Output::Standard(out) if out.get_ref().is_terminal())
    }

    /// The file that stands for the result until it is whole and is of no use before.
    pub(super) fn temporary(&self) -> Option<&Path> {
        match self {
            Output::Replace(replace) => Some(&replace.temporary),
            Output::Standard(_) | Output::Partial(_) | Output::Direct(_) => None,
        }
    }

    /// Makes the result visible under its name.
    pub(super) fn commit(mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Output::Replace(replace) => replace.commit(),
            Output::Partial(partial) => partial.commit(),
            Output::Standard(_) | Output::Direct(_) => Ok(()),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Standard(out) => out.write(bytes),
            Output::Replace(replace) => replace.out.write(bytes),
            Output::Partial(partial) => partial.write(bytes),
            Output::Direct(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Standard(out) => out.flush(),
            Output::Replace(replace) => replace.out.flush(),
            Output::Partial(partial) => partial.flush(),
            Output::Direct(out) => out.flush(),
        }
    }
}

/// A file in the making, beside the one it will replace; gone if it is never finished.
pub(super) struct Replace {
    out: BufWriter<File>,
    temporary: PathBuf,
    target: PathBuf,
    finished: bool,
}

impl Replace {
    fn new(path: &Path, known: Option<fs::Metadata>) -> io::Result<Replace> {
        // A link stays one: what it points at is replaced.
        let target = if known.is_some() {
            fs::canonicalize(path)?
        } else {
            path.to_owned()
        };
        let name = target
            .file_name()
            .ok_or_else(|| io::Error::other("is no name of a file"))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.tmp", std::process::id()));
        let temporary = target.with_file_name(hidden);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)?;
        let replace = Replace {
            out: BufWriter::new(file),
            temporary,
            target,
            finished: false,
        };
        if let Some(known) = known {
            fs::set_permissions(&replace.temporary, known.permissions())?;
        }
        Ok(replace)
    }

    fn commit(mut self) -> io::Result<()> {
        self.out.flush()?;
        fs::rename(&self.temporary, &self.target)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Replace {
    fn drop(&mut self) {
        if !self.finished {
            // The error that stopped the run is the one to tell.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
