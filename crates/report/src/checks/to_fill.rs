//! Places that a draft or a blank form leaves to the office.

use super::prose::{Prose, Word};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 还有待填写的内容
pub(super) const RULE: Rule = Rule {
    id: "report.to_fill",
    title: "还有待填写的内容",
    severities: &[Severity::Question],
    what: "正文里还留着草稿或者格式中提示填写的括号。",
    why: "提示文字随报告公开，说明没有认真编制。",
    basis: "编制常识，没有单独的条文",
    good: &[Example { says: "提示已经换成内容。", given: "五（一）：1.公示栏更新不够及时。" }],
    bad: &[Example {
        says: "草稿的提示还在。", given: "五（一）：（请填写本年度政府信息公开工作存在的主要问题。）"
    }],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>) -> Vec<Finding> {
    prose
        .paragraphs
        .iter()
        .filter(|p| p.has(Word::ToFill))
        .filter_map(|p| Some((report.sections.get(p.section?)?, p.original)))
        .map(|(section, text)| {
            let mut place = text.place.clone();
            place.text = text.text.chars().take(40).collect();
            let message = format!("“{}”中还有待填写的内容", section.title);
            RULE.finding(Severity::Question, message, place).hint("请补写后删去括号中的提示")
        })
        .collect()
}
