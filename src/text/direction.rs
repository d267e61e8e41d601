//! Which way a text runs.

/// The direction of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The direction of the first character that has one.
    pub(crate) fn of(text: &str) -> Direction {
        match text.chars().find(|c| c.is_alphabetic()) {
            Some(c) if is_right_to_left(c) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The direction of prose, in which words of another language may come first: that of most of its letters.
    pub(crate) fn of_prose(text: &str) -> Direction {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let balance = letters.fold(0i64, |balance, letter| match is_right_to_left(letter) {
            true => balance + 1,
            false => balance - 1,
        });
        if balance > 0 {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    /// The value of the attribute `dir` of HTML.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// Letters of the scripts that are written from the right.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::Direction;

    #[test]
    fn the_first_letter_decides() {
        assert_eq!(Direction::of("12: «قال CNN»"), Direction::RightToLeft);
        assert_eq!(Direction::of("CNN قالت"), Direction::LeftToRight);
        assert_eq!(Direction::of("12"), Direction::LeftToRight);
    }

    #[test]
    fn most_letters_decide_in_prose() {
        let english = "قال and its kin at the start of a line";
        assert_eq!(Direction::of_prose(english).attribute(), "ltr");
        assert_eq!(Direction::of_prose("CNN قالت إن").attribute(), "rtl");
    }
}
