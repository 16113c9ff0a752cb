//! B7 (2019 form): 上一年项目数量 = last year's 上一年项目数量 + 本年增/减.

use super::at;
use crate::{
    cell_name::{CellName, Field, Group},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 项目数量前后衔接
pub(super) const RULE: Rule = Rule {
    id: "report.items_last_year",
    title: "项目数量前后衔接",
    severities: &[Severity::Warning],
    what: "2019年版格式：上一年项目数量应当等于上一年度报告的上一年项目数量加本年增/减。两年的格式不同时不比较。",
    why: "项目数量前后接不上，说明其中一年填错。",
    basis: "国办公开办函〔2019〕60号，表二",
    good: &[Example {
        says: "上年报告5项减1项，本年写上一年4项。",
        given: "年度：2020\n上年 proactive.licences.last_year = 5\n上年 proactive.licences.change = -1\nproactive.licences.last_year = 4",
    }],
    bad: &[Example {
        says: "上年报告5项减1项，本年却写上一年5项。",
        given: "年度：2020\n上年 proactive.licences.last_year = 5\n上年 proactive.licences.change = -1\nproactive.licences.last_year = 5",
    }],
};

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
                at(report, &RULE, Severity::Warning, name, message)
                    .hint("核对权责清单的项目数量")
                    .basis(format!("{}，表二", report.form.basis))
            })
        })
        .collect()
}
