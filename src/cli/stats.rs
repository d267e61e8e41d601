//! `isnad stats`: what the rules do in a corpus, what of them never does anything, and hits to read.

use super::Outcome;
use super::language::{told, value};
use super::outcome::{complain, said, style};
use super::pack::Pack;
use super::print::Format;
use super::reading::Reading;
use crate::eval::stats::{By, EntryCounts, Hit, RuleCounts, Stats, Wanted};
use crate::report::{in_column, shown};
use crate::rules::message::{Message, Part, count, say};
use crate::rules::{RuleSet, nearest};
use serde::Serialize;
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// The arguments of `isnad stats`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files, folders (every *.txt in them), *.jsonl files with a `text` a record, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print so many hits of a rule, or statements with a cue of this dictionary form, in their context, from as many articles as possible
    #[arg(long, num_args = 2, value_names = ["N", "ID"])]
    sample: Option<Vec<String>>,
    /// Draw other hits; the same number draws the same ones
    #[arg(long, value_name = "S", requires = "sample", default_value_t = 1)]
    seed: u64,
    /// Count statements by this instead
    #[arg(long, value_enum, conflicts_with = "sample")]
    by: Option<By>,
    /// Also list every verb: how often it was met, and how often it is a cue
    #[arg(long)]
    verbs: bool,
    /// Also list the words of lists that were never met
    #[arg(long)]
    words: bool,
    /// End with exit code 1 where a rule never did anything; with --rules only those of that folder count
    #[arg(long)]
    fail_dead: bool,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    pack: Pack,
    #[command(flatten)]
    reading: Reading,
}

/// Counts all articles that can be read and prints what is asked for.
pub(super) fn run(args: Args) -> Outcome {
    let (set, rules) = match args.pack.both() {
        Ok(both) => both,
        Err(outcome) => return outcome,
    };
    let wanted = match args.sample.as_deref().map(|sample| wanted(sample, &args)) {
        Some(Err(message)) => {
            complain(message);
            return Outcome::Incomplete;
        }
        other => other.and_then(Result::ok),
    };
    let mut stats = Stats::new(&rules, args.by, wanted.clone());
    if let Some(wanted) = &wanted
        && let Some(message) = unknown(&wanted.id, &set, &stats)
    {
        complain(message);
        return Outcome::Incomplete;
    }
    let mut outcome = Outcome::Done;
    for document in args.reading.clone().documents(args.paths.clone()) {
        let counted = match document {
            Ok(document) => {
                let added = stats.add(&document);
                added.map_err(|error| format!("{}: {error}", document.place()))
            }
            Err(error) => Err(error.to_string()),
        };
        if let Err(error) = counted {
            complain(error);
            outcome = Outcome::Incomplete;
        }
    }
    let page = Page {
        args: &args,
        set: &set,
        stats: &stats,
        isolate: style(io::stdout().is_terminal()).isolate,
    };
    let dead = page.dead();
    if args.fail_dead && !dead.is_empty() && outcome == Outcome::Done {
        outcome = Outcome::Findings;
    }
    let text = match args.format {
        Format::Text => page.text(&dead),
        Format::Json => match page.json(&dead) {
            Ok(text) => text,
            Err(error) => {
                complain(error);
                return Outcome::Incomplete;
            }
        },
    };
    said(&text, outcome)
}

fn wanted(sample: &[String], args: &Args) -> Result<Wanted, String> {
    let [count, id] = sample else {
        return Err("--sample takes a number and an id".to_owned());
    };
    let count = count
        .parse()
        .map_err(|_| format!("`{count}` is no number of hits"))?;
    Ok(Wanted {
        count,
        id: id.clone(),
        seed: args.seed,
    })
}

/// What is wrong with the id of which hits are wanted.
fn unknown(id: &str, set: &RuleSet, stats: &Stats) -> Option<String> {
    let ids = set.patterns.iter().map(|pattern| pattern.id.value.as_str());
    let entries = stats.entries();
    let lemmas = entries.iter().map(|entry| entry.lemma.as_str());
    if ids.clone().chain(lemmas.clone()).any(|known| known == id) {
        return None;
    }
    let meant = nearest(id, ids.chain(lemmas));
    let meant = meant.map(|meant| format!("; did you mean `{meant}`?"));
    Some(format!(
        "no rule has the id and no verb or word the dictionary form `{id}`{}",
        meant.unwrap_or_default()
    ))
}

