//! Elements, the four sections of patterns, their items, conditions and examples.

use super::Shape::{Conditions, Either, Hint, Item, List, Many, Map, OneOf, Repeat, Switch, Text};
use super::{COMMITMENT, Key, Object, POLARITY, REPLACES, Shape, key, must, object};
use crate::rules::vocabulary::{
    CONFIDENCE, RESOLUTIONS, SPEAKER_KINDS, SPECIAL_SPEAKERS, STATEMENT_KINDS,
};

const NAMES: Shape = Many(&Text);
const ITEMS: Shape = List(&Item);

/// A named part of patterns.
pub static ELEMENT: Object = object(
    "element",
    "A named part of patterns. Captures stay inside it, unless it is transparent.",
    &[
        key("describe", Text, "What it is, with an example."),
        key(
            "transparent",
            Switch,
            "Whether what is captured inside counts as captured by the pattern itself.",
        ),
        must(
            "any",
            List(&Either(&[Item, ITEMS])),
            "Alternatives in order, each an item or a list of items.",
        ),
        REPLACES,
    ],
);

const ID: Key = must("id", Text, "Its name, which no other rule of the pack has.");
const SUMMARY: Key = must("summary", Text, "What it finds, in a sentence.");
const MATCH: Key = must(
    "match",
    ITEMS,
    "The sequence, an item a line; exactly one item is the cue.",
);
const WHERE: Key = key(
    "where",
    Conditions,
    "Conditions that must all hold, as `capture.feature: value or values`.",
);
const UNLESS: Key = key("unless", Conditions, "Conditions none of which may hold.");
const OVERRIDES: Key = key(
    "overrides",
    NAMES,
    "Ids of rules that are tried after this one.",
);
static EXAMPLE_SHAPE: Shape = Shape::Object(&EXAMPLE);
const EXAMPLE_LIST: Shape = List(&EXAMPLE_SHAPE);
const EXAMPLES: Key = key(
    "examples",
    EXAMPLE_LIST,
    "Examples and counter-examples: its tests and its documentation, one of each at least.",
);

/// A pattern.
pub static PATTERN: Object = object(
    "pattern",
    "A pattern: where things stand, which ones, and what a statement takes from them.",
    &[
        ID,
        SUMMARY,
        MATCH,
        WHERE,
        UNLESS,
        key(
            "yields",
            Shape::Object(&PATTERN_YIELDS),
            "What a match gives to the statement, where the names of the captures do not say it.",
        ),
        OVERRIDES,
        REPLACES,
        EXAMPLES,
    ],
);

const EXCLUDES: &[Key] = &[
    ID,
    SUMMARY,
    MATCH,
    WHERE,
    UNLESS,
    OVERRIDES,
    key(
        "applies_to",
        NAMES,
        "Ids of the patterns that it applies to, or of an exclusion that applies to the same; all where nothing is said, or `any`.",
    ),
    REPLACES,
    EXAMPLES,
];

/// An exclusion.
pub static EXCLUSION: Object = object(
    "exclusion",
    "An exclusion: it removes every candidate whose cue is the cue of its match.",
    EXCLUDES,
);

/// A mark rule.
pub static MARK_RULE: Object = object(
    "mark-rule",
    "A mark rule: the quotation at its cue is a name, title or nickname.",
    &[
        ID,
        SUMMARY,
        MATCH,
        key(
            "inside",
            ITEMS,
            "What stands inside the marks, from the first word to the last.",
        ),
        WHERE,
        UNLESS,
        OVERRIDES,
        REPLACES,
        key(
            "examples",
            List(&Shape::Object(&MARK_EXAMPLE)),
            "Examples with the strings that must be rejected, and counter-examples.",
        ),
    ],
);

/// A stance rule.
pub static STANCE_RULE: Object = object(
    "stance-rule",
    "A stance rule: it changes the stance of a statement whose cue is the cue of its match.",
    &[
        ID,
        SUMMARY,
        MATCH,
        WHERE,
        UNLESS,
        must(
            "yields",
            Shape::Object(&STANCE_YIELDS),
            "What becomes of the stance.",
        ),
        OVERRIDES,
        REPLACES,
        EXAMPLES,
    ],
);

/// `yields:` of a pattern.
pub static PATTERN_YIELDS: Object = object(
    "pattern-yields",
    "Fields of the statement and the captures that they are taken from. A capture that has the name of a field needs no mention.",
    &[
        key(
            "speaker",
            Many(&Hint(SPECIAL_SPEAKERS)),
            "A capture; `previous` for whom the context gives; `none` where nobody is named.",
        ),
        key(
            "content",
            NAMES,
            "Captures that are what was said, in order.",
        ),
        key(
            "via",
            NAMES,
            "Captures that are relays, from the outermost in.",
        ),
        key("channel", NAMES, "Where or to which medium it was said."),
        key("addressee", NAMES, "Whom it was said to."),
        key("target", NAMES, "Whom it is aimed at."),
        key("occasion", NAMES, "The occasion on which it was said."),
        key(
            "cue",
            NAMES,
            "A capture that is shown as the cue, where it is not the cue item.",
        ),
        key(
            "stance",
            Text,
            "A stance, or a capture whose word carries it; the cue's own where nothing is said.",
        ),
        key(
            "confidence",
            Hint(CONFIDENCE),
            "low, medium or high, or a number from 0 to 1.",
        ),
        POLARITY,
        COMMITMENT,
    ],
);

