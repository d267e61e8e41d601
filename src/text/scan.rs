//! One pass over the characters: tokens and their two forms, with the quotation marks put aside for pairing.

use super::folding::{APOSTROPHE, Cell, Class, NUMBER_INNER, PERCENT};
use super::reader::Reader;
use super::types::{Repair, Shape, Span, Text, Token, WRAPPED_LINES};
use super::wrapping;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// A quotation mark, not yet paired.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub token: u32,
    pub side: u8,
    pub family: u8,
}

/// A character as it stands, or the one that a character reference stands for.
#[derive(Clone, Copy)]
struct Seen {
    c: char,
    cell: Cell,
    end: usize,
    reference: bool,
}

/// Longest character reference looked at.
const REFERENCE: usize = 12;

pub(super) struct Scan<'a> {
    reader: &'a Reader,
    text: &'a str,
    out: Text,
    marks: Vec<Mark>,
    /// End of the line last looked at.
    line_end: usize,
    /// Per doubled mark with a partner: (looked for from, line's end or where the partner stands, whether it is there).
    partners: Vec<(usize, usize, bool)>,
    /// Brackets and ends of paragraphs: token, number of the bracket's kind.
    brackets: Vec<(u32, u8)>,
    /// Per family: doubled marks opened in this paragraph and not yet closed.
    open: Vec<u32>,
    /// Line ends that end no paragraph and are not behind yet.
    wraps: Peekable<IntoIter<Range<usize>>>,
    /// Single brackets open since the last doubled one, or in this paragraph.
    single: u32,
}

