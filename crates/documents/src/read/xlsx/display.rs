//! A number as its format shows it: thousands, decimals, per cent, words around it, dates.
//!
//! Only what changes the text is followed; colours, fill characters and alignment are not. Fractions and scientific
//! notation are shown as plain numbers: reports do not use them, and a number written out is still the number.

use jiff::{ToSpan, civil::date};

/// A piece of a format code.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Literal(String),
    /// The digits of a number belong here.
    Digits,
    /// Letters of a date, e.g. `yyyy`.
    Date(char, usize),
    /// `[h]`: hours (or minutes, seconds) that do not start again.
    Elapsed(char),
    AmPm,
}

/// One section of a format, between semicolons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    tokens: Vec<Token>,
    general: bool,
    text: bool,
    grouped: bool,
    least_digits: usize,
    decimals: usize,
    /// Of the decimals, how many are shown even where they are 0.
    least_decimals: usize,
    percent: usize,
    /// Commas behind the digits: each divides by a thousand.
    thousands: usize,
    special: bool,
}

/// What a cell with this number shows.
pub(super) fn number(value: f64, code: &str, from_1904: bool) -> String {
    let sections: Vec<Section> = split(code).iter().map(|s| section(s)).collect();
    let negative = value < 0.0;
    let (at, is_signed) = match sections.len() {
        0 | 1 => (0, true),
        2 => (usize::from(negative), !negative),
        _ if value == 0.0 => (2, false),
        _ => (usize::from(negative), !negative),
    };
    let Some(section) = sections.get(at) else { return general(value) };
    if section.is_date() {
        return shown_date(value, section, from_1904).unwrap_or_else(|| general(value));
    }
    if section.general || section.text || section.special {
        let number = general(if is_signed { value } else { value.abs() });
        return section.around(&number);
    }
    let has_digits = section.tokens.contains(&Token::Digits);
    if !has_digits {
        // Only words, or nothing at all: some forms hide zeros in this way, and then nothing is printed.
        return section.around("");
    }
    let scaled = value.abs() * 100f64.powi(i32::try_from(section.percent.min(5)).unwrap_or(0))
        / 1000f64.powi(i32::try_from(section.thousands.min(5)).unwrap_or(0));
    let digits = section.digits(scaled);
    let shows_zero = digits.chars().all(|c| matches!(c, '0' | '.' | ','));
    let sign = if negative && is_signed && !shows_zero { "-" } else { "" };
    format!("{sign}{}", section.around(&digits))
}

/// The sections of a code; a semicolon in quotes does not part them.
fn split(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        let literal = escaped || quoted && c != '"';
        escaped = !escaped && !quoted && matches!(c, '\\' | '_' | '*');
        if c == '"' && !literal {
            quoted = !quoted;
        }
        match sections.last_mut() {
            Some(last) if literal || c != ';' => last.push(c),
            _ => sections.push(String::new()),
        }
    }
    sections
}

