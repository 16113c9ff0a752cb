//! Numbers in a sentence with what they count: 3119件, ３件, 三件, 1,234件, 9.6万元, 2024年, 12%.

use super::{Token, What, lexicon::Word};
use crate::number::Number;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Measure {
    /// 件, 份, 起, 宗, 例, 条, 项, 次: cases or documents.
    Case,
    /// 元
    Yuan,
    /// %
    Percent,
    /// 年 behind four digits.
    Year,
    /// 月
    Month,
    /// 日
    Day,
    /// Anything else.
    Other,
}

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::checks) struct Quantity {
    /// The number; money in 元.
    pub value: Number,
    /// What it counts.
    pub measure: Measure,
    /// 约, 近, 余, 多: not exact.
    pub approximate: bool,
    /// Half of the last printed digit where it is rounded (3.2万件), else nothing.
    pub tolerance: Number,
    /// Digits behind the point.
    pub decimals: u32,
}

impl Quantity {
    /// 没有: no case.
    pub const NO_CASES: Quantity = Quantity {
        value: Number::ZERO,
        measure: Measure::Case,
        approximate: false,
        tolerance: Number::ZERO,
        decimals: 0,
    };

    /// The year, if it is one.
    pub fn year(&self) -> Option<i16> {
        let year = self.value.as_integer().filter(|_| self.measure == Measure::Year)?;
        i16::try_from(year).ok()
    }
}

/// Reads the numbers between two words into `tokens`.
pub(super) fn read(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let Some(gap) = text.get(from..to) else { return };
    // Nothing in most gaps: a byte is enough to know.
    if !gap.bytes().any(|b| b.is_ascii_digit() || b == b',') && !gap.contains(begins_number) {
        return;
    }
    let mut at = from;
    while let Some(c) = text.get(at..to).and_then(|rest| rest.chars().next()) {
        if c == ',' {
            tokens.push(Token { what: What::Word(Word::Comma), start: at, end: at + 1 });
            at += 1;
        } else if let Some((number, end)) = begins_number(c).then(|| number(text, at)).flatten() {
            tokens.push(Token { what: What::Number(number), start: at, end });
            at = end.max(at + c.len_utf8());
        } else {
            at += c.len_utf8();
        }
    }
}

fn begins_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || is_numeral(c)
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '两' | '十' | '百' | '千' | '〇')
}

fn plain_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// The number that begins at a byte, with the end of its measure.
fn number(text: &str, at: usize) -> Option<(Quantity, usize)> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    let first = rest.chars().next()?;
    let (value, decimals, length) =
        if plain_digit(first).is_some() { digits(rest)? } else { numerals(rest, before).map(|(v, l)| (v, 0, l))? };
    let mut end = at + length;
    let mut approximate = before.is_some_and(|c| "约近超逾".contains(c));
    let mut scale = Number::from(1);
    let take = |end: &mut usize, words: &[&str]| {
        let rest = text.get(*end..).unwrap_or_default();
        let hit = words.iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len());
        *end += hit;
        hit > 0
    };
    approximate |= take(&mut end, &["余", "多"]);
    if take(&mut end, &["万"]) {
        scale = Number::from(10_000);
    } else if take(&mut end, &["亿"]) {
        scale = Number::from(100_000_000);
    }
    approximate |= take(&mut end, &["余", "多"]);
    let four_digits = length == 4 && first.is_ascii_digit();
    let measure = if take(&mut end, &["件", "份", "起", "宗", "例", "条", "项", "次"]) {
        Measure::Case
    } else if take(&mut end, &["元"]) {
        Measure::Yuan
    } else if take(&mut end, &["%", "％", "个百分点"]) {
        Measure::Percent
    } else if four_digits && take(&mut end, &["年"]) {
        Measure::Year
    } else if take(&mut end, &["月"]) {
        Measure::Month
    } else if take(&mut end, &["日"]) {
        Measure::Day
    } else {
        Measure::Other
    };
    // 一次性告知, 一件事 are no counts.
    if measure == Measure::Case && plain_digit(first).is_none() {
        let next = text.get(end..).and_then(|r| r.chars().next());
        if next.is_some_and(|c| "性事办".contains(c)) || !text.get(..end)?.ends_with(['件', '份', '宗', '例']) {
            return None;
        }
    }
    let tolerance = if scale == Number::from(1) { Number::ZERO } else { scale.times(Number::new(5, decimals + 1)) };
    Some((Quantity { value: scale.times(value), measure, approximate, tolerance, decimals }, end))
}

