//! From the report model to the document model: the official layout with all its merged cells.
//!
//! How a role or a table looks is the business of the writers; this module only places texts and cells. An override's
//! note is for the desk and the JSON, not for the published page.

use crate::{
    amendment,
    cell_name::{CellName, REQUEST_COLUMNS, REVIEW_COLUMNS},
    form::RequestRowLabel,
    model::{AnnualReport, Section, Text},
};
use documents::model::{Block, Cell, Document, Paragraph, Role, Table};
use jiff::civil::Date;

/// Gives the address behind a cell, if there is one.
pub type LinkOf<'a> = dyn Fn(&CellName) -> Option<String> + 'a;

/// Which cells lead to a list of cases, and what stands under the text.
#[derive(Default, Clone, Copy)]
pub struct Layout<'a> {
    /// 发文机关署名, if it is to be printed.
    pub signature: Option<&'a str>,
    /// 成文日期, if it is to be printed.
    pub date: Option<Date>,
    /// The address behind a cell, for the desk.
    pub link: Option<&'a LinkOf<'a>>,
}

/// Lays the report out.
pub fn layout(report: &AnnualReport, options: &Layout<'_>) -> Document {
    let title = title(report);
    let mut document = Document { title: Some(title.clone()), author: report.organ.clone(), ..Document::default() };
    document.push(Role::Title, title);
    for amendment in &report.amendments {
        document.push(Role::Body, amendment::note(report, amendment));
    }
    for text in &report.preface {
        document.push(Role::Body, text.text.clone());
    }
    for (i, section) in report.sections.iter().enumerate() {
        if !section.title.is_empty() {
            document.push(Role::Heading1, section.title.clone());
        }
        texts(&mut document, section);
        match i {
            1 => document.blocks.push(Block::Table(proactive(report, options))),
            2 => document.blocks.push(Block::Table(requests(report, options))),
            3 => document.blocks.push(Block::Table(review(report, options))),
            _ => {}
        }
    }
    if let Some(signature) = options.signature {
        document.push(Role::Signature, signature);
    }
    if let Some(date) = options.date {
        document.push(Role::Date, format!("{}年{}月{}日", date.year(), date.month(), date.day()));
    }
    document
}

/// 标题: ××2020年政府信息公开工作年度报告
pub fn title(report: &AnnualReport) -> String {
    let organ = report.organ.as_deref().unwrap_or_default();
    let year = report.year.map(|y| format!("{y}年")).unwrap_or_default();
    format!("{organ}{year}政府信息公开工作年度报告")
}

fn texts(document: &mut Document, section: &Section) {
    let body = |document: &mut Document, texts: &[Text]| {
        for text in texts {
            document.blocks.push(Block::Paragraph(Paragraph::new(Role::Body, text.text.clone())));
        }
    };
    body(document, &section.texts);
    for part in &section.parts {
        if !part.title.is_empty() {
            document.push(Role::Heading2, part.title.clone());
        }
        body(document, &part.texts);
    }
}

fn spanning(row: usize, col: usize, rowspan: usize, colspan: usize, text: &str) -> Cell {
    Cell { rowspan, colspan, header: true, ..Cell::new(row, col, text) }
}

fn value(report: &AnnualReport, options: &Layout<'_>, row: usize, col: usize, colspan: usize, name: CellName) -> Cell {
    let text = report.cell(name).map(|c| c.printed()).unwrap_or_default();
    let link = options.link.and_then(|link| link(&name));
    Cell { colspan, link, ..Cell::new(row, col, text) }
}

/// Table 2: a heading row over all columns for each item of Art. 20.
fn proactive(report: &AnnualReport, options: &Layout<'_>) -> Table {
    const COLUMNS: usize = 4;
    let form = report.form;
    let mut cells = Vec::new();
    let mut row = 0;
    for block in &form.proactive {
        cells.push(spanning(row, 0, 1, COLUMNS, &block.heading));
        row += 1;
        cells.push(spanning(row, 0, 1, 1, &form.content));
        // Fewer than three columns: the last one takes the rest of the width.
        let spans: Vec<(usize, usize)> = (0..block.columns.len())
            .map(|i| (i + 1, if i + 1 == block.columns.len() { COLUMNS - 1 - i } else { 1 }))
            .collect();
        for (column, (col, span)) in block.columns.iter().zip(&spans) {
            cells.push(spanning(row, *col, 1, *span, &column.printed()));
        }
        row += 1;
        for label in &block.rows {
            cells.push(spanning(row, 0, 1, 1, &label.label));
            for (column, (col, span)) in block.columns.iter().zip(&spans) {
                cells.push(value(report, options, row, *col, *span, CellName::Proactive(label.key, column.key)));
            }
            row += 1;
        }
    }
    Table { rows: row, cols: COLUMNS, widths: vec![1.0; COLUMNS], cells, ..Table::default() }
}

