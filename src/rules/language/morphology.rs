//! The section `morphology:`: affixes, clitics and inflection. Names and meanings are those of the types that read it, `lexicon::Morphology` and what it
//! holds (tests/schema.rs compares them).

use super::Shape::{Count, Letters, List, Object, OneOf, Switch};
use super::{key, must, object};
use crate::rules::vocabulary::{GENDERS, NUMBERS};

const ATTACHMENTS: &[&str] = &["free", "combining", "either"];
const CASES: &[&str] = &["nominative", "oblique"];
const FORM_CLASSES: &[&str] = &["verb", "passive", "participle", "masdar", "word"];
const HOSTS: &[&str] = &[
    "past",
    "present",
    "subjunctive",
    "jussive",
    "participle",
    "masdar",
    "word",
];
const PERSONS: &[&str] = &["first", "second", "third"];
const PROCLITIC_ROLES: &[&str] = &["conjunction", "future", "preposition", "article"];
const TENSES: &[&str] = &["past", "present", "subjunctive", "jussive"];

/// Something written before a word and joined to it.
static PROCLITIC: super::Object = object(
    "proclitic",
    "Something written before a word and joined to it.",
    &[
        must("text", Letters, "As written; also its name."),
        must("role", OneOf(PROCLITIC_ROLES), "What it is."),
        must(
            "slot",
            Count,
            "Its place in a run of proclitics: at most one of each slot, in rising order.",
        ),
        must("before", List(&OneOf(HOSTS)), "What it attaches to."),
        key(
            "pronouns",
            Switch,
            "Whether the word may carry a suffixed pronoun at the same time.",
        ),
    ],
);

/// Neighbouring proclitics that are not written one after the other.
static CONTRACTION: super::Object = object(
    "contraction",
    "Neighbouring proclitics that are not written one after the other.",
    &[
        must("of", List(&Letters), "Which ones."),
        must("written", Letters, "How they are written."),
        key(
            "before",
            Letters,
            "What the word must begin with; empty for anything.",
        ),
    ],
);

/// A suffixed pronoun.
static ENCLITIC: super::Object = object(
    "enclitic",
    "A suffixed pronoun.",
    &[
        must("text", Letters, "As written."),
        must("person", OneOf(PERSONS), "Person."),
        key("gender", OneOf(GENDERS), "Gender, where it shows."),
        must("number", OneOf(NUMBERS), "Number."),
        must("after", List(&OneOf(HOSTS)), "What it attaches to."),
    ],
);

/// How an ending changes before a suffixed pronoun.
static COMBINING: super::Object = object(
    "combining",
    "How an ending changes before a suffixed pronoun.",
    &[
        must("ending", Letters, "The ending."),
        must("hosts", List(&OneOf(HOSTS)), "In which forms."),
        must("becomes", List(&Letters), "What it may become."),
    ],
);

/// Letters that change where stem and affix meet.
static JOINING: super::Object = object(
    "joining",
    "Letters that change where stem and affix meet.",
    &[
        must("from", Letters, "The pair that would arise."),
        must("to", Letters, "What is written."),
        key(
            "also",
            Switch,
            "Whether the plain spelling is in use as well.",
        ),
    ],
);

/// An ending and what replaces it.
static ENDING: super::Object = object(
    "ending",
    "An ending and what replaces it.",
    &[
        must("ending", Letters, "The ending."),
        must("becomes", Letters, "Its replacement."),
    ],
);

/// A principal part: a name that verbs may give, and how it is made where they do not.
static PART: super::Object = object(
    "part",
    "A principal part: a name that verbs may give, and how it is made where they do not.",
    &[
        must("name", Letters, "Name."),
        key("describe", Letters, "What it is."),
        key("required", Switch, "Whether every verb must give it."),
        key(
            "from",
            Letters,
            "The part it is made of where it is not given.",
        ),
        key(
            "endings",
            List(&Object(&ENDING)),
            "Endings replaced on the way, the first that fits.",
        ),
        key("add", Letters, "What is written behind it."),
        key(
            "shared",
            Letters,
            "A part that is taken instead where the verb gives it and no ending fits.",
        ),
        key(
            "positions",
            List(&Letters),
            "For a part that is given as a list of other parts, their names in order.",
        ),
    ],
);

