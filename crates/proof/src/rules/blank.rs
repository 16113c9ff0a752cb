//! Blanks inside a sentence: between Han and digits, and between Han and Han.
//!
//! Latin words keep their blanks; so do lists that are set with blanks (甲　乙　丙) and everything that begins a line.

use super::Entry;
use crate::passage::{Passage, is_han};
use crate::reader::Reading;
use documents::model::Role;
use domain::{Example, Finding, Rule, Severity};

/// 多余的空格
const RULE: Rule = Rule {
    id: "proof.blank",
    title: "多余的空格",
    severities: &[Severity::Error, Severity::Warning],
    what: "公文正文中，汉字与数字之间、汉字与标点之间、词语内部不留空格。英文单词之间、段首缩进、署名和日期的排版空格不在此列。",
    why: "空格多半是从网页、表格或者输入软件带进来的，会断开词语，也影响检索。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.3.3（正文连续排布）；编排惯例",
    good: &[
        Example::text("2020年，凤山乡公开信息52条。"),
        Example::text("使用 Windows 10 系统的单位应当升级。"),
        Example::text("　　各村民委员会："),
        Example::text("王　强　李　娟　马小红"),
        Example::text("1. 主动公开意识不足。"),
        Example::text("凤山乡人民政府　2021年1月22日"),
        Example::text("电话：0930 1234567"),
        Example::text("承办单位：县委办　县政府办"),
        Example::text("一、 总体情况"),
        Example::text("按照《中共中央 国务院关于实施乡村振兴战略的意见》，制定本方案。"),
        Example::text("第三条 各级人民政府应当加强对信息公开工作的领导，明确主管部门。"),
        Example::text("主持人张 强同志宣布会议开始，并宣读了有关文件。"),
    ],
    bad: &[
        Example::text("凤山乡⟦ 2020 →2020⟧年完成了目录编制。"),
        Example::text("全镇共有⟦ 15 →15⟧个行政村。"),
        Example::text("依申请公开工作。⟦2020 →2020⟧年全年未收到申请。"),
        Example::text("自⟦2021年 →2021年⟧起施行，逾期不再受理。"),
        Example::text("各村要及时公开惠农补贴⟦ ，→，⟧接受群众监督。"),
        Example::text("政府信息公开工作年度⟦ 报 →报⟧告已经发布。"),
        Example::text("全年发放资金⟦ 1200万元→1200万元⟧，惠及群众。"),
        Example::text("为解决停车难、⟦ 就→就⟧医难问题，县政府决定新建停车场。"),
        Example::text("各乡镇⟦ （→（⟧街道）要明确专人负责，不得迟报。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &[" ", "\u{3000}", "\u{a0}"], check);

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

fn check(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let text = passage.text.trim();
    let is_title = reading.facts.title.as_deref() == Some(text);
    // Only what is certainly running text: a sentence, or the title.
    if !is_title && !text.contains(['。', '，']) || matches!(passage.role(), Some(Role::Heading1 | Role::Heading2)) {
        return;
    }
    let chars: Vec<(usize, char)> = passage.text.char_indices().collect();
    let get = |i: usize| chars.get(i).map(|(_, c)| *c);
    let byte = |i: usize| chars.get(i).map_or(passage.text.len(), |(at, _)| *at);
    let mut at = 0;
    while at < chars.len() {
        if !get(at).is_some_and(is_blank) {
            at += 1;
            continue;
        }
        let mut end = at;
        while get(end).is_some_and(is_blank) {
            end += 1;
        }
        let found = at
            .checked_sub(1)
            .and_then(get)
            .zip(get(end))
            .and_then(|(before, behind)| judge(before, behind, &chars, at, end));
        // More than two blanks set things apart, they do not slip in.
        let Some(kind) = found.filter(|_| end - at <= 2) else {
            at = end;
            continue;
        };
        // A number or a single character between blanks belongs to the same slip.
        let mut stop = end;
        let mut from = at;
        match kind {
            Slip::Number => {
                while get(stop).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '%')) {
                    stop += 1;
                }
                while get(stop).is_some_and(|c| "年月日万亿元个条件起户人次".contains(c)) {
                    stop += 1;
                }
                // The blank behind the number as well.
                if get(stop).is_some_and(is_blank) && get(stop + 1).is_some_and(is_han) {
                    stop += 1;
                }
            }
            Slip::BehindNumber => {
                while from > 0 && get(from - 1).is_some_and(|c| c.is_ascii_digit() || "年月日.%".contains(c)) {
                    from -= 1;
                }
            }
            Slip::Word => {
                stop += 1;
                while get(stop).is_some_and(is_blank) && get(stop + 1).is_some_and(is_han) {
                    stop += 1;
                }
            }
            Slip::Mark | Slip::BehindMark => stop += 1,
        }
        let range = byte(from)..byte(stop);
        let right: String = passage.get(range.clone()).chars().filter(|c| !is_blank(*c)).collect();
        let (severity, message) = match kind {
            Slip::Number | Slip::BehindNumber => (Severity::Error, "汉字与数字之间不留空格"),
            Slip::Mark => (Severity::Error, "汉字与标点之间不留空格"),
            Slip::BehindMark => (Severity::Warning, "标点与汉字之间不留空格"),
            Slip::Word => (Severity::Warning, "词语中间不留空格"),
        };
        findings.push(passage.finding(&RULE, severity, range, message).replace_by(right));
        at = stop.max(end);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// Before a number.
    Number,
    /// Behind a number.
    BehindNumber,
    /// Between two characters of a sentence.
    Word,
    /// Before a mark.
    Mark,
    /// Behind a mark.
    BehindMark,
}

fn judge(before: char, behind: char, chars: &[(usize, char)], at: usize, end: usize) -> Option<Slip> {
    let get = |i: usize| chars.get(i).map(|(_, c)| *c);
    // 1. 主动: the blank behind a number of order is a matter of taste.
    let line_number = at >= 2 && matches!(before, '.' | '．' | '、' | '）' | ')') && chars.iter().take(at).count() <= 6;
    if line_number {
        return None;
    }
    if is_han(before) && behind.is_ascii_digit() {
        // 第 10 号 is as wrong as others; telephone numbers behind 电话 are not.
        let run = (end..).map_while(&get).take_while(|c| c.is_ascii_digit()).count();
        // Windows 10 系统 is caught by the Latin letter before it, long numbers are telephones.
        return (run <= 6).then_some(Slip::Number);
    }
    if (before.is_ascii_digit() || before == '%') && is_han(behind) {
        let word: String = (0..at)
            .rev()
            .map_while(&get)
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | ','))
            .collect();
        // Windows 10 系统: the number belongs to the Latin word before it.
        let first = at.saturating_sub(word.chars().count());
        let latin = get(first.wrapping_sub(1)).is_some_and(is_blank)
            && get(first.wrapping_sub(2)).is_some_and(|c| c.is_ascii_alphabetic());
        return (!latin && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ',')))
            .then_some(Slip::BehindNumber);
    }
    if matches!(before, '年' | '月' | '日') && is_han(behind) {
        let digit = at.checked_sub(2).and_then(&get).is_some_and(|c| c.is_ascii_digit());
        return digit.then_some(Slip::BehindNumber);
    }
    if is_han(before) && "，。；：、！？）》”（《“".contains(behind) && get(at) != Some('\u{3000}') {
        return Some(Slip::Mark);
    }
    if "，、（《“".contains(before) && is_han(behind) {
        return Some(Slip::BehindMark);
    }
    (is_han(before)
        && is_han(behind)
        && get(at) != Some('\u{3000}')
        && is_sentence_around(chars, at, end)
        && !is_set_apart(chars, at, end))
    .then_some(Slip::Word)
}

