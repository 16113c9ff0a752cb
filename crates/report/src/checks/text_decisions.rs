//! B10: licences, penalties, coercive measures and fees in the text beside table 2; a question, for offices count them differently.

use super::{
    prose::{
        Prose,
        statements::{Kind, Statements},
    },
    said,
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 正文的许可处罚收费数与表二一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_decisions",
    title: "正文的许可处罚收费数与表二一致",
    severities: &[Severity::Question],
    what: "第一部分写到的行政许可、行政处罚、行政强制件数和行政事业性收费金额，与表二比较，金额统一换算成元。写公开了多少条许可、处罚信息的不读。各地办件与决定的口径不同，只作提醒。",
    why: "表二的数字量大、来源多，正文往往来自另一张统计表。",
    basis: "《中华人民共和国政府信息公开条例》第五十条",
    good: &[
        Example {
            says: "公开的是信息条数。", given: "一（一）：公开行政许可信息550条，行政处罚信息12条。"
        },
        Example {
            says: "与表二一致。",
            given: "一（一）：收取行政事业性收费12.5万元。\nproactive.fees.amount_wan = 12.5",
        },
    ],
    bad: &[
        Example {
            says: "正文写550件，表二是0件。", given: "一（一）：全年办理行政许可550件。"
        },
        Example {
            says: "正文的金额与表二相差一万倍。",
            given: "一（一）：收取行政事业性收费12.5万元。\nproactive.fees.amount_wan = 125000",
        },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>, said: &Statements) -> Vec<Finding> {
    said::contradictions(report, prose, said, &RULE, |kind| {
        matches!(kind, Kind::Licences | Kind::Penalties | Kind::CoerciveMeasures | Kind::AdministrativeFees)
    })
}
