//! The workbook of a sum: formulas over the sheets of the units, who is missing, how it was counted.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use documents::{Block, write::xlsx::write_book};
use domain::organ::OrganLevel;
use jiff::civil::date;
use report::aggregate::{Covers, Unit, aggregate};
use report::{AnnualReport, CellName, Form, Number, book::book};

fn report(new: Option<i64>, raw: Option<&str>) -> AnnualReport {
    let mut report = AnnualReport::blank(Form::for_year(2024).unwrap());
    report.year = Some(2024);
    let names: Vec<CellName> = report.cells().into_iter().map(|(n, _)| n).collect();
    for name in names {
        report.cell_mut(name).unwrap().value = Some(Number::ZERO);
    }
    let cell = report.cell_mut("requests.new[0]".parse().unwrap()).unwrap();
    cell.value = new.map(Number::from);
    cell.raw = raw.map(str::to_owned);
    report
}

#[test]
fn every_unit_has_a_sheet_on_the_same_fields_as_the_sum() {
    let (a, b) = (report(Some(1234), Some("1,234")), report(None, Some("/")));
    let unit = |id: &'static str, report| Unit {
        id,
        name: id,
        level: Some(OrganLevel::Township),
        parent: None,
        report,
        covers: Covers::Own,
    };
    let sum = aggregate(2024, &[unit("清水镇", Some(&a)), unit("河湾镇", Some(&b)), unit("石岭乡", None)]).unwrap();
    let book = book(&sum, "青山县", date(2025, 2, 1), Some("测试用"));
    let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["汇总", "清水镇", "河湾镇", "缺报", "说明"]);
    assert_eq!(book.sheets[0].adds, Some(1..=2));
    // The fields stand in the same places on the sum and on every unit's sheet.
    let fields = |i: usize| {
        let tables = book.sheets[i].blocks.iter().filter_map(|b| match b {
            Block::Table(t) => Some(t),
            _ => None,
        });
        tables.map(|t| t.cells.iter().map(|c| (c.row, c.col, c.header)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(fields(0), fields(1));
    assert_eq!(fields(0), fields(2));
    let says = |i: usize, text: &str| {
        book.sheets[i].blocks.iter().any(|b| match b {
            Block::Table(t) => t.cells.iter().any(|c| c.text == text),
            Block::Paragraph(p) => p.text().contains(text),
            _ => false,
        })
    };
    // A number printed with a comma is a number, so that the formula counts it; a slash stays a slash.
    assert!(says(1, "1234") && says(2, "/"));
    assert!(says(3, "石岭乡") && says(3, "没有本年度的年度报告"));
    assert!(says(4, "2025年2月1日") && says(4, "还有1个单位没有计入") && says(4, "有1个数据未定"));
    assert!(says(0, "【示例数据】测试用"));
    assert!(write_book(&book).unwrap().starts_with(b"PK"));
}

#[test]
fn nobody_counted_is_no_sum_of_zeros() {
    let sum = aggregate(2024, &[]).unwrap();
    let book = book(&sum, "青山县", date(2025, 2, 1), None);
    assert_eq!(book.sheets[0].adds, None);
    assert!(write_book(&book).is_ok());
}
