//! B7 (2019 form): 上一年项目数量 = last year's 上一年项目数量 + 本年增/减.

use super::at;
use crate::{
    cell_name::{CellName, Field, Group},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
    Group::ALL
        .into_iter()
        .filter_map(|group| {
            let name = CellName::Proactive(group, Field::LastYear);
            let last_year = report.value(name)?;
            let before = previous.value(name)?;
            let change = previous.value(CellName::Proactive(group, Field::Change))?;
            let expected = before + change;
            (last_year != expected).then(|| {
                let message = format!(
                    "{}为{last_year}，而上年度报告的项目数量{before}与增减{change}之和为{expected}",
                    report.spoken(name)
                );
                at(report, "report.items_last_year", Severity::Warning, name, message)
                    .hint("核对权责清单的项目数量")
                    .basis(format!("{}，表二", report.form.basis))
            })
        })
        .collect()
}
