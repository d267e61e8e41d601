//! `isnad analyze`: every statement of the articles given.

use super::Outcome;
use super::interrupt::{Ending, Interrupt};
use super::language::language;
use super::outcome::{complain, system, unwritten};
use super::output::Output;
use super::pack::Pack;
use super::progress::Progress;
use super::reading::Reading;
use super::resume::{Partial, Task, Written, tasks};
use super::sheet::{Folder, Sheet};
use super::summary::Summary;
use super::watch::watch;
use crate::attribution::analysis::Analysis;
use crate::attribution::{Analyzer, Document};
use crate::parallel::in_order;
use crate::report::{self, Bidi, Format, Layout, Options, Report};
use crate::text::TextError;
use clap::CommandFactory;
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

const EXAMPLES: &str = "\
Examples:
  isnad analyze article.txt                           a table
  isnad analyze articles/ -o report.html --lang ar    a report in Arabic, for the browser
  isnad analyze articles/ -o statements.xlsx          a workbook
  isnad analyze news.jsonl --format jsonl -q > found.jsonl
  isnad analyze article.txt --format claims           drafts of schema.org claims
  isnad analyze article.txt --min-confidence 0.9      only what is nearly certain";

/// The arguments of `isnad analyze`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files (texts, saved web pages, docx, PDF, RSS and Atom, WARC, JSONL, CSV), folders (the texts, pages, documents, feeds and archives in them), or `-` for standard input
    paths: Vec<PathBuf>,
    /// What to write [default: what the ending of --output stands for, or table]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Begin csv with a byte order mark, without which Excel does not read Arabic
    #[arg(long)]
    excel: bool,
    /// Leave out statements of less confidence than this, from 0 to 1
    #[arg(long, value_name = "CONFIDENCE", value_parser = share)]
    min_confidence: Option<f64>,
    #[command(flatten)]
    pack: Pack,
    /// Whether text is wrapped in directional isolates, which keep Arabic in its column on terminals that reorder it
    #[arg(long, value_enum, default_value_t)]
    bidi: Bidi,
    /// Width of the table [default: the terminal's, or 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=2000))]
    width: Option<u16>,
    /// Write to this file, which appears once it is whole; .html, .csv, .xlsx, .md, .json and .jsonl choose the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Threads that analyze; the output is the same for any number [default: as many as the machine has cores]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Write JSONL by way of FILE.partial, which stays if the run is interrupted; the same command then goes on behind its last whole record
    #[arg(long, requires = "output")]
    resume: bool,
    #[command(flatten)]
    reading: Reading,
    /// End with a line on standard error: documents, statements, what was skipped, MB/s
    #[arg(short, long)]
    verbose: bool,
    /// Say nothing on standard error but what could not be done: no progress, no warnings
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Analyze again whenever an article or a rule changes, until interrupted
    #[arg(short, long, conflicts_with = "resume")]
    watch: bool,
}

/// Reads, analyzes and reports.
pub(super) fn run(mut args: Args) -> Outcome {
    if args.paths.is_empty() {
        if io::stdin().is_terminal() {
            // Waiting for somebody to type an article would look like hanging.
            let mut command = super::Cli::command();
            command.build();
            let _ = command
                .find_subcommand_mut("analyze")
                .map(clap::Command::print_help);
            return Outcome::Incomplete;
        }
        args.paths.push("-".into());
    }
    if args.watch {
        let mut paths = args.paths.clone();
        paths.extend(args.pack.dir().map(Path::to_owned));
        let written = args.output.clone();
        return watch(&paths, written.as_deref(), || once(args.clone()));
    }
    once(args)
}

/// One run over all articles.
fn once(args: Args) -> Outcome {
    match args.pack.rules() {
        Ok(rules) => {
            let analyzer = Analyzer::new(&rules);
            let least = args.min_confidence;
            let stances: Vec<&str> = rules.stances().collect();
            articles(args, &stances, &|document| {
                let mut analysis = analyzer.analyze(document)?;
                if let Some(least) = least {
                    analysis.keep_confident(least);
                }
                Ok(analysis)
            })
        }
        Err(outcome) => outcome,
    }
}

