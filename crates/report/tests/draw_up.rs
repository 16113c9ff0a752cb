//! One organ's year, small enough to be counted by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use documents::model::Block;
use domain::organ::OrganLevel;
use domain::{
    request::outcome::{ApplicantKind, Outcome},
    review::{ReviewKind, ReviewResult},
};
use jiff::civil::{Date, date};
use report::{
    AnnualReport, CellName, DrawUpError, Field, FormError, Group, Layout, Narrative, Number, OverrideEntry, Overrides,
    Row, check, draw_up, layout, records::*,
};

fn request(id: &str, who: ApplicantKind, received_on: Date, closed: Option<(Date, Outcome)>) -> RequestRecord {
    RequestRecord {
        id: id.to_owned(),
        number: format!("依申请{id}"),
        subject: "征地补偿".to_owned(),
        applicant: who,
        received_on,
        closed,
        fee: None,
    }
}

fn records() -> Records {
    let mut records = Records::empty("青山县清水镇人民政府", OrganLevel::Township);
    records.requests = vec![
        request("a", ApplicantKind::NaturalPerson, date(2024, 12, 20), Some((date(2025, 1, 10), Outcome::Granted))),
        request(
            "b",
            ApplicantKind::NaturalPerson,
            date(2025, 3, 3),
            Some((date(2025, 3, 20), Outcome::RefusedThirdParty)),
        ),
        request("c", ApplicantKind::Business, date(2025, 5, 6), Some((date(2025, 5, 30), Outcome::FeeUnpaid))),
        request("d", ApplicantKind::NaturalPerson, date(2025, 12, 25), Some((date(2026, 1, 8), Outcome::Granted))),
        request("e", ApplicantKind::Other, date(2023, 2, 1), Some((date(2023, 2, 20), Outcome::Granted))),
    ];
    records.requests[1].fee =
        Some(FeeNotice { notified_on: date(2025, 3, 5), amount_yuan: 380, paid_on: Some(date(2025, 3, 7)) });
    records.requests[2].fee = Some(FeeNotice { notified_on: date(2025, 5, 8), amount_yuan: 20, paid_on: None });
    records.reviews = vec![
        ReviewRecord {
            id: "v1".to_owned(),
            kind: ReviewKind::Reconsideration,
            filed_on: date(2024, 11, 1),
            concluded: Some((date(2025, 1, 20), ReviewResult::Corrected)),
        },
        ReviewRecord {
            id: "v2".to_owned(),
            kind: ReviewKind::LitigationAfterReview,
            filed_on: date(2025, 10, 1),
            concluded: None,
        },
    ];
    records.documents = vec![NormativeRecord {
        id: "d1".to_owned(),
        kind: NormativeKind::NormativeDocument,
        made_on: date(2025, 6, 1),
        published_on: Some(date(2025, 6, 5)),
        repealed_on: None,
    }];
    let ledger = |id: &str, on, entry| LedgerRecord { id: id.to_owned(), on, entry };
    records.ledger = vec![
        ledger("l1", date(2025, 6, 30), LedgerEntry::Decisions { item: LedgerItem::Licence, count: 12 }),
        ledger("l2", date(2025, 12, 31), LedgerEntry::Decisions { item: LedgerItem::Licence, count: 3 }),
        ledger("l3", date(2025, 12, 31), LedgerEntry::FeeCharged { fen: 1_234_500 }),
    ];
    let work = |id: &str, part, text: &str, count: Option<i64>| WorkRecord {
        id: id.to_owned(),
        on: date(2025, 9, 1),
        part,
        text: text.to_owned(),
        count,
        unit: count.map(|_| "次".to_owned()),
    };
    records.work = vec![
        work("w1", WorkPart::Proactive, "推进惠民补贴信息公开", None),
        work("w2", WorkPart::Proactive, "更新公示栏。", Some(24)),
        work("w3", WorkPart::Management, "严格执行发布前保密审查", None),
        work("w4", WorkPart::Supervision, "组织业务培训2次", Some(2)),
        work("w5", WorkPart::Problem, "政策解读形式较为单一", None),
        work("w6", WorkPart::Improvement, "增加图片解读和村级广播解读", None),
    ];
    let published =
        |id: &str, field: &str| PublishedRecord { id: id.to_owned(), on: date(2025, 4, 1), field: field.to_owned() };
    records.published = vec![published("p1", "社会救助"), published("p2", "财政预决算"), published("p3", "社会救助")];
    records
}