/// Table 3: three label columns and seven value columns.
fn requests(report: &AnnualReport, options: &Layout<'_>) -> Table {
    const LABELS: usize = 3;
    const HEAD: usize = 3;
    let form = &report.form.requests;
    let mut cells =
        vec![spanning(0, 0, HEAD, LABELS, &form.corner), spanning(0, LABELS, 1, REQUEST_COLUMNS, &form.applicants)];
    let last = REQUEST_COLUMNS - 1;
    let column = |i: usize| form.columns.get(i).map_or("", String::as_str);
    cells.push(spanning(1, LABELS, 2, 1, column(0)));
    cells.push(spanning(1, LABELS + 1, 1, last - 1, &form.organisations));
    cells.push(spanning(1, LABELS + last, 2, 1, column(last)));
    for i in 1..last {
        cells.push(spanning(2, LABELS + i, 1, 1, column(i)));
    }
    let rows: Vec<RequestRowLabel> = labels_of(report);
    let run = |from: usize, of: &dyn Fn(&RequestRowLabel) -> Option<String>| {
        let first = rows.get(from).and_then(of);
        rows.iter().skip(from).take_while(|r| of(r) == first).count()
    };
    let begins = |at: usize, of: &dyn Fn(&RequestRowLabel) -> Option<String>| {
        at == 0 || rows.get(at - 1).and_then(of) != rows.get(at).and_then(of)
    };
    let part = |r: &RequestRowLabel| r.part.clone();
    let group = |r: &RequestRowLabel| r.group.clone();
    for (i, label) in rows.iter().enumerate() {
        let row = HEAD + i;
        let mut col = 0;
        if let Some(text) = &label.part {
            if begins(i, &part) {
                cells.push(spanning(row, 0, run(i, &part), 1, text));
            }
            col += 1;
        }
        if let Some(text) = &label.group {
            if begins(i, &group) {
                cells.push(spanning(row, col, run(i, &group), 1, text));
            }
            col += 1;
        }
        cells.push(spanning(row, col, 1, LABELS - col, &label.label));
        for i in 0..REQUEST_COLUMNS {
            cells.push(value(report, options, row, LABELS + i, 1, CellName::Requests(label.key, i)));
        }
    }
    let mut widths = vec![1.0, 1.4, 3.4];
    widths.extend([1.0; REQUEST_COLUMNS]);
    Table {
        rows: HEAD + rows.len(),
        cols: LABELS + REQUEST_COLUMNS,
        header_rows: HEAD,
        widths,
        cells,
        ..Table::default()
    }
}

/// The labels of the rows this report has: those of the form, or （六） as one row where the report prints it so.
fn labels_of(report: &AnnualReport) -> Vec<RequestRowLabel> {
    let official = &report.form.requests.rows;
    report
        .requests
        .iter()
        .map(|r| {
            official.iter().find(|o| o.key == r.row).cloned().unwrap_or_else(|| RequestRowLabel {
                key: r.row,
                part: official.iter().find_map(|o| o.part.clone()),
                group: None,
                label: report.form.request_label(r.row),
            })
        })
        .collect()
}

/// Table 4: three blocks of five columns, one row of numbers.
fn review(report: &AnnualReport, options: &Layout<'_>) -> Table {
    let form = &report.form.review;
    let blocks = form.blocks.len();
    let mut cells = Vec::new();
    for (b, block) in form.blocks.iter().enumerate() {
        let left = b * REVIEW_COLUMNS;
        if b == 0 {
            cells.push(spanning(0, left, 1, REVIEW_COLUMNS, &block.label));
            cells.push(spanning(0, left + REVIEW_COLUMNS, 1, (blocks - 1) * REVIEW_COLUMNS, &form.litigation));
        } else {
            cells.push(spanning(1, left, 1, REVIEW_COLUMNS, &block.label));
        }
        for (i, label) in form.columns.iter().enumerate() {
            cells.push(if b == 0 { spanning(1, i, 2, 1, label) } else { spanning(2, left + i, 1, 1, label) });
        }
        for i in 0..REVIEW_COLUMNS {
            cells.push(value(report, options, 3, left + i, 1, CellName::Review(block.key, i)));
        }
    }
    cells.sort_by_key(|c| (c.row, c.col));
    Table { rows: 4, cols: blocks * REVIEW_COLUMNS, header_rows: 3, cells, ..Table::default() }
}
