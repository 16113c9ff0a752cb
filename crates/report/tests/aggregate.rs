//! The sum over units: every cell opens its parts, blanks leave it undecided, nothing is counted twice.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

mod support;

use domain::{organ::OrganLevel, request::outcome::Outcome};
use jiff::civil::date;
use proptest::prelude::*;
use report::aggregate::{Aggregate, Covers, Unit, Why, aggregate};
use report::{AnnualReport, CellName, Field, Form, Group, Number, Overrides, Row, check, draw_up, records::Records};

const NEW: CellName = CellName::Requests(Row::New, 0);

fn zeros(year: i16) -> AnnualReport {
    let mut report = AnnualReport::blank(Form::for_year(year).unwrap());
    report.year = Some(year);
    let names: Vec<CellName> = report.cells().into_iter().map(|(name, _)| name).collect();
    for name in names {
        report.cell_mut(name).unwrap().value = Some(Number::ZERO);
    }
    report
}

fn with(year: i16, new: i64) -> AnnualReport {
    let mut report = zeros(year);
    report.cell_mut(NEW).unwrap().value = Some(Number::from(new));
    report
}

fn unit<'a>(id: &'a str, report: Option<&'a AnnualReport>) -> Unit<'a> {
    Unit { id, name: id, level: Some(OrganLevel::Township), parent: Some("县"), report, covers: Covers::Own }
}

fn total(sum: &Aggregate, name: CellName) -> Option<i64> {
    sum.sum(name).unwrap().value.and_then(Number::as_integer)
}

#[test]
fn every_cell_opens_its_parts() {
    let (a, b) = (with(2024, 3), with(2024, 4));
    let sum = aggregate(2024, &[unit("清水镇", Some(&a)), unit("河湾镇", Some(&b))]).unwrap();
    assert_eq!(total(&sum, NEW), Some(7));
    let parts: Vec<(&str, Option<Number>)> = sum.parts(NEW).map(|(m, p)| (m.name.as_str(), p.value)).collect();
    assert_eq!(parts, [("清水镇", Some(Number::from(3))), ("河湾镇", Some(Number::from(4)))]);
    assert!(sum.is_complete());
}

#[test]
fn a_blank_or_a_slash_leaves_the_sum_undecided_and_names_the_unit() {
    let (a, mut b) = (with(2024, 3), with(2024, 4));
    let cell = b.cell_mut(NEW).unwrap();
    cell.value = None;
    cell.raw = Some("/".to_owned());
    let sum = aggregate(2024, &[unit("清水镇", Some(&a)), unit("河湾镇", Some(&b))]).unwrap();
    let cell = sum.sum(NEW).unwrap();
    assert_eq!((cell.value, cell.known), (None, Number::from(3)));
    assert_eq!(cell.parts[1].raw.as_deref(), Some("/"));
    assert_eq!(sum.undecided(NEW).map(|m| m.name.as_str()).collect::<Vec<_>>(), ["河湾镇"]);
    assert_eq!(sum.report("青山县").value(NEW), None);
    // The other cells are not touched by it.
    assert_eq!(total(&sum, CellName::Requests(Row::New, 1)), Some(0));
}

#[test]
fn amounts_are_added_in_one_unit_and_not_at_all_without_one() {
    let amount = CellName::Proactive(Group::Procurement, Field::Amount);
    let with_amount = |value: &str, unit: Option<&str>| {
        let mut report = zeros(2020);
        let cell = report.cell_mut(amount).unwrap();
        cell.value = Some(value.parse().unwrap());
        cell.unit = unit.map(str::to_owned);
        report
    };
    let (wan, yuan) = (with_amount("12.5", Some("万元")), with_amount("34567.8", Some("元")));
    let (none, unsaid) = (with_amount("0", None), with_amount("7", None));
    let three = [unit("清水镇", Some(&wan)), unit("河湾镇", Some(&yuan)), unit("山口乡", Some(&none))];
    let sum = aggregate(2020, &three).unwrap();
    assert_eq!(sum.sum(amount).unwrap().value, Some("15.95678".parse().unwrap()));
    assert_eq!(sum.report("青山县").cell(amount).unwrap().unit.as_deref(), Some("万元"));
    let four = [three[0], three[1], three[2], unit("石桥镇", Some(&unsaid))];
    let sum = aggregate(2020, &four).unwrap();
    assert_eq!(sum.sum(amount).unwrap().value, None);
    assert_eq!(sum.undecided(amount).map(|m| m.name.as_str()).collect::<Vec<_>>(), ["石桥镇"]);
    assert_eq!(sum.sum(amount).unwrap().parts[3].raw.as_deref(), Some("7（没有注明计量单位）"));
}

