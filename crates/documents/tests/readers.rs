//! The readers on files of others: published reports, awkward pages, damaged and hostile bytes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{report, shape};
use documents::{Document, Role, read::ReadError, read::read, write};
use proptest::prelude::*;
use std::io::Write as _;

const SEED: &[u8] = include_bytes!("fixtures/fengshan-2020.txt");
const FORM: &[u8] = include_bytes!("fixtures/blank-form-2021.docx");

/// A `.docx` with this body and nothing else.
fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    );
    zipped("word/document.xml", document.as_bytes())
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file(name, options).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

fn texts(document: &Document) -> Vec<String> {
    document.paragraphs().map(|p| p.text()).collect()
}

#[test]
fn the_published_report_keeps_its_lines_and_empty_fields() {
    let document = read("fengshan-2020.txt", SEED).unwrap();
    let sizes: Vec<_> = document.tables().map(|t| (t.place.line, t.rows, t.cols)).collect();
    // The report breaks its second table with a blank line.
    assert_eq!(sizes, [(Some(27), 18, 4), (Some(48), 6, 8), (Some(55), 20, 10), (Some(78), 4, 15)]);
    let first = document.tables().next().unwrap();
    let penalties: Vec<_> = first.cells.iter().filter(|c| c.place.line == Some(37)).collect();
    let fields: Vec<_> = penalties.iter().map(|c| (c.text.as_str(), c.place.column)).collect();
    assert_eq!(fields, [("行政处罚", Some(1)), ("0", Some(6)), ("0", Some(8)), ("", Some(10))]);
    let heading = document.paragraphs().find(|p| p.text() == "一、总体情况").unwrap();
    assert_eq!((heading.role, heading.place.line), (Role::Heading1, Some(11)));
    let headings = |role| document.paragraphs().filter(|p| p.role == role).count();
    assert_eq!((headings(Role::Heading1), headings(Role::Heading2)), (6, 2));
    assert_eq!(document.title, None);
}

#[test]
fn the_blank_form_is_read_cell_by_cell() {
    let document = read("blank-form-2021.docx", FORM).unwrap();
    let tables: Vec<_> = document.tables().collect();
    let sizes: Vec<_> = tables.iter().map(|t| (t.rows, t.cols)).collect();
    assert_eq!(sizes, [(14, 4), (28, 10), (4, 15)]);
    let requests = tables[1];
    let spans = |row, col| requests.at(row, col).map(|c| (c.rowspan, c.colspan));
    assert_eq!(spans(0, 0), Some((3, 3)));
    assert_eq!(spans(0, 3), Some((1, 7)));
    assert_eq!(spans(5, 0), Some((22, 1)));
    assert_eq!(spans(7, 1), Some((8, 1)));
    assert!(requests.at(3, 0).unwrap().text.starts_with("一、本年新收"));
    // A blank is a blank.
    assert!((3..28).all(|row| (3..10).all(|col| requests.at(row, col).unwrap().text.trim().is_empty())));
    let covered: usize = tables[2].cells.iter().map(|c| c.rowspan * c.colspan).sum();
    assert_eq!(covered, 60);
}

#[test]
fn a_gbk_page_is_read_as_its_characters() {
    let html =
        "<html><head><meta charset=gb2312><title>政府信息公开年报</title></head><body><p>凤山乡朱镕</p></body></html>";
    let (bytes, _, lossy) = encoding_rs::GBK.encode(html);
    assert!(!lossy);
    let document = read("a.html", &bytes).unwrap();
    assert_eq!(texts(&document), ["凤山乡朱镕"]);
    assert_eq!(document.title.as_deref(), Some("政府信息公开年报"));
    let (bytes, ..) = encoding_rs::GB18030.encode("一、总体情况\r\n本年度主动公开政府信息三十条。\r\n");
    assert_eq!(texts(&read("a.txt", &bytes).unwrap()), ["一、总体情况", "本年度主动公开政府信息三十条。"]);
}

