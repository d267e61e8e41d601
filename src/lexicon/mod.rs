//! Verbs by principal parts and word lists in; every surface form with its features out.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod builder;
mod clitics;
mod edges;
mod features;
mod framing;
mod guess;
mod inflect;
mod lookup;
mod memo;
mod morphology;
mod phrases;
mod table;
#[cfg(test)]
mod tests;
mod types;

pub use builder::{Fold, LexiconBuilder};
pub use clitics::Pronoun;
pub use features::{
    Attachment, Case, Features, FormClass, Gender, Number, Person, SpeakerKind, Tense,
};
pub use framing::{Commitment, Framing, Polarity};
pub use inflect::{VerbParts, inflect};
pub use lookup::Lexicon;
pub use memo::{Known, Memo};
pub use morphology::{
    Beginning, Combining, Contraction, Enclitic, Ending, FiniteRow, Host, Joining, Morphology,
    MorphologyError, NominalRow, Part, Plausible, Proclitic, ProcliticRole, Voice,
};
pub(crate) use table::Bytes;
pub use types::{EntryId, Form, Proclitics, Reading};
