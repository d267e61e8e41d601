//! The command line: one file a subcommand. It reads arguments, calls the library and says how that ended.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod analyze;
mod check;
mod completions;
mod config;
mod diff;
mod differences;
mod eval;
mod examples;
mod explain;
mod failures;
mod fmt;
mod gold;
mod handbook;
mod help;
mod init;
mod interrupt;
mod language;
mod list;
mod man;
mod outcome;
mod output;
mod pack;
mod print;
mod progress;
mod reading;
mod resume;
mod review;
mod rules;
mod serve;
mod sheet;
mod stats;
mod summary;
mod test;
mod usage;
mod verb;
mod watch;

pub use outcome::Outcome;

use crate::report::locale::{Language, known};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use config::Config;
use language::{environment, language, speak};
use outcome::complain;
use std::ffi::OsString;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  isnad analyze article.txt                     the statements of one article, as a table
  isnad analyze articles/ more/one.txt          every *.txt in a folder, then one more
  cat article.txt | isnad analyze               standard input, here and as `-`
  isnad analyze page.html                       a saved page; *.docx, and *.pdf by way of pdftotext, likewise
  isnad analyze dump.csv --text-field body --id-field url    one article a row; *.jsonl likewise
  isnad analyze feed.rss                        one article an entry; *.warc.gz likewise, one a page
  isnad analyze articles/ --format jsonl -o statements.jsonl
  isnad analyze news.jsonl -o out.jsonl --resume -v    a long run: interrupted, the same command goes on
  isnad analyze article.txt --format records    one `field: value` a line
  isnad analyze articles/ -o report.html        a report to read in a browser; .xlsx, .csv, .md as well
  isnad analyze articles/ --format label-studio -o tasks.json    to be corrected by hand; `isnad gold` reads that back
  isnad analyze article.txt --rules my-rules/   with your own rules laid over the built-in ones
  isnad explain article.txt --at 1              why the statements of line 1 are as they are, or why there is none
  isnad explain article.txt --rule verb-subject-clause    how one rule fares at every cue of the article
  isnad stats corpus/                           how often every rule was tried, taken, overridden, excluded; what never was
  isnad stats corpus/ --sample 20 verb-subject-clause    hits of a rule in their context, for reading
  isnad eval gold.jsonl articles/ --errors 20   how well the rules do against annotated articles
  isnad diff old.jsonl new.jsonl                what changed between two runs
  isnad test articles/ --update                 store results beside articles; without --update, compare with them
  isnad serve --rules my-rules/                 a page on this machine to paste articles into and try rules
  isnad init new-rules                          a folder of rules to begin with
  isnad rules check my-rules/                   everything that is wrong with them
  isnad rules test my-rules/            the examples that stand with them

Exit codes: 0 done; 1 there are findings; 2 something could not be done, in whole or in part; 130 interrupted.";

/// Version of the program and hash of the rules that it carries: the two together decide what is found.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (built-in rules ",
    env!("ISNAD_RULES_HASH"),
    ")"
);

/// Who said it, through whom, in which words and with which stance: every statement of an Arabic news article
#[derive(Debug, Parser)]
#[command(name = "isnad", version = VERSION, after_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Take options from this file, not from the nearest isnad.yaml
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Language of messages and, where people read them, of results [default: that of LC_ALL, LC_MESSAGES or LANG if it is Arabic, or English]
    #[arg(long, value_enum, global = true)]
    lang: Option<Language>,
    /// Take no options from a file
    #[arg(long, global = true)]
    no_config: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every statement of the articles given
    Analyze(analyze::Args),
    /// Say why the statements of an article are as they are, and why there is none where one was expected
    Explain(explain::Args),
    /// Count what the rules do in a corpus, list what never does anything, draw hits to read
    Stats(stats::Args),
    /// Measure the rules against articles annotated by hand
    Eval(eval::Args),
    /// Read corrections made in Label Studio or doccano into the format of annotated articles
    Gold(gold::Args),
    /// Compare two runs, or two sets of rules over the same articles: statements gained, lost and changed
    Diff(diff::Args),
    /// Analyze a folder of articles again and compare with the results stored beside them
    Test(test::Args),
    /// A page on this machine: paste an article, see its statements, edit a rule and see what changes
    Serve(serve::Args),
    /// Print the completions of a shell: source them, or put them where it looks for them
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write those of all commands into a folder
    Man(man::Args),
    /// Show which options come from where: command line, isnad.yaml, environment
    #[command(subcommand)]
    Config(config::Task),
    /// Make a folder of rules to begin with
    Init(init::Args),
    /// Work on a folder of rules
    #[command(subcommand)]
    Rules(rules::Command),
}

/// Does what the arguments (the program's name first) ask for, and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asked = language::asked(&arguments);
    let config = match Config::of(&arguments) {
        Ok(config) => config,
        Err(error) => {
            speak(asked.unwrap_or_else(environment));
            complain(error);
            return Outcome::Incomplete;
        }
    };
    let root = Cli::command();
    let named = arguments
        .iter()
        .filter_map(|argument| argument.to_str())
        .find(|argument| root.find_subcommand(argument).is_some());
    let wanted = asked.or_else(|| config.language(named.unwrap_or_default()));
    speak(wanted.unwrap_or_else(environment));
    let command = match config.apply(root) {
        Ok(command) => command,
        Err(error) => {
            complain(error);
            return Outcome::Incomplete;
        }
    };
    let parse = |command: &clap::Command| {
        let matches = command.clone().try_get_matches_from(&arguments);
        matches.and_then(|matches| Cli::from_arg_matches(&matches))
    };
    // Only help and mistakes need the texts of the reader's language, which take longer than a short article.
    let parsed = parse(&command).or_else(|error| match known(language()) {
        Some(locale) => parse(&help::translated(command.clone(), locale)),
        None => Err(error),
    });
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            usage::tell(&error);
            return match error.exit_code() {
                0 => Outcome::Done,
                _ => Outcome::Incomplete,
            };
        }
    };
    match cli.command {
        Command::Analyze(args) => analyze::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Gold(args) => gold::run(&args),
        Command::Diff(args) => diff::run(args),
        Command::Test(args) => test::run(&args),
        Command::Completions { shell } => completions::run(shell),
        Command::Serve(args) => serve::run(&args, cli.lang.or(wanted)),
        Command::Man(args) => man::run(&args),
        Command::Config(config::Task::Show { command: name }) => config.show(&command, &name),
        Command::Init(args) => init::run(&args),
        Command::Rules(command) => rules::run(command),
    }
}
