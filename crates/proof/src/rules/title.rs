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
        Example::text("凤山乡人民政府关于变更李家湾地块用地目的的批复\n\n李家村民委员会："),
        Example::text("东凤县公共资源交易中心关于公布拍卖标的的公告\n\n现将拍卖标的公告如下。"),
        Example::text("关于2021年春季义务植树活动的倡议书\n\n广大干部群众："),
        Example::text("关于进一步规范村级财务的若干规定\n\n第一条　为了规范村级财务，制定本规定。"),
    ],
    bad: &[
        Example::text("⟦凤山乡人民政府关于开展防汛检查通知⟧\n\n各村民委员会："),
        Example::text("⟦关于转发关于加强值班工作的通知的通知⟧\n\n各村民委员会："),
        Example::text("⟦关于申请拨付防汛资金的请示报告⟧\n\n县人民政府："),
        Example::text("⟦关于做好秋收工作的的通知⟧\n\n各村民委员会："),
        Example::text("⟦凤山乡关于关于开展环境整治的通知⟧\n\n各村民委员会："),
        Example::text("⟦关于印发防汛工作方案的通知的通知⟧\n\n各村民委员会："),
        Example::text("⟦凤山乡人民政府关于开展秋季防火工作⟧\n\n各村民委员会："),
        Example::text("⟦关于做好春耕备耕工作的通知通知⟧\n\n各村民委员会："),
        Example::text("⟦关于同意设立文化站的批复通知⟧\n\n文化站："),
        Example::text("⟦关于低保对象名单公示的公示⟧\n\n现将名单公示如下。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

static PLAIN_KIND: Pattern = Pattern::new(r"关于[^的]{4,40}(?:通知|通报|公告|通告|请示|批复|意见|公示|决定|报告|函)$");
/// A kind of document said twice: 的通知通知, 公示的公示.
const KINDS: [&str; 12] =
    ["决定", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "函", "纪要", "公示"];
static TWO_KINDS: Pattern = Pattern::new(
    r"的(?:请示报告|请示函|通知公告|通告通知|公告通知|报告请示|意见通知|批复通知|批复函|决定通知|公示公告|通报通知)$",
);
/// What a title may end with besides the fifteen kinds: rules, plans and records of every sort.
static ENDS_AS_A_TITLE: Pattern = Pattern::new(
    r"(?:通知|通报|公告|通告|请示|批复|意见|公示|决定|决议|报告|函|纪要|命令|令|议案|公报|办法|规定|细则|条例|规则|制度|规范|标准|方案|预案|计划|规划|要点|清单|目录|指南|名单|情况|说明|解读|问答|答复|回复|建议|提案|总结|简报|倡议书?|提示|提醒|声明|启事|信|书|章程|协议|合同|办法（[^）]*）|）)$",
);

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    without_kind(reading, findings);
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
    } else if title.ends_with("的通知的通知") && !has(&title, &["《", "转发", "批转"])
        || title.match_indices("的的").any(|(at, _)| !has_word_of_de(&title, at))
    {
        say(Severity::Error, "标题中有重叠的字样", "删去重叠的一个");
    } else if TWO_KINDS.is_in(&title) {
        say(Severity::Error, "标题中两个文种连用", "一件公文只用一个文种；请求批准用“请示”，汇报工作用“报告”");
    } else if let Some(kind) = KINDS.iter().find(|kind| is_said_twice(&title, kind)) {
        say(Severity::Error, &format!("标题中文种“{kind}”重复"), "删去重复的一个");
    } else if PLAIN_KIND.is_in(&title)
        && !has(&title, &["转发", "批转", "情况报告", "工作报告", "年度报告", "调查报告"])
    {
        say(Severity::Warning, "标题的事由和文种之间缺少“的”", "写作“关于…的通知”一类的形式");
    }
}

/// 目的, 标的: the first 的 belongs to a word.
fn has_word_of_de(title: &str, at: usize) -> bool {
    title.get(..at).is_some_and(|before| before.ends_with(['目', '标']))
}

/// …的通知通知, …公示的公示. 的通知的通知 may be right where one is passed on.
fn is_said_twice(title: &str, kind: &str) -> bool {
    title.strip_suffix(kind).is_some_and(|before| {
        before.ends_with(kind) && kind != "函"
            || kind == "公示" && before.strip_suffix('的').is_some_and(|b| b.ends_with(kind))
    })
}

/// A first line 关于… that ends with no kind of document, above a line with the addressees: a title that was not finished.
fn without_kind(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let mut lines = reading.passages.iter().filter(|p| p.role().is_some() && !p.text.trim().is_empty()).take(6);
    let Some(passage) = lines.find(|p| p.text.contains("关于")) else { return };
    let title = passage.text.trim();
    let is_line =
        title.chars().count() <= 60 && !title.contains(['，', '。', '：', '；', '》']) && !ENDS_AS_A_TITLE.is_in(title);
    let addressed = lines.next().is_some_and(|p| {
        let text = p.text.trim();
        text.ends_with('：') && text.chars().count() <= 60 && !text.contains(['，', '。'])
    });
    if is_line && addressed {
        let start = passage.text.len() - passage.text.trim_start().len();
        let message = "标题没有文种";
        findings.push(
            passage
                .finding(&RULE, Severity::Error, start..start + title.len(), message)
                .hint("在标题末尾写明文种，如“关于…的通知”"),
        );
    }
}
