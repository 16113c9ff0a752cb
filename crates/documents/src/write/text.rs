//! Plain text: a line for each paragraph and table row, the fields of a row separated by tabs.
//!
//! Text has no merged cells. A cell prints in its first field and leaves the others empty, so that every row has all
//! its fields and [`crate::read`] finds each text where it was. Links, emphasis and captions' places are left out.

use crate::{
    grid::Cover,
    model::{Block, Document, Table},
};

/// The document as text, blocks separated by blank lines.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                // A tab would make the line a row, a line break two paragraphs.
                let text = one_line(&paragraph.text());
                if text.is_empty() {
                    continue;
                }
                begin(&mut out);
                out.push_str(&text);
                out.push('\n');
            }
            Block::Table(table) => {
                if let Some(caption) = table.caption.as_deref().map(one_line).filter(|c| !c.is_empty()) {
                    begin(&mut out);
                    out.push_str(&caption);
                    out.push('\n');
                }
                begin(&mut out);
                rows(&mut out, table);
            }
            Block::PageBreak => {}
        }
    }
    out
}

fn begin(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn rows(out: &mut String, table: &Table) {
    let cover = Cover::of(table);
    for row in 0..table.rows {
        for col in 0..table.cols {
            if col > 0 {
                out.push('\t');
            }
            let cell = cover.at(row, col).and_then(|index| table.cells.get(index));
            if let Some(cell) = cell.filter(|c| c.row == row && c.col == col) {
                out.push_str(&one_line(&cell.text));
            }
        }
        out.push('\n');
    }
}

/// The text with every run of line breaks and tabs, and the blanks around them, as one blank.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
