//! Characters into lines of text.
//!
//! Chinese is set without blanks, and justified lines are stretched between any two characters; so a gap is a blank
//! only between Latin words, or where it is much wider than the other gaps of its line.

use super::matrix::{Rect, Turn};
use super::page::Glyph;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// Where it stands, in the frame the glyphs were given in.
    pub area: Rect,
    /// The size of most of its type.
    pub size: f32,
    pub is_bold: bool,
    /// The widest character of the line, which the next line would have had to fit in.
    pub turn: Turn,
    /// Where each word group stands: stretches of the line that gaps wider than two characters set apart.
    pub pieces: Vec<Piece>,
}

/// A stretch of a line that wide gaps set apart from its neighbours.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub area: Rect,
}

/// Whether a character belongs to a script that separates words.
pub(super) fn is_spaced(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c.is_alphabetic() && (c as u32) < 0x2e80)
}

/// Takes out characters printed twice to look bold: the same one again within a fraction of its size.
pub(super) fn printed_once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    use std::collections::HashMap;
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut seen: HashMap<(char, i32, i32), Vec<usize>> = HashMap::with_capacity(glyphs.len());
    for mut glyph in glyphs {
        let (x, y) = glyph.area.middle();
        let near = (glyph.size * 0.16).clamp(0.3, 2.5);
        let (cx, cy) = ((x / 4.0) as i32, (y / 4.0) as i32);
        let mut twin = None;
        if !glyph.is_blank() {
            for (dx, dy) in [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)] {
                let cell = seen.get(&(glyph.char, cx + dx, cy + dy));
                // A character printed a hundred times in one spot is looked up in the last few only.
                twin = cell.into_iter().flatten().rev().take(8).copied().find(|i| {
                    out.get(*i).is_some_and(|g: &Glyph| {
                        let (a, b) = g.area.middle();
                        (a - x).abs() <= near && (b - y).abs() <= near && (g.size - glyph.size).abs() < 0.2 * glyph.size
                    })
                });
                if twin.is_some() {
                    break;
                }
            }
        }
        match twin {
            Some(i) => {
                if let Some(first) = out.get_mut(i) {
                    first.is_bold = true;
                }
            }
            None => {
                if glyph.char == '\u{fffd}' && glyph.area.width() <= 0.0 {
                    glyph.area.right = glyph.area.left + glyph.size / 2.0;
                }
                seen.entry((glyph.char, cx, cy)).or_default().push(out.len());
                out.push(glyph);
            }
        }
    }
    out
}

/// The lines of some characters, in reading order.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut out = Vec::new();
    for (turn, is_vertical) in directions(glyphs) {
        let own: Vec<Glyph> =
            glyphs.iter().filter(|g| g.turn == turn && g.is_vertical == is_vertical).copied().collect();
        if is_vertical {
            out.extend(columns(&own, turn));
        } else {
            out.extend(rows(&own, turn));
        }
    }
    out
}

