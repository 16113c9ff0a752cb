//! The working calendar against the rule book's vectors.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use domain::calendar::{Calendar, CalendarError, CalendarMissing, DayKind};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn national() -> Calendar {
    Calendar::national().unwrap()
}

#[test]
fn working_days_of_each_month_agree_with_the_rule_book() {
    let stated = [
        (2020, [17, 20, 22, 22, 19, 21, 23, 21, 23, 17, 21, 23]),
        (2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ];
    let calendar = national();
    for (year, months) in stated {
        for (m, want) in (1i8..).zip(months) {
            let first = date(year, m, 1);
            let got =
                (1..=first.days_in_month()).filter(|d| calendar.kind(date(year, m, *d)).unwrap().is_working()).count();
            assert_eq!(got, want, "{year}-{m}");
        }
    }
}

#[test]
fn adding_working_days_agrees_with_the_vectors_k4() {
    let vectors: [(Date, u32, Date); 13] = [
        (date(2020, 9, 21), 7, date(2020, 9, 29)),
        (date(2020, 9, 21), 20, date(2020, 10, 23)),
        (date(2020, 9, 28), 20, date(2020, 11, 2)),
        (date(2020, 1, 20), 20, date(2020, 2, 25)),
        (date(2021, 2, 1), 20, date(2021, 3, 4)),
        (date(2022, 12, 30), 20, date(2023, 2, 2)),
        (date(2024, 2, 5), 20, date(2024, 3, 8)),
        (date(2024, 9, 13), 7, date(2024, 9, 25)),
        (date(2025, 1, 20), 20, date(2025, 2, 21)),
        (date(2025, 9, 26), 15, date(2025, 10, 23)),
        (date(2026, 2, 9), 20, date(2026, 3, 13)),
        (date(2026, 9, 17), 7, date(2026, 9, 28)),
        (date(2026, 9, 21), 20, date(2026, 10, 26)),
    ];
    let calendar = national();
    for (start, n, want) in vectors {
        assert_eq!(calendar.add_working_days(start, n), Ok(want), "{start} + {n}");
    }
}

#[test]
fn a_year_without_a_calendar_is_refused_not_guessed() {
    let calendar = national();
    assert_eq!(calendar.add_working_days(date(2026, 12, 20), 20), Err(CalendarMissing { year: 2027 }));
    assert_eq!(calendar.kind(date(2017, 6, 1)), Err(CalendarMissing { year: 2017 }));
    assert!(CalendarMissing { year: 2027 }.to_string().contains("没有2027年的节假日安排"));
}

#[test]
fn a_local_festival_is_a_day_off_only_where_it_is_set() {
    let mut calendar = national();
    let day = date(2026, 3, 20);
    assert_eq!(calendar.kind(day), Ok(DayKind::Working));
    calendar.add_local_day_off(day, "开斋节");
    assert_eq!(calendar.kind(day), Ok(DayKind::Holiday("开斋节".into())));
}

#[test]
fn a_wrong_year_file_is_refused_with_its_reason() {
    let mut calendar = Calendar::default();
    let file = |made_up: &str, count: usize| {
        format!(
            "year = 2027\nbasis = \"x\"\nworking_days = {count}\nmade_up = [{made_up}]\n[[off]]\nname = \"元旦\"\nfrom = 2027-01-01\nto = 2027-01-01\n"
        )
    };
    assert_eq!(calendar.add_year(&file("2027-01-04", 260)), Err(CalendarError::NotAWeekend(date(2027, 1, 4))));
    assert!(matches!(calendar.add_year(&file("", 100)), Err(CalendarError::WrongCount { counted: 260, .. })));
    assert!(matches!(calendar.add_year(&file("2026-01-04", 1)), Err(CalendarError::OtherYear { .. })));
    assert!(matches!(calendar.add_year("year = 1"), Err(CalendarError::Unreadable(_))));
    assert_eq!(calendar.add_year(&file("", 260)), Ok(2027));
}

proptest! {
    /// Counting forward and measuring back agree, the result is a working day, and more days never end earlier.
    #[test]
    fn counting_and_measuring_agree(offset in 0i32..2900, n in 1u32..60) {
        let calendar = national();
        let start = date(2018, 1, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
        if let Ok(end) = calendar.add_working_days(start, n) {
            prop_assert!(calendar.kind(end).unwrap().is_working());
            prop_assert_eq!(calendar.working_days_between(start, end), Ok(n));
            if let Ok(later) = calendar.add_working_days(start, n + 1) {
                prop_assert!(later > end);
            }
        }
    }
}
