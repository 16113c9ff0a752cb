//! Names of the cells of an annual report, as promised in the command line's JSON: `requests.refused.4[0]`,
//! `review.reconsideration[4]`, `proactive.fees.amount_wan`.

use domain::{request::outcome::Outcome, review::ReviewKind};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A row of table 2 (主动公开政府信息情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 规章
    Regulations,
    /// 规范性文件, since 2021 行政规范性文件
    NormativeDocuments,
    /// 行政许可
    Licences,
    /// 其他对外管理服务事项 (2019 form)
    Services,
    /// 行政处罚
    Penalties,
    /// 行政强制
    CoerciveMeasures,
    /// 行政事业性收费
    Fees,
    /// 政府集中采购 (2019 form)
    Procurement,
}

impl Group {
    /// All rows in the order of the forms.
    pub const ALL: [Group; 8] = [
        Group::Regulations,
        Group::NormativeDocuments,
        Group::Licences,
        Group::Services,
        Group::Penalties,
        Group::CoerciveMeasures,
        Group::Fees,
        Group::Procurement,
    ];

    /// Key in the JSON.
    pub fn key(self) -> &'static str {
        match self {
            Group::Regulations => "regulations",
            Group::NormativeDocuments => "normative_documents",
            Group::Licences => "licences",
            Group::Services => "services",
            Group::Penalties => "penalties",
            Group::CoerciveMeasures => "coercive_measures",
            Group::Fees => "fees",
            Group::Procurement => "procurement",
        }
    }
}

/// A column of table 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 本年新制作数量 (2019), 本年制发件数 (2021)
    Made,
    /// 本年新公开数量 (2019)
    Published,
    /// 对外公开总数量 (2019)
    Total,
    /// 本年废止件数 (2021)
    Repealed,
    /// 现行有效件数 (2021)
    InForce,
    /// 上一年项目数量 (2019)
    LastYear,
    /// 本年增/减 (2019)
    Change,
    /// 处理决定数量 (2019), 本年处理决定数量 (2021)
    Decisions,
    /// 本年收费金额（单位：万元） (2021)
    AmountWan,
    /// 采购项目数量 (2019)
    Items,
    /// 采购总金额 (2019)
    Amount,
}

impl Field {
    /// All columns of both forms.
    pub const ALL: [Field; 11] = [
        Field::Made,
        Field::Published,
        Field::Total,
        Field::Repealed,
        Field::InForce,
        Field::LastYear,
        Field::Change,
        Field::Decisions,
        Field::AmountWan,
        Field::Items,
        Field::Amount,
    ];

    /// Key in the JSON.
    pub fn key(self) -> &'static str {
        match self {
            Field::Made => "made",
            Field::Published => "published",
            Field::Total => "total",
            Field::Repealed => "repealed",
            Field::InForce => "in_force",
            Field::LastYear => "last_year",
            Field::Change => "change",
            Field::Decisions => "decisions",
            Field::AmountWan => "amount_wan",
            Field::Items => "items",
            Field::Amount => "amount",
        }
    }

    /// Whether it is money, which may have decimals; every other column counts.
    pub fn is_money(self) -> bool {
        matches!(self, Field::AmountWan | Field::Amount)
    }

    /// Whether it may be negative (本年增/减).
    pub fn may_be_negative(self) -> bool {
        self == Field::Change
    }
}

/// A row of table 3 (收到和处理政府信息公开申请情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Row {
    /// 一、本年新收政府信息公开申请数量
    New,
    /// 二、上年结转政府信息公开申请数量
    CarriedIn,
    /// A row of 三、本年度办理结果 that counts one outcome.
    Closed(Outcome),
    /// （六）其他处理 where it is one row.
    Other,
    /// （七）总计
    Total,
    /// 四、结转下年度继续办理
    CarriedOut,
}

