//! PDF files written sign by sign, so that a test can set a table as any program might.
//!
//! Text is in a font that the file does not carry (UniGB-UCS2-H, whose codes are UTF-16); places are given in points
//! from the upper left corner of the page.

#![allow(dead_code, reason = "each test file uses its share")]

use documents::Table;
use std::fmt::Write;

pub const WIDTH: f64 = 595.0;
pub const HEIGHT: f64 = 842.0;

/// How lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One stroke for each side of each cell.
    Strokes,
    /// Strokes in dashes.
    Dashed,
    /// Each dash a stroke of its own.
    Dots,
    /// Filled rectangles half a point thick, with a square where they meet, as Word does.
    Bars,
    /// A rectangle stroked around each cell.
    Boxes,
    /// Each line twice, two points apart.
    Double,
    /// Every line up to a point out of place.
    Crooked,
    /// A frame filled between two rectangles, even-odd.
    Frames,
    /// No line on the left and right of the table.
    OpenSides,
    /// None at all.
    None,
}

impl Lines {
    pub const ALL: [Lines; 9] = [
        Lines::Strokes,
        Lines::Dashed,
        Lines::Dots,
        Lines::Bars,
        Lines::Boxes,
        Lines::Double,
        Lines::Crooked,
        Lines::Frames,
        Lines::OpenSides,
    ];
}

/// A page being written.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    pub content: String,
    /// Entries of the page's dictionary besides the usual.
    pub entries: String,
    /// Added between any two characters.
    pub spacing: f64,
    /// What the next crooked line is out of place by.
    pub jitter: u32,
}

impl Paper {
    pub fn new() -> Paper {
        Paper::default()
    }

    /// Text whose upper left corner is at a place.
    pub fn text(&mut self, x: f64, top: f64, size: f64, text: &str) {
        let y = HEIGHT - top - size * 0.88;
        let codes = utf16(text);
        let spacing = self.spacing;
        writeln!(self.content, "BT /F1 {size} Tf {spacing} Tc 1 0 0 1 {x} {y} Tm <{codes}> Tj ET").expect("memory");
    }

