//! Dates as people in China read them.

use jiff::civil::{Date, Weekday};

/// `2026年9月10日`: Arabic numerals, no leading zero (GB/T 9704 7.3.5).
pub fn chinese<D: std::borrow::Borrow<Date>>(date: D) -> String {
    let date = date.borrow();
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `星期一`.
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}
