//! Automatic numbering: the 一、 （一） 1. that Word and WPS count and never write into the text.
//!
//! A paragraph names a list (`numId`) and a level, by itself or through its style; the list is an instance of an abstract
//! one that says how each level counts and looks. Instances of one abstract list count on together, unless an instance
//! sets a start of its own. Bullets are left out: they say nothing.

use super::parts::Styles;
use crate::read::{
    ReadError,
    xml::{self, Step, attribute, is_on, number},
};
use std::collections::{HashMap, HashSet};

/// Levels of a list.
const LEVELS: usize = 9;

/// How one level counts and looks.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2`: the numbers of the levels in their places.
    text: String,
    /// What stands between number and text: `tab`, `space` or `nothing`.
    suffix: String,
    /// All numbers in Arabic digits.
    legal: bool,
    /// Starts again only after this level (counted from 1); 0 is never.
    restart: Option<usize>,
    /// The paragraph style that belongs to this level.
    style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The list lies in this list style.
    linked: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Instance {
    of: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    abstracts: HashMap<String, Abstract>,
    instances: HashMap<usize, Instance>,
}

/// What a paragraph or style says about its list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ListRef {
    /// `w:numId`; 0 takes a paragraph out of its list.
    pub list: Option<usize>,
    /// `w:ilvl`
    pub level: Option<usize>,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By abstract list.
    reached: HashMap<String, [Option<u32>; LEVELS]>,
    /// Instances whose own start has been used.
    started: HashSet<(usize, usize)>,
}

