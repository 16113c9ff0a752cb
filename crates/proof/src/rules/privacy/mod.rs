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
pub(super) mod numbers;

use crate::passage::{CLAUSE, Passage, head, tail};
use crate::reader::Reading;
use documents::model::Block;

/// The provisions all these rules rest on.
pub(super) const LAW: &str =
    "《中华人民共和国个人信息保护法》第六条、第二十五条；《中华人民共和国政府信息公开条例》第十五条";

/// The word that names a number: what stands before it in its clause, at most a few characters, and in a table the head
/// of its column.
pub(super) fn cue(passage: &Passage<'_>, reading: &Reading<'_>, start: usize) -> String {
    let clause = passage.around(start, CLAUSE);
    // A colon ends a clause, but the label stands before it.
    let before = passage.before(start);
    let near = tail(before, 14);
    let near = match near.rfind(['。', '；', '\n']) {
        Some(at) => near.get(at..).unwrap_or_default(),
        None => near,
    };
    let _ = clause;
    format!("{}{near}", column_head(passage, reading))
}

/// Whether a cell is a value of a table of labels and values (办公地址 | 凤山乡街道12号), which tells of an office; a list
/// of people has a head that names them.
pub(super) fn is_value_of_office(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    let crate::passage::Kind::Cell { table, .. } = passage.kind else { return false };
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

/// The text of the head of a cell's column; empty for paragraphs.
pub(super) fn column_head(passage: &Passage<'_>, reading: &Reading<'_>) -> String {
    let crate::passage::Kind::Cell { table, row, col } = passage.kind else { return String::new() };
    let Some(Block::Table(table)) = reading.document.blocks.get(table) else { return String::new() };
    // The nearest cell above with words in it; tables of many rows have their head in the first few.
    (0..row.min(3))
        .rev()
        .filter_map(|r| table.at(r, col))
        .map(|c| c.text.as_str())
        .find(|t| t.chars().any(crate::passage::is_han))
        .unwrap_or_default()
        .to_owned()
}
