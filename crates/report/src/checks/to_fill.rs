//! Places that a draft or a blank form leaves to the office.

use crate::{model::AnnualReport, narrative::TO_FILL};
use domain::{Example, Finding, Rule, Severity};

/// What a template prints where text belongs.
const MARKS: [&str; 3] = [TO_FILL, "（文字描述", "(文字描述"];

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

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    report
        .sections
        .iter()
        .flat_map(|section| section.all_texts().map(move |text| (section, text)))
        .filter(|(_, text)| MARKS.iter().any(|mark| text.text.contains(mark)))
        .map(|(section, text)| {
            let mut place = text.place.clone();
            place.text = text.text.chars().take(40).collect();
            let message = format!("“{}”中还有待填写的内容", section.title);
            RULE.finding(Severity::Question, message, place).hint("请补写后删去括号中的提示")
        })
        .collect()
}
