//! 个人信息: numbers, addresses and circumstances of people that a published text must not show.
//!
//! Which fields a list may show, and how the others are masked, is section 10 of the rule book: the laws order a notice
//! to show only what its purpose needs. Numbers of the public (credit codes, office telephones, tender numbers) are left
//! alone.

pub(super) mod circumstances;
pub(super) mod column;
pub(super) mod contact;
pub(super) mod digits;
pub(super) mod half_masked;
mod names;
pub(super) mod numbers;
mod surnames;
mod view;

use crate::passage::{Kind, Passage, head, tail};
use crate::reader::Reading;
use documents::model::Block;

/// The provisions all these rules rest on.
pub(super) const LAW: &str =
    "《中华人民共和国个人信息保护法》第六条、第二十五条；《中华人民共和国政府信息公开条例》第十五条";

/// The word that names a number: what stands before it in its clause, at most a few characters, and in a table the head
/// of its column.
pub(super) fn cue(passage: &Passage<'_>, reading: &Reading<'_>, start: usize) -> String {
    let before = passage.before(start);
    let near = tail(before, 14);
    let near = match near.rfind(['。', '；', '\n']) {
        Some(at) => near.get(at..).unwrap_or_default(),
        None => near,
    };
    format!("{}{near}", column_head(passage, reading))
}

/// Whether a cell is a value of a table of labels and values (办公地址 | 凤山乡街道12号), which tells of an office; a list
/// of people has a head that names them.
pub(super) fn is_value_of_office(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    let Kind::Cell { table, .. } = passage.kind else { return false };
    let Some(Block::Table(table)) = reading.document.blocks.get(table) else { return false };
    let labels = || table.cells.iter().filter(|c| c.col == 0);
    let people =
        table.cells.iter().any(|c| c.row == 0 && crate::passage::has(&c.text, &["姓名", "户主", "申请人", "对象"]));
    !people
        && labels()
            .filter(|c| {
                crate::passage::has(&c.text, &["地址", "电话", "时间", "机构", "邮箱", "邮编", "邮政编码", "传真"])
            })
            .count()
            >= 2
}

/// What stands right behind, a few characters.
pub(super) fn behind<'a>(passage: &'a Passage<'_>, end: usize) -> &'a str {
    head(passage.after(end), 6)
}

/// The text of the head of a cell's column without blanks; empty for paragraphs.
pub(super) fn column_head(passage: &Passage<'_>, reading: &Reading<'_>) -> String {
    let Kind::Cell { table, row, col } = passage.kind else { return String::new() };
    let Some(Block::Table(table)) = reading.document.blocks.get(table) else { return String::new() };
    // The nearest cell above with words in it; tables of many rows have their head in the first few.
    (0..row.min(3))
        .rev()
        .filter_map(|r| table.at(r, col))
        .map(|c| crate::facts::compact(&c.text))
        .find(|t| is_label(t))
        .unwrap_or_default()
}

/// 微信号, QQ, Email; a number or an account is none.
fn is_label(text: &str) -> bool {
    let has_letters = text.chars().any(|c| c.is_ascii_alphabetic()) && !text.contains(|c: char| c.is_ascii_digit());
    text.chars().any(crate::passage::is_han) || has_letters
}

/// The texts of the first row of a cell's table that has more than one cell; empty for paragraphs.
pub(super) fn head_row(passage: &Passage<'_>, reading: &Reading<'_>) -> String {
    let Kind::Cell { table, row, .. } = passage.kind else { return String::new() };
    let Some(Block::Table(table)) = reading.document.blocks.get(table) else { return String::new() };
    let text = |row: usize| -> Vec<&str> {
        table.cells.iter().filter(|c| c.row == row && !c.text.trim().is_empty()).map(|c| c.text.as_str()).collect()
    };
    (0..row.min(3)).map(text).find(|cells| cells.len() > 1).unwrap_or_default().join(" ")
}

/// The other cells of a cell's row; none for paragraphs.
pub(super) fn row_of<'r>(passage: &Passage<'_>, reading: &'r Reading<'_>) -> Vec<&'r str> {
    let Kind::Cell { table, row, col } = passage.kind else { return Vec::new() };
    let Some(Block::Table(table)) = reading.document.blocks.get(table) else { return Vec::new() };
    table.cells.iter().filter(|c| c.row == row && c.col != col).map(|c| c.text.as_str()).collect()
}
