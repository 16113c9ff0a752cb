//! Fonts as far as reading needs them: which characters a code stands for and how far it advances.
//!
//! Outlines are never looked at. Where a font does not say which character a code is, nothing is guessed: the code
//! becomes U+FFFD.

mod composite;
mod glyph_names;
mod latin_widths;
mod simple;

use super::budget::{Budget, Exhausted};
use super::unpack::unpack;
use hayro_cmap::{BfString, CMap, CMapName};
use hayro_syntax::object::{Dict, Name, Object, Stream};
use std::cell::RefCell;
use std::collections::HashMap;

/// What a code stands for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read::pdf) enum Text {
    Char(char),
    Several(Box<str>),
    Unknown,
}

/// A code of a shown string, decoded.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read::pdf) struct Code {
    pub text: Text,
    /// How far it advances along the line, in parts of the type size; negative is downwards for vertical fonts.
    pub advance: f64,
    /// For vertical fonts, how far the character's left edge is left of the line.
    pub shift: (f64, f64),
    /// How many bytes of the string it takes.
    pub length: usize,
    /// Whether it is the single byte 32, which word spacing applies to.
    pub is_space: bool,
}

enum Kind {
    Simple(simple::Simple),
    Composite(Box<composite::Composite>),
}

/// A font.
pub(in crate::read::pdf) struct Font {
    kind: Kind,
    to_unicode: Option<CMap>,
    /// Codes seen so far: reports print the same few hundred again and again.
    seen: RefCell<HashMap<(u32, u8), Code>>,
    pub is_vertical: bool,
    pub is_bold: bool,
}

impl Font {
    /// Reads a font dictionary; none if it is no font.
    pub fn new(dict: &Dict<'_>, budget: &Budget) -> Result<Option<Font>, Exhausted> {
        let Some(subtype) = dict.get::<Name<'_>>("Subtype") else { return Ok(None) };
        let to_unicode = to_unicode(dict, budget)?;
        let (kind, is_vertical) = if subtype.as_ref() == b"Type0" {
            let Some(font) = composite::Composite::new(dict, budget)? else { return Ok(None) };
            let is_vertical = font.is_vertical();
            (Kind::Composite(Box::new(font)), is_vertical)
        } else {
            (Kind::Simple(simple::Simple::new(dict)), false)
        };
        let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_lowercase()).unwrap_or_default();
        let is_bold =
            name.contains("bold") || name.contains("heavy") || name.contains("黑体") || name.contains("simhei");
        Ok(Some(Font { kind, to_unicode, seen: RefCell::default(), is_vertical, is_bold }))
    }

    /// The font that is assumed where a file forgets to say which: Helvetica.
    pub fn fallback() -> Font {
        let kind = Kind::Simple(simple::Simple::new(&Dict::empty()));
        Font { kind, to_unicode: None, seen: RefCell::default(), is_vertical: false, is_bold: false }
    }

    /// The first code of a string.
    pub fn decode(&self, bytes: &[u8]) -> Option<Code> {
        let first = *bytes.first()?;
        let (code, length) = match &self.kind {
            Kind::Simple(_) => (u32::from(first), 1),
            Kind::Composite(font) => font.next_code(bytes),
        };
        if let Some(known) = self.seen.borrow().get(&(code, length as u8)) {
            return Some(known.clone());
        }
        let mapped = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).and_then(meaningful);
        let decoded = match &self.kind {
            Kind::Simple(font) => Code {
                text: mapped.or_else(|| font.text(first)).unwrap_or(Text::Unknown),
                advance: font.width(first),
                shift: (0.0, 0.0),
                length,
                is_space: first == b' ',
            },
            Kind::Composite(font) => {
                let bytes = bytes.get(..length).unwrap_or(bytes);
                let (advance, shift) = font.advance(code, length);
                Code {
                    text: mapped.or_else(|| font.text(code, bytes)).unwrap_or(Text::Unknown),
                    advance,
                    shift,
                    length,
                    is_space: length == 1 && code == 32,
                }
            }
        };
        self.seen.borrow_mut().insert((code, length as u8), decoded.clone());
        Some(decoded)
    }
}

/// What a map says, unless it says nothing: writers fill holes with U+0000 and U+FFFD.
fn meaningful(mapped: BfString) -> Option<Text> {
    match mapped {
        BfString::Char('\0' | '\u{fffd}') => None,
        BfString::Char(c) => Some(Text::Char(c)),
        BfString::String(s) if s.chars().all(|c| matches!(c, '\0' | '\u{fffd}')) => None,
        BfString::String(s) => Some(Text::Several(s.into())),
    }
}

/// The map from codes to characters that a font carries.
fn to_unicode(dict: &Dict<'_>, budget: &Budget) -> Result<Option<CMap>, Exhausted> {
    match dict.get::<Object<'_>>("ToUnicode") {
        Some(Object::Stream(stream)) => read_map(&stream, budget),
        Some(Object::Name(name)) => Ok(known_map(name.as_ref())),
        _ => Ok(None),
    }
}

fn read_map(stream: &Stream<'_>, budget: &Budget) -> Result<Option<CMap>, Exhausted> {
    let Some(data) = unpack(stream, budget)? else { return Ok(None) };
    budget.work(data.len() as u64 / 8)?;
    Ok(CMap::parse(&data, hayro_cmap::load_embedded))
}

fn known_map(name: &[u8]) -> Option<CMap> {
    match name {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        _ => CMap::parse(hayro_cmap::load_embedded(CMapName::from_bytes(name))?, hayro_cmap::load_embedded),
    }
}
