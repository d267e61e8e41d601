//! Kinds: what a node of the text can be for a pattern. A node has a set of them, because a word can be several things at once.

use serde::de::{Deserializer, Error, SeqAccess, Unexpected, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Words of a [`KindSet`]. The built-in pack has some seven hundred and forty kinds; more than a quarter is left for packs that are laid over it.
const WORDS: usize = 16;

/// How many kinds a pack can have: built-in ones, lists, clitics and literals of patterns together.
pub const MAX_KINDS: usize = WORDS * 64;

/// One kind, by its number in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kind(pub u16);

/// A set of kinds. It is stored as the numbers of those that it has, which are few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct KindSet {
    words: [u64; WORDS],
    /// A bit for each word that holds a kind: sets are nearly empty, and what two have in common is mostly told by these.
    filled: u16,
}

const _: () = assert!(WORDS <= u16::BITS as usize);

impl KindSet {
    /// The empty set.
    pub const EMPTY: KindSet = KindSet {
        words: [0; WORDS],
        filled: 0,
    };

    /// The set of one kind.
    pub fn of(kind: Kind) -> KindSet {
        let mut set = KindSet::EMPTY;
        set.insert(kind);
        set
    }

    /// Adds a kind. Numbers past [`MAX_KINDS`] never come out of the compiler.
    #[inline]
    pub fn insert(&mut self, kind: Kind) {
        let word = word_of(kind);
        self.words[word] |= bit_of(kind);
        self.filled |= 1 << word;
    }

    /// Takes a kind out.
    pub fn remove(&mut self, kind: Kind) {
        let word = word_of(kind);
        self.words[word] &= !bit_of(kind);
        if self.words[word] == 0 {
            self.filled &= !(1 << word);
        }
    }

    /// Whether the kind is in the set.
    #[inline]
    pub fn has(&self, kind: Kind) -> bool {
        self.words[word_of(kind)] & bit_of(kind) != 0
    }

    /// Adds all kinds of another set.
    #[inline]
    pub fn add(&mut self, other: &KindSet) {
        for (mine, theirs) in self.words.iter_mut().zip(other.words) {
            *mine |= theirs;
        }
        self.filled |= other.filled;
    }

    /// Whether the two have a kind in common.
    #[inline]
    pub fn meets(&self, other: &KindSet) -> bool {
        filled(self.filled & other.filled).any(|word| self.words[word] & other.words[word] != 0)
    }

    /// The built-in kinds in the set, a bit each.
    #[inline]
    pub fn builtin(&self) -> u64 {
        self.words[0] & ((1 << Builtin::ALL.len()) - 1)
    }

    /// How many kinds are in the set.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether all kinds of `other` are here.
    #[inline]
    pub fn holds(&self, other: &KindSet) -> bool {
        filled(other.filled).all(|word| other.words[word] & !self.words[word] == 0)
    }

    /// The kinds in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = Kind> + '_ {
        filled(self.filled).flat_map(|word| {
            Bits(self.words[word]).map(move |bit| Kind((word * 64) as u16 + bit as u16))
        })
    }

    /// The kinds that are in both.
    pub fn common(&self, other: &KindSet) -> KindSet {
        let mut common = KindSet::EMPTY;
        for word in filled(self.filled & other.filled) {
            common.words[word] = self.words[word] & other.words[word];
            common.filled |= u16::from(common.words[word] != 0) << word;
        }
        common
    }
}

#[inline]
fn word_of(kind: Kind) -> usize {
    usize::from(kind.0) / 64 % WORDS
}

impl Serialize for KindSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut kinds = serializer.serialize_seq(Some(self.count() as usize))?;
        for kind in self.iter() {
            kinds.serialize_element(&kind)?;
        }
        kinds.end()
    }
}

impl<'de> Deserialize<'de> for KindSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<KindSet, D::Error> {
        struct Kinds;
        impl<'de> Visitor<'de> for Kinds {
            type Value = KindSet;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, "numbers of kinds below {MAX_KINDS}")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut kinds: A) -> Result<KindSet, A::Error> {
                let mut set = KindSet::EMPTY;
                while let Some(kind) = kinds.next_element::<Kind>()? {
                    if usize::from(kind.0) >= MAX_KINDS {
                        return Err(A::Error::invalid_value(
                            Unexpected::Unsigned(kind.0.into()),
                            &self,
                        ));
                    }
                    set.insert(kind);
                }
                Ok(set)
            }
        }
        deserializer.deserialize_seq(Kinds)
    }
}

#[inline]
fn bit_of(kind: Kind) -> u64 {
    1 << (kind.0 % 64)
}

/// The words of which a bit is set.
#[inline]
fn filled(marks: u16) -> impl Iterator<Item = usize> {
    Bits(u64::from(marks)).map(|word| word % WORDS)
}

/// The numbers of the bits that are set, in order.
pub(crate) struct Bits(pub u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let number = self.0.trailing_zeros() as usize;
        let rest = self.0.checked_sub(1)?;
        self.0 &= rest;
        Some(number)
    }
}

/// Kinds that the engine itself gives, by their fixed number. Their names are those that rule files use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Builtin {
    /// A word of letters, or a phrase merged into one node.
    Word,
    /// A number.
    Number,
    /// A word in Latin script.
    Latin,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A dash.
    Dash,
    /// Dots of omission.
    Ellipsis,
    /// A whole quotation.
    Quotation,
    /// A whole bracketed aside.
    Parenthesis,
    /// The end of a paragraph.
    Paragraph,
    /// Any other sign.
    Other,
    /// A finite active verb of the lexicon.
    Verb,
    /// A passive verb of the lexicon.
    Passive,
    /// A participle of the lexicon's verbs.
    Participle,
    /// A verbal noun of the lexicon's verbs.
    Masdar,
    /// A word with a suffixed pronoun.
    PronounSuffix,
    /// A word that the lexicon does not know.
    Unknown,
    /// A quotation of at most three words: a name, a title or a word picked out, more often than somebody's words.
    ShortQuotation,
    /// A longer quotation.
    LongQuotation,
}

impl Builtin {
    /// All of them, in order of their numbers, with their names.
    pub const ALL: [(Builtin, &'static str); 23] = [
        (Builtin::Word, "word"),
        (Builtin::Number, "number"),
        (Builtin::Latin, "latin"),
        (Builtin::Comma, "comma"),
        (Builtin::Semicolon, "semicolon"),
        (Builtin::Colon, "colon"),
        (Builtin::Stop, "stop"),
        (Builtin::Question, "question"),
        (Builtin::Exclamation, "exclamation"),
        (Builtin::Dash, "dash"),
        (Builtin::Ellipsis, "ellipsis"),
        (Builtin::Quotation, "quotation"),
        (Builtin::Parenthesis, "parenthesis"),
        (Builtin::Paragraph, "paragraph"),
        (Builtin::Other, "other"),
        (Builtin::Verb, "verb"),
        (Builtin::Passive, "passive"),
        (Builtin::Participle, "participle"),
        (Builtin::Masdar, "masdar"),
        (Builtin::PronounSuffix, "pronoun-suffix"),
        (Builtin::Unknown, "unknown"),
        (Builtin::ShortQuotation, "short-quotation"),
        (Builtin::LongQuotation, "long-quotation"),
    ];

    /// Its kind.
    #[inline]
    pub const fn kind(self) -> Kind {
        Kind(self as u16)
    }

    /// Its set.
    pub fn set(self) -> KindSet {
        KindSet::of(self.kind())
    }
}
