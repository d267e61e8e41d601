//! Lam and alef, one glyph in two cells.
//!
//! Terminals give the pair two cells; the width tables that the table is laid out with give it one. While the table is laid
//! out a private-use character therefore stands for the alef; afterwards the alef is put back, byte for byte.

/// Letters that join as lam.
const LAMS: [char; 7] = [
    '\u{644}', '\u{6B5}', '\u{6B6}', '\u{6B7}', '\u{6B8}', '\u{76A}', '\u{8A6}',
];

/// Letters that join as alef; the n-th is replaced by the n-th character from `FIRST` on.
const ALEFS: [char; 8] = [
    '\u{622}', '\u{623}', '\u{625}', '\u{627}', '\u{671}', '\u{672}', '\u{673}', '\u{675}',
];

/// The first private-use character that stands for an alef.
const FIRST: u32 = 0xF0010;

/// `text` with every alef after a lam replaced.
pub(super) fn hide(text: &str) -> String {
    let mut after_lam = false;
    text.chars()
        .map(|c| {
            let hidden = ALEFS.iter().position(|&alef| after_lam && alef == c);
            // Marks on the lam do not part it from its alef.
            after_lam = LAMS.contains(&c) || (after_lam && is_mark(c));
            hidden
                .and_then(|i| char::from_u32(FIRST + i as u32))
                .unwrap_or(c)
        })
        .collect()
}

/// The text that [`hide`] was given.
pub(super) fn restore(text: &str) -> String {
    text.chars()
        .map(|c| {
            let index = (c as u32).checked_sub(FIRST);
            index
                .and_then(|i| ALEFS.get(i as usize))
                .copied()
                .unwrap_or(c)
        })
        .collect()
}

/// Vowel signs and other marks without a width.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_comes_back() {
        for text in [
            "إلا أن الأمر لَا يزال",
            "لأجلها",
            "قال",
            "آلاف",
            "لـا",
            "",
            "CNN | لآن",
        ] {
            assert_eq!(restore(&hide(text)), text);
        }
    }

    #[test]
    fn only_an_alef_after_a_lam_is_hidden() {
        assert_eq!(hide("لا"), "ل\u{F0013}");
        assert_eq!(hide("لَا"), "لَ\u{F0013}");
        assert_eq!(hide("لـا ال"), "لـا ال");
        assert_eq!(hide("لأ"), "ل\u{F0011}");
    }
}
