//! A rule file, and its sections of words: stances, frames, verbs, lists.

use super::Shape::{Either, List, Many, Map, OneOf, Schema, Switch, Text};
use super::morphology::MORPHOLOGY;
use super::patterns::{ELEMENT, EXCLUSION, MARK_RULE, PATTERN, STANCE_RULE};
use super::text::TEXT_SPEC;
use super::{COMMITMENT, Key, Object, POLARITY, REPLACES, Shape, key, must, object};
use crate::rules::vocabulary::{GENDERS, NUMBERS, PARTS, SPEAKER_KINDS, WARNING_CODES};

const NAMES: Shape = Many(&Text);

/// A rule file.
pub static FILE: Object = object(
    "file",
    "A file of a rule pack.",
    &[
        must("schema", Schema, "The format that the file is written for."),
        must(
            "pack",
            Text,
            "The pack that the file belongs to: the same name in all files of a folder.",
        ),
        key(
            "version",
            Text,
            "The version of the pack, numbers with dots between them; one file of a pack states it.",
        ),
        key(
            "stances",
            List(&Shape::Object(&STANCE)),
            "The stances that a statement can have.",
        ),
        key(
            "frames",
            List(&Shape::Object(&NAMED)),
            "What verbs and cues may govern: the closed vocabulary of `governs`.",
        ),
        key(
            "verbs",
            List(&Shape::Object(&VERB)),
            "Verbs by their principal parts; regular forms are derived.",
        ),
        key(
            "lists",
            Map(&Shape::Object(&LIST)),
            "Word lists by name; a name is a kind that patterns can ask for.",
        ),
        key(
            "elements",
            Map(&Shape::Object(&ELEMENT)),
            "Named parts of patterns, which several can use.",
        ),
        key(
            "patterns",
            List(&Shape::Object(&PATTERN)),
            "Patterns: each finds statements.",
        ),
        key(
            "exclusions",
            List(&Shape::Object(&EXCLUSION)),
            "Exclusions: a candidate whose cue is the cue of such a match is no statement.",
        ),
        key(
            "marks",
            List(&Shape::Object(&MARK_RULE)),
            "Mark rules: the quotation at the cue is a name, title or nickname, nobody's words.",
        ),
        key(
            "stance_rules",
            List(&Shape::Object(&STANCE_RULE)),
            "Stance rules: they change the stance of a statement whose cue is the cue of the match.",
        ),
        key(
            "text",
            Shape::Object(&TEXT_SPEC),
            "How text is read: folding, punctuation, marks. One section a pack.",
        ),
        key(
            "morphology",
            Shape::Object(&MORPHOLOGY),
            "Affixes, clitics and inflection. One section a pack; docs/morphology.md says more.",
        ),
        key(
            "replaces",
            Many(&OneOf(SECTIONS)),
            "Sections that take the place of those of the pack below as a whole.",
        ),
        key(
            "disable",
            Shape::Object(&DISABLE),
            "What of the pack below is switched off.",
        ),
        key(
            "allow",
            List(&Shape::Object(&ALLOW)),
            "Warnings of `isnad rules check` that are meant to be so.",
        ),
    ],
);

/// An entry of `allow:`.
pub static ALLOW: Object = object(
    "allow",
    "A warning that is meant to be so.",
    &[
        must("code", OneOf(WARNING_CODES), "The code of the warning."),
        key(
            "of",
            NAMES,
            "Names of the lists, words, verbs or rules that it is meant for; without it the whole pack.",
        ),
        must("reason", Text, "Why it is meant to be so."),
    ],
);

/// Sections that are replaced as a whole.
pub const SECTIONS: &[&str] = &["text", "morphology"];

/// What can be switched off.
pub static DISABLE: Object = object(
    "disable",
    "What of the pack below is switched off.",
    &[
        key(
            "rules",
            NAMES,
            "Ids of patterns, exclusions, mark rules and stance rules.",
        ),
        key("verbs", NAMES, "Lemmas."),
        key("lists", NAMES, "Lists, which are empty then."),
    ],
);

/// An entry of `stances:`.
pub static STANCE: Object = object(
    "stance",
    "A stance and what it means.",
    &[
        must("name", Text, "The name, as rules use it."),
        must("describe", Text, "What it means, in a sentence."),
        POLARITY,
        COMMITMENT,
    ],
);

/// An entry of `frames:`.
pub static NAMED: Object = object(
    "named",
    "A name and what it means.",
    &[
        must("name", Text, "The name, as rules use it."),
        must("describe", Text, "What it means, in a sentence."),
    ],
);

/// Names of the verb forms.
pub const FORMS: &[&str] = &[
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "Q", "QI", "QII", "QIII", "QIV",
];