fn section(code: &str) -> Section {
    let mut section = Section::default();
    if code.trim().eq_ignore_ascii_case("general") || code.trim() == "G/通用格式" {
        return Section { general: true, tokens: vec![Token::Digits], ..section };
    }
    let mut chars = code.chars().peekable();
    let (mut behind_point, mut seen_digit, mut pending_commas) = (false, false, 0);
    let mut has_digits = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => section.literal(&chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' => section.literal(&chars.next().map(String::from).unwrap_or_default()),
            // A space as wide as the next character; a character that fills the cell.
            '_' => {
                chars.next();
            }
            '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if let Some(currency) = inside.strip_prefix('$') {
                    section.literal(currency.split('-').next().unwrap_or_default());
                } else if let Some(unit) = inside.chars().next().map(|c| c.to_ascii_lowercase())
                    && matches!(unit, 'h' | 'm' | 's')
                    && inside.chars().all(|c| c.to_ascii_lowercase() == unit)
                {
                    section.tokens.push(Token::Elapsed(unit));
                }
            }
            '0' | '#' | '?' => {
                if !has_digits {
                    section.tokens.push(Token::Digits);
                    has_digits = true;
                }
                if pending_commas > 0 {
                    section.grouped = true;
                    pending_commas = 0;
                }
                seen_digit = true;
                if behind_point {
                    section.decimals += 1;
                    if c == '0' {
                        section.least_decimals = section.decimals;
                    }
                } else if c == '0' {
                    section.least_digits += 1;
                }
            }
            '.' if has_digits || matches!(chars.peek(), Some('0' | '#' | '?')) => {
                if !has_digits {
                    section.tokens.push(Token::Digits);
                    has_digits = true;
                }
                section.thousands += pending_commas;
                pending_commas = 0;
                behind_point = true;
            }
            ',' if seen_digit => pending_commas += 1,
            '%' => {
                section.percent += 1;
                section.literal("%");
            }
            '@' => {
                section.text = true;
                section.tokens.push(Token::Digits);
            }
            'E' | 'e' if has_digits && matches!(chars.peek(), Some('+' | '-')) => section.special = true,
            '/' if has_digits => section.special = true,
            'A' | 'a' if starts(&chars, "m/pm") => {
                chars.nth(3);
                section.tokens.push(Token::AmPm);
            }
            '上' if starts(&chars, "午/下午") => {
                chars.nth(3);
                section.tokens.push(Token::AmPm);
            }
            'G' | 'g' if starts(&chars, "eneral") => {
                chars.nth(5);
                section.general = true;
                section.tokens.push(Token::Digits);
            }
            'G' if starts(&chars, "/通用格式") => {
                chars.nth(4);
                section.general = true;
                section.tokens.push(Token::Digits);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' => {
                let unit = c.to_ascii_lowercase();
                let mut length = 1;
                while chars.next_if(|c| c.to_ascii_lowercase() == unit).is_some() {
                    length += 1;
                }
                section.tokens.push(Token::Date(unit, length));
            }
            c => section.literal(c.encode_utf8(&mut [0; 4])),
        }
    }
    section.thousands += pending_commas;
    if section.special {
        section.tokens = vec![Token::Digits];
    }
    section
}

fn starts(rest: &std::iter::Peekable<std::str::Chars<'_>>, word: &str) -> bool {
    let mut rest = rest.clone();
    word.chars().all(|w| rest.next().is_some_and(|c| c.to_lowercase().eq(w.to_lowercase())))
}

impl Section {
    fn literal(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Literal(last)) => last.push_str(text),
            _ => self.tokens.push(Token::Literal(text.to_owned())),
        }
    }

    fn is_date(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Date(..) | Token::Elapsed(_) | Token::AmPm))
    }

    /// The words of the format with the number in its place.
    fn around(&self, number: &str) -> String {
        let pieces = self.tokens.iter().map(|token| match token {
            Token::Literal(text) => text.as_str(),
            Token::Digits => number,
            Token::Date(..) | Token::Elapsed(_) | Token::AmPm => "",
        });
        pieces.collect::<String>().trim_end().to_owned()
    }

    fn digits(&self, value: f64) -> String {
        let rounded = rounded(value, self.decimals);
        let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
        let whole = whole.trim_start_matches('0');
        let mut whole = format!("{}{whole}", "0".repeat(self.least_digits.min(40).saturating_sub(whole.len())));
        if self.grouped {
            whole = grouped(&whole);
        }
        let kept = decimals.trim_end_matches('0').len().max(self.least_decimals.min(decimals.len()));
        match decimals.get(..kept) {
            Some(decimals) if !decimals.is_empty() => format!("{whole}.{decimals}"),
            // `0.` prints its point even where no decimal follows; that is no other number.
            _ => whole,
        }
    }
}

fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Fifteen significant digits, as Excel keeps them, rounded half away from zero at a decimal.
fn rounded(value: f64, decimals: usize) -> String {
    let decimals = decimals.min(30);
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    // `digits` stand for 0.ddd… × 10^(exponent + 1).
    let mut point = exponent + 1;
    let keep = point + decimals as i64;
    if keep < 0 {
        digits.clear();
    } else if (keep as usize) < digits.len() {
        let up = digits.get(keep as usize).is_some_and(|d| *d >= 5);
        digits.truncate(keep as usize);
        if up {
            let mut carry = true;
            for digit in digits.iter_mut().rev() {
                *digit += 1;
                carry = *digit == 10;
                if !carry {
                    break;
                }
                *digit = 0;
            }
            if carry {
                digits.insert(0, 1);
                point += 1;
            }
        }
    }
    let digit = |at: i64| {
        let found = usize::try_from(at).ok().and_then(|at| digits.get(at));
        char::from(b'0' + found.copied().unwrap_or(0))
    };
    let whole: String = if point > 0 { (0..point).map(digit).collect() } else { "0".to_owned() };
    let tail: String = (point..point + decimals as i64).map(digit).collect();
    if tail.is_empty() { whole } else { format!("{whole}.{tail}") }
}

/// A number without a format: no needless zeros, no rounding errors.
fn general(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-13 {
        // Written out it would look like 0.
        return format!("{value:e}");
    }
    let decimals =
        if value.abs() >= 1e15 { 0 } else { (14 - value.abs().max(1.0).log10().floor() as i64).clamp(0, 14) };
    let text = rounded(value.abs(), usize::try_from(decimals).unwrap_or(0));
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{}{text}", if value < 0.0 && text != "0" { "-" } else { "" })
}

