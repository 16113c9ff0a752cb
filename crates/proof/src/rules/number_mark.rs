//! The mark behind a number of order: 一、 and 1. have theirs, （一） and （1） have none, 第一 takes a comma.

use super::Entry;
use crate::passage::{Passage, is_han};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 序数后的标点
const RULE: Rule = Rule {
    id: "proof.number_mark",
    title: "序数后的标点",
    severities: &[Severity::Error, Severity::Warning],
    what: "“（一）”“（1）”已有括号，后面不再加顿号、逗号；“一”后用顿号，“1”后用下脚点；“第一”“首先”一类后面用逗号，不用顿号。",
    why: "序数和标点的搭配有统一规定，写错了是最容易看见的格式差错。",
    basis: "GB/T 15834—2011《标点符号用法》4.5、附录B.1；GB/T 9704—2012《党政机关公文格式》7.3.3",
    good: &[
        Example::text("一、总体情况"),
        Example::text("（一）主动公开情况"),
        Example::text("1.身份证复印件"),
        Example::text("（1）本村村民"),
        Example::text("第一，要统一思想认识。"),
        Example::text("第一、二产业增加值分别增长3%和5%。"),
        Example::text("一是加强领导。二是压实责任。"),
        Example::text("1，2号楼同时开工。"),
        Example::text("符合第十条第（一）、（二）、（三）项规定。"),
        Example::text("六、七月份是防汛关键期。"),
        Example::text("依次按首先、其次、最后的顺序填写。"),
    ],
    bad: &[
        Example::text("⟦（一）、→（一）⟧主动公开情况"),
        Example::text("⟦（1）、→（1）⟧本村村民"),
        Example::text("⟦(二)、→（二）⟧落实工作责任"),
        Example::text("⟦1、→1.⟧身份证复印件"),
        Example::text("⟦12、→12.⟧户口簿复印件"),
        Example::text("⟦一，→一、⟧总体情况"),
        Example::text("⟦三．→三、⟧保障措施"),
        Example::text("⟦第一、→第一，⟧要统一思想认识。"),
        Example::text("⟦首先、→首先，⟧要摸清底数；⟦其次、→其次，⟧要建立台账。"),
        Example::text("主要困难有三：⟦（1）、→（1）⟧资金不足；⟦（2）、→（2）⟧人手不够。"),
        Example::text("⟦2，→2.⟧对不符合条件的家庭，要及时退出。"),
        Example::text("⟦三，→三、⟧加强监督检查。对发现的问题限期整改。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &[], check);

static MARK: Pattern = Pattern::new(
    r"^[\s　]*(?:(?P<bracket>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])[、，．]|(?P<digit>\d{1,2})、|(?P<han>[一二三四五六七八九十]{1,3})[，．.]|(?P<comma>\d{1,2})，)",
);

/// A year with its 年: what is numbered begins with a date, which 1、3号楼 does not.
static DATE_BEHIND: Pattern = Pattern::new(r"^(?:19|20)\d{2}年");

/// Within a sentence as well: 首先、…其次、… and （1）、….
static ORDER: Pattern = Pattern::new(r"(?:^|[，。；：、\s　])((?:首先|其次|再次|最后|第[一二三四五六七八九十])、)");
static BRACKETS: Pattern = Pattern::new(r"([，。；：\s　])([（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳])、");

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    within(passage, findings);
    first(passage, findings);
}

fn within(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    if !passage.text.contains('、') {
        return;
    }
    for order in ORDER.groups(&passage.text).filter_map(|g| g.get(1)) {
        // 第一、二产业, 第一、第二, 首先、其次 as words.
        let behind = passage.after(order.end());
        if behind.starts_with(|c| "第一二三四五六七八九十首其再最".contains(c)) || !behind.starts_with(is_han)
        {
            continue;
        }
        let right = order.as_str().replace('、', "，");
        let message = "“第一”“首先”一类的序数后面用逗号";
        findings.push(passage.finding(&RULE, Severity::Error, order.range(), message).replace_by(right));
    }
    for groups in BRACKETS.groups(&passage.text) {
        let (Some(whole), Some(number)) = (groups.get(0), groups.get(2)) else { continue };
        // 第（一）、（二）项 has none of the marks before it; （一）、（二）两项 has.
        if passage.after(whole.end()).starts_with(['（', '('])
            || ('①'..='⑳').any(|c| passage.after(whole.end()).starts_with(c))
        {
            continue;
        }
        let right = number.as_str().replace('(', "（").replace(')', "）");
        let message = "序数已有括号，后面不再加标点";
        let range = number.start()..whole.end();
        findings.push(passage.finding(&RULE, Severity::Error, range, message).replace_by(right));
    }
}

fn first(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let Some(groups) = MARK.first(&passage.text) else { return };
    let Some(whole) = groups.get(0) else { return };
    let behind = passage.after(whole.end());
    // A number with nothing behind it, or the beginning of 1、2、3号楼.
    let begins_a_date = DATE_BEHIND.is_in(behind);
    if !begins_a_date && !behind.trim_start().starts_with(|c| is_han(c) || c == '《' || c == '“') {
        return;
    }
    let text = whole.as_str().trim_start();
    let start = whole.end() - text.len();
    let (right, severity, message) = if let Some(bracket) = groups.name("bracket") {
        let right = bracket.as_str().replace('(', "（").replace(')', "）");
        (right, Severity::Error, "序数已有括号，后面不再加标点")
    } else if let Some(digit) = groups.name("digit") {
        (format!("{}.", digit.as_str()), Severity::Warning, "阿拉伯数字的序数后面用下脚点，不用顿号")
    } else if let Some(han) = groups.name("han") {
        // 一，is a sentence as well; with a full stop soon behind it a heading stands there.
        let heading = behind.split('。').next().unwrap_or_default();
        let is_heading = behind.contains('。') && heading.chars().count() <= 12 && !heading.contains('，');
        if han.as_str().chars().count() == 1 && behind.contains(['，', '。']) && !is_heading {
            return;
        }
        (format!("{}、", han.as_str()), Severity::Error, "汉字的序数后面用顿号")
    } else if let Some(digit) = groups.name("comma") {
        (format!("{}.", digit.as_str()), Severity::Error, "阿拉伯数字的序数后面用下脚点")
    } else {
        return;
    };
    findings.push(passage.finding(&RULE, severity, start..whole.end(), message).replace_by(right));
}
