//! How each table is counted from the records. Pure functions of records and period; overrides come later.

pub(crate) mod proactive;
pub(crate) mod requests;
pub(crate) mod review;

use jiff::civil::Date;

/// The statistics period: the report year up to the day counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    /// 1 January.
    pub start: Date,
    /// 31 December, or the day counted if that is earlier.
    pub end: Date,
}

impl Period {
    pub(crate) fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// Whether something was over at the end of the period.
    pub(crate) fn is_past(self, day: Option<Date>) -> bool {
        day.is_some_and(|d| d <= self.end)
    }
}
