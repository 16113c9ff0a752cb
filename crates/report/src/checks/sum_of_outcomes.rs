//! B2: in every column of table 3, （七）总计 is the sum of the rows （一） to （六）.

use super::at;
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    model::AnnualReport,
    number::Number,
};
use domain::{Example, Finding, Rule, Severity};

/// 办理结果总计等于各项之和
pub(super) const RULE: Rule = Rule {
    id: "report.sum_of_outcomes",
    title: "办理结果总计等于各项之和",
    severities: &[Severity::Error],
    what: "表三每一列的（七）总计，应当等于（一）予以公开至（六）其他处理各行之和。有一格不能确定的列不作判断。",
    why: "总计由各项得出，两者不符说明有一处填错。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号），表三",
    good: &[Example { says: "各项和总计都是0。", given: "requests.total[6] = 0" }],
    bad: &[Example {
        says: "不予公开1件没有计入总计。",
        given: "requests.refused.4[1] = 1\nrequests.refused.4[6] = 1",
    }],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    (0..REQUEST_COLUMNS)
        .filter_map(|column| {
            let name = CellName::Requests(Row::Total, column);
            let total = report.value(name)?;
            let outcomes = (report.requests.iter().filter(|r| r.row.is_outcome()))
                .map(|r| r.cells.get(column).and_then(|cell| cell.value))
                .sum::<Option<Number>>()?;
            (total != outcomes).then(|| {
                let message = format!(
                    "表三“{}”列的（七）总计为{total}，与（一）至（六）各项之和{outcomes}不符",
                    report.form.requests.columns.get(column).map_or("", String::as_str)
                );
                at(report, &RULE, Severity::Error, name, message)
                    .hint(format!("如各项无误，（七）总计应为{outcomes}"))
                    .basis(format!("{}，表三", report.form.basis))
            })
        })
        .collect()
}
