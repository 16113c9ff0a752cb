//! What stands on a page: characters with their boxes, ruling lines, coloured areas, pictures.

use super::matrix::{Rect, Turn};

/// A character where it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character; U+FFFD if the file does not say which.
    pub char: char,
    /// Its box: as wide as the text advances, as high as the type.
    pub area: Rect,
    /// The size of the type in points.
    pub size: f32,
    /// Which way the line runs.
    pub turn: Turn,
    /// Whether the font sets lines downwards with upright characters.
    pub is_vertical: bool,
    /// Printed bold.
    pub is_bold: bool,
}

impl Glyph {
    pub fn is_blank(&self) -> bool {
        self.char.is_whitespace()
    }
}

/// A ruling line, as wide as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it runs from left to right.
    pub is_horizontal: bool,
    /// Its y if horizontal, its x if not.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// The content of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Size as shown.
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    /// Where pictures are drawn.
    pub pictures: Vec<Rect>,
}
