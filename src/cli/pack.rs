//! Which rules a command works with: the built-in ones, a folder laid over them, or a folder in their place.

use super::Outcome;
use super::outcome::{complain, complain_of_rules};
use super::reading::size;
use crate::builtin::RulesError;
use crate::pattern::{Rules, compiled};
use crate::rules::{Limits, RuleSet, load_dir_over_within, load_dir_within};
use std::path::{Path, PathBuf};

/// The choice as options, for commands that take articles or ids.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Pack {
    /// Lay the rules of this folder over the built-in ones
    #[arg(long = "rules", value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Use the folder in place of the built-in rules
    #[arg(long, requires = "dir")]
    no_builtin: bool,
    /// Refuse a folder of rules larger than this, or a file in it larger than an eighth of it [default: 64MB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_rules: Option<u64>,
}

/// The choice with the folder as an argument, for commands that are about a folder of rules.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct PackDir {
    /// The folder of rules (or one file), which is laid over the built-in ones; without it the built-in ones
    dir: Option<PathBuf>,
    /// Take the folder by itself, without the built-in rules below it
    #[arg(long, requires = "dir")]
    no_builtin: bool,
    /// Refuse a folder of rules larger than this, or a file in it larger than an eighth of it [default: 64MB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_rules: Option<u64>,
}

impl From<PackDir> for Pack {
    fn from(asked: PackDir) -> Pack {
        Pack {
            dir: asked.dir,
            no_builtin: asked.no_builtin,
            max_rules: asked.max_rules,
        }
    }
}

impl Pack {
    /// The choice of a folder that other options name.
    pub(super) fn new(dir: Option<PathBuf>, no_builtin: bool) -> Pack {
        Pack {
            dir,
            no_builtin,
            max_rules: None,
        }
    }

    /// The rules, ready to run. What is wrong with them is said on standard error.
    pub(super) fn rules(&self) -> Result<Rules, Outcome> {
        let rules = match self.dir {
            // The built-in pack is compiled already.
            None => Rules::builtin(),
            Some(_) => self.load().and_then(|set| Ok(compiled(&set)?)),
        };
        rules.map_err(|error| complain_of(&error))
    }

    /// The rules as they are written. What is wrong with them is said on standard error.
    pub(super) fn set(&self) -> Result<RuleSet, Outcome> {
        self.load().map_err(|error| complain_of(&error))
    }

    /// The rules as they are written and the same ready to run. What is wrong with them is said on standard error.
    pub(super) fn both(&self) -> Result<(RuleSet, Rules), Outcome> {
        let set = self.set()?;
        // The built-in pack is compiled already.
        let rules = match self.dir {
            None => Rules::builtin(),
            Some(_) => compiled(&set).map_err(RulesError::from),
        };
        match rules {
            Ok(rules) => Ok((set, rules)),
            Err(error) => Err(complain_of(&error)),
        }
    }

    /// The rules as they are written, or what is wrong with them.
    pub(super) fn load(&self) -> Result<RuleSet, RulesError> {
        let limits = self.limits();
        Ok(match (&self.dir, self.no_builtin) {
            (None, _) => RuleSet::builtin()?,
            (Some(dir), false) => load_dir_over_within(RuleSet::builtin()?, dir, limits)?,
            (Some(dir), true) => load_dir_within(dir, limits)?,
        })
    }

    fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        if let Some(most) = self.max_rules {
            limits.pack_bytes = most;
            limits.file_bytes = most / 8;
        }
        limits
    }

    /// [`Pack::both`], for a folder whose examples may be unfinished.
    pub(super) fn drafts(&self) -> Result<(RuleSet, Rules), Outcome> {
        let Some(dir) = &self.dir else {
            return self.both();
        };
        let limits = Limits {
            drafts: true,
            ..self.limits()
        };
        let set = match self.no_builtin {
            true => load_dir_within(dir, limits),
            false => match RuleSet::builtin() {
                Ok(base) => load_dir_over_within(base, dir, limits),
                Err(error) => return Err(complain_of(&error)),
            },
        };
        let both = set.and_then(|set| {
            let rules = compiled(&set)?;
            Ok((set, rules))
        });
        both.map_err(|error| complain_of(&RulesError::from(error)))
    }

    /// The folder, where one is given.
    pub(super) fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// What messages call the rules.
    pub(super) fn name(&self) -> String {
        self.dir().map_or_else(
            || "the built-in rules".to_owned(),
            |dir| dir.display().to_string(),
        )
    }
}

/// Says why rules cannot be used.
pub(super) fn complain_of(error: &RulesError) -> Outcome {
    match error {
        RulesError::Faulty(error) => complain_of_rules(error),
        RulesError::Damaged(_) => complain(error),
    }
    Outcome::Incomplete
}
