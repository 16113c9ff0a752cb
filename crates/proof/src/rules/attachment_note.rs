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
    ],
    bad: &[
        Example::text("⟦附件：1.申报表；→附件：1.申报表⟧\n2.汇总表"),
        Example::text("⟦附件：凤山乡2020年收入汇总表。→附件：凤山乡2020年收入汇总表⟧"),
        Example::text("⟦附：申报表→附件：申报表⟧"),
        Example::text("⟦附件:1.申报表→附件：1.申报表⟧"),
        Example::text("⟦附件：1、申报表→附件：1.申报表⟧"),
        Example::text("⟦附件：《低保对象花名册》→附件：低保对象花名册⟧"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &["附"], check);

static NOTE: Pattern = Pattern::new(r"^(附件?)([：:])\s*(?:(\d{1,2})([.．、]))?\s*(《?)(.{2,60}?)(》?)([。；，;,.]?)$");

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text.trim();
    let Some(groups) = NOTE.first(text) else { return };
    let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
    // A sentence about attachments, or a list in one line.
    if get(6).contains(['。', '；', '，', '》', '《']) || (get(5).is_empty() != get(7).is_empty()) {
        return;
    }
    let number = if get(3).is_empty() { String::new() } else { format!("{}.", get(3)) };
    let right = format!("附件：{number}{}", get(6));
    if right == text {
        return;
    }
    let mut wrong = Vec::new();
    if get(1) == "附" {
        wrong.push("“附”应写作“附件”");
    }
    if get(2) == ":" {
        wrong.push("冒号用全角");
    }
    if !matches!(get(4), "" | ".") {
        wrong.push("序号后用下脚点");
    }
    if !get(5).is_empty() {
        wrong.push("附件名称不用书名号");
    }
    if !get(8).is_empty() {
        wrong.push("附件名称后不加标点");
    }
    if wrong.is_empty() {
        return;
    }
    let severity = if wrong == ["附件名称不用书名号"] { Severity::Warning } else { Severity::Error };
    let start = passage.text.len() - passage.text.trim_start().len();
    let message = format!("附件说明不合格式：{}", wrong.join("；"));
    findings.push(passage.finding(&RULE, severity, start..start + text.len(), message).replace_by(right));
}
