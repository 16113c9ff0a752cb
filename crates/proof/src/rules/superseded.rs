//! 已经变动的条款和被替代的文件, from a list that grows with every revision.

use super::Entry;
use crate::lists::{Hit, List};
use crate::passage::{Passage, begins, has};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 已经变动的条款
const RULE: Rule = Rule {
    id: "proof.moved",
    title: "已经变动的条款和被替代的文件",
    severities: &[Severity::Warning, Severity::Question],
    what: "引用的条款在文件成文以前已经改了条号，或者引用的文件已经被新文件替代：村务公开的条款（村民委员会组织法2026年起为第三十五条）、网络日志留存、政府信息公开年度报告格式、旧条例的国务院令、公文格式和标点数字国家标准的旧版等。说明废止、代替的句子不提示。",
    why: "法律修改以后条号会变，照抄旧文件就引用错了。",
    basis: "《中华人民共和国村民委员会组织法》（2025年修订）；《中华人民共和国网络安全法》（2025年修正）；国办公开办函〔2021〕30号",
    good: &[
        Example::text("依照《村民委员会组织法》第三十五条公开村务。\n\n2026年3月1日"),
        Example::text("依照《村民委员会组织法》第三十条公开村务。\n\n2024年3月1日"),
        Example::text("年度报告按照国办公开办函〔2021〕30号的格式编制。\n\n2023年1月10日"),
        Example::text("年度报告按照国办公开办函〔2019〕60号的格式编制。\n\n2021年1月10日"),
        Example::text("依照《网络安全法》第二十三条留存网络日志。\n\n2026年3月1日"),
        Example::text("GB/T 9704—2012代替GB/T 9704—1999，自2012年7月1日起实施。\n\n2023年3月1日"),
        Example::text("政府信息公开适用国务院令第492号公布的条例。\n\n2018年3月1日"),
    ],
    bad: &[
        Example::text("依照《村民委员会组织法》⟦第三十条⟧公开村务。\n\n2026年3月1日"),
        Example::text(
            "违反《中华人民共和国村民委员会组织法》⟦第三十一条⟧，村务公开不及时的，可以举报。\n\n2026年4月1日",
        ),
        Example::text("依照《网络安全法》⟦第二十一条⟧第三项留存网络日志。\n\n2026年3月1日"),
        Example::text("年度报告按照⟦国办公开办函〔2019〕60号⟧的格式编制。\n\n2023年1月10日"),
        Example::text("依照《村民委员会组织法》⟦第三十条⟧，应当及时公布村务。"),
        Example::text("政府信息公开按照⟦国务院令第492号⟧的规定办理。\n\n2022年3月1日"),
        Example::text("公文格式执行⟦GB/T 9704—1999⟧。\n\n2023年3月1日"),
        Example::text("公文处理执行⟦国发〔2000〕23号⟧文件。\n\n2021年5月6日"),
    ],
};

pub(super) const ENTRY: Entry = Entry::listed(&RULE, List::Superseded, check);

/// What the sentence says where it tells of repeal or history.
const HISTORY: [&str; 8] = ["废止", "代替", "替代", "取代", "修订前", "失效", "同时停止", "旧版"];

fn check(passage: &Passage<'_>, hit: &Hit, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(known) = reading.lists.superseded.get(hit.row) else { return };
    let is_document = known.statute.is_empty();
    // An annual report has rules of its own for the documents it goes by.
    if reading.day().is_none_or(|day| day < known.since) || is_document && reading.facts.report_year.is_some() {
        return;
    }
    let range = if is_document {
        hit.range.clone()
    } else {
        let Some(rest) = passage.after(hit.range.end).strip_prefix('》') else { return };
        if !rest.starts_with(known.text.as_str()) {
            return;
        }
        let start = hit.range.end + '》'.len_utf8();
        start..start + known.text.len()
    };
    let sentence = passage.around(range.start, &['。', '；', '\n']);
    if !known.topics.is_empty() && !known.topics.iter().any(|w| sentence.text.contains(w.as_str()))
        || has(sentence.text, &HISTORY)
        || begins(passage.after(range.end), &["（已", "已"])
    {
        return;
    }
    // What changed after the text was formed is no fault of the text; only a guide must follow.
    let severity = match reading.facts.date {
        Some(formed) if known.since <= formed => Severity::Warning,
        _ => Severity::Question,
    };
    let since = domain::date::chinese(known.since);
    let (message, hint) = match is_document {
        true => (format!("“{}”{since}起由{}代替", known.text, known.new), format!("改引{}", known.new)),
        false => (
            format!("《{}》{since}起的相应规定是{}", known.statute, known.new),
            format!("改为“{}”，并核对条文内容", known.new),
        ),
    };
    // What stands in its place says so itself.
    let basis = if is_document { known.new.clone() } else { format!("《{}》{}", known.statute, known.new) };
    findings.push(passage.finding(&RULE, severity, range, message).hint(hint).basis(basis));
}
