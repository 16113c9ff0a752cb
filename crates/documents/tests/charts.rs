//! Charts through every writer: drawn where pictures are, told in words, and their numbers come back as a table.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Read};
use std::process::Command;

use documents::fonts::Fonts;
use documents::read::read;
use documents::write::{docx, html, pdf::PdfWriter, text, xlsx};
use documents::{Block, Chart, ChartKind, Document, Role, Series};

fn chart(kind: ChartKind, values: &[&[Option<u64>]]) -> Chart {
    let count = values.first().map_or(0, |v| v.len());
    Chart {
        kind,
        title: "2024年申请办理结果".into(),
        description: "予以公开3件，不予公开1件，其他处理未定。".into(),
        label_head: "办理结果".into(),
        unit: "件".into(),
        labels: ["予以公开", "不予公开", "其他处理"].iter().take(count).map(|l| (*l).to_owned()).collect(),
        series: values
            .iter()
            .zip(["甲镇", "乙镇", "丙镇", "丁镇"])
            .map(|(v, n)| Series { name: n.into(), values: v.to_vec() })
            .collect(),
        shares: false,
        note: Some("“未定”不作0计算。".into()),
    }
}

fn document(charts: Vec<Chart>) -> Document {
    let mut document = Document { title: Some("图表".into()), ..Document::default() };
    document.push(Role::Title, "图表");
    document.blocks.extend(charts.into_iter().map(Block::Chart));
    document
}

const VALUES: [&[Option<u64>]; 2] = [&[Some(3), Some(1), None], &[Some(0), Some(12), Some(5)]];

/// The fields of the only table, row by row.
fn fields(document: &Document) -> Vec<Vec<String>> {
    let tables: Vec<_> = document.tables().collect();
    let [table] = tables.as_slice() else { panic!("{} tables", tables.len()) };
    (0..table.rows)
        .map(|r| (0..table.cols).map(|c| table.at(r, c).map_or_else(String::new, |c| c.text.clone())).collect())
        .collect()
}

#[test]
fn the_numbers_come_back_as_a_table_from_every_format() {
    let wanted =
        [["办理结果", "甲镇", "乙镇"], ["予以公开", "3", "0"], ["不予公开", "1", "12"], ["其他处理", "未定", "5"]];
    for kind in [ChartKind::Bars, ChartKind::Lines] {
        let written = document(vec![chart(kind, &VALUES)]);
        let files = [
            ("a.html", html::page(&written).into_bytes()),
            ("a.docx", docx::write(&written).unwrap()),
            ("a.txt", text::write(&written).into_bytes()),
        ];
        for (name, bytes) in files {
            let back = read(name, &bytes).unwrap();
            assert_eq!(fields(&back), wanted, "{name}");
            let said: String = back.paragraphs().map(|p| p.text()).collect();
            assert!(said.contains("“未定”不作0计算。"), "{name}: {said}");
            assert!(!said.contains("svg") && !said.contains("M0"), "{name}: {said}");
        }
        let sheet = xlsx::write(&written).unwrap();
        assert!(sheet.starts_with(b"PK"));
    }
}

#[test]
fn a_page_tells_the_chart_and_names_are_unique_in_it() {
    let both = document(vec![chart(ChartKind::Bars, &VALUES), chart(ChartKind::Lines, &VALUES)]);
    let page = html::fragment(&both);
    for id in ["gk-chart-1-title", "gk-chart-1-desc", "gk-chart-2-title", "gk-chart-2-desc"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(page.contains("<figcaption class=\"gk-chart__title\">2024年申请办理结果</figcaption>"));
    assert!(page.contains("<details") && page.contains("数据表：2024年申请办理结果"));
    assert!(!page.contains("style=") && !page.contains("<style") && !page.contains("<script"));
}

#[test]
fn nothing_but_zero_is_said_and_its_table_stays() {
    let zero: [&[Option<u64>]; 1] = [&[Some(0), Some(0)]];
    let written = document(vec![chart(ChartKind::Bars, &zero)]);
    let page = html::fragment(&written);
    assert!(page.contains("各项均为0，不画图。") && !page.contains("<svg") && page.contains("<table"));
    let back = read("a.docx", &docx::write(&written).unwrap()).unwrap();
    assert!(back.paragraphs().any(|p| p.text() == "各项均为0，不画图。"));
}

fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = Vec::new();
    zip.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_end(&mut out).unwrap();
    out
}

#[test]
fn a_word_chart_is_native_described_and_carries_its_numbers() {
    let bytes =
        docx::write(&document(vec![chart(ChartKind::Bars, &VALUES), chart(ChartKind::Lines, &VALUES)])).unwrap();
    let text = |name: &str| String::from_utf8(part(&bytes, name)).unwrap();
    assert!(text("word/document.xml").contains("descr=\"2024年申请办理结果（单位：件）。予以公开3件"));
    let chart = text("word/charts/chart1.xml");
    // The unknown value has no point: it is not drawn as zero.
    assert!(chart.contains("<c:barChart>") && chart.contains("pattFill") && chart.matches("<c:v>5</c:v>").count() == 1);
    assert!(chart.contains("dispBlanksAs val=\"gap\""));
    assert!(text("word/charts/chart2.xml").contains("<c:lineChart>"));
    assert!(text("[Content_Types].xml").contains("/word/charts/chart2.xml"));
    assert!(text("word/_rels/document.xml.rels").contains("charts/chart2.xml"));
    use calamine::{Data, Reader, Xlsx};
    let mut book = Xlsx::new(Cursor::new(part(&bytes, "word/embeddings/chart1.xlsx"))).unwrap();
    let sheet = book.worksheet_range("Sheet1").unwrap();
    assert_eq!(sheet.get_value((2, 2)), Some(&Data::Float(12.0)));
    assert_eq!(sheet.get_value((3, 1)).cloned().unwrap_or_default(), Data::Empty);
    assert_eq!(
        bytes,
        docx::write(&document(vec![self::chart(ChartKind::Bars, &VALUES), self::chart(ChartKind::Lines, &VALUES)]))
            .unwrap()
    );
}

#[test]
fn a_pdf_has_the_drawing_its_description_and_the_table() {
    let writer = PdfWriter::new(Fonts::discover(None));
    let zero: [&[Option<u64>]; 1] = [&[Some(0), Some(0)]];
    let charts = vec![chart(ChartKind::Bars, &VALUES), chart(ChartKind::Lines, &VALUES), chart(ChartKind::Bars, &zero)];
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("charts.pdf");
    std::fs::write(&path, writer.write(&document(charts)).unwrap()).unwrap();
    let run = |tool: &str, arguments: &[&str]| {
        let mut command = Command::new(tool);
        command.args(arguments).arg(&path);
        if tool == "pdftotext" {
            command.arg("-");
        }
        let output = command.output().unwrap_or_else(|e| panic!("{tool} of poppler-utils is needed: {e}"));
        assert!(output.status.success(), "{tool}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text: String = run("pdftotext", &["-layout"]).split_whitespace().collect();
    assert!(text.contains("各项均为0，不画图。") && text.contains("2024年申请办理结果（单位：件）"), "{text}");
    let tags = run("pdfinfo", &["-struct-text"]);
    assert!(tags.contains("Figure"), "{tags}");
}