    /// Lines of text one under the other, centred about a place.
    pub fn centred(&mut self, x: f64, y: f64, size: f64, lines: &[String]) {
        let top = y - lines.len() as f64 * size * 1.2 / 2.0;
        for (i, line) in lines.iter().enumerate() {
            self.text(x - self.width(line, size) / 2.0, top + i as f64 * size * 1.2 + size * 0.1, size, line);
        }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|c| if c.is_ascii() { size / 2.0 } else { size } + self.spacing).sum::<f64>() - self.spacing
    }

    pub fn stroke(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let (a, b) = (HEIGHT - y0, HEIGHT - y1);
        writeln!(self.content, "{x0} {a} m {x1} {b} l S").expect("memory");
    }

    pub fn fill(&mut self, left: f64, top: f64, right: f64, bottom: f64) {
        let (y, w, h) = (HEIGHT - bottom, right - left, bottom - top);
        writeln!(self.content, "{left} {y} {w} {h} re f").expect("memory");
    }

    /// One line of a table.
    pub fn line(&mut self, lines: Lines, x0: f64, y0: f64, x1: f64, y1: f64) {
        let is_horizontal = y0 == y1;
        match lines {
            Lines::Strokes | Lines::OpenSides => self.stroke(x0, y0, x1, y1),
            Lines::Dashed => {
                self.content.push_str("[3 2] 0 d\n");
                self.stroke(x0, y0, x1, y1);
            }
            Lines::Dots => {
                let (length, n) = (x1 - x0 + y1 - y0, 3.0);
                let mut at = 0.0;
                while at < length {
                    let end = (at + 1.5f64).min(length);
                    let (a, b) =
                        if is_horizontal { ((x0 + at, y0), (x0 + end, y0)) } else { ((x0, y0 + at), (x0, y0 + end)) };
                    self.stroke(a.0, a.1, b.0, b.1);
                    at += n;
                }
            }
            Lines::Bars => {
                if is_horizontal {
                    self.fill(x0 + 0.48, y0, x1, y0 + 0.48);
                } else {
                    self.fill(x0, y0 + 0.48, x0 + 0.48, y1);
                }
                self.fill(x0, y0, x0 + 0.48, y0 + 0.48);
            }
            Lines::Double => {
                let (dx, dy) = if is_horizontal { (0.0, 2.0) } else { (2.0, 0.0) };
                self.stroke(x0, y0, x1, y1);
                self.stroke(x0 + dx, y0 + dy, x1 + dx, y1 + dy);
            }
            Lines::Crooked => {
                self.jitter = self.jitter.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let by = f64::from(self.jitter >> 24) / 256.0 * 1.6 - 0.8;
                let (dx, dy) = if is_horizontal { (0.0, by) } else { (by, 0.0) };
                self.stroke(x0 + dx, y0 + dy, x1 + dx, y1 + dy);
            }
            Lines::Boxes | Lines::Frames | Lines::None => {}
        }
    }

    /// A table with the columns and rows at these places; the text of a cell is wrapped to fit.
    pub fn table(&mut self, table: &Table, xs: &[f64], ys: &[f64], size: f64, lines: Lines) {
        for cell in &table.cells {
            let (left, right) = (xs[cell.col], xs[cell.col + cell.colspan]);
            let (top, bottom) = (ys[cell.row], ys[cell.row + cell.rowspan]);
            let sides = lines == Lines::OpenSides;
            self.line(lines, left, top, right, top);
            self.line(lines, left, bottom, right, bottom);
            if !(sides && cell.col == 0) {
                self.line(lines, left, top, left, bottom);
            }
            if !(sides && cell.col + cell.colspan == table.cols) {
                self.line(lines, right, top, right, bottom);
            }
            let (y, w, h) = (HEIGHT - bottom, right - left, bottom - top);
            match lines {
                Lines::Boxes => writeln!(self.content, "{left} {y} {w} {h} re S").expect("memory"),
                Lines::Frames => {
                    let (a, b, c, d) = (left + 0.6, y + 0.6, w - 1.2, h - 1.2);
                    writeln!(self.content, "{left} {y} {w} {h} re {a} {b} {c} {d} re f*").expect("memory");
                }
                _ => {}
            }
            let wrapped = self.wrapped(&cell.text, size, w - 4.0);
            self.centred((left + right) / 2.0, (top + bottom) / 2.0, size, &wrapped);
        }
    }

    fn wrapped(&self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for c in text.chars() {
            let last = lines.last().expect("there is one");
            let with = format!("{last}{c}");
            if !last.is_empty() && self.width(&with, size) > width {
                lines.push(c.to_string());
            } else {
                *lines.last_mut().expect("there is one") = with;
            }
        }
        lines.retain(|l| !l.is_empty());
        lines
    }
}

fn utf16(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

/// The font of [`Paper::text`] as an object.
pub const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[\
    <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>\
    /DW 1000/W[1[500]2 95 500 814 939 500]>>]>>";

/// The whole file, with the font as F1 and other objects as the pages name them.
pub fn file(pages: &[Paper]) -> Vec<u8> {
    file_with(pages, FONT, &[])
}

/// The whole file. Objects 1 to 3 are catalogue, page tree and font, `more` come next, then the pages.
pub fn file_with(pages: &[Paper], font: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let first = 4 + more.len();
    let kids: String = (0..pages.len()).map(|i| format!("{} 0 R ", first + 2 * i)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()).into_bytes(),
        font.as_bytes().to_vec(),
    ];
    objects.extend(more.iter().cloned());
    for (i, page) in pages.iter().enumerate() {
        let content = first + 2 * i + 1;
        let entries = &page.entries;
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F1 3 0 R>>/XObject<</X1 4 0 R>>>>\
                 /Contents {content} 0 R{entries}>>"
            )
            .into_bytes(),
        );
        objects.push(stream("", page.content.as_bytes()));
    }
    assemble(&objects)
}

/// A stream object.
pub fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{entries}/Length {}>>stream\n", content.len()).into_bytes();
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendstream");
    out
}

/// Objects, numbered from 1, as a file.
pub fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    out.extend_from_slice(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    out
}
