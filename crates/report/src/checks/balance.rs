//! B1: in every column of table 3, 一 + 二 = 三（七） + 四. Printed on the form itself.

use super::{at, sum};
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    (0..REQUEST_COLUMNS)
        .filter_map(|column| {
            let value = |row| report.value(CellName::Requests(row, column));
            let (new, carried_in) = (value(Row::New)?, value(Row::CarriedIn)?);
            let (total, carried_out) = (value(Row::Total)?, value(Row::CarriedOut)?);
            let left = sum(report, [CellName::Requests(Row::New, column), CellName::Requests(Row::CarriedIn, column)])?;
            let right = total + carried_out;
            (left != right).then(|| {
                let message = format!(
                    "表三“{}”列不平衡：本年新收{new}＋上年结转{carried_in}＝{left}，而办理结果总计{total}＋结转下年度{carried_out}＝{right}",
                    report.form.requests.columns.get(column).map_or("", String::as_str)
                );
                at(report, "report.balance", Severity::Error, CellName::Requests(Row::Total, column), message)
                    .hint("核对该列各项，使第一项加第二项之和等于第三项加第四项之和")
                    .basis(format!("{}，表三勾稽关系", report.form.basis))
            })
        })
        .collect()
}