fn drawn() -> AnnualReport {
    draw_up(&records(), 2025, date(2026, 1, 15), &Overrides::default()).unwrap()
}

fn row(report: &AnnualReport, row: Row) -> Vec<String> {
    (0..7).map(|c| report.value(CellName::Requests(row, c)).unwrap().to_string()).collect()
}

#[test]
fn every_request_is_counted_where_it_belongs_and_every_cell_knows_its_cases() {
    let report = drawn();
    assert_eq!(row(&report, Row::New), ["2", "1", "0", "0", "0", "0", "3"]);
    assert_eq!(row(&report, Row::CarriedIn), ["1", "0", "0", "0", "0", "0", "1"]);
    assert_eq!(row(&report, Row::Closed(Outcome::Granted)), ["1", "0", "0", "0", "0", "0", "1"]);
    assert_eq!(row(&report, Row::Total), ["2", "1", "0", "0", "0", "0", "3"]);
    assert_eq!(row(&report, Row::CarriedOut), ["1", "0", "0", "0", "0", "0", "1"]);
    let cases = |row, column| report.cell(CellName::Requests(row, column)).unwrap().cases.clone();
    assert_eq!(cases(Row::CarriedOut, 0), ["d"]);
    assert_eq!(cases(Row::Total, 6), ["a", "b", "c"]);
    let reconsideration = |c| report.value(CellName::Review(ReviewKind::Reconsideration, c)).unwrap().to_string();
    assert_eq!((0..5).map(reconsideration).collect::<Vec<_>>(), ["0", "1", "0", "0", "1"]);
    assert_eq!(report.cell(CellName::Review(ReviewKind::LitigationAfterReview, 3)).unwrap().cases, ["v2"]);
    assert_eq!(report.value(CellName::Proactive(Group::Fees, Field::AmountWan)), Some("1.2345".parse().unwrap()));
    assert_eq!(report.cell(CellName::Proactive(Group::Licences, Field::Decisions)).unwrap().cases, ["l1", "l2"]);
}

#[test]
fn a_correction_replaces_the_number_keeps_what_was_counted_and_reaches_the_sums() {
    let cell = CellName::Requests(Row::New, 1);
    let entry =
        OverrideEntry {
            cell, value: Number::from(2), note: "补登纸质申请1件".to_owned(), by: "李敏".to_owned()
        };
    let report = draw_up(&records(), 2025, date(2026, 1, 15), &Overrides(vec![entry.clone()])).unwrap();
    let corrected = report.cell(cell).unwrap();
    assert_eq!(
        (corrected.value, corrected.override_.as_ref().unwrap().computed),
        (Some(Number::from(2)), Some(Number::from(1)))
    );
    assert_eq!(report.value(CellName::Requests(Row::New, 6)), Some(Number::from(4)));
    let unbalanced: Vec<String> =
        check(&report, None).into_iter().filter(|f| f.rule == "report.balance").filter_map(|f| f.place.cell).collect();
    assert_eq!(unbalanced, ["requests.total[1]", "requests.total[6]"]);
    let notes = &report::json::to_full_json(&report)["notes"];
    assert_eq!(notes[0]["note"], "补登纸质申请1件");

    let silent = OverrideEntry { note: " ".to_owned(), ..entry.clone() };
    let refused = draw_up(&records(), 2025, date(2026, 1, 15), &Overrides(vec![silent]));
    assert_eq!(refused, Err(DrawUpError::OverrideWithoutNote { cell }));
    let other = OverrideEntry { cell: CellName::Requests(Row::Other, 0), ..entry };
    let refused = draw_up(&records(), 2025, date(2026, 1, 15), &Overrides(vec![other]));
    assert!(matches!(refused, Err(DrawUpError::OverrideOfNoCell { .. })));
}

