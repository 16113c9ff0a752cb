//! What the text cites: the notice that prescribes the form of the year, and the number of the decree of the 条例.

use super::prose::{Prose, Word};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};

/// 引用当年适用的格式文件
pub(super) const FORM_CITED: Rule = Rule {
    id: "report.form_cited",
    title: "引用当年适用的格式文件",
    severities: &[Severity::Warning],
    what: "2021年度起的报告引用国办公开办函〔2019〕60号，或者2020年度及以前的报告引用国办公开办函〔2021〕30号。两个文件同时引用的不提示。",
    why: "60号文件的试行格式自2021年度起不再使用，照抄旧引用说明没有核对格式。",
    basis: "国办公开办函〔2021〕30号",
    good: &[Example {
        says: "引用30号文件。", given: "前言：根据国办公开办函〔2021〕30号的要求编制本报告。"
    }],
    bad: &[Example {
        says: "2024年度报告引用60号文件。", given: "一：根据国办公开办函〔2019〕60号的要求编制本报告。"
    }],
};

/// 引用现行《条例》的令号
pub(super) const STATUTE_NUMBER: Rule = Rule {
    id: "report.statute_number",
    title: "引用现行《条例》的令号",
    severities: &[Severity::Warning],
    what: "《政府信息公开条例》后面括号里的国务院令号应当是第711号。只写其他令号的提示，一并写明修订经过的不提示。",
    why: "第492号公布的是2008年施行的旧条例，2019年5月15日起施行的是第711号公布的修订条例。",
    basis: "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    good: &[
        Example {
            says: "令号正确。",
            given: "前言：根据《中华人民共和国政府信息公开条例》（国令第711号）编制本报告。",
        },
        Example {
            says: "写明了修订经过。",
            given: "前言：根据《中华人民共和国政府信息公开条例》（国务院令第492号公布，国务院令第711号修订）编制本报告。",
        },
    ],
    bad: &[Example {
        says: "写的是旧条例的令号。",
        given: "前言：根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制本报告。",
    }],
};

/// First report year of the form of 2021.
const FORM_2021_SINCE: i16 = 2021;
/// The decree that published the 条例 in force.
const ORDER_IN_FORCE: i64 = 711;

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let cites = |word| prose.paragraphs.iter().any(|p| p.has(word));
    let (cites_2019, cites_2021) = (cites(Word::Form2019), cites(Word::Form2021));
    let wrong = report.year.and_then(|year| match year {
        y if y >= FORM_2021_SINCE && cites_2019 && !cites_2021 => {
            Some((year, Word::Form2019, "国办公开办函〔2019〕60号"))
        }
        y if y < FORM_2021_SINCE && cites_2021 && !cites_2019 => {
            Some((year, Word::Form2021, "国办公开办函〔2021〕30号"))
        }
        _ => None,
    });
    for paragraph in &prose.paragraphs {
        for (i, token) in paragraph.tokens.iter().enumerate() {
            if let Some((year, word, cited)) = wrong
                && token.word() == Some(word)
            {
                let message = format!("{year}年度报告引用了{cited}，该文件的格式不适用于{year}年度");
                let right = if year >= FORM_2021_SINCE {
                    "国办公开办函〔2021〕30号"
                } else {
                    "国办公开办函〔2019〕60号"
                };
                findings.push(
                    FORM_CITED
                        .finding(Severity::Warning, message, paragraph.place_of(token.start, token.end))
                        .hint(format!("应引用{right}"))
                        .basis(FORM_CITED.basis),
                );
            }
            if token.word() == Some(Word::Statute) {
                findings.extend(order(paragraph, i));
            }
        }
    }
    findings
}

/// 《…政府信息公开条例》（国务院令第492号）: the number in the bracket right behind the name.
fn order(paragraph: &super::prose::Paragraph<'_>, statute: usize) -> Option<Finding> {
    let behind = paragraph.tokens.get(statute + 1..)?;
    let mut tokens = behind.iter().skip_while(|t| t.word() == Some(Word::Comma));
    tokens.next().filter(|t| t.word() == Some(Word::Open))?;
    let bracket: Vec<_> = tokens.take_while(|t| t.word() != Some(Word::Close)).collect();
    if !bracket.iter().any(|t| t.word() == Some(Word::Order)) {
        return None;
    }
    let numbers =
        || bracket.iter().filter_map(|t| t.integer().map(|n| (t, n))).filter(|(_, n)| (100..1000).contains(n));
    let (token, number) = numbers().next()?;
    if numbers().any(|(_, n)| n == ORDER_IN_FORCE) {
        return None;
    }
    let message = format!("《政府信息公开条例》的令号写的是第{number}号，现行条例由国务院令第{ORDER_IN_FORCE}号公布");
    Some(
        STATUTE_NUMBER
            .finding(Severity::Warning, message, paragraph.place_of(token.start, token.end))
            .hint(format!("改为国务院令第{ORDER_IN_FORCE}号"))
            .basis(STATUTE_NUMBER.basis),
    )
}
