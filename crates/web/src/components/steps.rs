//! Why this date: the days of a deadline as a page lists them. The counting is the domain's.

/// One day of a counted deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The day in words: 2026年11月23日.
    pub date_text: String,
    /// 星期一
    pub weekday: String,
    /// Which counted day it is; `None` for a day that does not count.
    pub counted: Option<usize>,
    /// Why it counts or not, in words: 法定节假日（国庆节）.
    pub reason: String,
    /// Whether the deadline falls on it.
    pub due: bool,
}
