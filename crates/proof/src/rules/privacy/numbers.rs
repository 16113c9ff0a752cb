//! What the rules of numbers share: the digits of a passage, and the words by which a number is another one.

use super::digits::{Digits, Number};
use super::{column_head, governs, names};
use crate::passage::{Passage, begins, ends, has, head, tail};
use crate::reader::Reading;
use domain::identifiers::{IdentityError, check_identity_number, is_province_code};

/// Every digit, half and full width.
pub(super) const DIGITS: &[&str] =
    &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"];
/// What is counted or measured stands before its unit.
const UNITS: [&str; 24] = [
    "元", "万", "亿", "亩", "平方", "立方", "吨", "公斤", "千克", "斤", "公顷", "公里", "千米", "米", "㎡", "m²", "m³",
    "千瓦", "次", "人次", "株", "只", "头", "%",
];
/// Words that name numbers of other things.
pub(super) const OTHER_NUMBERS: [&str; 38] = [
    "代码",
    "编码",
    "标识码",
    "编号",
    "序号",
    "登记号",
    "批准号",
    "计划号",
    "期号",
    "档案号",
    "单号",
    "订单",
    "合同号",
    "招标",
    "采购",
    "标段",
    "文号",
    "发票",
    "纳税人识别号",
    "税号",
    "许可证",
    "备案号",
    "流水号",
    "批号",
    "索引号",
    "条码",
    "条形码",
    "ISBN",
    "ISSN",
    "坐标",
    "宗地号",
    "不动产单元号",
    "不动产权",
    "图号",
    "设备号",
    "资产",
    "运单",
    "案号",
];

/// The word that says that a number is another one: right before it, or at the head of its column if nobody is named
/// beside it.
pub(super) fn other_number(passage: &Passage<'_>, reading: &Reading<'_>, number: &Number) -> Option<&'static str> {
    let start = number.range.start;
    let said = OTHER_NUMBERS.iter().find(|word| governs(&[**word], passage, start));
    let heads = || {
        let head = column_head(passage, reading);
        OTHER_NUMBERS.iter().find(|w| head.contains(**w)).filter(|_| !super::is_beside_a_name(passage, reading))
    };
    said.or_else(heads).copied()
}

/// 马占海（622926199001010019）: area, date and a name before it, only the check digit is not right.
pub(super) fn is_beside_a_name(passage: &Passage<'_>, number: &Number) -> bool {
    let before = passage.before(number.range.start).trim_end_matches(['（', '(', '，', '、', '：', ' ', '　', '【']);
    number.digits.get(..2).is_some_and(is_province_code)
        && check_identity_number(&number.digits) == Err(IdentityError::CheckDigit)
        && names::at_end(before).is_some()
}

/// The digits of a passage, if there are enough of them to matter.
pub(super) fn digits_of(passage: &Passage<'_>, least: usize) -> Option<Digits> {
    let count = passage.text.chars().filter(char::is_ascii_digit).take(least).count();
    (count >= least).then(|| Digits::of(&passage.text))
}

/// An amount (13800008000.50, ¥13800008000, 13800008000元), or part of a number that is masked.
pub(super) fn is_no_number(passage: &Passage<'_>, number: &Number) -> bool {
    let after = passage.after(number.range.end);
    let before = passage.before(number.range.start);
    let decimal = after.strip_prefix('.').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    // What goes on in stars is masked; whether enough is the business of another rule.
    let is_masked = begins(after, &["*", "×", "●"]) || before.ends_with(['*', '×', '●']);
    let is_sum = before.ends_with(['.', '¥', '￥', '第', '№']) || begins(after, &UNITS) || begins(after, &["号文"]);
    decimal || is_masked || is_sum
}

/// Part of an address on the web or of the name of a file.
pub(super) fn is_in_address(passage: &Passage<'_>, number: &Number) -> bool {
    let is_of_it = |c: char| c.is_ascii_graphic();
    // Addresses are not longer than this.
    let before = tail(passage.before(number.range.start), 200);
    let after = head(passage.after(number.range.end), 200);
    let start = number.range.start - before.len() + before.trim_end_matches(is_of_it).len();
    let end = number.range.end + after.len() - after.trim_start_matches(is_of_it).len();
    let word = passage.get(start..end);
    has(word, &["://", "www.", ".htm", ".pdf", ".doc", ".xls", ".jpg", ".png", ".zip", ".rar", "?"])
        || ends(before, &["_", "="])
}
