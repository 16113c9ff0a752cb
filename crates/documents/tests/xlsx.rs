//! Workbooks as another program reads them.

#![allow(clippy::expect_used)]

mod form;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use documents::write::xlsx;
use documents::{Block, Cell, Document, Role, Table};

fn open(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx::write(document).expect("the workbook is written"))).expect("a workbook")
}

fn report() -> Document {
    let mut document = Document { title: Some("年度报告".into()), ..Document::default() };
    document.push(Role::Title, "凤山乡人民政府2021年政府信息公开工作年度报告");
    document.push(Role::Heading1, "三、收到和处理政府信息公开申请情况");
    document.blocks.push(Block::Table(form::requests_2021()));
    document.push(Role::Body, "无。");
    document
}

#[test]
fn the_text_is_first_and_every_table_has_a_sheet() {
    let mut book = open(&report());
    assert_eq!(book.sheet_names(), ["正文", "三、收到和处理政府信息公开申请情况"]);
    let text = book.worksheet_range("正文").expect("the text");
    let lines: Vec<String> = text.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(
        lines,
        [
            "凤山乡人民政府2021年政府信息公开工作年度报告",
            "三、收到和处理政府信息公开申请情况",
            "表格（见工作表“三、收到和处理政府信息公开申请情况”）",
            "无。"
        ]
    );
}

#[test]
fn cells_keep_place_merge_and_kind() {
    let mut book = open(&report());
    let table = form::requests_2021();
    let sheet = book.sheet_names()[1].clone();
    let mut merged: Vec<_> = book
        .merge_cells_by_sheet_name(&sheet)
        .expect("merged cells")
        .into_iter()
        .map(|area| (area.start, area.end))
        .collect();
    let place = |n: usize| u32::try_from(n).expect("small");
    let mut expected: Vec<_> = table
        .cells
        .iter()
        .filter(|c| c.rowspan * c.colspan > 1)
        .map(|c| ((place(c.row), place(c.col)), (place(c.row + c.rowspan - 1), place(c.col + c.colspan - 1))))
        .collect();
    merged.sort_unstable();
    expected.sort_unstable();
    assert_eq!(merged, expected);
    let range = book.worksheet_range(&sheet).expect("the table");
    for cell in &table.cells {
        let read = range.get_value((place(cell.row), place(cell.col))).expect("a cell");
        match cell.text.parse::<f64>() {
            Ok(number) => assert_eq!(*read, Data::Float(number)),
            Err(_) => assert_eq!(*read, Data::String(cell.text.clone())),
        }
    }
}

#[test]
fn blank_slash_dash_and_zero_stay_different() {
    let texts = ["", "/", "—", "0", "007", "1.50", "1,000", "123456789012345678"];
    let cells = texts.iter().enumerate().map(|(col, text)| Cell::new(0, col, *text)).collect();
    let mut document = Document::default();
    document.blocks.push(Block::Table(Table { rows: 1, cols: texts.len(), cells, ..Table::default() }));
    let range = open(&document).worksheet_range("表1").expect("the table");
    let read: Vec<Data> = (0..8).map(|col| range.get_value((0, col)).cloned().unwrap_or(Data::Empty)).collect();
    let text = |s: &str| Data::String(s.into());
    assert_eq!(
        read,
        [
            Data::Empty,
            text("/"),
            text("—"),
            Data::Float(0.0),
            text("007"),
            Data::Float(1.5),
            text("1,000"),
            text("123456789012345678")
        ]
    );
}

#[test]
fn the_head_is_frozen_and_repeated_on_paper() {
    let bytes = xlsx::write(&report()).expect("the workbook is written");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = |name: &str| std::io::read_to_string(zip.by_name(name).expect("the part")).expect("text");
    let sheet = part("xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<pane ySplit=\"3\""), "{sheet}");
    assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("fitToHeight=\"0\""), "{sheet}");
    assert!(part("xl/workbook.xml").contains("$1:$3"), "no rows are repeated");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(xlsx::write(&report()).expect("once") == xlsx::write(&report()).expect("twice"));
}
