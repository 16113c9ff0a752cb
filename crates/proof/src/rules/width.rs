//! Half-width marks between Chinese characters, full-width digits and letters.

use super::Entry;
use crate::passage::{Passage, is_han};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 标点全角、数字半角
const RULE: Rule = Rule {
    id: "proof.width",
    title: "标点用全角，数字用半角",
    severities: &[Severity::Error, Severity::Warning],
    what: "汉字之间的逗号、句号、冒号、分号、问号、叹号、括号用全角；数字和拉丁字母用半角。数字之间、英文和网址中的半角标点不在此列。",
    why: "半角标点是英文标点，宽窄和位置都不同，也不便检索。",
    basis: "GB/T 15834—2011《标点符号用法》5.1；GB/T 15835—2011《出版物上数字用法》",
    good: &[
        Example::text("2021年，凤山乡公开信息1,250条。"),
        Example::text("地址见 https://example.com/a,b 网页。"),
        Example::text("比例为1:2，时间为9:30。"),
        Example::text("依据GB/T 15834(2011版)执行。"),
        Example::text("文件（见附件）已经印发。"),
        Example::text("A、B、C三类（甲类除外）。"),
        Example::text("照片命名为“姓名(编号).png”。"),
    ],
    bad: &[
        Example::text("全乡高度重视⟦,→，⟧认真落实。"),
        Example::text("主要问题有⟦:→：⟧人员不足。"),
        Example::text("救助对象⟦(→（⟧含特困人员⟦)→）⟧应当公示。"),
        Example::text("全年公开信息⟦５２→52⟧条。"),
        Example::text("工作完成⟦;→；⟧材料齐全。"),
        Example::text("是否公开⟦?→？⟧请答复。"),
        Example::text("落实⟦\"五公开\"→“五公开”⟧要求。"),
        Example::text("请下载⟦ＡＰＰ→APP⟧办理认证。"),
        Example::text("⟦(二)→（二）⟧加强源头管控，落实责任。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &[], check);

const NARROW: [(u8, char); 8] =
    [(b',', '，'), (b':', '：'), (b';', '；'), (b'?', '？'), (b'!', '！'), (b'(', '（'), (b')', '）'), (b'.', '。')];

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let text: &str = &passage.text;
    for (at, byte) in text.bytes().enumerate() {
        let Some((_, wide)) = NARROW.iter().find(|(narrow, _)| *narrow == byte) else { continue };
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let behind = text.get(at + 1..).and_then(|t| t.chars().next());
        let han = |c: Option<char>| c.is_some_and(|c| is_han(c) || "，。；：、“”《》（）".contains(c));
        let wrong = match byte {
            b'(' => {
                han(before) && han(behind)
                    || before.is_none() && behind.is_some_and(is_han) && !is_number_of_order(text)
            }
            b')' => (han(before) && (han(behind) || behind.is_none())) && is_closing(text, at),
            // A stop at the end of a sentence; 1.5 and www. have no Han on both sides.
            b'.' => before.is_some_and(is_han) && behind.is_none() && text.contains(['，', '。']),
            _ => {
                before.is_some_and(|c| is_han(c) || "”》）".contains(c))
                    && (han(behind) || behind.is_none() && byte != b':')
            }
        };
        if wrong && !is_file_name(text, at) {
            let message = format!("汉字之间用全角标点“{wide}”");
            findings.push(passage.finding(&RULE, Severity::Error, at..at + 1, message).replace_by(wide.to_string()));
        }
    }
    straight_quotes(passage, findings);
    if let Some(number) = ORDER.first(text).and_then(|g| g.get(1)) {
        let right = number.as_str().replace('(', "（").replace(')', "）");
        let message = "序数的括号用全角";
        findings.push(passage.finding(&RULE, Severity::Error, number.range(), message).replace_by(right));
    }
    let mut run: Option<usize> = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ'), run) {
            (true, None) => run = Some(at),
            (false, Some(start)) => {
                run = None;
                let wide = passage.get(start..at);
                // A single letter may be a mark of its own: Ａ座.
                if wide.chars().count() > 1 || wide.contains(|c: char| matches!(c, '０'..='９')) {
                    let right: String =
                        wide.chars().filter_map(|c| char::from_u32(u32::from(c).wrapping_sub(0xFEE0))).collect();
                    // Letters alone were set wide in print for long.
                    let has_digit = wide.contains(|c: char| matches!(c, '０'..='９'));
                    let severity = if has_digit { Severity::Error } else { Severity::Warning };
                    let message = "数字和拉丁字母用半角";
                    findings.push(passage.finding(&RULE, severity, start..at, message).replace_by(right));
                }
            }
            _ => {}
        }
    }
}

/// (二) before the words of a heading; (2) in half-width is widely used and left alone, (二)、 is told by the rule of marks.
static ORDER: Pattern = Pattern::new(r"^[\s　]*(\([一二三四五六七八九十]{1,3}\))[^、，．\s]");

/// "公开": straight quotation marks around Chinese words. Only where they come in pairs, so that it is certain which way each turns.
fn straight_quotes(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let text: &str = &passage.text;
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if marks.is_empty() || marks.len() % 2 == 1 {
        return;
    }
    for pair in marks.chunks_exact(2) {
        let [open, close] = *pair else { continue };
        let inner = text.get(open + 1..close).unwrap_or_default();
        if !inner.starts_with(is_han) && !inner.ends_with(is_han) {
            continue;
        }
        let message = "引号用“”，不用直引号";
        let right = format!("“{inner}”");
        findings.push(passage.finding(&RULE, Severity::Warning, open..close + 1, message).replace_by(right));
    }
}

/// 姓名(编号).png: the name of a file is written as the computer wants it.
fn is_file_name(text: &str, at: usize) -> bool {
    let behind = text.get(at..).unwrap_or_default();
    let word = behind.split(['”', '，', '。', '；', ' ']).next().unwrap_or_default();
    [".jpg", ".png", ".pdf", ".doc", ".xls", ".ppt", ".zip", ".rar", ".mp4", ".txt"].iter().any(|e| word.contains(e))
}

/// （一）, (1): numbers of order have a rule of their own.
fn is_number_of_order(text: &str) -> bool {
    text.trim_start_matches('(').starts_with(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit())
}

/// A closing bracket whose opening one is half-width too and stands in Chinese text.
fn is_closing(text: &str, at: usize) -> bool {
    // A bracket holds no more than this; to look further back for each would take long in a long text.
    let near = crate::passage::tail(text.get(..at).unwrap_or_default(), 200);
    let first = at - near.len();
    near.rfind(['(', '（']).map(|open| first + open).is_some_and(|open| {
        text.get(open..at).is_some_and(|inner| {
            inner.starts_with('(') && inner.chars().skip(1).any(|c| is_han(c) && !"一二三四五六七八九十".contains(c))
        }) && text
            .get(..open)
            .is_none_or(|b| b.chars().next_back().is_none_or(|c| is_han(c) || "，。；：、”》".contains(c)))
    })
}
