//! 动宾搭配: a verb and an object in one clause that do not go together.

use super::Entry;
use crate::lists::{Hit, List};
use crate::passage::{CLAUSE, Passage, has, head, tail};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 搭配不当
const RULE: Rule = Rule {
    id: "proof.collocation",
    title: "动词和宾语搭配不当",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "按词表查找同一分句里不能搭配的动词和宾语，如“扩大…深度”“实行…程序”“提高…力度”。",
    why: "搭配不当的句子意思不清，是公文语病中最多的一类。",
    basis: "现代汉语语法常规；《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条",
    good: &[
        Example::text("拓展政府信息的深度和广度。"),
        Example::text("严格执行认定程序。"),
        Example::text("加大公开力度，提高服务水平。"),
        Example::text("编制政务公开事项标准目录。"),
        Example::text("扩大公开范围，深化公开内容。"),
        Example::text("缩小城乡差距，改善办学条件。"),
    ],
    bad: &[
        Example::text("⟦扩大政府信息的深度⟧和广度。"),
        Example::text("严格⟦实行认定程序⟧，确保公平。"),
        Example::text("进一步⟦提高公开力度⟧，接受监督。"),
        Example::text("对照标准指引⟦制定政务公开事项目录⟧。"),
        Example::text("逐步⟦扩大服务质量⟧。"),
        Example::text("不断⟦加强服务水平⟧。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::listed(&RULE, List::Collocations, check);

fn check(passage: &Passage<'_>, hit: &Hit, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(pair) = reading.lists.collocations.get(hit.row) else { return };
    let clause = passage.around(hit.range.start, CLAUSE);
    let behind = passage.get(hit.range.end..clause.end());
    let Some(gap) = behind.find(&pair.object) else { return };
    let between = behind.get(..gap).unwrap_or_default();
    // 、 begins another object, another verb governs it: 加强管理、提高水平.
    const VERBS: [&str; 12] =
        ["加快", "加大", "加强", "提高", "提升", "增强", "推进", "扩大", "改善", "完善", "优化", "缩小"];
    if has(between, &VERBS) {
        return;
    }
    if between.chars().count() > pair.gap || between.contains(['、', '“', '《', '（', '和', '并']) {
        return;
    }
    let range = hit.range.start..hit.range.end + gap + pair.object.len();
    // Another verb may govern the object, or the object be part of a longer word: a few characters around tell.
    let window = format!(
        "{}{}{}",
        tail(passage.before(range.start), 8),
        passage.get(range.clone()),
        head(passage.after(range.end), 4)
    );
    if pair.unless.iter().any(|u| window.contains(u.as_str())) {
        return;
    }
    let message = format!("“{}”与“{}”搭配不当", pair.verb, pair.object);
    let finding = passage.finding(&RULE, pair.severity, range, message).basis(pair.basis.clone());
    findings.push(match pair.right.as_str() {
        "" => finding,
        right => finding.hint(format!("改为“{right}”")),
    });
}
