//! B11: a case that was 尚未审结 last year reappears this year with a result or again as 尚未审结.

use super::at;
use crate::{
    cell_name::{CellName, REVIEW_PENDING, REVIEW_TOTAL},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 上年未审结案件要有下文
pub(super) const RULE: Rule = Rule {
    id: "report.pending_reviews",
    title: "上年未审结案件要有下文",
    severities: &[Severity::Warning],
    what: "上一年度报告表四尚未审结的案件，本年应当以某种结果或者仍以尚未审结出现，所以本年各项之和不应少于上年尚未审结件数。三组分别比较。",
    why: "案件在两年之间消失，说明漏计。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号），表四；按填报惯例判断",
    good: &[Example {
        says: "上年尚未审结2件，本年维持2件。",
        given: "上年 review.litigation_direct[3] = 2\n上年 review.litigation_direct[4] = 2\nreview.litigation_direct[0] = 2\nreview.litigation_direct[4] = 2",
    }],
    bad: &[Example {
        says: "上年尚未审结2件，本年只有1件。",
        given: "上年 review.litigation_direct[3] = 2\n上年 review.litigation_direct[4] = 2\nreview.litigation_direct[0] = 1\nreview.litigation_direct[4] = 1",
    }],
};

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
                at(report, &RULE, Severity::Warning, name, message)
                    .hint("上年尚未审结的案件，本年应计入相应结果或仍计入尚未审结")
                    .basis(format!("{}，表四", report.form.basis))
            })
        })
        .collect()
}
