//! The six sections and the five parts of section one. A missing part is a warning: its matter may stand elsewhere.

use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 六个部分齐全
pub(super) const SECTION: Rule = Rule {
    id: "report.section",
    title: "六个部分齐全",
    severities: &[Severity::Error],
    what: "报告应当有总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。",
    why: "六个部分是全国统一格式，内容由条例第五十条规定，缺一部分就是没有报告这一项法定内容。",
    basis: "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    good: &[Example { says: "第六部分没有内容，写“无”。", given: "年度：2020\n六：无。" }],
    bad: &[Example { says: "没有第五部分。", given: "删去 五" }],
};

/// 总体情况写五个方面
pub(super) const PARTS: Rule = Rule {
    id: "report.parts",
    title: "总体情况写五个方面",
    severities: &[Severity::Warning],
    what: "总体情况应当依次写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
    why: "五个方面是格式的要求，缺少一个方面多半是没有总结这项工作。",
    basis: "国办公开办函〔2021〕30号",
    good: &[Example {
        says: "标题加了“情况”二字。", given: "标题 一（四）：（四）政府信息公开平台建设情况"
    }],
    bad: &[Example { says: "没有平台建设。", given: "删去 一（四）" }],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last = report.preface.last().map(|t| t.place.clone()).unwrap_or_default();
    for (section, official) in report.sections.iter().zip(&report.form.sections) {
        if section.title.is_empty() {
            findings.push(
                SECTION
                    .finding(Severity::Error, format!("缺少“{}”部分", official.title), last.clone())
                    .hint("六个部分都要写；没有内容的写“无”")
                    .basis(report.form.basis.clone()),
            );
        } else {
            last = section.place.clone();
        }
    }
    let Some(overall) = report.sections.first().filter(|s| !s.title.is_empty()) else { return findings };
    let missing: Vec<&str> = report
        .form
        .parts
        .iter()
        .map(String::as_str)
        .filter(|part| !overall.parts.iter().any(|p| is_part(&p.title, part)))
        .collect();
    if !missing.is_empty() {
        let place = overall.parts.last().map_or(&overall.place, |p| &p.place).clone();
        let message =
            format!("“{}”中没有单列{}", overall.title, missing.iter().map(|m| format!("“{m}”")).collect::<String>());
        findings.push(
            PARTS
                .finding(Severity::Warning, message, place)
                .hint(format!("总体情况应依次写{}五个方面", report.form.parts.join("、")))
                .basis("国办公开办函〔2021〕30号"),
        );
    }
    findings
}

/// Whether a part heading is about a part: 主动公开 must not be found in 依申请公开, nor 政府信息公开平台建设 in 管理.
fn is_part(title: &str, part: &str) -> bool {
    let bare: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let key = match part {
        "政府信息公开平台建设" => "平台",
        "政府信息管理" => "信息管理",
        "监督保障" => "监督",
        other => other,
    };
    bare.contains(key)
}
