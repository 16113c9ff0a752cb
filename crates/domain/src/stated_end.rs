//! 期限届满: how long a text says it holds or stays posted: to a day (有效期至2026年12月31日, 公示期为9月8日至9月14日) or for a
//! length of time (有效期五年, 公示7个工作日) from a day of its own or from the day it went out.
//!
//! Lengths are counted by 《民法典》第二百零一条、第二百零二条: the day they begin on does not count, years and months end on the
//! corresponding day. A text that says “自3月1日起施行，有效期五年” can be read to end a day earlier; the later day is taken, so that
//! nothing is called over that is not.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::calendar::Calendar;
use crate::numeral;

/// An end as a text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedEnd {
    /// The last day.
    pub last: Date,
    /// The day from which a length was counted; none where the text names the last day itself.
    pub counted_from: Option<Date>,
}

/// The end that stands behind the first of some words, such as 有效期, in its sentence. A length is counted from the last day
/// that the text names before it in the same sentence, else from `out`, the day the text went out.
pub fn stated_end(text: &str, words: &[&str], out: Date, calendar: &Calendar) -> Option<StatedEnd> {
    let (at, word) = words.iter().filter_map(|w| Some((text.find(w)?, *w))).min()?;
    let stops = ['。', '\n', '；'];
    let behind = text.get(at + word.len()..)?.split(stops).next()?;
    if let Some(last) = days(behind).last() {
        // “有效期自2021年1月1日起五年” names its beginning, not its end.
        let rest = behind.get(last.at.end..)?;
        if !rest.starts_with('起') {
            return Some(StatedEnd { last: last.date, counted_from: None });
        }
        return counted(rest, last.date, calendar);
    }
    let before = text.get(..at)?.rsplit(stops).next()?;
    let from = days(before).last().map_or(out, |d| d.date);
    counted(behind, from, calendar)
}

fn counted(text: &str, from: Date, calendar: &Calendar) -> Option<StatedEnd> {
    let last = length(text)?.end(from, calendar)?;
    Some(StatedEnd { last, counted_from: Some(from) })
}

/// A length of time.
#[derive(Debug, Clone, Copy)]
enum Length {
    Span(Span),
    WorkingDays(u32),
}

impl Length {
    fn end(self, from: Date, calendar: &Calendar) -> Option<Date> {
        match self {
            Length::Span(span) => from.checked_add(span).ok(),
            // Where the calendar ends, twice the days are surely enough.
            Length::WorkingDays(n) => {
                calendar.add_working_days(from, n).ok().or_else(|| from.checked_add((i64::from(n) * 2).days()).ok())
            }
        }
    }
}

/// The first length in a text: a number, read or in numerals, and its unit.
fn length(text: &str) -> Option<Length> {
    let is_number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let start = text.find(is_number)?;
    let rest = text.get(start..)?;
    let end = rest.find(|c| !is_number(c))?;
    let (number, unit) = rest.split_at(end);
    let number = number.parse().ok().or_else(|| numeral::read(&number.replace('两', "二")))?;
    // No posting and no term is longer than a century.
    let n = i64::from(Some(number).filter(|n| (1..=100).contains(n))?);
    let unit = unit.trim_start_matches('个');
    let units = [
        ("工作日", Length::WorkingDays(number)),
        ("自然日", Length::Span(n.days())),
        ("周年", Length::Span(n.years())),
        ("年", Length::Span(n.years())),
        ("月", Length::Span(n.months())),
        ("周", Length::Span(n.weeks())),
        ("天", Length::Span(n.days())),
        ("日", Length::Span(n.days())),
    ];
    units.into_iter().find(|(word, _)| unit.starts_with(word)).map(|(_, length)| length)
}

/// A day in a text and where it stands.
#[derive(Debug, Clone)]
struct Day {
    date: Date,
    at: Range<usize>,
}

/// The days a text names; one without a year has that of the day before it.
fn days(text: &str) -> Vec<Day> {
    let digits = |text: &str| -> Option<(i16, usize)> {
        let start = text.len() - text.chars().rev().take_while(char::is_ascii_digit).count();
        Some((text.get(start..)?.parse().ok()?, start))
    };
    let day = |index: usize, year: &mut Option<i16>| -> Option<Day> {
        let before = text.get(..index)?;
        let (month, mut start) = digits(before)?;
        if let Some((named, at)) = before.get(..start)?.strip_suffix('年').and_then(digits) {
            *year = Some(named);
            start = at;
        }
        let behind = index + '月'.len_utf8();
        let number: String = text.get(behind..)?.chars().take_while(char::is_ascii_digit).collect();
        let date = Date::new((*year)?, i8::try_from(month).ok()?, number.parse().ok()?).ok()?;
        let end = behind + number.len();
        let unit = text.get(end..)?.chars().next().filter(|c| ['日', '号'].contains(c));
        Some(Day { date, at: start..end + unit.map_or(0, char::len_utf8) })
    };
    let mut year = None;
    text.match_indices('月').filter_map(|(index, _)| day(index, &mut year)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn end(text: &str) -> Option<Date> {
        let calendar = Calendar::national().unwrap_or_else(|e| panic!("{e}"));
        stated_end(text, &["公示期", "有效期"], date(2026, 9, 8), &calendar).map(|e| e.last)
    }

    #[test]
    fn the_last_day_that_is_named_is_the_end() {
        assert_eq!(end("公示期为2026年9月8日至2026年9月14日。联系人：王某，2027年1月1日。"), Some(date(2026, 9, 14)));
        assert_eq!(end("公示期：2026年9月8日至9月14日，欢迎监督。"), Some(date(2026, 9, 14)));
        assert_eq!(end("本办法自2021年1月1日起施行，有效期至2025年12月31日。"), Some(date(2025, 12, 31)));
        assert_eq!(end("2026年9月14日"), None);
        assert_eq!(end("公示期内可以反映。"), None);
    }

    #[test]
    fn a_length_is_counted_from_the_day_in_its_sentence_or_from_the_day_it_went_out() {
        assert_eq!(end("本办法自2021年1月1日起施行，有效期五年。"), Some(date(2026, 1, 1)));
        assert_eq!(end("本办法自印发之日起施行，有效期为2年。"), Some(date(2028, 9, 8)));
        assert_eq!(end("2020年2月1日印发的办法废止。本办法有效期两年。"), Some(date(2028, 9, 8)));
        assert_eq!(end("本规定有效期自2021年3月1日起3年。"), Some(date(2024, 3, 1)));
        assert_eq!(end("公示期7天。"), Some(date(2026, 9, 15)));
        assert_eq!(end("公示期为七个工作日，从公布之日起计算。"), Some(date(2026, 9, 17)));
        assert_eq!(end("公示期自2026年9月10日起5个工作日。"), Some(date(2026, 9, 17)));
        assert_eq!(end("公示期0天。"), None);
        assert_eq!(end("公示期99999999999天。"), None);
    }

    #[test]
    fn a_length_that_begins_on_the_last_of_a_month_ends_on_the_last() {
        assert_eq!(end("自2024年2月29日起施行，有效期1年。"), Some(date(2025, 2, 28)));
    }
}
