//! A book of several sheets as another program reads it: formulas over the sheets, with the value of today beside them.

#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use documents::write::xlsx::{Book, Sheet, write_book};
use documents::{Block, Cell, Table};

fn table(texts: &[&str]) -> Block {
    let mut cells = vec![Cell { header: true, ..Cell::new(0, 0, "数量") }];
    cells.extend(texts.iter().enumerate().map(|(i, t)| Cell::new(0, i + 1, *t)));
    Block::Table(Table { rows: 1, cols: texts.len() + 1, cells, ..Table::default() })
}

fn sheet(name: &str, texts: &[&str], adds: Option<std::ops::RangeInclusive<usize>>) -> Sheet {
    Sheet { name: name.into(), blocks: vec![table(texts)], widths: vec![10.0; 4], adds }
}

fn book(names: &[&str]) -> Book {
    let mut sheets = vec![sheet("汇总", &["5", ""], Some(1..=names.len()))];
    sheets.extend(names.iter().map(|n| sheet(n, &["2", "/"], None)));
    Book { title: "汇总".into(), author: None, sheets }
}

fn open(book: &Book) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(write_book(book).unwrap())).unwrap()
}

#[test]
fn a_sum_is_a_formula_with_its_value_and_is_decided_only_where_all_have_a_number() {
    let mut book = open(&book(&["清水镇", "河湾镇"]));
    let formulas = book.worksheet_formula("汇总").unwrap();
    assert_eq!(
        formulas.get_value((0, 1)).unwrap(),
        "IF(COUNT('清水镇'!B1,'河湾镇'!B1)=2,SUM('清水镇'!B1,'河湾镇'!B1),\"未定\")"
    );
    let values = book.worksheet_range("汇总").unwrap();
    assert_eq!(values.get_value((0, 1)), Some(&Data::Float(5.0)));
    assert_eq!(values.get_value((0, 2)), Some(&Data::String("未定".into())));
    assert_eq!(values.get_value((0, 0)), Some(&Data::String("数量".into())));
    // A slash stays a slash on its own sheet.
    let unit = book.worksheet_range("河湾镇").unwrap();
    assert_eq!(unit.get_value((0, 2)), Some(&Data::String("/".into())));
}

#[test]
fn names_of_sheets_are_made_legal_and_unique_and_formulas_follow_them() {
    let long = "青山县自然资源和规划局不动产登记与土地储备综合服务中心办公室";
    let mut book = open(&book(&["a/b:c", "汇总", long, long, "O'Neil"]));
    let names = book.sheet_names();
    assert_eq!(names.len(), 6);
    assert_eq!(names[..3], ["汇总", "abc", "汇总（2）"]);
    assert!(names.iter().all(|n| n.encode_utf16().count() <= 31), "{names:?}");
    let formulas = book.worksheet_formula("汇总").unwrap();
    let formula = formulas.get_value((0, 1)).unwrap();
    assert!(
        formula.starts_with("IF(COUNT('abc'!B1,'汇总（2）'!B1,") && formula.contains("'O''Neil'!B1)=5,"),
        "{formula}"
    );
}

#[test]
fn one_unit_is_added_up_too_and_the_same_book_gives_the_same_bytes() {
    let one = book(&["清水镇"]);
    let formula = open(&one).worksheet_formula("汇总").unwrap();
    assert!(formula.get_value((0, 1)).unwrap().contains("SUM('清水镇'!B1)"));
    assert_eq!(write_book(&one).unwrap(), write_book(&one).unwrap());
}

#[test]
fn very_many_units_are_added_from_the_first_to_the_last() {
    let names: Vec<String> = (0..280)
        .map(|i| {
            format!("单位{}", "甲乙丙丁戊己庚辛壬癸".chars().cycle().skip(i % 10).take(1 + i / 10).collect::<String>())
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let formulas = open(&book(&names)).worksheet_formula("汇总").unwrap();
    let formula = formulas.get_value((0, 1)).unwrap().clone();
    assert!(formula.starts_with("IF(COUNT(单位甲:") && formula.contains("=280,") && formula.len() < 400, "{formula}");
}
