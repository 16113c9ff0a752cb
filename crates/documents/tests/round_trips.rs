//! What a writer writes, the reader of the same format reads again: grid, spans, texts, heads.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{report, requests_2021, shape};
use documents::{Block, Cell, Document, Paragraph, Role, Table, read::read, write};
use proptest::prelude::*;

fn only_table(document: &Document) -> &Table {
    let mut tables = document.tables();
    let table = tables.next().expect("a table");
    assert!(tables.next().is_none(), "one table");
    table
}

/// Roles and texts of the paragraphs.
fn paragraphs(document: &Document) -> Vec<(Role, String)> {
    document.paragraphs().map(|p| (p.role, p.text())).collect()
}

#[test]
fn the_big_table_survives_docx_with_all_merges() {
    let document = report();
    let back = read("报告.docx", &write::docx::write(&document).unwrap()).unwrap();
    let (before, after) = (requests_2021(), only_table(&back).clone());
    assert_eq!((after.rows, after.cols, after.header_rows), (28, 10, 3));
    assert_eq!(shape(&after), shape(&before));
    assert_eq!(paragraphs(&back), paragraphs(&document));
    assert_eq!(back.title, document.title);
}

#[test]
fn the_big_table_survives_html_with_all_merges_and_heads() {
    let document = report();
    for (name, html) in [("片段.html", write::html::fragment(&document)), ("页面.html", write::html::page(&document))]
    {
        let back = read(name, html.as_bytes()).unwrap();
        let (before, after) = (requests_2021(), only_table(&back).clone());
        assert_eq!((after.rows, after.cols, after.header_rows), (28, 10, 3));
        assert_eq!(shape(&after), shape(&before));
        let heads = |t: &Table| t.cells.iter().filter(|c| c.header).map(|c| (c.row, c.col)).collect::<Vec<_>>();
        assert_eq!(heads(&after), heads(&before));
        assert_eq!(paragraphs(&back), paragraphs(&document));
    }
}

#[test]
fn the_big_table_survives_text_field_by_field() {
    let back = read("报告.txt", write::text::write(&report()).as_bytes()).unwrap();
    let (before, after) = (requests_2021(), only_table(&back).clone());
    assert_eq!((after.rows, after.cols), (28, 10));
    assert_eq!(after.cells.len(), 280, "every row has all its fields");
    for cell in &after.cells {
        let owner = before.at(cell.row, cell.col).expect("the form covers its grid");
        let expected = if (owner.row, owner.col) == (cell.row, cell.col) { owner.text.as_str() } else { "" };
        assert_eq!(cell.text, expected, "field {},{}", cell.row, cell.col);
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write::docx::write(&report()).unwrap(), write::docx::write(&report()).unwrap());
}

#[test]
fn links_bold_and_lines_survive_docx_and_html() {
    let mut document = Document::default();
    let run = |text: &str, bold, link: Option<&str>| documents::Run {
        text: text.to_owned(),
        bold,
        link: link.map(str::to_owned),
    };
    let runs = vec![
        run("见", false, None),
        run("附件", true, Some("https://example.com/a?b=1&c=\"2\"")),
        run("<1>", false, None),
    ];
    document.blocks.push(Block::Paragraph(Paragraph { runs: runs.clone(), ..Paragraph::default() }));
    let cell = Cell { link: Some("https://example.com/cases".to_owned()), ..Cell::new(0, 0, "第一行\n第二行") };
    document.blocks.push(Block::Table(Table { rows: 1, cols: 1, cells: vec![cell], ..Table::default() }));
    for (name, bytes) in
        [("a.docx", write::docx::write(&document).unwrap()), ("a.html", write::html::page(&document).into_bytes())]
    {
        let back = read(name, &bytes).unwrap();
        assert_eq!(back.paragraphs().next().unwrap().runs, runs, "{name}");
        let cell = &only_table(&back).cells[0];
        assert_eq!(cell.text, "第一行\n第二行", "{name}");
        assert_eq!(cell.link.as_deref(), Some("https://example.com/cases"), "{name}");
    }
}

#[test]
fn a_page_carries_no_inline_style_and_prints_on_a4() {
    let page = write::html::page(&report());
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    assert!(page.contains("size: A4"));
    let fragment = write::html::fragment(&report());
    assert!(!fragment.contains("style="));
    assert!(fragment.contains("role=\"region\" aria-label=\"三、收到和处理政府信息公开申请情况\""));
    assert!(fragment.contains("左右滑动，看完整表格"));
    assert!(fragment.contains("class=\"num\""));
}

#[test]
fn a_docx_has_the_page_of_the_standard() {
    let bytes = write::docx::write(&report()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let body = part("word/document.xml");
    // 37, 26, 35 and 28 mm in twips.
    for margin in ["w:top=\"2098\"", "w:right=\"1474\"", "w:bottom=\"1984\"", "w:left=\"1587\""] {
        assert!(body.contains(margin), "{margin}");
    }
    assert_eq!(body.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(body.matches("<w:cantSplit/>").count(), 28);
    assert!(part("word/settings.xml").contains("w:evenAndOddHeaders"));
    assert!(part("word/footer1.xml").contains("PAGE") && part("word/footer2.xml").contains("PAGE"));
    let styles = part("word/styles.xml");
    for font in ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"] {
        assert!(styles.contains(font), "{font}");
    }
    assert!(styles.contains("w:line=\"579\"") && styles.contains("w:firstLineChars=\"200\""));
    assert!(part("docProps/core.xml").contains("青山县青石镇人民政府2025年政府信息公开工作年度报告"));
}

/// Tables whose grid is covered by random rectangles without gaps.
fn tables() -> impl Strategy<Value = Table> {
    (1usize..8, 1usize..7).prop_flat_map(|(rows, cols)| {
        let spans = proptest::collection::vec((1usize..4, 1usize..4, "[一二三0-9a-z/—]{0,4}"), rows * cols);
        (spans, 0..=rows).prop_map(move |(spans, header_rows)| covered(rows, cols, &spans, header_rows))
    })
}

fn covered(rows: usize, cols: usize, spans: &[(usize, usize, String)], header_rows: usize) -> Table {
    let mut taken = vec![vec![false; cols]; rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for col in 0..cols {
            if taken[row][col] {
                continue;
            }
            let (rowspan, colspan, text) = &spans[row * cols + col];
            // No cell reaches out of the head: no format can print that.
            let bottom = if row < header_rows { header_rows } else { rows };
            let rowspan = (*rowspan).min(bottom - row);
            let colspan = (col..(col + colspan).min(cols)).take_while(|c| !taken[row][*c]).count();
            taken[row..row + rowspan].iter_mut().for_each(|line| line[col..col + colspan].fill(true));
            cells.push(Cell { rowspan, colspan, header: row < header_rows, ..Cell::new(row, col, text.as_str()) });
        }
    }
    Table { rows, cols, header_rows, cells, ..Table::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_survives_docx_and_html(table in tables()) {
        let mut document = Document::default();
        document.push(Role::Body, "表前");
        document.blocks.push(Block::Table(table.clone()));
        document.push(Role::Body, "表后");
        for (name, bytes) in [
            ("a.docx", write::docx::write(&document).unwrap()),
            ("a.html", write::html::fragment(&document).into_bytes()),
        ] {
            let back = read(name, &bytes).unwrap();
            let after = only_table(&back);
            prop_assert_eq!((after.rows, after.cols, after.header_rows), (table.rows, table.cols, table.header_rows), "{}", name);
            prop_assert_eq!(shape(after), shape(&table), "{}", name);
        }
    }
}
