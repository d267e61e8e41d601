//! Entries that have a name and can take the place of others.

use crate::rules::model::{Element, List, Pattern, Place, Placed, Verb};

/// An entry that has a name and can take the place of another.
pub(super) trait Entry {
    fn name(&self) -> &Placed<String>;
    fn replaces(&self) -> Option<Place>;
    /// Roles and the like that only this entry may have.
    fn mentions(&self) -> Vec<String> {
        Vec::new()
    }
}

impl Entry for Pattern {
    fn name(&self) -> &Placed<String> {
        &self.id
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
}

impl Entry for Verb {
    fn name(&self) -> &Placed<String> {
        &self.lemma
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
    fn mentions(&self) -> Vec<String> {
        self.roles.iter().map(|role| role.value.clone()).collect()
    }
}

impl Entry for Element {
    fn name(&self) -> &Placed<String> {
        &self.name
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
}

impl Entry for List {
    fn name(&self) -> &Placed<String> {
        &self.name
    }
    fn replaces(&self) -> Option<Place> {
        self.replaces
    }
    fn mentions(&self) -> Vec<String> {
        let words = self.words.iter();
        words
            .flat_map(|word| {
                let roles = word.roles.iter().map(|role| role.value.clone());
                let spellings = [Some(word.word.value.clone()), word.lemma.clone()];
                roles.chain(spellings.into_iter().flatten())
            })
            .collect()
    }
}
