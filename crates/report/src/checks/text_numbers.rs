//! B10: the numbers of requests in the text are those of table 3.

use super::{
    prose::{
        Prose,
        statements::{Kind, Statements},
    },
    said,
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 正文的申请件数与表三一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_numbers",
    title: "正文的申请件数与表三一致",
    severities: &[Severity::Warning, Severity::Question],
    what: "第一部分和第六部分写到的收到、结转、办结和各类办理结果的件数，与表三总计栏比较；写“未收到申请”的，表三新收应当是0。只读写明是政府信息公开申请的句子；其他年份、信访咨询等其他事项、其中一部分、同比增减和约数都不读。写“受理”“答复”或者“全市”“本级”的，各地口径不同，只作提醒。",
    why: "同一份报告里正文和表格各说一个数，是公开后最常被发现的错误。",
    basis: "《中华人民共和国政府信息公开条例》第五十条",
    good: &[
        Example {
            says: "正文和表三都是0件。", given: "一（二）：2024年全年，我镇未收到政府信息公开申请。"
        },
        Example {
            says: "信访和建议是别的事项。",
            given: "一（二）：全年收到政府信息公开申请0件，办理信访事项98件，收到群众建议5条。",
        },
        Example {
            says: "上一年的数字不是本年的。",
            given: "一（二）：2023年收到政府信息公开申请20件，2024年未收到政府信息公开申请。",
        },
        Example {
            says: "受理的件数包含上年结转。",
            given: "一（二）：全年共受理政府信息公开申请2件。\nrequests.new[0] = 1\nrequests.new[6] = 1\nrequests.carried_in[0] = 1\nrequests.carried_in[6] = 1",
        },
    ],
    bad: &[
        Example {
            says: "正文写收到3件，表三写0件。", given: "一（二）：全年收到政府信息公开申请3件。"
        },
        Example {
            says: "正文写未收到，表三却有1件。",
            given: "一（二）：2024年，我镇未收到政府信息公开申请。\nrequests.new[0] = 1\nrequests.new[6] = 1\nrequests.carried_out[0] = 1\nrequests.carried_out[6] = 1",
        },
        Example {
            says: "受理和收到可能口径不同，作为疑问提出。",
            given: "一（二）：全年共受理政府信息公开申请十二件。",
        },
        Example {
            says: "结转下年的件数不一致。",
            given: "一（二）：全年未收到政府信息公开申请，结转下年度继续办理2件。",
        },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>, said: &Statements) -> Vec<Finding> {
    said::contradictions(report, prose, said, &RULE, |kind| {
        matches!(
            kind,
            Kind::New
                | Kind::CarriedIn
                | Kind::CarriedOut
                | Kind::Closed
                | Kind::Granted
                | Kind::PartlyGranted
                | Kind::Refused
                | Kind::CannotProvide
                | Kind::NotProcessed
                | Kind::OtherHandling
        )
    })
}
