//! B2: in every column of table 3, （七）总计 is the sum of the rows （一） to （六）.

use super::{at, sum};
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    (0..REQUEST_COLUMNS)
        .filter_map(|column| {
            let name = CellName::Requests(Row::Total, column);
            let total = report.value(name)?;
            let rows = report.requests.iter().map(|r| r.row).filter(|r| r.is_outcome());
            let outcomes = sum(report, rows.map(|row| CellName::Requests(row, column)))?;
            (total != outcomes).then(|| {
                let message = format!(
                    "表三“{}”列的（七）总计为{total}，与（一）至（六）各项之和{outcomes}不符",
                    report.form.requests.columns.get(column).map_or("", String::as_str)
                );
                at(report, "report.sum_of_outcomes", Severity::Error, name, message)
                    .hint(format!("如各项无误，（七）总计应为{outcomes}"))
                    .basis(format!("{}，表三", report.form.basis))
            })
        })
        .collect()
}