#[test]
fn what_cannot_be_drawn_up_is_refused_with_the_reason() {
    let none = Overrides::default();
    assert_eq!(
        draw_up(&records(), 2018, date(2026, 1, 1), &none),
        Err(DrawUpError::Form(FormError::NoFormForYear { year: 2018 }))
    );
    assert!(matches!(draw_up(&records(), 2026, date(2025, 12, 31), &none), Err(DrawUpError::YearNotBegun { .. })));
    let mut backward = records();
    backward.requests[0].closed = Some((date(2024, 1, 1), Outcome::Granted));
    assert!(matches!(draw_up(&backward, 2025, date(2026, 1, 1), &none), Err(DrawUpError::EndsBeforeItBegins { .. })));
}

#[test]
fn the_draft_says_what_the_records_say_and_asks_for_the_rest() {
    let report = drawn();
    let findings: Vec<(String, String)> = check(&report, None).into_iter().map(|f| (f.rule, f.place.text)).collect();
    // Nothing recorded says how the work was appraised either.
    let rules: Vec<&str> = findings.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["report.accountability", "report.to_fill"], "{findings:?}");
    assert!(findings[1].1.contains("平台建设"));
}

#[test]
fn an_edited_text_replaces_its_draft_and_wrong_numbers_in_it_are_found() {
    let mut report = drawn();
    let edit = Narrative {
        platform: Some("更新政府信息公开专栏。".to_owned()),
        on_request: Some("本年度新收政府信息公开申请4件，上年结转申请1件，结转下年度2件。".to_owned()),
        other: Some("实际收取信息处理费400元。".to_owned()),
        ..Narrative::default()
    };
    let before = report.sections[4].clone();
    edit.write_into(&mut report);
    assert_eq!(report.sections[4], before);
    let findings: Vec<String> = check(&report, None).into_iter().map(|f| format!("{} {}", f.rule, f.message)).collect();
    assert_eq!(
        findings,
        [
            "report.text_numbers 正文写“本年度新收政府信息公开申请4件”（4件），而表三本年新收为3件",
            "report.text_numbers 正文写“结转下年度2件”（2件），而表三结转下年度继续办理为1件",
            "report.text_fee 正文写“实际收取信息处理费400元”（400元），而收费登记的实际收取金额为380元",
            "report.accountability 没有写明工作考核、社会评议、责任追究结果情况",
        ]
    );
}

#[test]
fn a_year_without_any_record_is_honest_about_it() {
    let empty = Records::empty("凤山乡人民政府", OrganLevel::Township);
    let report = draw_up(&empty, 2020, date(2021, 1, 22), &Overrides::default()).unwrap();
    let text = |s: usize| report.sections[s].all_texts().map(|t| t.text.clone()).collect::<Vec<_>>().join("");
    assert!(text(0).contains("本年度未收到政府信息公开申请"));
    assert_eq!(text(5), "无。");
    let rules: Vec<String> = check(&report, None).into_iter().map(|f| f.rule).collect();
    assert_eq!(rules, ["report.to_fill"; 6]);
}

#[test]
fn cells_can_link_to_their_cases_and_signature_and_date_stand_last() {
    let link = |name: &CellName| Some(format!("/desk/{name}"));
    let options = Layout { signature: Some("清水镇人民政府"), date: Some(date(2026, 1, 15)), link: Some(&link) };
    let document = layout(&drawn(), &options);
    let linked = document.tables().flat_map(|t| &t.cells).filter(|c| c.link.is_some()).count();
    assert_eq!(linked, 200);
    let Some(Block::Paragraph(last)) = document.blocks.last() else { panic!("a date") };
    assert_eq!(last.text(), "2026年1月15日");
}

#[test]
fn the_laid_out_report_stays_as_it_is() {
    let mut out = String::new();
    for block in &layout(&drawn(), &Layout::default()).blocks {
        match block {
            Block::Paragraph(p) => out += &format!("{:?}: {}\n", p.role, p.text()),
            Block::Table(t) => {
                for row in 0..t.rows {
                    let cells = t.cells.iter().filter(|c| c.row == row);
                    let shown: Vec<String> = cells
                        .map(|c| match (c.rowspan, c.colspan) {
                            (1, 1) => c.text.clone(),
                            (r, s) => format!("{}[{r}×{s}]", c.text),
                        })
                        .collect();
                    out += &format!("  {}\n", shown.join(" | "));
                }
            }
            Block::Chart(c) => out += &format!("chart {}\n", c.title),
            Block::PageBreak => {}
        }
    }
    insta::assert_snapshot!(out);
}
