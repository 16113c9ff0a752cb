//! Marks of Markdown and HTML that a conversion left in the text.

use super::Entry;
use crate::passage::Passage;
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 残留的排版标记
const RULE: Rule = Rule {
    id: "proof.markup",
    title: "残留的排版标记",
    severities: &[Severity::Error],
    what: "正文里留着Markdown或者网页的标记：成对的“**”“__”“`”，行首的“#”“- ”“> ”，“&nbsp;”“<br>”一类。",
    why: "这些标记是转换软件留下的，公开以后读者看到的是乱码。",
    basis: "《政府网站发展指引》（国办发〔2017〕47号）关于信息发布准确、规范的要求",
    good: &[
        Example::text("5*8小时工作制，每周一至周五。"),
        Example::text("张**，男，凤山乡人。"),
        Example::text("公示电话：0930-1234567#2"),
        Example::text("卡号：6222****8888"),
        Example::text("气温-5℃至10℃。"),
        Example::text("甲公司<乙公司，按总额计算。"),
    ],
    bad: &[
        Example::text("⟦**一是**→一是⟧建立健全组织机构。"),
        Example::text("要坚持⟦**公开为常态**→公开为常态⟧的原则。"),
        Example::text("详见⟦`附件1`→附件1⟧。"),
        Example::text("办公地址：⟦&nbsp;→⟧凤山乡人民政府。"),
        Example::text("联系电话如下：⟦<br/>→⟧0930-1234567。"),
        Example::text("⟦__重点任务__→重点任务⟧分工如下。"),
    ],
};

pub(super) const ENTRY: Entry =
    Entry::everywhere(&RULE, &["**", "__", "`", "&", "<", "# ", "> ", "- ", "* ", "~~", "]("], check);

static PAIR: Pattern = Pattern::new(r"\*\*([^*\s][^*\n]{0,60})\*\*|__([^_\s][^_\n]{0,60})__|`([^`\n]{1,40})`");
/// What begins a line of Markdown, a link, a picture, a line struck through.
static LINE: Pattern = Pattern::new(r"^[ 　]*(#{1,6} |> |[-*] )[\p{Han}（“《\d]");
static LINK: Pattern =
    Pattern::new(r"!?\[([^\[\]\n]{0,60})\]\((?:https?://|/|[\w.-]+/)[^()\s]{1,200}\)|~~([^~\n]{1,60})~~");
static ENTITY: Pattern = Pattern::new(
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|#\d{2,5});|</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|script|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)\b[^<>]{0,80}>",
);

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in PAIR.groups(&passage.text) {
        let (Some(whole), Some(inner)) = (groups.get(0), (1..=3).find_map(|i| groups.get(i))) else { continue };
        // Stars of a masked name or number: 张**和李**.
        if !inner.as_str().chars().any(crate::passage::is_han) && !whole.as_str().starts_with('`') {
            continue;
        }
        let before = passage.before(whole.start()).chars().next_back();
        if whole.as_str().starts_with("**") && is_masked(before, inner.as_str()) {
            continue;
        }
        let message = "正文里留着排版标记".to_owned();
        findings.push(passage.finding(&RULE, Severity::Error, whole.range(), message).replace_by(inner.as_str()));
    }
    if let Some(mark) = LINE.first(&passage.text).and_then(|g| g.get(1)) {
        let message = format!("行首留着排版标记“{}”", mark.as_str().trim_end());
        findings.push(passage.finding(&RULE, Severity::Error, mark.range(), message).replace_by(""));
    }
    for groups in LINK.groups(&passage.text) {
        let Some(whole) = groups.get(0) else { continue };
        let finding = passage.finding(&RULE, Severity::Error, whole.range(), "正文里留着排版标记");
        findings.push(match groups.get(1) {
            // The address would be lost; a person decides where it goes.
            Some(_) => finding.hint("去掉方括号和圆括号；需要链接的，用编辑器的链接功能"),
            None => finding.hint("删去标记；要删除的文字一并删去"),
        });
    }
    for entity in ENTITY.all(&passage.text) {
        // A tag that is spoken of: “<br>”标签.
        if passage.before(entity.start()).ends_with(['“', '‘']) && passage.after(entity.end()).starts_with(['”', '’'])
        {
            continue;
        }
        let message = format!("正文里留着网页标记“{}”", entity.as_str());
        let right = match entity.as_str() {
            "&amp;" => "&",
            "&lt;" => "<",
            "&gt;" => ">",
            "&ldquo;" => "“",
            "&rdquo;" => "”",
            "&mdash;" => "—",
            "&hellip;" => "…",
            "&quot;" => "\"",
            _ => "",
        };
        findings.push(passage.finding(&RULE, Severity::Error, entity.range(), message).replace_by(right));
    }
}

/// 张**、李**: a surname before the stars and a mark behind them.
fn is_masked(before: Option<char>, inner: &str) -> bool {
    before.is_some_and(crate::passage::is_han) && inner.starts_with(['、', '，', '。', '；', '和', '等', '（', '）'])
}
