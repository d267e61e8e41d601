//! `isnad rules list` and `isnad rules show`: what a pack holds, and all about one entry of it.

use super::Outcome;
use super::outcome::{complain, said, style};
use super::pack::Pack;
use super::print::Format;
use crate::pattern::trial_order;
use crate::report::catalogue as report;
use crate::rules::RuleSet;
use crate::rules::catalogue::{self, Entry, EntrySection};
use serde_json::json;
use std::io::{self, IsTerminal};

/// The arguments of `isnad rules list`.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    pack: Pack,
    #[command(flatten)]
    sections: Sections,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Which sections are listed; without any of these the four sorts of rules.
#[derive(Debug, Clone, Copy, clap::Args)]
struct Sections {
    /// Patterns, which find statements
    #[arg(long)]
    patterns: bool,
    /// Exclusions, which take statements away
    #[arg(long)]
    exclusions: bool,
    /// Marks that are names and no quotations
    #[arg(long)]
    marks: bool,
    /// Rules that change a stance
    #[arg(long)]
    stance_rules: bool,
    /// Elements, the named parts of patterns
    #[arg(long)]
    elements: bool,
    /// Verbs
    #[arg(long)]
    verbs: bool,
    /// Word lists
    #[arg(long)]
    lists: bool,
    /// Stances
    #[arg(long)]
    stances: bool,
    /// Frames, which verbs govern
    #[arg(long)]
    frames: bool,
}

impl Sections {
    fn wanted(self) -> Vec<EntrySection> {
        let all = [
            (self.patterns, EntrySection::Patterns),
            (self.exclusions, EntrySection::Exclusions),
            (self.marks, EntrySection::Marks),
            (self.stance_rules, EntrySection::StanceRules),
            (self.elements, EntrySection::Elements),
            (self.verbs, EntrySection::Verbs),
            (self.lists, EntrySection::Lists),
            (self.stances, EntrySection::Stances),
            (self.frames, EntrySection::Frames),
        ];
        let any = all.iter().any(|(asked, _)| *asked);
        let wanted = all
            .iter()
            .enumerate()
            .filter(|(number, (asked, _))| *asked || (!any && *number < 4));
        wanted.map(|(_, (_, section))| *section).collect()
    }
}

/// Prints what the pack holds.
pub(super) fn list(args: &List) -> Outcome {
    let set = match args.pack.set() {
        Ok(set) => set,
        Err(outcome) => return outcome,
    };
    let wanted = args.sections.wanted();
    let entries: Vec<Entry> = catalogue::entries(&set, &trial_order(&set))
        .into_iter()
        .filter(|entry| wanted.contains(&entry.section))
        .collect();
    let gone: Vec<catalogue::Gone> = catalogue::gone(&set)
        .into_iter()
        .filter(|gone| concerns(&wanted, gone))
        .collect();
    match args.format {
        Format::Text => {
            let style = style(io::stdout().is_terminal());
            said(&report::entries(&entries, &gone, style), Outcome::Done)
        }
        Format::Json => said(
            &format!(
                "{:#}\n",
                json!({"packs": packs(&set), "entries": entries, "switched_off": gone})
            ),
            Outcome::Done,
        ),
    }
}

/// Whether what is gone was of a section that is listed.
fn concerns(wanted: &[EntrySection], gone: &catalogue::Gone) -> bool {
    let rules = |section: &EntrySection| *section <= EntrySection::StanceRules;
    match gone.thing {
        "verb" => wanted.contains(&EntrySection::Verbs),
        "list" | "word" => wanted.contains(&EntrySection::Lists),
        _ => wanted.iter().any(rules),
    }
}

/// Names and versions, from the lowest.
fn packs(set: &RuleSet) -> Vec<serde_json::Value> {
    let packs = set.packs.iter();
    packs
        .map(|pack| {
            let version = pack.version.as_ref().map(|version| &version.value);
            json!({"pack": pack.name, "version": version})
        })
        .collect()
}

/// The arguments of `isnad rules show`.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// The id of a rule, the lemma of a verb, or the name of an element, list, stance or frame
    #[arg(value_name = "ID")]
    name: String,
    #[command(flatten)]
    pack: Pack,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints all about one entry.
pub(super) fn show(args: &Show) -> Outcome {
    let set = match args.pack.set() {
        Ok(set) => set,
        Err(outcome) => return outcome,
    };
    let (details, gone) = catalogue::details(&set, &trial_order(&set), &args.name);
    if details.is_empty() && gone.is_empty() {
        let near = catalogue::nearest_name(&set, &args.name);
        let near = near.map(|name| format!("; did you mean `{name}`?"));
        complain(format_args!(
            "{}: nothing is called `{}`{}",
            args.pack.name(),
            args.name,
            near.unwrap_or_default()
        ));
        return Outcome::Incomplete;
    }
    match args.format {
        Format::Text => {
            let style = style(io::stdout().is_terminal());
            said(&report::details(&details, &gone, style), Outcome::Done)
        }
        Format::Json => said(
            &format!("{:#}\n", json!({"entries": details, "switched_off": gone})),
            Outcome::Done,
        ),
    }
}
