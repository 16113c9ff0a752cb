//! Working days (工作日): Monday to Friday that are not days off, plus weekend days worked in lieu (调休上班日).
//!
//! The arrangement of a year is known only when the State Council publishes it (usually the autumn before), so a year
//! without data is refused, never guessed. Local festivals (全国年节及纪念日放假办法 Art. 4) come in as an overlay.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date, civil::Weekday};
use serde::Deserialize;

/// Why a day counts or does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// 调休上班日: a Saturday or Sunday that is worked.
    MadeUp,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off by the annual arrangement or a local overlay, with its name.
    Holiday(String),
}

impl DayKind {
    /// Whether the day counts as a working day.
    pub fn is_working(&self) -> bool {
        matches!(self, DayKind::Working | DayKind::MadeUp)
    }
}

/// A date fell in a year whose arrangement is not loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("没有{year}年的节假日安排，无法计算{year}年的工作日。请在国务院办公厅公布后载入{year}年日历，再计算期限")]
pub struct CalendarMissing {
    /// The year that is missing.
    pub year: i16,
}

/// What is wrong with a year file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML of the expected shape.
    #[error("节假日文件无法读取：{0}")]
    Unreadable(String),
    /// A day outside the year of its file.
    #[error("{year}年的节假日文件里有别的年份的日子：{date}")]
    OtherYear {
        /// Year of the file.
        year: i16,
        /// The stray day.
        date: Date,
    },
    /// A day worked in lieu must be a Saturday or Sunday that is not a day off.
    #[error("{0}不是周末或者同时列为放假，不能作为调休上班日")]
    NotAWeekend(Date),
    /// The count of working days does not match the one stated in the file.
    #[error("{year}年应有{stated}个工作日，按文件算出{counted}个，请核对")]
    WrongCount {
        /// Year of the file.
        year: i16,
        /// What the file says.
        stated: usize,
        /// What its days give.
        counted: usize,
    },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i16,
    basis: String,
    working_days: usize,
    #[serde(deserialize_with = "crate::toml_date::list::deserialize")]
    made_up: Vec<Date>,
    off: Vec<OffSpan>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct OffSpan {
    name: String,
    #[serde(deserialize_with = "crate::toml_date::deserialize")]
    from: Date,
    #[serde(deserialize_with = "crate::toml_date::deserialize")]
    to: Date,
}

/// One year's arrangement.
#[derive(Debug, Clone)]
struct Year {
    basis: String,
    off: BTreeMap<Date, String>,
    made_up: BTreeSet<Date>,
}

/// 工作日历: the loaded years and a local overlay of days off.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
    local: BTreeMap<Date, String>,
}

const NATIONAL: [&str; 9] = [
    include_str!("../data/holidays/2018.toml"),
    include_str!("../data/holidays/2019.toml"),
    include_str!("../data/holidays/2020.toml"),
    include_str!("../data/holidays/2021.toml"),
    include_str!("../data/holidays/2022.toml"),
    include_str!("../data/holidays/2023.toml"),
    include_str!("../data/holidays/2024.toml"),
    include_str!("../data/holidays/2025.toml"),
    include_str!("../data/holidays/2026.toml"),
];

impl Calendar {
    /// The national arrangements that ship with the program, 2018 to 2026.
    ///
    /// # Errors
    /// Only if the compiled-in data is broken, which a test rules out.
    pub fn national() -> Result<Calendar, CalendarError> {
        let mut calendar = Calendar::default();
        for text in NATIONAL {
            calendar.add_year(text)?;
        }
        Ok(calendar)
    }

