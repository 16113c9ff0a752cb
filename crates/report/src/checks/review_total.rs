//! B4: in every block of table 4, 总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结.

use super::{at, sum};
use crate::{
    cell_name::{CellName, REVIEW_TOTAL},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    report
        .review
        .iter()
        .filter_map(|block| {
            let name = CellName::Review(block.kind, REVIEW_TOTAL);
            let total = report.value(name)?;
            let results = sum(report, (0..REVIEW_TOTAL).map(|column| CellName::Review(block.kind, column)))?;
            (total != results).then(|| {
                let message =
                    format!("{}为{total}，与维持、纠正、其他、尚未审结之和{results}不符", report.spoken(name));
                at(report, "report.review_total", Severity::Error, name, message)
                    .hint(format!("如各项无误，总计应为{results}"))
                    .basis(format!("{}，表四", report.form.basis))
            })
        })
        .collect()
}