impl Row {
    /// Key in the JSON.
    pub fn key(self) -> &'static str {
        match self {
            Row::New => "new",
            Row::CarriedIn => "carried_in",
            Row::Closed(outcome) => outcome.row_key(),
            Row::Other => "other",
            Row::Total => "total",
            Row::CarriedOut => "carried_out",
        }
    }

    /// Whether it counts what became of requests: the rows that （七）总计 sums up.
    pub fn is_outcome(self) -> bool {
        matches!(self, Row::Closed(_) | Row::Other)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl From<Row> for String {
    fn from(row: Row) -> String {
        row.key().to_owned()
    }
}

impl TryFrom<String> for Row {
    type Error = NoSuchCell;
    fn try_from(key: String) -> Result<Self, NoSuchCell> {
        key.parse()
    }
}

impl FromStr for Row {
    type Err = NoSuchCell;
    fn from_str(key: &str) -> Result<Self, NoSuchCell> {
        match key {
            "new" => Ok(Row::New),
            "carried_in" => Ok(Row::CarriedIn),
            "other" => Ok(Row::Other),
            "total" => Ok(Row::Total),
            "carried_out" => Ok(Row::CarriedOut),
            _ => Outcome::ALL
                .into_iter()
                .find(|o| o.row_key() == key)
                .map(Row::Closed)
                .ok_or_else(|| NoSuchCell(key.to_owned())),
        }
    }
}

/// Columns of table 3: six kinds of applicant and 总计.
pub const REQUEST_COLUMNS: usize = 7;
/// Columns of each block of table 4: 维持, 纠正, 其他, 尚未审结, 总计.
pub const REVIEW_COLUMNS: usize = 5;
/// The column 总计 of table 3.
pub const REQUEST_TOTAL: usize = 6;
/// The column 尚未审结 of table 4.
pub const REVIEW_PENDING: usize = 3;
/// The column 总计 of table 4.
pub const REVIEW_TOTAL: usize = 4;

/// The name of one cell. Its text form is part of the command line's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum CellName {
    /// Table 2.
    Proactive(Group, Field),
    /// Table 3, with the column 0 to 6.
    Requests(Row, usize),
    /// Table 4, with the column 0 to 4.
    Review(ReviewKind, usize),
}

impl CellName {
    /// Whether its number may be negative (本年增/减).
    pub fn may_be_negative(self) -> bool {
        matches!(self, CellName::Proactive(_, field) if field.may_be_negative())
    }
}

/// No cell of any form has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("年度报告中没有名为“{0}”的单元格")]
pub struct NoSuchCell(
    /// The name asked for.
    pub String,
);

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CellName::Proactive(group, field) => write!(f, "proactive.{}.{}", group.key(), field.key()),
            CellName::Requests(row, column) => write!(f, "requests.{row}[{column}]"),
            CellName::Review(kind, column) => write!(f, "review.{}[{column}]", kind.key()),
        }
    }
}

impl FromStr for CellName {
    type Err = NoSuchCell;
    fn from_str(name: &str) -> Result<Self, NoSuchCell> {
        let no = || NoSuchCell(name.to_owned());
        let (table, rest) = name.split_once('.').ok_or_else(no)?;
        let indexed = |columns: usize| -> Option<(&str, usize)> {
            let (key, column) = rest.strip_suffix(']')?.split_once('[')?;
            let column = column.parse().ok().filter(|c| *c < columns)?;
            Some((key, column))
        };
        match table {
            "proactive" => {
                let (group, field) = rest.split_once('.').ok_or_else(no)?;
                let group = Group::ALL.into_iter().find(|g| g.key() == group).ok_or_else(no)?;
                let field = Field::ALL.into_iter().find(|f| f.key() == field).ok_or_else(no)?;
                Ok(CellName::Proactive(group, field))
            }
            "requests" => {
                let (row, column) = indexed(REQUEST_COLUMNS).ok_or_else(no)?;
                Ok(CellName::Requests(row.parse().map_err(|_| no())?, column))
            }
            "review" => {
                let (kind, column) = indexed(REVIEW_COLUMNS).ok_or_else(no)?;
                let kind = ReviewKind::ALL.into_iter().find(|k| k.key() == kind).ok_or_else(no)?;
                Ok(CellName::Review(kind, column))
            }
            _ => Err(no()),
        }
    }
}

impl TryFrom<String> for CellName {
    type Error = NoSuchCell;
    fn try_from(name: String) -> Result<Self, NoSuchCell> {
        name.parse()
    }
}

impl From<CellName> for String {
    fn from(name: CellName) -> String {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_printed_as_promised_and_read_back() {
        for name in
            ["requests.refused.4[0]", "requests.total[6]", "review.reconsideration[4]", "proactive.fees.amount_wan"]
        {
            assert_eq!(name.parse::<CellName>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn what_no_form_has_is_refused() {
        for name in [
            "requests.total[7]",
            "requests.refused.9[0]",
            "review.mediation[0]",
            "proactive.fees",
            "x",
            "review.reconsideration[5]",
        ] {
            assert_eq!(name.parse::<CellName>(), Err(NoSuchCell(name.to_owned())));
        }
    }
}
