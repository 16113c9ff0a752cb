//! Marks that come in pairs: “”, ‘’, 《》, （）, 〔〕, 【】.

use super::Entry;
use crate::passage::Passage;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 成对的标点
const RULE: Rule = Rule {
    id: "proof.pairs",
    title: "引号、书名号、括号成对",
    severities: &[Severity::Error],
    what: "引号、书名号、括号在一段之内应当成对：检查有前无后、有后无前，方向颠倒，以及前后不是一对。引文分成几段的，每段有前引号而只有末段有后引号，不在此列。",
    why: "缺了一半，读者分不清引用到哪里为止。",
    basis: "GB/T 15834—2011《标点符号用法》4.8、4.9、4.15",
    good: &[
        Example::text("严格按照“五公开”的要求，落实《条例》（2019年修订）。"),
        Example::text("（一）主动公开工作。"),
        Example::text("1）身份证复印件；2）申请表。"),
        Example::text("乙）身份证复印件；丙）申请表。"),
        Example::text("“要坚持以公开为常态、不公开为例外。"),
        Example::text("他说：“‘放管服’改革要落到实处。”"),
        Example::text("《〈条例〉释义》已经出版。"),
    ],
    bad: &[
        Example::text("严格按照⟦“⟧五公开的要求，做好工作。"),
        Example::text("落实《政府信息公开条例的规定⟦》⟧》。"),
        Example::text("根据⟦《⟧政府信息公开条例的规定，现予公开。"),
        Example::text("全乡共有低保户120户⟦（⟧其中一类10户，二类30户。"),
        Example::text("按照“谁公开、谁负责”的⟦”⟧原则办理。"),
        Example::text("公开内容见附件1⟦）⟧，请各村对照。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, all);

/// 【】 may stand around several paragraphs.
const PAIRS: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('〔', '〕'), ('〈', '〉')];

fn all(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let prose: Vec<&Passage<'_>> = reading.passages.iter().filter(|p| !p.is_cell()).collect();
    for (at, passage) in prose.iter().enumerate() {
        if passage.text.contains(|c| PAIRS.iter().any(|(open, close)| c == *open || c == *close)) {
            let next = prose.get(at + 1).map_or("", |p| p.text.trim_start());
            check(passage, next.starts_with('“'), findings);
        }
    }
}

/// `goes_on`: the next paragraph opens with a quotation mark, so that a quotation of several paragraphs may stay open here.
fn check(passage: &Passage<'_>, goes_on: bool, findings: &mut Vec<Finding>) {
    let text: &str = &passage.text;
    let (narrow_opening, narrow_closing) = (text.find('('), text.rfind(')'));
    let has_closing_quote = text.contains('”');
    let mut open: Vec<(usize, char, char)> = Vec::new();
    let mut say = |at: usize, mark: char, message: String| {
        let range = at..at + mark.len_utf8();
        findings
            .push(passage.finding(&RULE, Severity::Error, range, message).hint("补上缺少的一半，或者删去多余的一半"));
    };
    for (at, c) in text.char_indices() {
        if let Some((o, close)) = PAIRS.iter().find(|(o, _)| *o == c) {
            // The same mark within itself: one before it was not closed. （ may stand in （.
            if matches!(c, '“' | '《' | '‘')
                && let Some(position) = open.iter().rposition(|(_, open, _)| *open == c)
            {
                let (at, mark, close) = open.remove(position);
                say(at, mark, one_half(mark, close));
            }
            open.push((at, *o, *close));
        } else if let Some((o, _)) = PAIRS.iter().find(|(_, close)| *close == c) {
            // ’ is an apostrophe as well, ） stands behind 1.
            match open.iter().rposition(|(_, open, _)| open == o) {
                Some(position) => {
                    for (at, mark, close) in open.split_off(position).into_iter().skip(1) {
                        say(at, mark, one_half(mark, close));
                    }
                }
                None if c == '’'
                    || c == '）' && (is_label(text, at) || narrow_opening.is_some_and(|open| open < at)) => {}
                None => say(at, c, one_half(c, *o)),
            }
        }
    }
    for (at, mark, close) in open {
        // A quotation of several paragraphs opens each of them and closes only the last.
        let continued = mark == '“' && text.get(..at).is_some_and(|t| t.trim().is_empty()) && !has_closing_quote
            || goes_on && mark == '“';
        let narrow = mark == '（' && narrow_closing.is_some_and(|close| close > at);
        if !continued && !narrow {
            say(at, mark, one_half(mark, close));
        }
    }
}

/// Which half is there and which is not, in words: quotation marks within quotation marks cannot be read.
fn one_half(there: char, missing: char) -> String {
    let name = match there {
        '“' | '”' => "引号",
        '‘' | '’' => "单引号",
        '《' | '》' => "书名号",
        '〈' | '〉' => "单书名号",
        '〔' | '〕' => "六角括号",
        _ => "括号",
    };
    match PAIRS.iter().any(|(open, _)| *open == there) {
        true => format!("有前{name} {there}，没有与它成对的后{name} {missing}"),
        false => format!("有后{name} {there}，没有与它成对的前{name} {missing}"),
    }
}

/// 1）, a）, 一）: a number of order with half a bracket.
fn is_label(text: &str, at: usize) -> bool {
    let before = crate::passage::tail(text.get(..at).unwrap_or_default(), 4);
    let label = before.rsplit(|c| "。；，、：\n 　".contains(c)).next().unwrap_or_default();
    !label.is_empty()
        && label.chars().count() <= 3
        && label.chars().all(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十甲乙丙丁戊己庚辛".contains(c))
}
