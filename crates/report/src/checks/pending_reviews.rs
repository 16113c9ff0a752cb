//! B11: a case that was 尚未审结 last year reappears this year with a result or again as 尚未审结.

use super::at;
use crate::{
    cell_name::{CellName, REVIEW_PENDING, REVIEW_TOTAL},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
    report
        .review
        .iter()
        .filter_map(|block| {
            let name = CellName::Review(block.kind, REVIEW_TOTAL);
            let pending = previous.value(CellName::Review(block.kind, REVIEW_PENDING))?;
            let all = super::sum(report, (0..REVIEW_TOTAL).map(|c| CellName::Review(block.kind, c)))?;
            (all < pending).then(|| {
                let message = format!(
                    "上年度报告该类尚未审结{pending}件，本年度{}的各项之和只有{all}件，上年的案件没有全部反映",
                    report.spoken(name)
                );
                at(report, "report.pending_reviews", Severity::Warning, name, message)
                    .hint("上年尚未审结的案件，本年应计入相应结果或仍计入尚未审结")
                    .basis(format!("{}，表四", report.form.basis))
            })
        })
        .collect()
}
