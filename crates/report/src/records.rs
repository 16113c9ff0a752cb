//! What a report is drawn up from: plain records, filled by the store. No behaviour, only facts with dates.
//!
//! Every record carries the identifier under which its case is opened again from a cell of the report.

use domain::{
    organ::OrganLevel,
    request::outcome::{ApplicantKind, Outcome},
    review::{ReviewKind, ReviewResult},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that one organ's report is counted from, over all years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Records {
    /// The organ's full name as in the title of the report.
    pub organ: String,
    /// What kind of organ.
    pub organ_level: OrganLevel,
    /// 政府信息公开申请
    pub requests: Vec<RequestRecord>,
    /// 行政复议、行政诉讼
    pub reviews: Vec<ReviewRecord>,
    /// 规章、行政规范性文件
    pub documents: Vec<NormativeRecord>,
    /// 行政许可、处罚、强制、收费、采购 as counted by the units.
    pub ledger: Vec<LedgerRecord>,
    /// What was done, for the narrative.
    pub work: Vec<WorkRecord>,
    /// 主动公开信息
    pub published: Vec<PublishedRecord>,
}

impl Records {
    /// An organ without any record.
    pub fn empty(organ: impl Into<String>, organ_level: OrganLevel) -> Self {
        Records {
            organ: organ.into(),
            organ_level,
            requests: Vec::new(),
            reviews: Vec::new(),
            documents: Vec::new(),
            ledger: Vec::new(),
            work: Vec::new(),
            published: Vec::new(),
        }
    }
}

/// A request as the report counts it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestRecord {
    /// Identifier of the case.
    pub id: String,
    /// 编号
    pub number: String,
    /// What it asks for.
    pub subject: String,
    /// Who asks.
    pub applicant: ApplicantKind,
    /// 收到申请之日 (Art. 31).
    pub received_on: Date,
    /// When and how it ended.
    pub closed: Option<(Date, Outcome)>,
    /// A notice of 信息处理费, if one was issued.
    pub fee: Option<FeeNotice>,
}

/// 收费通知 (国办函〔2020〕109号).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeeNotice {
    /// When it was issued.
    pub notified_on: Date,
    /// Its sum in 元.
    pub amount_yuan: i64,
    /// When it was paid.
    pub paid_on: Option<Date>,
}

/// A case of review or litigation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewRecord {
    /// Identifier of the case.
    pub id: String,
    /// Which block of table 4.
    pub kind: ReviewKind,
    /// When it began.
    pub filed_on: Date,
    /// When and how it ended.
    pub concluded: Option<(Date, ReviewResult)>,
}

/// Which kind of rule a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NormativeKind {
    /// 规章
    Regulation,
    /// 行政规范性文件
    NormativeDocument,
}

/// A rule made by the organ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NormativeRecord {
    /// Identifier.
    pub id: String,
    /// Its kind.
    pub kind: NormativeKind,
    /// 制发
    pub made_on: Date,
    /// 公开
    pub published_on: Option<Date>,
    /// 废止
    pub repealed_on: Option<Date>,
}

/// What a ledger entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerItem {
    /// 行政许可
    Licence,
    /// 其他对外管理服务事项
    Service,
    /// 行政处罚
    Penalty,
    /// 行政强制
    CoerciveMeasure,
    /// 行政事业性收费
    Fee,
}

/// A number reported by a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerEntry {
    /// 处理决定数量
    Decisions {
        /// Of what.
        item: LedgerItem,
        /// How many.
        count: i64,
    },
    /// 项目数量增减
    ItemChange {
        /// Of what.
        item: LedgerItem,
        /// How many more or fewer.
        change: i64,
    },
    /// 行政事业性收费 received.
    FeeCharged {
        /// In 分.
        fen: i64,
    },
    /// 政府集中采购
    Procurement {
        /// How many items.
        items: i64,
        /// In 分.
        fen: i64,
    },
}

/// A dated ledger entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerRecord {
    /// Identifier.
    pub id: String,
    /// The day it counts for.
    pub on: Date,
    /// What it says.
    pub entry: LedgerEntry,
}

/// To which part of the narrative a piece of work belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkPart {
    /// 主动公开
    Proactive,
    /// 依申请公开
    OnRequest,
    /// 政府信息管理
    Management,
    /// 政府信息公开平台建设
    Platform,
    /// 监督保障
    Supervision,
    /// 存在的主要问题
    Problem,
    /// 改进情况; paired with the problems by order.
    Improvement,
    /// 其他需要报告的事项
    Other,
}

/// A piece of work in one sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkRecord {
    /// Identifier.
    pub id: String,
    /// When.
    pub on: Date,
    /// Which part it belongs to.
    pub part: WorkPart,
    /// The sentence.
    pub text: String,
    /// How many, if it is counted.
    pub count: Option<i64>,
    /// The measure word of the count.
    pub unit: Option<String>,
}

/// A published item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedRecord {
    /// Identifier.
    pub id: String,
    /// 公开日期
    pub on: Date,
    /// The field of the catalogue it stands under.
    pub field: String,
}