/// Reports on every article that can be read; what cannot is said and leaves the run incomplete.
fn articles(
    args: Args,
    stances: &[&str],
    analyze: &(dyn Fn(&Document) -> Result<Analysis, TextError> + Sync),
) -> Outcome {
    let name = args.output.as_deref().map_or_else(
        || "standard output".into(),
        |path| path.display().to_string(),
    );
    match report(args, stances, analyze) {
        Ok(outcome) => outcome,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
        Err(error) => {
            complain(format_args!("{name}: {}", system(&error)));
            Outcome::Incomplete
        }
    }
}

/// So many bytes of input are not worth a second thread: it takes longer to start than they take to read.
const SHORT: u64 = 8 << 10;

/// What became of one item of the input.
enum Found {
    Analysis(Box<(Document, Result<Analysis, TextError>)>),
    Nothing(Task),
}

fn report(
    args: Args,
    stances: &[&str],
    analyze: &(dyn Fn(&Document) -> Result<Analysis, TextError> + Sync),
) -> io::Result<Outcome> {
    let opened = open(&args, stances)?;
    let terminal = opened.terminal;
    let replaces = opened.temporary.is_some();
    let interrupt = Interrupt::watch(ending(&args, opened.temporary));
    let total = bytes(&args.paths);
    let documents = args.reading.documents(args.paths);
    let mut run = Run {
        report: opened.sheet,
        summary: Summary::new(),
        progress: Progress::new(!args.quiet && !terminal, total, documents.meter()),
        quiet: args.quiet,
    };
    let cores = || match total {
        Some(..=SHORT) => NonZero::<usize>::MIN,
        _ => thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN),
    };
    let work = |task| match task {
        Task::Analyze(document) => {
            let analysis = analyze(&document);
            Found::Analysis(Box::new((document, analysis)))
        }
        other => Found::Nothing(other),
    };
    let sink = |found| {
        let _writing = interrupt.writing();
        run.take(found)
    };
    let tasks = tasks(documents, opened.written);
    in_order(tasks, args.jobs.unwrap_or_else(cores), work, sink)?;
    let _writing = interrupt.writing();
    let summary = run.end(args.output.as_deref().filter(|_| replaces))?;
    interrupt.done();
    if args.verbose {
        complain(&summary);
    } else if summary.skipped > 0 && !args.quiet {
        complain(summary.count());
    }
    Ok(match summary.skipped {
        0 => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}

/// A run: where its results go, and what is known of it so far.
struct Run {
    report: Sheet,
    summary: Summary,
    progress: Progress,
    quiet: bool,
}

impl Run {
    /// Writes and counts what became of the next item of the input.
    fn take(&mut self, found: Found) -> io::Result<()> {
        match found {
            Found::Analysis(found) => self.document(&found.0, found.1)?,
            Found::Nothing(Task::Unreadable(error)) => {
                self.summary.skipped += 1;
                self.progress.aside(|| complain(error));
            }
            Found::Nothing(Task::Stop(error)) => return Err(error),
            Found::Nothing(_) => self.summary.before += 1,
        }
        self.progress.tell(&self.summary);
        Ok(())
    }

    fn document(
        &mut self,
        document: &Document,
        analysis: Result<Analysis, TextError>,
    ) -> io::Result<()> {
        let place = document.place();
        if document.is_blank() && !self.quiet {
            self.progress.aside(|| {
                complain(format_args!("{place}: warning: there is no text in it"));
            });
        }
        match analysis {
            Ok(analysis) => {
                self.report.document(&document.text, &analysis)?;
                self.summary.documents += 1;
                self.summary.statements += analysis.attributions.len();
                self.summary.bytes += document.text.len();
            }
            Err(error) => {
                self.summary.skipped += 1;
                let aside = || complain(format_args!("{place}: {error}"));
                self.progress.aside(aside);
            }
        }
        // Whole records are out before the run can be interrupted.
        self.report.flush()
    }

    /// Finishes the output, which replaces the file `old` where there is one.
    fn end(self, old: Option<&Path>) -> io::Result<Summary> {
        self.progress.writing();
        let read = self.summary.documents > 0 || self.summary.skipped == 0;
        match old {
            // A path that is misspelt does not cost the results of an earlier run.
            Some(path) if !read => {
                drop(self.report);
                self.progress.aside(|| complain(unwritten(path)));
            }
            _ => self.report.finish()?,
        }
        self.progress.end();
        Ok(self.summary)
    }
}

/// What is to be done and said if the run is interrupted.
fn ending(args: &Args, temporary: Option<PathBuf>) -> Ending {
    let advice = match &args.output {
        Some(path) if args.resume => format!(
            ": what is done is in {}.partial, and the same command goes on behind it",
            path.display()
        ),
        Some(path) if temporary.is_some() => format!(": {} is not written", path.display()),
        _ => String::new(),
    };
    Ending { temporary, advice }
}

/// An output that is ready.
struct Opened {
    sheet: Sheet,
    /// The records that an interrupted run has left in it.
    written: Option<Written>,
    /// The file that is of no use before it is whole.
    temporary: Option<PathBuf>,
    /// Whether people watch it grow.
    terminal: bool,
}

/// Opens the output that the arguments ask for.
fn open(args: &Args, stances: &[&str]) -> io::Result<Opened> {
    let ending = args.output.as_deref().and_then(Format::of_path);
    let format = args.format.or(ending).unwrap_or_default();
    if format == Format::Brat {
        let path = args.output.as_deref().ok_or_else(|| {
            io::Error::other("brat takes two files an article: name a folder with -o")
        })?;
        let stances = stances.iter().copied();
        return Ok(Opened {
            sheet: Sheet::Folder(Folder::open(path, stances)?),
            written: None,
            temporary: None,
            terminal: false,
        });
    }
    let (output, written) = match &args.output {
        Some(path) if args.resume => {
            if format != Format::Jsonl {
                return Err(io::Error::other(
                    "--resume needs JSONL, of which a part is of use: add --format jsonl",
                ));
            }
            let (partial, written) = Partial::open(path)?;
            (Output::Partial(Box::new(partial)), Some(written))
        }
        path => (Output::open(path.as_deref())?, None),
    };
    let terminal = output.is_terminal();
    if terminal && !format.is_text() {
        return Err(io::Error::other(
            "this format is no text: name a file with -o",
        ));
    }
    let temporary = output.temporary().map(PathBuf::from);
    let report = Report::new(options(args, format, terminal), output);
    Ok(Opened {
        sheet: Sheet::One(Box::new(report)),
        written,
        temporary,
        terminal,
    })
}

/// How the format looks that the arguments ask for.
fn options(args: &Args, format: Format, terminal: bool) -> Options {
    Options {
        format,
        layout: layout(args, terminal),
        language: language(),
        excel: args.excel,
    }
}

/// Bytes of the files, where every path is a plain file: what a run over them can be measured by.
fn bytes(paths: &[PathBuf]) -> Option<u64> {
    let sizes = paths.iter().map(|path| {
        let known = std::fs::metadata(path).ok()?;
        known.is_file().then_some(known.len())
    });
    sizes.sum()
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a confidence is a number from 0 to 1".to_owned()),
    }
}

/// The layout that the arguments and the terminal ask for.
fn layout(args: &Args, terminal: bool) -> Layout {
    let term = std::env::var("TERM").ok();
    let width = args
        .width
        .or_else(|| report::terminal_width().filter(|_| terminal));
    Layout {
        width: width.unwrap_or(report::DEFAULT_WIDTH),
        isolate: args.bidi.resolve(terminal, term.as_deref()),
        language: language(),
    }
}
