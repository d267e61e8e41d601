//! Sentences about rules: a template and what stands in its gaps, so that they can be said in any language.

use std::borrow::Cow;
use std::fmt;

/// A sentence or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// The English wording, with `{}` for what is filled in. Other languages are found by it.
    pub template: &'static str,
    /// What is filled in, in the order of the gaps.
    pub parts: Box<[Part]>,
}

/// What stands in a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A name or a word of the pack, which is the same in every language.
    Name(String),
    /// A number, by which a language may choose its wording.
    Number(u64),
    /// Words of ours.
    Said(Message),
    /// What a library or the system says.
    Heard(String),
}

impl Message {
    /// A sentence made of a template, whose gaps are as many as the parts. Written as `say!`, which counts them.
    #[must_use]
    pub fn new(template: &'static str, parts: impl Into<Box<[Part]>>) -> Message {
        Message {
            template,
            parts: parts.into(),
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.template.is_empty()
    }
}

/// A [`Message`]: `say!("unknown key `{}`", key)`. Nothing else makes one, so that whoever looks for sentences finds all of them.
macro_rules! say {
    ($template:literal $(, $part:expr)* $(,)?) => {{
        // As many gaps as parts, or it does not compile.
        let _ = format_args!($template $(, stringify!($part))*);
        $crate::rules::message::Message::new(
            $template,
            [$($crate::rules::message::Fills::part(&$part)),*],
        )
    }};
}
pub(crate) use say;

/// A [`Message`] about so many things, in the English singular or plural: `count!(number, "{} rule", "{} rules")`, or with what fills the gaps where the number does not do so
/// alone. Other languages choose among the wordings that they have for the plural, by the first number in it.
// The build script, which reads rules by the same code, counts nothing.
#[allow(unused_macros)]
macro_rules! count {
    ($number:expr, $one:literal, $many:literal) => {
        $crate::rules::message::count!($number, $one, $many, $number)
    };
    ($number:expr, $one:literal, $many:literal, $($part:expr),+ $(,)?) => {
        match $number {
            1 => $crate::rules::message::say!($one, $($part),+),
            _ => $crate::rules::message::say!($many, $($part),+),
        }
    };
}
#[allow(unused_imports)]
pub(crate) use count;

impl fmt::Display for Message {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = self.parts.iter();
        for (number, piece) in self.template.split("{}").enumerate() {
            if number > 0
                && let Some(part) = parts.next()
            {
                part.fmt(f)?;
            }
            f.write_str(piece)?;
        }
        Ok(())
    }
}

impl fmt::Display for Part {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Name(text) | Part::Heard(text) => f.write_str(text),
            Part::Number(number) => number.fmt(f),
            Part::Said(message) => message.fmt(f),
        }
    }
}

impl From<Message> for Part {
    fn from(message: Message) -> Part {
        Part::Said(message)
    }
}

/// What can stand in a gap.
pub trait Fills {
    /// As a part.
    fn part(&self) -> Part;
}

impl<T: Fills + ?Sized> Fills for &T {
    fn part(&self) -> Part {
        (**self).part()
    }
}

impl Fills for Part {
    fn part(&self) -> Part {
        self.clone()
    }
}

impl Fills for Message {
    fn part(&self) -> Part {
        Part::Said(self.clone())
    }
}

/// What is the same in every language.
macro_rules! name {
    ($($of:ty),*) => {
        $(impl Fills for $of {
            fn part(&self) -> Part {
                Part::Name(self.to_string())
            }
        })*
    };
}
name!(str, String, Cow<'_, str>, char);

macro_rules! number {
    ($($of:ty),*) => {
        $(impl Fills for $of {
            fn part(&self) -> Part {
                // No count of ours is larger than 64 bits hold.
                Part::Number(u64::try_from(*self).unwrap_or(u64::MAX))
            }
        })*
    };
}
number!(u8, u32, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_in_english_has_its_parts_in_their_order() {
        let wanted = say!("the keys of {}", say!("an example"));
        let message = say!("expected {}, found `{}`", wanted, "x {} y");
        assert_eq!(
            message.to_string(),
            "expected the keys of an example, found `x {} y`"
        );
        assert_eq!(say!("a {} b", 7usize).to_string(), "a 7 b");
        let things =
            |number: usize| count!(number, "{} thing of {}", "{} things of {}", number, "x");
        assert_eq!(things(1).to_string(), "1 thing of x");
        assert_eq!(things(0).to_string(), "0 things of x");
        assert!(Message::default().is_empty());
    }
}
