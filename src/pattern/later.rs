//! What most texts do not need of a stored pack: it is read when it is first asked for.

use crate::lexicon::Bytes;
use serde::de::{DeserializeOwned, Deserializer};
use serde::ser::{Error, Serializer};
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::OnceLock;

/// A part of a pack: built, or stored and not yet read.
#[derive(Debug, Clone, Default)]
pub struct Later<T> {
    stored: Bytes,
    read: OnceLock<T>,
}

impl<T: DeserializeOwned + Default> Later<T> {
    /// The part itself.
    pub fn into_inner(self) -> T {
        self.read
            .into_inner()
            .unwrap_or_else(|| read(&self.stored).unwrap_or_default())
    }

    /// Whether it can be read, for those who doubt the program file.
    #[cfg(test)]
    pub fn is_sound(&self) -> bool {
        self.read.get().is_some() || read::<T>(&self.stored).is_ok()
    }
}

fn read<T: DeserializeOwned>(stored: &Bytes) -> postcard::Result<T> {
    postcard::from_bytes(stored.all())
}

/// In a program file that is damaged, a part that cannot be read is empty.
impl<T: DeserializeOwned + Default> Deref for Later<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.read
            .get_or_init(|| read(&self.stored).unwrap_or_default())
    }
}

impl<T> From<T> for Later<T> {
    fn from(part: T) -> Later<T> {
        Later {
            stored: Bytes::default(),
            read: OnceLock::from(part),
        }
    }
}

impl<T: Serialize + DeserializeOwned + Default> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = postcard::to_stdvec::<T>(self).map_err(S::Error::custom)?;
        Bytes::from(part).serialize(serializer)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Later<T>, D::Error> {
        Ok(Later {
            stored: Bytes::deserialize(deserializer)?,
            read: OnceLock::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_the_same_stored_and_read() {
        let part = vec!["head".to_owned(), "tail".to_owned()];
        let stored = postcard::to_stdvec(&Later::from(part.clone())).expect("it can be stored");
        let opened: Later<Vec<String>> =
            postcard::from_bytes(stored.leak()).expect("it can be opened");
        assert!(opened.is_sound());
        assert_eq!(*opened, part);
        assert_eq!(opened.into_inner(), part);
    }

    #[test]
    fn a_part_that_is_damaged_is_empty() {
        let damaged: Later<Vec<String>> = Later {
            stored: Bytes::from(vec![9, 9]),
            read: OnceLock::new(),
        };
        assert!(!damaged.is_sound());
        assert_eq!(*damaged, Vec::<String>::new());
    }
}
