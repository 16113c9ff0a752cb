//! The summary as a workbook: one row a file, and the findings by rule.
//!
//! It needs memory for one short row a file; everything else of the command does not grow with the number of files.

use super::{file::FileResult, output::Failure};
use anyhow::Context;
use documents::{Align, Block, Cell, Document, Role, Table, write::xlsx};
use domain::Severity;
use report::Kind;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

const FILES: [(&str, f32); 11] = [
    ("文件", 40.0),
    ("种类", 12.0),
    ("机关", 24.0),
    ("年份", 8.0),
    ("格式", 8.0),
    ("错误", 7.0),
    ("警告", 7.0),
    ("疑问", 7.0),
    ("读出数字的单元格", 10.0),
    ("空白或未能读出的单元格", 12.0),
    ("无法读取的原因", 30.0),
];
const RULES: [(&str, f32); 4] = [("规则", 40.0), ("程度", 12.0), ("处数", 12.0), ("文件数", 12.0)];

/// What a file leaves behind.
struct Row {
    path: String,
    kind: &'static str,
    organ: String,
    year: String,
    format: String,
    /// Errors, warnings, questions.
    findings: [usize; 3],
    /// Cells with a number and cells without; none if it is no report.
    cells: Option<[usize; 2]>,
    failure: String,
}

/// The rows so far.
#[derive(Default)]
pub struct Summary {
    rows: Vec<Row>,
    /// Findings and files of each rule and severity.
    rules: BTreeMap<(String, Severity), [usize; 2]>,
}

/// Numbers and blanks among the cells of a report.
fn cells(report: &Value) -> [usize; 2] {
    fn count(value: &Value, counts: &mut [usize; 2]) {
        match value {
            Value::Null => counts[1] += 1,
            Value::Number(_) => counts[0] += 1,
            Value::Array(all) => all.iter().for_each(|v| count(v, counts)),
            Value::Object(all) => all.values().for_each(|v| count(v, counts)),
            Value::Bool(_) | Value::String(_) => {}
        }
    }
    let mut counts = [0, 0];
    for table in ["proactive", "requests", "review"] {
        count(&report[table], &mut counts);
    }
    counts
}

impl Summary {
    /// Adds a file.
    pub fn add(&mut self, file: &FileResult) {
        let count = |severity| file.findings.iter().filter(|f| f.severity == severity).count();
        let report = file.report.as_ref();
        let word = |key: &str| match report.map(|r| &r[key]) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        self.rows.push(Row {
            path: file.path.clone(),
            kind: match file.kind {
                Kind::AnnualReport => "年度报告",
                Kind::Document => "其他文档",
                Kind::Unknown => "没有文字",
            },
            organ: word("organ"),
            year: word("year"),
            format: word("format"),
            findings: [Severity::Error, Severity::Warning, Severity::Question].map(count),
            cells: report.map(cells),
            failure: String::new(),
        });
        let mut own: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
        for finding in &file.findings {
            *own.entry((finding.rule.as_str(), finding.severity)).or_default() += 1;
        }
        for ((rule, severity), n) in own {
            let [findings, files] = self.rules.entry((rule.to_owned(), severity)).or_default();
            *findings += n;
            *files += 1;
        }
    }

    /// Adds a file that could not be read.
    pub fn fail(&mut self, failure: &Failure) {
        self.rows.push(Row {
            path: failure.path.clone(),
            kind: "无法读取",
            organ: String::new(),
            year: String::new(),
            format: String::new(),
            findings: [0; 3],
            cells: None,
            failure: failure.error.clone(),
        });
    }

    fn document(&self) -> Document {
        let mut document = Document { title: Some("检查汇总".to_owned()), ..Document::default() };
        document.push(Role::Title, "检查汇总");
        let read = self.rows.iter().filter(|r| r.failure.is_empty());
        let sum = |at: usize| self.rows.iter().filter_map(|r| r.findings.get(at)).sum::<usize>();
        document.push(
            Role::Body,
            format!(
                "检查{}个文件，其中年度报告{}份；另有{}处无法读取。错误{}处，警告{}处，疑问{}处。",
                read.clone().count(),
                read.filter(|r| r.cells.is_some()).count(),
                self.rows.iter().filter(|r| !r.failure.is_empty()).count(),
                sum(0),
                sum(1),
                sum(2),
            ),
        );
        let files = self.rows.iter().map(|row| {
            let [errors, warnings, questions] = row.findings.map(|n| n.to_string());
            let [read, blank] = row.cells.map_or_else(Default::default, |c| c.map(|n| n.to_string()));
            let texts = [&row.path, row.kind, &row.organ, &row.year, &row.format].map(str::to_owned);
            [texts.as_slice(), &[errors, warnings, questions, read, blank, row.failure.clone()]].concat()
        });
        document.blocks.push(Block::Table(table("逐个文件", &FILES, files)));
        let rules = self.rules.iter().map(|((rule, severity), [findings, files])| {
            let severity = match severity {
                Severity::Error => "错误",
                Severity::Warning => "警告",
                Severity::Question => "疑问",
            };
            vec![rule.clone(), severity.to_owned(), findings.to_string(), files.to_string()]
        });
        document.blocks.push(Block::Table(table("逐条规则", &RULES, rules)));
        document
    }

    /// Writes the workbook.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let context = || format!("无法写入汇总表{}", path.display());
        let bytes = xlsx::write(&self.document()).with_context(context)?;
        fs::write(path, bytes).with_context(context)
    }
}

fn table(caption: &str, columns: &[(&str, f32)], rows: impl Iterator<Item = Vec<String>>) -> Table {
    let mut table = Table {
        caption: Some(caption.to_owned()),
        rows: 1,
        cols: columns.len(),
        header_rows: 1,
        widths: columns.iter().map(|(_, width)| *width).collect(),
        ..Table::default()
    };
    let head = columns.iter().enumerate();
    table.cells = head.map(|(col, (name, _))| Cell { header: true, ..Cell::new(0, col, *name) }).collect();
    for row in rows {
        let cells = row.into_iter().enumerate();
        table.cells.extend(cells.map(|(col, text)| Cell { align: Align::Left, ..Cell::new(table.rows, col, text) }));
        table.rows += 1;
    }
    table
}
