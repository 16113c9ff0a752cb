//! Every rule that a finding about an annual report can name, for the guide and for `--explain`.
//!
//! The text of a rule stands beside its check; the rules that the reader of files applies while it reads are in
//! `reading.rs`. [`scene`] runs the examples.

mod explain;
mod reading;
pub mod scene;

use crate::checks;
use domain::Rule;

pub use explain::{explain, guide, index};

/// A part of the guide: rules that belong together, in the order in which they are read.
#[derive(Debug, Clone, Copy)]
pub struct Chapter {
    /// Its heading.
    pub title: &'static str,
    /// Its rules.
    pub rules: &'static [&'static Rule],
}

/// The guide.
pub const CHAPTERS: &[Chapter] = &[
    Chapter { title: "表格数字", rules: checks::TABLE_RULES },
    Chapter { title: "与上一年度报告核对", rules: checks::YEAR_RULES },
    Chapter { title: "正文", rules: checks::TEXT_RULES },
    Chapter { title: "格式和识别", rules: reading::RULES },
];

/// All rules in the order of the guide.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    CHAPTERS.iter().flat_map(|chapter| chapter.rules.iter().copied())
}

/// The rule behind an identifier, e.g. `report.balance`.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
