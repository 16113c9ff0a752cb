//! Composite fonts, in which Chinese is set: codes of one to four bytes, glyphs of a collection.

use super::{Text, known_map, meaningful, read_map};
use crate::read::pdf::budget::{Budget, Exhausted};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};
use hayro_cmap::{CMap, CidFamily, WritingMode};
use hayro_syntax::object::{Array, Dict, Number, Object, String as PdfString};
use std::collections::HashMap;

/// How codes say which character they are.
enum Meaning {
    /// The code is UTF-16.
    Utf16,
    /// The code is text in an older encoding.
    Legacy(&'static Encoding),
    /// The glyph's number in a known collection says it.
    Collection(Box<CMap>),
    /// Only the font file would know.
    Unknown,
}

pub(super) struct Composite {
    /// None for two bytes that are the glyph's number.
    encoding: Option<CMap>,
    is_vertical: bool,
    meaning: Meaning,
    default_width: f32,
    widths: HashMap<u32, f32>,
    vertical_default: (f32, f32),
    vertical: HashMap<u32, [f32; 3]>,
}

/// No collection has more glyphs: what lies beyond is not kept.
const MOST_GLYPHS: u32 = 65_536;

impl Composite {
    pub fn new(dict: &Dict<'_>, budget: &Budget) -> Result<Option<Composite>, Exhausted> {
        let mut name = Vec::new();
        let (encoding, is_vertical) = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(n)) if n.as_ref() == b"Identity-H" => (None, false),
            Some(Object::Name(n)) if n.as_ref() == b"Identity-V" => (None, true),
            Some(Object::Name(n)) => {
                name = n.as_ref().to_vec();
                let is_vertical = name.ends_with(b"-V") || name == b"V";
                (known_map(&name), is_vertical)
            }
            Some(Object::Stream(stream)) => {
                let map = read_map(&stream, budget)?;
                let is_vertical =
                    map.as_ref().is_some_and(|m| m.metadata().writing_mode == Some(WritingMode::Vertical));
                name = map.as_ref().and_then(|m| m.metadata().name.clone()).unwrap_or_default();
                (map, is_vertical)
            }
            _ => (None, false),
        };
        let descendants = dict.get::<Array<'_>>("DescendantFonts");
        let Some(descendant) = descendants.and_then(|a| a.iter::<Dict<'_>>().next()) else { return Ok(None) };
        let meaning = meaning(&name, encoding.as_ref(), &descendant);
        let pair = |key: &str| descendant.get::<Array<'_>>(key).map(|a| numbers(&a)).filter(|n| n.len() == 2);
        let dw2 = pair("DW2")
            .map_or((880.0, -1000.0), |n| (n.first().copied().unwrap_or(880.0), n.get(1).copied().unwrap_or(-1000.0)));
        Ok(Some(Composite {
            encoding,
            is_vertical,
            meaning,
            default_width: descendant.get::<f32>("DW").unwrap_or(1000.0),
            widths: descendant.get::<Array<'_>>("W").map(|a| widths(&a, budget)).transpose()?.unwrap_or_default(),
            vertical_default: dw2,
            vertical: descendant.get::<Array<'_>>("W2").map(|a| widths2(&a, budget)).transpose()?.unwrap_or_default(),
        }))
    }

    pub fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    /// The first code of a string and its length.
    pub fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let Some(encoding) = &self.encoding else {
            return match bytes {
                [a, b, ..] => (u32::from(*a) << 8 | u32::from(*b), 2),
                [a] => (u32::from(*a), 1),
                [] => (0, 1),
            };
        };
        let mut code = 0u32;
        for (i, byte) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(*byte);
            if encoding.lookup_cid_code(code, i as u8 + 1).is_some() {
                return (code, i + 1);
            }
        }
        // No such code: one byte of a single-byte code, two bytes of anything else, as the ranges of Chinese codes have it.
        match bytes {
            [a, b, ..] if *a >= 0x80 => (u32::from(*a) << 8 | u32::from(*b), 2),
            [a, ..] => (u32::from(*a), 1),
            [] => (0, 1),
        }
    }

    fn glyph(&self, code: u32, length: usize) -> u32 {
        match &self.encoding {
            None => code,
            Some(map) => map.lookup_cid_code(code, length as u8).unwrap_or(0),
        }
    }

    /// How far a code advances, and where the character stands beside the line if the font is vertical.
    pub fn advance(&self, code: u32, length: usize) -> (f64, (f64, f64)) {
        let glyph = self.glyph(code, length);
        let width = self.widths.get(&glyph).copied().unwrap_or(self.default_width);
        if !self.is_vertical {
            return (f64::from(width) / 1000.0, (0.0, 0.0));
        }
        let [advance, x, y] = self.vertical.get(&glyph).copied().unwrap_or([
            self.vertical_default.1,
            width / 2.0,
            self.vertical_default.0,
        ]);
        (f64::from(advance) / 1000.0, (f64::from(x) / 1000.0, f64::from(y) / 1000.0))
    }

    /// The character, where the font's own map does not say it.
    pub fn text(&self, code: u32, bytes: &[u8]) -> Option<Text> {
        match &self.meaning {
            Meaning::Utf16 => {
                let units: Vec<u16> =
                    bytes.chunks(2).map(|c| c.iter().fold(0, |v, b| v << 8 | u16::from(*b))).collect();
                let text = String::from_utf16(&units).ok()?;
                one_or_several(&text)
            }
            Meaning::Legacy(encoding) => {
                let (text, broken) = encoding.decode_without_bom_handling(bytes);
                if broken { None } else { one_or_several(&text) }
            }
            Meaning::Collection(map) => map.lookup_bf_string(self.glyph(code, bytes.len())).and_then(meaningful),
            Meaning::Unknown => None,
        }
    }
}

