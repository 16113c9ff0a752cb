//! The six sections, their order and their text, and the five parts of section one. A missing part is a warning: its
//! matter may stand elsewhere.

use super::prose::Prose;
use crate::model::{AnnualReport, Section};
use domain::{Example, Finding, Place, Rule, Severity, organ::OrganLevel};

/// 六个部分齐全
pub(super) const SECTION: Rule = Rule {
    id: "report.section",
    title: "六个部分齐全",
    severities: &[Severity::Error],
    what: "报告应当有总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分，每个部分只有一次。",
    why: "六个部分是全国统一格式，内容由条例第五十条规定，缺一部分就是没有报告这一项法定内容。",
    basis: "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    good: &[Example { says: "第六部分没有内容，写“无”。", given: "年度：2020\n六：无。" }],
    bad: &[Example { says: "没有第五部分。", given: "删去 五" }],
};

/// 总体情况写五个方面
pub(super) const PARTS: Rule = Rule {
    id: "report.parts",
    title: "总体情况写五个方面",
    severities: &[Severity::Warning, Severity::Question],
    what: "总体情况应当依次写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。缺少一个方面作提醒；在正文里以“一是”“二是”写到、没有单列标题的，和次序不同的，只作疑问提出。",
    why: "五个方面是格式的要求，缺少一个方面多半是没有总结这项工作。",
    basis: "国办公开办函〔2021〕30号",
    good: &[Example {
        says: "标题加了“情况”二字。", given: "标题 一（四）：（四）政府信息公开平台建设情况"
    }],
    bad: &[
        Example { says: "没有平台建设。", given: "删去 一（四）" },
        Example {
            says: "次序颠倒。", given: "标题 一（一）：（一）依申请公开\n标题 一（二）：（二）主动公开"
        },
        Example {
            says: "没有单列标题，作为疑问提出。",
            given: "删去 一（五）\n删去 一（四）\n删去 一（三）\n删去 一（二）\n删去 一（一）\n一：一是推进主动公开。二是规范依申请公开。三是加强政府信息管理。四是完善平台建设。五是做好监督保障，考核评议结果良好，没有责任追究情形。",
        },
    ],
};

/// 六个部分依次排列
pub(super) const ORDER: Rule = Rule {
    id: "report.order",
    title: "六个部分依次排列",
    severities: &[Severity::Warning],
    what: "六个部分按格式的次序排列。按标题在文件里的位置判断，没有位置的不判断。",
    why: "次序固定，读者和系统才能对照不同年份、不同机关的报告。",
    basis: "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    good: &[Example {
        says: "次序正确。", given: "改字 五、存在的主要问题及改进情况 → 五、存在的主要问题及改进情况"
    }],
    bad: &[Example {
        says: "第五、第六部分颠倒。",
        given: "改字 五、存在的主要问题及改进情况 → 某标题\n改字 六、其他需要报告的事项 → 五、存在的主要问题及改进情况\n改字 某标题 → 六、其他需要报告的事项",
    }],
};

/// 文字部分有内容
pub(super) const EMPTY: Rule = Rule {
    id: "report.section_text",
    title: "文字部分有内容",
    severities: &[Severity::Warning, Severity::Question],
    what: "第一部分和第五部分应当有文字，第五部分不能只写“无”；第六部分没有需要报告的事项时写“无”，空着的作疑问提出。",
    why: "总体情况、主要问题及改进情况是条例规定的内容；标题下面空着，看不出是没有还是漏写。",
    basis: "《中华人民共和国政府信息公开条例》第五十条",
    good: &[Example { says: "2020年度第六部分写“无”。", given: "年度：2020\n六：无。" }],
    bad: &[
        Example { says: "第五部分只写“无”。", given: "五：无。" },
        Example { says: "第六部分空着。", given: "六：" },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>) -> Vec<Finding> {
    let mut findings = missing_sections(report);
    findings.extend(order(report));
    findings.extend(empty(report));
    if let Some(overall) = report.sections.first().filter(|s| !s.title.is_empty()) {
        findings.extend(parts(report, overall, prose));
    }
    findings
}

fn missing_sections(report: &AnnualReport) -> Vec<Finding> {
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
    findings
}

/// Where something stands, to be compared within one file; none if the file has no places.
fn position(place: &Place) -> Option<(u32, u32, u32)> {
    let (page, line, paragraph) = (place.page, place.line, place.paragraph);
    (line.is_some() || paragraph.is_some()).then(|| (page.unwrap_or(0), line.unwrap_or(0), paragraph.unwrap_or(0)))
}

fn order(report: &AnnualReport) -> Vec<Finding> {
    let placed: Vec<(&Section, (u32, u32, u32))> =
        report.sections.iter().filter(|s| !s.title.is_empty()).filter_map(|s| Some((s, position(&s.place)?))).collect();
    placed
        .windows(2)
        .filter_map(|pair| match pair {
            [(earlier, a), (later, b)] if a > b => {
                let message = format!("“{}”排到了“{}”的前面", later.title, earlier.title);
                let place = Place { text: later.title.clone(), ..later.place.clone() };
                Some(ORDER.finding(Severity::Warning, message, place).hint("按格式的次序排列").basis(ORDER.basis))
            }
            _ => None,
        })
        .collect()
}

fn empty(report: &AnnualReport) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, severity) in [(0, Severity::Warning), (4, Severity::Warning), (5, Severity::Question)] {
        let Some(section) = report.sections.get(i).filter(|s| !s.title.is_empty()) else { continue };
        let nothing = |text: &str| matches!(text.trim_end_matches('。').trim(), "" | "无" | "暂无" | "略");
        let bare = if i == 5 {
            section.all_texts().all(|t| t.text.trim().is_empty())
        } else {
            section.all_texts().all(|t| nothing(&t.text))
        };
        // Headings of parts without text below are a text of their own kind: 一是…。
        if bare && section.parts.is_empty() {
            let message = format!("“{}”没有内容", section.title);
            let place = Place { text: section.title.clone(), ..section.place.clone() };
            let hint =
                if i == 5 { "没有需要报告的事项，写“无”" } else { "补写这一部分的内容" };
            findings.push(EMPTY.finding(severity, message, place).hint(hint).basis(EMPTY.basis));
        }
    }
    findings
}

