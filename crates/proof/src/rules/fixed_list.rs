//! 并列的固定提法: 五公开, the principles of the regulation, and others whose members and order are set.

use super::Entry;
use crate::lists::FixedList;
use crate::passage::{Passage, has, tail};
use crate::reader::Reading;
use domain::Severity;
use domain::{Example, Finding, Rule};

/// 固定的并列提法
const RULE: Rule = Rule {
    id: "proof.fixed_list",
    title: "并列的固定提法",
    severities: &[Severity::Error, Severity::Warning],
    what: "“五公开”（决策、执行、管理、服务、结果）、政府信息公开的原则（公正、公平、合法、便民）、新发展理念等固定提法，缺一项、多一项或者次序不对的。说明修订前旧规定的不提示。",
    why: "这些提法出自法律和中央文件，成分和次序是固定的。",
    basis: "提法的出处（每条另列）",
    good: &[
        Example::text("政府信息公开遵循公正、公平、合法、便民的原则。"),
        Example::text("推进决策、执行、管理、服务、结果公开。"),
        Example::text("2008年施行的《政府信息公开条例》规定了公正、公平、便民的原则。"),
        Example::text("行政许可遵循公开、公平、公正的原则，做好政府信息公开。"),
        Example::text("救助工作坚持公正、公平、便民的原则。"),
        Example::text("国家机关应当遵循公正、公平、便民的原则，及时、准确地公开政务数据。"),
        Example::text("贯彻创新、协调、绿色、开放、共享的新发展理念。"),
        Example::text("坚持农业农村优先发展，培育高素质农民。"),
        Example::text("政务公开坚持“及时、准确”的总体要求。"),
        Example::text("严格决策管理，规范执行和服务，公开结果。"),
        Example::text("政府信息公开窗口服务做到公正、公平、便民，群众满意。"),
        Example::text("“四个自信”中的道路自信、理论自信、制度自信等已有专题辅导。"),
        Example::text("落实“三保”要求，保基本民生、保工资、保运转支出不留缺口。"),
        Example::text("落实“六稳”任务，做好稳就业、稳投资工作。"),
    ],
    bad: &[
        Example::text("凤山乡严格按照“⟦公正、公平、便民⟧”的总体原则，推进政府信息公开。"),
        Example::text("政府信息公开遵循⟦公平、公正、便民⟧原则。"),
        Example::text("政务公开工作坚持⟦公正，公平，便民⟧的基本原则。"),
        Example::text("公开⟦决策、管理、执行、服务和结果⟧等信息。"),
        Example::text("落实五公开，推进⟦决策、执行、服务、管理、结果⟧公开。"),
        Example::text("贯彻⟦创新、绿色、协调、开放、共享⟧的新发展理念。"),
        Example::text("按照⟦产业兴旺、生态宜居、治理有效、生活富裕⟧的总要求推进乡村振兴。"),
        Example::text("保障公众的⟦知情权、参与权、监督权、表达权⟧。"),
        Example::text("政府信息公开坚持⟦公正公平便民⟧原则。"),
        Example::text("增强“四个意识”，即⟦政治意识、大局意识、服务意识、看齐意识⟧。"),
        Example::text("推进“五公开”：⟦决策公开、执行公开、管理公开、服务公开⟧。"),
        Example::text("兜牢“三保”底线，即⟦保工资、保运转⟧。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(
    &RULE,
    &[
        "便民",
        "管理",
        "共享",
        "意识",
        "自信",
        "建设",
        "富裕",
        "振兴",
        "民主",
        "农民",
        "原则",
        "权",
        "感",
        "力",
        "和谐",
        "法治",
        "友善",
        "梦想",
        "五公开",
        "四个",
        "四风",
        "两不愁",
        "治水",
        "四不放过",
        "三管",
        "三项制度",
        "方针",
        "法定程序",
        "三保",
        "六稳",
        "六保",
        "主题教育",
        "三治",
        "五位一体",
        "五个民主",
        "发展理念",
    ],
    check,
);

/// What the sentence says where it tells of earlier wording.
const OLD: [&str; 9] = ["2007年", "2008年", "修订前", "原条例", "原《条例》", "旧条例", "旧版", "曾", "年以前"];

fn check(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for sentence in passage.sentences() {
        for list in &reading.lists.fixed {
            let promised = list.aliases.iter().any(|name| sentence.text.contains(name.as_str()));
            let least = least(list, promised);
            if list.items.iter().filter(|item| sentence.text.contains(item.as_str())).count() < least
                || has(sentence.text, &OLD)
            {
                continue;
            }
            if !list.context.is_empty() && !list.context.iter().any(|w| passage.text.contains(w.as_str())) {
                continue;
            }
            let found = in_sentence(passage, sentence.start, sentence.text, list, least);
            // A list may be told in a sentence as a whole and be touched once more in a part of it.
            let found = found.or_else(|| {
                let is_whole = list.items.iter().all(|item| sentence.text.contains(item.as_str()));
                (promised && !is_whole).then(|| promised_list(passage, sentence.start, sentence.text, list)).flatten()
            });
            findings.extend(found);
        }
    }
}

/// How many items must be there before a list is taken for this one: all but one.
fn least(list: &FixedList, promised: bool) -> usize {
    list.items.len().saturating_sub(1).max(if promised { 2 } else { 3 })
}

/// “四个意识”，即A、B、C: the list is called by its name, so one that is missing or another in its place is wrong.
fn promised_list(passage: &Passage<'_>, offset: usize, sentence: &str, list: &FixedList) -> Option<Finding> {
    const FARTHEST: usize = 12;
    let first = list.items.iter().filter_map(|item| sentence.find(item.as_str())).min()?;
    let (mut at, mut end) = (first, first);
    let mut found: Vec<&str> = Vec::new();
    let mut strange: Option<&str> = None;
    loop {
        let rest = sentence.get(at..)?;
        if let Some(item) = list.items.iter().find(|i| rest.starts_with(i.as_str()) && !found.contains(&i.as_str())) {
            found.push(item);
            end = at + item.len();
        } else {
            // One piece between two items, or the last one, may be another thing in the place of an item.
            let length = rest.find(SEPARATORS).unwrap_or(rest.len());
            let piece = rest.get(..length)?.trim_end_matches(['”', '）']);
            let goes_on = rest.get(length..)?.trim_start_matches(SEPARATORS);
            let before_item =
                list.items.iter().any(|i| goes_on.starts_with(i.as_str()) && !found.contains(&i.as_str()));
            let is_last = goes_on.is_empty()
                && found.len() + 1 == list.items.len()
                && sentence.get(..first)?.ends_with(['即', '：', '是', '为']);
            if strange.is_some() || !(before_item || is_last) || piece.is_empty() || piece.chars().count() > FARTHEST {
                break;
            }
            strange = Some(piece);
            end = at + length;
        }
        let rest = sentence.get(end..)?;
        let skipped = rest.trim_start_matches(SEPARATORS);
        if skipped.len() == rest.len() {
            break;
        }
        at = end + rest.len() - skipped.len();
    }
    let (before, behind) = (sentence.get(..first)?, sentence.get(end..)?);
    // More things before or behind: another list, or only some of the items.
    let is_part = before.ends_with(['、', '和', '与', '及'])
        || behind.starts_with(['等', '、', '和', '与', '及', '或'])
        || behind.starts_with("方面")
        || has(tail(before, 6), &["特别是", "尤其是", "中的", "包括", "重点"]) && strange.is_none();
    let missing: Vec<&str> = list.items.iter().map(String::as_str).filter(|i| !found.contains(i)).collect();
    let [one] = missing.as_slice() else { return None };
    if is_part || found.len() < least(list, true) {
        return None;
    }
    let message = match strange {
        Some(strange) => format!("“{}”没有“{strange}”，应为“{one}”", list.name),
        None => format!("“{}”缺少“{one}”", list.name),
    };
    let finding = passage.finding(&RULE, list.severity, offset + first..offset + end, message);
    Some(finding.basis(list.basis.clone()).hint(format!("应为“{}”", list.items.join("、"))))
}

const SEPARATORS: [char; 7] = ['、', '，', ',', ' ', '和', '与', '及'];

/// A run of items of the list, at least all but one, parted by marks only.
fn in_sentence(
    passage: &Passage<'_>,
    offset: usize,
    sentence: &str,
    list: &FixedList,
    least: usize,
) -> Option<Finding> {
    let (start, end, found) = run(sentence, list, least)?;
    let before = sentence.get(..start)?;
    let behind = sentence.get(end..)?;
    // Part of a longer list: other things are meant.
    if before.ends_with(['、', '和', '与', '及']) || behind.starts_with(['、', '和', '与', '及']) {
        return None;
    }
    let whole = found.len() == list.items.len();
    let in_order = found.iter().zip(&list.items).all(|(a, b)| *a == b);
    if whole && (in_order || !list.ordered) {
        return None;
    }
    // A shorter list may mean fewer things, unless it is called by its name.
    if !whole {
        let named = match list.context.is_empty() {
            true => has(behind, &["总要求", "总体要求"]),
            false => behind.chars().take(12).collect::<String>().contains("原则"),
        };
        if !named || list.items.len() < 4 {
            return None;
        }
    }
    let right = list.items.join("、");
    let range = offset + start..offset + end;
    let missing: Vec<&str> = list.items.iter().filter(|i| !found.contains(&i.as_str())).map(String::as_str).collect();
    let message = if missing.is_empty() {
        format!("“{}”的次序不对", list.name)
    } else {
        format!("“{}”缺少“{}”", list.name, missing.join("”“"))
    };
    let finding = passage.finding(&RULE, list.severity, range, message);
    Some(finding.basis(list.basis.clone()).hint(format!("应为“{right}”")))
}

/// Start, end and members of a run.
fn run<'a>(sentence: &str, list: &'a FixedList, least: usize) -> Option<(usize, usize, Vec<&'a str>)> {
    let mut at = 0;
    while let Some((start, _)) =
        list.items.iter().filter_map(|i| sentence.get(at..)?.find(i.as_str()).map(|p| (at + p, i))).min()
    {
        let mut rest = sentence.get(start..)?;
        let mut end = start;
        let mut found: Vec<&str> = Vec::new();
        while let Some(item) = list.items.iter().find(|i| rest.starts_with(i.as_str()) && !found.contains(&i.as_str()))
        {
            found.push(item);
            rest = rest.get(item.len()..)?;
            end = sentence.len() - rest.len();
            rest = rest.trim_start_matches(SEPARATORS);
        }
        if found.len() >= least {
            return Some((start, end, found));
        }
        at = end.max(start + 1);
        while !sentence.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}
