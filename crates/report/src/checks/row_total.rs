//! B3: in every row of table 3, 总计 is the sum of the six kinds of applicant.

use super::at;
use crate::{
    cell_name::{CellName, REQUEST_TOTAL},
    model::AnnualReport,
    number::Number,
};
use domain::{Example, Finding, Rule, Severity};

/// 表三每行总计等于各类申请人之和
pub(super) const RULE: Rule = Rule {
    id: "report.row_total",
    title: "表三每行总计等于各类申请人之和",
    severities: &[Severity::Error],
    what: "表三每一行的总计栏，应当等于自然人和五类法人或其他组织之和。有一格不能确定的行不作判断。",
    why: "总计由各栏得出，两者不符说明有一栏填错。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号），表三",
    good: &[Example {
        says: "新收2件，当年结转2件，各栏与总计一致。",
        given: "requests.new[0] = 2\nrequests.new[6] = 2\nrequests.carried_out[0] = 2\nrequests.carried_out[6] = 2",
    }],
    bad: &[Example {
        says: "自然人2件、商业企业1件，总计却写2。",
        given: "requests.new[0] = 2\nrequests.new[1] = 1\nrequests.new[6] = 2",
    }],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    report
        .requests
        .iter()
        .filter_map(|r| {
            let name = CellName::Requests(r.row, REQUEST_TOTAL);
            let [applicants @ .., total] = &r.cells;
            let total = total.value?;
            let applicants = applicants.iter().map(|cell| cell.value).sum::<Option<Number>>()?;
            (total != applicants).then(|| {
                let label = report.form.request_label(r.row);
                let message = format!("表三“{label}”行的总计为{total}，与各类申请人之和{applicants}不符");
                at(report, &RULE, Severity::Error, name, message)
                    .hint(format!("如各类申请人的数字无误，总计应为{applicants}"))
                    .basis(format!("{}，表三", report.form.basis))
            })
        })
        .collect()
}
