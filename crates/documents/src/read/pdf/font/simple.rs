//! Simple fonts: one byte a character. In Chinese documents they set digits and Latin words.

use super::{Text, glyph_names, latin_widths};
use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Number, Object};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Windows,
    Macintosh,
    /// Adobe's own, which is ASCII but for the quotation marks.
    Standard,
    /// Only the font file would know.
    BuiltIn,
}

pub(super) struct Simple {
    base: Base,
    /// Glyph names that replace those of the encoding.
    differences: Vec<Option<Box<str>>>,
    first: usize,
    widths: Vec<f32>,
    missing: Option<f32>,
    /// Parts of an em that one unit of width is.
    unit: f64,
    standard: latin_widths::Family,
}

impl Simple {
    pub fn new(dict: &Dict<'_>) -> Simple {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let flags = descriptor.as_ref().and_then(|d| d.get::<i32>("Flags")).unwrap_or(0);
        let is_type3 = dict.get::<Name<'_>>("Subtype").is_some_and(|n| n.as_ref() == b"Type3");
        let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_owned()).unwrap_or_default();
        let is_pictorial =
            is_type3 || name.contains("Symbol") || name.contains("Dingbats") || name.contains("Wingdings");
        let mut differences: Vec<Option<Box<str>>> = Vec::new();
        let named = |name: &[u8]| match name {
            b"WinAnsiEncoding" => Some(Base::Windows),
            b"MacRomanEncoding" => Some(Base::Macintosh),
            b"StandardEncoding" => Some(Base::Standard),
            _ => None,
        };
        let mut base = None;
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(n)) => base = named(n.as_ref()),
            Some(Object::Dict(d)) => {
                base = d.get::<Name<'_>>("BaseEncoding").and_then(|n| named(n.as_ref()));
                differences = read_differences(d.get::<Array<'_>>("Differences"));
            }
            _ => {}
        }
        // Bit 3 says that the font has signs of its own.
        let is_symbolic = flags & 4 != 0 || is_pictorial;
        let base = base.unwrap_or(if is_symbolic { Base::BuiltIn } else { Base::Standard });
        let matrix = dict.get::<Array<'_>>("FontMatrix").and_then(|a| a.iter::<Number>().next()).map(|n| n.as_f64());
        Simple {
            base,
            differences,
            first: dict.get::<u32>("FirstChar").unwrap_or(0) as usize,
            widths: dict
                .get::<Array<'_>>("Widths")
                .map(|a| a.iter::<Number>().take(256).map(|n| n.as_f32()).collect())
                .unwrap_or_default(),
            missing: descriptor.and_then(|d| d.get::<f32>("MissingWidth")),
            unit: if is_type3 { matrix.unwrap_or(0.001).abs() } else { 0.001 },
            standard: latin_widths::Family::of(&name),
        }
    }

    pub fn width(&self, code: u8) -> f64 {
        let index = usize::from(code).checked_sub(self.first);
        let own = index.and_then(|i| self.widths.get(i)).copied().or(self.missing);
        let width = match own {
            Some(width) => width,
            None if self.widths.is_empty() => self.standard.width(self.char(code).unwrap_or(' ')),
            None => 0.0,
        };
        f64::from(width) * self.unit
    }

    pub fn text(&self, code: u8) -> Option<Text> {
        if let Some(Some(name)) = self.differences.get(usize::from(code)) {
            return glyph_names::text(name);
        }
        self.char(code).map(Text::Char)
    }

    fn char(&self, code: u8) -> Option<char> {
        if let Some(Some(name)) = self.differences.get(usize::from(code)) {
            return match glyph_names::text(name) {
                Some(Text::Char(c)) => Some(c),
                _ => None,
            };
        }
        let decoded = |encoding: &'static encoding_rs::Encoding| {
            let bytes = [code];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            text.chars().next().filter(|c| !c.is_control())
        };
        match (self.base, code) {
            (Base::Windows, _) => decoded(WINDOWS_1252),
            (Base::Macintosh, _) => decoded(MACINTOSH),
            (Base::Standard, b'\'') => Some('’'),
            (Base::Standard, b'`') => Some('‘'),
            (Base::Standard, 32..127) => Some(char::from(code)),
            (Base::Standard, _) => standard_high(code),
            (Base::BuiltIn, _) => None,
        }
    }
}

/// The upper half of Adobe's standard encoding, as far as texts use it.
fn standard_high(code: u8) -> Option<char> {
    Some(match code {
        0xa1 => '¡',
        0xa2 => '¢',
        0xa3 => '£',
        0xa4 => '⁄',
        0xa5 => '¥',
        0xa7 => '§',
        0xa9 => '\'',
        0xaa => '“',
        0xab => '«',
        0xac => '‹',
        0xad => '›',
        0xae => 'ﬁ',
        0xaf => 'ﬂ',
        0xb1 => '–',
        0xb4 => '·',
        0xb6 => '¶',
        0xb7 => '•',
        0xb8 => '‚',
        0xb9 => '„',
        0xba => '”',
        0xbb => '»',
        0xbc => '…',
        0xbd => '‰',
        0xd0 => '—',
        _ => return None,
    })
}

fn read_differences(array: Option<Array<'_>>) -> Vec<Option<Box<str>>> {
    let mut out: Vec<Option<Box<str>>> = vec![None; 256];
    let mut code = 0usize;
    for object in array.iter().flat_map(|a| a.iter::<Object<'_>>()) {
        match object {
            Object::Number(n) => code = usize::try_from(n.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(slot) = out.get_mut(code) {
                    *slot = Some(name.as_str().into());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    out
}