fn parts(report: &AnnualReport, overall: &Section, prose: &Prose<'_>) -> Vec<Finding> {
    let form = report.form;
    let at = |part: &str| overall.parts.iter().position(|p| is_part(&p.title, part));
    let found: Vec<Option<usize>> = form.parts.iter().map(|part| at(part)).collect();
    let missing: Vec<&str> =
        form.parts.iter().zip(&found).filter(|(_, at)| at.is_none()).map(|(part, _)| part.as_str()).collect();
    let place = || overall.parts.last().map_or(&overall.place, |p| &p.place).clone();
    let hint = || format!("总体情况应依次写{}五个方面", form.parts.join("、"));
    let list = |parts: &[&str]| parts.iter().map(|m| format!("“{m}”")).collect::<String>();
    let mut findings = Vec::new();
    if !missing.is_empty() {
        let (told, untold): (Vec<&str>, Vec<&str>) = missing.iter().partition(|part| is_told(prose, part));
        let severity = if untold.is_empty() { Severity::Question } else { Severity::Warning };
        let mut message = format!("“{}”中没有单列{}", overall.title, list(&missing));
        if !told.is_empty() {
            message += &format!("，{}只在文字中写到", list(&told));
        }
        findings.push(PARTS.finding(severity, message, place()).hint(hint()).basis(PARTS.basis));
    }
    let order: Vec<usize> = found.into_iter().flatten().collect();
    if !order.is_sorted() {
        let message = format!("“{}”的几个方面与格式的次序不同", overall.title);
        findings.push(PARTS.finding(Severity::Question, message, place()).hint(hint()).basis(PARTS.basis));
    }
    findings
}

/// Whether a paragraph of section one begins an enumerated sentence with the part: 三是加强政府信息管理.
fn is_told(prose: &Prose<'_>, part: &str) -> bool {
    let key = key(part);
    prose.section(0).any(|p| {
        p.text.split(['。', '；']).any(|sentence| {
            let mut chars = sentence.chars();
            let listed = chars.next().is_some_and(|c| "一二三四五六七八九十".contains(c)) && chars.next() == Some('是');
            listed && sentence.split('，').next().is_some_and(|clause| clause.contains(key))
        })
    })
}

/// Whether a part heading is about a part: 主动公开 must not be found in 依申请公开, nor 政府信息公开平台建设 in 管理.
fn is_part(title: &str, part: &str) -> bool {
    let key = key(part);
    if title.contains(char::is_whitespace) {
        return title.split_whitespace().collect::<String>().contains(key);
    }
    title.contains(key)
}

fn key(part: &str) -> &str {
    match part {
        "政府信息公开平台建设" => "平台",
        "政府信息管理" => "信息管理",
        "监督保障" => "监督",
        other => other,
    }
}

/// Whether the report is a government's (Art. 50 (4)): by its record, or by its name where it was read from a file.
pub(super) fn is_government(report: &AnnualReport) -> bool {
    match (report.organ_level, &report.organ) {
        (Some(OrganLevel::Township), _) => true,
        (Some(OrganLevel::Department | OrganLevel::Village), _) => false,
        (Some(OrganLevel::CountyOffice) | None, Some(organ)) => {
            let zone = ["开发区", "高新区", "园区", "新区", "示范区", "保税区", "度假区", "风景区"];
            let ends = ["政府", "乡", "镇", "县", "区", "市", "州", "旗", "省"];
            !zone.iter().any(|z| organ.ends_with(z)) && ends.iter().any(|e| organ.ends_with(e))
        }
        (_, None) => false,
    }
}
