//! Where an organ's annual report of a year stands: derived from a few facts and today, never stored.
//!
//! When a report is due is decided by [`crate::organ::OrganLevel::report_due`]; whether its numbers are right is none of
//! this module's business.

use jiff::civil::Date;

/// What is known about the report of one organ and year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportFacts {
    /// Day by which it must be public (Art. 49, or the county's own date for townships).
    pub due: Option<Date>,
    /// Somebody has begun: texts were edited or numbers corrected.
    pub drafted: bool,
    /// There is a whole text that the checks have run over: a received file, or a draft with nothing left to fill in.
    pub checked: bool,
    /// 签发日期
    pub signed_on: Option<Date>,
    /// 公布日期
    pub published_on: Option<Date>,
}

/// How far the work is, in the order of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 未开始
    NotStarted,
    /// 已起草
    Drafted,
    /// 已检查
    Checked,
    /// 已签发
    Signed,
    /// 已公布
    Published,
}

/// What a square of the report room shows: the stage, or that the due date has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportState {
    /// 逾期: due and not public.
    Late,
    /// 未开始
    NotStarted,
    /// 已起草
    Drafted,
    /// 已检查
    Checked,
    /// 已签发
    Signed,
    /// 已公布
    Published,
}

impl ReportState {
    /// All states, the most pressing first.
    pub const ALL: [ReportState; 6] = [
        ReportState::Late,
        ReportState::NotStarted,
        ReportState::Drafted,
        ReportState::Checked,
        ReportState::Signed,
        ReportState::Published,
    ];

    /// Key in addresses and exports.
    pub fn key(self) -> &'static str {
        match self {
            ReportState::Late => "late",
            ReportState::NotStarted => "not_started",
            ReportState::Drafted => "drafted",
            ReportState::Checked => "checked",
            ReportState::Signed => "signed",
            ReportState::Published => "published",
        }
    }

    /// The state behind a key.
    pub fn from_key(key: &str) -> Option<ReportState> {
        ReportState::ALL.into_iter().find(|s| s.key() == key)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            ReportState::Late => "逾期",
            ReportState::NotStarted => "未开始",
            ReportState::Drafted => "已起草",
            ReportState::Checked => "已检查",
            ReportState::Signed => "已签发",
            ReportState::Published => "已公布",
        }
    }
}

/// Where a report stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How far the work is.
    pub stage: Stage,
    /// The due date has passed and it is not public.
    pub late: bool,
    /// It became public, but after the due date.
    pub published_late: bool,
}

impl Standing {
    /// What the square shows: being late comes before how far the work is.
    pub fn state(self) -> ReportState {
        match (self.late, self.stage) {
            (true, _) => ReportState::Late,
            (false, Stage::NotStarted) => ReportState::NotStarted,
            (false, Stage::Drafted) => ReportState::Drafted,
            (false, Stage::Checked) => ReportState::Checked,
            (false, Stage::Signed) => ReportState::Signed,
            (false, Stage::Published) => ReportState::Published,
        }
    }
}

impl Stage {
    /// What people call it.
    pub fn label(self) -> &'static str {
        Standing { stage: self, late: false, published_late: false }.state().label()
    }
}

/// Where a report stands today. What is dated after today has not happened yet.
pub fn standing(facts: &ReportFacts, today: Date) -> Standing {
    let happened = |on: Option<Date>| on.is_some_and(|on| on <= today);
    let stage = if happened(facts.published_on) {
        Stage::Published
    } else if happened(facts.signed_on) {
        Stage::Signed
    } else if facts.checked {
        Stage::Checked
    } else if facts.drafted {
        Stage::Drafted
    } else {
        Stage::NotStarted
    };
    let public = stage == Stage::Published;
    let published_late = public && facts.published_on.zip(facts.due).is_some_and(|(on, due)| on > due);
    // Art. 49 says 前 and names a day; the named day is still in time (R1.38).
    Standing { stage, late: !public && facts.due.is_some_and(|due| today > due), published_late }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organ::OrganLevel;
    use jiff::civil::date;

    fn facts(due: Date) -> ReportFacts {
        ReportFacts { due: Some(due), ..ReportFacts::default() }
    }

    #[test]
    fn the_work_goes_from_nothing_to_public() {
        let today = date(2026, 1, 20);
        let mut f = facts(date(2026, 1, 31));
        let state = |f: &ReportFacts| standing(f, today).state();
        assert_eq!(state(&f), ReportState::NotStarted);
        f.drafted = true;
        assert_eq!(state(&f), ReportState::Drafted);
        f.checked = true;
        assert_eq!(state(&f), ReportState::Checked);
        f.signed_on = Some(today);
        assert_eq!(state(&f), ReportState::Signed);
        f.published_on = Some(today);
        assert_eq!(state(&f), ReportState::Published);
    }

    #[test]
    fn the_named_day_is_in_time_and_the_day_after_is_late() {
        let due = date(2026, 1, 31);
        let signed = ReportFacts { signed_on: Some(date(2026, 1, 20)), ..facts(due) };
        assert_eq!(standing(&signed, due).state(), ReportState::Signed);
        let after = standing(&signed, date(2026, 2, 1));
        assert_eq!(
            (after.state(), after.stage),
            (ReportState::Late, Stage::Signed),
            "late, and one still sees how far it is"
        );
    }

    #[test]
    fn what_is_dated_tomorrow_has_not_happened() {
        let f = ReportFacts { published_on: Some(date(2026, 2, 2)), checked: true, ..facts(date(2026, 1, 31)) };
        let before = standing(&f, date(2026, 2, 1));
        assert_eq!((before.stage, before.late, before.published_late), (Stage::Checked, true, false));
        let after = standing(&f, date(2026, 2, 2));
        assert_eq!((after.state(), after.late, after.published_late), (ReportState::Published, false, true));
    }

    #[test]
    fn each_level_has_its_own_due_date_and_a_village_owes_nothing() {
        let due = |level: OrganLevel| level.report_due(2025, (2, 15));
        assert_eq!(due(OrganLevel::Department), Some(date(2026, 1, 31)));
        assert_eq!(due(OrganLevel::CountyOffice), Some(date(2026, 3, 31)));
        assert_eq!(due(OrganLevel::Township), Some(date(2026, 2, 15)));
        assert_eq!(due(OrganLevel::Village), None);
        // Without a due date nothing is late.
        assert!(!standing(&ReportFacts::default(), date(2030, 1, 1)).late);
    }

    #[test]
    fn every_state_is_found_by_its_key() {
        for state in ReportState::ALL {
            assert_eq!(ReportState::from_key(state.key()), Some(state));
        }
        assert_eq!(ReportState::from_key("gone"), None);
    }
}
