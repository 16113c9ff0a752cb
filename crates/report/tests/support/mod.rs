//! A minimal reader of tab-separated text, so that the tests of this crate depend on no file format.

#![allow(dead_code, reason = "each test file uses its share")]

pub mod random;

use documents::model::{Block, Cell, Document, Paragraph, Role, Table};
use domain::Place;

pub fn text(text: &str) -> Document {
    let mut document = Document::default();
    let mut table: Option<Table> = None;
    for (i, line) in text.lines().enumerate() {
        let place = Place { line: Some(i as u32 + 1), ..Place::default() };
        if line.contains('\t') {
            let table = table.get_or_insert_with(|| Table { place: place.clone(), ..Table::default() });
            let mut column = 1;
            for (col, field) in line.split('\t').enumerate() {
                let mut cell = Cell::new(table.rows, col, field.trim());
                cell.place = Place { column: Some(column), ..place.clone() };
                column += field.chars().count() as u32 + 1;
                table.cols = table.cols.max(col + 1);
                table.cells.push(cell);
            }
            table.rows += 1;
            continue;
        }
        document.blocks.extend(table.take().map(Block::Table));
        if !line.trim().is_empty() {
            let mut paragraph = Paragraph::new(Role::Body, line.trim());
            paragraph.place = place;
            document.blocks.push(Block::Paragraph(paragraph));
        }
    }
    document.blocks.extend(table.map(Block::Table));
    document
}
