//! The section `text:`: how text is read. Names and meanings are those of the type that reads it, `text::TextSpec` (tests/schema.rs compares them).

use super::Shape::{Letters, List, Map, Object};
use super::{key, object};

/// How text is read. Code points are written in hexadecimal, ranges as `0610-061A`.
pub static TEXT_SPEC: super::Object = object(
    "text-spec",
    "How text is read. Code points are written in hexadecimal, ranges as `0610-061A`.",
    &[
        key(
            "diacritics",
            List(&Letters),
            "Code points that stand inside words and are left out of both forms.",
        ),
        key(
            "invisible",
            List(&Letters),
            "Code points that are left out wherever they stand.",
        ),
        key(
            "tatweel",
            List(&Letters),
            "Code points that lengthen a word and mean nothing.",
        ),
        key("exact", Map(&Letters), "Character to text: the exact form."),
        key(
            "presentation",
            List(&Letters),
            "Rows `FB50-FB51 letters`: presentation forms and the letters they stand for.",
        ),
        key(
            "folded",
            Map(&Letters),
            "Character to text: the folded form, made from the exact one.",
        ),
        key(
            "punctuation",
            Object(&PUNCTUATION_SPEC),
            "Which characters are which punctuation.",
        ),
        key(
            "marks",
            List(&Object(&MARK_SPEC)),
            "Quotation marks of one character.",
        ),
        key(
            "doubled",
            List(&Object(&MARK_SPEC)),
            "Quotation marks of two characters.",
        ),
        key(
            "abbreviations",
            List(&Letters),
            "Words behind which a dot ends no sentence.",
        ),
        key(
            "merged-endings",
            List(&Object(&MERGED_ENDING_SPEC)),
            "Letters that careless spelling does not tell apart at the end of words.",
        ),
        key(
            "references",
            Map(&Letters),
            "Name of a character reference, and the character.",
        ),
    ],
);

/// Characters by what they do.
static PUNCTUATION_SPEC: super::Object = object(
    "punctuation-spec",
    "Characters by what they do.",
    &[
        key("comma", Letters, "Commas."),
        key("semicolon", Letters, "Semicolons."),
        key("colon", Letters, "Colons."),
        key("stop", Letters, "Full stops."),
        key("question", Letters, "Question marks."),
        key("exclamation", Letters, "Exclamation marks."),
        key("dash", Letters, "Dashes and hyphens."),
        key("ellipsis", Letters, "Ellipses of one character."),
        key(
            "open-bracket",
            Letters,
            "Opening brackets, in the order of their partners.",
        ),
        key("close-bracket", Letters, "Closing brackets."),
        key(
            "number-inner",
            Letters,
            "What belongs to a number when it stands between two digits.",
        ),
        key(
            "percent",
            Letters,
            "What belongs to a number when it follows one.",
        ),
        key(
            "apostrophe",
            Letters,
            "What belongs to a word when it stands between two letters.",
        ),
    ],
);

/// A family of quotation marks.
static MARK_SPEC: super::Object = object(
    "mark-spec",
    "A family of quotation marks.",
    &[
        key("family", Letters, "Marks of one family belong together."),
        key("open", Letters, "Marks that open."),
        key("close", Letters, "Marks that close."),
        key("both", Letters, "Marks that do both."),
    ],
);

/// Two letters of which some texts write only one at the end of words.
static MERGED_ENDING_SPEC: super::Object = object(
    "merged-ending-spec",
    "Two letters of which some texts write only one at the end of words. Such a text is read as if it might mean either.",
    &[
        key(
            "written",
            Letters,
            "The letter that such texts write for both.",
        ),
        key("lacking", Letters, "The letter that they lack."),
        key(
            "shown-by",
            List(&Letters),
            "Words in such spelling that show it: each is no word, or a rare one, where the letters are told apart.",
        ),
    ],
);
