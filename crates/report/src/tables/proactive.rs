//! Table 2: 主动公开政府信息情况, both forms.
//!
//! The forms measure different things and are never converted into each other; which cells exist is the form's matter,
//! here each cell is counted by what it means.

use super::Period;
use crate::{
    cell_name::{Field, Group},
    model::Cell,
    number::Number,
    records::{LedgerEntry, LedgerItem, NormativeKind, NormativeRecord, Records},
};

/// Counts one cell.
pub(crate) fn cell(records: &Records, period: Period, group: Group, field: Field) -> Cell {
    match group {
        Group::Regulations => documents(records, period, NormativeKind::Regulation, field),
        Group::NormativeDocuments => documents(records, period, NormativeKind::NormativeDocument, field),
        Group::Licences => items(records, period, LedgerItem::Licence, field),
        Group::Services => items(records, period, LedgerItem::Service, field),
        Group::Penalties => items(records, period, LedgerItem::Penalty, field),
        Group::CoerciveMeasures => items(records, period, LedgerItem::CoerciveMeasure, field),
        Group::Fees if field == Field::AmountWan => ledger(records, |on, entry| match entry {
            LedgerEntry::FeeCharged { fen } if period.contains(on) => Some(Number::wan_from_fen(*fen)),
            _ => None,
        }),
        Group::Fees => items(records, period, LedgerItem::Fee, field),
        Group::Procurement if field == Field::Amount => Cell {
            unit: Some("万元".to_owned()),
            ..ledger(records, |on, entry| match entry {
                LedgerEntry::Procurement { fen, .. } if period.contains(on) => Some(Number::wan_from_fen(*fen)),
                _ => None,
            })
        },
        Group::Procurement => ledger(records, |on, entry| match (entry, field) {
            (LedgerEntry::Procurement { items, .. }, Field::Items) if period.contains(on) => Some(Number::from(*items)),
            _ => None,
        }),
    }
}

fn documents(records: &Records, period: Period, kind: NormativeKind, field: Field) -> Cell {
    let counts = |d: &NormativeRecord| match field {
        Field::Made => period.contains(d.made_on),
        Field::Repealed => d.repealed_on.is_some_and(|day| period.contains(day)),
        Field::InForce => d.made_on <= period.end && !period.is_past(d.repealed_on),
        Field::Published => d.published_on.is_some_and(|day| period.contains(day)),
        // 对外公开总数量: what can be read at the end of the period; a repealed document no longer counts.
        Field::Total => period.is_past(d.published_on) && !period.is_past(d.repealed_on),
        _ => false,
    };
    let cases: Vec<String> =
        records.documents.iter().filter(|d| d.kind == kind && counts(d)).map(|d| d.id.clone()).collect();
    Cell::counted(i64::try_from(cases.len()).unwrap_or(i64::MAX), cases)
}

fn items(records: &Records, period: Period, wanted: LedgerItem, field: Field) -> Cell {
    ledger(records, |on, entry| match (entry, field) {
        (LedgerEntry::Decisions { item, count }, Field::Decisions) if *item == wanted && period.contains(on) => {
            Some(Number::from(*count))
        }
        (LedgerEntry::ItemChange { item, change }, Field::LastYear) if *item == wanted && on < period.start => {
            Some(Number::from(*change))
        }
        (LedgerEntry::ItemChange { item, change }, Field::Change) if *item == wanted && period.contains(on) => {
            Some(Number::from(*change))
        }
        _ => None,
    })
}

fn ledger(records: &Records, pick: impl Fn(jiff::civil::Date, &LedgerEntry) -> Option<Number>) -> Cell {
    let (numbers, cases): (Vec<Number>, Vec<String>) =
        records.ledger.iter().filter_map(|r| Some((pick(r.on, &r.entry)?, r.id.clone()))).unzip();
    Cell::counted(numbers.into_iter().sum::<Number>(), cases)
}
