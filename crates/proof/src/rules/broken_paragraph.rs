//! A paragraph that ends in the middle of a sentence, which goes on in the next.

use super::Entry;
use crate::passage::{Passage, is_han, tail};
use crate::pattern::Pattern;
use crate::reader::Reading;
use documents::model::Role;
use domain::{Example, Finding, Rule, Severity};

/// 句子中间分段
const RULE: Rule = Rule {
    id: "proof.broken_paragraph",
    title: "句子中间分段",
    severities: &[Severity::Error],
    what: "一段文字没有写完就另起一段：上一段是长句，末尾没有标点，下一段接着写完这个句子。标题、表格、署名、列表不在此列。",
    why: "多半是从其他文件粘贴时带进的换行，公开以后句子断成两截。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.3.3（正文连续排布）",
    good: &[
        Example::text("一、总体情况\n\n2020年，全乡主动公开政府信息52条，受到群众好评。"),
        Example::text("各村要高度重视，按时公开。\n\n科学编制目录。"),
        Example::text("全乡各村应当公开下列事项：\n\n惠农补贴发放情况、救助对象名单和村级财务收支情况。"),
        Example::text("关于做好2021年政府信息公开工作年度报告编制工作的通知\n\n各村民委员会，乡属各单位："),
        Example::text("负责人：张明，联系电话：0930-1234567\n\n地址：凤山乡街道，邮编731400。"),
    ],
    bad: &[
        Example::text(
            "县市场监管局组织执法人员对城区农贸市场、大型商超开展了节前食品安全专项检查，共检查经⟦营主体⟧\n\n156户，责令整改23户。",
        ),
        Example::text(
            "2020年，全乡认真贯彻落实条例，推进政府信息公开⟦工作的⟧\n\n科学化、制度化、规范化建设，取得实效。",
        ),
        Example::text("解读材料用语不够通俗，形式不够多样，有⟦时存在⟧\n\n解读滞后的现象，群众看不懂、记不住。"),
        Example::text("各村要严格按照规定时限，及时更新公⟦开栏内⟧\n\n的各项内容，确保群众看得到。"),
        Example::text(
            "本次补贴发放对象为2021年种植玉米、小麦、马⟦铃薯的⟧\n\n农户，每亩补贴一百二十元，由县财政局直接发放。",
        ),
        Example::text("经村民代表会议讨论，并报乡人民政府审⟦核同意⟧\n\n后，现将低保对象名单公示如下，接受群众监督。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

static COUNT: Pattern = Pattern::new(r"^\d[\d,.]*(?:万|亿)?(?:元|[人户家个件起次处所名条亩吨辆场项]|公里|平方米)");

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    // Lines of pages are no paragraphs where a format cuts the text into lines.
    let paragraphs: Vec<&Passage<'_>> = reading.passages.iter().filter(|p| p.role().is_some()).collect();
    for pair in paragraphs.windows(2) {
        let [one, two] = pair else { continue };
        if one.place.page.is_none() && breaks(reading, one, two) {
            let text = one.text.trim_end();
            let start = text.len() - tail(text, 3).len();
            let message = format!("句子没有写完就另起一段（接下一段“{}…”）", crate::passage::head(two.text.trim(), 6));
            findings.push(
                one.finding(&RULE, Severity::Error, start..text.len(), message)
                    .hint("与下一段连成一段；如果漏了内容，补写完整"),
            );
        }
    }
}

fn breaks(reading: &Reading<'_>, one: &Passage<'_>, two: &Passage<'_>) -> bool {
    let (above, below) = (one.text.trim(), two.text.trim());
    let is_body = |p: &Passage<'_>| p.role() == Some(Role::Body);
    if !is_body(one) || !is_body(two) || reading.facts.title.as_deref() == Some(above) {
        return false;
    }
    // The first part is a sentence under way: commas before, Han or a digit at its end.
    let under_way = above.contains(['，', '。', '、'])
        && above.chars().count() >= 20
        && above.chars().next_back().is_some_and(is_han);
    // The second goes on: it begins with Han, but not as a new item, and it ends like a sentence.
    // A long line that ends in a word and a number with its unit: 共检查 / 156户次.
    let counts_on = COUNT.is_in(below) && above.chars().count() >= 30 && below.contains('。');
    let goes_on = (below.chars().next().is_some_and(is_han) || counts_on)
        && below.contains(['，', '。'])
        && !below.starts_with(|c| "一二三四五六七八九十第附".contains(c))
        && below.ends_with(['。', '；', '！', '？']);
    under_way && goes_on && !above.contains("电话") && !is_label(below)
}

/// 地址：…, a line of a list.
fn is_label(text: &str) -> bool {
    text.split_once('：').is_some_and(|(label, _)| label.chars().count() <= 8 && !label.contains('，'))
}
