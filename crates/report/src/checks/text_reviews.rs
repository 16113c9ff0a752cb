//! B10: the numbers of reviews and lawsuits in the text are those of table 4.

use super::{
    prose::{
        Prose,
        statements::{Kind, Statements},
    },
    said,
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 正文的复议诉讼件数与表四一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_reviews",
    title: "正文的复议诉讼件数与表四一致",
    severities: &[Severity::Warning, Severity::Question],
    what: "第一部分和第六部分写到的因政府信息公开引起的行政复议、行政诉讼的总数和各种结果，与表四比较；行政诉讼为两组之和。没有提到政府信息公开的复议诉讼不读。",
    why: "复议诉讼件数容易引起关注，正文和表四不一致会被认为瞒报。",
    basis: "《中华人民共和国政府信息公开条例》第五十条",
    good: &[
        Example {
            says: "两类诉讼相加与正文一致。",
            given: "一（二）：政府信息公开行政诉讼2件，其中结果维持2件。\nreview.litigation_direct[0] = 1\nreview.litigation_direct[4] = 1\nreview.litigation_after_review[0] = 1\nreview.litigation_after_review[4] = 1",
        },
        Example {
            says: "作为复议机关办理的案件不在此列。", given: "一（一）：全年审理行政复议案件120件。"
        },
        Example {
            says: "都没有发生。", given: "一（二）：因政府信息公开工作引起的行政复议、行政诉讼均为零。"
        },
    ],
    bad: &[
        Example {
            says: "正文写复议3件，表四是0件。", given: "一（二）：因政府信息公开引起的行政复议3件。"
        },
        Example {
            says: "正文写没有诉讼，表四有1件。",
            given: "一（二）：未发生因政府信息公开被提起行政诉讼的情况。\nreview.litigation_direct[0] = 1\nreview.litigation_direct[4] = 1",
        },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>, said: &Statements) -> Vec<Finding> {
    said::contradictions(report, prose, said, &RULE, |kind| matches!(kind, Kind::Review(..)))
}
