//! 行政复议 and 行政诉讼 about government information: the columns of table 4 of the annual report.

use serde::{Deserialize, Serialize};

/// Which of the three blocks of table 4 a case belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// 行政复议
    Reconsideration,
    /// 行政诉讼·未经复议直接起诉
    LitigationDirect,
    /// 行政诉讼·复议后起诉
    LitigationAfterReview,
}

impl ReviewKind {
    /// All kinds in the form's order.
    pub const ALL: [ReviewKind; 3] =
        [ReviewKind::Reconsideration, ReviewKind::LitigationDirect, ReviewKind::LitigationAfterReview];

    /// Key of the block in the canonical JSON.
    pub fn key(self) -> &'static str {
        match self {
            ReviewKind::Reconsideration => "reconsideration",
            ReviewKind::LitigationDirect => "litigation_direct",
            ReviewKind::LitigationAfterReview => "litigation_after_review",
        }
    }
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewResult {
    /// 结果维持
    Upheld,
    /// 结果纠正
    Corrected,
    /// 其他结果
    Other,
}

impl ReviewResult {
    /// All results in the form's order.
    pub const ALL: [ReviewResult; 3] = [ReviewResult::Upheld, ReviewResult::Corrected, ReviewResult::Other];
}
