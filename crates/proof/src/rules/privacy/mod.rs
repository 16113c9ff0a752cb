//! 个人信息: numbers, addresses and circumstances of people that a published text must not show.
//!
//! Which fields a list may show, and how the others are masked, is section 10 of the rule book: the laws order a notice
//! to show only what its purpose needs. Numbers of the public (credit codes, office telephones, tender numbers) are left
//! alone.

pub(super) mod account;
pub(super) mod circumstances;
pub(super) mod column;
pub(super) mod contact;
pub(super) mod digits;
mod grid;
pub(super) mod half_masked;
pub(super) mod identity;
pub(super) mod mobile;
mod names;
mod numbers;
pub(super) mod plate;
mod surnames;
pub(super) mod travel;
mod view;

use crate::passage::{Passage, head, tail};
use crate::reader::Reading;
use grid::Spot;
use std::rc::Rc;

pub(crate) use grid::Grids;
pub use grid::lists_people;

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

/// Whether one of the words governs a number: it stands right before it, with no mark of a clause, no other number and
/// no name in between. 收据编号0012马成林138… is not the number of a receipt.
pub(super) fn governs(words: &[&str], passage: &Passage<'_>, start: usize) -> bool {
    let near = tail(passage.before(start), 20);
    // 2024-138… goes on from what stands before it: one number of another thing.
    let near = match near.strip_suffix('-') {
        Some(rest) => rest.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-'),
        None => near,
    };
    let near = near.trim_end_matches(['：', ':', ' ', '　', '）', ')', '（', '(', '“']);
    let clause =
        near.rsplit(['。', '；', '，', '、', '\n', ',', ';', '/', '|', '\t', '）', ')']).next().unwrap_or_default();
    let last = words.iter().filter_map(|w| clause.rfind(w).map(|at| at + w.len())).max();
    let Some(between) = last.and_then(|at| clause.get(at..)) else { return false };
    between.chars().count() <= 8 && !between.chars().any(|c| c.is_numeric()) && !names::is_at_end(between)
}

/// What stands right behind, a few characters.
pub(super) fn behind<'a>(passage: &'a Passage<'_>, end: usize) -> &'a str {
    head(passage.after(end), 6)
}

/// The text of the head of a cell's column without blanks; empty for paragraphs.
pub(super) fn column_head(passage: &Passage<'_>, reading: &Reading<'_>) -> Rc<str> {
    Spot::of(passage, reading).map_or_else(|| Rc::from(""), |spot| spot.head())
}

/// Whether somebody is named in another cell of a cell's row.
pub(super) fn is_beside_a_name(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    Spot::of(passage, reading).is_some_and(|spot| spot.is_beside_a_name())
}
