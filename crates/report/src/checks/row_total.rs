//! B3: in every row of table 3, 总计 is the sum of the six kinds of applicant.

use super::{at, sum};
use crate::{
    cell_name::{CellName, REQUEST_TOTAL},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    report
        .requests
        .iter()
        .filter_map(|r| {
            let name = CellName::Requests(r.row, REQUEST_TOTAL);
            let total = report.value(name)?;
            let applicants = sum(report, (0..REQUEST_TOTAL).map(|column| CellName::Requests(r.row, column)))?;
            (total != applicants).then(|| {
                let label = report.form.request_label(r.row);
                let message = format!("表三“{label}”行的总计为{total}，与各类申请人之和{applicants}不符");
                at(report, "report.row_total", Severity::Error, name, message)
                    .hint(format!("如各类申请人的数字无误，总计应为{applicants}"))
                    .basis(format!("{}，表三", report.form.basis))
            })
        })
        .collect()
}
