//! 涉密标志 and other marks that a published text must not carry.

use super::Entry;
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
    ],
    bad: &[
        Example::text("⟦机密★1年⟧\n\n关于开展检查的通知"),
        Example::text("⟦秘密★⟧\n\n会议纪要"),
        Example::text("⟦绝密⟧\n\n关于部署的通知"),
        Example::text("（⟦此件不公开⟧）"),
        Example::text("⟦内部资料　注意保存⟧\n\n工作简报"),
        Example::text("⟦内部文件，不得外传⟧"),
    ],
};

pub(super) const ENTRY: Entry = Entry::everywhere(&RULE, &["密", "内部", "此件不"], check);

static MARK: Pattern = Pattern::new(
    r"(?:绝密|机密|秘密)\s*[★☆]\s*(?:长期|\d{1,2}年|\d{1,2}个月|启用前)?|此件不(?:予)?(?:公开|对外)(?:发布)?|内部(?:资料|文件|材料)[，,\s　]*(?:注意保存|严禁外传|不得外传|请勿外传|妥善保管)",
);

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let alone = passage.whole().trim();
    if matches!(alone.text, "绝密" | "机密" | "秘密" | "内部文件" | "内部资料") {
        let severity = if alone.text.contains('密') { Severity::Error } else { Severity::Warning };
        let finding = passage.finding(&RULE, severity, alone.range(), "文件上有涉密或者内部标志");
        findings.push(finding.hint("先确认能否公开；不能公开的，不要放到网上"));
        return;
    }
    for found in MARK.all(&passage.text) {
        let message = "文件上有涉密或者内部标志";
        let severity = if has(found.as_str(), &["内部"]) { Severity::Warning } else { Severity::Error };
        let text = found.as_str().trim_end();
        let range = found.start()..found.start() + text.len();
        let finding = passage.finding(&RULE, severity, range, message);
        findings.push(finding.hint("先确认能否公开；不能公开的，不要放到网上"));
    }
}