/// Five characters of running text on one side: names that are set apart by blanks are shorter.
fn is_sentence_around(chars: &[(usize, char)], at: usize, end: usize) -> bool {
    let running = |c: &&(usize, char)| is_han(c.1) || c.1.is_ascii_digit();
    let before = chars.iter().take(at).rev().take_while(running).count();
    let behind = chars.iter().skip(end).take_while(running).count();
    before >= 5 || behind >= 5
}

/// 第三条 各级…, 中共中央 国务院…, 张 强同志: blanks that belong there.
fn is_set_apart(chars: &[(usize, char)], at: usize, end: usize) -> bool {
    let before: String =
        chars.iter().take(at).rev().take(8).map(|(_, c)| *c).collect::<Vec<_>>().into_iter().rev().collect();
    let behind: String = chars.iter().skip(end).take(4).map(|(_, c)| *c).collect();
    let ordered = before.strip_prefix('第').is_some_and(|rest| {
        rest.ends_with(['条', '章', '节', '编'])
            && rest.chars().rev().skip(1).all(|c| "零〇一二三四五六七八九十百千".contains(c))
    }) && at <= 8;
    let organs = ["中共中央", "国务院", "中央军委", "全国人大", "全国政协", "最高人民法院", "最高人民检察院", "办公厅"];
    let joint = organs.iter().any(|o| before.ends_with(o))
        && organs.iter().any(|o| behind.starts_with(&o.chars().take(4).collect::<String>()));
    let title = ["同志", "先生", "女士", "书记", "主任"]
        .iter()
        .any(|t| behind.chars().skip(1).collect::<String>().starts_with(t));
    ordered || joint || title
}
