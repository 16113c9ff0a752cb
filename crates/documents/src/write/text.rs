//! Plain text: a paragraph is a line, a table row is a line with tabs between the fields.
//!
//! A merged cell prints its text in its first field and leaves the others empty, as published reports do. Line
//! ends and tabs inside a cell cannot be kept. A table with a single column is written between pipes, because a
//! line without tabs would be a paragraph. A chart is its table.

use super::grid::{Field, Grid};
use crate::chart::as_tables;
use crate::model::{Block, Document, Role, Table};

/// Writes the document with LF line ends.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    for block in &as_tables(document).blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Paragraph(paragraph) => {
                for line in paragraph.text().split('\n') {
                    let line = line.replace('\t', " ");
                    // Names and dates at the end stand right, as far as text has a right.
                    let indent = if matches!(paragraph.role, Role::Signature | Role::Date) { "　　" } else { "" };
                    out.push_str(indent);
                    out.push_str(&line);
                    out.push('\n');
                }
            }
            Block::Table(t) => table(&mut out, t),
            Block::Chart(_) | Block::PageBreak => {}
        }
    }
    out
}

/// A cell on one line: Chinese lines are joined as they are, others with a blank.
fn flat(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let joint = out.chars().next_back().is_some_and(|c| c.is_ascii_graphic())
            && line.starts_with(|c: char| c.is_ascii_graphic());
        if joint {
            out.push(' ');
        }
        out.push_str(&line.replace('\t', " "));
    }
    out
}

fn table(out: &mut String, table: &Table) {
    if let Some(caption) = &table.caption {
        out.push_str(&flat(caption));
        out.push('\n');
    }
    let grid = Grid::new(table);
    for row in 0..grid.rows() {
        let fields: Vec<String> = grid
            .row(row)
            .map(|field| match field {
                Field::Begins(f) => flat(&f.cell.text),
                Field::Covered(_) | Field::Gap => String::new(),
            })
            .collect();
        if let [only] = fields.as_slice() {
            out.push_str(&format!("| {} |", only.replace('|', "\\|")));
        } else {
            out.push_str(&fields.join("\t"));
        }
        out.push('\n');
    }
}