/// All of it for programs.
#[derive(Serialize)]
struct Whole<'s> {
    documents: u64,
    statements: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<&'s RuleCounts>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<&'s EntryCounts>,
    dead: Vec<&'s str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hits: Vec<&'s Hit>,
}

#[derive(Serialize)]
struct Group<'s> {
    name: &'s str,
    statements: u64,
}

/// What a section of rules is called above its counts.
fn section_name(section: &str) -> Message {
    match section {
        "exclusion" => say!("exclusion"),
        "mark" => say!("mark"),
        "stance-rule" => say!("stance-rule"),
        _ => say!("pattern"),
    }
}

struct Page<'p> {
    args: &'p Args,
    set: &'p RuleSet,
    stats: &'p Stats<'p>,
    isolate: bool,
}

impl Page<'_> {
    /// Rules that never did anything; of a folder laid over the built-in rules only its own.
    fn dead(&self) -> Vec<&str> {
        let rules = self.stats.rules().into_iter();
        let dead = rules.filter(|rule| rule.fired == 0).filter(|rule| {
            let mut patterns = self.set.patterns.iter();
            let pattern = patterns.find(|pattern| pattern.id.value == rule.id);
            pattern.is_some_and(|pattern| self.set.is_top(pattern.id.place))
        });
        dead.map(|rule| rule.id.as_str()).collect()
    }

    fn json(&self, dead: &[&str]) -> Result<String, serde_json::Error> {
        let counts = self.args.by.is_none() && self.args.sample.is_none();
        let groups = self.stats.groups().into_iter();
        let whole = Whole {
            documents: self.stats.documents,
            statements: self.stats.statements,
            rules: if counts {
                self.stats.rules()
            } else {
                Vec::new()
            },
            entries: if counts { self.entries() } else { Vec::new() },
            dead: dead.to_vec(),
            groups: groups
                .map(|(name, statements)| Group { name, statements })
                .collect(),
            hits: self.stats.hits(),
        };
        Ok(serde_json::to_string_pretty(&whole)? + "\n")
    }

    /// The entries that are asked for: verbs that were met, all of them, and words that never were.
    fn entries(&self) -> Vec<&EntryCounts> {
        let entries = self.stats.entries().into_iter();
        entries
            .filter(|entry| match entry.list {
                None => self.args.verbs || entry.cues > 0,
                Some(_) => (self.args.words && entry.seen == 0) || entry.cues > 0,
            })
            .collect()
    }

    fn text(&self, dead: &[&str]) -> String {
        let (documents, statements) = (self.stats.documents, self.stats.statements);
        let all = say!(
            "{}, {}",
            count!(documents, "{} article", "{} articles"),
            count!(statements, "{} statement", "{} statements")
        );
        let mut out = told(&all) + "\n";
        if self.args.sample.is_some() {
            self.hits(&mut out);
        } else if let Some(by) = self.args.by {
            out.push('\n');
            let field = match by {
                By::Stance => "stance",
                By::Kind => "kind",
                By::Speaker | By::Verb => "",
            };
            for (name, count) in self.stats.groups() {
                let name = match name {
                    "" => told(&say!("(nobody)")),
                    name => value(field, name),
                };
                let _ = writeln!(out, "{count:>9}  {}", self.shown(&name));
            }
        } else {
            self.rules(&mut out);
            self.cues(&mut out);
            self.never(dead, &mut out);
        }
        out
    }

    fn rules(&self, out: &mut String) {
        let rules = self.stats.rules();
        let total: u64 = rules.iter().map(|rule| rule.nanoseconds).sum();
        let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
        let mut section = "";
        for rule in rules {
            if rule.section != section {
                section = rule.section;
                let head = |name: Message, wide: usize| self.right(&told(&name), wide);
                let _ = writeln!(
                    out,
                    "\n{}  {} {} {} {} {}",
                    self.left(&told(&section_name(section)), width),
                    head(say!("tried"), 9),
                    head(say!("fired"), 9),
                    head(say!("overridden"), 10),
                    head(say!("excluded"), 9),
                    head(say!("time"), 6),
                );
            }
            if rule.tried + rule.overridden + rule.excluded == 0 {
                continue;
            }
            let share = rule.nanoseconds as f64 * 100.0 / total.max(1) as f64;
            let _ = writeln!(
                out,
                "{:<width$}  {:>9} {:>9} {:>10} {:>9} {share:>5.1}%",
                rule.id, rule.tried, rule.fired, rule.overridden, rule.excluded
            );
        }
    }

    fn cues(&self, out: &mut String) {
        let entries = self.entries();
        let cues = entries.iter().filter(|entry| entry.seen > 0);
        let _ = writeln!(
            out,
            "\n{} {}  {}",
            self.right(&told(&say!("met")), 9),
            self.right(&told(&say!("is a cue")), 9),
            self.shown(&told(&say!("cue")))
        );
        for entry in cues {
            let list = entry.list.as_deref().map(|list| format!("{list}: "));
            let _ = writeln!(
                out,
                "{:>9} {:>9}  {}{}",
                entry.seen,
                entry.cues,
                list.unwrap_or_default(),
                self.shown(&entry.lemma)
            );
        }
    }

    /// What never did anything.
    fn never(&self, dead: &[&str], out: &mut String) {
        let head = say!("rules that never did anything: {}", dead.len());
        let _ = writeln!(out, "\n{}", told(&head));
        for id in dead {
            let _ = writeln!(out, "  {id}");
        }
        let all = self.stats.entries();
        let unseen = |list: bool| {
            let entries = all.iter().filter(move |one| one.list.is_some() == list);
            entries.filter(|one| one.seen == 0)
        };
        for (list, listed, option) in [
            (false, self.args.verbs, "--verbs"),
            (true, self.args.words, "--words"),
        ] {
            let number = unseen(list).count();
            let count = match list {
                false => say!("verbs that were never met: {}", number),
                true => say!("words of lists that were never met: {}", number),
            };
            let line = match listed || number == 0 {
                true => count,
                false => say!("{} ({} lists them)", count, option),
            };
            let _ = writeln!(out, "{}", told(&line));
            for entry in unseen(list).filter(|_| listed) {
                let list = entry.list.as_deref().map(|list| format!("{list}: "));
                let _ = writeln!(
                    out,
                    "  {}{}",
                    list.unwrap_or_default(),
                    self.shown(&entry.lemma)
                );
            }
        }
    }

    fn hits(&self, out: &mut String) {
        let hits = self.stats.hits();
        let all = self.stats.hit_count();
        let all = count!(
            all,
            "{} of {} hit",
            "{} of {} hits",
            Part::Name(hits.len().to_string()),
            all
        );
        let _ = writeln!(out, "{}", told(&all));
        let line = |name: Message, value: &str, out: &mut String| {
            let name = self.left(&told(&name), 8);
            let _ = writeln!(out, "    {name} {}", self.shown(value));
        };
        for hit in hits {
            let _ = writeln!(
                out,
                "\n{}:{}:{}: {}",
                self.shown(&hit.document),
                hit.line,
                hit.column,
                self.shown(&hit.cue)
            );
            let _ = writeln!(out, "    {}", self.shown(&hit.context));
            if let Some(stance) = &hit.stance {
                let nobody = told(&say!("(nobody)"));
                let speaker = hit.speaker.as_deref().unwrap_or(&nobody);
                line(say!("speaker"), speaker, out);
                line(say!("stance"), &value("stance", stance), out);
            }
            for piece in &hit.content {
                line(say!("words"), piece, out);
            }
        }
    }

    fn shown(&self, text: &str) -> String {
        shown(text, self.isolate)
    }

    fn left(&self, text: &str, wide: usize) -> String {
        in_column(text, wide, false, self.isolate)
    }

    fn right(&self, text: &str, wide: usize) -> String {
        in_column(text, wide, true, self.isolate)
    }
}
