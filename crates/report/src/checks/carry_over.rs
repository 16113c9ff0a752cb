//! B5: what was carried out of last year is carried into this year, column by column.
//!
//! An explained exception is possible (a request split or handed over); the explanation belongs into section six.

use super::at;
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
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
                at(report, "report.carry_over", Severity::Error, name, message)
                    .hint("两年数字应当一致；确有原因的，在第六部分说明")
                    .basis(format!("{}，表三", report.form.basis))
            })
        })
        .collect()
}
