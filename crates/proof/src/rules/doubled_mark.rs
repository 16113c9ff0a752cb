//! Marks that stand twice or against each other, and makeshift dashes and ellipses.

use super::Entry;
use crate::passage::Passage;
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 标点重叠
const RULE: Rule = Rule {
    id: "proof.doubled_mark",
    title: "标点重叠",
    severities: &[Severity::Error],
    what: "两个点号连在一起（“，，”“。，”“、、”“；。”“：，”），省略号写成“。。。”或“...”，“等”前面多一个顿号。问号、叹号连用表示强烈语气的不在此列。",
    why: "一处停顿只用一个点号，重叠多半是删改时留下的。",
    basis: "GB/T 15834—2011《标点符号用法》4.1至4.7、4.11",
    good: &[
        Example::text("真的吗？！请核实。"),
        Example::text("他说：“同意。”随后离开。"),
        Example::text("……以上内容予以公开。"),
        Example::text("教育、医疗、养老等领域。"),
        Example::text("1.2.3节"),
        Example::text("扶贫资金、项目安排（含村级）、等级评定结果。"),
    ],
    bad: &[
        Example::text("全乡高度重视⟦，，→，⟧认真落实。"),
        Example::text("工作已经完成⟦。。→。⟧"),
        Example::text("教育⟦、、→、⟧医疗和养老。"),
        Example::text("按时公开⟦，。→。⟧"),
        Example::text("公开教育、医疗、养老⟦、等→等⟧信息。"),
        Example::text("包括低保、医保⟦。。。→……⟧"),
        Example::text("具体要求如下⟦：，→：⟧按时报送。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(
    &RULE,
    &[
        "，，", "，。", "，、", "，；", "。，", "。。", "。、", "。；", "、、", "、，", "、。", "、；", "；；", "；，",
        "；。", "：：", "：，", "：。", "、等", "...", "；、", "：；", "：、", "…等",
    ],
    check,
);

static RUN: Pattern = Pattern::new(r"[，。、；：]{2,}|\.{3,}");
static ETC: Pattern = Pattern::new(r"、等(?:[\p{Han}，。；]|$)");

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for run in RUN.all(&passage.text) {
        let marks: Vec<char> = run.as_str().chars().collect();
        let right = match marks.as_slice() {
            ['。', '。', '。', ..] | ['.', '.', '.', ..] => "……".to_owned(),
            // The stronger mark is the one that was meant.
            marks => marks.iter().copied().max_by_key(|c| "、，：；。".find(*c)).map(String::from).unwrap_or_default(),
        };
        if run.as_str().starts_with('.') && !passage.text.contains(crate::passage::is_han) {
            continue;
        }
        let message = format!("标点“{}”重叠", run.as_str());
        findings.push(passage.finding(&RULE, Severity::Error, run.range(), message).replace_by(right));
    }
    for (at, etc) in passage.text.match_indices("……等") {
        if crate::passage::begins(passage.after(at + etc.len()), &["待", "级", "候", "到", "着"]) {
            continue;
        }
        let message = "省略号和“等”只用一个";
        findings.push(passage.finding(&RULE, Severity::Error, at..at + etc.len(), message).replace_by("等"));
    }
    for etc in ETC.all(&passage.text) {
        let behind = passage.after(etc.start() + "、等".len());
        if crate::passage::begins(
            behind,
            &[
                "级", "待", "额", "同", "价", "候", "值", "效", "比", "差", "次", "于", "高", "外", "量", "距", "温",
                "压", "分", "身", "位", "式", "号", "边", "腰", "深", "质", "离子", "车", "人来", "你", "我", "他",
                "到", "着",
            ],
        ) {
            continue;
        }
        let range = etc.start()..etc.start() + "、等".len();
        let message = "“等”前面不用顿号";
        findings.push(passage.finding(&RULE, Severity::Error, range, message).replace_by("等"));
    }
}
