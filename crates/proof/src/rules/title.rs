//! 标题: 发文机关 + 关于…的 + 文种, nothing doubled, no mark at the end.

use super::Entry;
use crate::facts::compact;
use crate::passage::has;
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 标题
const RULE: Rule = Rule {
    id: "proof.title",
    title: "公文标题",
    severities: &[Severity::Error, Severity::Warning],
    what: "标题由发文机关名称、事由和文种组成（“关于…的通知”）：检查有“关于”而没有“的”、没有文种，“关于”“的通知”重叠，两个文种连用（“请示报告”），文种重复，以及“的的”。",
    why: "标题是公文的名称，检索、登记和引用都靠它。",
    basis: "《党政机关公文处理工作条例》（中办发〔2012〕14号）第八条、第九条",
    good: &[
        Example::text("凤山乡人民政府关于开展防汛检查的通知\n\n各村民委员会："),
        Example::text("凤山乡人民政府转发县政府办公室关于加强值班工作通知的通知\n\n各村民委员会："),
        Example::text("关于印发《凤山乡防汛预案》的通知\n\n各村民委员会："),
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n一、总体情况"),
        Example::text("关于2021年低保对象的公示\n\n根据有关规定，现公示如下。"),
        Example::text("关于申请拨付防汛资金的请示\n\n县人民政府："),
    ],
    bad: &[
        Example::text("⟦凤山乡人民政府关于开展防汛检查通知⟧\n\n各村民委员会："),
        Example::text("⟦关于转发关于加强值班工作的通知的通知⟧\n\n各村民委员会："),
        Example::text("⟦关于申请拨付防汛资金的请示报告⟧\n\n县人民政府："),
        Example::text("⟦关于做好秋收工作的的通知⟧\n\n各村民委员会："),
        Example::text("⟦凤山乡关于关于开展环境整治的通知⟧\n\n各村民委员会："),
        Example::text("⟦关于印发防汛工作方案的通知的通知⟧\n\n各村民委员会："),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

static PLAIN_KIND: Pattern = Pattern::new(r"关于[^的]{4,40}(?:通知|通报|公告|通告|请示|批复|意见|公示|决定|报告|函)$");
static TWO_KINDS: Pattern = Pattern::new(r"的(?:请示报告|请示函|通知公告|通告通知|公告通知|报告请示|意见通知)$");

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(passage) = reading.facts.title_at.and_then(|at| reading.passages.get(at)) else { return };
    let title = compact(&passage.text);
    let start = passage.text.len() - passage.text.trim_start().len();
    let range = start..start + passage.text.trim().len();
    let mut say = |severity, message: &str, hint: &str| {
        findings.push(passage.finding(&RULE, severity, range.clone(), message).hint(hint));
    };
    if title.contains("关于关于") || has(&title, &["关于转发关于", "关于印发关于", "关于批转关于"])
    {
        say(Severity::Error, "标题中“关于”重叠", "只保留一个“关于”，如“…转发县政府办公室关于…的通知”");
    } else if title.ends_with("的通知的通知") && !has(&title, &["《", "转发", "批转"]) || title.contains("的的")
    {
        say(Severity::Error, "标题中有重叠的字样", "删去重叠的一个");
    } else if TWO_KINDS.is_in(&title) {
        say(Severity::Error, "标题中两个文种连用", "一件公文只用一个文种；请求批准用“请示”，汇报工作用“报告”");
    } else if PLAIN_KIND.is_in(&title)
        && !has(&title, &["转发", "批转", "情况报告", "工作报告", "年度报告", "调查报告"])
    {
        say(Severity::Warning, "标题的事由和文种之间缺少“的”", "写作“关于…的通知”一类的形式");
    }
}