/// Digits with thousands separators and a point: value, digits behind the point, bytes read.
fn digits(text: &str) -> Option<(Number, u32, usize)> {
    let mut plain = String::new();
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if let Some(d) = plain_digit(c) {
            plain.push(d);
        } else if (c == '.' || c == '．')
            && !plain.contains('.')
            && chars.peek().is_some_and(|(_, c)| plain_digit(*c).is_some())
        {
            plain.push('.');
        } else if c == ',' && groups_of_three(text.get(i + 1..)?) {
            // A thousands separator says nothing.
        } else {
            break;
        }
        length = i + c.len_utf8();
    }
    let decimals = plain.split_once('.').map_or(0, |(_, part)| part.len());
    Some((plain.parse().ok()?, u32::try_from(decimals).ok()?, length))
}

fn groups_of_three(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// 三, 十二, 二十, 一百零五: value and bytes read. An ordinal or a list mark is none.
fn numerals(text: &str, before: Option<char>) -> Option<(Number, usize)> {
    if before == Some('第') {
        return None;
    }
    let (mut total, mut digit, mut length) = (0i64, None, 0);
    for (i, c) in text.char_indices() {
        let value = match c {
            '两' => Some(2),
            '〇' => Some(0),
            c => "零一二三四五六七八九".chars().position(|d| d == c).and_then(|d| i64::try_from(d).ok()),
        };
        match (value, c) {
            (Some(v), _) => digit = Some(v),
            (None, '十') => total += digit.take().unwrap_or(1) * 10,
            (None, '百') => total += digit.take()? * 100,
            (None, '千') => total += digit.take()? * 1000,
            _ => break,
        }
        length = i + c.len_utf8();
    }
    Some((Number::from(total + digit.unwrap_or(0)), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, Measure, bool)> {
        let mut tokens = Vec::new();
        read(text, 0, text.len(), &mut tokens);
        let number = |t: &Token| match t.what {
            What::Number(q) => Some((q.value.to_string(), q.measure, q.approximate)),
            What::Word(_) => None,
        };
        tokens.iter().filter_map(number).collect()
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, value, measure) in [
            ("3119件", "3119", Measure::Case),
            ("３件", "3", Measure::Case),
            ("三件", "3", Measure::Case),
            ("十二件", "12", Measure::Case),
            ("两份", "2", Measure::Case),
            ("一百零五件", "105", Measure::Case),
            ("1,234件", "1234", Measure::Case),
            ("96171.6万元", "961716000", Measure::Yuan),
            ("380元", "380", Measure::Yuan),
            ("12.5%", "12.5", Measure::Percent),
            ("2024年", "2024", Measure::Year),
            ("12个", "12", Measure::Other),
        ] {
            assert_eq!(all(text), [(value.to_owned(), measure, false)], "{text}");
        }
    }

    #[test]
    fn what_is_about_and_what_is_no_count_is_told_apart() {
        assert_eq!(all("5500余条"), [("5500".to_owned(), Measure::Case, true)]);
        assert_eq!(all("约3000件"), [("3000".to_owned(), Measure::Case, true)]);
        assert_eq!(all("一次性"), []);
        assert_eq!(all("一件事"), []);
        assert_eq!(all("一是"), [("1".to_owned(), Measure::Other, false)]);
        assert_eq!(all("第三件"), []);
    }
}
