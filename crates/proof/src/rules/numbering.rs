//! 结构层次序数: one level counts on without a gap and without saying a number twice.
//!
//! Only levels whose numbers stand at the beginning of a paragraph are counted. A count ends where a higher level goes on,
//! where it begins anew with 1, and at a table or page of another text.

use super::Entry;
use crate::passage::{Kind, Passage};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity, numeral};

/// 结构层次序数
const RULE: Rule = Rule {
    id: "proof.numbering",
    title: "层次序数连续",
    severities: &[Severity::Error],
    what: "“一、”“（一）”“1.”“（1）”各层序数在同一上级之下应当从头连续编排：缺号、重号、颠倒都提示。从1重新开始的不提示。",
    why: "序数不连续，说明删改时漏了一段或者没有改号。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.3.3",
    good: &[
        Example::text("一、总体情况\n二、主要工作\n三、下一步打算"),
        Example::text("一、问题\n（一）认识不足\n（二）力量薄弱\n二、措施\n（一）加强学习\n（二）充实力量"),
        Example::text("一、申请材料\n1.身份证复印件\n2.申请表\n二、办理流程\n1.受理\n2.审核"),
        Example::text("（一）申请条件\n（1）本村村民\n（2）年满十八周岁\n（二）申请时间"),
        Example::text("1.会议室\n2.档案室\n附件目录\n1.登记表\n2.汇总表"),
        Example::text("2020年以来，全镇新建道路三条。\n3月份完成验收。"),
    ],
    bad: &[
        Example::text("一、总体情况\n二、主要工作\n⟦四、⟧下一步打算"),
        Example::text("一、问题\n（一）认识不足\n⟦（三）⟧力量薄弱"),
        Example::text("1.身份证复印件\n2.申请表\n⟦2.⟧户口簿复印件"),
        Example::text("一、总体要求\n二、重点任务\n三、保障措施\n⟦三、⟧工作要求"),
        Example::text("（一）加强领导\n（二）落实责任\n（三）强化督查\n⟦（五）⟧严肃问责"),
        Example::text("（1）低保对象\n（2）特困人员\n⟦（4）⟧残疾人"),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

/// The four levels of GB/T 9704.
const LEVELS: usize = 4;

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let mut last: [Option<u32>; LEVELS] = [None; LEVELS];
    let mut table = None;
    for passage in &reading.passages {
        match passage.kind {
            Kind::Cell { table: at, .. } => {
                table = Some(at);
                continue;
            }
            Kind::Chart => continue,
            Kind::Paragraph(_) => {}
        }
        // Lists of Arabic numbers do not go on behind a table.
        if table.take().is_some() {
            last[2] = None;
            last[3] = None;
        }
        let Some(mark) = mark(passage) else { continue };
        let before = last.get(mark.level).copied().flatten();
        // 21.5+2就业之家 behind 20. is an item, 1.5万元 is not.
        if mark.is_decimal && before.is_none_or(|b| mark.number != b + 1) {
            continue;
        }
        for lower in last.iter_mut().skip(mark.level) {
            *lower = None;
        }
        if let Some(place) = last.get_mut(mark.level) {
            *place = Some(mark.number);
        }
        let Some(before) = before.filter(|b| mark.number != b + 1 && mark.number != 1) else { continue };
        let text = passage.get(mark.start..mark.end);
        let message = match mark.number {
            n if n == before => format!("序数“{text}”与上一个重复"),
            n if n > before => format!("序数“{text}”前面缺少第{}个", before + 1),
            _ => format!("序数“{text}”比上一个小"),
        };
        findings.push(
            passage
                .finding(&RULE, Severity::Error, mark.start..mark.end, message)
                .hint("核对是否漏写、重复，并改为连续的序数"),
        );
    }
}

/// A number at the beginning of a paragraph.
struct Mark {
    level: usize,
    number: u32,
    /// A digit stands behind the stop.
    is_decimal: bool,
    start: usize,
    end: usize,
}

fn mark(passage: &Passage<'_>) -> Option<Mark> {
    let text = passage.text.trim_start();
    let start = passage.text.len() - text.len();
    let open = text.strip_prefix(['（', '(']);
    let rest = open.unwrap_or(text);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, length, chinese) = match digits {
        0 => {
            let length = rest.len() - rest.trim_start_matches(|c| "一二三四五六七八九十百".contains(c)).len();
            (numeral::read(rest.get(..length)?)?, length, true)
        }
        1 | 2 => (rest.get(..digits)?.parse().ok()?, digits, false),
        _ => return None,
    };
    let behind = rest.get(length..)?;
    let close = match (open.is_some(), chinese) {
        (true, _) => behind.starts_with(['）', ')']).then_some(behind)?,
        (false, true) => behind.starts_with('、').then_some(behind)?,
        (false, false) => behind.starts_with(['.', '．']).then_some(behind)?,
    };
    let width = close.chars().next()?.len_utf8();
    let level = match (open.is_some(), chinese) {
        (false, true) => 0,
        (true, true) => 1,
        (false, false) => 2,
        (true, false) => 3,
    };
    let is_decimal = close.get(width..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    Some(Mark { level, number, is_decimal, start, end: passage.text.len() - close.len() + width })
}