/// A date or time; none if the number is none.
fn shown_date(value: f64, section: &Section, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = (value * 86_400.0).round() as i64;
    let days = seconds.div_euclid(86_400);
    let second = seconds.rem_euclid(86_400);
    // Lotus 1-2-3 took 1900 for a leap year, and Excel still counts 29 February 1900.
    let epoch = match (from_1904, days < 60) {
        (true, _) => date(1904, 1, 1),
        (false, true) => date(1899, 12, 31),
        (false, false) => date(1899, 12, 30),
    };
    let day = epoch.checked_add(days.days()).ok()?;
    let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
    let clock12 = section.tokens.contains(&Token::AmPm);
    let shown_hour = if clock12 { (h + 11) % 12 + 1 } else { h };
    let padded = |n: i64, length: usize| if length >= 2 { format!("{n:02}") } else { n.to_string() };
    let mut out = String::new();
    for (at, token) in section.tokens.iter().enumerate() {
        let near = |mut range: Box<dyn Iterator<Item = usize>>, unit: char| {
            let unit_at = |t: &Token| matches!(t, Token::Date(u, _) | Token::Elapsed(u) if *u == unit);
            range
                .find_map(|i| {
                    section.tokens.get(i).filter(|t| matches!(t, Token::Date(..) | Token::Elapsed(_))).map(unit_at)
                })
                .unwrap_or(false)
        };
        match token {
            Token::Literal(text) => out += text,
            Token::Digits => {}
            Token::AmPm => out += if h < 12 { "上午" } else { "下午" },
            Token::Elapsed('h') => out += &(seconds / 3600).to_string(),
            Token::Elapsed('m') => out += &(seconds / 60).to_string(),
            Token::Elapsed(_) => out += &seconds.to_string(),
            Token::Date('y', length) if *length <= 2 => out += &format!("{:02}", day.year() % 100),
            Token::Date('y', _) => out += &day.year().to_string(),
            // Behind hours or before seconds `m` is minutes.
            Token::Date('m', length)
                if *length <= 2
                    && (near(Box::new((0..at).rev()), 'h') || near(Box::new(at + 1..section.tokens.len()), 's')) =>
            {
                out += &padded(m, *length);
            }
            Token::Date('m', length) => out += &padded(i64::from(day.month()), *length),
            Token::Date('d', length) if *length <= 2 => out += &padded(i64::from(day.day()), *length),
            Token::Date('d' | 'a', length) => {
                let name = ["一", "二", "三", "四", "五", "六", "日"];
                let name = name.get(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0))?;
                out += &if *length == 3 { (*name).to_owned() } else { format!("星期{name}") };
            }
            Token::Date('h', length) => out += &padded(shown_hour, *length),
            Token::Date(_, length) => out += &padded(s, *length),
        }
    }
    Some(out.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(cases: &[(f64, &str, &str)]) {
        for (value, code, expected) in cases {
            assert_eq!(&number(*value, code, false), expected, "{value} as {code}");
        }
    }

    #[test]
    fn numbers_are_shown_as_their_format_says() {
        shows(&[
            (3.0, "General", "3"),
            (-3.0, "General", "-3"),
            (0.1 + 0.2, "General", "0.3"),
            (1234567.0, "General", "1234567"),
            (123456789012345.0, "General", "123456789012345"),
            (0.000001, "General", "0.000001"),
            (1e-20, "General", "1e-20"),
            (1e20, "General", "100000000000000000000"),
            (1234.5, "#,##0", "1,235"),
            (1234567.0, "#,##0.00", "1,234,567.00"),
            (0.0, "#,##0", "0"),
            (0.0, "#", ""),
            (1.005, "0.00", "1.01"),
            (2.5, "0", "3"),
            (0.125, "0.0%", "12.5%"),
            (7.0, "000", "007"),
            (1.5, "0.##", "1.5"),
            (22.0, "0\"件\"", "22件"),
            (22.0, "0\\件_ ", "22件"),
            (-5.0, "#,##0_);(#,##0)", "(5)"),
            (-5.0, "#,##0_);[Red]\\-#,##0", "-5"),
            (0.0, "0;-0;;@", ""),
            (0.0, "#,##0;-#,##0;\"—\"", "—"),
            (12.0, "@", "12"),
            (8.5, "[$¥-804]#,##0.00", "¥8.50"),
            (12_000.0, "0,", "12"),
            (12_000.0, "#,##0,", "12"),
            (-0.2, "0", "0"),
            (1.0, "G/通用格式\"件\"", "1件"),
        ]);
    }

    #[test]
    fn days_are_dates_only_where_the_format_says_so() {
        shows(&[
            (45_292.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年1月1日"),
            (45_292.0, "yyyy/m/d", "2024/1/1"),
            (45_292.0, "yyyy-mm-dd", "2024-01-01"),
            (45_292.75, "yyyy/m/d h:mm", "2024/1/1 18:00"),
            (45_292.75, "h:mm AM/PM", "6:00 下午"),
            (45_292.0, "[$-804]aaaa", "星期一"),
            (1.5, "[h]:mm", "36:00"),
            (45_292.0, "General", "45292"),
            (1.0, "yyyy/m/d", "1900/1/1"),
            (61.0, "yyyy/m/d", "1900/3/1"),
            (-1.0, "yyyy/m/d", "-1"),
        ]);
        assert_eq!(number(0.0, "yyyy/m/d", true), "1904/1/1");
    }

    #[test]
    fn strange_formats_and_numbers_do_not_break() {
        for code in [
            "",
            ";",
            ";;;",
            "\"",
            "[",
            "\\",
            "_",
            "*",
            "0.",
            ".",
            "[h",
            "E+",
            "0E+0",
            "# ?/?",
            "yyyyyyyyyy",
            ",",
            "%%%%%%%%%%",
        ] {
            for value in [0.0, -0.0, 1.0, -1.5, 1e300, -1e300, 1e-300, f64::MAX, 2_958_465.999_99] {
                number(value, code, false);
            }
        }
    }
}
