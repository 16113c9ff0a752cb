//! The reply clock (答复期限): counting from the day after receipt, skipping days off and days of consultation.
//!
//! Reading taken (K5 of the rule book): the day a consultation letter goes out still counts; the working days after it,
//! up to and including the day the answer arrives, at the latest the last of the days the law gives, do not. Overlapping
//! consultations are counted once, because a day is either consumed by one of them or not.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Calendar, CalendarMissing, DayKind, next_day};

/// A span of days that the clock skips: after `after`, up to and including `through`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The day the letter went out; it still counts.
    pub after: Date,
    /// The last day that does not count.
    pub through: Date,
}

impl Pause {
    fn covers(&self, date: Date) -> bool {
        self.after < date && date <= self.through
    }
}

/// Why a day counted or did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The first day does not count (民法典 Art. 201).
    FirstDay,
    /// A Saturday or Sunday.
    Weekend,
    /// A day off by the annual arrangement.
    Holiday,
    /// A weekend day worked in lieu: it counts.
    Makeup,
    /// Consultation in course (Arts. 32–34).
    Paused,
    /// An ordinary working day.
    Counted,
}

/// One day of the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub date: Date,
    /// Whether it counted.
    pub counted: bool,
    /// Why.
    pub why: Why,
    /// The same in words, with the number of the working day or the article.
    pub note: String,
}

/// The day on which the `n`th counted day falls.
///
/// # Errors
/// [`CalendarMissing`] if the count leaves the loaded years.
pub fn due_date(calendar: &Calendar, start: Date, n: u32, pauses: &[Pause]) -> Result<Date, CalendarMissing> {
    let mut date = start;
    let mut left = n;
    while left > 0 {
        date = next_day(date)?;
        if calendar.kind(date)?.is_working() && !pauses.iter().any(|p| p.covers(date)) {
            left -= 1;
        }
    }
    Ok(date)
}

/// Every day from `start` to the due date with the reason why it counted or not: the answer to “why this date?”.
///
/// # Errors
/// [`CalendarMissing`] if the count leaves the loaded years.
pub fn count(calendar: &Calendar, start: Date, n: u32, pauses: &[Pause]) -> Result<Vec<Step>, CalendarMissing> {
    let mut steps = vec![Step {
        date: start,
        counted: false,
        why: Why::FirstDay,
        note: "起算当日不计入，从次日起算（《民法典》第二百零一条）".to_owned(),
    }];
    let mut date = start;
    let mut counted = 0;
    while counted < n {
        date = next_day(date)?;
        let (why, note) = match calendar.kind(date)? {
            DayKind::Weekend => (Why::Weekend, "周末，不是工作日".to_owned()),
            DayKind::Holiday(name) => (Why::Holiday, format!("{name}放假，不是工作日")),
            kind if pauses.iter().any(|p| p.covers(date)) => {
                let day = if kind == DayKind::MadeUp { "调休上班日" } else { "工作日" };
                (Why::Paused, format!("{day}，征求意见期间不计入（《政府信息公开条例》第三十三条）"))
            }
            kind => {
                counted += 1;
                match kind {
                    DayKind::MadeUp => (Why::Makeup, format!("调休上班，第{counted}个工作日")),
                    _ => (Why::Counted, format!("第{counted}个工作日")),
                }
            }
        };
        steps.push(Step { date, counted: matches!(why, Why::Makeup | Why::Counted), why, note });
    }
    Ok(steps)
}
