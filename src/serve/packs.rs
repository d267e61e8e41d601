//! The packs that the page can switch between, read once when it starts, and the one that somebody is editing.

use crate::builtin::RulesError;
use crate::pattern::{Rules, compiled};
use crate::rules::{RuleSet, load_files, load_files_over};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A file of rules: the path it is shown under, and its text.
pub(super) type File = (String, String);

/// A pack: its layers from the ground up, each a list of files.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What the page calls it.
    pub name: String,
    layers: Vec<Vec<File>>,
    /// Whether the lowest layer is the built-in pack, which is ready as it is.
    on_builtin: bool,
}

impl Pack {
    /// The built-in pack.
    ///
    /// # Errors
    /// Only if the program file itself is damaged.
    pub fn builtin() -> Result<Pack, RulesError> {
        Ok(Pack::new(String::new(), RuleSet::builtin()?, true))
    }

    /// A folder of rules, laid over the built-in pack or in its place.
    ///
    /// # Errors
    /// Every mistake in its files.
    pub fn folder(path: &Path, alone: bool) -> Result<Pack, RulesError> {
        let set = if alone {
            RuleSet::load(path)?
        } else {
            RuleSet::builtin_with(path)?
        };
        // What does not compile is better said now than in the page.
        compiled(&set)?;
        Ok(Pack::new(path.display().to_string(), set, !alone))
    }

    fn new(name: String, set: RuleSet, on_builtin: bool) -> Pack {
        let mut layers: Vec<Vec<File>> = Vec::new();
        for file in set.files {
            let layer = file.layer as usize;
            if layers.len() <= layer {
                layers.resize_with(layer + 1, Vec::new);
            }
            if let Some(layer) = layers.get_mut(layer) {
                layer.push((file.path, file.text));
            }
        }
        Pack {
            name,
            layers,
            on_builtin,
        }
    }

    /// The files, those of the upper layers first: they are whose owner edits them.
    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.layers.iter().rev().flatten()
    }

    /// The rules with some files' texts replaced.
    fn rules(&self, edits: &Edits) -> Result<Rules, RulesError> {
        let edited = |layer: &[File]| layer.iter().any(|(path, _)| edits.contains_key(path));
        let mut set: Option<RuleSet> = None;
        for (depth, layer) in self.layers.iter().enumerate() {
            if depth == 0 && self.on_builtin && !edited(layer) {
                if self.layers.len() == 1 {
                    return Rules::builtin();
                }
                set = Some(RuleSet::builtin()?);
                continue;
            }
            let files = layer.iter().map(|(path, text)| {
                let text = edits.get(path).unwrap_or(text);
                (path.clone(), text.clone())
            });
            set = Some(match set {
                None => load_files(files.collect())?,
                Some(base) => load_files_over(base, files.collect())?,
            });
        }
        let set = set.map_or_else(|| load_files(Vec::new()), Ok)?;
        Ok(compiled(&set)?)
    }
}

/// Texts in place of those of the pack, by path.
pub(super) type Edits = BTreeMap<String, String>;

/// Rules with the number of their pack and what was edited in it.
type Compiled = (usize, Edits, Arc<Rules>);

/// All packs of a page.
pub struct Packs {
    pub(super) all: Vec<Pack>,
    /// What was compiled lately, the latest at the end.
    recent: Mutex<Vec<Compiled>>,
}

/// Compiled packs that are kept: each as it is, and some states of an edit.
const KEPT: usize = 8;

impl Packs {
    /// The packs to switch between; the first is shown first.
    #[must_use]
    pub fn new(all: Vec<Pack>) -> Packs {
        Packs {
            all,
            recent: Mutex::default(),
        }
    }

    fn recent(&self) -> MutexGuard<'_, Vec<Compiled>> {
        // Entries are only ever pushed and removed whole.
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The rules of a pack with some edits; none where there is no such pack.
    pub(super) fn rules(
        &self,
        pack: usize,
        edits: &Edits,
    ) -> Option<Result<Arc<Rules>, RulesError>> {
        let source = self.all.get(pack)?;
        let known = self
            .recent()
            .iter()
            .find(|one| one.0 == pack && one.1 == *edits)
            .map(|one| Arc::clone(&one.2));
        if let Some(rules) = known {
            return Some(Ok(rules));
        }
        let rules = match source.rules(edits) {
            Ok(rules) => Arc::new(rules),
            Err(error) => return Some(Err(error)),
        };
        let mut recent = self.recent();
        if recent.len() >= KEPT {
            recent.remove(0);
        }
        recent.push((pack, edits.clone(), Arc::clone(&rules)));
        Some(Ok(rules))
    }
}
