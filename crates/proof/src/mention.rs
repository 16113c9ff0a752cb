//! Words that are spoken of, not used: “布署”应为“部署”, 标有“机密”字样的.

use crate::passage::Passage;
use std::ops::Range;

/// What is said of a word as a word.
const OF_WORDS: [&str; 34] = [
    "字样",
    "误写",
    "错写",
    "误为",
    "错为",
    "写成",
    "写作",
    "写为",
    "改为",
    "改成",
    "应为",
    "应作",
    "更正",
    "勘误",
    "一词",
    "二字",
    "两字",
    "等词",
    "称谓",
    "称呼",
    "用语",
    "用词",
    "词语",
    "表述",
    "说法",
    "原称",
    "旧称",
    "俗称",
    "更名",
    "地名",
    "不得使用",
    "不使用",
    "禁用",
    "慎用",
];
/// What introduces a text that is copied as it is: 《村志》载：“…”.
const COPIES: [&str; 6] = ["载：", "记载：", "原文：", "原文为：", "写道：", "批注："];
const OPEN: [char; 2] = ['“', '‘'];
const CLOSE: [char; 2] = ['”', '’'];
const FULL: &[char] = &['。', '\n'];

/// Whether a stretch stands in quotation marks because the sentence speaks of the words themselves.
pub(crate) fn is_mentioned(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    quotation(passage, range).is_some() && {
        let sentence = passage.around(range.start, FULL);
        OF_WORDS.iter().any(|w| sentence.text.contains(w))
    }
}

/// Whether a stretch stands in a text that is copied from elsewhere.
pub(crate) fn is_copied(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let Some(open) = quotation(passage, range) else { return false };
    COPIES.iter().any(|w| passage.before(open).ends_with(w))
}

/// Where the quotation around a stretch opens.
fn quotation(passage: &Passage<'_>, range: &Range<usize>) -> Option<usize> {
    let before = passage.before(range.start);
    let open = before.rfind(OPEN)?;
    let is_open = !before.get(open..)?.contains(CLOSE);
    (is_open && passage.after(range.end).contains(CLOSE)).then_some(open)
}
