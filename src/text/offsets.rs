//! From byte offsets to code points and UTF-16 units: checkpoints every 64 bytes, so that a document is walked once and
//! every question costs at most one block.

const BLOCK: usize = 64;

/// Checkpoints of one text. Ask with the same text it was made from.
#[derive(Debug, Clone, Default)]
pub struct Offsets {
    /// Code points and UTF-16 units before each block.
    checkpoints: Vec<(u32, u32)>,
}

/// Code points and UTF-16 units that begin in `bytes`.
fn count(bytes: &[u8]) -> (u32, u32) {
    bytes.iter().fold((0, 0), |(points, units), &byte| {
        let first = u32::from(byte & 0xC0 != 0x80);
        (points + first, units + first + u32::from(byte >= 0xF0))
    })
}

impl Offsets {
    /// Walks the text once.
    pub fn new(text: &str) -> Offsets {
        let mut at = (0, 0);
        let checkpoints = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let before = at;
                let (points, units) = count(block);
                at = (before.0 + points, before.1 + units);
                before
            })
            .chain(std::iter::once((0, 0)))
            .collect::<Vec<_>>();
        let mut checkpoints = checkpoints;
        if let Some(last) = checkpoints.last_mut() {
            *last = at;
        }
        Offsets { checkpoints }
    }

    fn both(&self, text: &str, byte: u32) -> (u32, u32) {
        let byte = (byte as usize).min(text.len());
        let block = byte / BLOCK;
        let Some(&(points, units)) = self.checkpoints.get(block) else {
            return self.checkpoints.last().copied().unwrap_or_default();
        };
        let rest = text.as_bytes().get(block * BLOCK..byte).unwrap_or_default();
        let (more_points, more_units) = count(rest);
        (points + more_points, units + more_units)
    }

    /// Code points before the byte offset.
    pub fn code_point(&self, text: &str, byte: u32) -> u32 {
        self.both(text, byte).0
    }

    /// UTF-16 units before the byte offset.
    pub fn utf16(&self, text: &str, byte: u32) -> u32 {
        self.both(text, byte).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_with_counting_beyond_the_basic_plane() {
        for text in ["", "قال 😀 ثم", &"س😀a".repeat(50), &"ا".repeat(64)] {
            let offsets = Offsets::new(text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let head = &text[..byte];
                assert_eq!(
                    offsets.code_point(text, byte as u32) as usize,
                    head.chars().count()
                );
                assert_eq!(
                    offsets.utf16(text, byte as u32) as usize,
                    head.encode_utf16().count()
                );
            }
        }
    }
}