impl<'a> Scan<'a> {
    pub fn new(reader: &'a Reader, text: &'a str) -> Scan<'a> {
        let mut out = Text::default();
        out.tokens.reserve(text.len() / 8);
        out.exact.reserve(text.len());
        out.folded.reserve(text.len());
        let wraps = wrapping::wraps(text);
        out.repairs.extend(wraps.first().map(|wrap| Repair {
            what: WRAPPED_LINES,
            span: span(wrap.start, wrap.end),
        }));
        Scan {
            reader,
            text,
            out,
            marks: Vec::new(),
            line_end: 0,
            partners: vec![(1, 0, false); reader.doubled.len()],
            brackets: Vec::new(),
            open: vec![0; reader.families],
            wraps: wraps.into_iter().peekable(),
            single: 0,
        }
    }

    #[inline]
    fn look(&self, at: usize) -> Option<Seen> {
        let c = self.text.get(at..)?.chars().next()?;
        if c == '&'
            && let Some((c, end)) = self.reference(at)
        {
            return Some(Seen {
                c,
                cell: self.reader.folding.cell(c),
                end,
                reference: true,
            });
        }
        Some(Seen {
            c,
            cell: self.reader.folding.cell(c),
            end: at + c.len_utf8(),
            reference: false,
        })
    }

    /// The character that ends at `end`.
    fn before(&self, end: usize) -> Option<Seen> {
        let c = self.text.get(..end)?.chars().next_back()?;
        Some(Seen {
            c,
            cell: self.reader.folding.cell(c),
            end,
            reference: false,
        })
    }

    /// A character reference at `at`, which holds an ampersand.
    fn reference(&self, at: usize) -> Option<(char, usize)> {
        let rest = self.text.as_bytes().get(at + 1..)?;
        let length = rest.iter().take(REFERENCE).position(|&b| b == b';')?;
        let name = self.text.get(at + 1..at + 1 + length)?;
        let c = if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|&c| c != '\0')?
        } else {
            let found = self
                .reader
                .references
                .binary_search_by(|(known, _)| known.as_str().cmp(name));
            self.reader.references.get(found.ok()?)?.1
        };
        Some((c, at + length + 2))
    }

    fn take(&mut self, at: usize, seen: Seen) {
        self.reader
            .folding
            .push_both(seen.cell, &mut self.out.exact, &mut self.out.folded);
        self.note(at, seen);
    }

    fn note(&mut self, at: usize, seen: Seen) {
        if seen.reference {
            self.out.repairs.push(Repair {
                what: "character-reference",
                span: span(at, seen.end),
            });
        }
    }

    /// The text with tokens and forms; its quotation marks; its brackets.
    pub fn run(mut self) -> (Text, Vec<Mark>, Vec<(u32, u8)>) {
        let mut at = 0;
        let mut line_end: Option<(usize, usize)> = None;
        while let Some(seen) = self.look(at) {
            if let Some(wrap) = self.wraps.next_if(|wrap| wrap.start <= at) {
                at = at.max(wrap.end);
                continue;
            }
            match seen.cell.class {
                Class::Blank | Class::Invisible | Class::Diacritic => {
                    self.note(at, seen);
                    at = seen.end;
                }
                Class::LineEnd => {
                    self.note(at, seen);
                    line_end = Some((line_end.map_or(at, |(start, _)| start), seen.end));
                    at = seen.end;
                }
                _ => {
                    if let Some((start, end)) = line_end.take()
                        && !self.out.tokens.is_empty()
                    {
                        let forms = (self.out.exact.len(), self.out.folded.len());
                        self.bracket(Shape::Paragraph, 0);
                        self.token(start, end, Shape::Paragraph, forms);
                        self.open.fill(0);
                    }
                    at = self.one(at, seen);
                }
            }
        }
        (self.out, self.marks, self.brackets)
    }

    fn token(&mut self, start: usize, end: usize, shape: Shape, forms: (usize, usize)) {
        self.out.tokens.push(Token {
            span: span(start, end),
            shape,
            exact: span(forms.0, self.out.exact.len()),
            folded: span(forms.1, self.out.folded.len()),
        });
    }

    /// Reads one token and says where it ends.
    fn one(&mut self, at: usize, seen: Seen) -> usize {
        let forms = (self.out.exact.len(), self.out.folded.len());
        if !matches!(seen.cell.class, Class::Letter | Class::Digit)
            && let Some(end) = self.doubled(at, forms)
        {
            return end;
        }
        let mut end = seen.end;
        if seen.cell.class != Class::Letter {
            self.take(at, seen);
        }
        let shape = match seen.cell.class {
            Class::Letter => {
                end = self.letters(at);
                if end == at {
                    self.take(at, seen);
                    end = seen.end;
                }
                end = self.word(seen, at, end, forms.0);
                Shape::Word
            }
            Class::Tatweel => {
                end = self.word(seen, at, end, forms.0);
                if self.out.exact.len() == forms.0 {
                    Shape::Dash
                } else {
                    Shape::Word
                }
            }
            Class::Digit => {
                end = self.number(end);
                Shape::Number
            }
            Class::Stop => {
                let mut dots = 1;
                while let Some(next) = self.look(end).filter(|next| next.cell.class == Class::Stop)
                {
                    self.take(end, next);
                    end = next.end;
                    dots += 1;
                }
                if dots > 1 {
                    Shape::Ellipsis
                } else {
                    Shape::Stop
                }
            }
            Class::Comma => Shape::Comma,
            Class::Semicolon => Shape::Semicolon,
            Class::Colon => Shape::Colon,
            Class::Question => Shape::Question,
            Class::Exclamation => Shape::Exclamation,
            Class::Dash => Shape::Dash,
            Class::Ellipsis => Shape::Ellipsis,
            Class::OpenBracket => self.bracket(Shape::OpenBracket, seen.cell.family),
            Class::CloseBracket => self.bracket(Shape::CloseBracket, seen.cell.family),
            Class::Mark => {
                self.mark(seen.cell.side, seen.cell.family);
                Shape::Other
            }
            _ => Shape::Other,
        };
        self.token(at, end, shape, forms);
        end
    }

    fn bracket(&mut self, shape: Shape, kind: u8) -> Shape {
        self.brackets.push((self.out.tokens.len() as u32, kind));
        match shape {
            Shape::OpenBracket => self.single += 1,
            Shape::CloseBracket => self.single = self.single.saturating_sub(1),
            _ => self.single = 0,
        }
        shape
    }

    fn mark(&mut self, side: u8, family: u8) {
        self.marks.push(Mark {
            token: self.out.tokens.len() as u32,
            side,
            family,
        });
    }

    /// A mark of two characters.
    fn doubled(&mut self, at: usize, forms: (usize, usize)) -> Option<usize> {
        let reader = self.reader;
        let rest = self.text.get(at..)?;
        let nth = reader
            .doubled
            .iter()
            .position(|mark| rest.starts_with(mark.text.as_str()))?;
        let mark = reader.doubled.get(nth)?;
        if let Some(partner) = &mark.partner {
            if !self.follows(nth, partner, at + mark.text.len()) {
                return None;
            }
        } else if mark.side == super::folding::CLOSES {
            // The first of three closing brackets belongs to a single one that is open inside.
            let again = self
                .text
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with(mark.text.as_str()));
            if again && self.single > 0 {
                return None;
            }
            // It closes only what such a mark opened in this paragraph.
            let open = self.open.get_mut(mark.family as usize)?;
            *open = open.checked_sub(1)?;
        }
        if mark.side == super::folding::OPENS
            && let Some(open) = self.open.get_mut(mark.family as usize)
        {
            *open += 1;
            self.single = 0;
        }
        let end = at + mark.text.len();
        self.mark(mark.side, mark.family);
        self.token(at, end, Shape::Other, forms);
        Some(end)
    }

    /// Whether `partner` stands between `from` and the line's end; every stretch is searched once.
    fn follows(&mut self, nth: usize, partner: &str, from: usize) -> bool {
        let Some(known) = self.partners.get_mut(nth) else {
            return false;
        };
        if from < known.0 || from > known.1 {
            if from > self.line_end {
                let rest = self.text.get(from..).unwrap_or_default();
                self.line_end = from + rest.find(['\n', '\r']).unwrap_or(rest.len());
            }
            let line = self.text.get(from..self.line_end).unwrap_or_default();
            let found = line.find(partner);
            *known = (from, from + found.unwrap_or(line.len()), found.is_some());
        }
        known.2
    }

    /// Takes the plain letters from a place on; where they end.
    #[inline]
    fn letters(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let (exact, folded) = (&mut self.out.exact, &mut self.out.folded);
        at + self.reader.folding.push_letters(rest, exact, folded)
    }

    /// The rest of a word that began with a character at `start` and has come to `end`.
    fn word(&mut self, first: Seen, start: usize, mut end: usize, exact: usize) -> usize {
        let mut last = first;
        let mut pending = end;
        loop {
            if pending == end {
                let reached = self.letters(end);
                if reached > end {
                    // All of them are letters, and none is Latin: the last one matters only where the first one was.
                    if last.c.is_ascii() {
                        last = self.before(reached).unwrap_or(last);
                    }
                    (end, pending) = (reached, reached);
                }
            }
            let byte = self.text.as_bytes().get(pending);
            if byte.is_none_or(|byte| !self.reader.folding.may_go_on(*byte)) {
                break;
            }
            let Some(next) = self.look(pending) else {
                break;
            };
            match next.cell.class {
                // What is written onto a Latin word is a word of its own.
                Class::Letter
                    if next.c.is_ascii_alphabetic() && !last.c.is_ascii_alphanumeric() =>
                {
                    break;
                }
                Class::Letter | Class::Diacritic | Class::Tatweel => {}
                Class::Digit if last.c.is_ascii_alphanumeric() && next.c.is_ascii_digit() => {}
                Class::Invisible => {
                    self.note(pending, next);
                    pending = next.end;
                    continue;
                }
                _ if pending == end && self.joins(last, next) => {}
                _ => break,
            }
            self.take(pending, next);
            if !matches!(next.cell.class, Class::Diacritic) {
                last = next;
            }
            end = next.end;
            pending = end;
        }
        self.abbreviated(start, end, exact).unwrap_or(end)
    }

    /// Whether a character between two Latin letters belongs to the word. Between other letters it is a mark without its space.
    fn joins(&self, last: Seen, next: Seen) -> bool {
        let apostrophe = next.cell.flags & APOSTROPHE != 0;
        let latin = last.c.is_ascii_alphanumeric();
        if !(apostrophe || latin && matches!(next.c, '-' | '.' | '@' | '_'))
            || last.cell.class != Class::Letter
        {
            return false;
        }
        let after = self
            .look(next.end)
            .filter(|after| after.cell.class == Class::Letter);
        latin && after.is_some_and(|after| after.c.is_ascii_alphabetic())
    }

    /// The dot of an abbreviation belongs to its word, and to neither of its forms. Careless pages write a space before it.
    fn abbreviated(&self, start: usize, end: usize, exact: usize) -> Option<usize> {
        // Mostly a blank and then a letter: neither can be a dot.
        let byte = |at: usize| self.text.as_bytes().get(at).copied();
        let may_stop = |byte: u8| self.reader.folding.may_stop(byte);
        let plain = byte(end)?;
        if plain.is_ascii() && !may_stop(plain) && !byte(end + 1).is_some_and(may_stop) {
            return None;
        }
        let next = self.look(end)?;
        let apart = next.cell.class == Class::Blank;
        let dot = if apart { self.look(next.end)? } else { next };
        if dot.cell.class != Class::Stop {
            return None;
        }
        let form = self.out.exact.get(exact..)?;
        let listed = |list: &[String]| {
            let found = list.binary_search_by(|known| known.as_str().cmp(form));
            found.is_ok()
        };
        // A letter of a dotted abbreviation counts between its dots only.
        let dotted = || {
            let before = self.out.tokens.last();
            listed(&self.reader.initials)
                && (self
                    .look(dot.end)
                    .is_some_and(|next| next.cell.class == Class::Letter)
                    || before.is_some_and(|token| {
                        token.shape == Shape::Word && token.span.end as usize == start
                    }))
        };
        let initial = form.len() == 1 && form.as_bytes().first()?.is_ascii_uppercase();
        let loose = || !apart && (initial || dotted());
        if !listed(&self.reader.abbreviations) && !loose() {
            return None;
        }
        if self
            .out
            .tokens
            .last()
            .is_some_and(|before| before.shape == Shape::Number)
        {
            return None;
        }
        let mut at = dot.end;
        while let Some(next) = self.look(at) {
            match next.cell.class {
                Class::Blank | Class::Invisible if at < dot.end + 8 => at = next.end,
                Class::Letter => return Some(dot.end),
                _ => return None,
            }
        }
        None
    }

    /// The rest of a number.
    fn number(&mut self, mut end: usize) -> usize {
        while let Some(next) = self.look(end) {
            let inner = || {
                next.cell.flags & NUMBER_INNER != 0
                    && self
                        .look(next.end)
                        .is_some_and(|after| after.cell.class == Class::Digit)
            };
            if next.cell.class != Class::Digit && !inner() {
                if next.cell.flags & PERCENT != 0 {
                    self.take(end, next);
                    end = next.end;
                }
                break;
            }
            self.take(end, next);
            end = next.end;
        }
        end
    }
}

pub(super) fn span(start: usize, end: usize) -> Span {
    Span {
        start: start as u32,
        end: end as u32,
    }
}