/// A verb.
pub static VERB: Object = Object {
    one_of: PARTS,
    ..object(
        "verb",
        "A verb by its principal parts. What is regular is left out; a part with several spellings has a list.",
        &[
            must(
                "lemma",
                Text,
                "Dictionary form; with a sense behind an underscore where one spelling has two entries.",
            ),
            must("stance", Text, "The stance of what it reports."),
            POLARITY,
            COMMITMENT,
            key(
                "root",
                Text,
                "Root, its letters with blanks between them; for readers and lint.",
            ),
            key("form", OneOf(FORMS), "Form I to X, or Q for four letters."),
            key(
                "role",
                NAMES,
                "Its role or roles, by which patterns choose: plain, guarded, continuing, relaying, asking, support ...",
            ),
            key(
                "governs",
                NAMES,
                "What may stand behind it: names of frames.",
            ),
            key("notes", Text, "Remarks for readers."),
            key(
                "vocalised",
                NAMES,
                "Spelling with vowel signs, for readers.",
            ),
            REPLACES,
            key("past", NAMES, "Past, third person masculine singular."),
            key(
                "past_stem",
                NAMES,
                "What stands before endings that begin with a consonant, where it is another.",
            ),
            key(
                "past_feminine",
                NAMES,
                "Past feminine, where it is irregular.",
            ),
            key("past_plural", NAMES, "Past plural, where it is irregular."),
            key("past_dual", NAMES, "Past dual, where it is irregular."),
            key(
                "present",
                NAMES,
                "Present, third person masculine singular.",
            ),
            key(
                "present_stem",
                NAMES,
                "Present before consonant endings, where it is another.",
            ),
            key(
                "present_plural",
                NAMES,
                "Present plural, where it is irregular.",
            ),
            key(
                "present_dual",
                NAMES,
                "Present dual, where it is irregular.",
            ),
            key("jussive", NAMES, "Jussive, where it is irregular."),
            key(
                "participle",
                NAMES,
                "Active participle, in the form that carries endings.",
            ),
            key(
                "participle_free",
                NAMES,
                "Active participle as it stands alone, where it is another.",
            ),
            key("masdar", NAMES, "Verbal noun."),
            key(
                "passive",
                NAMES,
                "Passive past and present, third person masculine singular, in this order.",
            ),
        ],
    )
};

/// A word list.
pub static LIST: Object = Object {
    one_of: &["words", "remove"],
    ..object(
        "list",
        "A list of words and phrases.",
        &[
            key("describe", Text, "What it holds."),
            key(
                "pronouns",
                Switch,
                "Whether its words may carry a suffixed pronoun; no unless it says so.",
            ),
            key(
                "proclitics",
                Switch,
                "Whether its words may carry proclitics (and, by, for, the); yes unless it says no.",
            ),
            key(
                "forms",
                List(&Shape::Object(&WORD_FORM)),
                "The forms that every word has which is written without features; one that is written out with features of its own is not made.",
            ),
            key(
                "words",
                List(&Either(&[Text, Shape::Object(&WORD)])),
                "Words and phrases, one a line, without the article.",
            ),
            key(
                "remove",
                NAMES,
                "Words of the list of this name in the pack below that are taken out.",
            ),
            REPLACES,
        ],
    )
};

const GENDER: Key = key("gender", OneOf(GENDERS), "Gender, for agreement.");
const NUMBER: Key = key("number", OneOf(NUMBERS), "Number, for agreement.");
const KIND: Key = key("kind", OneOf(SPEAKER_KINDS), "What it is as a speaker.");
const WORD_STANCE: Key = key("stance", Text, "Stance, for cues and nouns that carry one.");
const ROLE: Key = key(
    "role",
    NAMES,
    "Its role or roles, by which patterns choose.",
);
const GOVERNS: Key = key(
    "governs",
    NAMES,
    "What may stand behind it: names of frames.",
);

/// A word with features.
pub static WORD: Object = object(
    "word",
    "A word or phrase with features.",
    &[
        must("word", Text, "As written, without the article."),
        GENDER,
        NUMBER,
        KIND,
        WORD_STANCE,
        POLARITY,
        COMMITMENT,
        ROLE,
        GOVERNS,
        key(
            "lemma",
            Text,
            "The base form, where the word is an inflected or short form of it.",
        ),
    ],
);

/// A form of the words of a list.
pub static WORD_FORM: Object = object(
    "word_form",
    "A form of the words of a list: an ending and features.",
    &[
        key(
            "add",
            Text,
            "Written behind the word; without it the form is the word as it stands.",
        ),
        GENDER,
        NUMBER,
        KIND,
        WORD_STANCE,
        POLARITY,
        COMMITMENT,
        ROLE,
        GOVERNS,
    ],
);
