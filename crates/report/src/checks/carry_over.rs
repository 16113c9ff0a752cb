//! B5: what was carried out of last year is carried into this year, column by column.
//!
//! An explained exception is possible (a request split or handed over); the explanation belongs into section six.

use super::at;
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 上年结转与上一年度报告一致
pub(super) const RULE: Rule = Rule {
    id: "report.carry_over",
    title: "上年结转与上一年度报告一致",
    severities: &[Severity::Error, Severity::Question],
    what: "表三上年结转各栏，应当等于上一年度报告的结转下年度继续办理同栏。第六部分说明了结转数字变化的，只作提醒。没有上一年度报告的不作判断。",
    why: "同一批申请在两年报告里应当是同一个数，不一致说明有申请漏办、漏计。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号），表三",
    good: &[Example { says: "上年没有结转，本年也没有。", given: "上年 requests.carried_out[6] = 0" }],
    bad: &[
        Example {
            says: "第六部分作了说明，只请核实。",
            given: "上年 requests.carried_out[0] = 1\n六：本年度未收取信息处理费。上年结转的1件因机构改革移交县应急管理局办理。",
        },
        Example {
            says: "上年结转下年度3件，本年上年结转写0。",
            given: "上年 requests.carried_out[2] = 3\n上年 requests.carried_out[6] = 3\n上年 requests.new[2] = 3\n上年 requests.new[6] = 3",
        },
    ],
};

pub(super) fn check(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
    // Section six that speaks of it may explain it; whether it does, only people can tell.
    let explained = report.sections.get(5).is_some_and(|s| s.all_texts().any(|t| t.text.contains("结转")));
    let severity = if explained { Severity::Question } else { Severity::Error };
    (0..REQUEST_COLUMNS)
        .filter_map(|column| {
            let name = CellName::Requests(Row::CarriedIn, column);
            let carried_in = report.value(name)?;
            let carried_out = previous.value(CellName::Requests(Row::CarriedOut, column))?;
            (carried_in != carried_out).then(|| {
                let message = format!(
                    "{}为{carried_in}，而上年度报告的“结转下年度继续办理”同栏为{carried_out}",
                    report.spoken(name)
                );
                at(report, &RULE, severity, name, message)
                    .hint("两年数字应当一致；确有原因的，在第六部分说明")
                    .basis(format!("{}，表三", report.form.basis))
            })
        })
        .collect()
}