#[test]
fn a_unit_without_a_report_is_listed_and_not_counted_as_zero() {
    let a = with(2024, 3);
    let sum = aggregate(2024, &[unit("清水镇", Some(&a)), unit("河湾镇", None)]).unwrap();
    assert_eq!(total(&sum, NEW), Some(3));
    assert_eq!(sum.missing.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["河湾镇"]);
    assert!(!sum.is_complete());
    let nobody = aggregate(2024, &[unit("河湾镇", None)]).unwrap();
    assert_eq!(nobody.sum(NEW).unwrap().value, None);
}

#[test]
fn reports_on_another_form_or_of_another_year_are_left_out_with_the_reason() {
    let (right, old_year, mut old_form, mut no_year) = (with(2024, 3), with(2023, 5), zeros(2019), with(2024, 9));
    old_form.year = Some(2024);
    no_year.year = None;
    let units = [
        unit("甲", Some(&right)),
        unit("乙", Some(&old_year)),
        unit("丙", Some(&old_form)),
        unit("丁", Some(&no_year)),
        unit("甲", Some(&right)),
    ];
    let sum = aggregate(2024, &units).unwrap();
    assert_eq!(total(&sum, NEW), Some(3));
    let why: Vec<&Why> = sum.left_out.iter().map(|(_, why)| why).collect();
    assert_eq!(
        why,
        [&Why::OtherYear { year: 2023 }, &Why::OtherForm { format: "2019".to_owned() }, &Why::NoYear, &Why::Twice]
    );
    assert!(sum.left_out[1].1.sentence(sum.form, 2024).contains("不能相加"));
    assert!(!sum.is_complete());
    assert!(aggregate(2018, &[]).is_err());
}

#[test]
fn a_parent_that_is_a_sum_is_counted_and_its_units_are_not() {
    let (whole, town, own) = (with(2024, 10), with(2024, 4), with(2024, 6));
    let parent = |report, covers| Unit { id: "县", name: "县", level: None, parent: None, report, covers };
    let children = [unit("清水镇", Some(&town)), unit("河湾镇", None)];
    let units = |p| vec![children[0], p, children[1]];
    let sum = aggregate(2024, &units(parent(Some(&whole), Covers::WithUnitsBelow))).unwrap();
    assert_eq!(total(&sum, NEW), Some(10));
    assert_eq!(sum.left_out.len(), 2);
    assert!(sum.missing.is_empty() && sum.is_complete());
    // Its own business only: everybody is added, and who is missing is missing.
    let sum = aggregate(2024, &units(parent(Some(&own), Covers::Own))).unwrap();
    assert_eq!((total(&sum, NEW), sum.missing.len()), (Some(10), 1));
    // A sum that is not there counts nobody.
    let sum = aggregate(2024, &units(parent(None, Covers::WithUnitsBelow))).unwrap();
    assert_eq!((total(&sum, NEW), sum.missing.len()), (Some(4), 2));
}

#[test]
fn units_that_stand_above_each_other_in_a_circle_are_added_once() {
    let a = with(2024, 1);
    let one = Unit { parent: Some("乙"), ..unit("甲", Some(&a)) };
    let two = Unit { parent: Some("甲"), ..unit("乙", Some(&a)) };
    assert_eq!(total(&aggregate(2024, &[one, two]).unwrap(), NEW), Some(2));
}

