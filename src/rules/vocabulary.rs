//! The closed sets of names that the engine itself knows. Everything else is named by the pack.

use crate::rules::message::{Message, say};

/// Kinds of token that patterns can name, and the two zero-width places.
pub const KINDS: &[&str] = &[
    "word",
    "number",
    "latin",
    "comma",
    "semicolon",
    "colon",
    "stop",
    "question",
    "exclamation",
    "dash",
    "ellipsis",
    "quotation",
    "parenthesis",
    "paragraph",
    "other",
    "any",
    "verb",
    "passive",
    "participle",
    "masdar",
    "start",
    "end",
    "clause",
    "rest",
    "pronoun-suffix",
    "unknown",
    "short-quotation",
    "long-quotation",
];

/// Kinds that are more or less than one token: nothing can be asked `with` or `without` them.
pub const NOT_TOKENS: &[&str] = &["start", "end"];

/// Kinds whose text is captured under their own name.
pub const CAPTURING: &[&str] = &[
    "clause",
    "rest",
    "quotation",
    "short-quotation",
    "long-quotation",
];

/// The codes of warnings, which a pack can allow.
pub const WARNING_CODES: &[&str] = &[
    "W101", "W102", "W103", "W105", "W106", "W107", "W108", "W109", "W110", "W111", "W112", "W113",
];

/// Lists that the engine itself asks for by their names, to find where contents end and what names and speakers are made of. A pack that has no list of such
/// a name has none of these words.
pub const ENGINE_LISTS: &[&str] = &[
    "accusative",
    "action-noun",
    "adverb",
    "anonymous-noun",
    "as-word",
    "aside-opener",
    "body-noun",
    "change-marker",
    "channel-noun",
    "clause-ender",
    "clause-turn",
    "common-noun",
    "common-verb",
    "common-verb-homograph",
    "complementizer",
    "conjunction",
    "continued-complementizer",
    "counterpart",
    "definite-name",
    "demonstrative",
    "document-noun",
    "each",
    "epithet",
    "family-name",
    "first-person",
    "full-office",
    "given-name",
    "group-noun",
    "head-of-state",
    "his-saying",
    "honorific",
    "in-name-of",
    "interviewing",
    "lead-verb",
    "left-unsaid",
    "media-noun",
    "month",
    "name-closer",
    "name-particle",
    "name-title",
    "named-after",
    "narrator-gloss",
    "nationality",
    "negation",
    "number-word",
    "oblique",
    "occasion-noun",
    "office-adjective",
    "open-noun",
    "outlet",
    "phrase-closer",
    "place",
    "place-opener",
    "position-ender",
    "preposition",
    "preposition-pronoun",
    "pronoun",
    "quantity",
    "question-word",
    "relation",
    "relative",
    "relative-question",
    "report-noun",
    "reporter",
    "same-source",
    "seat-preposition",
    "set-object",
    "source-alone",
    "source-conjunction",
    "source-noun",
    "source-preposition",
    "stance-noun",
    "state",
    "subordinator",
    "time-word",
    "title",
    "topic-opener",
    "unnamed-spokesman",
    "utterance",
    "verb-particle",
    "weekday",
];

/// Principal parts of a verb.
pub const PARTS: &[&str] = &[
    "past",
    "past_stem",
    "past_feminine",
    "past_plural",
    "past_dual",
    "present",
    "present_stem",
    "present_plural",
    "present_dual",
    "jussive",
    "participle",
    "participle_free",
    "masdar",
    "passive",
];

/// Features that `where:` and `unless:` can ask for.
pub const FEATURES: &[&str] = &[
    "role",
    "governs",
    "governs_word",
    "stance",
    "person",
    "gender",
    "number",
    "tense",
    "case",
    "lemma",
    "words",
    "definite",
    "suffix",
    "list",
    "class",
    "speaker_kind",
    "quoted",
    "position",
];

/// Values of the features that have few. Other features take what the pack names, or anything.
pub const FEATURE_VALUES: &[(&str, &[&str])] = &[
    ("person", &["first", "second", "third"]),
    ("gender", GENDERS),
    ("number", NUMBERS),
    ("tense", &["past", "present", "subjunctive", "jussive"]),
    ("case", &["nominative", "oblique", "unmarked"]),
    (
        "class",
        &["verb", "passive", "participle", "masdar", "word"],
    ),
    ("speaker_kind", SPEAKER_KINDS),
    ("definite", &["true", "false"]),
    ("suffix", &["true", "false"]),
    ("quoted", &["true", "false"]),
];

/// Genders.
pub const GENDERS: &[&str] = &["masculine", "feminine"];

/// Numbers.
pub const NUMBERS: &[&str] = &["singular", "dual", "plural"];

/// Kinds of speaker.
pub const SPEAKER_KINDS: &[&str] = &[
    "person",
    "group",
    "organization",
    "document",
    "media",
    "anonymous",
    "unknown",
];

/// Fields of a statement that `yields:` fills from captures.
pub const CAPTURE_FIELDS: &[&str] = &[
    "speaker",
    "content",
    "via",
    "channel",
    "addressee",
    "target",
    "occasion",
    "cue",
];

/// What a speaker can be beside a capture: whom the context gives (`previous` and `subject` are the same), or nobody.
pub const SPECIAL_SPEAKERS: &[&str] = &["previous", "subject", "none"];

/// Kinds of statement.
pub const STATEMENT_KINDS: &[&str] = &["direct", "mixed", "indirect"];

/// Ways to find a speaker.
pub const RESOLUTIONS: &[&str] = &["named", "alias", "elided", "pronoun", "anonymous"];

/// What the speaker says of the content.
pub const POLARITIES: &[&str] = &["affirmed", "denied"];

/// How far the writer goes along with the content.
pub const COMMITMENTS: &[&str] = &["neutral", "endorsing", "distancing"];

/// Degrees of confidence; a number from 0 to 1 is one as well.
pub const CONFIDENCE: &[&str] = &["low", "medium", "high"];

/// The most that an item can be repeated.
pub const MOST_REPEATS: u8 = 40;

/// Whether a name is a word in Arabic script, by its letters alone.
pub fn is_arabic(name: &str) -> bool {
    name.chars().any(|c| matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

/// The first character of a name that nobody can see, or a tatweel between two letters (at the end of one it shows that the word goes on), with what it
/// is called.
pub fn invisible(name: &str) -> Option<(char, Message)> {
    let mut before = None;
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        let called = match c {
            '\u{200E}' | '\u{200F}' | '\u{61C}' => say!("a direction mark"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => say!("a direction control"),
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{AD}' => say!("a zero-width character"),
            '\u{FEFF}' => say!("a byte order mark"),
            TATWEEL
                if before.is_some_and(is_letter)
                    && characters
                        .peek()
                        .is_some_and(|next| is_letter(*next) || *next == TATWEEL) =>
            {
                say!("a tatweel")
            }
            _ => {
                before = Some(c);
                continue;
            }
        };
        return Some((c, called));
    }
    None
}

/// Whether it is a character that turns the direction of a line and that nobody sees.
#[must_use]
pub fn direction_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The name without what [`invisible`] finds in it.
pub fn visible(name: &str) -> String {
    let mut plain = name.to_owned();
    while let Some((c, _)) = invisible(&plain) {
        plain.retain(|kept| kept != c);
    }
    plain
}

/// The stroke that makes words longer.
pub const TATWEEL: char = '\u{640}';

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c != TATWEEL
}
