//! The three ways in which other programs count a text: code points, UTF-16 units, bytes.

use super::Offsets;

/// Places of one text, from code points into the units that another format counts, and back.
#[derive(Debug, Clone)]
pub struct Ruler<'t> {
    text: &'t str,
    /// First byte of every code point, and one past the last.
    bytes: Vec<u32>,
    offsets: Offsets,
}

impl<'t> Ruler<'t> {
    /// Measures the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Ruler<'t> {
        let ends = std::iter::once(text.len());
        let starts = text.char_indices().map(|(at, _)| at);
        Ruler {
            text,
            bytes: starts
                .chain(ends)
                .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
                .collect(),
            offsets: Offsets::new(text),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Its code points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len() - 1
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn at(&self, point: usize) -> u32 {
        let last = self.bytes.last().copied().unwrap_or_default();
        self.bytes.get(point).copied().unwrap_or(last)
    }

    /// Bytes before a code point; those of the whole text behind its end.
    #[must_use]
    pub fn byte(&self, point: usize) -> usize {
        self.at(point) as usize
    }

    /// UTF-16 units before a code point; those of the whole text behind its end.
    #[must_use]
    pub fn utf16(&self, point: usize) -> usize {
        self.offsets.utf16(self.text, self.at(point)) as usize
    }

    /// The code point that begins at a UTF-16 unit; none in the middle of a surrogate pair and behind the end.
    #[must_use]
    pub fn of_utf16(&self, unit: usize) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.utf16(middle) < unit {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (self.utf16(low) == unit).then_some(low)
    }

    /// What stands between two code points; nothing where they are out of order.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text
            .get(self.byte(start)..self.byte(end))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_beyond_the_basic_plane() {
        for text in ["", "قال 😀 ثم", "👨‍👩‍👧 و𐎀!", &"س😀a".repeat(50)] {
            let ruler = Ruler::new(text);
            assert_eq!(ruler.len(), text.chars().count());
            for point in 0..=ruler.len() {
                let head: String = text.chars().take(point).collect();
                assert_eq!(ruler.byte(point), head.len());
                let unit = head.encode_utf16().count();
                assert_eq!(ruler.utf16(point), unit);
                assert_eq!(ruler.of_utf16(unit), Some(point));
                assert_eq!(ruler.slice(0, point), head);
            }
            assert_eq!(ruler.of_utf16(text.encode_utf16().count() + 1), None);
        }
        assert_eq!(Ruler::new("😀").of_utf16(1), None);
        assert_eq!(Ruler::new("ab").slice(2, 1), "");
    }
}
