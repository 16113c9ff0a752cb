//! Places that a draft or a blank form leaves to the office.

use crate::{model::AnnualReport, narrative::TO_FILL};
use domain::{Finding, Severity};

/// What a template prints where text belongs.
const MARKS: [&str; 3] = [TO_FILL, "（文字描述", "(文字描述"];

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
            Finding::new("report.to_fill", Severity::Question, message, place).hint("请补写后删去括号中的提示")
        })
        .collect()
}
