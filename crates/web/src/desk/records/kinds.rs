//! What can be noted: the kinds of figures and the parts of the report that work belongs to, as forms post them and as
//! lists show them.

use report::records::{LedgerEntry, LedgerItem, WorkPart};

use super::amounts::in_yuan;

/// A kind of figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 处理决定数量
    Decisions(LedgerItem),
    /// 项目数量增减
    ItemChange(LedgerItem),
    /// 行政事业性收费金额
    Fee,
    /// 政府集中采购
    Procurement,
}

impl Kind {
    /// All kinds in the order of the form.
    pub const ALL: [Kind; 11] = [
        Kind::Decisions(LedgerItem::Licence),
        Kind::Decisions(LedgerItem::Service),
        Kind::Decisions(LedgerItem::Penalty),
        Kind::Decisions(LedgerItem::CoerciveMeasure),
        Kind::Fee,
        Kind::Procurement,
        Kind::ItemChange(LedgerItem::Licence),
        Kind::ItemChange(LedgerItem::Service),
        Kind::ItemChange(LedgerItem::Penalty),
        Kind::ItemChange(LedgerItem::CoerciveMeasure),
        Kind::ItemChange(LedgerItem::Fee),
    ];

    /// Key in forms.
    pub fn key(self) -> String {
        match self {
            Kind::Decisions(item) => format!("decisions.{}", item_key(item)),
            Kind::ItemChange(item) => format!("item_change.{}", item_key(item)),
            Kind::Fee => "fee".to_owned(),
            Kind::Procurement => "procurement".to_owned(),
        }
    }

    /// The kind behind a key.
    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it counts.
    pub fn label(self) -> String {
        match self {
            Kind::Decisions(item) => format!("{}：处理决定数量", item_label(item)),
            Kind::ItemChange(item) => format!("{}：项目数量增减", item_label(item)),
            Kind::Fee => "行政事业性收费：金额（元）".to_owned(),
            Kind::Procurement => "政府集中采购：项数和金额（元）".to_owned(),
        }
    }

    /// Whether it needs a number.
    pub fn takes_count(self) -> bool {
        self != Kind::Fee
    }

    /// Whether it needs a sum of money.
    pub fn takes_amount(self) -> bool {
        matches!(self, Kind::Fee | Kind::Procurement)
    }
}

fn item_key(item: LedgerItem) -> &'static str {
    match item {
        LedgerItem::Licence => "licence",
        LedgerItem::Service => "service",
        LedgerItem::Penalty => "penalty",
        LedgerItem::CoerciveMeasure => "coercive_measure",
        LedgerItem::Fee => "fee",
    }
}

fn item_label(item: LedgerItem) -> &'static str {
    match item {
        LedgerItem::Licence => "行政许可",
        LedgerItem::Service => "其他对外管理服务事项",
        LedgerItem::Penalty => "行政处罚",
        LedgerItem::CoerciveMeasure => "行政强制",
        LedgerItem::Fee => "行政事业性收费",
    }
}

/// A figure in words: what it counts, and how much.
pub fn entry(entry: &LedgerEntry) -> (String, String) {
    match entry {
        LedgerEntry::Decisions { item, count } => {
            (format!("{}：处理决定数量", item_label(*item)), format!("{count} 件"))
        }
        LedgerEntry::ItemChange { item, change } => {
            let amount = match change {
                1.. => format!("增加 {change} 项"),
                0 => "没有增减".to_owned(),
                _ => format!("减少 {} 项", change.unsigned_abs()),
            };
            (format!("{}：项目数量增减", item_label(*item)), amount)
        }
        LedgerEntry::FeeCharged { fen } => ("行政事业性收费：金额".to_owned(), format!("{} 元", in_yuan(*fen))),
        LedgerEntry::Procurement { items, fen } => {
            ("政府集中采购".to_owned(), format!("{items} 项，{} 元", in_yuan(*fen)))
        }
    }
}

/// The parts in the order of the report.
pub const PARTS: [WorkPart; 8] = [
    WorkPart::Proactive,
    WorkPart::OnRequest,
    WorkPart::Management,
    WorkPart::Platform,
    WorkPart::Supervision,
    WorkPart::Problem,
    WorkPart::Improvement,
    WorkPart::Other,
];

/// Key of a part, in forms and in the records.
pub fn part_key(part: WorkPart) -> &'static str {
    match part {
        WorkPart::Proactive => "proactive",
        WorkPart::OnRequest => "on_request",
        WorkPart::Management => "management",
        WorkPart::Platform => "platform",
        WorkPart::Supervision => "supervision",
        WorkPart::Problem => "problem",
        WorkPart::Improvement => "improvement",
        WorkPart::Other => "other",
    }
}

/// Where in the report a part stands.
pub fn part_label(part: WorkPart) -> &'static str {
    match part {
        WorkPart::Proactive => "总体情况：主动公开",
        WorkPart::OnRequest => "总体情况：依申请公开",
        WorkPart::Management => "总体情况：政府信息管理",
        WorkPart::Platform => "总体情况：平台建设",
        WorkPart::Supervision => "总体情况：监督保障",
        WorkPart::Problem => "存在的主要问题",
        WorkPart::Improvement => "改进情况",
        WorkPart::Other => "其他需要报告的事项",
    }
}

/// The part behind a key.
pub fn part_from_key(key: &str) -> Option<WorkPart> {
    PARTS.into_iter().find(|part| part_key(*part) == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back_to_their_kind() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_key(&kind.key()), Some(kind));
        }
        assert_eq!(Kind::from_key("decisions.fee"), None);
    }

    #[test]
    fn parts_are_kept_under_the_key_that_the_records_use() {
        for part in PARTS {
            assert_eq!(serde_json::to_value(part).unwrap(), part_key(part));
            assert_eq!(part_from_key(part_key(part)), Some(part));
        }
    }

    #[test]
    fn a_change_says_which_way() {
        let change = |change| entry(&LedgerEntry::ItemChange { item: LedgerItem::Licence, change }).1;
        assert_eq!([change(2), change(0), change(-3)], ["增加 2 项", "没有增减", "减少 3 项"]);
    }
}