/// The ways in which text runs here, the most frequent first.
fn directions(glyphs: &[Glyph]) -> Vec<(Turn, bool)> {
    let mut counts: Vec<((Turn, bool), usize)> = Vec::new();
    for glyph in glyphs.iter().filter(|g| !g.is_blank()) {
        let key = (glyph.turn, glyph.is_vertical);
        match counts.iter_mut().find(|(k, _)| *k == key) {
            Some((_, n)) => *n += 1,
            None => counts.push((key, 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts.into_iter().map(|(k, _)| k).collect()
}

/// Text of fonts that set downwards: columns from right to left.
fn columns(glyphs: &[Glyph], turn: Turn) -> Vec<Line> {
    // Seen from the side, a column is a line; turned clockwise, the rightmost column becomes the top one.
    let side: Vec<Glyph> =
        glyphs.iter().map(|g| Glyph { area: Turn::Down.upright(&turn.upright(&g.area)), ..*g }).collect();
    build(&side, |area| turn.back(&Turn::Down.back(area)), turn)
}

fn rows(glyphs: &[Glyph], turn: Turn) -> Vec<Line> {
    if turn == Turn::Right {
        return build(glyphs, |area| *area, turn);
    }
    let upright: Vec<Glyph> = glyphs.iter().map(|g| Glyph { area: turn.upright(&g.area), ..*g }).collect();
    build(&upright, |area| turn.back(area), turn)
}

/// Lines of upright characters.
fn build(glyphs: &[Glyph], back: impl Fn(&Rect) -> Rect, turn: Turn) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|a, b| a.area.middle().1.total_cmp(&b.area.middle().1));
    let mut groups: Vec<Vec<&Glyph>> = Vec::new();
    // The middle and the size of the line being gathered: of its largest type, so that raised small type joins it.
    let (mut middle, mut size) = (f32::MIN, 0.0f32);
    for glyph in sorted {
        let y = glyph.area.middle().1;
        let near = size.max(glyph.size) * 0.42;
        match groups.last_mut() {
            Some(group) if y - middle <= near => {
                if glyph.size > size {
                    (middle, size) = (y, glyph.size);
                }
                group.push(glyph);
            }
            _ => {
                (middle, size) = (y, glyph.size);
                groups.push(vec![glyph]);
            }
        }
    }
    groups.into_iter().filter_map(|group| line(group, &back, turn)).collect()
}

fn line(mut glyphs: Vec<&Glyph>, back: impl Fn(&Rect) -> Rect, turn: Turn) -> Option<Line> {
    glyphs.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
    let printed: Vec<&Glyph> = glyphs.iter().copied().filter(|g| !g.is_blank()).collect();
    let first = printed.first()?;
    let size = usual(printed.iter().map(|g| g.size)).unwrap_or(first.size);
    let gaps = printed.iter().zip(printed.iter().skip(1)).map(|(a, b)| b.area.left - a.area.right);
    // How far the line is stretched: by half of its gaps or more.
    let stretched = median(gaps.collect()).unwrap_or(0.0).max(0.0);
    let mut text = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut whole = Rect::NOTHING;
    let mut before: Option<&Glyph> = None;
    let mut had_blank = false;
    let mut bold = 0usize;
    for glyph in &glyphs {
        if glyph.is_blank() {
            had_blank = true;
            continue;
        }
        if let Some(last) = before {
            let gap = glyph.area.left - last.area.right;
            let em = last.size.max(glyph.size);
            let latin = is_spaced(last.char) && is_spaced(glyph.char);
            // No line is stretched so far that a gap of two characters would not stand out.
            let usual = stretched.min(0.8 * em);
            let is_word_gap = latin && (gap > usual + 0.17 * em || (had_blank && gap > 0.08 * em));
            let is_wide = gap > stretched.min(em) + 1.2 * em;
            if gap > usual + 0.9 * em {
                pieces.push(Piece { text: glyph.char.to_string(), area: glyph.area });
            } else {
                if is_word_gap && let Some(piece) = pieces.last_mut() {
                    piece.text.push(' ');
                }
                extend(&mut pieces, glyph);
            }
            if is_word_gap || is_wide {
                text.push(' ');
            }
        } else {
            pieces.push(Piece { text: glyph.char.to_string(), area: glyph.area });
        }
        text.push(glyph.char);
        whole = whole.join(&glyph.area);
        bold += usize::from(glyph.is_bold);
        before = Some(glyph);
        had_blank = false;
    }
    let is_bold = bold * 2 > printed.len();
    for piece in &mut pieces {
        piece.area = back(&piece.area);
    }
    Some(Line { text, area: back(&whole), size, is_bold, turn, pieces })
}

fn extend(pieces: &mut [Piece], glyph: &Glyph) {
    if let Some(piece) = pieces.last_mut() {
        piece.text.push(glyph.char);
        piece.area = piece.area.join(&glyph.area);
    }
}

/// The size that most characters have.
fn usual(sizes: impl Iterator<Item = f32>) -> Option<f32> {
    median(sizes.collect())
}

/// The value in the middle.
pub(super) fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, value, _) = values.select_nth_unstable_by(middle, f32::total_cmp);
    Some(*value)
}
