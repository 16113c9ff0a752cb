//! B9: a township cannot make 规章 (立法法 gives that power to cities and above), so its row must be zero.

use super::at;
use crate::{
    cell_name::{CellName, Group},
    model::AnnualReport,
};
use domain::organ::OrganLevel;
use domain::{Example, Finding, Rule, Severity};

/// 乡镇没有规章
pub(super) const RULE: Rule = Rule {
    id: "report.township_regulations",
    title: "乡镇没有规章",
    severities: &[Severity::Warning],
    what: "乡镇人民政府和街道办事处的报告，表二规章一行应当都是0。机关级别以本系统登记的为准，没有登记的按名称判断。",
    why: "乡镇无权制定规章；填写了数字，多半是把规范性文件或者规章制度计了进去。",
    basis: "《中华人民共和国立法法》关于规章制定权限的规定",
    good: &[Example {
        says: "市政府有规章。", given: "机关：临江市人民政府\nproactive.regulations.in_force = 6"
    }],
    bad: &[Example { says: "镇政府填写现行有效规章6件。", given: "proactive.regulations.in_force = 6" }],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    if !is_township(report) {
        return Vec::new();
    }
    let Some(row) = report.proactive.iter().find(|r| r.group == Group::Regulations) else { return Vec::new() };
    row.cells
        .iter()
        .filter_map(|(field, cell)| {
            let value = cell.value.filter(|v| !v.is_zero())?;
            let name = CellName::Proactive(Group::Regulations, *field);
            let message = format!("{}为{value}，但乡镇人民政府和街道办事处无权制定规章", report.spoken(name));
            Some(
                at(report, &RULE, Severity::Warning, name, message)
                    .hint("规章一行应为0；自己制发的文件计入规范性文件")
                    .basis("《中华人民共和国立法法》关于规章制定权限的规定"),
            )
        })
        .collect()
}

/// A township by its record, or by its name where the report was read from a file.
pub(super) fn is_township(report: &AnnualReport) -> bool {
    match (report.organ_level, &report.organ) {
        (Some(level), _) => matches!(level, OrganLevel::Township | OrganLevel::Village),
        (None, Some(organ)) => {
            let name = organ.trim_end_matches("人民政府");
            ["乡", "镇", "街道", "街道办事处", "街道办", "苏木"].iter().any(|end| name.ends_with(end))
        }
        (None, None) => false,
    }
}
