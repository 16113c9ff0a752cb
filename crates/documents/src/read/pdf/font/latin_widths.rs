//! Widths of ASCII in the fonts that every reader is supposed to have, so that files leave them out.

/// One of the families every reader has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Sans,
    Serif,
    Mono,
}

/// Widths of the characters from 32 to 126 in thousandths of the size: Helvetica.
const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// Times.
const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

impl Family {
    /// By the name of the font.
    pub fn of(name: &str) -> Family {
        if name.contains("Courier") || name.contains("Mono") {
            Family::Mono
        } else if name.contains("Times") || name.contains("Serif") {
            Family::Serif
        } else {
            Family::Sans
        }
    }

    /// The width of a character; that of a digit where it is not known.
    pub fn width(self, c: char) -> f32 {
        let index = (c as usize).checked_sub(32);
        let known = |table: &[u16; 95], digit: f32| index.and_then(|i| table.get(i)).map_or(digit, |w| f32::from(*w));
        match self {
            Family::Mono => 600.0,
            Family::Sans => known(&SANS, 556.0),
            Family::Serif => known(&SERIF, 500.0),
        }
    }
}
