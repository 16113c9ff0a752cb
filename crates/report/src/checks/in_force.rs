//! B6 (2021 form): 现行有效 = 上年现行有效 + 本年制发 − 本年废止.

use super::at;
use crate::{
    cell_name::{CellName, Field, Group},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 现行有效件数前后衔接
pub(super) const RULE: Rule = Rule {
    id: "report.in_force",
    title: "现行有效件数前后衔接",
    severities: &[Severity::Warning],
    what: "2021年版格式：规章和行政规范性文件的现行有效件数，应当等于上年现行有效加本年制发减本年废止。两年的格式不同时不比较。",
    why: "文件数目前后接不上，说明制发、废止或者清理结果有遗漏。因清理后重新认定而变化的，可以在第六部分说明。",
    basis: "国办公开办函〔2021〕30号，表二",
    good: &[Example {
        says: "上年5件，制发2件，废止1件，现行有效6件。",
        given: "上年 proactive.normative_documents.in_force = 5\nproactive.normative_documents.made = 2\nproactive.normative_documents.repealed = 1\nproactive.normative_documents.in_force = 6",
    }],
    bad: &[Example {
        says: "上年现行有效5件，本年制发2件，现行有效却写6件。",
        given: "上年 proactive.normative_documents.in_force = 5\nproactive.normative_documents.made = 2\nproactive.normative_documents.in_force = 6",
    }],
};

pub(super) fn check(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
    [Group::Regulations, Group::NormativeDocuments]
        .into_iter()
        .filter_map(|group| {
            let value = |field| report.value(CellName::Proactive(group, field));
            let before = previous.value(CellName::Proactive(group, Field::InForce))?;
            let (made, repealed) = (value(Field::Made)?, value(Field::Repealed)?);
            let in_force = value(Field::InForce)?;
            let expected = before + made - repealed;
            let name = CellName::Proactive(group, Field::InForce);
            (in_force != expected).then(|| {
                let message = format!(
                    "{}为{in_force}，而上年现行有效{before}＋本年制发{made}－本年废止{repealed}＝{expected}",
                    report.spoken(name)
                );
                at(report, &RULE, Severity::Warning, name, message)
                    .hint("核对文件清理和废止情况")
                    .basis(format!("{}，表二", report.form.basis))
            })
        })
        .collect()
}
