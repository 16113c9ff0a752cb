//! B10: numbers in the text must equal the tables, and the fee sentence must equal the register.
//!
//! Only sentences that name the thing in full are read (收到政府信息公开申请3件, 未收到…申请, 结转下年度…2件); everything
//! else in free text is left alone, so that the check is quiet rather than wrong.

use crate::{
    cell_name::{CellName, REQUEST_TOTAL, Row},
    model::{AnnualReport, InformationFee, Text},
    number::Number,
};
use domain::{Example, Finding, Rule, Severity};

/// 正文的申请件数与表三一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_numbers",
    title: "正文的申请件数与表三一致",
    severities: &[Severity::Warning, Severity::Question],
    what: "第一部分和第六部分写到的收到、结转、办结、各类办理结果的件数，与表三总计栏比较；写“未收到申请”的，表三新收应当是0。只读完整写明“政府信息公开申请”的句子；其他年份、其他机关、信访咨询等其他事项、同比增减的数字一律不读。写“受理”“答复”等各地口径不同的，只作提醒。",
    why: "同一份报告里正文和表格各说一个数，是公开后最常被发现的错误。",
    basis: "《中华人民共和国政府信息公开条例》第五十条",
    good: &[
        Example {
            says: "正文和表三都是0件。", given: "一（二）：2024年全年，我镇未收到政府信息公开申请。"
        },
        Example {
            says: "信访和建议是别的事项。",
            given: "一（二）：全年收到政府信息公开申请0件，办理信访事项98件，收到群众建议5条。",
        },
    ],
    bad: &[Example {
        says: "正文写收到3件，表三写0件。", given: "一（二）：全年收到政府信息公开申请3件。"
    }],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(section) = report.sections.first() {
        for text in section.all_texts() {
            findings.extend(clauses(&text.text).filter_map(|clause| about_requests(report, text, clause)));
        }
    }
    if let (Some(section), Some(fee)) = (report.sections.get(5), report.information_fee) {
        for text in section.all_texts() {
            findings.extend(clauses(&text.text).filter_map(|clause| about_fee(fee, text, clause)));
        }
    }
    findings
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '。', '；', '、', ',', ';', '\n']).map(str::trim).filter(|c| !c.is_empty())
}

fn about_requests(report: &AnnualReport, text: &Text, clause: &str) -> Option<Finding> {
    let said: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |words: &[&str]| words.iter().any(|w| said.contains(w));
    // Other things that are also received, answered and counted.
    if has(&["复议", "诉讼", "信访", "咨询", "提案", "建议", "含上年", "包括上年", "其中"]) {
        return None;
    }
    let whole = has(&["政府信息公开申请", "政府信息公开的申请", "依申请公开申请", "信息公开申请"]);
    let none = has(&["未收到", "没有收到", "未接到", "没有接到", "未受理", "未新收"]) && said.contains("申请");
    let (row, what) = if has(&["结转下年", "结转至下年", "转下年度"]) {
        (Row::CarriedOut, "结转下年度继续办理")
    } else if has(&["上年结转", "上年度结转", "上一年结转"]) {
        (Row::CarriedIn, "上年结转申请")
    } else if none || whole && has(&["收到", "新收", "受理"]) {
        (Row::New, "本年新收申请")
    } else if whole && has(&["办结", "答复"]) {
        (Row::Total, "办理结果总计")
    } else {
        return None;
    };
    let number = if none || has(&["没有结转", "没有上年", "无上年", "无结转"]) {
        Number::ZERO
    } else {
        counted(&said, &["件", "份", "条", "项", "次", "起", "宗"])?
    };
    let table = report.value(CellName::Requests(row, REQUEST_TOTAL))?;
    (number != table).then(|| {
        let message = format!("正文写“{clause}”（{number}件），而表三{what}为{table}件");
        finding(text, clause, message).hint("核对正文与表格，使两处数字一致")
    })
}

fn about_fee(fee: InformationFee, text: &Text, clause: &str) -> Option<Finding> {
    let said: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    if !said.contains("信息处理费") || !["收取", "收到", "实收"].iter().any(|w| said.contains(w)) {
        return None;
    }
    let none = ["未收取", "没有收取", "未收到", "未实际收取"].iter().any(|w| said.contains(w));
    let number = if none { Number::ZERO } else { counted(&said, &["元"])? };
    let received = Number::from(fee.received_yuan);
    (number != received).then(|| {
        let message = format!("正文写“{clause}”，而收费登记显示本年实际收取信息处理费{received}元");
        finding(text, clause, message).hint("核对收费登记").basis("国办函〔2020〕109号")
    })
}

fn finding(text: &Text, clause: &str, message: String) -> Finding {
    let mut place = text.place.clone();
    place.column = text.text.find(clause).and_then(|at| text.text.get(..at)).map(|before| {
        u32::try_from(before.chars().count()).unwrap_or(u32::MAX).saturating_add(text.place.column.unwrap_or(1))
    });
    place.text = clause.to_owned();
    RULE.finding(Severity::Warning, message, place).basis("《中华人民共和国政府信息公开条例》第五十条")
}

/// The number before the first measure word, if exactly one number stands before a measure word.
fn counted(said: &str, measures: &[&str]) -> Option<Number> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for (at, c) in said.char_indices() {
        if c.is_ascii_digit() || (c == '.' && !digits.is_empty()) {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let rest = said.get(at..).unwrap_or_default();
            if measures.iter().any(|m| rest.starts_with(m)) {
                found.push(digits.parse::<Number>().ok()?);
            }
            digits.clear();
        }
    }
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
