//! Exact decimal numbers of a report's cells, and what a printed cell text means.
//!
//! Counts are integers; money is a decimal. A binary fraction would turn 96171.6 into something else when summed, so a
//! number is kept as an integer with a power of ten. Nothing is guessed: text that is not clearly one number is no number.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, ops, str::FromStr};

/// More digits than this stand in no report; refusing them keeps every sum inside the integer.
const MOST_DIGITS: usize = 18;

/// An exact decimal number, always in its shortest form, so that equality is equality of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Number {
    mantissa: i128,
    scale: u32,
}

impl Number {
    /// Nothing.
    pub const ZERO: Number = Number { mantissa: 0, scale: 0 };

    /// `mantissa` divided by ten to the power of `scale`.
    pub fn new(mantissa: i128, scale: u32) -> Self {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Number { mantissa, scale }
    }

    /// 分 as 万元, exactly.
    pub fn wan_from_fen(fen: i64) -> Self {
        Number::new(i128::from(fen), 6)
    }

    /// The integer it is, if it is one.
    pub fn as_integer(self) -> Option<i64> {
        if self.scale == 0 { i64::try_from(self.mantissa).ok() } else { None }
    }

    /// Whether it has no fractional part.
    pub fn is_integer(self) -> bool {
        self.scale == 0
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The product, exact as long as the digits fit.
    #[must_use]
    pub fn times(self, other: Number) -> Number {
        Number::new(self.mantissa.saturating_mul(other.mantissa), self.scale.saturating_add(other.scale))
    }

    /// Without its sign.
    #[must_use]
    pub fn absolute(self) -> Number {
        if self.is_negative() { -self } else { self }
    }

    fn at_scale(self, scale: u32) -> i128 {
        self.mantissa.saturating_mul(10i128.saturating_pow(scale - self.scale))
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Self {
        Number::new(i128::from(n), 0)
    }
}

impl ops::Add for Number {
    type Output = Number;
    fn add(self, other: Number) -> Number {
        // Nearly every number is a count.
        if self.scale == 0 && other.scale == 0 {
            return Number { mantissa: self.mantissa.saturating_add(other.mantissa), scale: 0 };
        }
        let scale = self.scale.max(other.scale);
        Number::new(self.at_scale(scale).saturating_add(other.at_scale(scale)), scale)
    }
}

impl ops::Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number { mantissa: -self.mantissa, scale: self.scale }
    }
}

impl ops::Sub for Number {
    type Output = Number;
    fn sub(self, other: Number) -> Number {
        self + -other
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Number>>(iter: I) -> Number {
        iter.fold(Number::ZERO, |a, b| a + b)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{part}")
    }
}

/// The text is not one plain decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是一个数字")]
pub struct NotANumber(
    /// What stood there.
    pub String,
);

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads `-?digits[.digits]` and nothing else.
    fn from_str(s: &str) -> Result<Self, NotANumber> {
        let no = || NotANumber(s.to_owned());
        let (negative, body) = match s.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, s),
        };
        let (whole, part) = body.split_once('.').map_or((body, None), |(w, p)| (w, Some(p)));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || part.is_some_and(|p| !digits(p)) {
            return Err(no());
        }
        let all = format!("{whole}{}", part.unwrap_or_default());
        if all.len() > MOST_DIGITS {
            return Err(no());
        }
        let mantissa: i128 = all.parse().map_err(|_| no())?;
        let scale = u32::try_from(part.map_or(0, str::len)).map_err(|_| no())?;
        Ok(Number::new(if negative { -mantissa } else { mantissa }, scale))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.as_integer() {
            Some(n) => s.serialize_i64(n),
            // The shortest text of the nearest binary fraction is the decimal again: 96171.6 stays 96171.6.
            None => match self.to_string().parse::<f64>() {
                Ok(x) => s.serialize_f64(x),
                Err(_) => s.serialize_str(&self.to_string()),
            },
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Printed {
            Integer(i64),
            Fraction(f64),
            Text(String),
        }
        match Printed::deserialize(d)? {
            Printed::Integer(n) => Ok(Number::from(n)),
            Printed::Fraction(x) => x.to_string().parse().map_err(D::Error::custom),
            Printed::Text(t) => t.parse().map_err(D::Error::custom),
        }
    }
}

/// What a printed cell says: the number if there clearly is one, and the text where it is not simply that number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The number; none for blank, "/", "—", "无" and everything that could mean two things.
    pub value: Option<Number>,
    /// The text as printed, without surrounding blanks, unless it is just the number or nothing.
    pub raw: Option<String>,
}

/// Reads a cell's text. Full-width digits, thousands separators and a leading plus are clear; everything else that is
/// not a plain number stays text.
pub fn read(text: &str) -> Reading {
    let text = text.trim();
    if text.is_empty() {
        return Reading { value: None, raw: None };
    }
    let value = clear_number(text);
    let simply = value.is_some_and(|n| n.to_string() == text);
    Reading { value, raw: (!simply).then(|| text.to_owned()) }
}

fn clear_number(text: &str) -> Option<Number> {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '，' => ',',
            '．' => '.',
            '＋' => '+',
            '－' | '−' => '-',
            c => c,
        })
        .collect();
    let unsigned = folded.strip_prefix('+').unwrap_or(&folded);
    if unsigned.len() < folded.len() && unsigned.starts_with('-') {
        return None;
    }
    ungrouped(unsigned)?.parse().ok()
}

/// Takes out thousands separators, if they stand where thousands end.
fn ungrouped(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, part) = text.split_once('.').map_or((text, None), |(w, p)| (w, Some(p)));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    well_grouped.then(|| {
        let whole = whole.replace(',', "");
        part.map_or(whole.clone(), |p| format!("{whole}.{p}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn money_stays_exact_through_sums_and_json() {
        assert_eq!(number("0.1") + number("0.2"), number("0.3"));
        assert_eq!(serde_json::to_string(&number("96171.6")).unwrap(), "96171.6");
        assert_eq!(serde_json::to_string(&number("7730.28")).unwrap(), "7730.28");
        assert_eq!(serde_json::from_str::<Number>("7730.28").unwrap(), number("7730.28"));
        assert_eq!(Number::wan_from_fen(96_171_600_000).to_string(), "96171.6");
        assert_eq!(Number::wan_from_fen(-5).to_string(), "-0.000005");
    }

    #[test]
    fn equal_values_are_equal_however_they_were_printed() {
        assert_eq!(number("1.50"), number("1.5"));
        assert!(number("0.09") < number("0.1"));
        assert_eq!(number("-0"), Number::ZERO);
    }

    #[test]
    fn a_clear_number_is_read_and_unusual_print_is_kept() {
        for (text, value, raw) in [
            ("0", 0, None),
            (" 12 ", 12, None),
            ("１２", 12, Some("１２")),
            ("1,234", 1234, Some("1,234")),
            ("1，234，567", 1_234_567, Some("1，234，567")),
            ("+3", 3, Some("+3")),
            ("－3", -3, Some("－3")),
            ("007", 7, Some("007")),
        ] {
            let want = Reading { value: Some(Number::from(value)), raw: raw.map(str::to_owned) };
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn blank_dash_slash_none_and_notes_are_not_zero() {
        assert_eq!(read("　 "), Reading { value: None, raw: None });
        for text in ["/", "—", "-", "无", "22（其中3件撤回）", "12,34", "1 234", "3件", "+-3", "1.2.3", "."]
        {
            assert_eq!(read(text), Reading { value: None, raw: Some(text.to_owned()) }, "{text}");
        }
    }
}
