//! Section six states the 信息处理费 since report year 2021, also where none was taken. Practice; asked, not asserted.

use crate::{model::AnnualReport, narrative::FEE_SINCE};
use domain::{Example, Finding, Rule, Severity};

/// 第六部分说明信息处理费
pub(super) const RULE: Rule = Rule {
    id: "report.fee_statement",
    title: "第六部分说明信息处理费",
    severities: &[Severity::Question],
    what: "2021年度起，第六部分应当说明收取信息处理费的情况，没有收取的也写一句。",
    why: "收费办法要求行政机关在年度报告中公开收费情况。",
    basis: "国办函〔2020〕109号",
    good: &[Example { says: "写明没有收取。", given: "六：本年度未收取信息处理费。" }],
    bad: &[Example { says: "第六部分只写“无。”", given: "六：无。" }],
};

pub(super) fn check(report: &AnnualReport) -> Option<Finding> {
    report.year.filter(|year| *year >= FEE_SINCE)?;
    let section = report.sections.get(5).filter(|s| !s.title.is_empty())?;
    if section.all_texts().any(|t| t.text.contains("信息处理费") || t.text.contains("收费")) {
        return None;
    }
    let place = section.all_texts().next().map_or(&section.place, |t| &t.place).clone();
    Some(
        RULE.finding(Severity::Question, "第六部分没有说明收取信息处理费的情况", place)
            .hint("写明发出收费通知的件数和总金额以及实际收取的总金额；没有收取的写“本年度未收取信息处理费”")
            .basis("国办函〔2020〕109号"),
    )
}
