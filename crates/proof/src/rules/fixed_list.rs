//! 并列的固定提法: 五公开, the principles of the regulation, and others whose members and order are set.

use super::Entry;
use crate::lists::FixedList;
use crate::passage::{Passage, has};
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
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(
    &RULE,
    &[
        "便民", "管理", "共享", "意识", "自信", "建设", "富裕", "振兴", "民主", "农民", "原则", "权", "感", "力",
        "和谐", "法治", "友善", "梦想",
    ],
    check,
);

fn check(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for sentence in passage.sentences() {
        let old = ["2007年", "2008年", "修订前", "原条例", "原《条例》", "旧条例", "旧版"];
        for list in &reading.lists.fixed {
            let least = list.items.len().saturating_sub(1).max(3);
            if list.items.iter().filter(|item| sentence.text.contains(item.as_str())).count() < least
                || has(sentence.text, &old)
            {
                continue;
            }
            if !list.context.is_empty() && !list.context.iter().any(|w| passage.text.contains(w.as_str())) {
                continue;
            }
            findings.extend(in_sentence(passage, sentence.start, sentence.text, list));
        }
    }
}

/// A run of items of the list, at least all but one, parted by marks only.
fn in_sentence(passage: &Passage<'_>, offset: usize, sentence: &str, list: &FixedList) -> Option<Finding> {
    let (start, end, found) = run(sentence, list)?;
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
fn run<'a>(sentence: &str, list: &'a FixedList) -> Option<(usize, usize, Vec<&'a str>)> {
    let separator = |c: char| matches!(c, '、' | '，' | ',' | ' ' | '和' | '与' | '及');
    let least = list.items.len().saturating_sub(1).max(3);
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
            rest = rest.trim_start_matches(separator);
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
