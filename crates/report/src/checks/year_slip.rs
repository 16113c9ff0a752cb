//! A sentence about this year's work that begins with another year: left over from last year's report.
//!
//! Only the year at the head of a sentence is read, and only where nothing else explains it: a comparison, a plan, a
//! period (以来), the name of a document of that year.

use super::{
    prose::{Paragraph, Prose, Token, Word},
    said,
};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 本年工作的年份没有写错
pub(super) const RULE: Rule = Rule {
    id: "report.year_slip",
    title: "本年工作的年份没有写错",
    severities: &[Severity::Warning, Severity::Question],
    what: "第一部分的句子以另一个年份开头，而句中没有本年的年份，也不是比较、计划、时段或者某年的文件，多半是沿用了以前报告的文字。第五部分也这样看，但只作疑问提出。",
    why: "年份没有改，说明整段可能是复制的，读者会怀疑其他数字也没有更新。",
    basis: "国办公开办函〔2021〕30号：不得内容雷同、敷衍塞责",
    good: &[
        Example { says: "与上一年比较。", given: "一（一）：2023年公开12条，2024年公开20条。" },
        Example { says: "某年以来。", given: "一（一）：2019年以来，我镇持续完善公示栏。" },
        Example { says: "下一年的打算。", given: "五（二）：2025年将继续完善公示栏。" },
        Example {
            says: "某年的文件。", given: "一（一）：2023年度决算、2024年度预算均已公开。"
        },
    ],
    bad: &[
        Example {
            says: "2024年度报告里写2023年的工作。",
            given: "一（一）：2023年，我镇通过公示栏主动公开惠民补贴信息，群众反映良好。",
        },
        Example {
            says: "第五部分年份没有改，作为疑问提出。",
            given: "五（一）：2023年，我镇政府信息公开工作还存在更新不够及时的问题。",
        },
    ],
};

/// Words that explain another year at the head of a sentence.
const EXPLAINED: [&str; 26] = [
    "以来",
    "较20",
    "较上",
    "较去",
    "比20",
    "比上",
    "比去",
    "相比",
    "同期",
    "至今",
    "预算",
    "决算",
    "年报",
    "年度报告",
    "印发",
    "出台的",
    "制定的",
    "规划",
    "计划",
    "将继续",
    "将进一步",
    "拟",
    "存在的",
    "遗留",
    "结转",
    "〔",
];

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>) -> Vec<Finding> {
    let Some(year) = report.year else { return Vec::new() };
    let mut findings = Vec::new();
    for paragraph in prose.paragraphs.iter().filter(|p| matches!(p.section, Some(0 | 4))) {
        let mut begin = 0;
        for sentence in paragraph.sentences() {
            let end = sentence.last().map_or(begin, |t| t.end);
            findings.extend(slip(paragraph, sentence, begin, year));
            begin = end;
        }
    }
    findings
}

fn slip(paragraph: &Paragraph<'_>, sentence: &[Token], begin: usize, year: i16) -> Option<Finding> {
    let first = sentence.iter().find(|t| t.year().is_some())?;
    let other = first.year()?;
    let improving = paragraph.section == Some(4);
    // Only last year's text is copied; later years are plans, much earlier ones history.
    if !(year - 3..year).contains(&other) || sentence.iter().any(|t| t.year() == Some(year)) {
        return None;
    }
    let head = paragraph.slice(begin, first.start);
    let list_mark = |c: char| c.is_numeric() || "一二三四五六七八九十是（）()、.．，".contains(c);
    if !head.chars().all(list_mark) {
        return None;
    }
    let end = sentence.last().map_or(first.end, |t| t.end);
    let rest = paragraph.slice(first.end, end);
    let explained =
        EXPLAINED.iter().any(|w| rest.contains(w)) || sentence.iter().any(|t| t.word() == Some(Word::OtherTime));
    if explained || !starts_clause(rest) {
        return None;
    }
    let clause = rest.split(['，', '。', '；']).find(|c| !c.is_empty() && *c != "度").unwrap_or_default();
    let message = format!("本报告是{year}年度的，这句话却写{other}年：“{other}年，{}”", said::quoted(clause));
    let severity = if improving { Severity::Question } else { Severity::Warning };
    Some(
        RULE.finding(severity, message, paragraph.place_of(first.start, end))
            .hint(format!("说的是本年工作的，改为{year}年；确实是{other}年的事，请写明"))
            .basis(RULE.basis),
    )
}

/// 2023年，… or 2023年度，… or 2023年我镇…: the year is when the sentence happens, not part of a name.
fn starts_clause(rest: &str) -> bool {
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    ["，", ",", "我", "本", "全年", "全镇", "全乡", "全县", "全区", "全市", "共", "主动公开", "未收到", "收到"]
        .iter()
        .any(|w| rest.starts_with(w))
}
