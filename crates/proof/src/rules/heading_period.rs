//! A heading on a line of its own ends without a mark.

use super::Entry;
use crate::passage::{CLAUSE, Passage};
use crate::pattern::Pattern;
use crate::reader::Reading;
use documents::model::Role;
use domain::{Example, Finding, Rule, Severity};

/// 标题末尾不用标点
const RULE: Rule = Rule {
    id: "proof.heading_period",
    title: "标题末尾不用标点",
    severities: &[Severity::Warning],
    what: "单独成行的标题（“一、”“（一）”两级和文件标题）末尾不用句号、逗号、冒号等标点。标题后面接着正文的，标题用句号，不在此列；标题是问句的用问号。",
    why: "单独成行已经表示停顿，再加标点是多余的。",
    basis: "GB/T 15834—2011《标点符号用法》附录A",
    good: &[
        Example::text("一、总体情况"),
        Example::text("（二）依申请公开工作"),
        Example::text("（一）主动公开工作。一是推进重大建设项目信息公开。"),
        Example::text("三、办理需要多长时间？"),
        Example::text("二、本通知自印发之日起施行，有效期五年。"),
        Example::text("请注意防范。\n一、请做好转移准备。\n二、不要在河道内停留。\n三、遇有险情请拨打值班电话。"),
        Example::text("有下列情形之一的，不予受理：\n（一）不属于本机关职权；\n（二）重复申请。\n申请人可以申请复议。"),
    ],
    bad: &[
        Example::text("一、总体情况⟦。→⟧\n2020年，全乡主动公开信息52条。"),
        Example::text("（二）依申请公开工作⟦。→⟧\n全年收到申请1件。"),
        Example::text("三、存在的主要问题⟦：→⟧\n更新不够及时。"),
        Example::text("（一）申报条件⟦；→⟧\n本村村民均可申报。"),
        Example::text("四、工作要求⟦，→⟧\n各村要高度重视。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, document);

static NUMBERED: Pattern = Pattern::new(r"^[\s　]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)");

fn document(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let paragraphs: Vec<&Passage<'_>> =
        reading.passages.iter().filter(|p| p.role().is_some() && !p.text.trim().is_empty()).collect();
    for (at, passage) in paragraphs.iter().enumerate() {
        // A heading has its text below it. Where two of one level follow each other, they are items of a list, which
        // end with marks; so are those behind an announcement.
        let above = at.checked_sub(1).and_then(|i| paragraphs.get(i));
        let below = paragraphs.get(at + 1);
        let alike = |p: &&Passage<'_>| NUMBERED.is_in(&p.text) && is_bracketed(p) == is_bracketed(passage);
        let announced = above.is_some_and(|p| p.text.trim_end().ends_with(['：', '；']));
        let in_list = announced || above.is_some_and(alike) || below.is_none_or(alike);
        if !in_list {
            check(passage, findings);
        }
    }
}

fn is_bracketed(passage: &Passage<'_>) -> bool {
    passage.text.trim_start().starts_with('（')
}

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text.trim_end();
    if !NUMBERED.is_in(text) && !matches!(passage.role(), Some(Role::Heading1 | Role::Heading2 | Role::Title)) {
        return;
    }
    let Some(mark) = text.chars().next_back().filter(|c| "。，；：、.,;:".contains(*c)) else { return };
    let start = text.len() - mark.len_utf8();
    let heading = passage.before(start).trim_start();
    // A sentence that begins with a number is no heading; neither is anything long.
    let inner = heading.trim_start_matches(|c| "（(一二三四五六七八九十".contains(c));
    let words = inner.trim_start_matches(['）', ')', '、']);
    if words.contains(CLAUSE) || words.chars().count() > 16 || is_sentence(words) {
        return;
    }
    let message = format!("标题单独成行，末尾不用“{mark}”");
    findings.push(passage.finding(&RULE, Severity::Warning, start..text.len(), message).replace_by(""));
}

/// What only a sentence says: 本通知自…起施行.
fn is_sentence(text: &str) -> bool {
    ["应当", "不得", "必须", "可以", "自本", "本办法", "本通知", "本公告", "本规定", "是指", "负责"]
        .iter()
        .any(|w| text.contains(w))
}
