//! Random histories of an organ over three years, with everything that a report counts.

use domain::organ::OrganLevel;
use domain::{
    request::outcome::{ApplicantKind, Outcome},
    review::{ReviewKind, ReviewResult},
};
use jiff::{ToSpan, civil::Date};
use proptest::{collection::vec, option, prelude::*, sample::select};
use report::records::*;

/// A day within three years from 1 January of the first.
fn day(first_year: i16) -> impl Strategy<Value = Date> {
    (0..1095i64).prop_map(move |n| Date::new(first_year, 1, 1).unwrap() + n.days())
}

fn after(begin: Date, days: i64) -> Date {
    begin + days.days()
}

fn requests(first_year: i16) -> impl Strategy<Value = Vec<RequestRecord>> {
    let one = (
        day(first_year),
        select(ApplicantKind::ALL.to_vec()),
        option::weighted(0.8, (0..500i64, select(Outcome::ALL.to_vec()))),
        option::weighted(0.2, (0..30i64, 1..4000i64, option::of(0..60i64))),
    );
    vec(one, 0..40).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(i, (received_on, applicant, closed, fee))| RequestRecord {
                id: format!("r{i}"),
                number: format!("{i}号"),
                subject: "某事项".to_owned(),
                applicant,
                received_on,
                closed: closed.map(|(days, outcome)| (after(received_on, days), outcome)),
                fee: fee.map(|(days, amount_yuan, paid)| {
                    let notified_on = after(received_on, days);
                    FeeNotice { notified_on, amount_yuan, paid_on: paid.map(|d| after(notified_on, d)) }
                }),
            })
            .collect()
    })
}

fn reviews(first_year: i16) -> impl Strategy<Value = Vec<ReviewRecord>> {
    let concluded = option::weighted(0.7, (0..700i64, select(ReviewResult::ALL.to_vec())));
    vec((day(first_year), select(ReviewKind::ALL.to_vec()), concluded), 0..15).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(i, (filed_on, kind, concluded))| ReviewRecord {
                id: format!("v{i}"),
                kind,
                filed_on,
                concluded: concluded.map(|(days, result)| (after(filed_on, days), result)),
            })
            .collect()
    })
}

fn documents(first_year: i16) -> impl Strategy<Value = Vec<NormativeRecord>> {
    vec((day(first_year), option::of(0..90i64), option::weighted(0.3, 0..900i64)), 0..10).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(i, (made_on, published, repealed))| NormativeRecord {
                id: format!("d{i}"),
                kind: NormativeKind::NormativeDocument,
                made_on,
                published_on: published.map(|d| after(made_on, d)),
                repealed_on: repealed.map(|d| after(made_on, d)),
            })
            .collect()
    })
}

fn ledger(first_year: i16) -> impl Strategy<Value = Vec<LedgerRecord>> {
    let item = select(vec![
        LedgerItem::Licence,
        LedgerItem::Service,
        LedgerItem::Penalty,
        LedgerItem::CoerciveMeasure,
        LedgerItem::Fee,
    ]);
    let entry = prop_oneof![
        (item.clone(), 0..100_000i64).prop_map(|(item, count)| LedgerEntry::Decisions { item, count }),
        (item, 0..9i64).prop_map(|(item, change)| LedgerEntry::ItemChange { item, change }),
        (0..10_000_000_000i64).prop_map(|fen| LedgerEntry::FeeCharged { fen }),
        (0..50i64, 0..10_000_000_000i64).prop_map(|(items, fen)| LedgerEntry::Procurement { items, fen }),
    ];
    vec((day(first_year), entry), 0..20).prop_map(|all| {
        all.into_iter().enumerate().map(|(i, (on, entry))| LedgerRecord { id: format!("l{i}"), on, entry }).collect()
    })
}

/// Every part of the narrative has something to say in every year: an empty part asks to be filled in.
fn work(first_year: i16) -> impl Strategy<Value = Vec<WorkRecord>> {
    let parts = [
        WorkPart::Proactive,
        WorkPart::Management,
        WorkPart::Platform,
        WorkPart::Supervision,
        WorkPart::Problem,
        WorkPart::Improvement,
    ];
    let texts = ["完善公示栏", "开展业务培训", "办理信访事项", "公开动态更新不够及时。", "推进惠民补贴信息公开；"];
    let pieces = vec((select(parts.to_vec()), select(texts.to_vec()), option::of(0..200i64), day(first_year)), 0..12);
    pieces.prop_map(move |pieces| {
        // Art. 50 (4) asks a government for these results.
        let text_of = |part| match part {
            WorkPart::Supervision => "工作考核合格，社会评议满意，没有需要追究责任的情形",
            _ => texts[0],
        };
        let every_year =
            (0..3).flat_map(|y| parts.map(|p| (p, text_of(p), None, Date::new(first_year + y, 1, 1).unwrap())));
        every_year
            // A problem comes with its measure.
            .chain(pieces.into_iter().flat_map(|(part, text, count, on)| {
                let both = [WorkPart::Problem, WorkPart::Improvement];
                let parts = if both.contains(&part) { both.to_vec() } else { vec![part] };
                parts.into_iter().map(move |part| (part, text, count, on))
            }))
            .enumerate()
            .map(|(i, (part, text, count, on))| WorkRecord {
                id: format!("w{i}"),
                on,
                part,
                text: text.to_owned(),
                count,
                unit: count.map(|_| "次".to_owned()),
            })
            .collect()
    })
}

fn published(first_year: i16) -> impl Strategy<Value = Vec<PublishedRecord>> {
    vec((day(first_year), select(vec!["社会救助", "财政预决算", "机构职能"])), 0..30).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(i, (on, field))| PublishedRecord { id: format!("p{i}"), on, field: field.to_owned() })
            .collect()
    })
}

/// Records of three years from a first one.
pub fn records(first_year: i16) -> impl Strategy<Value = Records> {
    let parts = (
        requests(first_year),
        reviews(first_year),
        documents(first_year),
        ledger(first_year),
        work(first_year),
        published(first_year),
    );
    parts.prop_map(|(requests, reviews, documents, ledger, work, published)| Records {
        organ: "青山县清水镇人民政府".to_owned(),
        organ_level: OrganLevel::Township,
        requests,
        reviews,
        documents,
        ledger,
        work,
        published,
    })
}
