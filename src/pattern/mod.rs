//! Checked rules in; compiled programs and the machine that runs them out. Knows no speaker, discourse or output.

mod begins;
mod compile;
mod compiled;
mod entries;
mod family;
mod filter;
mod kind;
mod later;
mod marks;
mod needs;
mod open;
mod passed;
mod program;
mod routines;
#[cfg(test)]
mod tests;
mod trace;
mod visited;
mod word;

pub use compile::trial_order;
pub use compiled::Rules;
pub(crate) use compiled::{
    CompiledPattern, Condition, Feature, PatternSection, SpeakerFrom, StanceFrom,
};
pub(crate) use entries::EntryInfo;
pub(crate) use kind::{Bits, Builtin, Kind, KindSet};
pub(crate) use marks::Marks;
pub use open::{compiled, morphology, warnings};
pub(crate) use passed::Passed;
pub(crate) use program::{Code, Machine, Program, Tape, UNSET};
pub(crate) use trace::{Side, Trace};
pub use word::{FormRow, Homograph, VerbReport, WordReport, nearest_word, word_report};
