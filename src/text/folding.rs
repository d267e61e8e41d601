//! The character table: what every character is, and what stands for it in the exact and in the folded form.
//! Two stages over the basic plane, so that a look-up is two indexings; built from the section `text:`.

use super::check::range;
use super::spec::TextSpec;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Class {
    Letter,
    Digit,
    Diacritic,
    Tatweel,
    Invisible,
    Blank,
    LineEnd,
    Comma,
    Semicolon,
    Colon,
    Stop,
    Question,
    Exclamation,
    Dash,
    Ellipsis,
    OpenBracket,
    CloseBracket,
    Mark,
    Other,
}

/// Flags of a cell.
pub(super) const NUMBER_INNER: u8 = 1;
pub(super) const PERCENT: u8 = 2;
pub(super) const APOSTROPHE: u8 = 4;
/// Sides of a mark.
pub(super) const OPENS: u8 = 1;
pub(super) const CLOSES: u8 = 2;

/// First value of a form that is an index into the texts of several letters.
const TEXTS: u32 = 0x11_0000;
/// The form of a character that is left out.
const NOTHING: u32 = u32::MAX;

/// All that is known of one character.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Cell {
    pub class: Class,
    pub flags: u8,
    /// Sides of a quotation mark.
    pub side: u8,
    /// Family of a quotation mark, number of a bracket.
    pub family: u8,
    exact: u32,
    folded: u32,
}

/// First character of the block whose letters are told apart by one look at a small table: the Arabic block, of which nearly all of a text is.
const BLOCK: u32 = 0x600;
/// The first byte of the characters at its beginning; each further one has the next 64.
const BLOCK_LEAD: u8 = 0xC0 | (BLOCK >> 6) as u8;
/// How many characters it has; all of them take two bytes.
const BLOCK_LENGTH: u32 = 0x100;
/// A letter that is its own exact form.
const SAME_EXACT: u8 = 1;
/// A letter that is its own folded form as well.
const SAME_FOLDED: u8 = 2;
/// A character with this first byte can be a full stop.
const MAY_STOP: u8 = 1;
/// A character with this first byte can stand in a word.
const MAY_GO_ON: u8 = 2;

/// Compiled folding.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Folding {
    /// For each character of the block: whether it is a letter that stands for itself.
    letters: Vec<u8>,
    /// For each byte, what a character can be that begins with it.
    firsts: Vec<u8>,
    /// For each 256 characters of the basic plane: one more than the index of their cells, or 0.
    pages: Vec<u16>,
    cells: Vec<Cell>,
    texts: Vec<String>,
}

/// What a character is that the data says nothing of.
fn plain(c: char) -> Cell {
    let class = match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineEnd,
        _ if c.is_whitespace() => Class::Blank,
        _ if c.is_control() => Class::Invisible,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    };
    let form = if class == Class::Invisible {
        NOTHING
    } else {
        u32::from(c)
    };
    Cell {
        class,
        flags: 0,
        side: 0,
        family: 0,
        exact: form,
        folded: form,
    }
}

/// The characters of an entry; [`TextSpec::check`] tells of those that are no range.
fn characters(written: &str) -> impl Iterator<Item = char> {
    range(written)
        .into_iter()
        .flatten()
        .filter_map(char::from_u32)
}

