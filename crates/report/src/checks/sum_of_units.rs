//! A county's report is the sum of its units' reports. With every unit in, a difference is a warning; as long as units are
//! missing, only a sum that is already too large is certain, and the missing ones are named.

use super::at;
use crate::{
    aggregate::{Aggregate, part},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 汇总报告等于各单位之和
pub(super) const RULE: Rule = Rule {
    id: "report.sum_of_units",
    title: "汇总报告等于各单位之和",
    severities: &[Severity::Warning, Severity::Question],
    what: "县级汇总报告的每一格，应当等于所属部门和乡镇报告同一格之和。还有单位没有报告，或者有报告没有计入的，列出这些单位，只作疑问提出，而且只提示已经超过汇总数的格。有单位没有填写的格不作判断。",
    why: "汇总数与各单位公布的数字对不上，公众只要把各单位的报告加起来就会发现。",
    basis: "国办公开办函〔2021〕30号；汇总范围由县级政府信息公开工作主管部门确定",
    good: &[
        Example {
            says: "两个镇之和与汇总数一致。",
            given: "机关：青山县人民政府\nrequests.new[6] = 2\n下级甲镇人民政府 requests.new[6] = 1\n下级乙镇人民政府 requests.new[6] = 1",
        },
        Example {
            says: "乙镇还没有报告，汇总数比甲镇多，不能判断。",
            given: "机关：青山县人民政府\nrequests.new[6] = 2\n下级甲镇人民政府 requests.new[6] = 1\n下级乙镇人民政府 没有报告",
        },
    ],
    bad: &[
        Example {
            says: "两个镇各收到1件，汇总报告写1件。",
            given: "机关：青山县人民政府\nrequests.new[6] = 1\n下级甲镇人民政府 requests.new[6] = 1\n下级乙镇人民政府 requests.new[6] = 1",
        },
        Example {
            says: "乙镇还没有报告，甲镇的件数已经超过汇总数。",
            given: "机关：青山县人民政府\n下级甲镇人民政府 requests.new[6] = 2\n下级乙镇人民政府 没有报告",
        },
    ],
};

/// How many units a sentence names before it only counts them.
const NAMED: usize = 5;

pub(super) fn check(report: &AnnualReport, units: &Aggregate) -> Vec<Finding> {
    if report.year != Some(units.year) || report.form.format != units.form.format || units.counted.is_empty() {
        return Vec::new();
    }
    let absent: Vec<&str> = units.absent().map(|member| member.name.as_str()).collect();
    let mut findings = Vec::new();
    for (name, sum) in units.sums() {
        let Some(own) = part(report, name).value else { continue };
        let message = match sum.value {
            Some(total) if absent.is_empty() && total != own => {
                format!("{}为{own}，而{}个单位报告同一格之和为{total}", report.spoken(name), units.counted.len())
            }
            // More units can only add to a count; 本年增/减 may be negative and is not judged.
            Some(total) if !absent.is_empty() && total > own && !name.may_be_negative() => {
                format!(
                    "{}为{own}，而已有{}个单位之和是{total}，还没有计入的有{}",
                    report.spoken(name),
                    units.counted.len(),
                    listed(&absent)
                )
            }
            _ => continue,
        };
        let severity = if absent.is_empty() { Severity::Warning } else { Severity::Question };
        findings.push(
            at(report, &RULE, severity, name, message)
                .hint("逐个单位核对这一格；汇总范围不同的，在报告中写明")
                .basis(RULE.basis),
        );
    }
    findings
}

fn listed(names: &[&str]) -> String {
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    if names.len() > NAMED { format!("{first}等{}个单位", names.len()) } else { first }
}
