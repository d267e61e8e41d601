//! Opens packs: the built-in one, which the build script has checked and compiled, and directories, which are loaded, checked and compiled here, by
//! themselves or laid over the built-in one.

use crate::pattern::{Rules, compiled};
use crate::rules::{LoadError, RuleSet, load_dir, load_dir_over};
use std::path::Path;

/// The built-in pack, ready to run.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The built-in pack as it was written and read, for what is laid over it and for those who ask where something stands.
static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.bin"));

/// Why a pack cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// The rule files have mistakes: all of them, each with its place.
    #[error(transparent)]
    Faulty(#[from] LoadError),
    /// The pack inside the program is damaged.
    #[error("the built-in rules are damaged: {0}")]
    Damaged(#[from] postcard::Error),
}

impl Rules {
    /// The built-in pack.
    ///
    /// # Errors
    /// Only if the program file itself is damaged.
    pub fn builtin() -> Result<Rules, RulesError> {
        Ok(postcard::from_bytes(BUILTIN)?)
    }

    /// A pack in a directory, in place of the built-in one.
    ///
    /// # Errors
    /// Every mistake in its files.
    pub fn load(directory: impl AsRef<Path>) -> Result<Rules, RulesError> {
        Ok(compiled(&RuleSet::load(directory)?)?)
    }

    /// The built-in pack with a directory laid over it, which adds to it, replaces and switches off.
    ///
    /// # Errors
    /// Every mistake in the files of the directory, and what does not go together with the built-in pack.
    pub fn builtin_with(directory: impl AsRef<Path>) -> Result<Rules, RulesError> {
        Ok(compiled(&RuleSet::builtin_with(directory)?)?)
    }
}

impl RuleSet {
    /// The built-in pack as it was written, not compiled: every rule with its file and line.
    ///
    /// # Errors
    /// Only if the program file itself is damaged.
    pub fn builtin() -> Result<RuleSet, RulesError> {
        Ok(postcard::from_bytes(SOURCES)?)
    }

    /// A pack in a directory, in place of the built-in one.
    ///
    /// # Errors
    /// Every mistake in its files.
    pub fn load(directory: impl AsRef<Path>) -> Result<RuleSet, RulesError> {
        Ok(load_dir(directory)?)
    }

    /// The built-in pack with a directory laid over it.
    ///
    /// # Errors
    /// Every mistake in the files of the directory, and what does not go together with the built-in pack.
    pub fn builtin_with(directory: impl AsRef<Path>) -> Result<RuleSet, RulesError> {
        Ok(load_dir_over(RuleSet::builtin()?, directory)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_later_of_the_built_in_pack_can_be_read() {
        let rules = Rules::builtin().expect("the built-in pack");
        assert!(rules.code.tests.is_sound());
        for program in &rules.code.routines {
            assert!(program.is_sound());
        }
        for pattern in &rules.patterns {
            let programs = [&pattern.head, &pattern.tail].into_iter();
            for program in programs.chain(&pattern.inside) {
                assert!(program.is_sound(), "{}", pattern.id);
            }
            let parts = [
                pattern.cue.is_sound(),
                pattern.captures.is_sound(),
                pattern.items.is_sound(),
            ];
            assert_eq!(parts, [true; 3], "{}", pattern.id);
            assert_eq!(pattern.captures.len() * 2, usize::from(pattern.slots));
        }
    }
}
