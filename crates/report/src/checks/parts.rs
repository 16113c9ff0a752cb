//! The six sections and the five parts of section one. A missing part is a warning: its matter may stand elsewhere.

use crate::model::AnnualReport;
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last = report.preface.last().map(|t| t.place.clone()).unwrap_or_default();
    for (section, official) in report.sections.iter().zip(&report.form.sections) {
        if section.title.is_empty() {
            findings.push(
                Finding::new("report.section", Severity::Error, format!("缺少“{}”部分", official.title), last.clone())
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
            Finding::new("report.parts", Severity::Warning, message, place)
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