impl Lists {
    /// Reads `numbering.xml`.
    pub fn read(part: &str) -> Result<Lists, ReadError> {
        let mut lists = Lists::default();
        let mut of = String::new();
        let mut instance = None;
        let mut at: Option<usize> = None;
        xml::walk(part, |step| {
            match step {
                Step::Open("abstractNum", e) => {
                    of = attribute(e, "abstractNumId").unwrap_or_default();
                    lists.abstracts.insert(of.clone(), Abstract::default());
                }
                Step::Open("num", e) => {
                    instance = number(e, "numId");
                    lists.instances.extend(instance.map(|id| (id, Instance::default())));
                }
                Step::Close("num") => instance = None,
                Step::Open("abstractNumId", e) => {
                    if let Some(own) = instance.and_then(|id| lists.instances.get_mut(&id)) {
                        own.of = attribute(e, "val").unwrap_or_default();
                    }
                }
                Step::Open("numStyleLink", e) => {
                    if let Some(own) = lists.abstracts.get_mut(&of) {
                        own.linked = attribute(e, "val");
                    }
                }
                Step::Open("lvlOverride" | "lvl", e) => at = number(e, "ilvl").filter(|l| *l < LEVELS).or(at),
                Step::Close("lvlOverride") => at = None,
                Step::Close("lvl") if instance.is_none() => at = None,
                Step::Open("startOverride", e) => {
                    let start = number(e, "val").and_then(|n| u32::try_from(n).ok());
                    if let (Some(own), Some(at)) = (instance.and_then(|id| lists.instances.get_mut(&id)), at) {
                        own.starts[at] = start;
                    }
                }
                Step::Open(name, e) => {
                    let Some(at) = at else { return Ok(()) };
                    let level = match instance {
                        Some(id) => lists.instances.get_mut(&id).map(|i| i.levels[at].get_or_insert_default()),
                        None => lists.abstracts.get_mut(&of).map(|a| &mut a.levels[at]),
                    };
                    if let Some(level) = level {
                        property(level, name, e);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(lists)
    }

    /// The abstract list behind a name, through list styles if need be.
    fn resolve<'a>(&'a self, name: &'a str, styles: &Styles) -> Option<(&'a str, &'a Abstract)> {
        let mut name = name;
        // Links may go in a circle.
        for _ in 0..10 {
            let found = self.abstracts.get(name)?;
            let Some(style) = &found.linked else { return Some((name, found)) };
            let list = styles.list(style).list?;
            name = &self.instances.get(&list)?.of;
        }
        None
    }

    /// Counts a paragraph and gives what stands before its text.
    pub fn next(&self, own: ListRef, style: Option<&str>, styles: &Styles, counters: &mut Counters) -> Option<String> {
        let inherited = style.map(|s| styles.list(s)).unwrap_or_default();
        let list = own.list.or(inherited.list).filter(|l| *l > 0)?;
        let instance = self.instances.get(&list)?;
        let (name, found) = self.resolve(&instance.of, styles)?;
        let of_style = || found.levels.iter().position(|l| l.style.is_some() && l.style.as_deref() == style);
        let level = own.level.or_else(of_style).or(inherited.level).unwrap_or(0).min(LEVELS - 1);
        let look = |level: usize| instance.levels.get(level).and_then(Option::as_ref).or(found.levels.get(level));
        let this = look(level)?;

        let reached = counters.reached.entry(name.to_owned()).or_default();
        let start = instance.starts[level].unwrap_or(this.start);
        let begins = instance.starts[level].is_some() && counters.started.insert((list, level));
        reached[level] = Some(match reached[level] {
            Some(last) if !begins => last.saturating_add(1),
            _ => start,
        });
        for (deeper, count) in reached.iter_mut().enumerate().skip(level + 1) {
            let restarts = match look(deeper).and_then(|l| l.restart) {
                Some(after) => level < after,
                None => true,
            };
            if restarts {
                *count = None;
            }
        }
        if this.format == "bullet" {
            return None;
        }
        let mut label = String::new();
        let mut chars = this.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = chars.peek().and_then(|c| c.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(at) = digit.and_then(|d| usize::try_from(d).ok()).map(|d| d - 1) else {
                label.push(c);
                continue;
            };
            chars.next();
            let Some(shown) = look(at) else { continue };
            let format = if this.legal { "decimal" } else { &shown.format };
            label += &written(reached[at].unwrap_or(shown.start), format);
        }
        let bare = label.ends_with(|c: char| c.is_ascii());
        if bare && this.suffix != "nothing" && !label.ends_with(' ') {
            label.push(' ');
        }
        Some(label).filter(|l| !l.trim().is_empty())
    }
}

fn property(level: &mut Level, name: &str, e: &quick_xml::events::BytesStart<'_>) {
    let value = || attribute(e, "val").unwrap_or_default();
    match name {
        "start" => level.start = number(e, "val").and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
        "numFmt" => level.format = value(),
        "lvlText" => level.text = value(),
        "suff" => level.suffix = value(),
        "isLgl" => level.legal = is_on(e, "val"),
        "lvlRestart" => level.restart = number(e, "val"),
        "pStyle" => level.style = Some(value()),
        _ => {}
    }
}

/// A number in one of Word's formats; those we do not know are Arabic digits.
fn written(n: u32, format: &str) -> String {
    let one_of = |signs: &str| usize::try_from(n).ok().and_then(|n| signs.chars().nth(n.checked_sub(1)?));
    let from = |first: u32, count: u32| (1..=count).contains(&n).then(|| char::from_u32(first + n - 1)).flatten();
    let sign = match format {
        "none" => return String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => return counted(n, "〇一二三四五六七八九", ["", "十", "百", "千"]),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            return counted(n, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]);
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital" => {
            let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
            return n.to_string().bytes().filter_map(|b| digits.get(usize::from(b - b'0'))).collect();
        }
        "decimalFullWidth" | "decimalFullWidth2" => {
            return n.to_string().bytes().filter_map(|b| char::from_u32(0xff10 + u32::from(b - b'0'))).collect();
        }
        "decimalZero" => return format!("{n:02}"),
        "lowerRoman" => return roman(n).to_lowercase(),
        "upperRoman" => return roman(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(0x2460, 20),
        "decimalEnclosedParen" => from(0x2474, 20),
        "decimalEnclosedFullstop" => from(0x2488, 20),
        "ideographEnclosedCircle" => from(0x3280, 10),
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥"),
        // Behind Z comes AA, then BB.
        "upperLetter" | "lowerLetter" if (1..=780).contains(&n) => {
            let first = if format == "upperLetter" { b'A' } else { b'a' };
            let letter = char::from(first + u8::try_from((n - 1) % 26).unwrap_or(0));
            return std::iter::repeat_n(letter, usize::try_from((n - 1) / 26 + 1).unwrap_or(1)).collect();
        }
        _ => None,
    };
    sign.map_or_else(|| n.to_string(), String::from)
}

/// 一 … 十 十一 … 二十 … 一百〇一; beyond 9999 in digits.
fn counted(n: u32, digits: &str, units: [&str; 4]) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let zero = digits.first().copied().unwrap_or('〇');
    if n == 0 || n > 9999 {
        return if n == 0 { zero.to_string() } else { n.to_string() };
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, unit) in units.iter().enumerate().rev() {
        let digit = usize::try_from(n / 10u32.pow(u32::try_from(place).unwrap_or(0)) % 10).unwrap_or(0);
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(zero);
        }
        // 十一, not 一十一.
        if !(place == 1 && digit == 1 && out.is_empty() && *unit == "十") {
            out.extend(digits.get(digit));
        }
        out += unit;
    }
    out
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut left = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out += sign;
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let counting: Vec<String> = [1, 6, 10, 11, 20, 21, 99, 100, 101, 110, 111, 1000, 1010, 10000]
            .iter()
            .map(|n| written(*n, "chineseCountingThousand"))
            .collect();
        assert_eq!(
            counting,
            [
                "一",
                "六",
                "十",
                "十一",
                "二十",
                "二十一",
                "九十九",
                "一百",
                "一百〇一",
                "一百一十",
                "一百一十一",
                "一千",
                "一千〇一十",
                "10000"
            ]
        );
        let cases = [
            (3, "decimal", "3"),
            (3, "decimalZero", "03"),
            (12, "decimalFullWidth", "１２"),
            (3, "decimalEnclosedCircle", "③"),
            (21, "decimalEnclosedCircle", "21"),
            (2, "ideographTraditional", "乙"),
            (11, "ideographTraditional", "11"),
            (28, "lowerLetter", "bb"),
            (4, "upperRoman", "IV"),
            (9, "lowerRoman", "ix"),
            (10, "ideographDigital", "一〇"),
            (11, "chineseLegalSimplified", "壹拾壹"),
            (u32::MAX, "upperLetter", "4294967295"),
            (0, "upperRoman", "0"),
            (5, "none", ""),
        ];
        for (n, format, expected) in cases {
            assert_eq!(written(n, format), expected, "{format}");
        }
    }
}