#[test]
fn a_layout_table_is_entered_and_hidden_text_is_not_read() {
    let html = "<body><nav>导航</nav><table><tr><td><h1>年度报告</h1><p>正文<script>坏()</script></p>\
        <table><tr><th rowspan=0>甲</th><td colspan=2>1</td></tr><tr><td>2</td><td>3<br>4</td></tr></table>\
        <p hidden>隐藏</p></td></tr></table></body>";
    let document = read("a.html", html.as_bytes()).unwrap();
    assert_eq!(texts(&document), ["年度报告", "正文"]);
    let tables: Vec<_> = document.tables().collect();
    let cell = |r, c, rs, cs, t: &str| (r, c, rs, cs, t.to_owned());
    assert_eq!(tables.len(), 1);
    assert_eq!(
        shape(tables[0]),
        [cell(0, 0, 2, 1, "甲"), cell(0, 1, 1, 2, "1"), cell(1, 1, 1, 1, "2"), cell(1, 2, 1, 1, "3\n4")]
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>乙</w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>丙</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom>\
        <w:r><w:tab/><w:t>戊</w:t><w:noBreakHyphen/><w:br/><w:t>己</w:t></w:r></w:p>";
    assert_eq!(texts(&read("a.docx", &docx(body)).unwrap()), ["甲乙\t戊-\n己"]);
}

#[test]
fn a_text_box_counts_once_and_a_layout_table_is_entered() {
    let boxed = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p/></w:tc></w:tr></w:tbl>",
        boxed("框")
    );
    let document = read("a.docx", &docx(&body)).unwrap();
    assert_eq!(texts(&document), ["框", "外"]);
    let tables: Vec<_> = document.tables().map(|t| t.cells[0].text.clone()).collect();
    assert_eq!(tables, ["内\n二"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_a_sentence_that_helps() {
    let cases: [(&str, &[u8]); 6] = [
        ("a.txt", b""),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a.bin", b"\x01\x00\x02\x00\xff\xfe\x03"),
        ("a.docx", b"PK\x03\x04broken"),
    ];
    for (name, bytes) in cases {
        let said = read(name, bytes).unwrap_err().to_string();
        assert!(said.contains('请'), "{name}: {said}");
    }
    assert!(read("a.xlsx", &zipped("xl/workbook.bin", b"x")).unwrap_err().to_string().contains("表格"));
}

#[test]
fn bombs_are_refused() {
    let bomb = zipped("word/document.xml", &vec![b' '; 65 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read("a.docx", &bomb).unwrap_err(), ReadError::TooLarge);
    let deep = docx(&"<w:p>".repeat(100_000));
    assert_eq!(read("a.docx", &deep).unwrap_err(), ReadError::TooDeep);
    assert_eq!(read("a.html", "<div>".repeat(200_000).as_bytes()).unwrap_err(), ReadError::TooDeep);
    let wide = format!("<table>{}</table>", "<tr><td colspan=1000>x</td></tr>".repeat(5000));
    assert_eq!(read("a.html", wide.as_bytes()).unwrap_err(), ReadError::TableTooLarge);
}

/// Bytes with some of them changed, taken out or doubled.
fn mutated(bytes: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..12).prop_map(move |changes| {
        let mut bytes = bytes.clone();
        for (index, byte, kind) in changes {
            let at = index.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => {
                    bytes.remove(at);
                }
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

/// The main part of a written document, to be damaged inside its container.
fn main_part() -> Vec<u8> {
    let bytes = write::docx::write(&report()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap().into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in ["a.txt", "a.html", "a.docx", "a.md", "a"] {
            let _ = read(name, &bytes);
        }
    }

    #[test]
    fn no_reader_panics_on_scrambled_markup(html in "(<(/?(table|tr|td|th|thead|p|b|a|div|br)( (row|col)span=[0-9]{1,4})?)>|[一a \n\t|-]){0,60}") {
        for name in ["a.txt", "a.html", "a.md"] {
            let _ = read(name, html.as_bytes());
        }
    }

    #[test]
    fn no_reader_panics_on_damaged_pages(bytes in mutated(write::html::page(&report()).into_bytes())) {
        let _ = read("a.html", &bytes);
    }

    #[test]
    fn no_reader_panics_on_damaged_containers(bytes in mutated(FORM.to_vec())) {
        let _ = read("a.docx", &bytes);
    }

    #[test]
    fn no_reader_panics_on_damaged_documents(part in mutated(main_part())) {
        let _ = read("a.docx", &zipped("word/document.xml", &part));
    }
}
