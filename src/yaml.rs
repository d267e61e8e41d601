//! YAML read into types.

use serde::de::{DeserializeOwned, Error as _};
use serde_yaml::Error;

/// The value a YAML text holds.
///
/// The parser is handed on as a trait object: the program would else hold a copy of all of it for every type read, which is a seventh of what is compiled.
///
/// # Errors
/// What stands wrong in the text and where, or what the type does not take.
pub(crate) fn read_yaml<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_yaml::with_deserializer_from_str(text, |parser| {
        erased_serde::deserialize(&mut <dyn erased_serde::Deserializer>::erase(parser))
            .map_err(Error::custom)
    })
}