/// `yields:` of a stance rule.
pub static STANCE_YIELDS: Object = Object {
    one_of: &["becomes", "polarity", "commitment"],
    ..object(
        "stance-yields",
        "What becomes of stance, polarity and commitment.",
        &[
            key(
                "becomes",
                Either(&[Text, Map(&Text), List(&Either(&[Text, Map(&Text)]))]),
                "A stance; or which becomes which, as `from: to`.",
            ),
            POLARITY,
            COMMITMENT,
        ],
    )
};

/// Keys of an item that say how often, how it is captured, and what else the token is.
pub const MODIFIERS: &[&str] = &["repeat", "optional", "lazy", "as", "with", "without"];

/// An item that says more than a name.
pub static ITEM: Object = Object {
    others: Some((
        "The name of a kind, list or element, or an Arabic word, with how often it stands there.",
        Repeat,
    )),
    ..object(
        "item",
        "An item of a sequence that says more than a name. Any key beyond these is the name of what stands there, and its value how often: `aside: 0..3`.",
        &[
            key(
                "cue",
                Text,
                "What stands there, and is the cue: a kind, a list, an element or a word.",
            ),
            key("item", Text, "What stands there."),
            key("any", ITEMS, "One of these, tried in order."),
            key("sequence", ITEMS, "These, one behind the other."),
            key("repeat", Repeat, "How often: `0..5`, or a number."),
            key("optional", Switch, "Whether it may be absent."),
            key(
                "lazy",
                Switch,
                "Whether as few repetitions as possible are tried first.",
            ),
            key("as", Text, "Under which name it is captured."),
            key(
                "with",
                NAMES,
                "Kinds, lists or words that the token must be as well.",
            ),
            key(
                "without",
                NAMES,
                "Kinds, lists or words that the token must not be, or elements that are one of several of these.",
            ),
        ],
    )
};

/// An example.
pub static EXAMPLE: Object = object(
    "example",
    "A text and all statements in it, in order.",
    &[
        TEXT,
        must(
            "expect",
            List(&Shape::Object(&EXPECTED_STATEMENT)),
            "The statements; `[]` where there must be none.",
        ),
        OR,
        REJECTED,
        TODO,
    ],
);

/// An example of a mark rule.
pub static MARK_EXAMPLE: Object = Object {
    one_of: &["expect", "rejected"],
    ..object(
        "mark-example",
        "A text, the strings in marks that must be rejected in it, and its statements.",
        &[
            TEXT,
            key(
                "expect",
                List(&Shape::Object(&EXPECTED_STATEMENT)),
                "The statements; `[]` where there must be none.",
            ),
            OR,
            REJECTED,
            TODO,
        ],
    )
};

const TEXT: Key = must("text", Text, "A sentence or two, your own.");
static STATEMENT_SHAPE: Shape = Shape::Object(&EXPECTED_STATEMENT);
static READING_SHAPE: Shape = List(&STATEMENT_SHAPE);
const OR: Key = key(
    "or",
    List(&READING_SHAPE),
    "Other readings that are accepted as well, each a list of all its statements.",
);
const REJECTED: Key = key(
    "rejected",
    VALUES,
    "Strings in marks that must be rejected by this rule.",
);
const TODO: Key = key(
    "todo",
    Switch,
    "A known failure: shown and not counted; an error once it passes.",
);

/// An expected statement. A field left out is not compared.
pub static EXPECTED_STATEMENT: Object = object(
    "expected",
    "An expected statement. Fields left out are not compared.",
    &[
        must(
            "speaker",
            VALUES,
            "The speaker's name; `null` where nobody is named.",
        ),
        must("stance", Text, "The stance."),
        must(
            "content",
            VALUES,
            "What was said; a list where it is in pieces.",
        ),
        POLARITY,
        COMMITMENT,
        key(
            "mention",
            VALUES,
            "The noun phrase beside the cue; `null` where the sentence leaves it out.",
        ),
        key("quotes", VALUES, "The quoted pieces."),
        key("cue", VALUES, "The cue."),
        key(
            "kind",
            Many(&OneOf(STATEMENT_KINDS)),
            "Direct, mixed or indirect.",
        ),
        key("via", VALUES, "Names of the relays."),
        key("channel", VALUES, "The channel."),
        key("addressee", VALUES, "Whom it was said to."),
        key("target", VALUES, "Whom it is aimed at."),
        key("occasion", VALUES, "The occasion."),
        key("rule", VALUES, "Id of the rule that makes it."),
        key(
            "resolution",
            Many(&OneOf(RESOLUTIONS)),
            "How the speaker is found.",
        ),
        key(
            "speaker_kind",
            Many(&OneOf(SPEAKER_KINDS)),
            "What the speaker is.",
        ),
    ],
);

/// One text, several, or nothing.
const VALUES: Shape = Either(&[Text, List(&Text)]);
