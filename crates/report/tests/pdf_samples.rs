//! Two reports that were really published, as PDF files of WPS: every cell against what a person read from them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use documents::model::{Block, Role};
use documents::{Document, read};
use report::{check, parse, to_json};
use serde_json::Value;

const FILES: [(&str, &str, &[u8], usize); 2] = [
    ("huaian-city-2024", "huaian-2024.pdf", include_bytes!("fixtures/huaian-2024.pdf"), 200),
    ("hongze-2023", "hongze-2023.pdf", include_bytes!("fixtures/hongze-2023.pdf"), 186),
];

fn document(name: &str, bytes: &[u8]) -> Document {
    read::read(name, bytes).unwrap()
}

/// Every number of the three tables by the name of its cell.
fn cells(report: &Value) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    for (group, fields) in report["proactive"].as_object().unwrap() {
        for (field, value) in fields.as_object().unwrap() {
            out.push((format!("proactive.{group}.{field}"), value.clone()));
        }
    }
    for table in ["requests", "review"] {
        for (row, values) in report[table].as_object().unwrap() {
            for (i, value) in values.as_array().unwrap().iter().enumerate() {
                out.push((format!("{table}.{row}[{i}]"), value.clone()));
            }
        }
    }
    out
}

#[test]
fn every_cell_of_the_two_published_reports_is_right() {
    let truth: Value = serde_json::from_str(include_str!("fixtures/truth.json")).unwrap();
    for (key, name, bytes, count) in FILES {
        let parsed = parse(&document(name, bytes)).unwrap();
        let report = parsed.report.unwrap_or_else(|| panic!("{name} is a report"));
        let got = cells(&to_json(&report));
        let want = cells(&truth[key]);
        assert_eq!(want.len(), count, "{name}");
        let number = |v: &Value| v.as_f64();
        for (cell, value) in &want {
            let read = got.iter().find(|(c, _)| c == cell).map(|(_, v)| number(v));
            assert_eq!(read, Some(number(value)), "{name} {cell}");
        }
        assert_eq!(got.len(), want.len(), "{name} has no other cell");
        assert_eq!(report.year.map(i64::from), truth[key]["year"].as_i64(), "{name}");
    }
}

#[test]
fn the_error_that_hongze_published_in_table_four_is_found() {
    let (_, name, bytes, _) = FILES[1];
    let report = parse(&document(name, bytes)).unwrap().report.unwrap();
    let findings = check(&report, None);
    let cells: Vec<&str> = findings.iter().filter_map(|f| f.place.cell.as_deref()).collect();
    assert!(cells.iter().any(|c| c.starts_with("review.")), "{cells:?}");
}

#[test]
fn every_cell_and_paragraph_knows_where_it_stands_on_its_page() {
    for (_, name, bytes, _) in FILES {
        let document = document(name, bytes);
        for block in &document.blocks {
            let places = match block {
                Block::Paragraph(p) => vec![&p.place],
                Block::Table(t) => t.cells.iter().map(|c| &c.place).collect(),
                _ => continue,
            };
            for place in places {
                let area = place.area.unwrap();
                assert!((1..=6).contains(&place.page.unwrap()), "{name}");
                assert!(area.left >= 0 && area.top >= 0 && area.width > 0 && area.height > 0, "{name} {area:?}");
                assert!(area.left + area.width <= 5953 && area.top + area.height <= 8419, "{name} {area:?}");
            }
        }
    }
}

#[test]
fn the_text_is_read_in_paragraphs_without_page_numbers_and_without_invented_blanks() {
    for (_, name, bytes, _) in FILES {
        let document = document(name, bytes);
        let paragraphs: Vec<(Role, String)> = document.paragraphs().map(|p| (p.role, p.text())).collect();
        let headings: Vec<&str> =
            paragraphs.iter().filter(|(role, _)| *role == Role::Heading1).map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            headings,
            [
                "一、总体情况",
                "二、主动公开政府信息情况",
                "三、收到和处理政府信息公开申请情况",
                "四、政府信息公开行政复议、行政诉讼情况",
                "五、存在的主要问题及改进情况",
                "六、其他需要报告的事项",
            ],
            "{name}"
        );
        assert_eq!(paragraphs.first().map(|(role, _)| *role), Some(Role::Title), "{name}");
        for (role, text) in &paragraphs {
            assert!(!text.contains(' '), "{name}: {text}");
            let is_whole = *role != Role::Body || text.ends_with('。');
            assert!(is_whole, "{name}: {text}");
        }
    }
}