    /// Adds (or replaces) the year described by a TOML text in the format of `data/holidays/`.
    ///
    /// # Errors
    /// A malformed file, a day of another year, an impossible day worked in lieu, or a wrong count.
    pub fn add_year(&mut self, text: &str) -> Result<i16, CalendarError> {
        let file: YearFile = toml::from_str(text).map_err(|e| CalendarError::Unreadable(e.message().to_owned()))?;
        let mut off = BTreeMap::new();
        for span in &file.off {
            for date in span.from.series(1.day()).take_while(|d| *d <= span.to) {
                if date.year() != file.year {
                    return Err(CalendarError::OtherYear { year: file.year, date });
                }
                off.insert(date, span.name.clone());
            }
        }
        for date in &file.made_up {
            if date.year() != file.year {
                return Err(CalendarError::OtherYear { year: file.year, date: *date });
            }
            if !is_weekend(*date) || off.contains_key(date) {
                return Err(CalendarError::NotAWeekend(*date));
            }
        }
        let year = Year { basis: file.basis, off, made_up: file.made_up.into_iter().collect() };
        let counted = days_of(file.year).filter(|d| year.kind(*d).is_working()).count();
        if counted != file.working_days {
            return Err(CalendarError::WrongCount { year: file.year, stated: file.working_days, counted });
        }
        self.years.insert(file.year, year);
        Ok(file.year)
    }

    /// Adds a local day off, e.g. 开斋节 in an autonomous prefecture.
    pub fn add_local_day_off(&mut self, date: Date, name: impl Into<String>) {
        self.local.insert(date, name.into());
    }

    /// The last loaded year, if any.
    pub fn last_year(&self) -> Option<i16> {
        self.years.keys().next_back().copied()
    }

    /// The notice that a year's arrangement rests on.
    ///
    /// # Errors
    /// [`CalendarMissing`] if the year is not loaded.
    pub fn basis(&self, year: i16) -> Result<&str, CalendarMissing> {
        self.years.get(&year).map(|y| y.basis.as_str()).ok_or(CalendarMissing { year })
    }

    /// What kind of day a date is.
    ///
    /// # Errors
    /// [`CalendarMissing`] if its year is not loaded.
    pub fn kind(&self, date: Date) -> Result<DayKind, CalendarMissing> {
        let year = self.years.get(&date.year()).ok_or(CalendarMissing { year: date.year() })?;
        if let Some(name) = self.local.get(&date) {
            return Ok(DayKind::Holiday(name.clone()));
        }
        Ok(year.kind(date))
    }

    /// The `n`th working day after `start`; `start` itself does not count (民法典 Art. 201).
    ///
    /// # Errors
    /// [`CalendarMissing`] if the way there leaves the loaded years.
    pub fn add_working_days(&self, start: Date, n: u32) -> Result<Date, CalendarMissing> {
        let mut date = start;
        let mut left = n;
        while left > 0 {
            date = next_day(date)?;
            if self.kind(date)?.is_working() {
                left -= 1;
            }
        }
        Ok(date)
    }

    /// How many working days lie after `from` up to and including `to`; 0 if `to` is not later.
    ///
    /// # Errors
    /// [`CalendarMissing`] if the way there leaves the loaded years.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, CalendarMissing> {
        let mut n = 0;
        let mut date = from;
        while date < to {
            date = next_day(date)?;
            if self.kind(date)?.is_working() {
                n += 1;
            }
        }
        Ok(n)
    }
}

impl Year {
    fn kind(&self, date: Date) -> DayKind {
        if let Some(name) = self.off.get(&date) {
            DayKind::Holiday(name.clone())
        } else if !is_weekend(date) {
            DayKind::Working
        } else if self.made_up.contains(&date) {
            DayKind::MadeUp
        } else {
            DayKind::Weekend
        }
    }
}

/// The day after, or the year that no calendar can have.
pub(crate) fn next_day(date: Date) -> Result<Date, CalendarMissing> {
    date.tomorrow().map_err(|_| CalendarMissing { year: date.year().saturating_add(1) })
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    Date::new(year, 1, 1).into_iter().flat_map(move |d| d.series(1.day()).take_while(move |d| d.year() == year))
}
