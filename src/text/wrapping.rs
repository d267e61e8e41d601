//! Texts whose lines were broken at a fixed width, as mail and old archives have them: such a line end is a blank and ends no paragraph.

use std::ops::{Range, RangeInclusive};

/// So many lines that go on in the next are no accident.
const ENOUGH: usize = 5;

/// The narrowest and the widest lines that are taken for broken ones, in code points. Verses are narrower and fill their lines as evenly; paragraphs on a line each are longer.
const WIDTHS: RangeInclusive<usize> = 50..=132;

/// So many of the longest lines may be wider than the width: addresses, headlines that were not broken.
const WIDER: usize = 3;

/// A line of a text.
struct Line<'a> {
    /// Without the blanks at its end.
    text: &'a str,
    /// Length of that in code points.
    length: usize,
    /// Bytes of the blanks at its end and of its line end.
    end: Range<usize>,
}

/// The line ends that are blanks, in order, in bytes; none of a text that is not broken at a width. It is, where six in ten of the lines that another one
/// follows had no room for the first word of it: verses and lists of headlines do not fill their lines so evenly (none of 8,626 news articles does).
pub(super) fn wraps(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.length).collect();
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    let mut widths: Vec<usize> = lengths.into_iter().take(WIDER + 1).collect();
    widths.dedup();
    let widths = widths.into_iter().filter(|width| WIDTHS.contains(width));
    widths
        .filter_map(|width| broken_at(&lines, width))
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    // Nearly all texts have a line that is too long, which its bytes tell.
    let pieces = text.split_inclusive('\n');
    let long = |piece: &&str| piece.len() > WIDTHS.end() * char::MAX.len_utf8();
    if pieces.clone().filter(long).nth(WIDER).is_some() || pieces.clone().nth(ENOUGH).is_none() {
        return Vec::new();
    }
    let mut start = 0;
    let line = |piece: &'_ str| {
        let text = piece.trim_end();
        let end = start + text.len()..start + piece.len();
        start += piece.len();
        (text.chars().count(), end)
    };
    let ends: Vec<(usize, Range<usize>)> = pieces.clone().map(line).collect();
    let whole = pieces.map(str::trim_end).zip(ends);
    whole
        .map(|(text, (length, end))| Line { text, length, end })
        .collect()
}

/// The line ends that are blanks, if the lines were broken at this width.
fn broken_at(lines: &[Line], width: usize) -> Option<Vec<Range<usize>>> {
    let mut followed = 0;
    let mut wraps = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let Some(first) = next.text.split_whitespace().next() else {
            continue;
        };
        if line.length == 0 || line.length > width {
            continue;
        }
        followed += 1;
        if line.length + 1 + first.chars().count() > width {
            wraps.push(line.end.clone());
        }
    }
    (wraps.len() >= ENOUGH && wraps.len() * 10 >= followed * 6).then_some(wraps)
}

#[cfg(test)]
mod tests {
    use super::wraps;

    const PARAGRAPH: &str = "أعلن مجلس البلدية أمس أن أعمال رصف الطريق الساحلي ستبدأ مطلع الشهر المقبل وتستمر ثلاثة أشهر، وقال رئيس المجلس إن الكلفة أقل مما كان مقدرا لها";

    /// The words of a text in lines of a width, a line end between them.
    fn broken(text: &str, width: usize, end: &str) -> String {
        let mut out = String::new();
        let mut length = 0;
        for word in text.split(' ') {
            let letters = word.chars().count();
            if length + 1 + letters > width && length > 0 {
                out.push_str(end);
                length = 0;
            } else if length > 0 {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += letters;
        }
        out
    }

    #[test]
    fn lines_of_one_width_go_on() {
        let paragraph = [PARAGRAPH; 3].join("، ");
        for (width, end) in [(50, "\n"), (64, "\n"), (50, " \r\n")] {
            let lines = broken(&paragraph, width, end);
            let text = format!(
                "البلدية ترصف الطريق\n\n{lines}\n\n{lines}\nhttps://example.org/a/long/address/that/nobody/breaks"
            );
            let inside = lines.matches('\n').count();
            let wraps = wraps(&text);
            assert!(
                wraps
                    .iter()
                    .all(|wrap| text[wrap.clone()].trim().is_empty())
            );
            // The last line of a paragraph is followed by nothing, or had room.
            assert!(
                (2 * inside..=2 * inside + 1).contains(&wraps.len()),
                "{wraps:?}"
            );
        }
    }

    #[test]
    fn paragraphs_lists_and_verses_do_not() {
        let paragraphs = [PARAGRAPH; 9].join("\n");
        assert_eq!(wraps(&paragraphs).len(), 0);
        let list = "افتتاح المعرض\nوزير النقل يزور الميناء الجديد\nارتفاع أسعار القمح\nالبلدية ترصف الطريق الساحلي\nبدء الموسم\nنتائج الطلاب غدا\nأمطار غزيرة على المدن الساحلية";
        assert_eq!(wraps(list).len(), 0);
        // Too few to be a pattern.
        assert_eq!(wraps(&broken(PARAGRAPH, 80, "\n")).len(), 0);
        assert_eq!(wraps("").len(), 0);
    }
}
