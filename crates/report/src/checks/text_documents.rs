//! B10: the numbers of normative documents in the text are those of table 2.

use super::{
    prose::{
        Prose,
        statements::{Kind, Statements},
    },
    said,
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 正文的规范性文件数与表二一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_documents",
    title: "正文的规范性文件数与表二一致",
    severities: &[Severity::Warning, Severity::Question],
    what: "第一部分写到的制发、废止、现行有效的行政规范性文件和规章件数，与表二比较。写“公开”“发布”多少件文件的不读；写“制定”“出台”或者只写“规范性文件”的，口径可能更宽，只作提醒。",
    why: "文件数目是上级清理和备案审查的依据，两处应当是同一个数。",
    basis: "《中华人民共和国政府信息公开条例》第五十条",
    good: &[
        Example {
            says: "公开的文件数不是制发的文件数。", given: "一（一）：主动公开规范性文件11件。"
        },
        Example {
            says: "与表二一致。",
            given: "一（一）：制发行政规范性文件1件，废止0件，现行有效1件。\nproactive.normative_documents.made = 1\nproactive.normative_documents.in_force = 1",
        },
    ],
    bad: &[
        Example {
            says: "正文写制发2件，表二是0件。", given: "一（一）：制发行政规范性文件2件。"
        },
        Example {
            says: "“规范性文件”可能是更宽的说法，作为疑问提出。", given: "一（一）：全年出台规范性文件3件。"
        },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>, said: &Statements) -> Vec<Finding> {
    said::contradictions(report, prose, said, &RULE, |kind| {
        matches!(kind, Kind::Made(_) | Kind::Repealed(_) | Kind::InForce(_))
    })
}
