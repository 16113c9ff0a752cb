//! The day of publication: a report on a year is not published before the year is over.

use crate::model::AnnualReport;
use domain::{Example, Finding, Place, Rule, Severity};
use jiff::civil::{Date, date};

/// 年度结束以后才公布
pub(super) const RULE: Rule = Rule {
    id: "report.published_early",
    title: "年度结束以后才公布",
    severities: &[Severity::Warning],
    what: "报告的公布日期应当在报告年度12月31日之后。不知道公布日期的不作判断；是否超过规定的公布期限，由年度报告管理页面按各机关的期限提示。",
    why: "年度没有结束，统计数字就不是全年的数字。",
    basis: "《中华人民共和国政府信息公开条例》第四十九条",
    good: &[Example { says: "次年一月公布。", given: "发布日期：2025-01-22" }],
    bad: &[Example { says: "年底以前就公布了。", given: "发布日期：2024-12-20" }],
};

pub(super) fn check(report: &AnnualReport, published_on: Option<Date>) -> Option<Finding> {
    let (year, on) = (report.year?, published_on?);
    if on > date(year, 12, 31) {
        return None;
    }
    let message = format!("{year}年度的报告于{}公布，这一年还没有结束", domain::date::chinese(on));
    let place = Place { text: domain::date::chinese(on), ..Place::default() };
    Some(
        RULE.finding(Severity::Warning, message, place)
            .hint("核对公布日期；确是提前公布的，年度结束后核对数字，重新公布")
            .basis(RULE.basis),
    )
}
