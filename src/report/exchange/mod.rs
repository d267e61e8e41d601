//! What other programs take: annotations for the web, claims for fact-checkers, tasks for annotation tools, tables for analysts.
//!
//! Places are those of the text as it was read, never of a folded one, in the unit that the format counts: code points for Web Annotation (the standard asks for them),
//! for Label Studio (its editor counts them) and for brat; UTF-16 units for doccano; all three in parquet.

pub mod brat;
mod claims;
mod doccano;
mod iri;
pub mod label_studio;
pub mod markup;
#[cfg(feature = "parquet")]
mod parquet;
mod web_annotation;

pub(super) use claims::Claims;
pub(super) use doccano::task as doccano_task;
#[cfg(feature = "parquet")]
pub(super) use parquet::Columns;
pub(super) use web_annotation::Collection;

use crate::attribution::analysis::DocumentInfo;

/// The program and the rules that made an analysis, as one name.
fn maker(document: &DocumentInfo) -> String {
    let version = document
        .engine_version
        .as_deref()
        .unwrap_or(env!("CARGO_PKG_VERSION"));
    match &document.rules_hash {
        Some(hash) => format!("isnad {version} rules {hash}"),
        None => format!("isnad {version}"),
    }
}
