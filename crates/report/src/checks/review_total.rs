//! B4: in every block of table 4, 总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结.

use super::{at, sum};
use crate::{
    cell_name::{CellName, REVIEW_TOTAL},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 表四总计等于各项结果之和
pub(super) const RULE: Rule = Rule {
    id: "report.review_total",
    title: "表四总计等于各项结果之和",
    severities: &[Severity::Error],
    what: "表四的行政复议、未经复议直接起诉、复议后起诉三组，每组总计应当等于结果维持、结果纠正、其他结果、尚未审结之和。",
    why: "表四的总计最容易漏填，填了结果而总计留0，公开后一看便知。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号），表四",
    good: &[Example {
        says: "结果维持10件、结果纠正1件，总计11件。",
        given: "review.reconsideration[0] = 10\nreview.reconsideration[1] = 1\nreview.reconsideration[4] = 11",
    }],
    bad: &[Example {
        says: "结果维持10件、结果纠正1件，总计却是0。",
        given: "review.reconsideration[0] = 10\nreview.reconsideration[1] = 1",
    }],
};

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
                at(report, &RULE, Severity::Error, name, message)
                    .hint(format!("如各项无误，总计应为{results}"))
                    .basis(format!("{}，表四", report.form.basis))
            })
        })
        .collect()
}
