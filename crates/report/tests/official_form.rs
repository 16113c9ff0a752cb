//! Our layout beside the official template, cell by cell: the same grid, the same merges, the same words.

#![allow(clippy::unwrap_used)]

use documents::model::{Cell, Table};
use report::{AnnualReport, Form, Layout, layout};

/// What a cell is, without the line breaks and blanks by which Word fits words into boxes.
fn shape(cell: &Cell) -> (usize, usize, usize, usize, String) {
    let text = cell.text.chars().filter(|c| !c.is_whitespace()).collect();
    (cell.row, cell.col, cell.rowspan, cell.colspan, text)
}

fn shapes(table: &Table) -> Vec<(usize, usize, usize, usize, String)> {
    let mut all: Vec<_> = table.cells.iter().map(shape).collect();
    all.sort();
    all
}

#[test]
fn the_2021_form_is_the_official_template_cell_by_cell() {
    let bytes = include_bytes!("fixtures/blank-form-2021.docx");
    let official = documents::read::read("blank-form-2021.docx", bytes).unwrap();
    let ours = layout(&AnnualReport::blank(Form::for_year(2021).unwrap()), &Layout::default());
    let (official, ours): (Vec<&Table>, Vec<&Table>) = (official.tables().collect(), ours.tables().collect());
    assert_eq!((official.len(), ours.len()), (3, 3));
    let mut compared = 0;
    for (n, (theirs, ours)) in official.into_iter().zip(ours).enumerate() {
        let (theirs, ours) = (shapes(theirs), shapes(ours));
        for (a, b) in theirs.iter().zip(&ours) {
            assert_eq!(a, b, "table {} of the template", n + 2);
            compared += 1;
        }
        assert_eq!(theirs.len(), ours.len(), "table {}", n + 2);
    }
    assert!(compared > 250, "only {compared} cells");
}
