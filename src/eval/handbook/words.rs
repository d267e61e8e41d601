//! What the pages say that is neither the pack's own nor an example: in the language that they are written in.

use crate::eval::examples::Tally;
use crate::report::locale::{Language, known, tell};
use crate::rules::message::{Message, count, say};
use std::collections::BTreeMap;

/// The words of the pages in a language.
#[derive(Clone, Copy)]
pub(super) struct Words(pub Language);

impl Words {
    /// A sentence.
    pub fn tell(self, message: &Message) -> String {
        tell(self.0, message)
    }

    /// The name of a stance for readers; one that only the pack knows is its own.
    pub fn stance(self, name: &str) -> String {
        known(self.0)
            .map_or(name, |locale| locale.stance(name))
            .to_owned()
    }

    /// Name and direction of the language in HTML.
    pub fn html(self) -> (&'static str, &'static str) {
        known(self.0).map_or(("en", "ltr"), |locale| (&locale.tag, &locale.direction))
    }

    /// How many rules there are, and how their examples ended.
    pub fn counts(self, rules: usize, examples: Tally) -> String {
        self.tell(&say!(
            "{}, each with its examples, in the order of their files: {}",
            count!(rules, "{} rule", "{} rules"),
            examples.told()
        ))
    }

    /// Headings and labels, by the names that the templates have for them.
    pub fn labels(self) -> BTreeMap<&'static str, String> {
        let labels = [
            ("comma", say!(", ")),
            ("coverage", say!("Coverage")),
            (
                "about_coverage",
                say!(
                    "What the examples show of every construction: statements that are found, texts that look alike and give none, and known failures. A counter-example of a stance rule is a statement whose stance stays as it is; it counts as an example."
                ),
            ),
            ("construction", say!("Construction")),
            ("section", say!("Section")),
            ("rules", say!("Rules")),
            ("examples", say!("Examples")),
            ("counter_examples", say!("Counter-examples")),
            ("known_failures", say!("Known failures")),
            ("none", say!("None")),
            ("stances", say!("Stances")),
            ("stance", say!("Stance")),
            ("stances_in_examples", say!("Stances in examples")),
            ("expected_statements", say!("Expected statements")),
            ("before", say!("tried before")),
            ("rejected", say!("nobody's words")),
            ("from", say!("From")),
            ("no_example", say!("No example has it.")),
            ("no_verb", say!("No verb has it by itself.")),
            ("verb", say!("Verb")),
            ("root", say!("Root")),
            ("form", say!("Form")),
            ("governs", say!("Governs")),
            ("roles", say!("Roles")),
        ];
        let told = labels.iter().map(|(name, label)| (*name, self.tell(label)));
        told.collect()
    }
}
