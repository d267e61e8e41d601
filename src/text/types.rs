//! What the text layer gives: tokens, sentences, paragraphs and quotations, all as byte ranges of the original.

/// A range of bytes of the original text, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What a token looks like. Words are further told apart by the lexicon, never here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters of any script (a word with clitics as written).
    Word,
    /// Digits of any kind, with inner separators (3.5, 2021/3/4, 70%).
    Number,
    /// A comma, Arabic or Latin.
    Comma,
    /// A semicolon, Arabic or Latin.
    Semicolon,
    /// A colon.
    Colon,
    /// A full stop that ends a sentence (not one inside a number or after an abbreviation).
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// Dash or hyphen standing alone.
    Dash,
    /// Two or more dots, or the ellipsis character.
    Ellipsis,
    /// A quotation mark that opens a quotation.
    Open,
    /// A quotation mark that closes one.
    Close,
    /// An opening bracket.
    OpenBracket,
    /// A closing bracket.
    CloseBracket,
    /// The end of a paragraph (one token of the line ends and blank space between two paragraphs).
    Paragraph,
    /// Anything else (slash, bullet, symbol, a mark that stays unpaired).
    Other,
}

/// One token of the text. Tokens are in text order and never overlap; only blank space and invisible characters lie between them.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
    /// Range in [`Text::exact`]: diacritics, tatweel and invisible characters left out, presentation forms and foreign letter variants made plain.
    pub exact: Span,
    /// Range in [`Text::folded`]: the exact form with hamza seats, alef maqsura and digits folded as the folding table says.
    pub folded: Span,
}

/// A quotation: a pair of marks, or one mark and the place where its partner must have been.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// Index of the opening token.
    pub open: u32,
    /// Index of the closing token; where the mark was lost, the first token that is no longer inside.
    pub close: u32,
    /// The words inside, marks and edge space left out; one span a paragraph.
    pub pieces: Vec<Span>,
    /// 0 for an outermost quotation, 1 for one inside it ...
    pub depth: u8,
    /// Whether the closing mark is really there.
    pub closed: bool,
}

/// The repair of letters that a text does not tell apart at the end of words; its span is the first word that shows it.
pub(super) const MERGED_ENDINGS: &str = "merged-endings";

/// The repair of lines that were broken at a fixed width; its span is the first such line end.
pub(super) const WRAPPED_LINES: &str = "wrapped-lines";

/// What was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Stable name: `unclosed-mark`, `unopened-mark`, `inverted-marks`, `mixed-marks`, `reopened-mark`, `character-reference`, `lost-line-end`, `merged-endings`, `wrapped-lines` ...
    pub what: &'static str,
    /// Where.
    pub span: Span,
}

impl Repair {
    /// Whether it is one of the whole text, of which its place is an example.
    pub(crate) fn is_throughout(&self) -> bool {
        matches!(self.what, MERGED_ENDINGS | WRAPPED_LINES)
    }
}

/// A text, read. Holds no reference to the original.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// The exact forms of all words, one after the other.
    pub exact: String,
    /// The folded forms of all words, one after the other.
    pub folded: String,
    /// Token ranges (first, one past last) of the sentences; they cover all tokens in order.
    pub sentences: Vec<(u32, u32)>,
    /// Token ranges of the paragraphs; they cover all tokens in order, the Paragraph token belongs to the one before.
    pub paragraphs: Vec<(u32, u32)>,
    /// Quotations in order of their opening token.
    pub quotations: Vec<Quotation>,
    /// Bracketed asides: (opening token, closing token), balanced within a paragraph, in order of their opening token.
    pub brackets: Vec<(u32, u32)>,
    /// What was mended.
    pub repairs: Vec<Repair>,
}
