//! Where an analysis is written: one file of all articles, or a folder with files for each.

use super::output::Output;
use crate::attribution::analysis::Analysis;
use crate::report::Report;
use crate::report::article::Article;
use crate::report::exchange::brat::{self, Namer};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// One or the other.
pub(super) enum Sheet {
    /// All articles in one output.
    One(Box<Report<Output>>),
    /// A folder for brat.
    Folder(Folder),
}

/// A folder of files that each appear once they are whole.
pub(super) struct Folder {
    path: PathBuf,
    namer: Namer,
}

impl Folder {
    /// Makes the folder, where it is not there, with brat's configuration in it.
    pub(super) fn open<'s>(
        path: &Path,
        stances: impl IntoIterator<Item = &'s str>,
    ) -> io::Result<Folder> {
        fs::create_dir_all(path)?;
        let folder = Folder {
            path: path.to_owned(),
            namer: Namer::default(),
        };
        folder.write("annotation.conf", &brat::configuration(stances))?;
        Ok(folder)
    }

    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let mut output = Output::open(Some(&self.path.join(name)))?;
        output.write_all(text.as_bytes())?;
        output.commit()
    }
}

impl Sheet {
    /// Writes one article.
    pub(super) fn document(&mut self, text: &str, analysis: &Analysis) -> io::Result<()> {
        match self {
            Sheet::One(report) => report.document(text, analysis),
            Sheet::Folder(folder) => {
                let name = folder.namer.name(&analysis.document.id);
                let files = brat::files(&Article { text, analysis }, name);
                folder.write(&format!("{}.txt", files.name), &files.text)?;
                folder.write(&format!("{}.ann", files.name), &files.annotations)
            }
        }
    }

    /// Sends on what was written so far.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match self {
            Sheet::One(report) => report.flush(),
            Sheet::Folder(_) => Ok(()),
        }
    }

    /// Closes what is open and makes it visible.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Sheet::One(report) => report.finish()?.commit(),
            Sheet::Folder(_) => Ok(()),
        }
    }
}