fn one_or_several(text: &str) -> Option<Text> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c != '\0' => Some(Text::Char(c)),
        (Some(_), Some(_)) => Some(Text::Several(text.into())),
        _ => None,
    }
}

fn meaning(name: &[u8], encoding: Option<&CMap>, descendant: &Dict<'_>) -> Meaning {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|p| name.starts_with(p.as_bytes()));
    if starts(&["UniGB-", "UniCNS-", "UniJIS", "UniKS-"]) {
        return Meaning::Utf16;
    }
    if starts(&["GBK", "GB-EUC", "GBpc"]) {
        return Meaning::Legacy(GB18030);
    }
    if starts(&["B5pc", "ETen", "HKscs"]) {
        return Meaning::Legacy(BIG5);
    }
    if starts(&["KSC"]) {
        return Meaning::Legacy(EUC_KR);
    }
    if starts(&["90ms", "90pv", "83pv", "Add-RKSJ", "Ext-RKSJ"]) {
        return Meaning::Legacy(SHIFT_JIS);
    }
    if starts(&["EUC-"]) {
        return Meaning::Legacy(EUC_JP);
    }
    let of_map = encoding.and_then(|m| m.metadata().character_collection.clone()).map(|c| c.family);
    let of_font = || {
        let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
        let registry = info.get::<PdfString<'_>>("Registry")?;
        let ordering = info.get::<PdfString<'_>>("Ordering")?;
        Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
    };
    let known = |family: CidFamily| family.ucs2_cmap().and_then(|name| known_map(name.to_bytes()));
    of_map
        .and_then(known)
        .or_else(|| of_font().and_then(known))
        .map_or(Meaning::Unknown, |map| Meaning::Collection(Box::new(map)))
}

fn numbers(array: &Array<'_>) -> Vec<f32> {
    array.iter::<Number>().map(|n| n.as_f32()).collect()
}

/// `c [w1 w2 …]` and `first last w`.
fn widths(array: &Array<'_>, budget: &Budget) -> Result<HashMap<u32, f32>, Exhausted> {
    let mut out = HashMap::new();
    let mut pending: Vec<f32> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Number(n) => pending.push(n.as_f32()),
            Object::Array(list) => {
                let first = pending.pop().unwrap_or(0.0) as u32;
                pending.clear();
                for (i, w) in numbers(&list).into_iter().enumerate() {
                    budget.work(1)?;
                    if let Some(glyph) = first.checked_add(i as u32).filter(|g| *g < MOST_GLYPHS) {
                        out.insert(glyph, w);
                    }
                }
            }
            _ => pending.clear(),
        }
        if let [first, last, width] = pending[..] {
            let last = (last as u32).min(MOST_GLYPHS);
            for glyph in first as u32..=last {
                budget.work(1)?;
                out.insert(glyph, width);
            }
            pending.clear();
        }
    }
    Ok(out)
}

/// `c [w x y …]` and `first last w x y`.
fn widths2(array: &Array<'_>, budget: &Budget) -> Result<HashMap<u32, [f32; 3]>, Exhausted> {
    let mut out = HashMap::new();
    let mut pending: Vec<f32> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Number(n) => pending.push(n.as_f32()),
            Object::Array(list) => {
                let first = pending.pop().unwrap_or(0.0) as u32;
                pending.clear();
                for (i, triple) in numbers(&list).chunks_exact(3).enumerate() {
                    budget.work(1)?;
                    if let (Some(glyph), [w, x, y]) = (first.checked_add(i as u32), triple)
                        && glyph < MOST_GLYPHS
                    {
                        out.insert(glyph, [*w, *x, *y]);
                    }
                }
            }
            _ => pending.clear(),
        }
        if let [first, last, w, x, y] = pending[..] {
            for glyph in first as u32..=(last as u32).min(MOST_GLYPHS) {
                budget.work(1)?;
                out.insert(glyph, [w, x, y]);
            }
            pending.clear();
        }
    }
    Ok(out)
}
