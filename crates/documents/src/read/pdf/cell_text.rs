//! The text of a cell: its lines put together again where the width of the cell broke them.

use super::lines::{self, Line, is_spaced};
use super::matrix::Rect;
use super::page::Glyph;

/// The text of the characters in a cell.
pub(super) fn text(glyphs: &[Glyph], cell: &Rect) -> String {
    join(&lines::lines(glyphs), cell)
}

/// Joins the lines of a cell; a line that could have taken more ends a paragraph.
fn join(lines: &[Line], cell: &Rect) -> String {
    // One character under the other: the line is written downwards.
    if lines.len() >= 3 && lines.iter().filter(|l| l.text.chars().count() <= 2).count() * 4 >= lines.len() * 3 {
        let is_stack = |l: &Line| l.area.width() <= l.size * 2.6;
        if lines.iter().all(|l| is_stack(l) && !is_number(&l.text)) {
            return lines.iter().map(|l| l.text.as_str()).collect();
        }
    }
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(before) = i.checked_sub(1).and_then(|i| lines.get(i)) {
            match seam(before, line, cell) {
                Seam::Paragraph => out.push('\n'),
                Seam::Blank => out.push(' '),
                Seam::None => {}
            }
        }
        out.push_str(&line.text);
    }
    out
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | '—'))
}

/// 0.19 cm on each side, in points.
const MARGINS: f32 = 10.8;

enum Seam {
    Paragraph,
    Blank,
    None,
}

/// What stands between two lines of a cell.
fn seam(before: &Line, line: &Line, cell: &Rect) -> Seam {
    if before.turn != line.turn {
        return Seam::Paragraph;
    }
    let upright = before.turn.upright(cell);
    let (a, b) = (before.turn.upright(&before.area), line.turn.upright(&line.area));
    let (Some(end), Some(start)) = (before.text.chars().last(), line.text.chars().next()) else {
        return Seam::Paragraph;
    };
    // What would have had to fit behind the line: a character of Chinese, or a word.
    let next = if is_spaced(start) {
        let word = line.text.chars().take_while(|c| is_spaced(*c)).count() as f32;
        word * line.size * 0.5
    } else {
        line.size
    };
    // Room on both sides, less the padding that cells have.
    let room = upright.width() - a.width();
    let padding = (upright.width() * 0.12).clamp(2.0, 13.0);
    let both_digits = end.is_ascii_digit() && start.is_ascii_digit();
    // A number too long for a narrow column: word processors keep these two margins free unless told otherwise.
    let padding = if both_digits { padding.max(MARGINS) } else { padding };
    let is_full = room < next + padding;
    let follows = b.top - a.bottom < before.size.max(line.size) * 1.6;
    if !is_full || !follows {
        return Seam::Paragraph;
    }
    if is_spaced(end) && is_spaced(start) && !both_digits { Seam::Blank } else { Seam::None }
}
