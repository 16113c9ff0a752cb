//! PDF files as other programs read them: poppler says what is on the pages.

#![allow(clippy::expect_used, clippy::panic)]

mod form;

use std::path::PathBuf;
use std::process::Command;

use documents::fonts::{Fonts, Role as Typeface};
use documents::write::WriteError;
use documents::write::pdf::PdfWriter;
use documents::{Block, Cell, Document, Paragraph, Role, Run, Table};

/// A file on disk, gone when dropped.
struct File {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

impl File {
    fn of(document: &Document) -> Self {
        File::new(&writer().write(document).expect("the document is set"))
    }

    fn new(bytes: &[u8]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("document.pdf");
        std::fs::write(&path, bytes).expect("the file is kept");
        File { _dir: dir, path }
    }

    fn poppler(&self, tool: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(tool);
        command.args(arguments).arg(&self.path);
        if tool == "pdftotext" {
            command.arg("-");
        }
        let output = command.output().unwrap_or_else(|error| panic!("{tool} of poppler-utils is needed: {error}"));
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// The pages as text, without white space.
    fn pages(&self) -> Vec<String> {
        let text = self.poppler("pdftotext", &["-layout"]);
        let solid = |page: &str| page.split_whitespace().collect::<String>();
        text.trim_end_matches('\u{C}').split('\u{C}').map(solid).collect()
    }

    /// Every word with its left, top and right edge in points, by page.
    fn words(&self) -> Vec<Vec<(f64, f64, f64, String)>> {
        let text = self.poppler("pdftotext", &["-bbox"]);
        let number = |line: &str, name: &str| -> f64 {
            let rest = line.split(&format!("{name}=\"")).nth(1).expect("an attribute");
            rest.split('"').next().and_then(|n| n.parse().ok()).expect("a number")
        };
        let word = |line: &str| {
            let inside = line.split('>').nth(1)?.split('<').next()?;
            Some((number(line, "xMin"), number(line, "yMin"), number(line, "xMax"), inside.to_owned()))
        };
        text.split("<page ")
            .skip(1)
            .map(|page| page.lines().filter(|l| l.contains("<word")).filter_map(word).collect())
            .collect()
    }
}

fn writer() -> PdfWriter {
    let fonts = Fonts::discover(None);
    assert!(fonts.roles().iter().all(|(_, family)| family.is_some()), "fonts-noto-cjk is needed");
    PdfWriter::new(fonts)
}

fn points(mm: f64) -> f64 {
    mm / 25.4 * 72.0
}

fn report() -> Document {
    let mut document = Document { author: Some("凤山乡人民政府".into()), ..Document::default() };
    document.title = Some("凤山乡人民政府2021年政府信息公开工作年度报告".into());
    document.push(Role::Title, "凤山乡人民政府2021年政府信息公开工作年度报告");
    document.push(Role::Body, "根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条的规定，编制本报告。本报告所列数据的统计期限自2021年1月1日起，至2021年12月31日止。#不是标记* _也不是_ $x$ <b>");
    document.push(Role::Heading1, "一、总体情况");
    document.push(Role::Heading2, "（一）主动公开");
    document.push(Role::Body, "全年主动公开政府信息128条，其中重点领域信息46条。".repeat(12));
    document.push(Role::Heading1, "三、收到和处理政府信息公开申请情况");
    document.blocks.push(Block::Table(form::requests_2021()));
    document.push(Role::Heading1, "五、存在的主要问题及改进情况");
    document.push(Role::Body, "无。");
    document.push(Role::Signature, "凤山乡人民政府");
    document.push(Role::Date, "2022年1月22日");
    document
}

#[test]
fn the_national_form_is_printed_whole() {
    let file = File::of(&report());
    let pages = file.pages();
    let all = pages.concat();
    assert_eq!(pages.len(), 3, "{all}");
    assert!(all.contains("#不是标记*_也不是_$x$<b>"), "text became markup: {all}");
    // Every figure of the table stands on the pages; labels wrap, so they are looked for by their beginnings.
    let words: Vec<String> = file.words().concat().into_iter().map(|w| w.3).collect();
    for cell in &form::requests_2021().cells {
        if cell.text.parse::<u32>().is_ok() {
            assert!(words.contains(&cell.text), "{} is missing", cell.text);
        } else {
            let start: String = cell.text.chars().take(2).collect();
            assert!(all.contains(&start), "{start} is missing");
        }
    }
    for (index, page) in (1..).zip(&pages) {
        assert!(page.ends_with(&format!("—{index}—")), "page {index} ends {page}");
    }
}

#[test]
fn the_file_is_accessible_and_says_what_it_is() {
    let info = File::of(&report()).poppler("pdfinfo", &[]);
    for line in [
        "Title:           凤山乡人民政府2021年政府信息公开工作年度报告",
        "Author:          凤山乡人民政府",
        "Tagged:          yes",
        "Page size:       595.276 x 841.89 pts (A4)",
    ] {
        assert!(info.contains(line), "{line} is not in {info}");
    }
    let bytes = writer().write(&report()).expect("the document is set");
    let has = |needle: &str| bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
    assert!(has("pdfuaid:part") && has("pdfaid:part"), "not both standards are declared");
    assert!(has("/Lang"), "no language");
}

#[test]
fn a_document_without_a_date_is_set_without_the_archive_mark() {
    let mut document = report();
    document.blocks.retain(|block| !matches!(block, Block::Paragraph(p) if p.role == Role::Date));
    let bytes = writer().write(&document).expect("the document is set");
    let has = |needle: &str| bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
    assert!(has("pdfuaid:part") && !has("pdfaid:part"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let writer = writer();
    let first = writer.write(&report()).expect("the document is set");
    assert!(first == writer.write(&report()).expect("the document is set"));
    assert!(first == PdfWriter::new(Fonts::discover(None)).write(&report()).expect("the document is set"));
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let mut document = Document::default();
    document.push(Role::Addressee, "正".repeat(28 * 23));
    let pages = File::of(&document).words();
    let is_text = |word: &&(f64, f64, f64, String)| word.3.contains('正');
    let lines: Vec<_> = pages[0].iter().filter(is_text).collect();
    assert_eq!(lines.len(), 22);
    assert_eq!(pages[1].iter().filter(is_text).count(), 1);
    for pair in lines.windows(2) {
        assert!((pair[1].1 - pair[0].1 - 28.95).abs() < 0.01, "{pair:?}");
    }
    for (left, _, right, text) in lines {
        assert_eq!(text.chars().count(), 28);
        assert!((left - points(28.0)).abs() < 0.5 && (right - points(184.0)).abs() < 0.5, "{left} to {right}");
    }
}

#[test]
fn name_and_date_stand_as_clause_7_3_5_says() {
    let place = |name: &str, date: &str| {
        let mut document = Document::default();
        document.push(Role::Signature, name);
        document.push(Role::Date, date);
        let words = File::of(&document).words().concat();
        let find = |text: &str| words.iter().find(|w| w.3 == text).map(|w| (w.0, w.2)).expect("the word");
        (find(name), find(date))
    };
    let char = points(156.0) / 28.0;
    let edge = points(184.0);
    let near = |a: f64, b: f64| (a - b).abs() < 1.0;
    let (name, date) = place("青山县凤山乡人民政府办公室", "2022年1月22日");
    assert!(near(name.1, edge - 2.0 * char) && near(date.0, name.0 + 2.0 * char), "{name:?} {date:?}");
    let (name, date) = place("凤山乡", "2022年12月22日");
    assert!(near(date.1, edge - 2.0 * char) && near(date.0, name.0 + 2.0 * char), "{name:?} {date:?}");
}

#[test]
fn a_long_table_repeats_its_head_and_keeps_every_row() {
    let mut table = Table { rows: 301, cols: 3, header_rows: 1, ..Table::default() };
    for (col, text) in ["序号", "事项名称", "办理结果"].into_iter().enumerate() {
        table.cells.push(Cell { header: true, ..Cell::new(0, col, text) });
    }
    for row in 1..=300 {
        table.cells.push(Cell::new(row, 0, format!("N{row}")));
        // A cell over four rows, so that some of them meet the end of a page.
        if row % 4 == 1 {
            table.cells.push(Cell { rowspan: 4, ..Cell::new(row, 1, format!("S{row}")) });
        }
        table.cells.push(Cell::new(row, 2, "已办结"));
    }
    let mut document = Document::default();
    document.blocks.push(Block::Table(table));
    let pages = File::of(&document).words();
    assert!(pages.len() > 5, "{} pages", pages.len());
    for page in &pages {
        assert_eq!(page.iter().filter(|w| w.3 == "事项名称").count(), 1, "{page:?}");
        assert!(page.iter().all(|w| w.0 > points(28.0) && w.2 < points(184.0)), "text beyond the type area");
    }
    let words: Vec<String> = pages.concat().into_iter().map(|w| w.3).collect();
    for row in 1..=300 {
        assert_eq!(words.iter().filter(|w| **w == format!("N{row}")).count(), 1, "row {row}");
        if row % 4 == 1 {
            assert_eq!(words.iter().filter(|w| **w == format!("S{row}")).count(), 1, "cell {row}");
        }
    }
}

#[test]
fn page_numbers_stand_outside() {
    let mut document = Document::default();
    document.push(Role::Body, "一");
    document.blocks.push(Block::PageBreak);
    document.push(Role::Body, "二");
    let pages = File::of(&document).words();
    let last_edge =
        |page: &[(f64, f64, f64, String)]| page.iter().filter(|w| w.3 == "—").map(|w| w.2).fold(0.0, f64::max);
    let first_edge =
        |page: &[(f64, f64, f64, String)]| page.iter().filter(|w| w.3 == "—").map(|w| w.0).fold(1e9, f64::min);
    assert!((last_edge(&pages[0]) - (points(184.0) - 14.0)).abs() < 1.0, "{pages:?}");
    assert!((first_edge(&pages[1]) - (points(28.0) + 14.0)).abs() < 1.0, "{pages:?}");
}

#[test]
fn every_role_and_oddity_can_be_set() {
    let mut document = Document::default();
    for role in [
        Role::Heading4,
        Role::IssuerMark,
        Role::DocumentNumber,
        Role::Title,
        Role::Title,
        Role::Addressee,
        Role::Heading3,
        Role::Heading2,
        Role::Body,
        Role::Caption,
        Role::AttachmentNote,
        Role::AttachmentNote,
        Role::Date,
        Role::Signature,
        Role::Note,
    ] {
        document.push(role, "政府信息公开\n（示例）\u{7}\t1");
        document.push(role, "");
    }
    let link = Run { text: "网站".into(), bold: true, link: Some("https://example.org/".into()) };
    document.blocks.push(Block::Paragraph(Paragraph { runs: vec![link], ..Paragraph::default() }));
    // Ragged, with widths that do not fit, a head that is the whole table, and nothing at all.
    let widths = vec![0.0, f32::NAN];
    let ragged =
        Table { rows: 3, cols: 3, header_rows: 3, widths, cells: vec![Cell::new(1, 1, "中")], ..Table::default() };
    document.blocks.extend([Block::Table(ragged), Block::Table(Table::default()), Block::PageBreak]);
    let text = File::of(&document).pages().concat();
    assert_eq!(text.matches("政府信息公开（示例）1").count(), 15, "{text}");
}

#[test]
fn an_empty_document_is_an_empty_page() {
    assert_eq!(File::of(&Document::default()).pages().len(), 1);
}

#[test]
fn without_a_chinese_font_nothing_is_handed_out() {
    let error = PdfWriter::new(Fonts::default()).write(&report()).expect_err("no font");
    assert!(matches!(error, WriteError::Typesetting(_)));
    assert!(error.to_string().contains("没有找到中文字体，请安装 fonts-noto-cjk"), "{error}");
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let mut document = report();
    document.push(Role::Body, "\u{10FFFD}");
    let error = writer().write(&document).expect_err("no glyph");
    assert!(error.to_string().contains("U+10FFFD"), "{error}");
}

#[test]
fn the_installed_fonts_answer_for_every_role() {
    let fonts = Fonts::discover(None);
    for (role, family) in fonts.roles() {
        assert!(family.is_some(), "{} is not served", role.label());
    }
    assert!(!fonts.missing().contains(&Typeface::SongTi), "fonts-noto-cjk has 宋体");
}
