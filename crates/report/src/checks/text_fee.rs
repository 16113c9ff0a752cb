//! B10: what section six says of 信息处理费 is what the register of fees says; without a register there is nothing to compare.

use super::{
    prose::{
        Prose,
        statements::{Kind, Statements},
    },
    said,
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 第六部分的收费情况与登记一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_fee",
    title: "第六部分的收费情况与登记一致",
    severities: &[Severity::Warning],
    what: "正文写到的收费通知件数、通知金额和实际收取的信息处理费，与收费登记比较。只有本系统编制的报告有收费登记，读入的文件不作判断。",
    why: "收费情况依规定在年度报告中公开，要与票据和登记一致。",
    basis: "国办函〔2020〕109号",
    good: &[
        Example {
            says: "通知了但还没有缴纳。",
            given: "登记 发出1件通知380元收到0元\n六：本年度发出收费通知1件，通知金额共计380元，未收取信息处理费。",
        },
        Example {
            says: "没有收费登记，不作判断。", given: "六：本年度收取信息处理费400元。"
        },
    ],
    bad: &[Example {
        says: "登记实际收到380元，正文写未收取。",
        given: "登记 发出1件通知380元收到380元\n六：本年度发出收费通知1件，通知金额共计380元，未收取信息处理费。",
    }],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>, said: &Statements) -> Vec<Finding> {
    said::contradictions(report, prose, said, &RULE, |kind| {
        matches!(kind, Kind::FeeNotices | Kind::FeesNotified | Kind::FeesReceived)
    })
}
