//! Verbs by principal parts and word lists in; every surface form with its features out.

mod features;
mod types;

pub use features::{
    Attachment, Case, Features, FormClass, Gender, Number, Person, SpeakerKind, Tense,
};
pub use types::{EntryId, Form, Proclitics, Reading};
