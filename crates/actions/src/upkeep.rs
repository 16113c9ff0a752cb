//! 日常维护的检查: the rules about what keeps a published site usable and true, which are found by the night's work and at the
//! gate, not in a file.

use domain::{Rule, contact};

use crate::{proofreading, sweep};

/// Rules about one thing.
#[derive(Debug, Clone, Copy)]
pub struct Chapter {
    /// What they are about.
    pub title: &'static str,
    /// In the order in which they are told.
    pub rules: &'static [&'static Rule],
}

/// All of them.
pub const CHAPTERS: [Chapter; 4] = [
    Chapter { title: "网站链接", rules: ::links::RULES },
    Chapter { title: "联系电话", rules: contact::RULES },
    Chapter { title: "已经发布的信息", rules: sweep::RULES },
    Chapter { title: "附件", rules: proofreading::RULES },
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    CHAPTERS.iter().flat_map(|c| c.rules).copied()
}

/// The rule behind an identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
