//! 涉密标志 and other marks that a published text must not carry.

use super::Entry;
use crate::mention::is_mentioned;
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 涉密和内部标志
const RULE: Rule = Rule {
    id: "proof.secret_mark",
    title: "涉密和内部标志",
    severities: &[Severity::Error, Severity::Warning],
    what: "公开的文件里有密级标志（“绝密”“机密★1年”“秘密★”）、“内部资料”“注意保存”“不得外传”“此件不公开”一类的标志。叙述保密制度的不提示。",
    why: "涉密文件公开是泄密；国家的网站检查把泄露国家秘密列为单项否决。",
    basis: "《中华人民共和国保守国家秘密法》；《中华人民共和国政府信息公开条例》第十四条；国办秘函〔2019〕19号",
    good: &[
        Example::text("属于国家秘密的政府信息不予公开。"),
        Example::text("涉密文件的密级分为绝密、机密、秘密三级。"),
        Example::text("（此件公开发布）"),
        Example::text("公开前应当进行保密审查，不得泄露商业秘密。"),
        Example::text("内部资料准印证号的管理由县局负责。"),
        Example::text("对举报人的信息保密，不得外传举报内容。"),
        Example::text("误将标有“机密★1年”字样的文件放到网上的，立即撤下。"),
        Example::text("保密工作要点"),
        Example::text("（此件依申请公开）"),
        Example::text("文件资料"),
    ],
    bad: &[
        Example::text("⟦机密★1年⟧\n\n关于开展检查的通知"),
        Example::text("⟦秘密★⟧\n\n会议纪要"),
        Example::text("⟦绝密⟧\n\n关于部署的通知"),
        Example::text("（⟦此件不公开⟧）"),
        Example::text("⟦内部资料　注意保存⟧\n\n工作简报"),
        Example::text("⟦内部文件，不得外传⟧"),
        Example::text("⟦仅供内部参考　阅后收回⟧\n\n工作专报"),
        Example::text("⟦密级：机密⟧　份号：0003\n\n会议纪要"),
        Example::text("会议材料\n\n⟦注意保密，会后收回⟧"),
    ],
};

pub(super) const ENTRY: Entry =
    Entry::everywhere(&RULE, &["密", "内部", "此件", "本件", "阅后", "会后", "注意保存", "外传", "翻印"], check);

static MARK: Pattern = Pattern::new(
    r"(?:绝密|机密|秘密)\s*[★☆]\s*(?:长期|\d{1,2}年|\d{1,2}个月|启用前)?|此件不(?:予)?(?:公开|对外)(?:发布)?|内部(?:资料|文件|材料)[，,\s　]*(?:注意保存|严禁外传|不得外传|请勿外传|妥善保管)",
);

/// A line of nothing but marks: 内部通报·注意保存, 【内部文件　请勿外传】, 本件阅后销毁.
static LINE: Pattern = Pattern::new(concat!(
    r"^(?:[\s　，,、·（(【\[）)】\]]|此件属?|本件|本文件|仅供|绝密|机密|秘密|工作秘密|涉密|保密|密",
    r"|内部(?:会议)?|文件|资料|材料|件|参考|通报|刊物|使用|掌握|注意保存|注意保密|妥善保管",
    r"|(?:请勿|不得|严禁|禁止)(?:外传|翻印|复印|复制|上网|扩散)|(?:会|阅|用)后(?:收回|销毁|清退))+$",
));
/// What makes a line of such words a mark.
const MARKS: [&str; 14] = [
    "绝密",
    "机密",
    "秘密",
    "涉密",
    "密件",
    "内部",
    "注意保密",
    "外传",
    "翻印",
    "收回",
    "销毁",
    "清退",
    "扩散",
    "注意保存",
];
static LEVEL: Pattern = Pattern::new(r"^[\s　]*密级[：:][\s　]*(绝密|机密|秘密)(?:[\s　★☆]|$)");

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let hint = "先确认能否公开；不能公开的，不要放到网上";
    let message = "文件上有涉密或者内部标志";
    let alone = passage.whole().trim();
    // A cell of a table is a field of a form: 工作秘密 may be a kind of thing that is counted.
    let is_line = if passage.is_cell() {
        matches!(alone.text, "绝密" | "机密" | "秘密" | "内部文件" | "内部资料")
    } else {
        alone.text.len() <= 90 && has(alone.text, &MARKS) && LINE.is_in(alone.text) && !is_heading(passage)
    };
    if is_line && !MARK.is_in(alone.text) {
        let severity = if alone.text.contains('密') { Severity::Error } else { Severity::Warning };
        findings.push(passage.finding(&RULE, severity, alone.range(), message).hint(hint));
        return;
    }
    if let Some(level) = LEVEL.first(&passage.text).and_then(|groups| groups.get(1)) {
        let range = alone.start..level.end();
        findings.push(passage.finding(&RULE, Severity::Error, range, message).hint(hint));
        return;
    }
    for found in MARK.all(&passage.text) {
        if is_mentioned(passage, &found.range()) {
            continue;
        }
        let severity = if has(found.as_str(), &["内部"]) { Severity::Warning } else { Severity::Error };
        let text = found.as_str().trim_end();
        let range = found.start()..found.start() + text.len();
        findings.push(passage.finding(&RULE, severity, range, message).hint(hint));
    }
}

/// 工作秘密 as the heading of a section.
fn is_heading(passage: &Passage<'_>) -> bool {
    use documents::model::Role;
    matches!(passage.role(), Some(Role::Heading2 | Role::Heading3))
}