/// A voice: the class of its forms, and what leads the names of its parts.
static VOICE: super::Object = object(
    "voice",
    "A voice: the class of its forms, and what leads the names of its parts.",
    &[
        must("class", OneOf(FORM_CLASSES), "Class of the forms."),
        must("parts", Letters, "Put before the part names of every row."),
    ],
);

/// A row of the table of finite forms.
static FINITE_ROW: super::Object = object(
    "finite-row",
    "A row of the table of finite forms.",
    &[
        must("tense", OneOf(TENSES), "Tense or mood."),
        must("part", Letters, "The part it is made of."),
        key("prefix", Letters, "Written for the part's first letter."),
        key(
            "drop",
            Letters,
            "Dropped from the part's end; where the part does not end so there is no such form.",
        ),
        key("add", Letters, "Written behind."),
        key(
            "combining",
            Letters,
            "Written behind instead of `add` before a suffixed pronoun.",
        ),
        must("person", OneOf(PERSONS), "Person."),
        key("gender", OneOf(GENDERS), "Gender, where it shows."),
        must("number", OneOf(NUMBERS), "Number."),
    ],
);

/// A row of the table of participles and verbal nouns.
static NOMINAL_ROW: super::Object = object(
    "nominal-row",
    "A row of the table of participles and verbal nouns.",
    &[
        must("class", OneOf(FORM_CLASSES), "Participle or masdar."),
        must("part", Letters, "The part it is made of."),
        key(
            "drop_optional",
            Letters,
            "Dropped from the part's end where it ends so.",
        ),
        key("add", Letters, "Written behind."),
        key(
            "attachment",
            OneOf(ATTACHMENTS),
            "Whether it carries pronouns.",
        ),
        key("gender", OneOf(GENDERS), "Gender."),
        must("number", OneOf(NUMBERS), "Number."),
        key("case", OneOf(CASES), "Case, as far as it is written."),
        key(
            "not_after",
            List(&Letters),
            "Endings of the part after which there is no such form.",
        ),
    ],
);

/// How words are built: what is written before and after them, and how the forms of a verb come from its principal parts.
pub static MORPHOLOGY: super::Object = object(
    "morphology",
    "How words are built: what is written before and after them, and how the forms of a verb come from its principal parts.",
    &[
        must(
            "proclitics",
            List(&Object(&PROCLITIC)),
            "What may stand before a word.",
        ),
        key(
            "contractions",
            List(&Object(&CONTRACTION)),
            "Runs of them with a spelling of their own.",
        ),
        must("enclitics", List(&Object(&ENCLITIC)), "Suffixed pronouns."),
        key(
            "combining",
            List(&Object(&COMBINING)),
            "Endings that change before them.",
        ),
        key(
            "assimilation",
            List(&Letters),
            "Letters written once where a stem ends and an affix begins with them.",
        ),
        key(
            "joining",
            List(&Object(&JOINING)),
            "Pairs that are written as one.",
        ),
        must(
            "parts",
            List(&Object(&PART)),
            "The vocabulary of principal parts.",
        ),
        must("voices", List(&Object(&VOICE)), "Voices."),
        must("finite", List(&Object(&FINITE_ROW)), "Finite forms."),
        must(
            "nominal",
            List(&Object(&NOMINAL_ROW)),
            "Participles and verbal nouns.",
        ),
        key(
            "plausible",
            Object(&PLAUSIBLE),
            "What principal parts look like, for the check of rule files alone.",
        ),
    ],
);

/// What principal parts look like.
static PLAUSIBLE: super::Object = object(
    "plausible",
    "What principal parts look like.",
    &[
        key(
            "weak",
            List(&Letters),
            "Letters of a root that may change or be lost; where there are none, roots are not looked at.",
        ),
        key(
            "beginnings",
            List(&Object(&BEGINNING)),
            "How verbs of a form begin.",
        ),
    ],
);

/// How the verbs of one form begin.
static BEGINNING: super::Object = object(
    "beginning",
    "How the verbs of one form begin.",
    &[
        must("form", Letters, "The form, as verbs name it."),
        must(
            "past",
            List(&Letters),
            "Beginnings of the past, one of which it has.",
        ),
    ],
);
