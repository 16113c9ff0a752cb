//! 附件说明: 附件：1.×× — numbered where there are several, no mark at the end.

use super::Entry;
use crate::passage::Passage;
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 附件说明
const RULE: Rule = Rule {
    id: "proof.attachment_note",
    title: "附件说明的写法",
    severities: &[Severity::Error, Severity::Warning],
    what: "正文后的附件说明写作“附件：1.××”，附件名称后面不加标点；“附件”与序号之间用全角冒号，不写“附：”“附件1：”。附件名称不用书名号。",
    why: "附件说明是公文的固定要素，写法有统一规定。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.3.4",
    good: &[
        Example::text("特此通知。\n\n附件：1.申报表\n2.汇总表"),
        Example::text("附件：凤山乡2020年收入汇总表"),
        Example::text("附件1\n申报表"),
        Example::text("详见附件：申报表格式由县局统一规定。"),
        Example::text("请于本月底以前将附件报送县政府办公室。"),
        Example::text("附件：一户一档管理台账"),
        Example::text("附件：防汛预案（修订稿）"),
    ],
    bad: &[
        Example::text("⟦附件：1.申报表；→附件：1.申报表⟧\n2.汇总表"),
        Example::text("⟦附件：凤山乡2020年收入汇总表。→附件：凤山乡2020年收入汇总表⟧"),
        Example::text("⟦附：申报表→附件：申报表⟧"),
        Example::text("⟦附件:1.申报表→附件：1.申报表⟧"),
        Example::text("⟦附件：1、申报表→附件：1.申报表⟧"),
        Example::text("⟦附件：《低保对象花名册》→附件：低保对象花名册⟧"),
        Example::text("⟦附件：《用工合同》（样本）→附件：用工合同（样本）⟧"),
        Example::text("⟦附件：（1）保洁员名单→附件：1.保洁员名单⟧"),
        Example::text("⟦附件；保洁员名单→附件：保洁员名单⟧"),
        Example::text("⟦附件1：保洁员名单⟧"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &["附"], check);

static NOTE: Pattern = Pattern::new(
    r"^(附件?)([：:；.．])\s*(?:(\d{1,2}|[（(]\d{1,2}[）)]|[一二三四五六七八九]|[①-⑨])([.．、]|))?\s*(《?)(.{2,60}?)(》?(?:（[^（）]{1,12}）)?)([。；，、;,.]?)$",
);
/// 附件1：…, 附件一：… as the note below a text.
static NUMBERED: Pattern = Pattern::new(r"^附件[-－]?(\d{1,2}|[一二三四五六七八九])[：:.．、].{2,60}$");

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text.trim();
    let start = passage.text.len() - passage.text.trim_start().len();
    if NUMBERED.is_in(text) && !text.contains(['。', '，', '》']) {
        let message = "附件说明写作“附件：1.××”，“附件”后面不写序号";
        let hint = "“附件：”只写一次，各个附件另起一行，写“1.”“2.”；附件首页左上角写“附件1”，不加标点";
        findings.push(passage.finding(&RULE, Severity::Warning, start..start + text.len(), message).hint(hint));
        return;
    }
    let Some(groups) = NOTE.first(text) else { return };
    let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
    // A sentence about attachments, or a list in one line.
    let (closing, suffix) = match get(7).strip_prefix('》') {
        Some(suffix) => (true, suffix),
        None => (false, get(7)),
    };
    let titled = !get(5).is_empty();
    if get(6).contains(['。', '；', '，', '》', '《']) || titled != closing {
        return;
    }
    let order = order(get(3));
    // 附件：一村一档… is a name.
    if order.is_none() && !get(3).is_empty()
        || !get(3).is_empty()
            && get(4).is_empty()
            && get(3).chars().count() == 1
            && !get(3).starts_with(|c| ('①'..='⑨').contains(&c))
    {
        return;
    }
    let number = order.map(|n| format!("{n}.")).unwrap_or_default();
    let right = format!("附件：{number}{}{suffix}", get(6));
    if right == text {
        return;
    }
    let mut wrong = Vec::new();
    if get(1) == "附" {
        wrong.push("“附”应写作“附件”");
    }
    match get(2) {
        "：" => {}
        ":" => wrong.push("冒号用全角"),
        _ => wrong.push("“附件”后用冒号"),
    }
    if !get(3).is_empty() && !get(3).starts_with(|c: char| c.is_ascii_digit()) {
        wrong.push("序号用阿拉伯数字");
    } else if !matches!(get(4), "" | ".") {
        wrong.push("序号后用下脚点");
    }
    if titled {
        wrong.push("附件名称不用书名号");
    }
    if !get(8).is_empty() {
        wrong.push("附件名称后不加标点");
    }
    if wrong.is_empty() {
        return;
    }
    let severity = if wrong == ["附件名称不用书名号"] { Severity::Warning } else { Severity::Error };
    let message = format!("附件说明不合格式：{}", wrong.join("；"));
    findings.push(passage.finding(&RULE, severity, start..start + text.len(), message).replace_by(right));
}

/// A number of order in whatever form: 2, （2）, 二, ②.
fn order(text: &str) -> Option<u32> {
    let bare = text.trim_matches(['（', '）', '(', ')']);
    let circled = |c: char| u32::from(c).checked_sub(u32::from('①')).filter(|n| *n < 9).map(|n| n + 1);
    bare.parse().ok().or_else(|| domain::numeral::read(bare)).or_else(|| bare.chars().next().and_then(circled))
}