#[test]
fn other_outcomes_in_one_row_and_in_three_are_added_in_one_row() {
    let (mut split, mut merged) = (zeros(2024), zeros(2024));
    for outcome in Outcome::ALL.into_iter().filter(|o| o.is_other()) {
        split.cell_mut(CellName::Requests(Row::Closed(outcome), 0)).unwrap().value = Some(Number::from(2));
    }
    let at = merged.requests.iter().position(|r| matches!(r.row, Row::Closed(o) if o.is_other())).unwrap();
    merged.requests.drain(at..at + 3);
    let mut row = zeros(2024).requests[0].clone();
    row.row = Row::Other;
    row.cells[0].value = Some(Number::from(5));
    merged.requests.insert(at, row);
    let sum = aggregate(2024, &[unit("甲", Some(&split)), unit("乙", Some(&merged))]).unwrap();
    assert_eq!(total(&sum, CellName::Requests(Row::Other, 0)), Some(11));
    assert!(sum.sums().all(|(name, _)| !matches!(name, CellName::Requests(Row::Closed(o), _) if o.is_other())));
    assert_eq!(sum.report("县").requests.len(), 23);
    // One of the three blank: the unit has no number for the row.
    split
        .cell_mut(CellName::Requests(Row::Closed(Outcome::ALL.into_iter().find(|o| o.is_other()).unwrap()), 0))
        .unwrap()
        .value = None;
    let sum = aggregate(2024, &[unit("甲", Some(&split)), unit("乙", Some(&merged))]).unwrap();
    assert_eq!(total(&sum, CellName::Requests(Row::Other, 0)), None);
}

#[test]
fn villages_write_no_report_and_are_not_missing() {
    let village = Unit { level: Some(OrganLevel::Village), ..unit("村", None) };
    assert!(aggregate(2024, &[village]).unwrap().missing.is_empty());
}

/// B1–B4: what the national form itself prints as sums.
fn sums_that_do_not_hold(report: &AnnualReport) -> Vec<String> {
    let rules = ["report.balance", "report.sum_of_outcomes", "report.row_total", "report.review_total"];
    check(report, None).into_iter().filter(|f| rules.contains(&f.rule.as_str())).map(|f| f.message).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn parts_add_to_the_sum_in_any_order_and_sums_of_balanced_reports_balance(
        (year, records) in prop_oneof![Just(2020i16), Just(2024)]
            .prop_flat_map(|y| (Just(y), proptest::collection::vec(support::random::records(y - 1), 1..5))),
        blank in proptest::option::of(0..100usize),
    ) {
        let mut reports: Vec<AnnualReport> = records
            .iter()
            .map(|r: &Records| draw_up(r, year, date(2030, 1, 1), &Overrides::default()).unwrap())
            .collect();
        let names: Vec<CellName> = reports[0].cells().into_iter().map(|(name, _)| name).collect();
        let hole = blank.map(|i| names[i]);
        if let Some(name) = hole {
            reports[0].cell_mut(name).unwrap().value = None;
        }
        let ids: Vec<String> = (0..reports.len()).map(|i| format!("u{i}")).collect();
        let units: Vec<Unit<'_>> = reports.iter().zip(&ids).map(|(r, id)| unit(id, Some(r))).collect();
        let sum = aggregate(year, &units).unwrap();
        let turned: Vec<Unit<'_>> = units.iter().rev().copied().collect();
        let other = aggregate(year, &turned).unwrap();
        prop_assert_eq!(sum.sums().count(), names.len());
        for (name, cell) in sum.sums() {
            prop_assert_eq!(cell.value, other.sum(name).unwrap().value);
            let by_hand: Vec<Option<Number>> = reports.iter().map(|r| r.value(name)).collect();
            prop_assert_eq!(&cell.parts.iter().map(|p| p.value).collect::<Vec<_>>(), &by_hand);
            if Some(name) == hole {
                prop_assert_eq!(cell.value, None);
                prop_assert_eq!(sum.undecided(name).count(), 1);
            } else {
                prop_assert_eq!(cell.value, Some(by_hand.into_iter().flatten().sum()));
            }
        }
        prop_assert_eq!(sums_that_do_not_hold(&sum.report("青山县")), Vec::<String>::new());
    }
}