/// Applies a map until nothing changes, so that folding twice is folding once.
fn settle(map: &BTreeMap<char, String>, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..4 {
        let next: String = text
            .chars()
            .map(|c| map.get(&c).cloned().unwrap_or_else(|| c.to_string()))
            .collect();
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn single(map: &BTreeMap<String, String>) -> impl Iterator<Item = (char, String)> + '_ {
    map.iter()
        .filter_map(|(from, to)| Some((from.chars().next()?, to.clone())))
}

impl Folding {
    /// Compiles the table. `families` numbers the families of marks.
    pub(super) fn new(spec: &TextSpec, families: &[String]) -> Folding {
        let mut folding = Folding {
            letters: Vec::new(),
            firsts: vec![0; 256],
            pages: vec![0; 256],
            cells: Vec::new(),
            texts: Vec::new(),
        };
        let mut exact: BTreeMap<char, String> = single(&spec.exact).collect();
        for row in &spec.presentation {
            let Some((codes, letters)) = row.split_once(' ') else {
                continue;
            };
            exact.extend(characters(codes).map(|c| (c, letters.to_owned())));
        }
        for (rows, class) in [
            (&spec.diacritics, Class::Diacritic),
            (&spec.invisible, Class::Invisible),
            (&spec.tatweel, Class::Tatweel),
        ] {
            for c in rows.iter().flat_map(|row| characters(row)) {
                folding.set(c, |cell| cell.class = class);
                exact.insert(c, String::new());
            }
        }
        let folded: BTreeMap<char, String> = single(&spec.folded).collect();
        for &c in folded.keys().chain(exact.keys()) {
            let plain = settle(&exact, &c.to_string());
            let further = settle(&exact, &settle(&folded, &plain));
            let (plain, further) = (folding.form(&plain), folding.form(&further));
            folding.set(c, |cell| (cell.exact, cell.folded) = (plain, further));
        }
        folding.punctuate(spec);
        for mark in &spec.marks {
            let family = families.iter().position(|f| *f == mark.family).unwrap_or(0) as u8;
            for (chars, side) in [
                (&mark.open, OPENS),
                (&mark.close, CLOSES),
                (&mark.both, OPENS | CLOSES),
            ] {
                for c in chars.chars() {
                    folding.set(c, |cell| {
                        (cell.class, cell.side, cell.family) = (Class::Mark, side, family)
                    });
                }
            }
        }
        folding.letters = (BLOCK..BLOCK + BLOCK_LENGTH)
            .map(|code| folding.letter(code))
            .collect();
        folding.note_firsts();
        folding
    }

    fn note_firsts(&mut self) {
        for (page, cells) in (0..).zip(self.pages.clone()) {
            for c in (page << 8..(page + 1) << 8).filter_map(char::from_u32) {
                // Of a page that the data says nothing of there is no full stop; which characters of it are letters, nobody has to know.
                let known = match cells {
                    0 => MAY_GO_ON,
                    _ => self.first_of(c),
                };
                let mut bytes = [0; 4];
                let first = c.encode_utf8(&mut bytes).bytes().next().unwrap_or_default();
                if let Some(all) = self.firsts.get_mut(usize::from(first)) {
                    *all |= known;
                }
            }
        }
        // Beyond the basic plane everything is possible.
        for known in self.firsts.iter_mut().skip(0xF0) {
            *known = MAY_STOP | MAY_GO_ON;
        }
    }

    /// What the first byte of a character tells because of it.
    fn first_of(&self, c: char) -> u8 {
        let cell = self.cell(c);
        let goes_on = matches!(
            cell.class,
            Class::Letter | Class::Diacritic | Class::Tatweel | Class::Digit | Class::Invisible
        );
        // A character reference can stand for anything, and what may join two Latin letters is looked at more closely.
        let can_join = cell.flags & APOSTROPHE != 0 || matches!(c, '&' | '-' | '.' | '@' | '_');
        let stops = cell.class == Class::Stop || c == '&';
        let stops = if stops { MAY_STOP } else { 0 };
        let goes_on = if goes_on || can_join { MAY_GO_ON } else { 0 };
        stops | goes_on
    }

    /// Whether the character that begins with this byte can belong to the word before it.
    #[inline]
    pub(super) fn may_go_on(&self, byte: u8) -> bool {
        self.firsts
            .get(usize::from(byte))
            .is_none_or(|known| known & MAY_GO_ON != 0)
    }

    /// Whether a full stop can begin with this byte.
    #[inline]
    pub(super) fn may_stop(&self, byte: u8) -> bool {
        self.firsts
            .get(usize::from(byte))
            .is_none_or(|known| known & MAY_STOP != 0)
    }

    /// What the table of letters says of a character.
    fn letter(&self, code: u32) -> u8 {
        let cell = self.cell(char::from_u32(code).unwrap_or(' '));
        if cell.class != Class::Letter || cell.flags != 0 || cell.exact != code {
            return 0;
        }
        match cell.folded == code {
            true => SAME_EXACT | SAME_FOLDED,
            false => SAME_EXACT,
        }
    }

    /// Writes both forms of the letters at the beginning of a text that are their own exact form; how many bytes they take. A letter with a flag
    /// or another form ends them.
    #[inline]
    pub(super) fn push_letters(
        &self,
        text: &str,
        exact: &mut String,
        folded: &mut String,
    ) -> usize {
        let (pairs, _) = text.as_bytes().as_chunks::<2>();
        let (mut end, mut written) = (0, 0);
        for &[lead, trail] in pairs {
            // Only a character of the block has its place in the table.
            let place = usize::from(lead.wrapping_sub(BLOCK_LEAD)) << 6 | usize::from(trail & 0x3F);
            let known = self.letters.get(place).copied().unwrap_or_default();
            if known & SAME_EXACT == 0 {
                break;
            }
            if known & SAME_FOLDED == 0 {
                folded.push_str(text.get(written..end).unwrap_or_default());
                if let Some(c) = char::from_u32(BLOCK + place as u32) {
                    self.push(self.cell(c).folded, folded);
                }
                written = end + 2;
            }
            end += 2;
        }
        if end > 0 {
            exact.push_str(text.get(..end).unwrap_or_default());
            folded.push_str(text.get(written..end).unwrap_or_default());
        }
        end
    }

    fn punctuate(&mut self, spec: &TextSpec) {
        let p = &spec.punctuation;
        for (chars, class) in [
            (&p.comma, Class::Comma),
            (&p.semicolon, Class::Semicolon),
            (&p.colon, Class::Colon),
            (&p.stop, Class::Stop),
            (&p.question, Class::Question),
            (&p.exclamation, Class::Exclamation),
            (&p.dash, Class::Dash),
            (&p.ellipsis, Class::Ellipsis),
            (&p.open_bracket, Class::OpenBracket),
            (&p.close_bracket, Class::CloseBracket),
        ] {
            for (nth, c) in chars.chars().enumerate() {
                self.set(c, |cell| (cell.class, cell.family) = (class, nth as u8));
            }
        }
        for (chars, flag) in [
            (&p.number_inner, NUMBER_INNER),
            (&p.percent, PERCENT),
            (&p.apostrophe, APOSTROPHE),
        ] {
            for c in chars.chars() {
                self.set(c, |cell| cell.flags |= flag);
            }
        }
    }

    fn form(&mut self, text: &str) -> u32 {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => NOTHING,
            (Some(c), None) => u32::from(c),
            _ => {
                let index = self
                    .texts
                    .iter()
                    .position(|t| t == text)
                    .unwrap_or_else(|| {
                        self.texts.push(text.to_owned());
                        self.texts.len() - 1
                    });
                TEXTS + index as u32
            }
        }
    }

    fn set(&mut self, c: char, change: impl FnOnce(&mut Cell)) {
        let code = u32::from(c) as usize;
        let Some(page) = self.pages.get_mut(code >> 8) else {
            return;
        };
        if *page == 0 {
            *page = (self.cells.len() >> 8) as u16 + 1;
            let first = (code as u32) & !0xFF;
            self.cells
                .extend((first..first + 256).map(|n| plain(char::from_u32(n).unwrap_or(' '))));
        }
        let index = ((*page as usize - 1) << 8) | (code & 0xFF);
        if let Some(cell) = self.cells.get_mut(index) {
            change(cell);
        }
    }

    /// What is known of a character.
    #[inline]
    pub(super) fn cell(&self, c: char) -> Cell {
        let code = u32::from(c) as usize;
        match self.pages.get(code >> 8) {
            Some(&page) if page > 0 => self
                .cells
                .get(((page as usize - 1) << 8) | (code & 0xFF))
                .copied()
                .unwrap_or_else(|| plain(c)),
            _ => plain(c),
        }
    }

    #[inline]
    fn push(&self, form: u32, into: &mut String) {
        if let Some(c) = char::from_u32(form) {
            into.push(c);
        } else if form != NOTHING
            && let Some(text) = self.texts.get((form - TEXTS) as usize)
        {
            into.push_str(text);
        }
    }

    /// Writes both forms of a character.
    #[inline]
    pub(super) fn push_both(&self, cell: Cell, exact: &mut String, folded: &mut String) {
        self.push(cell.exact, exact);
        self.push(cell.folded, folded);
    }

    /// The exact and the folded form of a word.
    pub fn both(&self, word: &str) -> (String, String) {
        let mut exact = String::with_capacity(word.len());
        let mut folded = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            let letters = self.push_letters(rest, &mut exact, &mut folded);
            let end = match letters {
                0 => {
                    self.push_both(self.cell(c), &mut exact, &mut folded);
                    c.len_utf8()
                }
                letters => letters,
            };
            rest = rest.get(end..).unwrap_or_default();
        }
        (exact, folded)
    }

    /// The exact form of a word.
    pub fn exact(&self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        word.chars()
            .for_each(|c| self.push(self.cell(c).exact, &mut out));
        out
    }

    /// The folded form of a word.
    pub fn folded(&self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        word.chars()
            .for_each(|c| self.push(self.cell(c).folded, &mut out));
        out
    }
}
