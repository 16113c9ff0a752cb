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
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &[], check);

static MARK: Pattern = Pattern::new(
    r"^[\s　]*(?:(?P<bracket>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])[、，．]|(?P<digit>\d{1,2})、|(?P<han>[一二三四五六七八九十]{1,3})[，．.]|(?P<order>第[一二三四五六七八九十])、)",
);

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(groups) = MARK.first(&passage.text) else { return };
    let Some(whole) = groups.get(0) else { return };
    let behind = passage.after(whole.end());
    // A number with nothing behind it, or the beginning of 1、2、3号楼.
    if !behind.trim_start().starts_with(|c| is_han(c) || c == '《' || c == '“') {
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
        // 一，is a sentence as well.
        if han.as_str().chars().count() == 1 && behind.contains(['，', '。']) {
            return;
        }
        (format!("{}、", han.as_str()), Severity::Error, "汉字的序数后面用顿号")
    } else if let Some(order) = groups.name("order") {
        // 第一、二产业, 第一、第二
        if behind.starts_with(|c| "第一二三四五六七八九十".contains(c)) {
            return;
        }
        (format!("{}，", order.as_str()), Severity::Error, "“第一”“第二”一类的序数后面用逗号")
    } else {
        return;
    };
    findings.push(passage.finding(&RULE, severity, start..whole.end(), message).replace_by(right));
}
