//! Opens packs: the built-in one, which the build script has compiled, and directories, which are loaded, checked and compiled here.

use crate::pattern::{Rules, compiled};
use crate::rules::{LoadError, load_dir};
use std::path::Path;

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

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
        Ok(compiled(&load_dir(directory)?)?)
    }
}
