//! Art. 50 (4): a government's report also states the results of appraisal, social review and accountability.

use super::{
    parts::is_government,
    prose::{Prose, Word},
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 政府报告写明考核、评议和责任追究结果
pub(super) const RULE: Rule = Rule {
    id: "report.accountability",
    title: "政府报告写明考核、评议和责任追究结果",
    severities: &[Severity::Warning, Severity::Question],
    what: "各级人民政府（含乡镇人民政府）的报告，监督保障部分或者第五、第六部分应当写明工作考核、社会评议和责任追究结果情况。三项都没有提到的作提醒，缺其中一两项的作疑问提出。部门的报告不作要求。",
    why: "这是条例对政府报告的专门要求，没有考核、没有追责的也应当写一句。",
    basis: "《中华人民共和国政府信息公开条例》第五十条第（四）项",
    good: &[
        Example {
            says: "三项都写了。", given: "一（五）：工作考核合格，社会评议满意度较高，没有需要追究责任的情形。"
        },
        Example {
            says: "部门的报告不作要求。", given: "机关：青山县民政局\n一（五）：开展业务培训两次。"
        },
    ],
    bad: &[
        Example { says: "三项都没有写。", given: "一（五）：开展业务培训两次。" },
        Example { says: "只写了考核。", given: "一（五）：政府信息公开纳入年度考核。" },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>) -> Option<Finding> {
    let overall = report.sections.first().filter(|s| !s.title.is_empty())?;
    if !is_government(report) {
        return None;
    }
    // In the part 监督保障 where there is one, else anywhere in section one.
    let supervision = overall.parts.iter().position(|p| p.title.contains("监督"));
    let looked_at = || {
        prose.paragraphs.iter().filter(|p| match p.section {
            Some(0) => supervision.is_none_or(|part| p.part == Some(part)),
            Some(5) => true,
            _ => false,
        })
    };
    if looked_at().any(|p| p.has(Word::ToFill)) {
        return None;
    }
    let missing: Vec<&str> =
        [(Word::Appraisal, "工作考核"), (Word::SocialReview, "社会评议"), (Word::Accountability, "责任追究")]
            .into_iter()
            .filter(|(word, _)| !looked_at().any(|p| p.has(*word)))
            .map(|(_, name)| name)
            .collect();
    let severity = match missing.len() {
        0 => return None,
        3 => Severity::Warning,
        _ => Severity::Question,
    };
    let place = supervision.and_then(|i| overall.parts.get(i)).map_or(&overall.place, |p| &p.place).clone();
    let message = format!("没有写明{}结果情况", missing.join("、"));
    Some(RULE.finding(severity, message, place).hint("在监督保障部分写明；没有的，写明没有").basis(RULE.basis))
}
