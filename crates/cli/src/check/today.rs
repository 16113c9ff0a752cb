//! `report.year_not_over`: a report counts a whole year, so none can be complete before the year is over.
//!
//! The one check that needs to know what day it is; it lives with the command because the report crate reads no clock.
//! A question, not an error: a trial run before the end of the year is good practice, publishing it is not.

use domain::{Finding, Rule, Severity};
use jiff::civil::Date;
use report::AnnualReport;

/// 报告的年度已经结束
pub const RULE: Rule = Rule {
    id: "report.year_not_over",
    title: "报告的年度已经结束",
    severities: &[Severity::Question],
    what: "检查的这一天应当在报告年度12月31日之后。没有认出年份的不作判断。",
    why: "年度没有结束，统计数字就不是全年的数字；也可能是年份写错了。",
    basis: "《中华人民共和国政府信息公开条例》第四十九条（公布上一年度的年度报告）",
    good: &[],
    bad: &[],
};

/// Asks where the year of the report has not ended.
pub fn year_not_over(report: &AnnualReport, today: Date) -> Option<Finding> {
    let year = report.year.filter(|year| today.year() <= *year)?;
    let mut place = report.sections.first().map(|s| s.place.clone()).unwrap_or_default();
    place.text = year.to_string();
    let message = format!("这是{year}年的报告，而今天是{}，这一年还没有结束", domain::date::chinese(today));
    Some(
        RULE.finding(Severity::Question, message, place)
            .hint("确认年份没有写错；如果是提前试算，年度结束以后再检查一次")
            .basis(RULE.basis),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use report::Form;

    #[test]
    fn a_year_is_over_on_the_first_day_of_the_next() {
        let mut report = AnnualReport::blank(Form::all().unwrap().first().unwrap());
        report.year = Some(2025);
        assert!(year_not_over(&report, date(2025, 12, 31)).is_some());
        assert_eq!(year_not_over(&report, date(2026, 1, 1)), None);
        report.year = None;
        assert_eq!(year_not_over(&report, date(2025, 12, 31)), None);
    }
}
